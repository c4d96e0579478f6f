package desk

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// failsWith fails unless err is of the fault.
func failsWith(t *testing.T, err error, want Fault) {
	t.Helper()
	if fault, _ := FaultOf(err); err == nil || fault != want {
		t.Errorf("error is %v, want the fault %s", err, want)
	}
}

func history(t *testing.T, d *Desk, id partnership.ID) History {
	t.Helper()
	h, err := d.History(id)
	must(t, err)
	return h
}

func TestHistoryTellsWhoChangedWhatAndWhen(t *testing.T) {
	d := oeverwaard(t)
	d.around.Now = func() time.Time { return time.Date(2026, time.November, 23, 10, 0, 0, 0, time.FixedZone("", 3600)) }
	must(t, Edit(d, "desk.commit.contact", "c-jan", func(c *partnership.Contact) error {
		c.GivenName, c.Phones, c.Notes = "Jantine", []string{"06-1"}, "een\ntwee"
		c.Positions[0].Title = "wijkagent"
		return nil
	}))
	must(t, Edit(d, "desk.commit.contact", "c-jan", func(c *partnership.Contact) error { c.Notes = "een\ndrie"; return nil }))
	_, err := d.Undo()
	must(t, err)

	h := history(t, d, "c-jan")
	if h.Label != "Jantine de Boer" || h.Kind != partnership.KindContact || len(h.Versions) != 4 {
		t.Fatalf("%+v", h)
	}
	for i, want := range []struct {
		number  int
		what    string
		present bool
		changes []FieldChange
	}{
		{4, "Ongedaan gemaakt: contact wijzigen", true, []FieldChange{{"Notities", "drie", "twee", true}}},
		{3, "Contact wijzigen", false, []FieldChange{{"Notities", "twee", "drie", true}}},
		{2, "Contact wijzigen", false, []FieldChange{
			{"Voornaam", "Jan", "Jantine", false},
			{"Functies › Politie: functie", "", "wijkagent", false},
			{"Telefoonnummers", "", "06-1", false},
			{"Notities", "", "een\ntwee", true},
		}},
		{1, "Importeren", false, []FieldChange{
			{"Voornaam", "", "Jan", false}, {"Tussenvoegsel", "", "de", false}, {"Achternaam", "", "Boer", false}, {"Functies", "", "Politie", true},
		}},
	} {
		v := h.Versions[i]
		if v.Number != want.number || v.Done.What != want.what || v.Present != want.present || v.Removed || v.Erased {
			t.Errorf("version %d is %+v", want.number, v)
		}
		if diff := cmp.Diff(want.changes, v.Changes); diff != "" {
			t.Errorf("version %d: %s", want.number, diff)
		}
		if _, offset := v.Done.At.Zone(); offset != 3600 {
			t.Errorf("version %d is told in the time of %s", want.number, v.Done.At.Location())
		}
	}
	_, err = d.History("c-nobody")
	failsWith(t, err, FaultNotFound)
}

func TestBringingBackKeepsThePresentAndCanBeUndone(t *testing.T) {
	d := oeverwaard(t)
	must(t, Edit(d, "desk.commit.contact", "c-jan", func(c *partnership.Contact) error { c.GivenName = "Jantine"; return nil }))
	plan, err := d.PlanBringBack("c-jan", 1)
	must(t, err)
	if got := get[partnership.Contact](t, d, "c-jan").GivenName; got != "Jantine" {
		t.Fatalf("planning made it %q", got)
	}
	done, err := d.BringBack("c-jan", 1)
	must(t, err)
	want := []FieldChange{{"Voornaam", "Jantine", "Jan", false}}
	for _, b := range []BroughtBack{plan, done} {
		if diff := cmp.Diff(want, b.Changes); diff != "" || b.Label != "Jan de Boer" {
			t.Errorf("%q: %s", b.Label, diff)
		}
	}
	if got := get[partnership.Contact](t, d, "c-jan").GivenName; got != "Jan" {
		t.Errorf("it is %q", got)
	}
	if h := history(t, d, "c-jan"); len(h.Versions) != 3 || h.Versions[0].Done.What != "Eerdere versie terughalen" {
		t.Errorf("history is %+v", h)
	}
	_, err = d.Undo()
	must(t, err)
	if got := get[partnership.Contact](t, d, "c-jan").GivenName; got != "Jantine" {
		t.Errorf("after undo it is %q", got)
	}
	for _, version := range []int{-1, 0, 9} {
		_, err = d.BringBack("c-jan", version)
		failsWith(t, err, FaultNoVersion)
	}
	_, err = d.BringBack("c-nobody", 1)
	failsWith(t, err, FaultNotFound)
}

