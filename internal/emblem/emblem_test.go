package emblem_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"strings"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/emblem"
)

const svg = `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><rect x="0" y="0" width="150" height="100" fill="#1a5a8c"/><circle cx="225" cy="50" r="40" fill="red" fill-opacity="0.5"/></svg>`

func encoded(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// read reads a logo and looks at what came out: a plain picture of eight bits, opaque, within the limits.
func read(t *testing.T, file []byte) image.Image {
	t.Helper()
	e, err := emblem.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	m, err := png.Decode(bytes.NewReader(e.PNG))
	if err != nil {
		t.Fatal(err)
	}
	if kind := e.PNG[25]; kind != 2 || e.PNG[24] != 8 || e.PNG[28] != 0 { // of the header chunk: RGB, eight bits, not interlaced
		t.Errorf("colour type %d, %d bits, interlaced %d", kind, e.PNG[24], e.PNG[28])
	}
	if b := m.Bounds(); b.Dx() != e.Width || b.Dy() != e.Height || e.Width > 945 || e.Height > 346 || len(e.PNG) > emblem.MaxKept {
		t.Errorf("%d by %d said, %v kept in %d bytes", e.Width, e.Height, b, len(e.PNG))
	}
	return m
}

func at(m image.Image, x, y int) [3]uint8 {
	c := color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA)
	return [3]uint8{c.R, c.G, c.B}
}

func TestTransparencyBecomesWhite(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 40, 20))
	for x := range 20 {
		for y := range 20 {
			m.Set(x, y, color.NRGBA{R: 200, A: 255})
		}
	}
	m.Set(30, 10, color.NRGBA{A: 128})
	got := read(t, encoded(t, m))
	if at(got, 5, 5) != [3]uint8{200, 0, 0} || at(got, 35, 5) != [3]uint8{255, 255, 255} {
		t.Errorf("%v and %v", at(got, 5, 5), at(got, 35, 5))
	}
	if grey := at(got, 30, 10); grey[0] < 120 || grey[0] > 135 || grey[0] != grey[1] {
		t.Errorf("half transparent black is %v", grey)
	}
}

func TestDeepAndPalettedPicturesAreMadePlain(t *testing.T) {
	deep := image.NewNRGBA64(image.Rect(0, 0, 30, 30))
	for i := range deep.Pix {
		deep.Pix[i] = 0x80
	}
	read(t, encoded(t, deep))
	paletted := image.NewPaletted(image.Rect(0, 0, 8, 8), color.Palette{color.Transparent, color.Black})
	if got := at(read(t, encoded(t, paletted)), 3, 3); got != [3]uint8{255, 255, 255} {
		t.Errorf("%v", got)
	}
	grey := image.NewGray(image.Rect(0, 0, 8, 8))
	var b bytes.Buffer
	if err := jpeg.Encode(&b, grey, nil); err != nil {
		t.Fatal(err)
	}
	read(t, b.Bytes())
}

func TestDrawingIsDrawnAtTheSizeOfPrint(t *testing.T) {
	m := read(t, []byte(svg))
	b := m.Bounds()
	if b.Dx() != 945 || b.Dy() != 315 {
		t.Fatalf("%v", b)
	}
	if at(m, 100, 100) != [3]uint8{0x1a, 0x5a, 0x8c} || at(m, 480, 5) != [3]uint8{255, 255, 255} {
		t.Errorf("%v and %v", at(m, 100, 100), at(m, 480, 5))
	}
}

func TestLargePictureIsMadeSmallerInItsProportion(t *testing.T) {
	for _, size := range [][2]int{{3000, 500}, {500, 3000}, {1, 1}, {946, 10}} {
		b := read(t, encoded(t, image.NewRGBA(image.Rect(0, 0, size[0], size[1])))).Bounds()
		if b.Dx() > size[0] || b.Dy() > size[1] {
			t.Errorf("%v was made larger: %v", size, b)
		}
		was, is := float64(size[0])/float64(size[1]), float64(b.Dx())/float64(b.Dy())
		if is < was*0.95-0.1 || is > was*1.05+0.1 {
			t.Errorf("%v became %v", size, b)
		}
	}
}

