package language

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// read returns the messages of all areas in one language, by key.
//
// As every key begins with the name of its area, no two files can define the same one; a file that defines one twice is
// refused.
func read(translations fs.FS, tag string) (map[string]*i18n.Message, error) {
	files, err := fs.Glob(translations, "*."+tag+".json")
	if err != nil {
		return nil, fmt.Errorf("list translations: %w", err)
	}
	messages := map[string]*i18n.Message{}
	for _, file := range files {
		content, err := fs.ReadFile(translations, file)
		if err != nil {
			return nil, fmt.Errorf("read translations: %w", err)
		}
		area := strings.TrimSuffix(file, tag+".json") // ends in a dot
		if err := readArea(messages, content, area); err != nil {
			return nil, fmt.Errorf("translations %s: %w", file, err)
		}
	}
	return messages, nil
}

func readArea(messages map[string]*i18n.Message, content []byte, area string) error {
	var texts map[string]any
	if err := json.Unmarshal(content, &texts); err != nil {
		return err
	}
	for key, text := range texts {
		if !strings.HasPrefix(key, area) {
			return fmt.Errorf("key %q does not begin with %q", key, area)
		}
		message, err := i18n.NewMessage(text)
		if err != nil {
			return fmt.Errorf("key %q: %w", key, err)
		}
		message.ID = key
		messages[key] = message
	}
	return nil
}
