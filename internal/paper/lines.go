package paper

import (
	"unicode"
	"unicode/utf8"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// placed is a piece at its place in a line, from the line's left.
type placed struct {
	piece
	x, width float64
}

// setLine is a line of text.
type setLine []placed

func (l setLine) width() float64 {
	width := 0.0
	for _, p := range l {
		width = max(width, p.x+p.width) // the last one is not always the rightmost
	}
	return width
}

// set breaks a text into lines of at most the given width. A text without words has no lines. No line is wider: what does not fit on a
// line of its own is broken where it hurts least.
func (p *press) set(t document.Text, ty typography, width float64, el *element) []setLine {
	c := compositor{typography: ty, gate: &p.gate, tree: &p.tree, el: el}
	b := breaker{width: width + slack, size: ty.size}
	for _, w := range c.compose(t) {
		b.add(w)
	}
	b.finish(false)
	return b.lines
}

// slack is how much wider a line may be than its room: what is lost in adding up widths.
const slack = 0.001

// breaker fills lines.
type breaker struct {
	width float64
	size  float64
	lines []setLine
	line  []word
	used  float64 // width of the words on the line with the spaces between them
}

func (b *breaker) add(w word) {
	for {
		space := 0.0
		if n := len(b.line); n > 0 {
			space = b.line[n-1].space
		}
		if b.used+space+w.room(b.size) <= b.width {
			b.line = append(b.line, w)
			b.used += space + w.width
			return
		}
		if w.room(b.size) > b.width && len(w.parts) > 0 {
			for _, part := range w.parts {
				b.add(part)
			}
			return
		}
		if w.room(b.size) <= b.width || len(b.line) > 0 {
			b.finish(true)
			continue
		}
		var head word
		head, w = b.chop(w)
		b.line = append(b.line, head)
		b.finish(len(w.pieces) > 0)
		if len(w.pieces) == 0 {
			return
		}
	}
}

// finish ends the line; more tells that the text goes on.
func (b *breaker) finish(more bool) {
	if len(b.line) == 0 {
		return
	}
	last := &b.line[len(b.line)-1]
	if last.hyphen {
		p := last.pieces[len(last.pieces)-1]
		p.s, p.actual = "-", string(softHyphen)
		last.pieces = append(last.pieces, p)
	}
	l := visual(place(b.line, b.size), b.size)
	l[len(l)-1].broken = more && last.space == 0
	b.lines = append(b.lines, l)
	b.line, b.used = nil, 0
}

// chop cuts a word that is wider than a line. It prefers the last sign within a web or mail address, then cuts between
// characters, never before a mark that belongs to the one before.
func (b *breaker) chop(w word) (head, rest word) {
	used := 0.0
	cutPiece, cutAt := 0, 0
	for i, p := range w.pieces {
		for at, r := range p.s {
			used += p.face.width(string(r), b.size)
			if used > b.width && (i > 0 || at > 0) {
				return w.cut(cutPiece, cutAt, b.size)
			}
			end := at + utf8.RuneLen(r)
			following := p.s[end:]
			if following == "" && i+1 < len(w.pieces) {
				following = w.pieces[i+1].s
			}
			next, _ := utf8.DecodeRuneInString(following)
			if unicode.IsMark(next) {
				continue
			}
			sign := r == '@' || r == '.' || r == '_' || r == '-' || r == '/' || r == ' ' || r == ']' || r == '&' || r == '='
			if sign || used < b.width*0.6 || !atSign(w.pieces[cutPiece].s, cutAt) {
				cutPiece, cutAt = i, end
			}
		}
	}
	return w.cut(cutPiece, cutAt, b.size)
}

// atSign reports whether a cut at that place is behind a sign.
func atSign(s string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:at])
	return r != utf8.RuneError && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r)
}

// cut splits a word behind byte at of a piece.
func (w word) cut(piece, at int, size float64) (head, rest word) {
	head.pieces = append(head.pieces, w.pieces[:piece]...)
	first, second := w.pieces[piece], w.pieces[piece]
	first.s, second.s = first.s[:at], second.s[at:]
	if at == 0 { // nothing fits: the first character goes over the edge rather than nowhere
		_, n := utf8.DecodeRuneInString(w.pieces[piece].s)
		first.s, second.s = w.pieces[piece].s[:n], w.pieces[piece].s[n:]
	}
	head.pieces = append(head.pieces, first)
	if second.s != "" {
		rest.pieces = append(rest.pieces, second)
	}
	rest.pieces = append(rest.pieces, w.pieces[piece+1:]...)
	for _, p := range head.pieces {
		head.width += p.face.width(p.s, size)
	}
	for _, p := range rest.pieces {
		rest.width += p.face.width(p.s, size)
	}
	rest.space, rest.hyphen = w.space, w.hyphen
	return head, rest
}

// place joins the words of a line: neighbours in the same manner are drawn in one go, with the spaces between them.
func place(words []word, size float64) setLine {
	var l setLine
	x := 0.0
	add := func(p piece) {
		width := p.face.width(p.s, size)
		if n := len(l); n > 0 && l[n-1].face == p.face && l[n-1].el == p.el && l[n-1].link == p.link && l[n-1].actual == "" && p.actual == "" {
			l[n-1].s += p.s
			l[n-1].width += width
		} else {
			l = append(l, placed{piece: p, x: x, width: width})
		}
		x += width
	}
	for i, w := range words {
		for _, p := range w.pieces {
			add(p)
		}
		if i < len(words)-1 && w.space > 0 {
			space := w.pieces[len(w.pieces)-1]
			space.s, space.actual = " ", ""
			add(space)
		}
	}
	return l
}
