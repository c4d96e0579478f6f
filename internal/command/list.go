package command

import (
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// printList writes records of one kind for people, a line for each, the way they look them up: by name, by day.
func (s *session) printList(d *desk.Desk, kind partnership.Kind, records []partnership.Record) error {
	if len(records) == 0 {
		s.note(s.words.Text("command.list.empty." + string(kind)))
		return nil
	}
	slices.SortStableFunc(records, func(a, b partnership.Record) int {
		return s.words.Compare(sortKey(a), sortKey(b))
	})
	rows := make([][]string, len(records))
	for i, record := range records {
		rows[i] = append(s.row(d, record), string(record.RecordID()))
	}
	return s.print(columns("", rows))
}

// sortKey is what a list of records is sorted by.
func sortKey(record partnership.Record) string {
	switch r := record.(type) {
	case partnership.Contact:
		return r.SortKey()
	case partnership.Meeting:
		return r.Start.Day().String() + r.Start.String()
	case partnership.Action:
		if r.Due.IsZero() {
			return "9999-99-99"
		}
		return r.Due.String()
	case partnership.Deliberation:
		return r.On.String()
	}
	return record.Label()
}

// row returns what a line of a list says about a record.
func (s *session) row(d *desk.Desk, record partnership.Record) []string {
	switch r := record.(type) {
	case partnership.Organisation:
		return []string{r.Label(), s.term(language.OrganisationKinds, string(r.Kind)), r.Team}
	case partnership.Contact:
		organisation, title := d.CurrentPosition(r, s.today())
		return []string{r.ListName(), organisation, title}
	case partnership.Agreement:
		return []string{r.Label(), s.term(language.AgreementStatuses, string(r.Status)), s.words.Date(r.ValidFrom)}
	case partnership.Series:
		return []string{r.Label(), s.term(language.MeetingKinds, string(r.Kind)), r.Place}
	case partnership.Meeting:
		return []string{s.words.Moment(r.Start), r.Label(), s.term(language.MeetingKinds, string(r.Kind)), r.Place}
	case partnership.Action:
		return []string{s.words.Date(r.Due), r.Label(), s.term(language.ActionStatuses, string(r.Status)), d.Owner(r)}
	case partnership.Deliberation:
		return []string{
			s.words.Date(r.On), d.Label(r.From), d.Label(r.To),
			s.term(language.InformationCategories, string(r.Category)), s.term(language.Outcomes, r.Outcome),
		}
	}
	return []string{record.Label()}
}
