package window

import (
	"encoding/json"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"codeberg.org/bondgenoot/bondgenoot/internal/language"
)

// fyneWords are the words of the toolkit that can come on the screen, such as those of a field's menu.
var fyneWords = []string{"Cancel", "Confirm", "Copy", "Cut", "Error", "No", "OK", "Paste", "Quit", "Redo", "Select all", "Undo", "Yes"}

// teachFyne gives the toolkit its few words in the language that is shown. It has none of its own for Dutch, and follows the system where the
// program follows the person: so the same words are taught for every language that the system may have.
func teachFyne(words *language.Language) error {
	texts := map[string]string{}
	for _, word := range fyneWords {
		texts[word] = words.Text("ui.fyne." + word)
	}
	content, err := json.Marshal(texts)
	if err != nil {
		return fmt.Errorf("words of the toolkit: %w", err)
	}
	system := string(lang.SystemLocale())
	for _, tag := range []string{"nl", "en", system} {
		if err := lang.AddTranslationsForLocale(content, fyne.Locale(tag)); err != nil {
			return fmt.Errorf("words of the toolkit: %w", err)
		}
	}
	return nil
}
