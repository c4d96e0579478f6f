package paper

import (
	"fmt"
	"regexp"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$`)

// unknownLanguage is BCP 47 for a language that is not told.
const unknownLanguage = "und"

// finish makes PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) of what gofpdf drew. The pages, fonts and pictures are kept; the catalog,
// the outline, the links, the document information and all that says what the pages mean are made here, from what went
// through the seam.
func (f *pdf) finish(raw []byte, d document.Document, t *structure) ([]byte, error) {
	drawn, err := read(raw)
	if err != nil {
		return nil, err
	}
	tree := dictOf(dictOf(drawn.get("Root")).get("Pages"))
	kids, _ := tree.get("Kids").(array)
	if len(kids) != f.pages {
		return nil, fmt.Errorf("%w: %d pages were drawn, the file has %d", errUnreadable, f.pages, len(kids))
	}
	pages := make([]*indirect, len(kids))
	for i, k := range kids {
		page, ok := k.(*indirect)
		if !ok || dictOf(page) == nil {
			return nil, fmt.Errorf("%w: page %d", errUnreadable, i+1)
		}
		pages[i] = page
	}
	resources := dictOf(pages[0]).get("Resources")
	if err := f.fonts(resources); err != nil {
		return nil, err
	}
	if err := onlyRGB(resources); err != nil {
		return nil, err
	}
	language := d.Language
	if !languageTag.MatchString(language) {
		language = unknownLanguage
	}
	about := describe(d, f.gate, language)
	root, err := f.structureTree(t, pages)
	if err != nil {
		return nil, err
	}
	catalog := dict{
		{"Type", name("Catalog")},
		{"Pages", dictOf(drawn.get("Root")).get("Pages")},
		{"Lang", textString(language)},
		{"MarkInfo", dict{{"Marked", true}}},
		{"ViewerPreferences", dict{{"DisplayDocTitle", true}}},
		{"StructTreeRoot", root},
		{"Metadata", about.metadata()},
		{"OutputIntents", array{outputIntent()}},
	}
	if o := outline(f.bookmarks, pages); o != nil {
		catalog.set("Outlines", o)
		catalog.set("PageMode", name("UseOutlines"))
	}
	return write(dict{{"Root", &indirect{value: catalog}}, {"Info", &indirect{value: about.info()}}}), nil
}

// goTo returns a place in the document as a link or bookmark leads to it.
func goTo(to destination, pages []*indirect) array {
	return array{pages[to.page-1], name("XYZ"), 0, points(pageHeight - to.y), nil}
}
