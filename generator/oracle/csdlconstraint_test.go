package oracle

import (
	"testing"

	"example.com/burin/generated/features/csdlserver"
)

// TestConstraintsOfCSDL: objects are held against conditions over their properties,
// where these are there.
func TestConstraintsOfCSDL(t *testing.T) {
	part := csdlserver.Part{Code: csdlserver.Some("a"), Name: csdlserver.Some("a")}
	breaks(t, part.Validate(), "/name: must be another than the code")
	breaks(t, (&csdlserver.Machine{Part: part}).Validate(), "/name: must be another than the code")
	must(t, (&csdlserver.Part{Name: csdlserver.Some("a")}).Validate())
	must(t, (&csdlserver.Range{From: csdlserver.Some(int32(5))}).Validate())
	must(t, (&csdlserver.Range{From: csdlserver.Some(int32(5)), To: csdlserver.Null[int32]()}).Validate())
	breaks(t, (&csdlserver.Range{From: csdlserver.Some(int32(5)), To: csdlserver.Some(int32(4))}).Validate(), "must not end before it begins")
	must(t, csdlserver.DecodeJSON([]byte(`{"from":5,"to":4}`), new(csdlserver.Range)))
}
