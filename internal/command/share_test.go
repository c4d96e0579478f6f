package command

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
)

// town returns a session in the demo municipality, and its vault.
func town(t testing.TB) (*session, *desk.Desk) {
	t.Helper()
	words, err := language.Open("nl")
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2026, time.November, 24, 9, 0, 0, 0, time.UTC) }
	d, err := desk.CreateDemo(context.Background(), filepath.Join(t.TempDir(), "v"), []byte("een goede wachtwoordzin"), desk.Surroundings{Now: now, Random: rand.Reader, Words: words})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return &session{Environment: Environment{Now: now}, words: words}, d
}

// Every line of a batch is answered by an advice or by what is wrong with it.
func FuzzBatchLine(f *testing.F) {
	s, d := town(f)
	aid := d.Aid()
	for _, line := range []string{
		`{"from": "o-jw", "to": "o-wt", "category": "concern", "purpose": "early_signal", "on": "2026-11-24", "forum": "a-straat/f-signaal", "urgent": true}`,
		`{"from": "o-jw", "from": "o-wt"}`, `{"on": "2026-02-30"}`, `[]`, `null`, `{"forum": "/"}`, "\xff", `{"urgent": 1}`,
	} {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		answer := s.answer(d, aid, line, false)
		if answer == nil {
			if len(bytes.TrimSpace(line)) > 0 {
				t.Fatalf("%q has no answer", line)
			}
			return
		}
		written, err := json.Marshal(answer)
		if err != nil || bytes.ContainsRune(written, '\n') {
			t.Fatalf("%q is answered with %s, %v", line, written, err)
		}
		var told struct{ Outcome, Error string }
		if err := json.Unmarshal(written, &told); err != nil || (told.Outcome == "") == (told.Error == "") {
			t.Fatalf("%q is answered with %s, %v", line, written, err)
		}
	})
}

func TestALineThatIsTooLongIsToldAndTheNextIsRead(t *testing.T) {
	long := strings.Repeat("x", 3*longestLine)
	lines := bufio.NewReaderSize(strings.NewReader(long+"\nnext\nlast"), longestLine)
	var got []string
	for {
		line, tooLong, err := nextLine(lines)
		if tooLong {
			got = append(got, "too long")
		} else {
			got = append(got, strings.TrimSpace(string(line)))
		}
		if err != nil {
			break
		}
	}
	if strings.Join(got, "|") != "too long|next|last" {
		t.Errorf("%q", got)
	}
}
