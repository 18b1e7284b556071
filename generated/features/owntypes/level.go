package owntypes

import "errors"

// Level is a type that the description names, written by hand in this package.
type Level string

// Validate refuses levels that there are not.
func (l Level) Validate() error {
	if l != "low" && l != "high" {
		return errors.New("must be low or high")
	}
	return nil
}
