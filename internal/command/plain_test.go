package command

import "testing"

func TestTextFromARecordCannotSteerATerminal(t *testing.T) {
	for name, tt := range map[string]struct{ in, want string }{
		"escape sequence":    {"a\x1b[2Jb", "a�[2Jb"},
		"line ends":          {"a\r\nb\tc", "a  b c"},
		"direction override": {"a\u202eb\u2066c", "a�b�c"},
		"C1 control":         {"a\u009bb", "a�b"},
		"plain text":         {"Jan van ’t Hof – café", "Jan van ’t Hof – café"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := plain(tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestColumnsLineUp(t *testing.T) {
	got := columns("  ", [][]string{{"é", "x", "1"}, {"lang", "", "2"}})
	if want := "  é     x  1\n  lang     2\n"; got != want {
		t.Errorf("got\n%q, want\n%q", got, want)
	}
}
