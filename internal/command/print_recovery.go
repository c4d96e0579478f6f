package command

import "codeberg.org/bondgenoot/bondgenoot/internal/desk"

// printRecoveryCommand has no printer and no standard output for a destination: the old key goes only when the sheet was
// read back, and a secret does not wait in a printer's queue.
type printRecoveryCommand struct {
	Output string `short:"o" required:"" placeholder:"FILE" help:"${help_print_recovery_output}"`
}

// Run prints the recovery sheet of a new key, or of the one that --key-file opens the vault with.
func (c *printRecoveryCommand) Run(s *session) error {
	if err := s.sheetFile(c.Output); err != nil {
		return err // before asking for a passphrase in vain
	}
	if s.KeyFile != "" {
		return c.existing(s)
	}
	return s.writing(func(d *desk.Desk) error {
		if err := d.RenewRecovery(s.ctx, c.Output); err != nil {
			return err
		}
		s.note(s.words.Text("command.recovery.renewed", "File", home(c.Output)))
		return nil
	})
}

// existing prints a key that the user has. It opens the vault by itself, which proves it: no passphrase is needed.
func (c *printRecoveryCommand) existing(s *session) (err error) {
	if err := desk.Exists(s.file()); err != nil {
		return err
	}
	key, err := s.passphrase(s.KeyFile, "command.ask.recovery")
	if err != nil {
		return err
	}
	defer clear(key)
	around := s.surroundings()
	around.ReadOnly = !s.AcceptOlder
	d, err := desk.Recover(s.ctx, s.file(), string(key), around)
	if err != nil {
		return err
	}
	defer func() {
		if closing := d.Close(); err == nil {
			err = closing
		}
	}()
	if err := d.PrintRecovery(c.Output, string(key)); err != nil {
		return err
	}
	s.note(s.words.Text("command.recovery.done", "File", home(c.Output)))
	return nil
}

// sheetFile refuses a place where a recovery sheet cannot go: what is there already stays.
func (s *session) sheetFile(file string) error {
	if file == "-" {
		return &usageError{key: "command.usage.sheet_file"}
	}
	return desk.Unwritten(file)
}
