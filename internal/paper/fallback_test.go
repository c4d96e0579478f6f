package paper

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

// only returns a character that the face has and f lacks.
func only(t *testing.T, in, f face) rune {
	t.Helper()
	for r := rune('\u00a1'); r <= lastRune; r++ {
		if in.has(r) && !f.has(r) && drawable(r, f) && (&gate{}).pass(string(r), f) == string(r) {
			return r
		}
	}
	t.Fatalf("face %d has nothing that face %d lacks", in, f)
	return 0
}

func TestCharacterIsDrawnInAFaceThatHasIt(t *testing.T) {
	r := only(t, sansBold, serif)
	d := document.Document{
		Header: "kop " + string(r), Note: "voet " + string(r), Folio: "{page}" + string(r), Watermark: string(r),
		Blocks: []document.Block{document.Paragraph{Text: document.Plain("voor " + string(r) + " na")}, document.PageBreak{}, document.Paragraph{Text: document.Plain("b")}},
	}
	drawnIn := map[artefactKind]bool{}
	for _, c := range drawn(t, d).calls {
		for _, each := range c.s {
			if !c.face.has(each) {
				t.Errorf("%q is drawn in a face that lacks it", each)
			}
			if each == r {
				drawnIn[c.artefact] = true
			}
		}
	}
	if !drawnIn[""] || !drawnIn[artefactHeader] || !drawnIn[artefactFooter] {
		t.Errorf("drawn only in %v", drawnIn)
	}
	var b bytes.Buffer
	if findings, err := WritePDF(&b, d); err != nil || len(findings) > 0 {
		t.Errorf("findings %v, error %v", findings, err)
	}
}

func TestMercuryIsNoFinding(t *testing.T) { // of all faces only the bold sans has it
	if got := (&gate{}).pass("a\u263fb", serif); got != "a\u263fb" {
		t.Errorf("got %q", got)
	}
	if f, ok := serif.standIn('\u263f'); !ok || f == serif {
		t.Errorf("face %d, %v", f, ok)
	}
}

func TestSameStyleStandsInFirst(t *testing.T) {
	for f := range faces {
		for r := rune(0xa1); r < 0x2800; r++ {
			in, ok := f.standIn(r)
			if !ok || typefaces[in].style == typefaces[f].style {
				continue
			}
			for other := range faces {
				if typefaces[other].style == typefaces[f].style && other.has(r) {
					t.Fatalf("%U of face %d is drawn in %d, though %d has it", r, f, in, other)
				}
			}
		}
	}
}

func TestMarkIsDrawnInTheFaceOfItsLetter(t *testing.T) {
	for _, s := range []string{"x\u0302", "q\u0308\u0302", "\u263f\u0302", "m\u0323n"} {
		for f := range faces {
			parts := f.inFaces(s)
			for i, p := range parts {
				first := []rune(p.s)[0]
				if i > 0 && strings.ContainsRune("\u0302\u0308\u0323", first) {
					if _, whole := f.standInFor([]rune(s)); whole {
						t.Errorf("%q in face %d: %v", s, f, parts)
					}
				}
			}
		}
	}
}

func TestPartsSayTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := face(rapid.IntRange(0, int(faces)-1).Draw(t, "face"))
		s := (&gate{}).pass(text(t, "text"), f)
		var b strings.Builder
		parts := f.inFaces(s)
		for i, p := range parts {
			b.WriteString(p.s)
			if i > 0 && parts[i-1].face == p.face {
				t.Fatalf("two parts in one face: %v", parts)
			}
			for _, r := range p.s {
				if r != softHyphen && r != zeroWidthSpace && !p.face.has(r) {
					t.Fatalf("face %d lacks %U", p.face, r)
				}
			}
		}
		if b.String() != s {
			t.Fatalf("got %q, want %q", b.String(), s)
		}
	})
}
