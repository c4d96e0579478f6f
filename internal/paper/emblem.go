package paper

import (
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// A logo is drawn no larger than this, in its own proportion.
const (
	logoWidth  = 60 * millimetre
	logoHeight = 22 * millimetre
)

// emblem sets what an organisation puts at the head of the first page: its logo, or else its name. It returns how high that is.
func (p *press) emblem(h document.House) float64 {
	if h.Logo.Picture != nil {
		return p.logo(h.Logo)
	}
	if strings.TrimSpace(h.Name) == "" {
		return 0
	}
	ty := p.look.article
	ty.ink = p.look.accent
	first := len(p.strips)
	p.flow(p.set(document.Plain(h.Name), ty, p.page.right-p.page.left, p.tree.open(p.root, roleP)), ty, p.page.left, 0)
	return p.headroom(first)
}

func (p *press) logo(l document.Logo) float64 {
	el := p.tree.open(p.root, roleFigure)
	el.alt = p.gate.pass(l.Alt, p.look.label.face)
	width := min(logoWidth, logoHeight/max(l.Picture.Proportion(), 0.01))
	height := width * l.Picture.Proportion()
	first := len(p.strips)
	p.strips = append(p.strips, strip{height: height, ops: []op{
		{kind: opPicture, el: el, x: p.page.left, width: width, height: height, picture: l.Picture},
	}})
	return p.headroom(first)
}

// headroom keeps the strips from first on with what follows, at some distance, and returns how high they are.
func (p *press) headroom(first int) float64 {
	for i := first; i < len(p.strips); i++ {
		p.strips[i].keep = true
	}
	height := stack(p.strips[first:])
	p.after = 22
	return height
}
