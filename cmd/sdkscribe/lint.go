package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/lint"
	"github.com/sdkscribe/sdkscribe/cmd/internal/project"
)

func newLint() *cobra.Command {
	var format formatFlag
	var options project.LintOptions
	var explain string
	cmd := &cobra.Command{
		Use:   "lint",
		Short: "Tell what is wrong with the pages",
		Long: "lint reads the pages and tells what is wrong with them, and where. Every finding has a rule,\n" +
			"in brackets behind it; --explain tells what it is about, --explain all lists them.\n" +
			"A page silences rules with \"suppressions\" in its page annotation, sdkscribe.yaml gives them\n" +
			"another severity for all pages or for some, a baseline knows what was found before.\n\n" +
			"The exit status is 1 if there are errors, or findings of the severity of --fail-on.",
		Args: cobra.NoArgs,
	}
	flags := readFlags(cmd)
	format.add(cmd, "text", "json", "sarif", "github")
	severities := &severitiesFlag{}
	cmd.Flags().Var(severities, "rule", "give a rule another severity: `rule=severity`; the rule may hold *, the severity is error, warning, info or off")
	cmd.Flags().StringVar(&flags.settings.Lint.FailOn, "fail-on", "", "least `severity` of findings that make the command fail (default \"error\")")
	cmd.Flags().StringVar(&flags.settings.Lint.Baseline, "baseline", "", "`file` of known findings, which are not shown")
	cmd.Flags().BoolVar(&options.WriteBaseline, "write-baseline", false, "make all that is found known to the baseline")
	cmd.Flags().BoolVar(&options.Fix, "fix", false, "mend what has one right answer in the pages, and report the rest")
	cmd.Flags().StringVar(&explain, "explain", "", "tell what a `rule` is about instead of checking pages; \"all\" lists the rules")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		w := newPrinter(cmd.OutOrStdout())
		if explain != "" {
			return w.explain(explain)
		}
		flags.settings.Lint.Rules = *severities
		settings, err := flags.load()
		if err != nil {
			return err
		}
		bar := newProgress(cmd.ErrOrStderr())
		report, err := project.Lint(cmd.Context(), settings, options, bar.show)
		bar.clear()
		if err != nil {
			return err
		}
		if err := w.lint(format.value, settings.Docs, report); err != nil {
			return err
		}
		if report.Fails {
			return errFails
		}
		return nil
	}
	return cmd
}

// severitiesFlag is a list of severities, one for each time that the flag is given.
type severitiesFlag []config.Severity

// String returns the default, which is none.
func (f *severitiesFlag) String() string { return "" }

// Set adds a severity.
func (f *severitiesFlag) Set(text string) error {
	s, err := config.ParseSeverity(text)
	if err == nil {
		*f = append(*f, s)
	}
	return err
}

// Type names the flag's type in usage texts.
func (f *severitiesFlag) Type() string { return "rule=severity" }

// explain prints what a rule is about, or which rules there are.
func (p *printer) explain(code string) error {
	if code != "all" {
		rule, err := lint.Find(code)
		if err != nil {
			return fmt.Errorf("--explain: %w", err)
		}
		p.printf("%s", rule.Explain())
		return p.err
	}
	for _, rule := range lint.Rules() {
		p.printf("%-28s %s\n", rule.Code, rule.Summary)
	}
	return p.err
}

// lint prints a report.
func (p *printer) lint(format, docs string, r lint.Report) error {
	switch format {
	case "json":
		return writeJSON(p.w, r)
	case "sarif":
		return lint.WriteSARIF(p.w, buildVersion(), docs, r)
	case "github":
		for _, f := range r.Findings {
			p.github(docs, f.Diagnostic)
		}
		return p.err
	}
	for _, f := range r.Findings {
		p.finding(docs, f)
	}
	p.lintSummary(r)
	return p.err
}

// finding prints a finding with its line and a caret below its place.
func (p *printer) finding(docs string, f lint.Finding) {
	p.heading(docs, f.Diagnostic)
	if line, caret := f.Excerpt(); line != "" {
		p.printf("    %s\n", plain(line))
		p.printf("    %s%s\n", caret, p.coloured("32;1", "^"))
	}
	if f.Hint != "" {
		p.printf("    %s\n", plain(f.Hint))
	}
}

// lintSummary counts what was found.
func (p *printer) lintSummary(r lint.Report) {
	if r.Fixed > 0 {
		p.printf("%s mended\n", count(r.Fixed, "finding"))
	}
	switch n := len(r.Findings); {
	case n == 0 && r.Known > 0:
		p.printf("nothing new")
	case n == 0:
		p.printf("nothing to find fault with")
	default:
		p.printf("%s on %s: %s, %s, %s", count(n, "finding"), count(r.Pages, "page"), count(r.Errors, "error"), count(r.Warnings, "warning"), count(r.Infos, "note"))
	}
	if r.Known > 0 {
		p.printf("; %s known to the baseline", grouped(r.Known))
	}
	if r.Gone > 0 {
		p.printf("; %s of the baseline found no more: --write-baseline forgets them", grouped(r.Gone))
	}
	p.printf("\n")
}
