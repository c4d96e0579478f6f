package command

import (
	"io"
	"strconv"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

type importCommand struct {
	Files       []string `arg:"" name:"file" help:"${help_import_files}"`
	DryRun      bool     `help:"${help_import_dry_run}"`
	Update      bool     `help:"${help_import_update}"`
	Attachments string   `placeholder:"FOLDER" help:"${help_import_attachments}"`
	JSON        bool     `name:"json" help:"${help_json}"`
	ageKey      `embed:""`
}

// Run takes files into the vault.
func (c *importCommand) Run(s *session) error {
	return s.writing(func(d *desk.Desk) error {
		taken, err := c.take(s, d)
		refused := len(taken.Problems) > 0
		switch {
		case err != nil && !refused:
			return err
		case c.JSON:
			if writing := s.printJSON(s.takenJSON(taken)); writing != nil {
				return writing
			}
		case refused:
			s.tellProblems(taken.Problems)
		default:
			return s.tellTaken(taken, c.DryRun)
		}
		return err
	})
}

// tellTaken says what was taken, or would be.
func (s *session) tellTaken(taken desk.Taken, dry bool) error {
	key := "command.import.done"
	if dry {
		key = "command.import.dry"
	}
	text := s.words.Text(key, "New", s.counted(taken.New), "Updated", s.counted(taken.Updated), "Same", s.counted(taken.Same))
	if taken.WithoutBytes > 0 {
		text += "\n" + s.words.Plural("command.import.without_bytes", taken.WithoutBytes)
	}
	return s.println(text)
}

// counted lists how many records of each kind there are: "12 contactpersonen en 3 acties".
func (s *session) counted(counts map[partnership.Kind]int) string {
	var parts []string
	for _, kind := range partnership.Kinds() {
		if n := counts[kind]; n > 0 {
			parts = append(parts, s.words.Plural("command.count."+string(kind), n))
		}
	}
	if len(parts) == 0 {
		return s.words.Text("command.count.none")
	}
	return s.words.List(parts...)
}

// tellProblems says for each problem where it is and what is wrong.
func (s *session) tellProblems(problems []desk.Problem) {
	for _, p := range problems {
		place := home(p.File)
		if p.Line > 0 {
			place += ":" + strconv.Itoa(p.Line)
		}
		s.note(plain(place + ": " + desk.Explain(s.words, p)))
	}
}

func (s *session) takenJSON(taken desk.Taken) takenJSON {
	answer := takenJSON{
		New: plural(taken.New), Updated: plural(taken.Updated), Same: plural(taken.Same), Problems: []problemJSON{},
	}
	for _, p := range taken.Problems {
		answer.Problems = append(answer.Problems, problemJSON{p.File, p.Line, p.Field, desk.Explain(s.words, p)})
	}
	return answer
}

// takenJSON is what import answers with --json. Keys of the counts are the bundle's: "contacts".
type takenJSON struct {
	New      map[string]int `json:"new"`
	Updated  map[string]int `json:"updated"`
	Same     map[string]int `json:"same"`
	Problems []problemJSON  `json:"problems"`
}

type problemJSON struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Field   string `json:"field"`
	Message string `json:"message"`
}

func plural(counts map[partnership.Kind]int) map[string]int {
	named := map[string]int{}
	for kind, n := range counts {
		named[plurals[kind]] = n
	}
	return named
}

// plurals are what the command line and the bundle call the kinds.
var plurals = map[partnership.Kind]string{
	partnership.KindOrganisation: "organisations",
	partnership.KindContact:      "contacts",
	partnership.KindAgreement:    "agreements",
	partnership.KindSeries:       "series",
	partnership.KindMeeting:      "meetings",
	partnership.KindAction:       "actions",
	partnership.KindDeliberation: "deliberations",
	partnership.KindAttachment:   "attachments",
}

type exportCommand struct {
	Format      string `enum:"json,age" default:"json" placeholder:"json|age" help:"${help_export_format}"`
	Output      string `short:"o" required:"" placeholder:"FILE" help:"${help_output}"`
	Attachments string `placeholder:"FOLDER" help:"${help_export_attachments}"`
	ageReaders  `embed:""`
}

// Run writes everything that the vault holds as one file: readable, or encrypted with age.
func (c *exportCommand) Run(s *session) error {
	switch {
	case c.Format == "age":
		return c.exportAge(s)
	case c.given():
		return &usageError{key: "copies.usage.not_age"}
	}
	return s.reading(func(d *desk.Desk) error {
		if err := s.save(c.Output, func(w io.Writer) error { return d.Export(w) }); err != nil {
			return err
		}
		without := 0
		if c.Attachments != "" {
			var err error
			if without, err = d.ExportAttachments(c.Attachments); err != nil {
				return err
			}
		}
		s.noteExport("command.export.done", c.Output, without)
		return nil
	})
}

// noteExport says where everything is, by the text of that key, and how many attachments have no bytes to go with it.
func (s *session) noteExport(key, file string, without int) {
	if without > 0 {
		s.note(s.words.Plural("command.export.without_bytes", without))
	}
	if file != "-" {
		s.note(s.words.Text(key, "File", home(file)))
	}
}
