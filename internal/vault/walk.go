package vault

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
)

const (
	maxDepth   = 32       // levels of a tree: bbolt needs fewer for any file that fits a disk
	maxNesting = 3        // buckets in buckets
	readAhead  = 1 << 20  // bytes read in one go at most
	readGap    = 64 << 10 // bytes that are read rather than skipped
)

// walkFile proves every page of a bbolt file without trusting any of them, and returns the two copies of the
// header that it met. Afterwards bbolt can follow the file blindly, as it does.
func walkFile(file *os.File) (header [2][]byte, err error) {
	info, err := file.Stat()
	if err != nil {
		return header, err
	}
	return walk(file, info.Size())
}

// walk proves that each page up to the highest is exactly one of: meta, free list, free, or part of one tree; that
// trees are ordered and lie within bounds. It reads level by level, each in the order of the file: that is several
// times faster than bbolt's own first touch of a cold file.
func walk(r io.ReaderAt, size int64) (header [2][]byte, err error) {
	w := &walker{window: window{r: r, size: size}}
	if size < 4*pageSize {
		return header, damaged("file of %d bytes", size)
	}
	first, err := w.window.read(0, 2*pageSize)
	if err != nil {
		return header, err
	}
	m, err := newestMeta(first[:pageSize], first[pageSize:])
	if err != nil {
		return header, err
	}
	if m.pages < 4 || m.pages > uint64(size)/pageSize {
		return header, damaged("file of %d bytes, not of %d pages", size, m.pages)
	}
	w.pages = m.pages
	w.taken = make([]uint64, m.pages/64+1)
	if !w.take(0) || !w.take(1) {
		return header, damaged("meta pages")
	}
	if err := w.free(m.freelist); err != nil {
		return header, err
	}
	if err := w.trees(visit{page: m.root}); err != nil {
		return header, err
	}
	for n := range w.pages {
		if w.taken[n/64]&(1<<(n%64)) == 0 {
			return header, damaged("page %d: neither in use nor free", n)
		}
	}
	return w.header, nil
}

// visit is a page still to be seen, and what is known about it beforehand.
type visit struct {
	page   uint64
	from   []byte // its keys are not below this one
	until  []byte // and stay below that one; nil is no bound
	depth  int    // of the page in its tree
	bucket string // path of the tree's bucket, "/" after each name
	nested int    // number of names in it
}

type walker struct {
	window window
	pages  uint64
	taken  []uint64 // one bit for each page
	todo   []visit
	header [2][]byte
}

// take marks a page as seen, and reports false when it was, or is out of bounds.
func (w *walker) take(n uint64) bool {
	if n >= w.pages || w.taken[n/64]&(1<<(n%64)) != 0 {
		return false
	}
	w.taken[n/64] |= 1 << (n % 64)
	return true
}

// run reads a page with its overflow and takes all of them.
func (w *walker) run(n uint64) ([]byte, error) {
	if n >= w.pages {
		return nil, damaged("page %d: out of bounds", n)
	}
	page, err := w.window.read(int64(n)*pageSize, pageSize)
	if err != nil {
		return nil, err
	}
	length := uint64(binary.LittleEndian.Uint32(page[12:])) + 1
	if length > w.pages-n {
		return nil, damaged("page %d: overflow out of bounds", n)
	}
	for i := range length {
		if !w.take(n + i) {
			return nil, damaged("page %d: used twice", n+i)
		}
	}
	if length == 1 {
		return page, nil
	}
	return w.window.read(int64(n)*pageSize, int(length)*pageSize)
}

// free takes the pages of the free list and those that it lists.
func (w *walker) free(n uint64) error {
	page, err := w.run(n)
	if err != nil {
		return err
	}
	if !freePages(page, n, w.take) {
		return damaged("page %d: not a sound free list", n)
	}
	return nil
}

// trees walks the tree of buckets and every tree under it, level by level.
func (w *walker) trees(root visit) error {
	w.todo = []visit{root}
	for len(w.todo) > 0 {
		level := w.todo
		w.todo = nil
		slices.SortFunc(level, func(a, b visit) int { return cmp.Compare(a.page, b.page) })
		w.window.plan(level)
		for _, at := range level {
			page, err := w.run(at.page)
			if err != nil {
				return err
			}
			if err := w.node(page, at); err != nil {
				return err
			}
		}
	}
	return nil
}

// node proves one page.
func (w *walker) node(page []byte, at visit) error {
	p, err := parseNode(page, at.page)
	if err != nil {
		return err
	}
	if p.count == 0 && (at.depth > 0 || !p.leaf) {
		return damaged("page %d: empty", at.page)
	}
	if at.depth > maxDepth {
		return damaged("page %d: tree too deep", at.page)
	}
	if p.leaf {
		return w.leaf(p, at)
	}
	p.page = bytes.Clone(page) // the children's bounds outlive the window
	return w.branch(p, at)
}

