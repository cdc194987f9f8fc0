package generator

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/parallel"
)

// This file decides what goes into which file, and makes them.
//
// Files follow the pages: what the pages about one resource document is in one
// file, types first, then methods; its tests are beside it. Names of files are
// made of lower-case letters and digits alone. That keeps them inside the output
// folder, apart on file systems that ignore case, and free of the suffixes that
// Go reads as build constraints (_linux, _test).

// A File is one file of the output.
type File struct {
	// Path is below the output folder, with slashes.
	Path string
	// Content is what stands in the file, nil for a file that was not made because it
	// is known.
	Content []byte
	// Sum stands for all that a Go file is made of. Files of one sum have one content.
	// It is zero for other files.
	Sum Sum
	// Yields is true for a file that others may have written in its place: theirs stays.
	Yields bool
}

// A Sum stands for all that a Go file is made of.
type Sum = code.Sum

// A sourceFile is what will be in one Go file.
type sourceFile struct {
	types   []*goType
	params  []*paramsType
	methods []*method
	tests   []*test
	// lines are the request lines that are tested, linesTest the name of their test,
	// lineNames those of their exchanges.
	lines     []*requestLine
	linesTest string
	lineNames scope
}

// Generate makes all files of the plan but the runtime's, sorted by path. It
// works on as many files at a time as there are CPUs to use; what it returns
// does not depend on it. The error tells that ctx has ended, or that a file came out
// as something that is not Go.
//
// Where known, which may be nil and is called by several goroutines, reports that the
// content of the file at a path is known by the sum of what it is made of, the file is
// not made.
func Generate(ctx context.Context, p *Plan, known func(path string, sum Sum) bool) ([]File, error) {
	var w code.Writer
	jobs := p.jobs()
	files := make([]File, len(jobs))
	err := parallel.Try(ctx, len(jobs), func(i int) error {
		var err error
		if files[i], err = jobs[i].make(&w, known); err != nil {
			return fmt.Errorf("cannot make %s: %w", jobs[i].path, err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return files, nil
}

// A job is one file to make.
type job struct {
	path string
	// describe describes a Go file, plain makes the content of another one.
	describe func() code.File
	plain    func() ([]byte, error)
	yields   bool
}

// surely is a maker of a content that cannot fail.
func surely(make func() []byte) func() ([]byte, error) {
	return func() ([]byte, error) { return make(), nil }
}

// make makes the file, if it is not known.
func (j *job) make(w *code.Writer, known func(path string, sum Sum) bool) (File, error) {
	if j.plain != nil {
		content, err := j.plain()
		return File{Path: j.path, Content: content, Yields: j.yields}, err
	}
	described := j.describe()
	sum, ok := described.Sum()
	if ok && known != nil && known(j.path, sum) {
		return File{Path: j.path, Sum: sum, Yields: j.yields}, nil
	}
	content, err := w.Go(j.path, &described)
	return File{Path: j.path, Content: content, Sum: sum, Yields: j.yields}, err
}

// jobs lists the files.
func (p *Plan) jobs() []job {
	jobs := []job{
		p.goJob("client.go", p.describeClient),
		{path: "doc.go", describe: p.describeOverview},
		{path: "api.md", plain: surely(p.callsPage), yields: true},
		{path: "README.md", plain: p.readme, yields: true},
		{path: "example_test.go", describe: p.describeExamples, yields: true},
	}
	byFile := map[string][]*service{}
	for _, s := range p.root.sorted() {
		key := fileKey(s.name)
		byFile[key] = append(byFile[key], s)
	}
	for _, key := range slices.Sorted(maps.Keys(byFile)) {
		jobs = append(jobs, p.goJob("services-"+key+".go", func() []code.Decl { return describeServiceFile(byFile[key]) }))
	}
	for _, key := range slices.Sorted(maps.Keys(p.files)) {
		f := p.files[key]
		if len(f.types)+len(f.params)+len(f.methods) > 0 {
			jobs = append(jobs, p.goJob(key+".go", func() []code.Decl { return p.describeResource(f) }))
		}
		if len(f.tests) > 0 {
			wire := key + ".http"
			jobs = append(jobs, p.goJob(key+"_test.go", func() []code.Decl { return p.describeTests(f, wire) }),
				job{path: "testdata/" + wire, plain: surely(func() []byte { return wireFile(f.tests) })})
		}
		jobs = append(jobs, p.lineJobs(f, key)...)
	}
	jobs = append(jobs, p.memberJobs()...)
	return jobs
}

// goJob is a Go file with what describe says that it declares.
func (p *Plan) goJob(path string, describe func() []code.Decl) job {
	return job{path: path, describe: func() code.File {
		return code.File{Package: p.opts.Package, ImportPath: p.opts.ImportPath, Decls: describe()}
	}}
}

// describeOverview describes the file with the comment on the package.
func (p *Plan) describeOverview() code.File {
	g := p.guided()
	o := &code.Overview{BaseURL: p.opts.BaseURL, Queries: p.queries(), Client: g.first(code.ClientExample), First: g.first(code.CallExample)}
	if o.First == nil {
		o.First = g.first(code.PagesExample)
	}
	for _, s := range p.root.sorted() {
		o.Services = append(o.Services, code.TopService{Name: s.name, Type: s.typeName, Path: s.path})
	}
	return code.File{Package: p.opts.Package, ImportPath: p.opts.ImportPath, Overview: o}
}

// describeExamples describes the file of the examples.
func (p *Plan) describeExamples() code.File {
	f := code.File{Package: p.opts.Package, ImportPath: p.opts.ImportPath, Outside: true}
	for _, e := range p.guided().examples {
		f.Decls = append(f.Decls, e)
	}
	return f
}

// describeServiceFile describes services.
func describeServiceFile(services []*service) []code.Decl {
	decls := make([]code.Decl, len(services))
	for i, s := range services {
		decls[i] = describeService(s)
	}
	return decls
}

// describeResource describes types, then methods.
func (p *Plan) describeResource(f *sourceFile) []code.Decl {
	decls := make([]code.Decl, 0, len(f.types)+len(f.params)+len(f.methods))
	for _, t := range f.types {
		decls = append(decls, p.describeType(t))
	}
	for _, s := range f.params {
		decls = append(decls, p.describeParams(s))
	}
	for _, m := range f.methods {
		decls = append(decls, p.describeMethod(m))
	}
	return decls
}

// describeTests describes tests, whose exchanges are in the file called wire.
func (p *Plan) describeTests(f *sourceFile, wire string) []code.Decl {
	decls := make([]code.Decl, len(f.tests))
	for i, t := range f.tests {
		decls[i] = p.describeTest(t, wire)
	}
	return decls
}

// assignFiles puts everything but the tests into the file of its resource. The result
// are the files by API page.
func (p *Plan) assignFiles() (pages map[string]*sourceFile) {
	pages = make(map[string]*sourceFile, len(p.api.Operations))
	fileOf := func(page string) *sourceFile {
		f := pages[page]
		if f == nil {
			f = p.file(operationFile(page))
			pages[page] = f
		}
		return f
	}
	for _, op := range p.api.Operations {
		fileOf(op.Page)
	}
	for _, t := range p.types {
		if t.model.Untyped {
			continue
		}
		f := pages[t.model.Page]
		if f == nil { // no API page: its resource's
			f = p.file(fileKey(cmp.Or(pageBase(t.model.Page), t.name)))
		}
		f.types = append(f.types, t)
	}
	for _, s := range p.params {
		f := fileOf(s.op.Page)
		f.params = append(f.params, s)
	}
	for _, m := range p.methods {
		f := fileOf(m.home())
		f.methods = append(f.methods, m)
	}
	return pages
}

// assignTests puts the tests beside what they call.
func (p *Plan) assignTests(pages map[string]*sourceFile) {
	for _, t := range p.tests {
		f := pages[t.op.Page]
		f.tests = append(f.tests, t)
	}
}

func (p *Plan) file(key string) *sourceFile {
	f := p.files[key]
	if f == nil {
		f = &sourceFile{}
		p.files[key] = f
	}
	return f
}

// operationFile is the file for what an API page documents: its resource's, which
// the page is named after. The name of the page tells it, and not the type that
// the operation is about, so that what other pages say of types moves nothing from
// file to file: user-list-messages and user-get go where resources/user.md goes.
func operationFile(page string) string {
	words := pageWords(page)
	if len(words) < 2 {
		return fileKey(pageBase(page))
	}
	switch end := slices.IndexFunc(words[1:], isVerb) + 1; {
	case end > 0:
		words = words[:end]
	case isVerb(words[0]) && words[0] != "post": // get-user; but a post is a resource too
		words = words[1:]
	default: // event-cancel
		words = words[:len(words)-1]
	}
	return fileKey(strings.Join(words, "-"))
}

// home is the page that a method's file is called after, of those that document it:
// one that is named after the path's last name, then one with a plain name.
func (m *method) home() string {
	if len(m.call.Operations) == 1 {
		return m.call.Operations[0].Page
	}
	last := ""
	for _, seg := range m.call.Path {
		last = cmp.Or(seg.Name, last)
	}
	last = strings.ToLower(singular(last))
	rank := func(op *api.Operation) (int, int) {
		words := pageWords(op.Page)
		if slices.Contains(words, last) {
			return 0, len(words)
		}
		return 1, len(words)
	}
	best := m.call.Operations[0]
	lacks, size := rank(best)
	for _, op := range m.call.Operations[1:] {
		l, n := rank(op)
		if cmp.Or(cmp.Compare(l, lacks), cmp.Compare(n, size), cmp.Compare(op.Page, best.Page)) < 0 {
			best, lacks, size = op, l, n
		}
	}
	return best.Page
}

// pageWords parts the name of a page into words.
func pageWords(page string) []string {
	return strings.FieldsFunc(strings.ToLower(pageBase(page)), func(r rune) bool { return r == '-' || r == '_' })
}

// isVerb reports whether a word of a page's name says what is done to the resource
// that the words before it name.
func isVerb(word string) bool {
	switch word {
	case "add", "create", "delete", "get", "list", "patch", "post", "put", "remove", "replace", "update", "upsert":
		return true
	}
	return false
}

// pageBase is the name of a page's file, without the extension.
func pageBase(page string) string {
	return api.PageName(page[strings.LastIndexByte(page, '/')+1:])
}

// maxFileKey keeps file names far below what file systems allow.
const maxFileKey = 80

// fileKey reduces a name to what a file can be called. Two names may come out as
// one: their contents then share a file.
func fileKey(name string) string {
	var buffer [maxFileKey]byte
	joined := appendJoined(buffer[:0], name)
	key := string(joined[:min(len(joined), maxFileKey)])
	switch key {
	case "":
		return "other"
	case "client", "doc", "example", "con", "prn", "aux", "nul":
		return key + "resource"
	}
	if len(key) == 4 && (strings.HasPrefix(key, "com") || strings.HasPrefix(key, "lpt")) && key[3] >= '0' && key[3] <= '9' {
		return key + "resource" // names of devices on Windows
	}
	return key
}

// link is the sentence that tells where a page can be read.
func (p *Plan) link(page string) string {
	if page == "" {
		return ""
	}
	if p.opts.DocsURL == "" {
		return "Page: " + page
	}
	name := api.PageName(page)
	if strings.Contains(p.opts.DocsURL, "{page}") {
		return strings.ReplaceAll(p.opts.DocsURL, "{page}", name)
	}
	return strings.TrimSuffix(p.opts.DocsURL, "/") + "/" + name
}
