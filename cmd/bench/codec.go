package main

import (
	"bytes"
	"encoding/json"

	"github.com/go-faster/jx"
	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"example.com/burin/generated/devicecompliance"
)

// codec is how a peer reads and writes values of T.
type codec[T any] struct {
	decode   func(src []byte, v *T) error
	encode   func(dst []byte, v *T) ([]byte, error) // appended to dst, where the peer can
	validate func(v *T) error
}

// burinType is what burin generates for an object.
type burinType[T any] interface {
	*T
	UnmarshalJSON(src []byte) error
	Validate() error
}

// burinCodec is that of a type whose package writes it by encode.
func burinCodec[T any, P burinType[T]](encode func(dst []byte, v *T) ([]byte, error)) codec[T] {
	return codec[T]{
		decode:   func(src []byte, v *T) error { return P(v).UnmarshalJSON(src) },
		encode:   encode,
		validate: func(v *T) error { return P(v).Validate() },
	}
}

func appendEntity(dst []byte, v *devicecompliance.DeviceComplianceUserStatus) ([]byte, error) {
	return devicecompliance.AppendJSON(dst, v)
}

// burinValid is burin's decoding and validating in one pass.
func burinValid() codec[devicecompliance.DeviceComplianceUserStatus] {
	c := burinCodec(appendEntity)
	c.decode = func(src []byte, v *devicecompliance.DeviceComplianceUserStatus) error {
		return devicecompliance.DecodeValid(src, v)
	}
	return c
}

// ogenType is what ogen generates for an object.
type ogenType[T any] interface {
	*T
	json.Marshaler
	json.Unmarshaler
	Encode(*jx.Encoder)
	Decode(*jx.Decoder) error
	Validate() error
}

// ogenCodec keeps its encoder and its decoder from one value to the next.
func ogenCodec[T any, P ogenType[T]]() codec[T] {
	var e jx.Encoder
	var d jx.Decoder
	return codec[T]{
		decode: func(src []byte, v *T) error {
			d.ResetBytes(src)
			return P(v).Decode(&d)
		},
		encode: func(_ []byte, v *T) ([]byte, error) {
			e.Reset()
			P(v).Encode(&e)
			return e.Bytes(), nil
		},
		validate: func(v *T) error { return P(v).Validate() },
	}
}

// ogenMarshaler is ogen as encoding/json calls it.
func ogenMarshaler[T any, P ogenType[T]]() codec[T] {
	return codec[T]{
		decode: func(src []byte, v *T) error { return P(v).UnmarshalJSON(src) },
		encode: func(_ []byte, v *T) ([]byte, error) { return P(v).MarshalJSON() },
	}
}

// stdCodec is encoding/json.
func stdCodec[T any](validate func(*T) error) codec[T] {
	return codec[T]{
		decode:   func(src []byte, v *T) error { return json.Unmarshal(src, v) },
		encode:   func(_ []byte, v *T) ([]byte, error) { return json.Marshal(v) },
		validate: validate,
	}
}

// v2Codec is encoding/json/v2 with an encoder and a buffer that it keeps.
func v2Codec[T any](validate func(*T) error) codec[T] {
	var b bytes.Buffer
	e := jsontext.NewEncoder(&b)
	return codec[T]{
		decode: func(src []byte, v *T) error { return jsonv2.Unmarshal(src, v) },
		encode: func(_ []byte, v *T) ([]byte, error) {
			b.Reset()
			e.Reset(&b)
			err := jsonv2.MarshalEncode(e, v)
			return b.Bytes(), err
		},
		validate: validate,
	}
}

// encoding encodes, again and again, what the document holds.
func encoding[T any](peer string, c codec[T], document []byte) candidate {
	return candidate{peer: peer, prepare: func() (task, error) {
		v := new(T)
		if err := c.decode(document, v); err != nil {
			return task{}, err
		}
		var text []byte
		return task{
			do: func() (err error) {
				text, err = c.encode(text[:0], v)
				return err
			},
			result: func() ([]byte, error) { return text, nil },
		}, nil
	}}
}

// decoding decodes the document, each time into a value of its own, and has
// more done with it.
func decoding[T any](peer string, c codec[T], document []byte, more ...func(*T) error) candidate {
	return candidate{peer: peer, prepare: func() (task, error) {
		var v *T
		return task{
			do: func() error {
				v = new(T)
				err := c.decode(document, v)
				for _, f := range more {
					if err == nil {
						err = f(v)
					}
				}
				return err
			},
			result: func() ([]byte, error) { return c.encode(nil, v) },
		}, nil
	}}
}
