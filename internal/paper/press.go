package paper

import (
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// press sets a document: it makes strips of the blocks, which are then laid on pages.
type press struct {
	page   page
	look   look
	gate   gate
	tree   structure
	root   *element
	strips []strip
	rows   int     // rows of tables so far
	fresh  bool    // the next strip starts a page
	after  float64 // room that the last block wants below it
}

// gap is the room between paragraphs.
const gap = leading / 2

func (p *press) document(d document.Document) {
	p.page = pages[d.Format]
	p.look = lookOf(d.House, d.Format)
	p.root = p.tree.open(nil, roleDocument)
	p.root.language = d.Language
	top := p.emblem(d.House)
	if d.Cover != nil {
		p.cover(*d.Cover, top)
	}
	for i := 0; i < len(d.Blocks); i++ {
		if run := signaturesAt(d.Blocks[i:]); len(run) > 1 {
			p.signatures(run)
			i += len(run) - 1
			continue
		}
		p.block(d.Blocks[i])
		if n := len(p.strips); n > 0 && i+1 < len(d.Blocks) && leadsInto(d.Blocks[i], d.Blocks[i+1]) {
			p.strips[n-1].keep = true
		}
	}
}

// leadsInto reports whether a block is read in one breath with the next: "De partijen zijn:" and the list below it.
func leadsInto(b, next document.Block) bool {
	paragraph, ok := b.(document.Paragraph)
	if !ok {
		return false
	}
	switch next.(type) {
	case document.Signature:
		return true
	case document.List, document.Table, document.Figure:
		return paragraph.Style == document.Note || strings.HasSuffix(strings.TrimSpace(paragraph.Text.String()), ":")
	}
	return false
}

func (p *press) block(b document.Block) {
	first, after := len(p.strips), p.after
	p.after = 0
	switch b := b.(type) {
	case document.PageBreak:
		p.fresh = true
		return
	case document.Title:
		p.title(b)
	case document.Heading:
		p.heading(b)
	case document.Paragraph:
		p.paragraph(b, p.root, p.page.textLeft, p.page.textWidth)
	case document.List:
		p.list(b, p.root, p.page.textLeft, p.page.textWidth)
	case document.Table:
		p.table(b)
	case document.Figure:
		p.figure(b, p.root)
	case document.Signature:
		p.signature(b)
	}
	if len(p.strips) > first {
		s := &p.strips[first]
		s.fresh, p.fresh = p.fresh, false
		s.before = max(s.before, after)
	}
}

func (p *press) title(t document.Title) {
	p.flow(p.set(document.Plain(t.Text), p.look.sheet, p.page.right-p.page.left, p.tree.open(p.root, roleH1)), p.look.sheet, p.page.left, 0)
	if t.Under != "" {
		p.flow(p.set(document.Plain(t.Under), p.look.over, p.page.right-p.page.left, p.tree.open(p.root, roleP)), p.look.over, p.page.left, 4)
	}
	for i := range p.strips {
		p.strips[i].keep = true
	}
}

// headingTop is the room above a heading, by its level.
var headingTop = map[int]float64{1: 30, 2: 18}

func (p *press) heading(h document.Heading) {
	ty, r := p.look.part, roleH2
	if h.Level > 1 {
		ty, r = p.look.article, roleH3
	}
	el := p.tree.open(p.root, r)
	text := h.Text
	if h.Number != "" {
		text = append(document.Text{{Text: h.Number + "  "}}, text...)
	}
	first := len(p.strips)
	p.numbered(h.Number, h.Text, ty, el)
	if len(p.strips) == first { // a heading without a single letter still takes its place
		p.strips = append(p.strips, strip{height: ty.leading})
	}
	for i := first; i < len(p.strips); i++ {
		p.strips[i].keep = true
	}
	p.strips[first].before = headingTop[min(max(h.Level, 1), 2)] * p.page.air
	last := &p.strips[len(p.strips)-1]
	last.height += 4
	p.strips[first].mark = &mark{level: h.Level, text: p.gate.pass(text.String(), ty.face), id: h.ID}
}

// numbered sets a heading behind its number, with further lines below the text.
func (p *press) numbered(number string, text document.Text, ty typography, el *element) {
	width := p.page.right - p.page.left
	if number == "" {
		p.flow(p.set(text, ty, width, el), ty, p.page.left, 0)
		return
	}
	label := p.set(document.Plain(number), ty, width, el)
	indent := p.page.textLeft - p.page.left
	if len(label) == 1 {
		indent = max(indent, label[0].width()+9)
	}
	if len(label) != 1 || indent > width/2 || strings.TrimSpace(text.String()) == "" {
		p.flow(p.set(append(document.Plain(number+" "), text...), ty, width, el), ty, p.page.left, 0)
		return
	}
	first := len(p.strips)
	p.flow(p.set(text, ty, width-indent, el), ty, p.page.left+indent, 0)
	if len(p.strips) == first { // nothing but characters without a form
		p.strips = append(p.strips, strip{height: ty.leading})
	}
	s := &p.strips[first]
	s.ops = append(lineOps(label[0], ty, p.page.left, ty.baseline()), s.ops...)
}

func (p *press) paragraph(b document.Paragraph, parent *element, x, width float64) {
	ty := p.look.body
	switch b.Style {
	case document.Lead:
		ty = p.look.lead
	case document.Note:
		ty = p.look.note
	case document.Body:
	}
	p.flow(p.set(b.Text, ty, width, p.tree.open(parent, roleP)), ty, x, gap)
}

// list sets items behind their markers. The text of all items of a list begins at the same place.
func (p *press) list(l document.List, parent *element, x, width float64) {
	el := p.tree.open(parent, roleL)
	indent := 17.0
	for _, it := range l.Items {
		indent = max(indent, widthOf(p.look.body.face.inFaces(it.Marker), p.look.body.size)+6)
	}
	indent = min(indent, width/2)
	before := 0
	for i, it := range l.Items {
		first := len(p.strips)
		p.item(it, el, x, width, indent)
		if i > 0 && i == len(l.Items)-1 && first-before <= 3 && len(p.strips)-first <= 2 {
			p.strips[first-1].keep = true // a short last item does not stand alone on a page
		}
		before = first
	}
}

func (p *press) item(it document.Item, parent *element, x, width, indent float64) {
	li := p.tree.open(parent, roleLI)
	marker := p.set(document.Plain(it.Marker), p.look.body, width, p.tree.open(li, roleLbl))
	body := p.tree.open(li, roleLBody)
	lines := p.set(it.Text, p.look.body, width-indent, body)
	before := 5.0
	if len(marker) > 0 && (len(marker) > 1 || marker[0].width() > indent) { // too wide to stand beside the text
		p.flow(marker, p.look.body, x, before)
		p.strips[len(p.strips)-1].keep = true
		marker, before = nil, 0
	}
	first := len(p.strips)
	p.flow(lines, p.look.body, x+indent, before)
	if len(p.strips) == first {
		p.strips = append(p.strips, strip{height: leading, before: before})
	}
	if len(marker) > 0 {
		s := &p.strips[first]
		s.ops = append(lineOps(marker[0], p.look.body, x, p.look.body.baseline()), s.ops...)
	}
	for i, b := range it.Blocks {
		if i == 0 && len(lines) > 0 {
			p.strips[len(p.strips)-1].keep = true
		}
		switch b := b.(type) {
		case document.Paragraph:
			p.paragraph(b, body, x+indent, width-indent)
		case document.List:
			p.list(b, body, x+indent, width-indent)
		}
	}
}
