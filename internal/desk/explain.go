package desk

import "codeberg.org/bondgenoot/bondgenoot/internal/language"

// Explain returns the sentence about a problem in a file, without the file and the line.
func Explain(words *language.Language, p Problem) string {
	key := "desk.rule." + string(p.Rule)
	if !words.Has(key) {
		return words.Problem(p.Field, string(p.Rule), p.Value, p.Other)
	}
	sentence := key
	if p.Value == "" && words.Has(key+"_empty") {
		sentence += "_empty"
	}
	text := words.Text(sentence,
		"Value", spelled(words, key+".", p.Value), "Other", spelled(words, key+".", p.Other))
	if p.Field == "" {
		return text
	}
	return words.Text("domain.problem", "Name", words.Field(p.Field), "Field", p.Field, "Text", text)
}

// spelled returns the words for a code, or the code itself where it is what stands in the file.
func spelled(words *language.Language, prefix, code string) string {
	if key := prefix + code; code != "" && words.Has(key) {
		return words.Text(key)
	}
	return code
}
