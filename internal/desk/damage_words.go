package desk

import (
	"errors"
	"strconv"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// Sentence says in one sentence what is the matter with a vault; that it is whole when nothing is.
func (x *Examination) Sentence(words *language.Language) string {
	_, lost := x.Harmed(vault.PartRecord)
	whole := len(x.latest)
	switch {
	case errors.Is(x.Locked, vault.ErrWrongPassphrase):
		return words.Text("damage.locked.passphrase", "File", atHome(x.File))
	case x.Locked != nil:
		return words.Text("damage.locked.header", "File", atHome(x.File))
	case x.Sound():
		return words.Plural("damage.whole", whole, "File", atHome(x.File))
	case x.Torn && x.Later > 0:
		return words.Text("damage.torn.later")
	case x.Torn && x.Behind == 0:
		return words.Text("damage.torn")
	case x.Torn:
		return words.Plural("damage.torn.behind", int(min(x.Behind, 1_000_000)))
	case x.Unlisted:
		return words.Plural("damage.unlisted", whole)
	case lost > 0:
		return words.Plural("damage.lost", lost, "Whole", whole)
	case x.OnlyOlder():
		return words.Text("damage.older", "File", atHome(x.File))
	case x.mendable():
		return words.Text("damage.mendable")
	}
	return words.Plural("damage.readable", whole)
}

// OnlyOlder reports whether nothing is wrong but that the file is an older copy.
func (x *Examination) OnlyOlder() bool {
	if x.Locked != nil {
		return false
	}
	for _, f := range x.Findings {
		if f.Part != vault.PartCounter {
			return false
		}
	}
	return true
}

// mendable reports whether opening the vault mends all that is wrong with it: one copy of the header.
func (x *Examination) mendable() bool {
	return len(x.Findings) == 1 && x.Findings[0].Part == vault.PartHeader && x.Findings[0].Number > 0 &&
		(x.Findings[0].Harm == vault.HarmUnreadable || x.Findings[0].Harm == vault.HarmMissing)
}

// Lines tell part by part what is not as it was written, for who wants to know more: how many of each, and pages and places by number.
func (x *Examination) Lines(words *language.Language) []string {
	var lines []string
	for _, f := range x.Findings {
		switch f.Part {
		case vault.PartRecord, vault.PartVersion, vault.PartBlob, vault.PartEntry, vault.PartPage:
			continue // many at a time
		case vault.PartFile, vault.PartMeta, vault.PartHeader, vault.PartFreeList, vault.PartBucket, vault.PartKeys, vault.PartManifest, vault.PartCounter:
		}
		lines = append(lines, words.Text("damage.part", "Part", partName(words, f), "Harm", words.Text("damage.harm."+string(f.Harm))))
	}
	for _, part := range []vault.Part{vault.PartPage, vault.PartRecord, vault.PartVersion, vault.PartBlob, vault.PartEntry} {
		if harmed, lost := x.Harmed(part); harmed > 0 {
			lines = append(lines, words.Plural("damage.count."+string(part), harmed, "Lost", lost))
		}
	}
	if x.Unlisted {
		lines = append(lines, words.Text("damage.more"))
	}
	return lines
}

// partName names a part of the file, with its number where there are more.
func partName(words *language.Language, f vault.Finding) string {
	key := "damage.name." + string(f.Part)
	switch f.Part {
	case vault.PartFreeList:
		key = "damage.name.free_list"
	case vault.PartMeta:
		f.Number++
	case vault.PartManifest:
		if f.Number >= 256 {
			key += "_" + strconv.FormatUint(f.Number, 10)
		}
	case vault.PartFile, vault.PartHeader, vault.PartPage, vault.PartBucket, vault.PartKeys, vault.PartEntry, vault.PartRecord, vault.PartVersion, vault.PartBlob, vault.PartCounter:
	}
	return words.Text(key, "Number", strconv.FormatUint(f.Number, 10))
}

// Line tells of one record what became of it.
func (h Harmed) Line(words *language.Language) string {
	name := h.Label
	if name == "" {
		name = words.Text("damage.nameless", "ID", h.ID.String()[:8])
	}
	key := "damage.record.lost"
	switch {
	case h.Part == vault.PartVersion:
		key = "damage.record.version"
	case h.Part == vault.PartBlob:
		key, name = "damage.record.blob", words.Text("damage.nameless", "ID", h.ID.String()[:8])
	case h.Part == vault.PartEntry:
		key = "damage.record.entry"
	case h.Harm == vault.HarmForeign:
		key = "damage.record.foreign"
	case h.Harm == vault.HarmUnlisted:
		key = "damage.record.unlisted"
	case h.Deleted:
		key = "damage.record.removed"
	case h.Found == h.Number:
		key = "damage.record.readable"
	case h.Found > 0:
		key = "damage.record.earlier"
	}
	switch own := "damage.kind." + h.Kind; {
	case h.Kind != "" && words.Has(own): // what is no record to people
		name = words.Text(own)
	case h.Kind != "" && words.Has("domain.kinds."+h.Kind) && h.Part != vault.PartEntry && h.Part != vault.PartBlob:
		name = words.Text("damage.kinded", "Kind", words.Text("domain.kinds."+h.Kind), "Name", name)
	}
	return words.Text(key, "Name", name, "Number", strconv.FormatUint(h.Number, 10), "Found", strconv.FormatUint(h.Found, 10))
}

// Newer says what going back to a copy would lose of what can still be read.
func (x *Examination) Newer(words *language.Language, good GoodCopy) string {
	if good.Newer == 0 {
		return words.Text("damage.copy.same")
	}
	return words.Plural("damage.copy.newer", good.Newer)
}

// Lines tell what came of salvaging: where the new vault is, and each thing that is missing or doubtful.
func (r Rescued) Lines(words *language.Language) []string {
	lines := []string{words.Plural("damage.salvaged", r.Records, "File", atHome(r.Made.Path))}
	if r.Made.KeysLost {
		lines = append(lines, words.Text("damage.salvaged.keys"))
	}
	if r.Made.Unlisted {
		lines = append(lines, words.Text("damage.more"))
	}
	if len(r.Missing)+len(r.Doubtful) == 0 && !r.Made.Unlisted {
		return append(lines, words.Text("damage.salvaged.all"))
	}
	for _, part := range []struct {
		title string
		list  []Harmed
	}{{"damage.salvaged.missing", r.Missing}, {"damage.salvaged.doubtful", r.Doubtful}} {
		if len(part.list) == 0 {
			continue
		}
		lines = append(lines, words.Text(part.title))
		for _, h := range part.list {
			lines = append(lines, "  "+h.Line(words))
		}
	}
	return lines
}

// Moment says when a copy was made.
func (g GoodCopy) Moment(words *language.Language) string { return words.Moment(date.MomentOf(g.Made)) }
