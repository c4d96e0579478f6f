// Package command is the command line: for automation, tests and the IT department. It parses, calls the desk and
// writes what comes back; it decides nothing.
//
// With --json a command prints one JSON value on standard output and nothing else. Messages for people go to standard
// error, one sentence that says what is wrong and what to do. doc/cli.md documents commands, JSON and exit codes.
package command

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
)

// Environment is what the program was started in.
type Environment struct {
	Args    []string // without the program's name
	Version string   // of the program
	In      io.Reader
	Out     io.Writer
	Err     io.Writer
	// Ask shows a question and returns the answer without showing it while it is typed, the line end left out.
	// It is nil when there is no terminal to ask at.
	Ask func(question string) ([]byte, error)
	// Watched reports whether a person sees what is written to Err, so that progress can be drawn over itself.
	Watched bool

	Vault  string // where the vault is when --vault does not say
	Demo   string // where the demo municipality's vault is when --vault does not say
	Memory string // folder in which the machine remembers how far it has seen each vault
	Author string // who is noted as having changed something
	Host   string // what the machine is called
	Now    func() time.Time
	Random io.Reader
	// Keyring is where the system keeps secrets; it is asked only for a vault for which that was switched on.
	Keyring desk.Keyring
	// Unshielded is why the system does not keep this program's memory from others; nil when it does.
	Unshielded error
	// OpenWindow shows the window until it is closed. It is nil in a program that was built without one.
	OpenWindow func(WindowRequest) error
	// SendToPrinter sends a document to the printer of that name.
	SendToPrinter func(printer string, pdf []byte) error
}

// grammar is all that can be said on the command line.
type grammar struct {
	Vault          string `placeholder:"FILE" help:"${help_vault}"`
	PassphraseFile string `placeholder:"FILE" xor:"opening" help:"${help_passphrase_file}"`
	KeyFile        string `placeholder:"FILE" xor:"opening" help:"${help_key_file}"`
	Lang           string `enum:"nl,en" default:"nl" placeholder:"nl|en" help:"${help_lang}"`
	AcceptOlder    bool   `help:"${help_accept_older}"`
	Version        bool   `help:"${help_version}"`

	Window     windowCommand     `cmd:"" default:"1" help:"${help_window}"`
	Demo       demoCommand       `cmd:"" help:"${help_demo}"`
	New        newCommand        `cmd:"" help:"${help_new}"`
	Import     importCommand     `cmd:"" help:"${help_import}"`
	Export     exportCommand     `cmd:"" help:"${help_export}"`
	List       listCommand       `cmd:"" help:"${help_list}"`
	Show       showCommand       `cmd:"" help:"${help_show}"`
	Today      todayCommand      `cmd:"" help:"${help_today}"`
	Search     searchCommand     `cmd:"" help:"${help_search}"`
	Share      shareCommand      `cmd:"" help:"${help_share}"`
	History    historyCommand    `cmd:"" help:"${help_history}"`
	BringBack  bringBackCommand  `cmd:"" help:"${help_bring_back}"`
	Undo       undoCommand       `cmd:"" help:"${help_undo}"`
	Redo       redoCommand       `cmd:"" help:"${help_redo}"`
	Bases      basesCommand      `cmd:"" help:"${help_bases}"`
	Person     personCommand     `cmd:"" help:"${help_person}"`
	Erase      eraseCommand      `cmd:"" help:"${help_erase}"`
	Retention  retentionCommand  `cmd:"" help:"${help_retention}"`
	Print      printCommand      `cmd:"" help:"${help_print}"`
	Style      styleCommand      `cmd:"" help:"${help_style}"`
	Keys       keysCommand       `cmd:"" help:"${help_keys}"`
	Passphrase passphraseCommand `cmd:"" help:"${help_passphrase}"`
	Recover    recoverCommand    `cmd:"" help:"${help_recover}"`
	Check      checkCommand      `cmd:"" help:"${help_check}"`
	Salvage    salvageCommand    `cmd:"" help:"${help_salvage}"`
	Backup     backupCommand     `cmd:"" help:"${help_backup}"`
	Restore    restoreCommand    `cmd:"" help:"${help_restore}"`
	Renew      renewCommand      `cmd:"" help:"${help_renew}"`
	Compare    compareCommand    `cmd:"" help:"${help_compare}"`
	Join       joinCommand       `cmd:"" help:"${help_join}"`
}

// Run does what the arguments say and returns the exit code.
func Run(ctx context.Context, e Environment) int {
	words, err := language.Open(tagIn(e.Args))
	if err != nil {
		// The tag is one of the two that every program carries, so this is a broken program, not a broken command.
		_, _ = io.WriteString(e.Err, err.Error()+"\n")
		return exitFailed
	}
	s := &session{Environment: e, ctx: ctx, words: words}
	if e.Unshielded != nil {
		s.note(words.Text("lock.unshielded", "Reason", e.Unshielded.Error()))
	}
	if err := s.run(); err != nil {
		return s.tell(err)
	}
	return exitDone
}

// tagIn returns the language that the arguments ask for, so that also an error about the arguments can be told in it.
func tagIn(args []string) string {
	if tag := askedTag(args); tag != "" {
		return tag
	}
	return language.Tags()[0]
}

// askedTag returns the language that the arguments ask for; nothing when they ask for none, or for one that is not spoken.
func askedTag(args []string) string {
	for i, arg := range args {
		tag, joined := strings.CutPrefix(arg, "--lang=")
		if arg == "--lang" && i+1 < len(args) {
			tag, joined = args[i+1], true
		}
		if joined && slices.Contains(language.Tags(), tag) {
			return tag
		}
	}
	return ""
}

// errHelped ends parsing when help was shown: nothing is left to do.
var errHelped = errors.New("help shown")

func (s *session) run() (err error) {
	parser, err := kong.New(&s.grammar,
		kong.Name("bondgenoot"),
		kong.Description(s.words.Text("command.about")),
		kong.Writers(s.Out, s.Err),
		kong.Exit(func(int) { panic(errHelped) }), // kong goes on after its help flag unless it is stopped
		kong.Help(s.help),
		s.helpTexts(),
	)
	if err != nil {
		return err
	}
	defer func() {
		if stopped := recover(); stopped != nil && stopped != any(errHelped) {
			panic(stopped)
		}
	}()
	if len(s.Args) == 0 && s.OpenWindow == nil {
		return s.usage(parser)
	}
	parsed, err := parser.Parse(s.Args)
	if s.grammar.Version {
		return s.println(s.words.Text("command.version", "Version", s.Environment.Version))
	}
	if err != nil {
		return &usageError{err: err}
	}
	return parsed.Run(s)
}

// usage shows what the program can do.
func (s *session) usage(parser *kong.Kong) error {
	parsed, err := kong.Trace(parser, []string{"--help"})
	if err != nil {
		return err
	}
	return s.help(kong.HelpOptions{}, parsed)
}
