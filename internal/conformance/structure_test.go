package conformance

import (
	"fmt"
	"slices"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// structure is the judge of the tags: they agree with themselves and with the document model. veraPDF takes exchanged
// entries of the parent tree and a misspelt scope for good.
func structure(t *testing.T, sheets []sheet) ([]complaint, error) {
	t.Helper()
	return each(sheets, func(s sheet) ([]complaint, error) {
		o, err := readObjects(t, s.file)
		if err != nil {
			return nil, err
		}
		tags := readTags(o)
		if tags.root != nil {
			tags.checkParents()
			tags.checkFacts(expect(s.document))
		}
		var list []complaint
		for _, fault := range tags.fault {
			list = append(list, complaint{s.name, "structure", fault})
		}
		return list, nil
	})
}

// counted are the types of which a file has as many as the model has parts. P and Span have no counterpart there.
var counted = []string{"Document", "H1", "H2", "H3", "L", "LI", "Table", "TR", "TH", "TD", "Figure", "Link", "Sect"}

// allowed are the types that a file may have.
var allowed = append([]string{"P", "Lbl", "LBody", "THead", "TBody", "Span", "Caption"}, counted...)

func (t *tags) checkFacts(want expected) {
	got := map[string]int{}
	var alts []string
	for _, e := range t.all {
		got[e.role]++
		if !slices.Contains(allowed, e.role) {
			t.wrong("an element of the type %s", e.role)
		}
		switch e.role {
		case "TH":
			if scope := t.word(t.attribute(e, "Table", "/Scope")); scope != "Column" {
				t.wrong("a TH with the scope %q", scope)
			}
		case "Figure":
			alts = append(alts, t.word(e.dict["/Alt"]))
			if box := t.list(t.attribute(e, "Layout", "/BBox")); len(box) != 4 {
				t.wrong("a figure with the box %v", box)
			}
		case "Link":
			if len(e.objects) == 0 {
				t.wrong("Link %s has no annotation", e.ref)
			}
		}
		t.checkNest(e)
	}
	for _, role := range counted {
		if got[role] != want.counts[role] {
			t.wrong("%d of type %s, the document has %d", got[role], role, want.counts[role])
		}
	}
	for i, alt := range want.alts {
		want.alts[i] = norm.NFC.String(alt)
	}
	if !slices.Equal(alts, want.alts) {
		t.wrong("the figures show %q, in the document %q", alts, want.alts)
	}
}

// nests are the types that belong in another (ISO 32000-1, 14.8.4.3).
var nests = map[string][]string{
	"LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"}, "THead": {"Table"}, "TBody": {"Table"}, "TR": {"THead", "TBody", "Table"}, "TH": {"TR"}, "TD": {"TR"},
	"H1": {"Document"}, "H2": {"Document"}, "H3": {"Document"}, "Table": {"Document"}, "Sect": {"Document"},
}

func (t *tags) checkNest(e *element) {
	above := "the root"
	if e.parent != nil {
		above = e.parent.role
	}
	if allowed, ok := nests[e.role]; ok && !slices.Contains(allowed, above) {
		t.wrong("%s stands in %s", e.role, above)
	}
	if e.role == "TR" {
		columns := len(e.parent.kids[0].kids)
		if len(e.kids) != columns {
			t.wrong("row %s has %s", e.ref, fmt.Sprint(len(e.kids), " cells, the first of its table ", columns))
		}
	}
}
