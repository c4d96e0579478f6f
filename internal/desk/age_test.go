package desk

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// someone is a person with an age key, and its file.
func someone(t *testing.T) (who *age.X25519Identity, keys []byte) {
	t.Helper()
	who, err := age.GenerateX25519Identity()
	must(t, err)
	return who, []byte("# a key\n" + who.String() + "\n")
}

// withAttachment is a vault with an action and an attachment, and the attachment's bytes.
func withAttachment(t *testing.T) (*Desk, []byte) {
	t.Helper()
	d, _, _ := newVault(t)
	content := bytes.Repeat([]byte("het getekende convenant "), 5000)
	sum := sha256.Sum256(content)
	name := hex.EncodeToString(sum[:])
	folder := t.TempDir()
	must(t, os.WriteFile(filepath.Join(folder, name), content, 0o600))
	bundle := filepath.Join(t.TempDir(), "b.json")
	must(t, os.WriteFile(bundle, fmt.Appendf(nil, `{"format": "bondgenoot/1",
		"organisations": [{"id": "pol", "name": "Politie", "kind": "police"}],
		"attachments": [{"id": "a", "name": "convenant.pdf", "media_type": "application/pdf", "size": %d, "sha256": "%s"}]}`, len(content), name), 0o600))
	taken, err := d.Import(t.Context(), Import{Files: []string{bundle}, Attachments: folder})
	if err != nil {
		t.Fatal(err, taken.Problems)
	}
	return d, content
}

func exported(t *testing.T, d *Desk, to AgeReaders) []byte {
	t.Helper()
	var out bytes.Buffer
	without, err := d.ExportAge(t.Context(), &out, to)
	must(t, err)
	if without != 0 {
		t.Errorf("%d attachments without bytes", without)
	}
	return out.Bytes()
}

// listed reads an archive.
func listed(t *testing.T, in io.Reader) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for archive := tar.NewReader(in); ; {
		head, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return files
		}
		must(t, err)
		if files[head.Name], err = io.ReadAll(archive); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAnEncryptedExportHoldsEverythingForItsReaders(t *testing.T) {
	d, content := withAttachment(t)
	who, _ := someone(t)
	other, _ := someone(t)
	sealed := exported(t, d, AgeReaders{Recipients: "# two\n" + who.Recipient().String() + "\n\n" + other.Recipient().String()})
	for _, secret := range []string{"Politie", "getekende", "bundle.json", "convenant.pdf"} {
		if bytes.Contains(sealed, []byte(secret)) {
			t.Errorf("%q can be read", secret)
		}
	}
	for _, reader := range []age.Identity{who, other} {
		plain, err := age.Decrypt(bytes.NewReader(sealed), reader)
		must(t, err)
		files := listed(t, plain)
		var bundle bytes.Buffer
		must(t, d.Export(&bundle))
		sum := sha256.Sum256(content)
		if len(files) != 2 || !bytes.Equal(files["bundle.json"], bundle.Bytes()) || !bytes.Equal(files["attachments/"+hex.EncodeToString(sum[:])], content) {
			t.Errorf("%d files", len(files))
		}
	}
	stranger, _ := someone(t)
	if _, err := age.Decrypt(bytes.NewReader(sealed), stranger); err == nil {
		t.Error("a stranger opens it")
	}
}

func TestReadersOfAnEncryptedExportAreOneKind(t *testing.T) {
	who, _ := someone(t)
	for name, row := range map[string]struct {
		to   AgeReaders
		want Fault
	}{
		"nobody":       {AgeReaders{}, FaultAgeReaders},
		"both":         {AgeReaders{Recipients: who.Recipient().String(), Passphrase: []byte("x")}, FaultAgeReaders},
		"a secret key": {AgeReaders{Recipients: who.String()}, FaultRecipients},
		"anything":     {AgeReaders{Recipients: "piet"}, FaultRecipients},
		"only remarks": {AgeReaders{Recipients: "# nobody"}, FaultRecipients},
	} {
		t.Run(name, func(t *testing.T) {
			d := &Desk{}
			_, err := d.ExportAge(t.Context(), io.Discard, row.to)
			if fault, _ := FaultOf(err); fault != row.want {
				t.Errorf("%v", err)
			}
			if err != nil && strings.Contains(err.Error(), who.String()) {
				t.Error("the secret key is told")
			}
		})
	}
}

