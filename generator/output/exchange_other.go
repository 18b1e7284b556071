//go:build !linux

package output

import "errors"

// exchange is not to be had from this system by the standard library.
func exchange(string, string) error { return errors.ErrUnsupported }
