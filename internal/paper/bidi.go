package paper

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/bidi"
)

// letter is a character of a line that is put in another order.
type letter struct {
	r      rune
	of     int // the piece it belongs to
	class  bidi.Class
	at     int  // its place before it was put in another order
	turned bool // it is part of a run that was
}

// visual puts words that are written from right to left in the order in which they are drawn, as in the Unicode Bidirectional
// Algorithm for a paragraph that runs from left to right, without explicit marks (the gate takes those out).
func visual(l setLine, size float64) setLine {
	if !slices.ContainsFunc(l, func(p placed) bool { return !plain(p.s) }) {
		return l
	}
	letters, mixed := spell(l)
	if !mixed {
		return l
	}
	for i := 0; i < len(letters); {
		if !leftward(letters[i].class) {
			i++
			continue
		}
		end := i + 1
		for j := end; j < len(letters) && letters[j].class != bidi.L; j++ {
			if leftward(letters[j].class) || letters[j].class == bidi.NSM {
				end = j + 1
			}
		}
		turn(letters[i:end])
		i = end
	}
	return respell(l, letters, size)
}

func leftward(c bidi.Class) bool { return c == bidi.R || c == bidi.AL }

func spell(l setLine) (letters []letter, mixed bool) {
	for i, p := range l {
		for _, r := range p.s {
			properties, _ := bidi.LookupRune(r)
			letters = append(letters, letter{r: r, of: i, class: properties.Class(), at: len(letters)})
			mixed = mixed || leftward(properties.Class())
		}
	}
	return letters, mixed
}

// turn reverses a run, but not its numbers, nor a mark and the character that bears it.
func turn(run []letter) {
	out := make([]letter, 0, len(run))
	for end := len(run); end > 0; {
		start := end - 1
		switch run[start].class {
		case bidi.NSM:
			for start > 0 && run[start].class == bidi.NSM {
				start--
			}
		case bidi.EN, bidi.AN:
			for start > 0 && (run[start-1].class == bidi.EN || run[start-1].class == bidi.AN) {
				start--
			}
		default: // turns by itself
		}
		for _, c := range run[start:end] {
			if m, ok := mirrored[c.r]; ok {
				c.r = m
			}
			c.turned = true
			out = append(out, c)
		}
		end = start
	}
	copy(run, out)
}

// mirrored are the brackets that change places when the direction does.
var mirrored = map[rune]rune{'(': ')', ')': '(', '[': ']', ']': '[', '{': '}', '}': '{', '<': '>', '>': '<', '«': '»', '»': '«'}

// respell returns the pieces with their letters at the new places. The pieces keep the order in which they are read.
func respell(l setLine, letters []letter, size float64) setLine {
	var out setLine
	var first []int // of each piece, in the order of reading
	x := 0.0
	for i, c := range letters {
		width := l[c.of].face.width(string(c.r), size)
		if i > 0 && letters[i-1].of == c.of && letters[i-1].turned == c.turned {
			last := len(out) - 1
			out[last].s += string(c.r)
			out[last].width += width
			first[last] = min(first[last], c.at)
		} else {
			p := placed{piece: l[c.of].piece, x: x, width: width}
			p.s = string(c.r)
			if c.turned {
				p.actual = logical(letters[i:])
			}
			out = append(out, p)
			first = append(first, c.at)
		}
		x += width
	}
	read := make([]int, len(out))
	for i := range read {
		read[i] = i
	}
	slices.SortFunc(read, func(a, b int) int { return first[a] - first[b] })
	ordered := make(setLine, len(out))
	for i, from := range read {
		ordered[i] = out[from]
	}
	return ordered
}

// logical returns what the turned letters at the beginning of the line say that are drawn in one go, in the order in which they are
// read.
func logical(letters []letter) string {
	end := 0
	for end < len(letters) && letters[end].turned && letters[end].of == letters[0].of {
		end++
	}
	run := slices.Clone(letters[:end])
	slices.SortFunc(run, func(a, b letter) int { return a.at - b.at })
	var b strings.Builder
	for _, c := range run {
		if m, ok := mirrored[c.r]; ok {
			c.r = m // as it was written
		}
		b.WriteRune(c.r)
	}
	return b.String()
}
