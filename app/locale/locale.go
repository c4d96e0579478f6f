// Package locale names a locale where the system names none with a language, as on servers and in bare sessions ("C", "POSIX"): the toolkit
// complains on standard error otherwise, while it is being loaded. What people read does not depend on it.
//
// Import it for its effect. Packages are initialised in the order of their import paths as far as what they import allows (The Go Programming
// Language Specification, "Program initialization"): this one, which imports next to nothing, comes before those of fyne.io.
package locale

import (
	"os"
	"runtime"
	"strings"
)

func init() {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return
	}
	if name, wanted := instead(os.Getenv); wanted {
		if err := os.Setenv(name, "nl_NL.UTF-8"); err != nil {
			panic(err) // the name is a constant and the value too
		}
	}
}

// instead returns which variable is to be set, and whether one is.
func instead(env func(string) string) (name string, wanted bool) {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		switch language, _, _ := strings.Cut(env(name), "."); language {
		case "":
		case "C", "POSIX":
			return name, true
		default:
			return "", false
		}
	}
	return "LANG", true
}
