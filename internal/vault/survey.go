package vault

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// span is where a value lies in the file.
type span struct {
	at   int64
	size uint32
	tree bool // reached from the newest meta page, in the bucket where a key of its kind belongs
}

// survey is what a damaged file still shows without any key: what its trees lead to, and what lies in the pages that they do not lead to, such as
// those of a tree that was cut off and those that bbolt freed but has not used again. Nothing of it is trusted: whoever reads a value opens its seal.
type survey struct {
	ctx      context.Context //nolint:containedctx // it lives as long as one reading of a file
	r        io.ReaderAt
	size     int64
	pages    uint64 // whole pages that the file holds
	sound    bool   // the strict walk found nothing
	torn     bool   // the newest meta page is broken, the one before it is sound
	txid     uint64 // of the meta page that was followed
	seen     []uint64
	values   map[string][]span // by key: keys of different buckets differ in length
	headers  [2]*span // the copies of the header, where they belong
	findings []Finding
}

// The kinds of values tell themselves apart by the length of their keys.
const (
	keyLenShard   = 1
	keyLenEntry   = 8
	keyLenRecord  = 16
	keyLenChunk   = blobKeySize
	keyLenVersion = 24
	maxKeyLen     = 24
)

// bucketOf is the bucket in which a key of this kind belongs, with "/" after each name; empty when it belongs nowhere.
func bucketOf(key []byte) string {
	switch {
	case string(key) == keyHeader:
		return bucketHeader + "/"
	case string(key) == keyRoot:
		return bucketRoot + "/"
	case string(key) == keyIndex, len(key) == keyLenShard:
		return bucketManifest + "/"
	case len(key) == keyLenEntry, len(key) == keyLenVersion:
		return bucketJournal + "/"
	case len(key) == keyLenRecord:
		return bucketRecords + "/"
	case len(key) == keyLenChunk:
		return bucketBlobs + "/"
	}
	return ""
}

// surveyFile looks at every page of a file. The error is that of reading, never that of what was read.
func surveyFile(ctx context.Context, r io.ReaderAt, size int64) (*survey, error) {
	s := &survey{ctx: ctx, r: r, size: size, pages: uint64(size) / pageSize, values: map[string][]span{}}
	s.seen = make([]uint64, s.pages/64+1)
	_, walked := walk(r, size)
	switch {
	case walked == nil:
		s.sound = true
	case !errors.Is(walked, ErrDamaged):
		return nil, walked
	}
	m, ok, err := s.metas()
	if err != nil {
		return nil, err
	}
	if ok {
		if err := s.trees(m); err != nil {
			return nil, err
		}
		if err := s.freeList(m); err != nil {
			return nil, err
		}
	}
	if !s.sound && len(s.findings) == 0 { // what only the strict walk minds
		s.find(Finding{Part: PartFile, Harm: HarmUnreadable, Detail: detail(walked)})
	}
	return s, s.loose()
}

// detail is the text of an error, without what every damage says.
func detail(err error) string {
	var d *DamageError
	if errors.As(err, &d) {
		return d.Part
	}
	return err.Error()
}

func (s *survey) find(f Finding) { s.findings = append(s.findings, f) }

// read returns bytes of the file, fewer at its end.
func (s *survey) read(at int64, n int) ([]byte, error) {
	if err := s.ctx.Err(); err != nil {
		return nil, err
	}
	n = int(min(int64(n), s.size-at))
	if n <= 0 {
		return nil, nil
	}
	b := make([]byte, n)
	got, err := s.r.ReadAt(b, at)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read file: %w", err)
	}
	return b[:got], nil
}

func (s *survey) page(n uint64) ([]byte, error) {
	if n >= s.pages {
		return nil, nil
	}
	return s.read(int64(n)*pageSize, pageSize)
}

// take marks pages as seen, and reports whether the first of them had not been.
func (s *survey) take(n, length uint64) bool {
	if n >= s.pages || s.seen[n/64]&(1<<(n%64)) != 0 {
		return false
	}
	for i := n; i < min(n+length, s.pages); i++ {
		s.seen[i/64] |= 1 << (i % 64)
	}
	return true
}

// metas judges both meta pages, and returns the one to follow.
func (s *survey) metas() (meta, bool, error) {
	var found [2]meta
	var good [2]bool
	for n := range uint64(2) {
		page, err := s.page(n)
		if err != nil {
			return meta{}, false, err
		}
		if len(page) < pageSize {
			s.find(Finding{Part: PartMeta, Number: n, Harm: HarmMissing})
			continue
		}
		m, err := parseMeta(page, n)
		if err != nil {
			s.find(Finding{Part: PartMeta, Number: n, Harm: HarmUnreadable, Detail: detail(err)})
			continue
		}
		found[n], good[n] = m, true
	}
	s.take(0, 2)
	switch {
	case good[0] && good[1]:
		newest, older := found[0], found[1]
		if older.txid > newest.txid {
			newest, older = older, newest
		}
		if newest.txid != older.txid+1 {
			s.find(Finding{Part: PartMeta, Number: older.txid % 2, Harm: HarmExchanged, Detail: "of another moment than the other one"})
		}
		s.short(newest)
		s.txid = newest.txid
		return newest, true, nil
	case good[0], good[1]:
		m := found[0]
		if good[1] {
			m = found[1]
		}
		s.torn, s.txid = true, m.txid
		s.short(m)
		return m, true, nil
	}
	return meta{}, false, nil
}