// What was exported for a passphrase comes into an empty vault whole, with its attachments, and again as the same.
func TestAnEncryptedExportIsTakenInWhole(t *testing.T) {
	d, content := withAttachment(t)
	file := filepath.Join(t.TempDir(), "alles.tar.age")
	must(t, os.WriteFile(file, exported(t, d, AgeReaders{Passphrase: []byte(phrase)}), 0o600))
	fresh, _, _ := newVault(t)
	if dry, err := fresh.ImportAge(t.Context(), file, AgeKey{Passphrase: []byte(phrase)}, Import{DryRun: true}); err != nil || dry.New[partnership.KindOrganisation] != 1 || len(fresh.List(partnership.KindOrganisation)) != 0 {
		t.Errorf("%+v, %v", dry, err)
	}
	taken, err := fresh.ImportAge(t.Context(), file, AgeKey{Passphrase: []byte(phrase)}, Import{})
	must(t, err)
	if taken.New[partnership.KindAttachment] != 1 || taken.WithoutBytes != 0 {
		t.Errorf("%+v", taken)
	}
	var one, two bytes.Buffer
	must(t, d.Export(&one))
	must(t, fresh.Export(&two))
	if one.String() != two.String() {
		t.Error("the vaults differ")
	}
	folder := t.TempDir()
	_, err = fresh.ExportAttachments(folder)
	must(t, err)
	sum := sha256.Sum256(content)
	if out, err := os.ReadFile(filepath.Join(folder, hex.EncodeToString(sum[:]))); err != nil || !bytes.Equal(out, content) {
		t.Errorf("the attachment differs, %v", err)
	}
	again, err := fresh.ImportAge(t.Context(), file, AgeKey{Passphrase: []byte(phrase)}, Import{})
	if err != nil || len(again.New) != 0 {
		t.Errorf("%+v, %v", again, err)
	}
	_, err = fresh.ImportAge(t.Context(), file, AgeKey{Passphrase: []byte("fout")}, Import{})
	if fault, _ := FaultOf(err); fault != FaultAgeKey {
		t.Errorf("%v", err)
	}
}

// A file tells what opens it, also when it was written as text, and is taken in then.
func TestAFileTellsWhatOpensIt(t *testing.T) {
	d, _ := withAttachment(t)
	who, keys := someone(t)
	phrased := exported(t, d, AgeReaders{Passphrase: []byte(phrase)})
	sealed := exported(t, d, AgeReaders{Recipients: who.Recipient().String()})
	armoured := func(plain []byte) []byte {
		var out bytes.Buffer
		w := armor.NewWriter(&out)
		_, err := w.Write(plain)
		must(t, errors.Join(err, w.Close()))
		return out.Bytes()
	}
	for name, c := range map[string]struct {
		content []byte
		want    AgeLock
	}{
		"for a passphrase":          {phrased, AgePassphrase},
		"for a passphrase, as text": {armoured(phrased), AgePassphrase},
		"for recipients":            {sealed, AgeIdentity},
		"for recipients, as text":   {armoured(sealed), AgeIdentity},
		"a bundle":                  {[]byte(`{"format": "bondgenoot/1", "organisations": []}`), AgeUnlocked},
		"nothing":                   {nil, AgeUnlocked},
		"the beginning only":        {sealed[:22], AgeUnlocked},
		"text that is no text":      {[]byte(armor.Header + "\n*\n"), AgeUnlocked},
	} {
		file := filepath.Join(t.TempDir(), "x")
		must(t, os.WriteFile(file, c.content, 0o600))
		if got, err := LockOf(file); got != c.want || err != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		key := AgeKey{Passphrase: []byte(phrase)}
		if c.want == AgeIdentity {
			key = AgeKey{Identities: keys}
		}
		if c.want == AgeUnlocked {
			continue
		}
		if taken, err := d.ImportAge(t.Context(), file, key, Import{DryRun: true}); err != nil || taken.Same[partnership.KindAttachment] != 1 {
			t.Errorf("%s: %+v, %v", name, taken, err)
		}
	}
	if _, err := LockOf(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("a file that is not there is told nothing about")
	}
}

