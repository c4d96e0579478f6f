package desk

import (
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
)

// ExplainErasurePlan returns sentences about what erasing a person would do, beside the texts and attachments that the plan lists.
func ExplainErasurePlan(words *language.Language, p ErasurePlan) []string {
	lines := []string{words.Text("erase.plan."+string(p.Kind), "Name", p.Name)}
	add := func(key string, n int) {
		if n > 0 {
			lines = append(lines, words.Plural(key, n))
		}
	}
	add("erase.plan.references", len(p.References))
	add("erase.plan.texts", len(p.Texts))
	add("erase.plan.versions", p.Versions)
	add("erase.plan.drafts", p.Drafts)
	add("erase.plan.unread", p.Unread)
	add("erase.plan.ids", p.IDs)
	add("erase.plan.aside", len(p.Aside))
	return append(lines, words.Text("erase.plan.papers"), words.Text("erase.plan.backups"), words.Text("erase.plan.undo"))
}

// ExplainErased returns sentences about what was done and what was proven.
func ExplainErased(words *language.Language, done ErasureDone) []string {
	lines := []string{words.Plural("erase.done", done.Records)}
	if done.Versions > 0 {
		lines = append(lines, words.Plural("erase.done.versions", done.Versions))
	}
	if done.Files > 0 {
		lines = append(lines, words.Plural("erase.done.files", done.Files))
	}
	if done.Kept > 0 {
		lines = append(lines, words.Plural("erase.done.kept", done.Kept))
	}
	if done.Proof.Found > 0 {
		lines = append(lines, words.Plural("erase.proof.found", done.Proof.Found))
	} else {
		lines = append(lines, words.Text("erase.proof", "Pages", done.Proof.Pages, "Opened", done.Proof.Opened))
	}
	if done.Proof.Author {
		lines = append(lines, words.Text("erase.proof.author"))
	}
	return append(lines, words.Text("erase.done.backups"))
}

// ExplainErasure returns when a person was erased and by whom.
func ExplainErasure(words *language.Language, e Erasure) string {
	return words.Plural("erase.list", e.Records, "Day", words.LongDate(date.OfTime(e.At)), "By", e.By)
}

// PlaceOf returns where in the vault something stands, as people read it.
func PlaceOf(words *language.Language, p PersonPlace) string {
	if p.Record == "" {
		return words.Text("erase.place.settings", "Field", words.Field(p.Field))
	}
	return words.Text("erase.place", "Kind", words.Term(language.Kinds, string(p.Kind)), "Label", p.Label, "Field", words.Field(p.Field))
}

// ExplainFile returns what is known of an attachment.
func ExplainFile(words *language.Language, f NamedFile) string {
	if f.Times > 0 {
		return words.Plural("erase.file.named", f.Times)
	}
	return words.Text("erase.file.unread")
}

func init() { cautionSources = append(cautionSources, erasureCautions, retentionCautions) }

// erasureCautions tells what opening the vault did about persons that were erased before, or could not do.
func erasureCautions(d *Desk) (list []Caution) {
	if d.ErasureLeft() != nil {
		list = append(list, Caution{Name: "erasure_left", Part: "retention"})
	}
	if n := d.ErasedAgain(); n > 0 {
		list = append(list, Caution{Name: "erased_again", Data: []any{"Count", n}, Part: "retention"})
	}
	return list
}

// ExplainErasedAgain returns what opening the vault did about persons that were erased before, or could not do.
func ExplainErasedAgain(words *language.Language, d *Desk) (lines []string) {
	if n := d.ErasedAgain(); n > 0 {
		lines = append(lines, words.Plural("erase.again", n))
	}
	if err := d.ErasureLeft(); err != nil {
		lines = append(lines, words.Text("erase.left", "Reason", Sentence(words, err)))
	}
	return lines
}
