package paper

import (
	"strings"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

func TestWordsThatBelongTogetherStandOnOneLine(t *testing.T) {
	for promise, whole := range map[string][]string{
		"a reference and its number":   {"art. 6", "lid 1", "artikel 12", "artikelen 12", "bijlage 3", "§ 2", "nr. 17"},
		"a reference and its letter":   {"onder a", "sub c", "lid 1 e"},
		"an amount and its sign":       {"€ 5", "€ 2.500", "€ 5 miljoen", "EUR 40"},
		"a number and its unit":        {"5 %", "12 maanden", "24 uur", "1,5 jaar", "6 weken"},
		"a day and its month":          {"3 maart", "31 December", "d.d. 3 maart"},
		"an initial and its name":      {"J. Jansen", "A.B. Jansen", "Th. Jansen", "J. de Vries", "J. van der Berg", "É. Jansen"},
		"a title and its name":         {"mr. Jansen", "drs. J. Jansen", "de heer Jansen"[3:], "mevrouw Jansen"},
		"the halves of a postcode":     {"3351 LJ"},
		"a dash and the word it ends":  {"woord –"},
		"a reference within brackets":  {"(art. 6)", "(lid 1,"},
		"a title within quotation":     {"\"mr. Jansen\""},
		"a reference with a full stop": {"artikel 6."},
	} {
		t.Run(promise, func(t *testing.T) {
			for _, s := range whole {
				for width := 96.0; width < 230; width += 1.5 {
					on := linesOf("Woorden vooraf "+s+" woorden achteraf hier", width)
					if !strings.Contains("\n"+on+"\n", s) {
						t.Fatalf("at %.1f %q is parted:\n%s", width, s, on)
					}
				}
			}
		})
	}
}

func TestOtherWordsMayPart(t *testing.T) {
	for _, s := range []string{"artikel over", "2024 staat", "wet. De", "de Vries", "van Jansen", "Jan de", "lid van", "maanden 12", "heer die", "12 partijen", "3351 in", "een –a"} {
		parted := false
		for width := 72.0; width < 230; width += 0.5 {
			parted = parted || !strings.Contains(linesOf("Woorden vooraf "+s+" woorden achteraf hier", width), s)
		}
		if !parted {
			t.Errorf("%q is never parted", s)
		}
	}
}

func TestWordsPartWhereALineHasNoRoomForThem(t *testing.T) {
	got := linesOf("J. van der Papendrechterstraatweg", serif.width("Papendrechterstraatweg", lookOf(document.House{}, document.A4).body.size)+1)
	if got != "J. van der\nPapendrechterstraatweg" {
		t.Errorf("got %q", got)
	}
}

func TestGluedWordsAreDrawnWithAnOrdinarySpace(t *testing.T) {
	if got := linesOf("zie art. 6 van de wet", 400); got != "zie art. 6 van de wet" {
		t.Errorf("got %q", got)
	}
}

// linesOf returns a text as it is broken into lines of the given width.
func linesOf(s string, width float64) string {
	p := press{}
	var lines []string
	for _, l := range p.set(document.Plain(s), lookOf(document.House{}, document.A4).body, width, p.tree.open(nil, roleP)) {
		var b strings.Builder
		for _, piece := range l {
			b.WriteString(piece.s)
		}
		lines = append(lines, b.String())
	}
	return strings.Join(lines, "\n")
}
