package desk

import (
	"cmp"
	"context"
	"io"
	"slices"
	"strconv"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/sharing"
)

// Reach is what a partner may do with a category of information.
type Reach = sharing.Reach

// Coverage is what each partner may give and get in a consultation.
type Coverage = sharing.Coverage

// Consultation is one in which information may be shared; the one without a name is outside any.
type Consultation struct {
	Forum     string // as a question names it
	Name      string
	Agreement partnership.ID
}

// Consultations returns those of the agreements in force on a day, in the order of their names, after the one that is none.
func (d *Desk) Consultations(on date.Day) []Consultation {
	list := []Consultation{{Name: d.words.Load().Text("advice.forum.none")}}
	for _, a := range All[partnership.Agreement](d) {
		if len(a.ForceOn(on)) > 0 {
			continue
		}
		for _, f := range a.Forums {
			list = append(list, Consultation{ForumName(a.ID, f.ID), f.Name, a.ID})
		}
	}
	slices.SortStableFunc(list[1:], func(a, b Consultation) int { return d.words.Load().Compare(a.Name, b.Name) })
	return list
}

// Coverage returns what each partner may give and get in a consultation on a day. The partners are in the order of their names.
func (d *Desk) Coverage(forum string, on date.Day) (Coverage, error) {
	c, err := d.Aid().aid.Coverage(forum, on)
	if err != nil {
		return Coverage{}, questionError(err)
	}
	slices.SortStableFunc(c.Partners, func(a, b partnership.ID) int { return d.words.Load().Compare(d.Label(a), d.Label(b)) })
	return c, nil
}

// PrintDeliberation writes a deliberation as PDF, as it was on its day.
func (d *Desk) PrintDeliberation(w io.Writer, id partnership.ID, on date.Day) ([]Remark, error) {
	r, err := d.Reopen(context.Background(), id, on)
	if err != nil {
		return nil, err
	}
	words, k, x := d.words.Load(), r.Deliberation, r.Explanation
	text := func(key string, data ...any) string { return words.Text("advice."+key, data...) }
	decision := text("decision.none")
	if k.Decision != "" {
		decision = words.Text("domain.decisions." + string(k.Decision))
	}
	urgent := ""
	if k.Urgent {
		urgent = text("urgently")
	}
	e := explainer{words: words, vocabulary: d.Vocabulary(), register: directory{d.ledger}}
	sections := []document.Section{
		{Title: text("paper.question"), Facts: []document.Fact{
			{Name: text("purpose"), Value: e.purpose(k.Purpose)},
			{Name: text("from"), Value: e.name(k.From)},
			{Name: text("to"), Value: e.name(k.To)},
			{Name: text("category"), Value: e.category(k.Category)},
			{Name: text("forum"), Value: d.forumName(k.Forum)},
			{Name: text("urgent"), Value: urgent},
		}},
		{Title: text("paper.advice", "Outcome", x.Outcome), Texts: []string{x.Why}, Items: texts(x.Points, func(p Point) string { return p.Text })},
		{Title: titled(text("conditions"), x.Conditions), Items: x.Conditions},
		{Title: titled(text("bases"), x.Bases), Items: texts(x.Bases, Basis.sentence)},
	}
	if x.Advice.Outcome != sharing.StatutoryRoute {
		sections = append(sections, document.Section{Title: titled(text("routes"), x.Routes), Items: texts(x.Routes, Basis.sentence)})
	}
	sections = append(sections, document.Section{Title: titled(text("steps"), x.Steps), Items: texts(x.Steps, func(s NextStep) string { return s.Title })},
		document.Section{Title: text("paper.considered"), Facts: []document.Fact{
			{Name: text("weigh.necessity"), Value: k.Necessity},
			{Name: text("weigh.proportionality"), Value: k.Proportionality},
			{Name: text("weigh.subsidiarity"), Value: k.Subsidiarity},
			{Name: text("decision"), Value: decision},
			{Name: text("by"), Value: k.By},
			{Name: text("notes"), Value: k.Notes},
		}, Texts: []string{x.Decides, x.Always}})
	if !r.Kept {
		sections = append(sections, document.Section{Texts: []string{text("kept.without")}})
	}
	return d.writeSheet(w, document.A4, text("paper.deliberation"), text("paper.on", "Day", words.LongDate(k.On)), k.On, sections)
}

// titled returns the title of a section, or nothing when the section is empty.
func titled[T any](title string, of []T) string {
	if len(of) == 0 {
		return ""
	}
	return title
}

func texts[T any](of []T, text func(T) string) []string {
	var all []string
	for _, v := range of {
		all = append(all, text(v))
	}
	return all
}

// sentence returns a basis on one line.
func (b Basis) sentence() string {
	s := b.Article + ": " + b.Covers + "."
	for _, note := range b.Notes() {
		s += " " + note
	}
	return s
}

func (d *Desk) forumName(name string) string {
	for _, a := range All[partnership.Agreement](d) {
		for _, f := range a.Forums {
			if name == ForumName(a.ID, f.ID) {
				return f.Name
			}
		}
	}
	return name
}

