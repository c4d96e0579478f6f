package partnership

import (
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

// IsOpen reports whether something is still to be done: the action is open, in progress or waiting.
func (a Action) IsOpen() bool {
	return a.Status == ActionOpen || a.Status == ActionInProgress || a.Status == ActionWaiting
}

// MayBecome returns every reason why the action may not get the status to on the given day; nil when it may. Every status
// may follow on every other; only being done takes a day.
//
// Actions that come first are no obstacle: [Action.Awaits] tells them.
func (a Action) MayBecome(to ActionStatus, on date.Day) []Obstacle {
	switch {
	case !slices.Contains(actionStatuses, to):
		return []Obstacle{{Code: ObstacleNoSuchStep, Field: "status"}}
	case to == ActionDone && a.Status != ActionDone && on.IsZero():
		return []Obstacle{{Code: ObstacleNoDay, Field: "on"}}
	}
	return nil
}

// Become returns the action with the status to. Getting done sets done_on to the given day; being done already keeps
// it; any other status clears it. The error is [Obstacles], those of [Action.MayBecome]; the action itself does not change.
func (a Action) Become(to ActionStatus, on date.Day) (Action, error) {
	if obstacles := a.MayBecome(to, on); len(obstacles) > 0 {
		return Action{}, Obstacles(obstacles)
	}
	next := a.Clone()
	switch {
	case to != ActionDone:
		next.DoneOn = date.Day{}
	case a.Status != ActionDone:
		next.DoneOn = on
	}
	next.Status = to
	return next, nil
}

// Awaits returns the actions that come before this one and are still open, in the order in which they are listed.
// Find returns an action by its id; one that is not found awaits nothing.
func (a Action) Awaits(find func(ID) (Action, bool)) []ID {
	var awaited []ID
	for _, id := range a.After {
		if first, ok := find(id); ok && first.IsOpen() {
			awaited = append(awaited, id)
		}
	}
	return awaited
}
