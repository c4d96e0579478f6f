package vault

import (
	"bytes"
	"encoding/binary"
	"hash/fnv"
)

// The pages of a bbolt file, as bbolt v1.5.0 writes them (its internal/common). All numbers are little endian on
// every machine that Bondgenoot is built for.
const (
	pageHeader   = 16
	elementSize  = 16 // of a branch's and of a leaf's table
	bucketSize   = 16 // root page and sequence, before the page of an inline bucket
	metaSize     = 64
	metaMagic    = 0xED0CDAED
	metaVersion  = 2
	flagBranch   = 0x01
	flagLeaf     = 0x02
	flagMeta     = 0x04
	flagFreelist = 0x10
	flagBucket   = 0x01 // of a leaf's element: its value is a bucket
)

// meta is one of the two pages from which everything else is found. The newer one counts.
type meta struct {
	root     uint64
	freelist uint64
	pages    uint64 // number of pages in use or free: the file is at least that long
	txid     uint64
}

// parseMeta reads page n, 0 or 1. Both must be sound: bbolt itself would go back to the other one without a word.
func parseMeta(page []byte, n uint64) (meta, error) {
	le := binary.LittleEndian
	if le.Uint64(page) != n || le.Uint16(page[8:]) != flagMeta {
		return meta{}, damaged("page %d: not a meta page", n)
	}
	b := page[pageHeader : pageHeader+metaSize]
	sum := fnv.New64a()
	sum.Write(b[:metaSize-8])
	if le.Uint32(b) != metaMagic || le.Uint32(b[4:]) != metaVersion || le.Uint64(b[56:]) != sum.Sum64() {
		return meta{}, damaged("page %d: meta page with a wrong checksum", n)
	}
	m := meta{root: le.Uint64(b[16:]), freelist: le.Uint64(b[32:]), pages: le.Uint64(b[40:]), txid: le.Uint64(b[48:])}
	if size := le.Uint32(b[8:]); size != pageSize {
		return meta{}, damaged("page %d: page size %d", n, size)
	}
	if m.txid%2 != n {
		return meta{}, damaged("page %d: meta page of another place", n)
	}
	return m, nil
}

// newestMeta reads both meta pages and returns the one that counts.
func newestMeta(first, second []byte) (meta, error) {
	a, err := parseMeta(first, 0)
	if err != nil {
		return meta{}, err
	}
	b, err := parseMeta(second, 1)
	if err != nil {
		return meta{}, err
	}
	switch {
	case a.txid == b.txid+1:
		return a, nil
	case b.txid == a.txid+1:
		return b, nil
	}
	return meta{}, damaged("meta pages: of transactions %d and %d", a.txid, b.txid)
}

// element is one entry of a branch or leaf page. Its slices lie in the page.
type element struct {
	key    []byte
	value  []byte // of a leaf
	child  uint64 // of a branch
	bucket bool   // of a leaf: value is a bucket
}

// node is a parsed branch or leaf page with its overflow, or an inline bucket's page.
type node struct {
	leaf  bool
	count int
	page  []byte
	data  int // where the next key is expected: bbolt packs them behind the table, in order
	next  int
}

// parseNode checks the head of a page and the room for its table.
func parseNode(page []byte, n uint64) (node, error) {
	le := binary.LittleEndian
	flags, count := le.Uint16(page[8:]), int(le.Uint16(page[10:]))
	if le.Uint64(page) != n || flags != flagBranch && flags != flagLeaf {
		return node{}, damaged("page %d: not a branch or leaf", n)
	}
	data := pageHeader + count*elementSize
	if data > len(page) {
		return node{}, damaged("page %d: table of %d entries", n, count)
	}
	return node{leaf: flags == flagLeaf, count: count, page: page, data: data}, nil
}

// element returns the next entry, false when it does not lie where bbolt puts it.
func (p *node) element() (e element, ok bool) {
	le := binary.LittleEndian
	at := pageHeader + p.next*elementSize
	raw := p.page[at : at+elementSize]
	var pos, keySize, valueSize uint64
	if p.leaf {
		flags := le.Uint32(raw)
		pos, keySize, valueSize = uint64(le.Uint32(raw[4:])), uint64(le.Uint32(raw[8:])), uint64(le.Uint32(raw[12:]))
		if e.bucket = flags == flagBucket; !e.bucket && flags != 0 {
			return e, false
		}
	} else {
		pos, keySize, e.child = uint64(le.Uint32(raw)), uint64(le.Uint32(raw[4:])), le.Uint64(raw[8:])
	}
	start := uint64(at) + pos
	end := start + keySize + valueSize
	if start != uint64(p.data) || end > uint64(len(p.page)) || keySize == 0 {
		return e, false
	}
	e.key = p.page[start : start+keySize]
	e.value = p.page[start+keySize : end]
	p.data, p.next = int(end), p.next+1
	return e, true
}

// within tells whether key follows after and stays below end; nil is no bound.
func within(key, after, end []byte) bool {
	return (after == nil || bytes.Compare(key, after) > 0) && (end == nil || bytes.Compare(key, end) < 0)
}

// freePages calls each with every page number of a free list, and reports false when the list is not one.
func freePages(page []byte, n uint64, each func(uint64) bool) bool {
	le := binary.LittleEndian
	if le.Uint64(page) != n || le.Uint16(page[8:]) != flagFreelist {
		return false
	}
	list, count := page[pageHeader:], uint64(le.Uint16(page[10:]))
	if count == 0xFFFF { // then the first number is the count
		if len(list) < 8 {
			return false
		}
		count, list = le.Uint64(list), list[8:]
	}
	if count > uint64(len(list)/8) {
		return false
	}
	for i := range count {
		if !each(le.Uint64(list[i*8:])) {
			return false
		}
	}
	return true
}
