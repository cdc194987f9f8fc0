package main

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/sdkscribe/sdkscribe/cmd/internal/project"
)

func newCheck() *cobra.Command {
	var format formatFlag
	var diff bool
	var lines int
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Tell whether the SDK is what the pages give",
		Long: "check generates in memory and compares with what is on the disk. It writes nothing.\n\n" +
			"It finds files that are missing, that were edited by hand, that the pages no longer give,\n" +
			"and that generate has not written yet, and says which page has changed and what that changes\n" +
			"in the API. Another version of sdkscribe that writes the same is in step.\n\n" +
			"Exit status 0: in step. 1: not in step. 2: it could not be told.\n\n" + patternHelp,
		Args: cobra.NoArgs,
	}
	flags := readFlags(cmd)
	flags.writeFlags(cmd)
	flags.cacheFlag(cmd)
	format.add(cmd, "text", "json", "github")
	cmd.Flags().BoolVar(&diff, "diff", false, "show what generate would change in the files")
	cmd.Flags().IntVar(&lines, "diff-lines", 200, "show at most so many lines of it, 0 for all")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		settings, err := flags.load()
		if err != nil {
			return err
		}
		if diff && format.value != "text" {
			return errors.New("--diff prints text: leave --format out")
		}
		bar := newProgress(cmd.ErrOrStderr())
		drift, err := project.Check(cmd.Context(), settings, flags.cache(cmd.ErrOrStderr(), settings), bar.show)
		bar.clear()
		if err != nil {
			return err
		}
		w := newPrinter(cmd.OutOrStdout())
		switch format.value {
		case "json":
			err = writeJSON(w.w, drift)
		case "github":
			w.driftForGitHub(settings, drift)
			err = w.err
		default:
			w.drift(settings, drift)
			if diff {
				w.diff(settings.Out, drift, lines)
			}
			err = w.err
		}
		if err == nil && !drift.InStep {
			err = errFails
		}
		return err
	}
	return cmd
}
