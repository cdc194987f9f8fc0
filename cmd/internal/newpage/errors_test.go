package newpage

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
)

// TestErrors tries what is not to be written: nothing is, and the error says what to do.
func TestErrors(t *testing.T) {
	dir := t.TempDir()
	docs := filepath.Join(dir, "docs")
	writeAll(t, docs, Options{Kind: "get", Name: "Book"}, Options{Kind: "resource", Name: "Stamp", Properties: []string{"id:Int64:read-only"}})
	before := tree(t, dir)
	for _, c := range []struct {
		o    Options
		want string
	}{
		{Options{Kind: "page", Name: "Book"}, `there is no page of kind "page": write resource, list, get, create, update, delete, action, upload`},
		{Options{Kind: "resource"}, `NAME "" is no identifier`},
		{Options{Kind: "resource", Name: "1st"}, `NAME "1st" is no identifier`},
		{Options{Kind: "resource", Name: "../Book"}, `NAME "../Book" is no identifier`},
		{Options{Kind: "resource", Name: "Büch"}, `is no identifier`},
		{Options{Kind: "resource", Name: strings.Repeat("a", 101)}, `is no identifier`},
		{Options{Kind: "resource", Name: "Book"}, "book.md is there and stays as it is: --force overwrites it, --file names another"},
		{Options{Kind: "resource", Name: "book", File: "book.md"}, "resources/book.md describes the type book already"},
		{Options{Kind: "resource", Name: "A", Path: "/as"}, "--path says nothing about a page of kind resource; what does is --title, --description, --file, --force, --property, --part"},
		{Options{Kind: "resource", Name: "A", Status: 200}, "--status says nothing about a page of kind resource"},
		{Options{Kind: "list", Name: "A", Method: "PUT"}, "--method says nothing about a page of kind list"},
		{Options{Kind: "delete", Name: "A", Type: "B"}, "--type says nothing about a page of kind delete"},
		{Options{Kind: "list", Name: "A", Part: true}, "--part says nothing"},
		{Options{Kind: "get", Name: "A", MediaType: "image/png"}, "--media-type says nothing"},
		{Options{Kind: "update", Name: "A", Method: "GET"}, "--method GET: a page of kind update has PATCH, PUT, POST"},
		{Options{Kind: "create", Name: "A", Status: 404}, "--status 404: the answer of a page of kind create has 201, 200, 202, 204"},
		{Options{Kind: "create", Name: "A", Status: 204, Type: "B"}, "--status 204: such an answer has no body, and --type B none to describe"},
		{Options{Kind: "get", Name: "A", Type: "a b"}, `--type "a b" is no identifier`},
		{Options{Kind: "get", Name: "A", Title: "# A"}, "--title \"# A\" does not begin with a letter"},
		{Options{Kind: "get", Name: "A", Description: "A\n\n# B"}, "is not one line"},
		{Options{Kind: "get", Name: "A", Description: "Gets it. <!-- { } -->"}, "has a comment in it"},
		{Options{Kind: "get", Name: "A", Description: "```"}, "does not begin with a letter"},
		{Options{Kind: "get", Name: "A", Description: "\xff"}, "is not one line"},
		{Options{Kind: "get", Name: "A", File: "../a.md"}, `--file "../a.md" leads out of the docs folder`},
		{Options{Kind: "get", Name: "A", File: "/tmp/a.md"}, "leads out of the docs folder"},
		{Options{Kind: "get", Name: "A", File: "api/a.txt"}, "is no page"},
		{Options{Kind: "get", Name: "A", File: "api/.a.md"}, "is hidden"},
		{Options{Kind: "get", Name: "A", File: "api/a b.md"}, "write letters, digits, hyphens and underscores alone"},
		{Options{Kind: "get", Name: "A", File: "api/book-get.md/a.md"}, "is no folder"},
		{Options{Kind: "get", Name: "A", Path: "books/{id}"}, `--path "books/{id}": a path begins with /, as in /as/{id}`},
		{Options{Kind: "get", Name: "A", Path: "https://api.example.com/a"}, "a path begins with /"},
		{Options{Kind: "get", Name: "A", Path: "/a/../b"}, `".." is no segment`},
		{Options{Kind: "get", Name: "A", Path: "/a//b"}, `"" is no segment`},
		{Options{Kind: "get", Name: "A", Path: "/a/{}"}, "is no placeholder"},
		{Options{Kind: "get", Name: "A", Path: "/a/{id}/b/{id}"}, "stands twice"},
		{Options{Kind: "get", Name: "A", Path: "/a?b=c"}, "is no segment"},
		{Options{Kind: "get", Name: "A", Path: "/a\nb"}, "is no segment"},
		{Options{Kind: "list", Name: "A", Path: "/as/{id}"}, "a page of kind list has the path of a collection, without {id} at the end"},
		{Options{Kind: "action", Name: "A", Path: "/as/{id}"}, "the path ends in what the call does"},
		{Options{Kind: "get", Name: "A", Host: "api.example.com"}, `--host "api.example.com" is no absolute http or https URL`},
		{Options{Kind: "get", Name: "A", Host: "https://a.example?b"}, "no query"},
		{Options{Kind: "get", Name: "A", Host: "https://me:x@a.example"}, "no user"},
		{Options{Kind: "get", Name: "A", Host: "https://{shop}.example"}, "is no absolute"},
		{Options{Kind: "get", Name: "A", Auth: "token"}, `--auth "token": write bearer, basic, none, key:HEADER`},
		{Options{Kind: "get", Name: "A", Auth: "key"}, "write bearer"},
		{Options{Kind: "get", Name: "A", Auth: "key:"}, `"" is no name of a header field`},
		{Options{Kind: "get", Name: "A", Auth: "key:Content-Type"}, "has a meaning of its own"},
		{Options{Kind: "resource", Name: "A", Permissions: []string{"A.Read"}}, "--permission says nothing"},
		{Options{Kind: "get", Name: "A", Permissions: []string{"A.Read|B.Read"}}, "is no name of a permission"},
		{Options{Kind: "get", Name: "A", Permissions: []string{""}}, "is no name of a permission"},
		{Options{Kind: "upload", Name: "A", MediaType: "png"}, "is no media type"},
		{Options{Kind: "upload", Name: "A", MediaType: "application/json"}, "JSON is sent by pages of kind"},
		{Options{Kind: "get", Name: "Book", File: "api/book.md"}, "api/book-get.md documents GET /books/{id} already"},
		{Options{Kind: "get", Name: "Book", Force: true, Properties: []string{"title:String"}}, "resources/book.md describes Book, and the answer has the properties that it lists"},
		{Options{Kind: "create", Name: "Book", Properties: []string{"title"}}, `--property "title": resources/book.md describes Book and has no such property`},
		{Options{Kind: "create", Name: "Book", Properties: []string{"createdAt"}}, "says that it is read-only"},
		{Options{Kind: "update", Name: "Stamp"}, "nothing can be sent: resources/stamp.md has no property that is not read-only"},
	} {
		_, err := Write(t.Context(), config.Settings{Docs: docs}, c.o)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: got %v, want %s", c.o, err, c.want)
		}
	}
	if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
		t.Errorf("something was written: %s", diff)
	}
}

