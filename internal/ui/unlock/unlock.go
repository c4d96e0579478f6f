// Package unlock is the gate: a vault is opened, made, or tried out with the demo municipality. Nothing of a vault is shown before it is open.
package unlock

import (
	"context"
	"os"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// Places are where vaults are, and what opens them without asking.
type Places struct {
	Vault          string // the file to open, whether it is there or not
	Demo           string // where the demo municipality goes
	Papers         string // the folder that recovery sheets are offered to be saved in
	Passphrase     []byte // opens Vault without asking; nil asks
	DemoPassphrase []byte
}

// gate is what is shown while no vault is open.
type gate struct {
	stage  *ui.Stage
	places Places
	around desk.Surroundings
	enter  func(*desk.Desk)
	file   string // the vault that is being opened

	stopCount func() // ends a countdown that is on the screen; nil when there is none
}

// Show puts the gate on the stage. Enter is called with the vault once it is open.
func Show(s *ui.Stage, p Places, around desk.Surroundings, enter func(*desk.Desk)) {
	g := &gate{stage: s, places: p, around: around, enter: enter, file: p.Vault}
	switch {
	case len(p.Passphrase) > 0:
		g.showOpening()
		g.open(p.Passphrase, g.showOpen)
	case desk.Exists(p.Vault) == nil:
		g.showOpen("")
	default:
		g.showWelcome()
	}
}

func (g *gate) text(key string, data ...any) string {
	return g.stage.Words().Text("unlock."+key, data...)
}

// put shows a card in the middle of the window, and gives the keyboard to where one begins.
func (g *gate) put(name string, first fyne.Focusable, objects ...fyne.CanvasObject) {
	g.endCount()
	g.stage.Put(newCentred(ui.NewCard(ui.Column(12, objects...))))
	if first != nil {
		g.stage.Canvas().Focus(first)
	}
	g.stage.Shown("unlock " + name)
}

func (g *gate) showOpening() {
	g.put("opening", nil, ui.NewTitle(g.text("opening.title")), ui.NewParagraph(g.text("opening.text")))
}

// open opens the vault; again shows the field anew with a sentence about what was wrong.
func (g *gate) open(passphrase []byte, again func(wrong string)) {
	var opened *desk.Desk
	g.stage.Try(func() (err error) {
		opened, err = desk.Open(context.Background(), g.file, passphrase, g.around)
		return err
	}, func(err error) {
		fault, _ := desk.FaultOf(err)
		if err != nil && (fault == desk.FaultDamaged || fault == desk.FaultOlderCopy) {
			g.examine(passphrase)
			return
		}
		clear(passphrase)
		if err == nil {
			g.enter(opened)
			return
		}
		if left := desk.WaitOf(err); left > 0 {
			g.showWait(left)
			return
		}
		again(g.stage.Sentence(err))
	})
}

// askOlder lets people open an older copy only when they say so.
func (g *gate) askOlder(err error) {
	g.stage.Confirm(g.text("older.title"), g.stage.Sentence(err), g.text("older.open"), func() {
		g.around.AcceptOlder = true
		g.showOpen("")
		g.stage.Told(g.text("older.again"))
	})
}

// tryDemo opens the demo municipality's vault, and makes it when it is not there.
func (g *gate) tryDemo() {
	g.file = g.places.Demo
	g.showOpening()
	if desk.Exists(g.file) == nil {
		g.open(append([]byte(nil), g.places.DemoPassphrase...), g.showOpen)
		return
	}
	var made *desk.Desk
	g.stage.Try(func() (err error) {
		if err = desk.Vacant(g.file); err != nil {
			return err
		}
		made, err = desk.CreateDemo(context.Background(), g.file, append([]byte(nil), g.places.DemoPassphrase...), g.around)
		return err
	}, func(err error) {
		if err != nil {
			g.showWelcome()
			g.stage.Fail(err)
			return
		}
		g.enter(made)
	})
}

// short returns a path as people recognise it.
func short(path string) string {
	if home, err := os.UserHomeDir(); err == nil && home != "" && len(path) > len(home) && path[:len(home)] == home {
		return "~" + path[len(home):]
	}
	return path
}
