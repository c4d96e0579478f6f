package agenda

import (
	"codeberg.org/bondgenoot/bondgenoot/internal/date"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

func (d *Due) addActions(actions []partnership.Action) {
	var overdue, today, week, waiting, waitingUndated []dated
	sunday := d.On.EndOfWeek()
	for i := range actions {
		action := &actions[i]
		if !open(action.Status) {
			continue
		}
		entry := dated{action.Due, action.ID}
		switch due := action.Due; {
		case !due.IsZero() && due.Before(d.On):
			overdue = append(overdue, entry)
		case action.HiddenUntil.After(d.On):
			// Out of sight until that day.
		case due == d.On:
			today = append(today, entry)
		case due.After(d.On) && !due.After(sunday):
			week = append(week, entry)
		case action.Status != partnership.ActionWaiting:
			// Due later, or on no day, and in our own hands.
		case due.IsZero():
			waitingUndated = append(waitingUndated, entry)
		default:
			waiting = append(waiting, entry)
		}
	}
	d.Overdue, d.Today, d.Week = sorted(overdue), sorted(today), sorted(week)
	d.Waiting = append(sorted(waiting), sorted(waitingUndated)...)
}

func open(status partnership.ActionStatus) bool {
	switch status {
	case partnership.ActionOpen, partnership.ActionInProgress, partnership.ActionWaiting:
		return true
	case partnership.ActionDone, partnership.ActionDropped:
	}
	return false
}

// heard tells of each follow-up that reached the action's contact.
func heard(actions []partnership.Action, tell func(contact partnership.ID, on date.Day)) {
	for i := range actions {
		if actions[i].Contact == "" {
			continue
		}
		for _, followUp := range actions[i].FollowUps {
			if followUp.Reached == nil || *followUp.Reached {
				tell(actions[i].Contact, followUp.On)
			}
		}
	}
}