// Of an export that was cut off or changed nothing is taken, wherever that is.
func TestAnEncryptedExportThatIsNotWholeIsRefused(t *testing.T) {
	d, _ := withAttachment(t)
	who, keys := someone(t)
	sealed := exported(t, d, AgeReaders{Recipients: who.Recipient().String()})
	for _, at := range []int{0, 10, len(sealed) / 3, len(sealed) / 2, len(sealed) - 20, len(sealed) - 1} {
		for name, spoiled := range map[string][]byte{"cut": sealed[:at], "changed": append(append(bytes.Clone(sealed[:at]), sealed[at]^1), sealed[at+1:]...)} {
			file := filepath.Join(t.TempDir(), "x.age")
			must(t, os.WriteFile(file, spoiled, 0o600))
			_, err := d.ImportAge(t.Context(), file, AgeKey{Identities: keys}, Import{DryRun: true})
			if err == nil {
				t.Errorf("%s at %d of %d is taken", name, at, len(sealed))
			}
		}
	}
}

// TestTheAgeToolOpensAnExport has the public tool read what is exported, and hands it what the tool encrypted. The tool asks for passphrases at a terminal only.
func TestTheAgeToolOpensAnExport(t *testing.T) {
	tool, err := exec.LookPath("age")
	if err != nil {
		t.Skip("the age tool is not installed: make test brings it")
	}
	d, content := withAttachment(t)
	who, keys := someone(t)
	folder := t.TempDir()
	file, key := filepath.Join(folder, "alles.tar.age"), filepath.Join(folder, "key")
	must(t, os.WriteFile(file, exported(t, d, AgeReaders{Recipients: who.Recipient().String()}), 0o600))
	must(t, os.WriteFile(key, keys, 0o600))
	plain, err := exec.CommandContext(t.Context(), tool, "--decrypt", "--identity", key, file).Output()
	must(t, err)
	if files := listed(t, bytes.NewReader(plain)); len(files) != 2 || len(files["bundle.json"]) == 0 {
		t.Errorf("%d files", len(files))
	}
	if !bytes.Contains(plain, content) {
		t.Error("the attachment is not in it")
	}
	encrypt := exec.CommandContext(t.Context(), tool, "--encrypt", "--recipient", who.Recipient().String(), "--output", file)
	encrypt.Stdin = bytes.NewReader(plain)
	must(t, encrypt.Run())
	if _, err := d.ImportAge(t.Context(), file, AgeKey{Identities: keys}, Import{DryRun: true}); err != nil {
		t.Error(err)
	}
}

func FuzzAgeArchive(f *testing.F) {
	who, err := age.GenerateX25519Identity()
	if err != nil {
		f.Fatal(err)
	}
	var whole bytes.Buffer
	w := tar.NewWriter(&whole)
	for _, file := range []struct{ name, content string }{{"bundle.json", `{"format": "bondgenoot/1"}`}, {"attachments/00", "x"}} {
		if err := w.WriteHeader(&tar.Header{Name: file.name, Mode: 0o600, Size: int64(len(file.content)), Typeflag: tar.TypeReg}); err != nil {
			f.Fatal(err)
		}
		if _, err := io.WriteString(w, file.content); err != nil {
			f.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		f.Fatal(err)
	}
	f.Add(whole.Bytes())
	f.Add(whole.Bytes()[:700])
	f.Add([]byte(nil))
	d, _, err := Create(f.Context(), filepath.Join(f.TempDir(), "v"), []byte(phrase), surroundings(f))
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { d.Close() })
	f.Fuzz(func(t *testing.T, archive []byte) {
		var sealed bytes.Buffer
		w, err := age.Encrypt(&sealed, who.Recipient())
		must(t, err)
		_, err = w.Write(archive)
		must(t, err)
		must(t, w.Close())
		if _, err := d.importArchive(t.Context(), "x.age", &sealed, []age.Identity{who}, Import{DryRun: true}); err != nil {
			if fault, _ := FaultOf(err); fault == FaultFailed {
				t.Errorf("no sentence for %v", err)
			}
		}
	})
}
