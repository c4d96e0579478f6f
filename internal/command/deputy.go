package command

import (
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
)

// keysCommand is about the ways into the vault.
type keysCommand struct {
	List    keysListCommand    `cmd:"" default:"withargs" help:"${help_keys_list}"`
	Add     keysAddCommand     `cmd:"" help:"${help_keys_add}"`
	Try     keysTryCommand     `cmd:"" help:"${help_keys_try}"`
	Remove  keysRemoveCommand  `cmd:"" help:"${help_keys_remove}"`
	Keyring keysKeyringCommand `cmd:"" help:"${help_keys_keyring}"`
}

type keysListCommand struct {
	JSON bool `name:"json" help:"${help_json}"`
}

// keyJSON is a key as automation reads it.
type keyJSON struct {
	Kind      desk.KeyKind `json:"kind"`
	Name      string       `json:"name"`
	Created   date.Day     `json:"created"`
	LastTried *date.Day    `json:"last_tried"` // null when it never was
	TryBy     *date.Day    `json:"try_by"`     // null for a key that is not printed
}

// Run lists the keys.
func (c *keysListCommand) Run(s *session) error {
	return s.reading(func(d *desk.Desk) error {
		keys, err := d.Keys()
		if err != nil {
			return err
		}
		if c.JSON {
			list := make([]keyJSON, len(keys))
			for i, k := range keys {
				list[i] = keyJSON{Kind: k.Kind, Name: k.Name, Created: k.Created, LastTried: dayOrNull(k.LastTried), TryBy: dayOrNull(k.TryBy)}
			}
			return s.printJSON(list)
		}
		rows := [][]string{{s.words.Text("keys.column.kind"), s.words.Text("keys.column.name"), s.words.Text("keys.column.created"), s.words.Text("keys.column.tried")}}
		for _, k := range keys {
			rows = append(rows, []string{s.words.Text("keys.kind." + string(k.Kind)), k.Name, s.words.Date(k.Created), s.tried(k)})
		}
		return s.print(columns("", rows))
	})
}

func dayOrNull(d date.Day) *date.Day {
	if d.IsZero() {
		return nil
	}
	return &d
}

// tried tells when a key last opened the vault, and whether it is time to try it again.
func (s *session) tried(k desk.Key) string {
	text := s.words.Text("keys.never")
	if !k.LastTried.IsZero() {
		text = s.words.Date(k.LastTried)
	}
	if !k.TryBy.IsZero() && !s.today().Before(k.TryBy) {
		text += ", " + s.words.Text("keys.try_now")
	}
	return text
}

type keysAddCommand struct {
	Name  string `arg:"" name:"name" help:"${help_keys_name}"`
	Sheet string `required:"" placeholder:"FILE" help:"${help_keys_sheet}"`
}

// Run makes a key for a deputy and its sheet.
func (c *keysAddCommand) Run(s *session) error {
	if err := s.sheetFile(c.Sheet); err != nil {
		return err // before asking for a passphrase in vain
	}
	return s.writing(func(d *desk.Desk) error {
		if err := d.AddDeputy(c.Name, c.Sheet); err != nil {
			return err
		}
		s.note(s.words.Text("keys.added", "Name", plain(c.Name), "File", home(c.Sheet)))
		return nil
	})
}

type keysTryCommand struct {
	File string `arg:"" optional:"" name:"file" help:"${help_keys_try_file}"`
}

// Run tries a printed key. A key that opens the vault itself, by --key-file, is tried by that.
func (c *keysTryCommand) Run(s *session) error {
	return s.writing(func(d *desk.Desk) error {
		file := c.File
		if file == "" {
			file = s.KeyFile
		}
		text, err := s.passphrase(file, "command.ask.printed_key")
		if err != nil {
			return err
		}
		defer clear(text)
		key, err := d.ProveKey(string(text))
		if err != nil {
			return err
		}
		return s.println(s.words.Text("keys.proven", "Kind", s.words.Text("keys.kind."+string(key.Kind)), "Name", plain(key.Name), "Day", key.TryBy))
	})
}

type keysRemoveCommand struct {
	Name string `arg:"" name:"name" help:"${help_keys_remove_name}"`
}

// Run takes a key away.
func (c *keysRemoveCommand) Run(s *session) error {
	return s.writing(func(d *desk.Desk) error {
		if err := d.RemoveKey(s.ctx, c.Name); err != nil {
			return err
		}
		s.note(s.words.Text("keys.removed", "Name", plain(c.Name)))
		return nil
	})
}

type keysKeyringCommand struct {
	Switch string `arg:"" name:"on|off" enum:"on,off" help:"${help_keys_keyring_switch}"`
}

// Run lets the system's keyring open the vault on this machine, or ends that.
func (c *keysKeyringCommand) Run(s *session) error {
	return s.writing(func(d *desk.Desk) error {
		if c.Switch == "off" {
			if err := d.SwitchKeyringOff(s.ctx); err != nil {
				return err
			}
			s.note(s.words.Text("keys.keyring.off"))
			return nil
		}
		if err := d.SwitchKeyringOn(s.ctx); err != nil {
			return err
		}
		s.note(s.words.Text("keys.keyring.on"))
		return nil
	})
}
