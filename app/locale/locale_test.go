package locale

import "testing"

func TestALocaleWithoutALanguageIsReplaced(t *testing.T) {
	for _, test := range []struct {
		env  map[string]string
		want string
	}{
		{map[string]string{}, "LANG"},
		{map[string]string{"LANG": "C"}, "LANG"},
		{map[string]string{"LANG": "C.UTF-8"}, "LANG"},
		{map[string]string{"LANG": "nl_NL.UTF-8", "LC_ALL": "POSIX"}, "LC_ALL"},
		{map[string]string{"LANG": "C", "LC_ALL": "de_DE.UTF-8"}, ""},
		{map[string]string{"LANG": "en_GB"}, ""},
	} {
		if got, wanted := instead(func(name string) string { return test.env[name] }); got != test.want || wanted != (test.want != "") {
			t.Errorf("%v: %q, %v", test.env, got, wanted)
		}
	}
}
