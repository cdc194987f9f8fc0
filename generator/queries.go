package generator

import (
	"strings"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

// This file tells whether the service takes the query options of OData ($select, $filter).
// The comments of an SDK speak of the runtime's options for them only then.

// queries reports whether a page documents or shows a query option of OData, or a member
// that the protocol has in answers. It is found out once.
func (p *Plan) queries() bool {
	p.asked.Do(func() {
		for _, op := range p.api.Operations {
			if p.takesOptions = p.takesOptions || p.isOData(op); p.takesOptions {
				return
			}
		}
	})
	return p.takesOptions
}

// isOData reports whether an operation is called as OData has it.
func (p *Plan) isOData(op *api.Operation) bool {
	for _, param := range op.Parameters {
		if param.In == api.InQuery && optionOf(param.Name) != "" {
			return true
		}
	}
	for _, x := range op.Examples {
		if x.Request != nil && asksOption(x.Request.Query) || x.Response != nil && p.hasControl(x.Response) {
			return true
		}
	}
	return false
}

func asksOption(query []api.Field) bool {
	for _, q := range query {
		if optionOf(q.Name) != "" {
			return true
		}
	}
	return false
}

// hasControl reports whether an answer has control information of the protocol.
func (p *Plan) hasControl(m *api.Message) bool {
	if m.JSON == nil || p.api.Convention.Protocol == "" {
		return false
	}
	for _, member := range m.JSON.Members {
		if strings.HasPrefix(member.Name, p.api.Convention.Protocol) {
			return true
		}
	}
	return false
}
