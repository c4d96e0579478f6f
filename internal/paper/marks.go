package paper

import (
	"encoding/hex"
	"fmt"
	"strings"
)

// marked is a marked content sequence that belongs to an element (ISO 32000-1, 14.7.4.2).
type marked struct {
	el   *element
	page int // from 0
	id   int // on that page, from 0
}

// linked is the place of a link on a page.
type linked struct {
	el                  *element
	page                int // from 0
	mark                int // the sequence that it stands in
	x, y, width, height float64
	to                  destination
}

// artefacts are the property lists of what is no part of the text (ISO 32000-1, 14.8.2.2.2).
var artefacts = map[artefactKind]string{
	artefactHeader:    "/Type /Pagination /Subtype /Header",
	artefactFooter:    "/Type /Pagination /Subtype /Footer",
	artefactWatermark: "/Type /Pagination /Subtype /Watermark",
	artefactRepeated:  "/Type /Pagination",
	artefactLayout:    "/Type /Layout",
}

func (f *pdf) begin(e *element) {
	if e.role == roleFigure && strings.TrimSpace(e.alt) == "" { // a picture that has nothing to say
		f.artefact(artefactLayout)
		return
	}
	f.heading(e.block()) // a heading may begin with a word in another language
	f.open = e
	f.sequence(e.role, "")
}

func (f *pdf) artefact(kind artefactKind) {
	f.open = nil
	f.pdf.RawWriteStr("/Artifact <<" + artefacts[kind] + ">> BDC")
}

func (f *pdf) end() {
	f.open = nil
	f.pdf.RawWriteStr("EMC")
}

// headings are the standard structure types of headings, by depth.
var headings = []role{roleH1, roleH2, roleH3}

// heading gives a heading the depth at which it stands below the ones before it. So the first is an H1 and no depth is skipped, whatever the
// document calls its headings (ISO 14289-1, 7.4.2).
func (f *pdf) heading(e *element) {
	for depth, r := range headings {
		if e.role != r || e == f.lastHeading {
			continue
		}
		for n := len(f.depths); n > 0 && f.depths[n-1] >= depth; n-- {
			f.depths = f.depths[:n-1]
		}
		f.depths = append(f.depths, depth)
		e.role = headings[len(f.depths)-1]
		f.lastHeading = e
		return
	}
}

// link makes a place lead elsewhere. Pieces of a link that touch each other on a line are one place.
func (f *pdf) link(x, y, width, height float64, to destination) {
	if f.open == nil {
		return
	}
	if n := len(f.links); n > 0 {
		last := &f.links[n-1]
		if last.el == f.open && last.page == f.pages-1 && last.y == y && last.height == height && x-last.x-last.width < height {
			last.width = x + width - last.x
			return
		}
	}
	f.links = append(f.links, linked{f.open, f.pages - 1, len(f.marks) - 1, x, y, width, height, to})
}

// saying ends the open sequence and begins one that is to be read as something else (ISO 32000-1, 14.9.4). Such sequences could be nested,
// but programs lose the text behind those.
func (f *pdf) saying(actual string) {
	f.pdf.RawWriteStr("EMC")
	f.sequence(roleSpan, " /ActualText <"+hex.EncodeToString(textString(actual))+">")
}

// resume ends such a sequence and goes on with the element.
func (f *pdf) resume() {
	f.pdf.RawWriteStr("EMC")
	f.sequence(f.open.role, "")
}

// sequence begins a sequence of the open element.
func (f *pdf) sequence(tag role, properties string) {
	m := marked{f.open, f.pages - 1, f.ids}
	f.ids++
	f.marks = append(f.marks, m)
	f.pdf.RawWriteStr(fmt.Sprintf("/%s <</MCID %d%s>> BDC", tag, m.id, properties))
}
