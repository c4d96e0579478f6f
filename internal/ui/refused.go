package ui

import (
	"context"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
)

// tell shows in the notice above the screen that something typed is not kept, why, and what helps; and takes the notice away once all of it is.
func (d *drafts) tell() {
	n, words := d.shell.notice, d.shell.words
	if len(d.unkept) == 0 {
		if d.trying == 0 && n.hide() {
			d.shell.Told(words.Text("ui.unsaved.done"))
		}
		return
	}
	err := d.unkept[0].err
	if !ofMachine(err) {
		return // that was told when it happened
	}
	title, typed := words.Text("ui.unsaved.refused"), 0
	for _, u := range d.unkept {
		if u.entry != nil {
			typed++
		}
	}
	if typed > 0 {
		title = words.Plural("ui.unsaved.title", typed)
	}
	stays := words.Text("ui.unsaved.text")
	if faultOf(err).Halting() {
		stays = words.Text("ui.unsaved.halted")
	}
	n.show(title, d.shell.Sentence(err)+" "+stays, d.shell.remedies(err, d.again)...)
}

// ofMachine reports whether the machine failed, not the change: then what was typed can only wait.
// Damage is told by itself, with what can be done about it.
func ofMachine(err error) bool {
	fault := faultOf(err)
	return fault.Passing() || fault.Halting() && fault != desk.FaultDamaged
}

// remedies are the buttons that help against what the machine did. Again, which may be nil, does once more what failed.
func (s *Shell) remedies(err error, again func()) []*Button {
	words := s.words
	if again == nil {
		again = func() {}
	}
	switch fault := faultOf(err); {
	case fault == desk.FaultMoved:
		return []*Button{NewButton(words.Text("ui.unsaved.put_back"), "", Main, func() { s.putBack(again) })}
	case fault == desk.FaultReplaced:
		return []*Button{NewButton(words.Text("ui.unsaved.aside"), "", Main, func() { s.keepAside(again) })}
	case fault.Passing():
		return []*Button{NewButton(words.Text("ui.unsaved.retry"), "", Main, again)}
	}
	return nil
}

// putBack puts the vault's file back in its place.
func (s *Shell) putBack(then func()) {
	s.Do(func() error { return s.desk.PutBack(context.Background()) }, func() {
		s.Told(s.words.Text("ui.unsaved.put_back_done"))
		then()
	})
}

// keepAside goes on in a file beside the one that took the vault's place.
func (s *Shell) keepAside(then func()) {
	var file string
	s.Do(func() (err error) {
		file, err = s.desk.KeepAside(context.Background())
		return err
	}, func() {
		then()
		s.Ask(Dialog{Title: s.words.Text("ui.unsaved.aside_title"), Text: s.words.Text("ui.unsaved.aside_done", "File", file)})
	})
}
