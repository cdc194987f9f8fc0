package phrases

import (
	"slices"
	"strings"
	"testing"
	"unicode"
)

// The words of an argument's name count whole.
func TestArgumentType(t *testing.T) {
	for name, want := range map[string]string{
		"count": "Edm.Int32", "lineCount": "Edm.Int32", "Count": "Edm.Int32", "COUNT": "Edm.Int32", "rowIndex": "Edm.Int32", "deltaRows": "Edm.Int32",
		"numberOfColumns": "Edm.Int32", "max_height": "Edm.Int32", "row2": "Edm.Int32", "URLCount": "Edm.Int32", "date": "Edm.Date", "Date": "Edm.Date",
		"country": "", "accountId": "", "discount": "", "countries": "", "account": "", "arrow": "", "growth": "", "browser": "", "topic": "", "stop": "",
		"laptop": "", "bandwidthClass": "", "skipped": "", "indexed": "", "startDate": "", "": "", "_": "", "\xff": "", "r\xffow": "",
	} {
		if got := ArgumentType(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

// A verb counts where another word follows it.
func TestVerbsOfNames(t *testing.T) {
	for name, want := range map[string]bool{"getMembers": true, "getaways": false, "gets": false, "get": false, "lists": false, "settings": false, "checks": false} {
		if got := IsCommand(name); got != want {
			t.Errorf("IsCommand(%q): got %v", name, got)
		}
	}
	for name, want := range map[string]bool{"findCustomers": true, "findings": false, "lists": false, "filters": false, "getAddresses": true} {
		if got := IsQuery(name); got != want {
			t.Errorf("IsQuery(%q): got %v", name, got)
		}
	}
}

func TestSingulars(t *testing.T) {
	for plural, want := range map[string][]string{"categories": {"category", "categori", "categorie"}, "boxes": {"box", "boxe"}, "cups": {"cup"}, "data": nil, "": nil} {
		if got := Singulars(plural); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", plural, got, want)
		}
	}
}

// Cutting a name into words loses no letter, and ends.
func FuzzCutPart(f *testing.F) {
	for _, name := range []string{"lineCount", "URLCount", "row2Count", "max_height", "Ärger", "\xffa\xffB", "ǅungla", ""} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		letters := func(s string) string {
			return strings.Map(func(r rune) rune {
				if unicode.IsLetter(r) {
					return r
				}
				return -1
			}, s)
		}
		var words strings.Builder
		for rest := name; rest != ""; {
			first, next := cutPart(rest)
			if len(next) >= len(rest) {
				t.Fatalf("%q: %q does not get shorter", name, rest)
			}
			words.WriteString(first)
			rest = next
		}
		if words.String() != letters(name) {
			t.Errorf("%q: the words are %q", name, words.String())
		}
	})
}

func TestStem(t *testing.T) {
	for name, want := range map[string]string{
		"paymentTerms": "paymentterm", "paymentsTerm": "paymentterm", "countriesRegions": "countryregion", "unitsOfMeasure": "unitofmeasure",
		"IRS1099Codes": "irs1099code", "address": "address", "": "", "s": "s",
	} {
		if got := Stem(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestOneOf(t *testing.T) {
	for plural, want := range map[string]string{
		"customers": "customer", "taxAreas": "taxArea", "salesOrders": "salesOrder", "countriesRegions": "countryRegion", "unitsOfMeasure": "unitOfMeasure",
		"generalLedgerEntries": "generalLedgerEntry", "companies": "company", "addresses": "address", "irs1099Codes": "irs1099Code", "Dimensions": "Dimension",
		"address": "", "status": "", "series": "", "s": "", "": "", "crate": "", "data": "", "seriesIds": "seriesId", "listOf": "", "Of": "", "ies": "", "\xffs": "",
	} {
		if got := OneOf(plural); got != want {
			t.Errorf("%q: got %q, want %q", plural, got, want)
		}
	}
}
