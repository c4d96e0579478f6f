package desk

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/exchange"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// apart is a vault that was copied, and both files of which were worked in.
type apart struct {
	t     testing.TB
	mine  *Desk
	twin  string
	key   string
	there func(func(*Desk)) // works in the other file
}

// grownApart returns a vault with some actions, 0 to n-1, and a copy of it.
func grownApart(t *testing.T, n int) *apart {
	t.Helper()
	folder := t.TempDir()
	file := filepath.Join(folder, "v.vault")
	s := surroundings(t)
	now := s.Now()
	s.Now = func() time.Time { now = now.Add(time.Second); return now }
	d, key, err := Create(t.Context(), file, []byte("een goede wachtwoordzin"), s)
	must(t, err)
	t.Cleanup(func() { d.Close() })
	var changes []Change
	for i := range n {
		changes = append(changes, Put(action(i, "Eerst"), 0))
	}
	must(t, d.Keep("x", changes...))
	a := &apart{t: t, mine: d, twin: filepath.Join(folder, "v (conflicted copy).vault"), key: key}
	content, err := os.ReadFile(file)
	must(t, err)
	must(t, os.WriteFile(a.twin, content, 0o600))
	a.there = func(do func(*Desk)) {
		other, err := Recover(t.Context(), a.twin, key, s)
		must(t, err)
		do(other)
		must(t, other.Close())
	}
	return a
}

func action(n int, title string) partnership.Action {
	return partnership.Action{ID: partnership.ID(fmt.Sprintf("a-%d", n)), Title: title, Status: partnership.ActionOpen}
}

// set changes an action.
func set(t testing.TB, d *Desk, n int, change func(*partnership.Action)) {
	t.Helper()
	must(t, Edit(d, "x", action(n, "").ID, func(a *partnership.Action) error { change(a); return nil }))
}

func remove(t testing.TB, d *Desk, n int) {
	t.Helper()
	_, base, err := Get[partnership.Action](d, action(n, "").ID)
	must(t, err)
	must(t, d.Keep("x", Remove(action(n, "").ID, base)))
}

// compare opens the other file and compares.
func (a *apart) compare(do func(*Desk, Comparison)) {
	a.t.Helper()
	twin, err := a.mine.OpenTwin(a.t.Context(), a.twin, nil)
	must(a.t, err)
	defer twin.Close()
	c, err := a.mine.Compare(a.t.Context(), twin)
	must(a.t, err)
	do(twin, c)
}

func named(title string) func(*partnership.Action) {
	return func(a *partnership.Action) { a.Title = title }
}

func TestTwoFilesAreComparedRecordByRecord(t *testing.T) {
	a := grownApart(t, 10)
	noted := func(a *partnership.Action) { a.Notes = "Daar" }
	a.there(func(d *Desk) {
		set(t, d, 1, named("Daar"))
		set(t, d, 2, named("Daar"))
		set(t, d, 3, noted)
		remove(t, d, 4)
		remove(t, d, 5)
		set(t, d, 6, named("Daar"))
		set(t, d, 8, named("Zelfde"))
		must(t, d.Keep("x", Put(action(20, "Nieuw daar"), 0)))
	})
	set(t, a.mine, 2, named("Hier"))
	set(t, a.mine, 3, named("Hier"))
	set(t, a.mine, 5, named("Hier"))
	remove(t, a.mine, 6)
	set(t, a.mine, 7, named("Hier"))
	set(t, a.mine, 8, named("Zelfde"))
	remove(t, a.mine, 9)
	must(t, a.mine.Keep("x", Put(action(21, "Nieuw hier"), 0)))

	want := map[partnership.ID]Apartness{
		"a-1": ChangedThere, "a-2": ChangedBoth, "a-3": ChangedBoth, "a-4": RemovedThere, "a-5": GoneThere, "a-6": RemovedHere, "a-20": MadeThere,
	}
	a.compare(func(twin *Desk, c Comparison) {
		got := map[partnership.ID]Apartness{}
		for _, p := range c.Partings {
			got[p.ID] = p.How
			switch p.ID {
			case "a-2":
				if !p.Clashes() || p.Mixed != nil {
					t.Error("two titles go together")
				}
				if list := p.Differences(surroundings(t).Words); len(list) != 1 || list[0].Yours != "Hier" || list[0].Now != "Daar" {
					t.Error(list)
				}
			case "a-3":
				if mixed, ok := p.Mixed.(partnership.Action); !ok || mixed.Title != "Hier" || mixed.Notes != "Daar" {
					t.Errorf("mixed %v", p.Mixed)
				}
			}
		}
		if !maps.Equal(got, want) {
			t.Errorf("got %v\nwant %v", got, want)
		}
		if c.Here != 3 || c.Same != 2 || c.SettingsDiffer {
			t.Errorf("%d here, %d the same", c.Here, c.Same)
		}
		choices := map[partnership.ID]Choice{"a-2": TakeTheirs, "a-3": TakeMixed, "a-4": TakeTheirs, "a-6": TakeTheirs, "a-20": TakeTheirs, "a-5": KeepMine}
		before := titles(a.mine)
		taken, err := a.mine.Join(t.Context(), twin, c, choices)
		if err != nil || taken != 5 {
			t.Fatal(taken, err)
		}
		joined := map[string]string{
			"a-0": "Eerst", "a-1": "Eerst", "a-2": "Daar", "a-3": "Hier+Daar", "a-5": "Hier", "a-6": "Daar", "a-7": "Hier", "a-8": "Zelfde",
			"a-20": "Nieuw daar", "a-21": "Nieuw hier",
		}
		if got := titles(a.mine); !maps.Equal(got, joined) {
			t.Errorf("got %v\nwant %v", got, joined)
		}
		if name, err := a.mine.Undo(); err != nil || name != "desk.commit.join" {
			t.Fatal(name, err)
		}
		if got := titles(a.mine); !maps.Equal(got, before) {
			t.Errorf("after undo %v\nwant %v", got, before)
		}
	})
}

