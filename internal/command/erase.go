package command

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

type eraseCommand struct {
	ID   partnership.ID   `arg:"" optional:"" name:"id" help:"${help_erase_id}"`
	Yes  bool             `help:"${help_erase_yes}"`
	Keep []int            `placeholder:"NUMBER" help:"${help_erase_keep}"`
	File []partnership.ID `placeholder:"ID" help:"${help_erase_file}"`
	JSON bool             `name:"json" help:"${help_json}"`
}

// erased is what the command writes as JSON when it has erased somebody.
type erased struct {
	Plan desk.ErasurePlan `json:"plan"`
	Done desk.ErasureDone `json:"done"`
}

// errNotProven is the error about an erasure after which something was still found.
var errNotProven = errors.New("something of the person was found after the erasure")

// Run tells what erasing a person would do, and does it when it is told to. Without an id it lists what was erased.
func (c *eraseCommand) Run(s *session) error {
	switch {
	case c.ID == "" && (c.Yes || len(c.Keep)+len(c.File) > 0):
		return &usageError{key: "command.usage.erase_nobody"}
	case c.ID == "":
		return s.reading(c.list(s))
	case !c.Yes:
		return s.reading(c.tell(s))
	}
	return s.writing(c.do(s))
}

func (c *eraseCommand) list(s *session) func(*desk.Desk) error {
	return func(d *desk.Desk) error {
		list := d.Erasures()
		if c.JSON {
			return s.printJSON(list)
		}
		if len(list) == 0 {
			return s.println(s.words.Text("erase.list.none"))
		}
		var rows [][]string
		for _, e := range list {
			rows = append(rows, []string{desk.ExplainErasure(s.words, e), e.Mark})
		}
		return s.print(columns("", rows))
	}
}

func (c *eraseCommand) tell(s *session) func(*desk.Desk) error {
	return func(d *desk.Desk) error {
		plan, err := d.PlanErasure(s.ctx, c.ID)
		if err != nil {
			return err
		}
		if _, err := c.choice(plan); err != nil {
			return err
		}
		if c.JSON {
			return s.printJSON(plan)
		}
		if err := s.print(erasurePlan(s.words, plan)); err != nil {
			return err
		}
		s.note(s.words.Text("erase.not_yet"))
		return nil
	}
}

func (c *eraseCommand) do(s *session) func(*desk.Desk) error {
	return func(d *desk.Desk) error {
		plan, err := d.PlanErasure(s.ctx, c.ID)
		if err != nil {
			return err
		}
		choice, err := c.choice(plan)
		if err != nil {
			return err
		}
		done, err := d.Erase(s.ctx, c.ID, choice, nil)
		if err != nil {
			return err
		}
		if c.JSON {
			err = s.printJSON(erased{plan, done})
		} else {
			err = s.println(strings.Join(desk.ExplainErased(s.words, done), "\n"))
		}
		if err == nil && done.Proof.Found > 0 {
			return &toldError{errNotProven}
		}
		return err
	}
}

// choice returns what the options say about a plan.
func (c *eraseCommand) choice(plan desk.ErasurePlan) (desk.ErasureChoice, error) {
	choice := plan.Usual()
	for _, n := range c.Keep {
		if n < 1 || n > len(plan.Texts) {
			return choice, &usageError{key: "command.usage.erase_number"}
		}
		choice.Keep[plan.Texts[n-1].Key] = true
	}
	for _, id := range c.File {
		known := false
		for _, f := range plan.Files {
			known = known || f.ID == id
		}
		if !known {
			return choice, &usageError{key: "command.usage.erase_file"}
		}
		choice.Files[id] = true
	}
	return choice, nil
}

// erasurePlan writes a plan for people: numbered are the texts about which they may decide.
func erasurePlan(words *language.Language, plan desk.ErasurePlan) string {
	var b strings.Builder
	for _, line := range desk.ExplainErasurePlan(words, plan) {
		fmt.Fprintln(&b, plain(line))
	}
	section := func(key string, rows [][]string) {
		if len(rows) > 0 {
			fmt.Fprintf(&b, "\n%s\n%s", words.Text(key), columns("  ", rows))
		}
	}
	var doubtful, sure, files [][]string
	for i, t := range plan.Texts {
		row := []string{strconv.Itoa(i + 1), desk.PlaceOf(words, t.PersonPlace), t.Sentence}
		if t.Sure {
			sure = append(sure, row)
		} else {
			doubtful = append(doubtful, row)
		}
	}
	for _, f := range plan.Files {
		files = append(files, []string{string(f.ID), f.Name, desk.ExplainFile(words, f)})
	}
	var refers [][]string
	for _, r := range plan.References {
		refers = append(refers, []string{desk.PlaceOf(words, r)})
	}
	section("erase.section.doubtful", doubtful)
	section("erase.section.sure", sure)
	section("erase.section.refers", refers)
	section("erase.section.files", files)
	return b.String()
}
