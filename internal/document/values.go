package document

import (
	"strconv"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// values are the open places of a template within a sentence.
var values = map[string]func(situation) string{
	"titel":     func(s situation) string { return s.agreement.Title },
	"ambitie":   func(s situation) string { return strings.TrimRight(s.agreement.Ambition, ". ") },
	"doelen":    func(s situation) string { return s.purposes() },
	"gemeente":  func(s situation) string { return s.municipality() },
	"vervangen": func(s situation) string { return s.superseded() },
	"ingangsdatum": func(s situation) string {
		return s.orOpen(s.options.Words.MediumDate(s.agreement.ValidFrom), "document.open.from")
	},
	"einddatum": func(s situation) string {
		return s.orOpen(s.options.Words.MediumDate(s.agreement.ValidUntil), "document.open.until")
	},
	"evaluatietermijn": func(s situation) string { return s.months(s.agreement.EvaluationMonths) },
	"opzegtermijn":     func(s situation) string { return s.notice() },

	"overleg":       func(s situation) string { return s.forum.Name },
	"doelgroep":     func(s situation) string { return strings.TrimRight(s.forum.TargetGroup, ". ") },
	"overlegdoelen": func(s situation) string { return s.called(s.forum.Purposes) },
}

// forumPlaces are filled only in an annex that is repeated for each forum.
var forumPlaces = map[string]bool{
	"overleg": true, "doelgroep": true, "overlegdoelen": true, "deelnemers": true, "leveranciers": true, "overleginformatie": true,
}

// generated are the open places that take a paragraph of their own. They may add numbered paragraphs and count them in number.
var generated = map[string]func(s situation, number *int) string{
	"verstrekkingen": situation.providing,
	"overleggen":     situation.forums,
	"rollen":         situation.roles,

	"deelnemers":        situation.table,
	"leveranciers":      situation.suppliers,
	"overleginformatie": situation.information,
}

func (s situation) orOpen(value, key string) string {
	if value == "" {
		return s.options.Words.Text(key)
	}
	return value
}

// months returns "12 maanden", or an open place when there are none.
func (s situation) months(n int) string {
	switch n {
	case 0:
		return s.options.Words.Text("document.open.months")
	case 1:
		return s.options.Words.Text("document.month")
	}
	return s.options.Words.Text("document.months", "Count", n)
}

func (s situation) notice() string {
	if s.agreement.Notice == nil {
		return s.months(0)
	}
	text := s.months(s.agreement.Notice.Months)
	if s.agreement.Notice.Anchor == "" {
		return text
	}
	return s.options.Words.Text("document.notice."+string(s.agreement.Notice.Anchor), "Months", text)
}

func (s situation) purposes() string {
	return s.orOpen(s.called(s.agreement.Purposes), "document.open.purposes")
}

// called returns purposes as in a sentence.
func (s situation) called(purposes []partnership.Term) string {
	var list []string
	for _, p := range purposes {
		list = append(list, lowerFirst(s.options.term("purposes", string(p))))
	}
	return s.enumerate(list)
}

// municipality returns "gemeente Lindewaard": the first party that is a municipality, else whoever prints.
func (s situation) municipality() string {
	name := s.options.Author
	for _, p := range s.parties() {
		if o, ok := s.look.Organisation(p.Organisation); ok && o.Kind == "municipality" {
			name = o.Name
			break
		}
	}
	for _, word := range []string{"Gemeente ", "gemeente "} {
		name = strings.TrimPrefix(name, word)
	}
	return s.options.Words.Text("document.municipality", "Name", s.orOpen(name, "document.open.municipality"))
}

func (s situation) superseded() string {
	if a, ok := s.look.Agreement(s.agreement.Supersedes); ok {
		return a.Title
	}
	return string(s.agreement.Supersedes)
}

// enumerate joins words as in a sentence: "a, b en c".
func (s situation) enumerate(list []string) string {
	return s.options.Words.List(list...)
}

// side returns the name of who gives or receives: an organisation, a kind of organisation, or anyone.
func (s situation) side(who string) string {
	if who == "any" {
		return s.options.Words.Text("document.side.any")
	}
	if kind, ok := strings.CutPrefix(who, "kind:"); ok {
		return s.options.Words.Text("document.side.kind", "Kind", s.options.term("organisation_kinds", kind))
	}
	return s.organisation(partnership.ID(who))
}

// organisation returns the name behind an id; the id when nobody knows it.
func (s situation) organisation(id partnership.ID) string {
	if o, ok := s.look.Organisation(id); ok && o.Name != "" {
		return o.Name
	}
	return string(id)
}

// providing writes one numbered paragraph for each provider, with an item for each recipient.
func (s situation) providing(number *int) string {
	var b strings.Builder
	for i, from := range distinct(s.provisions(), func(p partnership.Provision) string { return p.From }) {
		*number++
		if i > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(strconv.Itoa(*number) + ". " + s.options.Words.Text("document.provide.from", "From", capital(s.side(from))))
		var own []partnership.Provision
		for _, p := range s.provisions() {
			if p.From == from {
				own = append(own, p)
			}
		}
		recipients := distinct(own, func(p partnership.Provision) string { return p.To })
		for n, to := range recipients {
			var what []string
			for _, p := range own {
				if p.To == to {
					what = append(what, s.given(p))
				}
			}
			text := s.options.Words.Text("document.provide.to", "To", s.side(to), "What", strings.Join(what, "; "))
			b.WriteString("\n   " + letters(n) + ". " + text + stop(n, len(recipients)))
		}
	}
	return b.String()
}

// given returns one provision in words: "schoolverzuim, op grond van AVG art. 6 lid 1 e".
func (s situation) given(p partnership.Provision) string {
	what := lowerFirst(s.options.term("information_categories", string(p.Category)))
	if p.LegalBasis == "" {
		return what
	}
	return s.options.Words.Text("document.provide.basis", "What", what, "Basis", s.options.term("legal_bases", string(p.LegalBasis)))
}

// forums writes an item for each forum, with who takes part.
func (s situation) forums(*int) string {
	var list []string
	for _, f := range s.agreement.Forums {
		var who []string
		for _, id := range f.Participants {
			who = append(who, s.organisation(id))
		}
		text := s.options.Words.Text("document.forum.all", "Forum", f.Name)
		if len(who) > 0 {
			text = s.options.Words.Text("document.forum.some", "Forum", f.Name, "Who", s.enumerate(who))
		}
		list = append(list, text)
	}
	return enumerated(list)
}

// table writes an item for each partner that sits at the forum's table; every party when none is listed.
func (s situation) table(*int) string {
	ids := s.forum.Participants
	if len(ids) == 0 {
		for _, p := range s.parties() {
			ids = append(ids, p.Organisation)
		}
	}
	return s.names(ids)
}

// suppliers writes an item for each partner that gives information to the forum without sitting there.
func (s situation) suppliers(*int) string { return s.names(s.forum.Suppliers) }

func (s situation) names(ids []partnership.ID) string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = s.organisation(id)
	}
	return enumerated(list)
}

