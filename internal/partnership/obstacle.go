package partnership

import (
	"strings"

	"codeberg.org/bondgenoot/bondgenoot/internal/date"
)

// Obstacle is one reason why a record may not take a step in its life. It is a code with its circumstances; the sentence
// for people is made where they read it.
type Obstacle struct {
	Code         ObstacleCode
	Field        string   // path of the field to look at, as in the bundle; "on" for the day of the step itself
	Organisation ID       // whom it is about; empty when it is about the whole record
	On           date.Day // the day that stands in the way, if any
}

// ObstacleCode names an obstacle.
type ObstacleCode string

// The obstacles.
const (
	ObstacleNoSuchStep      ObstacleCode = "no_such_step"     // this status does not follow on the present one
	ObstacleNoDay           ObstacleCode = "no_day"           // the day of the step is not known
	ObstacleBeforeLastStep  ObstacleCode = "before_last_step" // the latest transition was on a later day: On
	ObstacleNoTitle         ObstacleCode = "no_title"         // it has no title
	ObstacleTooFewParties   ObstacleCode = "too_few_parties"  // an agreement takes two organisations, witnesses not counted
	ObstacleTooFewSigned    ObstacleCode = "too_few_signed"   // fewer than two organisations have signed by that day
	ObstacleSigned          ObstacleCode = "signed"           // Organisation signed this text; a new text needs new signatures
	ObstacleNoBeginning     ObstacleCode = "no_beginning"     // it has no first day
	ObstacleBeforeBeginning ObstacleCode = "before_beginning" // it cannot end before its first day: On
	ObstacleExpired         ObstacleCode = "expired"          // its last day has passed: On
	ObstacleTerminated      ObstacleCode = "terminated"       // it was terminated on a day that has come: On
)

// Obstacles are all reasons why a record may not take a step. It is an error.
type Obstacles []Obstacle

// Error names the obstacles to a developer: "too_few_signed (parties); no_beginning (valid_from)".
func (o Obstacles) Error() string {
	texts := make([]string, len(o))
	for i, obstacle := range o {
		texts[i] = string(obstacle.Code) + " (" + obstacle.Field + ")"
	}
	return strings.Join(texts, "; ")
}
