package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/sdkscribe/sdkscribe/cmd/internal/apidiff"
	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/output"
	"github.com/sdkscribe/sdkscribe/cmd/internal/project"
)

// shownCauses is how many lines of one kind are shown of a drift.
const shownCauses = 8

// strayText names what [output.Report] calls stray.
const strayText = "a .sdkscribe-staging that no run of yours has left in this place (it may have come with a commit)"

// drift prints how the SDK stands to its pages: first why, then which files.
func (p *printer) drift(s config.Settings, d *project.Drift) {
	if d.InStep {
		p.printf("%s is what %s gives\n", plain(s.Out), plain(s.Docs))
		return
	}
	p.printf("%s\n", p.bold(plain(s.Out)+" is not what "+plain(s.Docs)+" gives"))
	for _, line := range causes(s, d) {
		p.printf("  %s\n", plain(line))
	}
	for _, state := range []output.State{output.Edited, output.Foreign, output.Claimed, output.Missing, output.Leftover, output.New, output.LineEnds, output.Outdated} {
		p.files(s.Out, d.In(state), stateText(state))
	}
	p.printf("run \"sdkscribe generate\", or the go:generate line that does, and commit what it writes\n")
}

// causes says in lines what has changed since the SDK was generated.
func causes(s config.Settings, d *project.Drift) []string {
	var out []string
	if d.Interrupted {
		out = append(out, "a run of generate was interrupted; the next one puts things right")
	}
	if d.Stray {
		out = append(out, "there is "+strayText+"; the next run of generate removes it")
	}
	if d.API != nil {
		out = append(out, firstLines(apiLines(d.API, filepath.ToSlash(s.Docs)), "change")...)
	}
	out = append(out, firstLines(pageLines(s, d), "page")...)
	var settings []string
	for _, c := range d.Settings {
		settings = append(settings, fmt.Sprintf("the setting %s was %q and is %q", c.Key, c.Was, c.Is))
	}
	out = append(out, firstLines(settings, "setting")...)
	if d.Sdkscribe {
		out = append(out, "neither pages nor settings have changed: another version of sdkscribe has written this, and this one writes something else")
	}
	if d.Unrecorded && len(d.In(output.New)) < len(d.Files) {
		out = append(out, "what it was made of is not known, since there is no readable "+project.RecordName)
	}
	return out
}

// firstLines are the first of a list, and how many more there are.
func firstLines(list []string, noun string) []string {
	if n := len(list) - shownCauses; n > 0 {
		more := count(n, noun)
		return append(list[:shownCauses:shownCauses], "and "+strings.Replace(more, " ", " more ", 1))
	}
	return list
}

// apiLines are the changes of an API in words, the breaking ones first, with their
// places below docs.
func apiLines(r *apidiff.Report, docs string) []string {
	var breaking, others []string
	for _, c := range r.Merged() {
		line := r.Sentence(c)
		if where := c.WhereBelow(docs); where != "" {
			line += " (" + where + ")"
		}
		switch {
		case c.Allowed:
			others = append(others, "breaking, allowed: "+line)
		case c.Breaking:
			breaking = append(breaking, "breaking: "+line)
		default:
			others = append(others, line)
		}
	}
	return append(breaking, others...)
}

// pageLines are the pages that have changed and that no change of the API names.
func pageLines(s config.Settings, d *project.Drift) []string {
	named := map[string]bool{}
	if d.API != nil {
		for _, c := range d.API.Changes {
			for _, page := range c.Pages() {
				named[page] = true
			}
		}
	}
	var out []string
	for _, c := range d.Pages {
		if named[c.Page] {
			continue
		}
		line := filepath.Join(s.Docs, filepath.FromSlash(c.Page)) + " " + string(c.Kind)
		if c.Kind == apidiff.Changed {
			line += ", in text or examples"
		}
		out = append(out, line)
	}
	return out
}

func stateText(s output.State) string {
	switch s {
	case output.Edited:
		return "edited by hand"
	case output.Foreign:
		return "not written by sdkscribe, and in the way"
	case output.Claimed:
		return "listed in " + output.ManifestName + ", and not written by sdkscribe"
	case output.Missing:
		return "missing"
	case output.Leftover:
		return "left over: no page gives it any more"
	case output.New:
		return "not written yet"
	case output.LineEnds:
		return "with other line ends than sdkscribe writes; put \"* text=auto eol=lf\" into .gitattributes"
	}
	return "out of date"
}

// files lists some files of a state.
func (p *printer) files(out string, files []project.DriftedFile, what string) {
	if len(files) == 0 {
		return
	}
	names := make([]string, min(len(files), shownCauses))
	for i := range names {
		names[i] = plain(files[i].Path)
	}
	more := ""
	if n := len(files) - len(names); n > 0 {
		more = fmt.Sprintf(" and %s more", grouped(n))
	}
	p.printf("%s %s: %s%s\n", count(len(files), "file"), what, strings.Join(names, ", "), more)
}

// diff prints a unified diff of the files, not more than so many lines.
func (p *printer) diff(out string, d *project.Drift, most int) {
	shown, left := 0, 0
	for _, f := range d.Files {
		if f.Path == output.ManifestName || f.Path == project.RecordName {
			continue // they say what the others say
		}
		lines := f.Diff(filepath.ToSlash(out))
		if most > 0 && shown+len(lines) > most {
			left += len(lines) - max(0, most-shown)
			lines = lines[:max(0, most-shown)]
		}
		shown += len(lines)
		for _, line := range lines {
			p.printf("%s\n", p.diffLine(plain(strings.ReplaceAll(line, "\t", "    "))))
		}
	}
	if left > 0 {
		p.printf("... %s more; --diff-lines 0 shows all\n", count(left, "line"))
	}
}

func (p *printer) diffLine(s string) string {
	switch {
	case strings.HasPrefix(s, "+++"), strings.HasPrefix(s, "---"):
		return p.bold(s)
	case strings.HasPrefix(s, "+"):
		return p.coloured("32", s)
	case strings.HasPrefix(s, "-"):
		return p.coloured("31", s)
	case strings.HasPrefix(s, "@@"):
		return p.coloured("36", s)
	}
	return s
}

// driftForGitHub prints a drift as workflow commands: one for the whole, and one for
// each file that somebody has edited.
func (p *printer) driftForGitHub(s config.Settings, d *project.Drift) {
	if d.InStep {
		return
	}
	out := filepath.ToSlash(s.Out)
	text := append([]string{out + " is not what " + filepath.ToSlash(s.Docs) + " gives; run sdkscribe generate and commit what it writes"}, causes(s, d)...)
	p.workflowCommand("error", "", "drift", strings.Join(text, "\n"))
	for _, f := range d.In(output.Edited, output.Foreign, output.Claimed) {
		p.workflowCommand("error", fmt.Sprintf("file=%s,line=1,", property(out+"/"+f.Path)), "drift", stateText(f.State))
	}
}
