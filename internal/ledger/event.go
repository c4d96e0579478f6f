package ledger

import (
	"slices"
	"sync"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Cause is why records changed.
type Cause string

// The causes.
const (
	Committed Cause = "commit"
	Undone    Cause = "undo"
	Redone    Cause = "redo"
)

// Event tells that records changed.
type Event struct {
	Cause   Cause
	Name    string // of the commit
	Changed []Touched
}

// Touched is one record that changed: new when it was not there, removed when it is no more.
type Touched struct {
	ID   partnership.ID
	Kind partnership.Kind
	Was  bool
	Is   bool
}

type listeners struct {
	mutex sync.Mutex
	next  int
	calls []listener
}

type listener struct {
	number int
	call   func(Event)
}

// Subscribe has call called after every commit, undo and redo, in their order, until stop is called.
// The call may read the ledger but must not change it, and should be brief: the next commit waits for it.
func (l *Ledger) Subscribe(call func(Event)) (stop func()) {
	return l.listeners.add(call)
}

func (l *listeners) add(call func(Event)) (stop func()) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.next++
	number := l.next
	l.calls = append(l.calls, listener{number, call})
	return func() {
		l.mutex.Lock()
		defer l.mutex.Unlock()
		l.calls = slices.DeleteFunc(l.calls, func(other listener) bool { return other.number == number })
	}
}

func (l *listeners) tell(e Event) {
	l.mutex.Lock()
	calls := slices.Clone(l.calls)
	l.mutex.Unlock()
	for _, listener := range calls {
		e.Changed = slices.Clone(e.Changed)
		listener.call(e)
	}
}
