package conformance

import (
	"bytes"
	"fmt"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/assets"
	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/document/documenttest"
	"codeberg.org/bondgenoot/bondgenoot/internal/emblem"
	"codeberg.org/bondgenoot/bondgenoot/internal/exchange"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// named is a document to be judged.
type named struct {
	name     string
	document document.Document
}

// producers are the kinds of document that the product makes. A new kind gets a line here.
var producers = []struct {
	name string
	make func(testing.TB) document.Document
}{
	{"covenant with a text of its own", func(t testing.TB) document.Document {
		return covenant(t, documenttest.Covenant(), documenttest.Names())
	}},
	{"covenant in English", english},
	{"register sheet", registerSheet},
	{"action list", actionList},
	{"action list without actions", func(t testing.TB) document.Document {
		return document.ActionList(nil, documenttest.Names(), documenttest.Options(t, "nl"))
	}},
	{"meeting pack", meetingPack},
	{"minutes", minutes},
	{"recovery sheet", recovery},
	{"declarations of secrecy", secrecy},
	{"every block", everyBlock},
	{"sheet of sections", sectioned(document.A4)},
	{"report of personal data", personalData},
	{"poster", sectioned(document.A3)},
	{"pocket card", sectioned(document.Pocket)},
	{"covenant with a logo", func(t testing.TB) document.Document { return housed(t, document.Business, true) }},
	{"covenant with a name", func(t testing.TB) document.Document { return housed(t, document.Clear, false) }},
}

// set returns the documents to be judged: the small set, or all.
func set(t testing.TB) []named {
	t.Helper()
	var list []named
	for _, p := range producers {
		list = append(list, named{p.name, p.make(t)})
	}
	list = append(list, templates(t)...)
	count := uint64(4)
	if full() {
		list = append(list, demo(t)...)
		count = seeds
	}
	o := documenttest.Options(t, "nl")
	for seed := range count {
		a, names := generated(o, seed)
		list = append(list, named{fmt.Sprintf("seed %d", seed), covenant(t, a, names)})
	}
	return list
}

func covenant(t testing.TB, a partnership.Agreement, names document.Directory) document.Document {
	t.Helper()
	d, err := document.Covenant(a, names, documenttest.Options(t, "nl"))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func english(t testing.TB) document.Document {
	d, err := document.Covenant(documenttest.Covenant(), documenttest.Names(), documenttest.Options(t, "en"))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// templates returns a draft from each template there is.
func templates(t testing.TB) []named {
	t.Helper()
	o := documenttest.Options(t, "nl")
	var list []named
	for _, kind := range o.Vocabulary.AgreementKinds {
		a := documenttest.Covenant()
		a.Kind, a.Status, a.Articles = kind.ID, partnership.AgreementDraft, nil
		list = append(list, named{"template " + string(kind.ID), covenant(t, a, documenttest.Names())})
	}
	return list
}

// housed returns a covenant in a house style.
func housed(t testing.TB, family document.Family, logo bool) document.Document {
	t.Helper()
	d := covenant(t, documenttest.Covenant(), documenttest.Names())
	d.House = document.House{Name: "Gemeente Lindewaard", Accent: document.Colour{Red: 26, Green: 90, Blue: 140}, Family: family}
	if logo {
		e, err := emblem.Read([]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><circle cx="50" cy="50" r="40" fill="#1a5a8c" fill-opacity="0.5"/></svg>`))
		if err != nil {
			t.Fatal(err)
		}
		d.House.Logo = document.Logo{Alt: "Wapen van Lindewaard", Picture: document.Raster{File: e.PNG, Width: e.Width, Height: e.Height}}
	}
	return d
}

func registerSheet(t testing.TB) document.Document {
	a := documenttest.Covenant()
	a.Articles = nil
	return covenant(t, a, documenttest.Names())
}

// demoBundle is the demo municipality on the day of the options.
func demoBundle(t testing.TB) (exchange.Bundle, documenttest.Directory) {
	t.Helper()
	o := documenttest.Options(t, "nl")
	content, err := assets.Demo(o.On)
	if err != nil {
		t.Fatal(err)
	}
	bundle, err := exchange.ReadBundle(t.Context(), bytes.NewReader(content), exchange.ReadOptions{Name: "demo", Vocabulary: o.Vocabulary})
	if err != nil {
		t.Fatal(err)
	}
	return bundle, documenttest.Directory{Organisations: bundle.Organisations, Contacts: bundle.Contacts, Agreements: bundle.Agreements}
}

func actionList(t testing.TB) document.Document {
	bundle, names := demoBundle(t)
	return document.ActionList(bundle.Actions, names, documenttest.Options(t, "nl"))
}

// demo returns every agreement of the demo municipality.
func demo(t testing.TB) []named {
	t.Helper()
	bundle, names := demoBundle(t)
	var list []named
	for _, a := range bundle.Agreements {
		list = append(list, named{"demo " + string(a.ID), covenant(t, a, names)})
	}
	return list
}

// everyBlock has each kind of block, nested as deep as they go.
func everyBlock(t testing.TB) document.Document {
	t.Helper()
	text := func(s string) document.Text { return document.Plain(s) }
	grid := document.Grid{Dark: [][]bool{{true, false, true}, {false, true, false}, {true, true, true}}}
	inner := document.List{Items: []document.Item{
		{Marker: "a.", Text: text("eerste"), Blocks: []document.Block{document.List{Items: []document.Item{{Marker: "i.", Text: text("diepst")}}}}},
		{Marker: "b.", Text: text("tweede"), Blocks: []document.Block{document.Paragraph{Text: text("Nog een alinea.")}}},
	}}
	return document.Document{
		Title: "Alle blokken", Subject: "proef", Author: "Gemeente Lindewaard", Language: "nl", Created: documenttest.Options(t, "nl").Created,
		Header: "Alle blokken", Note: "noot", Folio: "Pagina {page} van {pages}", Watermark: "PROEF",
		Blocks: []document.Block{
			document.Title{Text: "Alle blokken", Under: "onder de titel"},
			document.Heading{ID: "een", Level: 1, Text: text("Deel")},
			document.Paragraph{Style: document.Lead, Text: text("Inleiding.")},
			document.Heading{ID: "twee", Level: 2, Number: "Artikel 1", Text: text("Doel")},
			document.Paragraph{Text: document.Text{{Text: "Zie "}, {Text: "artikel 1", Link: "twee"}, {Text: ", of in het "}, {Text: "English language", Language: "en"}, {Text: ", "}, {Text: "vet", Strong: true}, {Text: " en "}, {Text: "schuin", Emphasis: true}, {Text: "."}}},
			document.List{Items: []document.Item{{Marker: "1.", Text: text("een"), Blocks: []document.Block{inner}}, {Marker: "2.", Text: document.Text{{Text: "zie "}, {Text: "het deel", Link: "een"}}}}},
			document.Figure{Alt: "een ruit van zwarte vlakken", Width: 30, Picture: grid},
			document.Table{
				Caption: "proef", Columns: []document.Column{{}, {Wide: true}}, Head: []document.Cell{{text("kop")}, {text("waarde")}},
				Rows: [][]document.Cell{{{text("a")}, {text("een"), text("twee alinea's")}}, {{}, {document.Text{{Text: "zie deel", Link: "een"}}}}},
			},
			document.Paragraph{Style: document.Note, Text: text("Een noot.")},
			document.PageBreak{},
			document.Heading{Level: 1, Text: text("Ondertekening")},
			document.Signature{Note: "voor gezien", Party: "Gemeente Lindewaard", Fields: []document.Fact{{Name: "Naam", Value: "A. de Vries"}, {Name: "Datum"}}, Sign: "Handtekening"},
		},
	}
}
