package paper

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"golang.org/x/image/font/sfnt"
)

// fonts gives the embedded fonts the name of a subset (ISO 32000-1, 9.6.4) and tells which characters their codes stand for (9.10.3). What
// gofpdf writes for that is the same table for every font, which also speaks of codes that the font does not have.
func (f *pdf) fonts(resources object) error {
	for _, e := range dictOf(dictOf(resources).get("Font")) {
		font, ok := e.value.(*indirect)
		base, named := dictOf(font).get("BaseFont").(name)
		descendants, _ := dictOf(font).get("DescendantFonts").(array)
		if !ok || !named || len(descendants) != 1 {
			return fmt.Errorf("%w: font %s", errUnreadable, e.key)
		}
		descendant, ok := descendants[0].(*indirect)
		if !ok {
			return fmt.Errorf("%w: font %s", errUnreadable, e.key)
		}
		descriptor, ok := dictOf(descendant).get("FontDescriptor").(*indirect)
		unicode, also := dictOf(font).get("ToUnicode").(*indirect)
		if !ok || !also {
			return fmt.Errorf("%w: font %s", errUnreadable, e.key)
		}
		face, ok := embedded(base)
		if !ok {
			return fmt.Errorf("%w: font %s", errUnreadable, base)
		}
		used := f.used[face]
		subset := subsetName(face, used)
		put(font, "BaseFont", subset)
		put(descendant, "BaseFont", subset)
		put(descriptor, "FontName", subset)
		*unicode = *stream(nil, toUnicode(used))
	}
	return nil
}

// embedded returns the face that gofpdf embeds under a name.
func embedded(base name) (face, bool) {
	for f, t := range typefaces {
		if string(base) == "utf8"+strings.ToLower(t.family)+t.style {
			return face(f), true
		}
	}
	return 0, false
}

// subsetName returns the name of a font with six letters before it that tell which characters it has.
func subsetName(f face, used map[rune]bool) name {
	full := fontNames[f]()
	sum := sha256.Sum256([]byte(full + string(slices.Sorted(maps.Keys(used)))))
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return name(string(tag) + "+" + full)
}

// fontNames are the PostScript names of the faces, as their files have them.
var fontNames = func() (names [faces]func() string) {
	for f := range names {
		names[f] = sync.OnceValue(func() string { return postScriptName(typefaces[f].file) })
	}
	return names
}()

func postScriptName(file []byte) string {
	f, err := sfnt.Parse(file)
	if err != nil {
		panic(fmt.Sprintf("paper: embedded font: %v", err))
	}
	full, err := f.Name(nil, sfnt.NameIDPostScript)
	if err != nil {
		panic(fmt.Sprintf("paper: embedded font: %v", err))
	}
	return full
}

// blockLength is how many characters one block of a table may tell.
const blockLength = 100

// toUnicode returns a CMap that maps the codes that were drawn to their characters. gofpdf uses the character itself, which
// is never above U+FFFF, as the code.
func toUnicode(used map[rune]bool) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for block := range slices.Chunk(slices.Sorted(maps.Keys(used)), blockLength) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(block))
		for _, r := range block {
			fmt.Fprintf(&b, "<%04X> <%04X>\n", r, r)
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.Bytes()
}
