package desk

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/assets"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/paper"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Remark is something about a printed document that people should know: a character that no font has.
type Remark = paper.Finding

// PrintAgreement writes an agreement as PDF, as it stands on a day. The same agreement gives the same bytes.
func (d *Desk) PrintAgreement(w io.Writer, id partnership.ID, on date.Day) ([]Remark, error) {
	record, err := d.Record(id)
	if err != nil {
		return nil, err
	}
	agreement, ok := record.(partnership.Agreement)
	if !ok {
		return nil, &Error{Fault: FaultKind, Subject: string(id), Err: fmt.Errorf("it is of kind %s", record.RecordKind())}
	}
	options, err := d.paperOptions(on, lastDay(agreement, on))
	if err != nil {
		return nil, About(string(id), err)
	}
	printed, err := document.Covenant(agreement, directory{d.ledger}, options)
	if err != nil {
		return nil, About(agreement.Label(), err)
	}
	return d.write(w, printed)
}

// PrintActions writes the open actions as PDF, by owner, overdue ones first.
func (d *Desk) PrintActions(w io.Writer, on date.Day) ([]Remark, error) {
	options, err := d.paperOptions(on, on)
	if err != nil {
		return nil, About("", err)
	}
	return d.write(w, document.ActionList(ledger.All[partnership.Action](d.ledger), directory{d.ledger}, options))
}

func (d *Desk) write(w io.Writer, printed document.Document) ([]Remark, error) {
	remarks, err := paper.WritePDF(w, printed)
	return remarks, About("", err)
}

// paperOptions returns what a document needs beside its record. Created is a day that belongs to the record, not the
// moment of printing, so that printing twice gives the same bytes.
func (d *Desk) paperOptions(on, created date.Day) (document.Options, error) {
	templates, err := document.ReadLibrary(assets.Templates())
	if err != nil {
		return document.Options{}, err
	}
	house, err := d.house()
	if err != nil {
		return document.Options{}, err
	}
	year, month, day := created.Date()
	return document.Options{
		Words:      d.words.Load(),
		Vocabulary: *d.Vocabulary(),
		Templates:  templates,
		On:         on,
		Created:    time.Date(year, month, day, 0, 0, 0, 0, time.UTC),
		Author:     d.Municipality(),
		House:      house,
	}, nil
}

// lastDay returns the last day up to on of which an agreement tells that something happened to it; on when there is none.
func lastDay(a partnership.Agreement, on date.Day) date.Day {
	days := []date.Day{a.ValidFrom, a.TerminatedOn, a.SuspendedFrom}
	days = append(days, a.EvaluatedOn...)
	for _, t := range a.Transitions {
		days = append(days, t.On)
	}
	for _, p := range a.Parties {
		days = append(days, p.DecidedOn, p.SignedOn, p.WithdrawnOn, p.SuspendedFrom)
	}
	for _, p := range a.Provisions {
		days = append(days, p.AddedOn, p.DroppedOn)
	}
	days = slices.DeleteFunc(days, func(d date.Day) bool { return d.IsZero() || d.After(on) })
	if len(days) == 0 {
		return on
	}
	return slices.MaxFunc(days, func(a, b date.Day) int { return cmp.Compare(a.DaysSince(on), b.DaysSince(on)) })
}

// directory finds the names behind ids for a document.
type directory struct{ ledger *ledger.Ledger }

// Organisation implements [document.Directory].
func (d directory) Organisation(id partnership.ID) (partnership.Organisation, bool) {
	entry, ok := ledger.Get[partnership.Organisation](d.ledger, id)
	return entry.Record, ok
}

// Contact implements [document.Directory].
func (d directory) Contact(id partnership.ID) (partnership.Contact, bool) {
	entry, ok := ledger.Get[partnership.Contact](d.ledger, id)
	return entry.Record, ok
}

// Agreement implements [document.Directory].
func (d directory) Agreement(id partnership.ID) (partnership.Agreement, bool) {
	entry, ok := ledger.Get[partnership.Agreement](d.ledger, id)
	return entry.Record, ok
}
