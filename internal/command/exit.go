package command

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/alecthomas/kong"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
)

// The exit codes, as in doc/cli.md.
const (
	exitDone            = 0
	exitFailed          = 1
	exitUsage           = 2
	exitWrongPassphrase = 3
	exitDamaged         = 4
	exitInUse           = 5
	exitNotFound        = 6
	exitInvalid         = 7
	exitOlderCopy       = 8
	exitNewer           = 9
)

var exits = map[desk.Fault]int{
	desk.FaultWrongPassphrase: exitWrongPassphrase,
	desk.FaultMistyped:        exitWrongPassphrase,
	desk.FaultWait:            exitWrongPassphrase,
	desk.FaultKeyring:         exitWrongPassphrase,
	desk.FaultWeakPassphrase:  exitInvalid,
	desk.FaultKeyName:         exitInvalid,
	desk.FaultNoKey:           exitNotFound,
	desk.FaultDamaged:         exitDamaged,
	desk.FaultInUse:           exitInUse,
	desk.FaultNotFound:        exitNotFound,
	desk.FaultNoVault:         exitNotFound,
	desk.FaultNoFile:          exitNotFound,
	desk.FaultKind:            exitNotFound,
	desk.FaultNoMeeting:       exitNotFound,
	desk.FaultNoGuests:        exitNotFound,
	desk.FaultInvalid:         exitInvalid,
	desk.FaultInUseByOthers:   exitInvalid,
	desk.FaultHouseName:       exitInvalid,
	desk.FaultAccent:          exitInvalid,
	desk.FaultContrast:        exitInvalid,
	desk.FaultFont:            exitInvalid,
	desk.FaultNoLogoText:      exitInvalid,
	desk.FaultLogoText:        exitInvalid,
	desk.FaultLogoKind:        exitInvalid,
	desk.FaultLogoBroken:      exitInvalid,
	desk.FaultLogoTooLarge:    exitInvalid,
	desk.FaultLogoUnsupported: exitInvalid,
	desk.FaultQuestion:        exitNotFound,
	desk.FaultNoVersion:       exitNotFound,
	desk.FaultLost:            exitInvalid,
	desk.FaultOwnBasis:        exitInvalid,
	desk.FaultOlderCopy:       exitOlderCopy,
	desk.FaultNewer:           exitNewer,
	desk.FaultEmptyPassphrase: exitUsage,
	desk.FaultOtherKey:        exitWrongPassphrase,
	desk.FaultAgeKey:          exitWrongPassphrase,
	desk.FaultOtherVault:      exitInvalid,
	desk.FaultArchive:         exitInvalid,
	desk.FaultRecipients:      exitInvalid,
	desk.FaultIdentities:      exitInvalid,
	desk.FaultAgeReaders:      exitUsage,
	desk.FaultNoCopy:          exitNotFound,
}

// usageError tells that the arguments make no sense: what the parser says, or the key of a sentence.
type usageError struct {
	err error
	key string
}

func (e *usageError) Error() string {
	if e.err == nil {
		return e.key
	}
	return e.err.Error()
}

func (e *usageError) Unwrap() error { return e.err }

// spokenError is an error that brings its own sentence and exit code.
type spokenError struct {
	text string
	exit int
	err  error
}

func (e *spokenError) Error() string { return e.err.Error() }

func (e *spokenError) Unwrap() error { return e.err }

// toldError is an error that was told already, by the output itself.
type toldError struct{ err error }

func (e *toldError) Error() string { return e.err.Error() }

func (e *toldError) Unwrap() error { return e.err }

// tell says in a sentence what went wrong and returns the exit code.
func (s *session) tell(err error) int {
	var usage *usageError
	if errors.As(err, &usage) {
		s.note(s.words.Text("command.usage.wrong", "Reason", s.reason(usage), "Command", commandIn(usage.err)))
		return exitUsage
	}
	var spoken *spokenError
	if errors.As(err, &spoken) {
		s.note(plain(spoken.text))
		return spoken.exit
	}
	fault, _ := desk.FaultOf(err)
	var told *toldError
	if !errors.As(err, &told) {
		s.note(plain(desk.Sentence(s.words, err)))
	}
	if code, ok := exits[fault]; ok {
		return code
	}
	return exitFailed
}

// complaints are what the parser complains about, each with the key of our sentence about it.
var complaints = []struct {
	pattern *regexp.Regexp
	key     string
}{
	{regexp.MustCompile(`^unknown flag (?P<What>[^,]+)(?:, did you mean (?P<Hint>.+)\?)?$`), "command.usage.unknown_flag"},
	{regexp.MustCompile(`^unexpected argument (?P<What>[^,]+)(?:, did you mean (?P<Hint>.+)\?)?$`), "command.usage.unexpected"},
	{regexp.MustCompile(`^missing flags: (?P<What>.+)()$`), "command.usage.missing_flag"},
	{regexp.MustCompile(`^expected one of (?P<What>.+)()$`), "command.usage.one_of"},
	{regexp.MustCompile(`^expected "(?P<What>.+)"()$`), "command.usage.missing"},
	{regexp.MustCompile(`^(?P<What>--\S+) and (?P<Hint>--\S+) can't be used together$`), "command.usage.together"},
	{regexp.MustCompile(`^(?P<What>.+) must be one of (?P<Hint>.+) but got .*$`), "command.usage.must_be"},
	{regexp.MustCompile(`^(?P<What>--[^:]+): .*(?:missing value|got "EOL").*()$`), "command.usage.no_value"},
	{regexp.MustCompile(`^(?P<What>--[^:]+): .*invalid date: "?(?P<Hint>[^"]*)"?.*$`), "command.usage.no_day"},
	{regexp.MustCompile(`^(?P<What>--[^:]+): (?P<Hint>.+)$`), "command.usage.bad_value"},
}

// reason returns why the parser did not understand, in the user's language as far as its complaint is known.
func (s *session) reason(wrong *usageError) string {
	if wrong.err == nil {
		return s.words.Text(wrong.key)
	}
	text := wrong.err.Error()
	for _, c := range complaints {
		found := c.pattern.FindStringSubmatch(text)
		if found == nil {
			continue
		}
		hint := found[2]
		if hint != "" && (c.key == "command.usage.unknown_flag" || c.key == "command.usage.unexpected") {
			hint = s.words.Text("command.usage.did_you_mean", "Hint", strings.TrimPrefix(hint, "one of "))
		}
		return s.words.Text(c.key, "What", found[1], "Hint", hint)
	}
	return text
}

// commandIn returns the command that was being parsed, as it is typed: "bondgenoot import".
func commandIn(err error) string {
	var parse *kong.ParseError
	if !errors.As(err, &parse) || parse.Context == nil || parse.Context.Command() == "" {
		return "bondgenoot"
	}
	command, _, _ := strings.Cut(parse.Context.Command(), " <")
	return fmt.Sprintf("bondgenoot %s", command)
}
