// Package away tells when people go from their computer: when it is about to sleep, and when its session is locked. It asks the system for that;
// where the system does not tell, nothing is told. No network connection is opened for it.
package away

import "sync"

// Reason is why nobody is there.
type Reason string

// The reasons.
const (
	Sleep   Reason = "sleep"   // the computer is about to sleep
	Session Reason = "session" // the session was locked, or left
)

// Options say what is done when people go.
type Options struct {
	// Gone is called, from a goroutine of the watcher's own, each time that people go.
	Gone func(Reason)
	// Who and Why are shown by the system to who asks why sleep waits a moment: the program's name, and a sentence.
	Who, Why string
}

// Watcher asks the system to be told until it is stopped.
type Watcher struct {
	options Options
	asked   chan struct{} // closed when the system was asked for all that is asked

	mu      sync.Mutex
	tells   map[Reason]bool
	stops   []func()
	stopped bool
}

// Watch asks the system to tell when people go. It returns at once; asking goes on in the background.
func Watch(o Options) *Watcher {
	w := &Watcher{options: o, asked: make(chan struct{}), tells: map[Reason]bool{}}
	go func() {
		defer close(w.asked)
		w.ask()
	}()
	return w
}

// Tells reports whether the system said that it will tell.
func (w *Watcher) Tells(r Reason) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.tells[r]
}

// Stop ends the watching. What the system waited for, it need not wait for any more.
func (w *Watcher) Stop() {
	w.mu.Lock()
	stops := w.stops
	w.stops, w.stopped = nil, true
	w.mu.Unlock()
	for _, stop := range stops {
		stop()
	}
}

// willTell notes that the system tells something, or does not any more.
func (w *Watcher) willTell(r Reason, tells bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.tells[r] = tells
}

// onStop has something done when the watching ends, at once if it has.
func (w *Watcher) onStop(do func()) {
	w.mu.Lock()
	stopped := w.stopped
	if !stopped {
		w.stops = append(w.stops, do)
	}
	w.mu.Unlock()
	if stopped {
		do()
	}
}
