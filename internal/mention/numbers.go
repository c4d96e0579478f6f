package mention

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// mailOf returns an e-mail address to look for; nothing when it is none.
func mailOf(text string) string {
	m := strings.ToLower(trimmed(text))
	at := strings.IndexByte(m, '@')
	if at < 1 || at == len(m)-1 || strings.ContainsAny(m, " \t\r\n") {
		return ""
	}
	return m
}

// siteOf returns the name of a website without what stands around it.
func siteOf(text string) string {
	s := strings.ToLower(trimmed(text))
	for _, before := range []string{"https://", "http://", "www."} {
		s = strings.TrimPrefix(s, before)
	}
	s, _, _ = strings.Cut(s, "/")
	if !strings.Contains(s, ".") || len(s) < 4 {
		return ""
	}
	return s
}

func hasMail(mail string, but partnership.ID, contacts []partnership.Contact, organisations []partnership.Organisation) bool {
	for _, c := range contacts {
		for _, m := range c.Emails {
			if c.ID != but && mailOf(m) == mail {
				return true
			}
		}
	}
	for _, o := range organisations {
		if o.ID != but && mailOf(o.Email) == mail {
			return true
		}
	}
	return false
}

func hasPhone(number string, but partnership.ID, contacts []partnership.Contact, organisations []partnership.Organisation) bool {
	for _, c := range contacts {
		for _, t := range c.Phones {
			if c.ID != but && phoneOf(t) == number {
				return true
			}
		}
	}
	for _, o := range organisations {
		if o.ID != but && phoneOf(o.Phone) == number {
			return true
		}
	}
	return false
}

// fewestDigits is how many digits a number has at least that points at one telephone: extensions are shorter.
const fewestDigits = 8

// phoneOf returns the digits of a telephone number without country code or leading zeros; nothing when there are too few.
func phoneOf(text string) string {
	var digits []byte
	for i := range len(text) {
		if text[i] >= '0' && text[i] <= '9' {
			digits = append(digits, text[i])
		}
	}
	return national(string(digits))
}

func national(digits string) string {
	n := strings.TrimLeft(digits, "0")
	if after, ok := strings.CutPrefix(n, "31"); ok && len(n) >= 11 {
		n = strings.TrimLeft(after, "0") // +31 (0)20
	}
	if len(n) < fewestDigits {
		return ""
	}
	return n
}

// findLiterals returns where e-mail addresses and the like stand, as words of their own.
func (p *Person) findLiterals(text string) []Mention {
	if len(p.literals) == 0 {
		return nil
	}
	lower := strings.ToLower(text)
	if len(lower) != len(text) { // a capital of another length, such as "İ": look at each byte's place as it is
		lower = asciiLower(text)
	}
	var found []Mention
	for _, l := range p.literals {
		for at := 0; ; {
			i := strings.Index(lower[at:], l.text)
			if i < 0 {
				break
			}
			at += i
			end := at + len(l.text)
			if alone(text, at, end) {
				found = append(found, Mention{l.kind, at, end, l.kind != FamilyName})
			}
			_, size := utf8.DecodeRuneInString(text[at:])
			at += size
		}
	}
	return found
}

func asciiLower(text string) string {
	b := []byte(text)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// alone reports whether no letter or digit stands right before or after a part of a text.
func alone(text string, at, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[end:])
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return (at == 0 || !letter(before) && !strings.ContainsRune("+_%", before)) && (end == len(text) || !letter(after))
}

// findPhones returns where one of the telephone numbers stands, however it is written.
func (p *Person) findPhones(text string) []Mention {
	if len(p.phones) == 0 {
		return nil
	}
	var found []Mention
	for at := 0; at < len(text); {
		if !numeric(text[at]) {
			at++
			continue
		}
		end := at
		last := at
		for end < len(text) && (numeric(text[end]) || strings.IndexByte(" -./()", text[end]) >= 0) {
			if numeric(text[end]) {
				last = end + 1
			}
			end++
		}
		found = append(found, p.phonesIn(text, at, last)...)
		at = max(end, at+1)
	}
	return found
}

func numeric(b byte) bool { return b >= '0' && b <= '9' || b == '+' }

// phonesIn looks in a run of digits and what stands between them: two numbers may stand beside each other.
func (p *Person) phonesIn(text string, from, until int) []Mention {
	var found []Mention
	for at := from; at < until; at++ {
		if !numeric(text[at]) || at > from && numeric(text[at-1]) && text[at] != '+' {
			continue
		}
		for end := at + fewestDigits; end <= until; end++ {
			if end < until && numeric(text[end]) || !numeric(text[end-1]) {
				continue
			}
			if n := phoneOf(text[at:end]); n != "" && p.hasNumber(n) {
				begin := at
				if begin > 0 && text[begin-1] == '(' && strings.IndexByte(text[begin:end], ')') >= 0 {
					begin--
				}
				found = append(found, Mention{Phone, begin, end, true})
				at = end - 1
				break
			}
		}
	}
	return found
}

func (p *Person) hasNumber(n string) bool {
	for _, own := range p.phones {
		if own == n {
			return true
		}
	}
	return false
}
