package document

import (
	"regexp"
	"strings"
	"unicode"
)

// marker is the start of an item as people type it: "1.", "12)", "a.", "(b)", "iii.", "-", "*", "•".
var marker = regexp.MustCompile(`^(\s*)([0-9]{1,3}[.)]|\([0-9]{1,3}\)|[a-z][.)]|a[a-z]\.|\([a-z]\)|[ivx]{2,5}[.)]|[-*•–])\s+(\S.*)$`)

// clause returns the blocks of a text as it was typed: paragraphs separated by empty lines, and lists.
//
// Markers are shown as they were typed, so that "artikel 3, derde lid" keeps meaning what it meant. Nothing is lost: what is
// not clearly a list or emphasis is text.
func clause(text string, links func(id string) bool) []Block {
	var out []Block
	for _, chunk := range paragraphs(text) {
		out = appendChunk(out, chunk, links)
	}
	return out
}

// paragraphs splits at empty lines.
func paragraphs(text string) [][]string {
	var all [][]string
	var lines []string
	for _, line := range strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n").Replace(text), "\n") {
		if strings.TrimSpace(line) == "" {
			if len(lines) > 0 {
				all = append(all, lines)
			}
			lines = nil
			continue
		}
		lines = append(lines, line)
	}
	if len(lines) > 0 {
		all = append(all, lines)
	}
	return all
}

// appendChunk adds lines without an empty line between them: a paragraph, a list, or a paragraph that introduces a list.
func appendChunk(out []Block, lines []string, links func(string) bool) []Block {
	var prose []string
	for i, line := range lines {
		m := marker.FindStringSubmatch(line)
		if m == nil || !startsItem(i, m[2]) {
			prose = append(prose, line)
			continue
		}
		out = flush(out, prose, links)
		item, rest := collect(lines[i:], m)
		out = appendItem(out, typed{class: class(m[2]), indent: len(m[1])}, Item{Marker: m[2], Text: inline(item, links)})
		if len(rest) > 0 {
			return appendChunk(out, rest, links)
		}
		return out
	}
	return flush(out, prose, links)
}

// startsItem reports whether the marked line i is an item. In the middle of a paragraph a line may begin with "12." by the
// way it was wrapped; then only the first of a sequence starts a list.
func startsItem(i int, mark string) bool {
	if i == 0 {
		return true
	}
	switch strings.Trim(mark, "().") {
	case "1", "a", "i", "-", "*", "•", "–":
		return true
	}
	return false
}

// collect returns the text of the item on the first line with the lines that go on with it, and the lines after it.
func collect(lines []string, m []string) (text string, rest []string) {
	parts := []string{m[3]}
	for i, line := range lines[1:] {
		if marker.MatchString(line) {
			return strings.Join(parts, "\n"), lines[i+1:]
		}
		parts = append(parts, line)
	}
	return strings.Join(parts, "\n"), nil
}

func flush(out []Block, prose []string, links func(string) bool) []Block {
	if len(prose) == 0 {
		return out
	}
	return append(out, Paragraph{Text: inline(strings.Join(prose, "\n"), links)})
}

// typed is how an item was typed, which tells what it is nested in.
type typed struct {
	class  string
	indent int
}

func class(mark string) string {
	switch c := rune(strings.Trim(mark, "(")[0]); {
	case unicode.IsDigit(c):
		return "number"
	case strings.Trim(mark, "().ivx") == "" && len(strings.Trim(mark, "().")) > 1:
		return "roman"
	case unicode.IsLetter(c):
		return "letter"
	}
	return "dash"
}

// appendItem adds the item to the list that it belongs to: the open list with markers of its class, or else a new one,
// nested in the last item when that has another kind of marker.
func appendItem(out []Block, as typed, item Item) []Block {
	if len(out) > 0 {
		if list, ok := out[len(out)-1].(List); ok {
			last := &list.Items[len(list.Items)-1]
			if class(list.Items[0].Marker) == as.class {
				list.Items = append(list.Items, item)
			} else {
				last.Blocks = appendItem(last.Blocks, as, item)
			}
			out[len(out)-1] = list
			return out
		}
	}
	return append(out, List{Items: []Item{item}})
}
