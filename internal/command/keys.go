package command

import (
	"cmp"
	"errors"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
)

// demoPassphrase opens the demo municipality, which holds nothing that needs to be kept from anyone.
const demoPassphrase = "bondgenoot"

type newCommand struct {
	RecoveryFile  string `placeholder:"FILE" help:"${help_new_recovery_file}"`
	RecoverySheet string `placeholder:"FILE" help:"${help_new_recovery_sheet}"`
}

// Run makes an empty vault.
func (c *newCommand) Run(s *session) error {
	if err := s.withoutKeyFile(); err != nil {
		return err
	}
	if err := desk.Vacant(s.file()); err != nil {
		return err // before asking for a passphrase in vain
	}
	if c.RecoverySheet != "" {
		if err := s.sheetFile(c.RecoverySheet); err != nil {
			return err
		}
	}
	passphrase, err := s.newPassphrase(s.PassphraseFile)
	if err != nil {
		return err
	}
	defer clear(passphrase)
	d, recovery, err := desk.Create(s.ctx, s.file(), passphrase, s.surroundings())
	if err != nil {
		return err
	}
	kept := c.keep(s, d, recovery)
	if err := d.Close(); err != nil {
		return errors.Join(kept, err)
	}
	return kept
}

// keep brings the recovery key where it should go: a sheet, a file, both, or without either the screen.
func (c *newCommand) keep(s *session, d *desk.Desk, recovery string) error {
	s.note(s.words.Text("command.new.done", "File", home(s.file())))
	var failed error
	if c.RecoverySheet != "" {
		if err := d.PrintRecovery(c.RecoverySheet, recovery); err != nil {
			failed = err
		} else {
			s.note(s.words.Text("command.recovery.done", "File", home(c.RecoverySheet)))
		}
	}
	if c.RecoveryFile != "" {
		if err := desk.SaveSecret(c.RecoveryFile, recovery); err != nil {
			failed = err
		} else {
			s.note(s.words.Text("command.new.recovery_file", "File", home(c.RecoveryFile)))
		}
	}
	if failed == nil && c.RecoverySheet+c.RecoveryFile != "" {
		return nil
	}
	// When it could not be written, the vault is there and its key would be lost: a key on the screen is better than no key.
	s.note(s.words.Text("command.new.recovery"))
	return errors.Join(failed, s.println(recovery))
}

type demoCommand struct {
	NoWindow bool `help:"${help_demo_no_window}"`
}

// Run makes a vault with the demo municipality.
func (c *demoCommand) Run(s *session) error {
	if err := s.withoutKeyFile(); err != nil {
		return err
	}
	file := s.grammar.Vault
	if file == "" {
		file = s.Environment.Demo
	}
	window := s.OpenWindow != nil && !c.NoWindow
	if err := desk.Vacant(file); err != nil {
		if fault, _ := desk.FaultOf(err); window && fault == desk.FaultVaultExists {
			return s.openWindow(file, []byte(demoPassphrase)) // made before: what was tried in it is still there
		}
		return err
	}
	passphrase := []byte(demoPassphrase)
	if s.PassphraseFile != "" {
		var err error
		if passphrase, err = s.newPassphrase(s.PassphraseFile); err != nil {
			return err
		}
	}
	d, err := desk.CreateDemo(s.ctx, file, passphrase, s.surroundings())
	if err != nil {
		return err
	}
	municipality := d.Municipality()
	if err := d.Close(); err != nil {
		return err
	}
	s.note(s.words.Text("command.demo.done", "File", home(file), "Name", municipality))
	if s.PassphraseFile == "" {
		s.note(s.words.Text("command.demo.passphrase", "Passphrase", demoPassphrase))
	}
	if window {
		return s.openWindow(file, passphrase)
	}
	return nil
}

type passphraseCommand struct {
	NewPassphraseFile string `placeholder:"FILE" help:"${help_new_passphrase_file}"`
}

// Run gives the vault another passphrase.
func (c *passphraseCommand) Run(s *session) error {
	return s.writing(func(d *desk.Desk) error {
		return s.renew(d, c.NewPassphraseFile)
	})
}

// renew moves the vault to a new key under a new passphrase.
func (s *session) renew(d *desk.Desk, file string) error {
	passphrase, err := s.newPassphrase(file)
	if err != nil {
		return err
	}
	defer clear(passphrase)
	if err := d.ChangePassphrase(s.ctx, passphrase); err != nil {
		return err
	}
	s.note(s.words.Text("command.passphrase.done", "File", home(s.file())))
	return nil
}

type recoverCommand struct {
	RecoveryFile      string `placeholder:"FILE" help:"${help_recovery_file}"`
	NewPassphraseFile string `placeholder:"FILE" help:"${help_new_passphrase_file}"`
}

// Run opens the vault with its recovery key and gives it a new passphrase.
func (c *recoverCommand) Run(s *session) (err error) {
	if err := desk.Exists(s.file()); err != nil {
		return err
	}
	key, err := s.passphrase(cmp.Or(c.RecoveryFile, s.KeyFile), "command.ask.recovery")
	if err != nil {
		return err
	}
	d, err := desk.Recover(s.ctx, s.file(), string(key), s.surroundings())
	clear(key)
	if err != nil {
		return err
	}
	defer func() {
		if closing := d.Close(); err == nil {
			err = closing
		}
	}()
	return s.renew(d, c.NewPassphraseFile)
}
