package desk

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/calendar"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/discretion"
	"codeberg.org/bondgenoot/bondgenoot/internal/exchange"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/sharing"
)

// Considered is what the professional made of an advice.
type Considered struct {
	Necessity, Proportionality, Subsidiarity string
	Decision                                 partnership.DeliberationDecision
	By                                       string
	Notes                                    string
}

// Deliberate keeps a question with the advice on it, as the agreements stand now, and what was made of it. With it is kept
// what the advice rests on, so that it can be read years later as on this day.
func (d *Desk) Deliberate(q Question, c Considered) (partnership.ID, error) {
	return d.deliberate(q, c)
}

// Emergency keeps an urgent question with the advice on it at once, and as the same step an action to complete the deliberation on the next
// working day.
func (d *Desk) Emergency(q Question) (partnership.ID, error) {
	q.Urgent = true
	words := d.words.Load()
	reminder, err := d.numbered(partnership.Action{
		Title: words.Text("advice.complete", "Category", language.Term(words, language.InformationCategories, q.Category), "From", d.Label(q.From), "To", d.Label(q.To)),
		Due:   calendar.AddWorkingDays(q.On, 1), Status: partnership.ActionOpen, Priority: partnership.PriorityHigh,
	})
	if err != nil {
		return "", err
	}
	return d.deliberate(q, Considered{}, Put(reminder, 0))
}

func (d *Desk) deliberate(q Question, c Considered, with ...Change) (partnership.ID, error) {
	advice, err := d.Advise(q)
	if err != nil {
		return "", err
	}
	id, err := d.NewID(partnership.KindDeliberation)
	if err != nil {
		return "", err
	}
	record := partnership.Deliberation{
		ID: id, On: q.On, From: q.From, To: q.To, Category: q.Category, Purpose: q.Purpose, Forum: q.Forum, Urgent: q.Urgent,
		Outcome: string(advice.Outcome), Provisions: advice.Provisions, Conditions: advice.Conditions, LegalBases: advice.LegalBases,
	}
	for _, r := range advice.Reasons {
		record.Reasons = append(record.Reasons, string(r))
	}
	c.put(&record)
	standing, err := d.standing(record, advice)
	if err != nil {
		return "", err
	}
	return id, d.keepWithBytes(append(with, Put(record, 0)), standing)
}

func (c Considered) put(r *partnership.Deliberation) {
	r.Necessity, r.Proportionality, r.Subsidiarity = strings.TrimSpace(c.Necessity), strings.TrimSpace(c.Proportionality), strings.TrimSpace(c.Subsidiarity)
	r.Decision, r.By, r.Notes = c.Decision, strings.TrimSpace(c.By), strings.TrimSpace(c.Notes)
}

// Reconsider changes what was made of an advice; the question and the advice stay as they were.
func (d *Desk) Reconsider(id partnership.ID, c Considered) error {
	return Edit(d, "desk.commit.deliberation", id, func(r *partnership.Deliberation) error { c.put(r); return nil })
}

// RemoveDeliberation removes a deliberation with what was kept with it.
func (d *Desk) RemoveDeliberation(id partnership.ID) error {
	_, base, err := Get[partnership.Deliberation](d, id)
	if err != nil {
		return err
	}
	changes := []Change{Remove(id, base)}
	if _, base, err := Get[partnership.Attachment](d, standingID(id)); err == nil {
		changes = append(changes, Remove(standingID(id), base))
	}
	return d.Keep("desk.commit.remove", changes...)
}

// Standing is what was kept with a deliberation: the agreements that the advice cites and the legal bases, as they stood.
type standing struct {
	Format     string                   `json:"format"`
	LegalBases []partnership.LegalBasis `json:"legal_bases"`
	Bundle     json.RawMessage          `json:"bundle"` // as in doc/bundle.md
}

const (
	standingFormat = "bondgenoot-standing/1"
	standingType   = "application/vnd.bondgenoot.standing+json"
)

// standingID is the id of the attachment that is kept with a deliberation.
func standingID(deliberation partnership.ID) partnership.ID { return deliberation + ".standing" }

// withBytes is an attachment with what it holds.
type withBytes struct {
	attachment partnership.Attachment
	content    []byte
}

