package window

import (
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// twin makes a second file of the vault, in which somebody else works.
func (b *bench) twin(name string, work func(*desk.Desk)) string {
	b.t.Helper()
	content, err := os.ReadFile(b.vault())
	if err != nil {
		b.t.Fatal(err)
	}
	file := filepath.Join(b.folder, name)
	if err := os.WriteFile(file, content, 0o600); err != nil {
		b.t.Fatal(err)
	}
	d, err := desk.Open(context.Background(), file, []byte(phrase), desk.Surroundings{Now: func() time.Time { return b.now }, Random: rand.Reader, Words: b.window.words})
	if err != nil {
		b.t.Fatal(err)
	}
	work(d)
	if err := d.Close(); err != nil {
		b.t.Fatal(err)
	}
	return file
}

func (b *bench) edit(d *desk.Desk, id partnership.ID, change func(*partnership.Action)) {
	b.t.Helper()
	if err := desk.Edit(d, "desk.commit.action", id, func(a *partnership.Action) error { change(a); return nil }); err != nil {
		b.t.Fatal(err)
	}
}

// TestTwoVersionsAreJoinedRecordByRecord is told of a conflict copy on Vandaag, compares it, chooses by keyboard, takes over, takes that back, and puts
// the copy away.
func TestTwoVersionsAreJoinedRecordByRecord(t *testing.T) {
	b := newBench(t).open(phrase)
	actions := desk.All[partnership.Action](b.window.desk)
	both, there := actions[0], actions[1]
	var made partnership.ID
	file := b.twin("kluis (conflicted copy 2026-11-20).vault", func(d *desk.Desk) {
		b.edit(d, both.ID, func(a *partnership.Action) { a.Title = "Titel van daar" })
		b.edit(d, there.ID, func(a *partnership.Action) { a.Notes = "Notitie van daar" })
		var err error
		if made, err = d.NewAction(partnership.Action{Title: "Alleen daar gemaakt"}); err != nil {
			t.Fatal(err)
		}
	})
	b.edit(b.window.desk, both.ID, func(a *partnership.Action) { a.Title = "Titel van hier" })
	b.window.shell.Go(ui.Route{Place: ui.PlaceToday})
	b.settle()
	if !b.says(filepath.Base(file)) {
		t.Fatalf("nothing is told of it: %q", b.texts())
	}
	b.shoot("twin-today-nl")
	b.window.shell.Go(ui.Route{Place: ui.PlaceSettings, Part: "twins"})
	b.settle()
	b.shoot("twin-section-nl")
	b.answer("join.window.compare")
	b.shoot("twin-compare-nl")
	for _, text := range []string{"Titel van hier", "Titel van daar", b.window.words.Text("join.how.changed_both")} {
		if !b.says(text) {
			t.Fatalf("%q is not on the screen: %q", text, b.texts())
		}
	}
	b.press(fyne.KeyReturn) // of both: as it is there
	b.answer("join.window.all_newer")
	b.shoot("twin-chosen-nl")
	b.ctrl(fyne.KeyReturn)
	b.shoot("twin-taken-nl")
	action := func(id partnership.ID) partnership.Action {
		a, _, _ := desk.Get[partnership.Action](b.window.desk, id)
		return a
	}
	if action(both.ID).Title != "Titel van daar" || action(there.ID).Notes != "Notitie van daar" || action(made).Title != "Alleen daar gemaakt" {
		t.Fatalf("taken is %q, %q, %q; on the screen is %q", action(both.ID).Title, action(there.ID).Notes, action(made).Title, b.texts())
	}
	b.answer("join.window.put_away")
	if _, err := os.Stat(file); err == nil {
		t.Error("it is still there under its name")
	}
	if twins, err := b.window.desk.Twins(); err != nil || len(twins) != 0 {
		t.Errorf("%v, %v", twins, err)
	}
	b.window.shell.Undo()
	b.settle()
	if action(both.ID).Title != "Titel van hier" || action(made).Title != "" {
		t.Errorf("after undo it is %q, %q", action(both.ID).Title, action(made).Title)
	}
}

func TestClosingTheComparisonTakesNothing(t *testing.T) {
	b := newBench(t).open(phrase)
	b.twin("kluis (1).vault", func(d *desk.Desk) {
		if _, err := d.NewAction(partnership.Action{Title: "Alleen daar gemaakt"}); err != nil {
			t.Fatal(err)
		}
	})
	before := len(desk.All[partnership.Action](b.window.desk))
	b.window.shell.Go(ui.Route{Place: ui.PlaceSettings, Part: "twins"})
	b.settle()
	b.answer("join.window.compare")
	b.answer("join.window.all_newer")
	b.press(fyne.KeyEscape)
	if n := len(desk.All[partnership.Action](b.window.desk)); n != before || b.canvas().Overlays().Top() != nil {
		t.Errorf("%d actions, were %d", n, before)
	}
}
