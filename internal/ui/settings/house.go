package settings

import (
	"strings"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// houseSection is how paper looks.
func (c *Screen) houseSection() []fyne.CanvasObject {
	return []fyne.CanvasObject{c.house, ui.Line(0, ui.NewButton(c.text("house.edit"), ui.IconPencil, ui.Plain, c.editHouse))}
}

// showHouse says how paper looks.
func (c *Screen) showHouse() {
	h := c.desk.HouseStyle()
	logo := c.text("house.no_logo")
	if len(h.Logo) > 0 {
		logo = h.LogoText
	}
	c.house.RemoveAll()
	c.house.Add(ui.Facts(
		[2]string{c.text("house.name"), or(h.Name, c.text("house.no_name"))},
		[2]string{c.text("house.accent"), or(h.Accent, c.text("house.no_accent"))},
		[2]string{c.text("house.font"), c.font(h.Font)},
		[2]string{c.text("house.logo"), logo},
	))
}

func or(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

// font returns what a family of letters is called.
func (c *Screen) font(name string) string {
	return c.text("house.font." + or(name, desk.Fonts()[0]))
}

// editHouse fills in how paper looks.
func (c *Screen) editHouse() {
	h := c.desk.HouseStyle()
	f := ui.NewForm(c.shell, "settings.house")
	var fonts []ui.Choice
	for _, name := range desk.Fonts() {
		fonts = append(fonts, ui.Choice{Key: name, Title: c.font(name)})
	}
	name := f.Entry("name", c.text("house.name"), c.text("house.name_hint"), h.Name, 1)
	accent := f.Entry("accent", c.text("house.accent"), c.text("house.accent_hint"), h.Accent, 1)
	font := f.Select("font", c.text("house.font"), "", or(h.Font, desk.Fonts()[0]), fonts)
	logo := f.Entry("logo", c.text("house.logo"), c.text("house.logo_hint"), "", 1)
	seen := f.Entry("logo_text", c.text("house.logo_text"), c.text("house.logo_text_hint"), h.LogoText, 1)
	f.Ask(c.text("house.edit"), c.text("house.text"), c.text("save"), nil, func() error {
		next := h
		next.Name, next.Accent, next.Font, next.LogoText = strings.TrimSpace(name.Text), strings.TrimSpace(accent.Text), font.Key(), strings.TrimSpace(seen.Text)
		if file := strings.TrimSpace(logo.Text); file != "" {
			picture, err := desk.ReadLogo(file)
			if err != nil {
				return err
			}
			next.Logo = picture
		}
		return c.desk.SetHouseStyle(next)
	}, func() {
		c.Refresh()
		c.shell.Saved(c.text("saved"))
	})
}
