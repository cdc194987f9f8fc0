package parser_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/relaxed"
)

var update = flag.Bool("update", false, "write the golden files anew")

// include reads the includes of the pages in testdata.
func include(page, target string) ([]byte, string, error) {
	name := path.Join(path.Dir(page), target)
	if !strings.HasPrefix(name, "includes/") {
		return nil, "", errors.New("it is outside the docs folder")
	}
	text, err := os.ReadFile(filepath.Join("testdata", filepath.FromSlash(name)))
	if err != nil {
		return nil, "", errors.New("there is no such file")
	}
	return text, name, nil
}

// dump writes a page as JSON: blocks with their kind, positions as line:column,
// JSON values as JSON.
func dump(p *parser.Page) ([]byte, error) {
	marshalers := json.JoinMarshalers(
		json.MarshalToFunc(func(enc *jsontext.Encoder, pos parser.Pos) error {
			return enc.WriteToken(jsontext.String(fmt.Sprintf("%d:%d", pos.Line, pos.Column)))
		}),
		json.MarshalFunc(func(v *relaxed.Value) ([]byte, error) { return v.Append(nil), nil }),
		json.MarshalToFunc(func(enc *jsontext.Encoder, b parser.Block) error {
			kind := strings.TrimPrefix(fmt.Sprintf("%T", b), "*parser.")
			if err := enc.WriteToken(jsontext.BeginObject); err != nil {
				return err
			}
			if err := enc.WriteToken(jsontext.String(kind)); err != nil {
				return err
			}
			if err := marshalBlock(enc, b); err != nil {
				return err
			}
			return enc.WriteToken(jsontext.EndObject)
		}),
	)
	return json.Marshal(p, json.WithMarshalers(marshalers), json.OmitZeroStructFields(true), json.Deterministic(true),
		jsontext.WithIndent("  "), jsontext.AllowDuplicateNames(true))
}

// The block types without their methods, which are no parser.Block to the marshalers.
type (
	plainParagraph parser.Paragraph
	plainList      parser.List
	plainTable     parser.Table
	plainCode      parser.Code
	plainTab       parser.Tab
)

// marshalBlock writes the members of a block.
func marshalBlock(enc *jsontext.Encoder, b parser.Block) error {
	switch b := b.(type) {
	case *parser.Paragraph:
		return json.MarshalEncode(enc, (*plainParagraph)(b))
	case *parser.List:
		return json.MarshalEncode(enc, (*plainList)(b))
	case *parser.Table:
		return json.MarshalEncode(enc, (*plainTable)(b))
	case *parser.Code:
		return json.MarshalEncode(enc, (*plainCode)(b))
	case *parser.Tab:
		return json.MarshalEncode(enc, (*plainTab)(b))
	}
	return fmt.Errorf("unknown block %T", b)
}

// TestPages compares each page in testdata/pages with the JSON beside it.
func TestPages(t *testing.T) {
	pages, err := filepath.Glob(filepath.Join("testdata", "pages", "*.md"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	for _, name := range pages {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got, err := dump(parser.Parse("pages/"+filepath.Base(name), text, parser.Options{Include: include}))
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, '\n')
			golden := strings.TrimSuffix(name, ".md") + ".json"
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", golden, diff)
			}
		})
	}
}
