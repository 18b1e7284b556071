package csdl

import (
	"strings"
	"testing"
)

// TestPatternsThatGoHasNot: what is not judged has to be told.
func TestPatternsThatGoHasNot(t *testing.T) {
	const text = `<edmx:Edmx Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:Reference Uri="https://oasis-tcs.github.io/odata-vocabularies/vocabularies/Org.OData.Validation.V1.xml">
    <edmx:Include Namespace="Org.OData.Validation.V1" Alias="Validation"/>
  </edmx:Reference>
  <edmx:DataServices>
    <Schema Namespace="ns" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <ComplexType Name="thing">
        <Property Name="a" Type="Edm.String"><Annotation Term="Validation.Pattern" String="^(?=x)y"/></Property>
        <Property Name="b" Type="Edm.String"><Annotation Term="Validation.Pattern" String="^y"/></Property>
      </ComplexType>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>`
	api, err := Parse("thing.xml", []byte(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(api.Unused) != 1 || api.Unused[0].Pos.Line != 8 || !strings.HasPrefix(api.Unused[0].Text, "the pattern is not checked") {
		t.Errorf("got the notes %v", api.Unused)
	}
	properties := api.Types[0].Properties
	if got := properties[len(properties)-1].Schema.Rules.Pattern; got != "^y" {
		t.Errorf("the pattern that Go has is %q", got)
	}
}
