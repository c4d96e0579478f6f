package ui

import (
	_ "embed"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The letters are Open Sans (Apache 2.0; fonts/LICENSE): its figures are equally wide, so columns of days and numbers line up.
var (
	//go:embed fonts/OpenSans-Regular.ttf
	regularFont []byte
	//go:embed fonts/OpenSans-Semibold.ttf
	semiboldFont []byte
	//go:embed fonts/OpenSans-Italic.ttf
	italicFont []byte
	//go:embed fonts/OpenSans-SemiboldItalic.ttf
	semiboldItalicFont []byte
)

var (
	regular        = fyne.NewStaticResource("OpenSans-Regular.ttf", regularFont)
	semibold       = fyne.NewStaticResource("OpenSans-Semibold.ttf", semiboldFont)
	italic         = fyne.NewStaticResource("OpenSans-Italic.ttf", italicFont)
	semiboldItalic = fyne.NewStaticResource("OpenSans-SemiboldItalic.ttf", semiboldItalicFont)
)

// Brightness is which of the two themes is shown.
type Brightness string

// The brightnesses that people may choose.
const (
	FollowSystem Brightness = ""
	Light        Brightness = "light"
	Dark         Brightness = "dark"
)

// Sizes of text, in units at 100 %. Nothing is smaller than TextSmall.
const (
	TextSmall   = 12
	TextNormal  = 14
	TextSection = 16
	TextTitle   = 22
)

// Zooms are the text sizes to choose from, in per cent.
var Zooms = []int{100, 110, 125, 150, 175, 200}

// Theme is how the program looks. The zero value follows the system at 100 %.
type Theme struct {
	Brightness Brightness
	Zoom       int // per cent of the size; 0 is 100
}

var _ fyne.Theme = Theme{}

// Tone returns a colour of the palette that the theme shows.
func (t Theme) Tone(tone Tone, system fyne.ThemeVariant) color.NRGBA {
	if t.dark(system) {
		return darkPalette[tone]
	}
	return lightPalette[tone]
}

func (t Theme) dark(system fyne.ThemeVariant) bool {
	switch t.Brightness {
	case Light:
		return false
	case Dark:
		return true
	case FollowSystem:
	}
	return system == theme.VariantDark
}

// names are the colours that Fyne's own widgets ask for.
var names = map[fyne.ThemeColorName]Tone{
	theme.ColorNameBackground:          Background,
	theme.ColorNameButton:              ButtonTone,
	theme.ColorNameDisabled:            Muted,
	theme.ColorNameDisabledButton:      ButtonTone,
	theme.ColorNameError:               ErrorText,
	theme.ColorNameForeground:          Foreground,
	theme.ColorNameForegroundOnError:   Surface,
	theme.ColorNameForegroundOnPrimary: OnPrimary,
	theme.ColorNameForegroundOnSuccess: Surface,
	theme.ColorNameForegroundOnWarning: Surface,
	theme.ColorNameHeaderBackground:    Surface,
	theme.ColorNameHover:               Hovered,
	theme.ColorNameHyperlink:           Primary,
	theme.ColorNameInputBackground:     Surface,
	theme.ColorNameInputBorder:         InputBorder,
	theme.ColorNameMenuBackground:      Surface,
	theme.ColorNameOverlayBackground:   Surface,
	theme.ColorNamePlaceHolder:         Placeholder,
	theme.ColorNamePrimary:             Primary,
	theme.ColorNameScrollBar:           InputBorder,
	theme.ColorNameScrollBarBackground: LineTone,
	theme.ColorNameSeparator:           LineTone,
	theme.ColorNameShadow:              Shadow,
	theme.ColorNameSuccess:             SuccessText,
	theme.ColorNameWarning:             WarningText,
}

// Color implements [fyne.Theme].
func (t Theme) Color(name fyne.ThemeColorName, system fyne.ThemeVariant) color.Color {
	switch name {
	case theme.ColorNameFocus, theme.ColorNameSelection, theme.ColorNamePressed:
		c := t.Tone(Primary, system)
		c.A = 60
		return c
	}
	if tone, ok := names[name]; ok {
		return t.Tone(tone, system)
	}
	if c, ok := lightPalette[Tone(name)]; ok && c.A > 0 { // our own tones, as icons ask for them
		return t.Tone(Tone(name), system)
	}
	return theme.DefaultTheme().Color(name, system)
}

// Font implements [fyne.Theme].
func (t Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace || style.Symbol:
		return theme.DefaultTheme().Font(style)
	case style.Bold && style.Italic:
		return semiboldItalic
	case style.Bold:
		return semibold
	case style.Italic:
		return italic
	}
	return regular
}

// Icon implements [fyne.Theme].
func (t Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameText:               TextNormal,
	theme.SizeNameCaptionText:        TextSmall,
	theme.SizeNameSubHeadingText:     TextSection,
	theme.SizeNameHeadingText:        TextTitle,
	theme.SizeNamePadding:            4,
	theme.SizeNameInnerPadding:       8,
	theme.SizeNameLineSpacing:        4,
	theme.SizeNameInlineIcon:         18,
	theme.SizeNameInputBorder:        1,
	theme.SizeNameInputRadius:        6,
	theme.SizeNameSelectionRadius:    4,
	theme.SizeNameSeparatorThickness: 1,
	theme.SizeNameScrollBar:          12,
	theme.SizeNameScrollBarSmall:     4,
}

// Size implements [fyne.Theme]. Everything grows with the zoom but hairlines.
func (t Theme) Size(name fyne.ThemeSizeName) float32 {
	size, ok := sizes[name]
	if !ok {
		size = theme.DefaultTheme().Size(name)
	}
	if name == theme.SizeNameInputBorder || name == theme.SizeNameSeparatorThickness {
		return size
	}
	return t.Scaled(size)
}

// Scaled returns a length at the chosen zoom.
func (t Theme) Scaled(length float32) float32 {
	if t.Zoom == 0 {
		return length
	}
	return length * float32(t.Zoom) / 100
}

// Percent returns how large everything is shown, in per cent.
func (t Theme) Percent() int { return max(t.Zoom, 100) }

// Larger and Smaller return the theme one zoom further, or the same at the ends.
func (t Theme) Larger() Theme { return t.zoomed(1) }

// Smaller returns the theme one zoom back.
func (t Theme) Smaller() Theme { return t.zoomed(-1) }

func (t Theme) zoomed(step int) Theme {
	at := 0
	for i, z := range Zooms {
		if z <= max(t.Zoom, 100) {
			at = i
		}
	}
	t.Zoom = Zooms[min(max(at+step, 0), len(Zooms)-1)]
	return t
}
