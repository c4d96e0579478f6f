package vault

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestCopiesOfACloudFolderAreFoundByWhatIsInThem(t *testing.T) {
	o := testOptions()
	folder := t.TempDir()
	path := filepath.Join(folder, "bondgenoot.vault")
	v, _, err := Create(path, []byte(secret), o)
	must(t, err)
	defer v.Close()
	mustCommit(t, v, put(1))
	content, err := os.ReadFile(path)
	must(t, err)
	other, otherPath := newVault(t, o)
	mustClose(t, other)
	foreign, err := os.ReadFile(otherPath)
	must(t, err)

	twins := []string{
		"bondgenoot (1).vault",
		"bondgenoot (Conflict van Anna 2026-11-20).vault",
		"bondgenoot (conflicted copy 2026-11-20 103000).vault",
		"bondgenoot (conflictkopie van Anna's laptop 2026-11-20).vault",
		"bondgenoot (In conflict staande kopie 2026-11-20).vault",
		"bondgenoot-DESKTOP-1.vault",
		"bondgenoot-aside-20261120-103000.vault",
		"bondgenoot.sync-conflict-20261120-103000-ABCDEFG.vault",
		"bondgenoot_conflict-20261120-103000.vault",
		"Kopie van bondgenoot.vault",
		"zonder ending",
	}
	ours := []string{
		"bondgenoot-20261120-103000.vault", "bondgenoot-before-20261120-103000.vault", "bondgenoot-joined-20261120-103000.vault",
		"bondgenoot.vault.format-1", "bondgenoot.vault.new", "bondgenoot (1).vault.new",
	}
	for _, name := range append(slices.Clone(twins), ours...) {
		must(t, os.WriteFile(filepath.Join(folder, name), content, 0o600))
	}
	must(t, os.WriteFile(filepath.Join(folder, "other.vault"), foreign, 0o600))
	must(t, os.WriteFile(filepath.Join(folder, "brief.pdf"), make([]byte, 100000), 0o600))
	must(t, os.WriteFile(filepath.Join(folder, "half.vault"), content[:len(content)/2], 0o600))
	must(t, os.Mkdir(filepath.Join(folder, "bondgenoot (2).vault"), 0o700))

	found, err := Twins(path, v.VaultID(), nil)
	must(t, err)
	var names []string
	for _, f := range found {
		names = append(names, filepath.Base(f.Path))
	}
	slices.Sort(twins)
	if !slices.Equal(names, twins) {
		t.Fatalf("found %q\nwant  %q", names, twins)
	}
	if _, err := Twins(filepath.Join(folder, "away", "x.vault"), v.VaultID(), nil); err == nil {
		t.Fatal("a folder that is not there has no error")
	}
}
