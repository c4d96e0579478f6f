package find

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// plain holds letters that Unicode does not decompose, as people without the key for them type them.
var plain = map[rune]string{
	'ß': "ss", 'ẞ': "ss", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'ø': "o", 'Ø': "o", 'đ': "d", 'Đ': "d",
	'ð': "d", 'Ð': "d", 'ł': "l", 'Ł': "l", 'þ': "th", 'Þ': "th", 'ı': "i", 'ħ': "h", 'Ħ': "h", 'ŧ': "t", 'Ŧ': "t",
	'ŋ': "n", 'Ŋ': "n", 'ĸ': "q",
}

// latin holds the folded form of the letters that Dutch texts have beside ASCII: Latin-1 and Latin Extended A and B.
var latin = func() (table [0x250]string) {
	for r := rune(utf8.RuneSelf); int(r) < len(table); r++ {
		table[r] = string(appendDecomposed(nil, r))
	}
	return table
}()

// ascii holds the folded form of each ASCII letter and digit, and 0 for what is in no word.
var ascii = func() (table [utf8.RuneSelf]byte) {
	for c := range byte(utf8.RuneSelf) {
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			table[c] = c
		case 'A' <= c && c <= 'Z':
			table[c] = c - 'A' + 'a'
		}
	}
	return table
}()

// appendFolded appends what is left of a rune beyond ASCII when case, accents and ligatures are not seen. It can be
// nothing.
func appendFolded(to []byte, r rune) []byte {
	if int(r) < len(latin) {
		return append(to, latin[r]...)
	}
	return appendDecomposed(to, r)
}

// appendDecomposed takes the rune apart (compatibility decomposition) and keeps letters and digits in lower case.
func appendDecomposed(to []byte, r rune) []byte {
	var in [utf8.UTFMax]byte
	for _, r := range string(norm.NFKD.Append(nil, in[:utf8.EncodeRune(in[:], r)]...)) {
		if spelled, ok := plain[r]; ok {
			to = append(to, spelled...)
			continue
		}
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Mc, r) {
			to = utf8.AppendRune(to, unicode.ToLower(unicode.ToUpper(r))) // by way of upper case both Greek sigmas are one
		}
	}
	return to
}

// inWord reports whether a rune beyond ASCII belongs to a word. Marks do, as accents can be written apart from their
// letter.
func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

// bindsWord reports whether a rune beyond ASCII may stand within a word without being seen: a soft hyphen, a zero-width joiner.
func bindsWord(r rune) bool {
	return unicode.Is(unicode.Cf, r)
}
