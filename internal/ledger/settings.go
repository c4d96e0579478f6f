package ledger

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// settingsKind is the kind of the one record that no bundle lists: what holds for the whole vault.
const settingsKind = "settings"

// settings is that record, with its place in the vault.
type settings struct {
	key      vault.ID
	revision Revision
	values   settingsValues
}

type settingsValues struct {
	Municipality string `json:"municipality,omitempty"`
	House        House  `json:"house,omitzero"`

	Preferences Preferences `json:"preferences,omitzero"`

	Bases        []partnership.OwnBasis    `json:"bases,omitempty"`
	Expectations []partnership.Expectation `json:"expectations,omitempty"`
}

// Preferences are how the people of a vault want to work with it. A number that is 0 is the product's own choice, which whoever reads it knows.
type Preferences struct {
	Prepare      int         `json:"prepare,omitempty"`    // days ahead that a meeting is to be prepared
	Evaluation   int         `json:"evaluation,omitempty"` // days ahead that an evaluation is due
	Notice       int         `json:"notice,omitempty"`     // days ahead that notice must be given
	Expiry       int         `json:"expiry,omitempty"`     // days ahead that an agreement ends
	Quiet        int         `json:"quiet,omitempty"`      // days without a word
	IdleMinutes  *int        `json:"idle_minutes,omitempty"`
	StayOpen     bool        `json:"stay_open,omitempty"` // when the computer sleeps or its session is locked
	BackupFolder string      `json:"backup_folder,omitempty"`
	Views        []SavedView `json:"views,omitempty"`

	Retention *RetentionTerms `json:"retention,omitempty"`
}

// RetentionTerms are how many months records are kept; 0 is for ever.
type RetentionTerms struct {
	Left          int `json:"left"`
	Done          int `json:"done"`
	Meetings      int `json:"meetings"`
	Deliberations int `json:"deliberations"`
}

// SavedView is a way to look at a list that people gave a name.
type SavedView struct {
	Name  string `json:"name"`
	Query string `json:"query"` // what the screen makes of it
}

func (p Preferences) equal(other Preferences) bool {
	same := p.Prepare == other.Prepare && p.Evaluation == other.Evaluation && p.Notice == other.Notice && p.Expiry == other.Expiry &&
		p.Quiet == other.Quiet && p.StayOpen == other.StayOpen && p.BackupFolder == other.BackupFolder
	idle := (p.IdleMinutes == nil) == (other.IdleMinutes == nil) && (p.IdleMinutes == nil || *p.IdleMinutes == *other.IdleMinutes)
	terms := (p.Retention == nil) == (other.Retention == nil) && (p.Retention == nil || *p.Retention == *other.Retention)
	return same && idle && terms && slices.Equal(p.Views, other.Views)
}

func (p Preferences) clone() Preferences {
	p.Views = slices.Clone(p.Views)
	if p.IdleMinutes != nil {
		minutes := *p.IdleMinutes
		p.IdleMinutes = &minutes
	}
	if p.Retention != nil {
		terms := *p.Retention
		p.Retention = &terms
	}
	return p
}

// House is how the organisation's paper looks, as it was set. The zero value is the product's own look. What the values may be is decided
// by who sets them.
type House struct {
	Name    string `json:"name,omitempty"`   // of the organisation, as it writes it on paper
	Accent  string `json:"accent,omitempty"` // "#1a5a8c"
	Family  string `json:"family,omitempty"` // of typefaces
	LogoAlt string `json:"logo_alt,omitempty"`
	Logo    []byte `json:"logo,omitempty"` // a PNG file; never changed in place
}

func (h House) equal(other House) bool {
	return h.Name == other.Name && h.Accent == other.Accent && h.Family == other.Family &&
		h.LogoAlt == other.LogoAlt && bytes.Equal(h.Logo, other.Logo)
}

func (v settingsValues) equal(other settingsValues) bool {
	return v.Municipality == other.Municipality && v.House.equal(other.House) && v.Preferences.equal(other.Preferences) &&
		reflect.DeepEqual(v.Bases, other.Bases) && slices.Equal(v.Expectations, other.Expectations)
}

func (s *settings) take(kept vault.Record) error {
	s.key, s.revision = kept.ID, Revision(kept.Revision)
	if kept.Deleted {
		return nil
	}
	values, err := decodeSettings(kept.Body)
	s.values = values
	return err
}

// decodeSettings reads the settings; those of no body are the product's own.
func decodeSettings(body []byte) (values settingsValues, err error) {
	if body == nil {
		return values, nil
	}
	if err := decoding.Unmarshal(body, &values); err != nil {
		return values, fmt.Errorf("%w: the settings: %w", ErrNewer, err)
	}
	return values, nil
}

// Municipality returns the name of the municipality that the vault belongs to, or the empty string.
func (l *Ledger) Municipality() string {
	l.reading.RLock()
	defer l.reading.RUnlock()
	return l.council.values.Municipality
}

// House returns how the organisation's paper looks.
func (l *Ledger) House() House {
	l.reading.RLock()
	defer l.reading.RUnlock()
	house := l.council.values.House
	house.Logo = bytes.Clone(house.Logo)
	return house
}

// Preferences returns how the people of the vault want to work with it.
func (l *Ledger) Preferences() Preferences {
	l.reading.RLock()
	defer l.reading.RUnlock()
	return l.council.values.Preferences.clone()
}

// OwnBases returns the legal bases that the user's privacy officer added or narrowed.
func (l *Ledger) OwnBases() []partnership.OwnBasis {
	l.reading.RLock()
	defer l.reading.RUnlock()
	return cloneBases(l.council.values.Bases)
}

func cloneBases(bases []partnership.OwnBasis) []partnership.OwnBasis {
	copies := slices.Clone(bases)
	for i := range copies {
		b := &copies[i]
		for _, list := range []*[]partnership.Term{&b.MayRely, &b.To, &b.Purposes, &b.Categories, &b.Carries, &b.Conditions} {
			*list = slices.Clone(*list)
		}
	}
	return copies
}

// Expectations returns the answers that agreements were made for.
func (l *Ledger) Expectations() []partnership.Expectation {
	l.reading.RLock()
	defer l.reading.RUnlock()
	return slices.Clone(l.council.values.Expectations)
}

// Vocabulary returns the words that records may use, with the user's own legal bases. It must not be changed.
func (l *Ledger) Vocabulary() *partnership.Vocabulary {
	l.reading.RLock()
	defer l.reading.RUnlock()
	return l.words
}
