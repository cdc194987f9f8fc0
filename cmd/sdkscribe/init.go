package main

import (
	"github.com/spf13/cobra"

	"github.com/sdkscribe/sdkscribe/cmd/internal/setup"
)

func newInit() *cobra.Command {
	o := setup.Options{Dir: "."}
	cmd := &cobra.Command{
		Use:   "init",
		Short: "Write the configuration and the go:generate line",
		Long: "init makes a module one that sdkscribe works in: it writes sdkscribe.yaml beside go.mod and a Go\n" +
			"file with the go:generate line. It changes no file that is there.",
		Args: cobra.NoArgs,
	}
	flags := cmd.Flags()
	flags.StringVar(&o.Settings.Docs, "docs", "", "`folder` of the pages (default \"docs\")")
	flags.StringVar(&o.Settings.Out, "out", "", "output `folder` (default \"generated/graph\")")
	flags.BoolVar(&o.GitHub, "github", false, "also write a GitHub workflow that checks, tests, and tells what a pull request changes")
	flags.BoolVar(&o.PreCommit, "pre-commit", false, "also write a git hook that checks before each commit")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		steps, err := setup.Init(cmd.Context(), o)
		w := newPrinter(cmd.OutOrStdout())
		w.steps(steps)
		if err != nil {
			return err
		}
		return w.err
	}
	return cmd
}

// steps prints what init has done, and what is left to do.
func (p *printer) steps(steps []setup.Step) {
	for _, s := range steps {
		switch {
		case s.Written:
			p.printf("%s written\n", plain(s.Path))
		case s.Note != "":
			p.printf("%s was there and stays as it is; %s\n", plain(s.Path), s.Note)
		default:
			p.printf("%s was there and stays as it is\n", plain(s.Path))
		}
	}
	if len(steps) > 0 {
		p.printf("next, where it is not done yet:\n" +
			"  go get -tool github.com/sdkscribe/sdkscribe/cmd/sdkscribe\n" +
			"  go get github.com/go-json-experiment/json github.com/google/go-cmp\n" +
			"  go generate ./...\n")
	}
}
