package config

import (
	"fmt"
	"path/filepath"

	"github.com/sdkscribe/sdkscribe/cmd/internal/checkout"
)

// What a configuration file may have written. The file may come with a pull request,
// which may change what is in the repository and nothing else. Flags may name anything.

// CheckOut returns why a configuration file in the folder dir may not name the output
// folder out, nil where it may or where out is "".
func CheckOut(dir, out string) error { return checkWritten(dir, "out", out, "--out") }

// checkWritten returns why a configuration file in the folder dir may not name what is
// to be written with a key, nil where it may or where name is "".
func checkWritten(dir, key, name, flag string) error {
	if name == "" || checkout.Holds(dir, name) {
		return nil
	}
	return fmt.Errorf("%s: %s is not among the files of %s, and these may not have others written to; name it with the flag %s alone",
		key, Short(name), Short(checkout.Top(dir)), flag)
}

// checkInside checks what a configuration file, which is called name, has written. What
// flags name counts instead of what the file does.
func (s Settings) checkInside(name string, flags Settings) error {
	dir := filepath.Dir(name)
	var err error
	if flags.Out == "" {
		err = CheckOut(dir, s.Out)
	}
	if err == nil && flags.Lint.Baseline == "" {
		err = checkWritten(dir, "lint: baseline", s.Lint.Baseline, "--baseline")
	}
	if err != nil {
		return fmt.Errorf("configuration: %s: %w", Short(name), err)
	}
	return nil
}

// CheckFix returns why the pages may not be rewritten, nil where they may: the docs
// folder is not among the files of the repository and only the configuration file names
// it, or is reached through a link that a commit may have put there.
func (s Settings) CheckFix() error {
	if s.DocsElsewhere {
		return fmt.Errorf("the pages in %s are not rewritten: the configuration names the folder, which is not among the files of the repository; "+
			"name it with the flag --docs", s.Docs)
	}
	if _, err := checkout.Resolve(s.Docs); err != nil {
		return fmt.Errorf("docs folder: %w", err)
	}
	return nil
}
