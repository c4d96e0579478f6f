package main

import (
	"bufio"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
)

const typstPackage = "@myriaddreamin/typst-ts-node-compiler@0.7.0"

//go:embed typst.mjs
var typstScript []byte

// absentError tells that a peer cannot be had on this machine.
type absentError struct{ err error }

func (e *absentError) Error() string { return e.err.Error() }
func (e *absentError) Unwrap() error { return e.err }

// typst is a process that prints with the typst compiler, within node. Its start is not measured.
type typst struct {
	folder  string
	process *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Scanner
	told    *strings.Builder
}

// startTypst gets the compiler from npm, into the user's cache, and starts it. The error is an [absentError] without node, npm or network.
func startTypst(folder string) (*typst, error) {
	node, err := exec.LookPath("node")
	if err != nil {
		return nil, &absentError{err}
	}
	modules, err := installTypst()
	if err != nil {
		return nil, &absentError{err}
	}
	script := filepath.Join(folder, "typst.mjs")
	if err := os.WriteFile(script, typstScript, 0o600); err != nil {
		return nil, err
	}
	fonts := filepath.Join(folder, "fonts")
	if err := os.MkdirAll(fonts, 0o750); err != nil {
		return nil, err
	}
	for i, f := range plainFonts {
		if err := os.WriteFile(filepath.Join(fonts, fmt.Sprintf("%d.ttf", i)), f.file, 0o600); err != nil {
			return nil, err
		}
	}
	t := &typst{folder: folder, process: exec.Command(node, script, modules, fonts), told: &strings.Builder{}}
	t.process.Stderr = t.told
	if t.in, err = t.process.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := t.process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	t.out = bufio.NewScanner(out)
	return t, t.process.Start()
}

func installTypst() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	folder := filepath.Join(cache, "bondgenoot", "bench")
	if _, err := os.Stat(filepath.Join(folder, "node_modules", "@myriaddreamin")); err == nil {
		return folder, nil
	}
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return "", err
	}
	fmt.Printf("  installing %s with npm into %s\n", typstPackage, folder)
	if out, err := exec.Command("npm", "install", "--silent", "--prefix", folder, typstPackage).CombinedOutput(); err != nil {
		return "", fmt.Errorf("npm install %s: %w: %s", typstPackage, err, out)
	}
	return folder, nil
}

func (t *typst) print(d document.Document) ([]byte, error) {
	source, target := filepath.Join(t.folder, "in.typ"), filepath.Join(t.folder, "out.pdf")
	if err := os.WriteFile(source, []byte(typstSource(d)), 0o600); err != nil {
		return nil, err
	}
	if _, err := fmt.Fprintf(t.in, "%s\t%s\n", source, target); err != nil {
		return nil, err
	}
	if !t.out.Scan() {
		return nil, errors.Join(fmt.Errorf("typst: %s", t.told), t.out.Err())
	}
	return os.ReadFile(target)
}

func (t *typst) stop() {
	t.in.Close()
	if err := t.process.Wait(); err != nil {
		fmt.Fprintln(os.Stderr, "typst:", err)
	}
}

// typstSource writes a document in typst's language: every text as a string, so that none of it is markup.
func typstSource(d document.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "#set document(title: %s)\n#set text(font: \"Liberation Serif\", size: 11pt, lang: \"nl\")\n", quoted(d.Title))
	fmt.Fprintf(&b, "#set page(paper: \"a4\", margin: (left: %gpt, right: 55pt, y: %gpt), header: text(size: 8pt, %s), footer: text(size: 8pt, %s))\n",
		plainLeft, plainTop, quoted(d.Header), quoted(d.Note))
	b.WriteString("#show heading: set text(font: \"Liberation Sans\")\n")
	for _, p := range parts(d) {
		switch {
		case p.turn:
			b.WriteString("#pagebreak()\n")
		case p.table != nil:
			typstTable(&b, p.table)
		case p.level > 0:
			fmt.Fprintf(&b, "#heading(level: %d, %s)\n", p.level, quoted(p.text))
		case p.small:
			fmt.Fprintf(&b, "#par(text(font: \"Liberation Sans\", size: 9pt, %s))\n", p.typst())
		default:
			fmt.Fprintf(&b, "#par(%s)\n", p.typst())
		}
	}
	return b.String()
}

func (w words) typst() string {
	switch w.style {
	case "B":
		return "strong(" + quoted(w.text) + ")"
	case "I":
		return "emph(" + quoted(w.text) + ")"
	}
	return quoted(w.text)
}

func typstTable(b *strings.Builder, rows [][][]words) {
	fmt.Fprintf(b, "#[#set text(font: \"Liberation Sans\", size: 8.5pt)\n#table(columns: %d,\n", len(rows[0]))
	for i, row := range rows {
		cells := make([]string, len(row))
		for j, cell := range row {
			cells[j] = "["
			for _, p := range cell {
				cells[j] += "#par(" + p.typst() + ")"
			}
			cells[j] += "]"
		}
		line := strings.Join(cells, ", ")
		if i == 0 {
			line = "table.header(" + line + ")"
		}
		b.WriteString(line + ",\n")
	}
	b.WriteString(")]\n")
}
