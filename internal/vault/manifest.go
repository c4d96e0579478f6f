package vault

import (
	"bytes"
	"encoding/binary"
	"slices"
	"sort"
)

// line is what the manifest knows of one record or blob.
type line struct {
	id     ID
	number uint64        // a record's revision, a blob's size in bytes
	tag    [tagSize]byte // of the record's seal, of the seal of a blob's last chunk
}

// shard lists the records and blobs whose id begins with one byte, sorted by id. Shards in use are never changed:
// a transaction makes new ones.
type shard struct {
	records []line
	blobs   []line
}

// rootLine is the sealed root of the manifest: what changes with every transaction.
type rootLine struct {
	Counter    uint64 `cbor:"1,keyasint"` // transactions in the vault's life
	Clock      Clock  `cbor:"2,keyasint"` // of the latest commit
	Entries    uint64 `cbor:"3,keyasint"` // journal entries
	Head       []byte `cbor:"4,keyasint"` // hash of the journal's chain
	Header     []byte `cbor:"5,keyasint"` // hash of the header
	Index      []byte `cbor:"6,keyasint"` // tag of the sealed index, which lists the shards' tags
	Folded     uint64 `cbor:"7,keyasint"` // journal entries that the shards already contain
	FoldedHead []byte `cbor:"8,keyasint"` // hash of the chain up to there
}

// manifest is the list of everything in the vault.
type manifest struct {
	root    rootLine
	shards  [256]shard
	tags    [256][tagSize]byte // of the sealed shards in the file
	stale   map[byte]bool      // shards that changed since they were written
	pending int                // lines changed since the shards were written
}

// foldAfter is the number of changed lines after which the shards are written anew. Until then the journal's
// entries, proven by its head, are what the shards lack; so a save costs a few pages and not a shard of 16 KiB.
const foldAfter = 1024

func find(lines []line, id ID) (int, bool) {
	return slices.BinarySearchFunc(lines, id, func(l line, id ID) int { return bytes.Compare(l.id[:], id[:]) })
}

// record returns what the manifest says of a record.
func (m *manifest) record(id ID) (line, bool) {
	lines := m.shards[id[0]].records
	if i, ok := find(lines, id); ok {
		return lines[i], true
	}
	return line{}, false
}

// blob returns what the manifest says of a blob.
func (m *manifest) blob(id ID) (line, bool) {
	lines := m.shards[id[0]].blobs
	if i, ok := find(lines, id); ok {
		return lines[i], true
	}
	return line{}, false
}

// draft is a copy to which changes can be made while m stays as it is.
func (m *manifest) draft() *manifest {
	d := *m
	d.stale = make(map[byte]bool, len(m.stale))
	for b := range m.stale {
		d.stale[b] = true
	}
	return &d
}

// putRecords enters lines, which replace those with the same id.
func (m *manifest) putRecords(lines []line) {
	sort.Slice(lines, func(i, j int) bool { return bytes.Compare(lines[i].id[:], lines[j].id[:]) < 0 })
	for len(lines) > 0 {
		first := lines[0].id[0]
		n := sort.Search(len(lines), func(i int) bool { return lines[i].id[0] > first })
		s := &m.shards[first]
		s.records = mergeLines(s.records, lines[:n])
		m.touch(first, n)
		lines = lines[n:]
	}
}

func (m *manifest) putBlob(l line) {
	s := &m.shards[l.id[0]]
	s.blobs = mergeLines(s.blobs, []line{l})
	m.touch(l.id[0], 1)
}

func (m *manifest) dropBlob(id ID) {
	s := &m.shards[id[0]]
	if i, ok := find(s.blobs, id); ok {
		s.blobs = slices.Delete(slices.Clone(s.blobs), i, i+1)
	}
	m.touch(id[0], 1)
}

func (m *manifest) touch(first byte, n int) {
	m.stale[first] = true
	m.pending += n
}

// mergeLines is a new sorted list of old and changed lines; where both have an id, the changed one counts.
func mergeLines(old, changed []line) []line {
	merged := make([]line, 0, len(old)+len(changed))
	for _, c := range changed {
		i := sort.Search(len(old), func(i int) bool { return bytes.Compare(old[i].id[:], c.id[:]) >= 0 })
		merged = append(append(merged, old[:i]...), c)
		if i < len(old) && old[i].id == c.id {
			i++
		}
		old = old[i:]
	}
	return append(merged, old...)
}

const lineSize = 16 + 8 + tagSize

// encode is the plaintext of a shard: twice a count in 4 bytes and that many lines.
func (s shard) encode() []byte {
	b := make([]byte, 0, 8+lineSize*(len(s.records)+len(s.blobs)))
	for _, lines := range [][]line{s.records, s.blobs} {
		b = binary.BigEndian.AppendUint32(b, uint32(len(lines)))
		for _, l := range lines {
			b = append(b, l.id[:]...)
			b = binary.BigEndian.AppendUint64(b, l.number)
			b = append(b, l.tag[:]...)
		}
	}
	return b
}

// decodeShard reads the plaintext of the shard of ids that begin with first.
func decodeShard(b []byte, first byte) (shard, error) {
	var s shard
	for _, list := range []*[]line{&s.records, &s.blobs} {
		if len(b) < 4 {
			return shard{}, damaged("manifest shard %d: cut short", first)
		}
		n := uint64(binary.BigEndian.Uint32(b))
		b = b[4:]
		if n*lineSize > uint64(len(b)) {
			return shard{}, damaged("manifest shard %d: cut short", first)
		}
		lines := make([]line, n)
		for i := range lines {
			l := &lines[i]
			copy(l.id[:], b)
			l.number = binary.BigEndian.Uint64(b[16:])
			copy(l.tag[:], b[24:])
			b = b[lineSize:]
			if l.id[0] != first || i > 0 && bytes.Compare(lines[i-1].id[:], l.id[:]) >= 0 {
				return shard{}, damaged("manifest shard %d: out of order", first)
			}
		}
		*list = lines
	}
	if len(b) != 0 {
		return shard{}, damaged("manifest shard %d: too long", first)
	}
	return s, nil
}

// fold notes that the shards now contain all of the journal.
func (m *manifest) fold() {
	m.root.Folded, m.root.FoldedHead = m.root.Entries, m.root.Head
	m.stale = map[byte]bool{}
	m.pending = 0
}
