package main

import (
	"github.com/johnfercher/maroto/v2"
	"github.com/johnfercher/maroto/v2/pkg/components/col"
	"github.com/johnfercher/maroto/v2/pkg/components/page"
	grid "github.com/johnfercher/maroto/v2/pkg/components/row"
	"github.com/johnfercher/maroto/v2/pkg/components/text"
	"github.com/johnfercher/maroto/v2/pkg/config"
	"github.com/johnfercher/maroto/v2/pkg/consts/fontstyle"
	"github.com/johnfercher/maroto/v2/pkg/core"
	"github.com/johnfercher/maroto/v2/pkg/props"
	"github.com/johnfercher/maroto/v2/pkg/repository"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// withMaroto prints with maroto, which stands on a fork of gofpdf: rows of a grid, with its own page numbers.
func withMaroto(d document.Document) ([]byte, error) {
	fonts := repository.New()
	for _, f := range plainFonts {
		fonts = fonts.AddUTF8FontFromBytes(f.family, fontstyle.Type(f.style), append([]byte(nil), f.file...))
	}
	loaded, err := fonts.Load()
	if err != nil {
		return nil, err
	}
	const millimetre = 72 / 25.4
	m := maroto.New(config.NewBuilder().WithCustomFonts(loaded).WithDefaultFont(&props.Font{Family: "serif", Size: 11}).WithTitle(d.Title, true).
		WithLeftMargin(plainLeft / millimetre).WithRightMargin((595.28 - plainLeft - plainWidth) / millimetre).
		WithTopMargin(plainTop / millimetre).WithBottomMargin(plainTop / millimetre).Build())
	if err := m.RegisterHeader(text.NewRow(8, d.Header, props.Text{Family: "sans", Size: 8})); err != nil {
		return nil, err
	}
	if err := m.RegisterFooter(text.NewRow(8, d.Note, props.Text{Family: "sans", Size: 8})); err != nil {
		return nil, err
	}
	for _, p := range parts(d) {
		if p.turn {
			m.AddPages(page.New())
			continue
		}
		m.AddRows(marotoRows(p)...)
	}
	printed, err := m.Generate()
	if err != nil {
		return nil, err
	}
	return printed.GetBytes(), nil
}

func marotoRows(p part) []core.Row {
	style := props.Text{Family: "serif", Style: fontstyle.Type(p.style), Size: 11, Bottom: 2}
	switch {
	case p.table != nil:
		return marotoTable(p.table)
	case p.level > 0:
		style = props.Text{Family: "sans", Style: fontstyle.Bold, Size: []float64{11, 24, 14, 12, 11}[min(p.level, 4)], Top: 4, Bottom: 2}
	case p.small:
		style.Family, style.Size = "sans", 9
	}
	return []core.Row{text.NewAutoRow(p.text, style)}
}

func marotoTable(rows [][][]words) []core.Row {
	var list []core.Row
	for _, cells := range rows {
		r := grid.New()
		for _, cell := range cells {
			c := col.New(12 / max(1, len(cells)))
			for _, p := range cell {
				c.Add(text.New(p.text, props.Text{Family: "sans", Style: fontstyle.Type(p.style), Size: 8.5}))
			}
			r.Add(c)
		}
		list = append(list, r)
	}
	return list
}
