package desk

import (
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/jotting"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Jotted is an action that was read in one line, not kept yet.
type Jotted struct {
	Action  partnership.Action
	Unknown string // a name after @ that nobody has, or that several have; empty when all is well
}

// Jot reads an action that was written in one line, as it is meant on a day: "Terugbellen @Jansen voor vrijdag !hoog". Who left is not meant.
func (d *Desk) Jot(line string, on date.Day) Jotted {
	people := d.named(on)
	note := jotting.Read(line, on, d.words.Load().Tag(), func(words []string) int {
		longest := 0
		for _, p := range people {
			if n := begins(words, p.name); n > longest {
				longest = n
			}
		}
		return longest
	})
	j := Jotted{Action: partnership.Action{Title: note.Title, Due: note.Due, Priority: note.Priority, Tags: note.Tags, Status: partnership.ActionOpen}}
	if note.Owner() == "" {
		return j
	}
	j.Unknown = note.Owner()
	if found, ok := one(people, note.Owner()); ok {
		j.Unknown = ""
		j.Action.Organisation, j.Action.Contact = found.organisation, found.contact
	}
	return j
}

// name is what somebody is called after an @.
type name struct {
	name                  string
	organisation, contact partnership.ID
}

// named returns by which names contacts and organisations are meant: in full, by their given name and by their family name.
func (d *Desk) named(on date.Day) []name {
	var list []name
	for _, o := range All[partnership.Organisation](d) {
		if !o.Archived {
			list = append(list, name{o.Name, o.ID, ""})
		}
	}
	for _, c := range All[partnership.Contact](d) {
		at := WorksAt(c, on)
		if at == "" || c.Archived {
			continue
		}
		for _, n := range []string{c.Name(), c.Surname(), strings.TrimSpace(c.GivenName), c.FamilyName} {
			if n != "" {
				list = append(list, name{n, at, c.ID})
			}
		}
	}
	return list
}

// one returns who is meant by a name: by the whole of it, or by its beginning when only one name begins with it.
func one(people []name, called string) (name, bool) {
	for _, fits := range []func(string) bool{
		func(n string) bool { return strings.EqualFold(n, called) },
		func(n string) bool { return len(n) > len(called) && strings.EqualFold(n[:len(called)], called) },
	} {
		found := map[[2]partnership.ID]name{}
		for _, p := range people {
			if fits(p.name) {
				found[[2]partnership.ID{p.organisation, p.contact}] = p
			}
		}
		if len(found) == 1 {
			for _, p := range found {
				return p, true
			}
		}
		if len(found) > 1 {
			return name{}, false
		}
	}
	return name{}, false
}

// begins returns how many words a name takes when the words begin with it; 0 when they do not.
func begins(words []string, called string) int {
	parts := strings.Fields(called)
	if len(parts) > len(words) {
		return 0
	}
	for i, part := range parts {
		if !strings.EqualFold(part, strings.TrimRight(words[i], ",;.")) {
			return 0
		}
	}
	return len(parts)
}

// WorksAt returns where a contact works on a day; nothing for who left.
func WorksAt(c partnership.Contact, on date.Day) partnership.ID {
	for _, p := range c.Positions {
		if on.Within(p.Since, p.Until) {
			return p.Organisation
		}
	}
	return ""
}
