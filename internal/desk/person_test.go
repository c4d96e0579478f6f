package desk

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/mention"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership/partnershiptest"
)

func TestReportTellsAllThatIsHeldAboutAPerson(t *testing.T) {
	d := quickVault(t, t.TempDir())
	defer d.Close()
	noor(t, d)
	must(t, Edit(d, "", "c-noor", func(c *partnership.Contact) error { c.Notes = "Werkt op dinsdag"; return nil }))
	report, err := d.PersonReport(t.Context(), "c-noor", monday)
	must(t, err)
	if len(report.History) != 2 || report.History[0].Contact.Notes != "Werkt op maandag" || report.History[0].By != "coördinator" || len(report.References) != 3 || len(report.Texts) == 0 {
		t.Errorf("%+v", report)
	}
	var past string
	for _, item := range d.pastSection(report).Items {
		past += item
	}
	if !strings.Contains(past, "Werkt op maandag") || strings.Contains(past, "dinsdag") {
		t.Errorf("%q", past)
	}
	var written, again, pdf bytes.Buffer
	must(t, d.WritePersonReport(t.Context(), &written, "c-noor", monday))
	must(t, d.WritePersonReport(t.Context(), &again, "c-noor", monday))
	var read PersonReport
	if err := json.Unmarshal(written.Bytes(), &read); err != nil || read.Contact.Emails[0] != "noor.zwal@politie.example" || !bytes.Equal(written.Bytes(), again.Bytes()) {
		t.Errorf("%v: %s", err, written.String())
	}
	_, err = d.PrintPersonReport(t.Context(), &pdf, "c-noor", monday)
	must(t, err)
	if !bytes.HasPrefix(pdf.Bytes(), []byte("%PDF")) {
		t.Error("no PDF")
	}
	_, err = d.PersonReport(t.Context(), "o-pol", monday)
	if fault, _ := FaultOf(err); fault != FaultKind {
		t.Errorf("%v", err)
	}
}

// TestNoTextOfAContactIsLeftOutOfTheReport draws contacts, and looks for each of their texts among what is printed.
func TestNoTextOfAContactIsLeftOutOfTheReport(t *testing.T) {
	d := quickVault(t, t.TempDir())
	defer d.Close()
	rapid.Check(t, func(rt *rapid.T) {
		for _, c := range partnershiptest.Bundle(rt).Contacts {
			var printed strings.Builder
			for _, f := range d.contactFacts(c) {
				printed.WriteString(f.Value + "\n")
			}
			mention.RecordTexts(c, func(field, text string) string {
				if !strings.Contains(printed.String(), text) {
					rt.Fatalf("%s is left out: %q", field, text)
				}
				return text
			})
		}
	})
}
