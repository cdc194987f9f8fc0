package main

import (
	"path/filepath"
	"time"

	"github.com/sdkscribe/sdkscribe/cmd/internal/project"
)

// run prints one of the runs of --watch: the whole summary of the first one, and what each
// later one has changed.
func (p *printer) run(run project.Run, first, all bool) {
	if run.Err != nil {
		p.printf("%s %s\n", p.coloured("31", "error:"), plain(run.Err.Error()))
		return
	}
	files := run.Result.Files
	if !first && files.Written+files.Removed == 0 {
		return
	}
	docs := run.Settings.Docs
	if first {
		p.diagnostics("text", docs, run.Result.Diagnostics, all)
		p.summary(run.Result.Summary, all)
	} else {
		p.printf("%s ", time.Now().Format(time.TimeOnly))
	}
	p.report(run.Settings.Out, files)
	if run.API != nil {
		for _, line := range firstLines(apiLines(run.API, filepath.ToSlash(docs)), "change") {
			p.printf("  %s\n", plain(line))
		}
	}
	if first {
		p.printf("watching %s\n", plain(docs))
	}
}