// short tells that the file ends before its last page.
func (s *survey) short(m meta) {
	if m.pages > s.pages {
		s.find(Finding{Part: PartFile, Number: m.pages - s.pages, Harm: HarmMissing, Detail: "pages at the end"})
	}
}

// freeList marks what the free list takes. Broken or not, no data is in it.
func (s *survey) freeList(m meta) error {
	page, err := s.page(m.freelist)
	if err != nil {
		return err
	}
	length := uint64(1)
	if len(page) == pageSize {
		length += uint64(binary.LittleEndian.Uint32(page[12:]))
	}
	if length <= s.pages {
		if page, err = s.read(int64(m.freelist)*pageSize, int(length)*pageSize); err != nil {
			return err
		}
	}
	free := map[uint64]bool{}
	ok := len(page) >= pageSize && length <= s.pages-min(m.freelist, s.pages) && s.take(m.freelist, length) &&
		freePages(page, m.freelist, func(n uint64) bool {
			fresh := n < m.pages && !free[n] && (n >= s.pages || s.seen[n/64]&(1<<(n%64)) == 0)
			free[n] = true
			return fresh
		})
	if !ok && !s.sound {
		s.find(Finding{Part: PartFreeList, Number: m.freelist, Harm: HarmUnreadable})
	}
	return nil
}

// trees follows the tree of buckets and every tree below it, past whatever is broken.
func (s *survey) trees(m meta) error {
	todo := []visit{{page: m.root}}
	for len(todo) > 0 {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		more, err := s.visit(at)
		if err != nil {
			return err
		}
		todo = append(todo, more...)
	}
	return nil
}

// visit looks at one page of a tree.
func (s *survey) visit(at visit) ([]visit, error) {
	harmed := func(harm Harm, what string) {
		s.find(Finding{Part: PartPage, Number: at.page, Harm: harm, Bucket: bucketName(at.bucket), Detail: what})
	}
	page, err := s.page(at.page)
	if err != nil {
		return nil, err
	}
	switch {
	case len(page) < pageSize:
		harmed(HarmMissing, "beyond the end of the file")
		return nil, nil
	case at.depth > maxDepth:
		harmed(HarmUnreadable, "tree too deep")
		return nil, nil
	}
	length := uint64(binary.LittleEndian.Uint32(page[12:])) + 1
	if length > s.pages-at.page {
		harmed(HarmUnreadable, "longer than the file")
		length = 1
	}
	if !s.take(at.page, length) {
		harmed(HarmExchanged, "used twice")
		return nil, nil
	}
	if length > 1 {
		if page, err = s.read(int64(at.page)*pageSize, int(length)*pageSize); err != nil {
			return nil, err
		}
	}
	more, err := s.entries(page, at)
	if err != nil {
		harmed(HarmUnreadable, detail(err))
		s.table(page, int64(at.page)*pageSize, at.bucket, true) // what can be made of it
	}
	return more, nil
}

func bucketName(path string) string {
	name, _, _ := bytes.Cut([]byte(path), []byte("/"))
	if len(name) > len(bucketManifest) { // no bucket of ours has such a name
		name = nil
	}
	return string(bytes.ToValidUTF8(name, nil))
}

// entries takes the entries of a sound page; a branch leads further.
func (s *survey) entries(page []byte, at visit) ([]visit, error) {
	p, err := parseNode(page, at.page)
	if err != nil {
		return nil, err
	}
	if p.count == 0 && (at.depth > 0 || !p.leaf) {
		return nil, damaged("page %d: empty", at.page)
	}
	var more []visit
	var before []byte
	for p.next < p.count {
		e, ok := p.element()
		if !ok || !within(e.key, before, at.until) || before == nil && bytes.Compare(e.key, at.from) < 0 {
			return more, damaged("page %d: bad entry %d", at.page, p.next)
		}
		before = e.key
		switch {
		case !p.leaf:
			if len(more) > 0 {
				more[len(more)-1].until = e.key
			}
			more = append(more, visit{page: e.child, from: e.key, until: at.until, depth: at.depth + 1, bucket: at.bucket, nested: at.nested})
		case e.bucket:
			inside, ok := s.bucket(e, at, page)
			if !ok {
				return more, damaged("page %d: bad bucket", at.page)
			}
			more = append(more, inside...)
		default:
			s.add(e.key, e.value, offsetIn(page, e.value, at.page), at.bucket)
		}
	}
	return more, nil
}

