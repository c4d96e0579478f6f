package vault

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A plan is what a program does to its vault, step after step, that a test cuts off: by killing the program, or by
// cutting the power. Whoever knows the seed knows what each step leaves.

// deed is what a step of a plan does.
type deed int

const (
	deedSave deed = iota
	deedRenew
	deedPassphrase
	deedBackup
	deedRestore // of the latest backup, which is acknowledged
	deedAddKey
	deedBlob
	deedErase
)

// step is one step of a plan, which is acknowledged once it is done.
type step struct {
	number int
	deed   deed
}

// planned is step number of the plan of a seed. The first steps are one of each deed.
func planned(seed uint64, number int) step {
	r := rand.New(rand.NewPCG(seed, uint64(number)))
	if number < 24 {
		if number%3 < 2 {
			return step{number, deedSave}
		}
		return step{number, deed(number/3) % (deedErase + 1)}
	}
	rare := []deed{deedRenew, deedPassphrase, deedBackup, deedRestore, deedAddKey, deedBlob, deedErase}
	if at := r.IntN(18); at < len(rare) {
		return step{number, rare[at]}
	}
	return step{number, deedSave}
}

// planState is what a vault holds after a step. It is never changed once made.
type planState struct {
	records    map[ID]Record
	blobs      []int // the steps that added them
	keys       int
	passphrase string
}

// planHistory is what a vault holds after each step.
type planHistory struct {
	seed    uint64
	states  []planState // states[0] is the new vault's; states[n+1] is that after step n
	backups map[int]int // by step that made it: index of the state that the backup holds
	kept    map[int]int // by step that restored: index of the state that the file that was kept holds
	latest  int         // step of the latest backup, -1 before
}

func newPlan(seed uint64) *planHistory {
	return &planHistory{
		seed: seed, states: []planState{{map[ID]Record{}, nil, 2, secret}}, backups: map[int]int{}, kept: map[int]int{}, latest: -1,
	}
}

// upTo works out the states after the steps before count.
func (h *planHistory) upTo(count int) {
	for n := len(h.states) - 1; n < count; n++ {
		h.states = append(h.states, h.after(planned(h.seed, n)))
	}
}

// after is the state that a step makes of the latest one.
func (h *planHistory) after(s step) planState {
	now := h.states[len(h.states)-1]
	switch s.deed {
	case deedSave:
		now.records = maps.Clone(now.records)
		for _, c := range h.changes(s.number, now) {
			now.records[c.ID] = Record{Revision: c.Base + 1, Body: c.Body, Deleted: c.Deleted}
		}
	case deedPassphrase:
		now.passphrase = fmt.Sprintf("wachtzin %d", s.number)
	case deedBackup:
		h.backups[s.number], h.latest = s.number, s.number
	case deedRestore:
		if h.latest >= 0 {
			h.kept[s.number] = s.number
			now = h.states[h.backups[h.latest]]
		}
	case deedAddKey:
		now.keys = min(now.keys+1, maxSlots)
	case deedBlob:
		now.blobs = append(slices.Clone(now.blobs), s.number)
	case deedRenew, deedErase:
	}
	return now
}

func planBlob(n int) []byte {
	r := rand.New(rand.NewPCG(77, uint64(n)))
	return bytes.Repeat(binary.BigEndian.AppendUint64(nil, uint64(n)), 1+r.IntN(12000))
}

// planBody is what step n writes of a record: long enough now and then to split and overflow pages.
func planBody(id ID, n int) []byte {
	size := 20 + int(id[0])*3
	if n%17 == 0 {
		size += 30000
	}
	b := binary.BigEndian.AppendUint64(nil, uint64(n))
	for len(b) < size {
		b = append(b, id[len(b)%16])
	}
	return b
}

// changes are those of a saving step: three records of a hundred get their next revision, one is new, and now and then
// one goes.
func (h *planHistory) changes(n int, now planState) []Change {
	var changes []Change
	for i := range 3 {
		id := numbered(uint64((n*7 + i*31) % 100))
		changes = append(changes, Change{ID: id, Kind: "k", Base: now.records[id].Revision, Body: planBody(id, n)})
	}
	if id := numbered(uint64(1000 + n/2)); n%5 == 0 && now.records[id].Revision > 0 && !now.records[id].Deleted {
		changes = append(changes, Change{ID: id, Kind: "k", Base: now.records[id].Revision, Deleted: true})
	}
	id := numbered(uint64(1000 + n))
	return append(changes, Change{ID: id, Kind: "k", Base: now.records[id].Revision, Body: planBody(id, n)})
}

