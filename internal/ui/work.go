package ui

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
)

// Work does a long job beside everything else, shows how far it is, and lets people stop it. Tell may be called from the job's goroutine as
// often as it likes; a total of 0 is one that is not known. Done, which may be nil, is called when the job is done; an error is shown as a
// sentence, unless it is that people stopped the job.
func (s *Stage) Work(title string, job func(ctx context.Context, tell func(done, total int)) error, done func()) {
	ctx, stop := context.WithCancel(context.Background())
	bar := newProgress()
	cancel := NewButton(s.words.Text("ui.cancel"), "", Plain, stop)
	shut := s.Ask(Dialog{Title: title, Content: bar, Buttons: []*Button{cancel}, Closed: stop})
	own := s.began(title, stop)
	var latest struct {
		sync.Mutex
		done, total int
		posted      bool
	}
	tell := func(n, total int) {
		latest.Lock()
		defer latest.Unlock()
		latest.done, latest.total = n, total
		if latest.posted {
			return
		}
		latest.posted = true // one message at a time: a quick job would flood the window
		s.machine.Post(func() {
			latest.Lock()
			n, total := latest.done, latest.total
			latest.posted = false
			latest.Unlock()
			bar.set(n, total, s.amount(n, total))
		})
	}
	s.machine.Side(func() error { return job(ctx, tell) }, s.counted(func(err error) {
		stopped := err != nil && (errors.Is(err, context.Canceled) || faultOf(err) == desk.FaultCancelled)
		s.ended(own, stopped)
		shut()
		switch {
		case err == nil && done != nil:
			done()
		case err != nil && !stopped:
			s.Fail(err)
		}
	}))
}

func (s *Stage) amount(done, total int) string {
	if total > 0 {
		return fmt.Sprintf("%s / %s", s.words.Number(int64(done)), s.words.Number(int64(total)))
	}
	return s.words.Number(int64(done))
}

// progress is a bar with a number below it.
type progress struct {
	widget.BaseWidget
	part   float32 // 0 to 1; below 0 when it is not known
	amount string
}

func newProgress() *progress {
	p := &progress{part: -1}
	p.ExtendBaseWidget(p)
	return p
}

func (p *progress) set(done, total int, amount string) {
	p.part, p.amount = -1, amount
	if total > 0 {
		p.part = min(float32(done)/float32(total), 1)
	}
	p.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (p *progress) CreateRenderer() fyne.WidgetRenderer {
	r := &progressRenderer{progress: p, ground: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), amount: label("", TextSmall, false, Muted)}
	r.ground.CornerRadius, r.bar.CornerRadius = 4, 4
	r.Refresh()
	return r
}

type progressRenderer struct {
	progress    *progress
	ground, bar *canvas.Rectangle
	amount      *canvas.Text
}

func (r *progressRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.bar, r.amount}
}

func (r *progressRenderer) Refresh() {
	r.ground.FillColor, r.bar.FillColor = tone(ButtonTone), tone(Primary)
	r.amount.Text, r.amount.Color, r.amount.TextSize = r.progress.amount, tone(Muted), scaled(TextSmall)
	r.Layout(r.progress.Size())
	canvas.Refresh(r.progress)
}

func (r *progressRenderer) MinSize() fyne.Size {
	return fyne.NewSize(scaled(200), scaled(8+8)+r.amount.MinSize().Height)
}

func (r *progressRenderer) Layout(size fyne.Size) {
	r.ground.Resize(fyne.NewSize(size.Width, scaled(8)))
	r.bar.Resize(fyne.NewSize(size.Width*max(r.progress.part, 0), scaled(8)))
	r.amount.Move(fyne.NewPos(0, scaled(16)))
}

func (r *progressRenderer) Destroy() {}
