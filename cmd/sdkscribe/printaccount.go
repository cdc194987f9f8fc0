package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/project"
)

// printAccount prints what became of each line of pages.
func printAccount(cmd *cobra.Command, settings config.Settings, pages []string, format string) error {
	if format == "github" {
		return errors.New("--account has the forms text and json")
	}
	bar := newProgress(cmd.ErrOrStderr())
	a, err := project.ReadAccount(cmd.Context(), settings, pages, bar.show)
	bar.clear()
	if err != nil {
		return err
	}
	if format == "json" {
		return writeJSON(cmd.OutOrStdout(), a)
	}
	w := newPrinter(cmd.OutOrStdout())
	w.account(a)
	return w.err
}

// account prints each line with its number, and below it, behind an arrow, where it
// went, unless that is where the line above it went.
func (p *printer) account(a project.Account) {
	for i, page := range a.Pages {
		if i > 0 {
			p.printf("\n")
		}
		p.printf("%s\n", plain(page.Page))
		said := ""
		for _, line := range page.Lines {
			p.printf("%5d  %s\n", line.Number, plain(line.Text))
			var to []string
			for _, e := range line.Entries {
				to = append(to, e.To)
			}
			if now := strings.Join(to, "; "); now != said && now != "" {
				p.printf("       → %s\n", plain(now))
				said = now
			}
		}
	}
}
