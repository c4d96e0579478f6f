package partnership

import "strings"

// Name returns the contact's name as it is written after a greeting: "Jan van den Berg".
func (c Contact) Name() string {
	return strings.Join(strings.Fields(c.GivenName+" "+c.Infix+" "+c.FamilyName), " ")
}
