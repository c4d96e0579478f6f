package vault

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"testing"
)

func TestJournalIsReadBackFromItsEnd(t *testing.T) {
	v, _, blob, _ := lived(t, testOptions())
	all := journal(t, v)
	back := func(before uint64, most int) (list []Entry) {
		t.Helper()
		must(t, v.JournalBack(context.Background(), before, func(e Entry) bool {
			list = append(list, e)
			return len(list) < most
		}))
		return list
	}
	whole := back(0, len(all)+1)
	slices.Reverse(whole)
	if !reflect.DeepEqual(whole, all) {
		t.Error("read back it is another journal")
	}
	if got := back(7, 2); len(got) != 2 || !reflect.DeepEqual(got[0], all[5]) || !reflect.DeepEqual(got[1], all[4]) {
		t.Errorf("before entry 7 come %+v", got)
	}
	if got := back(1, 9); len(got) != 0 {
		t.Errorf("before the first entry come %+v", got)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := v.JournalBack(ctx, 0, func(Entry) bool { return true }); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if e, err := v.Entry(5); err != nil || !reflect.DeepEqual(e, all[4]) {
		t.Errorf("entry 5 is %+v, %v", e, err)
	}
	for _, sequence := range []uint64{0, uint64(len(all)) + 1} {
		if _, err := v.Entry(sequence); !errors.Is(err, ErrNotFound) {
			t.Errorf("entry %d: %v", sequence, err)
		}
	}
	if !v.HasBlob(blob) || v.HasBlob(BlobID{}) {
		t.Error("blobs are not told apart")
	}
	mustClose(t, v)
	if err := v.JournalBack(context.Background(), 0, nil); !errors.Is(err, ErrClosed) {
		t.Errorf("closed: %v", err)
	}
	if _, err := v.Entry(1); !errors.Is(err, ErrClosed) {
		t.Errorf("closed: %v", err)
	}
}
