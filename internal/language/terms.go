package language

import (
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/nicksnyder/go-i18n/v2/i18n"

	"codeberg.org/bondgenoot/bondgenoot/assets"
)

// Set is a set of terms that a field of the bundle may hold.
type Set string

// The sets. Those of the vocabulary and the legal bases bear the names that they have there.
const (
	OrganisationKinds     Set = "organisation_kinds"
	InformationCategories Set = "information_categories"
	Sensitivities         Set = "sensitivities"
	Purposes              Set = "purposes"
	AgreementKinds        Set = "agreement_kinds"
	AgreementStatuses     Set = "agreement_statuses"
	MeetingKinds          Set = "meeting_kinds"
	ActionStatuses        Set = "action_statuses"
	Conditions            Set = "conditions"
	LegalBases            Set = "legal_bases" // as the article is cited
	Kinds                 Set = "kinds"       // of records, in the singular
	Channels              Set = "channels"
	Roles                 Set = "roles"
	Controllers           Set = "controllers"
	Anchors               Set = "anchors"
	Goals                 Set = "goals"
	Attendance            Set = "attendance"
	Priorities            Set = "priorities"
	Outcomes              Set = "outcomes"    // of a deliberation
	Decisions             Set = "decisions"   // on a deliberation
	Due                   Set = "due"         // why an agreement asks for attention
	Happenings            Set = "happenings"  // what happened with a partner
	LifeEvents            Set = "life_events" // what happens to an agreement on a day

	lists Set = "lists" // kinds of record, parts of one and sets of the vocabulary, in the plural
)

// Term returns what the term with this id is called: of [Purposes], "early_signal" is "Vroegsignalering en toeleiding
// naar hulp". An id that is not in the set is returned itself.
//
// The id may be of any type of string, as the domain has a type for each set.
func Term[ID ~string](l *Language, set Set, id ID) string { return l.Term(set, string(id)) }

// Term is like the function [Term] for a plain string.
func (l *Language) Term(set Set, id string) string {
	key := termKey(string(set), id)
	if text := l.Text(key); text != key {
		return text
	}
	return id
}

func termKey(set, id string) string { return "domain." + set + "." + id }

// word is an entry of the vocabulary, or of the legal bases, which name the article in Dutch under "short".
type word struct {
	ID    string `json:"id"`
	Dutch string `json:"nl"`
	En    string `json:"en"`
	Short string `json:"short"`
}

// addVocabulary adds the names that the vocabulary has in the language with the tag. The translations hold the others.
func addVocabulary(messages map[string]*i18n.Message, tag string) error {
	var sets map[string]jsontext.Value
	if err := json.Unmarshal(assets.Vocabulary(), &sets); err != nil {
		return fmt.Errorf("read vocabulary: %w", err)
	}
	sets[string(LegalBases)] = assets.LegalBases()
	for set, content := range sets {
		words, err := wordsOf(content)
		if err != nil {
			return fmt.Errorf("read vocabulary %q: %w", set, err)
		}
		for _, w := range words {
			name := w.En
			if tag == "nl" {
				name = w.Dutch + w.Short
			}
			if name != "" {
				key := termKey(set, w.ID)
				messages[key] = &i18n.Message{ID: key, Other: name}
			}
		}
	}
	return nil
}

// wordsOf reads a set, which is a list of words, or of sensitivities an object of Dutch names by id.
func wordsOf(content jsontext.Value) (words []word, err error) {
	if content.Kind() == '[' {
		err = json.Unmarshal(content, &words)
		return words, err
	}
	var names map[string]string
	err = json.Unmarshal(content, &names)
	for id, name := range names {
		words = append(words, word{ID: id, Dutch: name})
	}
	return words, err
}
