// Package language says things to people: in Dutch first, in English second.
//
// What is said stands in the files of [assets.Translations], one per area and language: "domain.nl.json" holds the keys
// that begin with "domain.". A text may name what it needs as {{.Name}}; a text about a number has a form for one and a
// form for other. The names of vocabulary terms come from the vocabulary itself, as far as it has them.
//
// A [Language] may be used by several goroutines at once.
package language

import (
	"fmt"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"codeberg.org/bondgenoot/bondgenoot/assets"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

// Tags returns the languages that [Open] knows, the preferred one first.
func Tags() []string { return []string{"nl", "en"} }

// UnknownError tells that the program does not speak a language.
type UnknownError struct {
	Tag string
}

// Error implements error.
func (e *UnknownError) Error() string { return fmt.Sprintf("unknown language %q: use nl or en", e.Tag) }

// Language is one language to speak in. It is made by [Open].
type Language struct {
	tag       string
	messages  map[string]*i18n.Message
	localizer *i18n.Localizer
	days      daywriter
	ordering  sync.Mutex // a collator is for one goroutine
	collator  *collate.Collator
}

// Open returns the language with the tag "nl" or "en". For another tag the error is an [*UnknownError].
func Open(tag string) (*Language, error) {
	var known language.Tag
	switch tag {
	case "nl":
		known = language.Dutch
	case "en":
		known = language.English
	default:
		return nil, &UnknownError{Tag: tag}
	}
	messages, err := read(assets.Translations(), tag)
	if err != nil {
		return nil, err
	}
	if err := addVocabulary(messages, tag); err != nil {
		return nil, err
	}
	bundle := i18n.NewBundle(known)
	for _, message := range messages {
		if err := bundle.AddMessages(known, message); err != nil {
			return nil, fmt.Errorf("translation %q: %w", message.ID, err)
		}
	}
	l := &Language{
		tag:       tag,
		messages:  messages,
		localizer: i18n.NewLocalizer(bundle, tag),
		collator:  collate.New(language.Dutch, collate.Numeric),
	}
	l.days = newDaywriter(l)
	return l, nil
}

// Tag returns "nl" or "en".
func (l *Language) Tag() string { return l.tag }

// Text returns the text under key. Data are names and values in turn, for each {{.Name}} in the text:
//
//	l.Text("domain.rule.term", "Value", "politie", "Other", "kind")
//
// Days, moments and whole numbers are written the way of the language. A key that does not exist, or a name that lacks
// its value, shows the key: the tests see to it that neither is shipped.
func (l *Language) Text(key string, data ...any) string {
	return l.say(&i18n.LocalizeConfig{MessageID: key}, l.named(data))
}

// Plural is like [Language.Text] for a text about n things. The text may name n as {{.Count}}.
func (l *Language) Plural(key string, n int, data ...any) string {
	names := l.named(data)
	names["Count"] = l.Number(int64(n))
	return l.say(&i18n.LocalizeConfig{MessageID: key, PluralCount: n}, names)
}

// Has reports whether there is a text under key.
func (l *Language) Has(key string) bool { return l.messages[key] != nil }

// strict refuses a text whose {{.Name}} got no value, where the default one would write "<no value>".
var strict = &template.TextParser{Option: "missingkey=error"}

func (l *Language) say(config *i18n.LocalizeConfig, names map[string]any) string {
	config.TemplateData = names
	config.TemplateParser = strict
	text, err := l.localizer.Localize(config)
	if err != nil {
		return config.MessageID
	}
	return text
}

func (l *Language) named(data []any) map[string]any {
	names := make(map[string]any, len(data)/2+1)
	for i := 0; i+1 < len(data); i += 2 {
		if name, ok := data[i].(string); ok {
			names[name] = l.written(data[i+1])
		}
	}
	return names
}

func (l *Language) written(value any) any {
	switch v := value.(type) {
	case date.Day:
		return l.Date(v)
	case date.Moment:
		return l.Moment(v)
	case int:
		return l.Number(int64(v))
	case int64:
		return l.Number(v)
	}
	return value
}

// Compare orders names the Dutch way: accents and case decide only between names that are otherwise equal, and numbers
// in a name count as numbers. It returns 0 only for equal strings.
func (l *Language) Compare(a, b string) int {
	l.ordering.Lock()
	defer l.ordering.Unlock()
	if order := l.collator.CompareString(a, b); order != 0 {
		return order
	}
	return strings.Compare(a, b)
}
