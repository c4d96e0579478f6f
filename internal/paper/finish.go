package paper

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// errUnreadable means that gofpdf wrote something else than the pinned version does.
var errUnreadable = errors.New("the drawn file is not built as expected")

var (
	startXref   = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n?$`)
	outlineItem = regexp.MustCompile(`^\d+ 0 obj\n<</Title `)
	languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$`)
)

// finish adds to the file what gofpdf has no way to say: the language, that the title is to be shown, and an outline without
// its counts of 0, which readers take for closed or broken. It rewrites the table of offsets after that.
func finish(raw []byte, d document.Document) ([]byte, error) {
	objects, trailer, err := split(raw)
	if err != nil {
		return nil, err
	}
	last := len(objects) - 1
	objects[last] = catalog(objects[last], d)
	for i, o := range objects {
		if outlineItem.Match(o) {
			objects[i] = bytes.Replace(o, []byte("\n/Count 0>>\nendobj"), []byte(">>\nendobj"), 1)
		}
	}
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	offsets := make([]int, len(objects))
	for i, o := range objects {
		offsets[i] = out.Len()
		out.Write(o)
	}
	at := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&out, "%sstartxref\n%d\n%%%%EOF\n", trailer, at)
	return out.Bytes(), nil
}

func catalog(o []byte, d document.Document) []byte {
	add := "/Type /Catalog\n/ViewerPreferences <</DisplayDocTitle true>>\n"
	if languageTag.MatchString(d.Language) {
		add += "/Lang (" + d.Language + ")\n"
	}
	return bytes.Replace(o, []byte("/Type /Catalog\n"), []byte(add), 1)
}

// split returns the objects by number, from 1, and the trailer up to the place of the table.
func split(raw []byte) (objects [][]byte, trailer []byte, err error) {
	m := startXref.FindSubmatchIndex(raw)
	if m == nil {
		return nil, nil, fmt.Errorf("%w: no startxref", errUnreadable)
	}
	at, err := strconv.Atoi(string(raw[m[2]:m[3]]))
	if err != nil || at >= len(raw) {
		return nil, nil, fmt.Errorf("%w: startxref", errUnreadable)
	}
	table := raw[at:m[0]]
	cut := bytes.Index(table, []byte("trailer\n"))
	if cut < 0 {
		return nil, nil, fmt.Errorf("%w: no trailer", errUnreadable)
	}
	trailer = table[cut:]
	lines := bytes.Split(bytes.TrimSuffix(table[:cut], []byte("\n")), []byte("\n"))
	if len(lines) < 3 {
		return nil, nil, fmt.Errorf("%w: no objects", errUnreadable)
	}
	offsets := make([]int, 0, len(lines))
	for _, l := range lines[3:] {
		n, err := strconv.Atoi(string(bytes.TrimLeft(bytes.Fields(l)[0], "0")))
		if err != nil {
			return nil, nil, fmt.Errorf("%w: an offset: %w", errUnreadable, err)
		}
		offsets = append(offsets, n)
	}
	return slice(raw[:at], offsets), trailer, nil
}

// slice cuts the body at the offsets: an object ends where the next in the file begins.
func slice(body []byte, offsets []int) [][]byte {
	starts := append(slices.Clone(offsets), len(body))
	slices.Sort(starts)
	objects := make([][]byte, len(offsets))
	for i, from := range offsets {
		next, _ := slices.BinarySearch(starts, from+1)
		objects[i] = body[from:starts[next]]
	}
	return objects
}
