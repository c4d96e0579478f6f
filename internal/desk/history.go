package desk

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// History is what became of one record.
type History struct {
	ID       partnership.ID
	Kind     partnership.Kind
	Label    string           // what people call it, or called it last
	Versions []HistoryVersion // the newest first
}

// HistoryVersion is a record as one commit left it.
type HistoryVersion struct {
	Number  int // 1 is the oldest; it stays the same
	Done    Done
	Present bool          // as it stands now
	Removed bool          // the commit removed it
	Erased  bool          // what it was is gone for good
	Changes []FieldChange // since the version before; none when that was erased
}

// Done is how something came about.
type Done struct {
	At     time.Time // where the person is
	Author string
	Name   string // of the commit, a key of the translations; empty when the vault does not tell
	Cause  ledger.Cause
	What   string // in words
}

// History returns all versions of a record, also of one that was removed. The fault of its error is [FaultNotFound].
func (d *Desk) History(id partnership.ID) (History, error) {
	versions, err := d.versions(id)
	if err != nil {
		return History{}, err
	}
	h := History{ID: id}
	var before partnership.Record
	for i, v := range versions {
		if v.Record != nil {
			h.Kind, h.Label = v.Record.RecordKind(), d.labelOf(v.Record)
		}
		told := HistoryVersion{
			Number: v.Number, Done: d.done(v.Made), Erased: v.Erased, Removed: v.Record == nil && !v.Erased,
			Present: i == len(versions)-1 && v.Record != nil,
		}
		told.Done.What = d.what(v.Made, i == 0, told.Removed)
		if i == 0 || !versions[i-1].Erased {
			told.Changes = d.compareRecords(before, v.Record)
		}
		before = v.Record
		h.Versions = append(h.Versions, told)
	}
	slices.Reverse(h.Versions)
	return h, nil
}

func (d *Desk) versions(id partnership.ID) ([]ledger.Version, error) {
	versions, err := d.ledger.History(id)
	if errors.Is(err, ledger.ErrUnknown) {
		return nil, &Error{Fault: FaultNotFound, Subject: string(id), Err: err}
	}
	return versions, d.about(err)
}

func (d *Desk) done(m ledger.Made) Done {
	return Done{
		At: m.At.In(d.around.Now().Location()), Author: m.Author, Name: m.Name, Cause: m.Cause, What: d.what(m, false, false),
	}
}

// what tells in words what a commit did; one that has no name by what became of the record.
func (d *Desk) what(m ledger.Made, first, removed bool) string {
	words := d.words.Load()
	what := words.Text(m.Name)
	if !words.Has(m.Name) {
		switch {
		case removed:
			what = words.Text("history.removed")
		case first:
			what = words.Text("history.made")
		default:
			what = words.Text("history.changed")
		}
	}
	switch m.Cause {
	case ledger.Undone:
		return words.Text("history.undone", "What", what)
	case ledger.Redone:
		return words.Text("history.redone", "What", what)
	case ledger.Committed:
	}
	return capital(what)
}

// RemovedRecord is a record that is not there any more, and can be brought back.
type RemovedRecord struct {
	ID      partnership.ID
	Kind    partnership.Kind
	Label   string
	Version int // to bring back
	Done    Done
	Was     []FieldChange // what stood in it
}

// RemovedRecords returns what was removed and not erased, the last first.
func (d *Desk) RemovedRecords() ([]RemovedRecord, error) {
	removals, err := d.ledger.Removed()
	if err != nil {
		return nil, d.about(err)
	}
	var list []RemovedRecord
	for _, r := range removals {
		if hidden(r.Record) {
			continue
		}
		list = append(list, RemovedRecord{
			ID: r.Record.RecordID(), Kind: r.Record.RecordKind(), Label: d.labelOf(r.Record), Version: r.Version, Done: d.done(r.Made),
			Was: d.compareRecords(nil, r.Record),
		})
	}
	return list, nil
}

// JournalWish says which part of the journal is wanted.
type JournalWish struct {
	Author      string   // whose name holds this; empty for everybody
	First, Last date.Day // both included; no day is no bound
	Most        int      // how many at most; 0 for all
}

// JournalEntry is one thing that was done with the vault.
type JournalEntry struct {
	Done    Done
	Records []JournalRecord
	More    int // records that are not among them
}

// JournalRecord is a record that something was done to.
type JournalRecord struct {
	ID      partnership.ID // empty when it was erased since
	Kind    partnership.Kind
	Label   string
	Removed bool
}

// Journal returns what was done with the vault, the last first.
func (d *Desk) Journal(ctx context.Context, wish JournalWish) ([]JournalEntry, error) {
	var list []JournalEntry
	err := d.ledger.Timeline(ctx, func(l ledger.Logged) bool {
		e := d.entry(l)
		day := date.OfTime(e.Done.At)
		if !wish.First.IsZero() && day.Before(wish.First) {
			return false // clocks only go back from here
		}
		late := !wish.Last.IsZero() && day.After(wish.Last)
		if !late && strings.Contains(strings.ToLower(e.Done.Author), strings.ToLower(wish.Author)) {
			list = append(list, e)
		}
		return wish.Most == 0 || len(list) < wish.Most
	})
	return list, d.about(err)
}

func (d *Desk) entry(l ledger.Logged) JournalEntry {
	e := JournalEntry{Done: d.done(l.Made), More: l.More}
	if key, ok := acts[l.Act]; ok {
		e.Done.What = d.words.Load().Text(key)
	}
	for _, m := range l.Touched {
		label := m.Label
		if m.Kind == partnership.KindDeliberation && m.ID != "" {
			label = d.lastLabel(m.ID)
		}
		e.Records = append(e.Records, JournalRecord{ID: m.ID, Kind: m.Kind, Label: label, Removed: m.Removed})
	}
	return e
}

// acts are the texts for what is done with a vault beside changing records.
var acts = map[vault.Act]string{
	vault.ActCreate: "history.act.create", vault.ActErase: "history.act.erase", vault.ActKeys: "history.act.keys",
	vault.ActRenew: "history.act.renew", vault.ActRestore: "history.act.restore",
}

// About tells in a line what an entry of the journal is about: the records by name, as far as there is room.
func (d *Desk) About(e JournalEntry) string {
	const most = 3
	words := d.words.Load()
	var names []string
	for _, r := range e.Records[:min(len(e.Records), most)] {
		if r.ID == "" {
			r.Label = words.Text("history.erased_record")
		}
		names = append(names, r.Label)
	}
	if more := e.More + len(e.Records) - len(names); more > 0 {
		names = append(names, words.Plural("history.more", more))
	}
	return strings.Join(names, ", ")
}
