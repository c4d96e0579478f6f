package desk

import (
	"bytes"
	"crypto/rand"
	"errors"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

func surroundings(t testing.TB) Surroundings {
	t.Helper()
	words, err := language.Open("nl")
	if err != nil {
		t.Fatal(err)
	}
	return Surroundings{
		Now:    func() time.Time { return time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC) },
		Random: rand.Reader,
		Words:  words,
	}
}

// newVault returns an open vault, its file and its recovery key.
func newVault(t *testing.T) (d *Desk, file, key string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "v")
	d, key, err := Create(t.Context(), file, []byte("een goede wachtwoordzin"), surroundings(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d, file, key
}

func opens(t *testing.T, file, key string) error {
	t.Helper()
	d, err := Recover(t.Context(), file, key, surroundings(t))
	if err != nil {
		return err
	}
	return d.Close()
}

func TestQRCodeOfTheSheetRecoversTheVault(t *testing.T) {
	d, file, key := newVault(t)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	options := document.Options{Words: surroundings(t).Words}
	sheet, err := document.Recovery(document.RecoverySheet{Key: key, Vault: "1"}, options)
	if err != nil {
		t.Fatal(err)
	}
	if err := opens(t, file, scanned(t, sheet, key)); err != nil {
		t.Error(err)
	}
}

// scanned returns what the one QR code of a sheet says, which must be the key.
func scanned(t *testing.T, sheet document.Document, key string) string {
	t.Helper()
	var read []string
	for _, b := range sheet.Blocks {
		if f, ok := b.(document.Figure); ok {
			read = append(read, scan(t, f.Picture.(document.Grid)))
			if strings.Contains(f.Alt, key[:4]) {
				t.Errorf("the words for the picture hold the key: %s", f.Alt)
			}
		}
	}
	if len(read) != 1 || read[0] != key {
		t.Fatalf("read %q, want %q", read, key)
	}
	return read[0]
}

// scan reads a QR code. It says that the picture is straight and holds nothing else: looking for the code in a picture, the library takes
// other modules for one of its corners in about one of 200 codes, whatever their size.
func scan(t *testing.T, g document.Grid) string {
	t.Helper()
	const scale = 4
	picture := image.NewGray(image.Rect(0, 0, len(g.Dark)*scale, len(g.Dark)*scale))
	for y := range picture.Rect.Max.Y {
		for x := range picture.Rect.Max.X {
			shade := color.White
			if g.Dark[y/scale][x/scale] {
				shade = color.Black
			}
			picture.Set(x, y, shade)
		}
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		t.Fatal(err)
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_PURE_BARCODE: true})
	if err != nil {
		t.Fatal(err)
	}
	return result.GetText()
}

