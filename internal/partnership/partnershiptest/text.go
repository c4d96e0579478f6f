package partnershiptest

import (
	"strings"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// odd are texts that have gone wrong somewhere before: quotes and backslashes, control characters that JSON must
// escape, line separators that JavaScript minds, marks that HTML minds, composed and combining accents, emoji beyond
// the basic plane, and words from right to left.
var odd = []string{
	"veiligheidscoördinator", "Curaçao", "één café", "e\u0301e\u0301n", "’s-Hertogenbosch", "IJsselstraat", "ĳsbaan", "Æsir Øl Łódź Ž",
	`"aangehaald"`, `C:\map\bestand`, `\u0041`, "</script><!-- & -->", "%s {{.Name}} ${x}", "a;b,c\td",
	"\x00", "\x01\x1f", "\b\f\n\r\t", "regel 1\nregel 2\r\n\r\nregel 3", "\x7f\u0085", " voor en na ", " ", "\u00a0", "\u200b",
	"\u2028\u2029", "\ufeffmerkteken", "\ufffd", "\ufffe\uffff", "👩🏽‍🚒", "🇳🇱 vlag", "𝕏\U0010ffff", "مرحبا", "שלום עולם", "\u202eomgekeerd\u202c", "한국어 漢字 ไทย",
}

var dutch = []string{
	"convenant", "jeugdgroep", "overleg", "Noord", "wijkagent", "Jongerenwerk", "afspraak", "signaal", "Coöperatie", "reünie", "de", "van",
}

// texts draws a text that is not empty.
func texts() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.Map(rapid.SliceOfN(rapid.SampledFrom(dutch), 1, 5), func(words []string) string { return strings.Join(words, " ") }),
		rapid.SampledFrom(odd),
		rapid.Map(rapid.SliceOfN(rapid.SampledFrom(odd), 2, 3), func(parts []string) string { return strings.Join(parts, "") }),
		rapid.StringN(1, 12, -1),
	)
}

// ids draws an id.
func ids() *rapid.Generator[partnership.ID] {
	const characters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"
	return rapid.Custom(func(t *rapid.T) partnership.ID {
		length := rapid.OneOf(rapid.IntRange(1, 8), rapid.Just(64)).Draw(t, "length")
		return partnership.ID(rapid.StringOfN(rapid.SampledFrom([]rune(characters)), length, length, -1).Draw(t, "id"))
	})
}

// empty draws whether an optional field stays empty.
func (d dealer) empty(field string) bool { return !rapid.Bool().Draw(d.T, field+" is there") }

// must draws a text that is not empty.
func (d dealer) must(field string) string { return texts().Draw(d.T, field) }

// maybe draws from g, or nothing.
func (d dealer) maybe(field string, g *rapid.Generator[string]) string {
	if d.empty(field) {
		return ""
	}
	return g.Draw(d.T, field)
}

// text draws a text, or nothing.
func (d dealer) text(field string) string { return d.maybe(field, texts()) }

// list draws some texts.
func (d dealer) list(field string) []string {
	return some(d, field, func() string { return d.must(field) })
}

// extra draws texts by name. A name is never empty, a text may be.
func (d dealer) extra() map[string]string {
	names := d.list("extra")
	if len(names) == 0 {
		return nil
	}
	extra := map[string]string{}
	for _, name := range names {
		extra[name] = d.text("extra." + name)
	}
	return extra
}

// number draws a number that is seldom large.
func (d dealer) number(field string) int {
	return rapid.OneOf(rapid.IntRange(0, 60), rapid.IntRange(0, 1<<31-1)).Draw(d.T, field)
}

// one draws one of the words given; the empty word means nothing.
func one[T any](d dealer, field string, words ...T) T {
	return rapid.SampledFrom(words).Draw(d.T, field)
}

func (d dealer) channel() partnership.Channel {
	return one(d, "channel", "", partnership.ChannelPhone, partnership.ChannelEmail, partnership.ChannelVisit,
		partnership.ChannelMeeting, partnership.ChannelLetter)
}

func (d dealer) organisationKind() partnership.Term {
	return one(d, "kind", d.words.OrganisationKinds...).ID
}

func (d dealer) category() partnership.Term {
	return one(d, "category", d.words.InformationCategories...).ID
}

func (d dealer) purpose() partnership.Term { return one(d, "purpose", d.words.Purposes...).ID }

func (d dealer) meetingKind() partnership.Term {
	return one(d, "meeting_kind", d.words.MeetingKinds...).ID
}

func (d dealer) purposes() []partnership.Term { return subset(d, "purposes", terms(d.words.Purposes)) }

func (d dealer) conditions() []partnership.Term {
	return subset(d, "conditions", terms(d.words.Conditions))
}

func (d dealer) legalBases() []partnership.Term {
	var bases []partnership.Term
	for _, b := range d.words.LegalBases {
		bases = append(bases, b.ID)
	}
	return subset(d, "legal_bases", bases)
}

func terms(words []partnership.Word) []partnership.Term {
	out := make([]partnership.Term, len(words))
	for i, w := range words {
		out[i] = w.ID
	}
	return out
}
