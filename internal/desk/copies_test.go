package desk

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

const phrase = "een goede wachtwoordzin"

// copier is an open vault whose machine remembers, with a clock that the test sets.
type copier struct {
	*Desk
	t     *testing.T
	file  string
	stick string
	now   time.Time
}

func newCopier(t *testing.T) *copier {
	t.Helper()
	c := &copier{t: t, file: filepath.Join(t.TempDir(), "v.vault"), now: time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC)}
	d, _, err := Create(t.Context(), c.file, []byte(phrase), c.surroundings())
	must(t, err)
	c.Desk = d
	t.Cleanup(func() { c.Close() })
	return c
}

func (c *copier) surroundings() Surroundings {
	s := surroundings(c.t)
	s.CounterFolder = filepath.Join(filepath.Dir(c.file), "memory")
	s.Now = func() time.Time { return c.now }
	return s
}

// withStick chooses a second place, which is there.
func (c *copier) withStick() {
	c.t.Helper()
	c.stick = filepath.Join(c.t.TempDir(), "stick")
	must(c.t, os.Mkdir(c.stick, 0o700))
	p := c.Preferences()
	p.BackupFolder = c.stick
	must(c.t, c.SetPreferences(p))
}

func (c *copier) act(title string) {
	c.t.Helper()
	_, err := c.NewAction(partnership.Action{Title: title})
	must(c.t, err)
}

func (c *copier) keep(o Occasion) BackupMade {
	c.t.Helper()
	made, err := c.KeepCopies(c.t.Context(), o)
	must(c.t, err)
	return made
}

