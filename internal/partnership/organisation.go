package partnership

// Organisation is a partner, or a part or team of one: the police, a youth work foundation, the municipality itself.
type Organisation struct {
	ID       ID                `json:"id"`
	Name     string            `json:"name"`
	Kind     Term              `json:"kind"`
	PartOf   ID                `json:"part_of,omitempty"` // organisation
	Team     string            `json:"team,omitempty"`
	KvK      string            `json:"kvk,omitempty"` // number in the trade register, 8 digits
	Address  Address           `json:"address,omitzero"`
	Phone    string            `json:"phone,omitempty"`
	Email    string            `json:"email,omitempty"`
	Website  string            `json:"website,omitempty"`
	Tags     []string          `json:"tags,omitempty"`
	Notes    string            `json:"notes,omitempty"`
	Extra    map[string]string `json:"extra,omitempty"`
	Archived bool              `json:"archived,omitempty"`
}

// Address is where an organisation receives mail.
type Address struct {
	Street   string `json:"street,omitempty"`
	Postcode string `json:"postcode,omitempty"`
	City     string `json:"city,omitempty"`
}
