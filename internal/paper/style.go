package paper

import "codeberg.org/bondgenoot/bondgenoot/internal/document"

// The page: A4 in points, with room for binding on the left. Headings and tables begin at the left edge; running text is set in, which
// keeps its lines at 60 to 75 characters and gives the number of an article air.
const (
	pageWidth  = 595.28
	pageHeight = 841.89

	left      = 79.4  // 28 mm
	right     = 538.6 // 20 mm from the edge
	textLeft  = 141.7 // 50 mm
	textWidth = 345.0
	top       = 85.0
	bottom    = 762.0

	headerBaseline = 48.0
	footerBaseline = 800.0

	leading = 15.0 // from baseline to baseline of running text
)

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

// lookOf returns the look of a house style.
func lookOf(h document.House) look {
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
	return l
}

// paled returns the colour as a light ground: a tenth of it on white.
func (c colour) paled() colour {
	pale := func(part int) int { return 255 - (255-part)/10 }
	return colour{pale(c.red), pale(c.green), pale(c.blue)}
}
