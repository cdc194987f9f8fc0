package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/newpage"
	"github.com/sdkscribe/sdkscribe/cmd/internal/setup"
)

func newInit() *cobra.Command {
	o := setup.Options{Dir: "."}
	var page newpage.Options
	cmd := &cobra.Command{
		Use:   "init [--page kind NAME]",
		Short: "Write the configuration and the go:generate line, or a page to begin with",
		Long: "init makes a module one that sdkscribe works in: it writes sdkscribe.yaml beside go.mod and a Go\n" +
			"file with the go:generate line. It changes no file that is there.\n\n" +
			"With --page it writes a reference page instead: of the type NAME, or of a call about it. What no flag\n" +
			"says is told from the pages that are there, so that the page of a type is best written first:\n" +
			"  sdkscribe init --page resource Book --property title:String:required:\"The title.\" --property pages:Int32\n" +
			"  sdkscribe init --page list Book\n" +
			"  sdkscribe init --page get Book\n" +
			"  sdkscribe init --page create Book\n" +
			"  sdkscribe init --page update Book\n" +
			"  sdkscribe init --page delete Book\n" +
			"  sdkscribe init --page action Book --path /books/{id}/reserve --property days:Int32:required\n" +
			"  sdkscribe init --page upload Book --path /books/{id}/cover --media-type image/png\n" +
			"The pages are whole: lint finds nothing, and the golden tests of their examples pass. Put your words and\n" +
			"values in the place of ours. docs/writing.md explains the format.\n\n" +
			"A property is name:Type:modifiers:description. The type is a word (String, Int32, DateTimeOffset, ...), the\n" +
			"name of a type that a page describes, or values (open|closed), with \" collection\" behind it where there are\n" +
			"several. The modifiers are required, optional, read-only, nullable and deprecated, with commas between.",
	}
	flags := cmd.Flags()
	flags.StringVar(&o.Settings.Docs, "docs", "", "`folder` of the pages (default \"docs\")")
	flags.StringVar(&o.Settings.Out, "out", "", "output `folder` (default generated/NAME, called after what the pages are about)")
	flags.BoolVar(&o.GitHub, "github", false, "also write a GitHub workflow that checks, tests, and tells what a pull request changes")
	flags.BoolVar(&o.PreCommit, "pre-commit", false, "also write a git hook that checks before each commit")
	pageFlags(cmd, &page)
	cmd.Args = checkInit
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			page.Name = args[0]
			return writePage(cmd, o.Settings, page)
		}
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

// pageFlags adds the flags that say what a page is about.
func pageFlags(cmd *cobra.Command, o *newpage.Options) {
	flags := cmd.Flags()
	flags.StringVar(&o.Kind, "page", "", "write a page of a `kind`: "+strings.Join(newpage.Kinds(), ", "))
	flags.StringVar(&o.Path, "path", "", "`path` of the call, as in /books/{id} (default from NAME)")
	flags.StringVar(&o.Method, "method", "", "`method` of HTTP, of an update (PATCH, PUT, POST) or an upload (PUT, POST, PATCH)")
	flags.StringVar(&o.Type, "type", "", "`type` of the answer (default NAME)")
	flags.StringArrayVar(&o.Properties, "property", nil, "`property` of the type, or parameter of an action, as name:Type:modifiers:description; of an existing type's create and update, a name")
	flags.BoolVar(&o.Part, "part", false, "objects of the type are parts of others: it has no id")
	flags.StringVar(&o.Host, "host", "", "`URL` of the service (default that of the other pages)")
	flags.StringVar(&o.Auth, "auth", "", "what requests show: bearer, basic, key:HEADER, query:NAME or none (default as on the other pages)")
	flags.StringArrayVar(&o.Permissions, "permission", nil, "`permission` that the call needs, the least privileged first (default none, or names to replace where other pages have some)")
	flags.StringVar(&o.MediaType, "media-type", "", "media `type` of an upload (default \"application/octet-stream\")")
	flags.StringVar(&o.Title, "title", "", "`heading` of the page")
	flags.StringVar(&o.Description, "description", "", "`sentence` below the heading")
	flags.IntVar(&o.Status, "status", 0, "`status` of the answer (default 200, 201 of what creates, 204 of what answers nothing)")
	flags.StringVar(&o.File, "file", "", "`file` to write, in the docs folder (default resources/NAME.md or api/NAME-KIND.md)")
	flags.BoolVar(&o.Force, "force", false, "overwrite the page that is there")
}

// checkInit tells the two things apart that init does: flags of one say nothing about the
// other.
func checkInit(cmd *cobra.Command, args []string) error {
	flags := cmd.Flags()
	asked := flags.Changed("page")
	ofSetup := []string{"out", "github", "pre-commit"}
	for _, name := range ofSetup {
		if asked && flags.Changed(name) {
			return fmt.Errorf("--%s says nothing about a page: run init for it without --page", name)
		}
	}
	ofPages := []string{"path", "method", "type", "property", "part", "host", "auth", "permission", "media-type", "title", "description", "status", "file", "force"}
	for _, name := range ofPages {
		if !asked && flags.Changed(name) {
			return fmt.Errorf("--%s is about a page: say which kind of page with --page", name)
		}
	}
	switch {
	case asked && len(args) != 1:
		return fmt.Errorf("--page takes one NAME, that of the type which the page is about, as in: sdkscribe init --page %s Book", cmd.Flag("page").Value)
	case !asked && len(args) > 0:
		return fmt.Errorf("init takes no %q: a page is written with --page, as in: sdkscribe init --page resource %s", args[0], args[0])
	}
	return nil
}

// writePage writes a page and says what comes next.
func writePage(cmd *cobra.Command, flags config.Settings, o newpage.Options) error {
	s, err := config.Load(".", "", flags)
	if err != nil {
		return err
	}
	result, err := newpage.Write(cmd.Context(), s, o)
	w := newPrinter(cmd.OutOrStdout())
	w.pages(result)
	if err != nil {
		return err
	}
	return w.err
}

// pages prints which pages were written, and what is left to do.
func (p *printer) pages(r newpage.Result) {
	for _, file := range r.Written {
		p.printf("%s written\n", plain(file))
	}
	if len(r.Written) == 0 {
		return
	}
	if r.Refers {
		p.printf("no page described the type that the call is about, so that there is one for it, too\n")
	}
	p.printf("next: put your words and values in the place of ours, then\n" +
		"  sdkscribe lint --fail-on info\n" +
		"  sdkscribe generate\n")
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
