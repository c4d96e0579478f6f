package vault

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Twin is another file in the vault's folder that holds the same vault: most often one that a cloud folder made when two computers had
// changed the vault at the same time.
type Twin struct {
	Path     string
	Modified time.Time
	Size     int64
}

// ourCopies is what this program puts behind a vault's name for copies that it made: backups, what stood in the place of a restored one, what
// was joined already, what had another format. Aside is what it puts there for a vault that goes on beside the file that took its place.
var (
	ourCopies = regexp.MustCompile(`^(-(before-|joined-)?\d{8}-\d{6}|(\.[^.]+)?\.format-\d+(-\d+)?)$`)
	aside     = regexp.MustCompile(`-aside-\d{8}-\d{6}$`)
)

// Twins returns the other files in the folder of the vault at path that hold the vault of that id, by whatever name, sorted by name. Copies that this
// program made are left out. Known, which may be nil, answers for a file whose id was asked before.
func Twins(path string, id ID, known func(Twin, func() (ID, error)) (ID, error)) ([]Twin, error) {
	folder := filepath.Dir(path)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("look for twins: %w", named(err))
	}
	self, err := os.Stat(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("look for twins: %w", named(err))
	}
	var twins []Twin
	for _, e := range entries {
		info, err := os.Lstat(filepath.Join(folder, e.Name())) // the listing itself does not tell on every drive of Windows which file it is
		if err != nil || !info.Mode().IsRegular() || self != nil && os.SameFile(info, self) || !likeAVault(e.Name(), path) || info.Size() < 4*pageSize {
			continue // also what went away meanwhile
		}
		twin := Twin{filepath.Join(folder, e.Name()), info.ModTime(), info.Size()}
		ask := func() (ID, error) { return Identify(twin.Path) }
		var is ID
		if known == nil {
			is, err = ask()
		} else {
			is, err = known(twin, ask)
		}
		if err == nil && is == id { // what cannot be read is no vault, or nothing can be said about it
			twins = append(twins, twin)
		}
	}
	slices.SortFunc(twins, func(a, b Twin) int { return strings.Compare(a.Path, b.Path) })
	return twins, nil
}

// likeAVault leaves out by name what this program makes beside a vault.
func likeAVault(name, path string) bool {
	ending := filepath.Ext(path)
	for _, ours := range []string{".lock", ".new", ".counter"} {
		if strings.HasSuffix(name, ours) {
			return false
		}
	}
	own := aside.ReplaceAllString(strings.TrimSuffix(filepath.Base(path), ending), "")
	rest, ok := strings.CutPrefix(strings.TrimSuffix(name, ending), own)
	return !ok || !ourCopies.MatchString(rest)
}
