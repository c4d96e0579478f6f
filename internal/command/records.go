package command

import (
	"cmp"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

type listCommand struct {
	Kind string `arg:"" name:"kind" enum:"organisations,contacts,agreements,meetings,series,actions,deliberations" help:"${help_list_kind}"`
	JSON bool   `name:"json" help:"${help_json}"`
}

// Run lists all records of a kind.
func (c *listCommand) Run(s *session) error {
	return s.reading(func(d *desk.Desk) error {
		records := d.List(kindCalled(c.Kind))
		if c.JSON {
			return d.WriteList(s.Out, kindCalled(c.Kind))
		}
		return s.printList(d, kindCalled(c.Kind), records)
	})
}

func kindCalled(plural string) partnership.Kind {
	for kind, name := range plurals {
		if name == plural {
			return kind
		}
	}
	return ""
}

type showCommand struct {
	ID   partnership.ID `arg:"" name:"id" help:"${help_show_id}"`
	JSON bool           `name:"json" help:"${help_json}"`
}

// Run shows one record whole.
func (c *showCommand) Run(s *session) error {
	return s.reading(func(d *desk.Desk) error {
		record, err := d.Record(c.ID)
		if err != nil {
			return err
		}
		if c.JSON {
			return d.WriteRecord(s.Out, c.ID)
		}
		if err := s.printSheet(d, record); err != nil {
			return err
		}
		return s.printFindings(d, c.ID)
	})
}

type searchCommand struct {
	Words []string `arg:"" name:"words" help:"${help_search_words}"`
	JSON  bool     `name:"json" help:"${help_json}"`
}

type todayCommand struct {
	On   date.Day `placeholder:"DATE" help:"${help_today_on}"`
	JSON bool     `name:"json" help:"${help_json}"`
}

// Run tells what is due.
func (c *todayCommand) Run(s *session) error {
	on := cmp.Or(c.On, s.today())
	return s.reading(func(d *desk.Desk) error {
		due := d.Today(on)
		if c.JSON {
			return s.printJSON(due)
		}
		for _, caution := range d.Cautions() {
			s.note(plain(caution.Text(s.words)))
		}
		return s.printDue(d, due, on)
	})
}
