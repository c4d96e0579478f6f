package vault

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"
)

func (p parsedHeader) is(sum []byte) bool {
	is := sha256.Sum256(p.bytes)
	return bytes.Equal(is[:], sum)
}

// copyOf is a version of a record, or the mark of an erased one, that opens.
type copyOf struct {
	place
	span  span
	entry uint64 // from the key: 0 is the present version, else the entry that superseded it
	env   envelope
}

// fill opens a sealed version, or the mark of an erased one, into c.
func (c *copyOf) fill(k *keyring, id ID, sealed []byte) error {
	if len(sealed) == erasedSize {
		return k.openVersion(id, sealed, &c.place)
	}
	e, encoded, err := k.openEnvelope(id, sealed)
	if err != nil {
		return err
	}
	c.env, c.Record, c.Entry, c.promise = e, e.record(id), e.Entry, commitment(id, encoded)
	c.env.Body, c.Body = nil, nil // read again when it is wanted
	return nil
}

// compare opens everything there is, and holds it against the inventory.
func (r *Remains) compare() error {
	if err := r.openRecords(); err != nil {
		return err
	}
	if err := r.searchRaw(); err != nil {
		return err
	}
	ids := map[ID]bool{}
	for id := range r.list.records {
		ids[id] = true
	}
	for key, spans := range r.survey.values {
		if len(key) == keyLenRecord && slices.ContainsFunc(spans, func(v span) bool { return v.tree }) {
			ids[ID([]byte(key))] = true
		}
	}
	order := make([]ID, 0, len(ids))
	for id := range ids {
		order = append(order, id)
	}
	slices.SortFunc(order, func(a, b ID) int { return bytes.Compare(a[:], b[:]) })
	used := map[string]bool{}
	for _, id := range order {
		if err := r.survey.ctx.Err(); err != nil {
			return err
		}
		if err := r.judgeRecord(id, used); err != nil {
			return err
		}
	}
	r.judgeVersions(used)
	return r.judgeBlobs()
}

// openRecords opens all versions of all records, wherever they lie.
func (r *Remains) openRecords() error {
	for key, spans := range r.survey.values {
		var c copyOf
		var id ID
		switch b := []byte(key); len(key) {
		case keyLenRecord:
			id = ID(b)
		case keyLenVersion:
			id, c.entry = ID(b[8:]), binary.BigEndian.Uint64(b)
		default:
			continue
		}
		for _, v := range spans {
			c := copyOf{span: v, entry: c.entry}
			ok, err := r.open(v, func(sealed []byte) error { return c.fill(r.keys, id, sealed) })
			if err != nil {
				return err
			}
			if ok {
				r.opened[id] = append(r.opened[id], c)
			}
		}
	}
	return nil
}

// searchRaw looks for what should be there and was not met, by the tags that manifest and journal tell.
func (r *Remains) searchRaw() error {
	tags := map[[tagSize]byte]wanted{}
	for id, l := range r.list.records {
		if r.list.tagged[id] && r.best(id, l.number) == nil {
			tags[l.tag] = wanted{id, l.number}
		}
	}
	for rev, p := range r.list.pledges {
		if rev.number >= r.list.erased[rev.id] && r.best(rev.id, rev.number) == nil {
			tags[[tagSize]byte(p.Tag)] = wanted(rev)
		}
	}
	return r.byTags(tags)
}

// best returns the copy of a revision that is vouched for, those in the tree first; nil when there is none.
func (r *Remains) best(id ID, number uint64) *copyOf {
	var best *copyOf
	for i := range r.opened[id] {
		c := &r.opened[id][i]
		if c.Revision != number || c.Erased || !r.vouched(id, c) {
			continue
		}
		if best == nil || c.span.tree && !best.span.tree {
			best = c
		}
	}
	return best
}

// vouched reports whether the journal says that this is what the revision was, or has lost what it said. What was erased is not brought back.
func (r *Remains) vouched(id ID, c *copyOf) bool {
	if c.Revision < r.list.erased[id] {
		return false
	}
	p, ok := r.list.pledges[revision{id, c.Revision}]
	if ok {
		return p.entry == c.Entry && bytes.Equal(p.Commitment, c.promise[:])
	}
	_, told := r.list.entries[c.Entry]
	return !told && (!r.list.proven || c.Entry <= r.list.last)
}

