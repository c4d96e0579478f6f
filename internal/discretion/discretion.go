// Package discretion looks in a text for what would point at a person: a citizen service number (BSN), a date of birth, a
// name. The program keeps partners and agreements, never a file on young people; what is typed in a free field is looked
// at before it is kept.
//
// It warns and does not judge. A clue may be none, and a text without a clue may still point at somebody.
package discretion

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

// Kind is what a clue may be.
type Kind string

// The kinds of clue.
const (
	CitizenNumber Kind = "bsn"   // eight or nine digits that pass the eleven test (Wabb, article 1)
	BirthDate     Kind = "birth" // a day, long enough ago for somebody to have been born on it
	Name          Kind = "name"  // a word with a capital that is nobody's whom one works with
)

// Clue is a part of a text that may point at a person.
type Clue struct {
	Kind Kind
	Text string
	At   int // byte offset in the text
}

// Look returns the clues in a text as it is read on a day, in the order of the text. Known reports whether a word, in
// lower case, is one that may stand there with a capital: the name of a contact, an organisation, a place.
func Look(text string, on date.Day, known func(word string) bool) []Clue {
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\uFFFD")
	}
	clues := slices.Concat(citizenNumbers(text), birthDates(text, on))
	names := slices.DeleteFunc(names(text, known), func(n Clue) bool {
		return slices.ContainsFunc(clues, func(c Clue) bool { return n.At >= c.At && n.At < c.At+len(c.Text) })
	})
	clues = append(clues, names...)
	slices.SortStableFunc(clues, func(a, b Clue) int { return cmp.Compare(a.At, b.At) })
	return clues
}

// Nine digits in groups, or eight that are not: eight in groups are a day.
var digits = regexp.MustCompile(`[0-9](?:[ .]?[0-9]){8}|[0-9]{8}`)

func citizenNumbers(text string) []Clue {
	var clues []Clue
	for _, at := range digits.FindAllStringIndex(text, -1) {
		if at[0] > 0 && isDigit(text[at[0]-1]) || at[1] < len(text) && isDigit(text[at[1]]) {
			continue // a part of a longer number
		}
		if written := text[at[0]:at[1]]; passesEleven(written) {
			clues = append(clues, Clue{CitizenNumber, written, at[0]})
		}
	}
	return clues
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// passesEleven is the test that every BSN passes: nine digits, weighed 9 to 2 and -1, add up to a multiple of eleven.
func passesEleven(written string) bool {
	var d []int
	for i := range len(written) {
		if isDigit(written[i]) {
			d = append(d, int(written[i]-'0'))
		}
	}
	if len(d) == 8 {
		d = append([]int{0}, d...)
	}
	sum := -d[8]
	for i, n := range d[:8] {
		sum += (9 - i) * n
	}
	return sum%11 == 0 && slices.Max(d) > 0
}

// youngest is how old, in years, somebody is at least whose day of birth is told; days that are nearer are those of
// meetings and letters. After a word such as "geboren" every day counts.
const (
	youngest = 8
	oldest   = 110
)

var (
	numeric = regexp.MustCompile(`\b([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})\b`)
	iso     = regexp.MustCompile(`\b([0-9]{4})-([0-9]{2})-([0-9]{2})\b`)
	spelled = regexp.MustCompile(`(?i)\b([0-9]{1,2})\s+(jan|feb|maa|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\.?\s+([0-9]{4})\b`)
	born    = regexp.MustCompile(`(?i)\b(geboren|geboortedatum|geb\.?|gebdat|born|birth|dob)\b[^.\n]{0,20}$`)
	months  = map[string]time.Month{
		"jan": 1, "feb": 2, "maa": 3, "mrt": 3, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6,
		"jul": 7, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12,
	}
)

func birthDates(text string, on date.Day) []Clue {
	var clues []Clue
	add := func(at []int, year int, month time.Month, day int) {
		d := date.Of(year, month, day)
		if y, m, n := d.Date(); y != year || m != month || n != day || d.After(on) {
			return // no day, or one that is still to come
		}
		age := on.DaysSince(d) / 365
		if age > oldest || age < youngest && !born.MatchString(text[:at[0]]) {
			return
		}
		clues = append(clues, Clue{BirthDate, text[at[0]:at[1]], at[0]})
	}
	year, _, _ := on.Date()
	for _, at := range numeric.FindAllStringSubmatchIndex(text, -1) {
		y := number(text[at[6]:at[7]])
		if at[7]-at[6] == 2 {
			if y += 2000; y > year {
				y -= 100
			}
		}
		add(at, y, time.Month(number(text[at[4]:at[5]])), number(text[at[2]:at[3]]))
	}
	for _, at := range iso.FindAllStringSubmatchIndex(text, -1) {
		add(at, number(text[at[2]:at[3]]), time.Month(number(text[at[4]:at[5]])), number(text[at[6]:at[7]]))
	}
	for _, at := range spelled.FindAllStringSubmatchIndex(text, -1) {
		add(at, number(text[at[6]:at[7]]), months[strings.ToLower(text[at[4]:at[5]])], number(text[at[2]:at[3]]))
	}
	return clues
}

func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0 // the expressions find at most four digits
	}
	return n
}

