package sharing_test

import (
	"maps"
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/sharing"
)

// naive answers a question by doc/sharing.md read aloud, sentence by sentence, with sets of strings and nothing of the
// package's own means. It shares no rule with what it judges, not even those of the domain types.
func naive(v *partnership.Vocabulary, w *town) sharing.Advice {
	q := w.question
	organisation := func(id partnership.ID) partnership.Organisation {
		return w.organisations[slices.IndexFunc(w.organisations, func(o partnership.Organisation) bool { return o.ID == id })]
	}
	from, to := organisation(q.From), organisation(q.To)
	answer := func(outcome sharing.Outcome, reasons, provisions, conditions, bases, routes textSet) sharing.Advice {
		return sharing.Advice{
			Outcome: outcome, Reasons: typed[sharing.Reason](reasons), Provisions: typed[string](provisions),
			Conditions: typed[partnership.Term](conditions), LegalBases: typed[partnership.Term](bases), Routes: typed[partnership.Term](routes),
		}
	}
	if q.From == q.To {
		return answer("ask_advice", is("same_organisation"), nil, nil, nil, nil)
	}
	category := v.InformationCategories[slices.IndexFunc(v.InformationCategories, func(c partnership.InformationCategory) bool { return c.ID == q.Category })]
	if category.Sensitivity == "none" {
		if q.Category == "anonymous_group" {
			return answer("permitted_with_conditions", is("no_youth_data"), nil, is("not_traceable"), nil, nil)
		}
		return answer("permitted", is("no_youth_data"), nil, nil, nil, nil)
	}

	fits := func(b partnership.LegalBasis) textSet {
		s := textSet{}
		if !slices.Contains(b.MayRely, "*") && !slices.Contains(b.MayRely, from.Kind) {
			s.put("basis_not_for_provider")
		}
		if b.To != nil && !slices.Contains(b.To, to.Kind) {
			s.put("basis_not_for_recipient")
		}
		if b.Purposes != nil && !slices.Contains(b.Purposes, q.Purpose) {
			s.put("basis_not_for_purpose")
		}
		if b.Categories != nil && !slices.Contains(b.Categories, q.Category) {
			s.put("basis_not_for_category")
		}
		if !slices.Contains(b.Carries, category.Sensitivity) {
			s.put("basis_does_not_carry")
		}
		return s
	}
	routes, routeConditions, routeBreaks := textSet{}, textSet{}, false
	for _, b := range v.LegalBases {
		if b.WithoutAgreement && len(fits(b)) == 0 && (!b.OnlyUrgent || q.Urgent) {
			routes.put(string(b.ID))
			routeConditions.put(typed[string](terms(b.Conditions))...)
			routeBreaks = routeBreaks || b.BreaksSecrecy
		}
	}

	type look struct {
		name       string
		fails      textSet
		obstacles  textSet
		conditions textSet
		basis      string
		breaks     bool
	}
	var looks []look
	for _, a := range w.agreements {
		for _, p := range a.Provisions {
			l := look{name: string(a.ID) + "/" + string(p.ID), fails: naiveFailures(a, p, q, from, to), obstacles: textSet{}, conditions: terms(p.Conditions)}
			var basis *partnership.LegalBasis
			for i := range v.LegalBases {
				if v.LegalBases[i].ID == p.LegalBasis {
					basis = &v.LegalBases[i]
				}
			}
			if basis == nil {
				l.obstacles.put("basis_missing")
			} else {
				l.obstacles.put(slices.Collect(maps.Keys(fits(*basis)))...)
				l.conditions.put(typed[string](terms(basis.Conditions))...)
				l.basis, l.breaks = string(basis.ID), basis.BreaksSecrecy
			}
			if !slices.Contains(a.Purposes, q.Purpose) {
				l.obstacles.put("purpose_outside_agreement")
			}
			kind := v.OrganisationKinds[slices.IndexFunc(v.OrganisationKinds, func(k partnership.OrganisationKind) bool { return k.ID == from.Kind })]
			if (category.UnderSecrecy || kind.Secrecy) && !l.breaks && !l.conditions["consent"] {
				l.obstacles.put("secrecy")
			}
			if kind.Confidence && !l.breaks && !l.conditions["consent"] && !l.conditions["inform"] {
				l.obstacles.put("confidence")
			}
			looks = append(looks, l)
		}
	}
	var applying, sound, left []look
	breaks := routeBreaks
	for _, l := range looks {
		if len(l.fails) > 0 {
			continue
		}
		applying = append(applying, l)
		if len(l.obstacles) == 0 {
			sound = append(sound, l)
			breaks = breaks || l.breaks && !l.conditions["consent"]
		}
	}
	for _, l := range sound {
		if !breaks || !l.conditions["consent"] {
			left = append(left, l)
		}
	}
	provisions, conditions, bases, reasons := textSet{}, textSet{}, textSet{}, textSet{}
	gather := func(of []look, why func(look) textSet) {
		for _, l := range of {
			provisions.put(l.name)
			conditions.put(slices.Collect(maps.Keys(l.conditions))...)
			reasons.put(slices.Collect(maps.Keys(why(l)))...)
			if l.basis != "" {
				bases.put(l.basis)
			}
		}
	}
	switch {
	case len(left) > 0:
		gather(left, func(look) textSet { return is("covered") })
		if len(conditions) == 0 {
			return answer("permitted", reasons, provisions, nil, bases, routes)
		}
		return answer("permitted_with_conditions", reasons, provisions, conditions, bases, routes)
	case len(routes) > 0:
		return answer("statutory_route", is("statutory_route"), nil, routeConditions, routes, routes)
	case len(applying) > 0:
		gather(applying, func(l look) textSet { return l.obstacles })
		return answer("ask_advice", reasons, provisions, nil, bases, routes)
	case len(looks) == 0:
		return answer("not_covered", is("no_agreement"), nil, nil, nil, routes)
	}
	fewest := slices.MinFunc(looks, func(x, y look) int { return len(x.fails) - len(y.fails) })
	looks = slices.DeleteFunc(looks, func(l look) bool { return len(l.fails) > len(fewest.fails) })
	gather(looks, func(l look) textSet { return l.fails })
	return answer("not_covered", reasons, provisions, nil, nil, routes)
}

