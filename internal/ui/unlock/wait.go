package unlock

import (
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// showWait counts down until the next passphrase may be tried, after several wrong ones. A printed key is not held up.
func (g *gate) showWait(left time.Duration) {
	text := func() string {
		return g.text("wait.text", "Wait", g.stage.Words().Plural("keys.seconds", int(left/time.Second)))
	}
	told := ui.NewParagraph(text())
	printed := ui.NewButton(g.text("printed"), "", ui.Plain, g.showPrinted)
	g.put("wait", printed,
		ui.NewTitle(g.text("wait.title")),
		told,
		ui.Flow(8, printed, ui.NewButton(g.text("other"), "", ui.Plain, g.showOther)),
	)
	var tick func()
	tick = func() {
		if left -= time.Second; left <= 0 {
			g.showOpen("")
			return
		}
		told.Set(text())
		g.stopCount = g.stage.After(time.Second, tick)
	}
	g.stopCount = g.stage.After(time.Second, tick)
}

// endCount stops what is counted down on the screen, if anything is.
func (g *gate) endCount() {
	if g.stopCount != nil {
		g.stopCount()
		g.stopCount = nil
	}
}
