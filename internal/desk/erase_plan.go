package desk

import (
	"cmp"
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/mention"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// ErasurePlan tells what erasing a person (GDPR, article 17) would do, before anything is done.
type ErasurePlan struct {
	Subject    partnership.ID   `json:"id"`
	Kind       partnership.Kind `json:"kind"` // a contact, or an organisation that is one person
	Name       string           `json:"name"`
	References []PersonPlace    `json:"references"` // where a record refers to the person: these go
	Texts      []NamedText      `json:"texts"`      // that name the person
	Files      []NamedFile      `json:"files"`      // that name the person, or that were not looked into and lie near
	Unread     int              `json:"unread"`     // attachments elsewhere that were not looked into
	Drafts     int              `json:"drafts"`     // things being typed that are thrown away
	Versions   int              `json:"versions"`   // older versions of records that are forgotten
	IDs        int              `json:"ids"`        // ids of other records that hold the name: they stay
	Aside      []string         `json:"aside"`      // files beside the vault from before a restore, which nobody cleans up

	person *mention.Person
	drafts []string
	stands map[partnership.ID]string // what was kept with deliberations and names the person: it is rewritten
	todo   ledger.Unfinished
}

// PersonPlace is a field of a record.
type PersonPlace struct {
	Record partnership.ID   `json:"record"`
	Kind   partnership.Kind `json:"kind"`
	Label  string           `json:"label"`
	Field  string           `json:"field"` // as in the bundle
}

// NamedText is a text that names the person.
type NamedText struct {
	Key string `json:"key"` // names this text in an [ErasureChoice]
	PersonPlace
	Sentence string `json:"sentence"` // in which the person is named, between « and »
	Sure     bool   `json:"sure"`     // nobody else can be meant
	Times    int    `json:"times"`    // how often the person is named
}

// NamedFile is an attachment that names the person, or may.
type NamedFile struct {
	ID     partnership.ID `json:"id"`
	Name   string         `json:"name"`
	Looked bool           `json:"looked"` // it is text, and was looked into
	Times  int            `json:"times"`  // how often it names the person, its own name counted too
}

// ErasureChoice is what people decided about a plan.
type ErasureChoice struct {
	Keep  map[string]bool         // keys of texts that stay as they are: somebody else is meant, or the law has them kept
	Files map[partnership.ID]bool // attachments that are removed
}

// Usual returns the choice that a plan proposes: every mention is replaced, and the attachments that name the person are removed.
func (p ErasurePlan) Usual() ErasureChoice {
	c := ErasureChoice{Keep: map[string]bool{}, Files: map[partnership.ID]bool{}}
	for _, f := range p.Files {
		c.Files[f.ID] = f.Times > 0
	}
	return c
}

// PlanErasure tells what erasing a contact, or an organisation that is one person, would do. Nothing is changed. Its faults are
// [FaultNotFound] and [FaultKind].
func (d *Desk) PlanErasure(ctx context.Context, id partnership.ID) (ErasurePlan, error) {
	plan, err := d.person(id)
	if err != nil {
		return plan, err
	}
	near := d.planRecords(&plan)
	if err := d.planSide(&plan); err != nil {
		return plan, About(plan.Name, err)
	}
	if err := d.planFiles(ctx, &plan, near); err != nil {
		return plan, About(plan.Name, err)
	}
	if plan.Aside, err = d.setAside(); err != nil {
		return plan, err
	}
	plan.todo, err = d.pastOf(ctx, &plan, nil)
	if err != nil {
		return plan, About(plan.Name, err)
	}
	if plan.Versions, err = d.countVersions(ctx, plan.todo); err != nil {
		return plan, About(plan.Name, err)
	}
	slices.SortStableFunc(plan.Texts, func(a, b NamedText) int {
		return cmp.Or(cmp.Compare(certainty(a.Sure), certainty(b.Sure)), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Label, b.Label))
	})
	return plan, nil
}

// certainty sorts what people must look at first.
func certainty(sure bool) int {
	if sure {
		return 1
	}
	return 0
}

// person returns the beginning of a plan: whom it is about, and as what texts may know them.
func (d *Desk) person(id partnership.ID) (ErasurePlan, error) {
	record, err := d.Record(id)
	if err != nil {
		return ErasurePlan{}, err
	}
	plan := ErasurePlan{Subject: id, Kind: record.RecordKind(), Name: record.Label(), References: []PersonPlace{}, Texts: []NamedText{}, Files: []NamedFile{}, Aside: []string{}, stands: map[partnership.ID]string{}}
	contacts, organisations := All[partnership.Contact](d), All[partnership.Organisation](d)
	switch r := record.(type) {
	case partnership.Contact:
		plan.person = mention.Contact(r, contacts, organisations)
	case partnership.Organisation:
		plan.person = mention.Organisation(r, contacts, organisations)
	default:
		return plan, &Error{Fault: FaultKind, Subject: record.Label()}
	}
	return plan, nil
}

