package document

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Template is the text of a kind of agreement, with what depends on the agreement left open.
//
// It is a file that a jurist can read and change; doc/templates.md tells how it is written. [Template.Fill] makes the wording of
// one agreement of it.
type Template struct {
	Kind  partnership.Term
	Title string
	Law   date.Day // the law was looked at on this day (juridisch peil)
	file  string
	parts []part
}

// part is a section: the laws it rests on, the considerations, an article or an annex.
type part struct {
	kind  partKind
	id    string // of an article or annex
	title string
	when  condition
	each  bool // an annex that is there once for each forum
	items []item
	line  int
}

type partKind string

// The sections, by the word that opens them.
const (
	partRegard        partKind = "gelet op"
	partConsideration partKind = "overwegende"
	partArticle       partKind = "artikel"
	partAnnex         partKind = "bijlage"
)

// item is a paragraph, a numbered paragraph (lid) or an item of a list below one.
type item struct {
	depth depth
	label string // what cross references call a numbered paragraph
	when  condition
	text  string
	line  int
}

type depth int

const (
	prose    depth = iota // a paragraph without a number
	numbered              // 1.
	lettered              // a.
	dashed                // -
)

// TemplateError tells what is not right in a template, and where.
type TemplateError struct {
	File   string
	Line   int
	Reason string
	Value  string // the words it is about; may be empty
}

func (e *TemplateError) Error() string {
	if e.Value == "" {
		return fmt.Sprintf("template %s, line %d: %s", e.File, e.Line, e.Reason)
	}
	return fmt.Sprintf("template %s, line %d: %s: %q", e.File, e.Line, e.Reason, e.Value)
}

var (
	identifier = regexp.MustCompile(`^[a-z][a-z0-9-]{0,40}$`)
	itemStart  = regexp.MustCompile(`^(\s*)(?:([0-9]{1,3}\.)|([a-z]\.)|(-))\s+(.*)$`)
	labelled   = regexp.MustCompile(`^\[heet ([^\[\]]*)\]\s*(.*)$`)
	onlyWhen   = regexp.MustCompile(`^\[als ([^\[\]]*)\]\s*(.*)$`)
	titleWhen  = regexp.MustCompile(`^(.*?)\s*\[als ([^\[\]]*)\]$`)
	titleEach  = regexp.MustCompile(`^(.*?)\s*\[per overleg\]$`)
)

// ParseTemplate reads a template. Everything in it is checked: conditions, open places and cross references must be known.
// The error is a [*TemplateError].
func ParseTemplate(file string, source []byte) (*Template, error) {
	if !utf8.Valid(source) {
		return nil, &TemplateError{File: file, Line: 1, Reason: "not UTF-8"}
	}
	p := templateParser{Template: &Template{file: file}, lines: strings.Split(strings.ReplaceAll(string(source), "\r\n", "\n"), "\n")}
	if err := p.frontMatter(); err != nil {
		return nil, err
	}
	for ; p.next < len(p.lines); p.next++ {
		if err := p.line(strings.TrimRight(p.lines[p.next], " \t")); err != nil {
			return nil, err
		}
	}
	if err := p.check(); err != nil {
		return nil, err
	}
	return p.Template, nil
}

type templateParser struct {
	*Template
	lines []string
	next  int  // the line that is read
	open  bool // the last item goes on on this line
}

func (p *templateParser) fail(reason, value string) error {
	return &TemplateError{File: p.file, Line: p.next + 1, Reason: reason, Value: value}
}

// frontMatter reads the lines between the first two "---".
func (p *templateParser) frontMatter() error {
	if p.lines[0] != "---" {
		return p.fail("does not begin with a line ---", p.lines[0])
	}
	seen := map[string]string{}
	for p.next = 1; ; p.next++ {
		if p.next >= len(p.lines) {
			return p.fail("the head is not closed by a line ---", "")
		}
		if p.lines[p.next] == "---" {
			break
		}
		key, value, ok := strings.Cut(p.lines[p.next], ":")
		value = strings.TrimSpace(value)
		if !ok || value == "" {
			return p.fail("not a line like kind: youth_group", p.lines[p.next])
		}
		if seen[key] != "" {
			return p.fail("stands twice in the head", key)
		}
		seen[key] = value
		if err := p.head(key, value); err != nil {
			return err
		}
	}
	for _, key := range []string{"kind", "title", "law"} {
		if seen[key] == "" {
			return p.fail("missing in the head", key)
		}
	}
	p.next++
	return nil
}

