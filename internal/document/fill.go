package document

import (
	"strconv"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Wording is the text of one agreement.
type Wording struct {
	HavingRegard   []string
	Considerations []string
	Articles       []partnership.Article
	Annexes        []partnership.Annex
	Law            date.Day // of the template it was made of; no day for a text of one's own
}

// Fill returns the wording for an agreement. Cross references are written as [artikel 3](#doel).
func (t *Template) Fill(a partnership.Agreement, look Directory, o Options) Wording {
	f := filling{situation: situation{agreement: a, look: look, options: o}, names: map[string]string{}}
	f.keep(t.parts)
	w := Wording{Law: t.Law}
	for _, p := range f.parts {
		switch p.kind {
		case partRegard:
			w.HavingRegard = f.lines(p)
		case partConsideration:
			w.Considerations = f.lines(p)
		case partArticle:
			w.Articles = append(w.Articles, partnership.Article{ID: partnership.ID(p.id), Title: f.fill(p.title, p.situation), Text: f.body(p)})
		case partAnnex:
			w.Annexes = append(w.Annexes, partnership.Annex{Title: f.fill(p.title, p.situation), Text: f.body(p), Forum: p.forum.ID})
		}
	}
	return w
}

// Freeze returns the agreement with the wording of its template as its own text, as is done when it enters into force. An agreement
// that has articles comes back as it is. The error is a [*NoTemplateError].
func Freeze(a partnership.Agreement, look Directory, o Options) (partnership.Agreement, error) {
	if len(a.Articles) > 0 {
		return a, nil
	}
	t, err := o.Templates.Template(a.Kind)
	if err != nil {
		return a, err
	}
	w := t.Fill(a, look, o).over(a)
	a = a.Clone()
	a.HavingRegard, a.Considerations, a.Articles, a.Annexes = w.HavingRegard, w.Considerations, w.Articles, w.Annexes
	for _, list := range [][]string{a.HavingRegard, a.Considerations} {
		for i := range list {
			list[i] = withoutLinks(list[i])
		}
	}
	for i := range a.Articles {
		a.Articles[i].Text = withoutLinks(a.Articles[i].Text)
	}
	for i := range a.Annexes {
		a.Annexes[i].Text = withoutLinks(a.Annexes[i].Text)
	}
	return a, nil
}

func withoutLinks(s string) string { return reference.ReplaceAllString(s, "$1") }

// over returns the wording with what the agreement has of its own in its place.
func (w Wording) over(a partnership.Agreement) Wording {
	if len(a.HavingRegard) > 0 {
		w.HavingRegard = append([]string(nil), a.HavingRegard...)
	}
	if len(a.Considerations) > 0 {
		w.Considerations = append([]string(nil), a.Considerations...)
	}
	w.Annexes = append(w.Annexes, a.Annexes...)
	return w
}

// filling is a template on its way to a wording.
type filling struct {
	situation
	parts []kept
	names map[string]string // what cross references are called: "artikel doel" -> "artikel 3"
}

// kept is a part that holds for the agreement. An annex that is repeated is kept once for each forum, in the forum's situation.
type kept struct {
	part
	situation
}

// keep leaves out what does not hold for this agreement and numbers what is left.
func (f *filling) keep(parts []part) {
	count := map[partKind]int{}
	for _, p := range parts {
		before := len(f.parts)
		for _, in := range f.situations(p) {
			if k := (kept{p, in}); p.when.holds(in) {
				k.items = holding(p.items, in)
				f.parts = append(f.parts, k)
			}
		}
		n := len(f.parts) - before
		if p.id == "" || n == 0 {
			continue
		}
		first := count[p.kind] + 1
		count[p.kind] += n
		name := called(p.kind, first, count[p.kind])
		f.names[string(p.kind)+" "+p.id] = name
		lid := 0
		for _, it := range f.parts[before].items {
			if it.depth != numbered {
				continue
			}
			lid++
			if it.label != "" {
				f.names[string(p.kind)+" "+p.id+" lid "+it.label] = name + ", " + ordinal(lid) + " lid"
			}
		}
	}
}

// situations returns in what a part is looked at: the agreement, or each of its forums.
func (f *filling) situations(p part) []situation {
	if !p.each {
		return []situation{f.situation}
	}
	var list []situation
	for _, forum := range f.agreement.Forums {
		in := f.situation
		in.forum = forum
		list = append(list, in)
	}
	return list
}

// called returns "artikel 3", "bijlagen 1 en 2" or "bijlagen 1 tot en met 3".
func called(kind partKind, first, last int) string {
	switch last - first {
	case 0:
		return string(kind) + " " + strconv.Itoa(first)
	case 1:
		return string(kind) + "n " + strconv.Itoa(first) + " en " + strconv.Itoa(last)
	}
	return string(kind) + "n " + strconv.Itoa(first) + " tot en met " + strconv.Itoa(last)
}

// holding returns the items whose condition holds; with a numbered item go the items below it.
func holding(items []item, in situation) []item {
	var kept []item
	dropped := -1 // depth of an item that was left out
	for _, it := range items {
		if dropped > int(prose) && int(it.depth) > dropped {
			continue
		}
		dropped = -1
		if !it.when.holds(in) {
			dropped = int(it.depth)
			continue
		}
		kept = append(kept, it)
	}
	return kept
}

// lines returns the items as a list without markers.
func (f *filling) lines(p kept) []string {
	var list []string
	for _, it := range p.items {
		list = append(list, f.fill(it.text, p.situation))
	}
	return list
}

// body returns the items as the text of an article, numbered anew.
func (f *filling) body(p kept) string {
	var b strings.Builder
	number, letter := 0, 0
	for _, it := range p.items {
		mark := ""
		switch it.depth {
		case prose:
			letter = 0
		case numbered:
			number++
			letter = 0
			mark = strconv.Itoa(number) + ". "
		case lettered:
			mark = "   " + letters(letter) + ". "
			letter++
		case dashed:
			mark = "   - "
		}
		text := ""
		if make := generated[strings.Trim(it.text, "{}")]; make != nil {
			text = make(p.situation, &number)
		} else {
			text = f.fill(it.text, p.situation)
		}
		switch {
		case text == "": // a list of which nothing is there
			continue
		case b.Len() == 0:
		case it.depth >= lettered:
			b.WriteString("\n")
		default:
			b.WriteString("\n\n")
		}
		b.WriteString(mark + text)
	}
	return b.String()
}

// fill writes the open places of a text.
func (f *filling) fill(text string, in situation) string {
	var b strings.Builder
	at := 0
	for _, m := range place.FindAllStringSubmatchIndex(text, -1) {
		b.WriteString(text[at:m[0]])
		opens := m[0] == 0 || strings.HasSuffix(text[:m[0]], ". ")
		b.WriteString(f.value(text[m[2]:m[3]], in, opens))
		at = m[1]
	}
	b.WriteString(text[at:])
	return b.String()
}

// value returns what stands in an open place, with a capital when it opens a sentence.
func (f *filling) value(name string, in situation, opens bool) string {
	if value := values[name]; value != nil {
		if opens {
			return capital(value(in))
		}
		return value(in)
	}
	as := f.names[name] // it is there: the parser saw to that
	if opens {
		as = capital(as)
	}
	kind, rest, _ := strings.Cut(name, " ")
	if kind == string(partAnnex) {
		return as
	}
	id, _, _ := strings.Cut(rest, " ")
	return "[" + as + "](#" + id + ")"
}

// ordinals are written out up to twelve, as Dutch drafting does.
var ordinals = []string{"nulde", "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende", "elfde", "twaalfde"}

func ordinal(n int) string {
	if n < len(ordinals) {
		return ordinals[n]
	}
	if n < 20 {
		return strconv.Itoa(n) + "de"
	}
	return strconv.Itoa(n) + "ste"
}

// letters returns a, b, ... z, aa, ab: the n-th marker, from 0.
func letters(n int) string {
	s := string(rune('a' + n%26))
	for n = n/26 - 1; n >= 0; n = n/26 - 1 {
		s = string(rune('a'+n%26)) + s
	}
	return s
}