// planPaths are the places of a plan's files in its folder.
func planVault(folder string) string { return filepath.Join(folder, "plan.vault") }

func planBackup(folder string, n int) string {
	return filepath.Join(folder, "backups", fmt.Sprintf("plan-%d.vault", n))
}

func planKept(folder string, n int) string {
	return filepath.Join(folder, fmt.Sprintf("kept-%d.vault", n))
}

func planOptions(folder string) Options {
	o := testOptions()
	o.CounterFolder = filepath.Join(folder, "counters")
	return o
}

// follow makes the vault of a plan where there is none, and does its steps from the given one on, acknowledging each.
func follow(h *planHistory, folder string, from, count int, acknowledge func(int) error) error {
	ctx := context.Background()
	h.upTo(from)
	o := planOptions(folder)
	v, err := openPlan(h, folder, from)
	if err != nil {
		return err
	}
	if err := acknowledge(-1); err != nil {
		return err
	}
	for n := from; n < from+count; n++ {
		s, now := planned(h.seed, n), h.states[n]
		h.upTo(n) // the backup that a restore takes is known before it
		switch s.deed {
		case deedSave:
			_, err = v.Commit(h.changes(n, now))
		case deedRenew:
			err = v.Renew(ctx, RenewOptions{})
		case deedPassphrase:
			err = v.Renew(ctx, RenewOptions{Passphrase: fmt.Appendf(nil, "wachtzin %d", n)})
		case deedBackup:
			if err = removeIfThere(planBackup(folder, n)); err == nil { // of the time before the program was cut off
				err = v.Backup(ctx, planBackup(folder, n))
			}
		case deedRestore:
			if h.latest < 0 {
				break
			}
			if err := errors.Join(v.Close(), removeIfThere(planKept(folder, n))); err != nil {
				return err
			}
			old := h.states[h.backups[h.latest]]
			unlock := Passphrase([]byte(old.passphrase))
			if err := Restore(ctx, planBackup(folder, h.latest), planVault(folder), planKept(folder, n), unlock, o); err != nil {
				return err
			}
			o.AcceptOlder = true
			v, err = Open(planVault(folder), unlock, o)
			o.AcceptOlder = false
		case deedAddKey:
			if now.keys < maxSlots {
				_, err = v.AddKey(SlotDeputy, fmt.Sprintf("sleutel %d", n))
			}
		case deedBlob:
			_, _, _, err = v.AddBlob(bytes.NewReader(planBlob(n)))
		case deedErase:
			for id := range now.records {
				err = v.Erase(id)
				break
			}
		}
		if err != nil {
			return fmt.Errorf("step %d: %w", n, err)
		}
		h.upTo(n + 1)
		if err := acknowledge(n); err != nil {
			return err
		}
	}
	return v.Close()
}

// openPlan opens the vault of a plan before a step, or makes it.
func openPlan(h *planHistory, folder string, from int) (*Vault, error) {
	o := planOptions(folder)
	for _, made := range []string{o.CounterFolder, filepath.Dir(planBackup(folder, 0))} {
		if err := MakeFolder(made); err != nil {
			return nil, err
		}
	}
	if from == 0 {
		v, _, err := Create(planVault(folder), []byte(secret), o)
		if !errors.Is(err, ErrExists) {
			return v, err
		}
	}
	return Open(planVault(folder), Passphrase([]byte(h.states[from].passphrase)), o)
}

// judgePlan sees that a cut off vault opens, and holds what was acknowledged: the steps before done, and the one under
// way whole or not at all. It returns how many steps the vault holds.
func judgePlan(h *planHistory, folder string, done int) (held int, err error) {
	h.upTo(done + 1)
	for _, held := range []int{done, done + 1} {
		if failed := h.holds(folder, held, done); failed != nil {
			err = errors.Join(err, fmt.Errorf("after %d steps: %w", held, failed))
			continue
		}
		return held, h.judgeCopies(folder, done)
	}
	return 0, err
}

// holds sees that the vault is as it was after the first so many steps.
func (h *planHistory) holds(folder string, count, done int) error {
	want := h.states[count]
	o := planOptions(folder)
	v, err := Open(planVault(folder), Passphrase([]byte(want.passphrase)), o)
	if errors.Is(err, ErrOlderCopy) && planned(h.seed, done).deed == deedRestore {
		o.AcceptOlder = true // the copy was in place, but whether the older one was accepted is not known
		v, err = Open(planVault(folder), Passphrase([]byte(want.passphrase)), o)
	}
	if err != nil {
		return err
	}
	return errors.Join(compareState(v, want), v.Close())
}

