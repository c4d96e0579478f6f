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

// Command is something that a key does, wherever the keyboard is.
type Command struct {
	Key  Key
	Name string // as people read it in the help: a key of the translations
	Do   func()
}

// Registry is the one list of keys that work everywhere in the window: in a list, on a button, and within a field that is being typed in.
// While a modal is open, they rest.
//
// It belongs to the window's goroutine, as all of this package does.
type Registry struct {
	commands []Command
	modals   int
}

// Add gives a key to a command. A key that is taken is a fault of the program: Add reports false and changes nothing.
func (r *Registry) Add(c Command) bool {
	if slices.ContainsFunc(r.commands, func(o Command) bool { return o.Key == c.Key }) {
		return false
	}
	r.commands = append(r.commands, c)
	return true
}

// Commands returns what there is, in the order in which it was added: for the help.
func (r *Registry) Commands() []Command { return slices.Clone(r.commands) }

// Rest lets all keys rest until the function that it returns is called, once for each modal that is open.
func (r *Registry) Rest() (wake func()) {
	r.modals++
	awake := false
	return func() {
		if !awake {
			awake = true
			r.modals--
		}
	}
}

// Handle does what a shortcut asks for, and reports whether it was one of ours. While the keys rest, ours are taken and do nothing, so
// that nothing behind a modal moves.
func (r *Registry) Handle(s fyne.Shortcut) bool {
	k, ok := s.(*desktop.CustomShortcut)
	if !ok {
		return false
	}
	for _, c := range r.commands {
		if c.Key == (Key{k.KeyName, k.Modifier}) {
			if r.modals == 0 {
				c.Do()
			}
			return true
		}
	}
	return false
}

// Install lets the keys work on a canvas where nothing that takes shortcuts has the keyboard.
func (r *Registry) Install(c fyne.Canvas) {
	for _, command := range r.commands {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: command.Key.Name, Modifier: command.Key.With}, func(s fyne.Shortcut) { r.Handle(s) })
	}
}
