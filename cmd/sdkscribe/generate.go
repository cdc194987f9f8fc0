package main

import (
	"errors"
	"io"

	"github.com/spf13/cobra"

	"github.com/sdkscribe/sdkscribe/cmd/internal/project"
)

func newGenerate() *cobra.Command {
	var format formatFlag
	var all, watch bool
	cmd := &cobra.Command{
		Use:   "generate",
		Short: "Write the SDK from the pages",
		Long: "generate reads the pages and writes the SDK: the package, its runtime and its golden tests.\n" +
			"What it finds out is kept in the user's cache folder and makes the next run faster, never different.\n" +
			"Files in the output folder that sdkscribe did not write are never touched. What is wrong with\n" +
			"the pages is reported and does not keep the rest from being generated.\n\n" + patternHelp,
		Args: cobra.NoArgs,
	}
	flags := readFlags(cmd)
	flags.writeFlags(cmd)
	flags.cacheFlag(cmd)
	format.add(cmd, "text", "json", "github")
	cmd.Flags().BoolVarP(&all, "show-diagnostics", "v", false, "show every diagnostic, not the first few")
	cmd.Flags().BoolVar(&watch, "watch", false, "generate again each time that a page is saved, until interrupted")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if watch && format.value != "text" {
			return errors.New("--watch prints text: leave --format out")
		}
		if watch {
			return watchPages(cmd, flags, all)
		}
		settings, err := flags.load()
		if err != nil {
			return err
		}
		bar := newProgress(cmd.ErrOrStderr())
		result, err := project.Generate(cmd.Context(), settings, flags.cache(cmd.ErrOrStderr(), settings), bar.show)
		bar.clear()
		if err != nil {
			return err
		}
		if format.value == "json" {
			return writeJSON(cmd.OutOrStdout(), result)
		}
		w := newPrinter(cmd.OutOrStdout())
		w.diagnostics(format.value, settings.Docs, result.Diagnostics, all)
		w.summary(result.Summary, all)
		w.report(settings.Out, result.Files)
		return w.err
	}
	return cmd
}

// watchPages generates until it is interrupted, and prints what each run changes.
func watchPages(cmd *cobra.Command, flags *projectFlags, all bool) error {
	w := newPrinter(cmd.OutOrStdout())
	bar := newProgress(io.Discard)
	first := true
	settings, _, _ := flags.reload() // what is wrong with them the first run says
	return project.Watch(cmd.Context(), flags.reload, flags.cache(cmd.ErrOrStderr(), settings), bar.show, func(run project.Run) error {
		w.run(run, first, all)
		first = first && run.Err != nil
		go clearMemory() // while nothing happens
		return w.err
	})
}
