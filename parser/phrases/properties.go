package phrases

// This file knows what descriptions say of properties and parameters by convention:
// "Read-only.", "Required.", "Not nullable."

import "strings"

// A Nullability is what a description says of null.
type Nullability byte

const (
	UnsaidNullability Nullability = iota
	NotNullable
	Nullable
)

// nullabilities are how descriptions say whether a value may be null.
var nullabilities = table[Nullability]{
	{within, "not nullable", NotNullable, "The number of the invoice. Not nullable."},
	{within, "non-nullable", NotNullable, "The number of the invoice. Non-nullable."},
	{within, "not be null", NotNullable, "The number of the invoice. It must not be null."},
	{within, "can't be null", NotNullable, "The number of the invoice. It can't be null."},
	{word, "nullable", Nullable, "The day of payment. Nullable."},
}

// NullabilityOf returns what a description, which is folded, says of null.
func NullabilityOf(low string) Nullability {
	if !strings.Contains(low, "null") {
		return UnsaidNullability // as most do
	}
	return nullabilities.of(low)
}

// readOnly are how descriptions say that only the service sets a property.
var readOnly = table[bool]{
	{word, "not read-only", false, "The remark on the invoice; not read-only."},
	{word, "not read only", false, "The remark on the invoice; not read only."},
	{word, "read-only", true, "The total of the invoice. Read-only."},
	{word, "read only", true, "The total of the invoice. Read only."},
	{word, "readonly", true, "The total of the invoice. ReadOnly."},
}

// SaysReadOnly reports whether a description, which is folded, says that a property is
// read-only.
func SaysReadOnly(low string) bool { return strings.Contains(low, "read") && readOnly.of(low) }

// A Requirement is what a description says of whether a value must be there.
type Requirement byte

const (
	UnsaidRequirement Requirement = iota
	Required
	RequiredAtTimes
	NotRequired
)

// requirements are how descriptions of properties say that they are required.
var requirements = table[Requirement]{
	{within, "not required", NotRequired, "The remark is not required."},
	{within, "required if", RequiredAtTimes, "Required if the invoice is paid."},
	{within, "required when", RequiredAtTimes, "Required when the invoice is paid."},
	{remark, "required", Required, "The name of the customer. Required."},
}

// RequirementOf returns what the description of a property, which is folded, says of
// whether it is required.
func RequirementOf(low string) Requirement {
	if !strings.Contains(low, "required") {
		return UnsaidRequirement // as most do
	}
	return requirements.of(low)
}

// parameterRequirements are how descriptions of parameters say so.
var parameterRequirements = table[Requirement]{
	{within, "not required", NotRequired, "Required for letters, not required for mail."},
	{begins, "required", Required, "Required. The name of the customer."},
	{within, ". required", Required, "The name of the customer. Required in all calls."},
	{closes, "required", Required, "The name of the customer; required."},
}

// ParameterRequirement returns what the description of a parameter says of whether it
// is required.
func ParameterRequirement(description string) Requirement {
	if !containsFold(description, "required") {
		return UnsaidRequirement
	}
	return parameterRequirements.of(strings.ToLower(description))
}

// optional is what the cell of a parameter's name says that may be left out.
var optional = table[bool]{
	{within, "optional", true, "comment (optional)"},
}

// SaysOptional reports whether the cell of a parameter's name calls it optional.
func SaysOptional(cell string) bool { return optional.ofFold(cell) }

// conditions are how descriptions say that a parameter is required at times.
var conditions = table[bool]{
	{within, "required if", true, "Required if there is no address."},
	{within, "required when", true, "Required when there is no address."},
	{within, "required for", true, "Required for letters."},
	{within, "either", true, "Either this or the address is required."},
	{within, "optional", true, "Required; optional in drafts."},
}

// HasCondition reports whether a description, which is folded, makes a parameter
// required at times.
func HasCondition(low string) bool { return conditions.of(low) }

