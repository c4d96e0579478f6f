package command

import (
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
)

type styleCommand struct {
	Name     *string `placeholder:"TEXT" help:"${help_style_name}"`
	Logo     string  `placeholder:"FILE" xor:"logo" help:"${help_style_logo}"`
	LogoText *string `placeholder:"TEXT" xor:"text" help:"${help_style_logo_text}"`
	NoLogo   bool    `xor:"logo,text" help:"${help_style_no_logo}"`
	Accent   string  `placeholder:"COLOUR" xor:"accent" help:"${help_style_accent}"`
	NoAccent bool    `xor:"accent" help:"${help_style_no_accent}"`
	Font     string  `enum:"classic,business,clear," default:"" placeholder:"classic|business|clear" help:"${help_style_font}"`
	JSON     bool    `help:"${help_json}"`
}

// Run changes the house style if it is told to, and shows how it is.
func (c *styleCommand) Run(s *session) error {
	if !c.changes() {
		return s.reading(func(d *desk.Desk) error { return s.showStyle(d.HouseStyle(), c.JSON) })
	}
	return s.writing(func(d *desk.Desk) error {
		style, err := c.changed(d.HouseStyle())
		if err != nil {
			return err
		}
		if err := d.SetHouseStyle(style); err != nil {
			return err
		}
		s.note(s.words.Text("command.style.done"))
		return s.showStyle(d.HouseStyle(), c.JSON)
	})
}

func (c *styleCommand) changes() bool {
	return c.Name != nil || c.Logo != "" || c.LogoText != nil || c.NoLogo || c.Accent != "" || c.NoAccent || c.Font != ""
}

// changed returns a house style with what the options say.
func (c *styleCommand) changed(style desk.HouseStyle) (desk.HouseStyle, error) {
	if c.Name != nil {
		style.Name = *c.Name
	}
	if c.Logo != "" {
		logo, err := desk.ReadLogo(c.Logo)
		if err != nil {
			return style, err
		}
		style.Logo, style.LogoText = logo, "" // the text was about another picture
	}
	if c.LogoText != nil {
		style.LogoText = *c.LogoText
	}
	if c.NoLogo {
		style.Logo, style.LogoText = nil, ""
	}
	if c.Accent != "" || c.NoAccent {
		style.Accent = c.Accent
	}
	if c.Font != "" {
		style.Font = c.Font
	}
	return style, nil
}

// styleJSON is the house style as --json tells it.
type styleJSON struct {
	Name   string    `json:"name"`
	Logo   *logoJSON `json:"logo"`
	Accent string    `json:"accent"`
	Font   string    `json:"font"`
}

type logoJSON struct {
	Text   string `json:"text"`
	Width  int    `json:"width"` // pixels
	Height int    `json:"height"`
	PNG    []byte `json:"png"`
}

func (s *session) showStyle(style desk.HouseStyle, asJSON bool) error {
	if style.Font == "" {
		style.Font = desk.Fonts()[0]
	}
	width, height := style.LogoSize()
	if asJSON {
		out := styleJSON{Name: style.Name, Accent: style.Accent, Font: style.Font}
		if len(style.Logo) > 0 {
			out.Logo = &logoJSON{style.LogoText, width, height, style.Logo}
		}
		return s.printJSON(out)
	}
	none := s.words.Text("command.style.none")
	or := func(text string) string {
		if text == "" {
			return none
		}
		return plain(text)
	}
	logo := none
	if len(style.Logo) > 0 {
		logo = s.words.Text("command.style.logo_size", "Text", plain(style.LogoText), "Width", width, "Height", height)
	}
	return s.print(columns("", [][]string{
		{s.words.Text("command.style.name"), or(style.Name)},
		{s.words.Text("command.style.logo"), logo},
		{s.words.Text("command.style.accent"), or(style.Accent)},
		{s.words.Text("command.style.font"), s.words.Text("command.style.font." + style.Font)},
	}))
}
