package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/mod/modfile"

	"github.com/sdkscribe/sdkscribe/cmd/internal/newpage"
)

// TestInitPages makes a whole reference in an empty module: the eight kinds of pages from a
// name alone, which lint finds no fault with, and an SDK of them whose golden tests pass.
func TestInitPages(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "go.mod", emptyModule(t))
	sums, err := os.ReadFile("../../go.sum")
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, "go.sum", string(sums))
	for _, kind := range newpage.Kinds() {
		status, stdout, stderr := sdkscribe(t, dir, "init", "--page", kind, "Book")
		if status != 0 || stderr != "" || !strings.Contains(stdout, " written\nnext: put your words and values in the place of ours, then\n  sdkscribe lint --fail-on info\n") {
			t.Fatalf("%s: status %d: %s%s", kind, status, stdout, stderr)
		}
	}
	if n := len(tree(t, filepath.Join(dir, "docs"))); n != len(newpage.Kinds()) {
		t.Errorf("there are %d pages", n)
	}
	for _, args := range [][]string{{"lint", "--fail-on", "info"}, {"generate"}, {"check"}} {
		if status, stdout, stderr := sdkscribe(t, dir, args...); status != 0 || stderr != "" {
			t.Errorf("%s: status %d: %s%s", args[0], status, stdout, stderr)
		}
	}
	if testing.Short() {
		return
	}
	for _, args := range [][]string{{"vet", "./..."}, {"test", "./..."}} {
		cmd := exec.CommandContext(t.Context(), "go", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod -trimpath", "GOPROXY=off", "GOSUMDB=off", "GOWORK=off", "GOTOOLCHAIN=local")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("go %s: %v\n%.6000s", args[0], err, out)
		}
	}
}

// emptyModule is the go.mod of a module that needs what an SDK needs.
func emptyModule(t *testing.T) string {
	t.Helper()
	own, err := os.ReadFile("../../go.mod")
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
	return text
}

// TestInitPageFlags hands every flag on to the page.
func TestInitPageFlags(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "pages/keep.txt", "")
	status, stdout, stderr := sdkscribe(t, dir, "init", "--page", "resource", "Book", "--docs", "pages", "--part", "--property", "title:String:required:The title.", "--file", "types/book.md")
	if want := filepath.FromSlash("pages/types/book.md") + " written\n"; status != 0 || !strings.HasPrefix(stdout, want) {
		t.Fatalf("status %d: %s%s", status, stdout, stderr)
	}
	status, stdout, stderr = sdkscribe(t, dir, "init", "--page", "upload", "Book", "--docs", "pages", "--path", "/shop/books/{isbn}/cover", "--method", "POST",
		"--type", "Cover", "--host", "https://shop.example/api", "--auth", "key:X-Api-Key", "--media-type", "image/png", "--title", "Show a cover",
		"--description", "Puts a cover on a book.", "--status", "201", "--permission", "Shop.Write")
	if status != 0 || !strings.Contains(stdout, filepath.FromSlash("pages/resources/cover.md")+" written\n") || !strings.Contains(stdout, "no page described the type") {
		t.Fatalf("status %d: %s%s", status, stdout, stderr)
	}
	page := tree(t, dir)["pages/api/book-upload-cover.md"]
	for _, want := range []string{
		"# Show a cover\n\nPuts a cover on a book.\n", "\nPOST /shop/books/{isbn}/cover\n", "POST https://shop.example/api/shop/books/book-1/cover\nX-Api-Key: {key}\nContent-Type: image/png\n",
		"HTTP/1.1 201 Created\n", "|Application|Shop.Write|\n", "[Cover](../resources/cover.md)",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %q:\n%s", want, page)
		}
	}
	status, _, stderr = sdkscribe(t, dir, "init", "--page", "resource", "Book", "--docs", "pages", "--file", "types/book.md")
	if status != exitBroken || !strings.Contains(stderr, "is there and stays as it is: --force overwrites it") {
		t.Errorf("status %d: %s", status, stderr)
	}
	status, _, stderr = sdkscribe(t, dir, "init", "--page", "resource", "Book", "--docs", "pages", "--file", "types/book.md", "--force")
	if status != 0 || !strings.Contains(tree(t, dir)["pages/types/book.md"], "keyProperty") {
		t.Errorf("status %d: %s", status, stderr)
	}
}

// TestInitArguments tells what belongs to pages from what belongs to modules.
func TestInitArguments(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "go.mod", "module example.com/sdk\n")
	before := tree(t, dir)
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"Book"}, `init takes no "Book": a page is written with --page, as in: sdkscribe init --page resource Book`},
		{[]string{"--page", "list"}, "--page takes one NAME, that of the type which the page is about, as in: sdkscribe init --page list Book"},
		{[]string{"--page", "list", "Book", "Order"}, "--page takes one NAME"},
		{[]string{"--page", "", "Book"}, `there is no page of kind ""`},
		{[]string{"--page", "list", "Book", "--github"}, "--github says nothing about a page"},
		{[]string{"--page", "list", "Book", "--out", "x"}, "--out says nothing about a page"},
		{[]string{"--page", "list", "Book", "--pre-commit"}, "--pre-commit says nothing about a page"},
		{[]string{"--page", "list", "Book", "--status", "many"}, "invalid argument"},
	} {
		status, stdout, stderr := sdkscribe(t, dir, append([]string{"init"}, c.args...)...)
		if status != exitBroken || stdout != "" || !strings.Contains(stderr, c.want) {
			t.Errorf("%q: status %d: %s%s", c.args, status, stdout, stderr)
		}
	}
	for _, flag := range []string{"path", "method", "type", "property", "host", "auth", "permission", "media-type", "title", "description", "status", "file"} {
		status, _, stderr := sdkscribe(t, dir, "init", "--"+flag, "1")
		if status != exitBroken || !strings.Contains(stderr, "--"+flag+" is about a page: say which kind of page with --page") {
			t.Errorf("%s: status %d: %s", flag, status, stderr)
		}
	}
	for _, flag := range []string{"part", "force"} {
		if status, _, stderr := sdkscribe(t, dir, "init", "--"+flag); status != exitBroken || !strings.Contains(stderr, "is about a page") {
			t.Errorf("%s: status %d: %s", flag, status, stderr)
		}
	}
	if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
		t.Error(diff)
	}
}
