package powerloss

import (
	"strings"
	"testing"
)

const sample = `4711 openat(AT_FDCWD, "\x2f\x72\x2f\x61", O_RDWR|O_CREAT|O_CLOEXEC, 0600) = 5
4711 pwrite64(5, "\x68\x6f\x69", 3, 4096 <unfinished ...>
4712 write(1, "\x28\x2c\x0a", 3)             = 3
4711 <... pwrite64 resumed>)           = 3
4711 renameat(AT_FDCWD, "\x2f\x72\x2f\x61", AT_FDCWD, "\x2f\x72\x2f\x62") = 0
4712 openat(AT_FDCWD, "\x2f\x78", O_RDONLY) = -1 ENOENT (No such file or directory)
4712 --- SIGURG {si_signo=SIGURG, si_code=SI_TKILL, si_pid=4711, si_uid=0} ---
4712 fsync(5 <unfinished ...>) = ?
4711 +++ killed by SIGKILL +++
`

func TestCallsAreReadAsTheyWereMade(t *testing.T) {
	calls, err := parse(strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		name       string
		args       int
		result     int64
		begin, end int
	}{
		{"openat", 4, 5, 1, 1},
		{"pwrite64", 4, 3, 2, 4},
		{"write", 3, 3, 3, 3},
		{"renameat", 4, 0, 5, 5},
		{"openat", 3, -1, 6, 6},
		{"fsync", 1, -1, 8, 8},
	}
	if len(calls) != len(want) {
		t.Fatalf("%d calls, want %d", len(calls), len(want))
	}
	for i, w := range want {
		c := calls[i]
		if c.name != w.name || len(c.args) != w.args || c.result != w.result || c.begin != w.begin || c.end != w.end {
			t.Errorf("call %d: %+v, want %+v", i, *c, w)
		}
	}
	if text, err := content(calls[2].args[1]); err != nil || string(text) != "(,\n" {
		t.Errorf("content %q, %v", text, err)
	}
}

func TestWhatCannotBeReadIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"no call":               "hello",
		"no result":             "1 close(3)",
		"a result of no number": "1 close(3) = x",
		"an end without begin":  "1 <... close resumed>) = 0",
		"another call's end":    "1 close(3 <unfinished ...>\n1 <... fsync resumed>) = 0",
		"two calls at once":     "1 close(3 <unfinished ...>\n1 fsync(3) = 0",
		"an open string":        `1 write(1, "\x41, 1) = 1`,
		"brackets":              "1 close(3]) = 0",
	} {
		t.Run(name, func(t *testing.T) {
			if calls, err := parse(strings.NewReader(text)); err == nil {
				t.Errorf("read as %d calls", len(calls))
			}
		})
	}
	for _, text := range []string{`"\x41"...`, `\x41`, `"A"`, `"\x4"`, `"\xzz"`} {
		if b, err := content(text); err == nil {
			t.Errorf("%s read as %q", text, b)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(sample)
	f.Add("1 a(\"\\\\\", {x=[1, 2]}) = 0x10 (flags)")
	f.Fuzz(func(t *testing.T, text string) {
		calls, err := parse(strings.NewReader(text))
		if err != nil {
			return
		}
		for _, c := range calls {
			if c.name == "" || c.begin < 1 || c.end != 0 && c.end < c.begin {
				t.Fatalf("%+v", *c)
			}
			for _, arg := range c.args {
				if b, err := content(arg); err == nil && len(b)*4+2 != len(arg) {
					t.Fatalf("%d bytes out of %q", len(b), arg)
				}
			}
		}
	})
}
