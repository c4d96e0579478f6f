package discretion_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/discretion"
)

var on = date.MustParse("2026-11-24")

func known(word string) bool {
	return strings.Contains(" fatima idrissi politie straatlicht oeverwaard halte ", " "+word+" ")
}

func TestWhatPointsAtAPersonIsSeen(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Zijn BSN is 111222333.", "bsn:111222333"},
		{"BSN 1112.22.333", "bsn:1112.22.333"},
		{"bsn 111 222 333 genoemd", "bsn:111 222 333"},
		{"Het nummer 111222334 is er geen.", ""},
		{"Bel 06-12345678 of 0612345678.", ""},
		{"000000000", ""},
		{"rekening 9911122233344", ""},
		{"Zij is van 3-4-2010.", "birth:3-4-2010"},
		{"geb. 3-4-10", "birth:3-4-10"},
		{"geboren op 12 maart 2021", "birth:12 maart 2021"},
		{"geboortedatum 2009-02-28", "birth:2009-02-28"},
		{"2009-02-30", ""},
		{"Besproken op 12 maart 2026 en 3-4-2025.", ""},
		{"Wij spreken elkaar weer op 24-12-2026.", ""},
		{"Vandaag spraken wij over Kevin.", "name:Kevin"},
		{"Kevin slaapt niet thuis.", ""}, // one word at the beginning of a sentence cannot be told from another
		{"Kevin de Vries slaapt niet thuis.", "name:Kevin de Vries"},
		{"Het gaat om Mohammed el B.", "name:Mohammed el B"},
		{"De broer van Anne-Fleur weet ervan.", "name:Anne-Fleur"},
		{"Fatima Idrissi van Straatlicht belde de Politie in Oeverwaard.", ""},
		{"Gesproken met Fatima Jansen.", "name:Fatima Jansen"},
		{"De GGZ en het OM zijn gebeld.", ""},
		{"Alles goed. Veilig Thuis is gebeld.", ""},
		{"Kevin, 111222333, 1-2-2010", "bsn:111222333 birth:1-2-2010"},
		{"", ""},
	} {
		var got []string
		for _, clue := range discretion.Look(c.text, on, known) {
			got = append(got, string(clue.Kind)+":"+clue.Text)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: %q, want %q", c.text, strings.Join(got, " "), c.want)
		}
	}
}

// Every number that passes the eleven test is seen, however it is written; one digit off is not.
func TestEveryCitizenNumberIsSeen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(10_000_000, 99_999_999).Draw(t, "first eight")
		first := fmt.Sprintf("%08d", n)
		sum := 0
		for i := range 8 {
			sum += (9 - i) * int(first[i]-'0')
		}
		last := sum % 11
		if last == 10 {
			return // no BSN begins like this
		}
		number := first + fmt.Sprint(last)
		between := rapid.SampledFrom([]string{"", " ", "."}).Draw(t, "between")
		written := number[:4] + between + number[4:6] + between + number[6:]
		if clues := discretion.Look("nummer "+written+" hier", on, known); len(clues) != 1 || clues[0].Text != written {
			t.Fatalf("%s: %v", written, clues)
		}
		wrong := first + fmt.Sprint((last+1)%10)
		for _, c := range discretion.Look("nummer "+wrong+" hier", on, known) {
			if c.Kind == discretion.CitizenNumber && (last+1)%10 != last {
				t.Fatalf("%s is no BSN", wrong)
			}
		}
	})
}

func FuzzLook(f *testing.F) {
	f.Add("Kevin de Vries, geb. 3-4-2010, BSN 111222333")
	f.Add("É. \xff 31-31-3131 \u202e12 dec 1999")
	f.Fuzz(func(t *testing.T, text string) {
		before := -1
		for _, c := range discretion.Look(text, on, known) {
			if c.At < before || c.Text == "" {
				t.Fatalf("%+v after %d", c, before)
			}
			before = c.At
		}
	})
}
