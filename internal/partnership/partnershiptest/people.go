package partnershiptest

import (
	"fmt"

	"pgregory.net/rapid"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

func (d dealer) organisation(id partnership.ID) partnership.Organisation {
	return partnership.Organisation{
		ID:       id,
		Name:     d.must("name"),
		Kind:     d.organisationKind(),
		PartOf:   d.maybeRefer("part_of", partnership.KindOrganisation),
		Team:     d.text("team"),
		KvK:      d.maybe("kvk", rapid.Map(rapid.IntRange(0, 99999999), func(n int) string { return fmt.Sprintf("%08d", n) })),
		Address:  partnership.Address{Street: d.text("street"), Postcode: d.text("postcode"), City: d.text("city")},
		Phone:    d.text("phone"),
		Email:    d.text("email"),
		Website:  d.text("website"),
		Tags:     d.list("tags"),
		Notes:    d.text("notes"),
		Extra:    d.extra(),
		Archived: !d.empty("archived"),
	}
}

func (d dealer) contact(id partnership.ID) partnership.Contact {
	return partnership.Contact{
		ID:           id,
		GivenName:    d.maybe("given_name", names("Jan", "Anne-Marie", "J.P.", "Özlem", "Zoë")),
		Infix:        d.maybe("infix", names("van den", "de", "'t", "d'", "op den", "el-")),
		FamilyName:   names("Berg", "de Vries", "Jansen-van Dijk", "Yılmaz", "O’Brien").Draw(d.T, "family_name"),
		Positions:    d.positions(),
		Phones:       d.list("phones"),
		Emails:       d.list("emails"),
		Availability: d.text("availability"),
		Channel:      d.channel(),
		Spoken: some(d, "spoken", func() partnership.Conversation {
			return partnership.Conversation{On: d.day("on"), Channel: d.channel(), Note: d.text("note")}
		}),
		Tags:     d.list("tags"),
		Notes:    d.text("notes"),
		Extra:    d.extra(),
		Archived: !d.empty("archived"),
	}
}

// names draws one of the names given, or any text.
func names(usual ...string) *rapid.Generator[string] {
	return rapid.OneOf(rapid.SampledFrom(usual), texts())
}

func (d dealer) positions() []partnership.Position {
	if len(d.ids[partnership.KindOrganisation]) == 0 {
		return nil
	}
	return some(d, "positions", func() partnership.Position {
		since, until := d.period("since", "until")
		return partnership.Position{
			Organisation: d.refer("organisation", partnership.KindOrganisation),
			Title:        d.text("title"),
			Area:         d.text("area"),
			Since:        since,
			Until:        until,
		}
	})
}
