package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	mathrand "math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault/powerloss"
)

// What the tests of this file cut off is the program as it is built, driven by its commands, with keys as dear as those of any vault.

// builtProgram is the program, built once for all tests.
var builtProgram = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "bondgenoot-*")
	if err != nil {
		return "", err
	}
	file := filepath.Join(folder, "bondgenoot.exe") // the ending harms nobody elsewhere
	build := exec.Command("go", "build", "-o", file, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build: %w: %s", err, out)
	}
	return file, nil
})

// office is a folder in which the program works, and what it should find there.
type office struct {
	t       *testing.T
	program string
	folder  string
	inputs  string // files to read, beside the folder
	state   work   // as it was acknowledged
	backups []backupOf
}

// work is what a vault holds: the titles of its actions by id, and its passphrase.
type work struct {
	titles     map[partnership.ID]string
	passphrase string
}

type backupOf struct {
	folder string // in which it is the only one
	titles map[partnership.ID]string
}

// job is one command, and what it leaves once it is acknowledged.
type job struct {
	args  []string
	after work
	makes *backupOf
}

func newOffice(t *testing.T) *office {
	t.Helper()
	program, err := builtProgram()
	if err != nil {
		t.Fatal(err)
	}
	o := &office{
		t: t, program: program, folder: filepath.Join(t.TempDir(), "office"), inputs: t.TempDir(),
		state: work{map[partnership.ID]string{}, "een goede wachtwoordzin"},
	}
	if err := os.Mkdir(o.folder, 0o700); err != nil {
		t.Fatal(err)
	}
	return o
}

func (o *office) vault() string    { return filepath.Join(o.folder, "data", "v.vault") }
func (o *office) recovery() string { return filepath.Join(o.folder, "key") }

// input writes a file for the program to read.
func (o *office) input(name, content string) string {
	o.t.Helper()
	file := filepath.Join(o.inputs, name)
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		o.t.Fatal(err)
	}
	return file
}

// command is the program with arguments and the passphrase of a state.
func (o *office) command(passphrase string, args ...string) *exec.Cmd {
	c := exec.Command(o.program, append([]string{
		"--vault", o.vault(), "--passphrase-file", o.input("pass "+passphrase, passphrase+"\n"),
	}, args...)...)
	state := filepath.Join(o.folder, "state")
	c.Env = append(os.Environ(), "XDG_STATE_HOME="+state, "LOCALAPPDATA="+state, "XDG_DATA_HOME="+filepath.Join(o.folder, "data"))
	return c
}

// job is the work of a number: mostly saving.
func (o *office) job(n int) job {
	kind := mathrand.New(mathrand.NewPCG(4, uint64(n))).IntN(10)
	if n < 4 {
		kind = n // one of each at least
	}
	switch kind {
	case 1:
		return job{args: []string{"renew"}, after: o.state}
	case 2:
		made := &backupOf{filepath.Join(o.folder, "copies", strconv.Itoa(n)), o.state.titles}
		return job{args: []string{"backup", "--to", made.folder}, after: o.state, makes: made}
	case 3:
		next := fmt.Sprintf("een goede wachtwoordzin %d", n)
		return job{args: []string{"passphrase", "--new-passphrase-file", o.input("pass "+next, next+"\n")}, after: work{o.state.titles, next}}
	}
	titles := maps.Clone(o.state.titles)
	var actions []map[string]string
	for _, i := range []int{n % 7, (n + 3) % 7, 100 + n} {
		id := fmt.Sprintf("a%d", i)
		titles[partnership.ID(id)] = fmt.Sprintf("Stap %d %s", n, strings.Repeat("x", n*37%3000))
		actions = append(actions, map[string]string{"id": id, "title": titles[partnership.ID(id)], "status": "open"})
	}
	bundle, err := json.Marshal(map[string]any{"format": "bondgenoot/1", "municipality": "Proefstad", "actions": actions})
	if err != nil {
		o.t.Fatal(err)
	}
	return job{args: []string{"import", "--update", o.input("bundle.json", string(bundle))}, after: work{titles, o.state.passphrase}}
}

// surroundings are those of a desk at which the test looks into the vault. It opens by the recovery key, which costs nothing.
func (o *office) surroundings() desk.Surroundings {
	o.t.Helper()
	words, err := language.Open("nl")
	if err != nil {
		o.t.Fatal(err)
	}
	return desk.Surroundings{Now: time.Now, Random: rand.Reader, Words: words, ReadOnly: true}
}

