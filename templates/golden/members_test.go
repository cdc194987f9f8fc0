package golden

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const shopMembers = `# The header.
thing.Name	"name"	Edm.String
thing.Size	"size"	Edm.Int32
thing.Parts	"parts"	[]thing
thing.When	"when"	Edm.Date
ColorRed	"red"
`

func TestMembers(t *testing.T) {
	inShop(t)
	Members(t, "members.txt", []any{(*thing)(nil)}, []string{"ColorRed", "red"})
}

// TestMembersBite runs the test of names, in another process, for files that an SDK
// differs from.
func TestMembersBite(t *testing.T) {
	const variable = "GOLDEN_MEMBERS"
	faults := map[string][2]string{
		"name": {`"size"`, `"length"`}, "type": {"Edm.Int32", "Edm.Int64"}, "collection": {"[]thing", "thing"},
		"constant": {`"red"`, `"rot"`}, "missing": {"thing.When\t\"when\"\tEdm.Date\n", ""}, "field": {"thing.Name", "thing.Title"},
	}
	if fault, ok := faults[os.Getenv(variable)]; ok {
		inShop(t)
		text := strings.Replace(shopMembers, fault[0], fault[1], 1)
		if err := os.WriteFile(filepath.Join("testdata", "members.txt"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		Members(t, "members.txt", []any{(*thing)(nil)}, []string{"ColorRed", "red"})
		return
	}
	for name := range faults {
		if out, failed := again(t, "^TestMembersBite$", variable+"="+name); !failed || !strings.Contains(out, "golden: ") {
			t.Errorf("%s: no difference is found:\n%s", name, out)
		}
	}
}

// again runs tests of this package in a process of their own, and reports whether they
// fail.
func again(t *testing.T, tests, variable string) (out string, failed bool) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run="+tests)
	cmd.Env = append(os.Environ(), variable)
	text, err := cmd.CombinedOutput()
	return string(text), err != nil
}
