package find_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/find"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

const many = 100_000

// speech is made-up language: a few very common Dutch words, and others that are the rarer the further they stand.
type speech struct {
	*rand.Rand
	rare *rand.Zipf
}

var (
	common    = strings.Fields("de van het een in en op te met voor is aan door er bij om dat zijn wordt niet als naar over ook")
	syllables = strings.Fields("ba be bo da de do ga ge jo ka ke ko la le lo ma me mo na ne no pa pe po ra re ro sa se so ta te to va ve vo wa we wij straat park groep werk zorg jeugd veilig")
)

func newSpeech() speech {
	r := rand.New(rand.NewPCG(1, 2))
	return speech{r, rand.NewZipf(r, 1.07, 8, 60_000)}
}

// word spells the n-th word; the same n gives the same word.
func spell(n uint64) string {
	var word strings.Builder
	for n += 40; n > 0; n /= uint64(len(syllables)) {
		word.WriteString(syllables[n%uint64(len(syllables))])
	}
	return word.String()
}

func (s speech) word() string {
	if s.IntN(5) < 2 {
		return common[s.IntN(len(common))]
	}
	return spell(s.rare.Uint64())
}

func (s speech) text(words int) string {
	list := make([]string, words)
	for i := range list {
		list[i] = s.word()
	}
	return strings.Join(list, " ")
}

func (s speech) name() (given, infix, family string) {
	title := func(word string) string { return strings.ToUpper(word[:1]) + word[1:] }
	return title(spell(uint64(s.IntN(2_000)))), []string{"", "", "", "van", "van den", "de", "van der"}[s.IntN(7)], title(spell(uint64(s.IntN(20_000))))
}

// vault is 100,000 records as a large vault has them: 40,000 contacts, 45,000 actions, 12,000 meetings with minutes of
// 300 words, 2,500 organisations, 500 agreements of 3,000 words.
func (s speech) vault() []partnership.Record {
	records := make([]partnership.Record, 0, many)
	for i := range many {
		id := partnership.ID(fmt.Sprintf("%c%06d", "pcmoa"[i%5], i))
		switch n := i % 200; {
		case n < 80:
			given, infix, family := s.name()
			records = append(records, partnership.Contact{
				ID: id, GivenName: given, Infix: infix, FamilyName: family,
				Positions: []partnership.Position{{Organisation: "o1", Title: s.text(2), Area: s.word()}},
				Phones:    []string{fmt.Sprintf("06-%08d", s.IntN(100_000_000))},
				Emails:    []string{strings.ToLower(given) + "." + strings.ToLower(family) + "@politie.example"},
				Spoken:    []partnership.Conversation{{Note: s.text(8)}}, Notes: s.text(15),
			})
		case n < 170:
			records = append(records, partnership.Action{
				ID: id, Number: i, Title: s.text(6), Notes: s.text(25), Tags: []string{s.word()},
				FollowUps: []partnership.FollowUp{{Note: s.text(8)}},
			})
		case n < 194:
			records = append(records, partnership.Meeting{
				ID: id, Title: "Overleg " + s.text(3), Place: s.text(3), Minutes: s.text(300),
				Agenda:    []partnership.AgendaItem{{Title: s.text(4)}, {Title: s.text(4), Text: s.text(20)}},
				Decisions: []partnership.Decision{{Text: s.text(12)}},
			})
		case n < 199:
			records = append(records, partnership.Organisation{
				ID: id, Name: s.text(3), KvK: fmt.Sprintf("%08d", i), Notes: s.text(20),
				Address: partnership.Address{Street: s.word() + "straat 12", Postcode: "2611 AB", City: s.word()},
			})
		default:
			a := partnership.Agreement{ID: id, Title: "Convenant " + s.text(4), Reference: fmt.Sprintf("CV-%d", i)}
			for range 15 {
				a.Articles = append(a.Articles, partnership.Article{Title: s.text(3), Text: s.text(200)})
			}
			records = append(records, a)
		}
	}
	return records
}

// query draws what people type, and what is hardest: one letter, common words, names, phone numbers, many words.
func (s speech) query() string {
	given, infix, family := s.name()
	return []func() string{
		func() string { return string("abcdefghijklmnopqrstuvwxyz0123456789"[s.IntN(36)]) },
		func() string { return spell(s.rare.Uint64())[:2] },
		func() string { return common[s.IntN(len(common))] },
		func() string { return common[s.IntN(len(common))] + " " + common[s.IntN(len(common))] },
		func() string { return family },
		func() string { return given + " " + infix + " " + family },
		func() string { return "van den " + family[:2] },
		func() string { return given[:1] + " " + infix + " " + family[:3] },
		func() string { return fmt.Sprintf("06 %04d", s.IntN(10_000)) },
		func() string { return s.word() },
		func() string { return s.text(2) },
		func() string { return s.text(3) },
		func() string { return s.text(6) },
		func() string { return "overleg " + s.word() },
	}[s.IntN(14)]()
}

// BenchmarkSearch reports how long searches in 100,000 records take. Each returns up to 100 hits with snippets.
func BenchmarkSearch(b *testing.B) {
	s := newSpeech()
	x := find.New()
	x.Put(s.vault()...)
	for i := range 300 { // some work of a day, so that there are several segments
		x.Put(partnership.Action{ID: partnership.ID(fmt.Sprintf("new%d", i)), Title: s.text(6), Notes: s.text(20)})
	}
	runtime.GC()
	times := make([]time.Duration, 0, 1<<16)
	slowest, slowestQuery := time.Duration(0), ""
	for b.Loop() {
		query := s.query()
		start := time.Now()
		x.Search(query, 100)
		took := time.Since(start)
		times = append(times, took)
		if took > slowest {
			slowest, slowestQuery = took, query
		}
	}
	slices.Sort(times)
	ms := func(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
	b.ReportMetric(ms(times[len(times)/2]), "p50-ms")
	b.ReportMetric(ms(times[len(times)*99/100]), "p99-ms")
	b.ReportMetric(ms(slowest), "max-ms")
	b.Logf("%d searches, the slowest: %q", len(times), slowestQuery)
}

// BenchmarkBuild reports what indexing 100,000 records costs in time and memory, the records themselves aside.
func BenchmarkBuild(b *testing.B) {
	records := newSpeech().vault()
	var before, after runtime.MemStats
	for b.Loop() {
		runtime.GC()
		runtime.ReadMemStats(&before)
		x := find.New()
		x.Put(records...)
		runtime.GC()
		runtime.ReadMemStats(&after)
		runtime.KeepAlive(x)
	}
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB")
	runtime.KeepAlive(records)
}

// BenchmarkPut reports what a change of one record costs beside 100,000 others, merges of small segments included.
func BenchmarkPut(b *testing.B) {
	s := newSpeech()
	records := s.vault()
	x := find.New()
	x.Put(records...)
	b.ResetTimer()
	for b.Loop() {
		x.Put(records[s.IntN(len(records))])
	}
}
