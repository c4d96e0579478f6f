package command

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	jsonv2 "github.com/go-json-experiment/json"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

type shareCommand struct {
	From     string           `placeholder:"ORG" xor:"from" help:"${help_share_from}"`
	To       string           `placeholder:"ORG" xor:"to" help:"${help_share_to}"`
	Category partnership.Term `placeholder:"CATEGORY" xor:"category" help:"${help_share_category}"`
	Purpose  partnership.Term `placeholder:"PURPOSE" xor:"purpose" help:"${help_share_purpose}"`
	On       date.Day         `placeholder:"DATE" help:"${help_share_on}"`
	Forum    string           `placeholder:"A/F" help:"${help_share_forum}"`
	Urgent   bool             `help:"${help_share_urgent}"`
	Batch    string           `placeholder:"FILE" xor:"from,to,category,purpose" help:"${help_share_batch}"`
	JSON     bool             `name:"json" help:"${help_json}"`
}

// Run answers one question, or one per line of a file. Whatever the advice is, the command is done.
func (c *shareCommand) Run(s *session) error {
	if c.Batch != "" {
		return s.reading(func(d *desk.Desk) error { return c.batch(s, d) })
	}
	for _, given := range []string{c.From, c.To, string(c.Category), string(c.Purpose)} {
		if given == "" {
			return &usageError{key: "command.usage.share"}
		}
	}
	return s.reading(func(d *desk.Desk) error {
		q := desk.Question{
			From: d.OrganisationCalled(c.From), To: d.OrganisationCalled(c.To), Category: c.Category, Purpose: c.Purpose,
			On: s.or(c.On), Forum: c.Forum, Urgent: c.Urgent,
		}
		advice, err := d.Advise(q)
		if err != nil {
			return refused(d, err)
		}
		x := d.Explain(q, advice)
		if c.JSON {
			s.noteOwn(x)
			return s.printJSON(advice)
		}
		return s.print(s.explained(x))
	})
}

// refused says why a question cannot be answered. A category or purpose is a word of the command line; an organisation or
// a consultation is a thing that is not there.
func refused(d *desk.Desk, err error) error {
	field, _, ok := desk.UnknownIn(err)
	if !ok {
		return err
	}
	exit := exitNotFound
	if field == "category" || field == "purpose" {
		exit = exitUsage
	}
	return &spokenError{text: d.ExplainQuestion(err), exit: exit, err: err}
}

// noteOwn says which legal bases of an answer are the user's own: that is never left unsaid, and the JSON has no place for it.
func (s *session) noteOwn(x desk.Explanation) {
	for _, b := range append(x.Bases, x.Routes...) {
		if b.Own != "" {
			s.note(s.words.Text("command.share.own", "Article", plain(b.Article), "Text", b.Own))
		}
	}
}

// explained writes an advice for people.
func (s *session) explained(x desk.Explanation) string {
	var b strings.Builder
	section := func(key string, lines []string) {
		if len(lines) == 0 {
			return
		}
		fmt.Fprintf(&b, "\n%s\n", s.words.Text("command.share."+key))
		for _, line := range lines {
			fmt.Fprintf(&b, "  - %s\n", plain(line))
		}
	}
	fmt.Fprintf(&b, "%s\n%s\n", strings.ToUpper(x.Outcome), plain(x.Why))
	section("because", texts(x.Points, func(p desk.Point) string { return p.Text }))
	section("conditions", x.Conditions)
	section("bases", texts(x.Bases, basisLine))
	if x.Advice.Outcome != desk.OutcomeStatutory {
		section("routes", texts(x.Routes, basisLine))
	}
	section("steps", texts(x.Steps, func(n desk.NextStep) string { return n.Title }))
	if x.Also != "" {
		fmt.Fprintf(&b, "  %s\n", x.Also)
	}
	section("weigh", texts(x.Weigh, func(w desk.Weighing) string { return w.Question + " " + w.Help }))
	fmt.Fprintf(&b, "\n%s\n%s\n", x.Decides, x.Always)
	return b.String()
}

func texts[T any](of []T, text func(T) string) []string {
	var all []string
	for _, v := range of {
		all = append(all, text(v))
	}
	return all
}

