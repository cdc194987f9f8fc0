package generator

import (
	"cmp"
	"strings"

	model "github.com/sdkscribe/sdkscribe/parser/api"
)

// This file names the positional arguments of methods: the placeholders of a path.

// pathArgs names the placeholders of a path.
func pathArgs(path model.Path) []pathArg {
	var args []pathArg
	taken := scope{}
	owner := ""
	for _, seg := range path {
		if seg.Name != "" && seg.Kind != model.System {
			owner = seg.Name[strings.LastIndexByte(seg.Name, '.')+1:]
		}
		for _, a := range seg.Args {
			if a.Placeholder != "" {
				args = append(args, pathArg{taken.claim(argName(seg, a, owner)), argType(a)})
			}
		}
	}
	return args
}

// argName names one placeholder: by the parameter's name in parentheses, else
// by what the page calls it ("{id | userPrincipalName}": the first), with the
// segment before it where that says too little.
func argName(seg model.Segment, a model.Arg, owner string) string {
	if a.Name != "" && (seg.Kind == model.Operator || seg.Kind == model.AlternateKey) {
		return unexported(a.Name, "value")
	}
	name, _, _ := strings.Cut(a.Placeholder, "|")
	var buffer [64]byte
	switch string(appendJoined(buffer[:0], name)) {
	case "", "id", "ids", "name", "key", "value", "index", "path", "type", "guid":
		return unexported(singular(owner)+" "+cmp.Or(name, "id"), "id")
	}
	return unexported(name, "id")
}

// argType returns the Go type of an argument.
func argType(a model.Arg) string {
	switch a.Type {
	case "Edm.Boolean":
		return "bool"
	case "Edm.Int16", "Edm.Int32", "Edm.Byte", "Edm.SByte":
		return "int32"
	case "Edm.Int64":
		return "int64"
	case "Edm.Date", "Edm.TimeOfDay", "Edm.Duration":
		return "rest." + strings.TrimPrefix(a.Type, "Edm.")
	}
	return "string"
}
