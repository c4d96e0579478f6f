package agreements

import (
	"slices"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

func (a *Screen) newArticle() {
	if g, _, ok := a.here(); ok {
		a.articleForm(g, len(g.Articles))
	}
}

func (a *Screen) article(index int) {
	if g, _, ok := a.here(); ok && index < len(g.Articles) {
		a.articleForm(g, index)
	}
}

// articleForm fills in an article of the text: a new one when index is that of none.
func (a *Screen) articleForm(g partnership.Agreement, index int) {
	var was partnership.Article
	fresh := index == len(g.Articles)
	if fresh {
		id, err := a.desk.NewID("")
		if err != nil {
			a.shell.Fail(err)
			return
		}
		was.ID = id
	} else {
		was = g.Articles[index]
	}
	f := ui.NewForm(a.shell, "agreements.article."+string(g.ID))
	title := f.Entry("title", a.text("article.title"), "", was.Title, 1)
	text := f.Entry("text", a.text("article.text"), a.text("article.text_hint"), was.Text, 10)
	check := func() bool {
		return strings.TrimSpace(title.Text) != "" || f.Wrong("title", a.text("article.title_missing"))
	}
	keep := a.change("desk.commit.agreement", func(g *partnership.Agreement) {
		now := partnership.Article{ID: was.ID, Title: strings.TrimSpace(title.Text), Text: strings.TrimSpace(text.Text)}
		if at := slices.IndexFunc(g.Articles, func(x partnership.Article) bool { return x.ID == was.ID }); at >= 0 {
			g.Articles[at] = now
		} else {
			g.Articles = append(g.Articles, now)
		}
	})
	heading := a.text("article.add")
	if !fresh {
		heading = was.Title
		f.Removes(a.text("article.remove"), a.change("desk.commit.agreement", func(g *partnership.Agreement) {
			g.Articles = slices.DeleteFunc(g.Articles, func(x partnership.Article) bool { return x.ID == was.ID })
		}), a.saved)
	}
	f.Ask(heading, "", a.text("form.save"), check, keep, a.saved)
}

// preamble fills in what stands before the articles: the laws, and the considerations, each on a line of its own.
func (a *Screen) preamble() {
	g, _, ok := a.here()
	if !ok {
		return
	}
	f := ui.NewForm(a.shell, "agreements.preamble."+string(g.ID))
	laws := f.Entry("having_regard", a.text("preamble.laws"), a.text("preamble.lines"), strings.Join(g.HavingRegard, "\n"), 5)
	considerations := f.Entry("considerations", a.text("preamble.considerations"), a.text("preamble.lines"), strings.Join(g.Considerations, "\n"), 8)
	f.Ask(a.text("preamble"), a.text("preamble.text"), a.text("form.save"), nil, a.change("desk.commit.agreement", func(g *partnership.Agreement) {
		g.HavingRegard, g.Considerations = linesOf(laws.Text), linesOf(considerations.Text)
	}), a.saved)
}

// linesOf returns the lines of a text in which something stands.
func linesOf(text string) []string {
	var list []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

func (a *Screen) newAnnex() {
	if g, _, ok := a.here(); ok {
		a.annexForm(g, len(g.Annexes))
	}
}

func (a *Screen) annex(index int) {
	if g, _, ok := a.here(); ok && index < len(g.Annexes) {
		a.annexForm(g, index)
	}
}

// annexForm fills in a text that belongs to the agreement: a new one when index is that of none.
func (a *Screen) annexForm(g partnership.Agreement, index int) {
	var was partnership.Annex
	fresh := index == len(g.Annexes)
	if !fresh {
		was = g.Annexes[index]
	}
	var forums []ui.Choice
	for _, forum := range g.Forums {
		forums = append(forums, ui.Choice{Key: string(forum.ID), Title: forum.Name})
	}
	f := ui.NewForm(a.shell, "agreements.annex."+string(g.ID))
	title := f.Entry("title", a.text("article.title"), "", was.Title, 1)
	text := f.Entry("text", a.text("article.text"), a.text("article.text_hint"), was.Text, 10)
	forum := f.Select("forum", a.text("annex.forum"), "", string(was.Forum), ui.WithNone(a.text("annex.whole"), forums))
	check := func() bool {
		return strings.TrimSpace(title.Text) != "" || f.Wrong("title", a.text("annex.title_missing"))
	}
	place := func(g *partnership.Agreement) int { return slices.Index(g.Annexes, was) }
	heading := a.text("annex.add")
	if !fresh {
		heading = was.Title
		f.Removes(a.text("annex.remove"), a.change("desk.commit.agreement", func(g *partnership.Agreement) {
			if at := place(g); at >= 0 {
				g.Annexes = slices.Delete(g.Annexes, at, at+1)
			}
		}), a.saved)
	}
	f.Ask(heading, "", a.text("form.save"), check, a.change("desk.commit.agreement", func(g *partnership.Agreement) {
		now := partnership.Annex{Title: strings.TrimSpace(title.Text), Text: strings.TrimSpace(text.Text), Forum: partnership.ID(forum.Key())}
		if at := place(g); !fresh && at >= 0 {
			g.Annexes[at] = now
		} else {
			g.Annexes = append(g.Annexes, now)
		}
	}), a.saved)
}
