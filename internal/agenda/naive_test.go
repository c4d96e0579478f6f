package agenda_test

import (
	"slices"
	"strings"
	"time"
)

// naive is a second implementation of what is due, made to share nothing with the first: it reads the records as the
// JSON of the bundle, keeps days as text, compares text with text, and finds a day by walking the calendar one day at a
// time. It is slow and plain, so that it can be checked against the rules by reading.
type naive struct {
	day                                     string // D
	contacts, agreements, meetings, actions []object
}

type object = map[string]any

func text(o object, key string) string { s, _ := o[key].(string); return s }

func list(o object, key string) []object {
	var objects []object
	elements, _ := o[key].([]any)
	for _, element := range elements {
		objects = append(objects, element.(object))
	}
	return objects
}

func number(o object, key string) int { n, _ := o[key].(float64); return int(n) }

func yes(o object, key string) bool { return o[key] == true }

// walk returns the day so many days later, or earlier when negative.
func walk(day string, days int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	for ; days > 0; days-- {
		t = t.Add(24 * time.Hour)
	}
	for ; days < 0; days++ {
		t = t.Add(-24 * time.Hour)
	}
	return t.Format(time.DateOnly)
}

func weekday(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return t.Format("Mon")
}

// addMonths goes month by month, then tries the day of the month and each one before it until the month has it.
func addMonths(day string, months int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	year, month := t.Year(), int(t.Month())
	for ; months > 0; months-- {
		if month++; month == 13 {
			year, month = year+1, 1
		}
	}
	for ; months < 0; months++ {
		if month--; month == 0 {
			year, month = year-1, 12
		}
	}
	for tried := t.Day(); ; tried-- {
		found := time.Date(year, time.Month(month), tried, 0, 0, 0, 0, time.UTC)
		if int(found.Month()) == month {
			return found.Format(time.DateOnly)
		}
	}
}

// anchored walks back to a day after which a new month, quarter or year begins.
func anchored(day, anchor string) string {
	begins := map[string][]string{
		"end_of_month":   {"01-01", "02-01", "03-01", "04-01", "05-01", "06-01", "07-01", "08-01", "09-01", "10-01", "11-01", "12-01"},
		"end_of_quarter": {"01-01", "04-01", "07-01", "10-01"},
		"end_of_year":    {"01-01"},
	}[anchor]
	for begins != nil && !slices.Contains(begins, walk(day, 1)[5:]) {
		day = walk(day, -1)
	}
	return day
}

// row is something to list: the keys that it is sorted by, and what is listed.
type row struct {
	keys   []string
	listed any
}

func inRows(rows []row) []any {
	slices.SortStableFunc(rows, func(a, b row) int { return slices.Compare(a.keys, b.keys) })
	listed := []any{}
	for _, r := range rows {
		listed = append(listed, r.listed)
	}
	return listed
}

func (n naive) today() object {
	answer := object{"on": n.day}
	n.todayActions(answer)
	n.todayMeetings(answer)
	n.todayAgreements(answer)
	answer["quiet"] = n.todayQuiet()
	return answer
}

func (n naive) todayActions(answer object) {
	thisWeek := map[string]bool{}
	for day := n.day; weekday(day) != "Sun"; {
		day = walk(day, 1)
		thisWeek[day] = true
	}
	lists := map[string][]row{}
	for _, a := range n.actions {
		status, due, hidden := text(a, "status"), text(a, "due"), text(a, "hidden_until") > n.day
		if status == "done" || status == "dropped" {
			continue
		}
		r := row{[]string{due, text(a, "id")}, text(a, "id")}
		in := ""
		if due != "" && due < n.day {
			in = "overdue"
		}
		if due == n.day && !hidden {
			in = "today"
		}
		if thisWeek[due] && !hidden {
			in = "week"
		}
		if in == "" && status == "waiting" && !hidden {
			in = "waiting"
			if due == "" {
				r.keys[0] = "none last"
			}
		}
		lists[in] = append(lists[in], r)
	}
	for _, name := range []string{"overdue", "today", "week", "waiting"} {
		answer[name] = inRows(lists[name])
	}
}

// ownDay is the first ten characters of a time: its day in its own offset.
func ownDay(moment string) string { return moment[:10] }

// instant writes a time so that text order is time order.
func instant(moment string) string {
	t, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		panic(err)
	}
	return t.UTC().Format("2006-01-02T15:04:05.000000000")
}

func (n naive) todayMeetings(answer object) {
	var prepare, minutes []row
	for _, m := range n.meetings {
		if yes(m, "cancelled") {
			continue
		}
		r := row{[]string{instant(text(m, "start")), text(m, "id")}, text(m, "id")}
		for days := 0; days <= 10; days++ {
			if walk(n.day, days) == ownDay(text(m, "start")) {
				prepare = append(prepare, r)
			}
		}
		if text(m, "minutes") != "" || len(list(m, "decisions")) > 0 {
			continue
		}
		for days := 1; days <= 30; days++ {
			if walk(n.day, -days) == ownDay(text(m, "start")) {
				minutes = append(minutes, r)
			}
		}
	}
	answer["prepare"], answer["minutes"] = inRows(prepare), inRows(minutes)
}

