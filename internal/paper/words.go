package paper

import (
	"regexp"
	"strings"
	"unicode"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

const (
	softHyphen         = '\u00AD'
	zeroWidthSpace     = '\u200B'
	noBreakSpace       = '\u00A0'
	narrowNoBreakSpace = '\u202F'
)

// piece is a part of a word in one manner, for one element.
type piece struct {
	s    string
	face face
	el   *element
	link string
	// actual is what is said and copied instead of s; see glyphs.
	actual string
	// broken tells that the word goes on on the next line: no space is meant behind it.
	broken bool
}

// word is what stands between two places where a line may break.
type word struct {
	pieces []piece
	width  float64
	space  float64 // of the space behind it, when the line goes on; 0 when the word was broken off at a hyphen
	hyphen bool    // a hyphen is drawn behind it when the line ends here
}

// text returns the characters of the word.
func (w word) text() string {
	var b strings.Builder
	for _, p := range w.pieces {
		b.WriteString(p.s)
	}
	return b.String()
}

// compositor turns texts into words and lines, in one typography.
type compositor struct {
	typography
	gate  *gate
	tree  *structure
	el    *element
	words []word
	open  []piece
}

// compose returns the words of a text. Runs with a language or a link of their own become elements below el.
func (c *compositor) compose(t document.Text) []word {
	for _, run := range t {
		f := c.face.manner(run.Strong, run.Emphasis)
		el := c.el
		switch {
		case run.Link != "":
			el = c.tree.open(c.el, roleLink)
		case run.Language != "":
			el = c.tree.open(c.el, roleSpan)
			el.language = run.Language
		}
		c.run(piece{face: f, el: el, link: run.Link}, c.gate.pass(run.Text, f))
	}
	c.close(0, false)
	return glued(c.words)
}

// run cuts the text of a run at the places where a line may break.
func (c *compositor) run(p piece, s string) {
	start := 0
	add := func(end int) {
		if end > start {
			p.s = s[start:end]
			c.open = append(c.open, p)
		}
	}
	for i, r := range s {
		size := len(string(r))
		switch {
		case r == ' ':
			add(i)
			c.close(p.face.width(" ", c.size), false)
			start = i + 1
		case r == softHyphen || r == zeroWidthSpace:
			add(i)
			c.close(0, r == softHyphen)
			start = i + size
		case breaksAfter(r, s[:i], s[i+size:]):
			add(i + size)
			c.close(0, false)
			start = i + size
		}
	}
	add(len(s))
}

// breaksAfter reports whether a line may end behind r: a hyphen or slash between words. A number such as 2024-17 stays whole.
func breaksAfter(r rune, before, after string) bool {
	if r == ']' {
		return strings.HasPrefix(after, "[U+")
	}
	if r != '-' && r != '/' {
		return false
	}
	letter := func(s string, r rune) bool { return s != "" && unicode.IsLetter(r) }
	b, a := []rune(tail(before)), []rune(after)
	return len(b) > 0 && len(a) > 0 && letter(before, b[len(b)-1]) && letter(after, a[0])
}

// tail returns the last few bytes of s, from a character's beginning: enough to see the last one.
func tail(s string) string {
	if len(s) > 8 {
		s = s[len(s)-8:]
		for s != "" && s[0]&0xC0 == 0x80 {
			s = s[1:]
		}
	}
	return s
}

func (c *compositor) close(space float64, hyphen bool) {
	if len(c.open) == 0 {
		if n := len(c.words); n > 0 && space > 0 {
			c.words[n-1].space = space
			c.words[n-1].hyphen = false
		}
		return
	}
	w := word{pieces: c.open, space: space, hyphen: hyphen}
	for _, p := range w.pieces {
		w.width += p.face.width(p.s, c.size)
	}
	c.words = append(c.words, w)
	c.open = nil
}

// citation is a word that does not stand at the end of a line when a number comes: art. 6, lid 1.
var citation = regexp.MustCompile(`(?i)^[("]?(art\.|artt\.|artikel|artikelen|lid|leden|onder|sub|nr\.|nummer|stap|bijlage|blz\.|p\.|jo\.|hoofdstuk|afdeling|paragraaf|§)$`)

// numberedPart is what a letter may follow: art. 6 lid 1 e.
var numberedPart = regexp.MustCompile(`(?i)(lid|artikel|art\.) [0-9]+[a-z]?,?$`)

// glued joins words that belong together: a reference and its number. They are drawn with an ordinary space, so that who
// searches the file for "artikel 6" finds it.
func glued(words []word) []word {
	out := words[:0:0]
	for _, w := range words {
		if n := len(out); n > 0 && out[n-1].space > 0 && sticks(out[n-1], w) {
			out[n-1] = joined(out[n-1], w)
			continue
		}
		out = append(out, w)
	}
	return together(out)
}

// together keeps a short last word with the one before it, so that it does not stand alone on the last line.
func together(words []word) []word {
	n := len(words)
	if n < 4 || words[n-2].space == 0 || len([]rune(words[n-1].text())) > 6 || words[n-2].width > 90 {
		return words
	}
	words[n-2] = joined(words[n-2], words[n-1])
	return words[:n-1]
}

// joined returns two words with the space between them as one.
func joined(a, b word) word {
	space := a.pieces[len(a.pieces)-1]
	space.s = " "
	a.pieces = append(append(a.pieces, space), b.pieces...)
	a.width += a.space + b.width
	a.space, a.hyphen = b.space, b.hyphen
	return a
}

func sticks(before, after word) bool {
	first := strings.TrimLeft(after.text(), "(")
	if first == "" || len(first) > 6 || before.width > 90 {
		return false
	}
	last := before.text()
	if i := strings.LastIndexByte(last, ' '); i >= 0 {
		last = last[i+1:]
	}
	bare := strings.TrimRight(first, ".,;:)")
	digit := first[0] >= '0' && first[0] <= '9'
	if citation.MatchString(last) {
		return digit || len(bare) == 1
	}
	return len(bare) == 1 && !digit && numberedPart.MatchString(before.text())
}
