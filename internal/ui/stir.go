package ui

import "sync/atomic"

// stirs counts what people did in the window: keys, clicks, moves of the mouse. Fyne tells of these only to the widget that they reach, so each
// widget of the kit counts. A program has one window and one person before it, hence one counter.
var stirs atomic.Uint64

func stir() { stirs.Add(1) }

// Stirred returns a number that differs from the one before when something was done in the window since.
func Stirred() uint64 { return stirs.Load() }
