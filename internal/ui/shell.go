package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Place is one of the window's screens.
type Place string

// The places, in the order of the rail.
const (
	PlaceToday      Place = "today"
	PlacePartners   Place = "partners"
	PlaceAgreements Place = "agreements"
	PlaceMeetings   Place = "meetings"
	PlaceActions    Place = "actions"
	PlaceAdvice     Place = "advice"
	PlaceSettings   Place = "settings"
)

// Places returns all places in the order of the rail.
func Places() []Place {
	return []Place{PlaceToday, PlacePartners, PlaceAgreements, PlaceMeetings, PlaceActions, PlaceAdvice, PlaceSettings}
}

var placeIcons = map[Place]Icon{
	PlaceToday: IconToday, PlacePartners: IconPartners, PlaceAgreements: IconAgreements,
	PlaceMeetings: IconMeetings, PlaceActions: IconActions, PlaceAdvice: IconAdvice, PlaceSettings: IconSettings,
}

// placeOf tells where a record of a kind is shown.
var placeOf = map[partnership.Kind]Place{
	partnership.KindOrganisation: PlacePartners, partnership.KindContact: PlacePartners,
	partnership.KindAgreement: PlaceAgreements, partnership.KindSeries: PlaceMeetings,
	partnership.KindMeeting: PlaceMeetings, partnership.KindAction: PlaceActions,
	partnership.KindDeliberation: PlaceAdvice,
}

// Route is a place in the window as data, so that back and forward are a list.
type Route struct {
	Place  Place
	Record partnership.ID // that is shown; empty leaves the choice to the screen
	Part   string         // what the screen itself makes of it, such as "new"
}

// Screen is what a place shows. It is built once and lives as long as the window is unlocked; all of it runs on the window's goroutine.
type Screen interface {
	// Title returns what the window's title says about it: "Partners – Politie Veldenburg".
	Title() string
	// Object returns what is drawn.
	Object() fyne.CanvasObject
	// Show goes to a record or part; it is called each time that one comes here.
	Show(Route)
	// Refresh draws anew because records changed. What is chosen, scrolled to and being typed stays.
	Refresh()
	// Focus gives the keyboard to where the work starts.
	Focus()
	// Commands returns the keys and commands of this screen.
	Commands() []Command
}

// Shell is the window of an open vault: the rail, the screens, the way back, what is being typed, undo.
type Shell struct {
	*Stage
	desk    *desk.Desk
	screens map[Place]Screen
	rail    *Rail
	middle  *fyne.Container
	drafts  drafts
	notice  *notice

	here         Route
	past, future []Route
	active       []Command // of the screen that is shown
	stale        bool      // records changed, and the screen is not drawn anew yet
	stop         func()    // ends listening to the desk
	zoom         func(step int)
	lock, quit   func()
}

// Doors are what leads out of a shell.
type Doors struct {
	Lock func()         // locks the vault
	Quit func()         // ends the program
	Zoom func(step int) // shows everything a step larger (1), smaller (-1) or as it was meant (0)
}

// NewShell returns the shell of an open vault on a stage, without screens; [Shell.Furnish] brings them.
func NewShell(s *Stage, d *desk.Desk, out Doors) *Shell {
	shell := &Shell{Stage: s, desk: d, lock: out.Lock, quit: out.Quit, zoom: out.Zoom, middle: container.NewStack()}
	shell.drafts.shell = shell
	shell.notice = newNotice(s)
	s.helps = func(err error) []*Button { return shell.remedies(err, nil) }
	return shell
}

// Furnish gives the shell its screens and shows it, at the route where it was left, or today.
func (s *Shell) Furnish(screens map[Place]Screen) {
	s.screens = screens
	var places []Destination
	for _, p := range Places() {
		places = append(places, Destination{s.words.Text("ui.place." + string(p)), placeIcons[p]})
	}
	s.rail = NewRail(places, func(i int) { s.Go(Route{Place: Places()[i]}) })
	s.keys.Replace(s.keys.Commands(), s.commands())
	s.Put(newFrame(s))
	s.stop = s.desk.Subscribe(func(desk.Event) { s.machine.Post(s.changed) })
	s.Go(s.drafts.route())
	s.drafts.tellNote()
}

