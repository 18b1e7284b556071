// Package instant makes points in time comparable as text. It knows RFC 3339
// texts and nothing of databases or queries.
package instant

import (
	"fmt"
	"strings"

	api "example.com/burin/generated/devicecompliance"
)

// origin is how many seconds before 1970 the count begins: at year 0000, less
// the day by which an offset can move an instant before it.
const origin = 62_167_219_200 + 86_400

// Key is a text for the instant of d, such that keys compare, byte by byte, as
// the instants do, and are equal where those are: seconds in twelve digits,
// then as many decimals as d has, however many, but no zeros at their end.
func Key(d api.DateTime) string {
	key := fmt.Sprintf("%012d", d.Time().Unix()+origin)
	_, rest, _ := strings.Cut(d.String(), ".")
	end := strings.IndexAny(rest, "Zz+-")
	if end < 0 {
		return key
	}
	if fraction := strings.TrimRight(rest[:end], "0"); fraction != "" {
		key += "." + fraction
	}
	return key
}
