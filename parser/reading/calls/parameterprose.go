package calls

import (
	"github.com/sdkscribe/sdkscribe/parser/odata"
)

// HasParameter tells whether the operation has a parameter called so, wherever.
func (d *Draft) HasParameter(name string) bool {
	for _, p := range d.Op.Parameters {
		if odata.EqualFold(p.Name, name) {
			return true
		}
	}
	for _, v := range d.Templates {
		for _, a := range v.Path.Holes() {
			if odata.EqualFold(a.Placeholder, name) || odata.EqualFold(a.Name, name) {
				return true
			}
		}
	}
	return false
}