func TestWhatARemovedRecordRefersToComesBackWithIt(t *testing.T) {
	d := oeverwaard(t)
	for _, id := range []partnership.ID{"c-esra", "o-jw"} {
		_, base, err := Get[partnership.Record](d, id)
		must(t, err)
		must(t, d.Keep("desk.commit.remove", Remove(id, base)))
	}
	removed, err := d.RemovedRecords()
	must(t, err)
	if len(removed) != 2 || removed[0].ID != "o-jw" || removed[1].ID != "c-esra" || removed[1].Label != "Esra Bakker" || removed[1].Version != 1 ||
		removed[1].Done.What != "Verwijderen" {
		t.Fatalf("removed are %+v", removed)
	}
	if h := history(t, d, "c-esra"); !h.Versions[0].Removed || h.Versions[0].Present || h.Versions[1].Present {
		t.Errorf("history is %+v", h)
	}
	_, err = d.BringBack("c-esra", 2) // the removal itself
	failsWith(t, err, FaultNoVersion)
	done, err := d.BringBack("c-esra", 1)
	must(t, err)
	if !slices.Equal(done.Along, []string{"Jongerenwerk"}) {
		t.Errorf("along came %v", done.Along)
	}
	if c := get[partnership.Contact](t, d, "c-esra"); c.Positions[0].Organisation != "o-jw" {
		t.Errorf("it is %+v", c)
	}
	if removed, err = d.RemovedRecords(); err != nil || len(removed) != 0 {
		t.Errorf("still removed: %+v, %v", removed, err)
	}
	if h := history(t, d, "c-esra"); len(h.Versions) != 3 || h.Versions[0].Number != 3 || !h.Versions[0].Present {
		t.Errorf("history after coming back is %+v", h)
	}
	_, err = d.Undo()
	must(t, err)
	if removed, err = d.RemovedRecords(); err != nil || len(removed) != 2 {
		t.Errorf("removed after undo: %+v, %v", removed, err)
	}
}

// lastChanged returns where the records of the last commit are in the vault.
func lastChanged(t *testing.T, d *Desk) (ids []vault.ID) {
	t.Helper()
	must(t, d.vault.JournalBack(context.Background(), 0, func(e vault.Entry) bool {
		for _, c := range e.Changes {
			ids = append(ids, c.ID)
		}
		return false
	}))
	return ids
}

func TestErasedVersionsDoNotComeBack(t *testing.T) {
	d := oeverwaard(t)
	_, base, err := Get[partnership.Record](d, "c-esra")
	must(t, err)
	must(t, d.Keep("desk.commit.remove", Remove("c-esra", base)))
	_, base, err = Get[partnership.Record](d, "o-jw")
	must(t, err)
	must(t, d.Keep("desk.commit.remove", Remove("o-jw", base)))
	must(t, d.vault.Erase(lastChanged(t, d)...))
	d.ledger.ForgetErased()

	_, err = d.BringBack("c-esra", 1)
	failsWith(t, err, FaultLost)
	if !strings.Contains(Sentence(d.words.Load(), err), "o-jw") {
		t.Errorf("told as %s", Sentence(d.words.Load(), err))
	}
	if removed, err := d.RemovedRecords(); err != nil || len(removed) != 1 || removed[0].ID != "c-esra" {
		t.Errorf("removed are %+v, %v", removed, err)
	}
	_, err = d.History("o-jw")
	failsWith(t, err, FaultNotFound)
	list, err := d.Journal(context.Background(), JournalWish{})
	must(t, err)
	if list[0].Done.What != "Oudere versies gewist" || list[1].Records[0].ID != "" || d.About(list[1]) != "gewist gegeven" {
		t.Errorf("journal is %+v", list[:2])
	}
}

