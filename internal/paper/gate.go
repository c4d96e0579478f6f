package paper

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/unicode/runenames"
)

// Finding is a character that no embedded font has. On paper stands its code in brackets, such as [U+1F600].
type Finding struct {
	Rune  rune
	Name  string // as in the Unicode standard: "GRINNING FACE"
	Count int    // how many times it was replaced
	Near  string // the first text it stood in, shortened
}

// gate lets through only what can be drawn, and remembers what could not.
type gate struct {
	findings []Finding
	at       map[rune]int
}

// nearLength is how many characters of the text around a finding are told.
const nearLength = 60

// pass returns s as it can be drawn: normalised (NFC), white space as single spaces, a character that no embedded font has as a mark
// that can be seen. f is the face that is asked first; see [face.inFaces].
//
// Characters without a form of their own (joiners, variation selectors, marks that set the direction) are left out: there is nothing to draw, and a
// direction that is overridden would show another text than the one that was agreed. A soft hyphen and a zero-width
// space stay: they tell where a line may break.
func (g *gate) pass(s string, f face) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	for _, r := range norm.NFC.String(strings.ToValidUTF8(s, "\uFFFD")) {
		switch {
		case r == softHyphen || r == zeroWidthSpace:
			b.WriteRune(r)
		case unicode.IsSpace(r) && r != noBreakSpace && r != narrowNoBreakSpace:
			b.WriteByte(' ')
		case unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r):
		case unicode.IsControl(r) || r == unicode.ReplacementChar || unicode.Is(unicode.Co, r) || !drawable(r, f): // a private character says nothing to who cannot see it
			g.found(r, s)
			fmt.Fprintf(&b, "[U+%04X]", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func drawable(r rune, f face) bool {
	_, ok := f.standIn(r)
	return ok
}

// plain reports whether s is ASCII that every face has, as most texts are.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

func (g *gate) found(r rune, in string) {
	if i, ok := g.at[r]; ok {
		g.findings[i].Count++
		return
	}
	if g.at == nil {
		g.at = map[rune]int{}
	}
	near := []rune(in)
	if len(near) > nearLength {
		near = near[:nearLength]
	}
	g.at[r] = len(g.findings)
	g.findings = append(g.findings, Finding{Rune: r, Name: runenames.Name(r), Count: 1, Near: string(near)})
}