// infixes stand between the parts of a name.
var infixes = map[string]bool{
	"van": true, "de": true, "der": true, "den": true, "het": true, "'t": true, "ten": true, "ter": true, "te": true, "op": true,
	"el": true, "al": true, "ben": true, "ibn": true, "von": true, "da": true, "di": true, "la": true, "le": true,
}

// capitalised are words that bear a capital and name nobody.
var capitalised = map[string]bool{
	"ik": true, "i": true, "monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
	"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true,
	"september": true, "october": true, "november": true, "december": true, "nederland": true, "nederlandse": true, "nederlands": true,
	"europese": true, "dutch": true, "english": true, "veilig": true, "thuis": true, "halt": true, "gemeente": true,
}

// word is a word of a text, with whether a sentence begins with it.
type word struct {
	text  string
	at    int
	first bool
}

// names returns words with a capital that are unknown: within a sentence, or at its beginning when another follows.
func names(text string, known func(string) bool) []Clue {
	words := split(text)
	var clues []Clue
	for i := 0; i < len(words); i++ {
		if !capital(words[i].text) {
			continue
		}
		last := i
		for j := i + 1; j < len(words) && !words[j].first; j++ {
			if capital(words[j].text) {
				last = j
			} else if !infixes[strings.ToLower(words[j].text)] {
				break
			}
		}
		run := words[i : last+1]
		i = last
		if run[0].first && (len(run) == 1 || friendly(run[0].text, known)) {
			run = run[1:] // a sentence begins with a capital whatever it is
			for len(run) > 0 && infixes[strings.ToLower(run[0].text)] {
				run = run[1:]
			}
		}
		if len(run) == 0 || !slices.ContainsFunc(run, func(w word) bool { return capital(w.text) && !friendly(w.text, known) }) {
			continue
		}
		end := run[len(run)-1]
		clues = append(clues, Clue{Name, text[run[0].at : end.at+len(end.text)], run[0].at})
	}
	return clues
}

// friendly reports whether a word with a capital points at nobody in particular.
func friendly(w string, known func(string) bool) bool {
	low := strings.ToLower(w)
	return capitalised[low] || known(low)
}

// capital reports whether a word is written as a name is: a capital, then something small; or an initial with a dot. Words in
// capitals only are abbreviations.
func capital(w string) bool {
	first, size := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(first) {
		return false
	}
	rest := w[size:]
	return rest == "" || strings.ContainsFunc(rest, unicode.IsLower)
}

func split(text string) []word {
	var words []word
	first, start := true, -1
	flush := func(end int) {
		if start >= 0 {
			words = append(words, word{text[start:end], start, first})
			first, start = false, -1
		}
	}
	for at, r := range text {
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || (r == '\'' || r == '’' || r == '-') && start >= 0 {
			if start < 0 {
				start = at
			}
			continue
		}
		initial := start >= 0 && utf8.RuneCountInString(text[start:at]) == 1
		flush(at)
		if strings.ContainsRune("!?:;\n", r) || r == '.' && !initial {
			first = true
		}
	}
	flush(len(text))
	return words
}
