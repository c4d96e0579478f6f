package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"path/filepath"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/assets"
	"codeberg.org/bondgenoot/bondgenoot/internal/agenda"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/find"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

func init() {
	register("today", "from unlocking, key derivation aside, to the first list of what is due at 100,000 records, beside "+
		"opening the vault and loading the sealed records alone", measureToday)
	register("search", "the 99th percentile of searches over 100,000 records beside the 5 ms that it may take", measureSearch)
}

var today = date.MustParse("2026-11-23")

// town is recordCount records: one organisation, a tenth contacts and the rest actions around today.
func town() []partnership.Record {
	records := []partnership.Record{partnership.Organisation{ID: "o", Name: "Politie", Kind: "police"}}
	for i := range recordCount / 10 {
		records = append(records, partnership.Contact{
			ID: partnership.ID(fmt.Sprintf("c%d", i)), GivenName: "Jan", Infix: "van den", FamilyName: fmt.Sprintf("Berg%d", i%997),
			Positions: []partnership.Position{{Organisation: "o", Title: "wijkagent"}},
			Spoken:    []partnership.Conversation{{On: today.AddDays(-i % 200), Note: "Over het plein gesproken."}},
		})
	}
	for i := len(records); i < recordCount; i++ {
		records = append(records, partnership.Action{
			ID: partnership.ID(fmt.Sprintf("a%d", i)), Title: fmt.Sprintf("Navraag doen over zaak %d", i), Organisation: "o",
			Contact: partnership.ID(fmt.Sprintf("c%d", i%(recordCount/10))), Due: today.AddDays(i%400 - 200),
			Status: partnership.ActionOpen, Notes: "Bellen voor het overleg, en anders langsgaan bij het buurthuis.",
		})
	}
	return records
}

func vocabulary() (partnership.Vocabulary, error) {
	return partnership.ReadVocabulary(assets.Vocabulary(), assets.LegalBases())
}

func measureToday(b *bench) error {
	words, err := vocabulary()
	if err != nil {
		return err
	}
	path := filepath.Join(b.folder, "town.vault")
	v, _, err := vault.Create(path, passphrase, options())
	if err != nil {
		return err
	}
	l, err := ledger.Open(context.Background(), v, ledger.Options{Vocabulary: words, Random: rand.Reader})
	if err != nil {
		return err
	}
	var commit ledger.Commit
	for _, record := range town() {
		commit.Changes = append(commit.Changes, ledger.Put(record, 0))
	}
	if err := l.Commit(commit); err != nil {
		return err
	}
	if err := v.Close(); err != nil {
		return err
	}
	open := func(then func(*vault.Vault) error) (time.Duration, error) {
		return timed(func() error {
			v, err := vault.Open(path, vault.Passphrase(passphrase), options())
			if err != nil {
				return err
			}
			if err := then(v); err != nil {
				return err
			}
			return v.Close()
		})
	}
	times, err := sideBySide(rounds,
		func() (time.Duration, error) { return open(func(v *vault.Vault) error { return firstToday(v, words) }) },
		func() (time.Duration, error) { return open(loadAll) },
	)
	if err != nil {
		return err
	}
	b.report("unlock to first today", times[0], "opening and loading", times[1], 0)
	return nil
}

func firstToday(v *vault.Vault, words partnership.Vocabulary) error {
	l, err := ledger.Open(context.Background(), v, ledger.Options{Vocabulary: words, Random: rand.Reader})
	if err != nil {
		return err
	}
	due := agenda.Today(agenda.Records{
		Contacts: ledger.All[partnership.Contact](l), Agreements: ledger.All[partnership.Agreement](l),
		Meetings: ledger.All[partnership.Meeting](l), Actions: ledger.All[partnership.Action](l),
	}, today)
	if len(due.Overdue) == 0 {
		return fmt.Errorf("nothing is overdue")
	}
	return nil
}

func measureSearch(b *bench) error {
	const searches, most = 1000, 100
	index := find.New()
	index.Put(town()...)
	queries := []string{"berg", "jan berg99", "navraag", "n", "zaak 123", "buurthuis overleg", "plein", "van den berg5"}
	var times []time.Duration
	for i := range searches {
		took, err := timed(func() error {
			if hits := index.Search(queries[i%len(queries)], most); len(hits) == 0 {
				return fmt.Errorf("nothing found with %q", queries[i%len(queries)])
			}
			return nil
		})
		if err != nil {
			return err
		}
		times = append(times, took)
	}
	b.report("search, 99th percentile", quantile(times, 0.99), "5 ms", 5*time.Millisecond, 1)
	b.report("search, median", quantile(times, 0.5), "5 ms", 5*time.Millisecond, 1)
	return nil
}
