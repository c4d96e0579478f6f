package ledger_test

import (
	"crypto/rand"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

func vocabulary(t testing.TB) partnership.Vocabulary {
	t.Helper()
	words, err := os.ReadFile("../../assets/vocabulary.json")
	if err != nil {
		t.Fatal(err)
	}
	bases, err := os.ReadFile("../../assets/legal-bases.json")
	if err != nil {
		t.Fatal(err)
	}
	v, err := partnership.ReadVocabulary(words, bases)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func open(t testing.TB, store ledger.Store) *ledger.Ledger {
	t.Helper()
	l, err := ledger.Open(t.Context(), store, ledger.Options{Vocabulary: vocabulary(t), Random: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func commit(t testing.TB, l *ledger.Ledger, changes ...ledger.Change) {
	t.Helper()
	if err := l.Commit(ledger.Commit{Name: "test", Changes: changes}); err != nil {
		t.Fatal(err)
	}
}

func police() partnership.Organisation {
	return partnership.Organisation{ID: "pol", Name: "Politie", Kind: "police", Tags: []string{"straat"}}
}

func officer(id partnership.ID) partnership.Contact {
	return partnership.Contact{
		ID: id, FamilyName: "Berg", Infix: "van den",
		Positions: []partnership.Position{{Organisation: "pol", Title: "wijkagent"}},
	}
}

func call(id partnership.ID, due string) partnership.Action {
	return partnership.Action{
		ID: id, Title: "Bellen over " + string(id), Organisation: "pol", Status: partnership.ActionOpen, Due: date.MustParse(due),
	}
}

func TestCommitIsThereAfterReopening(t *testing.T) {
	store := &memory{}
	l := open(t, store)
	name := "Waardenburg"
	err := l.Commit(ledger.Commit{
		Name: "start", Municipality: &name,
		Changes: []ledger.Change{ledger.Put(police(), 0), ledger.Put(officer("jan"), 0)},
	})
	if err != nil {
		t.Fatal(err)
	}
	if store.commits != 1 {
		t.Errorf("the store saw %d commits, want the whole set in 1", store.commits)
	}
	again := open(t, store)
	if got := again.Municipality(); got != name {
		t.Errorf("municipality %q, want %q", got, name)
	}
	if contacts := ledger.All[partnership.Contact](again); len(contacts) != 1 || contacts[0].Label() != "Van den Berg" {
		t.Errorf("contacts %+v", contacts)
	}
}

func TestStaleRevisionIsToldAndOverwritesNothing(t *testing.T) {
	l := open(t, &memory{})
	commit(t, l, ledger.Put(police(), 0))
	mine, _ := ledger.Get[partnership.Organisation](l, "pol")
	theirs := mine
	theirs.Record.Phone = "0900-8844"
	commit(t, l, ledger.Put(theirs.Record, theirs.Revision))

	mine.Record.Phone = "112"
	err := l.Commit(ledger.Commit{Changes: []ledger.Change{ledger.Put(mine.Record, mine.Revision), ledger.Put(officer("jan"), 0)}})
	var conflict *ledger.ConflictError
	if !errors.As(err, &conflict) || conflict.ID != "pol" || conflict.Base != 1 || conflict.Current != 2 {
		t.Fatalf("got %v, want a conflict of pol between 1 and 2", err)
	}
	if now, _ := ledger.Get[partnership.Organisation](l, "pol"); now.Record.Phone != "0900-8844" {
		t.Errorf("phone %q was overwritten", now.Record.Phone)
	}
	if _, ok := ledger.Get[partnership.Contact](l, "jan"); ok {
		t.Error("half of the commit was made")
	}
}

func TestRefusedCommits(t *testing.T) {
	var invalid *ledger.InvalidError
	var conflict *ledger.ConflictError
	var referred *ledger.ReferredError
	withForum := partnership.Agreement{
		ID: "c1", Kind: "youth_group", Title: "Convenant", Status: partnership.AgreementDraft,
		Forums: []partnership.Forum{{ID: "f1", Name: "Overleg"}},
	}
	meeting := partnership.Meeting{ID: "m1", Kind: "youth", Title: "Overleg", Forum: "c1/f1"}
	if err := meeting.Start.UnmarshalText([]byte("2026-11-23T10:00:00+01:00")); err != nil {
		t.Fatal(err)
	}
	without := withForum.Clone()
	without.Forums = nil
	for name, tt := range map[string]struct {
		changes []ledger.Change
		want    any
	}{
		"dangling reference":           {[]ledger.Change{ledger.Put(partnership.Action{ID: "x", Title: "T", Status: "open", Contact: "nobody"}, 0)}, &invalid},
		"reference of another kind":    {[]ledger.Change{ledger.Put(partnership.Action{ID: "x", Title: "T", Status: "open", Contact: "pol"}, 0)}, &invalid},
		"no title":                     {[]ledger.Change{ledger.Put(partnership.Action{ID: "x", Status: "open"}, 0)}, &invalid},
		"new record that exists":       {[]ledger.Change{ledger.Put(police(), 0)}, &conflict},
		"change of a record not there": {[]ledger.Change{ledger.Put(officer("nobody"), 3)}, &conflict},
		"removal of a record in use":   {[]ledger.Change{ledger.Remove("pol", 1)}, &referred},
		"forum dropped that is in use": {[]ledger.Change{ledger.Put(without, 1)}, &referred},
	} {
		t.Run(name, func(t *testing.T) {
			store := &memory{}
			l := open(t, store)
			commit(t, l, ledger.Put(police(), 0), ledger.Put(officer("jan"), 0), ledger.Put(withForum, 0), ledger.Put(meeting, 0))
			err := l.Commit(ledger.Commit{Changes: tt.changes})
			if !errors.As(err, tt.want) {
				t.Fatalf("got %v, want a %T", err, tt.want)
			}
			if store.commits != 1 {
				t.Error("the store saw the refused commit")
			}
		})
	}
}

func TestOtherKindCannotTakeAnID(t *testing.T) {
	l := open(t, &memory{})
	commit(t, l, ledger.Put(police(), 0))
	err := l.Commit(ledger.Commit{Changes: []ledger.Change{ledger.Put(officer("pol"), 1)}})
	if !errors.Is(err, ledger.ErrOtherKind) {
		t.Fatalf("got %v, want ErrOtherKind", err)
	}
}

func TestRemovedTogetherWithItsReferrer(t *testing.T) {
	l := open(t, &memory{})
	commit(t, l, ledger.Put(police(), 0), ledger.Put(officer("jan"), 0))
	commit(t, l, ledger.Remove("pol", 1), ledger.Remove("jan", 1))
	if n := l.Count(partnership.KindContact) + l.Count(partnership.KindOrganisation); n != 0 {
		t.Errorf("%d records left", n)
	}
}

func TestFailingStoreLeavesThePicture(t *testing.T) {
	store := &memory{}
	l := open(t, store)
	commit(t, l, ledger.Put(police(), 0))
	store.fail = errDisk
	renamed := police()
	renamed.Name = "Nationale Politie"
	if err := l.Commit(ledger.Commit{Changes: []ledger.Change{ledger.Put(renamed, 1)}}); !errors.Is(err, errDisk) {
		t.Fatalf("got %v, want what the store said", err)
	}
	if now, _ := ledger.Get[partnership.Organisation](l, "pol"); now.Record.Name != "Politie" || now.Revision != 1 {
		t.Errorf("the picture shows %q at revision %d, which was never kept", now.Record.Name, now.Revision)
	}
	if err := l.Undo(); !errors.Is(err, errDisk) {
		t.Errorf("undo: got %v, want what the store said", err)
	}
	store.fail = nil
	if err := l.Undo(); err != nil {
		t.Errorf("undo after the store recovered: %v", err)
	}
}

func TestCallersCannotChangeThePicture(t *testing.T) {
	l := open(t, &memory{})
	given := police()
	commit(t, l, ledger.Put(given, 0))
	given.Tags[0] = "changed after putting"
	got, _ := ledger.Get[partnership.Organisation](l, "pol")
	got.Record.Tags[0] = "changed after getting"
	ledger.All[partnership.Organisation](l)[0].Tags[0] = "changed in a list"
	if now, _ := ledger.Get[partnership.Organisation](l, "pol"); now.Record.Tags[0] != "straat" {
		t.Errorf("tag is %q", now.Record.Tags[0])
	}
}

func TestIndexesFollowChanges(t *testing.T) {
	l := open(t, &memory{})
	commit(t, l, ledger.Put(police(), 0), ledger.Put(officer("jan"), 0), ledger.Put(officer("piet"), 0),
		ledger.Put(call("a", "2026-11-23"), 0), ledger.Put(call("b", "2026-11-25"), 0), ledger.Put(call("c", "2026-11-23"), 0))
	titles := func(actions []partnership.Action) string {
		var list []string
		for _, a := range actions {
			list = append(list, string(a.ID))
		}
		return strings.Join(list, " ")
	}
	if got := titles(l.Due(date.MustParse("2026-11-23"), date.MustParse("2026-11-25"))); got != "a c b" {
		t.Errorf("due: %s", got)
	}
	commit(t, l, ledger.Put(call("a", "2026-11-26"), 1), ledger.Remove("c", 1))
	if got := titles(l.Due(date.MustParse("2026-11-23"), date.MustParse("2026-11-25"))); got != "b" {
		t.Errorf("due after moving a and removing c: %s", got)
	}
	if got := titles(ledger.Referring[partnership.Action](l, "pol")); got != "a b" {
		t.Errorf("actions of the police: %s", got)
	}
	moved := officer("jan")
	moved.Positions = nil
	commit(t, l, ledger.Put(moved, 1))
	if got := ledger.Referring[partnership.Contact](l, "pol"); len(got) != 1 || got[0].ID != "piet" {
		t.Errorf("contacts of the police: %v", got)
	}
}

func TestUndoAndRedoWalkTheWholeWay(t *testing.T) {
	l := open(t, &memory{})
	commit(t, l, ledger.Put(police(), 0))
	renamed := police()
	renamed.Name = "Nationale Politie"
	commit(t, l, ledger.Put(renamed, 1))
	commit(t, l, ledger.Remove("pol", 2))

	name := func() string {
		e, _ := ledger.Get[partnership.Organisation](l, "pol")
		return e.Record.Name
	}
	for _, want := range []string{"Nationale Politie", "Politie", ""} {
		if err := l.Undo(); err != nil {
			t.Fatal(err)
		}
		if got := name(); got != want {
			t.Fatalf("after undo %q, want %q", got, want)
		}
	}
	if err := l.Undo(); !errors.Is(err, ledger.ErrNothing) {
		t.Errorf("undo of nothing: %v", err)
	}
	for _, want := range []string{"Politie", "Nationale Politie", ""} {
		if err := l.Redo(); err != nil {
			t.Fatal(err)
		}
		if got := name(); got != want {
			t.Fatalf("after redo %q, want %q", got, want)
		}
	}
	if _, ok := l.CanRedo(); ok {
		t.Error("something is left to redo")
	}
}

func TestNewCommitForgetsWhatWasUndone(t *testing.T) {
	l := open(t, &memory{})
	commit(t, l, ledger.Put(police(), 0))
	if err := l.Undo(); err != nil {
		t.Fatal(err)
	}
	commit(t, l, ledger.Put(partnership.Organisation{ID: "jw", Name: "Jongerenwerk", Kind: "youth_work"}, 0))
	if err := l.Redo(); !errors.Is(err, ledger.ErrNothing) {
		t.Errorf("redo: %v, want nothing to redo", err)
	}
}

func TestMunicipalityIsUndoneToo(t *testing.T) {
	l := open(t, &memory{})
	name := "Waardenburg"
	if err := l.Commit(ledger.Commit{Name: "test", Municipality: &name}); err != nil {
		t.Fatal(err)
	}
	if err := l.Undo(); err != nil {
		t.Fatal(err)
	}
	if got := l.Municipality(); got != "" {
		t.Errorf("municipality %q after undo", got)
	}
	if err := l.Redo(); err != nil || l.Municipality() != name {
		t.Errorf("municipality %q after redo (%v)", l.Municipality(), err)
	}
}

func TestEventsTellWhatChangedInOrder(t *testing.T) {
	l := open(t, &memory{})
	var got []ledger.Event
	stop := l.Subscribe(func(e ledger.Event) {
		if _, ok := ledger.Get[partnership.Organisation](l, "pol"); ok != e.Changed[0].Is {
			t.Error("the event comes before the change can be read")
		}
		got = append(got, e)
	})
	commit(t, l, ledger.Put(police(), 0))
	commit(t, l, ledger.Put(police(), 1)) // changes nothing
	if err := l.Undo(); err != nil {
		t.Fatal(err)
	}
	stop()
	if err := l.Redo(); err != nil {
		t.Fatal(err)
	}
	want := []ledger.Event{
		{Cause: ledger.Committed, Name: "test", Changed: []ledger.Touched{{ID: "pol", Kind: partnership.KindOrganisation, Is: true}}},
		{Cause: ledger.Undone, Name: "test", Changed: []ledger.Touched{{ID: "pol", Kind: partnership.KindOrganisation, Was: true}}},
	}
	equal := slices.EqualFunc(got, want, func(a, b ledger.Event) bool {
		return a.Cause == b.Cause && a.Name == b.Name && slices.Equal(a.Changed, b.Changed)
	})
	if !equal {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestRecordOfNewerVersionIsNotReadHalf(t *testing.T) {
	for name, r := range map[string]vault.Record{
		"unknown kind":  {Kind: "drone", Body: []byte{0xa0}},
		"unknown field": {Kind: "organisation", Body: append([]byte{0xa1, 0x64}, "mood\x61x"...)},
	} {
		t.Run(name, func(t *testing.T) {
			store := &memory{order: []vault.ID{{1}}, records: map[vault.ID]vault.Record{{1}: r}}
			_, err := ledger.Open(t.Context(), store, ledger.Options{Vocabulary: vocabulary(t), Random: rand.Reader})
			if !errors.Is(err, ledger.ErrNewer) {
				t.Fatalf("got %v, want ErrNewer", err)
			}
		})
	}
}
