package unlock

import (
	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// NewPhrase is two fields in which a new passphrase is typed twice, and a chip that tells how strong it is meanwhile. It is no draft: what is typed
// here is kept nowhere.
type NewPhrase struct {
	stage               *ui.Stage
	judge               func(passphrase string) desk.Strength
	phrase, again       *ui.Entry
	phraseField, second *ui.Field
	chip                *ui.Chip
}

// AskNewPhrase returns the fields, under a name for the first. Submit is called when the second is left with Enter.
func AskNewPhrase(s *ui.Stage, name string, judge func(passphrase string) desk.Strength, submit func()) *NewPhrase {
	words := s.Words()
	p := &NewPhrase{stage: s, judge: judge, phrase: ui.NewEntry(s.Keys(), "", 1), again: ui.NewEntry(s.Keys(), "", 1)}
	p.phrase.Password, p.again.Password = true, true
	p.phraseField = ui.NewField(name, words.Text("unlock.new.passphrase.hint"), p.phrase)
	p.second = ui.NewField(words.Text("unlock.new.again"), "", p.again)
	p.chip = ui.NewChip(strengthChip(words, "", desk.Strength{}))
	p.phrase.OnChanged = func(text string) {
		p.chip.Set(strengthChip(words, text, judge(text)))
		p.phraseField.Error("")
	}
	p.again.OnChanged = func(string) { p.second.Error("") }
	p.phrase.OnSubmitted = func(string) { s.Canvas().Focus(p.again) }
	p.again.OnSubmitted = func(string) { submit() }
	return p
}

// Object returns the fields below each other.
func (p *NewPhrase) Object() fyne.CanvasObject {
	return ui.Column(12, p.phraseField, ui.Line(0, p.chip), p.second)
}

// First returns the field that is typed in first.
func (p *NewPhrase) First() *ui.Entry { return p.phrase }

// Take returns the passphrase and empties the fields. When it cannot be one, the fields say why, and false is returned.
func (p *NewPhrase) Take() ([]byte, bool) {
	words := p.stage.Words()
	judged := p.judge(p.phrase.Text)
	switch {
	case p.phrase.Text == "":
		p.wrong(p.phraseField, p.phrase, words.Text("unlock.passphrase.empty"))
	case !judged.Enough():
		p.wrong(p.phraseField, p.phrase, words.Text("unlock.new.weak", "Why", desk.ExplainStrength(words, judged)))
	case p.phrase.Text != p.again.Text:
		p.wrong(p.second, p.again, words.Text("unlock.new.unequal"))
	default:
		secret := []byte(p.phrase.Text)
		p.phrase.Fill("")
		p.again.Fill("")
		return secret, true
	}
	return nil, false
}

func (p *NewPhrase) wrong(f *ui.Field, e *ui.Entry, text string) {
	f.Error(text)
	p.stage.Canvas().Focus(e)
}
