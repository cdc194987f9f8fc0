package generator

import (
	"slices"
	"strings"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
)

// This file describes what a service does its own way where the runtime has to know it for
// all calls: how they are authorized, and what its errors look like. The client is made
// with an option for each, before those of the application, which override them.

// goldenToken is what golden tests authorize their calls with, in the place of what pages
// show. It is no word of any page, so that it can be told from their texts.
const goldenToken = "golden-credential"

// clientOptions are the options that the client is made with.
func (p *Plan) clientOptions() []code.Option {
	var options []code.Option
	if c := p.api.Convention.Auth.Default(); c.Scheme != api.Bearer {
		options = append(options, placement(c))
	}
	if e := p.api.Convention.Errors; e != (api.Errors{}) {
		options = append(options, code.Option{Name: "ErrorsWith", Args: []code.Value{errorMembers(e)}})
	}
	if jobs := p.api.Convention.Jobs; !jobs.IsZero() {
		options = append(options, code.Option{Name: "JobsWith", Args: []code.Value{jobForm(jobs)}})
	}
	return options
}

// errorMembers is the value that tells the runtime what errors call their parts.
func errorMembers(e api.Errors) code.Value {
	v := code.Value{Form: code.StructValue, Type: code.Type{Package: code.Runtime, Name: "ErrorMembers"}}
	for _, m := range []struct{ field, name string }{
		{"Code", e.Code}, {"Message", e.Message}, {"Target", e.Target}, {"Details", e.Details}, {"RequestID", e.RequestID},
	} {
		if m.name != "" {
			part := text(m.name)
			part.Key = m.field
			v.Elements = append(v.Elements, part)
		}
	}
	return v
}

// placement is the option that has a credential sent where it belongs.
func placement(c api.Credential) code.Option {
	switch {
	case c.Query != "":
		return option("TokenQuery", c.Query)
	case c.Header != "":
		return option("TokenHeader", c.Header)
	}
	return option("TokenScheme", c.Scheme)
}

// credentialDocs say what the client is to be given, a paragraph each. That a service
// takes a bearer token is what the comment says anyway, unless a page explains it.
func (p *Plan) credentialDocs() []string {
	auth := p.api.Convention.Auth
	if auth.None {
		return []string{"The service needs no credential."}
	}
	c := auth.Default()
	if len(auth.Credentials) == 0 || c.Scheme == api.Bearer && len(auth.Credentials) == 1 && auth.Guide == "" {
		return nil
	}
	docs := []string{strings.TrimSpace("The service takes " + credentialText(c) + ", of which " + source(c) + ". " + p.link(auth.Guide))}
	for _, other := range auth.Credentials[1:] {
		how := "with tokens of [rest.BasicAuth]"
		if o := placement(other); other.Scheme != api.Basic {
			how = "with the option [rest." + o.Name + "] of " + o.Args[0].Text
		}
		if slices.Contains(auth.With, other) {
			docs = append(docs, "Calls carry "+credentialText(other)+" as well, which [rest.DefaultHeader] of "+other.Header+" sets for all of them.")
			continue
		}
		docs = append(docs, "It also takes "+credentialText(other)+", "+how+".")
	}
	return docs
}

// credentialText is a credential in a sentence.
func credentialText(c api.Credential) string {
	switch {
	case c.Scheme == api.Basic:
		return "a user and a password"
	case c.Scheme == "":
		return "an " + c.String()
	}
	return "a " + c.String()
}

// source says what makes tokens of a credential.
func source(c api.Credential) string {
	if c.Scheme == api.Basic {
		return "[rest.BasicAuth] makes tokens"
	}
	return "[rest.StaticToken] makes tokens if it does not change"
}

// tokenOf is the credential that the client of a test has, nil for none.
func (p *Plan) tokenOf(m *api.Message) *code.Token {
	if m == nil || m.Credential == nil {
		return nil
	}
	t := &code.Token{Text: goldenToken}
	if c := *m.Credential; c != p.api.Convention.Auth.Default() {
		t.Options = []code.Option{placement(c)}
	}
	return t
}
