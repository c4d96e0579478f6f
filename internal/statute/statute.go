// Package statute looks at the text of an agreement with the eye of who keeps the statute book: which laws that it names have been
// repealed, and whether it is older than a law that now governs it.
//
// It reports, it does not judge: a jurist decides what a finding means.
package statute

import (
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Finding is something about an agreement that somebody who knows the law should look at.
type Finding struct {
	Code       Code
	Law        string   // as it is cited: "Wet bescherming persoonsgegevens"
	On         date.Day // when that law was repealed, or entered into force
	Successors []string // the laws that took its place
	Place      Place    // where the text names it
	Number     int      // of the article, annex or item, from 1; 0 where there is one
	Title      string   // of the article or annex
}

// Code is what a finding is about.
type Code string

// The codes of a finding.
const (
	Repealed  Code = "repealed"   // the text names a law that is no more
	BeforeWGS Code = "before_wgs" // older than the WGS, which now governs the cooperation or on which it relies
)

// Place is a part of an agreement.
type Place string

// The places where an agreement may name a law.
const (
	InTitle         Place = "title"
	InAmbition      Place = "ambition"
	InRegard        Place = "having_regard"
	InConsideration Place = "considerations"
	InArticle       Place = "articles"
	InAnnex         Place = "annexes"
	InProvision     Place = "provisions"
	InAgreement     Place = "agreement" // the agreement as a whole
)

// The Wet gegevensverwerking door samenwerkingsverbanden entered into force on 1 March 2025. It governs four partnerships, of which two are the
// subject of a covenant here: the Zorg- en Veiligheidshuizen and the RIECs.
const (
	wgsTitle = "Wet gegevensverwerking door samenwerkingsverbanden"
	wgsShort = "WGS"
	wgsBasis = "wgs" // among the legal bases
)

var (
	wgsInForce  = date.Of(2025, 3, 1)
	wgsGoverned = map[partnership.Term]bool{"care_safety": true, "organised_crime": true}
)

// Review returns what is to be looked at in an agreement on a day, in the order of its text. An agreement that has ended is history: there is
// nothing to find in it.
//
// A law counts as repealed from the day itself. An agreement is from before the WGS when it was concluded before that law
// entered into force, and it is reported when it is of a kind that the WGS governs, when a provision of that time rests on the WGS, or when
// its text names it.
func (l Laws) Review(a partnership.Agreement, on date.Day) []Finding {
	if ended(a, on) {
		return nil
	}
	var found []Finding
	named := false
	for _, t := range texts(a) {
		for _, law := range l.list {
			if !on.Before(law.Repealed) && law.namedIn(t.text) {
				t.Code, t.Law, t.On, t.Successors = Repealed, law.Title, law.Repealed, law.Successors
				found = append(found, t.Finding)
			}
		}
		named = named || wgs.namedIn(t.text)
	}
	if !on.Before(wgsInForce) && concludedBefore(a, wgsInForce) && (wgsGoverned[a.Kind] || named || restsOnWGS(a, on)) {
		found = append(found, Finding{Code: BeforeWGS, Law: wgsTitle, On: wgsInForce, Place: InAgreement})
	}
	return found
}

var wgs = Law{Title: wgsTitle, Short: []string{wgsShort}}.compiled()

func ended(a partnership.Agreement, on date.Day) bool {
	return a.Status == partnership.AgreementTerminated ||
		!a.TerminatedOn.IsZero() && !on.Before(a.TerminatedOn) ||
		!a.ValidUntil.IsZero() && on.After(a.ValidUntil)
}

// concludedBefore reports whether the agreement is known to have been concluded before the day: it entered into force or was signed.
func concludedBefore(a partnership.Agreement, day date.Day) bool {
	if !a.ValidFrom.IsZero() {
		return a.ValidFrom.Before(day)
	}
	for _, p := range a.Parties {
		if !p.SignedOn.IsZero() && p.SignedOn.Before(day) {
			return true
		}
	}
	for _, t := range a.Transitions {
		if t.To == partnership.AgreementInForce && t.On.Before(day) {
			return true
		}
	}
	return false
}

func restsOnWGS(a partnership.Agreement, on date.Day) bool {
	for _, p := range a.Provisions {
		dropped := !p.DroppedOn.IsZero() && !on.Before(p.DroppedOn)
		if p.LegalBasis == wgsBasis && p.AddedOn.Before(wgsInForce) && !dropped {
			return true
		}
	}
	return false
}

// passage is a text of an agreement, with where it stands.
type passage struct {
	Finding
	text string
}

// texts returns everything that people wrote into an agreement, in the order of the document.
func texts(a partnership.Agreement) []passage {
	var list []passage
	add := func(place Place, number int, title string, text ...string) {
		list = append(list, passage{Finding{Place: place, Number: number, Title: title}, strings.Join(text, "\n")})
	}
	add(InTitle, 0, "", a.Title)
	add(InAmbition, 0, "", a.Ambition)
	for i, s := range a.HavingRegard {
		add(InRegard, i+1, "", s)
	}
	for i, s := range a.Considerations {
		add(InConsideration, i+1, "", s)
	}
	for i, t := range a.Articles {
		add(InArticle, i+1, t.Title, t.Title, t.Text)
	}
	for i, t := range a.Annexes {
		add(InAnnex, i+1, t.Title, t.Title, t.Text)
	}
	for i, p := range a.Provisions {
		add(InProvision, i+1, "", p.Article)
	}
	return list
}
