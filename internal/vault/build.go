package vault

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
)

// builder writes a bbolt file from front to back. Entries come bucket by bucket, in the order of their keys; buckets
// in that of their names. It is for whole files: bbolt seeks, splits and copies for each entry, which was measured to
// take several times as long. What is built is proven page by page like any file before anything depends on it.
type builder struct {
	file   *os.File
	ahead  []byte // pages not yet written
	next   uint64 // number of the page after those
	top    level  // of the tree of buckets, which is one leaf
	name   string // of the bucket that is being filled
	levels []*level
}

// level is the page of one level of a tree that is being filled. Level 0 has the leaves.
type level struct {
	entries []entryShape
	data    []byte // their keys and values in a row, as a page has them behind its table
	before  []byte // the latest key
}

// entryShape is an entry of a page, its key and value aside.
type entryShape struct {
	key, value int
	child      uint64 // of a branch
	bucket     bool   // of a leaf
}

const (
	filledTo   = pageSize * 9 / 10 // the first entry that lands in a full page splits it
	writeAhead = 1 << 20
	freeList   = 2 // where a built file has it
)

// startBuild begins a file at path, which must not be there.
func startBuild(path string) (*builder, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, fileMode)
	if err != nil {
		return nil, fmt.Errorf("make file: %w", err)
	}
	b := &builder{file: file, next: freeList + 1, ahead: make([]byte, 0, writeAhead+writeAhead/4)}
	if _, err := file.Seek(int64(b.next)*pageSize, io.SeekStart); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return b, nil
}

// begin ends the bucket that is being filled and begins another.
func (b *builder) begin(bucket string) error {
	if err := b.endBucket(); err != nil {
		return err
	}
	b.name = bucket
	return nil
}

// put adds an entry to the bucket.
func (b *builder) put(key, value []byte) error { return b.add(0, key, value, entryShape{}) }

// putBucket adds an empty bucket to the bucket.
func (b *builder) putBucket(name string) error {
	return b.add(0, []byte(name), emptyBucket(), entryShape{bucket: true})
}

// emptyBucket is the entry of a bucket without entries: no root page, but a leaf within.
func emptyBucket() []byte {
	value := make([]byte, bucketSize+pageHeader)
	binary.LittleEndian.PutUint16(value[bucketSize+8:], flagLeaf)
	return value
}

// add adds an entry to a level of the tree, in a new page when it does not fit.
func (b *builder) add(depth int, key, value []byte, e entryShape) error {
	if depth == len(b.levels) {
		b.levels = append(b.levels, &level{})
	}
	l := b.levels[depth]
	if len(l.entries) > 0 && l.size()+elementSize+len(key)+len(value) > filledTo {
		if err := b.endPage(depth); err != nil {
			return err
		}
	}
	return l.append(key, value, e)
}

// size is what the entries take as a page.
func (l *level) size() int { return pageHeader + len(l.entries)*elementSize + len(l.data) }

func (l *level) append(key, value []byte, e entryShape) error {
	if !within(key, l.before, nil) || len(key) == 0 {
		return errors.New("build file: keys out of order")
	}
	e.key, e.value = len(key), len(value)
	l.entries = append(l.entries, e)
	l.data = append(append(l.data, key...), value...)
	l.before = append(l.before[:0], key...)
	return nil
}

// endPage writes the page of a level, and enters it in the level above.
func (b *builder) endPage(depth int) error {
	l := b.levels[depth]
	first := bytes.Clone(l.data[:l.entries[0].key])
	at, err := b.write(l, depth == 0)
	if err != nil {
		return err
	}
	return b.add(depth+1, first, nil, entryShape{child: at})
}

// write writes the page of a level, with its overflow, and returns its number.
func (b *builder) write(l *level, leaf bool) (uint64, error) {
	at, length := b.next, (l.size()+pageSize-1)/pageSize
	b.next += uint64(length)
	start := len(b.ahead)
	b.ahead = append(b.ahead, make([]byte, length*pageSize)...)
	l.lay(b.ahead[start:], at, leaf)
	l.entries, l.data = l.entries[:0], l.data[:0]
	if len(b.ahead) < writeAhead {
		return at, nil
	}
	return at, b.flush()
}

