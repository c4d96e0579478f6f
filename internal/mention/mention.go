// Package mention finds where a text names a person: a contact whose data are to be erased, reported or looked for.
//
// A text names somebody by the full name, by initials with the family name, the other way round as in a list, by an
// e-mail address or a telephone number. A family name or a given name alone may also be somebody else's, or an
// ordinary word: such a mention is found only when no other contact bears the name, and is not sure. Whether letters
// are capitals or bear accents makes no difference, but for a name alone: that must be written with a capital.
package mention

import (
	"cmp"
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Kind is how somebody is mentioned.
type Kind string

// The kinds of mention.
const (
	FullName   Kind = "full_name"   // given name and family name, in whatever order
	Initials   Kind = "initials"    // initials and family name
	FamilyName Kind = "family_name" // the family name alone
	GivenName  Kind = "given_name"  // the given name alone
	Mail       Kind = "mail"        // an e-mail address
	Phone      Kind = "phone"       // a telephone number
	Other      Kind = "other"       // of an organisation: its number in the trade register, its address, its site
)

// Mention is a part of a text that names a person.
type Mention struct {
	Kind    Kind
	At, End int  // byte offsets in the text
	Sure    bool // nobody else is meant
}

// Person is a contact as texts may mention it. Make one with [Contact] or [Organisation].
type Person struct {
	phrases  map[string][]phrase // by their first word
	literals []literal
	initial  string   // the first letter of the given name; empty when it is not known
	endings  []phrase // what follows initials: the family name, with and without its infix
	infix    []string
	sureInit bool // nobody else bears these initials
	phones   []string
	traces   []trace
}

// phrase is words that follow each other.
type phrase struct {
	words    []string
	kind     Kind
	sure     bool
	capital  bool // one of the words must be written with a capital
	comma    int  // before which word a comma may stand; 0 for none
	close    bool // only in a text of a record that refers to the person
	initials bool // after the comma come initials rather than the given name
}

// literal is something that is written as it is, but for capitals.
type literal struct {
	text string // folded
	kind Kind
}

// Contact returns a contact as texts may mention it. Others are all contacts and organisations there are: what one of them has
// too points at nobody in particular. The contact itself may be among them.
func Contact(c partnership.Contact, others []partnership.Contact, organisations []partnership.Organisation) *Person {
	p := &Person{phrases: map[string][]phrase{}}
	n := nameOf(c)
	shared := sharing(c, n, others)
	p.names(n, shared)
	for _, m := range c.Emails {
		if usable := mailOf(m); usable != "" && !hasMail(usable, c.ID, others, organisations) {
			p.literals = append(p.literals, literal{usable, Mail})
			p.addTrace(usable)
		}
	}
	for _, t := range c.Phones {
		if number := phoneOf(t); number != "" && !hasPhone(number, c.ID, others, organisations) {
			p.phones = append(p.phones, number)
			p.addTrace(trimmed(t))
		}
	}
	if !shared.full && len(n.given) > 0 && n.family != nil {
		p.addTrace(c.Name())
		p.addTrace(c.ListName())
	}
	return p
}

// name is a contact's name in folded words.
type name struct {
	given, infix, family []string // family without its infix
	literal              string   // of a name in which no letter stands, such as an emoji
}

// whole is the family name with its infix.
func (n name) whole() []string { return slices.Concat(n.infix, n.family) }

func nameOf(c partnership.Contact) name {
	infix, family := c.Infix, c.FamilyName
	if wordsIn(infix) == nil {
		infix, family = partnership.SplitInfix(family)
	}
	n := name{given: wordsIn(c.GivenName), infix: wordsIn(infix), family: wordsIn(family)}
	if n.family == nil {
		n.literal = fold(trimmed(family))
	}
	return n
}

// shared tells what of a name somebody else bears too.
type shared struct{ full, initials, whole, family, given bool }

func sharing(c partnership.Contact, n name, others []partnership.Contact) shared {
	var s shared
	for _, o := range others {
		if o.ID == c.ID {
			continue
		}
		other := nameOf(o)
		family, whole := slices.Equal(n.family, other.family), slices.Equal(n.whole(), other.whole())
		s.family = s.family || family
		s.whole = s.whole || whole || slices.Equal(n.whole(), other.family)
		given := len(n.given) > 0 && slices.Equal(n.given, other.given)
		s.given = s.given || given
		s.full = s.full || given && family
		s.initials = s.initials || family && initialOf(n) == initialOf(other)
	}
	return s
}

func initialOf(n name) string {
	if len(n.given) == 0 {
		return ""
	}
	first, _ := firstRune(n.given[0])
	return first
}

// names sets what a contact's name may look like.
func (p *Person) names(n name, s shared) {
	if n.family == nil {
		if len(n.literal) > 1 {
			p.literals = append(p.literals, literal{n.literal, FamilyName})
		}
		return
	}
	whole := n.whole()
	if len(n.given) > 0 {
		p.initial, p.sureInit, p.infix = initialOf(n), !s.initials, n.infix
		for _, family := range [][]string{whole, n.family} {
			p.add(phrase{words: slices.Concat(n.given, family), kind: FullName, sure: !s.full})
			p.add(phrase{words: slices.Concat(family, n.given), kind: FullName, sure: !s.full, comma: len(family)})
			p.add(phrase{words: family, kind: Initials, sure: !s.initials, comma: len(family), initials: true})
			p.endings = append(p.endings, phrase{words: family})
		}
		p.add(phrase{words: slices.Concat(n.family, n.given, n.infix), kind: FullName, sure: !s.full, comma: len(n.family)})
		if !s.given && long(n.given) {
			p.add(phrase{words: n.given, kind: GivenName, capital: true, close: true})
		}
	}
	if !s.whole && long(n.family) {
		p.add(phrase{words: whole, kind: FamilyName, capital: true})
	}
	if !s.family && long(n.family) {
		p.add(phrase{words: n.family, kind: FamilyName, capital: true})
	}
}

// long reports whether a name alone says enough to look for it.
func long(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return len(w) > 1 })
}

