package desk

import (
	"context"

	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/mention"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// ErasureProof tells what opening every page of the vault showed about a person who was erased.
type ErasureProof struct {
	Pages  int  `json:"pages"`  // of the file
	Free   int  `json:"free"`   // of those, pages that no longer count
	Opened int  `json:"opened"` // values that were opened: records and their versions, journal, manifest, attachments
	Found  int  `json:"found"`  // places in which something of the person still stands; 0 is what was wanted
	Author bool `json:"author"` // the name is that of somebody who works in the vault, and stands in the journal as the author of changes
}

// proveErased opens every page of the vault and looks for the person.
func (d *Desk) proveErased(ctx context.Context, e *erasing) (ErasureProof, error) {
	var proof ErasureProof
	ids := d.allIDs()
	look := func(o vault.Opened) error {
		if o.Author != "" && len(e.plan.person.Find(o.Author, false)) > 0 {
			proof.Author = true
		}
		if e.holds(o, ids) {
			proof.Found++
		}
		return nil
	}
	swept, err := d.vault.Sweep(ctx, look)
	proof.Pages, proof.Free, proof.Opened = swept.Pages, swept.Free, swept.Opened
	return proof, err
}

// allIDs returns the ids of all records: one that came from elsewhere may be made of a name, and stays.
func (d *Desk) allIDs() map[string]bool {
	ids := map[string]bool{}
	for _, kind := range partnership.Kinds() {
		for _, r := range d.List(kind) {
			ids[string(r.RecordID())] = true
		}
	}
	return ids
}

// holds reports whether something of the person stands in an opened value.
func (e *erasing) holds(o vault.Opened, ids map[string]bool) bool {
	if o.From == vault.FromRaw || o.From == vault.FromManifest {
		return e.plan.person.Traced(o.Plain)
	}
	if o.From == vault.FromBlob {
		if e.stays[o.ID] {
			return false
		}
		text, isText := mention.Text(o.Plain)
		return e.plan.person.Traced(o.Plain) || isText && e.plan.names([]string{text}, e.spared)
	}
	texts, err := ledger.BodyTexts(o.Plain)
	if err != nil {
		return e.plan.person.Traced(o.Plain)
	}
	left := texts[:0]
	for _, t := range texts {
		if t == string(e.plan.Subject) && e.plan.Kind == partnership.KindContact || !ids[t] {
			left = append(left, t)
		}
	}
	return e.plan.names(left, e.spared)
}
