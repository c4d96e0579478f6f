package document

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// emphasis reads nothing of Markdown but *emphasis* and **strong** in one paragraph. Anything else that looks like Markdown (links,
// code, HTML, escapes) is text that somebody typed, and stays.
var emphasis = parser.NewParser(
	parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1000)),
	parser.WithInlineParsers(util.Prioritized(parser.NewEmphasisParser(), 500)),
)

// reference is a cross reference to an article: [artikel 3](#doel).
var reference = regexp.MustCompile(`\[([^\[\]]+)\]\(#([A-Za-z0-9._-]{1,64})\)`)

// inline returns a paragraph as runs. A cross reference becomes a link when links knows its target, else it is text.
func inline(source string, links func(id string) bool) Text {
	source = strings.Join(strings.Fields(source), " ")
	var out Text
	for source != "" {
		at := firstLink(source, links)
		if at == nil {
			return append(out, emphasised(source)...)
		}
		out = append(out, emphasised(source[:at[0]])...)
		out = append(out, Run{Text: source[at[2]:at[3]], Link: source[at[4]:at[5]]})
		source = source[at[1]:]
	}
	return out
}

// firstLink returns the places of the first cross reference that resolves; nil when there is none.
func firstLink(source string, links func(id string) bool) []int {
	if links == nil {
		return nil
	}
	for _, at := range reference.FindAllStringSubmatchIndex(source, -1) {
		if links(source[at[4]:at[5]]) {
			return at
		}
	}
	return nil
}

func emphasised(source string) Text {
	if !strings.Contains(source, "*") {
		return Plain(source)
	}
	// Spaces at the ends separate this piece from a link; the parser would trim them.
	inner := strings.Trim(source, " ")
	lead, tail, _ := strings.Cut(source, inner)
	if inner == "" {
		return Plain(source)
	}
	b := []byte(inner)
	paragraph := emphasis.Parse(text.NewReader(b)).FirstChild()
	if paragraph == nil || paragraph.NextSibling() != nil {
		return Plain(source)
	}
	w := walker{source: b}
	w.children(paragraph, Run{})
	w.literal(len(b), Run{})
	return merge(append(append(Plain(lead), w.out...), Plain(tail)...))
}

// walker turns the tree into runs and keeps every character that is not a marker of an emphasis that was understood.
type walker struct {
	source []byte
	at     int // what of the source has been written
	out    Text
}

func (w *walker) children(n ast.Node, manner Run) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			w.literal(c.Segment.Start, manner)
			w.literal(c.Segment.Stop, manner)
		case *ast.Emphasis:
			w.emphasis(c, manner)
		}
	}
}

func (w *walker) emphasis(e *ast.Emphasis, manner Run) {
	first, last := span(e)
	start, stop := first-e.Level, last+e.Level
	if first < 0 || !w.marks(start, first) || !w.marks(last, stop) || !standsAlone(w.source, start, stop) {
		w.children(e, manner)
		return
	}
	w.literal(start, manner)
	w.at = first
	inner := manner
	if e.Level == 2 {
		inner.Strong = true
	} else {
		inner.Emphasis = true
	}
	w.children(e, inner)
	w.literal(last, inner)
	w.at = stop
}

// marks reports whether nothing but asterisks stands between the places: an underscore is part of a name more often than a marker.
func (w *walker) marks(from, to int) bool {
	return from >= w.at && to <= len(w.source) && strings.Trim(string(w.source[from:to]), "*") == ""
}

// literal writes the source up to the given place as it stands.
func (w *walker) literal(to int, manner Run) {
	if to <= w.at {
		return
	}
	manner.Text = string(w.source[w.at:to])
	w.out = append(w.out, manner)
	w.at = to
}

// span returns the places of the first and last character inside an emphasis, markers of inner ones included.
func span(e *ast.Emphasis) (first, last int) {
	return edge(e.FirstChild(), true), edge(e.LastChild(), false)
}

func edge(n ast.Node, first bool) int {
	switch n := n.(type) {
	case *ast.Text:
		if first {
			return n.Segment.Start
		}
		return n.Segment.Stop
	case *ast.Emphasis:
		if first {
			return edge(n.FirstChild(), true) - n.Level
		}
		return edge(n.LastChild(), false) + n.Level
	}
	return -1
}

// standsAlone reports whether no letter or digit touches the markers from outside: 5*3*2 is a sum.
func standsAlone(source []byte, start, stop int) bool {
	before, _ := utf8.DecodeLastRune(source[:start])
	after, _ := utf8.DecodeRune(source[stop:])
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return (start == 0 || !word(before)) && (stop == len(source) || !word(after))
}

// merge joins neighbours of the same manner.
func merge(t Text) Text {
	var out Text
	for _, run := range t {
		if n := len(out); n > 0 {
			last := out[n-1]
			last.Text = run.Text
			if last == run {
				out[n-1].Text += run.Text
				continue
			}
		}
		out = append(out, run)
	}
	return out
}
