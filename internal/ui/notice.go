package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// notice is a strip above a screen that stays until what it tells is over. It takes no room while it is hidden.
type notice struct {
	stage *Stage
	whole *fyne.Container // what lies above the screen
	strip *fyne.Container
	text  *fyne.Container
}

const noticeSide, noticeInset = 24, 12

func newNotice(s *Stage) *notice {
	n := &notice{stage: s, text: Column(6)}
	n.strip = container.New(noticeLayout{}, newPlane(chipLate), n.text)
	n.strip.Hide()
	n.whole = Column(0, n.strip)
	return n
}

// show tells something, with what can be done about it.
func (n *notice) show(title, text string, actions ...*Button) {
	n.text.RemoveAll()
	n.text.Add(NewHeading(title))
	n.text.Add(NewParagraph(text))
	if len(actions) > 0 {
		row := Line(8)
		for _, b := range actions {
			row.Add(b)
		}
		n.text.Add(row)
	}
	n.strip.Show()
	n.stage.content.Refresh()
	n.stage.trace("notice " + title)
}

// hide takes the notice away, and reports whether it was there.
func (n *notice) hide() bool {
	if !n.strip.Visible() {
		return false
	}
	n.text.RemoveAll()
	n.strip.Hide()
	n.stage.content.Refresh()
	n.stage.trace("notice gone")
	return true
}

// noticeLayout sets the text at some distance from the edges of the ground below it.
type noticeLayout struct{}

// MinSize implements [fyne.Layout].
func (noticeLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[1].MinSize().AddWidthHeight(2*scaled(noticeSide), 2*scaled(noticeInset))
}

// Layout implements [fyne.Layout].
func (noticeLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(size)
	o[1].Move(fyne.NewPos(scaled(noticeSide), scaled(noticeInset)))
	o[1].Resize(size.SubtractWidthHeight(2*scaled(noticeSide), 2*scaled(noticeInset)))
}
