package vault

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os"

	"github.com/fxamacker/cbor/v2"
)

// Origin is what of a vault's file an [Opened] comes from.
type Origin string

// The origins.
const (
	FromRecord   Origin = "record"   // present, or superseded
	FromJournal  Origin = "journal"  // an entry
	FromManifest Origin = "manifest" // shard, index or root
	FromBlob     Origin = "blob"     // a chunk
	FromSlots    Origin = "slots"    // who can open the vault
	FromRaw      Origin = "raw"      // a piece of the file as it lies on the disk
)

// Opened is a value of a vault's file that a [Vault.Sweep] opened.
type Opened struct {
	From   Origin
	ID     ID     // of the record or blob
	Author string // who is noted in it; Plain does not hold it
	// Plain is what was sealed: the body of a record, the chunk of a blob, the notes of a journal entry. Of FromRaw it is the bytes as they lie
	// there. It is valid during the call.
	Plain []byte
	// Free tells that it stands in a page that no longer counts.
	Free bool
}

// Swept tells what a [Vault.Sweep] went through.
type Swept struct {
	Pages  int // of the file
	Free   int // of those, pages that no longer count
	Opened int // values
	Sealed int // values with a key's shape in free pages that do not open: sealed under a key that is gone
}

// rawOverlap is by how much the pieces of FromRaw overlap.
const rawOverlap = 1 << 10

// Sweep opens everything that stands in the vault's file with the keys of the vault, page by page, also what stands in pages that are free
// and in what a page holds beside its entries; and hands the file's bytes as they are too. It is for proving that something is in none of them. An error of each
// ends it.
func (v *Vault) Sweep(ctx context.Context, each func(Opened) error) (Swept, error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.broken != nil {
		return Swept{}, v.broken
	}
	file, err := os.Open(v.path)
	if err != nil {
		return Swept{}, fmt.Errorf("sweep: %w", err)
	}
	defer file.Close() //nolint:errcheck // nothing was written
	s := sweeper{keys: v.keys, each: each}
	if err := s.run(ctx, file); err != nil {
		return s.swept, fmt.Errorf("sweep: %w", err)
	}
	return s.swept, nil
}

type sweeper struct {
	keys  *keyring
	each  func(Opened) error
	swept Swept
	free  map[uint64]bool
}

func (s *sweeper) run(ctx context.Context, file *os.File) error {
	data, err := io.ReadAll(file) // a vault fits in memory, as its records are there already
	if err != nil {
		return err
	}
	if len(data) < 4*pageSize {
		return damaged("file of %d bytes", len(data))
	}
	s.swept.Pages = len(data) / pageSize
	if err := s.listFree(data); err != nil {
		return err
	}
	for n := range uint64(s.swept.Pages) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.page(data[n*pageSize:], s.free[n]); err != nil {
			return err
		}
	}
	for at := 0; at < len(data); at += readAhead {
		piece := data[at:min(at+readAhead+rawOverlap, len(data))]
		if err := s.each(Opened{From: FromRaw, Plain: piece}); err != nil {
			return err
		}
	}
	return nil
}

// listFree notes which pages no longer count: those that the free list names, and those behind the last one in use.
func (s *sweeper) listFree(data []byte) error {
	m, err := newestMeta(data[:pageSize], data[pageSize:2*pageSize])
	if err != nil {
		return err
	}
	s.free = map[uint64]bool{}
	if m.freelist >= uint64(s.swept.Pages) {
		return damaged("free list out of bounds")
	}
	freePages(data[m.freelist*pageSize:], m.freelist, func(n uint64) bool { s.free[n] = true; return true })
	for n := m.pages; n < uint64(s.swept.Pages); n++ {
		s.free[n] = true
	}
	s.swept.Free = len(s.free)
	return nil
}

