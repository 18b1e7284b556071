package templates

import (
	"fmt"
	"slices"
)

// without is what stands below a resource at a path where the service does not
// take some query options: requests with them fail before they are sent. Query
// sends them nevertheless.
//
//go:noinline
func (r *Resource) without(path string, options ...string) *Resource {
	below := r.at(path)
	below.address.check = func(o *requestOptions) error {
		for _, s := range o.system {
			if slices.Contains(options, s.name) && !slices.Contains(o.forced, s.name) {
				return fmt.Errorf("the service takes no %s of %s: leave it out, or send it by Query nevertheless", s.name, path)
			}
		}
		return nil
	}
	return below
}
