package vault

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"time"

	bolt "go.etcd.io/bbolt"
)

// guard runs f, which touches the mapped file, and turns a panic or a memory fault into [ErrDamaged]. The pages
// were proven at opening; what is left are disks that fail and programs that write into an open vault.
// It covers the calling goroutine only.
func guard(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		switch p := recover().(type) {
		case nil:
		case runtime.Error:
			err = &faultError{what: p.Error()}
		default:
			err = &faultError{what: fmt.Sprint(p)}
		}
	}()
	return f()
}

// faultError is a panic of bbolt. Its locks may still be held.
type faultError struct{ what string }

func (e *faultError) Error() string { return fmt.Sprintf("%v: store failed: %s", ErrDamaged, e.what) }

func (e *faultError) Unwrap() error { return ErrDamaged }

// closePatience is how long closing waits for a store that failed and may never let go of its locks.
const closePatience = 2 * time.Second

// closeGuarded closes the store. One that failed is closed as far as it goes.
func closeGuarded(db *bolt.DB, failed bool) error {
	if db == nil {
		return nil
	}
	if !failed {
		return guard(db.Close)
	}
	done := make(chan error, 1)
	go func() { done <- guard(db.Close) }()
	select {
	case err := <-done:
		return err
	case <-time.After(closePatience):
		return nil // the failure itself was told when it happened
	}
}
