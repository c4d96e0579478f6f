package ledger_test

import (
	"crypto/rand"
	"errors"
	"fmt"
	mathrand "math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// shown is what people see of a ledger.
func shown(l *ledger.Ledger) string {
	var b strings.Builder
	for _, o := range ledger.All[partnership.Organisation](l) {
		fmt.Fprintf(&b, "%s %q %q\n", o.ID, o.Name, o.Phone)
	}
	for _, a := range ledger.All[partnership.Attachment](l) {
		blob, kept := l.Blob(a.ID)
		fmt.Fprintf(&b, "%s %q %x %t\n", a.ID, a.Name, blob, kept)
	}
	undo, canUndo := l.CanUndo()
	redo, canRedo := l.CanRedo()
	fmt.Fprintf(&b, "%q undo %q %t redo %q %t", l.Municipality(), undo, canUndo, redo, canRedo)
	return b.String()
}

// doings are what people do, each with a number that makes it another one.
var doings = map[string]func(l *ledger.Ledger, n int) error{
	"put": func(l *ledger.Ledger, n int) error {
		id := partnership.ID(fmt.Sprintf("o%d", n%5))
		now, _ := ledger.Get[partnership.Organisation](l, id)
		o := partnership.Organisation{ID: id, Name: fmt.Sprintf("Politie %d", n), Kind: "police", Phone: now.Record.Phone}
		return l.Commit(ledger.Commit{Name: fmt.Sprintf("put.n%d", n), Changes: []ledger.Change{ledger.Put(o, now.Revision)}})
	},
	"import": func(l *ledger.Ledger, n int) error {
		c := ledger.Commit{Name: "import"}
		name := fmt.Sprintf("Gemeente %d", n)
		c.Municipality = &name
		for i := range 4 {
			id := partnership.ID(fmt.Sprintf("o%d", i))
			now, _ := ledger.Get[partnership.Organisation](l, id)
			c.Changes = append(c.Changes, ledger.Put(partnership.Organisation{ID: id, Name: "Ingevoerd", Kind: "police", Phone: fmt.Sprint(n)}, now.Revision))
		}
		return l.Commit(c)
	},
	"remove": func(l *ledger.Ledger, n int) error {
		id := partnership.ID(fmt.Sprintf("o%d", n%5))
		now, ok := ledger.Get[partnership.Organisation](l, id)
		if !ok {
			return nil
		}
		return l.Commit(ledger.Commit{Name: "remove", Changes: []ledger.Change{ledger.Remove(id, now.Revision)}})
	},
	"attach": func(l *ledger.Ledger, n int) error {
		now, _ := ledger.Get[partnership.Attachment](l, "f1")
		a := partnership.Attachment{ID: "f1", Name: fmt.Sprint(n), MediaType: "text/plain", SHA256: strings.Repeat("0", 64)}
		return l.Commit(ledger.Commit{Name: "attach", Changes: []ledger.Change{ledger.PutAttachment(a, vault.BlobID{byte(n), 1}, now.Revision)}})
	},
	"draft": func(l *ledger.Ledger, n int) error { return l.SetDraft("jot", fmt.Sprint(n)) },
	"undo":  func(l *ledger.Ledger, _ int) error { return unlessNothing(l.Undo()) },
	"redo":  func(l *ledger.Ledger, _ int) error { return unlessNothing(l.Redo()) },
}

func unlessNothing(err error) error {
	if errors.Is(err, ledger.ErrNothing) {
		return nil
	}
	return err
}

// TestUndoReachesOverRestarts does the same with two ledgers, of which one is closed and opened again now and then: they
// never differ, in what they hold nor in what can be undone and redone.
func TestUndoReachesOverRestarts(t *testing.T) {
	names := []string{"put", "put", "put", "import", "remove", "attach", "draft", "undo", "undo", "redo", "reopen"}
	rapid.Check(t, func(r *rapid.T) {
		always, store := open(t, &memory{}), &memory{}
		reopened := open(t, store)
		for n := range rapid.IntRange(1, 40).Draw(r, "number of doings") {
			name := rapid.SampledFrom(names).Draw(r, "doing")
			if name == "reopen" {
				reopened = open(t, store)
			} else {
				number := rapid.IntRange(0, 20).Draw(r, "number")
				for _, l := range []*ledger.Ledger{always, reopened} {
					if err := doings[name](l, number); err != nil {
						r.Fatalf("%d, %s: %v", n, name, err)
					}
				}
			}
			if rapid.Bool().Draw(r, "look") { // looking recalls the steps, not looking leaves it to the next doing
				if diff := cmp.Diff(shown(always), shown(reopened)); diff != "" {
					r.Fatalf("%d, %s (never closed, reopened):\n%s", n, name, diff)
				}
			}
		}
		if diff := cmp.Diff(shown(always), shown(reopened)); diff != "" {
			r.Fatalf("at the end (never closed, reopened):\n%s", diff)
		}
	})
}

// TestUndoReachesOverRestartsOfAVault does it with vaults on a disk, and renews them now and then.
func TestUndoReachesOverRestartsOfAVault(t *testing.T) {
	now := time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC)
	o := vault.Options{UnsafeWeakKeys: true, Now: func() time.Time { now = now.Add(time.Second); return now }}
	path := filepath.Join(t.TempDir(), "v")
	v, _, err := vault.Create(path, []byte("geheim"), o)
	if err != nil {
		t.Fatal(err)
	}
	always, reopened := open(t, &memory{}), open(t, v)
	random := mathrand.New(mathrand.NewPCG(3, 4))
	names := []string{"put", "put", "import", "remove", "attach", "draft", "undo", "undo", "redo", "reopen", "renew"}
	for n := range 150 {
		switch name := names[random.IntN(len(names))]; name {
		case "renew":
			if err := v.Renew(t.Context(), vault.RenewOptions{}); err != nil {
				t.Fatal(err)
			}
		case "reopen":
			if err := v.Close(); err != nil {
				t.Fatal(err)
			}
			if v, err = vault.Open(path, vault.Passphrase([]byte("geheim")), o); err != nil {
				t.Fatal(err)
			}
			reopened = open(t, v)
		default:
			number := random.IntN(20)
			for _, l := range []*ledger.Ledger{always, reopened} {
				if err := doings[name](l, number); err != nil {
					t.Fatalf("%d, %s: %v", n, name, err)
				}
			}
		}
		if diff := cmp.Diff(shown(always), shown(reopened)); diff != "" {
			t.Fatalf("%d (never closed, reopened):\n%s", n, diff)
		}
	}
	if err := errors.Join(v.Check(t.Context()), v.Close()); err != nil {
		t.Error(err)
	}
}

