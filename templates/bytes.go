package templates

import (
	"encoding/base64"
	"errors"
	"strings"
)

// Bytes are bytes as base64 (RFC 4648) writes them. They keep the text they were
// given, so that it comes back in the same alphabet, padded or not, and is not
// decoded by who only passes it on. The zero Bytes are none.
type Bytes struct{ text string }

var errBytes = errors.New("must be base64 (RFC 4648)")

// ParseBytes reads base64 in the usual alphabet (RFC 4648, section 4) or in that
// of URLs (section 5), with padding or without.
func ParseBytes(text string) (Bytes, error) {
	bare := strings.TrimRight(text, "=")
	padding := len(text) - len(bare)
	last := len(bare) % 4
	if last == 1 || padding > 0 && (last == 0 || padding != 4-last) {
		return Bytes{}, errBytes
	}
	for i := range len(bare) {
		c := bare[i]
		if letter := c | 0x20; (letter < 'a' || letter > 'z') && !isDigit(c) && c != '+' && c != '/' && c != '-' && c != '_' {
			return Bytes{}, errBytes
		}
	}
	return Bytes{text}, nil
}

// BytesOf are the bytes b.
func BytesOf(b []byte) Bytes { return Bytes{base64.StdEncoding.EncodeToString(b)} }

// Decode gives the bytes themselves.
func (b Bytes) Decode() []byte {
	usual := strings.NewReplacer("-", "+", "_", "/").Replace(strings.TrimRight(b.text, "="))
	decoded, _ := base64.RawStdEncoding.DecodeString(usual) // it was checked when b was made
	return decoded
}

// Len is how many bytes there are.
func (b Bytes) Len() int { return len(strings.TrimRight(b.text, "=")) * 3 / 4 }

// String returns the text b was made of.
func (b Bytes) String() string { return b.text }

// MarshalText writes base64.
func (b Bytes) MarshalText() ([]byte, error) { return []byte(b.text), nil }

// UnmarshalText reads what ParseBytes does.
func (b *Bytes) UnmarshalText(text []byte) (err error) {
	*b, err = ParseBytes(string(text))
	return err
}

func asBytes(w *walker, p *Bytes) {
	if w.mode == writing {
		w.writeString(p.text)
		return
	}
	if b, ok := readParsed(w, ParseBytes); ok {
		*p = b
	}
	w.length = p.Len()
}

func (w *walker) minBytes(n int64) *walker {
	return w.rule(int64(w.length) >= n, "minLength", "must have at least ", n, " bytes")
}

func (w *walker) maxBytes(n int64) *walker {
	return w.rule(int64(w.length) <= n, "maxLength", "must have at most ", n, " bytes")
}
