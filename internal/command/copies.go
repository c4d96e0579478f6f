package command

import (
	"errors"
	"os"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
)

type backupCommand struct {
	To string `placeholder:"FOLDER" help:"${help_backup_to}"`
}

// Run makes a copy of the vault and proves it.
func (c *backupCommand) Run(s *session) error {
	return s.reading(func(d *desk.Desk) error {
		made, err := d.Backup(s.ctx, c.To)
		if err != nil {
			return err
		}
		if made.Second != "" {
			s.note(s.words.Text("copies.made_second", "File", home(made.Second)))
		}
		if made.Missed != nil {
			s.note(s.words.Text("copies.missed", "Reason", plain(desk.Sentence(s.words, made.Missed))))
		}
		if made.Outdated > 0 {
			s.note(s.words.Plural("copies.outdated", made.Outdated))
		}
		return s.println(s.words.Text("copies.made", "File", home(made.File)))
	})
}

type restoreCommand struct {
	Backup               string `arg:"" name:"file" help:"${help_restore_file}"`
	BackupPassphraseFile string `placeholder:"FILE" help:"${help_restore_passphrase}"`
	Yes                  bool   `help:"${help_restore_yes}"`
	JSON                 bool   `name:"json" help:"${help_json}"`
}

// Run tells what restoring a copy would change, and does it when it is told to.
func (c *restoreCommand) Run(s *session) error {
	unlock, forget, err := s.unlock()
	if err != nil {
		return err
	}
	defer forget()
	wish := desk.Restoring{Copy: c.Backup, File: s.file(), Unlock: unlock}
	if c.BackupPassphraseFile != "" {
		older, err := s.passphrase(c.BackupPassphraseFile, "copies.ask_passphrase")
		if err != nil {
			return err
		}
		defer clear(older)
		present := wish.Unlock
		wish.Unlock, wish.Present = desk.WithPassphrase(older), &present
	}
	plan, err := desk.PlanRestore(s.ctx, wish, s.surroundings())
	if err != nil {
		return err
	}
	if !c.Yes {
		return c.tell(s, plan, "")
	}
	d, kept, err := desk.Restore(s.ctx, wish, s.surroundings())
	if err != nil {
		return err
	}
	if _, err := os.Lstat(kept); err != nil {
		kept = "" // there was no vault
	}
	return errors.Join(d.Close(), c.tell(s, plan, kept))
}

// tell says what a restore would change, or did.
func (c *restoreCommand) tell(s *session, plan desk.RestorePlan, kept string) error {
	if c.JSON {
		return s.printJSON(c.planJSON(s, plan, kept))
	}
	if err := s.tellPlan(plan); err != nil {
		return err
	}
	if !c.Yes {
		s.note(s.words.Text("copies.restore.not_yet"))
		return nil
	}
	if kept != "" {
		s.note(s.words.Text("copies.restore.kept", "File", home(kept)))
	}
	return s.println(s.words.Text("copies.restore.done", "File", home(s.file())))
}

func (s *session) tellPlan(plan desk.RestorePlan) error {
	lines := []string{s.words.Plural("copies.restore.records", plan.Records)}
	if plan.Unreadable != nil {
		lines = append(lines, s.words.Text("copies.restore.unreadable", "Reason", plain(desk.Sentence(s.words, plan.Unreadable))))
	}
	for _, d := range plan.Differences {
		lines = append(lines, s.words.Text("copies.restore.kind",
			"Kind", s.words.Term("lists", string(d.Kind)), "Back", len(d.Back), "Changed", len(d.Changed), "Gone", len(d.Gone)))
		lines = append(lines, s.named("copies.restore.back", d.Back)...)
		lines = append(lines, s.named("copies.restore.changed", d.Changed)...)
		lines = append(lines, s.named("copies.restore.gone", d.Gone)...)
	}
	if plan.Unreadable == nil && len(plan.Differences) == 0 {
		lines = append(lines, s.words.Text("copies.restore.same"))
	}
	return s.println(strings.Join(lines, "\n"))
}

// mostNamed is how many records of a kind are named; --json names them all.
const mostNamed = 25

func (s *session) named(key string, records []desk.RestoreRecord) []string {
	var lines []string
	for _, r := range records[:min(len(records), mostNamed)] {
		lines = append(lines, "  "+s.words.Text(key, "Name", plain(r.Label)))
	}
	if more := len(records) - mostNamed; more > 0 {
		lines = append(lines, "  "+s.words.Plural("copies.restore.more", more))
	}
	return lines
}

// planJSON is what restore answers with --json.
type planJSON struct {
	Records    int                       `json:"records"`
	Unreadable string                    `json:"unreadable,omitempty"`
	Changes    map[string]differenceJSON `json:"changes"`
	Done       bool                      `json:"done"`
	Kept       string                    `json:"kept,omitempty"`
}

type differenceJSON struct {
	Back    []namedJSON `json:"back"`
	Changed []namedJSON `json:"changed"`
	Gone    []namedJSON `json:"gone"`
}

type namedJSON struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

func (c *restoreCommand) planJSON(s *session, plan desk.RestorePlan, kept string) planJSON {
	answer := planJSON{Records: plan.Records, Changes: map[string]differenceJSON{}, Done: c.Yes, Kept: kept}
	if plan.Unreadable != nil {
		answer.Unreadable = desk.Sentence(s.words, plan.Unreadable)
	}
	for _, d := range plan.Differences {
		answer.Changes[plurals[d.Kind]] = differenceJSON{namesJSON(d.Back), namesJSON(d.Changed), namesJSON(d.Gone)}
	}
	return answer
}

func namesJSON(records []desk.RestoreRecord) []namedJSON {
	list := make([]namedJSON, 0, len(records))
	for _, r := range records {
		list = append(list, namedJSON{string(r.ID), r.Label})
	}
	return list
}
