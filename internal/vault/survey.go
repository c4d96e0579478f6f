package vault

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
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
	places   map[int64]int     // which of the values under its key lies at a place
	headers  [2]*span          // the copies of the header, where they belong
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
	s := &survey{ctx: ctx, r: r, size: size, pages: uint64(size) / pageSize, values: map[string][]span{}, places: map[int64]int{}}
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
	s.sortPages()
	return s, s.loose()
}

// sortPages puts the findings about pages, which are met in the order of the trees, in that of the file.
func (s *survey) sortPages() {
	var pages, others []Finding
	for _, f := range s.findings {
		if f.Part == PartPage {
			pages = append(pages, f)
		} else {
			others = append(others, f)
		}
	}
	slices.SortStableFunc(pages, func(a, b Finding) int { return cmp.Compare(a.Number, b.Number) })
	s.findings = append(others, pages...)
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
	if n <= 0 || at < 0 {
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
	if m.freelist < s.pages && length <= s.pages {
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
