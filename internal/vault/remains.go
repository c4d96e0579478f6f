package vault

import (
	"context"
	"crypto/hpke"
	"errors"
	"fmt"
	"os"
)

// Remains is a vault's file as it is found, damaged or not. It is read without bbolt, which trusts what it reads, and is never written to.
type Remains struct {
	path    string
	options Options
	lock    *fileLock
	file    *os.File

	survey *survey
	report Report

	root    rootKey
	keys    *keyring // nil while locked
	header  parsedHeader
	sound   bool            // the header's checksum was right
	used    int             // the slot that was used
	private hpke.PrivateKey // that opened it

	recovered bool // by a printed key
	list      *inventory
	later     *inventory      // after the torn transaction; nil when there is none or not all of it
	opened    map[ID][]copyOf // what opens, by record
}

// Examine reads a vault's file, also one that [Open] refuses, and tells everything that is not as it was written, all at once. Its error is about reading
// the file, as in [ErrNotFound], [ErrInUse], [ErrNewerFormat], [ErrMistyped] or that the context ended; what is wrong with the file is in the report.
func Examine(ctx context.Context, path string, unlock Unlock, o Options) (Report, error) {
	r, err := ReadRemains(ctx, path, unlock, o)
	if err != nil {
		return Report{}, err
	}
	return r.Report(), r.Close()
}

// ReadRemains reads all that is left in a vault's file; close it after use. Its errors are those of [Examine].
func ReadRemains(ctx context.Context, path string, unlock Unlock, o Options) (*Remains, error) {
	r, err := readRemains(ctx, path, unlock, o)
	if err != nil {
		return nil, fmt.Errorf("examine vault: %w", err)
	}
	return r, nil
}

func readRemains(ctx context.Context, path string, unlock Unlock, o Options) (*Remains, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	if path, err = resolve(path); err != nil {
		return nil, err
	}
	lock, err := lockVault(path, true)
	if err != nil {
		return nil, err
	}
	r := &Remains{path: path, options: o, lock: lock, opened: map[ID][]copyOf{}, recovered: unlock.recovery != ""}
	if err := guard(func() error { return r.read(ctx, unlock) }); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return r, nil
}

func (r *Remains) read(ctx context.Context, unlock Unlock) error {
	var err error
	if r.file, err = os.Open(r.path); err != nil {
		return err
	}
	info, err := r.file.Stat()
	if err != nil {
		return err
	}
	r.report.Size = info.Size()
	if r.survey, err = surveyFile(ctx, r.file, info.Size()); err != nil {
		return err
	}
	r.report.Findings = r.survey.findings
	if err := r.unlock(unlock); err != nil {
		return err
	}
	if r.keys == nil {
		return nil
	}
	if err := r.takeStock(); err != nil {
		return err
	}
	if err := r.compare(); err != nil {
		return err
	}
	r.judgeLater()
	r.report.Torn = r.survey.torn && len(r.report.Findings) == 1
	return nil
}

// judgeLater forgets the state after a torn transaction unless all of it is there.
func (r *Remains) judgeLater() {
	if r.later == nil {
		return
	}
	present := r.list
	r.list = r.later
	defer func() { r.list = present }()
	for id, l := range r.list.records {
		if r.best(id, l.number) == nil {
			r.later = nil
			return
		}
	}
	r.report.Later = r.later.root.Counter
	if r.report.Behind > 0 && r.report.Later >= r.report.Counter+r.report.Behind {
		r.report.Behind = 0
	}
}

// Report tells what is whole and what is not.
func (r *Remains) Report() Report { return r.report }

// Close ends reading and forgets the keys.
func (r *Remains) Close() error {
	clear(r.root[:])
	if r.keys != nil {
		r.keys.wipe()
	}
	r.private = nil
	var err error
	if r.file != nil {
		err = r.file.Close()
	}
	return errors.Join(err, r.lock.release())
}

func (r *Remains) find(f Finding) { r.report.Findings = append(r.report.Findings, f) }

func (r *Remains) value(v span) ([]byte, error) { return r.survey.read(v.at, int(v.size)) }

// open opens the value at a place; nil when it does not open. The error is that of reading.
func (r *Remains) open(v span, open func(sealed []byte) error) (ok bool, err error) {
	sealed, err := r.value(v)
	if err != nil {
		return false, err
	}
	return len(sealed) == int(v.size) && open(sealed) == nil, nil
}

// Latest hands out of every record the latest version that opens and that the journal does not gainsay, in the order of the ids: also of records of which
// the present version is lost. An error of each ends it.
func (r *Remains) Latest(each func(Record) error) error {
	if r.keys == nil {
		return nil
	}
	for _, id := range sortedIDs(r.opened) {
		c := r.latest(id)
		if c == nil {
			continue
		}
		if _, listed := r.list.records[id]; !listed && r.list.proven {
			continue
		}
		record, err := r.record(id, c)
		if err != nil {
			return err
		}
		if err := each(record); err != nil {
			return err
		}
	}
	return nil
}

func (r *Remains) record(id ID, c *copyOf) (Record, error) {
	sealed, err := r.value(c.span)
	if err != nil {
		return Record{}, err
	}
	e, _, err := r.keys.openEnvelope(id, sealed)
	if err != nil {
		return Record{}, err
	}
	return e.record(id), nil
}
