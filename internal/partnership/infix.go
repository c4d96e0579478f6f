package partnership

import "strings"

// infixes are the words that come before a family name in the Netherlands and do not count in sorting, in lower case
// and with a straight apostrophe. They are the usual ones of table 36 (voorvoegsels) of the national register of
// persons (BRP). Words that are as often a name of their own, such as "ben" and "do", are left out.
var infixes = set(
	"'s", "'t", "aan de", "aan den", "aan der", "aan het", "aan 't", "al", "bij de", "bij den", "bij het", "bij 't",
	"da", "dal", "dalla", "de", "de die", "de l'", "de la", "de las", "de le", "de los", "de van der", "degli", "dei", "del", "della", "den",
	"der", "des", "di", "dos", "du", "el", "het", "in de", "in den", "in der", "in het", "in 't", "la", "las", "le", "les",
	"onder de", "onder den", "onder het", "onder 't", "op de", "op den", "op der", "op gen", "op het", "op 't", "op ten",
	"over de", "over den", "over het", "over 't", "te", "ten", "ter", "thoe", "uit de", "uit den", "uit der", "uit het", "uit 't",
	"uyt den", "van", "van de", "van de l'", "van den", "van der", "van gen", "van het", "van la", "van 't", "van ter", "van van de",
	"vom", "von", "von dem", "von den", "von der", "von 't", "voor de", "voor den", "voor in 't", "zu", "zum", "zur",
)

// tightInfixes are the infixes that are written against the name: d'Ancona, el-Khatib. Longer ones come first.
var tightInfixes = []string{"'s-", "al-", "el-", "d'", "l'"}

// longestInfix is the largest number of words of an infix.
const longestInfix = 3

func set(list ...string) map[string]bool {
	out := make(map[string]bool, len(list))
	for _, s := range list {
		out[s] = true
	}
	return out
}

// SplitInfix splits a family name into its infix (tussenvoegsel) and the rest: "van den Berg" into "van den" and "Berg".
// It takes the longest infix that leaves a word; without one the infix is empty. White space around and between words
// becomes one space.
//
// An infix with only its first letter as a capital, as it is written without a given name, becomes lower case, as does
// one all in capitals; "Van Den", as Belgians write it, stays. An infix that is written against the name keeps its mark
// and goes back without a space: "d'" and "Ancona".
func SplitInfix(family string) (infix, rest string) {
	parts := strings.Fields(family)
	for n := min(longestInfix, len(parts)-1); n > 0; n-- {
		candidate := strings.Join(parts[:n], " ")
		if infixes[folded(candidate)] {
			infix, rest = candidate, strings.Join(parts[n:], " ")
			if tail, name := splitTight(rest); tail != "" && infixes[folded(infix+" "+tail)] {
				infix, rest = infix+" "+tail, name
			}
			return uncapitalised(infix), rest
		}
	}
	infix, rest = splitTight(strings.Join(parts, " "))
	return uncapitalised(infix), rest
}

// splitTight splits off an infix that is written against the name.
func splitTight(name string) (infix, rest string) {
	runes := []rune(name)
	for _, tight := range tightInfixes {
		if n := len(tight); len(runes) > n && folded(string(runes[:n])) == tight {
			return string(runes[:n]), string(runes[n:])
		}
	}
	return "", name
}

// folded returns s as infixes are listed: in lower case, with straight apostrophes.
func folded(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if isApostrophe(r) {
			return '\''
		}
		return r
	}, s))
}

// isApostrophe reports whether r is one of the marks that people type for an apostrophe.
func isApostrophe(r rune) bool { return strings.ContainsRune("'’‘`´", r) }

// uncapitalised returns an infix in lower case when only its first letter is a capital, or all are.
func uncapitalised(infix string) string {
	lower := strings.ToLower(infix)
	if infix == capital(lower) || infix == strings.ToUpper(infix) {
		return lower
	}
	return infix
}
