package lint

import (
	"crypto/sha256"
	"fmt"
	"io"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"unicode/utf8"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// SARIF is what code hosts and editors read: the Static Analysis Results Interchange
// Format of OASIS, version 2.1.0.

// informationURI is where a reader of results learns what has made them.
const informationURI = "https://github.com/sdkscribe/sdkscribe"

// WriteSARIF writes a report as a SARIF log. Version is that of sdkscribe, docs the
// docs folder as the working folder sees it: places are relative to the latter.
func WriteSARIF(w io.Writer, version, docs string, r Report) error {
	run := sarif.NewRunWithInformationURI("sdkscribe", informationURI)
	run.Tool.Driver.WithVersion(version)
	run.WithColumnKind("unicodeCodePoints")
	alike := map[Known]int{}
	for _, f := range r.Findings {
		id := identity(f)
		alike[id]++
		addResult(run, docs, f, fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "%q %q %q %d", id.File, id.Rule, id.Text, alike[id])))[:32])
	}
	log := sarif.NewReport()
	log.AddRun(run)
	if err := log.PrettyWrite(w); err != nil {
		return fmt.Errorf("printing SARIF: %w", err)
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// addResult adds a finding to the results of a run, and its rule to the rules.
func addResult(run *sarif.Run, docs string, f Finding, fingerprint string) {
	addRule(run, f.Code)
	out := run.CreateResultForRule(f.Code)
	out.WithLevel(level(f.Severity))
	text := f.Message
	if f.Hint != "" {
		text += "\n" + f.Hint
	}
	out.WithMessage(sarif.NewMessage().WithText(text))
	out.WithPartialFingerprints(map[string]string{"sdkscribe/v1": fingerprint})
	if f.File == "" {
		return
	}
	place := sarif.NewPhysicalLocation().WithArtifactLocation(sarif.NewArtifactLocation().WithURI(uri(docs, f.File)))
	if f.Line > 0 {
		region := sarif.NewRegion().WithStartLine(f.Line).WithStartColumn(codePoints(f.Source, f.Column))
		if f.Source != "" {
			region.WithSnippet(sarif.NewArtifactContent().WithText(f.Source))
		}
		place.WithRegion(region)
	}
	out.WithLocations([]*sarif.Location{sarif.NewLocationWithPhysicalLocation(place)})
}

// addRule adds a rule to those of the run unless it is there.
func addRule(run *sarif.Run, code string) {
	if run.Tool.Driver.Rules != nil && slices.ContainsFunc(run.Tool.Driver.Rules, func(d *sarif.ReportingDescriptor) bool { return d.ID != nil && *d.ID == code }) {
		return
	}
	d := run.AddRule(code)
	rule, err := Find(code)
	if err != nil {
		return
	}
	d.WithShortDescription(sarif.NewMultiformatMessageString().WithText(rule.Summary))
	d.WithHelp(sarif.NewMultiformatMessageString().WithText(rule.Explain()).WithMarkdown(rule.Explain()))
	d.WithHelpURI(informationURI + "/blob/main/cmd/internal/lint/rules/" + rule.page + "#" + rule.Code)
	d.WithDefaultConfiguration(sarif.NewReportingConfiguration().WithLevel(level(rule.Severities[0])))
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
