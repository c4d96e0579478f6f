package desk

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/exchange"
	"codeberg.org/bondgenoot/bondgenoot/internal/intake"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Erasure is a person that was erased: when, by whom, and nothing about the person.
type Erasure struct {
	Mark    string    `json:"mark"` // stands for the random id
	At      time.Time `json:"at"`
	By      string    `json:"by,omitempty"`
	Records int       `json:"records"`
}

// Erasures returns which persons were erased, the latest first.
func (d *Desk) Erasures() []Erasure {
	list := []Erasure{}
	for _, e := range slices.Backward(d.ledger.Erasures()) {
		if len(e.Marks) > 0 {
			list = append(list, Erasure{
				Mark: hex.EncodeToString(e.Marks[0][:4]), At: time.UnixMilli(e.At).In(d.around.Now().Location()), By: e.By, Records: e.Records,
			})
		}
	}
	return list
}

// mark returns what stands for an id, or for the name of a text, where it must not be told.
func (d *Desk) mark(id string) ledger.Mark { return ledger.MarkOf(d.vault.VaultID(), id) }

// Erased reports whether the record with that id was erased on request: it must not come back from another copy of the vault.
func (d *Desk) Erased(id partnership.ID) bool {
	mark := d.mark(string(id))
	for _, e := range d.ledger.Erasures() {
		if slices.Contains(e.Marks, mark) {
			return true
		}
	}
	return false
}

// erasedIn returns a problem for every record of a file that was erased: a file from before the erasure must not bring it back.
func (d *Desk) erasedIn(source intake.Source) (problems exchange.Problems) {
	if len(d.ledger.Erasures()) == 0 {
		return nil
	}
	for record := range source.Bundle.Records() {
		if d.Erased(record.RecordID()) {
			problems = append(problems, intake.Problem(source, record, intake.RuleErased))
		}
	}
	return problems
}

// ErasedAgain returns how many persons were erased again when the vault was opened, because it was an older copy in which they still stood.
func (d *Desk) ErasedAgain() int { return d.erasedAgain }

// ErasureLeft returns why an erasure that was cut off could not be finished when the vault was opened; nil when nothing is left to do.
func (d *Desk) ErasureLeft() error { return d.erasureLeft }

// keepErased finishes erasures that were cut off, and carries out again those that a restored copy of the vault knows nothing of. What goes
// wrong does not keep people from their work: it is told by [Desk.ErasureLeft], and tried again at the next opening.
func (d *Desk) keepErased(ctx context.Context) {
	if d.around.ReadOnly {
		return
	}
	elsewhere, err := d.erasuresRemembered()
	if err == nil {
		err = d.eraseAgain(ctx, elsewhere)
	}
	if err != nil {
		d.erasureLeft = About(d.Place(), err)
	}
}

// eraseAgain adds erasures that are known elsewhere to those of the vault, and does what is to be done for all of them.
func (d *Desk) eraseAgain(ctx context.Context, elsewhere []ledger.Erasure) error {
	elsewhere = slices.DeleteFunc(slices.Clone(elsewhere), d.knowsErasure)
	if len(elsewhere) > 0 {
		if err := d.ledger.NoteErasures(elsewhere...); err != nil {
			return err
		}
	}
	again, err := d.eraseMarked(ctx)
	if err != nil {
		return err
	}
	if err := d.finishErasures(ctx, func(int, int) {}); err != nil {
		return err
	}
	d.erasedAgain += again
	if len(d.ledger.Erasures()) == 0 {
		return nil
	}
	return d.rememberErasures()
}

// eraseMarked erases everybody who stands in the vault although they were erased.
func (d *Desk) eraseMarked(ctx context.Context) (again int, err error) {
	for _, e := range d.ledger.Erasures() {
		for _, id := range d.marked(e) {
			plan, err := d.PlanErasure(ctx, id)
			if err != nil {
				return again, err
			}
			choice := plan.Usual()
			for _, t := range plan.Texts {
				choice.Keep[t.Key] = slices.Contains(e.Kept, d.mark(t.Key))
			}
			for _, f := range plan.Files {
				choice.Files[f.ID] = choice.Files[f.ID] || slices.Contains(e.Marks, d.mark(string(f.ID)))
			}
			if _, err := d.eraseOnce(ctx, id, choice, false, func(int, int) {}); err != nil {
				return again, err
			}
			again++
		}
	}
	return again, nil
}

