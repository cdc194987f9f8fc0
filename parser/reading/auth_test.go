package reading

import (
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
)

// TestAuthorization reads the header Authorization as it is sent and as tables describe it.
func TestAuthorization(t *testing.T) {
	bearer, basic := api.Credential{Scheme: "Bearer"}, api.Credential{Scheme: "Basic"}
	alone := api.Credential{Header: "Authorization"}
	for _, tt := range []struct {
		value           string
		sent, described api.Credential // the zero one where it tells nothing
	}{
		{"Bearer {token}", bearer, bearer},
		{"bearer eyJhbGciOi", bearer, bearer},
		{"Bearer<token>", bearer, bearer},
		{`"Bearer " + accessToken`, bearer, bearer},
		{"Bearer cwt=AAEB", bearer, bearer},
		{"Basic bm9ydGg6M2Y5Yw==", basic, basic},
		{"Token <key>", api.Credential{Scheme: "Token"}, api.Credential{Scheme: "Token"}},
		{"Token 3f9c", api.Credential{Scheme: "Token"}, api.Credential{}},
		{`Token token="3f9c"`, api.Credential{Scheme: "Token token="}, api.Credential{}},
		{"studio_v1 t=3f9c", api.Credential{Scheme: "studio_v1 t="}, api.Credential{}},
		{"Bot $BOT_TOKEN", api.Credential{Scheme: "Bot"}, api.Credential{Scheme: "Bot"}},
		{"3f9c-77", alone, api.Credential{}},
		{"{key}", alone, api.Credential{}},
		{"<your key>", alone, api.Credential{}},
		{"STUDIO4-HMAC-SHA256 Credential=a, SignedHeaders=b, Signature=c", api.Credential{}, api.Credential{}},
		{`Digest username="north", realm="studio"`, api.Credential{}, api.Credential{}},
		{`OAuth oauth_consumer_key="a", oauth_token="b"`, api.Credential{}, api.Credential{}},
		{"", api.Credential{}, api.Credential{}},
	} {
		if c, _ := authorization(tt.value, true); c != tt.sent {
			t.Errorf("%s is sent: got %+v, want %+v", tt.value, c, tt.sent)
		}
		if c, _ := authorization(tt.value, false); c != tt.described {
			t.Errorf("%s is described: got %+v, want %+v", tt.value, c, tt.described)
		}
	}
	for text, want := range map[string]api.Credential{
		"Required. The bearer token of the studio.": bearer,
		"Uses HTTP basic authentication. Required.": basic,
		"Required.": {},
		"String":    {},
	} {
		if c, _ := authorization(text, false); c != want {
			t.Errorf("%s: got %+v, want %+v", text, c, want)
		}
	}
}

// TestAuthTold tells how calls are authorized from pieces of pages.
func TestAuthTold(t *testing.T) {
	for _, tt := range []struct{ name, page, want string }{
		{"two in one call", "# Authentication\n\nPass the key in the header `X-Studio-Key`, and who you are as well.\n\n```http\nGET https://studio.example/rooms\nX-Studio-Key: st_1\nAuthorization: Bearer abc\n```\n", "bearer token and API key in the header X-Studio-Key"},
		{"sentence of a guide", "# Authentication\n\nPass it in the header `X-Studio-Key`.\n", "API key in the header X-Studio-Key"},
		{"line in code of a guide", "# Authentication\n\nUse `Authorization: Bot <token>`.\n", "token behind Bot in the header Authorization"},
		{"scheme in words", "# Guide\n\n## Authentication\n\nCalls use HTTP basic authentication.\n", "user and password (basic)"},
		{"parameter of a guide", "# Authorization\n\nAdd `?api_key=KEY` to each URL.\n", "API key in the query parameter api_key"},
		{"block of a guide", "# Authentication\n\n```\nX-Studio-Token: abc\n```\n", "API key in the header X-Studio-Token"},
		{"definition", "# Rooms\n\n## Headers\n\nAuthorization\n: Send `Bearer <user token>` to be let in.\n", "bearer token"},
		{"table without a scheme", "# Rooms\n\n## Request headers\n\n|Header|Value|\n|:--|:--|\n|Authorization|Required.|\n", "bearer token; presumed"},
		{"table of another key", "# Rooms\n\n## Request headers\n\n|Header|Description|\n|:--|:--|\n|Idempotency-Key|A key of yours.|\n|X-Csrf-Token|The token of the form.|\n", ""},
		{"key that a call is about", "# Keys\n\n## Query parameters\n\n|Parameter|Description|\n|:--|:--|\n|key|The API key to revoke.|\n|page_token|The access token of the next page.|\n", ""},
		{"header of an answer", "# Login\n\n## Response\n\n### Headers\n\n|Header|Description|\n|:--|:--|\n|X-Subject-Token|The token.|\n", ""},
		{"nothing", "# Rooms\n\nAll rooms.\n", ""},
		{"prose outside of a guide", "# Rooms\n\nA bearer of a pass may enter.\n", ""},
		{"signed", "# Rooms\n\n```http\nGET /rooms\nAuthorization: STUDIO4-HMAC-SHA256 Credential=a, SignedHeaders=b\n```\n", "bearer token; presumed"},
	} {
		page := parser.Parse("rooms.md", []byte(tt.page), parser.Options{})
		got := ""
		for _, h := range Read([]*parser.Page{page}, nil).API.Habits {
			if h.Name == "auth" {
				got = strings.TrimPrefix(strings.TrimSuffix(h.String(), "; 1 page"), "auth: ")
			}
		}
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}
