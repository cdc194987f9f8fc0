package lint_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/sdkscribe/sdkscribe/cmd/internal/lint"
	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// TestSARIF holds logs to the schema of SARIF 2.1.0, which the library brings along:
// one of made-up findings, an empty one, and that of a large reference.
func TestSARIF(t *testing.T) {
	made := []lint.Finding{
		{Diagnostic: diag.Diagnostic{Code: "content-length", Severity: diag.Warning, File: "api/a b.md", Line: 2, Column: 4, Message: "m", Hint: "h"}, Source: "é|x"},
		{Diagnostic: diag.Diagnostic{Code: "content-length", Severity: diag.Warning, File: "api/a b.md", Line: 9, Column: 4, Message: "m", Hint: "h"}, Source: "é|x"},
		{Diagnostic: diag.Diagnostic{Code: "pattern-unmatched", Severity: diag.Error, File: "../sdkscribe.yaml", Line: 1, Column: 1, Message: "m"}},
		{Diagnostic: diag.Diagnostic{Code: "pattern-unmatched", Severity: diag.Info, Message: "of a flag"}},
	}
	log := checkSARIF(t, lint.NewReport(made, diag.Error))
	var got []string
	for _, r := range log.Runs[0].Results {
		line := *r.RuleID + " " + r.Level + " " + *r.Message.Text
		for _, l := range r.Locations {
			line += " " + *l.PhysicalLocation.ArtifactLocation.URI
		}
		got = append(got, line)
	}
	want := []string{
		"content-length warning m\nh docs/api/a%20b.md", "content-length warning m\nh docs/api/a%20b.md",
		"pattern-unmatched error m sdkscribe.yaml", "pattern-unmatched note of a flag",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	first, second := log.Runs[0].Results[0], log.Runs[0].Results[1]
	if column := *first.Locations[0].PhysicalLocation.Region.StartColumn; column != 3 {
		t.Errorf("the column is %d", column)
	}
	if first.PartialFingerprints["sdkscribe/v1"] == second.PartialFingerprints["sdkscribe/v1"] {
		t.Error("two findings have one fingerprint")
	}
	if rules := log.Runs[0].Tool.Driver.Rules; len(rules) != 2 || *rules[0].HelpURI != "https://github.com/sdkscribe/sdkscribe/blob/main/cmd/internal/lint/rules/http.md#content-length" {
		t.Errorf("there are %d rules", len(rules))
	}
	checkSARIF(t, lint.NewReport(nil, diag.Error))
	if !testing.Short() {
		checkSARIF(t, lint.NewReport(checkCorpus(t), diag.Error))
	}
}

func checkSARIF(t *testing.T, r lint.Report) *sarif.Report {
	t.Helper()
	var b bytes.Buffer
	if err := lint.WriteSARIF(&b, "v1.2.3", "docs", r); err != nil {
		t.Fatal(err)
	}
	log, err := sarif.FromBytes(b.Bytes(), sarif.WithStrictValidation())
	if err != nil {
		t.Fatal(err)
	}
	if err := log.Validate(); err != nil {
		t.Error(err)
	}
	return log
}
