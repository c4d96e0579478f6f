package paper

import (
	"strings"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/document/documenttest"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

func TestRecoverySheetIsOnePage(t *testing.T) {
	for _, tag := range language.Tags() {
		o := documenttest.Options(t, tag)
		o.Author = "Gemeente Noordoostelijk Oeverwaard aan den Rijn"
		d, err := document.Recovery(document.RecoverySheet{
			Key: "WWWW-MMMM-WWWW-MMMM-WWWW-MMMM-WWWW-MMMM-WWWW", Vault: strings.Repeat("0d", 16), Replaces: true,
		}, o)
		if err != nil {
			t.Fatal(err)
		}
		if got := drawn(t, d).pages; got != 1 {
			t.Errorf("%s: %d pages", tag, got)
		}
	}
}

func TestDeputysSheetIsOnePage(t *testing.T) {
	for _, tag := range language.Tags() {
		o := documenttest.Options(t, tag)
		o.Author = "Gemeente Noordoostelijk Oeverwaard aan den Rijn"
		d, err := document.Deputy(document.DeputySheet{
			Name: "De heer mr. dr. J.A.M. van Bergschenhoek", Key: "WWWW-MMMM-WWWW-MMMM-WWWW-MMMM-WWWW-MMMM-WWWW",
			Vault: strings.Repeat("0d", 16), Place: `C:\Users\vanderbergschenhoek\AppData\Local\bondgenoot\openbare orde en veiligheid.vault`, Made: date.MustParse("2026-09-16"),
		}, o)
		if err != nil {
			t.Fatal(err)
		}
		if got := drawn(t, d).pages; got != 1 {
			t.Errorf("%s: %d pages", tag, got)
		}
	}
}

func TestDeclarationOfSecrecyIsOnePageForEachGuest(t *testing.T) {
	for _, tag := range language.Tags() {
		m := documenttest.Meeting(t)
		m.Title = "Overleg over veiligheid en leefbaarheid in en om het stationsgebied"
		names := documenttest.Names()
		for i := range names.Organisations {
			if names.Organisations[i].ID == "om" {
				names.Organisations[i].Name = "Vereniging van eigenaren en ondernemers in het stationsgebied van Lindewaard en omstreken"
			}
		}
		d, err := document.Secrecy(m, names, documenttest.Options(t, tag))
		if err != nil {
			t.Fatal(err)
		}
		guests := 0
		for _, b := range d.Blocks {
			if _, ok := b.(document.Signature); ok {
				guests++
			}
		}
		if got := drawn(t, d).pages; guests < 2 || got != guests {
			t.Errorf("%s: %d pages for %d guests", tag, got, guests)
		}
	}
}

func TestMeetingPapersAreDrawnWhole(t *testing.T) {
	session, meeting := documenttest.Session(t), documenttest.Meeting(t)
	o := documenttest.Options(t, "nl")
	pack := document.MeetingPack(document.Briefing{
		Meeting: meeting, Previous: &session, Actions: documenttest.Actions(), Agreements: []partnership.Agreement{documenttest.Covenant()},
	}, documenttest.Names(), o)
	for name, d := range map[string]document.Document{
		"pack":    pack,
		"minutes": document.Minutes(session, documenttest.Actions(), &meeting, documenttest.Names(), o),
	} {
		said := drawn(t, d).said()
		for _, want := range []string{"Kaart drukken", "Sanne Hoekstra", "De ambitie komt voorin alle afspraken."} {
			if !strings.Contains(said, squeezed(want)) {
				t.Errorf("%s: %q is not drawn", name, want)
			}
		}
	}
}
