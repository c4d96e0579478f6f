package partnership

func (s Series) check(c checker) {
	c.id(s.ID)
	c.required("title", s.Title)
	c.requiredTerm("kind", s.Kind, "meeting_kinds", c.words.HasMeetingKind)
	c.required("rule", s.Rule)
	if s.Start.IsZero() {
		c.report("start", RuleRequired, "", "")
	}
	c.notNegative("duration_minutes", int64(s.DurationMinutes))
	c.text("place", s.Place)
	c.references("agreements", s.Agreements, KindAgreement)
	c.forum("forum", s.Forum)
	c.texts("agenda", s.Agenda)
	for i, d := range s.Except {
		c.requiredDay(element("except", i), d)
	}
}

func (m Meeting) check(c checker) {
	c.id(m.ID)
	c.requiredTerm("kind", m.Kind, "meeting_kinds", c.words.HasMeetingKind)
	c.required("title", m.Title)
	if m.Start.IsZero() {
		c.report("start", RuleRequired, "", "")
	}
	order(c, "end", m.End, "start", m.Start)
	c.text("place", m.Place)
	c.reference("series", m.Series, KindSeries)
	c.text("uid", m.UID)
	c.notNegative("sequence", int64(m.Sequence))
	c.references("agreements", m.Agreements, KindAgreement)
	c.forum("forum", m.Forum)
	m.checkAgenda(c)
	for i, a := range m.Attendance {
		in := c.in("attendance", i)
		in.requiredReference("contact", a.Contact, KindContact)
		requiredOneOf(in, "status", a.Status, []AttendanceStatus{Invited, Present, Excused, Absent})
	}
	for i, a := range m.Ambitions {
		in := c.in("ambitions", i)
		in.requiredReference("organisation", a.Organisation, KindOrganisation)
		in.required("text", a.Text)
		in.texts("themes", a.Themes)
	}
	c.text("shared_ambition", m.SharedAmbition)
	c.points("strengths", m.Strengths)
	c.points("weaknesses", m.Weaknesses)
	c.points("opportunities", m.Opportunities)
	c.points("improvements", m.Improvements)
	m.checkDecisions(c)
	c.text("minutes", m.Minutes)
	c.references("attachments", m.Attachments, KindAttachment)
}

func (m Meeting) checkAgenda(c checker) {
	id := c.parts("agenda")
	for i, item := range m.Agenda {
		in := c.in("agenda", i)
		id(in, i, item.ID)
		in.required("title", item.Title)
		oneOf(in, "goal", item.Goal, []Goal{GoalInform, GoalDiscuss, GoalDecide})
		in.notNegative("minutes", int64(item.Minutes))
		in.reference("owner", item.Owner, KindContact)
		in.text("text", item.Text)
		in.text("outcome", item.Outcome)
	}
}

func (m Meeting) checkDecisions(c checker) {
	id := c.parts("decisions")
	for i, d := range m.Decisions {
		in := c.in("decisions", i)
		id(in, i, d.ID)
		in.required("text", d.Text)
		part(in, "agenda", d.Agenda, "agenda", m.Agenda, func(item AgendaItem) ID { return item.ID })
	}
}

func (c checker) points(list string, points []Point) {
	for i, p := range points {
		in := c.in(list, i)
		in.required("text", p.Text)
		in.reference("organisation", p.Organisation, KindOrganisation)
		in.reference("action", p.Action, KindAction)
	}
}
