package document

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// House is how an organisation's paper looks. The zero value is the product's own look.
type House struct {
	Name   string // of the organisation, as it writes it on paper
	Logo   Logo
	Accent Colour // of rules and headings; see [CheckAccent]
	Family Family
}

// Logo is the picture that an organisation shows on its paper. The zero value is none.
type Logo struct {
	Alt     string // what it shows, for who cannot see it; never empty
	Picture Picture
}

// Family is a family of typefaces.
type Family string

// The families. The empty one is [Classic].
const (
	Classic  Family = "classic"  // letters with serifs; headings and tables without
	Business Family = "business" // all letters without serifs
	Clear    Family = "clear"    // wide, open letters, for who reads small type with difficulty
)

// Families returns all families.
func Families() []Family { return []Family{Classic, Business, Clear} }

// Colour is a colour in sRGB. The zero value is none.
type Colour struct{ Red, Green, Blue uint8 }

// ErrNoColour is wrapped by the error about a text that is no colour.
var ErrNoColour = errors.New("no colour such as #1a5a8c")

// ParseColour reads a colour as it is written on the web: "#1a5a8c". The error wraps [ErrNoColour].
func ParseColour(s string) (Colour, error) {
	digits := strings.TrimPrefix(s, "#")
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || len(digits) != 6 {
		return Colour{}, fmt.Errorf("%q: %w", s, ErrNoColour)
	}
	return Colour{uint8(n >> 16), uint8(n >> 8), uint8(n)}, nil
}

// String returns the colour as it is written on the web: "#1a5a8c".
func (c Colour) String() string { return fmt.Sprintf("#%02x%02x%02x", c.Red, c.Green, c.Blue) }

// LeastContrast is what text needs with what is behind it to be read by who sees little (WCAG 2.2, 1.4.3; EN 301 549, 9.1.4.3).
const LeastContrast = 4.5

// OnWhite returns the contrast of the colour with white paper, from 1 to 21 (WCAG 2.2, "contrast ratio").
func (c Colour) OnWhite() float64 { return 1.05 / (c.luminance() + 0.05) }

// luminance is the relative luminance of WCAG 2.2.
func (c Colour) luminance() float64 {
	linear := func(part uint8) float64 {
		v := float64(part) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.Red) + 0.7152*linear(c.Green) + 0.0722*linear(c.Blue)
}

// ContrastError tells that a colour is too light to be read on white.
type ContrastError struct {
	Colour  Colour
	Ratio   float64 // below [LeastContrast]
	Nearest Colour  // the same hue, just as dark as is needed
}

func (e *ContrastError) Error() string {
	return fmt.Sprintf("%s on white: contrast %.2f, below %.1f; %s passes", e.Colour, e.Ratio, LeastContrast, e.Nearest)
}

// CheckAccent returns a [*ContrastError] for a colour that cannot be read on white.
func CheckAccent(c Colour) error {
	ratio := c.OnWhite()
	if ratio >= LeastContrast {
		return nil
	}
	return &ContrastError{Colour: c, Ratio: ratio, Nearest: c.darker()}
}

// darker returns the lightest shade of the colour that passes.
func (c Colour) darker() Colour {
	const steps = 1024
	for i := steps; i > 0; i-- {
		part := func(v uint8) uint8 { return uint8(int(v) * i / steps) }
		if shade := (Colour{part(c.Red), part(c.Green), part(c.Blue)}); shade.OnWhite() >= LeastContrast {
			return shade
		}
	}
	return Colour{}
}
