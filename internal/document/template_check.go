package document

import (
	"regexp"
	"slices"
	"strings"
)

// place is an open place of a template: {titel}, {artikel doel}, {artikel datalekken lid melding}.
var place = regexp.MustCompile(`\{([^{}]*)\}`)

// check proves that nothing in the template is left hanging.
func (p *templateParser) check() error {
	targets, err := p.targets()
	if err != nil {
		return err
	}
	for _, s := range p.parts {
		p.next = s.line - 1
		if !slices.ContainsFunc(s.items, func(it item) bool { return it.when == nil }) {
			return p.fail("a section without text that always holds", s.title)
		}
		for _, m := range place.FindAllStringSubmatch(s.title, -1) {
			if values[m[1]] == nil {
				return p.fail("not a place that a title may have", m[1])
			}
		}
		if err := p.checkItem(item{text: s.title, depth: dashed}, s, targets); err != nil {
			return err
		}
		for _, it := range s.items {
			p.next = it.line - 1
			if err := p.checkItem(it, s, targets); err != nil {
				return err
			}
		}
	}
	return nil
}

// targets returns what cross references may name, with the condition under which it is there: "artikel doel",
// "artikel datalekken lid melding", "bijlage overleg".
func (p *templateParser) targets() (map[string]condition, error) {
	targets := map[string]condition{}
	add := func(name string, when condition) error {
		if _, twice := targets[name]; twice {
			return p.fail("this name is used twice", name)
		}
		targets[name] = when
		return nil
	}
	articles := 0
	for _, s := range p.parts {
		p.next = s.line - 1
		if s.id == "" {
			if err := add(string(s.kind), nil); err != nil {
				return nil, err
			}
			continue
		}
		if s.kind == partArticle {
			articles++
		}
		if err := add(string(s.kind)+" "+s.id, s.when); err != nil {
			return nil, err
		}
		for _, it := range s.items {
			p.next = it.line - 1
			if it.label == "" {
				continue
			}
			if s.each {
				return nil, p.fail("a paragraph of an annex that is repeated has no name", it.label)
			}
			if err := add(string(s.kind)+" "+s.id+" lid "+it.label, slices.Concat(s.when, it.when)); err != nil {
				return nil, err
			}
		}
	}
	if articles == 0 {
		return nil, p.fail("no article", "")
	}
	return targets, nil
}

// checkItem looks at the condition and the open places of an item of a section.
func (p *templateParser) checkItem(it item, of part, targets map[string]condition) error {
	when := slices.Concat(of.when, it.when)
	if name, forum := when.aboutForum(); forum && !of.each {
		return p.fail("this is asked only in an annex [per overleg]", name)
	}
	if rest := place.ReplaceAllString(it.text, ""); strings.ContainsAny(rest, "{}") {
		return p.fail("a brace that is not closed or not opened", it.text)
	}
	if strings.Contains(it.text, "[als ") || strings.Contains(it.text, "[heet ") {
		return p.fail("a condition stands at the beginning of a paragraph, after its name", it.text)
	}
	for _, m := range place.FindAllStringSubmatch(it.text, -1) {
		name := m[1]
		target, known := targets[name]
		switch {
		case forumPlaces[name] && !of.each:
			return p.fail("this place is filled only in an annex [per overleg]", name)
		case known:
			for _, t := range target {
				if !slices.Contains(when, t) {
					return p.fail("a cross reference to what may not be there: it needs the same condition", name)
				}
			}
		case strings.HasPrefix(name, "artikel ") || strings.HasPrefix(name, "bijlage "):
			return p.fail("a cross reference to nothing", name)
		case generated[name] != nil:
			if it.text != m[0] || it.depth != prose {
				return p.fail("this place stands alone in a paragraph", name)
			}
		case values[name] == nil:
			return p.fail("an unknown place", name)
		}
	}
	return nil
}
