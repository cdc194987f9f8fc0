package newpage

// This file makes the page of a call: its tables, its sentences and its example.

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// A callView is what the template of a call's page is filled with.
type callView struct {
	Title, Description                             string
	Method, Path                                   string
	PathParameters, QueryParameters, Headers, Body []*property
	Permissions                                    []permissionRow
	BodyText, Returns                              string
	RequestAnnotation, Request                     string
	ResponseAnnotation, Response                   string
}

// describe makes the page. All types that the call needs are described by pages.
func (c *call) describe(r *reference, o Options) (*callView, error) {
	v := &callView{Title: o.Title, Description: o.Description, Method: c.method, Path: c.path}
	title, description, example := c.texts()
	if v.Title == "" {
		v.Title = title
	}
	if v.Description == "" {
		v.Description = description
	}
	v.Permissions = c.permissionRows(r, o.Permissions)
	url := c.host + c.parameters(r, v)
	var header []string
	switch {
	case c.auth.query:
		v.QueryParameters = append(v.QueryParameters, &property{Name: c.auth.name, Type: "String", Text: c.auth.value + ". Required."})
		url += "?" + c.auth.name + "=" + c.auth.value
	case c.auth.name != "":
		v.Headers = append(v.Headers, &property{Name: c.auth.name, Text: c.auth.value + ". Required."})
		header = append(header, c.auth.name+": "+c.auth.value)
	}
	mediaType, body, err := c.requestBody(r, v, o)
	if err != nil {
		return nil, err
	}
	if mediaType != "" {
		header = append(header, "Content-Type: "+mediaType)
	}
	v.Request = message(c.method+" "+url, header, body)
	var annotation object
	annotation.add("blockType", quote("request"))
	annotation.add("name", quote(r.exampleName(example, c.file)))
	if c.body != "" {
		annotation.add("@type", quote(r.typeOf(c.body).Name))
	}
	if v.RequestAnnotation, err = inline(&annotation); err != nil {
		return nil, err
	}
	return v, c.response(r, v)
}

// texts returns the title, the description and the name of the example.
func (c *call) texts() (title, description, example string) {
	one, many := words(c.name), plural(words(c.name))
	act := words(c.act)
	switch c.kind.name {
	case "list":
		return "List " + many, "Lists " + many + ".", "list_" + strings.ReplaceAll(many, " ", "_")
	case "update":
		return "Update " + one, "Changes " + withArticle(one) + ".", "update_" + snake(c.name)
	case "action":
		return capital(act) + " " + one, capital(thirdPerson(act)) + " " + withArticle(one) + ".", strings.ReplaceAll(act, " ", "_") + "_" + snake(c.name)
	case "upload":
		return "Upload " + act + " of " + one, "Uploads the " + act + " of " + withArticle(one) + ".", "upload_" + snake(c.name) + "_" + strings.ReplaceAll(act, " ", "_")
	}
	return capital(c.kind.name) + " " + one, capital(c.kind.name) + "s " + withArticle(one) + ".", c.kind.name + "_" + snake(c.name)
}

// parameters adds the parameters of the path and returns the path with arguments.
func (c *call) parameters(r *reference, v *callView) string {
	segments := strings.Split(c.path, "/")
	key := len(segments) - 1 // of the object that the page is about
	if c.kind.act {
		key--
	}
	for i, s := range segments {
		name, ok := placeholder(s)
		if !ok {
			continue
		}
		of := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(name, "_id"), "Id"), "ID")
		p := &property{Name: "id", Type: "String", shape: shape{primitive: "Edm.String"}}
		if i == key {
			p, of = c.key(r), c.name
		}
		v.PathParameters = append(v.PathParameters, &property{Name: name, Type: p.Type, Text: "Identifies the " + words(of) + ". Required."})
		segments[i] = url.PathEscape(strings.Trim(sample(p.primitive, p.Name, of), `"`))
	}
	return strings.Join(segments, "/")
}

// requestBody adds what the page says of the body, and returns that of the example.
func (c *call) requestBody(r *reference, v *callView, o Options) (mediaType, body string, err error) {
	switch {
	case c.kind.name == "upload":
		if mediaType, err = mediaTypeOf(o.MediaType); err != nil {
			return "", "", err
		}
		v.Headers = append(v.Headers, &property{Name: "Content-Type", Text: "The media type of the " + words(c.act) + ". Required."})
		v.BodyText = "The bytes of the " + words(c.act) + "."
		return mediaType, "Binary data of the " + words(c.act), nil
	case c.body != "":
		v.Body, err = c.sent(r, o)
		v.BodyText = "A JSON object with properties of the " + words(c.body) + "."
		if c.kind.name == "update" && c.method == http.MethodPatch {
			v.BodyText = "A JSON object with the properties that are to change."
		}
	case len(o.Properties) > 0 && c.kind.name == "action":
		v.Body, err = c.actionParameters(r, o)
		v.BodyText = "A JSON object with these parameters."
	case len(o.Properties) > 0:
		return "", "", fmt.Errorf("--property %q: %s describes %s, and the answer has the properties that it lists", o.Properties[0], r.typeOf(c.result).Page, c.result)
	default:
		v.BodyText = "Do not supply a request body for this method."
		return "", "", nil
	}
	if err != nil {
		return "", "", err
	}
	s := &sampler{r: r, sent: true}
	body, err = indent(s.objectOf(v.Body, c.name))
	return "application/json", body, err
}

