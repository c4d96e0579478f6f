package paper

import "codeberg.org/bondgenoot/bondgenoot/internal/document"

// Every sheet is as high as A4 upright, in points: A3 on its side is too.
const pageHeight = 841.89

// page is where things stand on a page, in points.
type page struct {
	width, height       float64
	left, right         float64 // of headings and tables
	textLeft, textWidth float64 // of running text
	top, bottom         float64
	header, footer      float64 // baselines; 0 for none
	across, down        int     // how many pages there are on a sheet
	air                 float64 // share of the room above headings that there is on A4
}

// The A4 page has room for binding on the left. Headings and tables begin at the left edge; running text is set in, which keeps its lines
// at 60 to 75 characters and gives the number of an article air.
var pages = map[document.Format]page{
	document.A4: {
		width: 595.28, height: pageHeight, left: 79.4, right: 538.6, textLeft: 141.7, textWidth: 345, top: 85, bottom: 762,
		header: 48, footer: 800, across: 1, down: 1, air: 1,
	},
	document.A3: {
		width: 1190.55, height: pageHeight, left: 42.5, right: 1148, textLeft: 42.5, textWidth: 620, top: 62, bottom: 790,
		header: 36, footer: 816, across: 1, down: 1, air: 1,
	},
	document.Pocket: {
		width: 297.64, height: pageHeight / 2, left: 22.7, right: 274.9, textLeft: 22.7, textWidth: 252.2, top: 22.7, bottom: 396,
		across: 2, down: 2, air: 0.35,
	},
}

// leading is the distance from baseline to baseline of running text.
const leading = 15.0

var (
	ink       = colour{20, 27, 38}
	grey      = colour{96, 103, 112} // 5.9 to 1 on white
	line      = colour{150, 156, 164}
	hairline  = colour{208, 212, 217}
	tint      = colour{240, 242, 245}
	waterTint = colour{236, 238, 241}
)

// typography is how a kind of text is set.
type typography struct {
	face    face
	size    float64
	leading float64
	ink     colour
}

// look is how every kind of text of a document is set, and in which colours.
type look struct {
	body, lead, note, part, article, cell, head, label, field, title, sheet, over, partner, running typography

	accent colour // of the short rule on the title page and the headings of parts
	tint   colour // behind the head of a table
}

// lookOf returns the look of a house style on a sheet.
func lookOf(h document.House, f document.Format) look {
	text, plain, strong, share := serif, sans, sansBold, 1.0
	switch h.Family {
	case document.Business:
		text, share = sans, 0.95
	case document.Clear: // its letters are large for their size: smaller ones keep the measure, and read as well
		text, plain, strong, share = wide, wide, wideBold, 0.86
	case document.Classic:
	}
	// The leading stays: lines of all families stand on the same places.
	small := max(share, 0.9)
	set := func(f face, size, leading float64, c colour) typography {
		if f == text {
			return typography{f, size * share, leading, c}
		}
		return typography{f, size * small, leading, c}
	}
	l := look{accent: ink, tint: tint}
	if h.Accent != (document.Colour{}) {
		l.accent = colour{int(h.Accent.Red), int(h.Accent.Green), int(h.Accent.Blue)}
		l.tint = l.accent.paled()
	}
	l.body = set(text, 11, leading, ink)
	l.lead = set(text, 13, 18, ink)
	l.note = set(plain, 8.5, 12, grey)
	l.part = set(strong, 14, 19, l.accent)
	l.article = set(strong, 10.5, leading, ink)
	l.cell = set(plain, 9, 12, ink)
	l.head = set(strong, 9, 12, ink)
	l.label = set(plain, 8.5, 12, grey)
	l.field = set(text, 11, leading, ink)
	l.title = set(strong, 28, 34, ink)
	l.sheet = set(strong, 22, 28, ink)
	l.over = set(plain, 11, 15, grey)
	l.partner = set(text, 13, 19, ink)
	l.running = set(plain, 8, 10, grey)
	switch f {
	case document.Pocket:
		l.pocket()
	case document.A3: // read from a step away
		l.cell.size, l.cell.leading, l.head.size, l.head.leading = 11.5, 15, 11.5, 15
	case document.A4:
	}
	return l
}

// pocket makes the look that of a card for the pocket: plain and small, as it is read at arm's length and not for long.
func (l *look) pocket() {
	for _, t := range []struct {
		of            *typography
		size, leading float64
	}{
		{&l.sheet, 14, 17},
		{&l.over, 8, 11},
		{&l.part, 9.5, 12},
		{&l.article, 8.5, 11},
		{&l.body, 8.5, 11},
		{&l.note, 7.5, 10},
		{&l.cell, 7.5, 10},
		{&l.head, 7.5, 10},
	} {
		t.of.size, t.of.leading = t.size, t.leading
	}
	l.body.face = l.note.face // the plain one
}

// paled returns the colour as a light ground: a tenth of it on white.
func (c colour) paled() colour {
	pale := func(part int) int { return 255 - (255-part)/10 }
	return colour{pale(c.red), pale(c.green), pale(c.blue)}
}
