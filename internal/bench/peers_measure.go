package main

import (
	"errors"
	"fmt"
	mathrand "math/rand/v2"
	"os"
	"path/filepath"
	"time"
)

const (
	peerRounds = 7   // of opening and loading
	peerSaves  = 300 // durable saves of each kind
	slowSaves  = 3   // of a store that writes everything at each
	peerBatch  = 1000
	peerTimes  = 9 // batches
)

func measurePeers(b *bench) error {
	all, left := contenders(b.folder)
	for _, l := range left {
		fmt.Println("  left out:", l)
	}
	f, err := newFloor()
	if err != nil {
		return err
	}
	for _, c := range all {
		if err := c.fill(); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
	}
	if err := measureOpening(b, all, f); err != nil {
		return err
	}
	f.sealed = nil
	return measureSaving(b, all)
}

// fill makes the store with recordCount records, in a hundred commits where it can.
func (c *contender) fill() error {
	if err := os.MkdirAll(c.folder, 0o700); err != nil {
		return err
	}
	if err := c.store.open(c.folder); err != nil {
		return err
	}
	step := uint64(1000)
	if c.slow {
		step = recordCount
	}
	for start := uint64(0); start < recordCount; start += step {
		records := make([]saved, step)
		for i := range records {
			n := start + uint64(i)
			records[i] = saved{n: n, body: body(n)}
		}
		if err := c.store.save(records); err != nil {
			return err
		}
	}
	return c.store.close()
}

// size is what the store takes on disk.
func (c *contender) size() (total int64, err error) {
	err = c.files(func(path string) error {
		info, err := os.Stat(path)
		if err == nil {
			total += info.Size()
		}
		return err
	})
	return total, err
}

func (c *contender) files(each func(path string) error) error {
	entries, err := os.ReadDir(c.folder)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := each(filepath.Join(c.folder, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// opened is how long it takes to open the store, and to load all of it when that is asked.
func (c *contender) opened(load, cold bool) (took time.Duration, err error) {
	if cold {
		if err := c.files(dropCache); err != nil {
			return 0, err
		}
	}
	took, err = timed(func() error {
		if err := c.store.open(c.folder); err != nil || !load {
			return err
		}
		n, err := c.store.load()
		if err == nil && n != recordCount {
			err = fmt.Errorf("%d records", n)
		}
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("%s: %w", c.name, err)
	}
	return took, c.store.close()
}

func measureOpening(b *bench, all []*contender, f *floor) error {
	vaultFile := filepath.Join(all[0].folder, vaultName)
	for _, m := range []struct {
		what       string
		load, cold bool
		floor      string
	}{
		{openWarm, false, false, "reading the file"},
		{loadWarm, true, false, "reading, AES-GCM and CBOR, one processor"},
		{openCold, false, true, "reading the file"},
		{loadCold, true, true, "reading, AES-GCM and CBOR, one processor"},
	} {
		if how := dropCache(vaultFile); m.cold && how != nil {
			fmt.Printf("  %s is not measured: %v\n", m.what, how)
			continue
		}
		var functions []func() (time.Duration, error)
		for _, c := range all {
			functions = append(functions, func() (time.Duration, error) { return c.opened(m.load, m.cold) })
		}
		functions = append(functions, func() (time.Duration, error) {
			if m.cold {
				if err := dropCache(vaultFile); err != nil {
					return 0, err
				}
			}
			if m.load {
				return timed(func() error { return f.run(vaultFile) })
			}
			return timed(func() error { return f.read(vaultFile) })
		})
		medians, err := sideBySide(peerRounds, functions...)
		if err != nil {
			return err
		}
		b.compare(m.what, all, medians, m.floor)
	}
	for _, c := range all {
		size, err := c.size()
		if err != nil {
			return err
		}
		fmt.Printf("  %s takes %d MiB\n", c.name, size>>20)
	}
	return nil
}

// compare enters a row for each peer and one for the floor, which comes last in medians.
func (b *bench) compare(what string, all []*contender, medians []time.Duration, floor string) {
	for i, c := range all[1:] {
		b.report(what, medians[0], c.name, medians[i+1], ahead[what])
		b.rows[len(b.rows)-1].stops = c.stops[what]
	}
	b.report(what, medians[0], "floor: "+floor, medians[len(all)], 0)
}

// ahead is where the vault must be ahead of every peer.
var ahead = map[string]float64{loadCold: 1, saveOld: 1, saveNew: 1}

func measureSaving(b *bench, all []*contender) error {
	for _, c := range all {
		if err := c.store.open(c.folder); err != nil {
			return err
		}
		defer c.store.close() //nolint:errcheck // everything is durable, and the folder goes
		if _, err := c.store.load(); err != nil {
			return err
		}
	}
	disk, err := newDisk(b.folder)
	if err != nil {
		return err
	}
	defer disk.close()
	r := mathrand.New(mathrand.NewPCG(4, 4))
	written := map[uint64]uint64{}
	next := uint64(recordCount)
	change := func() []saved {
		n := r.Uint64N(recordCount)
		written[n]++
		return []saved{{n: n, base: written[n], body: body(r.Uint64())}}
	}
	fresh := func(count int) []saved {
		records := make([]saved, count)
		for i := range records {
			records[i] = saved{n: next, body: body(next)}
			next++
		}
		return records
	}
	for _, m := range []struct {
		what    string
		times   int
		records func() []saved
	}{
		{saveOld, peerSaves, change},
		{saveNew, peerSaves, func() []saved { return fresh(1) }},
		{saveMany, peerTimes, func() []saved { return fresh(peerBatch) }},
	} {
		medians, err := saveSideBySide(all, disk, m.times, m.records)
		if err != nil {
			return fmt.Errorf("%s: %w", m.what, err)
		}
		b.compare(m.what, all, medians, "write and sync of the same bytes")
	}
	return nil
}

// saveSideBySide saves the same records in every store in turns. A slow store saves them all, but not one by one.
func saveSideBySide(all []*contender, d *disk, times int, records func() []saved) ([]time.Duration, error) {
	took := make([][]time.Duration, len(all)+1)
	held := make([][]saved, len(all))
	every := max(1, times/slowSaves)
	for round := range times {
		what := records()
		for i := range len(all) + 1 {
			i = (i + round) % (len(all) + 1)
			save := func() error { return d.write(what) }
			if i < len(all) {
				held[i] = append(held[i], what...)
				if all[i].slow && (round+1)%every != 0 {
					continue
				}
				save = func() error { return all[i].store.save(held[i]) }
			}
			t, err := timed(save)
			if err != nil {
				return nil, err
			}
			took[i] = append(took[i], t)
			if i < len(all) {
				held[i] = nil
			}
		}
	}
	medians := make([]time.Duration, len(took))
	for i := range took {
		medians[i] = quantile(took[i], 0.5)
	}
	return medians, nil
}

// disk is the least that a durable save costs: the bytes at the end of a file, and one sync.
type disk struct{ file *os.File }

func newDisk(folder string) (*disk, error) {
	file, err := os.Create(filepath.Join(folder, "disk"))
	return &disk{file}, err
}

func (d *disk) write(records []saved) error {
	var bytes []byte
	for _, r := range records {
		bytes = append(bytes, r.body...)
	}
	_, err := d.file.Write(bytes)
	return errors.Join(err, d.file.Sync())
}

func (d *disk) close() error { return d.file.Close() }
