package endtoend

// SDKs of services that let their callers in, and say what is wrong, in ways of their own.
// They share one runtime, so that they are compiled and tested in the time of one.

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

// authorizedKinds are the folders of testdata/authorized, with the convention that is told
// of each.
var authorizedKinds = []struct{ name, told string }{
	{"alone", "auth: API key alone in the header Authorization; 1 page"},
	{"basic", "auth: user and password (basic); 1 page"},
	{"bearer", "auth: bearer token; 1 page"},
	{"failing", "auth: bearer token; presumed | errors: code in [].errorCode, message in [].message; 1 page"},
	{"header", "auth: API key in the header X-Studio-Key (also user and password (basic)); 2 pages"},
	{"odd", "errors: code in reasonToken, message in explanation2, request id in ticket; 2 pages"},
	{"parameter", "auth: token behind Studio t= in the header Authorization; 1 page"},
	{"query", "auth: API key in the query parameter key; 1 page"},
	{"scheme", "auth: token behind Bot in the header Authorization; 1 page"},
}

// TestAuthorized generates the SDKs, runs their golden tests and a program that calls
// servers with them, and then spoils what tells the runtime where the credential is and
// what errors look like: the golden tests have to notice.
func TestAuthorized(t *testing.T) {
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
	folder := filepath.Join("testdata", "authorized")
	for _, kind := range authorizedKinds {
		if told := beside(t, module, kind.name, filepath.Join(folder, kind.name)); told != kind.told {
			t.Errorf("%s: told is %q, want %q", kind.name, told, kind.told)
		}
	}
	program, err := os.ReadFile(filepath.Join(folder, "use_test.go.txt"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, module, map[string]string{"use/use_test.go": string(program)})
	mustGo(t, module, "vet", "./...")
	mustGo(t, module, "test", "./...")

	spoil(t, module, "header", `rest.TokenHeader("X-Studio-Key")`, `rest.TokenHeader("X-Studio-Kex")`)
	spoil(t, module, "query", `rest.TokenQuery("key")`, `rest.TokenQuery("kex")`)
	spoil(t, module, "scheme", `rest.TokenScheme("Bot")`, `rest.TokenScheme("Bat")`)
	spoil(t, module, "odd", `"explanation2"`, `"explanation3"`)
	out, _ := goTool(t, module, "test", "./header", "./query", "./scheme", "./odd")
	for _, name := range []string{"header", "query", "scheme", "odd"} {
		if !strings.Contains(out, "FAIL\t"+modulePath+"/"+name+"\t") {
			t.Errorf("the golden tests of %s do not notice:\n%s", name, head(out))
		}
	}
}

// beside writes the SDK of the pages in a folder as one more package of the module, with
// the runtime that is there. It returns what is told of the service in words.
func beside(t *testing.T, module, name, folder string) string {
	t.Helper()
	var pages []*parser.Page
	for path, text := range read(t, folder) {
		pages = append(pages, parser.Parse(path, []byte(text), parser.Options{}))
	}
	api := reading.Read(pages, nil).API
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
	}
	for _, op := range api.Operations {
		for _, x := range op.Examples {
			if x.Skipped != "" {
				t.Errorf("%s: %s has no test: %s", op.Page, x.Name, x.Skipped)
			}
		}
	}
	var all []string
	for _, h := range api.Habits {
		if h.Name == "auth" || h.Name == "errors" {
			all = append(all, h.String())
		}
	}
	return strings.Join(all, " | ")
}

// spoil replaces a text in the client of an SDK.
func spoil(t *testing.T, module, name, from, to string) {
	t.Helper()
	file := filepath.Join(module, name, "client.go")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), from) {
		t.Fatalf("%s has no %s:\n%s", file, from, head(string(text)))
	}
	write(t, module, map[string]string{name + "/client.go": strings.Replace(string(text), from, to, 1)})
}
