package calls

import (
	"testing"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/phrases"
)

// The type of an argument is told by whole words of its name.
func TestGuessArgument(t *testing.T) {
	for name, want := range map[string]string{
		"lineCount": "Edm.Int32", "deltaRows": "Edm.Int32", "top": "Edm.Int32", "date": "Edm.Date",
		"country": "Edm.String", "accountId": "Edm.String", "discount": "Edm.String", "name": "Edm.String", "": "Edm.String",
	} {
		if got := GuessArgument(name); got != want {
			t.Errorf("%q: got %s, want %s", name, got, want)
		}
	}
}

// Of several columns that fit, the one with the more certain word is taken, then the first.
func TestColumn(t *testing.T) {
	for _, c := range []struct {
		kind   phrases.Column
		header []string
		want   int
	}{
		{phrases.ParameterColumn, []string{"Type", "Name", "Parameter"}, 2},
		{phrases.ParameterColumn, []string{"Name", "Display name"}, 0},
		{phrases.StatusColumn, []string{"Code", "Status", "HTTP Status"}, 2},
		{phrases.ErrorCodeColumn, []string{"Status code", "Error code"}, 1},
		{phrases.DelegatedColumn, []string{"Application", "Scope"}, -1},
		{phrases.TypeColumn, nil, -1},
	} {
		table := &parser.Table{}
		for _, h := range c.header {
			table.Header = append(table.Header, parser.Text{Plain: h})
		}
		if got := column(table, c.kind); got != c.want {
			t.Errorf("%q: got %d, want %d", c.header, got, c.want)
		}
	}
}