// writeSheet writes sections as PDF. The file is dated on the given day, so that printing twice gives the same bytes.
func (d *Desk) writeSheet(w io.Writer, format document.Format, title, under string, created date.Day, sections []document.Section) ([]Remark, error) {
	options, err := d.paperOptions(created, created)
	if err != nil {
		return nil, About("", err)
	}
	return d.write(w, document.Sheet(format, title, under, under, sections, options))
}

// PrintTallies writes how often there was deliberated in a year as PDF, as a page for an ambition session.
func (d *Desk) PrintTallies(w io.Writer, year int, on date.Day) ([]Remark, error) {
	words := d.words.Load()
	text := func(key string, data ...any) string { return words.Text("advice."+key, data...) }
	head := []string{text("column.category")}
	for _, o := range sharing.Outcomes() {
		head = append(head, text("short."+string(o)))
	}
	head = append(head, text("paper.total"), text("paper.against"))
	var rows [][]string
	for _, t := range d.Tallies(year) {
		row := []string{language.Term(words, language.InformationCategories, t.Category)}
		for _, o := range sharing.Outcomes() {
			row = append(row, strconv.Itoa(t.Outcomes[o]))
		}
		rows = append(rows, append(row, strconv.Itoa(t.Total), strconv.Itoa(t.Against)))
	}
	title := text("counted.title", "Year", strconv.Itoa(year))
	sections := []document.Section{{Texts: []string{text("paper.counted_text")}, Table: document.PlainTable(title, head, rows, 0)}}
	if len(rows) == 0 {
		sections = []document.Section{{Texts: []string{text("counted.empty.text")}}}
	}
	sections = append(sections, document.Section{Title: text("paper.talk"), Items: []string{text("paper.talk.1"), text("paper.talk.2"), text("paper.talk.3")}})
	return d.writeSheet(w, document.A4, title, text("part.counted"), on, sections)
}

// questionsOnCard is how many questions a pocket card answers.
const questionsOnCard = 10

// PrintCard writes the pocket card of a partner as PDF: the questions that come most, with their answers on a day.
func (d *Desk) PrintCard(w io.Writer, partner partnership.ID, on date.Day) ([]Remark, error) {
	lines, err := d.commonest(partner, on)
	if err != nil {
		return nil, err
	}
	words := d.words.Load()
	text := func(key string, data ...any) string { return words.Text("advice."+key, data...) }
	name := d.Label(partner)
	front := document.Section{
		Texts: []string{text("card.front", "Name", name), text("always"), text("decides")},
		Items: []string{text("weigh.necessity"), text("weigh.proportionality"), text("weigh.subsidiarity"), text("card.fold")},
	}
	officers, _ := d.Advisers(partner, partner, on)
	if len(officers) > 0 {
		phone := ""
		if len(officers[0].Phones) > 0 {
			phone = officers[0].Phones[0]
		}
		front.Facts = []document.Fact{{Name: text("card.officer"), Value: officers[0].Label() + " " + phone}}
	}
	sections := []document.Section{front}
	if len(lines) == 0 {
		sections = append(sections, document.Section{Fresh: true, Texts: []string{text("table.none.text")}})
	}
	for i, l := range lines {
		sections = append(sections, document.Section{Fresh: i == 0 || i == 4 || i == 7, Title: d.asked(partner, l.Question), Texts: []string{d.answered(l)}})
	}
	return d.writeSheet(w, document.Pocket, name, text("card.under", "Day", words.MediumDate(on)), on, sections)
}

// asked is a question as somebody on the street would put it.
func (d *Desk) asked(partner partnership.ID, q Question) string {
	words, key, other := d.words.Load(), "advice.card.give", q.To
	if q.To == partner {
		key, other = "advice.card.get", q.From
	}
	return words.Text(key, "Category", language.Term(words, language.InformationCategories, q.Category), "Name", d.Label(other))
}

// answered is its answer in few words: outcome, conditions, agreement, consultation.
func (d *Desk) answered(l AdviceLine) string {
	words, x := d.words.Load(), d.Explain(l.Question, l.Advice)
	parts := []string{x.Outcome + "."}
	for _, c := range l.Advice.Conditions {
		parts = append(parts, words.Text("advice.brief."+string(c))+".")
	}
	if l.Question.Forum != "" {
		parts = append(parts, words.Text("advice.card.forum", "Forum", d.forumName(l.Question.Forum)))
	}
	switch {
	case l.Advice.Outcome == sharing.StatutoryRoute:
		parts = append(parts, words.List(texts(x.Bases, func(b Basis) string { return b.Article })...)+".")
	case len(x.Cited) > 0 && l.Advice.Open():
		parts = append(parts, d.Label(x.Cited[0].Agreement)+".")
	case l.Advice.Outcome == sharing.AskAdvice:
		parts = append(parts, words.Text("advice.step.officer")+".")
	}
	sentence := ""
	for i, p := range parts {
		if i > 0 {
			sentence += " "
		}
		sentence += p
	}
	return sentence
}