func (n naive) todayAgreements(answer object) {
	var attention, unsigned []row
	seen := map[string]bool{}
	for _, a := range n.agreements {
		id, status := text(a, "id"), text(a, "status")
		if status == "in_force" {
			for reason, on := range n.reasons(a) {
				attention = append(attention, row{[]string{on, id, reason}, object{"id": id, "reason": reason, "on": on}})
			}
		}
		if status != "in_force" && status != "review" {
			continue
		}
		for _, p := range list(a, "parties") {
			organisation := text(p, "organisation")
			signed := text(p, "signed_on") != "" || yes(p, "signed")
			withdrawn := text(p, "withdrawn_on") != "" && text(p, "withdrawn_on") <= n.day
			if text(p, "role") == "witness" || signed || withdrawn || seen[id+"/"+organisation] {
				continue
			}
			seen[id+"/"+organisation] = true
			unsigned = append(unsigned, row{[]string{id, organisation}, object{"agreement": id, "organisation": organisation}})
		}
	}
	answer["agreements"], answer["unsigned"] = inRows(attention), inRows(unsigned)
}

// reasons returns the day of each reason for which an agreement with status in_force is listed.
func (n naive) reasons(a object) map[string]string {
	reasons := map[string]string{}
	from, until, terminated := text(a, "valid_from"), text(a, "valid_until"), text(a, "terminated_on")
	if until != "" && until < n.day {
		reasons["expired"] = until
	}
	if until != "" && until < n.day || terminated != "" && terminated <= n.day {
		return reasons
	}
	if months := number(a, "evaluation_months"); months != 0 {
		counted := ""
		evaluations, _ := a["evaluated_on"].([]any)
		for _, evaluation := range evaluations {
			if evaluation.(string) <= n.day {
				counted = max(counted, evaluation.(string))
			}
		}
		if counted == "" {
			counted = from
		}
		if counted != "" && addMonths(counted, months) <= walk(n.day, 60) {
			reasons["evaluation_due"] = addMonths(counted, months)
		}
	}
	if notice, set := a["notice"].(object); set && until != "" {
		on := anchored(addMonths(until, -number(notice, "months")), text(notice, "anchor"))
		if n.day <= on && on <= walk(n.day, 90) {
			reasons["notice_deadline"] = on
		}
	}
	if until != "" && until <= walk(n.day, 180) {
		reasons["expiring"] = until
	}
	for _, p := range list(a, "parties") {
		if text(p, "contact") != "" && text(p, "role") != "witness" && n.left(text(p, "contact"), text(p, "organisation")) {
			reasons["signatory_left"] = n.day
		}
	}
	return reasons
}

func (n naive) left(contact, organisation string) bool {
	for _, c := range n.contacts {
		if text(c, "id") != contact {
			continue
		}
		for _, p := range list(c, "positions") {
			if text(p, "organisation") == organisation && (text(p, "until") == "" || text(p, "until") >= n.day) {
				return false
			}
		}
	}
	return true
}

func (n naive) todayQuiet() []any {
	var quiet []row
	for _, c := range n.contacts {
		current := false
		for _, p := range list(c, "positions") {
			if text(p, "since") <= n.day && (text(p, "until") == "" || text(p, "until") >= n.day) {
				current = true
			}
		}
		if latest := n.latest(c); current && !yes(c, "archived") && latest != "" && latest < walk(n.day, -90) {
			quiet = append(quiet, row{[]string{latest, text(c, "id")}, text(c, "id")})
		}
	}
	return inRows(quiet)
}

// latest returns the latest day up to D on which there was contact, or nothing.
func (n naive) latest(contact object) string {
	var days []string
	for _, s := range list(contact, "spoken") {
		days = append(days, text(s, "on"))
	}
	for _, a := range n.actions {
		for _, f := range list(a, "follow_ups") {
			if text(a, "contact") == text(contact, "id") && f["reached"] != false {
				days = append(days, text(f, "on"))
			}
		}
	}
	for _, m := range n.meetings {
		for _, attendance := range list(m, "attendance") {
			if !yes(m, "cancelled") && text(attendance, "contact") == text(contact, "id") && text(attendance, "status") == "present" {
				days = append(days, ownDay(text(m, "start")))
			}
		}
	}
	days = slices.DeleteFunc(days, func(day string) bool { return strings.Compare(day, n.day) > 0 })
	if len(days) == 0 {
		return ""
	}
	return slices.Max(days)
}
