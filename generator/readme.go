package generator

import (
	"net/url"
	"slices"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
)

// This file writes the README of an SDK: how a client is made, and what is done with it, by
// the calls that guide.go chooses. Its blocks of Go are those of the examples, which are
// compiled. What third parties have for credentials, on which an SDK does not depend, is
// shown here alone.

// readme is the content of README.md.
func (p *Plan) readme() ([]byte, error) {
	g := p.guided()
	d := &markdown{}
	d.add(ownedHead, "\n# ", p.opts.Package, "\n\nPackage ")
	d.code(p.opts.Package)
	d.add(" is a Go client for ")
	if p.opts.BaseURL == "" {
		d.add("an API whose address the caller gives with ")
		d.code("rest.BaseURL")
	} else {
		d.add("the API at ")
		d.code(p.opts.BaseURL)
	}
	d.add(". Its services mirror the API's paths: whoever knows the request line knows the call. [api.md](api.md) lists all of them, " +
		"with the pages that document them; [example_test.go](example_test.go) has what is shown here, to run.\n\n")
	d.add("```sh\ngo get ", p.opts.ImportPath, "\n```\n\n```go\nimport (\n\t\"", p.opts.ImportPath, "\"\n\t\"", p.opts.ImportPath, "/rest\"\n)\n```\n")
	if err := p.readmeClient(d, g); err != nil {
		return nil, err
	}
	for _, s := range sections() {
		e := g.first(s.kind)
		if e == nil {
			continue
		}
		d.add("\n## ", s.title, "\n\n", s.text, "\n\n")
		if err := d.example(p, e); err != nil {
			return nil, err
		}
		if s.more != "" {
			d.add("\n", s.more, "\n")
		}
	}
	p.readmeServices(d)
	return d.bytes(), nil
}

// A section is a part of the README that shows an example.
type section struct {
	kind              code.ExampleKind
	title, text, more string
}

// sections are the sections behind that about the client, in order.
func sections() []section {
	return []section{
		{code.CallExample, "Calls", "Each static segment of a path is a field, each placeholder an argument. " +
			"A property is absent, null or a value, which `Get`, `Or` and `Value` tell; what no page documents is in `Extra`.", ""},
		{code.PagesExample, "Lists", "Pages are fetched as the loop needs them; `List` returns one of them.", ""},
		{code.ChangeExample, "Changes", "What is set is sent, and nothing else: `rest.Some` sends a value, `rest.Null` a null.",
			"The null of an object or a list is sent by `Extra.SetNull(\"member\")`."},
		{code.ErrorExample, "Errors", "An error is a `*rest.Error` where the service reports one, and one of net/http where the call did not get that far.", ""},
		{code.DeltaExample, "Changes since the last round", "A delta query leaves a link at its end, at which the next round begins.", ""},
		{code.DownloadExample, "Content", "Content comes as a stream. `rest.Range` asks for a part of it.", ""},
		{code.UploadExample, "Large files", "They go up in pieces, and on from where the service is behind a fault. " +
			"`rest.Progress` tells how far it is, `rest.Continued` goes on with an upload of before.", ""},
		{code.JobExample, "Long-running work", "A call that only begins the work returns a poller.", ""},
		{code.BatchExample, "Batches", "Several calls go out in one request. Each has the result and the error that it would have alone.", ""},
	}
}

// readmeClient writes how a client is made.
func (p *Plan) readmeClient(d *markdown, g *guide) error {
	d.add("\n## A client\n\n")
	d.add("It is made once and used by any number of goroutines. ")
	switch g.credential.Kind {
	case code.NoCredential:
		d.add("The service needs no credential.")
	case code.UserCredential:
		d.add("The service takes a user and a password.")
	case code.KeyCredential:
		d.add("The service takes ")
		d.code(p.api.Convention.Auth.Default().String())
		d.add(", which the client puts where it belongs.")
	default:
		d.add("It asks for a token before every attempt of a call.")
	}
	if guide := p.api.Convention.Auth.Guide; guide != "" && !p.isCallPage(guide) {
		d.add(" The page about it: ")
		d.code(guide)
		d.add(".")
	}
	d.add("\n\n")
	if err := d.example(p, g.first(code.ClientExample)); err != nil {
		return err
	}
	if g.credential.Kind == code.TokenCredential {
		p.readmeTokens(d)
	}
	d.add("\nFor one call there are options behind its arguments: `rest.Timeout`, `rest.Header`, `rest.IfMatch`, `rest.Query`")
	if p.queries() {
		d.add(", `rest.Select`, `rest.Filter`, `rest.Top`")
	}
	d.add(". For all of them there are `rest.Retry`, `rest.Logger`, `rest.Middleware` and `rest.HTTPClient`, which `NewClient` takes.\n")
	return nil
}

// isCallPage reports whether a page documents an operation.
func (p *Plan) isCallPage(page string) bool {
	return slices.ContainsFunc(p.api.Operations, func(op *api.Operation) bool { return op.Page == page })
}

// readmeTokens writes what makes tokens that expire.
func (p *Plan) readmeTokens(d *markdown) {
	if host := p.identity(); host != "" {
		d.add("\nWith `azidentity` of `github.com/Azure/azure-sdk-for-go/sdk/azidentity`, and `policy` of its `sdk/azcore/policy`:\n\n")
		scope := "https://" + host + "/.default"
		d.block([]string{
			"credential, err := azidentity.NewDefaultAzureCredential(nil)",
			"if err != nil {", "\tlog.Fatal(err)", "}",
			"tokens := rest.TokenFunc(func(ctx context.Context) (string, error) {",
			"\tt, err := credential.GetToken(ctx, policy.TokenRequestOptions{Scopes: []string{\"" + scope + "\"}})",
			"\treturn t.Token, err", "})",
		})
	}
	d.add("\nWith a `TokenSource` of `golang.org/x/oauth2`:\n\n")
	d.block([]string{
		"tokens := rest.TokenFunc(func(context.Context) (string, error) {",
		"\tt, err := source.Token()",
		"\tif err != nil {", "\t\treturn \"\", err", "\t}",
		"\treturn t.AccessToken, nil", "})",
	})
}

// identity is the host that tokens are for where pages part permissions into those of users
// and those of applications, as Microsoft's identity platform does; else "".
func (p *Plan) identity() string {
	u, err := url.Parse(p.opts.BaseURL)
	if err != nil || !isHost(u.Hostname()) {
		return ""
	}
	parted := func(m *method) bool {
		return slices.ContainsFunc(m.call.Operations, func(op *api.Operation) bool {
			return len(op.Permissions.DelegatedWork) > 0 && len(op.Permissions.Application) > 0
		})
	}
	if !slices.ContainsFunc(p.methods, parted) {
		return ""
	}
	return u.Hostname()
}

// isHost reports whether a name has letters, digits, dots and hyphens alone.
func isHost(name string) bool {
	for i := range len(name) {
		if c := name[i]; !isUpper(c) && !isLower(c) && !isDigit(c) && c != '.' && c != '-' {
			return false
		}
	}
	return name != ""
}

// readmeServices lists the services below the client.
func (p *Plan) readmeServices(d *markdown) {
	services := p.root.sorted()
	if len(services) == 0 {
		return
	}
	d.add("\n## Services\n\n")
	for _, s := range services {
		d.add("- ")
		d.link("client."+s.name, "services-"+fileKey(s.name)+".go")
		d.add(": ")
		d.code(s.path)
		d.add("\n")
	}
}
