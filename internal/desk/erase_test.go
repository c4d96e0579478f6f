package desk

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership/partnershiptest"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// quickVault is like newVault, but its passphrase is derived in no time, and the machine remembers things.
func quickVault(t testing.TB, folder string) *Desk {
	t.Helper()
	s := surroundings(t)
	s.CounterFolder, s.Author = filepath.Join(folder, "machine"), "coördinator"
	must(t, s.prepare())
	options := s.vaultOptions()
	options.UnsafeWeakKeys = true
	file := filepath.Join(folder, "v")
	v, _, err := vault.Create(file, []byte("zin"), options)
	must(t, err)
	d, err := furnish(context.Background(), file, v, s)
	must(t, err)
	return d
}

// reopened closes a vault, if it is open, and opens the file again.
func reopened(t testing.TB, d *Desk) *Desk {
	t.Helper()
	must(t, d.vault.Close())
	options := d.around.vaultOptions()
	options.UnsafeWeakKeys, options.AcceptOlder = true, true
	v, err := vault.Open(d.Place(), vault.Passphrase([]byte("zin")), options)
	must(t, err)
	again, err := furnish(context.Background(), d.Place(), v, d.around)
	must(t, err)
	return again
}

// strand is a string as it may stand in a file: in UTF-8 and UTF-16, in lower case.
func strands(texts ...string) [][]byte {
	var list [][]byte
	for _, s := range texts {
		lower := strings.ToLower(s)
		list = append(list, []byte(lower))
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			var b []byte
			for _, u := range utf16.Encode([]rune(lower)) {
				b = order.AppendUint16(b, u)
			}
			list = append(list, b)
		}
	}
	return list
}

// sightings opens every page of a vault with its keys and counts in how many values one of the strings stands, in used pages and in free ones. It
// knows nothing of words and fields: it looks at bytes.
func sightings(t testing.TB, d *Desk, texts ...string) (used, free int) {
	t.Helper()
	wanted := strands(texts...)
	_, err := d.vault.Sweep(context.Background(), func(o vault.Opened) error {
		plain := bytes.ToLower(append(bytes.Clone(o.Plain), o.Author...))
		for _, w := range wanted {
			if bytes.Contains(plain, w) {
				if o.Free {
					free++
				} else {
					used++
				}
				break
			}
		}
		return nil
	})
	must(t, err)
	return used, free
}

// noor is somebody about whom much stands in a vault, as it would after years.
func noor(t testing.TB, d *Desk) (strings []string) {
	t.Helper()
	person := partnership.Contact{
		ID: "c-noor", GivenName: "Noor", Infix: "van der", FamilyName: "Zwaluwenburg", Emails: []string{"noor.zwal@politie.example"}, Phones: []string{"06-98765432"},
		Positions: []partnership.Position{{Organisation: "o-pol", Since: monday}}, Notes: "Werkt op maandag",
	}
	must(t, d.Keep("desk.commit.import",
		Put(partnership.Organisation{ID: "o-pol", Name: "Politie", Kind: "police", Notes: "Bel 06 9876 5432 bij spoed"}, 0),
		Put(person, 0), Put(partnership.Contact{ID: "c-esra", GivenName: "Esra", FamilyName: "Bakker"}, 0),
		Put(partnership.Meeting{
			ID: "m-1", Kind: "neighbourhood", Title: "Buurtoverleg", Start: date.MomentOf(time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)),
			Agenda:     []partnership.AgendaItem{{ID: "p", Title: "Opening", Owner: "c-noor", Outcome: "Noor neemt het op zich."}},
			Attendance: []partnership.Attendance{{Contact: "c-noor", Status: partnership.Present}, {Contact: "c-esra", Status: partnership.Present}},
			Minutes:    "N. van der Zwaluwenburg opent. Zwaluwenburg is ook een landgoed. Mail naar NOOR.ZWAL@politie.example.",
		}, 0),
		Put(partnership.Action{ID: "a-1", Title: "Bel de wijkagent", Contact: "c-noor", Organisation: "o-pol", Status: partnership.ActionOpen}, 0),
		Put(partnership.Action{ID: "a-2", Title: "Excursie naar landgoed Zwaluwenburg", Status: partnership.ActionOpen}, 0),
	))
	must(t, Edit(d, "desk.commit.action", "a-1", func(a *partnership.Action) error { a.Notes = "Noor van der Zwaluwenburg gesproken"; return nil }))
	must(t, Edit(d, "desk.commit.action", "a-1", func(a *partnership.Action) error { a.Notes = ""; return nil }))
	must(t, d.Keep("desk.commit.action", Put(partnership.Action{ID: "a-3", Title: "Voor Zwaluwenburg, Noor van der", Status: partnership.ActionOpen}, 0)))
	must(t, d.Keep("desk.commit.remove", Remove("a-3", 1)))
	must(t, d.SetDraft("actions.new", "vraag aan noor van der zwaluwenburg"))
	return []string{"Zwaluwenburg", "noor.zwal", "98765432", "9876 5432", "c-noor"}
}

