package parser_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/parser"
)

// Each target wraps its input as the part of a page that it is about, and checks
// what must hold for every page.

func FuzzPage(f *testing.F) {
	pages, err := filepath.Glob(filepath.Join("testdata", "pages", "*.md"))
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range pages {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	opts := parser.Options{Include: func(_, target string) ([]byte, string, error) { return []byte(target), target, nil }}
	f.Fuzz(func(t *testing.T, text []byte) {
		checkPage(t, parser.Parse("p.md", text, opts), len(text))
	})
}

func FuzzAnnotation(f *testing.F) {
	for _, seed := range []string{
		`{"blockType":"request","name":["a","b"]}`, `{blocktype: 'resource', "@odata.type": "#Collection(a.b)"}`, `"blockType": "ignored"`,
		`{"@odata.annotations":[{"property":"a","capabilities":{"b":true}}],"@property.aka":"a=b"}`, `{"type":"#page.annotation","suppressions":"x"}`,
		`{"truncated":"true","isCollection":null,"scopes":"a b,c"}`, "{\n\"name\": \"a\nb\"", "{}",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		page := "text\n\n<!-- " + text + "\n-->\n```json\n{\"@odata.type\": \"x\"}\n```\n"
		checkPage(t, parser.Parse("p.md", []byte(page), parser.Options{}), len(page))
	})
}

func FuzzHTTP(f *testing.F) {
	for _, seed := range []string{
		"GET /a/{id}?$x=1 HTTP/1.1\nAccept: b\n\n{\"a\":1}", "HTTP/1.1 204 No Content. Content-Length: 0", "http 200\n\nContent-Type: application/json\n{}",
		"post a/b\n  &c\n\\d\n\nContent-Type x", "GET /a\nor\nGET /b\n# c\n/d (e)", "400 Bad Request", "{a}/b", "HTTP code: 200 OK\r\nContent-Length: 2\r\n\r\n[]",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, annotation := range []string{"", `<!-- {"blockType":"request"} -->`, `<!-- {"name":"x"} -->`} {
			page := "# Request\n\n" + annotation + "\n~~~~~http\n" + text + "\n~~~~~\n"
			checkPage(t, parser.Parse("p.md", []byte(page), parser.Options{}), len(page))
		}
	})
}

func FuzzTable(f *testing.F) {
	for _, seed := range []string{
		"|a|b|\n|-|-|\n|1|2|3|", "a|b\n-|-\n`x|y`|z\\|", "x\n|a|\n|:-:|-|\n||||\n\n|b|", "|[a](b)|**c**<br>d|\n|--|--|\n\t|e", "| `a | b` | c |\n|-|-|-|\n| `|` | `` | ` |",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, prefix := range []string{"", "> ", "- "} {
			page := prefix + strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", len(prefix))) + "\n"
			checkPage(t, parser.Parse("p.md", []byte(page), parser.Options{}), len(page))
		}
	})
}
