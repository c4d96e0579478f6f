package jotting_test

import (
	"slices"
	"strings"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/jotting"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// monday is 23 November 2026.
var monday = date.MustParse("2026-11-23")

func TestRead(t *testing.T) {
	for _, test := range []struct {
		line, title, due, owner string
		priority                partnership.Priority
		tags                    []string
	}{
		{line: "Terugbellen", title: "Terugbellen"},
		{line: "Terugbellen morgen", title: "Terugbellen", due: "2026-11-24"},
		{line: "Terugbellen voor vrijdag", title: "Terugbellen", due: "2026-11-27"},
		{line: "voor 17-12 protocol nalopen", title: "protocol nalopen", due: "2026-12-17"},
		{line: "Protocol nalopen uiterlijk do 17 dec 2026 @Jansen !hoog #jeugd", title: "Protocol nalopen", due: "2026-12-17", owner: "Jansen", priority: "high", tags: []string{"jeugd"}},
		{line: "@Fatima de Vries belt politie over twee weken", title: "belt politie", due: "2026-12-07", owner: "Fatima de Vries"},
		{line: "3 stoelen klaarzetten", title: "3 stoelen klaarzetten"},
		{line: "Stukken van 1-12 sturen voor 3-12", title: "Stukken van 1-12 sturen", due: "2026-12-03"},
		{line: "!laag opruimen", title: "opruimen", priority: "low"},
		{line: "Bel 030-1234567", title: "Bel 030-1234567"},
		{line: "#1 afmaken", title: "#1 afmaken"},
		{line: "@", title: "@"},
		{line: "", title: ""},
	} {
		known := func(words []string) int {
			if len(words) > 2 && words[0] == "Fatima" && words[1] == "de" && words[2] == "Vries" {
				return 3
			}
			return 0
		}
		got := jotting.Read(test.line, monday, "nl", known)
		due := ""
		if !got.Due.IsZero() {
			due = got.Due.String()
		}
		if got.Title != test.title || due != test.due || got.Owner() != test.owner || got.Priority != test.priority || !slices.Equal(got.Tags, test.tags) {
			t.Errorf("Read(%q) = %+v, due %q", test.line, got, due)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("Protocol nalopen uiterlijk do 17 dec 2026 @Jansen !hoog #jeugd")
	f.Add("@a @ ! # voor")
	f.Fuzz(func(t *testing.T, line string) {
		note := jotting.Read(line, monday, "nl", func(w []string) int { return len(w) + 1 })
		words := strings.Fields(line)
		for word := range strings.FieldsSeq(note.Title) {
			if !slices.Contains(words, word) {
				t.Errorf("Read(%q).Title has %q, which is not in the line", line, word)
			}
		}
	})
}