func TestRemovedAttachmentComesBackWithItsBytes(t *testing.T) {
	d := oeverwaard(t)
	blob, size, _, err := d.vault.AddBlob(strings.NewReader("De bijlage."))
	must(t, err)
	a := partnership.Attachment{ID: "f-1", Name: "bijlage.txt", MediaType: "text/plain", Size: size, SHA256: strings.Repeat("0", 64)}
	g := partnership.Agreement{ID: "v-1", Kind: "youth_group", Title: "Convenant", Status: partnership.AgreementDraft, Attachments: []partnership.ID{"f-1"}}
	must(t, d.Keep("desk.commit.import", ledger.PutAttachment(a, blob, 0), Put(g, 0)))
	must(t, d.Keep("desk.commit.remove", Remove("v-1", 1), Remove("f-1", 1)))
	done, err := d.BringBack("v-1", 1)
	must(t, err)
	back, ok := d.ledger.Blob("f-1")
	if !ok || len(done.Without) > 0 || !slices.Equal(done.Along, []string{"bijlage.txt"}) {
		t.Fatalf("came back as %+v, with bytes %t", done, ok)
	}
	r, err := d.vault.Blob(back)
	must(t, err)
	if content, err := io.ReadAll(r); err != nil || !bytes.Equal(content, []byte("De bijlage.")) {
		t.Errorf("its bytes are %q, %v", content, err)
	}
	must(t, r.Close())

	_, err = d.Undo()
	must(t, err)
	must(t, d.vault.RemoveBlob(blob))
	done, err = d.BringBack("v-1", 1)
	must(t, err)
	if _, ok := d.ledger.Blob("f-1"); ok || !slices.Equal(done.Without, []string{"bijlage.txt"}) {
		t.Errorf("without its bytes it came back as %+v", done)
	}
	must(t, d.vault.Check(context.Background()))
}

