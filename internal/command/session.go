package command

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
)

// session is one command being done.
type session struct {
	Environment
	grammar

	ctx   context.Context //nolint:containedctx // a session lives as long as its one command
	words *language.Language
	piped *bufio.Reader // standard input, once something was read from it
}

// file returns the vault's file: what --vault says, or the usual place.
func (s *session) file() string {
	if s.grammar.Vault != "" {
		return s.grammar.Vault
	}
	return s.Environment.Vault
}

func (s *session) today() date.Day { return date.OfTime(s.Now()) }

func (s *session) surroundings() desk.Surroundings {
	return desk.Surroundings{
		Now:           s.Now,
		Random:        s.Random,
		CounterFolder: s.Memory,
		AttemptFolder: s.Memory,
		Keyring:       s.Keyring,
		Host:          s.Host,
		Author:        s.Author,
		Words:         s.words,
		AcceptOlder:   s.AcceptOlder,
		Progress:      s.progress,
	}
}

// reading opens the vault for a command that changes nothing, and closes it after the command.
func (s *session) reading(do func(*desk.Desk) error) error {
	around := s.surroundings()
	around.ReadOnly = !s.AcceptOlder // accepting an older copy is written down in it
	return s.with(around, do)
}

// writing opens the vault for a command that changes it, and closes it after the command.
func (s *session) writing(do func(*desk.Desk) error) error {
	return s.with(s.surroundings(), do)
}

func (s *session) with(around desk.Surroundings, do func(*desk.Desk) error) (err error) {
	if err := desk.Exists(s.file()); err != nil {
		return err // before asking for a passphrase that would open nothing
	}
	d, err := s.open(around)
	if err != nil {
		return err
	}
	defer func() {
		if closing := d.Close(); err == nil {
			err = closing
		}
	}()
	for _, line := range desk.ExplainErasedAgain(s.words, d) {
		s.note(plain(line))
	}
	return do(d)
}

// keyringPatience is how long a command waits for the system's keyring, which may ask a person to unlock it.
const keyringPatience = 30 * time.Second

// open opens the vault with the printed key of --key-file, with the system's keyring where that is switched on, or with its passphrase.
func (s *session) open(around desk.Surroundings) (*desk.Desk, error) {
	if s.KeyFile != "" {
		key, err := s.passphrase(s.KeyFile, "command.ask.printed_key")
		if err != nil {
			return nil, err
		}
		defer clear(key)
		return desk.Recover(s.ctx, s.file(), string(key), around)
	}
	if s.PassphraseFile == "" && desk.HasKeyring(s.file(), around) {
		ctx, stop := context.WithTimeout(s.ctx, keyringPatience)
		defer stop()
		d, err := desk.OpenWithKeyring(ctx, s.file(), around)
		if fault, _ := desk.FaultOf(err); fault != desk.FaultKeyring {
			return d, err
		}
		s.note(s.words.Text("keys.keyring.passphrase"))
	}
	passphrase, err := s.passphrase(s.PassphraseFile, "command.ask.passphrase")
	if err != nil {
		return nil, err
	}
	defer clear(passphrase)
	return desk.Open(s.ctx, s.file(), passphrase, around)
}

// unlock returns what opens the vault and its copies: the printed key of --key-file, or the passphrase. Forget takes it out of memory.
func (s *session) unlock() (unlock desk.Unlock, forget func(), err error) {
	if s.KeyFile != "" {
		key, err := s.passphrase(s.KeyFile, "command.ask.printed_key")
		if err != nil {
			return unlock, nil, err
		}
		return desk.WithRecovery(string(key)), func() { clear(key) }, nil
	}
	passphrase, err := s.passphrase(s.PassphraseFile, "command.ask.passphrase")
	if err != nil {
		return unlock, nil, err
	}
	return desk.WithPassphrase(passphrase), func() { clear(passphrase) }, nil
}

// withoutKeyFile refuses --key-file where a printed key opens nothing.
func (s *session) withoutKeyFile() error {
	if s.KeyFile != "" {
		return &usageError{key: "command.usage.key_file"}
	}
	return nil
}

func (s *session) print(text string) error {
	if _, err := io.WriteString(s.Out, text); err != nil {
		return fmt.Errorf("write output: %w", err)
	}
	return nil
}

func (s *session) println(text string) error { return s.print(text + "\n") }

// note tells a person something beside the output.
func (s *session) note(text string) {
	_, _ = io.WriteString(s.Err, text+"\n") // nobody is left to be told that this failed
}

// progress draws how far long work is, over itself when somebody watches.
func (s *session) progress(p desk.Progress) {
	const least, line = 1000, 2500 // records: short work needs no progress, and a log no line for every step
	text := s.words.Text("command.progress."+string(p.Step), "Count", p.Records)
	switch {
	case p.Records < least:
	case s.Watched:
		_, _ = io.WriteString(s.Err, "\r\x1b[K"+text+"\r")
	case p.Records%line == 0:
		s.note(text)
	}
}

// save writes what a command makes to a file, or to standard output for "-". Nobody but the user may read the file.
func (s *session) save(file string, write func(io.Writer) error) error {
	if file == "-" {
		out := bufio.NewWriter(s.Out)
		if err := write(out); err != nil {
			return err
		}
		return out.Flush()
	}
	return desk.Save(file, write)
}

// plain returns text from a record so that it cannot do more to a terminal than be read: control characters, and those
// that change the direction of writing, become visible marks; line ends become spaces.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case r < ' ', r >= 0x7f && r < 0xa0, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return '\uFFFD'
		}
		return r
	}, text)
}

// home shortens a path under the user's home folder for reading.
func home(path string) string {
	folder, err := os.UserHomeDir()
	if rest, ok := strings.CutPrefix(path, folder+string(os.PathSeparator)); err == nil && ok {
		return "~" + string(os.PathSeparator) + rest
	}
	return path
}