// planRecords looks into all records, and returns the attachments of those that have to do with the person.
func (d *Desk) planRecords(plan *ErasurePlan) (near map[partnership.ID]bool) {
	near = map[partnership.ID]bool{}
	for _, kind := range partnership.Kinds() {
		for _, r := range d.List(kind) {
			if r.RecordID() == plan.Subject {
				continue
			}
			if d.planRecord(plan, r) {
				for _, f := range attachmentsOf(r) {
					near[f] = true
				}
			}
		}
	}
	return near
}

func attachmentsOf(r partnership.Record) []partnership.ID {
	switch r := r.(type) {
	case partnership.Agreement:
		return r.Attachments
	case partnership.Meeting:
		return r.Attachments
	}
	return nil
}

// planRecord looks into one record, and reports whether it has to do with the person.
func (d *Desk) planRecord(plan *ErasurePlan, r partnership.Record) bool {
	id := r.RecordID()
	if len(plan.person.Find(string(id), false)) > 0 {
		plan.IDs++
	}
	place := PersonPlace{Record: id, Kind: r.RecordKind(), Label: d.Label(id)}
	_, fields := mention.Unlink(r, plan.is)
	for _, field := range fields {
		place.Field = field
		plan.References = append(plan.References, place)
	}
	close := plan.closeTo(r)
	named := false
	mention.RecordTexts(r, func(field, text string) string {
		place.Field = field
		if t, ok := plan.text(place, text, close); ok {
			named = true
			plan.Texts = append(plan.Texts, t)
		}
		return text
	})
	return close || named
}

// is reports whether an id is that of the person.
func (p *ErasurePlan) is(id partnership.ID) bool { return id == p.Subject }

// closeTo reports whether a record refers to the person.
func (p *ErasurePlan) closeTo(r partnership.Record) bool {
	return slices.Contains(partnership.References(r), p.Subject)
}

// text returns what a text tells of the person, and whether it does.
func (p *ErasurePlan) text(at PersonPlace, text string, close bool) (NamedText, bool) {
	found := p.person.Find(text, close)
	if len(found) == 0 {
		return NamedText{}, false
	}
	sure := !slices.ContainsFunc(found, func(m mention.Mention) bool { return !m.Sure })
	at.Label = withoutLines(at.Label)
	return NamedText{Key: textKey(at.Record, at.Field), PersonPlace: at, Sentence: sentence(text, found), Sure: sure, Times: len(found)}, true
}

func textKey(record partnership.ID, field string) string { return string(record) + "/" + field }

func withoutLines(s string) string { return strings.Join(strings.Fields(s), " ") }

// mostAround is how many bytes of a text are shown before and after somebody is named.
const mostAround = 80

// sentence returns the first sentence in which somebody is named, with the name between « and »: one that is not sure, when there is any.
func sentence(text string, found []mention.Mention) string {
	m := found[0]
	if i := slices.IndexFunc(found, func(m mention.Mention) bool { return !m.Sure }); i >= 0 {
		m = found[i]
	}
	from := max(strings.LastIndexAny(text[:m.At], ".!?\n")+1, m.At-mostAround)
	until := len(text)
	if i := strings.IndexAny(text[m.End:], ".!?\n"); i >= 0 {
		until = m.End + i + 1
	}
	until = min(until, m.End+mostAround)
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	for until < len(text) && !utf8.RuneStart(text[until]) {
		until++
	}
	return withoutLines(text[from:m.At] + "«" + text[m.At:m.End] + "»" + text[m.End:until])
}

// planSide looks into what is being typed and into the settings.
func (d *Desk) planSide(plan *ErasurePlan) error {
	for name, text := range d.ledger.Drafts() {
		if strings.Contains(name, string(plan.Subject)) || strings.Contains(text, string(plan.Subject)) || len(plan.person.Find(text, true)) > 0 {
			plan.drafts = append(plan.drafts, name)
		}
	}
	slices.Sort(plan.drafts)
	plan.Drafts = len(plan.drafts)
	return d.ledger.SettingsTexts(mention.Texts, func(field, text string) {
		if t, ok := plan.text(PersonPlace{Field: field}, text, false); ok {
			plan.Texts = append(plan.Texts, t)
		}
	})
}

