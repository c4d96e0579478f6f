package document

import "codeberg.org/bondgenoot/bondgenoot/internal/date"

// DeputySheet is what lies in the safe for who takes over: a key of their own to the vault.
type DeputySheet struct {
	Name  string // of the deputy, as the key is called in the vault
	Key   string // in groups with hyphens between them, the last one the checksum
	Vault string // the vault's id
	Place string // where the vault's file is
	Made  date.Day
}

// Deputy returns the deputy's sheet: whose key it is, where to keep it, what to do with it when it is needed, and the key as text and as QR code. Below
// is room for the days on which it was tried.
//
// As on the recovery sheet the key stands on the page and nowhere else in the document.
func Deputy(sheet DeputySheet, o Options) (Document, error) {
	grid, err := qrCode(sheet.Key)
	if err != nil {
		return Document{}, err
	}
	text := func(key string, data ...any) string { return o.Words.Text("keys.sheet."+key, data...) }
	r := recovery{sheet: RecoverySheet{Key: sheet.Key, Vault: sheet.Vault}, options: o}
	d := o.piece(text("title"), text("under", "Name", sheet.Name, "Owner", r.owner()), text("secret"))
	steps := List{}
	for i, key := range []string{"use.open", "use.passphrase"} {
		steps.Items = append(steps.Items, Item{Marker: string(rune('1'+i)) + ".", Text: Plain(text(key))})
	}
	d.Blocks = []Block{
		Title{Text: d.Title, Under: text("under", "Name", sheet.Name, "Owner", r.owner())},
		Paragraph{Text: Plain(text("what"))},
		Paragraph{Text: append(Strong(text("keep")+" "), Plain(text("keep.how"))...)},
		Paragraph{Text: append(Strong(text("place")+" "), Plain(sheet.Place)...)},
		Heading{Level: 1, Text: Plain(text("key"))},
		r.groups(),
		Figure{Alt: text("qr.alt"), Width: qrWidth, Picture: grid},
		Paragraph{Style: Note, Text: Plain(r.text("key.reading"))},
		Paragraph{Text: Strong(text("use"))},
		steps,
		Paragraph{Text: Plain(text("try", "Day", o.Words.MediumDate(sheet.Made.AddMonths(12))))},
		Signature{
			Party:  r.text("kept.by"),
			Fields: []Fact{{Name: r.text("kept.at")}, {Name: r.text("kept.day")}},
			Sign:   o.Words.Text("document.sign.signature"),
		},
	}
	return d, nil
}
