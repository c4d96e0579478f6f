package conformance

import (
	"strings"
	"unicode"
)

var (
	dutch = strings.Fields(`partijen werken samen aan een veilige buurt waarin jongeren opgroeien zorgvuldig gegevens delen burgemeester politie jongerenwerk
		leerplicht woningcorporatie Zorg- en Veiligheidshuis overlast signalen vroegtijdig noodzakelijk proportioneel subsidiair art. 6, lid 1, onder e, van de AVG
		geheimhoudingsverplichting samenwerkingsverband verwerkingsverantwoordelijkheid en/of 's-Hertogenbosch ’t Gooi coördinatie reünie €1.250,50 50% 2026 § nr. 12`)
	// stray is what looks like Markdown and may be meant or not.
	stray = []string{
		"*", "**", "**vet**", "*schuin*", "_", "__", "`code`", "```", "#", "# kop", "> citaat", "- streep", "1. een", "[los", "](#nergens)", "[x](https://example.org)",
		"[zie](#art0)", "![alt](x.png)", "<b>", "</script>", "&amp;", "|a|b|", "~~weg~~", "\\*", "---", "***", "{titel}", "{nb}", "{page}", "[als politie]",
	}
	emoji = []string{"😀", "👨‍👩‍👧‍👦", "👍🏽", "🇳🇱", "❤️", "1️⃣", "☺", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"}
	// leftward are words that are written from right to left.
	leftward = []string{"שלום", "תודה (רבה)", "مرحبا", "السلام عليكم", "עיר 2026", "سبعة ١٢٣"}
	// lacking are characters that no font of the product has.
	lacking = []string{"漢字", "日本語", "አማርኛ", "ไทย", "한국어", "ᚠᚢᚦ", "𝔉𝔯𝔞𝔨", "𐌰𐌱", "\U000F0000", "\uE000"}
	// odd are characters that are hard for other reasons.
	odd = []string{"e\u0301", "a\u0308\u0304", "ﬁ", "zeer\u00a0vast", "samen\u00adwerking", "a\u200bc", "\u202eom\u202c", "\ufeff", "x\u200dy", "∑", "½", "Ω", "…", "\u2028", "\ufffd"}
)

// latin is the letters of the blocks Latin-1 Supplement, Extended-A, B, Additional, C, D and E.
var latin = func() (list []rune) {
	for _, block := range [][2]rune{{0xC0, 0x24F}, {0x1E00, 0x1EFF}, {0x2C60, 0x2C7F}, {0xA720, 0xA7FF}, {0xAB30, 0xAB6F}} {
		for r := block[0]; r <= block[1]; r++ {
			if unicode.Is(unicode.Latin, r) {
				list = append(list, r)
			}
		}
	}
	return list
}()

// letters returns the seed's part of Latin Extended.
func (m *maker) letters() string {
	var b strings.Builder
	for i, r := range latin {
		if uint64(i)%seeds == m.seed%seeds {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// word returns a word: Dutch as a rule.
func (m *maker) word() string {
	switch n := m.IntN(100); {
	case n < 70:
		return pick(m, dutch)
	case n < 85:
		var b strings.Builder
		for range 1 + m.IntN(12) {
			b.WriteRune(pick(m, latin))
		}
		return b.String()
	case n < 89:
		return pick(m, stray)
	case n < 92:
		return pick(m, emoji)
	case n < 95:
		return pick(m, leftward)
	case n < 97:
		return pick(m, lacking)
	}
	return pick(m, odd)
}

// name returns a name of 1 to 120 characters. The shortest and the longest come often, and some are one long word.
func (m *maker) name() string {
	switch m.IntN(12) {
	case 0:
		return m.exactly(1)
	case 1:
		return m.exactly(120)
	case 2:
		return strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return '-'
			}
			return r
		}, m.exactly(pick(m, []int{120, 1 + m.IntN(120)})))
	case 3:
		return m.exactly(1 + m.IntN(120))
	}
	return m.exactly(3 + m.IntN(40))
}

// exactly returns words of so many characters together.
func (m *maker) exactly(length int) string {
	words := []rune(strings.ToUpper(pick(m, dutch)[:1]))
	if !unicode.IsLetter(words[0]) || m.IntN(4) == 0 {
		words = []rune{pick(m, latin)}
	}
	for len(words) < length {
		words = append(words, []rune(m.word()+" ")...)
	}
	words = words[:length]
	if length > 1 && unicode.IsSpace(words[length-1]) {
		words[length-1] = 'x'
	}
	return string(words)
}

func (m *maker) sentence() string {
	var words []string
	for range 3 + m.IntN(25) {
		words = append(words, m.word())
	}
	return strings.Join(words, " ") + pick(m, []string{".", ";", "", "!", " –"})
}

// text returns so many paragraphs, with lists.
func (m *maker) text(paragraphs int) string {
	var parts []string
	for range paragraphs {
		switch m.IntN(5) {
		case 0:
			parts = append(parts, "1. "+m.sentence()+"\n2. "+m.sentence()+"\n   a. "+m.sentence()+"\n   b. "+m.sentence())
		case 1:
			parts = append(parts, m.sentence()+"\n- "+m.sentence()+"\n- "+m.sentence())
		default:
			parts = append(parts, m.sentence()+" "+m.sentence())
		}
	}
	return strings.Join(parts, "\n\n")
}
