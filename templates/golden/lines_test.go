package golden

import (
	"context"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/templates/rest"
)

// thing is what the calls of these tests return.
type thing struct {
	Name  rest.Opt[string]    `json:"name"`
	Size  rest.Opt[int32]     `json:"size"`
	Parts []*thing            `json:"parts"`
	When  rest.Opt[rest.Date] `json:"when"`
	Extra rest.Extra          `odata:"#x.thing"`
}

func (o *thing) MarshalJSON() ([]byte, error) { return rest.MarshalObject(o) }

func (o *thing) UnmarshalJSON(text []byte) error { return rest.UnmarshalObject(text, o) }

// shop is a service of an SDK. what it asks for can be changed.
type shop struct {
	core *rest.Client
	get  string
	all  string
	lose bool // the options
	swap bool // the arguments
}

func (s *shop) Get(ctx context.Context, id, file string, opts ...rest.Option) (*thing, error) {
	if s.swap {
		id, file = file, id
	}
	return rest.Call[*thing](ctx, s.core, s.options(opts), s.get, nil, id, file)
}

func (s *shop) Update(ctx context.Context, body *thing, opts ...rest.Option) (*rest.Response, error) {
	return rest.Send(ctx, s.core, s.options(opts), "PATCH /things", body)
}

func (s *shop) Fire(ctx context.Context, body any, opts ...rest.Option) (*rest.Response, error) {
	return rest.Send(ctx, s.core, s.options(opts), "PUT /things/fire", body)
}

func (s *shop) All(ctx context.Context, opts ...rest.Option) iter.Seq2[*thing, error] {
	return rest.Items[*thing](ctx, s.core, s.options(opts), s.all, nil)
}

func (s *shop) options(opts []rest.Option) []rest.Option {
	if s.lose {
		return nil
	}
	return opts
}

const shopLines = `### get:1

> GET /things/1%2F%20%C3%A9/root:/a%20b/c HTTP/1.1

< HTTP/1.1 200 OK
< Content-Type: application/json
<
< {"name": "n", "size": 1}

### get:2

> GET /Things('1%2F%20%C3%A9')/root:/a%20b/c?x=1%262 HTTP/1.1

~ in another notation
= other.http thing/get

### update:3

> PATCH /things HTTP/1.1

= other.http thing/update

### fire:5

> PUT /things/fire HTTP/1.1

< HTTP/1.1 200 OK

### fire:6

> PUT /things/fire HTTP/1.1
> Content-Type: application/json
>
> {"size": 3}

< HTTP/1.1 200 OK

### list:4

> GET /things HTTP/1.1

< HTTP/1.1 200 OK
< Content-Type: application/json
<
< {"value": [{"name": "a"}, {"name": "b"}], "@odata.nextLink": "https://elsewhere.example.com"}
`

const shopOther = `### thing/get

> GET /things/x HTTP/1.1

< HTTP/1.1 200 OK
< Content-Type: application/json
<
< {"name": "other"}

### thing/update

> PATCH /things HTTP/1.1
> Content-Type: application/json
>
> {"size": 3}

< HTTP/1.1 204 No Content
`

// playShop plays all lines against a shop.
func playShop(t *testing.T, s *shop) {
	x := Lines(t, "shop-requests.lines")
	core, err := rest.NewClient(nil, rest.BaseURL(x.URL), rest.HTTPClient(x.Client()))
	if err != nil {
		t.Fatal(err)
	}
	s.core = core
	client := &mall{Shop: *s}
	x.Play(client, []Line{
		Line{Name: "get:1", Call: (*shop).Get, Args: []any{"1/ é", "a b/c"}},
		Line{Name: "get:2", Call: (*shop).Get, Args: []any{"1/ é", "a b/c"}},
		Line{Name: "update:3", Call: (*shop).Update},
		Line{Name: "fire:5", Call: (*shop).Fire},
		Line{Name: "fire:6", Call: (*shop).Fire},
		Line{Name: "list:4", Call: (*shop).All, All: true},
	})
}

// mall is a client.
type mall struct{ Shop shop }

// inShop makes the files of the shop and works beside them.
func inShop(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{"shop-requests.lines": shopLines, "other.http": shopOther, "members.txt": shopMembers} {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join("testdata", name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

const getThing, allThings = "GET /things/{id}/root:/{path}", "GET /things"

func TestLines(t *testing.T) {
	inShop(t)
	playShop(t, &shop{get: getThing, all: allThings})
}

// TestLinesBite runs the test of lines, in another process, for shops with a fault.
func TestLinesBite(t *testing.T) {
	const variable = "GOLDEN_SHOP"
	faults := map[string]*shop{
		"verb":     {get: "DELETE /things/{id}/root:/{path}", all: allThings},
		"path":     {get: "GET /thing/{id}/root:/{path}", all: allThings},
		"swapped":  {get: getThing, all: allThings, swap: true},
		"iterator": {get: getThing, all: "GET /thing"},
		"options":  {get: getThing, all: allThings, lose: true},
	}
	if s := faults[os.Getenv(variable)]; s != nil {
		inShop(t)
		playShop(t, s)
		return
	}
	for name := range faults {
		if out, failed := again(t, "^TestLinesBite$", variable+"="+name); !failed || !strings.Contains(out, "golden: ") {
			t.Errorf("%s: no difference is found:\n%s", name, out)
		}
	}
}