func TestNothingOfAnErasedPersonIsLeftInAnyPage(t *testing.T) {
	d := quickVault(t, t.TempDir())
	texts := noor(t, d)
	if used, free := sightings(t, d, texts...); used == 0 || free == 0 {
		t.Fatalf("the scan sees nothing before: %d in use, %d free", used, free)
	}
	plan, err := d.PlanErasure(t.Context(), "c-noor")
	must(t, err)
	if len(plan.References) != 3 || plan.Drafts != 1 || plan.Versions == 0 {
		t.Errorf("%+v", plan)
	}
	done, err := d.Erase(t.Context(), "c-noor", plan.Usual(), nil)
	must(t, err)
	if done.Proof.Found != 0 || done.Proof.Opened == 0 || done.Kept != 0 {
		t.Errorf("%+v", done)
	}
	if used, free := sightings(t, d, texts...); used+free > 0 {
		t.Errorf("%d in use, %d free", used, free)
	}
	meeting := get[partnership.Meeting](t, d, "m-1")
	if len(meeting.Attendance) != 1 || meeting.Agenda[0].Owner != "" || meeting.Agenda[0].Outcome != "[gewist] neemt het op zich." {
		t.Errorf("%+v", meeting)
	}
	if want := "[gewist] opent. [gewist] is ook een landgoed. Mail naar [gewist]."; meeting.Minutes != want {
		t.Errorf("%q", meeting.Minutes)
	}
	if _, ok := d.CanUndo(); ok {
		t.Error("the erasure can be undone")
	}
	if len(d.Drafts()) > 0 {
		t.Errorf("%v", d.Drafts())
	}
	if len(d.Search("zwaluwenburg")) > 0 {
		t.Error("still found")
	}
	d = reopened(t, d)
	defer d.Close()
	if list := d.Erasures(); len(list) != 1 || list[0].By == "" || list[0].Records != done.Records || !d.Erased("c-noor") || d.Erased("c-esra") {
		t.Errorf("%+v", list)
	}
	if _, err := d.CheckVault(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestAnErasureTakesTheFileOfAnOlderFormatAlong holds that what was kept when the vault moved to its present format goes too: it is no copy that rotation
// takes.
func TestAnErasureTakesTheFileOfAnOlderFormatAlong(t *testing.T) {
	d := quickVault(t, t.TempDir())
	defer d.Close()
	noor(t, d)
	older, other := d.Place()+".format-1", d.Place()+".format-mine"
	must(t, os.WriteFile(older, []byte("as it was"), 0o600))
	must(t, os.WriteFile(other, []byte("of somebody else"), 0o600))
	plan, err := d.PlanErasure(t.Context(), "c-noor")
	must(t, err)
	_, err = d.Erase(t.Context(), "c-noor", plan.Usual(), nil)
	must(t, err)
	if _, err := os.Lstat(older); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the older file is still there: %v", err)
	}
	if _, err := os.Lstat(other); err != nil {
		t.Errorf("a file of another kind is gone: %v", err)
	}
}

func TestADoubtfulMentionStaysWhereItWasChosen(t *testing.T) {
	d := quickVault(t, t.TempDir())
	defer d.Close()
	noor(t, d)
	plan, err := d.PlanErasure(t.Context(), "c-noor")
	must(t, err)
	choice := plan.Usual()
	for _, text := range plan.Texts {
		if text.Record == "a-2" {
			if text.Sure || text.Sentence != "Excursie naar landgoed «Zwaluwenburg»" {
				t.Errorf("%+v", text)
			}
			choice.Keep[text.Key] = true
		}
	}
	done, err := d.Erase(t.Context(), "c-noor", choice, nil)
	must(t, err)
	if a := get[partnership.Action](t, d, "a-2"); a.Title != "Excursie naar landgoed Zwaluwenburg" || done.Kept != 1 || done.Proof.Found != 0 {
		t.Errorf("%q %+v", a.Title, done)
	}
	if used, free := sightings(t, d, "noor.zwal", "98765432", "van der Zwaluwenburg"); used+free > 0 {
		t.Errorf("%d in use, %d free", used, free)
	}
}

func TestAttachmentsThatNameThePersonGo(t *testing.T) {
	d := quickVault(t, t.TempDir())
	defer d.Close()
	texts := noor(t, d)
	add := func(id partnership.ID, name string, content []byte) ledger.Change {
		blob, size, sum, err := d.vault.AddBlob(bytes.NewReader(content))
		must(t, err)
		return ledger.PutAttachment(partnership.Attachment{ID: id, Name: name, MediaType: "text/plain", Size: size, SHA256: hexOf(sum[:])}, blob, 0)
	}
	utf16le := append([]byte{0xFF, 0xFE}, bytes.Repeat(strands("verslag van noor van der zwaluwenburg. ")[1], 5000)...) // its pages are not all used again
	must(t, d.Keep("desk.commit.import", add("f-1", "verslag.txt", utf16le), add("f-2", "kaart.txt", []byte("niets")), add("f-3", "scan.pdf", []byte("%PDF\x00..")), add("f-4", "los.pdf", []byte("%PDF\x00!"))))
	must(t, Edit(d, "desk.commit.meeting", "m-1", func(m *partnership.Meeting) error {
		m.Attachments = []partnership.ID{"f-1", "f-2", "f-3"}
		return nil
	}))
	plan, err := d.PlanErasure(t.Context(), "c-noor")
	must(t, err)
	if len(plan.Files) != 2 || plan.Files[0].ID != "f-1" || plan.Files[1].Looked || plan.Unread != 1 {
		t.Fatalf("%+v, %d unread", plan.Files, plan.Unread)
	}
	choice := plan.Usual()
	choice.Files["f-3"] = true
	done, err := d.Erase(t.Context(), "c-noor", choice, nil)
	must(t, err)
	if done.Files != 2 || done.Proof.Found != 0 || len(get[partnership.Meeting](t, d, "m-1").Attachments) != 1 || len(d.vault.Blobs()) != 2 {
		t.Errorf("%+v", done)
	}
	if used, free := sightings(t, d, texts...); used+free > 0 {
		t.Errorf("%d in use, %d free", used, free)
	}
}

// TestWhatWasKeptWithADeliberationIsRewritten leaves the agreements as they stood readable.
func TestWhatWasKeptWithADeliberationIsRewritten(t *testing.T) {
	d := quickVault(t, t.TempDir())
	defer d.Close()
	texts := noor(t, d)
	kept := []byte(`{"format":"x","count":12345678901234567890,"bundle":{"agreements":[{"representative":"mevrouw N. van der Zwaluwenburg","title":"<Convenant>"}]}}`)
	blob, size, sum, err := d.vault.AddBlob(bytes.NewReader(kept))
	must(t, err)
	must(t, d.ledger.Commit(ledger.Commit{Changes: []ledger.Change{ledger.PutAttachment(partnership.Attachment{ID: "d-1.standing", Name: "stand", MediaType: standingType, Size: size, SHA256: hexOf(sum[:])}, blob, 0)}}))
	plan, err := d.PlanErasure(t.Context(), "c-noor")
	must(t, err)
	if len(plan.Files) != 0 {
		t.Errorf("%+v", plan.Files)
	}
	done, err := d.Erase(t.Context(), "c-noor", plan.Usual(), nil)
	must(t, err)
	if used, free := sightings(t, d, texts...); used+free > 0 || done.Proof.Found > 0 {
		t.Errorf("%d in use, %d free, %+v", used, free, done)
	}
	now, _ := d.ledger.Blob("d-1.standing")
	text, ok, err := d.readText(now)
	must(t, err)
	if want := `{"bundle":{"agreements":[{"representative":"mevrouw [gewist]","title":"<Convenant>"}]},"count":12345678901234567890,"format":"x"}`; !ok || text != want {
		t.Errorf("%s", text)
	}
	if a := get[partnership.Attachment](t, d, "d-1.standing"); a.Size != int64(len(text)) || a.SHA256 == hexOf(sum[:]) {
		t.Errorf("%+v", a)
	}
}

func TestAnOrganisationOfOnePersonIsEmptied(t *testing.T) {
	d := quickVault(t, t.TempDir())
	must(t, d.Keep("desk.commit.import",
		Put(partnership.Organisation{ID: "o-zzp", Name: "Coaching Zwaluwenburg", Kind: "youth_work", KvK: "87654321", Phone: "06-98765432", Email: "info@zwal.example"}, 0),
		Put(partnership.Organisation{ID: "o-x", Name: "Jongerenwerk", Kind: "youth_work", Phone: "x", Notes: "via coaching zwaluwenburg"}, 0),
		Put(partnership.Action{ID: "a-1", Title: "Bel KvK 87654321", Organisation: "o-zzp", Status: partnership.ActionOpen}, 0)))
	plan, err := d.PlanErasure(t.Context(), "o-zzp")
	must(t, err)
	done, err := d.Erase(t.Context(), "o-zzp", plan.Usual(), nil)
	must(t, err)
	if o := get[partnership.Organisation](t, d, "o-zzp"); o.Name != "[gewist]" || o.KvK != "" || !o.Archived || done.Proof.Found != 0 {
		t.Errorf("%+v %+v", o, done)
	}
	if used, free := sightings(t, d, "Zwaluwenburg", "98765432", "87654321", "zwal.example"); used+free > 0 {
		t.Errorf("%d in use, %d free", used, free)
	}
	d = reopened(t, d)
	defer d.Close()
	if d.ErasedAgain() != 0 {
		t.Error("what is empty was erased again")
	}
}

// TestARestoredCopyIsErasedAgain puts a copy from before the erasure back.
func TestARestoredCopyIsErasedAgain(t *testing.T) {
	folder := t.TempDir()
	d := quickVault(t, folder)
	texts := noor(t, d)
	before := filepath.Join(folder, "before")
	must(t, d.vault.Backup(t.Context(), before))
	plan, err := d.PlanErasure(t.Context(), "c-noor")
	must(t, err)
	_, err = d.Erase(t.Context(), "c-noor", plan.Usual(), nil)
	must(t, err)
	must(t, d.vault.Close())
	must(t, os.Rename(before, d.Place()))
	d = reopened(t, d)
	defer d.Close()
	if d.ErasedAgain() != 1 || d.ErasureLeft() != nil || len(d.Erasures()) != 1 {
		t.Errorf("%d again, %v left", d.ErasedAgain(), d.ErasureLeft())
	}
	if used, free := sightings(t, d, texts...); used+free > 0 {
		t.Errorf("%d in use, %d free", used, free)
	}
}

// TestAnotherCopyDoesNotBringBackWhoWasErased joins with a copy from before the erasure.
func TestAnotherCopyDoesNotBringBackWhoWasErased(t *testing.T) {
	folder := t.TempDir()
	d := quickVault(t, folder)
	defer d.Close()
	noor(t, d)
	before := filepath.Join(folder, "before")
	must(t, d.vault.Backup(t.Context(), before))
	plan, err := d.PlanErasure(t.Context(), "c-noor")
	must(t, err)
	_, err = d.Erase(t.Context(), "c-noor", plan.Usual(), nil)
	must(t, err)
	around := d.around
	around.ReadOnly, around.CounterFolder = true, ""
	options := around.vaultOptions()
	options.UnsafeWeakKeys = true
	v, err := vault.Open(before, vault.Passphrase([]byte("zin")), options)
	must(t, err)
	twin, err := furnish(t.Context(), before, v, around)
	must(t, err)
	defer twin.Close()
	contact := get[partnership.Contact](t, twin, "c-noor")
	taken, err := d.Join(t.Context(), twin, Comparison{Partings: []Parting{{ID: "c-noor", Kind: partnership.KindContact, How: MadeThere, Theirs: contact}}}, map[partnership.ID]Choice{"c-noor": TakeTheirs})
	must(t, err)
	if _, err := d.Record("c-noor"); err == nil || taken != 1 || d.ErasedAgain() != 1 {
		t.Errorf("%d taken, %d erased again, %v", taken, d.ErasedAgain(), err)
	}
}

// TestAnErasureThatWasCutOffIsFinished stops between the commit and what follows it.
func TestAnErasureThatWasCutOffIsFinished(t *testing.T) {
	d := quickVault(t, t.TempDir())
	texts := noor(t, d)
	plan, err := d.PlanErasure(t.Context(), "c-noor")
	must(t, err)
	_, err = d.eraseOnce(t.Context(), "c-noor", plan.Usual(), true, func(int, int) {})
	must(t, err)
	if used, _ := sightings(t, d, texts...); used == 0 {
		t.Error("nothing was left to do")
	}
	d = reopened(t, d)
	defer d.Close()
	if used, free := sightings(t, d, texts...); used+free > 0 || d.ErasureLeft() != nil || d.ErasedAgain() != 0 {
		t.Errorf("%d in use, %d free, %v", used, free, d.ErasureLeft())
	}
	if _, open := d.ledger.Unfinished(); open {
		t.Error("still to be finished")
	}
}

func TestAnErasureThatIsStoppedInTimeChangesNothing(t *testing.T) {
	d := quickVault(t, t.TempDir())
	defer d.Close()
	noor(t, d)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	_, err := d.Erase(ctx, "c-noor", ErasureChoice{}, nil)
	if fault, _ := FaultOf(err); fault != FaultCancelled || d.Erased("c-noor") {
		t.Errorf("%v", err)
	}
	_, err = d.PlanErasure(t.Context(), "a-1")
	if fault, _ := FaultOf(err); fault != FaultKind {
		t.Errorf("%v", err)
	}
}

// TestAnyPersonOfAnyTownIsErased draws a town, puts somebody's name into texts of every kind of record, changes and removes some of them, and erases
// that person.
func TestAnyPersonOfAnyTownIsErased(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		content := partnershiptest.Bundle(rt)
		folder, err := os.MkdirTemp(t.TempDir(), "v")
		must(t, err)
		d := quickVault(t, folder)
		defer d.Close()
		var changes []Change
		for r := range content.Records() {
			changes = append(changes, Put(r, 0))
		}
		who := partnership.Contact{ID: "c-erased-one", GivenName: "Xandra", Infix: "op den", FamilyName: "Qwertzkoning", Emails: []string{"x.qwertz@example.org"}, Phones: []string{"0687654321"}}
		changes = append(changes, Put(who, 0))
		must(t, d.ledger.Commit(ledger.Commit{Changes: changes}))
		forms := []string{"Xandra op den Qwertzkoning", "X. op den Qwertzkoning", "QWERTZKONING, XANDRA", "x.qwertz@example.org", "+31 6 8765 4321", "Op den Qwertzkoning", "Qwertzkonings"}
		plant(rt, d, who.ID, forms)
		wanted := []string{"Qwertzkoning", "x.qwertz", "8765 4321", "87654321", string(who.ID)}
		if used, free := sightings(t, d, wanted...); used+free == 0 {
			rt.Fatal("the scan sees nothing before")
		}
		plan, err := d.PlanErasure(t.Context(), who.ID)
		must(t, err)
		if rapid.Bool().Draw(rt, "cut off") {
			_, err = d.eraseOnce(t.Context(), who.ID, plan.Usual(), true, func(int, int) {})
			must(t, err)
			d = reopened(t, d)
			defer d.Close()
		} else {
			done, err := d.Erase(t.Context(), who.ID, plan.Usual(), nil)
			must(t, err)
			if done.Proof.Found != 0 {
				rt.Fatalf("%+v", done)
			}
		}
		if used, free := sightings(t, d, wanted...); used+free > 0 {
			rt.Fatalf("%d in use, %d free", used, free)
		}
		_, err = d.CheckVault(t.Context())
		must(t, err)
	})
}

