package document

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// ErrNotPrintable is returned for an agreement without a title or for options without words.
var ErrNotPrintable = errors.New("nothing to print")

// Covenant returns the agreement as it is signed: title page, parties, considerations, articles, the provisions as a table, annexes,
// and a place for each party to sign.
//
// An agreement in draft or review without articles has the text of its kind's template; the error is a [*NoTemplateError] when
// there is none. In any other status an agreement without articles has its text elsewhere, and is returned as a sheet of the
// register: parties, dates and provisions, never our template.
func Covenant(a partnership.Agreement, look Directory, o Options) (Document, error) {
	if strings.TrimSpace(a.Title) == "" || o.Words == nil || look == nil {
		return Document{}, fmt.Errorf("agreement %s: %w", a.ID, ErrNotPrintable)
	}
	c := covenant{situation: situation{agreement: a, look: look, options: o}, w: o.Words}
	switch {
	case len(a.Articles) > 0:
		c.wording = Wording{Articles: a.Articles}.over(a)
	case a.Status == partnership.AgreementDraft || a.Status == partnership.AgreementReview:
		t, err := o.Templates.Template(a.Kind)
		if err != nil {
			return Document{}, fmt.Errorf("agreement %s: %w", a.ID, err)
		}
		c.wording = t.Fill(a, look, o).over(a)
	default:
		return c.register(), nil
	}
	c.number()
	return c.document(), nil
}

// covenant is an agreement on its way to a document.
type covenant struct {
	situation
	w       Words
	wording Wording
	numbers map[partnership.ID]int // of the articles
}

func (c *covenant) number() {
	c.numbers = map[partnership.ID]int{}
	for i, article := range c.wording.Articles {
		c.numbers[article.ID] = i + 1
	}
}

func (c *covenant) document() Document {
	d := c.frame()
	d.Cover = c.cover()
	d.Blocks = append(d.Blocks, PageBreak{})
	d.Blocks = append(d.Blocks, c.partyBlock()...)
	d.Blocks = append(d.Blocks, c.grounds()...)
	d.Blocks = append(d.Blocks, c.articles()...)
	d.Blocks = append(d.Blocks, c.matrix()...)
	d.Blocks = append(d.Blocks, c.annexes()...)
	d.Blocks = append(d.Blocks, c.signing()...)
	return d
}

// frame returns what every page and the file itself carry.
func (c *covenant) frame() Document {
	note := c.options.term("agreement_statuses", string(c.agreement.Status))
	if c.agreement.Reference != "" {
		note = c.agreement.Reference + " · " + note
	}
	return Document{
		Title:     c.agreement.Title,
		Subject:   c.options.term("agreement_kinds", string(c.agreement.Kind)),
		Author:    c.options.Author,
		Language:  c.w.Tag(),
		Created:   c.options.Created,
		House:     c.options.House,
		Header:    c.agreement.Title,
		Note:      note,
		Folio:     c.w.Text("document.folio", "Page", "{page}", "Pages", "{pages}"),
		Watermark: c.watermark(),
	}
}

// watermark tells on every page that the text does not hold; an agreement in force has none.
func (c *covenant) watermark() string {
	a, on := c.agreement, c.options.On
	switch a.Status {
	case partnership.AgreementInForce:
		if ended := !a.TerminatedOn.IsZero() && !on.Before(a.TerminatedOn); ended {
			return c.w.Text("document.watermark.terminated")
		}
		if !a.ValidUntil.IsZero() && on.After(a.ValidUntil) {
			return c.w.Text("document.watermark.expired")
		}
		return ""
	case partnership.AgreementSuspended:
		return c.w.Text("document.watermark.suspended")
	case partnership.AgreementTerminated:
		return c.w.Text("document.watermark.terminated")
	case partnership.AgreementDraft, partnership.AgreementReview:
	}
	return c.w.Text("document.watermark.draft")
}

