package ui

import (
	"encoding/json"
	"reflect"
)

// chosen is the draft of what was chosen in a form. What is chosen is not put in another place by mistake: it comes back with the record that was
// shown then, in a field that begins as that one did, and not after people left the form.
type chosen[T any] struct {
	Was T `json:"was"`
	Now T `json:"now"`
}

// choiceDraft returns the name of the draft of a field; from then on it is the form's.
func (f *Form) choiceDraft(key string) string {
	name := f.name + "." + key + "@" + string(f.shell.here.Record)
	f.drafts = append(f.drafts, name)
	f.choices = append(f.choices, name)
	return name
}

// draftChoice brings back what was chosen in a field that begins with was, and returns what keeps a choice.
func draftChoice[T any](f *Form, key string, was T, bring func(T)) (keep func(T)) {
	name := f.choiceDraft(key)
	var kept chosen[T]
	if text := f.shell.desk.Drafts()[name]; text != "" && json.Unmarshal([]byte(text), &kept) == nil {
		if f.shell.drafts.clashed == f.name || reflect.DeepEqual(kept.Was, was) {
			bring(kept.Now)
		}
	}
	return func(now T) {
		text := ""
		if !reflect.DeepEqual(now, was) {
			encoded, err := json.Marshal(chosen[T]{was, now})
			if err != nil {
				f.shell.Fail(err)
				return
			}
			text = string(encoded)
		}
		f.shell.drafts.keep(unkept{
			name: name,
			job:  func() error { return f.shell.desk.SetDraft(name, text) },
			done: func() { f.shell.trace("drafted") },
		})
	}
}

// forgetChoices takes away what was chosen, because people left the form without keeping it.
func (f *Form) forgetChoices() {
	if len(f.choices) > 0 {
		f.shell.Forget(f.choices...)
	}
}
