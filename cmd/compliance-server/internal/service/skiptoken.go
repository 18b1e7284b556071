package service

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"example.com/burin/cmd/compliance-server/internal/query"
	"example.com/burin/cmd/compliance-server/internal/store"
	api "example.com/burin/generated/devicecompliance"
)

// sealer makes and reads $skiptoken: the place where a page ended, under a seal
// over the place, the policy, the filter and the order. So a token that was
// changed, or goes with other options, is known.
type sealer struct {
	secret []byte
	bound  []string
}

func newSealer(secret []byte, policy string, params api.ListUserStatusesParams) sealer {
	return sealer{secret, []string{policy, params.Filter.Or(""), strings.Join(params.OrderBy.Or(nil), ",")}}
}

const (
	sealSize = 16   // bytes
	maxToken = 1024 // characters of a token, by the description

	byValues = 'v' // a place follows, as a JSON array
	byID     = 'i' // the id follows of the user status that has the place
)

var encoding = base64.RawURLEncoding.Strict()

// token makes the token of a place, which the user status with an id has. Where
// its values are too long for a token, the id stands for it.
func (s sealer) token(place []any, id string) string {
	values, err := json.Marshal(place)
	content := append([]byte{byValues}, values...)
	if err != nil || encoding.EncodedLen(sealSize+len(content)) > maxToken {
		content = append([]byte{byID}, id...)
	}
	return encoding.EncodeToString(append(s.seal(content), content...))
}

// open gives the content of a token, or false where the seal is not right.
func (s sealer) open(token string) ([]byte, bool) {
	raw, err := encoding.DecodeString(token)
	if err != nil || len(raw) <= sealSize || !hmac.Equal(raw[:sealSize], s.seal(raw[sealSize:])) {
		return nil, false
	}
	return raw[sealSize:], true
}

func (s sealer) seal(content []byte) []byte {
	mac := hmac.New(sha256.New, s.secret)
	for _, part := range append(s.bound, string(content)) {
		mac.Write(binary.BigEndian.AppendUint64(nil, uint64(len(part))))
		mac.Write([]byte(part))
	}
	return mac.Sum(nil)[:sealSize]
}

// place is the place in the order that a token stands for.
func (s *service) place(ctx context.Context, policy string, order []query.Key, seal sealer, token string) ([]any, error) {
	content, ok := seal.open(token)
	if !ok {
		return nil, badToken("the token is not of this list: follow @odata.nextLink as it is")
	}
	if content[0] == byID {
		place, err := s.store.Place(ctx, policy, string(content[1:]), order)
		if errors.Is(err, store.ErrNotFound) {
			return nil, badToken("the user status where the page before ended is gone: list again from the beginning")
		}
		return place, err
	}
	decoder := json.NewDecoder(bytes.NewReader(content[1:]))
	decoder.UseNumber()
	var place []any
	if err := decoder.Decode(&place); err != nil {
		return nil, err
	}
	for i, value := range place {
		if number, ok := value.(json.Number); ok {
			n, err := number.Int64()
			if err != nil {
				return nil, err
			}
			place[i] = n
		}
	}
	return place, nil
}

func badToken(message string) error {
	return api.NewError(http.StatusBadRequest, "", message, "$skiptoken")
}
