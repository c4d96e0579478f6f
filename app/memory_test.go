//go:build linux && cgo

package main

import (
	"bytes"
	"crypto/hkdf"
	"crypto/hpke"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/fxamacker/cbor/v2"
	"golang.org/x/crypto/argon2"
)

// needle is something that must not be in the memory of a locked program.
type needle struct {
	name  string
	bytes []byte
}

// texts are the forms that a text has in memory: as Go and the file have it, as Windows has it, and letter by letter.
func texts(name, text string) []needle {
	wide := binary.LittleEndian
	var utf16s, runes []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		utf16s = wide.AppendUint16(utf16s, unit)
	}
	for _, r := range text {
		runes = wide.AppendUint32(runes, uint32(r))
	}
	return []needle{{name + " as UTF-8", []byte(text)}, {name + " as UTF-16", utf16s}, {name + " as runes", runes}}
}

// madeUp returns lower-case letters that are nowhere by chance, and that a search index has as they are.
func madeUp(t testing.TB) string {
	t.Helper()
	raw := make([]byte, 10)
	if _, err := rand.Read(raw); err != nil {
		t.Fatal(err)
	}
	text := []byte("zq")
	for _, b := range raw {
		text = append(text, 'a'+b&15, 'a'+b>>4)
	}
	return string(text)
}

// vaultKeys opens a vault's slots as doc/vault.md says, and returns all keys: the passphrase's private one, the root key, and its subkeys.
func vaultKeys(t *testing.T, file, passphrase string) []needle {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var header struct {
		Vault      []byte `cbor:"1,keyasint"`
		Derivation struct {
			Algorithm uint8  `cbor:"1,keyasint"`
			Salt      []byte `cbor:"2,keyasint"`
			Memory    uint32 `cbor:"3,keyasint"`
			Passes    uint32 `cbor:"4,keyasint"`
			Lanes     uint8  `cbor:"5,keyasint"`
		} `cbor:"2,keyasint"`
		Slots [][]byte `cbor:"3,keyasint"`
		List  []byte   `cbor:"4,keyasint"`
	}
	at := bytes.Index(content, []byte("BGKLUIS\x00"))
	if at < 0 {
		t.Fatal("no header in the vault")
	}
	body := content[at+14:][:binary.BigEndian.Uint32(content[at+10:])]
	if err := cbor.Unmarshal(body, &header); err != nil {
		t.Fatal(err)
	}
	d := header.Derivation
	seed := argon2.IDKey([]byte(passphrase), d.Salt, d.Passes, d.Memory, d.Lanes, 32)
	private, err := hpke.MLKEM768X25519().NewPrivateKey(seed)
	if err != nil {
		t.Fatal(err)
	}
	info := append([]byte("bondgenoot/vault/1/slot"), header.Vault...)
	for _, sealed := range header.Slots {
		root, err := hpke.Open(private, hpke.HKDFSHA256(), hpke.AES256GCM(), info, sealed)
		if err != nil {
			continue
		}
		keys := []needle{{"the passphrase's key", seed}, {"the root key", root}}
		for _, name := range []string{"records", "manifest", "journal", "blobs", "slots", "header"} {
			key, err := hkdf.Key(sha256.New, root, header.Vault, "bondgenoot/vault/1/"+name, 32)
			if err != nil {
				t.Fatal(err)
			}
			keys = append(keys, needle{"the key of " + name, key})
		}
		return keys
	}
	t.Fatal("the passphrase opens no slot")
	return nil
}

// gcore has gdb dump a program's memory, all of it: also what the program asked to be left out of dumps.
func (s *stage) gcore() string {
	s.t.Helper()
	pid := strconv.Itoa(s.program.Process.Pid)
	file := filepath.Join(s.folder, "core")
	if out, err := exec.Command("gcore", "-a", "-o", file, pid).CombinedOutput(); err != nil {
		s.t.Fatalf("gcore: %v: %s", err, out)
	}
	return file + "." + pid
}

// count counts how often each needle is in a dump.
func count(t *testing.T, dump string, needles []needle) map[string]int {
	t.Helper()
	in, err := os.Open(dump)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	const overlap = 4 << 10 // longer than any needle
	found := map[string]int{}
	buffer := make([]byte, 64<<20)
	kept := 0
	for {
		n, err := io.ReadFull(in, buffer[kept:])
		block := buffer[:kept+n]
		last := err != nil
		if last && err != io.EOF && err != io.ErrUnexpectedEOF { //nolint:errorlint // ReadFull returns them as they are
			t.Fatal(err)
		}
		for _, needle := range needles {
			for from := 0; ; {
				i := bytes.Index(block[from:], needle.bytes)
				if i < 0 {
					break
				}
				if last || from+i < len(block)-overlap { // else it is counted with the next block
					found[needle.name]++
				}
				from += i + len(needle.bytes)
			}
		}
		if last {
			return found
		}
		kept = copy(buffer, block[len(block)-overlap:])
	}
}

