package csdl

import (
	"slices"
	"strings"

	"example.com/burin/generator/model"
)

// primitive is a type of the specification (sections 3.3 and 3.4).
type primitive struct {
	kind   model.Kind
	facets string // those that it has, besides Nullable and DefaultValue (section 7.2)
}

// primitives are the types that values can be of, by their names less Edm.
var primitives = map[string]primitive{
	"Binary":         {model.Bytes, "MaxLength"},
	"Boolean":        {model.Boolean, ""},
	"Byte":           {model.Uint8, ""},
	"Date":           {model.Date, ""},
	"DateTimeOffset": {model.DateTime, "Precision"},
	"Decimal":        {model.Decimal, "Precision Scale"},
	"Double":         {model.Double, ""},
	"Duration":       {model.Duration, "Precision"},
	"Guid":           {model.UUID, ""},
	"Int16":          {model.Int16, ""},
	"Int32":          {model.Int32, ""},
	"Int64":          {model.Int64, ""},
	"SByte":          {model.Int8, ""},
	"Single":         {model.Float, ""},
	"Stream":         {model.Stream, "MaxLength"},
	"String":         {model.String, "MaxLength Unicode"},
	"TimeOfDay":      {model.TimeOfDay, "Precision"},
	"Untyped":        {model.Any, ""},
	"PrimitiveType":  {model.Any, ""},
	"EntityType":     {model.Any, ""},
	"ComplexType":    {model.Any, ""},
}

// inQuotes are the kinds of number that may stand in quotes: those that JSON or its
// readers do not have exactly (OData JSON Format 4.01, sections 3.2 and 7.1).
var inQuotes = []model.Kind{model.Int64, model.Decimal, model.Float, model.Double}

// termTypes are those that only terms are of (section 3.5).
var termTypes = []string{"AnnotationPath", "AnyPropertyPath", "ModelElementPath", "NavigationPropertyPath", "PropertyPath"}

// spatial are the kinds of geography and geometry (section 3.3).
var spatial = []string{"", "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "Collection"}

// isSpatial says whether a name, less Edm, is of geography or geometry.
func isSpatial(name string) bool {
	for _, family := range []string{"Geography", "Geometry"} {
		if kind, ok := strings.CutPrefix(name, family); ok && slices.Contains(spatial, kind) {
			return true
		}
	}
	return false
}

// edmNames are the names of all types of the specification.
func edmNames() []string {
	names := []string{}
	for name := range primitives {
		names = append(names, "Edm."+name)
	}
	for _, kind := range spatial {
		names = append(names, "Edm.Geography"+kind, "Edm.Geometry"+kind)
	}
	slices.Sort(names)
	return names
}
