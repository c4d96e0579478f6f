package command

import (
	"os"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
)

type checkCommand struct{}

// Run reads everything in the vault and tells that it is whole.
func (c *checkCommand) Run(s *session) error {
	return s.reading(func(d *desk.Desk) error {
		records, err := d.CheckVault(s.ctx)
		if err != nil {
			return err
		}
		return s.println(s.words.Plural("command.check.whole", records, "File", home(d.Place())))
	})
}

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
			s.note(s.words.Text("command.backup.second", "File", home(made.Second)))
		}
		if made.Absent != nil {
			s.note(s.words.Text("command.backup.absent", "Reason", plain(desk.Sentence(s.words, made.Absent))))
		}
		if made.Outdated > 0 {
			s.note(s.words.Plural("command.backup.outdated", made.Outdated))
		}
		return s.println(s.words.Text("command.backup.made", "File", home(made.File)))
	})
}

type renewCommand struct{}

// Run writes the vault anew under a new key.
func (c *renewCommand) Run(s *session) error {
	return s.writing(func(d *desk.Desk) error {
		if err := d.Renew(s.ctx); err != nil {
			return err
		}
		return s.println(s.words.Text("command.renew.done", "File", home(d.Place())))
	})
}

type restoreCommand struct {
	Backup string `arg:"" name:"file" help:"${help_restore_file}"`
	Yes    bool   `help:"${help_restore_yes}"`
}

// Run tells what restoring a backup would change, and does it when it is told to.
func (c *restoreCommand) Run(s *session) error {
	if err := s.withoutKeyFile(); err != nil {
		return err
	}
	passphrase, err := s.passphrase(s.PassphraseFile, "command.ask.passphrase")
	if err != nil {
		return err
	}
	defer clear(passphrase)
	plan, err := desk.PlanRestore(s.ctx, c.Backup, s.file(), passphrase, s.surroundings())
	if err != nil {
		return err
	}
	if err := s.tellPlan(plan); err != nil {
		return err
	}
	if !c.Yes {
		s.note(s.words.Text("command.restore.not_yet"))
		return nil
	}
	kept, err := desk.Restore(s.ctx, c.Backup, s.file(), passphrase, s.surroundings())
	if err != nil {
		return err
	}
	if _, err := os.Lstat(kept); err == nil {
		s.note(s.words.Text("command.restore.kept", "File", home(kept)))
	}
	return s.println(s.words.Text("command.restore.done", "File", home(s.file())))
}

func (s *session) tellPlan(plan desk.RestorePlan) error {
	lines := []string{s.words.Plural("command.restore.records", plan.Records)}
	if plan.Unreadable != nil {
		lines = append(lines, s.words.Text("command.restore.unreadable", "Reason", plain(desk.Sentence(s.words, plan.Unreadable))))
	}
	for _, d := range plan.Differences {
		lines = append(lines, s.words.Text("command.restore.kind", "Kind", s.words.Term("lists", string(d.Kind)), "Back", d.Back, "Changed", d.Changed, "Gone", d.Gone))
	}
	if plan.Unreadable == nil && len(plan.Differences) == 0 {
		lines = append(lines, s.words.Text("command.restore.same"))
	}
	return s.println(strings.Join(lines, "\n"))
}
