package partnership_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

func readAsset(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile("../../assets/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func vocabulary(t *testing.T) partnership.Vocabulary {
	t.Helper()
	v, err := partnership.ReadVocabulary(readAsset(t, "vocabulary.json"), readAsset(t, "legal-bases.json"))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestVocabularyOfTheProgramIsRead(t *testing.T) {
	v := vocabulary(t)
	counts := map[string][2]int{
		"organisation kinds":     {len(v.OrganisationKinds), 25},
		"information categories": {len(v.InformationCategories), 16},
		"sensitivities":          {len(v.Sensitivities), 5},
		"purposes":               {len(v.Purposes), 11},
		"agreement kinds":        {len(v.AgreementKinds), 9},
		"agreement statuses":     {len(v.AgreementStatuses), 5},
		"meeting kinds":          {len(v.MeetingKinds), 7},
		"action statuses":        {len(v.ActionStatuses), 5},
		"conditions":             {len(v.Conditions), 13},
		"legal bases":            {len(v.LegalBases), 24},
	}
	for name, n := range counts {
		if n[0] != n[1] {
			t.Errorf("%d %s, want %d", n[0], name, n[1])
		}
	}
}

func TestVocabularyIsLookedUpByID(t *testing.T) {
	v := vocabulary(t)
	if kind, ok := v.OrganisationKind("youth_work"); !ok || !kind.Confidence || kind.Secrecy || kind.Dutch != "Jongerenwerk" {
		t.Errorf("youth_work: %+v, %t", kind, ok)
	}
	if category, ok := v.Category("health"); !ok || category.Sensitivity != "special" || !category.UnderSecrecy {
		t.Errorf("health: %+v, %t", category, ok)
	}
	basis, ok := v.LegalBasis("wpg_16")
	if !ok || !basis.WithoutAgreement || !slices.Contains(basis.Carries, "police") || basis.Source != "BWBR0022463" {
		t.Errorf("wpg_16: %+v, %t", basis, ok)
	}
	for name, known := range map[string]bool{
		"organisation kind": v.HasOrganisationKind("halt"), "category": v.HasCategory("concern"),
		"sensitivity": v.HasSensitivity("criminal"), "purpose": v.HasPurpose("nightlife"),
		"agreement kind": v.HasAgreementKind("street"), "meeting kind": v.HasMeetingKind("triangle"),
		"condition": v.HasCondition("minimum"), "legal basis": v.HasLegalBasis("wgs"),
	} {
		if !known {
			t.Errorf("a known %s is not found", name)
		}
	}
}

func TestEmptyVocabularyKnowsNothing(t *testing.T) {
	var v partnership.Vocabulary
	for name, known := range map[string]bool{
		"organisation kind": v.HasOrganisationKind("halt"), "category": v.HasCategory("concern"),
		"sensitivity": v.HasSensitivity("criminal"), "purpose": v.HasPurpose("nightlife"),
		"agreement kind": v.HasAgreementKind("street"), "meeting kind": v.HasMeetingKind("triangle"),
		"condition": v.HasCondition("minimum"), "legal basis": v.HasLegalBasis(""),
	} {
		if known {
			t.Errorf("the empty vocabulary knows a %s", name)
		}
	}
}

func TestVocabularyWithAMistakeIsRefused(t *testing.T) {
	words, bases := string(readAsset(t, "vocabulary.json")), string(readAsset(t, "legal-bases.json"))
	for _, tt := range []struct {
		name, old, new string // the first old in either file becomes new
		want           string // part of the error
	}{
		{"unknown field", `"secrecy": false`, `"secret": false`, `unknown field "secret"`},
		{"unknown list", `"purposes": [`, `"goals": [], "purposes": [`, `unknown field "goals"`},
		{"not JSON", `{`, `[`, "read vocabulary"},
		{"id twice", `"id": "police"`, `"id": "municipality"`, `"municipality" is there twice`},
		{"no id", `"id": "police", `, ``, `"" is no id`},
		{"no Dutch text", `"nl": "Politie", `, ``, `"police" has no Dutch text`},
		{"unknown sensitivity", `"sensitivity": "none"`, `"sensitivity": "mild"`, `unknown sensitivity "mild"`},
		{"status that the code does not know", `"id": "waiting"`, `"id": "paused"`, `"waiting" is missing`},
		{"one status too many", `{"id": "waiting"`, `{"id": "paused", "nl": "Rust"}, {"id": "waiting"`, "6 statuses, want 5"},
		{"legal basis twice", `"id": "gdpr_6_1_c"`, `"id": "gdpr_6_1_a"`, `"gdpr_6_1_a" is there twice`},
		{"basis for unknown kind", `"may_rely": ["youth_work"`, `"may_rely": ["scouts"`, `may_rely: unknown "scouts"`},
		{"basis for any kind and one more", `"may_rely": ["*"]`, `"may_rely": ["*", "school"]`, `may_rely: unknown "*"`},
		{"basis to unknown kind", `"to": ["municipality"`, `"to": ["scouts"`, `to: unknown "scouts"`},
		{"basis for unknown purpose", `"purposes": ["public_order", "youth_group", "nightlife"]`, `"purposes": ["fun"]`, `purposes: unknown "fun"`},
		{"basis for unknown category", `"categories": ["school_absence"`, `"categories": ["gossip"`, `categories: unknown "gossip"`},
		{"basis carries unknown sensitivity", `"carries": ["ordinary"]`, `"carries": ["mild"]`, `carries: unknown "mild"`},
		{"basis under unknown condition", `"conditions": ["consent"]`, `"conditions": ["luck"]`, `conditions: unknown "luck"`},
		{"basis with unknown field", `"covers": `, `"cover": `, `unknown field "cover"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			brokenWords, brokenBases := strings.Replace(words, tt.old, tt.new, 1), bases
			if brokenWords == words {
				brokenBases = strings.Replace(bases, tt.old, tt.new, 1)
			}
			if brokenWords == words && brokenBases == bases {
				t.Fatalf("%s is not in the files", tt.old)
			}
			_, err := partnership.ReadVocabulary([]byte(brokenWords), []byte(brokenBases))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
	if _, err := partnership.ReadVocabulary([]byte(words+"{}"), []byte(bases)); err == nil {
		t.Error("a second value is taken")
	}
}
