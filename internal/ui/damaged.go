package ui

import "codeberg.org/bondgenoot/bondgenoot/internal/desk"

// OnDamage says what is to be done when a job finds that the open vault is damaged. Without it the sentence about damage is shown.
func (s *Stage) OnDamage(do func()) { s.damaged = do }

// answered hands an error about a damaged vault to who can do more than say so.
func (s *Stage) answered(err error) bool {
	if s.damaged == nil || faultOf(err) != desk.FaultDamaged {
		return false
	}
	s.damaged()
	return true
}
