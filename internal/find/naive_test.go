package find

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// scan searches by looking at every word of every record. It shares with the index only how texts become words.
func scan(records map[partnership.ID]partnership.Record, query string, limit int) []partnership.ID {
	type ranked struct {
		score int
		key   string
		id    partnership.ID
	}
	var all []ranked
	for id, record := range records {
		best := -1
		for _, v := range read(query) {
			if score := scanOne(record, v); score >= 0 && (best < 0 || score < best) {
				best = score
			}
		}
		if best >= 0 {
			all = append(all, ranked{best, new(analyser).key(record.Label()), id})
		}
	}
	slices.SortFunc(all, func(a, b ranked) int {
		return cmp.Or(a.score-b.score, strings.Compare(a.key, b.key), cmp.Compare(a.id, b.id))
	})
	ids := []partnership.ID{}
	for _, r := range all[:min(limit, len(all))] {
		ids = append(ids, r.id)
	}
	return ids
}

// scanOne returns the record's score, or -1 when it lacks a word.
func scanOne(record partnership.Record, v variant) int {
	total := 0
	for _, w := range v {
		best := -1
		var a analyser
		eachText(record, func(at place, weight weight, text string) bool {
			for _, words := range [][]word{a.split(text), a.join(text, isName(at, weight))} {
				for _, word := range words {
					score := 2 * int(weight)
					if string(word.term) != w.term {
						score++
						if !w.prefix || !strings.HasPrefix(string(word.term), w.term) {
							continue
						}
					}
					if best < 0 || score < best {
						best = score
					}
				}
			}
			return true
		})
		if best < 0 {
			return -1
		}
		total += best * w.counts
	}
	return total
}

// few words, so that records have many in common; many begin alike.
var vocabulary = strings.Fields("a ab abc b ba van den der de Berg Bergen Vandenberg 't Hart Hartman é e ß ss 06 12 0612 2611 AB 2611AB +31 park Parkeren")

func sentence(label string) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		words := rapid.SliceOfN(rapid.SampledFrom(vocabulary), 0, 5).Draw(t, label)
		return strings.Join(words, rapid.SampledFrom([]string{" ", " ", "-", ", "}).Draw(t, "between"))
	})
}

func someRecord(t *rapid.T, id partnership.ID) partnership.Record {
	switch rapid.IntRange(0, 2).Draw(t, "kind") {
	case 0:
		return partnership.Contact{
			ID: id, GivenName: sentence("given").Draw(t, "given"), Infix: rapid.SampledFrom([]string{"", "van den", "'t", "de"}).Draw(t, "infix"),
			FamilyName: sentence("family").Draw(t, "family"), Phones: []string{sentence("phone").Draw(t, "phone")}, Notes: sentence("notes").Draw(t, "notes"),
		}
	case 1:
		return partnership.Organisation{
			ID: id, Name: sentence("name").Draw(t, "name"), Team: sentence("team").Draw(t, "team"), Notes: sentence("notes").Draw(t, "notes"),
		}
	}
	return partnership.Action{ID: id, Title: sentence("title").Draw(t, "title"), Tags: []string{sentence("tag").Draw(t, "tag")}}
}

func idsOf(hits []Hit) []partnership.ID {
	ids := []partnership.ID{}
	for _, h := range hits {
		ids = append(ids, h.ID)
	}
	return ids
}

