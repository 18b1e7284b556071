package templates

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// fillAddress puts the value of a variable into an address.
func fillAddress(address *string, name, value, usual string, allowed ...string) error {
	value = cmp.Or(value, usual)
	if len(allowed) > 0 && !slices.Contains(allowed, value) {
		return fmt.Errorf("%s of the address must be %s, not %q", name, strings.Join(allowed, " or "), value)
	}
	*address = strings.ReplaceAll(*address, "{"+name+"}", value)
	return nil
}
