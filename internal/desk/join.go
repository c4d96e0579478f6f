package desk

import (
	"cmp"
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/exchange"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// Apartness is how a record stands in two files of one vault that grew apart.
type Apartness string

// The ways in which a record differs. What was made or changed here alone asks for nothing, and is only counted.
const (
	MadeThere    Apartness = "made_there"    // it is new in the other file
	ChangedThere Apartness = "changed_there" // it was changed there alone
	RemovedThere Apartness = "removed_there" // it was removed there, and not changed here
	ChangedBoth  Apartness = "changed_both"  // it was changed at both sides
	RemovedHere  Apartness = "removed_here"  // it was removed here, and changed there
	GoneThere    Apartness = "gone_there"    // it was removed there, and changed here
)

// Parting is one record that differs in a way that asks for a choice.
type Parting struct {
	ID          partnership.ID
	Kind        partnership.Kind
	How         Apartness
	Label       string
	Mine        partnership.Record // nil where it is not there
	Theirs      partnership.Record
	Mixed       partnership.Record // both changes together; nil when both changed the same field, or there is nothing to mix
	Fields      []string           // that differ, by name
	base        Revision           // of mine
	changedBoth []string           // among the fields, those that both changed
}

// Comparison is how two files of one vault differ.
type Comparison struct {
	File     string
	Partings []Parting
	// Here counts what was made, changed or removed here alone: it stays.
	Here int
	Same int
	// SettingsDiffer tells that the settings are not the same. They are not joined.
	SettingsDiffer bool
}

// Compare tells record by record how the other file of the same vault, opened by [Desk.OpenTwin], differs from this one. Nothing is changed. What
// changed where is known from the versions that both share.
func (d *Desk) Compare(ctx context.Context, twin *Desk) (Comparison, error) {
	c := Comparison{File: twin.Place(), SettingsDiffer: !d.ledger.SameSettings(twin.ledger)}
	for _, kind := range partnership.Kinds() {
		ids := append(d.ledger.IDs(kind), twin.ledger.IDs(kind)...)
		slices.Sort(ids)
		for _, id := range slices.Compact(ids) {
			if err := ctx.Err(); err != nil {
				return c, About(twin.Place(), err)
			}
			if err := d.compareRecord(&c, twin, id); err != nil {
				return c, About(twin.Place(), err)
			}
		}
	}
	slices.SortStableFunc(c.Partings, func(a, b Parting) int {
		return cmp.Or(cmp.Compare(slices.Index(apartnesses, a.How), slices.Index(apartnesses, b.How)), cmp.Compare(a.Label, b.Label))
	})
	return c, nil
}

// apartnesses is the order in which they are told: what needs thought first.
var apartnesses = []Apartness{ChangedBoth, GoneThere, RemovedHere, ChangedThere, MadeThere, RemovedThere}

func (d *Desk) compareRecord(c *Comparison, twin *Desk, id partnership.ID) error {
	mine, base, _ := Get[partnership.Record](d, id)
	theirs, _, _ := Get[partnership.Record](twin, id)
	if mine != nil && theirs != nil && exchange.Equal(mine, theirs) {
		c.Same++
		return nil
	}
	shared, err := d.ancestor(twin, id)
	if err != nil {
		return err
	}
	p := Parting{ID: id, Mine: mine, Theirs: theirs, base: base}
	p.How = shared.apartness(mine, theirs)
	if p.How == "" {
		c.Here++
		return nil
	}
	one := cmp.Or(mine, theirs)
	p.Kind = one.RecordKind()
	if p.Label = d.Label(id); mine == nil {
		p.Label = twin.Label(id)
	}
	p.Fields = differing(mine, theirs)
	if p.How == ChangedBoth && shared.record != nil {
		p.Mixed, p.changedBoth = mix(shared.record, theirs, mine)
	}
	c.Partings = append(c.Partings, p)
	return nil
}

// ancestor is the last version of a record that both files share.
type ancestor struct {
	known          bool               // whether the two share any
	record         partnership.Record // nil when it cannot be read any more, or was removed in that version
	mineIs, theirs bool               // whether it is the present version here, and there
}

// apartness tells what happened to a record since the shared version; nothing when it happened here alone.
func (a ancestor) apartness(mine, theirs partnership.Record) Apartness {
	switch {
	case mine == nil && !a.known:
		return MadeThere
	case theirs == nil && !a.known:
		return "" // made here
	case a.theirs:
		return "" // nothing happened there
	case mine == nil:
		return RemovedHere
	case theirs == nil && a.mineIs:
		return RemovedThere
	case theirs == nil:
		return GoneThere
	case a.mineIs:
		return ChangedThere
	}
	return ChangedBoth
}

// ancestor finds the last version of a record that both files share, by the histories that both keep.
func (d *Desk) ancestor(twin *Desk, id partnership.ID) (ancestor, error) {
	key, here := d.ledger.Key(id)
	other, there := twin.ledger.Key(id)
	if here && there && key != other {
		return ancestor{}, nil // it was removed and came back on one side: a new life
	}
	if !here {
		key = other
	}
	mine, err := versionsOf(d.vault, key)
	if err != nil {
		return ancestor{}, err
	}
	theirs, err := versionsOf(twin.vault, key)
	if err != nil {
		return ancestor{}, err
	}
	n := 0
	for n < len(mine) && n < len(theirs) && sameVersion(mine[n], theirs[n]) {
		n++
	}
	if n == 0 {
		return ancestor{}, nil
	}
	a := ancestor{known: true, mineIs: n == len(mine), theirs: n == len(theirs)}
	if last := mine[n-1]; !last.Erased {
		if a.record, err = ledger.Decode(last.Record); err != nil {
			return a, err
		}
	}
	return a, nil
}

// versionsOf returns all versions of a record in a vault; none when the vault never had it.
func versionsOf(v *vault.Vault, key vault.ID) ([]vault.Version, error) {
	versions, err := v.Versions(key)
	if isFault(err, FaultNoVault) { // what the vault calls not found
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("versions: %w", err)
	}
	return versions, nil
}

func isFault(err error, fault Fault) bool {
	is, _ := FaultOf(err)
	return err != nil && is == fault
}

// sameVersion compares versions that two files hold. One whose content was erased on one side is still known by its number.
func sameVersion(a, b vault.Version) bool {
	if a.Revision != b.Revision {
		return false
	}
	if a.Erased || b.Erased {
		return true
	}
	return a.Clock.Compare(b.Clock) == 0 && a.Author == b.Author && a.Deleted == b.Deleted && string(a.Body) == string(b.Body)
}

// mix puts the changes of both sides since a version together; when both changed a field differently it returns the names of those.
func mix(was, theirs, mine partnership.Record) (partnership.Record, []string) {
	if reflect.TypeOf(was) != reflect.TypeOf(mine) || reflect.TypeOf(was) != reflect.TypeOf(theirs) {
		return nil, nil
	}
	joined, both := joinValues(reflect.ValueOf(was), reflect.ValueOf(theirs), reflect.ValueOf(mine))
	record, ok := joined.Interface().(partnership.Record)
	if !ok || len(both) > 0 {
		return nil, both
	}
	return record.Copy(), nil
}

// differing returns the names of the fields in which two records differ, sorted; none when one is not there.
func differing(a, b partnership.Record) []string {
	if a == nil || b == nil {
		return nil
	}
	first, second := fields(a), fields(b)
	var names []string
	for name, value := range first {
		if !reflect.DeepEqual(value, second[name]) {
			names = append(names, name)
		}
	}
	for name := range second {
		if _, ok := first[name]; !ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Differences returns field by field how the two differ, as people read it: yours is here, now is there.
func (p Parting) Differences(words *language.Language) []Difference {
	mine, theirs := fields(p.Mine), fields(p.Theirs)
	names := p.Fields
	if len(names) == 0 { // one of the two is not there: all of the other
		for name := range mine {
			names = append(names, name)
		}
		for name := range theirs {
			names = append(names, name)
		}
		names = slices.DeleteFunc(names, func(name string) bool { return name == "id" })
		slices.Sort(names)
	}
	var list []Difference
	for _, name := range names {
		list = append(list, Difference{words.Field(name), strings.TrimSpace(readable(mine[name])), strings.TrimSpace(readable(theirs[name]))})
	}
	return list
}

// Clashes reports whether both sides changed the same field, so that their changes cannot be put together.
func (p Parting) Clashes() bool { return len(p.changedBoth) > 0 }
