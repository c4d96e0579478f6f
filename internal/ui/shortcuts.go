package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Key is a key with what is held down with it.
type Key struct {
	Name fyne.KeyName
	With fyne.KeyModifier
}

// Command is something that people can do from anywhere on a screen: with a key, from the palette, or both.
type Command struct {
	Key  Key    // without a name it has no key
	Name string // as people read it in the palette and the help: a key of the translations
	Do   func()
	// Always is for what is done also while a dialog is open, such as locking.
	Always bool
	// Anywhere is for what needs nothing to be chosen on its screen: the palette offers it on the others too.
	Anywhere bool
}

// Registry is the one list of keys that work everywhere in the window: in a list, on a button, and within a field that is being typed in.
// While a modal is open, they rest, but for those that work always.
//
// It belongs to the window's goroutine, as all of this package does.
type Registry struct {
	commands []Command
	modals   []*[]Command // own commands of the modals that are open, the topmost last
	on       fyne.Canvas  // where nothing that takes shortcuts has the keyboard; nil for none
}

// Add gives a key to a command. A key that is taken is a fault of the program: Add reports false and changes nothing.
func (r *Registry) Add(c Command) bool {
	if c.Key.Name != "" && slices.ContainsFunc(r.commands, func(o Command) bool { return o.Key == c.Key }) {
		return false
	}
	r.commands = append(r.commands, c)
	r.install(c.Key)
	return true
}

// Replace puts commands in the place of others, those of a screen that is left. It reports false when a key is taken; that command is left out.
func (r *Registry) Replace(old, fresh []Command) bool {
	r.commands = slices.DeleteFunc(r.commands, func(c Command) bool {
		return slices.ContainsFunc(old, func(o Command) bool { return o.Key == c.Key && o.Name == c.Name })
	})
	all := true
	for _, c := range fresh {
		all = r.Add(c) && all
	}
	return all
}

// Commands returns what there is, in the order in which it was added: for the palette and the help.
func (r *Registry) Commands() []Command { return slices.Clone(r.commands) }

// Rest lets all keys rest until the function that it returns is called, once for each modal that is open. The modal's own commands work while it
// is the topmost.
func (r *Registry) Rest(own ...Command) (wake func()) {
	modal := &own
	r.modals = append(r.modals, modal)
	for _, c := range own {
		r.install(c.Key)
	}
	return func() {
		r.modals = slices.DeleteFunc(r.modals, func(m *[]Command) bool { return m == modal })
	}
}

// Handle does what a shortcut asks for, and reports whether it was one of ours. While the keys rest, ours are taken and do nothing, so
// that nothing behind a modal moves.
func (r *Registry) Handle(s fyne.Shortcut) bool {
	switch s := s.(type) {
	case *desktop.CustomShortcut:
		return r.do(Key{s.KeyName, s.Modifier})
	case *fyne.ShortcutUndo:
		return r.do(undoKey)
	case *fyne.ShortcutRedo:
		return r.do(redoKey)
	}
	return false
}

// The keys for which the driver has shortcuts of its own. A field that is typed in keeps them to itself: there they undo typing.
var (
	undoKey = Key{fyne.KeyZ, fyne.KeyModifierShortcutDefault}
	redoKey = Key{fyne.KeyY, fyne.KeyModifierShortcutDefault}
)

// Press does what a key without others held down asks for, and reports whether it was one of ours.
func (r *Registry) Press(name fyne.KeyName) bool { return r.do(Key{Name: name}) }

func (r *Registry) do(k Key) bool {
	if n := len(r.modals); n > 0 {
		for _, c := range *r.modals[n-1] {
			if c.Key == k {
				c.Do()
				return true
			}
		}
	}
	for _, c := range r.commands {
		if c.Key == k {
			if len(r.modals) == 0 || c.Always {
				c.Do()
			}
			return true
		}
	}
	return false
}

// install lets a key work on the canvas where nothing that takes shortcuts has the keyboard. The key stays there; what it does is asked anew.
func (r *Registry) install(k Key) {
	if r.on == nil || k.With == 0 {
		return
	}
	var shortcut fyne.Shortcut = &desktop.CustomShortcut{KeyName: k.Name, Modifier: k.With}
	switch k {
	case undoKey:
		shortcut = &fyne.ShortcutUndo{}
	case redoKey:
		shortcut = &fyne.ShortcutRedo{}
	}
	r.on.AddShortcut(shortcut, func(fyne.Shortcut) { r.do(k) })
}
