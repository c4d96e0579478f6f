package window

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

const (
	manyActions  = 50_000
	manyContacts = 10_000
)

// fillUp puts as much in the vault as a large municipality has after many years.
func (b *bench) fillUp(tb testing.TB) {
	tb.Helper()
	d := b.window.desk
	organisations := desk.All[partnership.Organisation](d)
	on := date.MustParse("2026-11-24")
	var changes []desk.Change
	for i := range manyContacts {
		changes = append(changes, desk.Put(partnership.Contact{
			ID: partnership.ID(fmt.Sprintf("c-veel-%05d", i)), GivenName: fmt.Sprintf("Voornaam%d", i%700), FamilyName: fmt.Sprintf("Achternaam%d", i),
			Positions: []partnership.Position{{Organisation: organisations[i%len(organisations)].ID, Title: "medewerker"}},
			Spoken:    []partnership.Conversation{{On: on.AddDays(-i % 400)}},
		}, 0))
	}
	for i := range manyActions {
		a := partnership.Action{
			ID: partnership.ID(fmt.Sprintf("a-veel-%05d", i)), Number: 1000 + i, Title: fmt.Sprintf("Actie %d over de haven en het plein", i), Status: partnership.ActionOpen,
			Contact: partnership.ID(fmt.Sprintf("c-veel-%05d", i%manyContacts)), Due: on.AddDays(i%2000 - 1000),
		}
		if i%3 == 0 {
			a.Status, a.DoneOn = partnership.ActionDone, on
		}
		changes = append(changes, desk.Put(a, 0))
	}
	if err := d.Keep("desk.commit.import", changes...); err != nil {
		tb.Fatal(err)
	}
	b.settle()
}

// BenchmarkLargeVault measures what people do in a vault with 50,000 actions and 10,000 contacts: how long the window stands still (ui-ms) and how
// long it takes until the answer is drawn (answer-ms).
func BenchmarkLargeVault(b *testing.B) {
	w := newBenchFor(b).open(phrase)
	w.fillUp(b)
	do := func(name string, act func(i int)) {
		b.Run(name, func(b *testing.B) {
			var most, still, whole time.Duration
			for i := range b.N {
				w.worked, w.longest = 0, 0
				start := time.Now()
				act(i)
				w.settle()
				w.canvas().Capture()
				whole += time.Since(start)
				still += w.longest
				most = max(most, w.longest)
			}
			b.ReportMetric(float64(still.Microseconds())/1000/float64(b.N), "ui-ms/op")
			b.ReportMetric(float64(most.Microseconds())/1000, "ui-ms-most")
			b.ReportMetric(float64(whole.Microseconds())/1000/float64(b.N), "answer-ms/op")
		})
	}
	for _, place := range ui.Places() {
		do("go to "+string(place), func(int) { w.step(func() { w.window.shell.Go(ui.Route{Place: place}) }) })
	}
	do("what a partner may", func(int) {
		w.step(func() { w.window.shell.Go(ui.Route{Place: ui.PlaceAdvice, Part: "table", Record: "o-pol"}) })
	})
	do("where the holes are", func(int) { w.step(func() { w.window.shell.Go(ui.Route{Place: ui.PlaceAdvice, Part: "cover"}) }) })
	do("a deliberation", func(int) {
		w.step(func() { w.window.shell.Go(ui.Route{Place: ui.PlaceAdvice, Part: "kept", Record: "d-1"}) })
	})
	w.place(ui.PlaceActions)
	do("key to row", func(int) { w.step(func() { w.canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown}) }) })
	do("sort", func(int) {
		w.step(func() { w.canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight}) })
		w.step(func() { w.canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) })
	})
	do("filter", func(i int) {
		w.do("actions.command.filter")
		w.step(func() { w.canvas().Focused().TypedRune(rune('0' + i%10)) })
		w.settle()
		w.step(func() { w.canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace}) })
	})
	do("finish one", func(int) {
		w.step(func() { w.window.shell.Go(ui.Route{Place: ui.PlaceActions}) })
		w.do("actions.command.finish")
	})
	do("find in the palette", func(int) {
		w.do("ui.command.find")
		w.step(func() { w.canvas().Focused().TypedRune('h') })
		w.step(func() { w.canvas().Focused().TypedRune('a') })
		w.closeDialog()
	})
}
