package newpage

// This file knows how pages show that callers prove who they are.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

// A credential is what each request has to hold. The zero credential is none.
type credential struct {
	// query reports that it is a parameter of the URL and no header field.
	query bool
	name  string
	value string
}

// parseAuth reads what --auth says.
func parseAuth(text string) (credential, error) {
	form, name, named := strings.Cut(text, ":")
	switch {
	case text == "none":
		return credential{}, nil
	case text == "bearer":
		return credential{name: "Authorization", value: "Bearer {token}"}, nil
	case text == "basic":
		return credential{name: "Authorization", value: "Basic {credentials}"}, nil
	case form != "key" && form != "query" || !named:
		return credential{}, fmt.Errorf("--auth %q: write bearer, basic, none, key:HEADER as in key:X-Api-Key, or query:NAME as in query:api_key", text)
	case name == "" || len(name) > maxName || strings.ContainsFunc(name, func(r rune) bool { return !isNameRune(r) && r != '-' }):
		return credential{}, fmt.Errorf("--auth %q: %q is no name of a header field or a parameter", text, name)
	case form == "key" && slices.Contains([]string{"accept", "content-type", "content-length", "host", "connection"}, strings.ToLower(name)):
		return credential{}, fmt.Errorf("--auth %q: the header field %s has a meaning of its own in HTTP", text, name)
	}
	return credential{query: form == "query", name: name, value: "{key}"}, nil
}

// credentialOf tells from the pages that are there what requests have to hold: what a page
// documents in the way that this package writes it, bearer where there is no page.
func credentialOf(a *api.API) credential {
	for _, op := range a.Operations {
		for _, p := range op.Parameters {
			if p.In != api.InHeader && p.In != api.InQuery {
				continue
			}
			for _, value := range []string{"Bearer {token}", "Basic {credentials}", "{key}"} {
				if strings.HasPrefix(p.Description, value) {
					return credential{query: p.In == api.InQuery, name: p.Name, value: value}
				}
			}
		}
	}
	if len(a.Operations) > 0 {
		return credential{}
	}
	return credential{name: "Authorization", value: "Bearer {token}"}
}
