package desk

import (
	"fmt"
	"io"

	"codeberg.org/bondgenoot/bondgenoot/internal/exchange"
	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// Export writes everything that the vault holds as a bundle, but for the bytes of attachments.
func (d *Desk) Export(w io.Writer) error {
	err := exchange.WriteBundle(w, exchange.Bundle{
		Municipality:  d.ledger.Municipality(),
		Organisations: ledger.All[partnership.Organisation](d.ledger),
		Contacts:      ledger.All[partnership.Contact](d.ledger),
		Agreements:    ledger.All[partnership.Agreement](d.ledger),
		Series:        ledger.All[partnership.Series](d.ledger),
		Meetings:      ledger.All[partnership.Meeting](d.ledger),
		Actions:       ledger.All[partnership.Action](d.ledger),
		Deliberations: ledger.All[partnership.Deliberation](d.ledger),
		Attachments:   ledger.All[partnership.Attachment](d.ledger),
	})
	return About(d.Place(), err)
}

// WriteList writes all records of a kind as a JSON array of the bundle's objects, sorted by id.
func (d *Desk) WriteList(w io.Writer, kind partnership.Kind) error {
	if err := exchange.WriteRecords(w, d.List(kind)); err != nil {
		return fmt.Errorf("list: %w", err)
	}
	return nil
}

// WriteRecord writes one record as the bundle's object in JSON, with its kind as "type".
func (d *Desk) WriteRecord(w io.Writer, id partnership.ID) error {
	record, err := d.Record(id)
	if err != nil {
		return err
	}
	return exchange.WriteRecord(w, record)
}