func TestJournalCanBeNarrowed(t *testing.T) {
	d := oeverwaard(t)
	day := monday
	for i, author := range []string{"Sanne de Wit", "Erik Berg", "Sanne de Wit"} {
		must(t, d.SetDraft("jot", author)) // no deed
		must(t, Edit(d, "desk.commit.contact", "c-jan", func(c *partnership.Contact) error { c.Notes = strings.Repeat("x", i+1); return nil }))
	}
	what := func(wish JournalWish) (list []string) {
		t.Helper()
		entries, err := d.Journal(context.Background(), wish)
		must(t, err)
		for _, e := range entries {
			list = append(list, e.Done.What+": "+d.About(e))
		}
		return list
	}
	edit, all := "Contact wijzigen: Jan de Boer", "Importeren: Politie, Jongerenwerk, Jan de Boer, en nog 2"
	for name, c := range map[string]struct {
		wish JournalWish
		want []string
	}{
		"all":           {JournalWish{}, []string{edit, edit, edit, all, "Kluis gemaakt: "}},
		"two":           {JournalWish{Most: 2}, []string{edit, edit}},
		"of that day":   {JournalWish{First: day, Last: day}, []string{edit, edit, edit, all, "Kluis gemaakt: "}},
		"from tomorrow": {JournalWish{First: day.AddDays(1)}, nil},
		"of before":     {JournalWish{Last: day.AddDays(-1)}, nil},
		"of somebody":   {JournalWish{Author: "iemand anders"}, nil},
	} {
		if got := what(c.wish); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestUndoReachesOverClosing(t *testing.T) {
	d, file, _ := newVault(t)
	must(t, d.Keep("desk.commit.organisation_new", Put(partnership.Organisation{ID: "o-pol", Name: "Politie", Kind: "police"}, 0)))
	must(t, d.Close())
	d, err := Open(t.Context(), file, []byte("een goede wachtwoordzin"), surroundings(t))
	must(t, err)
	defer d.Close()
	if name, err := d.Undo(); err != nil || name != "desk.commit.organisation_new" {
		t.Errorf("undid %q, %v", name, err)
	}
	if name, err := d.Redo(); err != nil || name != "desk.commit.organisation_new" || len(All[partnership.Organisation](d)) != 1 {
		t.Errorf("redid %q, %v", name, err)
	}
}

// TestDifferencesAreToldInWords compares every record of the demo municipality with nothing: what it says names no other
// record by its id, and no term by its code.
func TestDifferencesAreToldInWords(t *testing.T) {
	d, err := CreateDemo(t.Context(), t.TempDir()+"/v", []byte("een goede wachtwoordzin"), surroundings(t))
	must(t, err)
	defer d.Close()
	ids := map[string]bool{}
	for _, kind := range partnership.Kinds() {
		for _, r := range d.List(kind) {
			ids[string(r.RecordID())] = true
		}
	}
	codes := []string{"police", "youth_group", "in_force", "in_progress", "any", "kind:", "phone", "invited", "true", "false"}
	for _, kind := range partnership.Kinds() {
		for _, r := range d.List(kind) {
			if same := d.compareRecords(r, r.Copy()); len(same) > 0 {
				t.Errorf("%s differs from itself in %+v", r.RecordID(), same)
			}
			changes := d.compareRecords(nil, r)
			if len(changes) == 0 {
				t.Errorf("%s differs from nothing in nothing", r.RecordID())
			}
			for _, c := range changes {
				for line := range strings.SplitSeq(c.After, "\n") {
					for part := range strings.SplitSeq(line, ", ") {
						if ids[part] || slices.Contains(codes, part) || strings.HasPrefix(part, "kind:") {
							t.Errorf("%s: %s says %q", r.RecordID(), c.Field, part)
						}
					}
				}
				if c.Before != "" || c.Field == "" || strings.ContainsAny(c.Field, "_[") {
					t.Errorf("%s: %+v", r.RecordID(), c)
				}
			}
		}
	}
}

func TestPartsAreComparedByWhatTheyAre(t *testing.T) {
	d := oeverwaard(t)
	must(t, d.Keep("desk.commit.contact_new", Put(partnership.Contact{ID: "c-x", FamilyName: "X", Positions: []partnership.Position{{Organisation: "o-jw"}}}, 0)))
	before := partnership.Meeting{
		ID: "m", Title: "Overleg", Agenda: []partnership.AgendaItem{{ID: "1", Title: "Opening", Minutes: 5}, {ID: "2", Title: "Sluiting"}},
		Attendance: []partnership.Attendance{{Contact: "c-jan", Status: partnership.Invited}, {Contact: "c-esra", Status: partnership.Invited}},
		Strengths:  []partnership.Point{{Text: "korte lijnen", Organisation: "o-pol"}, {Text: "elkaar kennen", Organisation: "o-pol"}},
		Decisions:  []partnership.Decision{{ID: "b", Text: "Doen", Agenda: "1"}},
	}
	after := before.Copy().(partnership.Meeting)
	after.Agenda = []partnership.AgendaItem{{ID: "2", Title: "Sluiting"}, {ID: "1", Title: "Opening", Minutes: 10}, {ID: "3", Title: "Rondvraag"}}
	after.Attendance = []partnership.Attendance{{Contact: "c-jan", Status: partnership.Present}}
	after.Strengths = after.Strengths[1:]
	after.Decisions[0].Agenda = "2"
	want := []FieldChange{
		{"Agenda › Opening: minuten", "5", "10", false},
		{"Agenda", "", "Rondvraag", true},
		{"Aanwezigheid › Jan de Boer: status", "Uitgenodigd", "Aanwezig", false},
		{"Aanwezigheid", "Esra Bakker, Uitgenodigd", "", true},
		{"Sterke punten", "korte lijnen, Politie", "", true},
		{"Besluiten › Doen: agendapunt", "Opening", "Sluiting", false},
	}
	if diff := cmp.Diff(want, d.compareRecords(before, after)); diff != "" {
		t.Error(diff)
	}
}