// commonest returns the questions about a partner that come most, with their answers: those that were deliberated on most often, then
// those that an agreement was made for, then those that are asked anywhere.
func (d *Desk) commonest(partner partnership.ID, on date.Day) ([]AdviceLine, error) {
	aid := d.Aid()
	count, first := map[Question]int{}, []Question{}
	for _, k := range All[partnership.Deliberation](d) {
		if k.From != partner && k.To != partner {
			continue
		}
		q := Question{From: k.From, To: k.To, Category: k.Category, Purpose: k.Purpose, Forum: k.Forum, On: on}
		if count[q]++; count[q] == 1 {
			first = append(first, q)
		}
	}
	slices.SortStableFunc(first, func(a, b Question) int { return cmp.Compare(count[b], count[a]) })
	around, err := aid.aid.Around(partner, on)
	if err != nil {
		return nil, questionError(err)
	}
	var lines []AdviceLine
	seen := map[string]bool{}
	add := func(l AdviceLine) {
		if key := d.asked(partner, l.Question); !seen[key] && len(lines) < questionsOnCard {
			seen[key] = true
			lines = append(lines, l)
		}
	}
	for _, q := range first {
		if advice, err := aid.Advise(q); err == nil {
			add(AdviceLine{Question: q, Advice: advice})
		}
	}
	for _, l := range around {
		add(l)
	}
	for _, q := range d.usual(partner, on) {
		if len(lines) == questionsOnCard {
			break
		}
		if advice, err := aid.Advise(q); err == nil {
			add(AdviceLine{Question: q, Advice: advice})
		}
	}
	return lines, nil
}

// usual are questions that come everywhere: a worry, a name, a group, an offence, care, between a partner and those that it works with.
func (d *Desk) usual(partner partnership.ID, on date.Day) []Question {
	var partners []partnership.ID
	for _, a := range All[partnership.Agreement](d) {
		var at []partnership.ID
		for _, p := range a.Parties {
			at = append(append(at, p.Organisation), p.Members...)
		}
		if slices.Contains(at, partner) {
			partners = append(partners, at...)
		}
	}
	slices.Sort(partners)
	var list []Question
	partners = slices.DeleteFunc(slices.Compact(partners), func(id partnership.ID) bool { return id == partner })
	categories := []partnership.Term{"concern", "identity", "group_presence", "criminal_record", "care_contact"}
	for turn := range partners { // another partner with each category, so that a card is about all of them
		for i, category := range categories {
			other := partners[(turn+i)%len(partners)]
			list = append(list, Question{From: partner, To: other, Category: category, Purpose: "early_signal", On: on},
				Question{From: other, To: partner, Category: category, Purpose: "early_signal", On: on})
		}
	}
	return list
}

// PrintPoster writes as PDF who may give and get what in which consultation on a day, with the holes marked.
func (d *Desk) PrintPoster(w io.Writer, on date.Day) ([]Remark, error) {
	words := d.words.Load()
	text := func(key string, data ...any) string { return words.Text("advice."+key, data...) }
	categories := d.PersonalCategories()
	var sections []document.Section
	for i, consultation := range d.Consultations(on) {
		c, err := d.Coverage(consultation.Forum, on)
		if err != nil {
			return nil, err
		}
		head := []string{text("table.partner")}
		for _, category := range categories {
			head = append(head, text("column."+string(category)))
		}
		var rows [][]string
		for _, partner := range c.Partners {
			row := []string{d.Label(partner)}
			for _, category := range categories {
				row = append(row, d.ReachWord(c.At(partner, category)))
			}
			rows = append(rows, row)
		}
		title := consultation.Name
		if consultation.Agreement != "" {
			title += " (" + d.Label(consultation.Agreement) + ")"
		}
		s := document.Section{Title: title, Fresh: i > 0, Table: document.PlainTable(title, head, rows, 0)}
		if len(rows) == 0 {
			s.Table, s.Texts = nil, []string{text("table.none.text")}
		}
		sections = append(sections, s)
	}
	sections = append([]document.Section{{Texts: []string{text("poster.legend"), text("decides")}}}, sections...)
	return d.writeSheet(w, document.A3, text("paper.poster"), text("poster.under", "Day", words.LongDate(on)), on, sections)
}

// PersonalCategories returns the categories of information that are personal data.
func (d *Desk) PersonalCategories() []partnership.Term {
	var list []partnership.Term
	for _, c := range d.Vocabulary().InformationCategories {
		if c.Sensitivity != "none" {
			list = append(list, c.ID)
		}
	}
	return list
}

// ReachWord returns the word for what a partner may do with a category; that for a hole when it is nothing.
func (d *Desk) ReachWord(r Reach) string {
	key := "none"
	switch {
	case r.Gives && r.Gets:
		key = "both"
	case r.Gives:
		key = "gives"
	case r.Gets:
		key = "gets"
	}
	return d.words.Load().Text("advice.reach." + key)
}
