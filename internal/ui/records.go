package ui

import (
	"slices"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// mostChoices is how many records are offered at once: who looks for another one types on.
const mostChoices = 100

// Records returns the records of some kinds that fit words, as choices by their id. Without words they stand in the order of their names.
// Archived partners, and people who left, are not offered.
func (s *Shell) Records(words string, kinds ...partnership.Kind) []Choice {
	var list []Choice
	if strings.TrimSpace(words) == "" {
		for _, kind := range kinds {
			for _, r := range s.desk.List(kind) {
				if s.offered(r) {
					list = append(list, s.Choice(r.RecordID()))
				}
			}
		}
		slices.SortStableFunc(list, func(a, b Choice) int { return s.words.Compare(a.Title, b.Title) })
		return list[:min(len(list), mostChoices)]
	}
	for _, hit := range s.desk.Search(words) {
		r, err := s.desk.Record(hit.ID)
		if err == nil && slices.Contains(kinds, r.RecordKind()) && s.offered(r) && len(list) < mostChoices {
			list = append(list, s.Choice(hit.ID))
		}
	}
	return list
}

// RecordsWith returns the records of a kind as choices, and before them those that are chosen already: none of these is lost because others are
// offered.
func (s *Shell) RecordsWith(chosen []partnership.ID, kind partnership.Kind) []Choice {
	var list []Choice
	for _, id := range chosen {
		list = append(list, s.Choice(id))
	}
	for _, c := range s.Records("", kind) {
		if !slices.Contains(chosen, partnership.ID(c.Key)) {
			list = append(list, c)
		}
	}
	return list
}

func (s *Shell) offered(r partnership.Record) bool {
	switch r := r.(type) {
	case partnership.Organisation:
		return !r.Archived
	case partnership.Contact:
		return !r.Archived && desk.WorksAt(r, s.Today()) != ""
	case partnership.Action:
		return r.IsOpen()
	}
	return true
}

// Choice returns a record as a choice; the empty one for no id.
func (s *Shell) Choice(id partnership.ID) Choice {
	if id == "" {
		return Choice{}
	}
	record, err := s.desk.Record(id)
	if err != nil {
		return Choice{Key: string(id), Title: string(id)}
	}
	c := Choice{Key: string(id), Title: record.Label()}
	switch r := record.(type) {
	case partnership.Organisation:
		c.Detail = s.words.Term(language.OrganisationKinds, string(r.Kind))
	case partnership.Contact:
		organisation, title := s.desk.CurrentPosition(r, s.Today())
		c.Detail = Joined(organisation, title)
	case partnership.Agreement:
		c.Detail = s.words.Term(language.AgreementStatuses, string(r.Status))
	case partnership.Meeting:
		c.Detail = s.words.LongDate(r.Start.Day())
	case partnership.Action:
		c.Detail = s.desk.Owner(r)
	}
	return c
}

// Terms returns terms of a set as choices, as they are called, in the order in which they are given.
func Terms[T ~string](words *language.Language, set language.Set, ids ...T) []Choice {
	var list []Choice
	for _, id := range ids {
		list = append(list, Choice{Key: string(id), Title: words.Term(set, string(id))})
	}
	return list
}

// WithNone puts the choice of nothing before others.
func WithNone(word string, list []Choice) []Choice {
	return append([]Choice{{Key: "", Title: word}}, list...)
}

// Joined sets texts beside each other with a dot between; empty ones are left out.
func Joined(texts ...string) string {
	var list []string
	for _, t := range texts {
		if t != "" {
			list = append(list, t)
		}
	}
	return strings.Join(list, " · ")
}

// Remove takes a record out of the vault as a step that can be undone, and then calls done. That others refer to it is said, and nothing is done.
func (s *Shell) Remove(id partnership.ID, done func()) {
	s.Do(func() error {
		_, base, err := desk.Get[partnership.Record](s.desk, id)
		if err != nil {
			return err
		}
		return s.desk.Keep("desk.commit.remove", desk.Remove(id, base))
	}, done)
}

// Before returns a function that calls both; first may be nil.
func Before(first, then func(string)) func(string) {
	return func(text string) {
		if first != nil {
			first(text)
		}
		then(text)
	}
}
