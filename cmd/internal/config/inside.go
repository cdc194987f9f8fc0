package config

import (
	"fmt"

	"github.com/sdkscribe/sdkscribe/cmd/internal/checkout"
)

// CheckOut returns why a configuration file in the folder dir may not name the output
// folder out, "" for none: the file may come with a pull request, which may change what
// is in the repository and nothing else. Flags may name any folder.
func CheckOut(dir, out string) error {
	if out == "" || checkout.Holds(dir, out) {
		return nil
	}
	return fmt.Errorf("out: %s is not in %s, and the files of a repository may not have others written to; name the folder with the flag --out alone", Short(out), Short(checkout.Top(dir)))
}
