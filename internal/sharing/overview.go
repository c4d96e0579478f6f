package sharing

import (
	"cmp"
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Line is a question with its answer.
type Line struct {
	Question Question
	Advice   Advice
}

// Open reports whether what is asked may go: under an agreement in force, or by the way that the law gives.
func (a Advice) Open() bool {
	return a.Outcome == Permitted || a.Outcome == PermittedWithConditions || a.Outcome == StatutoryRoute
}

// Around returns what an organisation may give and get on a day under an agreement: every question about it that some
// provision is meant for and that is permitted, outside any consultation where that is enough. They are in the order of
// from, to, category, purpose and consultation. An organisation that does not exist is an [*UnknownError].
func (a *Aid) Around(organisation partnership.ID, on date.Day) ([]Line, error) {
	if err := a.known("organisation", organisation); err != nil {
		return nil, err
	}
	return a.permitted(on, func(q Question) bool { return q.From == organisation || q.To == organisation })
}

// At returns what may be said between the organisations at a table on a day, in a consultation or, with an empty name,
// outside any.
func (a *Aid) At(table []partnership.ID, forum string, on date.Day) ([]Line, error) {
	return a.permitted(on, func(q Question) bool {
		return (q.Forum == "" || q.Forum == forum) && slices.Contains(table, q.From) && slices.Contains(table, q.To)
	})
}

// Recipients returns the answer for every organisation that a provider could give something to, in the order of their
// ids. Where it is not open outside a consultation, the first consultation in which it is stands in the question.
func (a *Aid) Recipients(q Question) ([]Line, error) {
	return a.every(q, func(q *Question, other partnership.ID) bool { q.To = other; return other != q.From })
}

// Providers is like [Aid.Recipients] for who could give something to an organisation.
func (a *Aid) Providers(q Question) ([]Line, error) {
	return a.every(q, func(q *Question, other partnership.ID) bool { q.From = other; return other != q.To })
}

func (a *Aid) every(q Question, with func(*Question, partnership.ID) bool) ([]Line, error) {
	var lines []Line
	for other := range a.organisations {
		asked := q
		if !with(&asked, other) {
			continue
		}
		line, err := a.best(asked)
		if err != nil {
			return nil, err
		}
		lines = append(lines, line)
	}
	sortLines(lines)
	return lines, nil
}

// best answers a question outside any consultation, or in the first one in which it is open.
func (a *Aid) best(q Question) (Line, error) {
	q.Forum = ""
	outside, err := a.Advise(q)
	if err != nil || outside.Open() {
		return Line{q, outside}, err
	}
	for i := range a.rooms {
		for _, f := range a.rooms[i].agreement.Forums {
			asked := q
			asked.Forum = ForumName(a.rooms[i].agreement.ID, f.ID)
			inside, err := a.Advise(asked)
			if err != nil {
				return Line{}, err
			}
			if inside.Open() {
				return Line{asked, inside}, nil
			}
		}
	}
	return Line{q, outside}, nil
}

// permitted returns every question of the wanted ones that a provision is meant for and that is permitted by it.
func (a *Aid) permitted(on date.Day, wanted func(Question) bool) ([]Line, error) {
	seen := map[Question]bool{}
	var lines []Line
	ask := func(q Question) error {
		if seen[q] || !wanted(q) {
			return nil
		}
		seen[q] = true
		advice, err := a.Advise(q)
		if err == nil && len(advice.Findings) > 0 && (advice.Outcome == Permitted || advice.Outcome == PermittedWithConditions) {
			lines = append(lines, Line{q, advice})
		}
		return err
	}
	for i := range a.rooms {
		if err := a.meant(&a.rooms[i], on, ask); err != nil {
			return nil, err
		}
	}
	sortLines(lines)
	return slices.DeleteFunc(lines, func(l Line) bool {
		outside := l.Question
		outside.Forum = ""
		return l.Question.Forum != "" && slices.ContainsFunc(lines, func(o Line) bool { return o.Question == outside })
	}), nil
}

// meant asks every question that a provision of an agreement is meant for: between the organisations that its parties
// stand for.
func (a *Aid) meant(r *room, on date.Day, ask func(Question) error) error {
	var bound []member
	for _, id := range standFor(r.agreement) {
		if m, ok := a.organisations[id]; ok {
			bound = append(bound, m)
		}
	}
	for j := range r.rules {
		rule, p := &r.rules[j], &r.agreement.Provisions[j]
		forum := ""
		if p.Forum != "" {
			forum = ForumName(r.agreement.ID, p.Forum)
		}
		for _, from := range bound {
			for _, to := range bound {
				if from.ID == to.ID || !rule.from.matches(from.who) || !rule.to.matches(to.who) || rule.forum == nowhere {
					continue
				}
				if err := ask(Question{From: from.ID, To: to.ID, Category: p.Category, Purpose: p.Purpose, On: on, Forum: forum}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// standFor returns the organisations that the parties of an agreement stand for, each once.
func standFor(a *partnership.Agreement) []partnership.ID {
	var ids []partnership.ID
	for _, p := range a.Parties {
		if p.IsParty() {
			ids = append(append(ids, p.Organisation), p.Members...)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func sortLines(lines []Line) {
	slices.SortFunc(lines, func(x, y Line) int { return order(x.Question, y.Question) })
}

// order is by from, to, category, purpose and consultation.
func order(p, q Question) int {
	return cmp.Or(cmp.Compare(p.From, q.From), cmp.Compare(p.To, q.To), cmp.Compare(p.Category, q.Category),
		cmp.Compare(p.Purpose, q.Purpose), cmp.Compare(p.Forum, q.Forum))
}

// Change is a question whose answer changes.
type Change struct {
	Question      Question
	Before, After Advice
}

// Compare returns which answers change when an agreement becomes another: of all questions that a provision of either is
// meant for, on a day, in the order of [Aid.Around].
func Compare(v *partnership.Vocabulary, organisations []partnership.Organisation, before, after []partnership.Agreement, on date.Day) ([]Change, error) {
	then, now := New(v, organisations, before), New(v, organisations, after)
	seen := map[Question]bool{}
	var changes []Change
	ask := func(q Question) error {
		if seen[q] {
			return nil
		}
		seen[q] = true
		was, err := then.lenient(q)
		if err != nil {
			return err
		}
		is, err := now.lenient(q)
		if err == nil && (was.Outcome != is.Outcome || !slices.Equal(was.Conditions, is.Conditions)) {
			changes = append(changes, Change{q, was, is})
		}
		return err
	}
	for _, aid := range []*Aid{then, now} {
		for i := range aid.rooms {
			if err := aid.meant(&aid.rooms[i], on, ask); err != nil {
				return nil, err
			}
		}
	}
	slices.SortFunc(changes, func(x, y Change) int { return order(x.Question, y.Question) })
	return changes, nil
}

// lenient answers a question whose consultation may not exist yet, or no more: then it is asked outside any.
func (a *Aid) lenient(q Question) (Advice, error) {
	if q.Forum != "" && !a.hasForum(q.Forum) {
		q.Forum = ""
	}
	return a.Advise(q)
}
