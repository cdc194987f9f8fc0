package lint

import (
	"crypto/sha256"
	"fmt"
	"io"
	"net/url"
	"path"
	"path/filepath"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/visible"
)

// SARIF is what code hosts and editors read: the Static Analysis Results Interchange
// Format of OASIS, version 2.1.0. The types have the properties that a report of ours
// fills; every other one has the default that the standard gives it.

// informationURI is where a reader of results learns what has made them.
const informationURI = "https://github.com/sdkscribe/sdkscribe"

const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool       sarifTool     `json:"tool"`
	ColumnKind string        `json:"columnKind"`
	Results    []sarifResult `json:"results"`
}

type sarifTool struct {
	Driver struct {
		Name           string      `json:"name"`
		Version        string      `json:"version"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	} `json:"driver"`
}

type sarifRule struct {
	ID               string          `json:"id"`
	ShortDescription sarifMessage    `json:"shortDescription,omitzero"`
	Help             sarifMessage    `json:"help,omitzero"`
	HelpURI          string          `json:"helpUri,omitzero"`
	Default          sarifRuleConfig `json:"defaultConfiguration,omitzero"`
}

type sarifRuleConfig struct {
	Level string `json:"level"`
}

type sarifMessage struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitzero"`
}

type sarifResult struct {
	RuleID       string            `json:"ruleId"`
	RuleIndex    int               `json:"ruleIndex"`
	Level        string            `json:"level"`
	Message      sarifMessage      `json:"message"`
	Locations    []sarifLocation   `json:"locations,omitzero"`
	Fingerprints map[string]string `json:"partialFingerprints"`
}

type sarifLocation struct {
	Physical struct {
		Artifact struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
		Region sarifRegion `json:"region,omitzero"`
	} `json:"physicalLocation"`
}

// A sarifRegion is a position in a file. Lines and columns start at 1, and columns
// count characters.
type sarifRegion struct {
	StartLine   int          `json:"startLine"`
	StartColumn int          `json:"startColumn"`
	Snippet     sarifMessage `json:"snippet,omitzero"`
}

// WriteSARIF writes a report as a SARIF log. Version is that of sdkscribe. Docs is the
// docs folder, relative to the working folder: so are the files of the log. The error is
// that of w.
func WriteSARIF(w io.Writer, version, docs string, r Report) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	driver := &run.Tool.Driver
	driver.Name, driver.Version, driver.InformationURI, driver.Rules = "sdkscribe", version, informationURI, []sarifRule{}
	rules := map[string]int{} // the indexes of rules by their codes
	alike := map[Known]int{}
	for _, f := range r.Findings {
		index, ok := rules[f.Code]
		if !ok {
			index = len(driver.Rules)
			rules[f.Code] = index
			driver.Rules = append(driver.Rules, newSARIFRule(f.Code))
		}
		id := identity(f)
		alike[id]++
		result := newSARIFResult(docs, f, index)
		result.Fingerprints = map[string]string{"sdkscribe/v1": fingerprint(id, alike[id])}
		run.Results = append(run.Results, result)
	}
	log := sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{run}}
	// Lines of pages may not be UTF-8.
	text, err := json.Marshal(log, jsontext.WithIndent("  "), jsontext.AllowInvalidUTF8(true))
	if err != nil {
		return fmt.Errorf("printing SARIF: %w", err)
	}
	_, err = w.Write(append(visible.JSON(text), '\n'))
	return err
}

// fingerprint returns what identifies a finding in the logs of different versions of
// the pages. It is the nth finding with this identity.
func fingerprint(id Known, n int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %q %d", id.File, id.Rule, id.Text, n))
	return fmt.Sprintf("%x", sum)[:32]
}

func newSARIFResult(docs string, f Finding, ruleIndex int) sarifResult {
	out := sarifResult{RuleID: f.Code, RuleIndex: ruleIndex, Level: level(f.Severity), Message: sarifMessage{Text: f.Message}}
	if f.Hint != "" {
		out.Message.Text += "\n" + f.Hint
	}
	if f.File == "" {
		return out
	}
	var at sarifLocation
	at.Physical.Artifact.URI = uri(docs, f.File)
	if f.Line > 0 {
		at.Physical.Region = sarifRegion{StartLine: f.Line, StartColumn: codePoints(f.Source, f.Column), Snippet: sarifMessage{Text: f.Source}}
	}
	out.Locations = []sarifLocation{at}
	return out
}

func newSARIFRule(code string) sarifRule {
	rule, err := Find(code)
	if err != nil {
		return sarifRule{ID: code}
	}
	return sarifRule{
		ID:               code,
		ShortDescription: sarifMessage{Text: rule.Summary},
		Help:             sarifMessage{Text: rule.Explain(), Markdown: rule.Explain()},
		HelpURI:          informationURI + "/blob/main/cmd/internal/lint/rules/" + rule.page + "#" + rule.Code,
		Default:          sarifRuleConfig{Level: level(rule.Severities[0])},
	}
}

func level(s diag.Severity) string {
	switch s {
	case diag.Error, diag.Warning:
		return string(s)
	}
	return "note"
}

// uri is the reference to a file of the docs folder.
func uri(docs, file string) string {
	return (&url.URL{Path: path.Join(filepath.ToSlash(docs), file)}).String()
}

// codePoints is the column in characters of one in bytes.
func codePoints(line string, column int) int {
	return utf8.RuneCountInString(line[:min(max(column-1, 0), len(line))]) + 1
}
