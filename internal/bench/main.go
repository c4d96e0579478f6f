// Command bench measures what Bondgenoot costs beside a floor or a peer, in one run, as ratios: those say the same
// on a fast machine and on a slow one. It is a module of its own, so that peers do not end up in the product.
//
//	go run .             every measurement
//	go run . save load   some of them
//
// A measurement registers itself with [register] in a file of its own.
package main

import (
	"fmt"
	"os"
	"slices"
	"sort"
	"strings"
	"text/tabwriter"
	"time"
)

// measurement is one question, answered by rows.
type measurement struct {
	name  string
	about string
	run   func(*bench) error
}

var measurements []measurement

// register enters a measurement. Call it from an init function.
func register(name, about string, run func(*bench) error) {
	measurements = append(measurements, measurement{name: name, about: about, run: run})
}

// bench is what a measurement works with.
type bench struct {
	folder string // for files, removed afterwards
	rows   []row
}

// row is one line of the table: ours beside theirs.
type row struct {
	what, beside string
	ours, theirs time.Duration
	goal         float64 // highest ratio, 0 for none
	stops        string  // why the goal may be missed
}

// report enters a row: ours against theirs, and the highest ratio that is good.
func (b *bench) report(what string, ours time.Duration, beside string, theirs time.Duration, goal float64) {
	b.rows = append(b.rows, row{what: what, beside: beside, ours: ours, theirs: theirs, goal: goal})
}

// sideBySide runs the functions in turns, so that a busy moment hits all of them, and returns their medians. Each
// returns the time that counts.
func sideBySide(rounds int, functions ...func() (time.Duration, error)) ([]time.Duration, error) {
	times := make([][]time.Duration, len(functions))
	for round := range rounds {
		for i := range functions {
			at := (i + round) % len(functions)
			took, err := functions[at]()
			if err != nil {
				return nil, err
			}
			times[at] = append(times[at], took)
		}
	}
	medians := make([]time.Duration, len(functions))
	for i := range times {
		medians[i] = quantile(times[i], 0.5)
	}
	return medians, nil
}

// quantile is the value below which the given part of the times lies.
func quantile(times []time.Duration, part float64) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[min(len(sorted)-1, int(part*float64(len(sorted))))]
}

// timed is how long f takes.
func timed(f func() error) (time.Duration, error) {
	start := time.Now()
	err := f()
	return time.Since(start), err
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(names []string) error {
	if slices.Equal(names, []string{longPrint}) {
		return printLong()
	}
	sort.Slice(measurements, func(i, j int) bool { return measurements[i].name < measurements[j].name })
	for _, name := range names {
		if !slices.ContainsFunc(measurements, func(m measurement) bool { return m.name == name }) {
			return fmt.Errorf("no measurement %q", name)
		}
	}
	for _, m := range measurements {
		if len(names) > 0 && !slices.Contains(names, m.name) {
			continue
		}
		if err := m.measure(); err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
	}
	return nil
}

func (m measurement) measure() (err error) {
	folder, err := os.MkdirTemp("", "bondgenoot-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	b := &bench{folder: folder}
	fmt.Printf("%s: %s\n", m.name, m.about)
	if err := m.run(b); err != nil {
		return err
	}
	var notes []string
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	for _, r := range b.rows {
		ratio := float64(r.ours) / float64(r.theirs)
		verdict := ""
		if r.goal > 0 {
			verdict = fmt.Sprintf("goal %.1f: met", r.goal)
			if ratio > r.goal {
				verdict = fmt.Sprintf("goal %.1f: MISSED", r.goal)
			}
		}
		if ratio > 1 && r.stops != "" {
			verdict = strings.TrimSpace(verdict + " " + reference(&notes, r.stops))
		}
		fmt.Fprintf(table, "  %s\t%s\t%s\t%s\t%.2fx\t%s\n", r.what, round(r.ours), r.beside, round(r.theirs), ratio, verdict)
	}
	err = table.Flush()
	for i, note := range notes {
		fmt.Printf("  [%d] %s\n", i+1, note)
	}
	return err
}

// reference is the number of a note, which is added to the notes when it is new.
func reference(notes *[]string, note string) string {
	i := slices.Index(*notes, note)
	if i < 0 {
		i = len(*notes)
		*notes = append(*notes, note)
	}
	return fmt.Sprintf("[%d]", i+1)
}

// round shows three digits.
func round(d time.Duration) time.Duration {
	unit := time.Nanosecond
	for d/unit >= 1000 {
		unit *= 10
	}
	return d.Round(unit)
}