func naiveFailures(a partnership.Agreement, p partnership.Provision, q sharing.Question, from, to partnership.Organisation) textSet {
	d, s := q.On, textSet{}
	before := func(x, y date.Day) bool { return x.String() < y.String() } // ISO days sort as text
	if a.Status == "draft" || a.Status == "review" {
		s.put("agreement_not_in_force")
	}
	if a.SuspendedFrom.IsZero() && a.Status == "suspended" || naiveSuspended(a.SuspendedFrom, a.SuspendedUntil, d) {
		s.put("agreement_suspended")
	}
	if !a.TerminatedOn.IsZero() && !before(d, a.TerminatedOn) || a.TerminatedOn.IsZero() && a.Status == "terminated" {
		s.put("agreement_terminated")
	}
	if !a.ValidFrom.IsZero() && before(d, a.ValidFrom) {
		s.put("not_yet_in_force")
	}
	if !a.ValidUntil.IsZero() && before(a.ValidUntil, d) {
		s.put("expired")
	}
	for name, organisation := range map[string]partnership.ID{"provider": q.From, "recipient": q.To} {
		var each []string
		for _, party := range a.Parties {
			if party.Role == "witness" || party.Organisation != organisation && !slices.Contains(party.Members, organisation) {
				continue
			}
			switch {
			case party.SignedOn.IsZero() && !party.Signed, !party.SignedOn.IsZero() && before(d, party.SignedOn):
				each = append(each, "not_signed")
			case !party.WithdrawnOn.IsZero() && !before(d, party.WithdrawnOn):
				each = append(each, "withdrawn")
			case naiveSuspended(party.SuspendedFrom, party.SuspendedUntil, d):
				each = append(each, "suspended")
			default:
				each = append(each, "")
			}
		}
		if len(each) == 0 {
			s.put(name + "_not_party")
		} else if !slices.Contains(each, "") {
			s.put(name + "_" + each[0])
		}
	}
	if p.Forum != "" {
		if q.Forum != string(a.ID)+"/"+string(p.Forum) {
			s.put("other_forum")
		}
		for _, f := range a.Forums {
			if f.ID != p.Forum || len(f.Participants) == 0 {
				continue
			}
			if !slices.Contains(f.Participants, q.From) && !slices.Contains(f.Suppliers, q.From) {
				s.put("provider_not_in_forum")
			}
			if !slices.Contains(f.Participants, q.To) {
				s.put("recipient_not_in_forum")
			}
		}
	}
	if !p.AddedOn.IsZero() && before(d, p.AddedOn) || !p.DroppedOn.IsZero() && !before(d, p.DroppedOn) {
		s.put("provision_not_in_force")
	}
	means := func(side string, o partnership.Organisation) bool {
		return side == "any" || side == string(o.ID) || side == "kind:"+string(o.Kind)
	}
	switch {
	case means(p.From, from) && means(p.To, to):
	case means(p.From, to) && means(p.To, from):
		s.put("direction_reversed")
	default:
		s.put("parties_differ")
	}
	if p.Category != q.Category {
		s.put("category_differs")
	}
	if p.Purpose != q.Purpose {
		s.put("purpose_differs")
	}
	return s
}

func naiveSuspended(first, last, d date.Day) bool {
	return !first.IsZero() && first.String() <= d.String() && (last.IsZero() || d.String() <= last.String())
}

// textSet is a set of strings.
type textSet map[string]bool

func is(s string) textSet { return textSet{s: true} }

func (s textSet) put(values ...string) {
	for _, v := range values {
		s[v] = true
	}
}

func terms(of []partnership.Term) textSet {
	s := textSet{}
	s.put(list(of)...)
	return s
}

// typed returns what is in a set, sorted, as an answer holds it.
func typed[T ~string](s textSet) []T {
	all := make([]T, 0, len(s))
	for _, v := range slices.Sorted(maps.Keys(s)) {
		all = append(all, T(v))
	}
	return all
}
