package window

import "codeberg.org/bondgenoot/bondgenoot/internal/ui"

// foundDamage tells that the open vault turned out to be damaged, and lets people close it: behind the gate they see what is left of it and what can
// be done. Until then they can look around in what is in memory.
func (w *Window) foundDamage() {
	if w.shell == nil || w.leaving != nil {
		return // what is being closed tells for itself
	}
	var shut func()
	later := ui.NewButton(w.words.Text("damage.found.later"), "", ui.Plain, func() { shut() })
	look := ui.NewButton(w.words.Text("damage.found.go"), ui.IconLock, ui.Main, func() { shut(); w.lock() })
	shut = w.stage.Ask(ui.Dialog{
		Title: w.words.Text("damage.found.title"), Text: w.words.Text("damage.found.text"), Buttons: []*ui.Button{later, look},
	})
}
