package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/zalando/go-keyring"

	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// Keyring is where the system keeps secrets of who is logged in. Its calls may wait for a person who is asked to unlock it.
type Keyring interface {
	Set(name, secret string) error
	Get(name string) (string, error)
	Delete(name string) error // no error when there is none
}

// SystemKeyring returns the keyring of the system: the Secret Service on Linux, the Keychain on macOS, the Credential Manager on Windows, which seals
// with DPAPI under the user's login. Windows Hello is not asked. Nothing is called before it is used.
func SystemKeyring() Keyring { return systemKeyring{} }

type systemKeyring struct{}

const keyringService = "bondgenoot"

func (systemKeyring) Set(name, secret string) error { return keyring.Set(keyringService, name, secret) }

func (systemKeyring) Get(name string) (string, error) { return keyring.Get(keyringService, name) }

func (systemKeyring) Delete(name string) error {
	if err := keyring.Delete(keyringService, name); !errors.Is(err, keyring.ErrNotFound) {
		return err
	}
	return nil
}

// KeyKeyring is the kind of a key that the system of one machine keeps; its name is the machine's.
const KeyKeyring KeyKind = "keyring"

// errNoKeyring tells that the system's keyring is not switched on for a vault on this machine, or that there is none.
var errNoKeyring = errors.New("the system's keyring is not in use")

// keyringMark is kept outside the vault while the keyring is switched on: which slots a vault has is known only once it is open, and nobody's keyring is
// asked before its owner wanted that.
type keyringMark struct {
	Vault string `json:"vault"` // its id, by which the keyring knows the key
	Slot  string `json:"slot"`
}

// markFile returns where the mark of the vault in file is kept: by its place, for its id is not read before it is opened.
func (s Surroundings) markFile(file string) (string, error) {
	if s.Keyring == nil || s.CounterFolder == "" {
		return "", errNoKeyring
	}
	file, err := filepath.Abs(file)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(file); err == nil {
		file = real
	}
	sum := sha256.Sum256([]byte(file))
	return filepath.Join(s.CounterFolder, hex.EncodeToString(sum[:16])+".keyring"), nil
}

// readMark returns the mark of the vault in file. One that is missing or that nobody can read means that the keyring is off.
func (s Surroundings) readMark(file string) (mark keyringMark, err error) {
	path, err := s.markFile(file)
	if err != nil {
		return mark, err
	}
	content, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(content, &mark)
	}
	if err != nil {
		return mark, errors.Join(errNoKeyring, err)
	}
	return mark, nil
}

// HasKeyring reports whether the keyring is switched on for the vault in file on this machine. It asks no keyring.
func HasKeyring(file string, s Surroundings) bool {
	_, err := s.readMark(file)
	return err == nil
}

// OpenWithKeyring opens the vault in file with the key that the system keeps. When the keyring does not give it, or it opens nothing any more, the
// fault is [FaultKeyring], and the passphrase is the way in. It stops waiting for the keyring when ctx ends.
func OpenWithKeyring(ctx context.Context, file string, s Surroundings) (*Desk, error) {
	mark, err := s.readMark(file)
	if err != nil {
		return nil, &Error{Fault: FaultKeyring, Subject: file, Err: err}
	}
	key, err := await(ctx, func() (string, error) { return s.Keyring.Get(mark.Vault) })
	if err != nil {
		return nil, &Error{Fault: FaultKeyring, Subject: file, Err: err}
	}
	d, err := Recover(ctx, file, key, s)
	if errors.Is(err, vault.ErrWrongPassphrase) || errors.Is(err, vault.ErrMistyped) {
		return nil, &Error{Fault: FaultKeyring, Subject: file, Err: err}
	}
	return d, err
}