// standing writes down what an advice rests on.
func (d *Desk) standing(r partnership.Deliberation, advice Advice) (withBytes, error) {
	bundle := exchange.Bundle{Municipality: d.Municipality()}
	about := map[partnership.ID]bool{r.From: true, r.To: true}
	forum, _, _ := strings.Cut(r.Forum, "/")
	for _, a := range All[partnership.Agreement](d) {
		cited := slices.ContainsFunc(advice.Findings, func(f sharing.Finding) bool { return f.Agreement == a.ID })
		if !cited && string(a.ID) != forum {
			continue
		}
		for i := range a.Parties {
			a.Parties[i].Contact = "" // people are not part of it; who signed stands in the agreement's own words
		}
		a.Supersedes, a.Attachments = "", nil
		bundle.Agreements = append(bundle.Agreements, a)
		for id := range organisationsOf(a) {
			about[id] = true
		}
	}
	for _, o := range All[partnership.Organisation](d) {
		if about[o.ID] {
			o.PartOf = ""
			bundle.Organisations = append(bundle.Organisations, o)
		}
	}
	var written bytes.Buffer
	if err := exchange.WriteBundle(&written, bundle); err != nil {
		return withBytes{}, About("", err)
	}
	content, err := json.Marshal(standing{standingFormat, d.Vocabulary().LegalBases, written.Bytes()})
	if err != nil {
		return withBytes{}, About("", fmt.Errorf("keep what an advice rests on: %w", err))
	}
	sum := sha256.Sum256(content)
	name := d.words.Load().Text("advice.standing", "Day", r.On)
	return withBytes{partnership.Attachment{
		ID: standingID(r.ID), Name: name, MediaType: standingType, Size: int64(len(content)), SHA256: hex.EncodeToString(sum[:]),
	}, content}, nil
}

// organisationsOf returns every organisation that an agreement names.
func organisationsOf(a partnership.Agreement) map[partnership.ID]bool {
	named := map[partnership.ID]bool{}
	add := func(ids ...partnership.ID) {
		for _, id := range ids {
			named[id] = true
		}
	}
	for _, p := range a.Parties {
		add(p.Organisation)
		add(p.Members...)
	}
	for _, f := range a.Forums {
		add(f.Participants...)
		add(f.Suppliers...)
	}
	for _, p := range a.Provisions {
		add(partnership.ID(p.From), partnership.ID(p.To)) // a kind or anyone is no organisation's id
	}
	return named
}

// keepWithBytes makes changes and keeps an attachment as one step. When it fails the bytes are taken out again.
func (d *Desk) keepWithBytes(changes []Change, with withBytes) error {
	blob, _, _, err := d.vault.AddBlob(bytes.NewReader(with.content))
	if err != nil {
		return About(d.Place(), err)
	}
	err = d.Keep("desk.commit.deliberation", append(changes, ledger.PutAttachment(with.attachment, blob, 0))...)
	if err != nil {
		return errors.Join(err, d.vault.RemoveBlob(blob))
	}
	return nil
}

// Reopened is a deliberation as it was on its day.
type Reopened struct {
	Deliberation partnership.Deliberation
	Explanation  Explanation
	// Kept reports whether the agreements are shown as they stood. They are shown as they stand now when nothing was kept
	// with the deliberation: it came from a file.
	Kept bool
	// Now is the advice on the same question as things stand now; nil when it cannot be asked any more.
	Now *Explanation
}

// Reopen returns a deliberation as it was on its day.
func (d *Desk) Reopen(ctx context.Context, id partnership.ID, today date.Day) (Reopened, error) {
	record, _, err := Get[partnership.Deliberation](d, id)
	if err != nil {
		return Reopened{}, err
	}
	q := Question{From: record.From, To: record.To, Category: record.Category, Purpose: record.Purpose, On: record.On, Forum: record.Forum, Urgent: record.Urgent}
	r := Reopened{Deliberation: record}
	now := q
	now.On = today
	if advice, err := d.Advise(now); err == nil {
		x := d.Explain(now, advice)
		r.Now = &x
	}
	e := explainer{d.words.Load(), d.Vocabulary(), directory{d.ledger}, d.forumMeeting, q}
	advice := noted(record)
	then, err := d.readStanding(ctx, id)
	if err != nil {
		return Reopened{}, err
	}
	if then == nil {
		if again, err := d.Advise(q); err == nil && same(again, advice) {
			advice.Findings = again.Findings
		}
	} else {
		r.Kept = true
		e.vocabulary, e.register = &then.vocabulary, then
		again, err := sharing.New(&then.vocabulary, then.bundle.Organisations, then.bundle.Agreements).Advise(q)
		if err == nil && same(again, advice) {
			advice.Findings, advice.Routes = again.Findings, again.Routes
		}
	}
	r.Explanation = e.explain(advice)
	return r, nil
}

// noted returns the advice as a deliberation has it.
func noted(r partnership.Deliberation) Advice {
	advice := Advice{
		Outcome: Outcome(r.Outcome), Provisions: r.Provisions, Conditions: r.Conditions, LegalBases: r.LegalBases,
	}
	for _, reason := range r.Reasons {
		advice.Reasons = append(advice.Reasons, AdviceReason(reason))
	}
	if advice.Outcome == sharing.StatutoryRoute {
		advice.Routes = r.LegalBases
	}
	return advice
}

