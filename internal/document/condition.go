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

// situation is the agreement that a template is filled for, with what is needed to look at it.
type situation struct {
	agreement partnership.Agreement
	look      Directory
	options   Options
}

// questions are what a template may ask, by the word that stands for it in a template.
var questions = map[string]func(situation) bool{
	"politiegegevens": func(s situation) bool { return s.shares("police") },
	"strafrecht":      func(s situation) bool { return s.shares("criminal") || s.shares("police") },
	"bijzonder":       func(s situation) bool { return s.shares("special") },
	"persoonsgegevens": func(s situation) bool {
		return s.shares("ordinary") || s.shares("special") || s.shares("criminal") || s.shares("police")
	},
	"verstrekkingen": func(s situation) bool { return len(s.provisions()) > 0 },
	"bewaartermijn": func(s situation) bool {
		return slices.ContainsFunc(s.provisions(), func(p partnership.Provision) bool { return p.RetentionMonths > 0 })
	},
	"toestemming": func(s situation) bool {
		return slices.ContainsFunc(s.provisions(), func(p partnership.Provision) bool { return slices.Contains(p.Conditions, "consent") })
	},
	"gezamenlijk": func(s situation) bool { return s.controllers(partnership.ControllerJoint) > 0 },
	"verwerker":   func(s situation) bool { return s.controllers(partnership.Processor) > 0 },
	"geheimhouder": func(s situation) bool {
		return s.partner(func(k partnership.OrganisationKind) bool { return k.Secrecy })
	},
	"vertrouwen": func(s situation) bool {
		return s.partner(func(k partnership.OrganisationKind) bool { return k.Confidence })
	},
	"politie":       func(s situation) bool { return s.kind("police") },
	"om":            func(s situation) bool { return s.kind("public_prosecution") },
	"jongerenwerk":  func(s situation) bool { return s.kind("youth_work") },
	"overleggen":    func(s situation) bool { return len(s.agreement.Forums) > 0 },
	"ambitie":       func(s situation) bool { return s.agreement.Ambition != "" },
	"ingangsdatum":  func(s situation) bool { return !s.agreement.ValidFrom.IsZero() },
	"einddatum":     func(s situation) bool { return !s.agreement.ValidUntil.IsZero() },
	"evaluatie":     func(s situation) bool { return s.agreement.EvaluationMonths > 0 },
	"opzegtermijn":  func(s situation) bool { return s.agreement.Notice != nil },
	"vervangt":      func(s situation) bool { return s.agreement.Supersedes != "" },
	"getuigen":      func(s situation) bool { return len(s.agreement.Parties) > len(s.parties()) },
	"bijlagen":      func(s situation) bool { return len(s.agreement.Annexes) > 0 },
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

func (s situation) controllers(c partnership.Controller) int {
	n := 0
	for _, p := range s.parties() {
		if p.Controller == c {
			n++
		}
	}
	return n
}

func (s situation) kind(kind partnership.Term) bool {
	return s.partner(func(k partnership.OrganisationKind) bool { return k.ID == kind })
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