// plant has records name and refer to somebody, and some of them forget it again.
func plant(rt *rapid.T, d *Desk, who partnership.ID, forms []string) {
	form := func() string { return rapid.SampledFrom(forms).Draw(rt, "form") }
	for _, a := range All[partnership.Action](d) {
		check(rt, Edit(d, "", a.ID, func(a *partnership.Action) error { a.Notes, a.Contact = "zie "+form(), who; return nil }))
		if rapid.Bool().Draw(rt, "forgotten") {
			check(rt, Edit(d, "", a.ID, func(a *partnership.Action) error { a.Notes = ""; return nil }))
		}
	}
	for _, m := range All[partnership.Meeting](d) {
		check(rt, Edit(d, "", m.ID, func(m *partnership.Meeting) error {
			m.Minutes = form() + " zei niets. " + form() + " ook niet."
			m.Attendance = append(m.Attendance, partnership.Attendance{Contact: who, Status: partnership.Present})
			return nil
		}))
	}
	for _, k := range All[partnership.Deliberation](d) {
		check(rt, Edit(d, "", k.ID, func(k *partnership.Deliberation) error { k.By = form(); return nil }))
	}
	for _, a := range All[partnership.Agreement](d) {
		check(rt, Edit(d, "", a.ID, func(a *partnership.Agreement) error {
			a.Notes = form()
			for i := range a.Parties {
				a.Parties[i].Representative = form()
			}
			return nil
		}))
	}
	check(rt, d.Keep("", Put(partnership.Action{ID: "a-gone", Title: form(), Status: partnership.ActionOpen}, 0)))
	check(rt, d.Keep("", Remove("a-gone", 1)))
	check(rt, d.SetDraft("draft", form()))
}

func check(t *rapid.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func hexOf(b []byte) string {
	const digits = "0123456789abcdef"
	var s strings.Builder
	for _, c := range b {
		s.WriteByte(digits[c>>4])
		s.WriteByte(digits[c&15])
	}
	return s.String()
}
