package document

import (
	"strconv"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// ambitions tells what an ambition session brought: what each partner wants, what they want together, what goes well, what does not,
// and what they will do about it. A meeting that was no such session has none of it.
func (r minutes) ambitions() []Block {
	var out []Block
	if len(r.meeting.Ambitions) > 0 {
		t := Table{
			Caption: r.w.Text("document.minutes.ambitions"),
			Columns: []Column{{}, {Wide: true}, {}},
			Head: []Cell{
				{Plain(r.w.Text("document.meeting.organisation"))},
				{Plain(r.w.Text("document.minutes.ambition"))},
				{Plain(r.w.Text("document.minutes.themes"))},
			},
		}
		for _, a := range r.meeting.Ambitions {
			var themes Cell
			if len(a.Themes) > 0 {
				themes = Cell{Plain(r.w.List(a.Themes...))}
			}
			t.Rows = append(t.Rows, []Cell{{Strong(r.organisation(a.Organisation))}, remarks(a.Text), themes})
		}
		out = append(out, r.heading("ambitions"), t)
	}
	if r.meeting.SharedAmbition != "" {
		out = append(out, r.heading("shared"), Paragraph{Style: Lead, Text: Text{{Text: r.meeting.SharedAmbition, Emphasis: true}}})
	}
	out = append(out, r.points("strengths", r.meeting.Strengths)...)
	out = append(out, r.points("weaknesses", r.meeting.Weaknesses)...)
	out = append(out, r.points("opportunities", r.meeting.Opportunities)...)
	return append(out, r.points("improvements", r.meeting.Improvements)...)
}

// points lists what partners named, each with who named it and the number of the action that was made of it.
func (r minutes) points(key string, points []partnership.Point) []Block {
	if len(points) == 0 {
		return nil
	}
	var list List
	for _, p := range points {
		text := Plain(p.Text)
		if p.Organisation != "" {
			text = append(text, Run{Text: " (" + r.organisation(p.Organisation) + ")", Emphasis: true})
		}
		if number := r.numbers[p.Action]; number > 0 {
			text = append(text, Run{Text: " " + r.w.Text("document.minutes.became", "Number", strconv.Itoa(number))})
		}
		list.Items = append(list.Items, Item{Marker: "–", Text: text})
	}
	return []Block{r.heading(key), list}
}
