package ui

import (
	"embed"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

//go:embed icons/*.svg
var iconFiles embed.FS

// Icon is a picture of the one set that the program uses: filled shapes, 24 by 24, without a colour of their own.
type Icon string

// The icons. Those of a state differ in shape, so that they tell it without colour and on paper.
const (
	IconToday      Icon = "today"
	IconPartners   Icon = "partners"
	IconAgreements Icon = "agreements"
	IconMeetings   Icon = "meetings"
	IconActions    Icon = "actions"
	IconAdvice     Icon = "advice"
	IconSettings   Icon = "settings"
	IconSearch     Icon = "search"
	IconPlus       Icon = "plus"
	IconLock       Icon = "lock"
	IconPrint      Icon = "print"
	IconPencil     Icon = "pencil"
	IconCheck      Icon = "check"
	IconUrgent     Icon = "urgent"
	IconHistory    Icon = "history"
	iconDown       Icon = "down"
	iconUp         Icon = "up"
	iconBox        Icon = "box"
	iconBoxed      Icon = "boxed"
	iconCircle     Icon = "circle"
	iconHalf       Icon = "half"
	iconTriangle   Icon = "triangle"
	iconAsk        Icon = "ask"
)

// in returns the icon in a tone; it follows the theme.
func (i Icon) in(tone Tone) fyne.Resource {
	file := "icons/" + string(i) + ".svg"
	content, err := iconFiles.ReadFile(file)
	if err != nil {
		panic(fmt.Sprintf("ui: icon %q is not embedded", i)) // the constants above name what is there; TestIcons proves it
	}
	return theme.NewColoredResource(fyne.NewStaticResource(file, content), fyne.ThemeColorName(tone))
}
