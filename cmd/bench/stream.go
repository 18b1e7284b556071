package main

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/go-faster/jx"
	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"example.com/burin/cmd/bench/peers/entity/oapi"
	"example.com/burin/cmd/bench/peers/entity/ogen"
	"example.com/burin/cmd/bench/peers/entity/stream"
)

// streaming reads an array of entities that is never held, and gives the
// devices of each to count.
func streaming(peer string, read func(r io.Reader, count func(devices int32)) error) candidate {
	return candidate{peer: peer, prepare: func() (task, error) {
		var entities, devices int
		return task{
			do: func() error {
				entities, devices = 0, 0
				return read(newEntities(entitiesPerStream), func(n int32) {
					entities++
					devices += int(n)
				})
			},
			result: func() ([]byte, error) { return streamed(entities, devices), nil },
		}, nil
	}}
}

func streamed(entities, devices int) []byte {
	return fmt.Appendf(nil, `{"entities":%d,"devices":%d}`, entities, devices)
}

func streamRow() row {
	return row{"decode a stream of 100,000", streamed(entitiesPerStream, 12*entitiesPerStream), append([]candidate{
		streaming("burin", burinStream),
		streaming("burin, and time.Time", burinStreamTime),
		streaming("ogen", ogenStream),
		streaming("oapi-codegen", func(r io.Reader, count func(int32)) error {
			return stdStream(r, func(v *oapi.DeviceComplianceUserStatus) { count(*v.DevicesCount) })
		}),
		streaming("encoding/json", func(r io.Reader, count func(int32)) error {
			return stdStream(r, func(v *plainStatus) { count(v.DevicesCount) })
		}),
		streaming("encoding/json/v2", v2Stream),
	}, graphStream()...)}
}

func burinStream(r io.Reader, count func(int32)) error {
	for v, err := range stream.DecodeStream[stream.DeviceComplianceUserStatus](r, "") {
		if err != nil {
			return err
		}
		devices, _ := v.DevicesCount.Get()
		count(devices)
	}
	return nil
}

func burinStreamTime(r io.Reader, count func(int32)) error {
	for v, err := range stream.DecodeStream[stream.DeviceComplianceUserStatus](r, "") {
		if err != nil {
			return err
		}
		at, _ := v.LastReportedDateTime.Get()
		if err := present(at.Time()); err != nil {
			return err
		}
		devices, _ := v.DevicesCount.Get()
		count(devices)
	}
	return nil
}

func ogenStream(r io.Reader, count func(int32)) error {
	return jx.Decode(r, 1<<16).Arr(func(d *jx.Decoder) error {
		v := new(ogen.DeviceComplianceUserStatus)
		if err := v.Decode(d); err != nil {
			return err
		}
		count(v.DevicesCount.Value)
		return nil
	})
}

func stdStream[T any](r io.Reader, each func(*T)) error {
	d := json.NewDecoder(r)
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		v := new(T)
		if err := d.Decode(v); err != nil {
			return err
		}
		each(v)
	}
	_, err := d.Token()
	return err
}

func v2Stream(r io.Reader, count func(int32)) error {
	d := jsontext.NewDecoder(r)
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	for d.PeekKind() != ']' {
		v := new(plainStatus)
		if err := jsonv2.UnmarshalDecode(d, v); err != nil {
			return err
		}
		count(v.DevicesCount)
	}
	_, err := d.ReadToken()
	return err
}
