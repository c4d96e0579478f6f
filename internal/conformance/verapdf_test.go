package conformance

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"codeberg.org/bondgenoot/bondgenoot/internal/conformance/judges"
)

// veraReport is what is needed of the report of veraPDF's command line.
type veraReport struct {
	Jobs []struct {
		Name   string `xml:"item>name"`
		Failed string `xml:"taskException>exceptionMessage"`
		Report *struct {
			Compliant bool       `xml:"isCompliant,attr"`
			Status    string     `xml:"jobEndStatus,attr"`
			Rules     []veraRule `xml:"details>rule"`
		} `xml:"validationReport"`
	} `xml:"jobs>job"`
}

type veraRule struct {
	Clause      string `xml:"clause,attr"`
	Test        string `xml:"testNumber,attr"`
	Status      string `xml:"status,attr"`
	Failed      int    `xml:"failedChecks,attr"`
	Description string `xml:"description"`
	Checks      []struct {
		Context string `xml:"context"`
		Message string `xml:"errorMessage"`
	} `xml:"check"`
}

// veraPDF returns the judge for a profile: 2a or ua1. All files go through one start of the program.
func veraPDF(profile string) func(*testing.T, []sheet) ([]complaint, error) {
	return func(t *testing.T, sheets []sheet) ([]complaint, error) {
		t.Helper()
		args := []string{"--format", "xml", "--flavour", profile, "--maxfailuresdisplayed", "1"}
		for _, s := range sheets {
			args = append(args, s.file)
		}
		const notCompliant = 1
		out, told, err := java(t, judges.VeraPDF, []int{notCompliant}, args...)
		if err != nil {
			return nil, err
		}
		var report veraReport
		if err := xml.Unmarshal([]byte(out), &report); err != nil {
			return nil, fmt.Errorf("veraPDF: %w: %s", err, tail(told))
		}
		if len(report.Jobs) != len(sheets) {
			return nil, fmt.Errorf("veraPDF: judged %d of %d files: %s", len(report.Jobs), len(sheets), tail(told))
		}
		return report.complaints(profile, sheets), nil
	}
}

func (r veraReport) complaints(profile string, sheets []sheet) []complaint {
	var list []complaint
	for _, job := range r.Jobs {
		name, before := nameOf(sheets, job.Name), len(list)
		if job.Report == nil || job.Report.Status != "normal" {
			list = append(list, complaint{name, profile + " not judged", job.Failed})
			continue
		}
		for _, rule := range job.Report.Rules {
			if rule.Status != "failed" {
				continue
			}
			told := fmt.Sprintf("%d checks: %s", rule.Failed, strings.Join(strings.Fields(rule.Description), " "))
			for _, c := range rule.Checks {
				told += fmt.Sprintf(" [%s: %s]", c.Context, c.Message)
			}
			list = append(list, complaint{name, profile + " " + rule.Clause + "-" + rule.Test, told})
		}
		if !job.Report.Compliant && len(list) == before {
			list = append(list, complaint{name, profile, "not compliant, without a reason"})
		}
	}
	return list
}
