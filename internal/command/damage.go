package command

import (
	"errors"
	"io"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
)

type checkCommand struct {
	JSON bool `name:"json" help:"${help_json}"`
}

// Run reads everything in the vault and tells what is whole and what is not.
func (c *checkCommand) Run(s *session) error {
	if err := desk.Exists(s.file()); err != nil {
		return err
	}
	if s.KeyFile == "" && s.PassphraseFile == "" && desk.HasKeyring(s.file(), s.surroundings()) { // it opens only what is whole
		err := s.reading(func(d *desk.Desk) error { return c.whole(s, d, desk.Examination{File: s.file()}) })
		if fault, _ := desk.FaultOf(err); fault != desk.FaultDamaged {
			return err
		}
	}
	secret, unlock, err := s.secret()
	if err != nil {
		return err
	}
	defer clear(secret)
	x, err := desk.Examine(s.ctx, s.file(), unlock, s.surroundings())
	if err != nil {
		return err
	}
	if x.Sound() || s.AcceptOlder && x.OnlyOlder() {
		return c.sound(s, x, secret)
	}
	copied, searched := x.NewestGood(s.ctx, unlock, s.surroundings())
	if fault, _ := desk.FaultOf(searched); fault == desk.FaultCancelled {
		return searched
	}
	if c.JSON {
		err = s.printJSON(examinationJSON(x, copied, searched))
	} else {
		err = s.tellDamage(x, copied, searched)
	}
	if err != nil {
		return err
	}
	return &toldError{&desk.Error{Fault: x.Fault(), Subject: s.file(), Err: errors.New(x.Sentence(s.words))}}
}

// sound opens a vault that is whole as the program does to work with it, a second opinion, and reads all of it.
func (c *checkCommand) sound(s *session, x desk.Examination, secret []byte) error {
	around := s.surroundings()
	around.ReadOnly = !s.AcceptOlder
	d, err := s.openBy(secret, around)
	if err != nil {
		return err
	}
	return errors.Join(c.whole(s, d, x), d.Close())
}

// whole reads all of an open vault, and tells that it is whole.
func (c *checkCommand) whole(s *session, d *desk.Desk, x desk.Examination) error {
	records, err := d.CheckVault(s.ctx)
	if err != nil {
		return err
	}
	if c.JSON {
		return s.printJSON(examinationJSON(x, desk.GoodCopy{}, nil))
	}
	return s.println(s.words.Plural("damage.whole", records, "File", home(s.file())))
}

// secret gets the printed key of --key-file, or the passphrase, and what opens the vault by it, also one that is damaged.
func (s *session) secret() (secret []byte, unlock desk.Unlock, err error) {
	if s.KeyFile != "" {
		secret, err = s.passphrase(s.KeyFile, "command.ask.printed_key")
		return secret, desk.WithRecovery(string(secret)).ForMany(), err
	}
	secret, err = s.passphrase(s.PassphraseFile, "command.ask.passphrase")
	return secret, desk.WithPassphrase(secret).ForMany(), err
}

// openBy opens the vault by what secret got.
func (s *session) openBy(secret []byte, around desk.Surroundings) (*desk.Desk, error) {
	if s.KeyFile != "" {
		return desk.Recover(s.ctx, s.file(), string(secret), around)
	}
	return desk.Open(s.ctx, s.file(), secret, around)
}

// tellDamage says what is wrong, part by part and record by record, and what can be done.
func (s *session) tellDamage(x desk.Examination, copied desk.GoodCopy, searched error) error {
	lines := []string{x.Sentence(s.words)}
	for _, line := range x.Lines(s.words) {
		lines = append(lines, "  "+line)
	}
	for _, h := range x.Affected {
		lines = append(lines, "  "+plain(h.Line(s.words)))
	}
	if searched != nil {
		lines = append(lines, plain(desk.Sentence(s.words, searched)))
	} else {
		lines = append(lines,
			s.words.Plural("damage.copy", copied.Records, "File", home(copied.File), "Day", copied.Moment(s.words)),
			x.Newer(s.words, copied), s.words.Text("damage.do.restore", "File", home(copied.File)))
	}
	if x.Locked == nil {
		lines = append(lines, s.words.Text("damage.do.salvage", "File", home(desk.SalvagedName(s.file(), s.surroundings()))))
	}
	return s.println(strings.Join(lines, "\n"))
}

type salvageCommand struct {
	To     string `placeholder:"FILE" help:"${help_salvage_to}"`
	Report string `placeholder:"FILE" help:"${help_salvage_report}"`
	JSON   bool   `name:"json" help:"${help_json}"`
}

// Run puts what is left of a damaged vault into a new one, and lists what is missing.
func (c *salvageCommand) Run(s *session) error {
	if err := desk.Exists(s.file()); err != nil {
		return err
	}
	to := c.To
	if to == "" {
		to = desk.SalvagedName(s.file(), s.surroundings())
	}
	if err := desk.Vacant(to); err != nil {
		return err
	}
	secret, unlock, err := s.secret()
	if err != nil {
		return err
	}
	defer clear(secret)
	done, err := desk.Salvage(s.ctx, s.file(), to, unlock, s.surroundings())
	if err != nil {
		return err
	}
	lines := done.Lines(s.words)
	for i := range lines {
		lines[i] = plain(lines[i])
	}
	if c.Report != "" {
		err := desk.Save(c.Report, func(w io.Writer) error {
			_, err := io.WriteString(w, strings.Join(lines, "\n")+"\n")
			return err
		})
		if err != nil {
			return err
		}
	}
	if c.JSON {
		return s.printJSON(rescuedJSON(done))
	}
	return s.println(strings.Join(lines, "\n"))
}
