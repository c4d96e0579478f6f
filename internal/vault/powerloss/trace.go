// Package powerloss finds out what a power cut would leave of what a program writes. It is for tests.
//
// A program is run under strace, which records every write, every change of a name and every sync that the system was really asked for
// ([Record]). The recording is then played to any moment ([Recording.Play]) and the power is cut there ([Disk.Cut]): what was synced is on the disk,
// and of the rest the disk kept what it liked, in any order, down to single sectors of 512 bytes. Names that were made, changed or removed count
// as written only once their folder was synced, which is stricter than most file systems are.
//
// strace is of Linux. Elsewhere [Record] fails with [ErrNoTracer].
package powerloss

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// call is one system call of a recording.
type call struct {
	name       string
	args       []string // as strace writes them, strings still quoted
	result     int64
	begin, end int // lines between which the system was at work; end is 0 for a call that never returned
}

// failed tells that the system refused; a call that never returned may have had its effect.
func (c *call) failed() bool { return c.end != 0 && c.result < 0 }

// parse reads what `strace -f -xx` wrote.
func parse(r io.Reader) ([]*call, error) {
	var calls []*call
	open := map[string]*call{} // by thread: those of which the end is still to come
	text := bufio.NewReaderSize(r, 1<<20)
	for number := 1; ; number++ {
		line, err := text.ReadString('\n')
		if errors.Is(err, io.EOF) && line == "" {
			return calls, nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("read recording: %w", err)
		}
		thread, rest := cutThread(strings.TrimRight(line, "\n"))
		c, err := parseLine(rest, open[thread])
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		if c == nil {
			continue
		}
		delete(open, thread)
		if c.begin == 0 {
			c.begin = number
			calls = append(calls, c)
		}
		if c.end < 0 {
			open[thread], c.end = c, 0
		} else {
			c.end = number
		}
	}
}

// cutThread takes the thread's number from a line that has one.
func cutThread(line string) (thread, rest string) {
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if digits == 0 || digits == len(line) || line[digits] != ' ' {
		return "", line
	}
	return line[:digits], strings.TrimLeft(line[digits:], " ")
}

const (
	unfinished = "<unfinished ...>"
	resumed    = " resumed>"
)

// parseLine reads a line about a call: a whole one, its begin (end is -1 then) or its end (it is waiting then). Nil for other lines.
func parseLine(line string, waiting *call) (*call, error) {
	if line == "" || strings.HasPrefix(line, "+++") || strings.HasPrefix(line, "---") || strings.HasPrefix(line, "strace:") {
		return nil, nil
	}
	if rest, ok := strings.CutPrefix(line, "<... "); ok {
		name, rest, ok := strings.Cut(rest, resumed)
		if !ok || waiting == nil || waiting.name != name {
			return nil, fmt.Errorf("the end of a call that did not begin: %.60q", line)
		}
		return waiting, waiting.finish(rest)
	}
	if waiting != nil {
		return nil, fmt.Errorf("a call before the last one ended: %.60q", line)
	}
	name, rest, ok := strings.Cut(line, "(")
	if !ok || name == "" || strings.ContainsAny(name, " \"") {
		return nil, fmt.Errorf("no system call: %.60q", line)
	}
	c := &call{name: name}
	if begun, ok := strings.CutSuffix(rest, unfinished); ok {
		c.end = -1
		var err error
		c.args, _, err = arguments(begun)
		return c, err
	}
	return c, c.finish(rest)
}

// finish reads the arguments that are still to come and the result.
func (c *call) finish(rest string) error {
	args, after, err := arguments(rest)
	if err != nil {
		return err
	}
	c.args = append(c.args, args...)
	after, ok := strings.CutPrefix(after, ")")
	after, is := strings.CutPrefix(strings.TrimLeft(after, " "), "= ")
	if !ok || !is {
		return fmt.Errorf("no result of %s: %.60q", c.name, rest)
	}
	word, _, _ := strings.Cut(after, " ")
	if word == "?" {
		c.result = -1
		return nil
	}
	if c.result, err = strconv.ParseInt(word, 0, 64); err != nil {
		return fmt.Errorf("result of %s: %w", c.name, err)
	}
	return nil
}

// arguments splits up to the closing bracket, which stays in rest. Brackets and commas may stand in strings and structures.
func arguments(text string) (args []string, rest string, err error) {
	depth, from, quoted := 0, 0, false
	add := func(to int) {
		if arg := strings.TrimSpace(text[from:to]); arg != "" {
			args = append(args, arg)
		}
		from = to + 1
	}
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case b == '"':
			quoted = !quoted
		case quoted && b == '\\':
			i++ // what follows is part of the string
		case quoted:
		case b == '{' || b == '[' || b == '(':
			depth++
		case b == ')' && depth == 0:
			add(i)
			return args, text[i:], nil
		case b == '}' || b == ']' || b == ')':
			if depth--; depth < 0 {
				return nil, "", fmt.Errorf("brackets do not match: %.60q", text)
			}
		case b == ',' && depth == 0:
			add(i)
		}
	}
	if quoted {
		return nil, "", fmt.Errorf("a string without an end: %.60q", text)
	}
	add(len(text))
	return args, "", nil
}

// content decodes a string of `strace -xx`: every byte in hexadecimal.
func content(quoted string) ([]byte, error) {
	inner, ok := strings.CutPrefix(quoted, `"`)
	inner, closed := strings.CutSuffix(inner, `"`)
	if !ok || !closed || len(inner)%4 != 0 { // strace puts "..." behind one that it cut off
		return nil, fmt.Errorf("not a whole string: %.60q", quoted)
	}
	bytes := make([]byte, 0, len(inner)/4)
	for ; inner != ""; inner = inner[4:] {
		b, err := strconv.ParseUint(inner[2:4], 16, 8)
		if err != nil || inner[:2] != `\x` {
			return nil, fmt.Errorf("not in hexadecimal: %.60q", inner)
		}
		bytes = append(bytes, byte(b))
	}
	return bytes, nil
}