func (c *covenant) cover() *Cover {
	cover := &Cover{
		Over:  c.options.term("agreement_kinds", string(c.agreement.Kind)),
		Title: c.agreement.Title,
		Label: c.w.Text("document.cover.between"),
		Facts: c.facts(),
	}
	if cover.Over == cover.Title {
		cover.Over = ""
	}
	if c.agreement.Ambition != "" {
		cover.Under = []Text{{{Text: c.agreement.Ambition, Emphasis: true}}}
	}
	for _, p := range c.parties() {
		cover.Parties = append(cover.Parties, c.organisation(p.Organisation))
	}
	return cover
}

// facts returns reference, status and days, as far as they are known.
func (c *covenant) facts() []Fact {
	a := c.agreement
	var list []Fact
	add := func(name, value string) {
		if value != "" {
			list = append(list, Fact{c.w.Text("document.fact." + name), value})
		}
	}
	add("reference", a.Reference)
	add("status", c.options.term("agreement_statuses", string(a.Status)))
	add("from", c.w.MediumDate(a.ValidFrom))
	add("until", c.w.MediumDate(a.ValidUntil))
	add("terminated", c.w.MediumDate(a.TerminatedOn))
	add("suspended", c.period(a.SuspendedFrom, a.SuspendedUntil))
	add("law", c.w.MediumDate(c.wording.Law))
	return list
}

// grounds are the laws that the agreement rests on and the considerations.
func (c *covenant) grounds() []Block {
	var out []Block
	if list := c.wording.HavingRegard; len(list) > 0 {
		out = append(out, Heading{Level: 1, Text: Plain(c.w.Text("document.regard"))}, c.bullets(list))
	}
	if list := c.wording.Considerations; len(list) > 0 {
		out = append(out, Heading{Level: 1, Text: Plain(c.w.Text("document.considering"))}, c.lettered(list))
	}
	return out
}

func (c *covenant) bullets(list []string) List {
	var l List
	for _, s := range list {
		l.Items = append(l.Items, Item{Marker: "–", Text: inline(s, c.links)})
	}
	return l
}

func (c *covenant) lettered(list []string) List {
	var l List
	for i, s := range list {
		l.Items = append(l.Items, Item{Marker: letters(i) + ".", Text: inline(s, c.links)})
	}
	return l
}

func (c *covenant) articles() []Block {
	out := []Block{Heading{Level: 1, Text: Plain(c.w.Text("document.agree"))}}
	if !c.wording.Law.IsZero() {
		out = append(out, Paragraph{Style: Note, Text: Plain(c.w.Text("document.law", "Day", c.w.MediumDate(c.wording.Law)))})
	}
	for i, article := range c.wording.Articles {
		out = append(out, Heading{
			ID:     string(article.ID),
			Level:  2,
			Number: c.w.Text("document.article", "Number", strconv.Itoa(i+1)),
			Text:   inline(article.Title, nil),
		})
		out = append(out, clause(article.Text, c.links)...)
	}
	return out
}

// links reports whether there is an article with the id.
func (c *covenant) links(id string) bool { return c.numbers[partnership.ID(id)] > 0 }

func (c *covenant) annexes() []Block {
	var out []Block
	for i, annex := range c.wording.Annexes {
		out = append(out, PageBreak{}, Heading{
			Level:  1,
			Number: c.w.Text("document.annex", "Number", strconv.Itoa(i+1)),
			Text:   inline(annex.Title, nil),
		})
		if f, ok := c.forum(annex.Forum); ok && !strings.Contains(annex.Title, f.Name) {
			out = append(out, Paragraph{Style: Note, Text: Plain(c.w.Text("document.annex.forum", "Forum", f.Name))})
		}
		out = append(out, clause(annex.Text, c.links)...)
	}
	return out
}

func (c *covenant) forum(id partnership.ID) (partnership.Forum, bool) {
	for _, f := range c.agreement.Forums {
		if f.ID == id && id != "" {
			return f, true
		}
	}
	return partnership.Forum{}, false
}