// names are the files in a folder.
func names(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	must(t, err)
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

func TestACopyIsMadeOnlyOfWhatChanged(t *testing.T) {
	c := newCopier(t)
	c.act("Bel de wijkagent")
	if made := c.keep(WhileOpen); made.File == "" {
		t.Error("there is none on the first day")
	}
	c.act("Bel de school")
	if made := c.keep(WhileOpen); made.File != "" {
		t.Error("a second one on the same day")
	}
	if made := c.keep(OnClosing); made.File == "" {
		t.Error("none on closing, although something changed")
	}
	if made := c.keep(OnClosing); made.File != "" {
		t.Error("one of what was copied already")
	}
	c.now = c.now.Add(24 * time.Hour)
	if made := c.keep(WhileOpen); made.File != "" {
		t.Error("one the next day, although nothing changed")
	}
	c.act("Nodig iedereen uit")
	if made := c.keep(WhileOpen); made.File == "" {
		t.Error("none the next day, although something changed")
	}
	if n := len(names(t, copyFolder(c.file))); n != 2 { // of the first day the last one
		t.Errorf("%d copies: %q", n, names(t, copyFolder(c.file)))
	}
}

// Of copies that are made in one second, and of one after the clock was set back, the one just made is there, and none was written over another.
func TestCopiesNeverOverwriteEachOther(t *testing.T) {
	c := newCopier(t)
	folder, start := t.TempDir(), c.now
	var before string
	for _, ahead := range []time.Duration{0, 0, 0, time.Hour, 0} {
		c.now = start.Add(ahead)
		made, err := c.backupTo(t.Context(), folder)
		must(t, err)
		if made.File == before {
			t.Errorf("%s twice", made.File)
		}
		if _, err := os.Stat(made.File); err != nil {
			t.Error(err)
		}
		before = made.File
		c.act("iets")
	}
}

func TestAStickThatComesBackIsServed(t *testing.T) {
	c := newCopier(t)
	c.withStick()
	away := c.stick + "-away"
	must(t, os.Rename(c.stick, away))
	c.act("Bel de wijkagent")
	made := c.keep(OnClosing)
	if fault, _ := FaultOf(made.Missed); made.File == "" || fault != FaultPlaceAbsent {
		t.Errorf("%+v", made)
	}
	if _, err := os.Stat(c.stick); err == nil {
		t.Error("the absent folder was made")
	}
	since := c.remembered().Absent
	if list := c.Cautions(); len(list) > 0 {
		t.Errorf("told at once: %+v", list)
	}
	c.now = c.now.Add(72 * time.Hour)
	c.keep(OnClosing)
	if list := c.Cautions(); len(list) != 1 || list[0].Name != "copy_second_absent" || !strings.Contains(list[0].Text(c.words.Load()), c.stick) {
		t.Errorf("after three days: %+v", list)
	}
	if m := c.remembered(); since.IsZero() || !m.Absent.Equal(since) || m.Other != nil {
		t.Errorf("%+v, absent since %s", m, since)
	}
	must(t, os.Rename(away, c.stick))
	made = c.keep(WhileOpen)
	if made.File != "" || made.Second == "" || made.Missed != nil {
		t.Errorf("%+v", made)
	}
	if m := c.remembered(); !m.Absent.IsZero() {
		t.Errorf("%+v", m)
	}
	if first, second := names(t, copyFolder(c.file)), names(t, c.stick); len(first) != 1 || len(second) != 1 || first[0] != second[0] {
		t.Errorf("%q and %q", first, second)
	}
	if made := c.keep(WhileOpen); made.Second != "" {
		t.Error("served twice")
	}
}

// A place that was on another disk once is not the folder of that name on this one.
func TestAnEmptyMountPointIsNoSecondPlace(t *testing.T) {
	c := newCopier(t)
	c.withStick()
	must(t, c.remember(func(m *copiesMemory) { m.Apart = true }))
	c.act("Bel de wijkagent")
	made := c.keep(OnClosing)
	if fault, _ := FaultOf(made.Missed); fault != FaultPlaceAbsent || len(names(t, c.stick)) > 0 {
		t.Errorf("%+v, %q", made, names(t, c.stick))
	}
}

// After a renewal the copy of before is no longer opened by the vault's key: the second place gets a fresh one.
func TestTheSecondPlaceGetsAFreshCopyAfterRenewal(t *testing.T) {
	c := newCopier(t)
	c.withStick()
	away := c.stick + "-away"
	must(t, os.Rename(c.stick, away))
	c.act("Bel de wijkagent")
	c.keep(WhileOpen)
	must(t, c.Renew(t.Context()))
	must(t, os.Rename(away, c.stick))
	if made := c.keep(WhileOpen); made.Second == "" || made.Missed != nil {
		t.Errorf("%+v", made)
	}
	copies, err := c.Copies()
	must(t, err)
	must(t, c.ProveCopy(t.Context(), copies[0].File))
	if fault, _ := FaultOf(c.ProveCopy(t.Context(), filepath.Join(copyFolder(c.file), names(t, copyFolder(c.file))[0]))); len(names(t, copyFolder(c.file))) > 1 && fault != FaultOtherKey {
		t.Errorf("the copy of before is %s", fault)
	}
}

func TestWhatFailedIsRememberedUntilACopyIsMade(t *testing.T) {
	c := newCopier(t)
	must(t, os.WriteFile(copyFolder(c.file), []byte("a file where the folder goes"), 0o600))
	c.act("Bel de wijkagent")
	if _, err := c.KeepCopies(t.Context(), OnClosing); err == nil {
		t.Fatal("no error")
	}
	if m := c.remembered(); m.Failed == nil || m.Failed.Fault == "" || !m.Failed.At.Equal(c.now) {
		t.Errorf("%+v", m)
	}
	must(t, c.Close())
	next, err := Open(t.Context(), c.file, []byte(phrase), c.surroundings())
	must(t, err)
	c.Desk = next
	if list := c.Cautions(); len(list) != 1 || list[0].Name != "copy_failed" {
		t.Errorf("at the next start: %+v", list)
	}
	must(t, os.Remove(copyFolder(c.file)))
	c.keep(OnClosing)
	if m := c.remembered(); m.Failed != nil {
		t.Errorf("%+v", m)
	}
}

func TestTheNewestGoodBackupIsFoundWithoutTheVault(t *testing.T) {
	c := newCopier(t)
	c.withStick()
	for n := range 3 {
		c.act(strings.Repeat("x", n+1))
		c.keep(OnClosing)
		c.now = c.now.Add(24 * time.Hour)
	}
	c.now = c.now.Add(-240 * time.Hour) // the clock is set back
	c.act("later dan de klok zegt")
	last := c.keep(OnClosing)
	must(t, c.Close())
	must(t, os.WriteFile(c.file, []byte("no vault at all"), 0o600))
	unlock := WithPassphrase([]byte(phrase))
	if best, err := NewestGoodBackup(t.Context(), c.file, unlock, c.surroundings()); err != nil || best.File != last.File && best.File != last.Second {
		t.Errorf("%+v, %v", best, err)
	}
	for _, file := range []string{last.File, last.Second} { // both are harmed
		content, err := os.ReadFile(file)
		must(t, err)
		must(t, os.WriteFile(file, content[:len(content)/2], 0o600))
	}
	best, err := NewestGoodBackup(t.Context(), c.file, unlock, c.surroundings())
	must(t, err)
	if best.Made.Day() != 25 {
		t.Errorf("%+v", best)
	}
	must(t, os.RemoveAll(copyFolder(c.file)))
	if best, err = NewestGoodBackup(t.Context(), c.file, unlock, c.surroundings()); err != nil || !best.Second {
		t.Errorf("the stick is not thought of: %+v, %v", best, err)
	}
	_, err = NewestGoodBackup(t.Context(), c.file, WithPassphrase([]byte("een andere")), c.surroundings())
	if fault, _ := FaultOf(err); fault != FaultWrongPassphrase {
		t.Errorf("%v", err)
	}
	must(t, os.RemoveAll(c.stick))
	_, err = NewestGoodBackup(t.Context(), c.file, unlock, c.surroundings())
	if fault, _ := FaultOf(err); fault != FaultNoCopy {
		t.Errorf("%v", err)
	}
}

func TestGoingBackWhileOpenNamesWhatChangesAndKeeps(t *testing.T) {
	c := newCopier(t)
	c.act("Bel de wijkagent")
	made := c.keep(OnClosing)
	must(t, c.ChangePassphrase(t.Context(), []byte("een nieuwe wachtwoordzin")))
	c.act("Bel de school")
	_, err := c.PlanRestore(t.Context(), made.File, nil)
	if fault, _ := FaultOf(err); fault != FaultOtherKey {
		t.Fatalf("%v", err)
	}
	plan, err := c.PlanRestore(t.Context(), made.File, []byte(phrase))
	must(t, err)
	if plan.Records != 1 || len(plan.Differences) != 1 || len(plan.Differences[0].Gone) != 1 || plan.Differences[0].Gone[0].Label != "Bel de school" {
		t.Errorf("%+v", plan)
	}
	then, kept, err := c.RestoreHere(t.Context(), made.File, []byte(phrase))
	must(t, err)
	if list := then.List(partnership.KindAction); len(list) != 1 || list[0].Label() != "Bel de wijkagent" {
		t.Errorf("%v", list)
	}
	must(t, then.Close())
	again, err := Open(t.Context(), c.file, []byte(phrase), c.surroundings()) // it is told as an older copy no more
	must(t, err)
	must(t, again.Close())
	s := c.surroundings()
	s.CounterFolder = ""
	before, err := Open(t.Context(), kept, []byte("een nieuwe wachtwoordzin"), s)
	must(t, err)
	if n := len(before.List(partnership.KindAction)); n != 2 {
		t.Errorf("%d actions were kept", n)
	}
	must(t, before.Close())
}

func FuzzCopiesMemory(f *testing.F) {
	f.Add([]byte(`{"file":"/v","second":"/s","apart":true,"absent":"2026-11-23T09:00:00Z","failed":{"fault":"no_access","at":"2026-11-23T09:00:00Z"}}`))
	f.Add([]byte(`{"file":5}`))
	f.Fuzz(func(t *testing.T, content []byte) {
		if m := parseCopiesMemory(content); m.Failed != nil {
			_ = m.Failed.err().Error()
		}
	})
}
