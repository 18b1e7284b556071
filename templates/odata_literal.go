package templates

import (
	"encoding"
	"encoding/base64"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// literalOf writes a value as it stands in the URL of an OData service, not yet
// percent-encoded (OData URL 4.01, section 5.1.1.14, and its ABNF). Text that is
// not a string's is a date, a time, a guid or a number, which have no quotes. Enums
// stand as strings do, without the name of their type, as in OData 4.01.
func literalOf(value any) (string, error) {
	switch v := value.(type) {
	case nil:
		return "null", nil
	case Property:
		return string(v), nil
	case time.Time:
		return v.Format(time.RFC3339Nano), nil
	case time.Duration:
		return "duration" + quoteLiteral(isoDuration(v)), nil
	case []byte:
		return "binary" + quoteLiteral(base64.URLEncoding.EncodeToString(v)), nil
	case interface{ Decode() []byte }:
		return literalOf(v.Decode())
	case encoding.TextMarshaler:
		text, err := v.MarshalText()
		if strings.HasPrefix(strings.TrimPrefix(string(text), "-"), "P") {
			return "duration" + quoteLiteral(string(text)), err
		}
		return string(text), err
	case decimal:
		return v.String(), nil
	case fmt.Stringer: // a set of flags
		return quoteLiteral(v.String()), nil
	}
	return plainLiteral(value)
}

// decimal is a Decimal.
type decimal interface {
	fmt.Stringer
	Float64() float64
}

// plainLiteral writes a string, a number, true or false, of whatever type, by what
// Go writes for it.
func plainLiteral(value any) (string, error) {
	switch v := value.(type) {
	case float32:
		return floatLiteral(float64(v), 32), nil
	case float64:
		return floatLiteral(v, 64), nil
	}
	text := fmt.Sprintf("%#v", value)
	if s, err := strconv.Unquote(text); err == nil && text[0] == '"' {
		return quoteLiteral(s), nil
	}
	if n, err := strconv.ParseUint(text, 0, 64); err == nil { // what has no sign is in hexadecimal
		return strconv.FormatUint(n, 10), nil
	}
	f, err := strconv.ParseFloat(text, 64)
	switch {
	case err == nil && strings.ContainsAny(text, ".eNI"):
		return floatLiteral(f, 64), nil
	case err == nil || text == "true" || text == "false":
		return text, nil
	}
	return "", fmt.Errorf("a %T has no form in a URL", value)
}

// quoteLiteral doubles the quotes inside.
func quoteLiteral(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

func floatLiteral(f float64, bits int) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "INF"
	case math.IsInf(f, -1):
		return "-INF"
	}
	return strconv.FormatFloat(f, 'g', -1, bits)
}

// isoDuration is a duration in seconds (ISO 8601, as XML Schema 2, section
// 3.3.6, has it).
func isoDuration(d time.Duration) string {
	minus, n := "", uint64(d)
	if d < 0 {
		minus, n = "-", -n
	}
	second := uint64(time.Second)
	text := minus + "PT" + strconv.FormatUint(n/second, 10)
	if fraction := n % second; fraction > 0 {
		text += strings.TrimRight(fmt.Sprintf(".%09d", fraction), "0")
	}
	return text + "S"
}

// What may stand in a path segment, and in the value of a query option, beside
// what is never reserved (RFC 3986, sections 3.3 and 3.4). In a query, + may be
// read as a space, & ends a value, and some servers take ; for &.
const (
	safeInPath  = "!$&'()*+,;=:@"
	safeInQuery = "!$'()*,/:@?"
)

// percentEncode writes what is neither unreserved nor safe as %XX (RFC 3986,
// section 2.1).
func percentEncode(text, safe string) string {
	const hex = "0123456789ABCDEF"
	var out strings.Builder
	for i := range len(text) {
		c := text[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || strings.IndexByte("-._~", c) >= 0 || strings.IndexByte(safe, c) >= 0 {
			out.WriteByte(c)
		} else {
			out.WriteString(string([]byte{'%', hex[c>>4], hex[c&15]}))
		}
	}
	return out.String()
}
