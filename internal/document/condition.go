package document

import (
	"errors"
	"slices"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// condition is when a piece of a template holds: all of its terms. No condition always holds.
type condition []term

type term struct {
	name string
	not  bool
}

var errUnknownCondition = errors.New("an unknown condition")

// parseCondition reads "politiegegevens en niet gezamenlijk".
func parseCondition(s string) (condition, error) {
	var c condition
	for _, word := range strings.Split(s, " en ") {
		name, not := strings.CutPrefix(strings.TrimSpace(word), "niet ")
		if questions[name] == nil {
			return nil, errUnknownCondition
		}
		c = append(c, term{name: name, not: not})
	}
	return c, nil
}

func (c condition) holds(s situation) bool {
	for _, t := range c {
		if questions[t.name](s) == t.not {
			return false
		}
	}
	return true
}

// aboutForum reports whether one of the terms asks something of a single forum.
func (c condition) aboutForum() (name string, yes bool) {
	for _, t := range c {
		if forumQuestions[t.name] {
			return t.name, true
		}
	}
	return "", false
}

// situation is the agreement that a template is filled for, with what is needed to look at it.
type situation struct {
	agreement partnership.Agreement
	look      Directory
	options   Options
	forum     partnership.Forum // that a repeated annex is about
}

// questions are what a template may ask, by the word that stands for it in a template.
var questions = map[string]func(situation) bool{
	"politiegegevens": situation.policeData,
	"strafrecht":      func(s situation) bool { return s.shares("criminal") || s.policeData() },
	"bijzonder":       func(s situation) bool { return s.shares("special") },
	"persoonsgegevens": func(s situation) bool {
		return s.shares("ordinary") || s.shares("special") || s.shares("criminal") || s.shares("police")
	},
	"verstrekkingen": func(s situation) bool { return len(s.provisions()) > 0 },
	"bewaartermijn": func(s situation) bool {
		return slices.ContainsFunc(s.provisions(), func(p partnership.Provision) bool { return p.RetentionMonths > 0 })
	},
	"toestemming": func(s situation) bool {
		return slices.ContainsFunc(s.provisions(), func(p partnership.Provision) bool {
			return slices.Contains(p.Conditions, "consent") || slices.Contains(s.basis(p).Conditions, "consent")
		})
	},
	"gezamenlijk": func(s situation) bool { return s.controllers(partnership.ControllerJoint) > 0 },
	"verwerker":   func(s situation) bool { return s.controllers(partnership.Processor) > 0 },
	"geheimhouder": func(s situation) bool {
		return s.partner(func(k partnership.OrganisationKind) bool { return k.Secrecy })
	},
	"vertrouwen": func(s situation) bool {
		return s.partner(func(k partnership.OrganisationKind) bool { return k.Confidence })
	},

	"politie":           ofKind("police"),
	"om":                ofKind("public_prosecution"),
	"handhaving":        ofKind("enforcement"),
	"jongerenwerk":      ofKind("youth_work"),
	"riec":              ofKind("riec"),
	"zvh":               ofKind("care_safety_house"),
	"veiligthuis":       ofKind("domestic_violence_centre"),
	"halt":              ofKind("halt"),
	"reclassering":      ofKind("probation"),
	"kinderbescherming": ofKind("child_protection_board"),
	"jeugdbescherming":  ofKind("youth_protection"),
	"jeugdhulp":         ofKind("youth_care"),
	"ggz":               ofKind("mental_health"),
	"ggd":               ofKind("public_health"),
	"wijkteam":          ofKind("community_team"),
	"school":            ofKind("school"),
	"leerplicht":        ofKind("school_attendance"),
	"corporatie":        ofKind("housing_association"),
	"belastingdienst":   ofKind("tax_authority"),
	"horeca":            ofKind("hospitality"),
	"slachtofferhulp":   ofKind("victim_support"),
	"inrichting":        ofKind("custodial"),
	"coa":               ofKind("reception_centre"),

	"groepsbeeld":      gives("anonymous_group"),
	"verzuim":          gives("school_absence"),
	"huurgegevens":     gives("housing"),
	"maatregel":        gives("administrative_measure"),
	"horecaontzegging": gives("venue_ban"),
	"gezondheid":       gives("health", "care_contact"),

	"overleggen":   func(s situation) bool { return len(s.agreement.Forums) > 0 },
	"ambitie":      func(s situation) bool { return s.agreement.Ambition != "" },
	"ingangsdatum": func(s situation) bool { return !s.agreement.ValidFrom.IsZero() },
	"einddatum":    func(s situation) bool { return !s.agreement.ValidUntil.IsZero() },
	"evaluatie":    func(s situation) bool { return s.agreement.EvaluationMonths > 0 },
	"opzegtermijn": func(s situation) bool { return s.agreement.Notice != nil },
	"vervangt":     func(s situation) bool { return s.agreement.Supersedes != "" },
	"getuigen":     func(s situation) bool { return len(s.agreement.Parties) > len(s.parties()) },
	"bijlagen":     func(s situation) bool { return len(s.agreement.Annexes) > 0 },

	"doelgroep":         func(s situation) bool { return s.forum.TargetGroup != "" },
	"overlegdoelen":     func(s situation) bool { return len(s.forum.Purposes) > 0 },
	"leveranciers":      func(s situation) bool { return len(s.forum.Suppliers) > 0 },
	"overleginformatie": func(s situation) bool { return len(s.shared()) > 0 },
}

// forumQuestions are asked of one forum: they have an answer only in an annex that is repeated for each.
var forumQuestions = map[string]bool{"doelgroep": true, "overlegdoelen": true, "leveranciers": true, "overleginformatie": true}

func ofKind(kind partnership.Term) func(situation) bool {
	return func(s situation) bool {
		return s.partner(func(k partnership.OrganisationKind) bool { return k.ID == kind })
	}
}

func gives(categories ...partnership.Term) func(situation) bool {
	return func(s situation) bool {
		return slices.ContainsFunc(s.provisions(), func(p partnership.Provision) bool { return slices.Contains(categories, p.Category) })
	}
}

// parties returns the parties without the witnesses.
func (s situation) parties() []partnership.Party {
	var list []partnership.Party
	for _, p := range s.agreement.Parties {
		if p.Role != partnership.RoleWitness {
			list = append(list, p)
		}
	}
	return list
}

// provisions returns the provisions that are not dropped on the day that is looked at.
func (s situation) provisions() []partnership.Provision {
	var list []partnership.Provision
	for _, p := range s.agreement.Provisions {
		if p.DroppedOn.IsZero() || s.options.On.Before(p.DroppedOn) {
			list = append(list, p)
		}
	}
	return list
}

// shared returns the provisions that are bound to the forum.
func (s situation) shared() []partnership.Provision {
	return slices.DeleteFunc(s.provisions(), func(p partnership.Provision) bool { return p.Forum != s.forum.ID })
}

// shares reports whether some provision is about a category of the given sensitivity.
func (s situation) shares(sensitivity partnership.Term) bool {
	for _, c := range s.options.Vocabulary.InformationCategories {
		if c.Sensitivity != sensitivity {
			continue
		}
		if slices.ContainsFunc(s.provisions(), func(p partnership.Provision) bool { return p.Category == c.ID }) {
			return true
		}
	}
	return false
}

// policeData reports whether police data are provided: as such, or anything else on a ground of the Wet politiegegevens.
func (s situation) policeData() bool {
	return s.shares("police") || slices.ContainsFunc(s.provisions(), func(p partnership.Provision) bool {
		return strings.HasPrefix(string(p.LegalBasis), "wpg_")
	})
}

// basis returns the legal basis of a provision; an empty one when it has none.
func (s situation) basis(p partnership.Provision) partnership.LegalBasis {
	for _, b := range s.options.Vocabulary.LegalBases {
		if b.ID == p.LegalBasis {
			return b
		}
	}
	return partnership.LegalBasis{}
}

func (s situation) controllers(c partnership.Controller) int {
	n := 0
	for _, p := range s.parties() {
		if p.Controller == c {
			n++
		}
	}
	return n
}

// partner reports whether a party, or an organisation that a party stands for, is of such a kind.
func (s situation) partner(is func(partnership.OrganisationKind) bool) bool {
	for _, p := range s.parties() {
		for _, id := range append([]partnership.ID{p.Organisation}, p.Members...) {
			o, _ := s.look.Organisation(id)
			for _, k := range s.options.Vocabulary.OrganisationKinds {
				if k.ID == o.Kind && is(k) {
					return true
				}
			}
		}
	}
	return false
}
