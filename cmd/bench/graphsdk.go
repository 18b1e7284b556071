//go:build graphsdk

package main

import (
	"io"

	"github.com/microsoft/kiota-abstractions-go/serialization"
	kiota "github.com/microsoft/kiota-serialization-json-go"
	"github.com/microsoftgraph/msgraph-sdk-go/models"
)

// graphValue is an object of the official SDK of Microsoft Graph.
type graphValue struct{ serialization.Parsable }

// graphCodec keeps its writer from one value to the next.
func graphCodec(factory serialization.ParsableFactory) codec[graphValue] {
	w := kiota.NewJsonSerializationWriter()
	return codec[graphValue]{
		decode: func(src []byte, v *graphValue) error {
			node, err := kiota.NewJsonParseNode(src)
			if err != nil {
				return err
			}
			v.Parsable, err = node.GetObjectValue(factory)
			return err
		},
		encode: func(_ []byte, v *graphValue) ([]byte, error) {
			if err := w.Reset(); err != nil {
				return nil, err
			}
			if err := w.WriteObjectValue("", v.Parsable); err != nil {
				return nil, err
			}
			return w.GetSerializedContent()
		},
	}
}

func graphEntity() codec[graphValue] {
	return graphCodec(models.CreateDeviceComplianceUserStatusFromDiscriminatorValue)
}

func graphPage() codec[graphValue] {
	return graphCodec(models.CreateDeviceComplianceUserStatusCollectionResponseFromDiscriminatorValue)
}

func graphEncode(document []byte) []candidate {
	return []candidate{encoding("Graph SDK", graphEntity(), document).losing(fraction)}
}

func graphDecode(document []byte) []candidate {
	return []candidate{decoding("Graph SDK", graphEntity(), document).losing(fraction)}
}

func graphEncodePage(document []byte) []candidate {
	return []candidate{encoding("Graph SDK", graphPage(), document).losing(fraction)}
}

func graphDecodePage(document []byte) []candidate {
	return []candidate{decoding("Graph SDK", graphPage(), document).losing(fraction)}
}

// graphStream reads all before it decodes: the SDK has no other way.
func graphStream() []candidate {
	return []candidate{streaming("Graph SDK", func(r io.Reader, count func(int32)) error {
		text, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		node, err := kiota.NewJsonParseNode(text)
		if err != nil {
			return err
		}
		list, err := node.GetCollectionOfObjectValues(models.CreateDeviceComplianceUserStatusFromDiscriminatorValue)
		for _, v := range list {
			count(*v.(models.DeviceComplianceUserStatusable).GetDevicesCount())
		}
		return err
	})}
}
