// Package emblem reads the picture that an organisation shows on its paper, its logo, from a PNG, JPEG or SVG file.
//
// Whatever comes in, one thing comes out: an RGB picture of eight bits a colour on white, as an archival document can hold it (ISO 19005-2
// allows no interlaced or transparent pictures without more), no larger than a printer needs, as a small PNG file. The same file gives
// the same bytes. What would be drawn otherwise than it was meant is refused.
package emblem

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"net/http"

	"golang.org/x/image/draw"
)

// The limits.
const (
	MaxFile  = 4 << 20   // bytes of a file that is read
	MaxKept  = 256 << 10 // bytes of the PNG that comes out
	mostSide = 10_000    // pixels of a side of a picture that is read
	mostArea = 25_000_000

	// A logo is drawn at most 60 by 22 mm; this is that at 400 dots an inch.
	keptWidth, keptHeight = 945, 346
)

var (
	// ErrKind is wrapped by the error about a file that is no PNG, JPEG or SVG.
	ErrKind = errors.New("no PNG, JPEG or SVG")
	// ErrBroken is wrapped by the error about a file that cannot be read.
	ErrBroken = errors.New("the picture cannot be read")
	// ErrTooLarge is wrapped by the error about a file or picture beyond the limits.
	ErrTooLarge = errors.New("the picture is too large")
)

// Emblem is a logo as it is kept and printed.
type Emblem struct {
	PNG           []byte
	Width, Height int // pixels
}

// Read returns the logo in a file. The error wraps [ErrKind], [ErrBroken] or [ErrTooLarge], or is an [*UnsupportedError].
func Read(file []byte) (Emblem, error) {
	if len(file) > MaxFile {
		return Emblem{}, fmt.Errorf("%w: %d bytes", ErrTooLarge, len(file))
	}
	var picture image.Image
	var err error
	switch http.DetectContentType(file) {
	case "image/png":
		picture, err = raster(file, png.DecodeConfig, png.Decode)
	case "image/jpeg":
		picture, err = raster(file, jpeg.DecodeConfig, jpeg.Decode)
	default:
		if !bytes.Contains(file[:min(len(file), svgWithin)], []byte("<svg")) {
			return Emblem{}, ErrKind
		}
		picture, err = vector(file)
	}
	if err != nil {
		return Emblem{}, err
	}
	return kept(picture)
}

// kept returns the picture small enough to be kept. A picture with too many shades for that loses some of its sharpness first.
func kept(picture image.Image) (Emblem, error) {
	width, height := shrunk(picture.Bounds().Dx(), picture.Bounds().Dy(), keptWidth, keptHeight)
	for _, share := range []float64{1, 0.75, 0.5} { // 400, 300 and 200 dots an inch
		w, h := shrunk(width, height, int(keptWidth*share), int(keptHeight*share))
		var out bytes.Buffer
		encoder := png.Encoder{CompressionLevel: png.BestCompression}
		if err := encoder.Encode(&out, onWhite(picture, w, h)); err != nil {
			return Emblem{}, fmt.Errorf("%w: %w", ErrBroken, err)
		}
		if out.Len() <= MaxKept {
			return Emblem{PNG: out.Bytes(), Width: w, Height: h}, nil
		}
	}
	return Emblem{}, fmt.Errorf("%w: over %d bytes as PNG", ErrTooLarge, MaxKept)
}

// shrunk returns the size of a picture that fits in the given room, in its own proportion, never larger than it was.
func shrunk(width, height, mostWidth, mostHeight int) (int, int) {
	scale := min(1, float64(mostWidth)/float64(width), float64(mostHeight)/float64(height))
	return max(1, int(float64(width)*scale+0.5)), max(1, int(float64(height)*scale+0.5))
}

// onWhite draws the picture on white at the given size. The result is opaque, and therefore written without transparency.
func onWhite(picture image.Image, width, height int) *image.RGBA {
	to := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(to, to.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	if b := picture.Bounds(); b.Dx() == width && b.Dy() == height {
		draw.Draw(to, to.Bounds(), picture, b.Min, draw.Over)
	} else {
		draw.CatmullRom.Scale(to, to.Bounds(), picture, b, draw.Over, nil)
	}
	for i := 3; i < len(to.Pix); i += 4 {
		to.Pix[i] = 0xFF // rounding may have left a pixel of white just short of opaque
	}
	return to
}
