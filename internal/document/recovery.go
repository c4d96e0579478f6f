package document

import (
	"fmt"
	"strings"

	"github.com/boombuler/barcode/qr"
)

// RecoverySheet is what stands on the paper that opens a vault when its passphrase is lost.
type RecoverySheet struct {
	Key      string // in groups with hyphens between them, the last one the checksum
	Vault    string // the vault's id
	Replaces bool   // the sheets before it do not open the vault any more
}

const (
	qrWidth = 36.0 // millimetres: a telephone reads it from paper in the hand, and the sheet is one page
	// qrMargin is the light border around a QR code, in squares (ISO/IEC 18004, section 5.3.8, asks for four).
	qrMargin = 4
)

// Recovery returns the recovery sheet: what it is, where to keep it, how to use it, and the key as text and as QR code.
//
// The key is a secret. It stands on the page and nowhere else in the document: not in what the file tells about itself,
// and not in what the QR code says to who cannot see it.
func Recovery(sheet RecoverySheet, o Options) (Document, error) {
	grid, err := qrCode(sheet.Key)
	if err != nil {
		return Document{}, err
	}
	r := recovery{sheet: sheet, options: o}
	d := o.piece(r.text("title"), r.owner(), r.text("secret"))
	d.Blocks = []Block{
		Title{Text: d.Title, Under: r.owner()},
		Paragraph{Text: Plain(r.text("what"))},
		Paragraph{Text: append(Strong(r.text("keep")+" "), Plain(r.text("keep.how"))...)},
	}
	if sheet.Replaces {
		d.Blocks = append(d.Blocks, Paragraph{Text: append(Strong(r.text("replaces")+" "), Plain(r.text("replaces.how"))...)})
	}
	d.Blocks = append(d.Blocks,
		Heading{Level: 1, Text: Plain(r.text("key"))},
		r.groups(),
		Figure{Alt: r.text("qr.alt"), Width: qrWidth, Picture: grid},
		Paragraph{Style: Note, Text: Plain(r.text("key.reading"))},
		Paragraph{Text: Strong(r.text("use"))},
		r.steps("use.command", "use.key", "use.new"),
		r.keeping(),
	)
	return d, nil
}

type recovery struct {
	sheet   RecoverySheet
	options Options
}

func (r recovery) text(key string, data ...any) string {
	if key == "title" {
		return r.options.Words.Text("document.recovery", data...)
	}
	return r.options.Words.Text("document.recovery."+key, data...)
}

// owner tells whose vault it is. The vault's id tells sheets of several vaults apart; it is no secret.
func (r recovery) owner() string {
	if r.options.Author == "" {
		return r.text("vault", "ID", r.sheet.Vault)
	}
	return r.text("vault_of", "Name", r.options.Author, "ID", r.sheet.Vault)
}

// groups is the key as a table: people copy it group by group, and can say which one they are at.
func (r recovery) groups() Table {
	t := Table{Caption: r.text("key")}
	var row []Cell
	groups := strings.Split(r.sheet.Key, "-")
	for i, group := range groups {
		name := r.text("group", "Number", fmt.Sprint(i+1))
		if i == len(groups)-1 {
			name = r.text("checksum")
		}
		t.Columns = append(t.Columns, Column{})
		t.Head = append(t.Head, Cell{Plain(name)})
		row = append(row, Cell{Strong(group)})
	}
	t.Rows = [][]Cell{row}
	return t
}

func (r recovery) steps(keys ...string) List {
	var l List
	for i, key := range keys {
		l.Items = append(l.Items, Item{Marker: fmt.Sprintf("%d.", i+1), Text: Plain(r.text(key))})
	}
	return l
}

// keeping is where is written down by hand who put the sheet where.
func (r recovery) keeping() Signature {
	return Signature{
		Party: r.text("kept.by"),
		Fields: []Fact{
			{Name: r.text("kept.at")},
			{Name: r.text("kept.name")},
			{Name: r.text("kept.day")},
		},
		Sign: r.options.Words.Text("document.sign.signature"),
	}
}

// qrCode returns a text as QR code with a light border. A key has only characters that fit in its alphanumeric mode, so that the
// squares are large; a quarter of it may be lost to a fold or a stain (level Q).
func qrCode(text string) (Grid, error) {
	code, err := qr.Encode(text, qr.Q, qr.AlphaNumeric)
	if err != nil {
		return Grid{}, fmt.Errorf("make QR code: %w", err)
	}
	size := code.Bounds().Dx()
	dark := make([][]bool, size+2*qrMargin)
	for y := range dark {
		dark[y] = make([]bool, len(dark))
	}
	for y := range size {
		for x := range size {
			red, _, _, _ := code.At(x, y).RGBA()
			dark[y+qrMargin][x+qrMargin] = red == 0
		}
	}
	return Grid{Dark: dark}, nil
}