// titles opens a vault, reads all of it, and returns the titles of its actions.
func (o *office) titles(file, key string) (map[partnership.ID]string, error) {
	d, err := desk.Recover(context.Background(), file, key, o.surroundings())
	if err != nil {
		return nil, err
	}
	_, err = d.CheckVault(context.Background())
	titles := map[partnership.ID]string{}
	for _, a := range desk.All[partnership.Action](d) {
		titles[a.ID] = a.Title
	}
	return titles, errors.Join(err, d.Close())
}

// judge sees that a vault in a folder opens and holds what was acknowledged, and the job under way whole or not at all. It tells which.
func (o *office) judge(folder, key string, under job) (done bool, err error) {
	file := filepath.Join(folder, "data", "v.vault")
	got, err := o.titles(file, key)
	if err != nil {
		return false, err
	}
	passphrase := o.state.passphrase
	switch {
	case under.after.passphrase != o.state.passphrase && !maps.Equal(got, o.state.titles):
		return false, errors.New("changing the passphrase changed records")
	case under.after.passphrase != o.state.passphrase: // which of the two it is takes opening by it
		d, err := desk.Open(context.Background(), file, []byte(under.after.passphrase), o.surroundings())
		if err == nil {
			return true, d.Close()
		}
		if fault, _ := desk.FaultOf(err); fault != desk.FaultWrongPassphrase {
			return false, err
		}
		d, err = desk.Open(context.Background(), file, []byte(passphrase), o.surroundings())
		if err != nil {
			return false, err
		}
		return false, d.Close()
	case maps.Equal(got, o.state.titles): // also of what changes nothing
		return false, o.judgeBackups(folder, key)
	case maps.Equal(got, under.after.titles):
		return true, o.judgeBackups(folder, key)
	}
	return false, fmt.Errorf("%d actions: neither those before nor those after %v", len(got), under.args)
}

func (o *office) judgeBackups(folder, key string) error {
	for _, b := range o.backups {
		files, err := filepath.Glob(filepath.Join(folder, strings.TrimPrefix(b.folder, o.folder), "v-*.vault"))
		if err != nil || len(files) != 1 {
			return fmt.Errorf("backups %q: %w", files, err)
		}
		if got, err := o.titles(files[0], key); err != nil || !maps.Equal(got, b.titles) {
			return fmt.Errorf("backup of %d actions, want %d: %w", len(got), len(b.titles), err)
		}
	}
	return nil
}

func (o *office) acknowledged(j job) {
	o.state = j.after
	if j.makes != nil {
		o.backups = append(o.backups, *j.makes)
	}
}

