package find_test

import (
	"fmt"
	"sync"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/find"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Each change puts both records of a pair at once, so a search that sees one without the other saw half a change.
func TestSearchSeesWholeChangesWhileOthersAreMade(t *testing.T) {
	const pairs, rounds = 20, 200
	x := find.New()
	put := func(pair, round int) {
		title := fmt.Sprintf("ronde %d", round)
		x.Put(
			partnership.Action{ID: partnership.ID(fmt.Sprintf("a%d", pair)), Title: title, Tags: []string{fmt.Sprintf("paar%d", pair)}},
			partnership.Action{ID: partnership.ID(fmt.Sprintf("b%d", pair)), Title: title, Tags: []string{fmt.Sprintf("paar%d", pair)}},
		)
	}
	for pair := range pairs {
		put(pair, 0)
	}
	done := make(chan struct{})
	var readers sync.WaitGroup
	for reader := range 3 {
		readers.Go(func() {
			for i := reader; ; i++ {
				select {
				case <-done:
					return
				default:
				}
				hits := x.Search(fmt.Sprintf("ronde paar%d.", i%pairs), 1000)
				whole := 0
				for _, h := range x.Search("r", 1000) {
					if h.ID[0] == 'a' {
						whole++
					} else {
						whole--
					}
				}
				if len(hits) == 0 || whole != 0 {
					t.Errorf("%d hits, %d halves", len(hits), whole)
					return
				}
			}
		})
	}
	for round := range rounds {
		put(round%pairs, round)
		if round%3 == 0 {
			x.Remove("a1", "b1")
			put(1, round)
		}
	}
	close(done)
	readers.Wait()
}
