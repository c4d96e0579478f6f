package mention

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// fewestTrace is how many bytes a trace has at least: shorter ones also come about by chance in what is sealed.
const fewestTrace = 6

// trace is a way in which a string of the person's would stand in bytes of whatever kind.
type trace struct{ plain, little, big []byte }

func (p *Person) addTrace(text string) {
	if len(text) < fewestTrace {
		return
	}
	lower := asciiLower(text)
	units := utf16.Encode([]rune(lower))
	t := trace{plain: []byte(lower)}
	for _, u := range units {
		t.little = binary.LittleEndian.AppendUint16(t.little, u)
		t.big = binary.BigEndian.AppendUint16(t.big, u)
	}
	p.traces = append(p.traces, t)
}

// Traced reports whether a name, an address or a number of the person stands as such in bytes of whatever kind, in UTF-8 or UTF-16,
// whatever the capitals. It knows nothing of words: it is for what was not decoded, such as the bytes of a file.
func (p *Person) Traced(data []byte) bool {
	if len(p.traces) == 0 {
		return false
	}
	lower := bytes.Clone(data)
	for i, c := range lower {
		if c >= 'A' && c <= 'Z' {
			lower[i] = c + 'a' - 'A'
		}
	}
	for _, t := range p.traces {
		if bytes.Contains(lower, t.plain) || bytes.Contains(lower, t.little) || bytes.Contains(lower, t.big) {
			return true
		}
	}
	return false
}

// LongestTrace is how many bytes the longest trace has: who reads in pieces lets them overlap by so many.
func (p *Person) LongestTrace() int {
	longest := 0
	for _, t := range p.traces {
		longest = max(longest, len(t.plain), len(t.little))
	}
	return longest
}

// Text returns the bytes of a file as text, and whether they are text: UTF-8, or UTF-16 that says so.
func Text(data []byte) (string, bool) {
	if len(data) >= 2 && len(data)%2 == 0 {
		var order binary.ByteOrder
		switch {
		case data[0] == 0xFF && data[1] == 0xFE:
			order = binary.LittleEndian
		case data[0] == 0xFE && data[1] == 0xFF:
			order = binary.BigEndian
		}
		if order != nil {
			units := make([]uint16, 0, len(data)/2)
			for i := 2; i < len(data); i += 2 {
				units = append(units, order.Uint16(data[i:]))
			}
			return string(utf16.Decode(units)), true
		}
	}
	if !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
		return "", false
	}
	return string(data), true
}