func (p *Person) add(ph phrase) {
	list := p.phrases[ph.words[0]]
	same := func(o phrase) bool {
		return o.kind == ph.kind && o.comma == ph.comma && o.initials == ph.initials && slices.Equal(o.words, ph.words)
	}
	if slices.ContainsFunc(list, same) {
		return
	}
	p.phrases[ph.words[0]] = append(list, ph)
}

// Organisation returns an organisation that is one person as texts may mention it: by its name, address, numbers and site.
func Organisation(o partnership.Organisation, contacts []partnership.Contact, others []partnership.Organisation) *Person {
	p := &Person{phrases: map[string][]phrase{}}
	called := wordsIn(o.Name)
	same := slices.ContainsFunc(others, func(other partnership.Organisation) bool {
		return other.ID != o.ID && slices.Equal(wordsIn(other.Name), called)
	})
	if len(called) > 0 && !same && long(called) {
		p.add(phrase{words: called, kind: FullName, sure: len(called) > 1, capital: len(called) == 1})
		if len(called) > 1 {
			p.addTrace(trimmed(o.Name))
		}
	}
	for _, part := range []string{o.KvK, o.Address.Street, o.Address.Postcode} {
		if words := wordsIn(part); len(words) > 1 || len(part) == 8 && len(words) == 1 {
			p.add(phrase{words: words, kind: Other, sure: true})
		}
	}
	if m := mailOf(o.Email); m != "" && !hasMail(m, o.ID, contacts, others) {
		p.literals = append(p.literals, literal{m, Mail})
		p.addTrace(m)
	}
	if t := phoneOf(o.Phone); t != "" && !hasPhone(t, o.ID, contacts, others) {
		p.phones = append(p.phones, t)
		p.addTrace(trimmed(o.Phone))
	}
	if site := siteOf(o.Website); site != "" {
		p.literals = append(p.literals, literal{site, Other})
	}
	return p
}

// Find returns where a text mentions the person, in the order of the text and without overlap. Close tells that the text belongs to a
// record that refers to the person, so that a given name alone may be theirs.
func (p *Person) Find(text string, close bool) []Mention {
	found := slices.Concat(p.findLiterals(text), p.findPhones(text), p.findNames(text, close))
	slices.SortStableFunc(found, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(b.End, a.End))
	})
	var apart []Mention
	for _, m := range found {
		if n := len(apart); n > 0 && m.At < apart[n-1].End {
			if m.End > apart[n-1].End { // they overlap: both go
				apart[n-1].End, apart[n-1].Sure = m.End, apart[n-1].Sure || m.Sure
			}
			continue
		}
		apart = append(apart, m)
	}
	return apart
}

// Replace returns the text with each of the mentions replaced.
func Replace(text string, mentions []Mention, with string) string {
	var out []byte
	at := 0
	for _, m := range mentions {
		out = append(out, text[at:m.At]...)
		out = append(out, with...)
		at = m.End
	}
	return string(append(out, text[at:]...))
}
