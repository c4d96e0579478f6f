package desk

import (
	"context"
	"slices"
	"sync"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/mention"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/retention"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// What retention is made of, as its package has them.
type (
	// RetentionTerms are how many months records are kept.
	RetentionTerms = retention.Terms
	// RetentionReason is why a record is proposed.
	RetentionReason = retention.Reason
)

// Proposal is a record that may be cleaned up, as its term has gone by.
type Proposal struct {
	retention.Proposal
	Label string `json:"label"`
}

// Proposals returns what may be cleaned up on a day, by the terms of the preferences. Nothing goes by itself.
func (d *Desk) Proposals(on date.Day) []Proposal {
	records := d.dueRecords()
	proposed := retention.Propose(retention.Records{
		Contacts: records.Contacts, Agreements: records.Agreements, Meetings: records.Meetings, Actions: records.Actions,
		Deliberations: All[partnership.Deliberation](d),
	}, d.Preferences().Retention, on)
	list := make([]Proposal, len(proposed))
	for i, p := range proposed {
		list[i] = Proposal{p, withoutLines(d.Label(p.ID))}
	}
	return list
}

// CleanUp removes records that [Desk.Proposals] proposes, with the attachments that nothing else refers to. Records that are kept for the past lose their references to
// them; what is in use must not refer to them: then the fault is [FaultInUseByOthers] and nothing is removed. For an id that is not proposed it is
// [FaultNotFound].
//
// It is one step that can be undone. For good, it cannot: then the older versions of what was removed are forgotten and the vault is renewed, so that nothing of it
// is left in the file; tell, which may be nil, is told the steps.
func (d *Desk) CleanUp(ctx context.Context, ids []partnership.ID, on date.Day, forGood bool, tell func(done, total int)) error {
	changes, err := d.cleaning(ids, on)
	if err != nil {
		return err
	}
	if !forGood {
		return d.Keep("desk.commit.cleanup", changes...)
	}
	if tell == nil {
		tell = func(int, int) {}
	}
	todo := d.cleaned(changes)
	if err := d.ledger.Erase(ledger.Erasing{Changes: changes, Todo: todo}, mention.Texts); err != nil {
		return d.about(err)
	}
	return About(d.Place(), d.finishErasures(context.WithoutCancel(ctx), tell))
}

// cleaning returns the changes of a cleaning up.
func (d *Desk) cleaning(ids []partnership.ID, on date.Day) ([]Change, error) {
	proposals := d.Proposals(on)
	gone := map[partnership.ID]bool{}
	for _, id := range ids {
		gone[id] = true
	}
	for _, id := range ids {
		i := slices.IndexFunc(proposals, func(p Proposal) bool { return p.ID == id })
		if i < 0 {
			return nil, &Error{Fault: FaultNotFound, Subject: string(id)}
		}
		if slices.ContainsFunc(proposals[i].Blocked, func(by partnership.ID) bool { return !gone[by] }) {
			return nil, &Error{Fault: FaultInUseByOthers, Subject: proposals[i].Label}
		}
	}
	for _, f := range d.attachmentsOnlyOf(gone) {
		gone[f] = true
	}
	var changes []Change
	for _, kind := range partnership.Kinds() {
		for _, r := range d.List(kind) {
			_, revision, _ := d.ledger.KeyOf(r.RecordID())
			if gone[r.RecordID()] {
				changes = append(changes, Remove(r.RecordID(), revision))
				continue
			}
			if changed, fields := mention.Unlink(r, func(id partnership.ID) bool { return gone[id] }); len(fields) > 0 {
				changes = append(changes, Put(changed, revision))
			}
		}
	}
	return changes, nil
}

// attachmentsOnlyOf returns the attachments that belong to records that go, and to no other.
func (d *Desk) attachmentsOnlyOf(gone map[partnership.ID]bool) []partnership.ID {
	var files []partnership.ID
	kept := map[partnership.ID]bool{}
	for _, kind := range []partnership.Kind{partnership.KindAgreement, partnership.KindMeeting} {
		for _, r := range d.List(kind) {
			for _, f := range attachmentsOf(r) {
				if gone[r.RecordID()] {
					files = append(files, f)
				} else {
					kept[f] = true
				}
			}
		}
	}
	for id := range gone { // a deliberation keeps the agreements as they stood in an attachment of its own
		if _, ok := d.ledger.KindOf(standingID(id)); ok {
			files = append(files, standingID(id))
		}
	}
	return slices.DeleteFunc(files, func(f partnership.ID) bool { return kept[f] })
}

// cleaned returns what is to be forgotten of the records that changes remove.
func (d *Desk) cleaned(changes []Change) ledger.Unfinished {
	var todo ledger.Unfinished
	for _, c := range changes {
		id, removed := c.Removes()
		if !removed {
			continue
		}
		key, revision, _ := d.ledger.KeyOf(id)
		todo.Forget(key, uint64(revision))
		if blob, ok := d.ledger.Blob(id); ok {
			todo.Blobs = append(todo.Blobs, blob)
		}
	}
	return todo
}

// removedDays is for how many days something that was removed can be brought back from its history, before [Desk.Forget] forgets it.
const removedDays = 30

// Forgettable returns how many records were removed longer than a month ago and still stand in the vault's history.
func (d *Desk) Forgettable(ctx context.Context) (int, error) {
	todo, err := d.removedLongAgo(ctx)
	return len(todo.Versions), About(d.Place(), err)
}

// Forget forgets the records that were removed longer than a month ago, and renews the vault so that nothing of them is left in the file. It cannot be undone.
func (d *Desk) Forget(ctx context.Context, tell func(done, total int)) (records int, err error) {
	if tell == nil {
		tell = func(int, int) {}
	}
	todo, err := d.removedLongAgo(ctx)
	if err != nil || len(todo.Versions) == 0 {
		return 0, About(d.Place(), err)
	}
	if err := d.ledger.Erase(ledger.Erasing{Todo: todo}, mention.Texts); err != nil {
		return 0, d.about(err)
	}
	return len(todo.Versions), About(d.Place(), d.finishErasures(context.WithoutCancel(ctx), tell))
}

// removedLongAgo returns the versions of what was removed longer than a month ago.
func (d *Desk) removedLongAgo(ctx context.Context) (ledger.Unfinished, error) {
	var todo ledger.Unfinished
	before := d.around.Now().AddDate(0, 0, -removedDays)
	removed := map[vault.ID]bool{}
	err := d.vault.Load(ctx, func(r vault.Record) error {
		if r.Deleted && r.Clock.Time().Before(before) {
			removed[r.ID] = true
		}
		return nil
	})
	if err != nil {
		return todo, err
	}
	err = d.vault.EachVersion(ctx, func(v vault.Version) error {
		if removed[v.ID] {
			todo.Forget(v.ID, v.Revision)
		}
		return nil
	})
	return todo, err
}

// seenDraft is where it is kept on which day people looked at what may be cleaned up: no record, and nothing to undo.
const seenDraft = "retention.seen"

// SeeProposals notes that people looked at what may be cleaned up: they are told of it again after a month.
func (d *Desk) SeeProposals(on date.Day) error { return d.SetDraft(seenDraft, on.String()) }

// proposedToday is how much may be cleaned up, counted once a day and after a change: it takes a look at every record.
type proposedToday struct {
	sync.Mutex
	on    date.Day
	count int
}

func (p *proposedToday) forget(ledger.Event) {
	p.Lock()
	defer p.Unlock()
	p.on = date.Day{}
}

// retentionCautions tells once a month that something may be cleaned up.
func retentionCautions(d *Desk) []Caution {
	on := d.around.today()
	if seen, err := date.Parse(d.Drafts()[seenDraft]); err == nil && on.Before(seen.AddMonths(1)) {
		return nil
	}
	d.proposed.Lock()
	defer d.proposed.Unlock()
	if d.proposed.on != on {
		d.proposed.on, d.proposed.count = on, len(d.Proposals(on))
	}
	if d.proposed.count == 0 {
		return nil
	}
	return []Caution{{Name: "retention", Data: []any{"Count", d.proposed.count}, Part: "retention"}}
}
