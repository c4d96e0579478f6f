package language

import (
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"codeberg.org/bondgenoot/bondgenoot/assets"
)

// everything returns all messages by language, the vocabulary's among them.
func everything(t *testing.T) map[string]map[string]*i18n.Message {
	t.Helper()
	all := map[string]map[string]*i18n.Message{}
	for _, tag := range Tags() {
		messages, err := read(assets.Translations(), tag)
		if err != nil {
			t.Fatal(err)
		}
		if err := addVocabulary(messages, tag); err != nil {
			t.Fatal(err)
		}
		all[tag] = messages
	}
	return all
}

func TestEveryKeyHasATextInEveryLanguage(t *testing.T) {
	all := everything(t)
	for tag, messages := range all {
		for key, message := range messages {
			for _, other := range Tags() {
				if all[other][key] == nil {
					t.Errorf("%s has %q, %s has not", tag, key, other)
				}
			}
			if strings.TrimSpace(message.Other) == "" {
				t.Errorf("%s: %q is empty", tag, key)
			}
		}
	}
}

var (
	placeholder = regexp.MustCompile(`\{\{\.[A-Z][A-Za-z]*\}\}`)
	action      = regexp.MustCompile(`\{\{|\}\}`)
)

func TestPlaceholdersAreTheSameInEveryLanguage(t *testing.T) {
	all := everything(t)
	for key, dutch := range all["nl"] {
		english, ok := all["en"][key]
		if !ok {
			continue // told by the test above
		}
		if got, want := placeholders(english), placeholders(dutch); !slices.Equal(got, want) {
			t.Errorf("%q: en has %v, nl has %v", key, got, want)
		}
		if (dutch.One == "") != (english.One == "") {
			t.Errorf("%q has a form for one in one language only", key)
		}
		for _, form := range []string{dutch.One, dutch.Other, english.One, english.Other} {
			if action.MatchString(placeholder.ReplaceAllString(form, "")) {
				t.Errorf("%q: only {{.Name}} may be between braces: %s", key, form)
			}
		}
	}
}

// placeholders returns the names in the form for other: the form for one may leave its number out.
func placeholders(m *i18n.Message) []string {
	names := placeholder.FindAllString(m.Other, -1)
	slices.Sort(names)
	return slices.Compact(names)
}

func TestEveryFileIsOfAKnownLanguage(t *testing.T) {
	files, err := fs.Glob(assets.Translations(), "*")
	if err != nil {
		t.Fatal(err)
	}
	areas := map[string]int{}
	for _, file := range files {
		area, rest, _ := strings.Cut(file, ".")
		if tag := strings.TrimSuffix(rest, ".json"); !slices.Contains(Tags(), tag) {
			t.Errorf("%s: no file <area>.<language>.json", file)
		}
		areas[area]++
	}
	for area := range maps.Keys(areas) {
		if areas[area] != len(Tags()) {
			t.Errorf("area %q has %d files", area, areas[area])
		}
	}
}

func TestFaultyFileIsRefused(t *testing.T) {
	for name, content := range map[string]string{
		"a key twice":            `{"a.x": "1", "a.x": "2"}`,
		"a key of another area":  `{"b.x": "1"}`,
		"a key without an area":  `{"x": "1"}`,
		"a plural form twice":    `{"a.x": {"one": "1", "one": "2", "other": "3"}}`,
		"an unknown plural form": `{"a.x": {"other": 1}}`,
		"no object":              `["a.x"]`,
		"something after it":     `{"a.x": "1"} {}`,
		"a text that is no text": `{"a.x": 5}`,
	} {
		t.Run(name, func(t *testing.T) {
			files := fstest.MapFS{"a.nl.json": {Data: []byte(content)}}
			if _, err := read(files, "nl"); err == nil || !strings.Contains(err.Error(), "a.nl.json") {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestAreasAreMerged(t *testing.T) {
	files := fstest.MapFS{
		"a.nl.json": {Data: []byte(`{"a.x": "een", "a.n": {"one": "{{.Count}} ding", "other": "{{.Count}} dingen"}}`)},
		"b.nl.json": {Data: []byte(`{"b.x": "twee"}`)},
		"b.en.json": {Data: []byte(`{"b.x": "two"}`)},
	}
	messages, err := read(files, "nl")
	if err != nil {
		t.Fatal(err)
	}
	if len(messages) != 3 || messages["b.x"].Other != "twee" || messages["a.n"].One != "{{.Count}} ding" {
		t.Errorf("got %v", messages)
	}
}
