package partnership

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Name returns the contact's name as it is written in a sentence: "Jan van den Berg"; "Van den Berg" without a given
// name, as an infix that no given name precedes has a capital in Dutch.
func (c Contact) Name() string {
	if given := words(c.GivenName); given != "" {
		return words(given + " " + c.family())
	}
	return c.Surname()
}

// Surname returns the family name as it is written without a given name, as after a title: "Van den Berg", "'t Hart".
func (c Contact) Surname() string {
	family := c.family()
	if infix, _ := SplitInfix(family); infix != "" || words(c.Infix) != "" {
		return capital(family)
	}
	return family
}

// ListName returns the contact's name as it is written in a list: "van den Berg, Jan". Sort by [Contact.SortKey].
func (c Contact) ListName() string {
	given, family := words(c.GivenName), c.family()
	switch {
	case given == "":
		return c.Surname()
	case family == "":
		return given
	}
	return family + ", " + given
}

// SortKey returns what contacts are sorted by, the Dutch way: the family name without its infix, then the given name,
// then the infix, so that Jan van den Berg stands under B. An infix that was written in the family name counts as one.
//
// Keys are in lower case and keep their accents: compare them by Dutch collation. Their parts are separated by a tab,
// which sorts before every letter, so that Berg comes before Bergman.
func (c Contact) SortKey() string {
	infix, rest := words(c.Infix), words(c.FamilyName)
	if infix == "" {
		infix, rest = SplitInfix(rest)
	}
	return strings.ToLower(rest + "\t" + words(c.GivenName) + "\t" + infix)
}

// family returns infix and family name: "van den Berg", "d'Ancona".
func (c Contact) family() string {
	infix, family := words(c.Infix), words(c.FamilyName)
	if infix == "" || family == "" || tight(infix) {
		return infix + family
	}
	return infix + " " + family
}

// tight reports whether an infix is written against what follows: "d'" and "el-", but neither "van" nor "'t".
func tight(infix string) bool {
	last, _ := utf8.DecodeLastRuneInString(infix)
	return last == '-' || isApostrophe(last)
}

// capital returns s with its first letter as a capital. What starts with an apostrophe stays as it is: "'t Hart".
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if first == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// words returns s with each run of white space as one space and none around it.
func words(s string) string { return strings.Join(strings.Fields(s), " ") }