func TestNewSheetEndsTheOldOne(t *testing.T) {
	d, file, old := newVault(t)
	var fresh string
	err := d.renewRecovery(t.Context(), "sheet", func(key string, sheet []byte) error {
		fresh = key
		if err := opensStill(d, old); err != nil {
			t.Errorf("the old key is gone before the new sheet is kept: %v", err)
		}
		if !bytes.HasPrefix(sheet, []byte("%PDF-")) {
			t.Error("no PDF")
		}
		return nil
	})
	if err := errors.Join(err, d.Close()); err != nil {
		t.Fatal(err)
	}
	if fault, _ := FaultOf(opens(t, file, old)); fault != FaultWrongPassphrase {
		t.Errorf("the old key: %q", fault)
	}
	if err := opens(t, file, fresh); err != nil {
		t.Errorf("the new key: %v", err)
	}
	d, err = Open(t.Context(), file, []byte("een goede wachtwoordzin"), surroundings(t))
	if err != nil {
		t.Fatalf("the passphrase: %v", err)
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}

func opensStill(d *Desk, key string) error {
	_, err := d.vault.TryKey(key)
	return err
}

func TestSheetThatIsNotKeptLeavesTheOldKey(t *testing.T) {
	d, _, old := newVault(t)
	folder := t.TempDir()
	taken := filepath.Join(folder, "taken.pdf")
	if err := os.WriteFile(taken, []byte("iets anders"), 0o600); err != nil {
		t.Fatal(err)
	}
	full := errors.New("disk is full")
	for name, tt := range map[string]struct {
		renew func() error
		want  Fault
	}{
		"no folder":     {func() error { return d.RenewRecovery(t.Context(), filepath.Join(folder, "none", "s.pdf")) }, FaultNoFile},
		"file is there": {func() error { return d.RenewRecovery(t.Context(), taken) }, FaultFileExists},
		"writing failed": {func() error {
			return d.renewRecovery(t.Context(), "s", func(string, []byte) error { return About("s", full) })
		}, FaultFailed},
	} {
		t.Run(name, func(t *testing.T) {
			before, err := d.vault.Slots()
			if err != nil {
				t.Fatal(err)
			}
			if fault, _ := FaultOf(tt.renew()); fault != tt.want {
				t.Errorf("got %q, want %q", fault, tt.want)
			}
			after, err := d.vault.Slots()
			if err != nil {
				t.Fatal(err)
			}
			if len(after) != len(before) {
				t.Errorf("the vault has %d ways in, had %d", len(after), len(before))
			}
			if err := opensStill(d, old); err != nil {
				t.Errorf("the old key: %v", err)
			}
		})
	}
	if content, err := os.ReadFile(taken); err != nil || string(content) != "iets anders" {
		t.Errorf("the file that was there: %q, %v", content, err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestKeyOfASheetThatWasNotKeptOpensNothing(t *testing.T) {
	d, file, old := newVault(t)
	var fresh string
	err := d.renewRecovery(t.Context(), "s", func(key string, _ []byte) error { fresh = key; return errors.New("disk is full") })
	if err == nil {
		t.Fatal("no error")
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if fault, _ := FaultOf(opens(t, file, fresh)); fault != FaultWrongPassphrase {
		t.Errorf("the new key: %q", fault)
	}
	if err := opens(t, file, old); err != nil {
		t.Errorf("the old key: %v", err)
	}
}

func TestOldKeyThatStaysIsTold(t *testing.T) {
	d, file, old := newVault(t)
	var fresh string
	err := d.renewRecovery(t.Context(), "sheet.pdf", func(key string, _ []byte) error {
		fresh = key
		return d.vault.Close() // from here on nothing can be taken out
	})
	fault, subject := FaultOf(err)
	if fault != FaultOldKeyStays || subject != "sheet.pdf" {
		t.Fatalf("got %q about %q: %v", fault, subject, err)
	}
	for name, key := range map[string]string{"new": fresh, "old": old} {
		if err := opens(t, file, key); err != nil {
			t.Errorf("the %s key: %v", name, err)
		}
	}
}

func TestDeputiesKeepTheirKeys(t *testing.T) {
	d, file, _ := newVault(t)
	deputy, err := d.vault.AddKey(vault.SlotDeputy, "plaatsvervanger")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.RenewRecovery(t.Context(), filepath.Join(t.TempDir(), "s.pdf")); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if err := opens(t, file, deputy.String()); err != nil {
		t.Error(err)
	}
}

func TestOnlyAKeyThatOpensTheVaultGetsASheet(t *testing.T) {
	d, _, key := newVault(t)
	_, _, foreign := newVault(t)
	for name, tt := range map[string]struct {
		key  string
		want Fault
	}{
		"another vault's": {foreign, FaultWrongPassphrase},
		"mistyped":        {strings.Replace(key, key[:4], "0000", 1), FaultMistyped},
		"nothing":         {"", FaultMistyped},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "s.pdf")
			if fault, _ := FaultOf(d.PrintRecovery(file, tt.key)); fault != tt.want {
				t.Errorf("got %q, want %q", fault, tt.want)
			}
			if _, err := os.Stat(file); err == nil {
				t.Error("there is a sheet")
			}
		})
	}
}

func TestSheetIsTheSameHoweverTheKeyIsTyped(t *testing.T) {
	d, _, key := newVault(t)
	folder := t.TempDir()
	var sheets [][]byte
	for i, typed := range []string{key, strings.ToLower(strings.ReplaceAll(key, "-", " "))} {
		file := filepath.Join(folder, string(rune('a'+i)))
		if err := d.PrintRecovery(file, typed); err != nil {
			t.Fatal(err)
		}
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sheets = append(sheets, content)
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("others may read it: %v", info.Mode())
		}
	}
	if !bytes.Equal(sheets[0], sheets[1]) {
		t.Error("two sheets differ")
	}
}

func TestKeyIsNotInWhatTheFileTellsAboutItself(t *testing.T) {
	d, _, key := newVault(t)
	file := filepath.Join(t.TempDir(), "s.pdf")
	if err := d.PrintRecovery(file, key); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{key, strings.ReplaceAll(key, "-", ""), key[:19]} {
		var wide []byte
		for _, unit := range utf16.Encode([]rune(secret)) {
			wide = append(wide, byte(unit>>8), byte(unit))
		}
		if bytes.Contains(content, []byte(secret)) || bytes.Contains(content, wide) {
			t.Errorf("%q is readable in the file without drawing the page", secret)
		}
	}
}
