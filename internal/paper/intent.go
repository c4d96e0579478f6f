package paper

import (
	"bytes"
	"compress/zlib"
	_ "embed"
	"errors"
	"sync"
)

// profile is the colour profile sRGB2014 of the International Color Consortium; color/LICENSE.txt tells what is allowed.
//
//go:embed color/sRGB2014.icc
var profile []byte

var compressedProfile = sync.OnceValue(func() []byte { return deflate(profile) })

// outputIntent tells which colours are meant by the numbers in the file (ISO 19005-2, 6.2.3).
func outputIntent() dict {
	return dict{
		{"Type", name("OutputIntent")},
		{"S", name("GTS_PDFA1")},
		{"OutputConditionIdentifier", str("sRGB")},
		{"Info", str("sRGB IEC61966-2.1")},
		{"RegistryName", str("http://www.color.org")},
		{"DestOutputProfile", compressed(dict{{"N", 3}}, compressedProfile())},
	}
}

// stream returns content behind a dictionary, compressed.
func stream(d dict, content []byte) *indirect { return compressed(d, deflate(content)) }

func compressed(d dict, content []byte) *indirect {
	d.set("Filter", name("FlateDecode"))
	d.set("Length", len(content))
	return &indirect{value: d, stream: content}
}

func deflate(content []byte) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write(content) //nolint:errcheck // writing to memory does not fail
	z.Close()        //nolint:errcheck // the same
	return b.Bytes()
}

// ErrPrintColours means that a picture of the document is in CMYK. Its colours would depend on the printer.
var ErrPrintColours = errors.New("picture in the colours of print (CMYK)")

// onlyRGB refuses pictures that the output intent does not speak of (ISO 19005-2, 6.2.4.3).
func onlyRGB(resources object) error {
	for _, e := range dictOf(dictOf(resources).get("XObject")) {
		if dictOf(e.value).get("ColorSpace") == name("DeviceCMYK") {
			return ErrPrintColours
		}
	}
	return nil
}
