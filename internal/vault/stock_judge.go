package vault

import (
	"bytes"
	"cmp"
	"slices"
)

// judgeStock tells what of manifest and journal is not as it was written.
func (r *Remains) judgeStock(s stock, inv *inventory, chosen *heldRoot) {
	if chosen == nil {
		r.find(Finding{Part: PartManifest, Number: numberRoot, Harm: r.harmOf(keyRoot)})
	} else {
		r.report.Counter = chosen.Counter
		if !chosen.tree {
			r.find(Finding{Part: PartManifest, Number: numberRoot, Harm: cmp.Or(r.harmOf(keyRoot), HarmExchanged)})
		}
		r.judgeShards(s, chosen)
	}
	r.judgeJournal(s, inv, chosen)
	r.judgeCounter()
	if inv.root != nil {
		r.judgeHeaderOf(inv.root)
	}
	if chosen != nil && !chosen.tree && r.seen() != chosen.Counter {
		inv.unlisted = true // a later list may have been there
	}
	r.report.Unlisted = inv.unlisted
}

// harmOf tells what became of the one value under a key in its tree; empty when it opens.
func (r *Remains) harmOf(key string) Harm {
	for _, v := range r.survey.values[key] {
		if !v.tree {
			continue
		}
		if ok, err := r.open(v, func(sealed []byte) error { return r.openAny(key, sealed) }); ok && err == nil {
			return ""
		}
		return HarmUnreadable
	}
	return HarmMissing
}

func (r *Remains) judgeShards(s stock, chosen *heldRoot) {
	named := func(tag []byte) func(plain) bool {
		return func(p plain) bool { return p.tree && bytes.Equal(p.tag[:], tag) }
	}
	if !slices.ContainsFunc(s.indexes, named(chosen.Index)) {
		r.find(Finding{Part: PartManifest, Number: numberIndex, Harm: cmp.Or(r.harmOf(keyIndex), HarmExchanged)})
	}
	i := slices.IndexFunc(s.indexes, func(p plain) bool { return bytes.Equal(p.tag[:], chosen.Index) })
	if i < 0 || len(s.indexes[i].text) != 256*tagSize {
		return
	}
	for first := range s.shards {
		tag := s.indexes[i].text[first*tagSize:][:tagSize]
		key := string([]byte{byte(first)})
		switch {
		case bytes.Equal(tag, make([]byte, tagSize)):
			if harm := r.harmOf(key); harm != HarmMissing {
				r.find(Finding{Part: PartManifest, Number: uint64(first), Harm: HarmForeign})
			}
		case !slices.ContainsFunc(s.shards[first], named(tag)):
			r.find(Finding{Part: PartManifest, Number: uint64(first), Harm: cmp.Or(r.harmOf(key), HarmExchanged)})
		}
	}
}

func (r *Remains) judgeJournal(s stock, inv *inventory, chosen *heldRoot) {
	for n := uint64(1); n <= inv.last; n++ {
		e, ok := inv.entries[n]
		if ok && e.tree {
			r.report.Entries++
			continue
		}
		harm := cmp.Or(r.harmOf(string(entryKey(n))), HarmMissing)
		r.find(Finding{Part: PartEntry, Number: n, Harm: harm, Whole: ok})
	}
	for _, n := range s.beyond(inv.last) {
		r.find(Finding{Part: PartEntry, Number: n, Harm: HarmForeign})
	}
	whole := chosen != nil && uint64(len(s.heads)) > chosen.Entries
	if whole && !bytes.Equal(s.heads[chosen.Entries], chosen.Head) {
		r.find(Finding{Part: PartEntry, Harm: HarmExchanged, Whole: true, Detail: "chain"})
	}
}

// judgeHeaderOf tells of headers that are the vault's, but of another moment.
func (r *Remains) judgeHeaderOf(root *rootLine) {
	for i, v := range r.survey.headers {
		if v == nil {
			continue
		}
		b, err := r.value(*v)
		if err != nil {
			continue // told when it was read first
		}
		if p, err := parseHeader(b); err == nil && p.Vault == r.header.Vault && p.prove(r.keys) == nil && !p.is(root.Header) {
			r.find(Finding{Part: PartHeader, Number: uint64(i + 1), Harm: HarmExchanged, Detail: "of another moment"})
		}
	}
}

// seen is how far this machine has seen the vault; 0 when it does not know.
func (r *Remains) seen() uint64 { return openCounter(r.options.CounterFolder, r.header.Vault).read() }

// judgeCounter tells when this machine has seen more of the vault than is here.
func (r *Remains) judgeCounter() {
	seen := r.seen()
	switch {
	case r.report.Counter == 0 || seen <= r.report.Counter:
	case r.survey.torn:
		r.report.Behind = seen - r.report.Counter
	default:
		r.find(Finding{Part: PartCounter, Number: seen, Harm: HarmExchanged})
	}
}
