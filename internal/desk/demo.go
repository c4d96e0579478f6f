package desk

import (
	"bytes"
	"context"
	"errors"

	"codeberg.org/bondgenoot/bondgenoot/assets"
	"codeberg.org/bondgenoot/bondgenoot/internal/intake"
)

// CreateDemo makes a vault with the demo municipality, its days around today, in file, which must not exist yet. All in it is invented, so any
// passphrase will do: the one that everybody knows too.
func CreateDemo(ctx context.Context, file string, passphrase []byte, s Surroundings) (*Desk, error) {
	if len(passphrase) == 0 {
		return nil, &Error{Fault: FaultEmptyPassphrase, Subject: file}
	}
	d, _, err := create(ctx, file, passphrase, s)
	if err != nil {
		return nil, err
	}
	if err := d.fillDemo(ctx); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

func (d *Desk) fillDemo(ctx context.Context) error {
	const name = "demo"
	content, err := assets.Demo(d.around.today())
	if err != nil {
		return About(name, err)
	}
	source, err := d.readFrom(ctx, name, bytes.NewReader(content), d.ledger)
	if err != nil {
		return About(name, err)
	}
	plan, problems := intake.Make([]intake.Source{source}, d.present, false)
	if len(problems) > 0 {
		return refused(problems)
	}
	_, err = d.take(ctx, plan, "")
	return err
}
