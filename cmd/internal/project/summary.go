package project

import (
	"github.com/sdkscribe/sdkscribe/cmd/internal/inspect"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/diag"
)

// A Summary counts what a project holds.
type Summary struct {
	Pages int `json:"pages"`
	// Apart are the folders of other references, which are not read.
	Apart []string `json:"apart,omitempty"`
	// Unread are the pages that show a request or properties of which nothing is read.
	Unread     int `json:"unread"`
	Types      int `json:"types"`
	Operations int `json:"operations"`
	// Requests are the documented request templates, Callable those that a
	// method makes; Methods are the distinct calls.
	Requests int `json:"requests"`
	Callable int `json:"callable"`
	Methods  int `json:"methods"`
	// Examples are the documented requests, Tests those with a golden test, and Unanswered
	// those of them whose test has no answer, since the page shows none to read.
	Examples   int `json:"examples"`
	Tests      int `json:"tests"`
	Unanswered int `json:"unanswered"`
	Errors     int `json:"errors"`
	Warnings   int `json:"warnings"`
	Infos      int `json:"infos"`
}

// Model is what was read with its names, as inspect prints it.
func (p *Project) Model() inspect.Model { return inspect.Model{API: p.API, Names: p.Names} }

// Summary counts what p holds.
func (p *Project) Summary() Summary {
	s := Summary{Pages: p.Pages, Apart: p.Apart, Types: len(p.API.Types), Operations: len(p.API.Operations)}
	calls := map[*api.Method]bool{}
	for _, op := range p.API.Operations {
		s.Requests += len(op.Requests)
		for _, r := range op.Requests {
			if p.Names.Request(r) != "" {
				s.Callable++
				calls[r.Call] = true
			}
		}
		s.Examples += len(op.Examples)
		for _, e := range op.Examples {
			if p.Names.Example(e).Test != "" {
				s.Tests++
				if e.Response == nil && e.Received == "" {
					s.Unanswered++
				}
			}
		}
	}
	s.Methods = len(calls)
	for _, d := range p.API.Diagnostics {
		if d.Code == "page-unread" {
			s.Unread++
		}
		switch d.Severity {
		case diag.Error:
			s.Errors++
		case diag.Warning:
			s.Warnings++
		default:
			s.Infos++
		}
	}
	return s
}
