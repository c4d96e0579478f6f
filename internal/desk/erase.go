package desk

import (
	"context"
	"errors"
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/mention"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// ErasureDone tells what erasing a person came to.
type ErasureDone struct {
	Records  int          `json:"records"`  // that were changed or removed
	Texts    int          `json:"texts"`    // in which the person was replaced
	Files    int          `json:"files"`    // attachments that were removed
	Versions int          `json:"versions"` // older versions that were forgotten
	Kept     int          `json:"kept"`     // texts with a doubtful mention that stayed, as was chosen
	Proof    ErasureProof `json:"proof"`
}

// erasureSteps is how many steps an erasure tells of: look, keep, forget, renew, prove.
const erasureSteps = 5

// Erase erases a person (GDPR, article 17): the record and all references to it, the mentions in texts, older versions and attachments that hold them, what is
// being typed and what could be undone. Then the vault is renewed, so that its free pages hold nothing, and every page is opened to prove it. What is
// noted is when it was done, by whom, and a mark of the random id.
//
// It cannot be undone. When it is cut off after its commit, it is finished the next time the vault is opened. Tell, which may be nil, is
// told the steps. Faults: [FaultNotFound], [FaultKind], [FaultConflict], [FaultCancelled] before anything was done.
func (d *Desk) Erase(ctx context.Context, id partnership.ID, choice ErasureChoice, tell func(done, total int)) (ErasureDone, error) {
	if tell == nil {
		tell = func(int, int) {}
	}
	e, err := d.eraseOnce(ctx, id, choice, true, tell)
	for try := 1; try < tries && errors.Is(err, ledger.ErrConflict); try++ {
		e, err = d.eraseOnce(ctx, id, choice, true, tell)
	}
	if err != nil {
		return e.done, d.about(err)
	}
	ctx = context.WithoutCancel(ctx) // the commit stands: from here on it is finished
	if err := d.finishErasures(ctx, tell); err != nil {
		return e.done, About(d.Place(), err)
	}
	tell(erasureSteps-1, erasureSteps)
	e.done.Proof, err = d.proveErased(ctx, e)
	tell(erasureSteps, erasureSteps)
	return e.done, About(d.Place(), err)
}

// erasing is an erasure under way.
type erasing struct {
	plan   ErasurePlan
	choice ErasureChoice
	gone   string            // what stands where the person was named
	spared map[string]bool   // texts that stay as they are, as was chosen
	stays  map[vault.ID]bool // blobs that name the person and stay, as was chosen
	done   ErasureDone
}

// eraseOnce makes the commit of an erasure. Noted tells that the erasure is to be added to the list of them.
func (d *Desk) eraseOnce(ctx context.Context, id partnership.ID, choice ErasureChoice, noted bool, tell func(int, int)) (*erasing, error) {
	e := &erasing{choice: choice, gone: d.words.Load().Text("erase.gone"), spared: map[string]bool{}, stays: map[vault.ID]bool{}}
	tell(0, erasureSteps)
	plan, err := d.PlanErasure(ctx, id)
	if err != nil {
		return e, err
	}
	e.plan = plan
	commit := d.erasureCommit(e)
	if err := d.eraseStandings(e, &commit); err != nil {
		return e, err
	}
	past, err := d.pastOf(ctx, &e.plan, e.spared)
	if err != nil {
		return e, err
	}
	e.addPast(&commit, past)
	if noted {
		commit.Note = d.erasureNote(e)
	}
	if err := ctx.Err(); err != nil {
		return e, err
	}
	tell(1, erasureSteps)
	if err := d.ledger.Erase(commit, mention.Texts); err != nil {
		return e, err
	}
	if e.done.Versions, err = d.countVersions(ctx, commit.Todo); err != nil {
		return e, err
	}
	return e, d.rememberErasures()
}

// addPast joins what the past holds with what the commit itself supersedes.
func (e *erasing) addPast(commit *ledger.Erasing, past ledger.Unfinished) {
	for key, last := range past.Versions {
		commit.Todo.Forget(key, last)
	}
	commit.Todo.Blobs = append(commit.Todo.Blobs, past.Blobs...)
}

func (d *Desk) erasureNote(e *erasing) *ledger.Erasure {
	note := &ledger.Erasure{At: d.around.Now().UnixMilli(), By: d.around.Author, Records: e.done.Records}
	note.Marks = append(note.Marks, d.mark(string(e.plan.Subject)))
	for _, t := range e.plan.Texts {
		if e.choice.Keep[t.Key] {
			note.Kept = append(note.Kept, d.mark(t.Key))
		}
	}
	for _, f := range e.plan.Files {
		if e.choice.Files[f.ID] {
			note.Marks = append(note.Marks, d.mark(string(f.ID)))
		}
	}
	return note
}

// erasureCommit returns the commit that changes and removes the present records.
func (d *Desk) erasureCommit(e *erasing) ledger.Erasing {
	commit := ledger.Erasing{Drafts: e.plan.drafts}
	supersede := func(key vault.ID, revision ledger.Revision, there bool) {
		if there {
			commit.Todo.Forget(key, uint64(revision))
		}
	}
	for _, kind := range partnership.Kinds() {
		for _, r := range d.List(kind) {
			key, revision, _ := d.ledger.KeyOf(r.RecordID())
			change, changed := d.eraseIn(e, r, revision)
			if !changed {
				continue
			}
			commit.Changes = append(commit.Changes, change)
			supersede(key, revision, true)
			e.done.Records++
		}
	}
	for _, f := range e.plan.Files {
		blob, kept := d.ledger.Blob(f.ID)
		if kept && e.choice.Files[f.ID] {
			commit.Todo.Blobs = append(commit.Todo.Blobs, blob)
			e.done.Files++
		} else if kept {
			e.stays[blob] = true
		}
	}
	if len(e.plan.drafts) > 0 {
		supersede(d.ledger.DraftsKey())
	}
	if slices.ContainsFunc(e.plan.Texts, func(t NamedText) bool { return t.Record == "" }) {
		supersede(d.ledger.SettingsKey())
		commit.Settings = func(field, text string) string { return e.replaced("", field, text, false) }
	}
	return commit
}

// eraseIn returns the change of one record, and whether it changes.
func (d *Desk) eraseIn(e *erasing, r partnership.Record, revision ledger.Revision) (ledger.Change, bool) {
	id := r.RecordID()
	if o, ok := r.(partnership.Organisation); ok && id == e.plan.Subject {
		return ledger.Put(emptied(o, e.gone), revision), true
	}
	if id == e.plan.Subject || e.choice.Files[id] && r.RecordKind() == partnership.KindAttachment {
		return ledger.Remove(id, revision), true
	}
	close := e.plan.closeTo(r)
	changed, fields := mention.Unlink(r, func(id partnership.ID) bool {
		return id == e.plan.Subject || e.choice.Files[id]
	})
	before := e.done.Texts
	changed = mention.RecordTexts(changed, func(field, text string) string { return e.replaced(id, field, text, close) })
	if len(fields) == 0 && e.done.Texts == before {
		return ledger.Change{}, false
	}
	if o, ok := changed.(partnership.Organisation); ok {
		changed = withoutGone(o, e.gone)
	}
	return ledger.Put(changed, revision), true
}

// emptied is what is left of an organisation that is one person: that there was one, for the agreements that it took part in.
func emptied(o partnership.Organisation, gone string) partnership.Organisation {
	return partnership.Organisation{ID: o.ID, Name: gone, Kind: o.Kind, PartOf: o.PartOf, Archived: true}
}

// isEmptied reports whether nothing is left of an organisation.
func isEmptied(o partnership.Organisation) bool {
	for _, tag := range language.Tags() {
		words, err := language.Open(tag)
		if err == nil && o.Name == words.Text("erase.gone") {
			return true
		}
	}
	return false
}

// withoutGone clears the fields of an organisation that must be a number or an address, or nothing.
func withoutGone(o partnership.Organisation, gone string) partnership.Organisation {
	for _, field := range []*string{&o.Phone, &o.Email, &o.Website, &o.KvK, &o.Address.Postcode} {
		if *field == gone {
			*field = ""
		}
	}
	return o
}

// replaced returns a text with the mentions replaced, but for those that stay.
func (e *erasing) replaced(record partnership.ID, field, text string, close bool) string {
	found := e.plan.person.Find(text, close)
	if len(found) == 0 {
		return text
	}
	if e.choice.Keep[textKey(record, field)] {
		e.done.Kept++
		e.spared[text] = true
		return text
	}
	e.done.Texts++
	return mention.Replace(text, found, e.gone)
}

// finishErasures does what is left of erasures whose commit is durable: forget older versions, remove blobs, renew, and remove the files of older
// formats beside the vault.
func (d *Desk) finishErasures(ctx context.Context, tell func(done, total int)) error {
	todo, open := d.ledger.Unfinished()
	if !open {
		return nil
	}
	tell(2, erasureSteps)
	if err := d.vault.EraseVersions(todo.Versions); err != nil {
		return err
	}
	if err := d.vault.RemoveBlobs(todo.Blobs...); err != nil {
		return err
	}
	tell(3, erasureSteps)
	if err := d.vault.Renew(ctx, d.renewal()); err != nil {
		return err
	}
	d.ledger.ForgetErased()
	if err := d.RemoveOlderFiles(); err != nil { // they hold what was just erased, and no rotation ever takes them
		return err
	}
	return d.ledger.FinishErasures()
}
