package partnership_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

func TestNamesAreWrittenTheDutchWay(t *testing.T) {
	for _, tt := range []struct {
		given, infix, family      string
		name, list, surname, sort string
	}{
		{"Jan", "van den", "Berg", "Jan van den Berg", "van den Berg, Jan", "Van den Berg", "berg\tjan\tvan den"},
		{"", "van den", "Berg", "Van den Berg", "Van den Berg", "Van den Berg", "berg\t\tvan den"},
		{"Jan", "", "van den Berg", "Jan van den Berg", "van den Berg, Jan", "Van den Berg", "berg\tjan\tvan den"},
		{"", "", "van den Berg", "Van den Berg", "Van den Berg", "Van den Berg", "berg\t\tvan den"},
		{"Els", "", "Jansen", "Els Jansen", "Jansen, Els", "Jansen", "jansen\tels\t"},
		{"", "", "jansen", "jansen", "jansen", "jansen", "jansen\t\t"},
		{"Maarten", "'t", "Hart", "Maarten 't Hart", "'t Hart, Maarten", "'t Hart", "hart\tmaarten\t't"},
		{"", "’t", "Hart", "’t Hart", "’t Hart", "’t Hart", "hart\t\t’t"},
		{"Sophie", "in 't", "Veld", "Sophie in 't Veld", "in 't Veld, Sophie", "In 't Veld", "veld\tsophie\tin 't"},
		{"Hedy", "d'", "Ancona", "Hedy d'Ancona", "d'Ancona, Hedy", "D'Ancona", "ancona\thedy\td'"},
		{"Samira", "el-", "Khatib", "Samira el-Khatib", "el-Khatib, Samira", "El-Khatib", "khatib\tsamira\tel-"},
		{"Willem", "", "'s-Gravesande", "Willem 's-Gravesande", "'s-Gravesande, Willem", "'s-Gravesande", "gravesande\twillem\t's-"},
		{"Anna", "de", "Vries-van den Berg", "Anna de Vries-van den Berg", "de Vries-van den Berg, Anna", "De Vries-van den Berg", "vries-van den berg\tanna\tde"},
		{"  Jan  Piet ", " van  den ", " Berg ", "Jan Piet van den Berg", "van den Berg, Jan Piet", "Van den Berg", "berg\tjan piet\tvan den"},
		{"Jan", "", "", "Jan", "Jan", "", "\tjan\t"},
		{"J.P.", "", "Özdemir", "J.P. Özdemir", "Özdemir, J.P.", "Özdemir", "özdemir\tj.p.\t"},
	} {
		c := partnership.Contact{GivenName: tt.given, Infix: tt.infix, FamilyName: tt.family}
		for _, got := range []struct{ what, got, want string }{
			{"name", c.Name(), tt.name},
			{"list name", c.ListName(), tt.list},
			{"surname", c.Surname(), tt.surname},
			{"sort key", c.SortKey(), tt.sort},
		} {
			if got.got != got.want {
				t.Errorf("%s of %q %q %q is %q, want %q", got.what, tt.given, tt.infix, tt.family, got.got, got.want)
			}
		}
	}
}

