package paper

import (
	"bytes"
	"compress/zlib"
	"io"
	"strings"
	"unicode/utf16"
)

// reread is a finished file, read back.
type reread struct {
	catalog, info dict
	pages         []dict
	shown         []map[int]string // by page and MCID: what is said there
	parents       []object         // of the parent tree
	used          map[rune]bool    // codes that are drawn
}

// failer is what tests and rapid have in common.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
	Errorf(format string, args ...any)
}

func readBack(t failer, file []byte) *reread {
	t.Helper()
	trailer, err := read(file)
	if err != nil {
		t.Fatalf("%v", err)
	}
	f := &reread{catalog: dictOf(trailer.get("Root")), info: dictOf(trailer.get("Info")), used: map[rune]bool{}}
	kids, _ := dictOf(f.catalog.get("Pages")).get("Kids").(array)
	for _, k := range kids {
		page := dictOf(k)
		f.pages = append(f.pages, page)
		f.shown = append(f.shown, f.content(t, page))
	}
	f.parents, _ = dictOf(dictOf(f.catalog.get("StructTreeRoot")).get("ParentTree")).get("Nums").(array)
	return f
}

func inflated(t failer, o object) []byte {
	t.Helper()
	i, ok := o.(*indirect)
	if !ok {
		t.Fatalf("no stream: %v", o)
	}
	z, err := zlib.NewReader(bytes.NewReader(i.stream))
	if err != nil {
		t.Fatalf("%v", err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return b
}

// painting are the operators that leave something on the page, of those that gofpdf uses.
const painting = " Tj TJ ' \" S s f F f* B B* b b* Do sh "

// content returns what each marked sequence of a page says, and proves that nothing is drawn outside of one, that none is nested and that no
// number is used twice.
func (f *reread) content(t failer, page dict) map[int]string {
	t.Helper()
	said := map[int]string{}
	r := &reader{data: inflated(t, page.get("Contents"))}
	var operands []object
	open, id, actual := false, -1, ""
	for r.take(""); r.at < len(r.data); r.take("") {
		if strings.ContainsRune("(<[/+-.0123456789", rune(r.data[r.at])) {
			v, err := r.value(0)
			if err != nil {
				t.Fatalf("%v", err)
			}
			operands = append(operands, v)
			continue
		}
		switch operator := r.word(); {
		case operator == "BDC":
			if open {
				t.Fatalf("a sequence within a sequence")
			}
			open, id, actual = true, -1, ""
			if operands[0] == name("Artifact") {
				break
			}
			properties, _ := operands[1].(dict)
			n, ok := properties.get("MCID").(int)
			if _, twice := said[n]; !ok || twice || n != len(said) {
				t.Fatalf("sequence %v after %d others", properties, len(said))
			}
			id, actual = n, decoded(properties.get("ActualText"))
			said[id] = actual
		case operator == "EMC":
			if !open {
				t.Fatalf("the end of no sequence")
			}
			open = false
		case strings.Contains(painting, " "+operator+" "):
			if !open {
				t.Fatalf("%s outside of a sequence", operator)
			}
			if operator == "Tj" {
				s := decoded(append(str{0xFE, 0xFF}, operands[0].(str)...))
				for _, c := range s {
					f.used[c] = true
				}
				if id >= 0 && actual == "" {
					said[id] += s
				}
			}
			operands = nil
			continue
		case operator == "":
			t.Fatalf("content that is none at %d: %q", r.at, r.data[r.at:min(r.at+20, len(r.data))])
		}
		operands = nil
	}
	if open {
		t.Fatalf("a sequence goes on over the page")
	}
	return said
}

// decoded returns a text string as it is meant.
func decoded(o object) string {
	s, _ := o.(str)
	if !bytes.HasPrefix(s, []byte{0xFE, 0xFF}) {
		return string(s)
	}
	var units []uint16
	for i := 2; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

// kidsOf returns the kids of a structure element, of which there may be none, one or more.
func kidsOf(d dict) array {
	switch k := d.get("K").(type) {
	case nil:
		return nil
	case array:
		return k
	default:
		return array{k}
	}
}

// visit goes through the structure tree in order.
func (f *reread) visit(see func(o *indirect, d dict)) {
	var walk func(o object)
	walk = func(o object) {
		i, ok := o.(*indirect)
		d := dictOf(o)
		if !ok || d.get("S") == nil {
			return
		}
		see(i, d)
		for _, k := range kidsOf(d) {
			walk(k)
		}
	}
	for _, k := range kidsOf(dictOf(f.catalog.get("StructTreeRoot"))) {
		walk(k)
	}
}

// pageOf returns the number of a page, from 0.
func (f *reread) pageOf(o object) int {
	for i, p := range f.pages {
		if d := dictOf(o); len(d) > 0 && len(p) > 0 && &d[0] == &p[0] {
			return i
		}
	}
	return -1
}

// sequence returns which marked sequence a kid is, as page and number; ok is false when it is something else.
func (f *reread) sequence(parent dict, kid object) (page, id int, ok bool) {
	if id, ok := kid.(int); ok {
		return f.pageOf(parent.get("Pg")), id, true
	}
	if d, direct := kid.(dict); direct && d.get("Type") == name("MCR") {
		id, _ := d.get("MCID").(int)
		return f.pageOf(d.get("Pg")), id, true
	}
	return 0, 0, false
}

// told returns the text of the structure tree in order.
func (f *reread) told() string {
	var b strings.Builder
	var walk func(o object)
	walk = func(o object) {
		d := dictOf(o)
		for _, k := range kidsOf(d) {
			if page, id, ok := f.sequence(d, k); ok {
				b.WriteString(f.shown[page][id])
			} else if _, ok := k.(*indirect); ok {
				walk(k)
			}
		}
	}
	walk(f.catalog.get("StructTreeRoot"))
	return b.String()
}
