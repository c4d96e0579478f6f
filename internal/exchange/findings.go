package exchange

import (
	"cmp"
	"slices"
	"strconv"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// maxProblems is how many problems are told one by one. Nobody reads more.
const maxProblems = 1000

// findings is what was found wrong with a file so far.
type findings struct {
	file     string
	problems Problems
	more     int // problems that were counted and not kept
}

func (f *findings) add(p Problem) {
	if len(f.problems) == maxProblems {
		f.more++
		return
	}
	p.File = f.file
	f.problems = append(f.problems, p)
}

// only forgets all problems but p.
func (f *findings) only(p Problem) {
	f.problems, f.more = f.problems[:0], 0
	f.add(p)
}

// count returns the number of problems so far.
func (f *findings) count() int { return len(f.problems) + f.more }

// since returns the problems that were added after there were so many, as far as they are kept.
func (f *findings) since(count int) Problems {
	return f.problems[min(count, len(f.problems)):]
}

// all returns the problems by line, nil when there are none.
func (f *findings) all() Problems {
	if f.count() == 0 {
		return nil
	}
	problems := slices.Clone(f.problems)
	slices.SortStableFunc(problems, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
	if f.more > 0 {
		last := problems[len(problems)-1].Line
		problems = append(problems, Problem{File: f.file, Line: last, Rule: RuleMore, Value: strconv.Itoa(f.more)})
	}
	return problems
}

// err returns the problems as an error, nil when there are none.
func (f *findings) err() error {
	if problems := f.all(); problems != nil {
		return problems
	}
	return nil
}

// about sets the record on the problems that were added after there were count.
func (f *findings) about(record partnership.ID, count int) {
	found := f.since(count)
	for i := range found {
		found[i].Record = record
	}
}
