package window

import (
	"crypto/rand"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// pocket is a keyring for tests.
type pocket map[string]string

func (p pocket) Set(name, secret string) error { p[name] = secret; return nil }

func (p pocket) Get(name string) (string, error) {
	if p[name] == "" {
		return "", errors.New("there is none")
	}
	return p[name], nil
}

func (p pocket) Delete(name string) error { delete(p, name); return nil }

// reads reports whether a text is on the screen, however its lines are broken.
func (b *bench) reads(text string) bool { return strings.Contains(strings.Join(b.texts(), " "), text) }

// openKeys shows the keys in the settings.
func (b *bench) openKeys() {
	b.t.Helper()
	b.window.shell.Go(ui.Route{Place: ui.PlaceSettings, Part: "keys"})
	b.settle()
}

func (b *bench) keys() []desk.Key {
	b.t.Helper()
	keys, err := b.window.desk.Keys()
	if err != nil {
		b.t.Fatal(err)
	}
	return keys
}

func TestADeputysEnvelopeIsMadeTriedAndTakenAway(t *testing.T) {
	b := newBench(t).open(phrase)
	b.openKeys()
	b.check("keys", nil)
	b.shoot("keys-nl")
	b.do("keys.screen.add")
	b.write("Fatima El Amrani")
	b.shoot("keys-add-nl")
	b.press(fyne.KeyReturn, fyne.KeyReturn)
	if keys := b.keys(); len(keys) != 3 || keys[2].Name != "Fatima El Amrani" || len(b.opened) != 1 {
		t.Fatalf("keys are %+v; shown was %q; on the screen is %q", keys, b.opened, b.texts())
	}
	b.shoot("keys-added-nl")
	b.press(fyne.KeyTab, fyne.KeyReturn) // try it now
	b.write("nergens op")
	b.press(fyne.KeyReturn)
	if !b.says("overgetypt") {
		t.Errorf("a key that is none is not answered: %q", b.texts())
	}
	b.shoot("keys-try-nl")
	b.closeDialog()
	b.openKeys()
	b.shoot("keys-three-nl")
	b.tapItem("Vervanger: Fatima El Amrani")
	b.shoot("keys-one-nl")
	b.press(fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn) // take away
	b.shoot("keys-remove-nl")
	b.press(fyne.KeyTab, fyne.KeyReturn)
	if keys := b.keys(); len(keys) != 2 {
		t.Errorf("left are %+v; on the screen is %q", keys, b.texts())
	}
}

// tapItem opens the row of that name.
func (b *bench) tapItem(title string) {
	b.t.Helper()
	for _, o := range b.drawn() {
		if i, ok := o.(*ui.Item); ok && i.Title() == title {
			i.Tapped(nil)
			b.settle()
			return
		}
	}
	b.t.Fatalf("there is no row %q; on the screen is %q", title, b.texts())
}

// atPrinted makes a vault, and is at the gate where its printed key is to be typed.
func atPrinted(t *testing.T) (b *bench, key string) {
	t.Helper()
	b = newBench(t)
	if err := os.Remove(b.vault()); err != nil {
		t.Fatal(err)
	}
	words, err := language.Open("nl")
	if err != nil {
		t.Fatal(err)
	}
	d, key, err := desk.Create(t.Context(), b.vault(), []byte(phrase), desk.Surroundings{Now: morning, Random: rand.Reader, Words: words})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	b.open("")
	b.press(fyne.KeyTab, fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn) // lost the passphrase
	return b, key
}

// openPrinted makes a vault and opens it at the gate with its printed key.
func openPrinted(t *testing.T) *bench {
	t.Helper()
	b, key := atPrinted(t)
	b.write(key)
	b.press(fyne.KeyReturn)
	if !b.reads("De kluis is open") {
		t.Fatalf("on the screen is %q", b.texts())
	}
	return b
}

func TestADeputyGoesInAndThePassphraseStays(t *testing.T) {
	b := openPrinted(t)
	b.press(fyne.KeyTab, fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn) // go on without
	if b.window.desk == nil {
		t.Fatalf("it does not open; on the screen is %q", b.texts())
	}
	b.pass(20 * time.Minute) // nothing is left that would close it at the gate; the idle lock does
	b.settle()
	b.open(phrase)
	if b.window.desk == nil {
		t.Errorf("the passphrase does not open it; on the screen is %q", b.texts())
	}
}

func TestAVaultThatNobodyEntersIsClosedAgain(t *testing.T) {
	b := openPrinted(t)
	b.pass(16 * time.Minute)
	if !b.reads("Kluis openen") || b.reads("De kluis is open") {
		t.Fatalf("on the screen is %q", b.texts())
	}
	b.write(phrase)
	b.press(fyne.KeyReturn)
	if b.window.desk == nil {
		t.Errorf("it is still held; on the screen is %q", b.texts())
	}
}

func TestAYearLaterVandaagAsksToTryTheRecoverySheet(t *testing.T) {
	b := newBench(t)
	b.now = b.now.AddDate(1, 0, 1)
	b.open(phrase)
	b.place(ui.PlaceToday)
	b.shoot("keys-reminder-nl")
	if !b.says("Probeer het herstelblad") {
		t.Errorf("on the screen is %q", b.texts())
	}
}

func TestThreeWrongPassphrasesAreCountedDownAtTheGate(t *testing.T) {
	b := newBench(t)
	b.attempts = t.TempDir()
	b.open("")
	wrong := func() {
		t.Helper()
		b.write("fout")
		b.press(fyne.KeyReturn)
	}
	wrong()
	wrong()
	if b.says("Even wachten") {
		t.Fatal("the second wrong one waits already")
	}
	wrong()
	b.check("wait", nil)
	b.shoot("gate-wait-nl")
	if !b.reads("2 seconden") {
		t.Fatalf("on the screen is %q", b.texts())
	}
	b.pass(time.Second)
	if !b.reads("1 seconde") {
		t.Errorf("a second later: %q", b.texts())
	}
	b.pass(time.Second)
	b.write(phrase)
	b.press(fyne.KeyReturn)
	if b.window.desk == nil {
		t.Errorf("after the wait it does not open; on the screen is %q", b.texts())
	}
}

func TestWhoWaitsMayGoElsewhere(t *testing.T) {
	b := newBench(t)
	b.attempts = t.TempDir()
	b.open("")
	for range 3 {
		b.write("fout")
		b.press(fyne.KeyReturn)
	}
	b.press(fyne.KeyReturn) // a printed key
	b.pass(5 * time.Second)
	if !b.says("Geprinte sleutel") {
		t.Errorf("the countdown took the screen back: %q", b.texts())
	}
}

func TestTheKeyringOpensTheVaultWhenSwitchedOn(t *testing.T) {
	b := newBench(t)
	b.keyring = pocket{}
	b.open(phrase)
	b.openKeys()
	if len(b.keyring) != 0 {
		t.Fatal("it was asked already")
	}
	b.do("keys.screen.keyring.switch")
	b.shoot("keys-keyring-risk-nl")
	if len(b.keyring) != 0 || !b.reads("ontgrendelde computer") {
		t.Fatalf("what it means is not said first: %q", b.texts())
	}
	b.press(fyne.KeyTab, fyne.KeyReturn)
	if len(b.keyring) != 1 || !b.window.desk.KeyringOn() {
		t.Fatalf("it is not on; on the screen is %q", b.texts())
	}
	b.shoot("keys-keyring-on-nl")
	b.window.lock()
	b.settle()

	b.open("")
	b.check("gate with keyring", nil)
	b.shoot("gate-keyring-nl")
	if b.window.desk != nil {
		t.Fatal("it opened by itself")
	}
	b.press(fyne.KeyReturn)
	if b.window.desk == nil {
		t.Fatalf("it does not open; on the screen is %q", b.texts())
	}
	b.window.lock()
	b.settle()

	for name := range b.keyring {
		delete(b.keyring, name)
	}
	b.open("")
	b.press(fyne.KeyReturn)
	if b.window.desk != nil || !b.says("Wachtwoordzin") || !b.says("sleutelbos") {
		t.Fatalf("an empty keyring is not answered; on the screen is %q", b.texts())
	}
	b.press(fyne.KeyTab)
	b.write(phrase)
	b.press(fyne.KeyReturn)
	if b.window.desk == nil {
		t.Fatalf("the passphrase does not open it; on the screen is %q", b.texts())
	}
	b.openKeys()
	b.do("keys.screen.keyring.switch")
	if keys := b.keys(); len(keys) != 2 || b.window.desk.KeyringOn() {
		t.Errorf("left are %+v", keys)
	}
}
