package ui

import (
	"context"
	"slices"
)

// work is a long job that people can stop.
type work struct {
	title string
	stop  context.CancelFunc
}

// perform does a job in the background, after the jobs that were asked for before it, and hands its error to done.
func (s *Stage) perform(job func() error, done func(error)) { s.machine.Do(job, s.counted(done)) }

// counted has a job known as being done until done has returned.
func (s *Stage) counted(done func(error)) func(error) {
	s.jobs++
	return func(err error) {
		done(err)
		s.jobs--
		s.rest()
	}
}

// settled calls then when nothing is being done in the background any more.
func (s *Stage) settled(then func()) {
	s.waiting = append(s.waiting, then)
	s.rest()
}

func (s *Stage) rest() {
	for s.jobs == 0 && len(s.waiting) > 0 {
		then := s.waiting[0]
		s.waiting = s.waiting[1:]
		then()
	}
}

// Working reports whether a long job is being done, which people wait for.
func (s *Stage) Working() bool { return len(s.works) > 0 }

func (s *Stage) began(title string, stop context.CancelFunc) *work {
	w := &work{title, stop}
	s.works = append(s.works, w)
	return w
}

// ended notes that a long job is over. One that was stopped while everything was covered, people did not stop.
func (s *Stage) ended(w *work, stopped bool) {
	if stopped && s.curtain != nil {
		s.broken = append(s.broken, w.title)
	}
	s.works = slices.DeleteFunc(s.works, func(o *work) bool { return o == w })
}

// failure is a job that could not be done while everything was covered, when nobody could be told.
type failure struct {
	job func() error
	err error
}

// Seal keeps everything that is being typed and calls done when nothing is being done any more, with what could not be kept; what that is can be
// tried again by another call. Long jobs are stopped. People see none of it: everything is to be covered first.
func (s *Shell) Seal(done func(error)) {
	for _, w := range s.works {
		w.stop()
	}
	s.settled(func() {
		s.drafts.flush()
		s.drafts.again()
		again := s.failures
		s.failures = nil
		for _, f := range again {
			s.Do(f.job, nil)
		}
		s.settled(func() {
			s.drafts.leaveNote()
			s.settled(func() { done(s.unsealed()) })
		})
	})
}

// unsealed returns why something could not be kept: the first reason, which is mostly that of all.
func (s *Shell) unsealed() error {
	if len(s.drafts.unkept) > 0 {
		return s.drafts.unkept[0].err
	}
	if len(s.failures) > 0 {
		return s.failures[0].err
	}
	return nil
}
