package desk

import (
	"io"

	"codeberg.org/bondgenoot/bondgenoot/internal/agenda"
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// PrintPack writes what everybody at a meeting wants in front of them as PDF, as things stand on a day.
func (d *Desk) PrintPack(w io.Writer, id partnership.ID, on date.Day) ([]Remark, error) {
	meeting, options, err := d.meetingPaper(id, on)
	if err != nil {
		return nil, err
	}
	records := d.dueRecords()
	briefing := document.Briefing{Meeting: meeting, Agreements: records.Agreements, Actions: records.Actions}
	if previous, ok := agenda.Previous(records, meeting); ok {
		briefing.Previous = &previous
	}
	due := d.Today(on)
	for _, a := range due.Agreements {
		briefing.Attention = append(briefing.Attention, document.Attention{Agreement: a.ID, Reason: string(a.Reason), On: a.On})
	}
	for _, u := range due.Unsigned {
		briefing.Attention = append(briefing.Attention, document.Attention{
			Agreement: u.Agreement, Reason: document.Unsigned, On: on, Organisation: u.Organisation,
		})
	}
	return d.write(w, document.MeetingPack(briefing, directory{d.ledger}, options))
}

// PrintMinutes writes the minutes of a meeting as PDF. The same records give the same bytes, whatever the day.
func (d *Desk) PrintMinutes(w io.Writer, id partnership.ID, on date.Day) ([]Remark, error) {
	meeting, options, err := d.meetingPaper(id, on)
	if err != nil {
		return nil, err
	}
	records := d.dueRecords()
	var next *partnership.Meeting
	if m, ok := agenda.Next(records, meeting); ok {
		next = &m
	}
	return d.write(w, document.Minutes(meeting, records.Actions, next, directory{d.ledger}, options))
}

// PrintSecrecy writes a declaration of secrecy for each guest of a meeting as PDF. Without guests the fault is [FaultNoGuests].
func (d *Desk) PrintSecrecy(w io.Writer, id partnership.ID, on date.Day) ([]Remark, error) {
	meeting, options, err := d.meetingPaper(id, on)
	if err != nil {
		return nil, err
	}
	declarations, err := document.Secrecy(meeting, directory{d.ledger}, options)
	if err != nil {
		return nil, About(meeting.Label(), err)
	}
	return d.write(w, declarations)
}

// meetingPaper returns a meeting with what is needed to print about it. The file is dated on the day of the meeting, or
// on that of printing for one that is still to come.
func (d *Desk) meetingPaper(id partnership.ID, on date.Day) (partnership.Meeting, document.Options, error) {
	record, err := d.Record(id)
	if err != nil {
		return partnership.Meeting{}, document.Options{}, err
	}
	meeting, ok := record.(partnership.Meeting)
	if !ok {
		return partnership.Meeting{}, document.Options{}, &Error{Fault: FaultNoMeeting, Subject: string(id)}
	}
	created := on
	if day := meeting.Start.Day(); day.Before(on) {
		created = day
	}
	options, err := d.paperOptions(on, created)
	return meeting, options, About(string(id), err)
}

// dueRecords returns what the rules about what is due look at.
func (d *Desk) dueRecords() agenda.Records {
	return agenda.Records{
		Contacts:   ledger.All[partnership.Contact](d.ledger),
		Agreements: ledger.All[partnership.Agreement](d.ledger),
		Meetings:   ledger.All[partnership.Meeting](d.ledger),
		Actions:    ledger.All[partnership.Action](d.ledger),
	}
}
