package generator

import (
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

// A code has one constant, named after nothing else; what is no code has none, and two
// codes of one spelling in Go are told apart.
func TestErrorCodes(t *testing.T) {
	a := sample(t)
	for _, op := range a.Operations {
		op.Errors = nil
	}
	before := a.Methods[0].Operations[0]
	after := a.Methods[len(a.Methods)-1].Operations[0]
	before.Errors = []api.ErrorCode{{Status: 404, Code: "itemNotFound", Message: "There is none."}, {Status: 409, Code: "409"}, {Status: 400, Code: ""}}
	after.Errors = []api.ErrorCode{{Status: 410, Code: "itemNotFound", Message: "Gone."}, {Status: 404, Code: "ItemNotFound"}}
	a.Errors = []api.CommonError{{ErrorCode: api.ErrorCode{Status: 429, Code: "tooMany", Message: "Slow down."}, At: api.Place{Page: "errors.md", Line: 9}}}
	p := Name(a, sampleOptions())
	code, _ := emitted(t, p)
	for _, want := range []string{
		"const CodeItemNotFound rest.Code = \"ItemNotFound\"\n",
		"//\n// Slow down.\nconst CodeTooMany rest.Code = \"tooMany\"\n",
		"// CodeItemNotFound2 is the code of an error with status 404, 410. ",
		"//\n// There is none.\nconst CodeItemNotFound2 rest.Code = \"itemNotFound\"\n",
	} {
		if !strings.Contains(code, want) {
			t.Errorf("there is no %s in\n%s", want, code)
		}
	}
	if strings.Contains(code, "Code409") || strings.Contains(code, "CodeN409") || strings.Contains(code, "CodeUnknown") {
		t.Error("what is no code has a constant")
	}
	reported := false
	for _, d := range p.Diagnostics {
		reported = reported || strings.Contains(d.Message, "the error code itemNotFound would be called CodeItemNotFound")
	}
	if !reported {
		t.Errorf("the collision is not reported: %v", p.Diagnostics)
	}
	p.Keep(&api.API{})
	if code, _ := emitted(t, p); strings.Contains(code, "CodeItemNotFound") || !strings.Contains(code, "CodeTooMany") {
		t.Error("the codes of calls that are left out are kept, or those of any call are not")
	}
}
