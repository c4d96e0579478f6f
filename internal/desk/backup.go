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

// BackupMade is what a backup came to.
type BackupMade struct {
	File   string // the copy
	Second string // the copy in the second place; empty when there is none
	// Absent is why there is no copy in the second place although one is wanted: a stick that is not there. The first copy is made all the same.
	Absent   error
	Outdated int // older backups that were removed
}

// backupStamp is how a backup's file tells when it was made, behind the vault's name.
const backupStamp = "-20060102-150405"

// Backup makes a copy of the vault, proves it by reading all of it, and removes backups that are no longer worth keeping: of each of the latest seven
// days, five weeks and twelve months the last one stays. The copy goes to a folder, or to "backups" beside the vault when none is given; and to the second
// place of the preferences, where that is there.
func (d *Desk) Backup(ctx context.Context, folder string) (BackupMade, error) {
	if folder == "" {
		folder = filepath.Join(filepath.Dir(d.Place()), "backups")
	}
	var made BackupMade
	var err error
	if made.File, made.Outdated, err = d.backupTo(ctx, folder, true); err != nil {
		return made, About(folder, err)
	}
	second := d.Preferences().BackupFolder
	if second == "" || second == folder {
		return made, nil
	}
	file, outdated, err := d.backupTo(ctx, second, false)
	if err != nil {
		made.Absent = About(second, err)
		return made, nil
	}
	made.Second = file
	made.Outdated += outdated
	return made, nil
}

// backupTo makes a copy in a folder, which is made when it may be, and rotates the copies there.
func (d *Desk) backupTo(ctx context.Context, folder string, mayMake bool) (file string, outdated int, err error) {
	if mayMake {
		if err := vault.MakeFolder(folder); err != nil {
			return "", 0, err
		}
	}
	ending := filepath.Ext(d.Place())
	name := strings.TrimSuffix(filepath.Base(d.Place()), ending)
	file = filepath.Join(folder, name+d.around.Now().Format(backupStamp)+ending)
	if err := d.vault.Backup(ctx, file); err != nil {
		return "", 0, err
	}
	outdated, err = rotate(folder, name, ending, d.around.Now())
	return file, outdated, err
}

// rotate removes the copies of a vault in a folder that are no longer worth keeping. What bears another name is not touched.
func rotate(folder, name, ending string, now time.Time) (removed int, err error) {
	zone := now.Location()
	entries, err := os.ReadDir(folder)
	if err != nil {
		return 0, err
	}
	files := map[time.Time]string{}
	var made []time.Time
	for _, e := range entries {
		whole, cut := strings.CutSuffix(e.Name(), ".new")
		stamp, ours := strings.CutPrefix(strings.TrimSuffix(whole, ending), name)
		at, err := time.ParseInLocation(backupStamp, stamp, zone)
		switch {
		case !ours || err != nil || !strings.HasSuffix(whole, ending) || !e.Type().IsRegular():
		case !cut:
			files[at] = e.Name()
			made = append(made, at)
		case now.Sub(at) > 24*time.Hour: // of a backup that was cut off, not of one that is being made
			if err := os.Remove(filepath.Join(folder, e.Name())); err != nil {
				return removed, err
			}
		}
	}
	for _, at := range vault.Outdated(made) {
		file := filepath.Join(folder, files[at])
		if err := os.Remove(file); err != nil {
			return removed, err
		}
		removed++
		if err := os.Remove(file + ".lock"); err != nil && !errors.Is(err, fs.ErrNotExist) { // of a backup that was looked into
			return removed, err
		}
	}
	return removed, nil
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
	return About(d.Place(), d.vault.Renew(ctx, vault.RenewOptions{}))
}