// judgeCopies sees that every backup that was reported made opens, and every file that was kept at restoring, and that it holds what the vault then held.
func (h *planHistory) judgeCopies(folder string, done int) error {
	for _, copies := range []struct {
		states map[int]int
		path   func(string, int) string
	}{{h.backups, planBackup}, {h.kept, planKept}} {
		for made, state := range copies.states {
			if made >= done {
				continue
			}
			o := planOptions(folder)
			o.ReadOnly, o.CounterFolder = true, ""
			v, err := Open(copies.path(folder, made), Passphrase([]byte(h.states[state].passphrase)), o)
			if err == nil {
				err = errors.Join(compareState(v, h.states[state]), v.Close())
			}
			if err != nil {
				return fmt.Errorf("copy of step %d: %w", made, err)
			}
		}
	}
	return nil
}

// compareState compares all that a vault holds, and reads all of it.
func compareState(v *Vault, want planState) error {
	got, err := loadAll(v)
	if err != nil {
		return err
	}
	if len(got) != len(want.records) {
		return fmt.Errorf("%d records, want %d", len(got), len(want.records))
	}
	for id, w := range want.records {
		if g := got[id]; g.Revision != w.Revision || g.Deleted != w.Deleted || string(g.Body) != string(w.Body) {
			return fmt.Errorf("record %s: revision %d of %d bytes, want %d of %d", id, g.Revision, len(g.Body), w.Revision, len(w.Body))
		}
	}
	if err := compareBlobs(v, want.blobs); err != nil {
		return err
	}
	slots, err := v.Slots()
	if err != nil || len(slots) != want.keys {
		return fmt.Errorf("%d keys, want %d: %w", len(slots), want.keys, err)
	}
	return v.Check(context.Background())
}

// compareBlobs compares the blobs, of which the ids are random.
func compareBlobs(v *Vault, steps []int) error {
	want := map[[sha256.Size]byte]int{}
	for _, n := range steps {
		want[sha256.Sum256(planBlob(n))]++
	}
	for i := range v.manifest.shards {
		for _, listed := range v.manifest.shards[i].blobs {
			r, err := v.Blob(listed.id)
			if err != nil {
				return err
			}
			content, err := io.ReadAll(r)
			if err != nil {
				return errors.Join(err, r.Close())
			}
			want[sha256.Sum256(content)]--
		}
	}
	for sum, left := range want {
		if left != 0 {
			return fmt.Errorf("blob %x: %d too few", sum[:4], left)
		}
	}
	return nil
}

// envPlan names the folder in which a re-executed test binary is to follow a plan, until it is cut off: seed, first
// step, number of steps, folder.
const envPlan = "BONDGENOOT_PLAN"

// TestPlanChild is the program that is cut off.
func TestPlanChild(t *testing.T) {
	told := os.Getenv(envPlan)
	if told == "" {
		return // run by the tests that cut it off only
	}
	var seed uint64
	var from, count int
	var folder string
	if _, err := fmt.Sscan(told, &seed, &from, &count, &folder); err != nil {
		t.Fatal(err)
	}
	must(t, follow(newPlan(seed), folder, from, count, func(n int) error {
		_, err := fmt.Fprintf(os.Stdout, "done %d\n", n)
		return err
	}))
}

// planChild is the program that follows the plan of a seed in a folder.
func planChild(seed uint64, from, count int, folder string) *exec.Cmd {
	child := exec.Command(os.Args[0], "-test.run=^TestPlanChild$")
	child.Env = append(os.Environ(), fmt.Sprintf("%s=%d %d %d %s", envPlan, seed, from, count, folder))
	return child
}

// acknowledged is how many steps a program said to have done when it was cut off; -1 when it had not opened its vault.
func acknowledged(said string, from int) int {
	done := -1
	for line := range strings.Lines(said) {
		if !strings.HasSuffix(line, "\n") {
			break // it was saying this
		}
		n := -1
		if _, err := fmt.Sscanf(line, "done %d", &n); err == nil {
			done = max(n+1, from) // steps are counted from 0; -1 tells that the vault is open
		}
	}
	return done
}

func TestPlanHoldsEveryDeed(t *testing.T) {
	var seen []deed
	for n := range 24 {
		if d := planned(1, n).deed; !slices.Contains(seen, d) {
			seen = append(seen, d)
		}
	}
	if len(seen) != int(deedErase)+1 {
		t.Fatalf("only %v", seen)
	}
	folder := t.TempDir()
	h := newPlan(1)
	must(t, follow(h, folder, 0, 40, func(int) error { return nil }))
	if held, err := judgePlan(h, folder, 40); err != nil || held != 40 {
		t.Fatal(held, err)
	}
}