func basisLine(b desk.Basis) string {
	return strings.Join(append([]string{b.Article + ": " + b.Covers + "."}, b.Notes()...), " ")
}

// longestLine is how long a question of a batch may be, in bytes.
const longestLine = 64 << 10

// batch answers every line of a file on a line of its own. A line that cannot be read gets an error for an answer.
func (c *shareCommand) batch(s *session, d *desk.Desk) (err error) {
	in, err := s.input(c.Batch)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	aid, lines, out := d.Aid(), bufio.NewReaderSize(in, longestLine), bufio.NewWriter(s.Out)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for {
		line, tooLong, err := nextLine(lines)
		if err != nil && !errors.Is(err, io.EOF) {
			return desk.About(c.Batch, err)
		}
		if answer := s.answer(d, aid, line, tooLong); answer != nil {
			if err := encoder.Encode(answer); err != nil {
				return fmt.Errorf("write output: %w", err)
			}
		}
		if err != nil {
			break
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write output: %w", err)
	}
	return nil
}

// nextLine returns the next line of a batch. Of a line that is too long only the fact is returned; the last line comes with [io.EOF].
func nextLine(lines *bufio.Reader) (line []byte, tooLong bool, err error) {
	line, err = lines.ReadSlice('\n')
	for errors.Is(err, bufio.ErrBufferFull) {
		tooLong = true
		_, err = lines.ReadSlice('\n')
	}
	return line, tooLong, err
}

// refusal is the answer to a line that is no question.
type refusal struct {
	Error string `json:"error"`
	Field string `json:"field"`
}

// answer returns what a line of a batch is answered with; nil for an empty line.
func (s *session) answer(d *desk.Desk, aid desk.Aid, line []byte, tooLong bool) any {
	if tooLong {
		return refusal{Error: s.words.Text("command.share.line_too_long", "Count", longestLine)}
	}
	if len(bytes.TrimSpace(line)) == 0 {
		return nil
	}
	var asked batchQuestion
	if err := jsonv2.Unmarshal(line, &asked, jsonv2.RejectUnknownMembers(true)); err != nil {
		return s.unread(err)
	}
	advice, err := aid.Advise(asked.question(d))
	if err != nil {
		field, _, _ := desk.UnknownIn(err)
		return refusal{Error: d.ExplainQuestion(err), Field: field}
	}
	return advice
}

// batchQuestion is a question as a line of a batch has it.
type batchQuestion struct {
	From     string           `json:"from"`
	To       string           `json:"to"`
	Category partnership.Term `json:"category"`
	Purpose  partnership.Term `json:"purpose"`
	On       date.Day         `json:"on"`
	Forum    string           `json:"forum"`
	Urgent   bool             `json:"urgent"`
}

func (b batchQuestion) question(d *desk.Desk) desk.Question {
	return desk.Question{
		From: d.OrganisationCalled(b.From), To: d.OrganisationCalled(b.To), Category: b.Category, Purpose: b.Purpose,
		On: b.On, Forum: b.Forum, Urgent: b.Urgent,
	}
}

// unread says what is wrong with a line that is no question, and where.
func (s *session) unread(err error) refusal {
	var semantic *jsonv2.SemanticError
	if errors.As(err, &semantic) {
		field := strings.TrimPrefix(string(semantic.JSONPointer), "/")
		return refusal{Error: s.words.Text("command.share.bad_field", "Field", plain(field)), Field: field}
	}
	return refusal{Error: s.words.Text("command.share.bad_line")}
}

// input opens a file to read; "-" is what is left of standard input.
func (s *session) input(file string) (io.ReadCloser, error) {
	if file != "-" {
		in, err := os.Open(file)
		if err != nil {
			return nil, desk.About(file, err)
		}
		return in, nil
	}
	if s.piped == nil {
		return io.NopCloser(s.In), nil
	}
	read, err := s.piped.Peek(s.piped.Buffered()) // after a secret on its first line
	if err != nil {
		return nil, desk.About(file, err)
	}
	return io.NopCloser(io.MultiReader(bytes.NewReader(read), s.In)), nil
}