// planFiles looks into the attachments that are text, and names those near the person that are not.
func (d *Desk) planFiles(ctx context.Context, plan *ErasurePlan, near map[partnership.ID]bool) error {
	for _, a := range All[partnership.Attachment](d) {
		if err := ctx.Err(); err != nil {
			return err
		}
		f := NamedFile{ID: a.ID, Name: a.Name, Times: len(plan.person.Find(a.Name, near[a.ID]))}
		blob, kept := d.ledger.Blob(a.ID)
		if kept {
			text, isText, err := d.readText(blob)
			if err != nil {
				return err
			}
			f.Looked = isText
			inside := len(plan.person.Find(text, false))
			if a.MediaType == standingType && inside > 0 {
				plan.stands[a.ID] = text
				continue
			}
			f.Times += inside
		}
		switch {
		case f.Times > 0, kept && !f.Looked && near[a.ID]:
			plan.Files = append(plan.Files, f)
		case kept && !f.Looked:
			plan.Unread++
		}
	}
	return nil
}

// setAside returns the files beside the vault that a restore left.
func (d *Desk) setAside() ([]string, error) {
	ending := filepath.Ext(d.Place())
	found, err := filepath.Glob(globbed(strings.TrimSuffix(d.Place(), ending)) + "-before-*" + globbed(ending))
	if err != nil {
		return nil, About(d.Place(), err)
	}
	found = slices.DeleteFunc(found, func(file string) bool { return strings.HasSuffix(file, ".lock") })
	return append([]string{}, found...), nil
}

// globbed returns a path as it is, for a pattern.
func globbed(path string) string {
	return strings.NewReplacer("[", "[[]", "*", "[*]", "?", "[?]").Replace(path)
}

// readText returns the text in a blob, and whether it is text.
func (d *Desk) readText(blob vault.BlobID) (string, bool, error) {
	in, err := d.vault.Blob(blob)
	if err != nil {
		return "", false, err
	}
	data, err := io.ReadAll(in)
	if err = errors.Join(err, in.Close()); err != nil {
		return "", false, err
	}
	text, ok := mention.Text(data)
	return text, ok, nil
}

// pastOf returns what the past of the vault holds of the person: older versions of records, those that were removed too, and blobs that no attachment
// refers to any more. Spared are texts that stay as they are.
func (d *Desk) pastOf(ctx context.Context, plan *ErasurePlan, spared map[string]bool) (ledger.Unfinished, error) {
	var todo ledger.Unfinished
	err := d.vault.EachVersion(ctx, func(v vault.Version) error {
		texts, err := ledger.BodyTexts(v.Body)
		if err != nil {
			return err
		}
		if plan.names(texts, spared) {
			todo.Forget(v.ID, v.Revision)
		}
		return nil
	})
	if err != nil {
		return todo, err
	}
	used := map[vault.BlobID]bool{}
	for _, a := range All[partnership.Attachment](d) {
		if blob, ok := d.ledger.Blob(a.ID); ok {
			used[blob] = true
		}
	}
	for blob := range d.vault.Blobs() {
		if used[blob] {
			continue
		}
		text, isText, err := d.readText(blob)
		if err != nil {
			return todo, err
		}
		if !isText || len(plan.person.Find(text, false)) > 0 { // what cannot be looked into belongs to nothing any more
			todo.Blobs = append(todo.Blobs, blob)
		}
	}
	slices.SortFunc(todo.Blobs, func(a, b vault.BlobID) int { return slices.Compare(a[:], b[:]) })
	return todo, nil
}

// countVersions returns how many superseded versions are to be forgotten.
func (d *Desk) countVersions(ctx context.Context, todo ledger.Unfinished) (n int, err error) {
	if len(todo.Versions) == 0 {
		return 0, nil
	}
	err = d.vault.EachVersion(ctx, func(v vault.Version) error {
		if v.Revision <= todo.Versions[v.ID] {
			n++
		}
		return nil
	})
	return n, err
}

// names reports whether one of the texts of a record is the person's id or names the person.
func (p *ErasurePlan) names(texts []string, spared map[string]bool) bool {
	if slices.Contains(texts, string(p.Subject)) {
		return true
	}
	return slices.ContainsFunc(texts, func(text string) bool {
		return !spared[text] && len(p.person.Find(text, false)) > 0
	})
}
