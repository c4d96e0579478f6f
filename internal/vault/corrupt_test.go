package vault

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
)

// hang is after how long one damage counts as a hang. One takes some tenths of a second.
const hang = 2 * time.Minute

// originals are all versions, entries and blobs that ever were in a vault.
type originals struct {
	versions map[revision][]Record
	erased   map[revision]bool
	entries  map[uint64][]Entry
	blobs    map[BlobID][]byte
}

func (o *originals) add(c content) {
	for id, versions := range c.versions {
		for _, v := range versions {
			rev := revision{id, v.Revision}
			if v.Erased {
				o.erased[rev] = true
				continue
			}
			o.versions[rev] = append(o.versions[rev], v.Record)
		}
	}
	for _, e := range c.journal {
		o.entries[e.Sequence] = append(o.entries[e.Sequence], e)
	}
	for id, b := range c.blobs {
		o.blobs[id] = b
	}
}

// newVictim makes a vault that has lived, and earlier states of it.
func newVictim(t testing.TB, seed uint64, renewed bool) (*victim, *originals) {
	t.Helper()
	w := &victim{o: testOptions(), folder: t.TempDir()}
	w.o.Random = rand.NewChaCha8([32]byte(binary.BigEndian.AppendUint64(make([]byte, 24), seed)))
	o := &originals{map[revision][]Record{}, map[revision]bool{}, map[uint64][]Entry{}, map[BlobID][]byte{}}
	w.o.CounterFolder = w.folder
	v, path := newVault(t, w.o)
	state := func() []byte {
		c, err := readContent(v)
		must(t, err)
		o.add(c)
		w.want = c
		b, err := os.ReadFile(path)
		must(t, err)
		return b
	}
	fill(t, v, 0, 120)
	w.older = append(w.older, state())
	for n := range uint64(25) {
		mustCommit(t, v, Change{ID: numbered(n), Kind: "afspraak", Base: 1, Body: fmt.Appendf(nil, "tweede keer %d", n)})
		mustCommit(t, v, Change{ID: numbered(n), Kind: "afspraak", Base: 2, Deleted: n%3 == 0})
	}
	w.older = append(w.older, state())
	must(t, v.Erase(numbered(1), numbered(2)))
	_, err := v.AddKey(SlotDeputy, "de burgemeester")
	must(t, err)
	addBlob(t, v, bytes.Repeat([]byte("bijlage "), 24_000))
	must(t, v.RemoveBlob(addBlob(t, v, []byte("weg"))))
	addBlob(t, v, []byte("klein"))
	if renewed {
		must(t, v.Renew(context.Background(), RenewOptions{}))
		w.older = w.older[:0] // those are under another key
	}
	w.older = append(w.older, state())
	if renewed {
		fill(t, v, 1000, 2030) // so many that the shards are written anew
	}
	fill(t, v, 120, 200)
	mustCommit(t, v, Change{ID: numbered(150), Kind: "groot", Base: 1, Body: bytes.Repeat([]byte("groot "), 3000)})
	w.older = append(w.older, state())
	fill(t, v, 200, 203)
	mustCommit(t, v, Change{ID: numbered(150), Kind: "groot", Base: 2, Body: []byte("weer klein")},
		Change{ID: numbered(8), Kind: "afspraak", Base: 3, Body: []byte("vierde keer")})
	w.sound = state()
	mustClose(t, v)
	counters, err := filepath.Glob(filepath.Join(w.folder, "*.counter"))
	if err != nil || len(counters) != 1 {
		t.Fatalf("counters are %v, %v", counters, err)
	}
	w.tally = counters[0]
	w.count, err = os.ReadFile(w.tally)
	must(t, err)

	other, otherPath := newVault(t, testOptions())
	fill(t, other, 0, 60) // of the same ids
	mustCommit(t, other, Change{ID: numbered(3), Kind: "vreemd", Base: 1, Body: []byte("van elders")})
	addBlob(t, other, bytes.Repeat([]byte("vreemd "), 20_000))
	mustClose(t, other)
	w.other, err = os.ReadFile(otherPath)
	must(t, err)
	return w, o
}

// harm does one damage, or several at a time.
func (w *victim) harm(t testing.TB, r *rand.Rand, path string, kinds []damage) []byte {
	b := bytes.Clone(w.sound)
	for _, d := range kinds { // bbolt opens nothing that is broken already
		if d.store != nil {
			b = inStore(t, b, path, func(tx *bolt.Tx) error { return d.store(r, w, tx) })
		}
	}
	if r.IntN(2) == 0 {
		b = compacted(t, b, path)
	}
	for _, d := range kinds {
		if d.bytes != nil && len(b) > 1 {
			b = d.bytes(r, w, b)
		}
	}
	return b
}

// tally counts what came of a kind of damage.
type tally struct{ done, harmless, told, all, part, nothing int }