func TestInfixIsSplitOff(t *testing.T) {
	for _, tt := range []struct{ family, infix, rest string }{
		{"van den Berg", "van den", "Berg"},
		{"van de Berg", "van de", "Berg"},
		{"van der Meer", "van der", "Meer"},
		{"van Dijk", "van", "Dijk"},
		{"de Wit", "de", "Wit"},
		{"den Uyl", "den", "Uyl"},
		{"der Kinderen", "der", "Kinderen"},
		{"ter Horst", "ter", "Horst"},
		{"ten Broeke", "ten", "Broeke"},
		{"te Velde", "te", "Velde"},
		{"'t Hart", "'t", "Hart"},
		{"’t Hart", "’t", "Hart"},
		{"van ’t Hek", "van ’t", "Hek"},
		{"op den Akker", "op den", "Akker"},
		{"in 't Veld", "in 't", "Veld"},
		{"voor in 't Holt", "voor in 't", "Holt"},
		{"de la Rue du Can", "de la", "Rue du Can"},
		{"de l'Isle", "de l'", "Isle"},
		{"van de l'Isle", "van de l'", "Isle"},
		{"von der Dunk", "von der", "Dunk"},
		{"da Silva", "da", "Silva"},
		{"el Khatib", "el", "Khatib"},
		{"El Khatib", "el", "Khatib"},
		{"el-Khatib", "el-", "Khatib"},
		{"Al-Hassan", "al-", "Hassan"},
		{"d’Ancona", "d’", "Ancona"},
		{"D'Ancona", "d'", "Ancona"},
		{"'s-Gravesande", "'s-", "Gravesande"},
		{"Van den Berg", "van den", "Berg"},
		{"VAN DEN BERG", "van den", "BERG"},
		{"Van Den Berghe", "Van Den", "Berghe"},
		{"van  den\tBerg ", "van den", "Berg"},
		{"van den Berg-de Wit", "van den", "Berg-de Wit"},
		{"van den Berg van Dijk", "van den", "Berg van Dijk"},
		{"van van Dijk", "van", "van Dijk"},
		{"van den", "van", "den"},
		{"van", "", "van"},
		{"de", "", "de"},
		{"d'", "", "d'"},
		{"el-", "", "el-"},
		{"Jansen", "", "Jansen"},
		{"Vandenberg", "", "Vandenberg"},
		{"Denneman", "", "Denneman"},
		{"Ben Ali", "", "Ben Ali"},
		{"Jansen van den Berg", "", "Jansen van den Berg"},
		{"Elsinga", "", "Elsinga"},
		{"", "", ""},
		{"  ", "", ""},
	} {
		if infix, rest := partnership.SplitInfix(tt.family); infix != tt.infix || rest != tt.rest {
			t.Errorf("%q is split into %q and %q, want %q and %q", tt.family, infix, rest, tt.infix, tt.rest)
		}
	}
}

func TestContactsSortByTheNameWithoutInfix(t *testing.T) {
	contacts := []partnership.Contact{
		{GivenName: "Jan", Infix: "van der", FamilyName: "Berg"},
		{GivenName: "Wil", FamilyName: "Zwart"},
		{GivenName: "Bo", FamilyName: "Bergman"},
		{GivenName: "Jan", FamilyName: "Berg"},
		{GivenName: "Jan", Infix: "van den", FamilyName: "Berg"},
		{GivenName: "Els", FamilyName: "van den Berg"},
		{Infix: "'t", FamilyName: "Hart"},
		{GivenName: "Ad", FamilyName: "Berg-Smit"},
	}
	slices.SortFunc(contacts, func(a, b partnership.Contact) int { return strings.Compare(a.SortKey(), b.SortKey()) })
	var got []string
	for _, c := range contacts {
		got = append(got, c.ListName())
	}
	want := []string{
		"van den Berg, Els", "Berg, Jan", "van den Berg, Jan", "van der Berg, Jan", "Berg-Smit, Ad", "Bergman, Bo", "'t Hart", "Zwart, Wil",
	}
	if !slices.Equal(got, want) {
		t.Errorf("sorted: %q, want %q", got, want)
	}
}

func TestSplitNameIsTheSameName(t *testing.T) {
	part := rapid.SampledFrom([]string{"van", "de", "den", "der", "l'Isle", "'t", "Berg", "el-Khatib", "D'Ancona", "op", "Wit"})
	rapid.Check(t, func(t *rapid.T) {
		family := strings.Join(rapid.SliceOfN(part, 1, 5).Draw(t, "family"), " ")
		infix, rest := partnership.SplitInfix(family)
		if rest == "" {
			t.Fatalf("%q leaves no name", family)
		}
		whole := partnership.Contact{GivenName: "Jan", FamilyName: family}
		split := partnership.Contact{GivenName: "Jan", Infix: infix, FamilyName: rest}
		if !strings.EqualFold(whole.Name(), split.Name()) || whole.SortKey() != split.SortKey() {
			t.Fatalf("%q became %q and %q: %q, sorted %q", family, infix, rest, split.Name(), split.SortKey())
		}
	})
}
