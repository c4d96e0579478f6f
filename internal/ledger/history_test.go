package ledger_test

import (
	"fmt"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// TestHistoryGoesOnAfterARecordCameBack removes a record and brings it back again and again: the vault keeps it at another
// place each time, and its history is one.
func TestHistoryGoesOnAfterARecordCameBack(t *testing.T) {
	store := &memory{}
	l := open(t, store)
	commit(t, l, ledger.Put(police(), 0))
	versions := 1
	for n := range 12 {
		now, ok := ledger.Get[partnership.Organisation](l, "pol")
		if !ok {
			t.Fatal("it is not there")
		}
		now.Record.Phone = fmt.Sprint(n)
		commit(t, l, ledger.Put(now.Record, now.Revision))
		commit(t, l, ledger.Remove("pol", now.Revision+1))
		versions += 2
		for _, l := range []*ledger.Ledger{l, open(t, store)} {
			history, err := l.History("pol")
			if err != nil || len(history) != versions {
				t.Fatalf("%d versions, want %d; %v", len(history), versions, err)
			}
			for i, v := range history {
				if v.Number != i+1 || i > 0 && v.Made.Entry <= history[i-1].Made.Entry {
					t.Errorf("version %d is %+v", i+1, v)
				}
			}
			removed, err := l.Removed()
			if err != nil || len(removed) != 1 || removed[0].Version != versions-1 || removed[0].Made.Entry != history[versions-1].Made.Entry {
				t.Errorf("removed is %+v, %v; its last version was %d", removed, err, versions-1)
			}
		}
		change, lost, err := l.Back("pol", versions-1)
		if err != nil || lost {
			t.Fatal(err)
		}
		commit(t, l, change)
		versions++
		if removed, err := l.Removed(); err != nil || len(removed) > 0 {
			t.Errorf("after coming back: %+v, %v", removed, err)
		}
	}
}