// TestCorruptFilesAreToldOrHarmless damages a vault at random, BONDGENOOT_DAMAGES times, 100 without, and holds of each damage that
//
//   - what is read afterwards is complete and equal, or an error says that it is not;
//   - the examination finds what opening minds, and nothing in a file that is as it was;
//   - what is salvaged opens, each of its records, versions, entries and blobs is what it once was, and whatever lacks is listed.
func TestCorruptFilesAreToldOrHarmless(t *testing.T) {
	seed := uint64(fromEnvironment(t, "BONDGENOOT_SEED", 2026))
	t.Logf("BONDGENOOT_SEED=%d", seed)
	r := rand.New(rand.NewPCG(seed, 11))
	kinds := slices.Concat(byteDamages, storeDamages)
	several := damage{name: "several of them"}
	var victims [2]*victim
	var were [2]*originals
	for i := range victims {
		victims[i], were[i] = newVictim(t, seed, i == 1)
	}
	tallies := map[string]*tally{}
	path := filepath.Join(t.TempDir(), "harmed.vault")
	for n := range fromEnvironment(t, "BONDGENOOT_DAMAGES", 100) {
		d := []damage{several}
		if k := n % (len(kinds) + 6); k < len(kinds) {
			d = kinds[k : k+1]
		} else {
			for range 1 + r.IntN(3) {
				d = append(d, kinds[r.IntN(len(kinds))])
			}
		}
		if tallies[d[0].name] == nil {
			tallies[d[0].name] = &tally{}
		}
		which := 0
		if n/7%4 == 3 { // the one that was renewed is larger, and takes longer
			which = 1
		}
		c := &corrupted{t: t, name: describe(n, d), path: path, victim: victims[which], were: were[which], came: tallies[d[0].name]}
		c.locks = slices.ContainsFunc(d, func(d damage) bool { return d.locks })
		c.file = c.harm(t, r, path, d)
		watch := time.AfterFunc(hang, func() {
			debug.SetTraceback("all")
			panic("hangs: " + c.name)
		})
		c.judge()
		watch.Stop()
	}
	report(t, append(kinds, several), tallies)
}

func describe(n int, kinds []damage) string {
	names := make([]string, len(kinds))
	for i, d := range kinds {
		names[i] = d.name
	}
	return fmt.Sprintf("damage %d, %s", n, strings.Join(names, " + "))
}

func report(t *testing.T, kinds []damage, tallies map[string]*tally) {
	var sum tally
	t.Logf("%-50s %6s %8s %6s | %5s %5s %7s", "damage", "done", "harmless", "told", "all", "part", "nothing")
	for _, d := range kinds {
		if k := tallies[d.name]; k != nil {
			t.Logf("%-50s %6d %8d %6d | %5d %5d %7d", d.name, k.done, k.harmless, k.told, k.all, k.part, k.nothing)
			sum = tally{sum.done + k.done, sum.harmless + k.harmless, sum.told + k.told, sum.all + k.all, sum.part + k.part, sum.nothing + k.nothing}
		}
	}
	t.Logf("%-50s %6d %8d %6d | %5d %5d %7d", "in all", sum.done, sum.harmless, sum.told, sum.all, sum.part, sum.nothing)
	if sum.told == 0 || sum.harmless == 0 {
		t.Error("the damages do not reach both outcomes")
	}
}

// corrupted is one damaged file.
type corrupted struct {
	t     *testing.T
	name  string
	path  string
	file  []byte
	locks bool
	*victim
	were *originals
	came *tally
}

func (c *corrupted) errorf(format string, args ...any) {
	c.t.Helper()
	c.t.Errorf("%s: %s", c.name, fmt.Sprintf(format, args...))
}

func (c *corrupted) judge() {
	c.came.done++
	must(c.t, os.WriteFile(c.path, c.file, 0o600))
	must(c.t, os.WriteFile(c.tally, c.count, 0o600)) // mending a header counts as a transaction
	before, told := c.examine()
	must(c.t, os.WriteFile(c.tally, c.count, 0o600))
	got, err := openAndRead(c.path, c.o)
	harmless := err == nil && reflect.DeepEqual(got, c.want)
	switch {
	case harmless:
		c.came.harmless++
		if slices.ContainsFunc(before.Findings, func(f Finding) bool { return f.Part != PartHeader && f.Part != PartKeys }) {
			c.errorf("opens as it was, yet the examination finds %+v", before.Findings)
		}
	case err == nil:
		c.errorf("opens with other content; the examination says %+v", before)
	case c.locks && (errors.Is(err, ErrWrongPassphrase) || errors.Is(err, ErrNewerFormat)), errors.Is(err, ErrDamaged), errors.Is(err, ErrOlderCopy):
		c.came.told++
		if told == nil && before.Sound() {
			c.errorf("opening says %v, the examination nothing", err)
		}
		if errors.Is(err, ErrDamaged) && errors.Is(before.Locked, ErrWrongPassphrase) && !c.locks && !c.headless() {
			c.errorf("opening says %v, the examination %v", err, before.Locked)
		}
	default:
		c.errorf("%v", err)
	}
}