// information writes an item for each provision that is bound to the forum.
func (s situation) information(*int) string {
	var list []string
	for _, p := range s.shared() {
		list = append(list, s.options.Words.Text("document.forum.information", "From", s.side(p.From), "To", s.side(p.To), "What", s.given(p)))
	}
	return enumerated(list)
}

// enumerated writes the texts as items below a paragraph.
func enumerated(list []string) string {
	var b strings.Builder
	for i, text := range list {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString("   " + letters(i) + ". " + text + stop(i, len(list)))
	}
	return b.String()
}

// roles writes an item for each party with its part in the processing of personal data.
func (s situation) roles(*int) string {
	var list []string
	for _, p := range s.parties() {
		role := s.options.Words.Text("document.controller." + string(p.Controller))
		if p.Controller == "" {
			role = s.options.Words.Text("document.controller.unknown")
		}
		list = append(list, s.options.Words.Text("document.role", "Party", s.organisation(p.Organisation), "Role", role))
	}
	return enumerated(list)
}

// stop returns the sign behind item i of a list of n.
func stop(i, n int) string {
	if i == n-1 {
		return "."
	}
	return ";"
}

// distinct returns the different keys in the order in which they first come.
func distinct(list []partnership.Provision, key func(partnership.Provision) string) []string {
	var keys []string
	seen := map[string]bool{}
	for _, p := range list {
		if k := key(p); !seen[k] {
			seen[k] = true
			keys = append(keys, k)
		}
	}
	return keys
}
