package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
)

// rawWindow is how much of a file is held at a time while it is searched byte by byte.
const rawWindow = 1 << 20

// rawly hands the whole file to look, in pieces that overlap by keep bytes.
func (s *survey) rawly(keep int, look func(at int64, piece []byte) error) error {
	for at := int64(0); at < s.size; at += rawWindow {
		piece, err := s.read(at, rawWindow+keep)
		if err != nil {
			return err
		}
		if err := look(at, piece); err != nil {
			return err
		}
	}
	return nil
}

// mostFrames bounds how many headers are looked at: an old vault has a few in pages that are not in use any more.
const mostFrames = 64

// frames finds what begins like a header anywhere in the file.
func (s *survey) frames() ([][]byte, error) {
	var frames [][]byte
	err := s.rawly(headerFixed, func(at int64, piece []byte) error {
		for from := 0; len(frames) < mostFrames; {
			i := bytes.Index(piece[from:], []byte(headerMagic))
			if i < 0 || from+i >= rawWindow || from+i+headerFixed > len(piece) {
				return nil
			}
			from += i
			size := int64(headerFixed+2*sha256.Size) + int64(binary.BigEndian.Uint32(piece[from+headerPrefix:]))
			if size <= maxHeader {
				frame, err := s.read(at+int64(from), int(size))
				if err != nil {
					return err
				}
				frames = append(frames, frame)
			}
			from++
		}
		return nil
	})
	return frames, err
}

// wanted is a version of a record that is to be found by the tag of its seal.
type wanted struct {
	id     ID
	number uint64
}

// byTags finds sealed values by their tags anywhere in the file, whatever became of the tables that led to them.
func (r *Remains) byTags(tags map[[tagSize]byte]wanted) error {
	if len(tags) == 0 {
		return nil
	}
	var first [1 << 16]bool
	for tag := range tags {
		first[binary.BigEndian.Uint16(tag[:])] = true
	}
	return r.survey.rawly(tagSize, func(at int64, piece []byte) error {
		for i := 0; i < min(len(piece)-tagSize+1, rawWindow); i++ {
			if !first[binary.BigEndian.Uint16(piece[i:])] {
				continue
			}
			w, ok := tags[[tagSize]byte(piece[i:i+tagSize])]
			if !ok {
				continue
			}
			if err := r.openBefore(at+int64(i)+tagSize, w); err != nil {
				return err
			}
		}
		return nil
	})
}

// openBefore opens the sealed record that ends at a place: records come in few sizes.
func (r *Remains) openBefore(end int64, w wanted) error {
	for class := sizeClass(0); class <= 2*MaxBody; class = sizeClass(class + 1) {
		v := span{at: end - int64(class+sealSize), size: uint32(class + sealSize)}
		if v.at < 0 {
			return nil
		}
		c := copyOf{span: v}
		ok, err := r.open(v, func(sealed []byte) error { return c.fill(r.keys, w.id, sealed) })
		if err != nil {
			return err
		}
		if ok {
			r.opened[w.id] = append(r.opened[w.id], c)
			return nil
		}
	}
	return nil
}
