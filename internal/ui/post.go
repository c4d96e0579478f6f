package ui

// Post calls do on the window's goroutine, soon. It is for jobs that tell how far they are.
func (s *Stage) Post(do func()) { s.machine.Post(do) }