func TestPhotographIsKeptWithinItsBytes(t *testing.T) {
	noise := rand.New(rand.NewPCG(1, 2))
	m := image.NewRGBA(image.Rect(0, 0, 600, 300))
	for i := range m.Pix {
		m.Pix[i] = uint8(noise.Uint32())
	}
	_, err := emblem.Read(encoded(t, m))
	if err != nil && !errors.Is(err, emblem.ErrTooLarge) {
		t.Error(err)
	}
}

// hugePNG says in its header that it has more pixels than memory holds.
func hugePNG(t *testing.T) []byte {
	file := encoded(t, image.NewRGBA(image.Rect(0, 0, 1, 1)))
	binary.BigEndian.PutUint32(file[16:], 60000)
	binary.BigEndian.PutUint32(file[20:], 60000)
	binary.BigEndian.PutUint32(file[29:], crc32.ChecksumIEEE(file[12:29]))
	return file
}

func TestWhatCannotBeALogoIsRefused(t *testing.T) {
	var unsupported *emblem.UnsupportedError
	for name, c := range map[string]struct {
		file []byte
		want error // nil: an UnsupportedError
	}{
		"nothing":        {nil, emblem.ErrKind},
		"text":           {[]byte("geen plaatje"), emblem.ErrKind},
		"a GIF":          {[]byte("GIF89a\x01\x00\x01\x00"), emblem.ErrKind},
		"half a PNG":     {encoded(t, image.NewRGBA(image.Rect(0, 0, 50, 50)))[:60], emblem.ErrBroken},
		"too many dots":  {hugePNG(t), emblem.ErrTooLarge},
		"too many bytes": {make([]byte, emblem.MaxFile+1), emblem.ErrTooLarge},
		"broken SVG":     {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect`), emblem.ErrBroken},
		"empty SVG":      {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>`), emblem.ErrBroken},
		"SVG of no size": {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 9"><rect width="9" height="9"/></svg>`), emblem.ErrBroken},
		"SVG as a line":  {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 1"><rect width="9" height="9"/></svg>`), emblem.ErrBroken},
		"deep SVG":       {[]byte(`<svg viewBox="0 0 9 9">` + strings.Repeat("<g>", 100) + strings.Repeat("</g>", 100) + `</svg>`), emblem.ErrTooLarge},
		"a script":       {[]byte(`<svg viewBox="0 0 9 9"><script>alert(1)</script></svg>`), nil},
		"letters":        {[]byte(`<svg viewBox="0 0 9 9"><text>Gemeente</text></svg>`), nil},
		"a picture":      {[]byte(`<svg viewBox="0 0 9 9"><image href="https://example.nl/logo.png"/></svg>`), nil},
		"a mask":         {[]byte(`<svg viewBox="0 0 9 9"><rect width="9" height="9" style="mask:url(#a)"/></svg>`), nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := emblem.Read(c.file)
			if c.want == nil && !errors.As(err, &unsupported) || c.want != nil && !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func TestSameFileSameBytes(t *testing.T) {
	first, err := emblem.Read([]byte(svg))
	if err != nil {
		t.Fatal(err)
	}
	second, err := emblem.Read([]byte(svg))
	if err != nil || !bytes.Equal(first.PNG, second.PNG) {
		t.Errorf("other bytes, %v", err)
	}
	again, err := emblem.Read(first.PNG)
	if err != nil || !bytes.Equal(first.PNG, again.PNG) {
		t.Errorf("what is kept is changed when it is read again, %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(svg))
	f.Add(encoded(f, image.NewRGBA(image.Rect(0, 0, 3, 2))))
	f.Add([]byte(`<svg viewBox="0 0 9 9"><defs><linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient></defs><path d="M0 0h9v9z" fill="url(#a)"/></svg>`))
	f.Add([]byte(`<svg viewBox="0 0 1e300 1"><path d="M0,0 A 1 1 0 0 1 1e9 1e9 Z"/></svg>`))
	f.Fuzz(func(t *testing.T, file []byte) {
		e, err := emblem.Read(file)
		if err != nil {
			var unsupported *emblem.UnsupportedError
			if !errors.Is(err, emblem.ErrKind) && !errors.Is(err, emblem.ErrBroken) && !errors.Is(err, emblem.ErrTooLarge) && !errors.As(err, &unsupported) {
				t.Fatalf("an error that nobody can tell: %v", err)
			}
			return
		}
		if _, err := png.Decode(bytes.NewReader(e.PNG)); err != nil {
			t.Fatal(err)
		}
	})
}
