package paper

import (
	"cmp"
	"strconv"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// drawing draws sheets through a seam.
type drawing struct {
	seam   seam
	gate   *gate
	doc    document.Document
	page   page
	look   look
	sheets []sheet
	places map[string]destination
}

func (d *drawing) draw() {
	d.page = pages[d.doc.Format]
	d.look = lookOf(d.doc.House, d.doc.Format)
	d.places = map[string]destination{}
	for n, s := range d.sheets {
		for _, m := range s.marks {
			if _, twice := d.places[m.id]; m.id != "" && !twice {
				d.places[m.id] = destination{n + 1, m.y, m.text}
			}
		}
	}
	level := 0
	for n, s := range d.sheets {
		d.seam.page()
		d.surroundings(n + 1)
		for _, m := range s.marks {
			level = min(max(m.level, 1), level+1) // a level that is skipped would leave a hole in the outline
			d.seam.bookmark(level, m.text, m.y)
		}
		d.content(s.ops)
	}
}

// content draws the ops; those in a row that belong to the same element are drawn in one go.
func (d *drawing) content(ops []op) {
	for i := 0; i < len(ops); {
		end := i + 1
		for end < len(ops) && ops[end].el == ops[i].el && ops[end].artefact == ops[i].artefact {
			end++
		}
		if ops[i].el != nil {
			d.seam.begin(ops[i].el)
		} else {
			d.seam.artefact(ops[i].artefact)
		}
		for j, o := range ops[i:end] {
			o.glyphs.spaced = o.el != nil && !o.glyphs.broken && !goesOn(o, ops[i+j+1:])
			d.one(o)
		}
		d.seam.end()
		i = end
	}
}

// goesOn reports whether the next of the ops stands directly behind o, on the same line of the same text.
func goesOn(o op, next []op) bool {
	if len(next) == 0 || next[0].kind != opText || next[0].el == nil || next[0].el.block() != o.el.block() {
		return false
	}
	return next[0].y == o.y && next[0].x-o.x-o.width < o.glyphs.size*0.15
}

func (d *drawing) one(o op) {
	switch o.kind {
	case opText:
		d.seam.text(o.x, o.y, o.glyphs)
		if to, ok := d.places[o.link]; ok && o.link != "" {
			to.title = cmp.Or(strings.TrimSpace(to.title), o.glyphs.s) // a link that does not say where it leads cannot be read out
			d.seam.link(o.x, o.y-o.glyphs.size*0.8, o.width, o.glyphs.size*1.1, to)
		}
	case opRule:
		d.seam.rule(o.x, o.y, o.width, o.height, o.colour)
	case opFill:
		d.seam.fill(o.x, o.y, o.width, o.height, o.colour)
	case opPicture:
		d.seam.picture(o.x, o.y, o.width, o.height, o.picture)
	}
}

// surroundings draws what stands on every page around the text, and the watermark before anything else.
func (d *drawing) surroundings(page int) {
	if d.doc.Watermark != "" {
		d.seam.artefact(artefactWatermark)
		d.seam.watermark(d.gate.pass(d.doc.Watermark, sansBold))
		d.seam.end()
	}
	if d.page.footer == 0 {
		return // a page for the pocket is all text
	}
	if page > 1 {
		d.head()
	}
	folio := strings.NewReplacer("{page}", strconv.Itoa(page), "{pages}", strconv.Itoa(len(d.sheets))).Replace(d.doc.Folio)
	folio = d.gate.pass(folio, sans)
	width := d.runningWidth(folio)
	note := d.fit(d.gate.pass(d.doc.Note, sans), d.page.right-d.page.left-width-20)
	if note == "" && folio == "" {
		return
	}
	d.seam.artefact(artefactFooter)
	d.run(d.page.left, d.page.footer, note)
	d.run(d.page.right-width, d.page.footer, folio)
	d.seam.end()
}

// head draws the title at the left and, where there is room, whose paper it is at the right.
func (d *drawing) head() {
	title := d.gate.pass(d.doc.Header, sans)
	house := d.gate.pass(d.doc.House.Name, sans)
	width := d.runningWidth(house)
	if strings.EqualFold(house, title) || width > (d.page.right-d.page.left)/2 {
		house, width = "", 0
	}
	if title == "" && house == "" {
		return
	}
	d.seam.artefact(artefactHeader)
	d.run(d.page.left, d.page.header, d.fit(title, d.page.right-d.page.left-width-20))
	d.run(d.page.right-width, d.page.header, house)
	d.seam.end()
}

func (d *drawing) run(x, y float64, s string) {
	if s == "" {
		return
	}
	for _, p := range d.look.running.face.inFaces(s) {
		d.seam.text(x, y, glyphs{s: p.s, face: p.face, size: d.look.running.size, ink: d.look.running.ink})
		x += p.face.width(p.s, d.look.running.size)
	}
}

func (d *drawing) runningWidth(s string) float64 {
	return widthOf(d.look.running.face.inFaces(s), d.look.running.size)
}

// fit shortens s to one line. What stands at the head and foot of a page stands whole elsewhere in the document.
func (d *drawing) fit(s string, width float64) string {
	if d.runningWidth(s) <= width {
		return s
	}
	runes := []rune(s)
	for len(runes) > 0 && d.runningWidth(string(runes)+"…") > width {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimRight(string(runes), " ") + "…"
}
