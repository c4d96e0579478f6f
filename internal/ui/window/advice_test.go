package window

import (
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/bondgenoot/bondgenoot/internal/ui"
)

// TestAdviceIsGivenWhileChoosing asks with the keyboard only.
func TestAdviceIsGivenWhileChoosing(t *testing.T) {
	b := newBench(t)
	b.open(phrase)
	b.place(ui.PlaceAdvice)
	b.shoot("advice-empty")
	if !b.says("Nog niet af") {
		t.Errorf("an empty question is answered with %q", b.texts())
	}
	b.press(fyne.KeyReturn) // the task
	b.write("Vroegsignalering")
	b.shoot("advice-purpose")
}
