package vault

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
)

// FuzzSurvey looks at any file as at a damaged vault: whatever it holds, nothing panics, and no value lies outside it.
func FuzzSurvey(f *testing.F) {
	o := testOptions()
	path := filepath.Join(f.TempDir(), "v")
	v, _, err := Create(path, []byte(secret), o)
	must(f, err)
	fill(f, v, 0, 12)
	mustClose(f, v)
	sound, err := os.ReadFile(path)
	must(f, err)
	f.Add(sound[:8*pageSize]) // the engine is slow with larger ones
	f.Add(sound[:3*pageSize+100])
	torn := bytes.Clone(sound[:8*pageSize])
	clear(torn[:pageSize])
	f.Add(torn)
	clear(torn[:2*pageSize])
	f.Add(torn)
	f.Add([]byte(headerMagic))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := surveyFile(context.Background(), bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		for key, spans := range s.values {
			for _, v := range spans {
				if bucketOf([]byte(key)) == "" || v.at < 0 || v.at+int64(v.size) > int64(len(b)) {
					t.Errorf("%q at %+v in a file of %d bytes", key, v, len(b))
				}
			}
		}
		if _, err := s.frames(); err != nil {
			t.Fatal(err)
		}
	})
}
