package newpage

// This file decides what a call is: its path, its types, its answer. What the page shows of
// it is made in callview.go.

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// A call is what the page of a call documents.
type call struct {
	*kind
	name   string // the type that the page is about
	file   string
	method string
	path   string // with placeholders
	// act is the last segment of the path, of an action or an upload.
	act    string
	host   string
	auth   credential
	status int
	// body and result are the names of types, "" for none.
	body, result string
}

// newCall decides what a call is.
func newCall(k *kind, r *reference, o Options) (*call, error) {
	c := &call{kind: k, name: o.Name, method: o.Method, path: o.Path, status: o.Status, host: r.host(), auth: credentialOf(r.api)}
	if c.method == "" {
		c.method = k.methods[0]
	}
	if c.path == "" {
		c.path = r.collection(o.Name) + k.path
	}
	if err := c.checkPath(); err != nil {
		return nil, err
	}
	if o.Host != "" {
		if err := checkHost(o.Host); err != nil {
			return nil, err
		}
		c.host = strings.TrimSuffix(o.Host, "/")
	}
	if o.Auth != "" {
		var err error
		if c.auth, err = parseAuth(o.Auth); err != nil {
			return nil, err
		}
	}
	if k.sends {
		c.body = o.Name
	}
	if err := c.setResult(o); err != nil {
		return nil, err
	}
	ending := strings.ToLower(o.Name) + "-" + k.name
	if k.act {
		ending = strings.ToLower(strings.Join([]string{o.Name, c.act}, "-"))
		if k.name == "upload" {
			ending = strings.ToLower(strings.Join([]string{o.Name, "upload", c.act}, "-"))
		}
	}
	var err error
	if c.file, err = pageFile(o.File, "api/"+ending+".md"); err != nil {
		return nil, err
	}
	if c.kind.name == "action" {
		_, err = c.actionParameters(r, o)
	} else if c.kind.name == "upload" {
		_, err = mediaTypeOf(o.MediaType)
	}
	if err != nil { // before the page of a type is written
		return nil, err
	}
	parsed, err := api.ParsePath(c.path, r.api.Namespace)
	if err != nil {
		return nil, fmt.Errorf("--path %q: %w", c.path, err)
	}
	if page := r.documented(c.method, parsed, c.file); page != "" {
		return nil, fmt.Errorf("%s documents %s %s already", page, c.method, c.path)
	}
	return c, nil
}

// setResult decides on the status and the type of the answer.
func (c *call) setResult(o Options) error {
	if c.status == 0 {
		if c.status = c.statuses[0]; o.Type != "" && !hasBody(c.status) {
			c.status = 200
		}
	}
	switch {
	case o.Type != "" && !hasBody(c.status):
		return fmt.Errorf("--status %d: such an answer has no body, and --type %s none to describe", c.status, o.Type)
	case o.Type != "":
		c.result = o.Type
	case hasBody(c.status) && c.kind.name != "delete":
		c.result = c.name
	}
	return nil
}

// hasBody reports whether answers with a status have a body that pages of ours describe.
func hasBody(status int) bool { return status == 200 || status == 201 }

// needs are the types that the page refers to.
func (c *call) needs() []string {
	var names []string
	if c.body != "" {
		names = append(names, c.body)
	}
	if c.result != "" && c.result != c.body {
		names = append(names, c.result)
	}
	return names
}

// subject is the type that --property describes where no page does, "" for none.
func (c *call) subject() string {
	switch {
	case c.kind.name == "action":
		return ""
	case c.body != "":
		return c.body
	}
	return c.result
}

// checkPath checks the path against the kind, and sets act.
func (c *call) checkPath() error {
	fail := func(format string, args ...any) error {
		return fmt.Errorf("--path %q: %s", c.path, fmt.Sprintf(format, args...))
	}
	if !strings.HasPrefix(c.path, "/") {
		return fail("a path begins with /, as in /%s/{id}; the address of the service is for --host", plural(lowerFirst(c.name)))
	}
	segments := strings.Split(c.path[1:], "/")
	seen := map[string]bool{}
	for _, s := range segments {
		name, isHole := placeholder(s)
		switch {
		case isHole && (checkName("", name) != nil || seen[name]):
			return fail("%s is no placeholder, or stands twice: a placeholder is an identifier in braces, as in {id}", s)
		case isHole:
			seen[name] = true
		case s == "" || strings.Trim(s, ".") == "" || strings.ContainsFunc(s, func(r rune) bool { return !isNameRune(r) && r != '-' && r != '.' }):
			return fail("%q is no segment of a path: write letters, digits, hyphens and underscores, or a placeholder such as {id}", s)
		}
	}
	last := segments[len(segments)-1]
	switch _, isHole := placeholder(last); {
	case c.collection && isHole:
		return fail("a page of kind %s has the path of a collection, without %s at the end", c.kind.name, last)
	case c.kind.act && (isHole || !strings.ContainsAny(last[:1], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")):
		return fail("the path ends in what the call does, as in /%s/{id}/archive", plural(lowerFirst(c.name)))
	}
	if c.kind.act {
		c.act = last
	}
	return nil
}

// placeholder returns the name in braces that a segment is.
func placeholder(segment string) (name string, ok bool) {
	if len(segment) < 2 || segment[0] != '{' || segment[len(segment)-1] != '}' {
		return "", false
	}
	return segment[1 : len(segment)-1], true
}

// checkHost returns why a text cannot be the address of a service.
func checkHost(text string) error {
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || strings.ContainsAny(text, " `<>{}|\\"):
		return fmt.Errorf("--host %q is no absolute http or https URL, such as %s", text, defaultHost)
	case u.RawQuery != "" || u.Fragment != "" || u.User != nil || strings.ContainsAny(text, "?#"):
		return fmt.Errorf("--host %q: paths are appended to it, so that it has no user, no query and no fragment", text)
	}
	return nil
}

// key returns the property that identifies the object of the page, as far as a page
// describes it, and otherwise a text called id.
func (c *call) key(r *reference) *property {
	if t := r.typeOf(c.name); t != nil {
		for _, p := range r.propertiesOf(t, c.file) {
			if odata.EqualFold(p.Name, keyOf(t)) && p.primitive != "" {
				return p
			}
		}
	}
	return &property{Name: "id", Type: "String", shape: shape{primitive: "Edm.String"}}
}
