package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sdkscribe/sdkscribe/cmd/internal/cache"
	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
)

// The exit statuses.
const (
	exitOK     = 0
	exitFails  = 1 // what was asked to be checked does not hold
	exitBroken = 2 // sdkscribe could not do its work
)

// errFails is returned by a command that did its work and found that what it was
// asked to check does not hold. The command has said so itself.
var errFails = errors.New("the check does not hold")

// run is the whole command: args without the program's name, and where to write.
// It returns the exit status.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errFails):
		return exitFails
	}
	fmt.Fprintf(stderr, "sdkscribe: %s\n", oneLine(err, ctx))
	return exitBroken
}

// oneLine renders an error for standard error.
func oneLine(err error, ctx context.Context) string {
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return "interrupted; nothing was changed"
	}
	return plain(strings.ReplaceAll(err.Error(), "\n", "; "))
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "sdkscribe",
		Short: "Turn API reference pages into a Go SDK",
		Long: "sdkscribe reads API reference pages written in markdown and writes a Go SDK from them:\n" +
			"types, client methods, and a golden test for every documented example.\n\n" +
			"Settings come from sdkscribe.yaml beside go.mod; its keys are the flags below.",
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(newGenerate(), newCheck(), newDiff(), newInit(), newInspect(), newLint(), newVersion())
	return root
}

// projectFlags are the flags of every command that reads pages.
type projectFlags struct {
	file     string
	settings config.Settings
	noCache  bool
}

// patternHelp explains the patterns of --include and --exclude.
const patternHelp = "The patterns of --include and --exclude say what to take of the API: all, where there are none.\n" +
	"  /users/**               requests by path; {id} stands for a key, * for any segment\n" +
	"  /me/events/**#GET,POST  the same, of some methods alone\n" +
	"  event, callRecords.*    resources by name: their requests, and the types themselves\n" +
	"  api/event-*.md          pages, with a \"/\" or with \".md\" at the end: what they document\n" +
	"Types are taken that a request reaches. Every name is what it is in the SDK of everything.\n" +
	"Pages that are excluded are not read; all others are."

// patternsFlag is a list of patterns, one for each time that the flag is given.
type patternsFlag config.Patterns

// String returns the default, which is no pattern.
func (f *patternsFlag) String() string { return "" }

// Set adds a pattern.
func (f *patternsFlag) Set(text string) error {
	*f = append(*f, config.Pattern{Text: text})
	return nil
}

// Type names the flag's type in usage texts.
func (f *patternsFlag) Type() string { return "pattern" }

// readFlags adds the flags that say what to read.
func readFlags(cmd *cobra.Command) *projectFlags {
	f := &projectFlags{}
	flags := cmd.Flags()
	flags.StringVar(&f.file, "config", "", "configuration `file` (default sdkscribe.yaml beside go.mod)")
	flags.StringVar(&f.settings.Docs, "docs", "", "`folder` of the pages (default \"docs\")")
	flags.Var((*patternsFlag)(&f.settings.Include), "include", "take only what a `pattern` matches, and the types that it reaches")
	flags.Var((*patternsFlag)(&f.settings.Exclude), "exclude", "leave out what a `pattern` matches")
	flags.Var(&f.settings.Service, "service", "say what the service does its own way, such as paths.keys=parentheses; may be repeated")
	return f
}

// writeFlags adds the flags that say what to make of the pages.
func (f *projectFlags) writeFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.settings.Out, "out", "", "output `folder` (default generated/NAME, called after what the pages are about)")
	flags.StringVar(&f.settings.Package, "package", "", "`name` of the generated package (default from the output folder)")
	flags.StringVar(&f.settings.Module, "module", "", "import `path` of the output folder (default from the go.mod above it)")
	flags.StringVar(&f.settings.BaseURL, "base-url", "", "`URL` that the paths of the API follow")
	flags.StringVar(&f.settings.DocsURL, "docs-url", "", "`URL` where the pages are published, for links in doc comments")
}

// cacheFlag adds the flag that turns the cache off.
func (f *projectFlags) cacheFlag(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.noCache, "no-cache", false, "use nothing of earlier runs and keep nothing for later ones; "+cache.EnvDir+"=off does the same")
}

// cache returns what earlier runs have left, nil where it is not to be used. What keeps
// it from being used it says on w.
func (f *projectFlags) cache(w io.Writer, s config.Settings) *cache.Store {
	if f.noCache {
		return nil
	}
	dir := cache.Dir()
	if err := cache.Trusted(dir, s.Docs, s.Out); err != nil {
		fmt.Fprintf(w, "sdkscribe: done without the cache: %s\n", plain(err.Error()))
		return nil
	}
	return cache.Open(dir)
}

// load returns the settings from file and flags.
func (f *projectFlags) load() (config.Settings, error) { return config.Load(".", f.file, f.settings) }

// reload returns the settings as they are now, and the file that they come from.
func (f *projectFlags) reload() (config.Settings, []string, error) {
	s, err := f.load()
	return s, []string{config.File(".", f.file)}, err
}