// titles are the titles, with the notes behind them, of all actions.
func titles(d *Desk) map[string]string {
	all := map[string]string{}
	for _, a := range All[partnership.Action](d) {
		all[string(a.ID)] = a.Title
		if a.Notes != "" {
			all[string(a.ID)] += "+" + a.Notes
		}
	}
	return all
}

func TestNothingIsTakenThatRefersToWhatIsNotTaken(t *testing.T) {
	a := grownApart(t, 1)
	a.there(func(d *Desk) {
		must(t, d.Keep("x", Put(partnership.Organisation{ID: "o-1", Name: "Politie", Kind: "police"}, 0)))
		set(t, d, 0, func(a *partnership.Action) { a.Organisation = "o-1" })
	})
	a.compare(func(twin *Desk, c Comparison) {
		_, err := a.mine.Join(t.Context(), twin, c, map[partnership.ID]Choice{"a-0": TakeTheirs})
		if fault, _ := FaultOf(err); fault != FaultInvalid {
			t.Fatal(err)
		}
		taken, err := a.mine.Join(t.Context(), twin, c, map[partnership.ID]Choice{"a-0": TakeTheirs, "o-1": TakeTheirs})
		if err != nil || taken != 2 {
			t.Fatal(taken, err)
		}
	})
}

func TestAttachmentsComeWithTheirBytes(t *testing.T) {
	a := grownApart(t, 1)
	content := bytes.Repeat([]byte("bijlage "), 20000)
	sum := sha256.Sum256(content)
	attachment := partnership.Attachment{ID: "f-1", Name: "brief.pdf", MediaType: "application/pdf", Size: int64(len(content)), SHA256: hex.EncodeToString(sum[:])}
	a.there(func(d *Desk) {
		blob, _, _, err := d.vault.AddBlob(bytes.NewReader(content))
		must(t, err)
		must(t, d.Keep("x", ledger.PutAttachment(attachment, blob, 0)))
	})
	a.compare(func(twin *Desk, c Comparison) {
		taken, err := a.mine.Join(t.Context(), twin, c, map[partnership.ID]Choice{"f-1": TakeTheirs})
		if err != nil || taken != 1 {
			t.Fatal(taken, err)
		}
	})
	blob, ok := a.mine.ledger.Blob("f-1")
	if !ok {
		t.Fatal("no bytes")
	}
	in, err := a.mine.vault.Blob(blob)
	must(t, err)
	defer in.Close()
	if got, err := io.ReadAll(in); err != nil || !bytes.Equal(got, content) {
		t.Fatal("other bytes", err)
	}
}