// omissions are how descriptions say that a response may lack a property.
var omissions = table[bool]{
	{within, "$select", true, "Ask for it with $select."},
	{within, "$expand", true, "Supports $expand."},
	{within, "not returned", true, "It is not returned by default."},
	{within, "write-only", true, "The password of the account. Write-only."},
	{within, "write only", true, "The password of the account. Write only."},
	{within, "only returned", true, "It is only returned for drafts."},
	{within, "returned only", true, "It is returned only for drafts."},
	{within, "optional", true, "An optional remark."},
	{within, "if present", true, "The remark, if present."},
	{within, "if available", true, "The remark, if available."},
	{within, "only present", true, "It is only present in drafts."},
	{within, "null if", true, "The day of payment, null if it is open."},
}

// LeftOutAtTimes reports whether a description, which is folded, says that a response
// may lack the property.
func LeftOutAtTimes(low string) bool { return omissions.of(low) }

// navigations are how a description calls a relationship.
var navigations = table[bool]{
	{within, "navigation property", true, "The lines of the invoice. Navigation property."},
}

// SaysNavigation reports whether a description, which is folded, calls its property a
// navigation property.
func SaysNavigation(low string) bool { return navigations.of(low) }

// directions stand before what a relationship leads to.
var directions = table[bool]{
	{within, "navigating to the ", true, "Used for navigating to the customer of the invoice."},
}

// LeadsToOne reports whether a relationship leads to a single thing by its description,
// which is folded.
func LeadsToOne(low string) bool {
	e, at := directions.find(low)
	return e != nil && !strings.HasSuffix(FirstWord(low[at+len(e.phrase):]), "s")
}

// secondCounts are how a description says that a number counts the seconds since 1970,
// as the NumericDate of RFC 7519 does. They are as pages write them.
var secondCounts = table[bool]{
	{within, "NumericDate", true, "When the token ends, as NumericDate."},
	{every, "1970-01-01 seconds", true, "The seconds since 1970-01-01T00:00:00Z."},
}

// CountsSeconds reports whether a description says that a number counts the seconds
// since 1970.
func CountsSeconds(description string) bool { return secondCounts.of(description) }

// existences are what stands behind something that must be there: a relationship.
var existences = table[bool]{
	{within, " must exist in ", true, "A customer (customerId) must exist in the Customers table."},
	{within, " has to exist in ", true, "A customer (customerId) has to exist in the Customers table."},
}

// SubjectOfExistence returns what a sentence says must be there, without the article.
func SubjectOfExistence(sentence string) (subject string, ok bool) {
	low := strings.ToLower(sentence)
	e, at := existences.find(low)
	if e == nil || len(low) != len(sentence) {
		return "", false
	}
	subject = sentence[:at]
	for _, article := range []string{"A ", "An ", "The "} {
		subject = strings.TrimPrefix(subject, article)
	}
	return subject, true
}

// wholes are how the description of a number says that it counts.
var wholes = table[bool]{
	{within, "line number", true, "The line number of the invoice."},
	{within, "sequence number", true, "The sequence number of the line."},
	{begins, "number of ", true, "Number of lines."},
	{within, "the number of ", true, "The number of lines."},
	{within, "count of ", true, "The count of lines."},
	{within, "indentation", true, "The indentation of the line."},
	{within, "in pixels", true, "The size in pixels."},
	{within, " width", true, "The picture width."},
	{within, " height", true, "The picture height."},
}

// CountsWhole reports whether the description of a number, which is folded, says that
// there are no fractions of it.
func CountsWhole(low string) bool { return wholes.of(low) }

// opens are how the description of a type calls it open (OData CSDL 4.01, section 6.3).
var opens = table[bool]{
	{within, "is an open type", true, "This is an open type that holds what a form asks for."},
}

// SaysOpen reports whether a type's description calls it an open type.
func SaysOpen(description string) bool { return opens.of(strings.ToLower(description)) }
