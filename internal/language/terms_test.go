package language

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/assets"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// setOf names the set of terms for each type of code of the domain.
var setOf = map[string]string{
	"Kind":                 "kinds",
	"AgreementStatus":      "agreement_statuses",
	"ActionStatus":         "action_statuses",
	"Anchor":               "anchors",
	"PartyRole":            "roles",
	"Controller":           "controllers",
	"Channel":              "channels",
	"Goal":                 "goals",
	"AttendanceStatus":     "attendance",
	"Priority":             "priorities",
	"DeliberationDecision": "decisions",
	"Rule":                 "rule",
	"ObstacleCode":         "obstacle",
	"Reason":               "due",
	"Event":                "happenings",
	"LifeEvent":            "life_events",
	"Lapse":                "lapse",
	"TextSource":           "text_source",
	"OwnBasisRule":         "own_basis",
	"Ownership":            "ownership",
}

func TestEveryCodeOfTheDomainHasAText(t *testing.T) {
	messages := everything(t)
	seen := map[string]bool{}
	for _, folder := range []string{"../partnership", "../agenda"} {
		for typ, codes := range constants(t, folder) {
			set, ok := setOf[typ]
			if !ok {
				t.Errorf("type %s has codes and no set of texts", typ)
			}
			seen[typ] = true
			for _, code := range codes {
				for _, tag := range Tags() {
					if messages[tag][termKey(set, code)] == nil {
						t.Errorf("%s: no text for %s %q", tag, typ, code)
					}
				}
			}
		}
	}
	if !seen["Channel"] || !seen["Rule"] || !seen["Reason"] {
		t.Errorf("the constants were not found: %v", seen)
	}
}

// constants returns the values of the typed string constants in the package in folder, by type.
func constants(t *testing.T, folder string) map[string][]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	found := map[string][]string{}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			typ, isType := spec.Type.(*ast.Ident)
			text, isText := spec.Values[0].(*ast.BasicLit)
			if isType && isText && text.Kind == token.STRING && ast.IsExported(spec.Names[0].Name) {
				code, err := strconv.Unquote(text.Value)
				if err != nil {
					t.Fatal(err)
				}
				found[typ.Name] = append(found[typ.Name], code)
			}
			return true
		})
	}
	return found
}

func TestEveryVocabularyTermHasAName(t *testing.T) {
	var vocabulary map[string]json.RawMessage
	if err := json.Unmarshal(assets.Vocabulary(), &vocabulary); err != nil {
		t.Fatal(err)
	}
	vocabulary["legal_bases"] = assets.LegalBases()
	messages := everything(t)
	total := 0
	for set, content := range vocabulary {
		words, err := wordsOf([]byte(content))
		if err != nil {
			t.Fatal(err)
		}
		total += len(words)
		for _, w := range words {
			for _, tag := range Tags() {
				if messages[tag][termKey(set, w.ID)] == nil {
					t.Errorf("%s: no name for %s %q", tag, set, w.ID)
				}
			}
		}
	}
	if total < 100 {
		t.Errorf("only %d terms were found", total)
	}
}

func TestEveryFieldOfTheBundleHasAName(t *testing.T) {
	l, err := Open("nl")
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	var visit func(typ reflect.Type, path string)
	visit = func(typ reflect.Type, path string) {
		for typ.Kind() == reflect.Slice || typ.Kind() == reflect.Pointer {
			typ = typ.Elem()
		}
		if typ.Kind() != reflect.Struct || !strings.HasSuffix(typ.PkgPath(), "/partnership") {
			return
		}
		for i := range typ.NumField() {
			name, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			at := path + "." + name
			if l.Field(at) == at {
				t.Errorf("%s has no name", at)
			}
			checked++
			visit(typ.Field(i).Type, at)
		}
	}
	for name, record := range map[string]partnership.Record{
		"organisations": partnership.Organisation{}, "contacts": partnership.Contact{}, "agreements": partnership.Agreement{},
		"series": partnership.Series{}, "meetings": partnership.Meeting{}, "actions": partnership.Action{},
		"deliberations": partnership.Deliberation{}, "attachments": partnership.Attachment{},
	} {
		if l.Field(name) == name {
			t.Errorf("%s has no name", name)
		}
		visit(reflect.TypeOf(record), name)
	}
	if checked < 150 {
		t.Errorf("only %d fields were found", checked)
	}
}
