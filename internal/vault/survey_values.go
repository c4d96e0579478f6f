package vault

import "encoding/binary"

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
	if i, met := s.places[v.at]; met && i < len(s.values[key]) && s.values[key][i].at == v.at && s.values[key][i].size == v.size {
		s.values[key][i].tree = s.values[key][i].tree || v.tree
		return
	}
	s.places[v.at] = len(s.values[key])
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
