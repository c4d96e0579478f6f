package desk

func init() { cautionSources = append(cautionSources, (*Desk).keyCautions) }

// keyCautions reminds of each printed key that nobody tried for a year.
func (d *Desk) keyCautions() []Caution {
	keys, err := d.KeysToTry(d.around.today())
	if err != nil {
		return nil // a vault that is broken or closed: whoever asks for its records is told
	}
	var cautions []Caution
	for _, k := range keys {
		c := Caution{Name: "key_" + string(k.Kind), Data: []any{"Name", k.Name, "Day", k.LastTried}, Part: "keys"}
		if k.LastTried.IsZero() {
			c.Name += "_never"
			c.Data = []any{"Name", k.Name, "Day", k.Created}
		}
		cautions = append(cautions, c)
	}
	return cautions
}
