package command

import (
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
)

// WindowRequest is what the window is opened for.
type WindowRequest struct {
	Vault string // the file, whether it is there or not
	Demo  string // where the demo municipality's vault goes
	Lang  string // the language asked for; empty leaves it to what was chosen before
	// Passphrase opens the vault without asking; nil asks.
	Passphrase []byte
	// DemoPassphrase opens the demo municipality's vault when nobody gave it another.
	DemoPassphrase []byte
	AcceptOlder    bool
	// Surroundings returns what a desk needs of the machine, in the language that is shown.
	Surroundings func(words *language.Language) desk.Surroundings
}

type windowCommand struct{}

// Run opens the window.
func (c *windowCommand) Run(s *session) error {
	if s.OpenWindow == nil {
		return &usageError{key: "command.window.none"}
	}
	if err := s.withoutKeyFile(); err != nil {
		return err
	}
	var passphrase []byte
	if s.PassphraseFile != "" {
		var err error
		if passphrase, err = s.passphrase(s.PassphraseFile, "command.ask.passphrase"); err != nil {
			return err
		}
	}
	return s.openWindow(s.file(), passphrase)
}

func (s *session) openWindow(file string, passphrase []byte) error {
	request := WindowRequest{
		Vault: file, Passphrase: passphrase, Demo: s.Environment.Demo, Lang: askedTag(s.Args), AcceptOlder: s.AcceptOlder,
		DemoPassphrase: []byte(demoPassphrase),
		Surroundings: func(words *language.Language) desk.Surroundings {
			around := s.surroundings()
			around.Words, around.Progress = words, nil
			return around
		},
	}
	return s.OpenWindow(request)
}
