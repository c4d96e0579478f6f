package desk

import (
	"errors"
	"slices"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// BroughtBack is what bringing back an older version of a record does, or would do.
type BroughtBack struct {
	Label   string        // what people call the record
	Changes []FieldChange // from as it stands now; none when it is the same
	Along   []string      // removed records that it refers to, which come back with it
	Without []string      // attachments whose bytes are not in the vault any more

	changes []Change
}

// PlanBringBack tells what bringing back an older version of a record would do. Its faults are those of [Desk.BringBack].
func (d *Desk) PlanBringBack(id partnership.ID, version int) (BroughtBack, error) {
	if _, err := d.versions(id); err != nil {
		return BroughtBack{}, err
	}
	plan := backPlan{desk: d, taken: map[partnership.ID]bool{id: true}}
	record, err := plan.add(id, version)
	if err != nil {
		return BroughtBack{}, err
	}
	plan.Label = d.labelOf(record)
	now, err := d.Record(id)
	if err != nil {
		now = nil // it was removed
	}
	plan.Changes = d.compareRecords(now, record)
	if err := plan.complete(record); err != nil {
		return BroughtBack{}, err
	}
	return plan.BroughtBack, nil
}

// BringBack makes an older version of a record the present one, by a step that can be undone; what stands there now stays in
// the history. A record that was removed comes back, with the removed records that it refers to.
//
// The fault is [FaultNotFound] for a record that was never there, [FaultNoVersion] when there is no such version or nothing
// is left of it, [FaultLost] when it refers to what cannot come back, and else one of [Desk.Keep].
func (d *Desk) BringBack(id partnership.ID, version int) (BroughtBack, error) {
	plan, err := d.PlanBringBack(id, version)
	if err != nil {
		return BroughtBack{}, err
	}
	return plan, d.Keep("desk.commit.bring_back", plan.changes...)
}

type backPlan struct {
	BroughtBack
	desk  *Desk
	taken map[partnership.ID]bool // what comes back
}

// add adds a version of a record to what comes back, and returns it.
func (p *backPlan) add(id partnership.ID, version int) (partnership.Record, error) {
	change, bytesGone, err := p.desk.ledger.Back(id, version)
	if errors.Is(err, ledger.ErrUnknown) {
		return nil, &Error{Fault: FaultNoVersion, Subject: p.desk.lastLabel(id), Err: err}
	}
	if err != nil {
		return nil, p.desk.about(err)
	}
	record := change.Record()
	if bytesGone {
		p.Without = append(p.Without, record.Label())
	}
	p.changes = append(p.changes, change)
	return record, nil
}

// complete adds the removed records that a record refers to, and those that they refer to.
func (p *backPlan) complete(first partnership.Record) error {
	var lost []string
	queue := []partnership.Record{first}
	for len(queue) > 0 {
		record := queue[0]
		queue = queue[1:]
		for _, id := range p.missing(record) {
			last, err := p.desk.lastVersion(id)
			if err != nil {
				return err
			}
			if last == 0 {
				lost = append(lost, string(id))
				continue
			}
			along, err := p.add(id, last)
			if err != nil {
				return err
			}
			if !hidden(along) {
				p.Along = append(p.Along, p.desk.labelOf(along))
			}
			queue = append(queue, along)
		}
	}
	if len(lost) > 0 {
		return &Error{Fault: FaultLost, Subject: p.Label, Err: errors.New(strings.Join(lost, ", "))}
	}
	return nil
}

// missing returns what a record refers to that is not there and not coming back yet.
func (p *backPlan) missing(record partnership.Record) (list []partnership.ID) {
	wanted := partnership.References(record)
	if record.RecordKind() == partnership.KindDeliberation {
		standing := standingID(record.RecordID())
		if last, err := p.desk.lastVersion(standing); err == nil && last > 0 {
			wanted = append(wanted, standing) // was removed with it
		}
	}
	for _, id := range wanted {
		if _, there := p.desk.ledger.KindOf(id); !there && !p.taken[id] {
			p.taken[id] = true
			list = append(list, id)
		}
	}
	return list
}

// lastVersion returns the number of the last version of a record of which something is left; 0 when there is none.
func (d *Desk) lastVersion(id partnership.ID) (int, error) {
	versions, err := d.ledger.History(id)
	if errors.Is(err, ledger.ErrUnknown) {
		return 0, nil
	}
	if err != nil {
		return 0, d.about(err)
	}
	for _, v := range slices.Backward(versions) {
		if v.Record != nil {
			return v.Number, nil
		}
	}
	return 0, nil
}
