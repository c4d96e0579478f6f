package paper

import (
	"bytes"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/bidi"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// rangeLatin is Latin with all its extensions.
var rangeLatin = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0x41, Hi: 0x5A, Stride: 1}, {Lo: 0x61, Hi: 0x7A, Stride: 1}, {Lo: 0xC0, Hi: 0x24F, Stride: 1}, {Lo: 0x1E00, Hi: 0x1EFF, Stride: 1}}}

func isLeftward(r rune) bool {
	p, _ := bidi.LookupRune(r)
	return leftward(p.Class())
}

func TestGateLetsThroughOnlyWhatCanBeDrawn(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"plain":              {"Jan van den Berg", "Jan van den Berg"},
		"composed":           {"e\u0301e\u0301n", "één"},
		"emoji":              {"a😀b", "a[U+1F600]b"},
		"two emoji joined":   {"👨\u200d👩", "[U+1F468][U+1F469]"},
		"Chinese":            {"漢", "[U+6F22]"},
		"tab and line":       {"a\tb\nc\u2028d", "a b c d"},
		"control":            {"a\x00b\x7f", "a[U+0000]b[U+007F]"},
		"direction override": {"a\u202eb", "ab"},
		"not UTF-8":          {"a\xffb", "a[U+FFFD]b"},
		"fixed space":        {"a\u00a0b", "a\u00a0b"},
		"Polish and Turkish": {"Łódź İzmir ẞ", "Łódź İzmir ẞ"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := (&gate{}).pass(c.in, serif); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestFindingsNameWhatTheFontsLack(t *testing.T) {
	d := document.Document{Blocks: []document.Block{document.Paragraph{Text: document.Plain("Groet 😀 en 😀 en 漢")}}}
	var b bytes.Buffer
	findings, err := WritePDF(&b, d)
	if err != nil {
		t.Fatal(err)
	}
	if len(findings) != 2 || findings[0].Name != "GRINNING FACE" || findings[0].Count != 2 || findings[1].Rune != '漢' || findings[0].Near != "Groet 😀 en 😀 en 漢" {
		t.Errorf("got %+v", findings)
	}
}

func TestSoftHyphenIsDrawnAtTheEndOfALine(t *testing.T) {
	p := press{}
	width := serif.width("samen-", lookOf(document.House{}, document.A4).body.size) + 1
	lines := p.set(document.Plain("samen\u00adwerking"), lookOf(document.House{}, document.A4).body, width, p.tree.open(nil, roleP))
	if l := lines[0]; len(l) != 2 || l[0].s != "samen" || l[1].s != "-" || l[1].actual != "\u00ad" || !l[1].broken {
		t.Errorf("the line is %+v", l)
	}
	whole := p.set(document.Plain("samen\u00adwerking"), lookOf(document.House{}, document.A4).body, 400, p.tree.open(nil, roleP))
	if len(whole) != 1 || whole[0][0].s != "samenwerking" {
		t.Errorf("got %+v", whole)
	}
}

func TestReferenceAndNumberStayTogether(t *testing.T) {
	for _, s := range []string{"art. 6", "lid 1", "artikel 12", "art. 6 lid 1 e"} {
		for width := 60.0; width < 120; width++ {
			p := press{}
			for _, l := range p.set(document.Plain("woord woord "+s+" van de wet"), lookOf(document.House{}, document.A4).body, width, p.tree.open(nil, roleP)) {
				last := l[len(l)-1].s
				if strings.HasSuffix(last, "art.") || strings.HasSuffix(last, "artikel") || strings.HasSuffix(last, "lid") {
					t.Errorf("at %.0f a line ends in %q", width, last)
				}
			}
		}
	}
}

func TestRightToLeftWordsAreTurned(t *testing.T) {
	for in, want := range map[string]string{
		"naam שלום hier":    "naam םולש hier",
		"שלום עולם":         "םלוע םולש",
		"x (שלום 12 עולם).": "x (םלוע 12 םולש).",
		"alleen Latijn":     "alleen Latijn",
	} {
		p := press{}
		lines := p.set(document.Plain(in), lookOf(document.House{}, document.A4).body, 400, p.tree.open(nil, roleP))
		got := ""
		for _, piece := range lines[0] {
			got += piece.s
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
