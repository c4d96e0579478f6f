package partnership_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// vault is what the records of these tests may refer to: one record of each kind, under the kind's name.
type vault struct{}

func (vault) KindOf(id partnership.ID) (partnership.Kind, bool) {
	return partnership.Kind(id), slices.Contains(partnership.Kinds(), partnership.Kind(id))
}

func (vault) HasForum(agreement, forum partnership.ID) bool {
	return agreement == "agreement" && forum == "f1"
}

var day = date.MustParse

func moment(s string) date.Moment {
	m, err := date.ParseMoment(s)
	if err != nil {
		panic(err)
	}
	return m
}

const notUTF8 = "Curaçao\xff"

// Valid records with every field filled.

func fullOrganisation() partnership.Organisation {
	return partnership.Organisation{
		ID: "o1", Name: "Jongerenwerk Noord", Kind: "youth_work", PartOf: "organisation", Team: "Noord", KvK: "12345678",
		Address: partnership.Address{Street: "Kade 1", Postcode: "1234 AB", City: "Dijkzicht"},
		Phone:   "0800-2000", Email: "noord@example.nl", Website: "https://example.nl", Tags: []string{"noord"}, Notes: "Belt terug.",
		Extra: map[string]string{"colour": "blauw"}, Archived: true,
	}
}

func fullContact() partnership.Contact {
	return partnership.Contact{
		ID: "c1", GivenName: "Jan", Infix: "van den", FamilyName: "Berg",
		Positions: []partnership.Position{{
			Organisation: "organisation", Title: "Wijkagent", Area: "Noord", Since: day("2020-01-01"), Until: day("2026-01-01"),
		}},
		Phones: []string{"06"}, Emails: []string{"jan@example.nl"}, Availability: "niet op woensdag", Channel: "phone",
		Spoken: []partnership.Conversation{{On: day("2026-01-01"), Channel: "visit", Note: "Kennisgemaakt."}},
		Tags:   []string{"noord"}, Notes: "Belt terug.", Extra: map[string]string{"colour": "blauw"}, Archived: true,
	}
}

func fullAgreement() partnership.Agreement {
	return partnership.Agreement{
		ID: "a1", Kind: "youth_group", Title: "Convenant jeugdgroepen", Reference: "Z-1", Ambition: "Veilig opgroeien",
		Purposes: []partnership.Term{"youth_group", "early_signal"}, Status: "suspended",
		Transitions: []partnership.Transition{{To: "review", On: day("2025-12-01"), Note: "naar het college"}},
		ValidFrom:   day("2026-01-01"), ValidUntil: day("2027-12-31"), TerminatedOn: day("2027-01-01"),
		SuspendedFrom: day("2026-05-01"), SuspendedUntil: day("2026-06-01"),
		EvaluationMonths: 12, EvaluatedOn: []date.Day{day("2026-12-01")},
		Notice: &partnership.Notice{Months: 3, Anchor: "end_of_year"}, Supersedes: "agreement",
		Forums: []partnership.Forum{{
			ID: "f1", Name: "Jeugdoverleg", Purposes: []partnership.Term{"youth_group"}, TargetGroup: "12 tot 23", MeetingKind: "youth",
			Participants: []partnership.ID{"organisation"}, Suppliers: []partnership.ID{"organisation"},
		}, {ID: "f2", Name: "Stuurgroep"}},
		Parties: []partnership.Party{{
			Organisation: "organisation", Members: []partnership.ID{"organisation"}, Role: "witness", Body: "de burgemeester",
			Representative: "mevrouw De Wit", Contact: "contact", Capacity: "burgemeester", DecidedBy: "besluit 12", DecidedOn: day("2025-12-01"),
			Signed: true, SignedOn: day("2025-12-10"), SignedAt: "Dijkzicht", WithdrawnOn: day("2026-12-10"),
			SuspendedFrom: day("2026-05-01"), SuspendedUntil: day("2026-06-01"), Controller: "joint",
		}},
		Provisions: []partnership.Provision{{
			ID: "p1", From: "organisation", To: "kind:municipality", Category: "concern", Purpose: "youth_group", LegalBasis: "gdpr_6_1_e",
			Conditions: []partnership.Term{"minimum"}, Forum: "f1", Article: "artikel 6, tweede lid", RetentionMonths: 12,
			AddedOn: day("2026-01-01"), DroppedOn: day("2026-12-01"),
		}, {ID: "p2", From: "any", To: "any", Category: "identity", Purpose: "early_signal"}},
		Articles:     []partnership.Article{{ID: "1", Title: "Begrippen", Text: "In dit convenant …"}, {ID: "2", Title: "Doel", Text: "Partijen …"}},
		HavingRegard: []string{"de Gemeentewet"}, Considerations: []string{"dat …"},
		Annexes:     []partnership.Annex{{Title: "Werkwijze", Text: "Zeven stappen", Forum: "f2"}},
		Attachments: []partnership.ID{"attachment"}, Notes: "Origineel in het archief.", Extra: map[string]string{"colour": "blauw"},
	}
}

