package reading

import (
	"testing"

	"github.com/sdkscribe/sdkscribe/parser"
)

// TestTrailingSlash sees that a slash at the end of request lines is sent where most of
// the reference have one, and is a slip elsewhere.
func TestTrailingSlash(t *testing.T) {
	page := func(name, template string) *parser.Page {
		text := "# Get " + name + "\n\n## HTTP request\n\n```http\nGET " + template + "\n```\n\n## Example\n\n```http\nGET https://a.example/v1" + template + "\n```\n"
		return parser.Parse(name+".md", []byte(text), parser.Options{})
	}
	for _, test := range []struct {
		other string
		want  []string
	}{
		{"/lamps/", []string{"/lamps/", "/sleds/"}},
		{"/lamps", []string{"/lamps", "/sleds"}},
	} {
		got := Build([]*parser.Page{page("lamps", test.other), page("sleds", "/sleds/")})
		for i, op := range got.Operations {
			for _, x := range op.Examples {
				if path := x.Request.Path; path != test.want[i] {
					t.Errorf("beside %s: %s is sent, want %s", test.other, path, test.want[i])
				}
			}
			if len(op.Examples) == 0 {
				t.Errorf("%s has no example", op.Page)
			}
		}
	}
}
