package desk

import (
	"bytes"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/emblem"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
)

// HouseStyle is how the organisation's paper looks. The zero value is the product's own look.
type HouseStyle struct {
	Name     string // of the organisation, as it writes it on paper
	Accent   string // a colour such as "#1a5a8c"; empty is none
	Font     string // one of [Fonts]; empty is the first
	LogoText string // what the logo shows, for who cannot see it
	// Logo is a PNG, JPEG or SVG file when it is set. What is kept, and told by [Desk.HouseStyle], is a PNG.
	Logo []byte
}

// ContrastError tells that an accent is too light to be read on white, and what the nearest shade is that is not.
type ContrastError = document.ContrastError

// The longest texts of a house style, in characters.
const (
	longestHouseName = 80
	longestLogoText  = 250
)

// Fonts returns the names of the families of typefaces.
func Fonts() []string {
	var names []string
	for _, f := range document.Families() {
		names = append(names, string(f))
	}
	return names
}

// HouseStyle returns how the organisation's paper looks.
func (d *Desk) HouseStyle() HouseStyle {
	h := d.ledger.House()
	return HouseStyle{Name: h.Name, Accent: h.Accent, Font: h.Family, LogoText: h.LogoAlt, Logo: h.Logo}
}

// SetHouseStyle changes how the organisation's paper looks, as one step that can be undone. Its faults are [FaultHouseName],
// [FaultAccent], [FaultContrast] with a [*ContrastError], [FaultFont], [FaultNoLogoText], [FaultLogoText] and those of a picture that cannot be used:
// [FaultLogoKind], [FaultLogoBroken], [FaultLogoTooLarge] and [FaultLogoUnsupported]. Nothing is changed then.
func (d *Desk) SetHouseStyle(s HouseStyle) error {
	kept := ledger.House{Name: tidy(s.Name), LogoAlt: tidy(s.LogoText)}
	if utf8.RuneCountInString(kept.Name) > longestHouseName {
		return &Error{Fault: FaultHouseName, Subject: kept.Name}
	}
	if s.Accent != "" {
		c, err := document.ParseColour(s.Accent)
		if err == nil {
			err = document.CheckAccent(c)
		}
		if err != nil {
			return About(s.Accent, err)
		}
		kept.Accent = c.String()
	}
	if s.Font != "" {
		family, err := familyOf(s.Font)
		if err != nil {
			return err
		}
		kept.Family = string(family)
	}
	if err := keepLogo(&kept, s.Logo); err != nil {
		return err
	}
	return About("", d.ledger.Commit(ledger.Commit{Name: "desk.commit.house", House: &kept}))
}

// ReadLogo reads the file of a logo, PNG, JPEG or SVG, as it would be kept. Its faults are those of a picture that cannot be used, see
// [Desk.SetHouseStyle], and of a file that cannot be read.
func ReadLogo(file string) (picture []byte, err error) {
	in, err := os.Open(file)
	if err != nil {
		return nil, About(file, err)
	}
	defer func() { err = errors.Join(err, About(file, in.Close())) }()
	content, err := io.ReadAll(io.LimitReader(in, emblem.MaxFile+1))
	if err != nil {
		return nil, About(file, err)
	}
	logo, err := emblem.Read(content)
	if err != nil {
		return nil, About(file, err)
	}
	return logo.PNG, nil
}

func familyOf(font string) (document.Family, error) {
	for _, f := range document.Families() {
		if string(f) == font {
			return f, nil
		}
	}
	return "", &Error{Fault: FaultFont, Subject: font}
}

// keepLogo puts a logo into the house style, or takes it out with its text when there is none.
func keepLogo(kept *ledger.House, file []byte) error {
	if len(file) == 0 {
		kept.LogoAlt = ""
		return nil
	}
	switch n := utf8.RuneCountInString(kept.LogoAlt); {
	case n == 0:
		return &Error{Fault: FaultNoLogoText}
	case n > longestLogoText:
		return &Error{Fault: FaultLogoText, Subject: kept.LogoAlt}
	}
	logo, err := emblem.Read(file)
	if err != nil {
		return About("", err)
	}
	kept.Logo = logo.PNG
	return nil
}

// tidy returns a text on one line, without what cannot be seen.
func tidy(s string) string {
	visible := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(visible), " ")
}

// LogoSize returns how large the logo that is kept is, in pixels; nothing without one.
func (s HouseStyle) LogoSize() (width, height int) {
	config, err := png.DecodeConfig(bytes.NewReader(s.Logo))
	if err != nil {
		return 0, 0 // none, or a file that was not set yet
	}
	return config.Width, config.Height
}

// house returns the house style as documents have it. It was checked when it was set: one that is not right now was damaged or made otherwise.
func (d *Desk) house() (document.House, error) {
	h := d.ledger.House()
	house := document.House{Name: h.Name, Family: document.Family(h.Family)}
	if h.Accent != "" {
		accent, err := document.ParseColour(h.Accent)
		if err != nil {
			return document.House{}, fmt.Errorf("house style: %w", err)
		}
		house.Accent = accent
	}
	if len(h.Logo) > 0 {
		config, err := png.DecodeConfig(bytes.NewReader(h.Logo))
		if err != nil {
			return document.House{}, fmt.Errorf("house style: logo: %w", errors.Join(emblem.ErrBroken, err))
		}
		house.Logo = document.Logo{
			Alt:     h.LogoAlt,
			Picture: document.Raster{File: h.Logo, Width: config.Width, Height: config.Height},
		}
	}
	return house, nil
}
