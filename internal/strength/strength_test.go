package strength

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWhatIsTriedFirstIsNotEnough(t *testing.T) {
	for phrase, why := range map[string]Why{
		"":                     Short,
		"x7!":                  Short,
		"welkom":               Known,
		"Welkom2026":           Known,
		"password":             Known,
		"bondgenoot":           Known,
		"gemeente1":            Known,
		"ikhouvanvoetbal":      Known,
		"welkombijdegemeente":  Known,
		"fiets koffie maandag": Known,
		"qwertyuiop":           Known,
		"zxcvfdsa":             Keyboard,
		"aaaaaaaaaaaaaaaaaaaa": Repeated,
		"jajajajajajajaja":     Repeated,
		"welkom welkom welkom": Repeated,
		"2026 2026 2026":       Repeated,
		"abcdefghijklm":        Sequence,
		"17121978":             Day,
		"1978-08-03":           Day,
		"3.8.78":               Day,
		"Welkom 17-12-1978":    Day,
	} {
		j := Of(phrase)
		if j.Enough() || j.Why != why {
			t.Errorf("%q: score %d because %s, want %s", phrase, j.Score, j.Why, why)
		}
	}
}

func TestAFewLooseWordsAreEnough(t *testing.T) {
	for _, phrase := range []string{
		"een goede wachtwoordzin", "een andere goede zin", "juist paard batterij", "lamp wolkje trap mosterd", "correct horse battery staple",
		"kX9$vq2!Lw#t", strings.Repeat("ja", 3) + " morgen eten wij appeltaart",
	} {
		if j := Of(phrase); !j.Enough() {
			t.Errorf("%q: score %d because %s", phrase, j.Score, j.Why)
		}
	}
}

func TestWhatIsKnownOfItsOwnerCounts(t *testing.T) {
	const phrase = "Bakkenhoven"
	if with, without := Of(phrase, "Griet van Bakkenhoven"), Of(phrase); with.Score >= without.Score {
		t.Errorf("score %d with the name known, %d without", with.Score, without.Score)
	}
}

func TestAnyTextIsJudged(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		phrase := rapid.String().Draw(r, "phrase")
		j := Of(phrase, rapid.String().Draw(r, "name"))
		if j.Score < 0 || j.Score > 4 || j.Why == "" {
			r.Errorf("%q: %+v", phrase, j)
		}
	})
}
