package ui

import (
	"encoding/json"
	"maps"
	"slices"
	"time"
)

// keepAfter is how long what is typed may stand in a field alone. It counts from the first letter that is not kept yet, so that typing on does
// not put it off.
const keepAfter = 700 * time.Millisecond

// drafts sees to it that nothing typed is lost: what belongs to a record is saved to it, and what is no record yet is kept sealed in the vault.
type drafts struct {
	shell   *Shell
	pending map[*Entry]pending
	unkept  []unkept
	trying  int    // to keep something, now
	retry   func() // stops trying again; nil while nothing waits for that
	forms   []*Form
	clashed string // name of the form that comes up again after somebody else changed its record
}

// pending is a field with letters that are not kept yet.
type pending struct {
	keep func()
	stop func()
}

// routeDraft is the draft that holds where one was.
const routeDraft = "shell.route"

// Draft keeps what is typed in a field that is no record yet, and brings it back after a lock or a crash. The name is the field's own in the
// whole program; [Shell.Forget] ends it when what was typed has been used.
func (s *Shell) Draft(name string, e *Entry) {
	if kept := s.desk.Drafts()[name]; kept != "" {
		e.SetText(kept)
	}
	s.drafts.watch(e, func() {
		text := e.Text
		s.drafts.keep(unkept{
			name: name, entry: e, fill: e.fills,
			job:  func() error { return s.desk.SetDraft(name, text) },
			done: func() { s.trace("drafted") },
		})
	})
}

// Flush keeps what stands in all fields now, because they are about to show something else.
func (s *Shell) Flush() { s.drafts.flush() }

// Forget takes drafts away, because what was typed has been used.
func (s *Shell) Forget(names ...string) {
	s.drafts.unkept = slices.DeleteFunc(s.drafts.unkept, func(u unkept) bool { return slices.Contains(names, u.name) })
	s.Do(func() error {
		for _, name := range names {
			if err := s.desk.SetDraft(name, ""); err != nil {
				return err
			}
		}
		return nil
	}, nil)
}

// AutoSave saves what is typed in a field of a record: within a second, and at once when the field is left. Save returns the job that keeps the
// text in the record that the field is about at that moment; the job is done in the background. An error is shown as a sentence.
func (s *Shell) AutoSave(e *Entry, save func(text string) (job func() error)) {
	s.drafts.watch(e, func() {
		s.drafts.keep(unkept{entry: e, fill: e.fills, job: save(e.Text), done: func() { s.trace("saved") }})
	})
}

// watch calls keep within keepAfter of any change in the field, and when the field is left.
func (d *drafts) watch(e *Entry, keep func()) {
	before, left := e.OnChanged, e.changed
	e.OnChanged = func(text string) {
		if before != nil {
			before(text)
		}
		if e.filling {
			return
		}
		d.later(e, keep)
	}
	e.changed = func(focused bool) {
		if left != nil {
			left(focused)
		}
		if !focused {
			d.now(e)
		}
	}
}

func (d *drafts) later(e *Entry, keep func()) {
	if d.pending == nil {
		d.pending = map[*Entry]pending{}
	}
	if _, waiting := d.pending[e]; waiting {
		return
	}
	d.pending[e] = pending{keep: keep, stop: d.shell.After(keepAfter, func() { d.now(e) })}
}

// now keeps what stands in a field, if it was not kept.
func (d *drafts) now(e *Entry) {
	p, waiting := d.pending[e]
	if !waiting {
		return
	}
	delete(d.pending, e)
	p.stop()
	p.keep()
}

// flush keeps what stands in all fields.
func (d *drafts) flush() {
	for _, e := range slices.Collect(maps.Keys(d.pending)) {
		d.now(e)
	}
}

// route returns where one was when the vault was locked or the program ended; today when that is not known.
func (d *drafts) route() Route {
	var r Route
	if err := json.Unmarshal([]byte(d.shell.desk.Drafts()[routeDraft]), &r); err != nil || d.shell.screens[r.Place] == nil {
		return Route{Place: PlaceToday}
	}
	return r
}

// remember keeps where one is.
func (d *drafts) remember(r Route) {
	r.Part = "" // what was being done there comes back by its own drafts
	text, err := json.Marshal(r)
	if err != nil {
		d.shell.Fail(err)
		return
	}
	d.keep(unkept{name: routeDraft, job: func() error { return d.shell.desk.SetDraft(routeDraft, string(text)) }, done: func() {}})
}