// Close ends what the shell does with the desk: what is being typed is kept first.
func (s *Shell) Close() {
	s.drafts.flush()
	s.drafts.close()
	if s.stop != nil {
		s.stop()
		s.stop = nil
	}
}

// changed draws the screen anew after records changed; several changes at once are one.
func (s *Shell) changed() {
	if s.stale {
		return
	}
	s.stale = true
	s.machine.Post(func() {
		s.stale = false
		if s.stop == nil {
			return // closed meanwhile
		}
		s.screen().Refresh()
		s.Retitle()
		s.trace("refreshed " + string(s.here.Place))
	})
}

func (s *Shell) screen() Screen { return s.screens[s.here.Place] }

// Here returns where one is.
func (s *Shell) Here() Route { return s.here }

// Go shows a place, and remembers the one that was left for the way back.
func (s *Shell) Go(r Route) {
	if s.here.Place != "" && s.here != r {
		s.past, s.future = append(s.past, s.here), nil
	}
	s.show(r)
}

// GoTo shows a record where records of its kind are shown.
func (s *Shell) GoTo(id partnership.ID) {
	record, err := s.desk.Record(id)
	if err != nil {
		s.Fail(err)
		return
	}
	if place, ok := placeOf[record.RecordKind()]; ok {
		s.Go(Route{Place: place, Record: id})
	}
}

// Settle tells which record the screen shows now: back and forward, the title and the next start know it.
func (s *Shell) Settle(id partnership.ID) {
	if s.here.Record == id {
		s.Retitle()
		return
	}
	s.here.Record = id
	s.Retitle()
	s.drafts.remember(s.here)
}

// Back shows the place before this one, Forward the one that Back came from. At an end nothing happens.
func (s *Shell) Back() { s.travel(&s.past, &s.future) }

// Forward undoes Back.
func (s *Shell) Forward() { s.travel(&s.future, &s.past) }

func (s *Shell) travel(from, to *[]Route) {
	if len(*from) == 0 {
		return
	}
	last := (*from)[len(*from)-1]
	*from = (*from)[:len(*from)-1]
	*to = append(*to, s.here)
	s.show(last)
}

func (s *Shell) show(r Route) {
	s.drafts.flush()
	moved := s.here.Place != r.Place
	s.here = r
	screen := s.screen()
	s.rail.ShowPlace(placeIndex(r.Place))
	screen.Show(r)
	if moved {
		fresh := screen.Commands()
		s.keys.Replace(s.active, fresh)
		s.active = fresh
		s.middle.Objects = []fyne.CanvasObject{screen.Object()}
		s.middle.Refresh()
	}
	s.Retitle()
	s.drafts.remember(r)
	screen.Focus()
	s.trace("shown " + string(r.Place) + " " + r.Part)
}

func placeIndex(p Place) int {
	for i, other := range Places() {
		if other == p {
			return i
		}
	}
	return 0
}

// Retitle tells in the window's title where one is, and in which vault.
func (s *Shell) Retitle() {
	title := s.screen().Title()
	if m := s.desk.Municipality(); m != "" {
		title += " – " + m
	}
	s.retitle(title + " – Bondgenoot")
}

// Saved tells that something was done, and offers to undo it.
func (s *Shell) Saved(text string) {
	s.toasts.show(text, s.words.Text("ui.undo"), s.Undo)
}

// Undo takes back what was done last, and says what that was.
func (s *Shell) Undo() { s.step(s.desk.Undo, "ui.undone", "ui.nothing_to_undo") }

// Redo does again what was undone last.
func (s *Shell) Redo() { s.step(s.desk.Redo, "ui.redone", "ui.nothing_to_redo") }

func (s *Shell) step(do func() (string, error), said, nothing string) {
	s.drafts.flush()
	var name string
	var empty bool
	s.Do(func() (err error) {
		name, err = do()
		if fault, _ := desk.FaultOf(err); err != nil && fault == desk.FaultNothing {
			empty = true
			return nil
		}
		return err
	}, func() {
		if empty {
			s.Told(s.words.Text(nothing))
			return
		}
		s.Told(s.words.Text(said, "What", s.words.Text(name)))
	})
}
