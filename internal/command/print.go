package command

import (
	"bytes"
	"io"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

type printCommand struct {
	Agreement printAgreementCommand `cmd:"" help:"${help_print_agreement}"`
	Actions   printActionsCommand   `cmd:"" help:"${help_print_actions}"`
	Pack      printPackCommand      `cmd:"" help:"${help_print_pack}"`
	Minutes   printMinutesCommand   `cmd:"" help:"${help_print_minutes}"`
	Secrecy   printSecrecyCommand   `cmd:"" help:"${help_print_secrecy}"`
	Recovery  printRecoveryCommand  `cmd:"" help:"${help_print_recovery}"`

	Person printPersonCommand `cmd:"" help:"${help_print_person}"`

	Deliberation printDeliberationCommand `cmd:"" help:"${help_print_deliberation}"`
	Hesitations  printHesitationsCommand  `cmd:"" help:"${help_print_hesitations}"`
	Card         printCardCommand         `cmd:"" help:"${help_print_card}"`
	Poster       printPosterCommand       `cmd:"" help:"${help_print_poster}"`
}

// destination is where a document goes: a file, a printer, or both.
type destination struct {
	Output  string `short:"o" placeholder:"FILE" help:"${help_output}"`
	Format  string `enum:"pdf" default:"pdf" placeholder:"pdf" help:"${help_print_format}"`
	Printer string `placeholder:"NAME" help:"${help_print_printer}"`
}

type printAgreementCommand struct {
	ID          partnership.ID `arg:"" name:"id" help:"${help_print_id}"`
	destination `embed:""`
}

// Run prints an agreement.
func (c *printAgreementCommand) Run(s *session) error {
	var found []desk.Finding
	err := s.printed(c.destination, func(d *desk.Desk, w io.Writer) (remarks []desk.Remark, err error) {
		if found, err = d.Findings(c.ID, s.today()); err != nil {
			return nil, err
		}
		return d.PrintAgreement(w, c.ID, s.today())
	})
	if err != nil {
		return err
	}
	for _, f := range found {
		s.note(plain(desk.ExplainFinding(s.words, f)))
	}
	return nil
}

type printActionsCommand struct {
	destination `embed:""`
}

// Run prints the action list.
func (c *printActionsCommand) Run(s *session) error {
	return s.printed(c.destination, func(d *desk.Desk, w io.Writer) ([]desk.Remark, error) {
		return d.PrintActions(w, s.today())
	})
}

// printed makes a document and brings it where it should go. A document is small: it is made whole before anything is
// written, so that an error leaves no half file.
func (s *session) printed(to destination, write func(*desk.Desk, io.Writer) ([]desk.Remark, error)) error {
	if to.Output == "" && to.Printer == "" {
		return &usageError{key: "command.usage.no_destination"}
	}
	var pdf bytes.Buffer
	var remarks []desk.Remark
	err := s.reading(func(d *desk.Desk) (err error) {
		remarks, err = write(d, &pdf)
		return err
	})
	if err != nil {
		return err
	}
	for _, r := range remarks {
		s.note(s.words.Plural("command.print.no_glyph", r.Count, "Character", r.Name))
	}
	if to.Output != "" {
		if err := s.save(to.Output, func(w io.Writer) error { _, err := w.Write(pdf.Bytes()); return err }); err != nil {
			return err
		}
		if to.Output != "-" {
			s.note(s.words.Text("command.print.done", "File", home(to.Output)))
		}
	}
	if to.Printer == "" {
		return nil
	}
	if err := s.SendToPrinter(to.Printer, pdf.Bytes()); err != nil {
		return desk.About(to.Printer, err)
	}
	s.note(s.words.Text("command.print.sent", "Printer", to.Printer))
	return nil
}
