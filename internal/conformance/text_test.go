package conformance

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// text is the judge of what a screen reader says: poppler's reading of the structure has the words of the document model, in
// its order.
func text(t *testing.T, sheets []sheet) ([]complaint, error) {
	t.Helper()
	if !full() {
		sheets = shortest(t, sheets)
	}
	return each(sheets, func(s sheet) ([]complaint, error) {
		out, _, err := run(t, nil, "pdfinfo", "-enc", "UTF-8", "-struct-text", s.file)
		if err != nil {
			return nil, err
		}
		if told := s.differs(spoken(out)); told != "" {
			return []complaint{{s.name, "text", told}}, nil
		}
		return nil, nil
	})
}

// fewPages is what poppler reads in a small set: it draws a page anew for each text on it, some 0.3 s a page.
const fewPages = 40

// shortest returns as many of the sheets as have few pages together, the shortest first.
func shortest(t *testing.T, sheets []sheet) []sheet {
	t.Helper()
	sheets = slices.Clone(sheets)
	slices.SortStableFunc(sheets, func(a, b sheet) int { return a.pages - b.pages })
	sum := 0
	for i, s := range sheets {
		if sum += s.pages; sum > fewPages {
			t.Logf("LEFT OUT of the small set: the %d longest documents", len(sheets)-i)
			return sheets[:i]
		}
	}
	return sheets
}

// quoted is a line of pdfinfo -struct-text that holds a text: further lines of it begin without the indent.
var quoted = regexp.MustCompile(`(?ms)^ +"(.*?)"$`)

// spoken returns the texts that pdfinfo -struct-text writes between quotes.
func spoken(out string) string {
	var b strings.Builder
	for _, m := range quoted.FindAllStringSubmatch(out, -1) {
		b.WriteString(m[1])
	}
	return b.String()
}

// differs tells where the file says something else than the document, or that a character was replaced without being told.
func (s sheet) differs(got string) string {
	told := map[rune]bool{}
	for _, f := range s.findings {
		told[f.Rune] = true
	}
	said, replaced := bare(got)
	for _, r := range replaced {
		if !told[r] {
			return fmt.Sprintf("U+%04X is replaced, and that is not told", r)
		}
	}
	at := 0
	for _, leaf := range expect(s.document).leaves {
		want, _ := bare(leaf)
		end, ok := match(said[at:], want)
		if !ok {
			return fmt.Sprintf("want %q, got %q after %q", string(want), excerpt(said, at, at+len(want)+20), excerpt(said, at-30, at))
		}
		at += end
	}
	if at < len(said) {
		return fmt.Sprintf("the file goes on after the end of the document: %q", excerpt(said, at, at+60))
	}
	return ""
}

func excerpt(s []rune, from, to int) string { return string(s[max(0, from):min(len(s), to)]) }

// match returns how many characters of said the wanted ones take. A hyphen more is one at the end of a line. Words that run from
// right to left are drawn turned, over lines that break in between: they must have the same characters, in whatever order.
func match(said, want []rune) (int, bool) {
	at := 0
	for i := 0; i < len(want); {
		if n := turned(want[i:]); n > 0 {
			if at+n > len(said) || !slices.Equal(ordered(said[at:at+n]), ordered(want[i:i+n])) {
				return at, false
			}
			i += n
			at += n
			continue
		}
		switch {
		case at < len(said) && said[at] == want[i]:
			i++
			at++
		case at < len(said) && i > 0 && (said[at] == '-' || said[at] == '\u2010'):
			at++
		default:
			return at, false
		}
	}
	return at, true
}

// turned returns how many characters at the beginning run from right to left, with what stands between them.
func turned(s []rune) int {
	n := 0
	for i, r := range s {
		switch c := class(r); {
		case c == bidi.R || c == bidi.AL || c == bidi.NSM && n == i && n > 0:
			n = i + 1
		case c == bidi.L || n == 0:
			return n
		}
	}
	return n
}

// ordered returns the characters in the order of their codes. A bracket that is turned is the other one.
func ordered(s []rune) []rune {
	s = slices.Clone(s)
	for i, r := range s {
		if j := strings.IndexRune("()[]{}<>", r); j >= 0 {
			s[i] = rune("(([[{{<<"[j])
		}
	}
	slices.Sort(s)
	return s
}

func class(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

var replacement = regexp.MustCompile(`\[U\+([0-9A-F]{4,6})\]`)

// bare returns the characters of a text that can be compared: composed, without white space and without what has no form. A character
// that stands as its code, such as [U+1F600], is that character; those are returned as well.
func bare(s string) (characters, replaced []rune) {
	s = replacement.ReplaceAllStringFunc(s, func(code string) string {
		n, err := strconv.ParseUint(code[3:len(code)-1], 16, 32)
		if err != nil {
			return code
		}
		replaced = append(replaced, rune(n))
		return string(rune(n))
	})
	for _, r := range norm.NFC.String(strings.ToValidUTF8(s, "\uFFFD")) {
		if !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Variation_Selector, r) {
			characters = append(characters, r)
		}
	}
	return characters, replaced
}
