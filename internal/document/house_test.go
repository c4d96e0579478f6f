package document_test

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// The ratios are those of the examples that accessibility guides give.
func TestContrastIsThatOfTheGuidelines(t *testing.T) {
	for colour, want := range map[string]float64{
		"#000000": 21, "#ffffff": 1, "#767676": 4.54, "#777777": 4.48, "#ff0000": 4.00, "#0000ff": 8.59, "#ff8c00": 2.33,
	} {
		c, err := document.ParseColour(colour)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.OnWhite(); math.Abs(got-want) > 0.005 {
			t.Errorf("%s: %.3f, want %.2f", colour, got, want)
		}
	}
}

func TestColourThatIsTooLightIsRefusedWithTheNearestThatPasses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := document.Colour{
			Red: rapid.Uint8().Draw(t, "red"), Green: rapid.Uint8().Draw(t, "green"), Blue: rapid.Uint8().Draw(t, "blue"),
		}
		err := document.CheckAccent(c)
		var low *document.ContrastError
		if !errors.As(err, &low) {
			if err != nil || c.OnWhite() < document.LeastContrast {
				t.Fatalf("%s at %.2f: %v", c, c.OnWhite(), err)
			}
			return
		}
		if low.Ratio >= document.LeastContrast || document.CheckAccent(low.Nearest) != nil {
			t.Fatalf("%s: %v", c, err)
		}
		if got := low.Nearest.OnWhite(); got > 5 {
			t.Fatalf("%s: %s has %.2f, darker than needed", c, low.Nearest, got)
		}
	})
}

func TestColourIsReadAsItIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := document.Colour{Red: rapid.Uint8().Draw(t, "red"), Green: 7, Blue: rapid.Uint8().Draw(t, "blue")}
		if got, err := document.ParseColour(c.String()); err != nil || got != c {
			t.Fatalf("%s: %v, %v", c, got, err)
		}
	})
	for _, s := range []string{"", "#", "red", "#12345", "#1234567", "#12345g", "#-12345", "+12345", "0x1234"} {
		if c, err := document.ParseColour(s); !errors.Is(err, document.ErrNoColour) {
			t.Errorf("%q: %v, %v", s, c, err)
		}
	}
}
