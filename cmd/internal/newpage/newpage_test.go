package newpage

import (
	"flag"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/mod/modfile"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/project"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

var update = flag.Bool("update", false, "rewrite the pages in testdata")

// tree returns the files below dir.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(rel)] = string(text)
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return files
}

// writeAll writes pages into the docs folder, one after the other.
func writeAll(t *testing.T, docs string, pages ...Options) {
	t.Helper()
	for _, o := range pages {
		if _, err := Write(t.Context(), config.Settings{Docs: docs}, o); err != nil {
			t.Fatalf("%s %s: %v", o.Kind, o.Name, err)
		}
	}
}

// checkClean holds pages to what is promised of them: lint has nothing to say, every
// request line is a method, and every example a golden test, in an SDK that is in the folder
// out.
func checkClean(t *testing.T, docs, out string) project.Summary {
	t.Helper()
	s := config.Settings{Docs: docs, Out: out, Lint: config.Lint{FailOn: "info"}}
	report, err := project.Lint(t.Context(), s, project.LintOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Findings {
		t.Errorf("%s", f)
	}
	result, err := project.Generate(t.Context(), s, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	sum := result.Summary
	if sum.Callable != sum.Requests || sum.Tests != sum.Examples {
		t.Errorf("not all that the pages show is tested: %+v", sum)
	}
	return sum
}

// book are the eight kinds of pages about one type, from its name alone.
func book() []Options {
	var all []Options
	for _, kind := range Kinds() {
		all = append(all, Options{Kind: kind, Name: "Book"})
	}
	return all
}

// cases are the references of testdata.
func cases() map[string][]Options {
	return map[string][]Options{
		"book":   book(),
		"shop":   shop(),
		"orders": orders(),
	}
}

// shop has properties in every form, and every way to show a credential.
func shop() []Options {
	return []Options{
		{Kind: "resource", Name: "Author", Part: true, Properties: []string{"name:String:required:What the author is called.", "born:Date:nullable"}},
		{Kind: "resource", Name: "Book", Description: "Something to read.", Properties: []string{
			"id:Guid:read-only", "title:String:required:The title.", "isbn:String:required,read-only:The number | of the edition.",
			"binding:hardcover|paperback::How it is bound", "formats:print|ebook|audioBook:optional", "author:Author:required", "others:Author collection",
			"sequel:Book:nullable:What goes on behind it.", "tags:list of strings::Words to find it by.", "price:Decimal", "stock:Int32:read-only",
			"inPrint:Boolean:deprecated:Use stock.", "cover_url:URL", "notes:Object",
		}},
		{Kind: "list", Name: "Book", Auth: "key:X-Api-Key", Title: "Look for books", Description: "Lists all books that are for sale."},
		{Kind: "get", Name: "Book"},
		{Kind: "create", Name: "Book", Status: 200, Auth: "basic"},
		{Kind: "update", Name: "Book", Properties: []string{"title", "binding"}, Auth: "query:api_key", Status: 204},
		{Kind: "delete", Name: "Book", Auth: "none", Status: 202},
		{Kind: "action", Name: "Book", Path: "/books/{id}/checkOut", Properties: []string{"days:Int32:required", "reader:Author", "remark:String:optional:Why."}, Auth: "bearer"},
		{Kind: "action", Name: "Book", Path: "/books/{id}/hide", Status: 204},
		{Kind: "upload", Name: "Book", Path: "/books/{id}/cover", MediaType: "image/png", Type: "Author"},
	}
}

// orders has paths of several segments, which the pages behind the first one are told from.
func orders() []Options {
	return []Options{
		{Kind: "create", Name: "Order_Item", Path: "/shops/{shopId}/items", Host: "http://shop.example.org/api/v2/", Properties: []string{"id:Int64:read-only", "count:Int32:required"}},
		{Kind: "get", Name: "Order_Item"},
		{Kind: "list", Name: "Order_Item", Path: "/shops/{shopId}/items", File: "items/all.md"},
		{Kind: "update", Name: "Order_Item", Method: "PUT"},
		{Kind: "upload", Name: "Order_Item", Method: "POST", Status: 201, MediaType: "text/plain"},
		{Kind: "action", Name: "Order_Item", Path: "/shops/{shopId}/items/summarize", Type: "Summary", Properties: []string{"since:Date:required"}},
		{Kind: "get", Name: "Setup", Path: "/setup", Properties: []string{"theme:dark|light"}},
		{Kind: "update", Name: "Setup", Path: "/setup"},
		{Kind: "list", Name: "Category"},
	}
}

// TestPages compares the pages with those in testdata, and vets and tests the SDKs that
// come of them.
func TestPages(t *testing.T) {
	module := t.TempDir()
	newModule(t, module)
	for name, pages := range cases() {
		t.Run(name, func(t *testing.T) {
			docs := filepath.Join(module, "docs-"+name)
			writeAll(t, docs, pages...)
			got, folder := tree(t, docs), filepath.Join("testdata", name)
			if *update {
				if err := os.RemoveAll(folder); err != nil {
					t.Fatal(err)
				}
				if err := os.CopyFS(folder, os.DirFS(docs)); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(tree(t, folder), got); diff != "" {
				t.Errorf("-testdata +written:\n%s", diff)
			}
			checkClean(t, docs, filepath.Join(module, name))
		})
	}
	if testing.Short() {
		return
	}
	for _, args := range [][]string{{"vet", "./..."}, {"test", "./..."}} {
		cmd := exec.CommandContext(t.Context(), "go", args...)
		cmd.Dir = module
		cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod -trimpath", "GOPROXY=off", "GOSUMDB=off", "GOWORK=off", "GOTOOLCHAIN=local")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("go %s: %v\n%.6000s", args[0], err, out)
		}
	}
}

// newModule makes dir a module that needs what an SDK needs, in the versions that this
// module has.
func newModule(t *testing.T, dir string) {
	t.Helper()
	own, err := os.ReadFile("../../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile("../../../go.sum")
	if err != nil {
		t.Fatal(err)
	}
	mod, err := modfile.Parse("go.mod", own, nil)
	if err != nil {
		t.Fatal(err)
	}
	text := "module example.com/sdk\n\ngo " + mod.Go.Version + "\n\n"
	for _, r := range mod.Require {
		if slices.Contains([]string{"github.com/go-json-experiment/json", "github.com/google/go-cmp"}, r.Mod.Path) {
			text += "require " + r.Mod.Path + " " + r.Mod.Version + "\n"
		}
	}
	for name, content := range map[string]string{"go.mod": text, "go.sum": string(sums)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestAnyOrder sees that a page is the same whichever pages are there: alone, and in the
// order of the alphabet and against it.
func TestAnyOrder(t *testing.T) {
	want := tree(t, filepath.Join("testdata", "book"))
	all := book()
	orders := [][]Options{slices.Clone(all), slices.Clone(all)}
	slices.Reverse(orders[0])
	slices.SortFunc(orders[1], func(a, b Options) int { return strings.Compare(a.Kind, b.Kind) })
	for _, o := range all {
		orders = append(orders, []Options{o})
	}
	for _, pages := range orders {
		dir := t.TempDir()
		docs := filepath.Join(dir, "docs")
		for i, o := range pages {
			if o.Kind == resource && i > 0 {
				o.Force = true // a page of a call has brought it
			}
			writeAll(t, docs, o)
		}
		for name, text := range tree(t, docs) {
			if diff := cmp.Diff(want[name], text); diff != "" {
				t.Errorf("%s with %d pages:\n%s", name, len(pages), diff)
			}
		}
		if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/x\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		checkClean(t, docs, filepath.Join(dir, "sdk"))
	}
}

// TestTypeWords writes a property of each word for a type, alone and in a list: the values
// that the examples have are values of the types.
func TestTypeWords(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/x\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	docs := filepath.Join(dir, "docs")
	words := slices.Sorted(phrases.PrimitiveWords())
	if len(words) < 50 {
		t.Fatalf("only %d words", len(words))
	}
	var properties []string
	for _, w := range words {
		if w == "stream" {
			continue
		}
		properties = append(properties, "one_"+w+":"+w, "many_"+w+":"+w+" collection", "list_"+w+":list of "+w)
	}
	writeAll(t, docs, Options{Kind: "resource", Name: "Thing", Properties: properties},
		Options{Kind: "list", Name: "Thing"}, Options{Kind: "create", Name: "Thing"})
	if sum := checkClean(t, docs, filepath.Join(dir, "sdk")); sum.Tests != 2 {
		t.Errorf("%+v", sum)
	}
}
