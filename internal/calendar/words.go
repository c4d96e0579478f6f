package calendar

import (
	"strings"
	"unicode"
)

// vocabulary is the words of a language, in small letters.
type vocabulary struct {
	days     map[string]int // from today
	weekdays map[string]int // 0 is Monday
	months   map[string]int
	numbers  map[string]int
	units    map[string]unit
	ahead    map[string]bool // "over" drie dagen
	ago      map[string]bool // drie dagen "geleden"
	next     map[string]int  // "volgende" week: how many further
	edges    map[string]edge // "begin", "eind"
	idle     map[string]bool // words that say nothing: "op", "van", "de"
	ordinals []string        // behind a number: 17e
}

type unit int

const (
	inDays unit = iota
	inWeeks
	inMonths
	inYears
)

type edge int

const (
	atBegin edge = iota + 1
	atEnd
)

var dutch = vocabulary{
	days: map[string]int{"vandaag": 0, "morgen": 1, "overmorgen": 2, "gisteren": -1, "eergisteren": -2},
	weekdays: map[string]int{
		"maandag": 0, "dinsdag": 1, "woensdag": 2, "donderdag": 3, "vrijdag": 4, "zaterdag": 5, "zondag": 6,
		"ma": 0, "di": 1, "wo": 2, "do": 3, "vr": 4, "vrij": 4, "za": 5, "zat": 5, "zo": 6, "don": 3, "woe": 2, "din": 1, "maa": 0,
	},
	months: map[string]int{
		"januari": 1, "februari": 2, "maart": 3, "april": 4, "mei": 5, "juni": 6, "juli": 7, "augustus": 8, "september": 9, "oktober": 10, "november": 11, "december": 12,
		"jan": 1, "feb": 2, "febr": 2, "mrt": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "okt": 10, "nov": 11, "dec": 12,
	},
	numbers: map[string]int{
		"een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10, "elf": 11, "twaalf": 12,
	},
	units: map[string]unit{
		"dag": inDays, "dagen": inDays, "week": inWeeks, "weken": inWeeks, "maand": inMonths, "maanden": inMonths, "jaar": inYears, "jaren": inYears,
	},
	ahead:    map[string]bool{"over": true},
	ago:      map[string]bool{"geleden": true},
	next:     map[string]int{"volgende": 1, "komende": 0, "aanstaande": 0, "aankomende": 0, "deze": 0, "dit": 0, "volgend": 1, "komend": 0, "vorige": -1, "vorig": -1, "afgelopen": -1},
	edges:    map[string]edge{"begin": atBegin, "eind": atEnd, "einde": atEnd},
	idle:     map[string]bool{"op": true, "van": true, "de": true, "het": true},
	ordinals: []string{"ste", "de", "e"},
}

var english = vocabulary{
	days: map[string]int{"today": 0, "tomorrow": 1, "yesterday": -1},
	weekdays: map[string]int{
		"monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
		"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
	},
	months: map[string]int{
		"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
		"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
	},
	numbers: map[string]int{
		"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	},
	units: map[string]unit{
		"day": inDays, "days": inDays, "week": inWeeks, "weeks": inWeeks, "month": inMonths, "months": inMonths, "year": inYears, "years": inYears,
	},
	ahead:    map[string]bool{"in": true},
	ago:      map[string]bool{"ago": true},
	next:     map[string]int{"next": 1, "coming": 0, "this": 0, "last": -1},
	edges:    map[string]edge{"start": atBegin, "beginning": atBegin, "end": atEnd},
	idle:     map[string]bool{"on": true, "of": true, "the": true},
	ordinals: []string{"st", "nd", "rd", "th"},
}

// tokens splits what was typed into words in small letters. Signs between figures stay: 17-12; a full stop behind a word goes: dec.
func tokens(typed string) []string {
	fields := strings.FieldsFunc(strings.ToLower(typed), func(r rune) bool { return unicode.IsSpace(r) || r == ',' })
	for i, f := range fields {
		if f != "" && !strings.ContainsAny(f, "0123456789") {
			fields[i] = strings.TrimRight(f, ".")
		}
	}
	return fields
}
