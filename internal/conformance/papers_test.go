package conformance

import (
	"strings"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/document/documenttest"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

func meetingPack(t testing.TB) document.Document {
	session := documenttest.Session(t)
	return document.MeetingPack(document.Briefing{
		Meeting: documenttest.Meeting(t), Previous: &session, Actions: documenttest.Actions(), Agreements: []partnership.Agreement{documenttest.Covenant()},
	}, documenttest.Names(), documenttest.Options(t, "nl"))
}

func minutes(t testing.TB) document.Document {
	next := documenttest.Meeting(t)
	return document.Minutes(documenttest.Session(t), documenttest.Actions(), &next, documenttest.Names(), documenttest.Options(t, "nl"))
}

func recovery(t testing.TB) document.Document {
	d, err := document.Recovery(document.RecoverySheet{
		Key: "WWWW-MMMM-WWWW-MMMM-WWWW-MMMM-WWWW-MMMM-WWWW", Vault: "0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d", Replaces: true,
	}, documenttest.Options(t, "nl"))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func secrecy(t testing.TB) document.Document {
	d, err := document.Secrecy(documenttest.Meeting(t), documenttest.Names(), documenttest.Options(t, "nl"))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// personalData is what is held about a contact, with a table of texts as people type them.
func personalData(t testing.TB) document.Document {
	places := document.PlainTable("Teksten waarin deze persoon wordt genoemd", []string{"Waar", "Zin"}, [][]string{
		{"overleg ‘Buurtoverleg Noord’, verslag", "«Noor van der Berg» neemt het op zich."}, {"actie ‘Bel terug’, notities", strings.Repeat("lang ", 120) + "«N. van der Berg»"},
	}, 0, 1)
	return document.Sheet(document.A4, "Gegevens over Noor van der Berg", "Overzicht op 12 november 2026, volgens artikel 15 van de AVG", "12 november 2026", []document.Section{
		{Texts: []string{"Dit is alles wat over deze persoon is vastgelegd."}},
		{Title: "Wat is vastgelegd", Facts: []document.Fact{{Name: "achternaam:", Value: "Berg"}, {Name: "telefoonnummers:", Value: "06-12345678"}}},
		{Title: "Teksten waarin deze persoon wordt genoemd", Table: places},
		{Title: "Wanneer dit is vastgelegd en gewijzigd", Items: []string{"12 november 2026, door root.", "13 november 2026, door root. Toen stond er: notities: –."}},
	}, documenttest.Options(t, "nl"))
}

// sectioned is a document of sections, as deliberations and counts are, on a sheet of paper.
func sectioned(format document.Format) func(testing.TB) document.Document {
	return func(t testing.TB) document.Document {
		var sections []document.Section
		for _, name := range []string{"De vraag", "Het advies: Toch wel, mits", "Grondslag: de regel in de wet", "De afweging"} {
			sections = append(sections, document.Section{
				Title: name, Facts: []document.Fact{{Name: "Wie heeft het?", Value: "Jongerenwerk De Brink"}, {Name: "Leeg", Value: ""}},
				Texts: []string{"Een afspraak dekt dit, als u zich aan de voorwaarden houdt. De professional beslist."},
				Items: []string{"Alleen met toestemming", "Niet meer dan nodig"}, Fresh: format == document.Pocket,
			})
		}
		if format != document.Pocket {
			head, rows := []string{"Partner", "Zorgen", "Overlast"}, [][]string{{"Politie", "geeft", "○"}, {"School", "○", "krijgt"}}
			sections = append(sections, document.Section{Title: "Straatoverleg", Table: document.PlainTable("Straatoverleg", head, rows, 0)})
		}
		return document.Sheet(format, "Toch niet of toch wel?", "zoals op 12 november 2026", "12 november 2026", sections, documenttest.Options(t, "nl"))
	}
}
