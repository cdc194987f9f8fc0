package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/output"
	"github.com/sdkscribe/sdkscribe/cmd/internal/project"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
	"github.com/sdkscribe/sdkscribe/parser/visible"
)

// formatFlag is --format, one of a command's forms of output.
type formatFlag struct {
	value   string
	allowed []string
}

// add defines the flag; the first of allowed is the default.
func (f *formatFlag) add(cmd *cobra.Command, allowed ...string) {
	f.value, f.allowed = allowed[0], allowed
	cmd.Flags().Var(f, "format", "`form` of the output: "+strings.Join(allowed, ", "))
}

// String returns the form.
func (f *formatFlag) String() string { return f.value }

// Set takes the form, which must be one of those allowed.
func (f *formatFlag) Set(s string) error {
	if !slices.Contains(f.allowed, s) {
		return fmt.Errorf("the forms are %s", strings.Join(f.allowed, ", "))
	}
	f.value = s
	return nil
}

// Type names the flag's type in usage texts.
func (f *formatFlag) Type() string { return "form" }

// writeJSON prints v for machines: the same bytes for the same v, on any machine.
func writeJSON(w io.Writer, v any) error {
	text, err := json.Marshal(v, json.Deterministic(true), jsontext.WithIndent("  "),
		jsontext.EscapeForHTML(false), jsontext.AllowInvalidUTF8(true))
	if err != nil {
		return fmt.Errorf("printing JSON: %w", err)
	}
	_, err = w.Write(append(visible.JSON(text), '\n'))
	return err
}

// shownDiagnostics is how many diagnostics are shown unless all are asked for.
const shownDiagnostics = 10

// A printer writes for people. The first error of writing stays in err.
type printer struct {
	w      io.Writer
	colour bool
	err    error
}

