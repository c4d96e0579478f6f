package strength

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// dutch are Dutch words as films and series say them, with first names between them, the most frequent first. The estimator's own lists are English. They
// are from @zxcvbn-ts/language-nl-be 3.0.2: of its words the first 10,000, of its names the first 1,000 of girls and of boys.
//
//go:embed dutch.txt
var dutch string

// common are all words that are tried first, whoever is guessed at. They are put together once: a passphrase is judged at every key.
var common = sync.OnceValue(func() []string { return first(slices.Concat(usual, strings.Fields(dutch))) })

// triedFirst returns all words that are tried first, what is personal before the rest: the rank in the list is what the estimator counts with.
func triedFirst(personal []string) []string {
	own := first(personal)
	rest := slices.DeleteFunc(slices.Clone(common()), func(word string) bool {
		return slices.ContainsFunc(own, func(o string) bool { return strings.EqualFold(o, word) })
	})
	return append(own, rest...)
}

// first leaves of each word the first in a list, for the estimator would count with its last place.
func first(words []string) []string {
	known := make(map[string]bool, len(words))
	return slices.DeleteFunc(slices.Clone(words), func(word string) bool {
		word = strings.ToLower(word)
		again := known[word]
		known[word] = true
		return again
	})
}

// usual are words that Dutch passphrases are often made of, and that people say less often than they choose them. They are from practice, not from a leak.
var usual = []string{
	"welkom", "wachtwoord", "geheim", "gemeente", "bondgenoot", "kluis", "sleutel", "inloggen", "toegang", "test",
	"zomer", "winter", "herfst", "lente", "voorjaar", "najaar", "zon", "regen",
	"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
	"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
	"veiligheid", "convenant", "coordinator", "coördinator", "politie", "burgemeester", "wijkagent", "handhaving", "zorg", "jeugd", "wijk", "buurt",
	"amsterdam", "rotterdam", "utrecht", "denhaag", "eindhoven", "groningen", "tilburg", "almere", "breda", "nijmegen", "arnhem", "haarlem",
	"nederland", "holland", "oranje", "ajax", "feyenoord", "psv", "voetbal", "fiets", "kaas", "koffie",
	"hallo", "goedemorgen", "schatje", "lieverd", "liefde", "mama", "papa", "oma", "opa", "poes", "hond", "paard", "konijn", "vogel", "bloem",
}