func (p *templateParser) head(key, value string) error {
	switch key {
	case "kind":
		p.Kind = partnership.Term(value)
	case "title":
		p.Title = value
	case "law":
		day, err := date.Parse(value)
		if err != nil {
			return p.fail("not a day such as 2026-11-23", value)
		}
		p.Law = day
	default:
		return p.fail("unknown word in the head", key)
	}
	return nil
}

func (p *templateParser) line(line string) error {
	switch {
	case line == "":
		p.open = false
		return nil
	case strings.HasPrefix(line, "%"): // a remark for who keeps the template
		return nil
	case strings.HasPrefix(line, "== "):
		p.open = false
		return p.section(strings.TrimSpace(line[3:]))
	case len(p.parts) == 0:
		return p.fail("text before the first section", line)
	}
	current := &p.parts[len(p.parts)-1]
	m := itemStart.FindStringSubmatch(line)
	if m == nil && p.open {
		last := &current.items[len(current.items)-1]
		last.text += " " + strings.TrimSpace(line)
		return nil
	}
	it := item{line: p.next + 1, text: strings.TrimSpace(line)}
	if m != nil {
		it.text = m[5]
		switch {
		case m[2] != "":
			it.depth = numbered
		case m[3] != "":
			it.depth = lettered
		default:
			it.depth = dashed
		}
	}
	if err := p.prefixes(&it); err != nil {
		return err
	}
	current.items = append(current.items, it)
	p.open = true
	return nil
}

// prefixes takes "[heet melding]" and "[als politie]" off the beginning of an item.
func (p *templateParser) prefixes(it *item) error {
	if m := labelled.FindStringSubmatch(it.text); m != nil {
		if it.depth != numbered || !identifier.MatchString(m[1]) {
			return p.fail("only a numbered paragraph has a name, of small letters", m[1])
		}
		it.label, it.text = m[1], m[2]
	}
	if m := onlyWhen.FindStringSubmatch(it.text); m != nil {
		when, err := parseCondition(m[1])
		if err != nil {
			return p.fail(err.Error(), m[1])
		}
		it.when, it.text = when, m[2]
	}
	if it.text == "" {
		return p.fail("nothing after the marker", "")
	}
	return nil
}

// section opens a part: "artikel doel: Doel [als politie]", "bijlage overleg: {overleg} [per overleg]".
func (p *templateParser) section(head string) error {
	s := part{line: p.next + 1}
	if m := titleEach.FindStringSubmatch(head); m != nil {
		head, s.each = m[1], true
	}
	if m := titleWhen.FindStringSubmatch(head); m != nil {
		when, err := parseCondition(m[2])
		if err != nil {
			return p.fail(err.Error(), m[2])
		}
		head, s.when = m[1], when
	}
	word, title, titled := strings.Cut(head, ":")
	s.title = strings.TrimSpace(title)
	name, id, _ := strings.Cut(word, " ")
	switch {
	case (head == string(partRegard) || head == string(partConsideration)) && s.when == nil:
		s.kind = partKind(head)
	case (name == string(partArticle) || name == string(partAnnex)) && titled && s.title != "" && identifier.MatchString(id):
		s.kind, s.id = partKind(name), id
		if s.each && s.kind != partAnnex {
			return p.fail("only an annex is repeated for each forum", head)
		}
		if s.each {
			s.when = append(s.when, term{name: "overleggen"}) // who refers to it must make sure of that
		}
	default:
		return p.fail("not a section like == artikel doel: Doel", head)
	}
	p.parts = append(p.parts, s)
	return nil
}
