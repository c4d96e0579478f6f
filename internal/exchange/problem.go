package exchange

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// The rules that a file can break, beside those of [partnership.Validate] for what is in it. Value is what stands in the
// file where nothing else is said.
const (
	RuleNotBundle     partnership.Rule = "not_bundle"     // the file is something else; Value is one of the Is constants
	RuleFormat        partnership.Rule = "bundle_format"  // format is missing or names another format
	RuleNewerFormat   partnership.Rule = "newer_format"   // format names a later version of the bundle
	RuleSyntax        partnership.Rule = "syntax"         // no JSON; Other is one of the Expect constants, no Value: the file ends
	RuleTrailing      partnership.Rule = "trailing"       // something follows the bundle
	RuleUnknownField  partnership.Rule = "unknown_field"  // no such field; Value is its name
	RuleDuplicateName partnership.Rule = "duplicate_name" // the field was given before; Value is its name
	RuleType          partnership.Rule = "type"           // Other says what was expected: text, day, moment, number, true, boolean, list, object, dictionary
	RuleNull          partnership.Rule = "null"           // null; Other as with RuleType
	RuleFalse         partnership.Rule = "false"          // false where only true is named
	RuleDay           partnership.Rule = "day"            // not a day such as 2026-11-23
	RuleMoment        partnership.Rule = "moment"         // not a time such as 2026-11-23T10:00:00+01:00
	RuleInteger       partnership.Rule = "integer"        // a number that is not whole, or too large to count with
	RuleTooDeep       partnership.Rule = "too_deep"       // nested deeper than any bundle
	RuleTooLarge      partnership.Rule = "too_large"      // Value is the limit; Other says of what: file or text in bytes, list in elements
	RuleMore          partnership.Rule = "more"           // comes last; Value is the number of problems that are not listed
)

// What a file can be instead of a bundle: the Value of a problem of [RuleNotBundle].
const (
	IsEmpty    = "empty"
	IsText     = "text"
	IsJSON     = "json" // but none of the fields of a bundle
	IsUTF16    = "utf16"
	IsZip      = "zip"
	IsExcel    = "excel"
	IsWord     = "word"
	IsOffice   = "office" // a document of Office 97 to 2003
	IsPDF      = "pdf"
	IsXML      = "xml" // also HTML
	IsVCard    = "vcard"
	IsCalendar = "calendar"
	IsAge      = "age"
	IsImage    = "image"
	IsVault    = "vault"
	IsBinary   = "binary"
)

// What had to come where a file is no JSON: the Other of a problem of [RuleSyntax].
const (
	ExpectName           = "name"
	ExpectNameOrBrace    = "name_or_brace" // or }
	ExpectColon          = "colon"
	ExpectValue          = "value"
	ExpectValueOrBracket = "value_or_bracket" // or ]
	ExpectCommaOrBrace   = "comma_or_brace"
	ExpectCommaOrBracket = "comma_or_bracket"
	ExpectQuote          = "quote"     // text must be closed by " on the same line
	ExpectCharacter      = "character" // a tab, line end or other control character stands in a text unescaped
	ExpectEscape         = "escape"    // \ must be followed by one of "\/bfnrt or uXXXX
)

// ErrNewerFormat is what [errors.Is] finds in the problems of a bundle that a later version of the program wrote.
var ErrNewerFormat = errors.New("bundle was made by a newer version")

// Problem is one thing that is wrong with a file.
type Problem struct {
	File   string           // as given in [ReadOptions]
	Line   int              // from 1; lines end with LF
	Field  string           // path from the top: "contacts[3].positions[0].until"; empty for the file as a whole
	Record partnership.ID   // of the record that the field is in; empty when there is none or its id cannot be read
	Rule   partnership.Rule // the rule that is broken
	Value  string           // what stands there, shortened to 60 characters
	Other  string           // what the rule sets against it; with [partnership.RuleDuplicate] of a record the field of the first
}

// String returns the problem in one line, for logs and tests. People read a translation.
func (p Problem) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d: ", p.File, p.Line)
	if p.Field != "" {
		fmt.Fprintf(&b, "%s: ", p.Field)
	}
	b.WriteString(string(p.Rule))
	if p.Value != "" {
		fmt.Fprintf(&b, " %q", p.Value)
	}
	if p.Other != "" {
		fmt.Fprintf(&b, " (%s)", p.Other)
	}
	return b.String()
}

// Problems is all that is wrong with a file, by line. After 1000 problems the last one, of [RuleMore], counts the rest.
type Problems []Problem

// Error implements error.
func (p Problems) Error() string {
	switch len(p) {
	case 0:
		return "no problems"
	case 1:
		return p[0].String()
	}
	return fmt.Sprintf("%s, and %d more problems", p[0], len(p)-1)
}

// Is makes [ErrNewerFormat] known.
func (p Problems) Is(target error) bool {
	return target == ErrNewerFormat &&
		slices.ContainsFunc(p, func(p Problem) bool { return p.Rule == RuleNewerFormat })
}

// shorten returns what stands in a file at a length that people recognise it by, as package partnership does.
func shorten(s string) string {
	const most = 60
	s = strings.ToValidUTF8(s[:min(len(s), most*utf8.UTFMax)], "\uFFFD")
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}
