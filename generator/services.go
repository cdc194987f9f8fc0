package generator

import "github.com/sdkscribe/sdkscribe/generator/code"

// This file describes the client and the services.

// describeClient describes the client and its constructor, and the error codes.
func (p *Plan) describeClient() []code.Decl {
	decls := []code.Decl{&code.Client{BaseURL: p.opts.BaseURL, Services: describeServices(p.root), Options: p.clientOptions(), Docs: p.credentialDocs()}}
	for _, c := range p.codes {
		decls = append(decls, &code.ErrorCode{Name: c.name, Code: c.code, Message: c.message, Statuses: c.statuses})
	}
	return decls
}

// describeServices describes the services below s.
func describeServices(s *service) []*code.Service {
	children := s.sorted()
	described := make([]*code.Service, len(children))
	for i, child := range children {
		described[i] = describeService(child)
	}
	return described
}

// describeService describes a service and those below it.
func describeService(s *service) *code.Service {
	return &code.Service{
		Name: s.name, Type: s.typeName, Path: s.path, Calls: len(s.methods) > 0, Top: s.parent.parent == nil,
		Services: describeServices(s),
	}
}

// needsClient reports whether there is a method in s or below it.
func (s *service) needsClient() bool {
	if len(s.methods) > 0 {
		return true
	}
	for _, child := range s.children {
		if child.needsClient() {
			return true
		}
	}
	return false
}