func TestUndoReachesTwoHundredStepsBack(t *testing.T) {
	store := &memory{}
	l := open(t, store)
	for n := range 250 {
		name := fmt.Sprint("Gemeente ", n)
		if err := l.Commit(ledger.Commit{Name: "test", Municipality: &name}); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		l = open(t, store)
		for range 100 {
			if err := l.Undo(); err != nil {
				t.Fatal(err)
			}
		}
	}
	l = open(t, store)
	if err := l.Undo(); !errors.Is(err, ledger.ErrNothing) || l.Municipality() != "Gemeente 49" {
		t.Errorf("after 200 steps %q, %v", l.Municipality(), err)
	}
	for range 200 {
		if err := l.Redo(); err != nil {
			t.Fatal(err)
		}
	}
	if got := l.Municipality(); got != "Gemeente 249" {
		t.Errorf("after 200 steps back and forth %q", got)
	}
}

func TestWhatWasErasedDoesNotComeBackByUndo(t *testing.T) {
	store := &memory{}
	l := open(t, store)
	commit(t, l, ledger.Put(police(), 0))
	renamed := police()
	renamed.Name = "Nationale Politie"
	commit(t, l, ledger.Put(renamed, 1))
	commit(t, l, ledger.Put(partnership.Organisation{ID: "jw", Name: "Jongerenwerk", Kind: "youth_work"}, 0))
	store.erase(store.order[0])
	commit(t, l, ledger.Remove("jw", 1))
	l.ForgetErased()
	for name, l := range map[string]*ledger.Ledger{"told": l, "reopened": open(t, store)} {
		if _, ok := l.CanUndo(); !ok {
			t.Errorf("%s: the removal cannot be undone", name)
		}
	}
	for _, want := range []bool{true, true, false} { // the removal, what was made; not the name that was erased
		if _, ok := l.CanUndo(); ok != want {
			t.Errorf("can undo is %t, want %t", ok, want)
		}
		if err := unlessNothing(l.Undo()); err != nil {
			t.Error(err)
		}
	}
	if got := ledger.All[partnership.Organisation](l); len(got) != 1 || got[0].Name != "Nationale Politie" {
		t.Errorf("%+v", got)
	}
}

func TestErasedStepIsNotUndoneByWhoDoesNotKnow(t *testing.T) {
	store := &memory{}
	l := open(t, store)
	commit(t, l, ledger.Put(police(), 0))
	renamed := police()
	renamed.Name = "Nationale Politie"
	commit(t, l, ledger.Put(renamed, 1))
	if _, ok := l.CanUndo(); !ok {
		t.Fatal("nothing to undo")
	}
	store.erase(store.order[0])
	if err := l.Undo(); !errors.Is(err, ledger.ErrNothing) {
		t.Errorf("undo: %v", err)
	}
	if _, ok := l.CanUndo(); ok {
		t.Error("there is still something to undo")
	}
}

func TestCommitWithoutANameEndsUndo(t *testing.T) {
	store := &memory{}
	l := open(t, store)
	commit(t, l, ledger.Put(police(), 0))
	if _, ok := l.CanUndo(); !ok {
		t.Fatal("nothing to undo")
	}
	name := "Waardenburg"
	if err := l.Commit(ledger.Commit{Municipality: &name}); err != nil {
		t.Fatal(err)
	}
	for _, l := range []*ledger.Ledger{l, open(t, store)} {
		if name, ok := l.CanUndo(); ok {
			t.Errorf("would undo %q", name)
		}
	}
}

func TestNamesOfCommitsAreNoTexts(t *testing.T) {
	v, _, err := vault.Create(filepath.Join(t.TempDir(), "v"), []byte("geheim"), vault.Options{UnsafeWeakKeys: true, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	l, err := ledger.Open(t.Context(), v, ledger.Options{Vocabulary: vocabulary(t), Random: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Commit(ledger.Commit{Name: "Gesprek met Jan", Changes: []ledger.Change{ledger.Put(police(), 0)}}); err == nil {
		t.Error("a text is accepted")
	}
	if l.Count(partnership.KindOrganisation) != 0 {
		t.Error("the refused commit shows")
	}
}
