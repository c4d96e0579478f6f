package desk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/paper"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// PrintRecovery writes the recovery sheet of a key of this vault to a new file. A key that does not open the vault is refused with
// [FaultWrongPassphrase] or [FaultMistyped]: a sheet that fails when it is needed is worse than none.
func (d *Desk) PrintRecovery(file, key string) error {
	if _, err := d.vault.TryKey(key); err != nil {
		return About(d.Place(), err)
	}
	parsed, err := vault.ParseRecoveryKey(key) // people type it as they like, the sheet has it as it is written
	if err != nil {
		return About(d.Place(), err)
	}
	sheet, err := d.recoverySheet(parsed.String(), false)
	if err != nil {
		return err
	}
	return saveNew(file, sheet)
}

// RenewRecovery makes a new recovery key, writes its sheet to a new file and takes the recovery keys before it out of the vault.
//
// The old keys go only when the new one was seen to open the vault and the file was read back whole. When that fails, the new
// key is taken out again and the old ones stay. After that the vault moves to a new root key, so that who noted the old one from an
// earlier copy reads nothing that comes after. Should that or the taking out fail, the new sheet is good but the old ones may be
// too: the fault is [FaultOldKeyStays].
func (d *Desk) RenewRecovery(ctx context.Context, file string) error {
	return d.renewRecovery(ctx, file, func(_ string, sheet []byte) error { return saveNew(file, sheet) })
}

func (d *Desk) renewRecovery(ctx context.Context, file string, keep func(key string, sheet []byte) error) error {
	before, err := d.vault.Slots()
	if err != nil {
		return About(d.Place(), err)
	}
	name := freeName(before)
	key, err := d.vault.AddKey(vault.SlotRecovery, name)
	if err != nil {
		return About(d.Place(), err)
	}
	if err := d.keepSheet(key.String(), keep); err != nil {
		return errors.Join(err, d.vault.RemoveKey(name))
	}
	if err := d.dropRecovery(ctx, before); err != nil {
		return &Error{Fault: FaultOldKeyStays, Subject: file, Err: err}
	}
	return nil
}

func (d *Desk) keepSheet(key string, keep func(key string, sheet []byte) error) error {
	if _, err := d.vault.TryKey(key); err != nil {
		return About(d.Place(), err)
	}
	sheet, err := d.recoverySheet(key, true)
	if err != nil {
		return err
	}
	return keep(key, sheet)
}

// dropRecovery takes the recovery keys among the slots out of the vault. Those of deputies stay.
func (d *Desk) dropRecovery(ctx context.Context, slots []vault.Slot) error {
	for _, s := range slots {
		if s.Kind != vault.SlotRecovery {
			continue
		}
		if err := d.vault.RemoveKey(s.Name); err != nil {
			return err
		}
	}
	return d.vault.Renew(ctx, d.renewal())
}

// freeName returns a name for a recovery key that no slot has. People never see it.
func freeName(slots []vault.Slot) string {
	for n := 1; ; n++ {
		name := fmt.Sprintf("recovery %d", n)
		if !slices.ContainsFunc(slots, func(s vault.Slot) bool { return s.Name == name }) {
			return name
		}
	}
}

// recoverySheet returns the sheet of a key as PDF. It is made in memory: the key is on no disk before its sheet is where the
// user wants it.
func (d *Desk) recoverySheet(key string, replaces bool) ([]byte, error) {
	today := d.around.today()
	options, err := d.paperOptions(today, today)
	if err != nil {
		return nil, About("", err)
	}
	sheet, err := document.Recovery(document.RecoverySheet{Key: key, Vault: d.vault.VaultID().String(), Replaces: replaces}, options)
	if err != nil {
		return nil, About("", err)
	}
	var pdf bytes.Buffer
	if _, err := paper.WritePDF(&pdf, sheet); err != nil {
		return nil, About("", err)
	}
	return pdf.Bytes(), nil
}

// Unwritten returns an error when something is in that place: of the fault [FaultFileExists].
func Unwritten(file string) error {
	_, err := os.Lstat(file)
	switch {
	case err == nil:
		return &Error{Fault: FaultFileExists, Subject: file, Err: fs.ErrExist}
	case errors.Is(err, fs.ErrNotExist):
		return nil
	}
	return About(file, err)
}

// saveNew writes a secret to a new file that only the user can read, without a temporary file, and reads it back. It replaces nothing, and
// leaves nothing when it fails.
func saveNew(file string, content []byte) error {
	out, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return About(file, err)
	}
	_, err = out.Write(content)
	err = errors.Join(err, out.Sync(), out.Close())
	if err == nil {
		err = proveWritten(file, content)
	}
	if err != nil {
		return About(file, errors.Join(err, os.Remove(file)))
	}
	return nil
}

func proveWritten(file string, content []byte) error {
	written, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if !bytes.Equal(written, content) {
		return errors.New("the file does not hold what was written")
	}
	return nil
}