// headless reports whether the file shows no header of the vault any more where a passphrase could be tried on.
func (c *corrupted) headless() bool { return !bytes.Contains(c.file, headerOf(c.sound)) }

// examine examines and salvages the file, and holds what comes of it against what was.
func (c *corrupted) examine() (Report, error) {
	ctx, cancel := context.WithTimeout(context.Background(), hang)
	defer cancel()
	r, err := ReadRemains(ctx, c.path, Passphrase([]byte(secret)), c.o)
	if err != nil {
		if !c.locks || !errors.Is(err, ErrNewerFormat) {
			c.errorf("examine: %v", err)
		}
		c.came.nothing++
		return Report{}, err
	}
	defer r.Close()
	report := r.Report()
	to := c.path + ".gered"
	defer func() { _ = os.Remove(to) }()
	s, err := r.Salvage(ctx, to)
	switch {
	case err == nil:
		c.salvaged(to, s, report)
	case report.Locked != nil && errors.Is(err, report.Locked), errors.Is(err, ErrNotFound):
		c.came.nothing++
	default:
		c.errorf("salvage: %v", err)
	}
	return report, nil
}

// salvaged holds a salvaged vault against what was.
func (c *corrupted) salvaged(path string, s Salvaged, report Report) {
	o := c.o
	o.CounterFolder = ""
	got, err := openAndRead(path, o)
	if err != nil {
		c.errorf("what was salvaged does not open: %v", err)
		return
	}
	listed := map[Finding]bool{}
	for _, f := range append(slices.Clone(s.Missing), s.Doubtful...) {
		listed[Finding{Part: f.Part, ID: f.ID, Number: f.Number}] = true
		if f.Part == PartRecord {
			listed[Finding{Part: f.Part, ID: f.ID}] = true
		}
	}
	c.isRight(got, listed)
	older := report.Behind > 0 || slices.ContainsFunc(report.Findings, func(f Finding) bool { return f.Part == PartCounter })
	lacks := c.lacks(got, listed, s.Unlisted || older, report)
	if report.Sound() && len(listed) > 0 {
		c.errorf("nothing is harmed, yet %v is listed", s.Missing)
	}
	if lacks == 0 {
		c.came.all++
	} else {
		c.came.part++
	}
}

// isRight holds that everything in a salvaged vault once was so.
func (c *corrupted) isRight(got content, listed map[Finding]bool) {
	for id, versions := range got.versions {
		for _, v := range versions {
			rev := revision{id, v.Revision}
			switch {
			case v.Erased && !c.were.erased[rev] && !listed[Finding{Part: PartVersion, ID: id, Number: v.Revision}]:
				c.errorf("version %d of %s is gone without a word", v.Revision, id)
			case !v.Erased && !slices.ContainsFunc(c.were.versions[rev], func(r Record) bool { return reflect.DeepEqual(r, v.Record) }):
				c.errorf("revision %d of %s never was so: %+v", v.Revision, id, v)
			}
		}
	}
	for id, b := range got.blobs {
		if was, ok := c.were.blobs[id]; !ok || !bytes.Equal(was, b) {
			c.errorf("blob %s never was so", id)
		}
	}
	for _, e := range got.journal[:len(got.journal)-1] {
		if !slices.ContainsFunc(c.were.entries[e.Sequence], func(was Entry) bool { return reflect.DeepEqual(was, e) }) && !listed[Finding{Part: PartEntry, Number: e.Sequence}] {
			c.errorf("journal entry %d never was so: %+v", e.Sequence, e)
		}
	}
}

// lacks counts what is not in a salvaged vault, and holds that it is listed unless more may be missing anyhow.
func (c *corrupted) lacks(got content, listed map[Finding]bool, anyhow bool, report Report) int {
	count, unlisted := 0, 0
	lack := func(f Finding, others ...Finding) {
		count++
		if !anyhow && !listed[f] && !slices.ContainsFunc(others, func(f Finding) bool { return listed[f] }) {
			if unlisted++; unlisted == 1 {
				c.errorf("lacks %+v and does not list it; the examination says %+v", f, report)
			}
		}
	}
	for id, was := range c.want.records {
		if is, ok := got.records[id]; !ok || is.Revision != was.Revision {
			lack(Finding{Part: PartRecord, ID: id})
			continue
		}
		for i, v := range c.want.versions[id] {
			if !v.Erased && got.versions[id][i].Erased {
				lack(Finding{Part: PartVersion, ID: id, Number: v.Revision})
			}
		}
	}
	for id := range c.want.blobs {
		if _, ok := got.blobs[id]; !ok {
			lack(Finding{Part: PartBlob, ID: id, Number: uint64(len(c.want.blobs[id]))})
		}
	}
	return count
}
