package command

import (
	"time"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
)

// examination is what check prints with --json.
type examination struct {
	File     string         `json:"file"`
	Whole    bool           `json:"whole"`
	Locked   string         `json:"locked,omitempty"` // "passphrase" or "header"
	Torn     bool           `json:"torn"`
	Behind   uint64         `json:"behind"`
	Later    uint64         `json:"later"`
	Unlisted bool           `json:"unlisted"`
	Counter  uint64         `json:"counter"`
	Sound    counts         `json:"sound"`
	Findings []finding      `json:"findings"`
	Copy     *copyThatHolds `json:"copy"`
}

// counts are how many of each are as they were written.
type counts struct {
	Records  int `json:"records"`
	Versions int `json:"versions"`
	Entries  int `json:"entries"`
	Blobs    int `json:"blobs"`
}

type finding struct {
	Part    string `json:"part"`
	Number  uint64 `json:"number"`
	Harm    string `json:"harm"`
	Bucket  string `json:"bucket,omitempty"`
	Detail  string `json:"detail,omitempty"`
	ID      string `json:"id,omitempty"`
	Kind    string `json:"kind,omitempty"`
	Label   string `json:"label,omitempty"`
	Deleted bool   `json:"deleted,omitempty"`
	Found   uint64 `json:"found,omitempty"`
	Lost    bool   `json:"lost"`
}

type copyThatHolds struct {
	File    string    `json:"file"`
	Made    time.Time `json:"made"`
	Records int       `json:"records"`
	Newer   int       `json:"newer"`
}

func examinationJSON(x desk.Examination, copied desk.GoodCopy, searched error) examination {
	e := examination{
		File: x.File, Whole: x.Sound(), Locked: x.LockedBy(), Torn: x.Torn, Behind: x.Behind, Later: x.Later, Unlisted: x.Unlisted, Counter: x.Counter,
		Sound:    counts{x.Records, x.Versions, x.Entries, x.Blobs},
		Findings: []finding{},
	}
	for _, h := range x.All() {
		e.Findings = append(e.Findings, findingJSON(h))
	}
	if searched == nil && copied.File != "" {
		e.Copy = &copyThatHolds{copied.File, copied.Made, copied.Records, copied.Newer}
	}
	return e
}

func findingJSON(h desk.Harmed) finding {
	f := finding{
		Part: string(h.Part), Number: h.Number, Harm: string(h.Harm), Bucket: h.Bucket, Detail: h.Detail, Kind: h.Kind, Label: h.Label,
		Deleted: h.Deleted, Found: h.Found, Lost: h.Lost(),
	}
	if h.Named() {
		f.ID = h.ID.String()
	}
	return f
}

// rescued is what salvage prints with --json.
type rescued struct {
	File     string    `json:"file"`
	Held     counts    `json:"held"`
	Missing  []finding `json:"missing"`
	Doubtful []finding `json:"doubtful"`
	Unlisted bool      `json:"unlisted"`
	KeysLost bool      `json:"keys_lost"`
}

func rescuedJSON(done desk.Rescued) rescued {
	m := done.Made
	r := rescued{
		File: m.Path, Held: counts{m.Records, m.Versions, m.Entries, m.Blobs}, Missing: []finding{}, Doubtful: []finding{},
		Unlisted: m.Unlisted, KeysLost: m.KeysLost,
	}
	for _, h := range done.Missing {
		r.Missing = append(r.Missing, findingJSON(h))
	}
	for _, h := range done.Doubtful {
		r.Doubtful = append(r.Doubtful, findingJSON(h))
	}
	return r
}