func newPrinter(w io.Writer) *printer {
	return &printer{w: w, colour: isTerminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func (p *printer) printf(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

// diagnostics prints ds, the gravest first. The github form is for workflow
// logs, where each becomes a note at its line, and always shows all.
func (p *printer) diagnostics(format, docs string, ds []diag.Diagnostic, all bool) {
	ds = slices.Clone(ds)
	slices.SortStableFunc(ds, func(a, b diag.Diagnostic) int { return rank(a.Severity) - rank(b.Severity) })
	if format == "github" {
		for _, d := range ds {
			p.github(docs, d)
		}
		return
	}
	if !all {
		ds = ds[:min(len(ds), shownDiagnostics)]
	}
	for _, d := range ds {
		p.heading(docs, d)
		if d.Hint != "" {
			p.printf("    %s\n", plain(d.Hint))
		}
	}
}

// heading prints the place of a diagnostic and what it says.
func (p *printer) heading(docs string, d diag.Diagnostic) {
	if d.File != "" { // else it is about the command line
		place := fmt.Sprintf("%s:%d:%d:", filepath.Join(docs, filepath.FromSlash(d.File)), d.Line, d.Column)
		p.printf("%s ", p.bold(plain(place)))
	}
	p.printf("%s %s [%s]\n", p.severity(d.Severity), plain(d.Message), d.Code)
}

func rank(s diag.Severity) int {
	switch s {
	case diag.Error:
		return 0
	case diag.Warning:
		return 1
	}
	return 2
}

// github prints d as a workflow command of GitHub Actions.
func (p *printer) github(docs string, d diag.Diagnostic) {
	kind := "notice"
	if d.Severity != diag.Info {
		kind = string(d.Severity)
	}
	text := d.Message
	if d.Hint != "" {
		text += "\n" + d.Hint
	}
	place := ""
	if d.File != "" {
		file := filepath.ToSlash(filepath.Join(docs, filepath.FromSlash(d.File)))
		place = fmt.Sprintf("file=%s,line=%d,col=%d,", property(file), d.Line, d.Column)
	}
	p.workflowCommand(kind, place, d.Code, text)
}

// workflowCommand prints a workflow command. Place is "" or made of properties, each
// with a comma behind it. What does not show in text is escaped as it is for people:
// workflow logs show it as terminals do.
func (p *printer) workflowCommand(kind, place, title, text string) {
	data := strings.NewReplacer("%", "%25", "\n", "%0A")
	p.printf("::%s %stitle=%s::%s\n", kind, place, property(title), data.Replace(plainLines(text)))
}

// property writes a property of a workflow command.
func property(s string) string {
	return strings.NewReplacer("%", "%25", ":", "%3A", ",", "%2C").Replace(plain(s))
}

// summary prints what was read.
func (p *printer) summary(s project.Summary, all bool) {
	unread := ""
	if s.Unread > 0 {
		unread = ", " + grouped(s.Unread) + " of them unread"
	}
	alone := ""
	if s.Unanswered > 0 {
		alone = ", " + grouped(s.Unanswered) + " of them of the request alone"
	}
	p.printf("%s%s, %s, %s (%s of %s), %s (of %s)\n",
		count(s.Pages, "page"), unread, count(s.Types, "type"), count(s.Methods, "method"),
		grouped(s.Callable), count(s.Requests, "documented request"),
		count(s.Tests, "golden test"), count(s.Examples, "example")+alone)
	if len(s.Apart) > 0 {
		p.printf("not read: %s, with a %s of its own\n", plain(strings.Join(s.Apart, ", ")), config.FileName)
	}
	if s.Errors+s.Warnings+s.Infos == 0 {
		return
	}
	more := ""
	if s.Errors+s.Warnings+s.Infos > shownDiagnostics && !all {
		more = "; --show-diagnostics shows all"
	}
	p.printf("diagnostics: %s, %s, %s%s\n", count(s.Errors, "error"), count(s.Warnings, "warning"), count(s.Infos, "note"), more)
}

// habits prints what the service does its own way.
func (p *printer) habits(habits []api.Habit) {
	for _, h := range habits {
		p.printf("%s\n", plain(h.String()))
	}
}

// report prints what was written.
func (p *printer) report(out string, r output.Report) {
	p.printf("%s: %s written, %s unchanged, %s removed\n", plain(out), count(r.Written, "file"), grouped(r.Unchanged), grouped(r.Removed))
	p.stays(out, r.Kept, "is no longer generated; it was edited by hand and stays")
	p.stays(out, r.Yielded, "was not written by sdkscribe; it stays, and sdkscribe writes none of its own")
	p.stays(out, r.Foreign, "was listed in "+output.ManifestName+" and was not written by sdkscribe; it stays")
	if r.Stray {
		p.printf("%s: removed %s; nothing that it says was done\n", plain(out), strayText)
	}
}

// stays says of some files why they were left alone.
func (p *printer) stays(out string, names []string, why string) {
	for _, name := range names[:min(len(names), shownCauses)] {
		p.printf("%s %s\n", plain(filepath.Join(out, filepath.FromSlash(name))), why)
	}
	if more := len(names) - shownCauses; more > 0 {
		p.printf("and so %s\n", strings.Replace(count(more, "file"), " ", " more ", 1))
	}
}

// count says "1 page", "3,341 pages".
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return grouped(n) + " " + noun
}

// grouped writes n with a comma before every three digits.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func (p *printer) bold(s string) string { return p.coloured("1", s) }

func (p *printer) severity(s diag.Severity) string {
	switch s {
	case diag.Error:
		return p.coloured("31", "error:")
	case diag.Warning:
		return p.coloured("33", "warning:")
	}
	return p.coloured("36", "note:")
}

func (p *printer) coloured(code, s string) string {
	if !p.colour {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// plain makes text from pages safe to print on a terminal: no control sequence
// and no change of writing direction gets through.
func plain(s string) string { return visible.Escape(s) }

// plainLines is plain for a text of several lines.
func plainLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = plain(line)
	}
	return strings.Join(lines, "\n")
}
