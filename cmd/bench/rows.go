package main

import (
	"errors"
	"slices"
	"time"

	"example.com/burin/cmd/bench/internal/describe"
	"example.com/burin/cmd/bench/peers/entity/oapi"
	"example.com/burin/cmd/bench/peers/entity/ogen"
	wideburin "example.com/burin/cmd/bench/peers/wide/burin"
	wideoapi "example.com/burin/cmd/bench/peers/wide/oapi"
	wideogen "example.com/burin/cmd/bench/peers/wide/ogen"
	wideplain "example.com/burin/cmd/bench/peers/wide/plain"
	"example.com/burin/generated/devicecompliance"
)

// fraction is the property whose fraction of a second some peers lose.
const fraction = "lastReportedDateTime"

func rows() []row {
	return slices.Concat(entityRows(), []row{serverRow()}, pageRows(), wideRows(), []row{streamRow()})
}

func entityRows() []row {
	document := []byte(requestBody)
	burin := burinCodec(appendEntity)
	ogenReused := ogenCodec[ogen.DeviceComplianceUserStatus]()
	ogenMarshal := ogenMarshaler[ogen.DeviceComplianceUserStatus]()
	oapiStd := stdCodec[oapi.DeviceComplianceUserStatus](nil)
	std := stdCodec((*plainStatus).validate)
	v2 := v2Codec((*plainStatus).validate)
	return []row{
		{"encode", document, append([]candidate{
			encoding("burin", burin, document),
			encoding("ogen, encoder reused", ogenReused, document).losing(fraction),
			encoding("ogen, MarshalJSON", ogenMarshal, document).losing(fraction),
			encoding("oapi-codegen", oapiStd, document),
			encoding("encoding/json", std, document),
			encoding("encoding/json/v2", v2, document),
		}, graphEncode(document)...)},
		{"decode", document, append([]candidate{
			decoding("burin", burin, document),
			decoding("burin, and time.Time", burin, document, burinTime),
			decoding("ogen, decoder reused", ogenReused, document).losing(fraction),
			decoding("ogen, UnmarshalJSON", ogenMarshal, document).losing(fraction),
			decoding("oapi-codegen", oapiStd, document),
			decoding("encoding/json", std, document),
			decoding("encoding/json/v2", v2, document),
		}, graphDecode(document)...)},
		{"decode, validate", document, []candidate{
			decoding("burin", burinValid(), document),
			decoding("burin, and time.Time", burinValid(), document, burinTime),
			decoding("burin, one after the other", burin, document, burin.validate),
			decoding("ogen, decoder reused", ogenReused, document, ogenReused.validate).losing(fraction),
			decoding("encoding/json", std, document, std.validate),
			decoding("encoding/json/v2", v2, document, v2.validate),
		}},
	}
}

func pageRows() []row {
	document := pageDocument()
	burin := burinCodec(func(dst []byte, v *devicecompliance.DeviceComplianceUserStatusCollectionResponse) ([]byte, error) {
		return devicecompliance.AppendJSON(dst, v)
	})
	ogenReused := ogenCodec[ogen.DeviceComplianceUserStatusCollectionResponse]()
	oapiStd := stdCodec[oapi.DeviceComplianceUserStatusCollectionResponse](nil)
	std := stdCodec[plainPage](nil)
	v2 := v2Codec[plainPage](nil)
	return []row{
		{"encode a page of 999", document, append([]candidate{
			encoding("burin", burin, document),
			encoding("ogen, encoder reused", ogenReused, document).losing(fraction),
			encoding("oapi-codegen", oapiStd, document),
			encoding("encoding/json", std, document),
			encoding("encoding/json/v2", v2, document),
		}, graphEncodePage(document)...)},
		{"decode a page of 999", document, append([]candidate{
			decoding("burin", burin, document),
			decoding("burin, and time.Time", burin, document, func(v *devicecompliance.DeviceComplianceUserStatusCollectionResponse) error {
				for i := range v.Value {
					if err := burinTime(&v.Value[i]); err != nil {
						return err
					}
				}
				return nil
			}),
			decoding("ogen, decoder reused", ogenReused, document).losing(fraction),
			decoding("oapi-codegen", oapiStd, document),
			decoding("encoding/json", std, document),
			decoding("encoding/json/v2", v2, document),
		}, graphDecodePage(document)...)},
	}
}

// wideRows have no figures of the Graph SDK, which has no such type.
func wideRows() []row {
	document, shuffled := describe.WideDocument(false), describe.WideDocument(true)
	burin := burinCodec(func(dst []byte, v *wideburin.Wide) ([]byte, error) { return wideburin.AppendJSON(dst, v) })
	ogenReused := ogenCodec[wideogen.Wide]()
	oapiStd := stdCodec[wideoapi.Wide](nil)
	std := stdCodec[wideplain.Wide](nil)
	v2 := v2Codec[wideplain.Wide](nil)
	decode := func(name string, source []byte) row {
		return row{name, document, []candidate{
			decoding("burin", burin, source),
			decoding("burin, and time.Time", burin, source, wideTimes),
			decoding("ogen, decoder reused", ogenReused, source),
			decoding("oapi-codegen", oapiStd, source),
			decoding("encoding/json", std, source),
			decoding("encoding/json/v2", v2, source),
		}}
	}
	return []row{
		{"encode 120 properties", document, []candidate{
			encoding("burin", burin, document),
			encoding("ogen, encoder reused", ogenReused, document),
			encoding("oapi-codegen", oapiStd, document),
			encoding("encoding/json", std, document),
			encoding("encoding/json/v2", v2, document),
		}},
		decode("decode 120, in order", document),
		decode("decode 120, out of order", shuffled),
	}
}

// burinTime reads the entity's time as a time.Time, as the peers do while they
// decode.
func burinTime(v *devicecompliance.DeviceComplianceUserStatus) error {
	at, _ := v.LastReportedDateTime.Get()
	return present(at.Time())
}

// wideTimes reads every time of the wide entity.
func wideTimes(v *wideburin.Wide) error {
	for _, property := range []*wideburin.Opt[wideburin.DateTime]{
		&v.AccountDisplayCount, &v.BatteryLastState, &v.NetworkTotalName, &v.ProfilePrimaryValue,
		&v.AccountAssignedCount, &v.BatteryPendingState, &v.NetworkRemoteName, &v.ProfileManagedValue,
		&v.AccountDefaultCount, &v.BatteryCurrentState, &v.NetworkExpectedName, &v.ProfilePreviousValue,
	} {
		at, _ := property.Get()
		if err := present(at.Time()); err != nil {
			return err
		}
	}
	return nil
}

func present(t time.Time) error {
	if t.IsZero() {
		return errors.New("there is no time")
	}
	return nil
}
