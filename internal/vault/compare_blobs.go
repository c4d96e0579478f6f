package vault

import (
	"bytes"
	"slices"
)

// judgeBlobs looks at all chunks of all blobs.
func (r *Remains) judgeBlobs() error {
	counts := map[ID]uint64{}
	for key, spans := range r.survey.values {
		if len(key) == keyLenChunk && slices.ContainsFunc(spans, func(v span) bool { return v.tree }) {
			counts[ID([]byte(key[:16]))]++
		}
	}
	for _, id := range sortedIDs(r.list.blobs) {
		listed := r.list.blobs[id]
		f := Finding{Part: PartBlob, ID: id, Number: listed.number}
		_, harm, err := r.chunks(listed, true)
		if err != nil {
			return err
		}
		if harm == "" && counts[id] > chunksOf(listed.number) {
			harm = HarmExchanged
		}
		delete(counts, id)
		if harm == "" {
			r.report.Blobs++
			continue
		}
		_, still, err := r.chunks(listed, false)
		if err != nil {
			return err
		}
		f.Harm, f.Whole = harm, still == ""
		r.find(f)
	}
	for _, id := range sortedIDs(counts) {
		r.find(Finding{Part: PartBlob, ID: id, Harm: HarmForeign})
	}
	return nil
}

func sortedIDs[V any](m map[ID]V) []ID {
	ids := make([]ID, 0, len(m))
	for id := range m {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b ID) int { return bytes.Compare(a[:], b[:]) })
	return ids
}

// chunks finds the chunks of a blob, in the tree or anywhere, and says what is wrong with them.
func (r *Remains) chunks(listed line, tree bool) ([]span, Harm, error) {
	var found []span
	count := chunksOf(listed.number)
	size := uint64(0)
	for n := range uint32(count) {
		last := n == uint32(count)-1
		harm := HarmMissing
		for _, v := range r.survey.values[string(chunkKey(listed.id, n))] {
			if tree && !v.tree {
				continue
			}
			if harm == HarmMissing {
				harm = HarmUnreadable
			}
			ok, err := r.open(v, func(sealed []byte) error {
				_, err := r.keys.open(r.keys.blobs, sealed, forBlob, chunkPlace(listed.id, n, last)...)
				if err == nil && last && listed.tag != [tagSize]byte{} && tagOf(sealed) != listed.tag {
					return damaged("blob: another end")
				}
				return err
			})
			if err != nil {
				return nil, "", err
			}
			if ok {
				found, harm = append(found, v), ""
				size += uint64(v.size) - sealSize
				break
			}
		}
		if harm != "" {
			return nil, harm, nil
		}
	}
	if size != listed.number {
		return nil, HarmExchanged, nil
	}
	return found, "", nil
}
