package paper

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// mayHold are the structure types that the elements of a type may have below them, where that is restricted (ISO 32000-1, 14.8.4).
var mayHold = map[name]string{
	"Document": "Sect H1 H2 H3 P L Table Figure",
	"Sect":     "P L",
	"L":        "LI",
	"LI":       "Lbl LBody",
	"Table":    "THead TBody TR",
	"THead":    "TR",
	"TBody":    "TR",
	"TR":       "TH TD",
}

// sound proves of a finished file what a validator would: that all that is drawn is marked, that the structure and the pages refer
// to each other, that links, headings, tables and figures are as they should be, and that the file says what the document does.
func sound(t failer, d document.Document, file []byte) *reread {
	t.Helper()
	f := readBack(t, file)
	f.parentsAgree(t)
	f.typesAgree(t)
	f.linksAgree(t)
	f.fontsTell(t)
	if got, want := squeezed(f.told()), meant(d); got != want {
		t.Fatalf("the structure says %q, the document %q", got, want)
	}
	return f
}

// parentsAgree proves that each sequence belongs to one element, and that the parent tree says which.
func (f *reread) parentsAgree(t failer) {
	t.Helper()
	seen := map[[2]int]bool{}
	f.visit(func(o *indirect, d dict) {
		for _, k := range kidsOf(d) {
			if below, ok := k.(*indirect); ok && dictOf(below).get("P") != o {
				t.Errorf("a %s below %s has another parent", dictOf(below).get("S"), d.get("S"))
			}
			page, id, ok := f.sequence(d, k)
			if !ok {
				continue
			}
			if seen[[2]int{page, id}] {
				t.Errorf("sequence %d of page %d belongs to two elements", id, page)
			}
			seen[[2]int{page, id}] = true
			number, _ := f.pages[page].get("StructParents").(int)
			if list := f.parent(number).value.(array); id >= len(list) || list[id] != o {
				t.Errorf("the parent tree has another element for sequence %d of page %d", id, page)
			}
		}
	})
	for page, said := range f.shown {
		if f.pages[page].get("Tabs") != name("S") {
			t.Errorf("page %d has another order of tabs", page)
		}
		for id := range said {
			if !seen[[2]int{page, id}] {
				t.Errorf("sequence %d of page %d belongs to no element", id, page)
			}
		}
	}
}

// parent returns what the parent tree has under a number.
func (f *reread) parent(number int) *indirect {
	for i := 0; i+1 < len(f.parents); i += 2 {
		if f.parents[i] == number {
			o, _ := f.parents[i+1].(*indirect)
			return o
		}
	}
	return &indirect{value: array{}}
}

func (f *reread) typesAgree(t failer) {
	t.Helper()
	depth := 0
	f.visit(func(_ *indirect, d dict) {
		kind, _ := d.get("S").(name)
		kids := kidsOf(d)
		if allowed, ok := mayHold[kind]; ok {
			for _, k := range kids {
				below := dictOf(k).get("S")
				if s, _ := below.(name); s == "" || !slices.Contains(strings.Fields(allowed), string(s)) {
					t.Errorf("%s holds %v", kind, below)
				}
			}
		}
		if len(kids) == 0 && kind != "TD" && kind != "TH" && kind != "Document" {
			t.Errorf("%s is empty", kind)
		}
		attributes := dictOf(d.get("A"))
		switch kind {
		case "H1", "H2", "H3":
			level := int(kind[1] - '0')
			if level > depth+1 {
				t.Errorf("%s behind a heading of level %d", kind, depth)
			}
			depth = level
		case "TH":
			if attributes.get("Scope") != name("Column") {
				t.Errorf("TH with %v", attributes)
			}
		case "L":
			if attributes.get("ListNumbering") == nil {
				t.Errorf("L with %v", attributes)
			}
		case "Figure":
			if b, _ := attributes.get("BBox").(array); len(b) != 4 || decoded(d.get("Alt")) == "" {
				t.Errorf("Figure with %v", d)
			}
		case "Table":
			if last := dictOf(kids[len(kids)-1]).get("S"); last == name("THead") {
				t.Errorf("a table that ends with its head")
			}
		case "TBody", "THead":
			for _, row := range kids {
				if n, want := len(kidsOf(dictOf(row))), len(kidsOf(dictOf(kids[0]))); n != want || n == 0 {
					t.Errorf("a row of %d cells below one of %d", n, want)
				}
			}
		}
	})
}

// linksAgree proves that each link on a page belongs to one Link and says where it leads.
func (f *reread) linksAgree(t failer) {
	t.Helper()
	objects := map[object]object{} // annotation to element
	f.visit(func(o *indirect, d dict) {
		for _, k := range kidsOf(d) {
			if r, ok := k.(dict); ok && r.get("Type") == name("OBJR") {
				if d.get("S") != name("Link") || objects[r.get("Obj")] != nil {
					t.Errorf("an annotation in %s", d.get("S"))
				}
				objects[r.get("Obj")] = o
			}
		}
	})
	count := 0
	for i, page := range f.pages {
		annotations, _ := page.get("Annots").(array)
		for _, a := range annotations {
			count++
			d := dictOf(a)
			number, _ := d.get("StructParent").(int)
			if objects[a] == nil || f.parent(number) != objects[a] {
				t.Errorf("an annotation of page %d belongs to no element", i)
			}
			to, _ := d.get("Dest").(array)
			if d.get("F") != 4 || decoded(d.get("Contents")) == "" || f.pageOf(d.get("P")) != i || len(to) != 5 || f.pageOf(to[0]) < 0 {
				t.Errorf("annotation %v", d)
			}
		}
	}
	if count != len(objects) {
		t.Errorf("%d annotations on the pages, %d in the structure", count, len(objects))
	}
}

var (
	subsetTag  = regexp.MustCompile(`^[A-Z]{6}\+[A-Za-z-]+$`)
	mappedCode = regexp.MustCompile(`(?m)^<([0-9A-F]{4})> <([0-9A-F]{4})>$`)
)

// fontsTell proves that each font is a subset by its name and that every character that is drawn can be looked up.
func (f *reread) fontsTell(t failer) {
	t.Helper()
	mapped := map[rune]bool{}
	for _, e := range dictOf(dictOf(f.pages[0].get("Resources")).get("Font")) {
		font := dictOf(e.value)
		descendants, _ := font.get("DescendantFonts").(array)
		below := dictOf(descendants[0])
		base, _ := font.get("BaseFont").(name)
		if !subsetTag.MatchString(string(base)) || below.get("BaseFont") != base || dictOf(below.get("FontDescriptor")).get("FontName") != base {
			t.Errorf("font %q", base)
		}
		_, table, _ := strings.Cut(string(inflated(t, font.get("ToUnicode"))), "endcodespacerange")
		for _, m := range mappedCode.FindAllStringSubmatch(table, -1) {
			var code rune
			if _, err := fmt.Sscanf(m[1], "%X", &code); err != nil || m[1] != m[2] {
				t.Errorf("%s stands for %s", m[1], m[2])
			}
			mapped[code] = true
		}
	}
	for r := range f.used {
		if !mapped[r] {
			t.Errorf("%q is drawn and cannot be looked up", r)
		}
	}
}
