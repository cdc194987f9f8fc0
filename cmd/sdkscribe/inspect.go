package main

import (
	"github.com/spf13/cobra"

	"github.com/sdkscribe/sdkscribe/cmd/internal/project"
)

func newInspect() *cobra.Command {
	var format formatFlag
	var all bool
	var accounted []string
	cmd := &cobra.Command{
		Use:   "inspect",
		Short: "Print what was read from the pages",
		Long: "inspect reads the pages and prints the model: types, operations, examples, diagnostics.\n" +
			"With --format json it is for tools, and keys are only ever added to it.\n\n" +
			"With --account it prints pages line by line, and of each line what became of it.\n\n" + patternHelp,
		Args: cobra.NoArgs,
	}
	flags := readFlags(cmd)
	flags.writeFlags(cmd)
	format.add(cmd, "text", "json", "github")
	cmd.Flags().BoolVarP(&all, "show-diagnostics", "v", false, "show every diagnostic, not the first few")
	cmd.Flags().StringArrayVar(&accounted, "account", nil, "print what became of each line of a `page`, by its path below the docs folder or its file; may be repeated")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		settings, err := flags.load()
		if err != nil {
			return err
		}
		if len(accounted) > 0 {
			return printAccount(cmd, settings, accounted, format.value)
		}
		bar := newProgress(cmd.ErrOrStderr())
		p, err := project.Read(cmd.Context(), settings, bar.show)
		bar.clear()
		if err != nil {
			return err
		}
		if format.value == "json" {
			return writeJSON(cmd.OutOrStdout(), p.Model())
		}
		w := newPrinter(cmd.OutOrStdout())
		w.diagnostics(format.value, settings.Docs, p.API.Diagnostics, all)
		w.summary(p.Summary(), all)
		if format.value == "text" {
			w.habits(p.API.Habits)
		}
		return w.err
	}
	return cmd
}
