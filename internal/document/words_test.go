package document

import "codeberg.org/bondgenoot/bondgenoot/internal/date"

func (silent) LongDate(date.Day) string { return "" }
func (silent) Time(date.Moment) string  { return "" }