// actionParameters returns the parameters of an action.
func (c *call) actionParameters(r *reference, o Options) ([]*property, error) {
	var all []*property
	for _, text := range o.Properties {
		p, err := r.parseProperty(text, "", c.file)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(all, func(other *property) bool { return odata.EqualFold(other.Name, p.Name) }) {
			return nil, fmt.Errorf("--property %q: there is a parameter %s already", text, p.Name)
		}
		all = append(all, p)
	}
	return all, nil
}

// sent returns the properties that the body of a request may have: those that the writer
// names, or all that callers may set.
func (c *call) sent(r *reference, o Options) ([]*property, error) {
	t := r.typeOf(c.body)
	var sent []*property
	for _, p := range r.propertiesOf(t, c.file) {
		if len(o.Properties) > 0 && !slices.Contains(o.Properties, p.Name) {
			continue
		}
		if p.readOnly {
			if len(o.Properties) > 0 {
				return nil, fmt.Errorf("--property %q: %s says that it is read-only", p.Name, t.Page)
			}
			continue
		}
		if c.kind.name == "update" && c.method != http.MethodPut {
			p.Text = strings.TrimSpace(strings.ReplaceAll(p.Text, "Required.", ""))
		}
		sent = append(sent, p)
	}
	for _, name := range o.Properties {
		if !slices.ContainsFunc(sent, func(p *property) bool { return p.Name == name }) {
			return nil, fmt.Errorf("--property %q: %s describes %s and has no such property; write the name of one that it has", name, t.Page, c.body)
		}
	}
	if len(sent) == 0 {
		return nil, fmt.Errorf("nothing can be sent: %s has no property that is not read-only", t.Page)
	}
	return sent, nil
}

// mediaTypeOf checks the media type of what is uploaded.
func mediaTypeOf(text string) (string, error) {
	if text == "" {
		return "application/octet-stream", nil
	}
	kind, sub, ok := strings.Cut(text, "/")
	odd := func(s string) bool {
		return s == "" || strings.ContainsFunc(s, func(r rune) bool { return !isNameRune(r) && !strings.ContainsRune("+.-", r) })
	}
	switch {
	case !ok || odd(kind) || odd(sub):
		return "", fmt.Errorf("--media-type %q is no media type, such as image/png", text)
	case strings.HasSuffix(text, "json"):
		return "", fmt.Errorf("--media-type %q: JSON is sent by pages of kind create, update and action", text)
	}
	return text, nil
}

// response adds what the page says of the answer.
func (c *call) response(r *reference, v *callView) error {
	status := strconv.Itoa(c.status) + " " + http.StatusText(c.status)
	v.Returns = "If successful, this method returns `" + status + "`"
	var annotation object
	annotation.add("blockType", quote("response"))
	var header []string
	body := ""
	if c.result == "" {
		v.Returns += ". It does not return anything in the response body."
	} else {
		t := r.typeOf(c.result)
		s := &sampler{r: r, open: []*api.Type{t}}
		body = s.objectOf(r.propertiesOf(t, c.file), odata.BareName(t.Name))
		name := link(odata.BareName(t.Name), c.file, t.Page, "")
		annotation.add("@type", quote(t.Name))
		if c.kind.name == "list" {
			v.Returns += " and a collection of " + name + " objects in the response body."
			body = "[" + body + "]"
			annotation.add("isCollection", "true")
			if wrapper := r.wrapper(); wrapper != "" {
				annotation.add("collectionProperty", quote(wrapper))
				var o object
				o.add(wrapper, body)
				body = o.String()
			}
		} else {
			article, _, _ := strings.Cut(withArticle(words(c.result)), " ")
			v.Returns += " and " + article + " " + name + " object in the response body."
		}
		if s.short {
			annotation.add("truncated", "true")
		}
		header = append(header, "Content-Type: application/json")
	}
	var err error
	if v.ResponseAnnotation, err = inline(&annotation); err != nil {
		return err
	}
	if body != "" {
		if body, err = indent(body); err != nil {
			return err
		}
	}
	v.Response = message("HTTP/1.1 "+status, header, body)
	return nil
}

// message is a message of HTTP, without a line end at its end.
func message(first string, header []string, body string) string {
	text := strings.Join(append([]string{first}, header...), "\n")
	if body != "" {
		text += "\n\n" + body
	}
	return text
}
