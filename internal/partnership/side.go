package partnership

import "strings"

// Anyone as the From or To of a [Provision] is every organisation.
const Anyone = "any"

// kindPrefix precedes an organisation's kind in the From or To of a [Provision].
const kindPrefix = "kind:"

// OfKind returns the From or To of a [Provision] that means every organisation of a kind.
func OfKind(kind Term) string { return kindPrefix + string(kind) }

// KindOf returns the kind of organisation that the From or To of a [Provision] means, and whether it means a kind.
func KindOf(side string) (Term, bool) {
	kind, ok := strings.CutPrefix(side, kindPrefix)
	return Term(kind), ok
}

// Matches reports whether side, the From or To of a [Provision], means the organisation o.
func (o Organisation) Matches(side string) bool {
	if kind, ok := KindOf(side); ok {
		return kind == o.Kind
	}
	return side == Anyone || ID(side) == o.ID
}
