package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// PersonReport is everything that a vault holds about a contact, for whoever asks for it (GDPR, articles 15 and 20).
type PersonReport struct {
	On         date.Day            `json:"on"`
	Contact    partnership.Contact `json:"contact"` // as in the bundle
	References []PersonPlace       `json:"references"`
	Texts      []NamedText         `json:"texts"`
	Files      []NamedFile         `json:"files"`
	Unread     int                 `json:"unread"` // attachments that the program cannot look into
	History    []PersonVersion     `json:"history"`
}

// PersonVersion is the contact's record as it was kept at some moment.
type PersonVersion struct {
	At time.Time `json:"at"`
	By string    `json:"by,omitempty"`
	// Contact is nil when the version was erased.
	Contact *partnership.Contact `json:"contact,omitempty"`
}

// PersonReport returns everything that is held about a contact. Its faults are [FaultNotFound] and [FaultKind].
func (d *Desk) PersonReport(ctx context.Context, id partnership.ID, on date.Day) (PersonReport, error) {
	contact, _, err := Get[partnership.Contact](d, id)
	if err != nil {
		return PersonReport{}, err
	}
	plan, err := d.PlanErasure(ctx, id)
	if err != nil {
		return PersonReport{}, err
	}
	report := PersonReport{On: on, Contact: contact, References: plan.References, Texts: plan.Texts, Files: plan.Files, Unread: plan.Unread}
	report.History, err = d.personHistory(id)
	return report, About(contact.Label(), err)
}

func (d *Desk) personHistory(id partnership.ID) ([]PersonVersion, error) {
	key, _, _ := d.ledger.KeyOf(id)
	versions, err := d.vault.Versions(key)
	if err != nil {
		return nil, err
	}
	history := make([]PersonVersion, 0, len(versions))
	for _, v := range versions {
		kept := PersonVersion{At: v.Clock.Time().In(d.around.Now().Location()), By: v.Author}
		if !v.Erased {
			record, err := ledger.RecordOf(partnership.KindContact, v.Body)
			if err != nil {
				return nil, err
			}
			if c, ok := record.(partnership.Contact); ok {
				kept.Contact = &c
			}
		}
		history = append(history, kept)
	}
	return history, nil
}

// WritePersonReport writes everything that is held about a contact as JSON.
func (d *Desk) WritePersonReport(ctx context.Context, w io.Writer, id partnership.ID, on date.Day) error {
	report, err := d.PersonReport(ctx, id, on)
	if err != nil {
		return err
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(report); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}

// PrintPersonReport writes everything that is held about a contact as PDF, to give to that person.
func (d *Desk) PrintPersonReport(ctx context.Context, w io.Writer, id partnership.ID, on date.Day) ([]Remark, error) {
	report, err := d.PersonReport(ctx, id, on)
	if err != nil {
		return nil, err
	}
	options, err := d.paperOptions(on, on)
	if err != nil {
		return nil, About(report.Contact.Label(), err)
	}
	words := d.words.Load()
	title := words.Text("person.title", "Name", report.Contact.Name())
	under := words.Text("person.under", "Day", words.LongDate(on))
	return d.write(w, document.Sheet(document.A4, title, under, words.MediumDate(on), d.personSections(report), options))
}

// personSections are the parts of the report: who answers for it, what is kept, where the person stands, what it was before, what one may ask.
func (d *Desk) personSections(report PersonReport) []document.Section {
	words := d.words.Load()
	text := func(key string, data ...any) string { return words.Text("person."+key, data...) }
	responsible := d.Municipality()
	if responsible == "" {
		responsible = text("nameless")
	}
	sections := []document.Section{
		{Texts: []string{text("intro", "Name", responsible)}},
		{Title: text("now"), Facts: d.contactFacts(report.Contact)},
	}
	places := func(title, head string, rows [][]string) {
		if len(rows) > 0 {
			sections = append(sections, document.Section{Title: title, Table: document.PlainTable(title, []string{text("where"), head}, rows, 0, 1)})
		}
	}
	var refers, named, files [][]string
	for _, r := range report.References {
		refers = append(refers, []string{placeOf(words, r), words.Field(r.Field)})
	}
	for _, t := range report.Texts {
		named = append(named, []string{PlaceOf(words, t.PersonPlace), t.Sentence})
	}
	for _, f := range report.Files {
		files = append(files, []string{f.Name, ExplainFile(words, f)})
	}
	places(text("refers"), text("as"), refers)
	places(text("named"), text("sentence"), named)
	places(text("files"), text("known"), files)
	if report.Unread > 0 {
		sections = append(sections, document.Section{Texts: []string{words.Plural("erase.plan.unread", report.Unread)}})
	}
	sections = append(sections, d.pastSection(report))
	return append(sections, document.Section{Title: text("rights"), Texts: []string{text("rights.text"), text("rights.complaint")}})
}

// placeOf returns what a record is and what it is called.
func placeOf(words *language.Language, p PersonPlace) string {
	return words.Text("person.place", "Kind", words.Term(language.Kinds, string(p.Kind)), "Label", p.Label)
}

// contactFacts is everything in a contact's record, as people read it.
func (d *Desk) contactFacts(c partnership.Contact) []document.Fact {
	words := d.words.Load()
	var facts []document.Fact
	add := func(field string, value string) {
		if value != "" {
			name := words.Field(field)
			facts = append(facts, document.Fact{Name: name + ":", Value: value})
		}
	}
	add("given_name", c.GivenName)
	add("infix", c.Infix)
	add("family_name", c.FamilyName)
	for _, p := range c.Positions {
		period := strings.Trim(words.MediumDate(p.Since)+" – "+words.MediumDate(p.Until), " –")
		add("positions.title", joined(d.Label(p.Organisation), p.Title, p.Area, period))
	}
	add("phones", strings.Join(c.Phones, ", "))
	add("emails", strings.Join(c.Emails, ", "))
	add("availability", c.Availability)
	if c.Channel != "" {
		add("channel", words.Term(language.Channels, string(c.Channel)))
	}
	for _, s := range c.Spoken {
		channel := ""
		if s.Channel != "" {
			channel = words.Term(language.Channels, string(s.Channel))
		}
		add("spoken", joined(words.MediumDate(s.On), channel, s.Note))
	}
	add("tags", strings.Join(c.Tags, ", "))
	add("notes", c.Notes)
	for _, name := range sortedKeys(c.Extra) {
		add("extra", joined(name, c.Extra[name]))
	}
	if c.Archived {
		add("archived", words.Text("person.yes"))
	}
	return facts
}

func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// pastSection tells when the record was kept, by whom, and what stood in it that stands there no more.
func (d *Desk) pastSection(report PersonReport) document.Section {
	words := d.words.Load()
	section := document.Section{Title: words.Text("person.history")}
	now := map[document.Fact]bool{}
	for _, f := range d.contactFacts(report.Contact) {
		now[f] = true
	}
	for _, v := range report.History {
		line := words.Text("person.version", "Day", words.LongDate(date.OfTime(v.At)), "By", v.By)
		if v.Contact == nil {
			section.Items = append(section.Items, line+" "+words.Text("person.erased"))
			continue
		}
		var was []string
		for _, f := range d.contactFacts(*v.Contact) {
			if !now[f] {
				was = append(was, f.Name+" "+f.Value)
			}
		}
		if len(was) > 0 {
			line += " " + words.Text("person.was", "Facts", strings.Join(was, "; "))
		}
		section.Items = append(section.Items, line)
	}
	return section
}