// same reports whether two advices say the same.
func same(a, b Advice) bool {
	return a.Outcome == b.Outcome && slices.Equal(a.Reasons, b.Reasons) && slices.Equal(a.Provisions, b.Provisions) && slices.Equal(a.Conditions, b.Conditions)
}

// past is what was kept with a deliberation, read again.
type past struct {
	bundle     exchange.Bundle
	vocabulary partnership.Vocabulary
}

// Organisation implements register.
func (p *past) Organisation(id partnership.ID) (partnership.Organisation, bool) {
	for _, o := range p.bundle.Organisations {
		if o.ID == id {
			return o, true
		}
	}
	return partnership.Organisation{}, false
}

// Agreement implements register.
func (p *past) Agreement(id partnership.ID) (partnership.Agreement, bool) {
	for _, a := range p.bundle.Agreements {
		if a.ID == id {
			return a, true
		}
	}
	return partnership.Agreement{}, false
}

// readStanding returns what was kept with a deliberation; nil when nothing was.
func (d *Desk) readStanding(ctx context.Context, id partnership.ID) (*past, error) {
	blob, ok := d.ledger.Blob(standingID(id))
	if !ok {
		return nil, nil
	}
	in, err := d.vault.Blob(blob)
	if err != nil {
		return nil, About(string(id), err)
	}
	content, err := io.ReadAll(in)
	if err = errors.Join(err, in.Close()); err != nil {
		return nil, About(string(id), err)
	}
	return parseStanding(ctx, content, *d.Vocabulary()), ctx.Err()
}

// parseStanding reads what was kept with a deliberation; nil for what is none: an attachment of that name may come from any file.
func parseStanding(ctx context.Context, content []byte, words partnership.Vocabulary) *past {
	var kept standing
	if err := json.Unmarshal(content, &kept); err != nil || kept.Format != standingFormat {
		return nil
	}
	words.LegalBases = kept.LegalBases
	bundle, err := exchange.ReadBundle(ctx, bytes.NewReader(kept.Bundle), exchange.ReadOptions{Vocabulary: words})
	if err != nil {
		return nil
	}
	return &past{bundle, words}
}

// Clue is a part of a text that may point at a person.
type Clue = discretion.Clue

// Lookout looks in texts for what may point at a young person: a citizen service number, a day of birth, a name that is none of those
// that one works with, as they stood when it was made.
type Lookout struct{ known map[string]bool }

// Lookout returns one that knows everybody and everything that one works with now.
func (d *Desk) Lookout() Lookout { return Lookout{d.knownWords()} }

// Look returns the clues in a text, as it is read on a day.
func (l Lookout) Look(text string, on date.Day) []Clue {
	return discretion.Look(text, on, func(word string) bool { return l.known[word] })
}

// ExplainClue returns the sentence about a clue.
func (d *Desk) ExplainClue(c Clue) string {
	return d.words.Load().Text("advice.clue."+string(c.Kind), "Text", c.Text)
}

// knownWords returns the words of the names of everybody and everything that one works with, in lower case.
func (d *Desk) knownWords() map[string]bool {
	known := map[string]bool{}
	add := func(texts ...string) {
		for _, text := range texts {
			for _, w := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,.()/‘’'\"", r) }) {
				known[strings.ToLower(w)] = true
			}
		}
	}
	add(d.Municipality())
	for _, o := range All[partnership.Organisation](d) {
		add(o.Name, o.Team, o.Address.City, o.Address.Street)
	}
	for _, c := range All[partnership.Contact](d) {
		add(c.GivenName, c.Infix, c.FamilyName)
		for _, p := range c.Positions {
			add(p.Title, p.Area)
		}
	}
	for _, a := range All[partnership.Agreement](d) {
		add(a.Title)
		for _, f := range a.Forums {
			add(f.Name)
		}
	}
	for _, set := range [][]partnership.Word{d.Vocabulary().Purposes, d.Vocabulary().AgreementKinds, d.Vocabulary().MeetingKinds} {
		for _, w := range set {
			add(w.Dutch, w.English)
		}
	}
	for _, k := range d.Vocabulary().OrganisationKinds {
		add(k.Dutch, k.English)
	}
	return known
}

// Tally is how often there was deliberated about a category in a year.
type Tally = sharing.Tally

// Tallies counts the deliberations of a year by category.
func (d *Desk) Tallies(year int) []Tally {
	return sharing.TallyYear(d.Vocabulary(), All[partnership.Deliberation](d), year)
}
