// Package jotting reads an action that was written in one line, as people jot it down in a meeting: "Terugbellen @Jansen voor vrijdag !hoog #jeugd".
package jotting

import (
	"strings"
	"unicode"

	"codeberg.org/bondgenoot/bondgenoot/internal/calendar"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Note is what was read in a line.
type Note struct {
	Title    string   // what is left when all else is taken out
	Due      date.Day // none when no day was recognised
	Who      []string // names after @, as they were typed; the last one counts
	Priority partnership.Priority
	Tags     []string
}

// Owner returns the name of who is to do it; empty when none was given.
func (n Note) Owner() string {
	if len(n.Who) == 0 {
		return ""
	}
	return n.Who[len(n.Who)-1]
}

// dayMarks are the words before a day that belong to it.
var dayMarks = map[string]bool{
	"voor": true, "vóór": true, "op": true, "uiterlijk": true, "by": true, "before": true, "on": true, "due": true,
}

var priorities = map[string]partnership.Priority{
	"!": partnership.PriorityHigh, "!!": partnership.PriorityHigh, "!hoog": partnership.PriorityHigh, "!high": partnership.PriorityHigh,
	"!laag": partnership.PriorityLow, "!low": partnership.PriorityLow, "!normaal": partnership.PriorityNormal, "!normal": partnership.PriorityNormal,
}

// mostDayWords is how many words a day may take: "do 17 dec 2026".
const mostDayWords = 4

// Read reads a line as it is meant on a day, in the language of the tag, "nl" or "en". Known returns how many of the words after an @ are a name that is
// known; a name that is not known is one word. It may be nil.
//
// The last day in the line is when it is due. A bare number is no day: "3 stoelen" are chairs.
func Read(line string, on date.Day, tag string, known func(words []string) int) Note {
	var note Note
	words := strings.Fields(line)
	var kept []string
	for i := 0; i < len(words); {
		word := words[i]
		switch name, isName := strings.CutPrefix(word, "@"); {
		case isName && name != "":
			n := nameLength(name, words[i+1:], known)
			note.Who = append(note.Who, strings.TrimRight(strings.TrimPrefix(strings.Join(words[i:i+n], " "), "@"), ",;."))
			i += n
			continue
		case priorities[strings.ToLower(word)] != "":
			note.Priority = priorities[strings.ToLower(word)]
			i++
			continue
		case len(word) > 1 && word[0] == '#' && unicode.IsLetter([]rune(word)[1]):
			note.Tags = append(note.Tags, strings.TrimRight(word[1:], ",;."))
			i++
			continue
		}
		kept = append(kept, word)
		i++
	}
	note.Title, note.Due = takeDay(kept, on, tag)
	return note
}

func nameLength(name string, rest []string, known func([]string) int) int {
	if known == nil {
		return 1
	}
	return min(max(known(append([]string{name}, rest...)), 1), 1+len(rest))
}

// takeDay takes the last day out of the words.
func takeDay(words []string, on date.Day, tag string) (title string, day date.Day) {
	for from := len(words) - 1; from >= 0; from-- {
		for n := min(mostDayWords, len(words)-from); n > 0; n-- {
			// The longest words that begin here are tried first; those that begin earlier may be longer still.
			said := strings.TrimRight(strings.Join(words[from:from+n], " "), ",;.")
			d, ok := spoken(said, on, tag)
			if !ok {
				continue
			}
			start, best := from, d
			for earlier := from - 1; earlier >= 0 && from+n-earlier <= mostDayWords; earlier-- {
				if d, ok := spoken(strings.TrimRight(strings.Join(words[earlier:from+n], " "), ",;."), on, tag); ok {
					start, best = earlier, d
				}
			}
			end := from + n
			if start > 0 && dayMarks[strings.ToLower(words[start-1])] {
				start--
			}
			return strings.Join(append(append([]string{}, words[:start]...), words[end:]...), " "), best
		}
	}
	return strings.Join(words, " "), date.Day{}
}

func spoken(words string, on date.Day, tag string) (date.Day, bool) {
	if !hasLetterOrSign(words) {
		return date.Day{}, false
	}
	d, err := calendar.Spoken(words, on, calendar.Ahead, tag)
	return d, err == nil
}

// hasLetterOrSign keeps a bare number from being read as a day of the month.
func hasLetterOrSign(words string) bool {
	return strings.ContainsFunc(words, func(r rune) bool { return unicode.IsLetter(r) || r == '-' || r == '/' || r == '+' })
}
