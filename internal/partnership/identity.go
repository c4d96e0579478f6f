package partnership

import "strings"

// RecordID implements [Record].
func (o Organisation) RecordID() ID { return o.ID }

// RecordKind implements [Record].
func (o Organisation) RecordKind() Kind { return KindOrganisation }

// Label implements [Record]: the organisation's name.
func (o Organisation) Label() string { return oneLine(o.Name, o.ID) }

// RecordID implements [Record].
func (c Contact) RecordID() ID { return c.ID }

// RecordKind implements [Record].
func (c Contact) RecordKind() Kind { return KindContact }

// Label implements [Record]: the contact's name as it is written.
func (c Contact) Label() string { return oneLine(c.Name(), c.ID) }

// RecordID implements [Record].
func (a Agreement) RecordID() ID { return a.ID }

// RecordKind implements [Record].
func (a Agreement) RecordKind() Kind { return KindAgreement }

// Label implements [Record]: the agreement's title.
func (a Agreement) Label() string { return oneLine(a.Title, a.ID) }

// RecordID implements [Record].
func (s Series) RecordID() ID { return s.ID }

// RecordKind implements [Record].
func (s Series) RecordKind() Kind { return KindSeries }

// Label implements [Record]: the series' title.
func (s Series) Label() string { return oneLine(s.Title, s.ID) }

// RecordID implements [Record].
func (m Meeting) RecordID() ID { return m.ID }

// RecordKind implements [Record].
func (m Meeting) RecordKind() Kind { return KindMeeting }

// Label implements [Record]: the meeting's title.
func (m Meeting) Label() string { return oneLine(m.Title, m.ID) }

// RecordID implements [Record].
func (a Action) RecordID() ID { return a.ID }

// RecordKind implements [Record].
func (a Action) RecordKind() Kind { return KindAction }

// Label implements [Record]: the action's title.
func (a Action) Label() string { return oneLine(a.Title, a.ID) }

// RecordID implements [Record].
func (d Deliberation) RecordID() ID { return d.ID }

// RecordKind implements [Record].
func (d Deliberation) RecordKind() Kind { return KindDeliberation }

// Label implements [Record]: the category and the day, as a deliberation has no name of its own.
func (d Deliberation) Label() string { return string(d.Category) + " " + d.On.String() }

// RecordID implements [Record].
func (a Attachment) RecordID() ID { return a.ID }

// RecordKind implements [Record].
func (a Attachment) RecordKind() Kind { return KindAttachment }

// Label implements [Record]: the file's name.
func (a Attachment) Label() string { return oneLine(a.Name, a.ID) }

// oneLine returns s with each run of white space as one space; the id when nothing else is left.
func oneLine(s string, id ID) string {
	if line := strings.Join(strings.Fields(s), " "); line != "" {
		return line
	}
	return string(id)
}
