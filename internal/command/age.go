package command

import (
	"io"
	"os"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
)

// ageReaders are the flags that say who can open an encrypted export.
type ageReaders struct {
	Recipient            []string `placeholder:"age1..." help:"${help_export_recipient}"`
	RecipientsFile       []string `placeholder:"FILE" help:"${help_export_recipients_file}"`
	ExportPassphraseFile string   `placeholder:"FILE" help:"${help_export_passphrase_file}"`
}

func (a ageReaders) given() bool {
	return len(a.Recipient) > 0 || len(a.RecipientsFile) > 0 || a.ExportPassphraseFile != ""
}

// readers gathers who can open an export.
func (a ageReaders) readers(s *session) (desk.AgeReaders, error) {
	lines := a.Recipient
	for _, file := range a.RecipientsFile {
		content, err := os.ReadFile(file)
		if err != nil {
			return desk.AgeReaders{}, desk.About(file, err)
		}
		lines = append(lines, string(content))
	}
	to := desk.AgeReaders{Recipients: strings.Join(lines, "\n")}
	if a.ExportPassphraseFile == "" {
		return to, nil
	}
	var err error
	to.Passphrase, err = s.passphrase(a.ExportPassphraseFile, "")
	return to, err
}

// exportAge writes everything as a file that is encrypted with age.
func (c *exportCommand) exportAge(s *session) error {
	if c.Attachments != "" {
		return &usageError{key: "copies.usage.attachments"}
	}
	return s.reading(func(d *desk.Desk) error {
		to, err := c.readers(s)
		if err == nil {
			err = to.Check()
		}
		if err != nil {
			return err
		}
		defer clear(to.Passphrase)
		without := 0
		err = s.save(c.Output, func(w io.Writer) (err error) {
			without, err = d.ExportAge(s.ctx, w, to)
			return err
		})
		if err != nil {
			return err
		}
		s.noteExport("copies.exported", c.Output, without)
		return nil
	})
}

// ageKey are the flags that open an encrypted export.
type ageKey struct {
	Identity             string `short:"i" placeholder:"FILE" help:"${help_import_identity}"`
	ImportPassphraseFile string `placeholder:"FILE" help:"${help_import_passphrase_file}"`
}

func (a ageKey) given() bool { return a.Identity != "" || a.ImportPassphraseFile != "" }

func (a ageKey) key(s *session) (key desk.AgeKey, err error) {
	if a.Identity != "" {
		if key, err = desk.IdentitiesIn(a.Identity); err != nil {
			return key, err
		}
	}
	if a.ImportPassphraseFile != "" {
		key.Passphrase, err = s.passphrase(a.ImportPassphraseFile, "")
	}
	return key, err
}

// take takes in the files, or the one that is encrypted.
func (c *importCommand) take(s *session, d *desk.Desk) (desk.Taken, error) {
	wish := desk.Import{Files: c.Files, DryRun: c.DryRun, Update: c.Update, Attachments: c.Attachments}
	if !c.given() {
		return d.Import(s.ctx, wish)
	}
	if len(c.Files) != 1 || c.Attachments != "" {
		return desk.Taken{}, &usageError{key: "copies.usage.one_file"}
	}
	key, err := c.key(s)
	if err != nil {
		return desk.Taken{}, err
	}
	defer func() { clear(key.Identities); clear(key.Passphrase) }()
	return d.ImportAge(s.ctx, c.Files[0], key, wish)
}
