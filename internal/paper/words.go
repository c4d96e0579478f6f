package paper

import (
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
	parts  []word  // the words that it was joined of: they part where a line has no room for them together
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
	c.close(false, false)
	return glued(c.words)
}

// run cuts the text of a run at the places where a line may break.
func (c *compositor) run(p piece, s string) {
	start := 0
	add := func(end int) {
		if end > start {
			for _, part := range p.face.inFaces(s[start:end]) {
				q := p
				q.s, q.face = part.s, part.face
				c.open = append(c.open, q)
			}
		}
	}
	for i, r := range s {
		size := len(string(r))
		switch {
		case r == ' ':
			add(i)
			c.close(true, false)
			start = i + 1
		case r == softHyphen || r == zeroWidthSpace:
			add(i)
			c.close(false, r == softHyphen)
			start = i + size
		case breaksAfter(r, s[:i], s[i+size:]):
			add(i + size)
			c.close(false, false)
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

// close ends the word, with or without a space behind it.
func (c *compositor) close(spaced, hyphen bool) {
	if len(c.open) == 0 {
		if n := len(c.words); n > 0 && spaced {
			c.words[n-1].space = c.words[n-1].spaceWidth(c.size)
			c.words[n-1].hyphen = false
		}
		return
	}
	w := word{pieces: c.open, hyphen: hyphen}
	for _, p := range w.pieces {
		w.width += p.face.width(p.s, c.size)
	}
	if spaced {
		w.space = w.spaceWidth(c.size)
	}
	c.words = append(c.words, w)
	c.open = nil
}

// spaceWidth returns the width of a space behind the word, which is drawn in the face of its last piece.
func (w word) spaceWidth(size float64) float64 {
	return w.pieces[len(w.pieces)-1].face.width(" ", size)
}

// room returns what the word takes of a line that may end with it.
func (w word) room(size float64) float64 {
	if !w.hyphen {
		return w.width
	}
	return w.width + w.pieces[len(w.pieces)-1].face.width("-", size)
}