// TestPropertyErrors tries properties that cannot be read.
func TestPropertyErrors(t *testing.T) {
	docs := filepath.Join(t.TempDir(), "docs")
	for text, want := range map[string]string{
		"title":                          "write name:Type",
		"a b:String":                     `"a b" is no name of a property`,
		"id!:String":                     "is no name",
		"title:Strin":                    `"Strin" is no type word, and no page describes such a type; did you mean "string"?`,
		"title:":                         `"" is no type word`,
		"author:Author":                  "write its page first: sdkscribe init --page resource Author",
		"cover:Stream":                   "bytes are no part of JSON",
		"title:String:requird":           `"requird" is none of the words that stand behind a type; write required`,
		"title:String:Note: the title.":  `"note" is none of the words`,
		"title:String::# It.":            "does not begin with a letter",
		"state:open|not open":            `"not open" is no value of an enumeration`,
		"title:String,title:Int32:fixed": `"int32" is none of the words`,
	} {
		_, err := Write(t.Context(), config.Settings{Docs: docs}, Options{Kind: "resource", Name: "Book", Properties: []string{text}})
		if err == nil || !strings.HasPrefix(err.Error(), "--property ") || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
	for _, o := range []Options{
		{Kind: "resource", Name: "Book", Properties: []string{"title:String", "Title:String"}},
		{Kind: "action", Name: "Book", Properties: []string{"days:Int32", "days:Int32"}, Status: 204},
		{Kind: "action", Name: "Book", Properties: []string{"days:few|many"}, Status: 204},
		{Kind: "action", Name: "Book", Properties: []string{"days:Nothing"}},
		{Kind: "upload", Name: "Book", MediaType: "png", Status: 200},
	} {
		if _, err := Write(t.Context(), config.Settings{Docs: docs}, o); err == nil {
			t.Errorf("%+v is written", o)
		}
	}
	if got := tree(t, docs); len(got) > 0 {
		t.Errorf("something was written: %v", got)
	}
}

// TestForce overwrites what it is asked to, whole, and leaves nothing else behind.
func TestForce(t *testing.T) {
	docs := filepath.Join(t.TempDir(), "docs")
	writeAll(t, docs, book()...)
	name := filepath.Join(docs, "api", "book-get.md")
	if err := os.WriteFile(name, []byte("# Mine\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(t.Context(), config.Settings{Docs: docs}, Options{Kind: "get", Name: "Book"}); err == nil {
		t.Error("a page is overwritten")
	}
	if text, _ := os.ReadFile(name); string(text) != "# Mine\n" {
		t.Errorf("the page is\n%s", text)
	}
	for _, o := range book() {
		o.Force = true
		writeAll(t, docs, o)
	}
	if diff := cmp.Diff(tree(t, filepath.Join("testdata", "book")), tree(t, docs)); diff != "" {
		t.Error(diff)
	}
}

// TestExampleNames sees that no two examples have a name.
func TestExampleNames(t *testing.T) {
	docs := filepath.Join(t.TempDir(), "docs")
	writeAll(t, docs, Options{Kind: "get", Name: "Book"}, Options{Kind: "get", Name: "Book", Path: "/shelves/{shelfId}/books/{id}", File: "api/shelf.md"})
	if text := tree(t, docs)["api/shelf.md"]; !strings.Contains(text, `"name": "get_book_2"`) {
		t.Errorf("the page is\n%s", text)
	}
}

// TestLinks sees that nothing is written through links that a commit may have put there,
// nor to a folder that only a configuration names.
func TestLinks(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/x\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	docs := filepath.Join(dir, "docs")
	if err := os.MkdirAll(docs, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(docs, "resources")); err != nil {
		t.Skip(err)
	}
	if err := os.Symlink(filepath.Join(outside, "mine.md"), filepath.Join(docs, "book.md")); err != nil {
		t.Fatal(err)
	}
	for _, o := range []Options{
		{Kind: "resource", Name: "Book"},
		{Kind: "resource", Name: "Book", Force: true},
		{Kind: "resource", Name: "Book", File: "book.md"},
		{Kind: "resource", Name: "Book", File: "book.md", Force: true},
		{Kind: "list", Name: "Book"},
	} {
		if r, err := Write(t.Context(), config.Settings{Docs: docs}, o); err == nil || len(r.Written) > 0 {
			t.Errorf("%+v: %v, %v", o, r, err)
		}
	}
	if _, err := Write(t.Context(), config.Settings{Docs: outside, DocsElsewhere: true}, Options{Kind: "resource", Name: "Book"}); err == nil || !strings.Contains(err.Error(), "name it with --docs") {
		t.Error(err)
	}
	if got := tree(t, outside); len(got) > 0 {
		t.Errorf("written outside: %v", got)
	}
}

// TestNamespace adds pages to a reference whose types are in a namespace, and whose lists
// are wrapped in a way of its own.
func TestNamespace(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/x\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	docs := filepath.Join(dir, "docs")
	if err := os.CopyFS(docs, os.DirFS(filepath.Join("testdata", "namespace"))); err != nil {
		t.Fatal(err)
	}
	writeAll(t, docs, Options{Kind: "resource", Name: "Reader", Properties: []string{"shelf:shelf:required"}},
		Options{Kind: "list", Name: "Reader"}, Options{Kind: "create", Name: "shelf"}, Options{Kind: "get", Name: "shelf"})
	got := tree(t, docs)
	for name, want := range map[string]string{
		"resources/reader.md": "\nNamespace: library\n",
		"api/reader-list.md":  "GET https://library.example.org/api/readers\n",
		"api/shelf-create.md": "POST /rooms/{roomId}/shelves\n",
		"api/shelf-get.md":    "[shelf](../types/shelf.md)",
	} {
		if !strings.Contains(got[name], want) {
			t.Errorf("%s has no %q:\n%s", name, want, got[name])
		}
	}
	if !strings.Contains(got["api/reader-list.md"], `"collectionProperty": "found"`) {
		t.Errorf("the list is\n%s", got["api/reader-list.md"])
	}
	checkClean(t, docs, filepath.Join(dir, "sdk"))
}

// TestPermissions adds pages to a reference whose pages have tables of permissions.
func TestPermissions(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/x\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	docs := filepath.Join(dir, "docs")
	writeAll(t, docs, Options{Kind: "get", Name: "Book", Permissions: []string{"Shop.Read", "Shop.Manage"}})
	name := filepath.Join(docs, "api", "book-get.md")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text = bytes.Replace(text, []byte("|Application|Shop.Read, Shop.Manage|\n"), []byte("|Delegated (guests)|Not supported.|\n| Application | Shop.Read |\n"), 1)
	if err := os.WriteFile(name, text, 0o666); err != nil {
		t.Fatal(err)
	}
	writeAll(t, docs, Options{Kind: "list", Name: "Book"}, Options{Kind: "delete", Name: "Book"}, Options{Kind: "update", Name: "Book", Permissions: []string{"Shop.Manage"}})
	const head = "## Permissions\n\n|Permission type|Permissions|\n|:---|:---|\n"
	got := tree(t, docs)
	for name, want := range map[string]string{
		"api/book-get.md":    head + "|Delegated|Shop.Read, Shop.Manage|\n|Delegated (guests)|Not supported.|\n| Application | Shop.Read |\n\n##",
		"api/book-list.md":   head + "|Delegated|Books.Read|\n|Delegated (guests)|Not supported.|\n|Application|Books.Read|\n\n##",
		"api/book-delete.md": head + "|Delegated|Books.ReadWrite|\n|Delegated (guests)|Not supported.|\n|Application|Books.ReadWrite|\n\n##",
		"api/book-update.md": head + "|Delegated|Shop.Manage|\n|Delegated (guests)|Not supported.|\n|Application|Shop.Manage|\n\n##",
	} {
		if !strings.Contains(got[name], want) {
			t.Errorf("%s has no\n%s\nbut\n%s", name, want, got[name])
		}
	}
	checkClean(t, docs, filepath.Join(dir, "sdk"))
}

// TestWords makes words and plurals of names.
func TestWords(t *testing.T) {
	for name, want := range map[string][3]string{
		"Book":        {"book", "/books", "a book"},
		"OrderItem":   {"order item", "/orderItems", "an order item"},
		"order_line":  {"order line", "/order_lines", "an order line"},
		"Category":    {"category", "/categories", "a category"},
		"Box":         {"box", "/boxes", "a box"},
		"Day":         {"day", "/days", "a day"},
		"User":        {"user", "/users", "a user"},
		"Salesperson": {"salesperson", "/salespeople", "a salesperson"},
		"ISBN":        {"isbn", "/isbns", "an isbn"},
		"URLMap":      {"url map", "/urlMaps", "an url map"},
	} {
		got := [3]string{words(name), "/" + plural(lowerFirst(name)), withArticle(words(name))}
		if got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}
