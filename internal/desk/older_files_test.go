package desk

import (
	"os"
	"testing"
)

func TestOlderFileIsToldUntilItIsRemoved(t *testing.T) {
	d, file, _ := newVault(t)
	if told := olderFileCaution(d); told != nil {
		t.Errorf("without one: %+v", told)
	}
	for _, name := range []string{file + ".format-1", file + ".format-1-2", file + ".format-x", file + "x.format-1"} {
		must(t, os.WriteFile(name, nil, 0o600))
	}
	told := olderFileCaution(d)
	if len(told) != 1 || told[0].Data[1] != "v.format-1, v.format-1-2" {
		t.Errorf("told is %+v", told)
	}
	must(t, d.RemoveOlderFiles())
	if told := olderFileCaution(d); told != nil {
		t.Errorf("afterwards: %+v", told)
	}
	for _, name := range []string{file, file + ".format-x", file + "x.format-1"} {
		if _, err := os.Stat(name); err != nil {
			t.Errorf("%s went too: %v", name, err)
		}
	}
}
