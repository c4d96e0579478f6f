package conformance

import (
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/document/documenttest"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

func meetingPack(t testing.TB) document.Document {
	session := documenttest.Session(t)
	return document.MeetingPack(document.Briefing{
		Meeting: documenttest.Meeting(t), Previous: &session, Actions: documenttest.Actions(), Agreements: []partnership.Agreement{documenttest.Covenant()},
	}, documenttest.Names(), documenttest.Options(t, "nl"))
}

func minutes(t testing.TB) document.Document {
	next := documenttest.Meeting(t)
	return document.Minutes(documenttest.Session(t), documenttest.Actions(), &next, documenttest.Names(), documenttest.Options(t, "nl"))
}

func recovery(t testing.TB) document.Document {
	d, err := document.Recovery(document.RecoverySheet{
		Key: "WWWW-MMMM-WWWW-MMMM-WWWW-MMMM-WWWW-MMMM-WWWW", Vault: "0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d", Replaces: true,
	}, documenttest.Options(t, "nl"))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func secrecy(t testing.TB) document.Document {
	d, err := document.Secrecy(documenttest.Meeting(t), documenttest.Names(), documenttest.Options(t, "nl"))
	if err != nil {
		t.Fatal(err)
	}
	return d
}
