package partnership_test

import (
	"reflect"
	"strings"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// broken is a valid record with one thing made wrong, and the problem that must come of it.
type broken struct {
	record partnership.Record
	field  string
	rule   partnership.Rule
	value  string
	other  string
}

// breaks returns one row: the valid record that full makes, spoilt by spoil.
func breaks[R partnership.Record](full func() R, spoil func(*R), field string, rule partnership.Rule, value, other string) broken {
	r := full()
	spoil(&r)
	return broken{r, field, rule, value, other}
}

const (
	required  = partnership.RuleRequired
	wrongID   = partnership.RuleID
	duplicate = partnership.RuleDuplicate
	term      = partnership.RuleTerm
	reference = partnership.RuleReference
	order     = partnership.RuleOrder
	format    = partnership.RuleFormat
	negative  = partnership.RuleRange
	text      = partnership.RuleText
)

const (
	channels = "phone|email|visit|meeting|letter"
	stages   = "draft|review|in_force|suspended|terminated"
)

func TestOneWrongFieldIsOneProblem(t *testing.T) {
	type (
		organisation = partnership.Organisation
		contact      = partnership.Contact
		agreement    = partnership.Agreement
		series       = partnership.Series
		meeting      = partnership.Meeting
		action       = partnership.Action
		deliberation = partnership.Deliberation
		attachment   = partnership.Attachment
	)
	var noDay date.Day
	late := day("9999-01-01")
	tooLong := strings.Repeat("x", 65)
	o, c, a, s := fullOrganisation, fullContact, fullAgreement, fullSeries
	m, x, d, f := fullMeeting, fullAction, fullDeliberation, fullAttachment

	rows := []broken{
		breaks(o, func(r *organisation) { r.ID = "" }, "id", required, "", ""),
		breaks(o, func(r *organisation) { r.ID = "a b" }, "id", wrongID, "a b", ""),
		breaks(o, func(r *organisation) { r.ID = "é" }, "id", wrongID, "é", ""),
		breaks(o, func(r *organisation) { r.ID = "a/b" }, "id", wrongID, "a/b", ""),
		breaks(o, func(r *organisation) { r.ID = partnership.ID(tooLong) }, "id", wrongID, strings.Repeat("x", 59)+"…", ""),
		breaks(o, func(r *organisation) { r.Name = "" }, "name", required, "", ""),
		breaks(o, func(r *organisation) { r.Kind = "" }, "kind", required, "", ""),
		breaks(o, func(r *organisation) { r.Kind = "scouts" }, "kind", term, "scouts", "organisation_kinds"),
		breaks(o, func(r *organisation) { r.PartOf = "o9" }, "part_of", reference, "o9", "organisation"),
		breaks(o, func(r *organisation) { r.PartOf = "contact" }, "part_of", reference, "contact", "organisation"),
		breaks(o, func(r *organisation) { r.KvK = "1234567" }, "kvk", format, "1234567", "12345678"),
		breaks(o, func(r *organisation) { r.KvK = "123456789" }, "kvk", format, "123456789", "12345678"),
		breaks(o, func(r *organisation) { r.KvK = "1234a678" }, "kvk", format, "1234a678", "12345678"),
		breaks(o, func(r *organisation) { r.KvK = "١٢٣٤" }, "kvk", format, "١٢٣٤", "12345678"),
		breaks(o, func(r *organisation) { r.Address.City = notUTF8 }, "address.city", text, "Curaçao\ufffd", ""),
		breaks(o, func(r *organisation) { r.Extra["colour"] = notUTF8 }, "extra.colour", text, "Curaçao\ufffd", ""),
		breaks(o, func(r *organisation) { r.Extra[notUTF8] = "" }, "extra", text, "Curaçao\ufffd", ""),

		breaks(c, func(r *contact) { r.ID = "" }, "id", required, "", ""),
		breaks(c, func(r *contact) { r.FamilyName = "" }, "family_name", required, "", ""),
		breaks(c, func(r *contact) { r.Positions[0].Organisation = "" }, "positions[0].organisation", required, "", ""),
		breaks(c, func(r *contact) { r.Positions[0].Organisation = "o9" }, "positions[0].organisation", reference, "o9", "organisation"),
		breaks(c, func(r *contact) { r.Positions[0].Until = day("2019-12-31") }, "positions[0].until", order, "2019-12-31", "positions[0].since"),
		breaks(c, func(r *contact) { r.Channel = "pigeon" }, "channel", term, "pigeon", channels),
		breaks(c, func(r *contact) { r.Spoken[0].On = noDay }, "spoken[0].on", required, "", ""),
		breaks(c, func(r *contact) { r.Spoken[0].Channel = "pigeon" }, "spoken[0].channel", term, "pigeon", channels),
		breaks(c, func(r *contact) { r.Extra["colour"] = notUTF8 }, "extra.colour", text, "Curaçao\ufffd", ""),

		breaks(a, func(r *agreement) { r.ID = "a:1" }, "id", wrongID, "a:1", ""),
		breaks(a, func(r *agreement) { r.Kind = "" }, "kind", required, "", ""),
		breaks(a, func(r *agreement) { r.Kind = "treaty" }, "kind", term, "treaty", "agreement_kinds"),
		breaks(a, func(r *agreement) { r.Title = "" }, "title", required, "", ""),
		breaks(a, func(r *agreement) { r.Purposes[1] = "fun" }, "purposes[1]", term, "fun", "purposes"),
		breaks(a, func(r *agreement) { r.Purposes[1] = "" }, "purposes[1]", term, "", "purposes"),
		breaks(a, func(r *agreement) { r.Status = "" }, "status", required, "", ""),
		breaks(a, func(r *agreement) { r.Status = "paused" }, "status", term, "paused", stages),
		breaks(a, func(r *agreement) { r.Transitions[0].To = "" }, "transitions[0].to", required, "", ""),
		breaks(a, func(r *agreement) { r.Transitions[0].To = "paused" }, "transitions[0].to", term, "paused", stages),
		breaks(a, func(r *agreement) { r.Transitions[0].On = noDay }, "transitions[0].on", required, "", ""),
		breaks(a, func(r *agreement) { r.ValidUntil = day("2025-12-31") }, "valid_until", order, "2025-12-31", "valid_from"),
		breaks(a, func(r *agreement) { r.TerminatedOn = day("2025-12-31") }, "terminated_on", order, "2025-12-31", "valid_from"),
		breaks(a, func(r *agreement) { r.SuspendedUntil = day("2026-04-30") }, "suspended_until", order, "2026-04-30", "suspended_from"),
		breaks(a, func(r *agreement) { r.EvaluationMonths = -1 }, "evaluation_months", negative, "-1", "0"),
		breaks(a, func(r *agreement) { r.EvaluatedOn[0] = noDay }, "evaluated_on[0]", required, "", ""),
		breaks(a, func(r *agreement) { r.Notice.Months = -3 }, "notice.months", negative, "-3", "0"),
		breaks(a, func(r *agreement) { r.Notice.Anchor = "end_of_week" }, "notice.anchor", term, "end_of_week", "end_of_month|end_of_quarter|end_of_year"),
		breaks(a, func(r *agreement) { r.Supersedes = "a9" }, "supersedes", reference, "a9", "agreement"),
		breaks(a, func(r *agreement) { r.Forums[1].ID = ""; r.Annexes[0].Forum = "" }, "forums[1].id", required, "", ""),
		breaks(a, func(r *agreement) { r.Forums[1].ID = "f 2"; r.Annexes[0].Forum = "" }, "forums[1].id", wrongID, "f 2", ""),
		breaks(a, func(r *agreement) { r.Forums[1].ID = "f1"; r.Annexes[0].Forum = "" }, "forums[1].id", duplicate, "f1", "forums[0].id"),
		breaks(a, func(r *agreement) { r.Forums[0].Name = "" }, "forums[0].name", required, "", ""),
		breaks(a, func(r *agreement) { r.Forums[0].Purposes[0] = "fun" }, "forums[0].purposes[0]", term, "fun", "purposes"),
		breaks(a, func(r *agreement) { r.Forums[0].MeetingKind = "party" }, "forums[0].meeting_kind", term, "party", "meeting_kinds"),
		breaks(a, func(r *agreement) { r.Forums[0].Participants[0] = "o9" }, "forums[0].participants[0]", reference, "o9", "organisation"),
		breaks(a, func(r *agreement) { r.Forums[0].Participants[0] = "" }, "forums[0].participants[0]", reference, "", "organisation"),
		breaks(a, func(r *agreement) { r.Forums[0].Suppliers[0] = "meeting" }, "forums[0].suppliers[0]", reference, "meeting", "organisation"),
		breaks(a, func(r *agreement) { r.Parties[0].Organisation = "" }, "parties[0].organisation", required, "", ""),
		breaks(a, func(r *agreement) { r.Parties[0].Organisation = "o9" }, "parties[0].organisation", reference, "o9", "organisation"),
		breaks(a, func(r *agreement) { r.Parties[0].Members[0] = "o9" }, "parties[0].members[0]", reference, "o9", "organisation"),
		breaks(a, func(r *agreement) { r.Parties[0].Role = "guest" }, "parties[0].role", term, "guest", "party|witness"),
		breaks(a, func(r *agreement) { r.Parties[0].Contact = "organisation" }, "parties[0].contact", reference, "organisation", "contact"),
		breaks(a, func(r *agreement) { r.Parties[0].WithdrawnOn = day("2025-12-09") }, "parties[0].withdrawn_on", order, "2025-12-09", "parties[0].signed_on"),
		breaks(a, func(r *agreement) { r.Parties[0].SuspendedFrom = late }, "parties[0].suspended_until", order, "2026-06-01", "parties[0].suspended_from"),
		breaks(a, func(r *agreement) { r.Parties[0].Controller = "sole" }, "parties[0].controller", term, "sole", "own|joint|processor"),
		breaks(a, func(r *agreement) { r.Provisions[1].ID = "p1" }, "provisions[1].id", duplicate, "p1", "provisions[0].id"),
		breaks(a, func(r *agreement) { r.Provisions[0].ID = "" }, "provisions[0].id", required, "", ""),
		breaks(a, func(r *agreement) { r.Provisions[0].From = "" }, "provisions[0].from", required, "", ""),
		breaks(a, func(r *agreement) { r.Provisions[0].From = "o9" }, "provisions[0].from", reference, "o9", "organisation"),
		breaks(a, func(r *agreement) { r.Provisions[0].From = "contact" }, "provisions[0].from", reference, "contact", "organisation"),
		breaks(a, func(r *agreement) { r.Provisions[0].From = "de gemeente" }, "provisions[0].from", format, "de gemeente", "organisation|kind:…|any"),
		breaks(a, func(r *agreement) { r.Provisions[0].To = "" }, "provisions[0].to", required, "", ""),
		breaks(a, func(r *agreement) { r.Provisions[0].To = "kind:scouts" }, "provisions[0].to", term, "kind:scouts", "organisation_kinds"),
		breaks(a, func(r *agreement) { r.Provisions[0].To = "kind:" }, "provisions[0].to", term, "kind:", "organisation_kinds"),
		breaks(a, func(r *agreement) { r.Provisions[0].To = "Kind:school" }, "provisions[0].to", format, "Kind:school", "organisation|kind:…|any"),
		breaks(a, func(r *agreement) { r.Provisions[0].Category = "" }, "provisions[0].category", required, "", ""),
		breaks(a, func(r *agreement) { r.Provisions[0].Category = "gossip" }, "provisions[0].category", term, "gossip", "information_categories"),
		breaks(a, func(r *agreement) { r.Provisions[0].Purpose = "" }, "provisions[0].purpose", required, "", ""),
		breaks(a, func(r *agreement) { r.Provisions[0].Purpose = "fun" }, "provisions[0].purpose", term, "fun", "purposes"),
		breaks(a, func(r *agreement) { r.Provisions[0].LegalBasis = "luck" }, "provisions[0].legal_basis", term, "luck", "legal_bases"),
		breaks(a, func(r *agreement) { r.Provisions[0].Conditions[0] = "luck" }, "provisions[0].conditions[0]", term, "luck", "conditions"),
		breaks(a, func(r *agreement) { r.Provisions[0].Forum = "f9" }, "provisions[0].forum", reference, "f9", "forums"),
		breaks(a, func(r *agreement) { r.Provisions[0].Forum = "a1/f1" }, "provisions[0].forum", reference, "a1/f1", "forums"),
		breaks(a, func(r *agreement) { r.Provisions[0].RetentionMonths = -1 }, "provisions[0].retention_months", negative, "-1", "0"),
		breaks(a, func(r *agreement) { r.Provisions[0].AddedOn = late }, "provisions[0].dropped_on", order, "2026-12-01", "provisions[0].added_on"),
		breaks(a, func(r *agreement) { r.Articles[0].ID = "" }, "articles[0].id", required, "", ""),
		breaks(a, func(r *agreement) { r.Articles[0].ID = "art. 1" }, "articles[0].id", wrongID, "art. 1", ""),
		breaks(a, func(r *agreement) { r.Articles[1].ID = "1" }, "articles[1].id", duplicate, "1", "articles[0].id"),
		breaks(a, func(r *agreement) { r.Articles[0].Title = "" }, "articles[0].title", required, "", ""),
		breaks(a, func(r *agreement) { r.Articles[0].Text = "" }, "articles[0].text", required, "", ""),
		breaks(a, func(r *agreement) { r.HavingRegard[0] = notUTF8 }, "having_regard[0]", text, "Curaçao\ufffd", ""),
		breaks(a, func(r *agreement) { r.Annexes[0].Title = "" }, "annexes[0].title", required, "", ""),
		breaks(a, func(r *agreement) { r.Annexes[0].Text = "" }, "annexes[0].text", required, "", ""),
		breaks(a, func(r *agreement) { r.Annexes[0].Forum = "f9" }, "annexes[0].forum", reference, "f9", "forums"),
		breaks(a, func(r *agreement) { r.Attachments[0] = "x9" }, "attachments[0]", reference, "x9", "attachment"),
		breaks(a, func(r *agreement) { r.Extra["colour"] = notUTF8 }, "extra.colour", text, "Curaçao\ufffd", ""),

		breaks(s, func(r *series) { r.ID = "" }, "id", required, "", ""),
		breaks(s, func(r *series) { r.Title = "" }, "title", required, "", ""),
		breaks(s, func(r *series) { r.Kind = "" }, "kind", required, "", ""),
		breaks(s, func(r *series) { r.Kind = "party" }, "kind", term, "party", "meeting_kinds"),
		breaks(s, func(r *series) { r.Rule = "" }, "rule", required, "", ""),
		breaks(s, func(r *series) { r.Start = date.Moment{} }, "start", required, "", ""),
		breaks(s, func(r *series) { r.DurationMinutes = -60 }, "duration_minutes", negative, "-60", "0"),
		breaks(s, func(r *series) { r.Agreements[0] = "a9" }, "agreements[0]", reference, "a9", "agreement"),
		breaks(s, func(r *series) { r.Forum = "f1" }, "forum", format, "f1", "agreement/forum"),
		breaks(s, func(r *series) { r.Forum = "agreement/" }, "forum", format, "agreement/", "agreement/forum"),
		breaks(s, func(r *series) { r.Forum = "/f1" }, "forum", format, "/f1", "agreement/forum"),
		breaks(s, func(r *series) { r.Forum = "agreement/f1/x" }, "forum", format, "agreement/f1/x", "agreement/forum"),
		breaks(s, func(r *series) { r.Forum = "a9/f1" }, "forum", reference, "a9/f1", "agreement"),
		breaks(s, func(r *series) { r.Forum = "meeting/f1" }, "forum", reference, "meeting/f1", "agreement"),
		breaks(s, func(r *series) { r.Forum = "agreement/f2" }, "forum", reference, "agreement/f2", "forums"),
		breaks(s, func(r *series) { r.Except[0] = noDay }, "except[0]", required, "", ""),

		breaks(m, func(r *meeting) { r.ID = "" }, "id", required, "", ""),
		breaks(m, func(r *meeting) { r.Kind = "" }, "kind", required, "", ""),
		breaks(m, func(r *meeting) { r.Kind = "party" }, "kind", term, "party", "meeting_kinds"),
		breaks(m, func(r *meeting) { r.Title = "" }, "title", required, "", ""),
		breaks(m, func(r *meeting) { r.Start = date.Moment{} }, "start", required, "", ""),
		breaks(m, func(r *meeting) { r.End = moment("2026-01-06T10:30:00+02:00") }, "end", order, "2026-01-06T10:30:00+02:00", "start"),
		breaks(m, func(r *meeting) { r.Series = "s9" }, "series", reference, "s9", "series"),
		breaks(m, func(r *meeting) { r.Sequence = -1 }, "sequence", negative, "-1", "0"),
		breaks(m, func(r *meeting) { r.Agreements[0] = "series" }, "agreements[0]", reference, "series", "agreement"),
		breaks(m, func(r *meeting) { r.Forum = "agreement/f2" }, "forum", reference, "agreement/f2", "forums"),
		breaks(m, func(r *meeting) { r.Agenda[1].ID = "" }, "agenda[1].id", required, "", ""),
		breaks(m, func(r *meeting) { r.Agenda[1].ID = "i1" }, "agenda[1].id", duplicate, "i1", "agenda[0].id"),
		breaks(m, func(r *meeting) { r.Agenda[1].Title = "" }, "agenda[1].title", required, "", ""),
		breaks(m, func(r *meeting) { r.Agenda[0].Goal = "chat" }, "agenda[0].goal", term, "chat", "inform|discuss|decide"),
		breaks(m, func(r *meeting) { r.Agenda[0].Minutes = -5 }, "agenda[0].minutes", negative, "-5", "0"),
		breaks(m, func(r *meeting) { r.Agenda[0].Owner = "c9" }, "agenda[0].owner", reference, "c9", "contact"),
		breaks(m, func(r *meeting) { r.Attendance[0].Contact = "" }, "attendance[0].contact", required, "", ""),
		breaks(m, func(r *meeting) { r.Attendance[0].Contact = "c9" }, "attendance[0].contact", reference, "c9", "contact"),
		breaks(m, func(r *meeting) { r.Attendance[0].Status = "" }, "attendance[0].status", required, "", ""),
		breaks(m, func(r *meeting) { r.Attendance[0].Status = "late" }, "attendance[0].status", term, "late", "invited|present|excused|absent"),
		breaks(m, func(r *meeting) { r.Ambitions[0].Organisation = "" }, "ambitions[0].organisation", required, "", ""),
		breaks(m, func(r *meeting) { r.Ambitions[0].Organisation = "o9" }, "ambitions[0].organisation", reference, "o9", "organisation"),
		breaks(m, func(r *meeting) { r.Ambitions[0].Text = "" }, "ambitions[0].text", required, "", ""),
		breaks(m, func(r *meeting) { r.Ambitions[0].Themes[0] = notUTF8 }, "ambitions[0].themes[0]", text, "Curaçao\ufffd", ""),
		breaks(m, func(r *meeting) { r.Strengths[0].Text = "" }, "strengths[0].text", required, "", ""),
		breaks(m, func(r *meeting) { r.Weaknesses[0].Organisation = "o9" }, "weaknesses[0].organisation", reference, "o9", "organisation"),
		breaks(m, func(r *meeting) { r.Opportunities[0].Action = "t9" }, "opportunities[0].action", reference, "t9", "action"),
		breaks(m, func(r *meeting) { r.Improvements[0].Text = notUTF8 }, "improvements[0].text", text, "Curaçao\ufffd", ""),
		breaks(m, func(r *meeting) { r.Decisions[1].ID = "d1" }, "decisions[1].id", duplicate, "d1", "decisions[0].id"),
		breaks(m, func(r *meeting) { r.Decisions[0].Text = "" }, "decisions[0].text", required, "", ""),
		breaks(m, func(r *meeting) { r.Decisions[0].Agenda = "i9" }, "decisions[0].agenda", reference, "i9", "agenda"),
		breaks(m, func(r *meeting) { r.Attachments[0] = "x9" }, "attachments[0]", reference, "x9", "attachment"),

		breaks(x, func(r *action) { r.ID = "" }, "id", required, "", ""),
		breaks(x, func(r *action) { r.Number = -1 }, "number", negative, "-1", "0"),
		breaks(x, func(r *action) { r.Title = "" }, "title", required, "", ""),
		breaks(x, func(r *action) { r.Organisation = "o9" }, "organisation", reference, "o9", "organisation"),
		breaks(x, func(r *action) { r.Contact = "c9" }, "contact", reference, "c9", "contact"),
		breaks(x, func(r *action) { r.Status = "" }, "status", required, "", ""),
		breaks(x, func(r *action) { r.Status = "paused" }, "status", term, "paused", "open|in_progress|waiting|done|dropped"),
		breaks(x, func(r *action) { r.Priority = "urgent" }, "priority", term, "urgent", "low|normal|high"),
		breaks(x, func(r *action) { r.Meeting = "m9" }, "meeting", reference, "m9", "meeting"),
		breaks(x, func(r *action) { r.Agreement = "a9" }, "agreement", reference, "a9", "agreement"),
		breaks(x, func(r *action) { r.Promises[0] = noDay }, "promises[0]", required, "", ""),
		breaks(x, func(r *action) { r.FollowUps[0].On = noDay }, "follow_ups[0].on", required, "", ""),
		breaks(x, func(r *action) { r.FollowUps[0].Channel = "pigeon" }, "follow_ups[0].channel", term, "pigeon", channels),
		breaks(x, func(r *action) { r.After[0] = "t9" }, "after[0]", reference, "t9", "action"),
		breaks(x, func(r *action) { r.Extra["colour"] = notUTF8 }, "extra.colour", text, "Curaçao\ufffd", ""),

		breaks(d, func(r *deliberation) { r.ID = "" }, "id", required, "", ""),
		breaks(d, func(r *deliberation) { r.On = noDay }, "on", required, "", ""),
		breaks(d, func(r *deliberation) { r.From = "" }, "from", required, "", ""),
		breaks(d, func(r *deliberation) { r.From = "any" }, "from", reference, "any", "organisation"),
		breaks(d, func(r *deliberation) { r.To = "" }, "to", required, "", ""),
		breaks(d, func(r *deliberation) { r.To = "kind:school" }, "to", reference, "kind:school", "organisation"),
		breaks(d, func(r *deliberation) { r.Category = "" }, "category", required, "", ""),
		breaks(d, func(r *deliberation) { r.Category = "gossip" }, "category", term, "gossip", "information_categories"),
		breaks(d, func(r *deliberation) { r.Purpose = "" }, "purpose", required, "", ""),
		breaks(d, func(r *deliberation) { r.Purpose = "fun" }, "purpose", term, "fun", "purposes"),
		breaks(d, func(r *deliberation) { r.Forum = "agreement f1" }, "forum", format, "agreement f1", "agreement/forum"),
		breaks(d, func(r *deliberation) { r.Outcome = "" }, "outcome", required, "", ""),
		breaks(d, func(r *deliberation) { r.Outcome = "maybe" }, "outcome", term, "maybe", "permitted|permitted_with_conditions|statutory_route|ask_advice|not_covered"),
		breaks(d, func(r *deliberation) { r.Conditions[0] = "luck" }, "conditions[0]", term, "luck", "conditions"),
		breaks(d, func(r *deliberation) { r.LegalBases[0] = "luck" }, "legal_bases[0]", term, "luck", "legal_bases"),
		breaks(d, func(r *deliberation) { r.Decision = "perhaps" }, "decision", term, "perhaps", "shared|not_shared|advice_asked"),

		breaks(f, func(r *attachment) { r.ID = "" }, "id", required, "", ""),
		breaks(f, func(r *attachment) { r.Name = "" }, "name", required, "", ""),
		breaks(f, func(r *attachment) { r.MediaType = "" }, "media_type", required, "", ""),
		breaks(f, func(r *attachment) { r.Size = -1 }, "size", negative, "-1", "0"),
		breaks(f, func(r *attachment) { r.SHA256 = "" }, "sha256", required, "", ""),
		breaks(f, func(r *attachment) { r.SHA256 = r.SHA256[1:] }, "sha256", format, strings.Repeat("123456789abcdef0", 4)[:59]+"…", "64 × 0-9a-f"),
		breaks(f, func(r *attachment) { r.SHA256 = "A" + r.SHA256[1:] }, "sha256", format, ("A" + r4)[:59]+"…", "64 × 0-9a-f"),
	}

	v := vocabulary(t)
	for _, row := range rows {
		t.Run(string(row.record.RecordKind())+" "+row.field+" "+string(row.rule)+" "+row.value, func(t *testing.T) {
			want := partnership.Problems{{Field: row.field, Rule: row.rule, Value: row.value, Other: row.other}}
			if got := partnership.Validate(row.record, v, vault{}); !reflect.DeepEqual(got, want) {
				t.Errorf("problems %v, want %v", got, want)
			}
		})
	}
}

const r4 = "123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

func TestWhatTheBundleAllowsIsNotRefused(t *testing.T) {
	type agreement = partnership.Agreement
	v := vocabulary(t)
	for name, record := range map[string]partnership.Record{
		"organisation with the least": partnership.Organisation{ID: "o", Name: " ", Kind: "other"},
		"contact with the least":      partnership.Contact{ID: "c", FamilyName: "B"},
		"agreement with the least":    agreement{ID: "a", Kind: "school", Title: "T", Status: "draft"},
		"series with the least":       partnership.Series{ID: "s", Title: "T", Kind: "youth", Rule: "every now and then", Start: moment("2026-01-01T10:00:00Z")},
		"meeting with the least":      partnership.Meeting{ID: "m", Title: "T", Kind: "youth", Start: moment("2026-01-01T10:00:00Z")},
		"action with the least":       partnership.Action{ID: "t", Title: "T", Status: "open"},
		"empty file":                  partnership.Attachment{ID: "x", Name: "n", MediaType: "m", SHA256: strings.Repeat("0", 64)},
		"id of 64 characters":         partnership.Organisation{ID: partnership.ID(strings.Repeat("x", 64)), Name: "N", Kind: "other"},
		"id of all characters":        partnership.Organisation{ID: "._-aZ09", Name: "N", Kind: "other"},
		"control characters":          partnership.Organisation{ID: "o", Name: "a\x00b\u2028\ufffd", Kind: "other", Extra: map[string]string{"": ""}},
		"same day twice": agreement{
			ID: "a", Kind: "school", Title: "T", Status: "in_force", ValidFrom: day("2026-01-01"), ValidUntil: day("2026-01-01"), TerminatedOn: day("2026-01-01"),
		},
		"ends without beginnings": agreement{
			ID: "a", Kind: "school", Title: "T", Status: "terminated", ValidUntil: day("2026-01-01"), SuspendedUntil: day("2026-01-01"),
			Parties: []partnership.Party{{Organisation: "organisation", WithdrawnOn: day("2026-01-01")}},
		},
		"notice of no months": agreement{ID: "a", Kind: "school", Title: "T", Status: "draft", Notice: &partnership.Notice{}},
		"one id for different parts": agreement{
			ID: "1", Kind: "school", Title: "T", Status: "draft", Forums: []partnership.Forum{{ID: "1", Name: "F"}},
			Articles:   []partnership.Article{{ID: "1", Title: "T", Text: "T"}},
			Provisions: []partnership.Provision{{ID: "1", From: "any", To: "kind:school", Category: "identity", Purpose: "cooperation", Article: "art. 99 of iets anders"}},
		},
		"organisation twice among the parties": agreement{
			ID: "a", Kind: "school", Title: "T", Status: "draft",
			Parties: []partnership.Party{{Organisation: "organisation"}, {Organisation: "organisation"}},
		},
		"end at the same instant": partnership.Meeting{
			ID: "m", Title: "T", Kind: "youth", Start: moment("2026-01-01T10:00:00Z"), End: moment("2026-01-01T11:00:00+01:00"),
		},
		"free reasons and provisions": partnership.Deliberation{
			ID: "b", On: day("2026-01-01"), From: "organisation", To: "organisation", Category: "identity", Purpose: "cooperation",
			Outcome: "not_covered", Reasons: []string{"because"}, Provisions: []string{"no such provision"},
		},
	} {
		if problems := partnership.Validate(record, v, vault{}); problems != nil {
			t.Errorf("%s: %v", name, problems)
		}
	}
}

func TestAllProblemsAreToldInTheOrderOfTheFields(t *testing.T) {
	a := fullAgreement()
	a.Title, a.Status = "", "paused"
	a.ValidUntil, a.TerminatedOn = day("2020-01-01"), day("2020-01-01")
	a.Provisions[0].Purpose, a.Provisions[1].ID = "fun", "p1"
	a.Annexes[0].Text = ""
	problems := partnership.Validate(a, vocabulary(t), vault{})
	var fields []string
	for _, p := range problems {
		fields = append(fields, p.Field)
	}
	want := []string{
		"title", "status", "valid_until", "terminated_on", "provisions[0].purpose", "provisions[1].id", "annexes[0].text",
	}
	if !reflect.DeepEqual(fields, want) {
		t.Errorf("problems with %v, want %v", fields, want)
	}
	const first = `title: required; status: term (draft|review|in_force|suspended|terminated): "paused"; `
	if !strings.HasPrefix(problems.Error(), first) {
		t.Errorf("error %q, want it to start with %q", problems.Error(), first)
	}
}

func TestProblemsComeInTheOrderOfTheFields(t *testing.T) {
	v := vocabulary(t)
	for _, full := range fullRecords() {
		r := reflect.New(reflect.TypeOf(full)).Elem()
		r.Set(reflect.ValueOf(full.Copy()))
		var want []string
		walk(r, "", func(path string, field reflect.Value) {
			if field.Kind() == reflect.String && field.CanSet() {
				field.SetString(notUTF8)
			}
			want = append(want, path)
		})
		at := 0
		for _, p := range partnership.Validate(r.Interface().(partnership.Record), v, vault{}) {
			for at < len(want) && want[at] != p.Field {
				at++
			}
			if at == len(want) {
				t.Errorf("%s: %s is told too late", full.RecordKind(), p.Field)
				break
			}
		}
	}
}

func TestNothingIsKnownWithoutALookup(t *testing.T) {
	want := partnership.Problems{{Field: "part_of", Rule: reference, Value: "organisation", Other: "organisation"}}
	if got := partnership.Validate(fullOrganisation(), vocabulary(t), nil); !reflect.DeepEqual(got, want) {
		t.Errorf("problems %v, want %v", got, want)
	}
}