// latest returns the highest revision that still opens; nil when none does.
func (r *Remains) latest(id ID) *copyOf {
	var latest *copyOf
	for i := range r.opened[id] {
		c := &r.opened[id][i]
		if c.Erased || !r.vouched(id, c) {
			continue
		}
		if latest == nil || c.Revision > latest.Revision || c.Revision == latest.Revision && c.span.tree && !latest.span.tree {
			latest = c
		}
	}
	return latest
}

// judgeRecord tells what became of a record and of its versions. Used collects the keys of versions that are right.
func (r *Remains) judgeRecord(id ID, used map[string]bool) error {
	listed, ok := r.list.records[id]
	f := Finding{Part: PartRecord, ID: id, Number: listed.number, Kind: r.list.kinds[id], Deleted: r.list.deleted[id]}
	latest := r.latest(id)
	if latest != nil {
		f.Found, f.Kind = latest.Revision, cmp.Or(f.Kind, latest.Kind)
	}
	if !ok {
		f.Harm, f.Number = HarmForeign, f.Found
		if !r.list.proven {
			f.Harm = HarmUnlisted
		}
		r.find(f)
		return nil
	}
	harm, present, err := r.harmOfRecord(listed)
	if err != nil {
		return err
	}
	if harm == "" {
		r.report.Records++
	} else {
		f.Harm = harm
		r.find(f)
		present = r.best(id, listed.number)
	}
	r.judgeHistory(f, present, used)
	return nil
}

// harmOfRecord looks at a record in its place; no harm is that it is as listed.
func (r *Remains) harmOfRecord(listed line) (Harm, *copyOf, error) {
	harm := HarmMissing
	for _, v := range r.survey.values[string(listed.id[:])] {
		if !v.tree {
			continue
		}
		sealed, err := r.value(v)
		if err != nil {
			return "", nil, err
		}
		harm = HarmExchanged
		same := len(sealed) >= sealSize && tagOf(sealed) == listed.tag
		if same {
			harm = HarmUnreadable
		}
		for i := range r.opened[listed.id] {
			c := &r.opened[listed.id][i]
			if c.span.at == v.at && c.Revision == listed.number && !c.Erased && (same || !r.list.tagged[listed.id] && r.vouched(listed.id, c)) {
				return "", c, nil
			}
		}
	}
	return harm, nil, nil
}

// judgeHistory looks at the versions before the present one, each in the place that the one after it names.
func (r *Remains) judgeHistory(record Finding, present *copyOf, used map[string]bool) {
	after := present
	for number := record.Number; number > 1; {
		number--
		f := Finding{Part: PartVersion, ID: record.ID, Kind: record.Kind, Number: number, Harm: HarmMissing}
		f.Whole = r.best(record.ID, number) != nil || number < r.list.erased[record.ID]
		var here *copyOf
		for i := range r.opened[record.ID] {
			c := &r.opened[record.ID][i]
			switch {
			case c.Revision != number || c.entry == 0:
			case !c.span.tree || !c.Erased && !r.vouched(record.ID, c), after != nil && c.entry != after.Entry:
				if c.span.tree {
					f.Harm = HarmExchanged
				}
			default:
				here = c
			}
		}
		switch {
		case here != nil:
			r.report.Versions++
			used[string(versionKey(here.entry, record.ID))] = true
			after = here
			continue
		case after != nil && f.Harm == HarmMissing:
			key := versionKey(after.Entry, record.ID)
			if slices.ContainsFunc(r.survey.values[string(key)], func(v span) bool { return v.tree }) {
				f.Harm = HarmUnreadable
				used[string(key)] = true
			}
		}
		r.find(f)
		after = r.best(record.ID, number)
	}
}

// judgeVersions tells of versions that belong to nothing.
func (r *Remains) judgeVersions(used map[string]bool) {
	var keys []string
	for key, spans := range r.survey.values {
		if len(key) == keyLenVersion && !used[key] && slices.ContainsFunc(spans, func(v span) bool { return v.tree }) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	for _, key := range keys {
		r.find(Finding{Part: PartVersion, ID: ID([]byte(key[8:])), Harm: HarmForeign, Detail: "in a place of no record's version"})
	}
}