func fullSeries() partnership.Series {
	return partnership.Series{
		ID: "s1", Title: "Jeugdoverleg", Kind: "youth", Rule: "FREQ=WEEKLY", Start: moment("2026-01-06T10:00:00+01:00"), DurationMinutes: 60,
		Place: "Stadhuis", Agreements: []partnership.ID{"agreement"}, Forum: "agreement/f1", Agenda: []string{"Opening"},
		Except: []date.Day{day("2026-05-05")},
	}
}

func fullMeeting() partnership.Meeting {
	return partnership.Meeting{
		ID: "m1", Kind: "ambition", Title: "Ambitiesessie", Start: moment("2026-01-06T10:00:00+01:00"), End: moment("2026-01-06T10:00:00Z"),
		Place: "Stadhuis", Series: "series", UID: "1@example.nl", Sequence: 2, Cancelled: true, Agreements: []partnership.ID{"agreement"},
		Forum: "agreement/f1",
		Agenda: []partnership.AgendaItem{
			{ID: "i1", Title: "Ambities", Goal: "discuss", Minutes: 20, Owner: "contact", Text: "Rondje", Outcome: "Gedaan"}, {ID: "i2", Title: "Sluiting"},
		},
		Attendance:     []partnership.Attendance{{Contact: "contact", Status: "present"}},
		Ambitions:      []partnership.Ambition{{Organisation: "organisation", Text: "Rust", Themes: []string{"overlast"}}},
		SharedAmbition: "een veilig opgroeiklimaat voor elke jongere",
		Strengths:      []partnership.Point{{Text: "korte lijnen", Organisation: "organisation", Action: "action"}},
		Weaknesses:     []partnership.Point{{Text: "rolverdeling", Organisation: "organisation", Action: "action"}},
		Opportunities:  []partnership.Point{{Text: "meelopen", Organisation: "organisation", Action: "action"}},
		Improvements:   []partnership.Point{{Text: "vaker zien", Organisation: "organisation", Action: "action"}},
		Decisions:      []partnership.Decision{{ID: "d1", Text: "We lopen mee.", Agenda: "i1"}, {ID: "d2", Text: "Volgende keer in mei."}},
		Minutes:        "Verslag", MinutesApprovedOn: day("2026-02-01"), Attachments: []partnership.ID{"attachment"},
	}
}

func fullAction() partnership.Action {
	reached := false
	return partnership.Action{
		ID: "t1", Number: 1, Title: "Bel de school", Organisation: "organisation", Contact: "contact", Due: day("2026-01-01"),
		RemindOn: day("2025-12-01"), HiddenUntil: day("2025-11-01"), Status: "waiting", Priority: "high", Meeting: "meeting",
		Agreement: "agreement", Promises: []date.Day{day("2025-12-20")},
		FollowUps: []partnership.FollowUp{{On: day("2025-12-20"), Channel: "email", Reached: &reached, Note: "Geen gehoor."}},
		After:     []partnership.ID{"action"}, Repeat: "FREQ=MONTHLY", DoneOn: day("2026-01-01"), Tags: []string{"noord"}, Notes: "Vraag naar Els.",
		Extra: map[string]string{"colour": "blauw"},
	}
}

