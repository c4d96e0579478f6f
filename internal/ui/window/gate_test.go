package window

import (
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// told reports whether the sentence about a fault is on the screen.
func (b *bench) told(fault desk.Fault) bool {
	words := b.window.words
	key := "ui.fault." + string(fault)
	if !words.Has(key) {
		key = "desk.fault." + string(fault)
	}
	sentence, _, _ := strings.Cut(words.Text(key, "Subject", "\x00"), "\x00")
	first := strings.Fields(sentence)
	return strings.Contains(strings.Join(b.texts(), " "), strings.Join(first[:min(4, len(first))], " "))
}

// openOlder opens the vault, works in it, saves once more, puts the file of before all that back in its place, and opens it.
func (b *bench) openOlder(work func(*desk.Desk) error) {
	b.t.Helper()
	b.open(phrase)
	older, err := os.ReadFile(b.vault())
	if err != nil {
		b.t.Fatal(err)
	}
	if err := work(b.window.desk); err != nil {
		b.t.Fatal(err)
	}
	if _, err := b.window.desk.NewAction(partnership.Action{Title: "Later"}); err != nil {
		b.t.Fatal(err)
	}
	b.window.lock()
	b.settle()
	if err := os.WriteFile(b.vault(), older, 0o600); err != nil {
		b.t.Fatal(err)
	}
	b.open(phrase)
}

func TestWhatIsWrongWithAVaultIsToldAtTheGate(t *testing.T) {
	t.Run("damage", func(t *testing.T) {
		b := newBench(t)
		content, err := os.ReadFile(b.vault())
		if err != nil {
			t.Fatal(err)
		}
		for i := len(content) / 4; i < len(content)/2; i++ {
			content[i] ^= 0x5a
		}
		if err := os.WriteFile(b.vault(), content, 0o600); err != nil {
			t.Fatal(err)
		}
		b.open(phrase)
		b.shoot("gate-damaged-nl")
		if b.window.desk != nil || !b.says("De kluis is beschadigd") {
			t.Errorf("on the screen is %q", b.texts())
		}
	})
	t.Run("in use", func(t *testing.T) {
		b := newBench(t)
		b.open(phrase)
		other := &bench{t: t, folder: b.folder, now: morning(), app: b.app, wide: 1366, low: 768}
		other.open(phrase)
		other.shoot("gate-in-use-nl")
		if other.window.desk != nil || !other.told(desk.FaultInUse) {
			t.Errorf("on the screen is %q", other.texts())
		}
	})
	t.Run("older copy", func(t *testing.T) {
		b := newBench(t)
		b.openOlder(func(*desk.Desk) error { return nil })
		b.shoot("gate-older-nl")
		if b.window.desk != nil || !b.reads("een oudere kopie dan deze computer al heeft gezien") {
			t.Fatalf("on the screen is %q", b.texts())
		}
		b.press(fyne.KeyReturn, fyne.KeyTab, fyne.KeyReturn) // open it after all, and mean it
		b.settle()
		if b.window.desk == nil {
			t.Errorf("it does not open; on the screen is %q", b.texts())
		}
	})
	t.Run("nothing there", func(t *testing.T) {
		b := newBench(t)
		b.open("")
		b.press(fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn) // another vault
		b.write("x")
		b.press(fyne.KeyReturn)
		b.shoot("gate-nothing-nl")
		if !b.told(desk.FaultNoVault) {
			t.Errorf("on the screen is %q", b.texts())
		}
	})
}
