// Package money has a type that a description asks for.
package money

import (
	"encoding/json"
	"errors"
	"fmt"
)

// Amount is some money.
type Amount struct{ Cents int64 }

// MarshalJSON writes an object.
func (a Amount) MarshalJSON() ([]byte, error) { return fmt.Appendf(nil, `{"cents":%d}`, a.Cents), nil }

// UnmarshalJSON reads one, and insists on the cents.
func (a *Amount) UnmarshalJSON(text []byte) error {
	var v struct{ Cents *int64 }
	if err := json.Unmarshal(text, &v); err != nil {
		return err
	}
	if v.Cents == nil {
		return errors.New("an amount has cents")
	}
	a.Cents = *v.Cents
	return nil
}
