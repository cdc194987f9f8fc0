package main

import (
	"github.com/spf13/cobra"

	"github.com/sdkscribe/sdkscribe/cmd/internal/project"
)

func newDiff() *cobra.Command {
	var format formatFlag
	cmd := &cobra.Command{
		Use:   "diff OLD [NEW]",
		Short: "Tell what has changed in the API, and what breaks callers",
		Long: "diff compares two editions of the pages: two folders, or two git revisions of the docs folder\n" +
			"(main, v1.2, HEAD~3; main:reference where it was another folder). Without NEW, OLD is compared\n" +
			"with the docs folder as it is. The work tree is not touched.\n\n" +
			"A change is breaking if a program that compiles with the old SDK may not compile with the new\n" +
			"one. If there is a breaking change that allow-breaking does not allow, the exit status is 1.\n\n" +
			"The patterns of --allow-breaking are like those of --include: /me/events/**, api/event-*.md,\n" +
			"event, event.subject.",
		Args: cobra.RangeArgs(1, 2),
	}
	flags := readFlags(cmd)
	flags.writeFlags(cmd)
	cmd.Flags().Var((*patternsFlag)(&flags.settings.AllowBreaking), "allow-breaking", "allow the breaking changes that a `pattern` matches")
	format.add(cmd, "text", "markdown", "json")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		settings, err := flags.load()
		if err != nil {
			return err
		}
		bar := newProgress(cmd.ErrOrStderr())
		report, err := project.Diff(cmd.Context(), settings, args[0], second(args), bar.show)
		bar.clear()
		if err != nil {
			return err
		}
		w := newPrinter(cmd.OutOrStdout())
		switch format.value {
		case "json":
			err = writeJSON(w.w, report)
		case "markdown":
			err = report.Markdown(w.w)
		default:
			w.changes(report)
			err = w.err
		}
		if err == nil && report.Breaking > 0 {
			err = errFails
		}
		return err
	}
	return cmd
}

// second is the second argument, "" for none.
func second(args []string) string {
	if len(args) < 2 {
		return ""
	}
	return args[1]
}
