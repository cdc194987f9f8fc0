package reading

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/sdkscribe/sdkscribe/parser"
)

// TestManyPages builds a model of many pages about types with many properties, which
// are looked up from several goroutines, and about one that all examples show to be
// no object. It is for the race detector above all.
func TestManyPages(t *testing.T) {
	var pages []*parser.Page
	page := func(path, text string) { pages = append(pages, parser.Parse(path, []byte(text), parser.Options{})) }
	for i := range 8 {
		var rows, members strings.Builder
		for j := range 40 {
			fmt.Fprintf(&rows, "|prop%d|String|Property %d.|\n", j, j)
			fmt.Fprintf(&members, "%q: \"String\",", fmt.Sprintf("prop%d", j))
		}
		page(fmt.Sprintf("resources/thing%d.md", i), fmt.Sprintf("# thing%d resource type\n\nNamespace: x.y\n\n## Properties\n\n|Property|Type|Description|\n|:-|:-|:-|\n%s|things|[thing%d](thing%d.md) collection|More.|\n|extra|[bag](bag.md)|Anything.|\n\n"+
			"## JSON representation\n\n<!-- {\"blockType\": \"resource\", \"@odata.type\": \"x.y.thing%d\"} -->\n```json\n{%s}\n```\n", i, rows.String(), (i+1)%8, (i+1)%8, i, strings.TrimSuffix(members.String(), ",")))
	}
	page("resources/bag.md", "# bag resource type\n\nNamespace: x.y\n\n## Properties\n\nNone.\n\n## JSON representation\n\n<!-- {\"blockType\": \"resource\", \"@odata.type\": \"x.y.bag\"} -->\n```json\n{}\n```\n")
	for i := range 300 {
		k := i % 8
		page(fmt.Sprintf("api/thing%d-get-%d.md", k, i), fmt.Sprintf("# Get thing%d\n\n## HTTP request\n\n```http\nGET /thing%ds/{id}/things/{id}/part%d\n```\n\n## Response\n\nIf successful, this method returns `200 OK` and a [thing%d](../resources/thing%d.md) object.\n\n## Example\n\n"+
			"<!-- {\"blockType\": \"request\", \"name\": \"get_%d\"} -->\n```http\nGET https://x.com/v1.0/thing%ds/1/things/2/part%d\n```\n\n<!-- {\"blockType\": \"response\", \"@odata.type\": \"x.y.thing%d\"} -->\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"prop39\": \"a\", \"extra\": \"text\", \"things\": [{\"prop1\": \"b\"}]}\n```\n", k, k, i, k, k, i, k, i, k))
	}
	want := marshal(t, Build(pages))
	if got := marshal(t, Build(pages)); !bytes.Equal(want, got) {
		t.Error(cmp.Diff(string(want), string(got)))
	}
	if !bytes.Contains(want, []byte("x.y.thing7")) {
		t.Errorf("there is no thing7: %.2000s", want)
	}
}