// marked returns the persons that stand in the vault although an erasure tells that they were erased.
func (d *Desk) marked(e ledger.Erasure) []partnership.ID {
	var list []partnership.ID
	take := func(id partnership.ID) {
		if slices.Contains(e.Marks, d.mark(string(id))) {
			list = append(list, id)
		}
	}
	for _, c := range All[partnership.Contact](d) {
		take(c.ID)
	}
	for _, o := range All[partnership.Organisation](d) {
		if !isEmptied(o) {
			take(o.ID)
		}
	}
	return list
}

// The machine remembers marks of who was erased, in a file beside the counter, one line for each erasure: a copy of the vault that is restored knows
// nothing of what came after it. Who reads the file learns nothing but how many erasures there were, and when.
func (d *Desk) erasuresFile() string {
	if d.around.CounterFolder == "" {
		return ""
	}
	id := d.vault.VaultID()
	return filepath.Join(d.around.CounterFolder, hex.EncodeToString(id[:])+".erased")
}

// knowsErasure reports whether the vault has an erasure in its list.
func (d *Desk) knowsErasure(e ledger.Erasure) bool {
	return len(e.Marks) == 0 || slices.ContainsFunc(d.ledger.Erasures(), func(own ledger.Erasure) bool { return slices.Contains(own.Marks, e.Marks[0]) })
}

// erasuresRemembered returns the erasures that the machine remembers.
func (d *Desk) erasuresRemembered() ([]ledger.Erasure, error) {
	file := d.erasuresFile()
	if file == "" {
		return nil, nil
	}
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, About(file, err)
	}
	var list []ledger.Erasure
	for line := range strings.Lines(string(data)) {
		if e, ok := readErasure(line); ok {
			list = append(list, e)
		}
	}
	return list, nil
}

// rememberErasures writes down the erasures of the vault for this machine.
func (d *Desk) rememberErasures() error {
	file := d.erasuresFile()
	if file == "" {
		return nil
	}
	return SaveIn(file, func(w io.Writer) error {
		for _, e := range d.ledger.Erasures() {
			if _, err := io.WriteString(w, writeErasure(e)); err != nil {
				return err
			}
		}
		return nil
	})
}

// writeErasure returns the line of an erasure: milliseconds since 1970, marks, marks of texts that stay or a hyphen for none.
func writeErasure(e ledger.Erasure) string {
	return fmt.Sprintf("%d %s %s\n", e.At, writeMarks(e.Marks), writeMarks(e.Kept))
}

func writeMarks(marks []ledger.Mark) string {
	if len(marks) == 0 {
		return "-"
	}
	var list []string
	for _, m := range marks {
		list = append(list, hex.EncodeToString(m[:]))
	}
	return strings.Join(list, ",")
}

// readErasure reads such a line, and reports whether it is one.
func readErasure(line string) (e ledger.Erasure, ok bool) {
	fields := strings.Fields(line)
	if len(fields) != 3 {
		return e, false
	}
	at, err := strconv.ParseInt(fields[0], 10, 64)
	marks, sound := readMarks(fields[1])
	kept, whole := readMarks(fields[2])
	return ledger.Erasure{At: at, Marks: marks, Kept: kept}, err == nil && sound && whole && len(marks) > 0
}

func readMarks(text string) (marks []ledger.Mark, ok bool) {
	if text == "-" {
		return nil, true
	}
	for _, part := range strings.Split(text, ",") {
		mark, err := hex.DecodeString(part)
		if err != nil || len(mark) != len(ledger.Mark{}) {
			return nil, false
		}
		marks = append(marks, ledger.Mark(mark))
	}
	return marks, true
}