func (b *builder) flush() error {
	_, err := b.file.Write(b.ahead)
	b.ahead = b.ahead[:0]
	if err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	return nil
}

// lay lays a branch or leaf page as bbolt does: head, table, and behind it the keys and values.
func (l *level) lay(page []byte, n uint64, leaf bool) {
	le := binary.LittleEndian
	le.PutUint64(page, n)
	le.PutUint16(page[8:], flagBranch)
	if leaf {
		le.PutUint16(page[8:], flagLeaf)
	}
	le.PutUint16(page[10:], uint16(len(l.entries)))
	le.PutUint32(page[12:], uint32(len(page)/pageSize-1))
	data := pageHeader + len(l.entries)*elementSize
	copy(page[data:], l.data)
	for i, e := range l.entries {
		at := pageHeader + i*elementSize
		raw := page[at : at+elementSize]
		if leaf {
			if e.bucket {
				le.PutUint32(raw, flagBucket)
			}
			le.PutUint32(raw[4:], uint32(data-at))
			le.PutUint32(raw[8:], uint32(e.key))
			le.PutUint32(raw[12:], uint32(e.value))
		} else {
			le.PutUint32(raw, uint32(data-at))
			le.PutUint32(raw[4:], uint32(e.key))
			le.PutUint64(raw[8:], e.child)
		}
		data += e.key + e.value
	}
}

// endBucket writes what is left of the bucket that is being filled, and enters it in the tree of buckets.
func (b *builder) endBucket() error {
	if b.name == "" {
		return nil
	}
	value := emptyBucket()
	if len(b.levels) > 0 {
		root, err := b.endTree()
		if err != nil {
			return err
		}
		value = make([]byte, bucketSize)
		binary.LittleEndian.PutUint64(value, root)
	}
	name := b.name
	b.name = ""
	return b.top.append([]byte(name), value, entryShape{bucket: true})
}

// endTree writes the page that is being filled on each level, and returns the number of the root's.
func (b *builder) endTree() (root uint64, err error) {
	for depth := 0; depth < len(b.levels)-1; depth++ {
		if err := b.endPage(depth); err != nil { // may add a level
			return 0, err
		}
	}
	highest := b.levels[len(b.levels)-1]
	root, err = b.write(highest, len(b.levels) == 1)
	b.levels = nil
	return root, err
}

// endBuild writes the tree of buckets, the free list and the meta pages, and returns the file, not yet synced.
func (b *builder) endBuild() (*os.File, error) {
	if err := b.endBucket(); err != nil {
		return nil, err
	}
	root, err := b.write(&b.top, true)
	if err != nil {
		return nil, err
	}
	if err := b.flush(); err != nil {
		return nil, err
	}
	head := make([]byte, (freeList+1)*pageSize)
	layMeta(head, 0, root, b.next)
	layMeta(head[pageSize:], 1, root, b.next)
	binary.LittleEndian.PutUint64(head[freeList*pageSize:], freeList)
	binary.LittleEndian.PutUint16(head[freeList*pageSize+8:], flagFreelist)
	if _, err := b.file.WriteAt(head, 0); err != nil {
		return nil, fmt.Errorf("write file: %w", err)
	}
	return b.file, nil
}

// layMeta lays meta page n, 0 or 1, of a file that has seen two transactions, both with the same outcome.
func layMeta(page []byte, n, root, pages uint64) {
	le := binary.LittleEndian
	le.PutUint64(page, n)
	le.PutUint16(page[8:], flagMeta)
	m := page[pageHeader : pageHeader+metaSize]
	le.PutUint32(m, metaMagic)
	le.PutUint32(m[4:], metaVersion)
	le.PutUint32(m[8:], pageSize)
	le.PutUint64(m[16:], root)
	le.PutUint64(m[32:], freeList)
	le.PutUint64(m[40:], pages)
	le.PutUint64(m[48:], n)
	sum := fnv.New64a()
	sum.Write(m[:metaSize-8])
	le.PutUint64(m[56:], sum.Sum64())
}
