package ui

import (
	"slices"
	"time"
)

// unkept is what was typed and could not be kept yet, such as on a full disk. Its field may show something else by now.
type unkept struct {
	name  string // of the draft; empty for a field of a record
	entry *Entry // nil for what nobody typed
	fill  int    // how often the program had filled the field: the letters after another filling are about something else
	job   func() error
	done  func()
	err   error
}

func (u unkept) replaces(other unkept) bool {
	return u.name == other.name && u.entry == other.entry && u.fill == other.fill
}

// againAfter is how long it takes until what could not be kept is tried again.
const againAfter = 10 * time.Second

// keep does a job that keeps what was typed. When it fails, that is told once, and it is tried again until it is kept, or until what was typed in
// its place later is.
func (d *drafts) keep(u unkept) {
	d.drop(u) // else what is older could be tried after this
	d.trying++
	d.shell.perform(u.job, func(err error) {
		d.trying--
		d.drop(u)
		if err == nil {
			u.done()
			d.tell()
			return
		}
		d.shell.trace("failed " + string(faultOf(err)))
		u.err = err
		d.unkept = append(d.unkept, u)
		d.tell()
		if d.retry != nil {
			return
		}
		if d.shell.curtain == nil && !ofMachine(err) {
			d.shell.Fail(err)
		}
		d.retryLater()
	})
}

func (d *drafts) drop(u unkept) { d.unkept = slices.DeleteFunc(d.unkept, u.replaces) }

// retryLater goes on trying, without telling each time, until nothing is left to be kept.
func (d *drafts) retryLater() {
	d.retry = d.shell.After(againAfter, func() {
		d.again()
		d.shell.perform(func() error { return nil }, func(error) {
			switch {
			case d.retry == nil: // closed meanwhile
			case len(d.unkept) == 0:
				d.retry = nil
			default:
				d.retryLater()
			}
		})
	})
}

// again tries once more to keep what could not be kept.
func (d *drafts) again() {
	for _, u := range slices.Clone(d.unkept) {
		d.keep(u)
	}
}

// close ends the trying: the shell goes.
func (d *drafts) close() {
	if d.retry != nil {
		d.retry()
		d.retry = nil
	}
}
