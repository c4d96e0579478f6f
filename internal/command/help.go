package command

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// helpTexts returns the translations for the ${help_...} in the grammar's tags.
func (s *session) helpTexts() kong.Vars {
	texts := kong.Vars{}
	collectHelp(reflect.TypeFor[grammar](), func(name string) {
		texts["help_"+name] = s.words.Text("command.help." + name)
	})
	return texts
}

// collectHelp calls found for every name in a tag help:"${help_name}".
func collectHelp(t reflect.Type, found func(name string)) {
	for i := range t.NumField() {
		field := t.Field(i)
		if name, ok := strings.CutPrefix(field.Tag.Get("help"), "${help_"); ok {
			found(strings.TrimSuffix(name, "}"))
		}
		if field.Type.Kind() == reflect.Struct && field.Type.PkgPath() == t.PkgPath() {
			collectHelp(field.Type, found)
		}
	}
}

// help prints what the program, or the chosen command, can do. kong's own help speaks English only.
func (s *session) help(_ kong.HelpOptions, parsed *kong.Context) error {
	node := parsed.Selected()
	if node == nil {
		node = parsed.Model.Node
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n\n", s.words.Text("command.help.usage"), s.synopsis(node))
	if node.Help != "" {
		fmt.Fprintf(&b, "%s\n", node.Help)
	}
	s.section(&b, "command.help.commands", commandRows(node))
	s.section(&b, "command.help.arguments", argumentRows(node))
	s.section(&b, "command.help.options", s.optionRows(node.AllFlags(true)))
	if node.Type == kong.ApplicationNode {
		fmt.Fprintf(&b, "\n%s\n", s.words.Text("command.help.more"))
	}
	return s.print(b.String())
}

// synopsis returns how a command is typed: its words, arguments and where options go.
func (s *session) synopsis(node *kong.Node) string {
	parts := []string{strings.Join(strings.Fields("bondgenoot "+strings.TrimPrefix(node.FullPath(), "bondgenoot")), " ")}
	if node.Type == kong.ApplicationNode || len(node.Children) > 0 {
		parts = append(parts, s.words.Text("command.help.command"))
	}
	for _, argument := range node.Positional {
		parts = append(parts, argument.Summary())
	}
	return strings.Join(append(parts, s.words.Text("command.help.flags")), " ")
}

func (s *session) section(b *strings.Builder, title string, rows [][]string) {
	if len(rows) > 0 {
		fmt.Fprintf(b, "\n%s\n%s", s.words.Text(title), columns("  ", rows))
	}
}

func commandRows(node *kong.Node) [][]string {
	var rows [][]string
	for _, child := range node.Children {
		rows = append(rows, []string{child.Name, child.Help})
	}
	return rows
}

func argumentRows(node *kong.Node) [][]string {
	var rows [][]string
	for _, argument := range node.Positional {
		rows = append(rows, []string{argument.Summary(), argument.Help})
	}
	return rows
}

// optionRows lists the options of a command, its own before those of every command.
func (s *session) optionRows(groups [][]*kong.Flag) [][]string {
	var rows [][]string
	for _, flags := range slices.Backward(groups) {
		for _, flag := range flags {
			name := "--" + flag.Name
			if flag.Short != 0 {
				name = fmt.Sprintf("-%c, %s", flag.Short, name)
			}
			if !flag.IsBool() {
				name += "=" + flag.FormatPlaceHolder()
			}
			help := flag.Help
			if flag.Name == "help" {
				help = s.words.Text("command.help.help") // kong's own is in English
			}
			rows = append(rows, []string{name, help})
		}
	}
	return rows
}
