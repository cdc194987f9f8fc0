package lint_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/sdkscribe/sdkscribe/cmd/internal/lint"
	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// TestSARIF checks logs against the schema that OASIS publishes: one of made-up
// findings, an empty one, and that of a large reference.
func TestSARIF(t *testing.T) {
	schema := sarifSchema(t)
	made := []lint.Finding{
		{Diagnostic: diag.Diagnostic{Code: "content-length", Severity: diag.Warning, File: "api/a b.md", Line: 2, Column: 4, Message: "m", Hint: "h"}, Source: "é|x"},
		{Diagnostic: diag.Diagnostic{Code: "content-length", Severity: diag.Warning, File: "api/a b.md", Line: 9, Column: 4, Message: "m", Hint: "h"}, Source: "é|x"},
		{Diagnostic: diag.Diagnostic{Code: "pattern-unmatched", Severity: diag.Error, File: "../sdkscribe.yaml", Line: 1, Column: 1, Message: "m"}},
		{Diagnostic: diag.Diagnostic{Code: "pattern-unmatched", Severity: diag.Info, Message: "of a flag"}},
		{Diagnostic: diag.Diagnostic{Code: "no-such-rule", Severity: diag.Info, File: "a.md", Message: "of a whole \xff file"}},
	}
	log := checkSARIF(t, schema, lint.NewReport(made, diag.Error))
	run := log.Runs[0]
	var got []string
	for _, r := range run.Results {
		line := run.Tool.Driver.Rules[r.RuleIndex].ID + " " + r.RuleID + " " + r.Level + " " + r.Message.Text
		for _, l := range r.Locations {
			line += " " + l.PhysicalLocation.ArtifactLocation.URI
		}
		got = append(got, line)
	}
	want := []string{
		"content-length content-length warning m\nh docs/api/a%20b.md", "content-length content-length warning m\nh docs/api/a%20b.md",
		"pattern-unmatched pattern-unmatched error m sdkscribe.yaml", "pattern-unmatched pattern-unmatched note of a flag",
		"no-such-rule no-such-rule note of a whole \uFFFD file docs/a.md",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	first, second := run.Results[0], run.Results[1]
	if at := first.Locations[0].PhysicalLocation.Region; at.StartLine != 2 || at.StartColumn != 3 || at.Snippet.Text != "é|x" {
		t.Errorf("the first finding is at %+v", at)
	}
	if first.PartialFingerprints["sdkscribe/v1"] == second.PartialFingerprints["sdkscribe/v1"] {
		t.Error("two findings have one fingerprint")
	}
	if rules := run.Tool.Driver.Rules; len(rules) != 3 || rules[0].HelpURI != "https://github.com/sdkscribe/sdkscribe/blob/main/cmd/internal/lint/rules/http.md#content-length" {
		t.Errorf("the rules are %+v", rules)
	}
	checkSARIF(t, schema, lint.NewReport(nil, diag.Error))
	if !testing.Short() {
		checkSARIF(t, schema, lint.NewReport(checkCorpus(t), diag.Error))
	}
}

// A sarifLog is what a reader of a log finds in it.
type sarifLog struct {
	Runs []struct {
		Tool struct {
			Driver struct {
				Rules []struct{ ID, HelpURI string }
			}
		}
		Results []struct {
			RuleID    string
			RuleIndex int
			Level     string
			Message   struct{ Text string }
			Locations []struct {
				PhysicalLocation struct {
					ArtifactLocation struct{ URI string }
					Region           struct {
						StartLine, StartColumn int
						Snippet                struct{ Text string }
					}
				}
			}
			PartialFingerprints map[string]string
		}
	}
}

func sarifSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	f, err := os.Open("testdata/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	doc, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func checkSARIF(t *testing.T, schema *jsonschema.Schema, r lint.Report) (log sarifLog) {
	t.Helper()
	var b bytes.Buffer
	if err := lint.WriteSARIF(&b, "v1.2.3", "docs", r); err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(doc); err != nil {
		t.Error(err)
	}
	if err := json.Unmarshal(b.Bytes(), &log, json.MatchCaseInsensitiveNames(true)); err != nil {
		t.Fatal(err)
	}
	return log
}