func times(t *testing.T, name string, otherwise int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// jobsOfOneVault is how many kills a vault lives through before another takes its place.
const jobsOfOneVault = 50

// TestKillTheProgram kills the program BONDGENOOT_KILLS times, 100 without, while it imports, renews, makes backups and changes the passphrase. After
// each kill the vault opens and holds all that was acknowledged, which is by its exit code; so does every backup.
func TestKillTheProgram(t *testing.T) {
	r := mathrand.New(mathrand.NewPCG(6, 6))
	var o *office
	var key string
	killed, whole, opened, n := 0, 0, 0, 0
	for ; killed < times(t, "BONDGENOOT_KILLS", 100); n++ {
		if n%jobsOfOneVault == 0 {
			o = newOffice(t)
			if out, err := o.command(o.state.passphrase, "new", "--recovery-file", o.recovery()).CombinedOutput(); err != nil {
				t.Fatalf("new: %v: %s", err, out)
			}
			text, err := os.ReadFile(o.recovery())
			if err != nil {
				t.Fatal(err)
			}
			key = strings.TrimSpace(string(text))
		}
		j := o.job(n)
		acknowledged, unlocked := o.killed(r, j)
		if acknowledged {
			o.acknowledged(j)
		} else {
			killed++
		}
		if unlocked && !acknowledged {
			opened++
		}
		done, err := o.judge(o.folder, key, j)
		if err != nil {
			t.Fatalf("kill %d during %v: %v", killed, j.args, err)
		}
		if !acknowledged {
			if j.makes != nil { // it may be there already, or half
				if err := os.RemoveAll(j.makes.folder); err != nil {
					t.Fatal(err)
				}
			}
			if done {
				whole++
				o.state = j.after
			}
		}
	}
	t.Logf("%d commands, %d killed, %d of these after unlocking, %d when it was on disk and not yet said; 0 lost", n, killed, opened, whole)
}

// killed does a job and kills the program at some moment, mostly after it unlocked the vault. It tells whether the program was done before.
func (o *office) killed(r *mathrand.Rand, j job) (acknowledged, unlocked bool) {
	o.t.Helper()
	c := o.command(o.state.passphrase, j.args...)
	var said bytes.Buffer
	c.Stdout, c.Stderr = &said, &said
	if err := c.Start(); err != nil {
		o.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	patience := time.Duration(r.IntN([]int{10_000, 40_000}[r.IntN(2)])) * time.Microsecond
	if r.IntN(8) == 0 {
		patience = time.Duration(r.IntN(1_000_000)) * time.Microsecond // also while it derives keys
	} else {
		o.untilMapped(c.Process.Pid, ended)
		unlocked = true
	}
	var err error
	select {
	case err = <-ended:
	case <-time.After(patience):
		_ = c.Process.Kill() // it may just have ended
		err = <-ended
	}
	if err == nil {
		return true, true
	}
	if c.ProcessState.Exited() && runtime.GOOS != "windows" {
		o.t.Fatalf("%v ended by itself: %v: %s", j.args, err, said.String())
	}
	return false, unlocked
}

// untilMapped waits until a program maps its vault, which it does once it has unlocked it. Where the system does not tell, it waits for as long as that takes.
func (o *office) untilMapped(pid int, ended chan error) {
	if runtime.GOOS != "linux" {
		time.Sleep(500 * time.Millisecond)
		return
	}
	for {
		maps, err := os.ReadFile(fmt.Sprintf("/proc/%d/maps", pid))
		if err != nil || bytes.Contains(maps, []byte(o.vault())) {
			return
		}
		select {
		case err := <-ended:
			ended <- err
			return
		case <-time.After(2 * time.Millisecond):
		}
	}
}

// TestPowerLossOfTheProgram cuts the power BONDGENOOT_CUTS times, 100 without, of a row of commands: a new vault, imports, copies, renewal, another
// passphrase. Folders that the program makes are part of it.
func TestPowerLossOfTheProgram(t *testing.T) {
	o := newOffice(t)
	programs := []*exec.Cmd{o.command(o.state.passphrase, "new", "--recovery-file", o.recovery())}
	var jobs []job
	states := []work{o.state}
	made := []int{0} // backups that are acknowledged after so many jobs
	for n := range 10 {
		j := o.job(n)
		if j.args[0] == "import" { // the file is overwritten by the next
			content, err := os.ReadFile(j.args[2])
			if err != nil {
				t.Fatal(err)
			}
			j.args[2] = o.input(fmt.Sprintf("bundle-%d.json", n), string(content))
		}
		programs = append(programs, o.command(o.state.passphrase, j.args...))
		jobs = append(jobs, j)
		o.acknowledged(j)
		states, made = append(states, o.state), append(made, len(o.backups))
	}
	recording, err := powerloss.Record(o.folder, programs...)
	if errors.Is(err, powerloss.ErrNoTracer) && runtime.GOOS != "linux" {
		t.Skip("power cuts are tried on Linux only: what a program writes is recorded with strace")
	}
	if err != nil {
		t.Fatalf("%v ('scripts/need strace' installs it)", err)
	}
	text, err := os.ReadFile(o.recovery())
	if err != nil {
		t.Fatal(err)
	}
	key := strings.TrimSpace(string(text))
	cuts, r := times(t, "BONDGENOOT_CUTS", 100), mathrand.New(mathrand.NewPCG(8, 8))
	moments := make([]int, cuts)
	for i := range moments {
		moments[i] = r.IntN(recording.Moments() + 1)
	}
	slices.Sort(moments)
	disk, all := recording.Play(powerloss.Honest), o.backups
	for _, moment := range moments {
		if err := disk.Forward(moment); err != nil {
			t.Fatal(err)
		}
		folder, err := os.MkdirTemp(o.inputs, "cut")
		if err != nil {
			t.Fatal(err)
		}
		if err := disk.Cut(r, folder); err != nil {
			t.Fatal(err)
		}
		done := max(disk.Ran()-1, 0) // what ended said that it was done; the first made the vault
		_, err = os.Stat(filepath.Join(folder, "data", "v.vault"))
		if disk.Ran() == 0 && errors.Is(err, fs.ErrNotExist) {
			continue // it was being made
		}
		under := job{after: states[done]}
		if done < len(jobs) {
			under = jobs[done]
		}
		o.state, o.backups = states[done], all[:made[done]]
		if _, err := o.judge(folder, key, under); err != nil {
			t.Errorf("cut at moment %d, %d jobs acknowledged: %v", moment, done, err)
		}
		if err := os.RemoveAll(folder); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d cuts of %d moments", cuts, recording.Moments())
}
