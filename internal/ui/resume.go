package ui

import (
	"encoding/json"
	"slices"
	"strings"
)

// note is what people are told when they come back after a lock: what they were filling in, and which long job was broken off.
type note struct {
	Forms []string `json:"forms,omitempty"`
	Works []string `json:"works,omitempty"`
}

// noteDraft is the draft that holds it.
const noteDraft = "shell.note"

// leaveNote writes down what people were doing.
func (d *drafts) leaveNote() {
	var n note
	kept := d.shell.desk.Drafts()
	for _, f := range d.forms {
		if slices.ContainsFunc(f.drafts, func(name string) bool { return kept[name] != "" }) {
			n.Forms = append(n.Forms, f.title)
		}
	}
	n.Works = d.shell.broken
	text := ""
	if len(n.Forms)+len(n.Works) > 0 {
		encoded, err := json.Marshal(n)
		if err != nil {
			d.shell.failures = append(d.shell.failures, failure{func() error { return nil }, err})
			return
		}
		text = string(encoded)
	}
	d.shell.Do(func() error { return d.shell.desk.SetDraft(noteDraft, text) }, nil)
}

// tellNote says what people were doing when the vault was locked, once.
func (d *drafts) tellNote() {
	var n note
	if json.Unmarshal([]byte(d.shell.desk.Drafts()[noteDraft]), &n) != nil || len(n.Forms)+len(n.Works) == 0 {
		return
	}
	d.shell.Forget(noteDraft)
	words := d.shell.words
	var lines []string
	for _, title := range n.Forms {
		lines = append(lines, words.Text("lock.back.form", "Title", title))
	}
	for _, title := range n.Works {
		lines = append(lines, words.Text("lock.back.work", "Title", title))
	}
	d.shell.Ask(Dialog{Title: words.Text("lock.back"), Text: strings.Join(lines, "\n\n")})
}
