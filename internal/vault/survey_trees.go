package vault

import (
	"bytes"
	"encoding/binary"
)

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