func fullDeliberation() partnership.Deliberation {
	return partnership.Deliberation{
		ID: "b1", On: day("2026-01-01"), From: "organisation", To: "organisation", Category: "concern", Purpose: "youth_group",
		Forum: "agreement/f1", Urgent: true, Outcome: "permitted_with_conditions", Reasons: []string{"covered"}, Provisions: []string{"a1/p1"},
		Conditions: []partnership.Term{"minimum"}, LegalBases: []partnership.Term{"wpg_20"}, Necessity: "ja", Proportionality: "ja",
		Subsidiarity: "nee", Decision: "shared", By: "coördinator", Notes: "In het overleg.",
	}
}

func fullAttachment() partnership.Attachment {
	return partnership.Attachment{
		ID: "x1", Name: "convenant.pdf", MediaType: "application/pdf", Size: 1, SHA256: strings.Repeat("0123456789abcdef", 4),
	}
}

func fullRecords() []partnership.Record {
	return []partnership.Record{
		fullOrganisation(), fullContact(), fullAgreement(), fullSeries(), fullMeeting(), fullAction(), fullDeliberation(), fullAttachment(),
	}
}

func TestFullRecordsAreValid(t *testing.T) {
	v := vocabulary(t)
	for _, r := range fullRecords() {
		if problems := partnership.Validate(r, v, vault{}); problems != nil {
			t.Errorf("%s: %v", r.RecordKind(), problems)
		}
		walk(reflect.ValueOf(r), "", func(path string, field reflect.Value) {
			if field.IsZero() && !strings.Contains(path, "[1]") && path != "follow_ups[0].reached" {
				t.Errorf("%s: %s is empty, so that the tests prove nothing about it", r.RecordKind(), path)
			}
		})
	}
}

// walk calls visit for each text, number, day, id and so on of a record, with its path as in the bundle.
func walk(v reflect.Value, path string, visit func(path string, field reflect.Value)) {
	switch v.Interface().(type) {
	case date.Day, date.Moment:
		visit(path, v)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			if path != "" {
				name = path + "." + name
			}
			walk(v.Field(i), name, visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			walk(v.Index(i), path+"["+string(rune('0'+i))+"]", visit)
		}
	case reflect.Pointer:
		walk(v.Elem(), path, visit)
	case reflect.Map:
		for _, key := range v.MapKeys() {
			visit(path+"."+key.String(), v.MapIndex(key))
		}
	default:
		visit(path, v)
	}
}

// spoil calls try with each full record in which one text, id or word is not UTF-8, and the path of that field.
func spoil(try func(r partnership.Record, path string)) {
	for _, full := range fullRecords() {
		copied := reflect.New(reflect.TypeOf(full)).Elem()
		copied.Set(reflect.ValueOf(full.Copy()))
		walk(copied, "", func(path string, field reflect.Value) {
			if field.Kind() != reflect.String || !field.CanSet() {
				return
			}
			before := field.String()
			field.SetString(notUTF8)
			try(copied.Interface().(partnership.Record), path)
			field.SetString(before)
		})
	}
}

func TestEveryTextMustBeUTF8(t *testing.T) {
	v := vocabulary(t)
	tried := 0
	spoil(func(r partnership.Record, path string) {
		tried++
		var at []partnership.Problem
		for _, p := range partnership.Validate(r, v, vault{}) {
			if p.Field == path {
				at = append(at, p)
			}
		}
		if len(at) != 1 {
			t.Errorf("%s: problems of %s: %v, want one", r.RecordKind(), path, at)
			return
		}
		if want := "Curaçao\ufffd"; at[0].Value != want {
			t.Errorf("%s: %s shows %q, want %q", r.RecordKind(), path, at[0].Value, want)
		}
	})
	if tried < 130 {
		t.Errorf("only %d fields were tried", tried)
	}
}

func TestValidatePanicsForWhatIsNoRecord(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	_ = partnership.Validate(struct{ partnership.Record }{fullContact()}, vocabulary(t), vault{})
}
