package ui

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// luminance is the relative luminance of WCAG 2.2.
func luminance(c color.NRGBA) float64 {
	part := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
}

func contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

func TestContrast(t *testing.T) {
	grounds := []Tone{Background, Surface, RailTone, Hovered, Selected}
	type pair struct {
		text, ground Tone
		least        float64
	}
	var pairs []pair
	for _, ground := range grounds {
		for _, text := range []Tone{Foreground, Muted, Primary, ErrorText, WarningText, SuccessText} {
			pairs = append(pairs, pair{text, ground, 4.5})
		}
	}
	for _, ground := range []Tone{Background, Surface} {
		pairs = append(pairs, pair{InputBorder, ground, 3}, pair{Placeholder, ground, 4.5})
	}
	pairs = append(pairs,
		pair{OnPrimary, Primary, 4.5}, pair{Foreground, ButtonTone, 4.5}, pair{OnInverse, Inverse, 4.5}, pair{inverseOffer, Inverse, 4.5}, pair{onError, ErrorText, 4.5},
		pair{onChipOpen, chipOpen, 4.5}, pair{onChipBusy, chipBusy, 4.5}, pair{onChipLate, chipLate, 4.5}, pair{onChipDone, chipDone, 4.5}, pair{onChipDraft, chipDraft, 4.5},
	)
	for name, palette := range map[string]map[Tone]color.NRGBA{"light": lightPalette, "dark": darkPalette} {
		for _, p := range pairs {
			if got := contrast(palette[p.text], palette[p.ground]); got < p.least {
				t.Errorf("%s: %s on %s is %.2f to 1, want %.1f", name, p.text, p.ground, got, p.least)
			}
		}
	}
}

func TestBothPalettesHaveEveryTone(t *testing.T) {
	for tone := range lightPalette {
		if _, ok := darkPalette[tone]; !ok {
			t.Errorf("dark has no %s", tone)
		}
	}
	if len(lightPalette) != len(darkPalette) {
		t.Errorf("%d and %d tones", len(lightPalette), len(darkPalette))
	}
}

func TestThemeFollowsTheSystemUnlessChosen(t *testing.T) {
	for _, c := range []struct {
		brightness Brightness
		system     fyne.ThemeVariant
		dark       bool
	}{
		{FollowSystem, theme.VariantDark, true}, {FollowSystem, theme.VariantLight, false}, {Light, theme.VariantDark, false}, {Dark, theme.VariantLight, true},
	} {
		want := lightPalette[Background]
		if c.dark {
			want = darkPalette[Background]
		}
		if got := (Theme{Brightness: c.brightness}).Color(theme.ColorNameBackground, c.system); got != want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

func TestZoomGoesThroughItsSteps(t *testing.T) {
	at := Theme{}
	var seen []int
	for range len(Zooms) + 1 {
		at = at.Larger()
		seen = append(seen, at.Zoom)
	}
	if last := seen[len(seen)-1]; last != 200 || seen[0] != 110 {
		t.Errorf("%v", seen)
	}
	if back := at.Smaller(); back.Zoom != 175 {
		t.Errorf("one back from 200 is %d", back.Zoom)
	}
	if got := at.Size(theme.SizeNameText); got != 28 {
		t.Errorf("text at 200 %% is %v", got)
	}
	if got := at.Size(theme.SizeNameInputBorder); got != 1 {
		t.Errorf("a hairline at 200 %% is %v", got)
	}
}

func TestNothingIsSmallerThanTwelve(t *testing.T) {
	for _, name := range []fyne.ThemeSizeName{theme.SizeNameText, theme.SizeNameCaptionText, theme.SizeNameSubHeadingText, theme.SizeNameHeadingText} {
		if got := (Theme{}).Size(name); got < TextSmall {
			t.Errorf("%s is %v", name, got)
		}
	}
}

func TestFiguresAreEquallyWide(t *testing.T) {
	for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Italic: true}} {
		if _, ok := (Theme{}).Font(style).(*fyne.StaticResource); !ok {
			t.Fatalf("%+v has no font of its own", style)
		}
	}
}
