package phrases

// This file knows how cells and descriptions say in which form a value is written, where
// that is not the usual one, and what a number counts from 1970.

import "strings"

// A Count is what a number counts from 1970-01-01T00:00:00Z.
type Count byte

const (
	NoCount Count = iota
	CountsSecond
	CountsMilli
)

// counts are how cells and descriptions say so.
var counts = table[Count]{
	{every, "milliseconds unix", CountsMilli, "Unix timestamp in milliseconds"},
	{every, "milliseconds epoch", CountsMilli, "Milliseconds since the epoch"},
	{every, "milliseconds 1970", CountsMilli, "Milliseconds since 1-1-1970"},
	{within, "timestamp in milliseconds", CountsMilli, "Timestamp in milliseconds"},
	{within, "timestamp in ms", CountsMilli, "Timestamp in ms"},
	{within, "timestamp (milliseconds", CountsMilli, "Timestamp (milliseconds)"},
	{within, "timestamp (ms", CountsMilli, "Timestamp (ms)"},
	{within, "unix time (ms", CountsMilli, "Unix time (ms)"},
	{within, "epoch (ms", CountsMilli, "Epoch (ms)"},
	{within, "epoch ms", CountsMilli, "Epoch ms"},
	{every, "seconds 1970", CountsSecond, "Seconds since 1-1-1970"},
	{within, "unix timestamp", CountsSecond, "The Unix timestamp of the sale"},
	{within, "unix time", CountsSecond, "The Unix time of the sale"},
	{within, "unix seconds", CountsSecond, "Unix seconds"},
	{within, "unix epoch", CountsSecond, "The Unix epoch of the sale"},
	{within, "posix time", CountsSecond, "The POSIX time of the sale"},
	{within, "epoch seconds", CountsSecond, "Epoch seconds"},
	{within, "epoch timestamp", CountsSecond, "An epoch timestamp"},
	{within, "epoch time", CountsSecond, "The epoch time of the sale"},
	{within, "since the epoch", CountsSecond, "Seconds since the epoch"},
	{within, "since epoch", CountsSecond, "Seconds since epoch"},
	{within, "timestamp in seconds", CountsSecond, "Timestamp in seconds"},
	{within, "timestamp (seconds", CountsSecond, "Timestamp (seconds)"},
	{within, "timestamp (s)", CountsSecond, "Timestamp (s)"},
	{whole, "epoch", CountsSecond, "Epoch"},
}

// CountOf returns what a cell or a description, which is folded, says that a number counts.
func CountOf(low string) Count {
	for _, hint := range [...]string{"unix", "epoch", "1970", "timestamp", "posix"} { // one is in each phrase
		if strings.Contains(low, hint) {
			return counts.of(low)
		}
	}
	return NoCount
}

// A Writing is how a value is written.
type Writing byte

const (
	UsualWriting Writing = iota
	WrittenText          // a number or a boolean in a string
	WrittenDigit         // a boolean as 0 or 1
)

// writings are how cells and descriptions say so.
var writings = table[Writing]{
	{within, "as a string", WrittenText, "The price, sent as a string"},
	{within, "as string", WrittenText, "The price as string"},
	{within, "as text", WrittenText, "The price as text"},
	{within, "in a string", WrittenText, "The price in a string"},
	{within, "in quotes", WrittenText, "The price in quotes"},
	{within, "(string)", WrittenText, "decimal (string)"},
	{within, "decimal string", WrittenText, "A decimal string"},
	{within, "numeric string", WrittenText, "A numeric string"},
	{within, "string representation", WrittenText, "The string representation of the price"},
	{within, "0 or 1", WrittenDigit, "Whether it is sold: 0 or 1"},
	{within, "1 or 0", WrittenDigit, "Whether it is sold: 1 or 0"},
	{within, "1 for true", WrittenDigit, "Whether it is sold: 1 for true"},
	{within, "1 if ", WrittenDigit, "1 if it is sold"},
}

// WritingOf returns how a cell or a description, which is folded, says that a value is
// written.
func WritingOf(low string) Writing { return writings.of(low) }
