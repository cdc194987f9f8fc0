package rest

// This file knows what services call the parts of an error. Names are compared folded: in
// lower case, without what joins their words, so that error_code, errorCode and
// Error-Code are one. Of several that a document has, the first in these lists counts.

// ErrorMembers are the members that a service's error documents have for the parts of an
// [Error], each "" for those that services have in common: code, message, target, details
// and their like. The name counts wherever it stands in the document.
type ErrorMembers struct {
	Code, Message, Target, Details, RequestID string
}

// ErrorsWith has error documents read whose members have names that no other service's
// have. The clients that are generated are set up by it where their pages say so.
func ErrorsWith(members *ErrorMembers) ClientOption {
	return func(s *settings) { s.members = members }
}

const (
	codeMembers = "code errorcode errcode faultcode reasoncode"
	// wordMembers hold the code in documents that have a message beside it and call no
	// member a code. Elsewhere they hold texts, so that only a single word counts.
	wordMembers      = "error errortype issue reason name id type"
	messageMembers   = "message errormessage errormsg msg errordescription usermessage description detail details faultstring explanation reason title summary"
	targetMembers    = "target field fieldname param parameter pointer property propertyname attribute loc source path location instance"
	detailMembers    = "details errors detail fielderrors invalidparams validationerrors violations suberrors issues"
	requestIDMembers = "requestid traceid correlationid debugid xrequestid"
	// nestMembers hold an object with what is missing beside them.
	nestMembers = "detail details extensions meta fault info"
)

// foldName folds a member's name.
func foldName(name string) string {
	folded := make([]byte, 0, len(name))
	for i := range len(name) {
		switch c := name[i]; {
		case 'A' <= c && c <= 'Z':
			folded = append(folded, c+'a'-'A')
		case c != '_' && c != '-' && c != '.' && c != ' ':
			folded = append(folded, c)
		}
	}
	return string(folded)
}
