package templates

import (
	"errors"
	"strings"
)

// UUID is a universally unique identifier (RFC 9562). It keeps the text it was
// given, capitals included. The zero UUID is the nil one.
type UUID struct{ text string }

const zeroUUID = "00000000-0000-0000-0000-000000000000"

var errUUID = errors.New("must be a UUID such as " + zeroUUID + " (RFC 9562)")

// ParseUUID reads RFC 9562, section 4.
func ParseUUID(text string) (UUID, error) {
	if len(text) != len(zeroUUID) {
		return UUID{}, errUUID
	}
	for i := range len(text) {
		if c := text[i]; (zeroUUID[i] == '-') != (c == '-') || c != '-' && !isHex(c) {
			return UUID{}, errUUID
		}
	}
	return UUID{text}, nil
}

func isHex(c byte) bool { return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' }

// Equal reports whether u and v are the same but for capitals.
func (u UUID) Equal(v UUID) bool { return strings.EqualFold(u.String(), v.String()) }

// String returns the text u was made of.
func (u UUID) String() string {
	if u.text == "" {
		return zeroUUID
	}
	return u.text
}

// MarshalText writes the UUID.
func (u UUID) MarshalText() ([]byte, error) { return []byte(u.String()), nil }

// UnmarshalText reads what ParseUUID does.
func (u *UUID) UnmarshalText(text []byte) (err error) {
	*u, err = ParseUUID(string(text))
	return err
}

func asUUID(w *walker, p *UUID) {
	if w.mode == writing {
		w.writeString(p.String())
	} else if u, ok := readParsed(w, ParseUUID); ok {
		*p = u
	}
}