// await waits for a call that knows no context, no longer than ctx allows.
func await[T any](ctx context.Context, call func() (T, error)) (T, error) {
	type answer struct {
		value T
		err   error
	}
	answers := make(chan answer, 1)
	go func() {
		value, err := call()
		answers <- answer{value, err}
	}()
	select {
	case a := <-answers:
		return a.value, a.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

// KeyringOn reports whether the keyring of this machine opens the vault.
func (d *Desk) KeyringOn() bool { return HasKeyring(d.Place(), d.around) }

// SwitchKeyringOn lets the keyring of this machine open the vault: it makes a random key of its own, gives it to the keyring, and asks it back. When
// the keyring does not keep it the fault is [FaultNoKeyring], and nothing is left.
func (d *Desk) SwitchKeyringOn(ctx context.Context) error {
	path, err := d.around.markFile(d.Place())
	if err != nil {
		return &Error{Fault: FaultNoKeyring, Subject: d.around.Host, Err: err}
	}
	name := d.keyringName()
	if err := d.dropKeyringSlot(name); err != nil {
		return err
	}
	key, err := d.vault.AddKey(vault.SlotKeyring, name)
	if err != nil {
		return d.aboutName(name, err)
	}
	id := d.vault.VaultID().String()
	if err := d.giveToKeyring(ctx, id, key.String()); err != nil {
		return errors.Join(&Error{Fault: FaultNoKeyring, Subject: name, Err: err}, d.vault.RemoveKey(name))
	}
	mark, err := json.Marshal(keyringMark{Vault: id, Slot: name})
	if err == nil {
		err = Save(path, func(w io.Writer) error { _, err := w.Write(mark); return err })
	}
	if err != nil {
		return errors.Join(About(path, err), d.around.Keyring.Delete(id), d.vault.RemoveKey(name))
	}
	return nil
}

func (d *Desk) keyringName() string {
	if name := tidy(d.around.Host); name != "" {
		return name
	}
	return string(KeyKeyring)
}

// aboutName is About, but a name that another key has is told as such.
func (d *Desk) aboutName(name string, err error) error {
	if errors.Is(err, vault.ErrExists) {
		return &Error{Fault: FaultKeyName, Subject: name, Err: err}
	}
	return About(d.Place(), err)
}

// dropKeyringSlot takes out what an earlier key of this machine's keyring opened. The keyring lost that key, or is about to.
func (d *Desk) dropKeyringSlot(name string) error {
	keys, err := d.Keys()
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(keys, func(k Key) bool { return k.Kind == KeyKeyring && k.Name == name }) {
		return nil
	}
	return About(d.Place(), d.vault.RemoveKey(name))
}

func (d *Desk) giveToKeyring(ctx context.Context, name, secret string) error {
	kept, err := await(ctx, func() (string, error) {
		if err := d.around.Keyring.Set(name, secret); err != nil {
			return "", err
		}
		return d.around.Keyring.Get(name)
	})
	if err == nil && kept != secret {
		err = errors.New("the keyring does not give back what it was given")
	}
	return err
}

// SwitchKeyringOff ends that: the key is taken out of the vault, which moves to a new root key, and out of the keyring. That the keyring is locked or
// gone stops nothing: what it keeps opens nothing any more. The fault is [FaultNoKeyring] when it was not on.
func (d *Desk) SwitchKeyringOff(ctx context.Context) error {
	mark, err := d.around.readMark(d.Place())
	if err != nil {
		return &Error{Fault: FaultNoKeyring, Subject: d.around.Host, Err: err}
	}
	if err := d.removeSlot(ctx, mark.Slot); err != nil {
		if fault, _ := FaultOf(err); fault != FaultNoKey { // it was taken away before, from another machine
			return err
		}
	}
	return d.forgetKeyring(ctx, mark)
}

// forgetKeyring takes the key out of the keyring, and the mark away.
func (d *Desk) forgetKeyring(ctx context.Context, mark keyringMark) error {
	path, err := d.around.markFile(d.Place())
	if err != nil {
		return About(d.Place(), err)
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return About(path, err)
	}
	_, err = await(ctx, func() (struct{}, error) { return struct{}{}, d.around.Keyring.Delete(mark.Vault) })
	if err != nil {
		return &Error{Fault: FaultKeyringKeeps, Subject: mark.Slot, Err: err}
	}
	return nil
}
