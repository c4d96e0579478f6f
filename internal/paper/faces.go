package paper

import (
	"fmt"
	"sync"
	"unicode"

	"github.com/go-fonts/dejavu/dejavusans"
	"github.com/go-fonts/dejavu/dejavusansbold"
	"github.com/go-fonts/dejavu/dejavusansboldoblique"
	"github.com/go-fonts/dejavu/dejavusansoblique"
	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansbolditalic"
	"github.com/go-fonts/liberation/liberationsansitalic"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-fonts/liberation/liberationserifbold"
	"github.com/go-fonts/liberation/liberationserifbolditalic"
	"github.com/go-fonts/liberation/liberationserifitalic"
	"github.com/go-fonts/liberation/liberationserifregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// face is one of the embedded fonts. Liberation (SIL OFL 1.1) and DejaVu (Bitstream Vera licence) have all of Latin Extended, Greek,
// Cyrillic and Hebrew.
type face int

const (
	serif face = iota
	serifItalic
	serifBold
	serifBoldItalic
	sans
	sansItalic
	sansBold
	sansBoldItalic
	wide
	wideItalic
	wideBold
	wideBoldItalic
	faces
)

// lastRune is the highest character that gofpdf can draw; one above it makes it panic.
const lastRune = 0xFFFF

// shaped are scripts whose letters change with their neighbours. They cannot be drawn one by one, whatever glyphs a font has.
var shaped = []*unicode.RangeTable{unicode.Arabic, unicode.Syriac, unicode.Nko, unicode.Lao, unicode.Thai, unicode.Devanagari}

// missing is the width of a character that a face does not have.
const missing = 0xFFFF

// typeface is what is known of a face: its file, and the width of each character in thousandths of the font size, rounded as
// gofpdf writes it in the file, so that lines are as long on paper as they are reckoned here.
type typeface struct {
	family, style string
	file          []byte
	widths        func() *[lastRune + 1]uint16
}

var typefaces = [faces]typeface{
	serif:           newTypeface("serif", "", liberationserifregular.TTF),
	serifItalic:     newTypeface("serif", "I", liberationserifitalic.TTF),
	serifBold:       newTypeface("serif", "B", liberationserifbold.TTF),
	serifBoldItalic: newTypeface("serif", "BI", liberationserifbolditalic.TTF),
	sans:            newTypeface("sans", "", liberationsansregular.TTF),
	sansItalic:      newTypeface("sans", "I", liberationsansitalic.TTF),
	sansBold:        newTypeface("sans", "B", liberationsansbold.TTF),
	sansBoldItalic:  newTypeface("sans", "BI", liberationsansbolditalic.TTF),
	wide:            newTypeface("wide", "", dejavusans.TTF),
	wideItalic:      newTypeface("wide", "I", dejavusansoblique.TTF),
	wideBold:        newTypeface("wide", "B", dejavusansbold.TTF),
	wideBoldItalic:  newTypeface("wide", "BI", dejavusansboldoblique.TTF),
}

func newTypeface(family, style string, file []byte) typeface {
	return typeface{family, style, file, sync.OnceValue(func() *[lastRune + 1]uint16 { return measure(file) })}
}

// measure reads the widths of all characters. The fonts are compiled in: one that cannot be read is a broken program.
func measure(file []byte) *[lastRune + 1]uint16 {
	f, err := sfnt.Parse(file)
	if err != nil {
		panic(fmt.Sprintf("paper: embedded font: %v", err))
	}
	var widths [lastRune + 1]uint16
	var buffer sfnt.Buffer
	em := fixed.I(1000)
	for r := range rune(lastRune + 1) {
		widths[r] = missing
		if unicode.In(r, shaped...) {
			continue
		}
		glyph, err := f.GlyphIndex(&buffer, r)
		if err != nil || glyph == 0 {
			continue
		}
		advance, err := f.GlyphAdvance(&buffer, glyph, em, font.HintingNone)
		if err != nil {
			panic(fmt.Sprintf("paper: embedded font: %v", err))
		}
		widths[r] = uint16(advance.Round())
	}
	return &widths
}

// has reports whether the face has a glyph for r.
func (f face) has(r rune) bool { return r <= lastRune && typefaces[f].widths()[r] != missing }

// width returns how wide s is at the given size, in points.
func (f face) width(s string, size float64) float64 {
	widths := typefaces[f].widths()
	sum := 0
	for _, r := range s {
		if r <= lastRune && widths[r] != missing {
			sum += int(widths[r])
		}
	}
	return float64(sum) * size / 1000
}

// manner returns the face of the same family for strong or emphasised text.
func (f face) manner(strong, emphasis bool) face {
	own := typefaces[f]
	style := ""
	if strong || own.style == "B" || own.style == "BI" {
		style += "B"
	}
	if emphasis {
		style += "I"
	}
	for other := range faces {
		if typefaces[other].family == own.family && typefaces[other].style == style {
			return other
		}
	}
	return f // not reached: every family has all four
}