func TestATwinIsToldUntilItIsPutAway(t *testing.T) {
	a := grownApart(t, 1)
	list := twinCautions(a.mine)
	if len(list) != 1 || !strings.Contains(list[0].Text(surroundings(t).Words), filepath.Base(a.twin)) {
		t.Fatal(list)
	}
	other, err := os.ReadFile(a.twin)
	must(t, err)
	must(t, os.WriteFile(a.twin+" 2", other, 0o600))
	if list = twinCautions(a.mine); len(list) != 1 || list[0].Name != "twins" {
		t.Fatal(list)
	}
	for _, file := range []string{a.twin, a.twin + " 2"} {
		kept, err := a.mine.PutAway(file)
		must(t, err)
		if now, err := os.ReadFile(kept); err != nil || !bytes.Equal(now, other) {
			t.Fatal("it is gone", err)
		}
	}
	if list = twinCautions(a.mine); len(list) != 0 {
		t.Fatal(list)
	}
}

func TestWhatIsNoTwinIsRefused(t *testing.T) {
	a := grownApart(t, 1)
	_, otherFile, _ := newVault(t)
	for file, want := range map[string]Fault{
		otherFile: FaultNoTwin, a.mine.Place(): FaultNoTwin, filepath.Join(t.TempDir(), "x"): FaultNoFile,
	} {
		_, err := a.mine.OpenTwin(t.Context(), file, nil)
		says(t, err, want)
	}
	must(t, a.mine.Renew(t.Context()))
	_, err := a.mine.OpenTwin(t.Context(), a.twin, nil)
	says(t, err, FaultOtherKey)
	twin, err := a.mine.OpenTwin(t.Context(), a.twin, []byte("een goede wachtwoordzin"))
	must(t, err)
	defer twin.Close()
	c, err := a.mine.Compare(t.Context(), twin) // the histories are still known after a renewal
	if err != nil || len(c.Partings) != 0 || c.Same != 1 {
		t.Fatal(c, err)
	}
}

// TestTakingWhatIsNewerLosesNothing works at random in both files: what was made or changed there alone is taken, everything of here stays, and
// comparing again finds nothing newer.
func TestTakingWhatIsNewerLosesNothing(t *testing.T) {
	a := grownApart(t, 8)
	n := 100
	rapid.Check(t, func(r *rapid.T) {
		work := func(d *Desk, label string) (changed map[string]bool) {
			changed = map[string]bool{}
			for range rapid.IntRange(0, 4).Draw(r, label) {
				n++
				ids := slices.Sorted(maps.Keys(titles(d)))
				switch kind := rapid.IntRange(0, 3).Draw(r, label+" does"); {
				case kind == 0 || len(ids) == 0:
					must(t, d.Keep("x", Put(action(n, fmt.Sprint(label, n)), 0)))
					changed[fmt.Sprintf("a-%d", n)] = true
				default:
					id := partnership.ID(rapid.SampledFrom(ids).Draw(r, label+" at"))
					changed[string(id)] = true
					if kind == 1 && len(ids) > 4 {
						_, base, err := Get[partnership.Action](d, id)
						must(t, err)
						must(t, d.Keep("x", Remove(id, base)))
						continue
					}
					must(t, Edit(d, "x", id, func(a *partnership.Action) error { a.Title = fmt.Sprint(label, n); return nil }))
				}
			}
			return changed
		}
		content, err := os.ReadFile(a.mine.Place())
		must(t, err)
		must(t, os.WriteFile(a.twin, content, 0o600))
		var there map[string]bool
		a.there(func(d *Desk) { there = work(d, "daar") })
		here := work(a.mine, "hier")
		before := titles(a.mine)
		a.compare(func(twin *Desk, c Comparison) {
			choices := map[partnership.ID]Choice{}
			for _, p := range c.Partings {
				if p.Newer() {
					choices[p.ID] = TakeTheirs
				}
				if !there[string(p.ID)] {
					r.Fatalf("%s is said to be %s, and nothing happened there", p.ID, p.How)
				}
			}
			taken, err := a.mine.Join(t.Context(), twin, c, choices)
			if err != nil || taken != len(choices) {
				r.Fatal(taken, err)
			}
			after, theirs := titles(a.mine), titles(twin)
			for id, title := range before {
				if after[id] != title && (here[id] || after[id] != theirs[id]) {
					r.Fatalf("%s was %q here and is %q", id, title, after[id])
				}
			}
			for id := range there {
				if _, is := theirs[id]; is && !here[id] && after[id] != theirs[id] {
					r.Fatalf("%s was not taken", id)
				}
			}
			again, err := a.mine.Compare(t.Context(), twin)
			must(t, err)
			for _, p := range again.Partings {
				if p.Newer() {
					r.Fatalf("%s is still %s", p.ID, p.How)
				}
				if p.Mine != nil && p.Theirs != nil && exchange.Equal(p.Mine, p.Theirs) {
					r.Fatalf("%s is the same", p.ID)
				}
			}
		})
	})
}
