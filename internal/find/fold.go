package find

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// letters that Unicode does not decompose, as people without the key for them type them.
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

// appendFolded appends what is left of a rune of a word when case, accents and ligatures are not seen. It can be nothing.
func appendFolded(to []byte, r rune) []byte {
	switch {
	case 'A' <= r && r <= 'Z':
		return append(to, byte(r)+'a'-'A')
	case r < utf8.RuneSelf:
		return append(to, byte(r))
	case int(r) < len(latin):
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

// inWord reports whether a rune belongs to a word. Marks do, as accents can be written apart from their letter.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

// bindsWord reports whether a rune may stand within a word without being seen: a soft hyphen, a zero-width joiner.
func bindsWord(r rune) bool {
	return r >= utf8.RuneSelf && unicode.Is(unicode.Cf, r)
}
