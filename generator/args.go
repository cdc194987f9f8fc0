package generator

import (
	"cmp"
	"strings"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// This file names the positional arguments of methods: the placeholders of a path.

// pathArgs names the placeholders of a path.
func pathArgs(path api.Path) []code.Arg {
	var args []code.Arg
	taken := scope{}
	owner := ""
	for _, seg := range path {
		if seg.Name != "" && seg.Kind != api.System {
			owner = seg.Name[strings.LastIndexByte(seg.Name, '.')+1:]
		}
		for _, a := range seg.Args {
			if a.Placeholder != "" {
				args = append(args, code.Arg{Name: taken.claim(argName(seg, a, owner)), Type: argType(a), Quoted: a.List == odata.QuotedList})
			}
		}
	}
	return args
}

// argName names one placeholder: by the parameter's name in parentheses, else
// by what the page calls it ("{id | userPrincipalName}": the first), with the
// segment before it where that says too little. What is the same thing in all paths has
// one name: a path behind a colon, and the key of users that a page calls usersId.
func argName(seg api.Segment, a api.Arg, owner string) string {
	if a.Name != "" && (seg.Kind == api.Operator || seg.Kind == api.AlternateKey) {
		return unexported(a.Name, "value")
	}
	if seg.Kind == api.ByPath {
		return "itemPath" // whatever a page calls it
	}
	name, _, _ := strings.Cut(a.Placeholder, "|")
	one := singular(owner)
	var buffer, other [64]byte
	switch joined := string(appendJoined(buffer[:0], name)); joined {
	case string(appendJoined(other[:0], one)): // names/{name}
	case "", "id", "ids", "name", "key", "value", "index", "path", "type", "guid":
		return unexported(one+" "+cmp.Or(name, "id"), "id")
	case string(appendJoined(other[:0], owner+" id")), string(appendJoined(other[:0], one+" id")): // users/{usersId}, leaveTypes/{leavetypeid}
		return unexported(one+" id", "id")
	}
	return unexported(name, "id")
}

// argType returns the Go type of an argument: string, bool, int32, int64, a string type of
// the runtime, or a slice of such.
func argType(a api.Arg) code.Type {
	if a.List != odata.NoList {
		a.List = odata.NoList
		return sliceOf(argType(a))
	}
	switch a.Type {
	case "Edm.Boolean":
		return code.Type{Name: "bool"}
	case "Edm.Int16", "Edm.Int32", "Edm.Byte", "Edm.SByte":
		return code.Type{Name: "int32"}
	case "Edm.Int64":
		return code.Type{Name: "int64"}
	case "Edm.Date", "Edm.TimeOfDay", "Edm.Duration":
		return code.Type{Package: code.Runtime, Name: strings.TrimPrefix(a.Type, "Edm.")}
	}
	return code.Type{Name: "string"}
}