// offsetIn is where a slice of a page lies in the file.
func offsetIn(page, part []byte, n uint64) int64 {
	return int64(n)*pageSize + int64(cap(page)-cap(part))
}

// bucket takes what a bucket's entry holds, or returns where it leads.
func (s *survey) bucket(e element, at visit, page []byte) ([]visit, bool) {
	if len(e.value) < bucketSize || at.nested == maxNesting {
		return nil, false
	}
	inside := visit{
		page: binary.LittleEndian.Uint64(e.value), bucket: at.bucket + string(e.key) + "/", nested: at.nested + 1,
	}
	if inside.page != 0 {
		return []visit{inside}, len(e.value) == bucketSize
	}
	inline := e.value[bucketSize:]
	if len(inline) < pageHeader {
		return nil, false
	}
	p, err := parseNode(inline, 0)
	if err != nil || !p.leaf {
		return nil, false
	}
	for p.next < p.count {
		in, ok := p.element()
		if !ok || in.bucket {
			return nil, false
		}
		s.add(in.key, in.value, offsetIn(page, in.value, at.page), inside.bucket)
	}
	return nil, true
}

// add keeps the place of a value.
func (s *survey) add(key, value []byte, at int64, bucket string) {
	belongs := bucketOf(key)
	if belongs == "" {
		return
	}
	s.put(string(key), span{at: at, size: uint32(len(value)), tree: bucket == belongs}, bucket)
}

// put keeps a place once; that it is reached by a tree counts.
func (s *survey) put(key string, v span, bucket string) {
	for i, name := range []string{headerFirst, headerSecond} {
		if key == keyHeader && bucket == bucketHeader+"/"+name+"/" {
			s.headers[i], v.tree = &v, true
		}
	}
	for i, had := range s.values[key] {
		if had.at == v.at && had.size == v.size {
			s.values[key][i].tree = had.tree || v.tree
			return
		}
	}
	s.values[key] = append(s.values[key], v)
}

// table takes what looks like an entry in a page whose head or order cannot be trusted. Base is where the page lies in the file. In a page that a tree
// leads to, what belongs in its bucket counts as in the tree.
func (s *survey) table(page []byte, base int64, bucket string, tree bool) {
	if len(page) < pageHeader+elementSize {
		return
	}
	le := binary.LittleEndian
	count := int(le.Uint16(page[10:]))
	if first := le.Uint32(page[pageHeader+4:]); le.Uint16(page[8:]) != flagLeaf || count == 0 {
		count = int(min(first/elementSize, pageSize/elementSize)) // the first entry's key lies just behind the table
	}
	for i := range count {
		at := pageHeader + i*elementSize
		if at+elementSize > len(page) {
			return
		}
		raw := page[at : at+elementSize]
		flags, pos, keySize, valueSize := le.Uint32(raw), uint64(le.Uint32(raw[4:])), uint64(le.Uint32(raw[8:])), uint64(le.Uint32(raw[12:]))
		start := uint64(at) + pos
		if flags > flagBucket || pos < elementSize || keySize == 0 || keySize > maxKeyLen {
			continue
		}
		key, err := s.read(base+int64(start), int(keySize))
		if err != nil || uint64(len(key)) < keySize {
			continue
		}
		value := base + int64(start+keySize)
		if value+int64(valueSize) > s.size || valueSize > maxValue {
			continue
		}
		if flags == flagBucket {
			s.inline(value, int(valueSize), bucket+string(key)+"/", tree)
			continue
		}
		if belongs := bucketOf(key); belongs != "" {
			v := span{at: value, size: uint32(valueSize), tree: tree && bucket == belongs}
			if !tree {
				bucket = ""
			}
			s.put(string(key), v, bucket)
		}
	}
}

// maxValue is the size of the largest sealed record there can be.
const maxValue = MaxBody*2 + sealSize

// inline looks into a bucket that lies within its entry, such as that of the manifest's root.
func (s *survey) inline(at int64, size int, bucket string, tree bool) {
	const most = pageSize // bbolt keeps smaller buckets inline
	if size <= bucketSize+pageHeader || size > most {
		return
	}
	page, err := s.read(at+bucketSize, size-bucketSize)
	if err != nil || len(page) < size-bucketSize {
		return
	}
	s.table(page, at+bucketSize, bucket, tree)
}

// loose looks at all pages that no tree led to.
func (s *survey) loose() error {
	for n := range s.pages {
		if s.seen[n/64]&(1<<(n%64)) != 0 {
			continue
		}
		page, err := s.page(n)
		if err != nil {
			return err
		}
		s.table(page, int64(n)*pageSize, "", false)
	}
	return nil
}
