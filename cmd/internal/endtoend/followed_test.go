package endtoend

// SDKs of services that tell of long-running work, and of which type an object is, in ways of
// their own. They share one runtime, so that they are compiled and tested in the time of one.

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/generator"
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/reading"
	"github.com/sdkscribe/sdkscribe/templates"
)

// followedKinds are cases of package reading, whose pages are made SDKs of, with what is told
// of their services.
var followedKinds = []struct{ name, told string }{
	{"discriminated", "types: kind tells amplifier, flightCase (flight_case), microphone (mic); 4 pages"},
	{"typed", "types: @type in objects; 1 page\ntypes: @type tells circle, square; 3 pages"},
	{"jobs", "jobs: state in phase (running kneading; done served; failed burnt), result in loaf, error in mishap; 2 pages"},
	{"joblinks", "jobs: state in status (running lined_up, rolling; done bound; failed torn), result in result_url, error in error; 2 pages"},
	{"jobflags", "jobs: state in done (running false; done true), result in response, error in error; 2 pages"},
	{"jobnested", "jobs: state in job.state (running queued; done moved), result in the same answer; 2 pages"},
}

// TestFollowed generates the SDKs, runs their golden tests and a program that calls servers
// with them, and then spoils what tells the runtime of the service: the golden tests have to
// notice.
func TestFollowed(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles SDKs")
	}
	module := t.TempDir()
	newModule(t, module)
	runtime, err := templates.Runtime(modulePath)
	if err != nil {
		t.Fatal(err)
	}
	for path, content := range runtime {
		write(t, module, map[string]string{path: string(content)})
	}
	for _, kind := range followedKinds {
		followed(t, module, kind.name, kind.told)
	}
	program, err := os.ReadFile(filepath.Join("testdata", "followed_test.go.txt"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, module, map[string]string{"use/use_test.go": string(program)})
	mustGo(t, module, "vet", "./...")
	mustGo(t, module, "test", "./...")

	for _, s := range []struct{ file, from, to string }{
		{"jobs/client.go", `"burnt"`, `"burned"`},
		{"joblinks/client.go", `"rolling"`, `"rowing"`},
		{"jobflags/client.go", `Running: []string{"false"}`, `Running: []string{"no"}`},
		{"discriminated/amplifier.go", `type:"kind=amplifier"`, `type:"kind=amp"`},
		{"discriminated/flightcase.go", `type:"kind=flight_case"`, `type:"kind=case"`},
		{"typed/circle.go", `type:"@type=Circle"`, `type:"@type=circle"`},
	} {
		text, err := os.ReadFile(filepath.Join(module, s.file))
		if err != nil || !strings.Contains(string(text), s.from) {
			t.Fatalf("%s has no %s: %v\n%s", s.file, s.from, err, head(string(text)))
		}
		write(t, module, map[string]string{s.file: strings.Replace(string(text), s.from, s.to, 1)})
	}
	out, _ := goTool(t, module, "test", "./jobs", "./joblinks", "./jobflags", "./discriminated", "./typed")
	for _, name := range []string{"jobs", "joblinks", "jobflags", "discriminated", "typed"} {
		if !strings.Contains(out, "FAIL\t"+modulePath+"/"+name+"\t") {
			t.Errorf("the golden tests of %s do not notice:\n%s", name, head(out))
		}
	}
}

// followed writes the SDK of a case as one more package of the module, with the runtime that
// is there, and compares what is told of the service. Nothing of OData may be in it.
func followed(t *testing.T, module, name, want string) {
	t.Helper()
	var pages []*parser.Page
	for path, text := range read(t, filepath.Join("..", "..", "..", "parser", "reading", "testdata", "build", name)) {
		if strings.HasSuffix(path, ".md") {
			pages = append(pages, parser.Parse(path, []byte(text), parser.Options{}))
		}
	}
	api := reading.Read(pages, nil).API
	var told []string
	for _, h := range api.Habits {
		told = append(told, h.String())
	}
	if got := strings.Join(told, "\n"); got != want {
		t.Errorf("%s: told is %q, want %q", name, got, want)
	}
	plan := generator.Name(api, generator.Options{Package: name, ImportPath: modulePath, BaseURL: api.BaseURL})
	files, err := generator.Generate(t.Context(), plan, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.Path == examples { // which imports the SDK by a path of its own
			continue
		}
		write(t, module, map[string]string{name + "/" + f.Path: string(f.Content)})
		if strings.Contains(string(f.Content), "odata") {
			t.Errorf("%s/%s has something of OData:\n%s", name, f.Path, head(string(f.Content)))
		}
	}
	for _, op := range api.Operations {
		for _, x := range op.Examples {
			if x.Skipped != "" {
				t.Errorf("%s: %s has no test: %s", op.Page, x.Name, x.Skipped)
			}
		}
	}
}
