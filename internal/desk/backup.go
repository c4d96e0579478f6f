package desk

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// BackupMade is what keeping copies came to.
type BackupMade struct {
	File   string // the copy; empty when none was needed
	Second string // the copy in the second place; empty when there is none
	// Missed is why there is no copy in the second place although one is wanted: a stick that is not there, or that is full. The first copy counts all the same.
	Missed   error
	Outdated int // older copies that were removed
}

// leftoverAge is how long what is left of a backup that was cut off stays: another program may be making one.
const leftoverAge = 24 * time.Hour

// Backup makes a copy of the vault, proves it by reading all of it, and removes copies that are no longer worth keeping: of each of the latest seven
// days, five weeks and twelve months the last one stays. The copy goes to a folder, or to "backups" beside the vault when none is given; and to the second
// place of the preferences, where that is there. Nobody who works with the vault waits for more than its bytes being copied.
func (d *Desk) Backup(ctx context.Context, folder string) (BackupMade, error) {
	d.copying.Lock()
	defer d.copying.Unlock()
	if folder == "" {
		return d.backupBeside(ctx)
	}
	made, err := d.backupTo(ctx, folder)
	if err != nil {
		return made, About(folder, err)
	}
	d.backupSecond(ctx, made.File, &made)
	return made, nil
}

// backupBeside makes a copy in the folder beside the vault, and in the second place.
func (d *Desk) backupBeside(ctx context.Context) (BackupMade, error) {
	folder := copyFolder(d.Place())
	made, err := d.backupTo(ctx, folder)
	err = About(folder, err)
	if err = withNote(err, d.noteFirst(err)); err != nil {
		return made, err
	}
	d.backupSecond(ctx, made.File, &made)
	return made, nil
}

// backupSecond puts a copy in the second place too, where one is wanted.
func (d *Desk) backupSecond(ctx context.Context, file string, made *BackupMade) {
	folder, err := d.secondPlace()
	if folder == "" || folder == filepath.Dir(file) {
		return
	}
	if err == nil {
		err = d.backupAgain(ctx, file, folder, made)
	}
	made.Missed = withNote(err, d.noteSecond(err))
}

// backupTo makes a copy in a folder, which is made when it is not there, and rotates the copies there.
func (d *Desk) backupTo(ctx context.Context, folder string) (made BackupMade, err error) {
	if err := vault.MakeFolder(folder); err != nil {
		return made, err
	}
	name, err := d.nextName(folder)
	for err == nil {
		made.File = filepath.Join(folder, name.String())
		if err = d.vault.Backup(ctx, made.File); !errors.Is(err, vault.ErrExists) {
			break
		}
		name.Again, err = max(name.Again+1, 2), nil // another program makes one in this second
	}
	if err != nil {
		return BackupMade{}, err
	}
	made.Outdated, err = d.rotate(folder)
	return made, err
}

// nextName returns the name for a copy that is made now: later than that of any other of this second, which may be there when the clock was set back.
func (d *Desk) nextName(folder string) (vault.BackupName, error) {
	base, ending := baseOf(d.Place())
	name := vault.BackupName{
		Base: base, Ending: ending, Made: d.around.Now().Truncate(time.Second), Vault: vault.ShortVaultID(d.vault.VaultID()), Counter: d.vault.Counter(),
	}
	copies, err := d.copiesOfThis(folder)
	for _, c := range copies {
		if c.Counter == name.Counter && c.name.Made.Equal(name.Made) {
			name.Again = max(name.Again, c.name.Again+1, 2)
		}
	}
	return name, err
}

// backupAgain puts a copy that was made in a second folder too, under the same name. The folder is never made: one that is not there is a stick that is not there.
func (d *Desk) backupAgain(ctx context.Context, file, folder string, made *BackupMade) error {
	second := filepath.Join(folder, filepath.Base(file))
	if err := d.vault.BackupAgain(ctx, file, second); err != nil && !errors.Is(err, vault.ErrExists) {
		return About(folder, err)
	}
	made.Second = second
	outdated, err := d.rotate(folder)
	made.Outdated += outdated
	return About(folder, err)
}

// rotate removes the copies of this vault in a folder that are no longer worth keeping, and what is left of those that were cut off. What bears another name or is of
// another vault is not touched.
func (d *Desk) rotate(folder string) (removed int, err error) {
	copies, err := d.copiesOfThis(folder)
	if err != nil {
		return 0, err
	}
	var names []vault.BackupName
	for _, c := range copies {
		names = append(names, c.name)
	}
	for _, name := range vault.Outdated(names, d.around.Now()) {
		file := filepath.Join(folder, name.String())
		if err := os.Remove(file); err != nil {
			return removed, err
		}
		removed++
		if err := os.Remove(file + ".lock"); err != nil && !errors.Is(err, fs.ErrNotExist) { // of a copy that was looked into
			return removed, err
		}
	}
	return removed, d.removeLeftovers(folder)
}

// removeLeftovers removes what is left of backups of this vault that were cut off. Their age is that of the file, either way: a clock may have been set back.
func (d *Desk) removeLeftovers(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	base, ending := baseOf(d.Place())
	now := d.around.Now()
	for _, e := range entries {
		whole, cut := strings.CutSuffix(e.Name(), ".new")
		name, ours := vault.ParseBackupName(whole, now.Location())
		if !cut || !ours || name.Base != base || name.Ending != ending || !e.Type().IsRegular() {
			continue
		}
		if name.Vault != "" && name.Vault != vault.ShortVaultID(d.vault.VaultID()) {
			continue
		}
		info, err := e.Info()
		if err != nil || now.Sub(info.ModTime()).Abs() < leftoverAge {
			continue
		}
		if err := os.Remove(filepath.Join(folder, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// ProveCopy reads all of a copy of this vault with the vault's own key, and returns how far the vault was then. The fault is [FaultDamaged] for one that is not as it was
// written, [FaultOtherKey] for one from before the vault got its present key, which its own passphrase opens, and [FaultOtherVault].
func (d *Desk) ProveCopy(ctx context.Context, file string) error {
	c, err := d.vault.OpenBackup(file)
	if err != nil {
		return About(file, err)
	}
	return About(file, errors.Join(c.Check(ctx), c.Close()))
}

// CheckVault reads everything in the vault, all records with their versions and all attachments, and returns how many records there are. Its fault is
// [FaultDamaged] when something is not as it was written.
func (d *Desk) CheckVault(ctx context.Context) (records int, err error) {
	if err := d.vault.Check(ctx); err != nil {
		return 0, About(d.Place(), err)
	}
	for _, kind := range partnership.Kinds() {
		records += len(d.List(kind))
	}
	return records, nil
}

// Renew writes the vault anew under a new key: what was removed or overwritten leaves the file, and an old copy opens nothing that is written from now on.
func (d *Desk) Renew(ctx context.Context) error {
	return About(d.Place(), d.vault.Renew(ctx, d.renewal()))
}

// renewal returns how the vault is written anew: who waits is told how far it is.
func (d *Desk) renewal() vault.RenewOptions {
	report := d.around.report(StepRenewing)
	if report == nil {
		return vault.RenewOptions{}
	}
	return vault.RenewOptions{Progress: func(done, _ int) { report(done) }}
}