// page opens whatever in a page has the shape of a leaf's entries, whether the page counts or not. Rest is the file from the page on, as a page may
// overflow into the next ones.
func (s *sweeper) page(rest []byte, free bool) error {
	le := binary.LittleEndian
	if le.Uint16(rest[8:])&flagLeaf == 0 {
		return nil
	}
	return s.entries(rest, int(le.Uint16(rest[10:])), free, 0)
}

func (s *sweeper) entries(rest []byte, count int, free bool, nested int) error {
	le := binary.LittleEndian
	for i := range min(count, pageSize/elementSize) { // more fit in no page
		at := pageHeader + i*elementSize
		if at+elementSize > len(rest) {
			return nil
		}
		raw := rest[at:]
		start := uint64(at) + uint64(le.Uint32(raw[4:]))
		middle := start + uint64(le.Uint32(raw[8:]))
		end := middle + uint64(le.Uint32(raw[12:]))
		if end > uint64(len(rest)) || middle > end || start > middle {
			continue // not what it looked like: what is left of it in a page that was written over
		}
		key, value := rest[start:middle], rest[middle:end]
		if le.Uint32(raw)&flagBucket != 0 {
			if len(value) > bucketSize+pageHeader && nested < maxNesting { // an inline bucket
				inside := value[bucketSize:]
				if err := s.entries(inside, int(le.Uint16(inside[10:])), free, nested+1); err != nil {
					return err
				}
			}
			continue
		}
		if err := s.value(key, value, free); err != nil {
			return err
		}
	}
	return nil
}

// value opens one value by the shape of its key.
func (s *sweeper) value(key, sealed []byte, free bool) error {
	o, ok := s.open(key, sealed)
	if !ok {
		if free && len(sealed) >= sealSize {
			s.swept.Sealed++
		}
		return nil
	}
	s.swept.Opened++
	o.Free = free
	return s.each(o)
}

func (s *sweeper) open(key, sealed []byte) (Opened, bool) {
	k := s.keys
	switch len(key) {
	case idSize:
		return s.openRecord(ID(key), sealed)
	case entryKeySize + idSize:
		return s.openRecord(ID(key[entryKeySize:]), sealed)
	case entryKeySize:
		e, _, err := k.openEntry(entryOf(key), sealed)
		if err != nil {
			return Opened{}, false
		}
		author := e.Author
		e.Author = ""
		plain, err := encode(e)
		return Opened{From: FromJournal, Author: author, Plain: plain}, err == nil
	case blobKeySize:
		for _, last := range []byte{0, 1} {
			if plain, err := k.open(k.blobs, sealed, forBlob, append(key[:len(key):len(key)], last)...); err == nil {
				return Opened{From: FromBlob, ID: ID(key[:idSize]), Plain: plain}, true
			}
		}
	}
	for purpose, where := range map[string][]byte{forShard: key, forIndex: nil, forRoot: nil} {
		if plain, err := k.open(k.manifest, sealed, purpose, where...); err == nil {
			return Opened{From: FromManifest, Plain: plain}, true
		}
	}
	return s.openHeader(key, sealed)
}

func (s *sweeper) openRecord(id ID, sealed []byte) (Opened, bool) {
	e, _, err := s.keys.openEnvelope(id, sealed)
	if err == nil {
		return Opened{From: FromRecord, ID: id, Author: e.Author, Plain: e.Body}, true
	}
	if _, err := s.keys.open(s.keys.records, sealed, forErased, id[:]...); err == nil {
		return Opened{From: FromRecord, ID: id}, true
	}
	return Opened{}, false
}

// openHeader opens the list of slots in a copy of the header, in which people give names.
func (s *sweeper) openHeader(key, value []byte) (Opened, bool) {
	if string(key) != keyHeader {
		return Opened{}, false
	}
	p, err := parseHeader(value)
	if err != nil {
		return Opened{}, false
	}
	slots, err := p.slots(s.keys)
	if err != nil {
		return Opened{}, false
	}
	plain, err := cbor.Marshal(slots)
	return Opened{From: FromSlots, Plain: plain}, err == nil
}