func (w *walker) branch(p node, at visit) error {
	var before []byte
	start := len(w.todo)
	for p.next < p.count {
		e, ok := p.element()
		if !ok || !within(e.key, before, at.until) || before == nil && bytes.Compare(e.key, at.from) < 0 {
			return damaged("page %d: bad entry %d", at.page, p.next)
		}
		if len(w.todo) > start {
			w.todo[len(w.todo)-1].until = e.key
		}
		w.todo = append(w.todo, visit{
			page: e.child, from: e.key, until: at.until, depth: at.depth + 1, bucket: at.bucket, nested: at.nested,
		})
		before = e.key
	}
	return nil
}

func (w *walker) leaf(p node, at visit) error {
	var before []byte
	for p.next < p.count {
		e, ok := p.element()
		if !ok || !within(e.key, before, at.until) || before == nil && bytes.Compare(e.key, at.from) < 0 {
			return damaged("page %d: bad entry %d", at.page, p.next)
		}
		before = e.key
		if e.bucket {
			if err := w.bucket(e, at); err != nil {
				return err
			}
			continue
		}
		if string(e.key) == keyHeader {
			w.keep(e.value, at.bucket)
		}
	}
	return nil
}

// keep takes note of a copy of the header.
func (w *walker) keep(value []byte, bucket string) {
	switch bucket {
	case bucketHeader + "/" + headerFirst + "/":
		w.header[0] = bytes.Clone(value)
	case bucketHeader + "/" + headerSecond + "/":
		w.header[1] = bytes.Clone(value)
	}
}

// bucket proves a bucket's entry: its tree is walked later, a page within the entry at once.
func (w *walker) bucket(e element, at visit) error {
	if len(e.value) < bucketSize || at.nested == maxNesting {
		return damaged("page %d: bad bucket", at.page)
	}
	inside := visit{
		page: binary.LittleEndian.Uint64(e.value), bucket: at.bucket + string(e.key) + "/", nested: at.nested + 1,
	}
	if inside.page != 0 {
		if len(e.value) != bucketSize {
			return damaged("page %d: bad bucket", at.page)
		}
		w.todo = append(w.todo, inside)
		return nil
	}
	page := e.value[bucketSize:]
	if len(page) < pageHeader {
		return damaged("page %d: bad bucket", at.page)
	}
	p, err := parseNode(page, 0)
	if err != nil || !p.leaf || binary.LittleEndian.Uint32(page[12:]) != 0 {
		return damaged("page %d: bad inline bucket", at.page)
	}
	inside.page, inside.nested = at.page, maxNesting // bbolt nests no bucket in an inline one
	return w.leaf(p, inside)
}

// window reads a file in large pieces, as the coming pages ask.
type window struct {
	r     io.ReaderAt
	size  int64
	at    int64
	data  []byte
	space []byte
	ends  []int64 // where pieces that are worth reading in one go end, ascending
}

// plan takes note of the pages that will be read next, in order.
func (w *window) plan(level []visit) {
	w.ends = w.ends[:0]
	for i, v := range level {
		if v.page > uint64(w.size)/pageSize {
			break // out of bounds, told when it is read
		}
		end := int64(v.page+1) * pageSize
		if n := len(w.ends); i > 0 && n > 0 && end-w.ends[n-1] <= readGap {
			w.ends[n-1] = end
		} else {
			w.ends = append(w.ends, end)
		}
	}
}

// read returns n bytes at an offset, valid until the next read.
func (w *window) read(offset int64, n int) ([]byte, error) {
	if start := offset - w.at; start >= 0 && start+int64(n) <= int64(len(w.data)) {
		return w.data[start : start+int64(n)], nil
	}
	want := int64(n)
	for len(w.ends) > 0 && w.ends[0] < offset+want {
		w.ends = w.ends[1:]
	}
	if len(w.ends) > 0 {
		want = max(want, min(readAhead, w.ends[0]-offset))
	}
	want = min(want, w.size-offset)
	if want < int64(n) {
		return nil, damaged("file ends at %d", w.size)
	}
	if int64(cap(w.space)) < want {
		w.space = make([]byte, max(want, readAhead))
	}
	w.data, w.at = w.space[:want], offset
	if _, err := w.r.ReadAt(w.data, offset); err != nil {
		w.data = nil
		if errors.Is(err, io.EOF) {
			return nil, damaged("file ends before %d", offset+want)
		}
		return nil, fmt.Errorf("read file: %w", err)
	}
	return w.data[:n], nil
}