// inOwnNamespace runs a test again as the root of a namespace of its own, where a user may look into the memory of a program of theirs that
// refuses it outside. It reports whether it did.
func inOwnNamespace(t *testing.T) bool {
	t.Helper()
	if os.Geteuid() == 0 {
		return false
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	again := exec.Command("unshare", "--user", "--map-root-user", self, "-test.run=^"+t.Name()+"$", "-test.v")
	out, err := again.CombinedOutput()
	t.Logf("as root of an own namespace:\n%s", out)
	if err != nil {
		t.Error(err)
	}
	return true
}

// TestWindowForgetsWhenItIsLocked dumps the program's memory before and after a lock, and looks for what nobody may find there. What the screen's
// server, the system's input and other programs keep is not looked at.
func TestWindowForgetsWhenItIsLocked(t *testing.T) {
	if inOwnNamespace(t) {
		return
	}
	s := newStage(t, "1366x768")
	passphrase := madeUp(t) + " " + madeUp(t)
	vault := filepath.Join(s.folder, "kluis.vault")
	names := s.vaultWith(vault, passphrase, 20)

	s.start("shown unlock open", "--vault", vault)
	pid := s.program.Process.Pid
	s.write(passphrase)
	s.keys("Return")
	s.await("shown today")
	s.keys("ctrl+2")
	s.await("shown partners")
	s.keys("ctrl+5")
	s.await("shown actions")
	s.keys("ctrl+n")
	draft := madeUp(t)
	s.write(draft)
	s.await("drafted")

	var needles []needle
	for i, name := range names {
		needles = append(needles, texts(fmt.Sprintf("name %d", i+1), name)...)
	}
	needles = append(needles, texts("the unsaved text", draft)...)
	needles = append(needles, texts("the passphrase", passphrase)...)
	needles = append(needles, vaultKeys(t, vault, passphrase)...)

	before := count(t, s.gcore(), needles)
	total := 0
	for _, n := range before {
		total += n
	}
	t.Logf("while it is open, %d of %d things looked for are in memory, %d times in all: %v", len(before), len(needles), total, before)
	if before["name 1 as UTF-8"] == 0 || before["the unsaved text as UTF-8"] == 0 || before["the key of header"] == 0 {
		t.Error("the search finds nothing where it must find something")
	}

	s.lock()
	s.shot("walk-locked")
	if now, err := os.ReadFile(fmt.Sprintf("/proc/%d/comm", pid)); err != nil || !strings.HasPrefix(string(now), "bondgenoot") {
		t.Fatalf("the program is %q, %v", now, err)
	}
	after := count(t, s.gcore(), needles)
	t.Logf("when it is locked, %d of %d are", len(after), len(needles))
	for name, n := range after {
		t.Errorf("%s is in memory %d times after the lock", name, n)
	}

	s.write(passphrase) // and what was typed is back
	s.keys("Return")
	s.await("shown actions")
	if again := count(t, s.gcore(), texts("the unsaved text", draft)); again["the unsaved text as UTF-8"] == 0 {
		t.Error("the unsaved text did not come back")
	}
	s.quit()
}

// vaultWith makes a vault with organisations by the command line, and returns their names.
func (s *stage) vaultWith(vault, passphrase string, organisations int) []string {
	s.t.Helper()
	phrase, bundle := filepath.Join(s.folder, "phrase"), filepath.Join(s.folder, "bundle.json")
	var names []string
	var list []map[string]any
	for i := range organisations {
		names = append(names, madeUp(s.t))
		list = append(list, map[string]any{"id": fmt.Sprintf("o-%d", i), "name": names[i], "kind": "police"})
	}
	content, err := json.Marshal(map[string]any{"format": "bondgenoot/1", "municipality": "Proefwaard", "organisations": list})
	if err != nil {
		s.t.Fatal(err)
	}
	for file, text := range map[string][]byte{phrase: []byte(passphrase + "\n"), bundle: content} {
		if err := os.WriteFile(file, text, 0o600); err != nil {
			s.t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"new", "--recovery-file", filepath.Join(s.folder, "recovery")}, {"import", bundle}} {
		c := exec.Command("bondgenoot", append([]string{"--vault", vault, "--passphrase-file", phrase}, args...)...)
		c.Env = s.env
		if out, err := c.CombinedOutput(); err != nil {
			s.t.Fatalf("%v: %v: %s", args, err, out)
		}
	}
	return names
}
