package main

import (
	"fmt"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/sharing"
)

func init() {
	register("advice", "a thousand questions to the aid at 50 agreements with 1,000 provisions, beside one question's own time", measureAdvice)
}

const (
	agreementCount   = 50
	provisionsInEach = 20
	questionCount    = 1000
	partnerCount     = 40
)

// partners is a municipality with 50 agreements of 20 provisions.
func partners(words *partnership.Vocabulary) ([]partnership.Organisation, []partnership.Agreement) {
	var organisations []partnership.Organisation
	for i := range partnerCount {
		kind := words.OrganisationKinds[i%len(words.OrganisationKinds)]
		organisations = append(organisations, partnership.Organisation{ID: partnership.ID(fmt.Sprint("o", i)), Kind: kind.ID})
	}
	var agreements []partnership.Agreement
	for i := range agreementCount {
		a := partnership.Agreement{
			ID: partnership.ID(fmt.Sprint("a", i)), Status: partnership.AgreementInForce, ValidFrom: today.AddDays(-i * 10), ValidUntil: today.AddDays(400 - i*10),
			Forums: []partnership.Forum{{ID: "f", Participants: []partnership.ID{"o1", "o2", "o3", "o4"}}},
		}
		for j := range 12 {
			a.Parties = append(a.Parties, partnership.Party{Organisation: organisations[(i*5+j)%partnerCount].ID, SignedOn: today.AddDays(-j)})
		}
		for j := range provisionsInEach {
			a.Purposes = append(a.Purposes, words.Purposes[j%len(words.Purposes)].ID)
			p := partnership.Provision{
				ID:   partnership.ID(fmt.Sprint("p", j)),
				From: string(organisations[(i*5+j)%partnerCount].ID), To: partnership.OfKind(organisations[(i*5+j*7)%partnerCount].Kind),
				Category: words.InformationCategories[(i+j)%len(words.InformationCategories)].ID, Purpose: words.Purposes[(i*3+j)%len(words.Purposes)].ID,
				LegalBasis: words.LegalBases[(i+j*3)%len(words.LegalBases)].ID,
			}
			if j%4 == 0 {
				p.Forum = "f"
			}
			a.Provisions = append(a.Provisions, p)
		}
		agreements = append(agreements, a)
	}
	return organisations, agreements
}

func measureAdvice(b *bench) error {
	words, err := vocabulary()
	if err != nil {
		return err
	}
	organisations, agreements := partners(&words)
	question := func(i int) sharing.Question {
		return sharing.Question{
			From: organisations[i%partnerCount].ID, To: organisations[(i*7+3)%partnerCount].ID,
			Category: words.InformationCategories[i%len(words.InformationCategories)].ID, Purpose: words.Purposes[i%len(words.Purposes)].ID,
			On: today.AddDays(i % 3), Urgent: i%5 == 0,
		}
	}
	ask := func(count, from int) func() (time.Duration, error) {
		return func() (time.Duration, error) {
			return timed(func() error {
				aid := sharing.New(&words, organisations, agreements)
				for i := range count {
					if _, err := aid.Advise(question(from + i)); err != nil {
						return err
					}
				}
				return nil
			})
		}
	}
	times, err := sideBySide(101, ask(questionCount, 0), ask(1, 2))
	if err != nil {
		return err
	}
	b.report("1,000 questions", times[0], "one question", times[1], 50)
	return nil
}
