package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/cmd/internal/project"
)

// TestAccount prints what became of pages that are named in either way, in both forms.
func TestAccount(t *testing.T) {
	dir := module(t, nil)
	t.Chdir(dir)
	status, stdout, stderr := sdkscribe(t, dir, "inspect", "--account", "api/job-cancel.md")
	if status != 0 || !strings.HasPrefix(stdout, "api/job-cancel.md\n    1  ") || !strings.Contains(stdout, "       → request POST /") {
		t.Errorf("status %d: %s%s", status, stdout, stderr)
	}
	status, stdout, stderr = sdkscribe(t, dir, "inspect", "--account", "api/job-get.md", "--account", filepath.Join("docs", "resources", "job.md"), "--format", "json")
	var got project.Account
	if err := json.Unmarshal([]byte(stdout), &got); err != nil || status != 0 {
		t.Fatalf("status %d: %v %s", status, err, stderr)
	}
	if got.Schema != 1 || len(got.Pages) != 2 || got.Pages[0].Page != "api/job-get.md" || got.Pages[1].Page != "resources/job.md" {
		t.Fatalf("the pages are %+v", got.Pages)
	}
	for _, page := range got.Pages {
		for i, line := range page.Lines {
			if line.Number != i+1 || len(line.Entries) == 0 && strings.TrimSpace(line.Text) != "" {
				t.Errorf("%s:%d: %+v", page.Page, i+1, line)
			}
		}
	}
}

// TestAccountOfNone says which page there is none of, and which forms there are.
func TestAccountOfNone(t *testing.T) {
	dir := module(t, nil)
	status, _, stderr := sdkscribe(t, dir, "inspect", "--account", "api/none.md")
	if status != 2 || !strings.Contains(stderr, "there is no page api/none.md in ") || strings.Count(stderr, "\n") != 1 {
		t.Errorf("status %d: %s", status, stderr)
	}
	if status, _, stderr := sdkscribe(t, dir, "inspect", "--account", "api/job-get.md", "--format", "github"); status != 2 || !strings.Contains(stderr, "the forms text and json") {
		t.Errorf("status %d: %s", status, stderr)
	}
}
