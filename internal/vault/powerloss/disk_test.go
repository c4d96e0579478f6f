package powerloss

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// quoted is a string as strace -xx writes it.
func quoted(text string) string {
	var b strings.Builder
	for _, c := range []byte(text) {
		fmt.Fprintf(&b, `\x%02x`, c)
	}
	return `"` + b.String() + `"`
}

// play reads the lines of a recording, in which {text} stands for a quoted string, up to its end.
func play(t *testing.T, lines ...string) *Disk {
	t.Helper()
	var text strings.Builder
	for _, line := range lines {
		for before, rest, ok := strings.Cut(line, "{"); ok; before, rest, ok = strings.Cut(line, "{") {
			inner, after, _ := strings.Cut(rest, "}")
			line = before + quoted(inner) + after
		}
		text.WriteString("1 " + line + "\n")
	}
	calls, err := parse(strings.NewReader(text.String()))
	if err != nil {
		t.Fatal(err)
	}
	r := &Recording{root: "/r"}
	r.add(0, calls)
	d := r.Play(Honest)
	if err := d.Forward(r.Moments()); err != nil {
		t.Fatal(err)
	}
	return d
}

// outcomes are the contents that a file has after many cuts: "-" where it is not there.
func outcomes(t *testing.T, d *Disk, name string) map[string]bool {
	t.Helper()
	r, seen := rand.New(rand.NewPCG(1, 1)), map[string]bool{}
	for range 80 {
		folder := t.TempDir()
		if err := d.Cut(r, folder); err != nil {
			t.Fatal(err)
		}
		content, err := os.ReadFile(filepath.Join(folder, name))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			seen["-"] = true
		case err != nil:
			t.Fatal(err)
		default:
			seen[string(content)] = true
		}
	}
	return seen
}

func TestWhatIsCertainAfterACut(t *testing.T) {
	made := []string{"openat(AT_FDCWD, {/r/a}, O_RDWR|O_CREAT, 0600) = 5", "write(5, {one}, 3) = 3"}
	synced := append(made[:2:2], "fsync(5) = 0", "openat(AT_FDCWD, {/r}, O_RDONLY) = 6", "fsync(6) = 0")
	long := strings.Repeat("x", 1200)
	for name, c := range map[string]struct {
		lines []string
		file  string
		may   []string // all that may be found, and each is
	}{
		"neither file nor name synced":    {made, "a", []string{"-", "", "one"}},
		"the file synced, the name not":   {append(made[:2:2], "fsync(5) = 0"), "a", []string{"-", "one"}},
		"both synced":                     {synced, "a", []string{"one"}},
		"overwritten and not synced":      {append(synced[:5:5], "pwrite64(5, {two}, 3, 0) = 3"), "a", []string{"one", "two"}},
		"a sync that failed":              {append(made[:2:2], "fsync(5) = -1 EIO (Input/output error)", "openat(AT_FDCWD, {/r}, O_RDONLY) = 6", "fsync(6) = 0"), "a", []string{"", "one"}},
		"cut to size and not synced":      {append(synced[:5:5], "ftruncate(5, 1) = 0"), "a", []string{"one", "o"}},
		"cut at opening":                  {append(synced[:5:5], "openat(AT_FDCWD, {/r/a}, O_WRONLY|O_TRUNC) = 7"), "a", []string{"one", ""}},
		"renamed and not synced":          {append(synced[:5:5], "rename({/r/a}, {/r/b}) = 0"), "b", []string{"-", "one"}},
		"renamed and synced":              {append(synced[:5:5], "rename({/r/a}, {/r/b}) = 0", "fsync(6) = 0"), "b", []string{"one"}},
		"a second name that is synced":    {append(synced[:5:5], "linkat(AT_FDCWD, {/r/a}, AT_FDCWD, {/r/b}, 0) = 0", "fsync(6) = 0"), "b", []string{"one"}},
		"removed and not synced":          {append(synced[:5:5], "unlinkat(AT_FDCWD, {/r/a}, 0) = 0"), "a", []string{"-", "one"}},
		"removed and synced":              {append(synced[:5:5], "unlinkat(AT_FDCWD, {/r/a}, 0) = 0", "fsync(6) = 0"), "a", []string{"-"}},
		"a removal that was refused":      {append(synced[:5:5], "unlinkat(AT_FDCWD, {/r/a}, 0) = -1 EACCES (no)"), "a", []string{"one"}},
		"a write that did not return":     {append(synced[:5:5], "pwrite64(5, {two}, 3, 0 <unfinished ...>"), "a", []string{"one", "two"}},
		"in a folder whose name was lost": {[]string{"mkdirat(AT_FDCWD, {/r/d}, 0700) = 0", "openat(AT_FDCWD, {/r/d/a}, O_RDWR|O_CREAT, 0600) = 5", "openat(AT_FDCWD, {/r/d}, O_RDONLY) = 6", "fsync(6) = 0"}, "d/a", []string{"-", ""}},
		"outside the folder":              {[]string{"openat(AT_FDCWD, {/x/a}, O_RDWR|O_CREAT, 0600) = 5", "write(5, {one}, 3) = 3"}, "a", []string{"-"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := outcomes(t, play(t, c.lines...), c.file)
			for _, w := range c.may {
				if !got[w] {
					t.Errorf("never %q", w)
				}
				delete(got, w)
			}
			for g := range got {
				t.Errorf("also %q", g)
			}
		})
	}
	torn := outcomes(t, play(t, append(synced[:5:5], "pwrite64(5, {"+long+"}, 1200, 0) = 1200", "fsync(5) = 0", "pwrite64(5, {"+strings.ToUpper(long)+"}, 1200, 0) = 1200")...), "a")
	mixed := strings.Repeat("X", 512) + strings.Repeat("x", 512) + strings.Repeat("X", 176)
	if !torn[mixed] {
		t.Errorf("no write was torn in the middle: %d outcomes", len(torn))
	}
}

func TestAWayToWriteThatIsNotKnownIsRefused(t *testing.T) {
	text := "1 openat(AT_FDCWD, " + quoted("/r/a") + ", O_RDWR|O_CREAT, 0600) = 5\n1 copy_file_range(4, NULL, 5, NULL, 100, 0) = 100\n"
	calls, err := parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	r := &Recording{root: "/r"}
	r.add(0, calls)
	if err := r.Play(Honest).Forward(r.Moments()); !errors.Is(err, errUnknownCall) {
		t.Fatal(err)
	}
}

func TestWhatWasSaidIsKept(t *testing.T) {
	if said := play(t, "write(1, {done 1}, 6) = 6", "write(2, {no}, 2) = 2").Said(); said != "done 1" {
		t.Fatal(said)
	}
}
