package model

import "strings"

// foldName is the form under which names are indexed: pages spell them in any case.
func foldName(s string) string { return strings.ToLower(s) }

// sameName tells whether two names differ in case at most.
func sameName(a, b string) bool { return strings.EqualFold(a, b) }
