package powerloss

import (
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// sector is what a disk writes whole or not at all, in bytes.
const sector = 512

// Cut writes to an empty folder what a disk may hold when the power is cut at the present moment: everything that was synced, and of the rest what
// chance keeps. The recording's folder becomes that folder.
func (d *Disk) Cut(r *rand.Rand, folder string) error {
	keep := keeper{r, []float64{0, 1, r.Float64(), r.Float64()}[r.IntN(4)]}
	names := maps.Clone(d.durable)
	for _, n := range d.names {
		if keep.kept() {
			n.apply(names)
		}
	}
	done := map[*node]string{} // the first name of a file that has several
	there := map[string]bool{filepath.Dir(d.recording.root): true}
	for _, path := range slices.Sorted(maps.Keys(names)) {
		n := names[path]
		to := filepath.Join(folder, strings.TrimPrefix(path, d.recording.root))
		if !there[filepath.Dir(path)] {
			continue // its folder was lost, and it with it
		}
		there[path] = n.folder
		var err error
		switch {
		case n.folder && path != d.recording.root:
			err = os.Mkdir(to, 0o700)
		case n.folder:
		case done[n] != "":
			err = os.Link(done[n], to)
		default:
			done[n] = to
			err = os.WriteFile(to, n.remains(keep), 0o600)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// keeper is a disk that keeps what was not synced with some likelihood.
type keeper struct {
	*rand.Rand
	likelihood float64
}

func (k *keeper) kept() bool { return k.Float64() < k.likelihood }

// remains is the content of a file after the cut.
func (n *node) remains(k keeper) []byte {
	content := slices.Clone(n.durable)
	for _, w := range n.waiting {
		switch {
		case w.cut || k.IntN(3) > 0:
			if k.kept() {
				content = w.apply(content, nil)
			}
		default: // torn: each sector by itself
			content = w.apply(content, k.kept)
		}
	}
	return content
}

// apply makes the change in content; only in those sectors that kept chooses, unless it is nil.
func (w *writing) apply(content []byte, kept func() bool) []byte {
	if w.cut {
		return resized(content, w.offset)
	}
	for from := w.offset; from < w.offset+int64(len(w.data)); {
		to := min((from/sector+1)*sector, w.offset+int64(len(w.data)))
		if kept == nil || kept() {
			if to > int64(len(content)) {
				content = resized(content, to)
			}
			copy(content[from:to], w.data[from-w.offset:])
		}
		from = to
	}
	return content
}

func resized(content []byte, size int64) []byte {
	if size <= int64(len(content)) {
		return content[:size:size]
	}
	return append(content, make([]byte, size-int64(len(content)))...)
}
