package command

import (
	"errors"
	"slices"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// twinFlags tell which other file of the vault a command is about.
type twinFlags struct {
	File                string `arg:"" optional:"" name:"file" help:"${help_twin_file}"`
	OtherPassphraseFile string `placeholder:"FILE" help:"${help_twin_passphrase_file}"`
}

// with opens the other file beside the vault, and compares the two.
func (f *twinFlags) with(s *session, d *desk.Desk, do func(*desk.Desk, desk.Comparison) error) (err error) {
	file := f.File
	if file == "" {
		if file, err = s.onlyTwin(d); err != nil {
			return err
		}
	}
	var passphrase []byte
	if f.OtherPassphraseFile != "" {
		if passphrase, err = s.passphrase(f.OtherPassphraseFile, "command.ask.passphrase"); err != nil {
			return err
		}
		defer clear(passphrase)
	}
	twin, err := d.OpenTwin(s.ctx, file, passphrase)
	if fault, _ := desk.FaultOf(err); err != nil && fault == desk.FaultOtherKey {
		return &spokenError{text: s.words.Text("join.other_key", "File", home(file)), exit: exitWrongPassphrase, err: err}
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, twin.Close()) }()
	comparison, err := d.Compare(s.ctx, twin)
	if err != nil {
		return err
	}
	return do(twin, comparison)
}

// onlyTwin returns the one other file beside the vault.
func (s *session) onlyTwin(d *desk.Desk) (string, error) {
	twins, err := d.Twins()
	if err != nil {
		return "", err
	}
	switch len(twins) {
	case 1:
		return twins[0].File, nil
	case 0:
		return "", &spokenError{text: s.words.Text("join.none", "File", home(d.Place())), exit: exitNotFound, err: errors.New("no other file")}
	}
	var names []string
	for _, t := range twins {
		names = append(names, home(t.File))
	}
	return "", &spokenError{text: s.words.Text("join.several", "Files", strings.Join(names, ", ")), exit: exitUsage, err: errors.New("several other files")}
}

type compareCommand struct {
	twinFlags
	JSON bool `name:"json" help:"${help_json}"`
}

// Run tells record by record how two files of the vault differ.
func (c *compareCommand) Run(s *session) error {
	return s.reading(func(d *desk.Desk) error {
		return c.with(s, d, func(_ *desk.Desk, comparison desk.Comparison) error {
			if c.JSON {
				return s.printJSON(comparedJSON(s, comparison))
			}
			return s.tellComparison(comparison)
		})
	})
}

// tellComparison tells what differs, what needs thought first.
func (s *session) tellComparison(c desk.Comparison) error {
	lines := []string{s.words.Text("join.with", "File", home(c.File))}
	var last desk.Apartness
	for _, p := range c.Partings {
		if p.How != last {
			lines = append(lines, "", s.words.Text("join.how."+string(p.How))+":")
			last = p.How
		}
		lines = append(lines, "  "+plain(string(p.ID)+"  "+p.Label))
		if p.Mine == nil || p.Theirs == nil {
			continue
		}
		for _, difference := range p.Differences(s.words) {
			lines = append(lines, "    "+plain(s.words.Text("join.difference", "Field", difference.Field, "Mine", shown(s, difference.Yours), "Theirs", shown(s, difference.Now))))
		}
	}
	if len(c.Partings) == 0 {
		lines = append(lines, s.words.Text("join.nothing"))
	}
	lines = append(lines, "", s.words.Text("join.rest", "Same", c.Same, "Here", c.Here))
	if c.SettingsDiffer {
		lines = append(lines, s.words.Text("join.settings"))
	}
	return s.println(strings.Join(lines, "\n"))
}

func shown(s *session, value string) string {
	if value == "" {
		return s.words.Text("join.empty")
	}
	return value
}

// comparisonJSON is what compare answers with --json.
type comparisonJSON struct {
	File           string        `json:"file"`
	Same           int           `json:"same"`
	Here           int           `json:"here"`
	SettingsDiffer bool          `json:"settings_differ"`
	Records        []partingJSON `json:"records"`
}

type partingJSON struct {
	ID      partnership.ID   `json:"id"`
	Type    partnership.Kind `json:"type"`
	How     desk.Apartness   `json:"how"`
	Label   string           `json:"label"`
	Choices []desk.Choice    `json:"choices"`
	Fields  []fieldJSON      `json:"fields"`
}

type fieldJSON struct {
	Field  string `json:"field"`
	Mine   string `json:"mine"`
	Theirs string `json:"theirs"`
}

func comparedJSON(s *session, c desk.Comparison) comparisonJSON {
	answer := comparisonJSON{c.File, c.Same, c.Here, c.SettingsDiffer, []partingJSON{}}
	for _, p := range c.Partings {
		record := partingJSON{p.ID, p.Kind, p.How, p.Label, p.Choices(), []fieldJSON{}}
		for _, difference := range p.Differences(s.words) {
			record.Fields = append(record.Fields, fieldJSON{difference.Field, difference.Yours, difference.Now})
		}
		answer.Records = append(answer.Records, record)
	}
	return answer
}

type joinCommand struct {
	twinFlags
	Take     []string `placeholder:"ID,..." help:"${help_join_take}"`
	Mix      []string `placeholder:"ID,..." help:"${help_join_mix}"`
	AllNewer bool     `help:"${help_join_all_newer}"`
	PutAway  bool     `help:"${help_join_put_away}"`
}

// Run takes from another file of the vault what is asked for, and nothing else.
func (c *joinCommand) Run(s *session) error {
	if len(c.Take) == 0 && len(c.Mix) == 0 && !c.AllNewer && !c.PutAway {
		return &usageError{key: "join.choose"}
	}
	return s.writing(func(d *desk.Desk) error {
		var file string
		err := c.with(s, d, func(twin *desk.Desk, comparison desk.Comparison) error {
			file = comparison.File
			choices, err := c.choices(comparison)
			if err != nil {
				return err
			}
			taken, err := d.Join(s.ctx, twin, comparison, choices)
			if err != nil {
				return err
			}
			for _, p := range comparison.Partings {
				if choices[p.ID] != "" {
					s.note(plain(s.words.Text("join.took."+string(choices[p.ID]), "ID", string(p.ID), "Label", p.Label)))
				}
			}
			return s.println(s.words.Plural("join.taken", taken, "Left", len(comparison.Partings)-taken))
		})
		if err != nil || !c.PutAway {
			return err
		}
		kept, err := d.PutAway(file)
		if err != nil {
			return err
		}
		s.note(s.words.Text("join.put_away", "File", home(kept)))
		return nil
	})
}

// choices are those that the arguments make. A record that does not differ cannot be chosen.
func (c *joinCommand) choices(comparison desk.Comparison) (map[partnership.ID]desk.Choice, error) {
	choices := map[partnership.ID]desk.Choice{}
	for _, p := range comparison.Partings {
		if c.AllNewer && p.Newer() {
			choices[p.ID] = desk.TakeTheirs
		}
	}
	for choice, ids := range map[desk.Choice][]string{desk.TakeTheirs: c.Take, desk.TakeMixed: c.Mix} {
		for _, id := range ids {
			if !slices.ContainsFunc(comparison.Partings, func(p desk.Parting) bool { return string(p.ID) == id }) {
				return nil, &desk.Error{Fault: desk.FaultNotFound, Subject: id}
			}
			choices[partnership.ID(id)] = choice
		}
	}
	return choices, nil
}
