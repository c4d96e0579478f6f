package command

import (
	"errors"
	"strings"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

type historyCommand struct {
	ID      partnership.ID `arg:"" optional:"" name:"id" help:"${help_history_id}"`
	Removed bool           `help:"${help_history_removed}"`
	Author  string         `placeholder:"NAME" help:"${help_history_author}"`
	From    date.Day       `placeholder:"DATE" help:"${help_history_from}"`
	Until   date.Day       `placeholder:"DATE" help:"${help_history_until}"`
	Most    int            `default:"50" placeholder:"N" help:"${help_history_most}"`
	JSON    bool           `name:"json" help:"${help_json}"`
}

// Run tells what became of a record, what was done with the vault, or what was removed.
func (c *historyCommand) Run(s *session) error {
	narrowed := c.Author != "" || !c.From.IsZero() || !c.Until.IsZero()
	switch {
	case c.ID != "" && (c.Removed || narrowed), c.Removed && narrowed:
		return &usageError{key: "history.usage"}
	case c.Most < 1:
		return &usageError{key: "history.usage_most"}
	}
	return s.reading(func(d *desk.Desk) error {
		switch {
		case c.ID != "":
			return c.record(s, d)
		case c.Removed:
			return c.removed(s, d)
		}
		return c.journal(s, d)
	})
}

// doneJSON is how something came about, in answers with --json.
type doneJSON struct {
	At     time.Time `json:"at"`
	Author string    `json:"author"`
	Commit string    `json:"commit,omitempty"` // its name
	Cause  string    `json:"cause"`            // "commit", "undo" or "redo"
	What   string    `json:"what"`
}

func asDone(d desk.Done) doneJSON {
	return doneJSON{d.At, d.Author, d.Name, string(d.Cause), d.What}
}

type changeJSON struct {
	Field  string `json:"field"`
	Before string `json:"before"`
	After  string `json:"after"`
	Parts  bool   `json:"parts"` // before and after are the lines that went and came
}

func asChanges(changes []desk.FieldChange) []changeJSON {
	list := make([]changeJSON, len(changes))
	for i, c := range changes {
		list[i] = changeJSON(c)
	}
	return list
}

type versionJSON struct {
	Version int `json:"version"`
	doneJSON
	Present bool         `json:"present"`
	Removed bool         `json:"removed"`
	Erased  bool         `json:"erased"`
	Changes []changeJSON `json:"changes"`
}

// historyJSON is what history answers with --json about a record.
type historyJSON struct {
	ID       partnership.ID   `json:"id"`
	Type     partnership.Kind `json:"type"`
	Label    string           `json:"label"`
	Versions []versionJSON    `json:"versions"` // the newest first
}

func (c *historyCommand) record(s *session, d *desk.Desk) error {
	h, err := d.History(c.ID)
	if err != nil {
		return err
	}
	if c.JSON {
		answer := historyJSON{ID: h.ID, Type: h.Kind, Label: h.Label, Versions: []versionJSON{}}
		for _, v := range h.Versions {
			answer.Versions = append(answer.Versions, versionJSON{
				Version: v.Number, doneJSON: asDone(v.Done), Present: v.Present, Removed: v.Removed, Erased: v.Erased, Changes: asChanges(v.Changes),
			})
		}
		return s.printJSON(answer)
	}
	lines := []string{plain(h.Label) + " (" + s.words.Term(language.Kinds, string(h.Kind)) + ", " + string(h.ID) + ")"}
	for _, v := range h.Versions {
		lines = append(lines, "", s.headline(v))
		lines = append(lines, s.changeLines(v.Changes)...)
		if v.Erased {
			lines = append(lines, "  "+s.words.Text("history.erased"))
		}
	}
	return s.println(strings.Join(lines, "\n"))
}

// headline tells of a version which it is, who made it, when and how.
func (s *session) headline(v desk.HistoryVersion) string {
	key := "history.version"
	if v.Present {
		key = "history.version_present"
	}
	return s.words.Text(key, "Number", v.Number, "When", s.when(v.Done.At), "Author", s.author(v.Done), "What", plain(v.Done.What))
}

func (s *session) when(at time.Time) string { return s.words.Moment(date.MomentOf(at)) }

func (s *session) author(d desk.Done) string {
	if d.Author == "" {
		return s.words.Text("history.somebody")
	}
	return plain(d.Author)
}

// changeLines tells what changed, a field on a line; texts of several lines one below the other.
func (s *session) changeLines(changes []desk.FieldChange) []string {
	var lines []string
	for _, c := range changes {
		if c.Before == "" && !c.Parts {
			lines = append(lines, "  "+s.words.Text("history.new", "Field", plain(c.Field), "After", plain(c.After)))
			continue
		}
		if !c.Parts {
			lines = append(lines, "  "+s.words.Text("history.change", "Field", plain(c.Field), "Before", s.orNothing(c.Before), "After", s.orNothing(c.After)))
			continue
		}
		lines = append(lines, "  "+plain(c.Field)+":")
		for _, side := range []struct{ mark, text string }{{"- ", c.Before}, {"+ ", c.After}} {
			for line := range strings.SplitSeq(side.text, "\n") {
				if line != "" {
					lines = append(lines, "    "+side.mark+plain(line))
				}
			}
		}
	}
	return lines
}

func (s *session) orNothing(text string) string {
	if text == "" {
		return s.words.Text("history.nothing")
	}
	return plain(text)
}

// removedJSON is one record in what history --removed answers with --json.
type removedJSON struct {
	ID      partnership.ID   `json:"id"`
	Type    partnership.Kind `json:"type"`
	Label   string           `json:"label"`
	Version int              `json:"version"` // for bring-back
	doneJSON
}

func (c *historyCommand) removed(s *session, d *desk.Desk) error {
	removed, err := d.RemovedRecords()
	if err != nil {
		return err
	}
	answer, rows := []removedJSON{}, [][]string{}
	for _, r := range removed[:min(len(removed), c.Most)] {
		answer = append(answer, removedJSON{r.ID, r.Kind, r.Label, r.Version, asDone(r.Done)})
		rows = append(rows, []string{
			s.when(r.Done.At), s.author(r.Done), r.Label, s.words.Term(language.Kinds, string(r.Kind)), "bring-back " + string(r.ID),
		})
	}
	return s.told(c.JSON, answer, rows, "history.none_removed")
}

// journalJSON is one thing that was done, in what history answers with --json without an id.
type journalJSON struct {
	doneJSON
	Records []journalRecordJSON `json:"records"`
	More    int                 `json:"more"` // records that are not among them
}

type journalRecordJSON struct {
	ID      partnership.ID   `json:"id"` // empty when it was erased since
	Type    partnership.Kind `json:"type"`
	Label   string           `json:"label"`
	Removed bool             `json:"removed"`
}

func (c *historyCommand) journal(s *session, d *desk.Desk) error {
	entries, err := d.Journal(s.ctx, desk.JournalWish{Author: c.Author, First: c.From, Last: c.Until, Most: c.Most})
	if err != nil {
		return err
	}
	answer, rows := []journalJSON{}, [][]string{}
	for _, e := range entries {
		told := journalJSON{doneJSON: asDone(e.Done), Records: []journalRecordJSON{}, More: e.More}
		for _, r := range e.Records {
			told.Records = append(told.Records, journalRecordJSON{r.ID, r.Kind, r.Label, r.Removed})
		}
		answer = append(answer, told)
		rows = append(rows, []string{s.when(e.Done.At), s.author(e.Done), e.Done.What, d.About(e)})
	}
	return s.told(c.JSON, answer, rows, "history.none_done")
}

// told prints what was found: as JSON, or as a table for people, who are told when it is empty.
func (s *session) told(asJSON bool, answer any, rows [][]string, none string) error {
	if asJSON {
		return s.printJSON(answer)
	}
	if len(rows) == 0 {
		s.note(s.words.Text(none))
	}
	return s.print(columns("", rows))
}

type bringBackCommand struct {
	ID      partnership.ID `arg:"" name:"id" help:"${help_bring_back_id}"`
	Version int            `arg:"" optional:"" name:"version" help:"${help_bring_back_version}"`
	DryRun  bool           `help:"${help_bring_back_dry_run}"`
}

// Run makes an older version of a record the present one.
func (c *bringBackCommand) Run(s *session) error {
	run := s.writing
	if c.DryRun {
		run = s.reading
	}
	return run(func(d *desk.Desk) error {
		version, err := c.version(d)
		if err != nil {
			return err
		}
		do := d.BringBack
		if c.DryRun {
			do = d.PlanBringBack
		}
		done, err := do(c.ID, version)
		if err != nil {
			return err
		}
		return c.tell(s, done, version)
	})
}

// version returns the version that is meant: without a number the last one of a removed record, or the one before the
// present.
func (c *bringBackCommand) version(d *desk.Desk) (int, error) {
	if c.Version != 0 {
		return c.Version, nil
	}
	h, err := d.History(c.ID)
	if err != nil {
		return 0, err
	}
	for _, v := range h.Versions {
		if !v.Present && !v.Removed && !v.Erased {
			return v.Number, nil
		}
	}
	return 0, &desk.Error{Fault: desk.FaultNoVersion, Subject: h.Label, Err: errors.New("no version before it")}
}

func (c *bringBackCommand) tell(s *session, done desk.BroughtBack, version int) error {
	lines := s.changeLines(done.Changes)
	for _, label := range done.Along {
		lines = append(lines, "  "+s.words.Text("history.along", "Name", plain(label)))
	}
	for _, label := range done.Without {
		lines = append(lines, "  "+s.words.Text("history.without", "Name", plain(label)))
	}
	key := "history.brought_back"
	switch {
	case len(done.Changes) == 0:
		key = "history.same"
	case c.DryRun:
		key = "history.would_bring_back"
	}
	return s.println(strings.Join(append([]string{s.words.Text(key, "Name", plain(done.Label), "Number", version)}, lines...), "\n"))
}

type undoCommand struct{}

// Run takes back the last step.
func (c *undoCommand) Run(s *session) error {
	return s.writing(func(d *desk.Desk) error { return s.travel(d.Undo, "history.undone") })
}

type redoCommand struct{}

// Run does the step again that was taken back last.
func (c *redoCommand) Run(s *session) error {
	return s.writing(func(d *desk.Desk) error { return s.travel(d.Redo, "history.redone") })
}

func (s *session) travel(do func() (string, error), key string) error {
	name, err := do()
	if err != nil {
		return err
	}
	return s.println(s.words.Text(key, "What", s.words.Text(name)))
}
