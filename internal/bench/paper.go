package main

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/assets"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/document/documenttest"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/paper"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

func init() {
	register("paper", "printing a covenant, archival and tagged, beside others that print the same words in the same fonts: plain gofpdf without "+
		"tags, maroto without tags, typst with tags", measurePaper)
}

const (
	batch       = 100
	paperRounds = 41
	batchRounds = 3
	paperGoal   = 1.5
)

// printer makes a PDF of a document.
type printer struct {
	name  string
	goal  float64 // highest ratio of ours to it, 0 for none
	print func(document.Document) ([]byte, error)
}

func ours(d document.Document) ([]byte, error) {
	var b bytes.Buffer
	_, err := paper.WritePDF(&b, d)
	return b.Bytes(), err
}

func measurePaper(b *bench) error {
	o, err := paperOptions()
	if err != nil {
		return err
	}
	covenants, err := batchOf(o)
	if err != nil {
		return err
	}
	peers := []printer{{"plain gofpdf", paperGoal, withGofpdf}, {"maroto", 0, withMaroto}}
	typst, err := startTypst(b.folder)
	switch absent := (*absentError)(nil); {
	case errors.As(err, &absent):
		fmt.Printf("  LEFT OUT: typst: %v\n", err)
	case err != nil:
		return err
	default:
		defer typst.stop()
		peers = append(peers, printer{"typst", 0, typst.print})
	}
	all := append([]printer{{"ours", 0, ours}}, peers...)
	if err := tellSizes(all, covenants[0]); err != nil {
		return err
	}
	one, err := sideBySide(paperRounds, timedPrinting(all, covenants[:1])...)
	if err != nil {
		return err
	}
	hundred, err := sideBySide(batchRounds, timedPrinting(all, covenants)...)
	if err != nil {
		return err
	}
	for i, p := range peers {
		b.report("one", one[0], p.name, one[i+1], p.goal)
		b.report(fmt.Sprintf("batch of %d", batch), hundred[0], p.name, hundred[i+1], p.goal)
	}
	return reportMemory(b)
}

// tellSizes prints what each printer makes of a document, which also warms it up.
func tellSizes(all []printer, d document.Document) error {
	for _, p := range all {
		file, err := p.print(d)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		fmt.Printf("  %s: %d pages, %d kB\n", p.name, pages(file), len(file)/1000)
	}
	return nil
}

func timedPrinting(all []printer, documents []document.Document) []func() (time.Duration, error) {
	var list []func() (time.Duration, error)
	for _, p := range all {
		list = append(list, func() (time.Duration, error) {
			return timed(func() error {
				for _, d := range documents {
					if _, err := p.print(d); err != nil {
						return fmt.Errorf("%s: %w", p.name, err)
					}
				}
				return nil
			})
		})
	}
	return list
}

// paperOptions returns the product's own words, vocabulary and templates.
func paperOptions() (document.Options, error) {
	words, err := language.Open("nl")
	if err != nil {
		return document.Options{}, err
	}
	vocabulary, err := partnership.ReadVocabulary(assets.Vocabulary(), assets.LegalBases())
	if err != nil {
		return document.Options{}, err
	}
	library, err := document.ReadLibrary(assets.Templates())
	return document.Options{
		Words: words, Vocabulary: vocabulary, Templates: library, Author: "Gemeente Lindewaard",
		On: date.MustParse("2026-11-23"), Created: time.Date(2026, time.November, 23, 9, 30, 0, 0, time.UTC),
	}, err
}

// batchOf returns covenants of some ten pages, each with a title and a purpose of its own.
func batchOf(o document.Options) ([]document.Document, error) {
	var list []document.Document
	for i := range batch {
		a := documenttest.Covenant()
		a.Status, a.Articles = partnership.AgreementDraft, nil
		a.Title = fmt.Sprintf("Convenant jeugdgroepen %d", i+1)
		a.Ambition = fmt.Sprintf("een veilig opgroeiklimaat voor elke jongere van wijk %d", i+1)
		d, err := document.Covenant(a, documenttest.Names(), o)
		if err != nil {
			return nil, err
		}
		d.Watermark = "" // the others have none
		list = append(list, d)
	}
	return list, nil
}
