package emblem

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"io"
	"math"
	"strings"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
	"golang.org/x/net/html/charset"
)

const (
	svgWithin    = 4096      // bytes of a file within which an SVG says that it is one
	mostSVG      = 512 << 10 // bytes
	mostElements = 5000
	deepest      = 64 // elements within each other
	mostPath     = 64 << 10
	// proportions beyond this are a line, not a logo
	mostProportion = 40
)

// UnsupportedError tells that an SVG file uses something that would not be drawn as it was meant.
type UnsupportedError struct{ What string } // an element or attribute

func (e *UnsupportedError) Error() string { return "the SVG uses " + e.What }

// drawn are the elements that are drawn as they are meant, or say nothing about how the picture looks. Not among them: letters, whose font
// is not in the file; pictures in the picture; masks, filters and copies.
var drawn = map[string]bool{
	"svg": true, "g": true, "line": true, "rect": true, "circle": true, "ellipse": true, "polyline": true, "polygon": true, "path": true,
	"defs": true, "style": true, "linearGradient": true, "radialGradient": true, "stop": true,
	"title": true, "desc": true, "metadata": true,
}

// undrawn are attributes that change how an element looks and are not looked at, or, for dashes, can be made to take for ever.
var undrawn = map[string]bool{"mask": true, "filter": true, "clip-path": true, "stroke-dasharray": true, "mix-blend-mode": true}

// vector draws an SVG at the size at which a logo is printed.
func vector(file []byte) (picture image.Image, err error) {
	if len(file) > mostSVG {
		return nil, fmt.Errorf("%w: %d bytes", ErrTooLarge, len(file))
	}
	clean, err := inspected(file)
	if err != nil {
		return nil, err
	}
	defer func() { // the library that draws trusts its numbers
		if fault := recover(); fault != nil {
			picture, err = nil, fmt.Errorf("%w: %v", ErrBroken, fault)
		}
	}()
	icon, err := oksvg.ReadIconStream(bytes.NewReader(clean), oksvg.StrictErrorMode)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	box := icon.ViewBox
	if !(box.W > 0 && box.H > 0) || math.IsInf(box.W, 0) || math.IsInf(box.H, 0) || box.W/box.H > mostProportion || box.H/box.W > mostProportion {
		return nil, fmt.Errorf("%w: a size of %g by %g", ErrBroken, box.W, box.H)
	}
	if len(icon.SVGPaths) == 0 {
		return nil, fmt.Errorf("%w: nothing is drawn", ErrBroken)
	}
	scale := min(keptWidth/box.W, keptHeight/box.H)
	width, height := max(1, int(box.W*scale+0.5)), max(1, int(box.H*scale+0.5))
	icon.Transform = rasterx.Identity.Scale(scale, scale).Translate(-box.X, -box.Y)
	to := image.NewRGBA(image.Rect(0, 0, width, height))
	icon.Draw(rasterx.NewDasher(width, height, rasterx.NewScannerGV(width, height, to, to.Bounds())), 1)
	return to, nil
}

// inspected returns the file without what programs note in it for themselves, after a look at everything that it draws with.
func inspected(file []byte) ([]byte, error) {
	var clean bytes.Buffer
	decoder := xml.NewDecoder(bytes.NewReader(file))
	decoder.CharsetReader = charset.NewReaderLabel
	encoder := xml.NewEncoder(&clean)
	var open []string
	for count := 0; ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrBroken, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if count++; count > mostElements || len(open) >= deepest {
				return nil, fmt.Errorf("%w: %d elements", ErrTooLarge, count)
			}
			if foreign(t.Name) {
				if err := decoder.Skip(); err != nil {
					return nil, fmt.Errorf("%w: %w", ErrBroken, err)
				}
				continue
			}
			if err := supported(t, open); err != nil {
				return nil, err
			}
			open = append(open, t.Name.Local)
			token = bare(t)
		case xml.EndElement:
			open = open[:len(open)-1]
			token = xml.EndElement{Name: xml.Name{Local: t.Name.Local}}
		case xml.CharData:
		default:
			continue // comments, declarations and instructions
		}
		if err := encoder.EncodeToken(token); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrBroken, err)
		}
	}
	if err := encoder.Flush(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	return clean.Bytes(), nil
}

// svgNamespace is that of the elements that are drawn (SVG 1.1, 1.3).
const svgNamespace = "http://www.w3.org/2000/svg"

func foreign(n xml.Name) bool {
	return n.Space != "" && n.Space != svgNamespace || n.Local == "metadata"
}

func supported(e xml.StartElement, open []string) error {
	if !drawn[e.Name.Local] {
		return &UnsupportedError{e.Name.Local}
	}
	if e.Name.Local == "style" && (len(open) == 0 || open[len(open)-1] != "defs") {
		return &UnsupportedError{"style"} // only looked at within defs
	}
	for _, a := range e.Attr {
		switch {
		case len(a.Value) > mostPath:
			return fmt.Errorf("%w: %s of %d bytes", ErrTooLarge, a.Name.Local, len(a.Value))
		case undrawn[a.Name.Local]:
			return &UnsupportedError{a.Name.Local}
		case a.Name.Local == "style":
			for rule := range strings.SplitSeq(a.Value, ";") {
				if name, _, _ := strings.Cut(rule, ":"); undrawn[strings.TrimSpace(name)] {
					return &UnsupportedError{strings.TrimSpace(name)}
				}
			}
		}
	}
	return nil
}

// bare returns the element with the attributes of SVG itself only.
func bare(e xml.StartElement) xml.StartElement {
	out := xml.StartElement{Name: xml.Name{Local: e.Name.Local}}
	for _, a := range e.Attr {
		if a.Name.Space == "" && a.Name.Local != "xmlns" || a.Name.Space == "http://www.w3.org/1999/xlink" {
			out.Attr = append(out.Attr, xml.Attr{Name: xml.Name{Local: a.Name.Local}, Value: a.Value})
		}
	}
	return out
}
