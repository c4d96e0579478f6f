package vault

import (
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// aBackup is the name of a backup of the vault that the tests on rotation are about.
func aBackup(made time.Time, counter uint64) BackupName {
	return BackupName{Base: "v", Ending: ".vault", Made: made, Vault: "0a1b2c3d", Counter: counter}
}

// without are the backups that stay when others go.
func without(backups, gone []BackupName) []BackupName {
	return slices.DeleteFunc(slices.Clone(backups), func(b BackupName) bool { return slices.Contains(gone, b) })
}

func latest(backups []BackupName) BackupName { return slices.MaxFunc(backups, BackupName.Compare) }

var rotationStart = time.Date(2024, 2, 27, 8, 0, 0, 0, time.FixedZone("", 3600))

// While the clock runs as it should the latest stays, no more than can be are kept, the last of each of the latest days is, and doing it again takes nothing away.
func TestRotationKeepsTheLatest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		hours := rapid.SliceOfNDistinct(rapid.IntRange(0, 24*800), 1, 120, rapid.ID).Draw(t, "hours")
		slices.Sort(hours)
		var made []BackupName
		for n, h := range hours {
			made = append(made, aBackup(rotationStart.Add(time.Duration(h)*time.Hour), uint64(n+1)))
		}
		now := latest(made).Made
		gone := Outdated(made, now)
		kept := without(made, gone)
		if !slices.Contains(kept, latest(made)) || len(kept)+len(gone) != len(made) || len(kept) > keptDays+keptWeeks+keptMonths {
			t.Fatalf("%d kept, %d gone of %d", len(kept), len(gone), len(made))
		}
		if again := Outdated(kept, now); len(again) > 0 {
			t.Fatalf("once more takes %v", again)
		}
		last := map[string]BackupName{}
		for _, m := range made {
			last[m.Made.Format(time.DateOnly)] = m
		}
		days := slices.Sorted(maps.Keys(last))
		for _, day := range days[max(0, len(days)-keptDays):] {
			if !slices.Contains(kept, last[day]) {
				t.Fatalf("the last of %s is gone", day)
			}
		}
	})
}

// A clock that jumps to and fro between backups costs none but what the rule itself takes: the one just made stays, those up to now are judged as if those ahead were
// not there and are never more than the rule keeps, and those ahead stay.
func TestRotationSurvivesAClockThatJumps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := rotationStart
		var kept []BackupName
		for counter := range uint64(rapid.IntRange(1, 150).Draw(t, "backups")) {
			hours := rapid.OneOf(rapid.IntRange(1, 30), rapid.IntRange(1, 30), rapid.IntRange(-24*900, 24*900)).Draw(t, "hours")
			now = now.Add(time.Duration(hours) * time.Hour)
			just := aBackup(now, counter+1)
			kept = append(kept, just)
			ahead := func(b BackupName) bool { return b.Made.After(now.Add(clockTolerance)) }
			before := slices.DeleteFunc(slices.Clone(kept), ahead)
			gone := Outdated(kept, now)
			alone := Outdated(before, now)
			kept = without(kept, gone)
			if !slices.Contains(kept, just) {
				t.Fatalf("the one just made, at %s, is gone", just.Made)
			}
			for _, b := range gone {
				if ahead(b) || !slices.Contains(alone, b) {
					t.Fatalf("%s goes because of one from the future", b)
				}
			}
			if n := len(slices.DeleteFunc(slices.Clone(kept), ahead)); n > keptDays+keptWeeks+keptMonths+1 {
				t.Fatalf("%d up to now are kept", n)
			}
		}
	})
}

// Two weeks with a clock that is ten years ahead leave a year of good backups alone, and a clock that is back at 1970 leaves them too.
func TestBackupsFromTheFutureOutdateNoOthers(t *testing.T) {
	var made []BackupName
	for n := range 365 {
		made = append(made, aBackup(time.Date(2026, 1, 1+n, 17, 0, 0, 0, time.UTC), uint64(n+1)))
	}
	now := made[364].Made
	made = without(made, Outdated(made, now))
	good := slices.Clone(made)
	for n := range 14 {
		made = append(made, aBackup(time.Date(2036, 6, 1+n, 17, 0, 0, 0, time.UTC), uint64(400+n)))
		made = without(made, Outdated(made, now))
	}
	for n := range 3 {
		made = append(made, aBackup(time.Date(1970, 1, 1+n, 0, 0, 0, 0, time.UTC), uint64(500+n)))
		made = without(made, Outdated(made, made[len(made)-1].Made))
	}
	made = without(made, Outdated(made, now))
	for _, b := range good {
		if !slices.Contains(made, b) {
			t.Errorf("%s is gone", b)
		}
	}
	if last := latest(made); last.Counter != 502 || last.Made.Year() != 1970 {
		t.Errorf("%s is taken for the latest", last)
	}
}

func TestAYearOfDailyBackups(t *testing.T) {
	var made []BackupName
	for n := range 365 {
		made = append(made, aBackup(time.Date(2026, 1, 1+n, 17, 0, 0, 0, time.UTC), uint64(n+1)))
	}
	gone := Outdated(made, made[364].Made)
	// Seven days; of five weeks two lie within these; of twelve months December is the last day itself.
	if kept := len(made) - len(gone); kept != 7+3+11 {
		t.Errorf("%d are kept", kept)
	}
}

func TestNamesOfBackupsAreReadAsTheyAreWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := BackupName{
			Base:    rapid.StringMatching(`[a-zé 0-9-]{1,12}`).Draw(t, "base"),
			Ending:  rapid.SampledFrom([]string{"", ".vault", ".kluis"}).Draw(t, "ending"),
			Made:    rotationStart.Add(time.Duration(rapid.Int64Range(0, 1e9).Draw(t, "seconds")) * time.Second),
			Vault:   rapid.SampledFrom([]string{"", "0a1b2c3d"}).Draw(t, "vault"),
			Counter: rapid.Uint64().Draw(t, "counter"),
			Again:   rapid.SampledFrom([]int{0, 2, 17}).Draw(t, "again"),
		}
		if n.Vault == "" {
			n.Counter, n.Again = 0, 0
		}
		read, ok := ParseBackupName(n.String(), rotationStart.Location())
		if !ok || !read.Made.Equal(n.Made) || read.String() != n.String() || read.Base != n.Base || read.Compare(n) != 0 {
			t.Fatalf("%q is read as %+v, %t", n, read, ok)
		}
	})
}

func TestNamesThatAreNotOursAreNotRead(t *testing.T) {
	for _, name := range []string{
		"", "v", "v.vault", "v-20261301-120000.vault", "v-20261128-120000-0a1b2c3d-007.vault", "v-20261128-120000-0A1B2C3D-7.vault", "-20261128-120000.vault",
		"v-20261128-120000-0a1b2c3d-7.vault.new", "v-20261128-120000-0a1b2c3d-7.vault.lock", "v-20261128-120000-0a1b2c3d-99999999999999999999.vault", "v-20261128-120000-0a1b2c3d-7-0.vault",
	} {
		if n, ok := ParseBackupName(name, time.UTC); ok {
			t.Errorf("%q is read as %+v", name, n)
		}
	}
}

func FuzzBackupName(f *testing.F) {
	for _, name := range []string{"v-20261128-120000-0a1b2c3d-7.vault", "v-20261128-120000-0a1b2c3d-7-2.vault", "v-20261128-120000.vault", "a-b-20240229-000000-00000000-0", "v-20250229-120000.vault"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if n, ok := ParseBackupName(name, time.UTC); ok && n.String() != name {
			t.Errorf("%q is read as %q", name, n)
		}
	})
}
