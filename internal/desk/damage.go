package desk

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// Examination is what is whole in a vault's file and what is not.
type Examination struct {
	vault.Report
	File string

	// Affected are the records that are not as they were written, sorted by kind and label; attachments' bytes, versions and journal entries are
	// counted by the report.
	Affected []Harmed

	latest map[vault.ID]uint64 // the latest revision that opens, of each record that is not removed
	names  map[vault.ID]string
}

// Harmed is a record that is harmed, missing or doubtful.
type Harmed struct {
	vault.Finding
	Label string // what people call it, where the vault or a copy still tells
}

// Examine reads a vault's file, also one that does not open, and tells everything that is not as it was written. The faults are about reading the file:
// [FaultNoVault], [FaultInUse], [FaultNewer], [FaultMistyped], [FaultCancelled]. What is wrong with the file, or with the passphrase, is told by the
// examination.
func Examine(ctx context.Context, file string, unlock Unlock, s Surroundings) (x Examination, err error) {
	err = withRemains(ctx, file, unlock, s, func(r *vault.Remains) error {
		x, err = examined(file, r, s.Words)
		return err
	})
	return x, err
}

// withRemains reads what is left of a vault.
func withRemains(ctx context.Context, file string, unlock Unlock, s Surroundings, do func(*vault.Remains) error) error {
	o := s.vaultOptions()
	o.ReadOnly = true
	r, err := vault.ReadRemains(ctx, file, unlock, o)
	if err != nil {
		return About(file, err)
	}
	return About(file, errors.Join(do(r), r.Close()))
}

func examined(file string, r *vault.Remains, words *language.Language) (Examination, error) {
	x := Examination{Report: r.Report(), File: file, latest: map[vault.ID]uint64{}, names: map[vault.ID]string{}}
	err := r.Latest(func(kept vault.Record) error {
		label, ok := labelOfKept(kept, words)
		if ok {
			x.latest[kept.ID], x.names[kept.ID] = kept.Revision, label
		}
		return nil
	})
	for _, f := range x.Findings {
		if f.Part == vault.PartRecord {
			x.Affected = append(x.Affected, x.named(f))
		}
	}
	sortHarmed(x.Affected)
	return x, err
}

// Fault is what kind of thing is wrong with the vault; [FaultOlderCopy] when it is whole but older than this machine has seen.
func (x *Examination) Fault() Fault {
	switch {
	case x.Locked != nil:
		return classify(x.Locked)
	case x.OnlyOlder():
		return FaultOlderCopy
	}
	return FaultDamaged
}

// LockedBy tells why the content could not be looked at: "passphrase" when none was found that it fits, "header" when there is nothing to try it on;
// empty when it was looked at.
func (x *Examination) LockedBy() string {
	switch {
	case x.Locked == nil:
		return ""
	case errors.Is(x.Locked, vault.ErrWrongPassphrase):
		return "passphrase"
	}
	return "header"
}

// All are all findings, those about records with their names.
func (x *Examination) All() []Harmed {
	all := make([]Harmed, len(x.Findings))
	for i, f := range x.Findings {
		all[i] = x.named(f)
	}
	return all
}

// Named reports whether the finding is about something that has an id.
func (h Harmed) Named() bool { return h.ID != (vault.ID{}) }

func (x *Examination) named(f vault.Finding) Harmed { return Harmed{f, x.names[f.ID]} }

func sortHarmed(list []Harmed) {
	slices.SortStableFunc(list, func(a, b Harmed) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Label, b.Label))
	})
}

// labelOfKept is what people call a record; false for what is none of theirs, such as the settings, and for what a newer version wrote.
func labelOfKept(kept vault.Record, words *language.Language) (string, bool) {
	record, err := ledger.Decode(kept)
	if record == nil || err != nil {
		return "", false
	}
	return labelOf(record, words), true
}

// labelOf returns what people call a record.
func labelOf(record partnership.Record, words *language.Language) string {
	if k, ok := record.(partnership.Deliberation); ok { // it has no name of its own
		return words.Text("advice.label", "Category", language.Term(words, language.InformationCategories, k.Category), "Day", words.MediumDate(k.On))
	}
	return record.Label()
}

// GoodCopy is a copy of a damaged vault that is whole.
type GoodCopy struct {
	Copy
	Records int // that it holds
	// Newer counts the records of which the damaged vault still shows a later state than the copy, or that the copy does not hold: what going back to
	// it would lose, and salvaging would not.
	Newer int
}

