package desk

import (
	"bytes"
	"testing"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// attic returns a vault with things of long ago: Piet, who left the police in 2020 and was at a meeting in 2019 with minutes in an attachment, and Mia, who left
// but still has something to do.
func attic(t *testing.T) *Desk {
	d := quickVault(t, t.TempDir())
	t.Cleanup(func() { d.Close() })
	content := []byte("notulen van vroeger")
	blob, size, sum, err := d.vault.AddBlob(bytes.NewReader(content))
	must(t, err)
	gone := []partnership.Position{{Organisation: "o-pol", Until: date.MustParse("2020-05-01")}}
	must(t, d.ledger.Commit(ledger.Commit{Changes: []ledger.Change{
		Put(partnership.Organisation{ID: "o-pol", Name: "Politie", Kind: "police"}, 0),
		Put(partnership.Contact{ID: "c-piet", GivenName: "Piet", FamilyName: "Zwaluwenburg", Positions: gone}, 0),
		Put(partnership.Contact{ID: "c-mia", GivenName: "Mia", FamilyName: "Vos", Positions: gone}, 0),
		ledger.PutAttachment(partnership.Attachment{ID: "f-1", Name: "notulen.txt", MediaType: "text/plain", Size: size, SHA256: hexOf(sum[:])}, blob, 0),
		Put(partnership.Meeting{
			ID: "m-old", Kind: "neighbourhood", Title: "Oud overleg", Start: date.MomentOf(time.Date(2019, 3, 1, 10, 0, 0, 0, time.UTC)),
			Attendance: []partnership.Attendance{{Contact: "c-piet", Status: partnership.Present}}, Attachments: []partnership.ID{"f-1"},
		}, 0),
		Put(partnership.Meeting{
			ID: "m-kept", Kind: "neighbourhood", Title: "Later overleg", Start: date.MomentOf(time.Date(2025, 3, 1, 10, 0, 0, 0, time.UTC)),
			Attendance: []partnership.Attendance{{Contact: "c-piet", Status: partnership.Present}},
		}, 0),
		Put(partnership.Action{ID: "a-open", Title: "Nog te doen", Contact: "c-mia", Meeting: "m-old", Status: partnership.ActionOpen}, 0),
	}}))
	return d
}

func TestNothingGoesByItselfAndWhatIsInUseStays(t *testing.T) {
	d := attic(t)
	list := d.Proposals(monday)
	if len(list) != 3 || list[0].ID != "c-mia" || list[0].Label != "Mia Vos" || len(list[0].Blocked) != 1 || len(list[1].Named) != 2 || list[2].ID != "m-old" {
		t.Fatalf("%+v", list)
	}
	for _, ids := range [][]partnership.ID{{"c-mia"}, {"m-old"}, {"c-piet", "c-mia"}} {
		err := d.CleanUp(t.Context(), ids, monday, false, nil)
		if fault, subject := FaultOf(err); fault != FaultInUseByOthers || subject == "" {
			t.Errorf("%v: %v", ids, err)
		}
	}
	err := d.CleanUp(t.Context(), []partnership.ID{"a-open"}, monday, false, nil)
	if fault, _ := FaultOf(err); fault != FaultNotFound {
		t.Errorf("what is not proposed: %v", err)
	}
	if len(d.Proposals(monday)) != 3 {
		t.Error("something went")
	}
}

func TestCleaningUpIsOneStepThatCanBeUndone(t *testing.T) {
	d := attic(t)
	must(t, Edit(d, "", "a-open", func(a *partnership.Action) error { a.Status, a.DoneOn = partnership.ActionDone, monday; return nil }))
	must(t, d.CleanUp(t.Context(), []partnership.ID{"c-piet", "m-old"}, monday, false, nil))
	if _, err := d.Record("f-1"); err == nil {
		t.Error("the attachment of a meeting that went is still there")
	}
	if m := get[partnership.Meeting](t, d, "m-kept"); len(m.Attendance) != 0 {
		t.Errorf("%+v", m)
	}
	if a := get[partnership.Action](t, d, "a-open"); a.Meeting != "" {
		t.Errorf("%+v", a)
	}
	if name, err := d.Undo(); err != nil || name != "desk.commit.cleanup" {
		t.Errorf("%q, %v", name, err)
	}
	if m := get[partnership.Meeting](t, d, "m-kept"); len(m.Attendance) != 1 || len(d.Proposals(monday)) != 3 {
		t.Errorf("%+v", m)
	}
}

func TestCleaningUpForGoodLeavesNothing(t *testing.T) {
	d := attic(t)
	must(t, Edit(d, "", "c-piet", func(c *partnership.Contact) error { c.Notes = "mail zwaluwenburg@x.nl"; return nil }))
	if used, _ := sightings(t, d, "Zwaluwenburg"); used < 2 {
		t.Fatalf("%d", used)
	}
	must(t, d.CleanUp(t.Context(), []partnership.ID{"c-piet"}, monday, true, nil))
	if used, free := sightings(t, d, "Zwaluwenburg"); used+free > 0 {
		t.Errorf("%d in use, %d free", used, free)
	}
	if _, ok := d.CanUndo(); ok {
		t.Error("it can be undone")
	}
	if len(d.Erasures()) != 0 {
		t.Error("a cleaning up is noted as an erasure")
	}
	_, err := d.CheckVault(t.Context())
	must(t, err)
}

func TestWhatWasRemovedLongAgoCanBeForgotten(t *testing.T) {
	d := attic(t)
	must(t, d.CleanUp(t.Context(), []partnership.ID{"c-piet"}, monday, false, nil))
	if n, err := d.Forgettable(t.Context()); err != nil || n != 0 {
		t.Errorf("%d at once, %v", n, err)
	}
	later := d.around.Now().AddDate(0, 0, 31)
	d.around.Now = func() time.Time { return later }
	if n, err := d.Forgettable(t.Context()); err != nil || n != 1 {
		t.Errorf("%d after a month, %v", n, err)
	}
	if used, _ := sightings(t, d, "Zwaluwenburg"); used == 0 {
		t.Error("it was forgotten by itself")
	}
	n, err := d.Forget(t.Context(), nil)
	must(t, err)
	if used, free := sightings(t, d, "Zwaluwenburg"); n != 1 || used+free > 0 {
		t.Errorf("%d forgotten, %d in use, %d free", n, used, free)
	}
}

func TestTermsAreKept(t *testing.T) {
	d := attic(t)
	p := d.Preferences()
	if p.Retention != (RetentionTerms{Left: 12, Done: 24, Meetings: 60, Deliberations: 60}) {
		t.Errorf("%+v", p.Retention)
	}
	p.Retention = RetentionTerms{Left: 0, Meetings: 120}
	must(t, d.SetPreferences(p))
	if d.Preferences().Retention != p.Retention || len(d.Proposals(monday)) != 0 {
		t.Errorf("%+v", d.Preferences().Retention)
	}
	p.Retention.Left = -1
	if fault, _ := FaultOf(d.SetPreferences(p)); fault != FaultPreference {
		t.Error("a term before the beginning is kept")
	}
}
