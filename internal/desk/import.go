package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"codeberg.org/bondgenoot/bondgenoot/internal/exchange"
	"codeberg.org/bondgenoot/bondgenoot/internal/intake"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Problem is one thing that is wrong with a file that was to be imported.
type Problem = exchange.Problem

// Import is a wish to take in files.
type Import struct {
	Files  []string
	DryRun bool // tell what would happen, take nothing
	Update bool // replace records that differ
	// Attachments is the folder with the bytes of the attachments, named by their SHA-256; empty takes none.
	Attachments string
}

// Taken tells what an import did or, in a dry run, would do. Counts are by kind of record.
type Taken struct {
	New, Updated, Same map[partnership.Kind]int
	// WithoutBytes counts the new attachments whose bytes were not there to be taken.
	WithoutBytes int
	// Problems are all things wrong with the files; when there is one, nothing was taken.
	Problems []Problem
}

// Import reads bundles into the vault: all of them, or nothing. When something is wrong with them the fault of the error
// is [FaultInvalid] and Taken lists the problems.
func (d *Desk) Import(ctx context.Context, wish Import) (Taken, error) {
	sources, problems, err := d.readAll(ctx, wish.Files)
	if err != nil {
		return Taken{}, err
	}
	plan, taken, err := d.planned(sources, problems, wish.Update)
	if err != nil || wish.DryRun {
		return taken, err
	}
	taken.WithoutBytes, err = d.take(ctx, plan, wish.Attachments)
	return taken, err
}

// planned turns what was read into what would be saved.
func (d *Desk) planned(sources []intake.Source, problems exchange.Problems, update bool) (intake.Plan, Taken, error) {
	if len(problems) > 0 {
		return intake.Plan{}, Taken{Problems: problems}, refused(problems)
	}
	plan, problems := intake.Make(sources, d.present, update)
	if len(problems) > 0 {
		return plan, Taken{Problems: problems}, refused(problems)
	}
	return plan, Taken{New: count(plan.New), Updated: count(plan.Updated), Same: count(plan.Same)}, nil
}

// refused returns the error about files with problems. A bundle of a newer version is told as such.
func refused(problems exchange.Problems) error {
	fault := FaultInvalid
	if errors.Is(problems, exchange.ErrNewerFormat) {
		fault = FaultNewer
	}
	return &Error{Fault: fault, Subject: problems[0].File, Err: problems}
}

func (d *Desk) present(id partnership.ID) (partnership.Record, bool) {
	entry, ok := ledger.Get[partnership.Record](d.ledger, id)
	return entry.Record, ok
}

// readAll reads the files in their order. A record may refer to one in the vault or in an earlier file.
func (d *Desk) readAll(ctx context.Context, files []string) ([]intake.Source, exchange.Problems, error) {
	var sources []intake.Source
	var problems exchange.Problems
	known := &knownSoFar{vault: d.ledger}
	for _, file := range files {
		source, err := d.read(ctx, file, known)
		if wrong, ok := problemsIn(err); ok {
			problems = append(problems, wrong...)
			continue
		}
		if err != nil {
			return nil, nil, About(file, err)
		}
		problems = append(problems, known.add(source)...)
		problems = append(problems, d.erasedIn(source)...)
		sources = append(sources, source)
	}
	return sources, problems, nil
}

// read reads one file.
func (d *Desk) read(ctx context.Context, file string, known partnership.Lookup) (intake.Source, error) {
	in, err := os.Open(file)
	if err != nil {
		return intake.Source{}, err
	}
	defer in.Close() //nolint:errcheck // nothing was written
	return d.readFrom(ctx, file, in, known)
}

func (d *Desk) readFrom(ctx context.Context, name string, in io.Reader, known partnership.Lookup) (intake.Source, error) {
	source := intake.Source{Name: name, Places: map[partnership.ID]intake.Place{}}
	bundle, err := exchange.ReadBundle(ctx, in, exchange.ReadOptions{
		Name: name, Vocabulary: *d.Vocabulary(), Known: known, Progress: d.around.report(StepReading),
		Placed: func(id partnership.ID, field string, line int) {
			source.Places[id] = intake.Place{Field: field, Line: line}
		},
	})
	source.Bundle = bundle
	return source, err
}

// take commits the plan in one transaction, after the bytes of its attachments.
func (d *Desk) take(ctx context.Context, plan intake.Plan, attachments string) (withoutBytes int, err error) {
	bytes, err := d.takeBytes(ctx, plan, attachments)
	if err != nil {
		return 0, err
	}
	return bytes.without, d.commitPlan(plan, bytes)
}

// commitPlan commits the plan in one transaction. When that fails the bytes go too.
func (d *Desk) commitPlan(plan intake.Plan, bytes boundBytes) error {
	commit := ledger.Commit{Name: "desk.commit.import"}
	for _, record := range plan.New {
		commit.Changes = append(commit.Changes, bytes.put(record, 0))
	}
	for _, record := range plan.Updated {
		entry, _ := ledger.Get[partnership.Record](d.ledger, record.RecordID())
		commit.Changes = append(commit.Changes, bytes.put(record, entry.Revision))
	}
	if d.Municipality() == "" && plan.Municipality != "" {
		commit.Municipality = &plan.Municipality
	}
	if err := d.ledger.Commit(commit); err != nil {
		return About(d.Place(), errors.Join(fmt.Errorf("import: %w", err), bytes.discard()))
	}
	return nil
}

func count(records []partnership.Record) map[partnership.Kind]int {
	counts := map[partnership.Kind]int{}
	for _, r := range records {
		counts[r.RecordKind()]++
	}
	return counts
}