// NewestGood looks for the newest copy that is whole, and holds it against what the examination saw. It names what is missing after it. The faults are those
// of [NewestGoodBackup].
func (x *Examination) NewestGood(ctx context.Context, unlock Unlock, s Surroundings) (GoodCopy, error) {
	found, err := NewestGoodBackup(ctx, x.File, unlock, s)
	if err != nil {
		return GoodCopy{}, err
	}
	good := GoodCopy{Copy: found}
	s.ReadOnly, s.CounterFolder, s.AttemptFolder = true, "", ""
	v, err := vault.Open(found.File, unlock, s.vaultOptions())
	if err != nil {
		return GoodCopy{}, About(found.File, err)
	}
	held := map[vault.ID]uint64{}
	err = v.Load(ctx, func(kept vault.Record) error {
		held[kept.ID] = kept.Revision
		if label, ok := labelOfKept(kept, s.Words); ok {
			good.Records++
			if x.names[kept.ID] == "" {
				x.names[kept.ID] = label
			}
		}
		return nil
	})
	if err = errors.Join(err, v.Close()); err != nil {
		return GoodCopy{}, About(found.File, err)
	}
	for id, revision := range x.latest {
		if held[id] < revision {
			good.Newer++
		}
	}
	for i := range x.Affected {
		x.Affected[i].Label = x.names[x.Affected[i].ID]
	}
	sortHarmed(x.Affected)
	return good, nil
}

// Rescued is what salvaging came to.
type Rescued struct {
	Made    vault.Salvaged
	Records int // that people know: without the settings and what was removed
	// What is missing and what is doubtful, sorted by kind and label.
	Missing, Doubtful []Harmed
}

// SalvagedName is where a salvaged vault goes when nobody says where: beside the damaged one.
func SalvagedName(file string, s Surroundings) string {
	ending := filepath.Ext(file)
	name := s.Words.Text("damage.name.salvaged",
		"Base", strings.TrimSuffix(filepath.Base(file), ending), "Stamp", s.Now().Format("20060102-150405"))
	return filepath.Join(filepath.Dir(file), name+ending)
}

// Salvage writes all that still opens of a damaged vault into a new one at to, and proves it by opening it. The damaged file stays as it is, and a file at to is
// refused with [FaultVaultExists]. The other faults are those of [Examine]; what locks the vault, [FaultWrongPassphrase] or [FaultDamaged]; and
// [FaultNothingLeft].
func Salvage(ctx context.Context, file, to string, unlock Unlock, s Surroundings) (done Rescued, err error) {
	if err := Vacant(to); err != nil {
		return done, err
	}
	var x Examination
	err = withRemains(ctx, file, unlock, s, func(r *vault.Remains) (err error) {
		if x, err = examined(file, r, s.Words); err != nil {
			return err
		}
		saved, err := r.Salvage(ctx, to)
		switch {
		case errors.Is(err, vault.ErrNotFound):
			return &Error{Fault: FaultNothingLeft, Subject: file, Err: err}
		case err != nil:
			return err
		}
		done.Made = saved
		return nil
	})
	if err != nil {
		return done, err
	}
	if err := x.nameFromCopy(ctx, done.Made.Missing, unlock, s); err != nil {
		return done, err
	}
	done.Missing, done.Doubtful = x.allNamed(done.Made.Missing), x.allNamed(done.Made.Doubtful)
	done.Records, err = proveOpens(ctx, to, unlock, s)
	return done, err
}

// nameFromCopy looks for the names of what is missing in the newest copy that is whole. Without one it stays nameless.
func (x *Examination) nameFromCopy(ctx context.Context, missing []vault.Finding, unlock Unlock, s Surroundings) error {
	if !slices.ContainsFunc(missing, func(f vault.Finding) bool { return f.Part == vault.PartRecord && x.names[f.ID] == "" }) {
		return nil
	}
	_, err := x.NewestGood(ctx, unlock, s)
	if fault, _ := FaultOf(err); fault == FaultCancelled {
		return err
	}
	return nil // no copy, no names: what is missing is listed all the same
}

func (x *Examination) allNamed(findings []vault.Finding) []Harmed {
	var list []Harmed
	for _, f := range findings {
		list = append(list, x.named(f))
	}
	sortHarmed(list)
	return list
}

// proveOpens proves that the whole program can work with a vault, and returns how many records it has.
func proveOpens(ctx context.Context, file string, unlock Unlock, s Surroundings) (records int, err error) {
	s.ReadOnly, s.CounterFolder = true, ""
	d, err := openWith(ctx, file, unlock, s)
	if err != nil {
		return 0, err
	}
	for _, kind := range partnership.Kinds() {
		records += len(d.List(kind))
	}
	return records, d.Close()
}
