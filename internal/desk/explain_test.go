package desk_test

import (
	"strings"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/agenda"
	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
	"codeberg.org/bondgenoot/bondgenoot/internal/document"
	"codeberg.org/bondgenoot/bondgenoot/internal/exchange"
	"codeberg.org/bondgenoot/bondgenoot/internal/intake"
	"codeberg.org/bondgenoot/bondgenoot/internal/language"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

func TestEveryRuleOfAFileHasASentence(t *testing.T) {
	rules := []partnership.Rule{
		exchange.RuleNotBundle, exchange.RuleFormat, exchange.RuleNewerFormat, exchange.RuleSyntax, exchange.RuleTrailing,
		exchange.RuleUnknownField, exchange.RuleDuplicateName, exchange.RuleType, exchange.RuleNull, exchange.RuleFalse,
		exchange.RuleDay, exchange.RuleMoment, exchange.RuleInteger, exchange.RuleTooDeep, exchange.RuleTooLarge,
		exchange.RuleMore, intake.RuleExists, intake.RuleOtherKind, intake.RuleTwice, intake.RuleErased,
		partnership.RuleRequired, partnership.RuleID, partnership.RuleDuplicate, partnership.RuleTerm,
		partnership.RuleReference, partnership.RuleOrder, partnership.RuleFormat, partnership.RuleRange, partnership.RuleText,
	}
	for _, tag := range language.Tags() {
		words, err := language.Open(tag)
		if err != nil {
			t.Fatal(err)
		}
		for _, rule := range rules {
			for _, value := range []string{"", "waarde"} {
				got := desk.Explain(words, desk.Problem{Field: "contacts[0].id", Rule: rule, Value: value, Other: "x"})
				if strings.Contains(got, "desk.") || strings.Contains(got, "domain.") {
					t.Errorf("%s: %s has no sentence: %s", tag, rule, got)
				}
			}
		}
	}
}

func TestCodesInAProblemAreSpelledOut(t *testing.T) {
	words, err := language.Open("nl")
	if err != nil {
		t.Fatal(err)
	}
	got := desk.Explain(words, desk.Problem{Rule: exchange.RuleNotBundle, Value: exchange.IsExcel})
	if !strings.Contains(got, "een Excel-bestand") {
		t.Errorf("got %q", got)
	}
	got = desk.Explain(words, desk.Problem{Field: "foo", Rule: exchange.RuleUnknownField, Value: exchange.IsText})
	if !strings.Contains(got, "‘text’") {
		t.Errorf("a name in the file was taken for a code: %q", got)
	}
}

func TestEveryFaultHasASentence(t *testing.T) {
	faults := []desk.Fault{
		desk.FaultFailed, desk.FaultWrongPassphrase, desk.FaultMistyped, desk.FaultDamaged, desk.FaultInUse,
		desk.FaultOlderCopy, desk.FaultNewer, desk.FaultNetworkDrive, desk.FaultNoVault, desk.FaultVaultExists,
		desk.FaultNotFound, desk.FaultNoFile, desk.FaultNoAccess, desk.FaultInvalid, desk.FaultConflict,
		desk.FaultInUseByOthers, desk.FaultNoTemplate, desk.FaultCancelled, desk.FaultEmptyPassphrase, desk.FaultKind,
		desk.FaultNoMeeting, desk.FaultNoGuests, desk.FaultFileExists, desk.FaultOldKeyStays,
		desk.FaultHouseName, desk.FaultAccent, desk.FaultContrast, desk.FaultFont, desk.FaultNoLogoText, desk.FaultLogoText,
		desk.FaultLogoKind, desk.FaultLogoBroken, desk.FaultLogoTooLarge, desk.FaultLogoUnsupported,
	}
	for _, tag := range language.Tags() {
		words, err := language.Open(tag)
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range faults {
			if !words.Has("desk.fault." + string(fault)) {
				t.Errorf("%s: no sentence for %s", tag, fault)
			}
		}
	}
}

func TestEveryReasonForAttentionHasASentenceOnPaper(t *testing.T) {
	reasons := []agenda.Reason{
		agenda.EvaluationDue, agenda.NoticeDeadline, agenda.Expiring, agenda.Expired, agenda.SignatoryLeft, document.Unsigned,
	}
	for _, tag := range language.Tags() {
		words, err := language.Open(tag)
		if err != nil {
			t.Fatal(err)
		}
		for _, reason := range reasons {
			if !words.Has("document.attention." + string(reason)) {
				t.Errorf("%s: no sentence for %s", tag, reason)
			}
		}
	}
}