func TestSearchFindsWhatAScanOfAllFindsInThatOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := New()
		records := map[partnership.ID]partnership.Record{}
		for range rapid.IntRange(1, 12).Draw(t, "changes") {
			if rapid.IntRange(0, 4).Draw(t, "removes") == 0 {
				id := partnership.ID(fmt.Sprint("r", rapid.IntRange(0, 30).Draw(t, "id")))
				x.Remove(id)
				delete(records, id)
				continue
			}
			var put []partnership.Record
			for range rapid.IntRange(1, 10).Draw(t, "records") {
				record := someRecord(t, partnership.ID(fmt.Sprint("r", rapid.IntRange(0, 30).Draw(t, "id"))))
				put = append(put, record)
				records[record.RecordID()] = record
			}
			x.Put(put...)
		}
		if x.Len() != len(records) {
			t.Fatalf("%d records, want %d", x.Len(), len(records))
		}
		rebuilt := New()
		for _, record := range records {
			rebuilt.Put(record)
		}
		for range 10 {
			query, limit := sentence("query").Draw(t, "query"), rapid.SampledFrom([]int{1, 2, 5, 100}).Draw(t, "limit")
			hits := x.Search(query, limit)
			if diff := gocmp.Diff(scan(records, query, limit), idsOf(hits)); diff != "" {
				t.Fatalf("%q, limit %d: scan (-), search (+):\n%s", query, limit, diff)
			}
			if diff := gocmp.Diff(hits, rebuilt.Search(query, limit), gocmp.Transformer("none", func(h []Hit) []Hit { return append([]Hit{}, h...) })); diff != "" {
				t.Fatalf("%q: changed bit by bit (-), built again (+):\n%s", query, diff)
			}
			for _, h := range hits {
				checkMatches(t, h)
			}
		}
	})
}

type fataler interface{ Fatalf(string, ...any) }

func checkMatches(t fataler, h Hit) {
	end := 0
	for _, r := range h.Matches {
		if r.From < end || r.To <= r.From || r.To > len(h.Snippet) {
			t.Fatalf("range %v of %v in %q", r, h.Matches, h.Snippet)
		}
		end = r.To
	}
	if len(h.Matches) == 0 || h.Field == "" {
		t.Fatalf("hit without a match: %+v", h)
	}
}

func TestCommonBeginningsDoNotChangeWhatIsFound(t *testing.T) {
	records := map[partnership.ID]partnership.Record{}
	x := New()
	var all []partnership.Record
	for i := range 300 {
		o := partnership.Organisation{
			ID: partnership.ID(fmt.Sprint("o", i)), Name: fmt.Sprintf("p%d", i%7), Team: fmt.Sprintf("pa%d pb%d", i%11, i%13),
			Notes: fmt.Sprintf("p pad%d pat%d q%d", i%5, i%3, i),
		}
		records[o.ID] = o
		all = append(all, o)
	}
	x.Put(all...)
	if s := x.picture.Load().parts[0]; s.common["p"] == nil || s.common["q"] != nil {
		t.Fatalf("%d common beginnings, want p and not q", len(s.common))
	}
	for _, query := range []string{"p", "pa", "p1", "p p", "pat", "q", "q1", "pa1 q2", "p pad1 pb1"} {
		if diff := gocmp.Diff(scan(records, query, 50), idsOf(x.Search(query, 50))); diff != "" {
			t.Errorf("%q: %s", query, diff)
		}
	}
}

func TestSegmentsStayFew(t *testing.T) {
	x := New()
	for i := range 1000 {
		x.Put(partnership.Action{ID: partnership.ID(fmt.Sprint("c", i)), Title: "Bellen"})
		parts := x.picture.Load().parts
		for j := 1; j < len(parts); j++ {
			if parts[j-1].alive <= 2*parts[j].alive {
				t.Fatalf("after %d: part %d has %d records, the next %d", i+1, j-1, parts[j-1].alive, parts[j].alive)
			}
		}
	}
	for i := range 1000 {
		x.Remove(partnership.ID(fmt.Sprint("c", i)))
		for _, p := range x.picture.Load().parts {
			if 2*p.alive < len(p.docs) {
				t.Fatalf("after removing %d: %d of %d records alive", i+1, p.alive, len(p.docs))
			}
		}
	}
	if x.Len() != 0 || len(x.where) != 0 || len(x.picture.Load().parts) != 0 {
		t.Errorf("%d records, %d locations, %d parts left", x.Len(), len(x.where), len(x.picture.Load().parts))
	}
}
