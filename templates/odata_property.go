package templates

// Property is the name of a property, a path of names, or another expression in
// terms of them, as OData writes it. Values that it is compared with are written
// as the URL grammar has them (OData URL 4.01, section 5.1.1.14): strings in
// quotes, times, numbers, enums, other properties; nil is null.
type Property string

// Path is a property inside: address/city.
func (p Property) Path(inner Property) Property { return p + "/" + inner }

// Cast is the property as of a type that derives from its own, by the type's name
// in full.
func (p Property) Cast(name string) Property { return p + "/" + Property(name) }

// Desc is for OrderBy: the greatest first.
func (p Property) Desc() Property { return p + " desc" }

// Eq is met where the property equals the value.
func (p Property) Eq(value any) Filter { return compare(p, "eq", value) }

// Ne is met where the property does not equal the value.
func (p Property) Ne(value any) Filter { return compare(p, "ne", value) }

// Gt is met where the property is greater than the value.
func (p Property) Gt(value any) Filter { return compare(p, "gt", value) }

// Ge is met where the property is not less than the value.
func (p Property) Ge(value any) Filter { return compare(p, "ge", value) }

// Lt is met where the property is less than the value.
func (p Property) Lt(value any) Filter { return compare(p, "lt", value) }

// Le is met where the property is not greater than the value.
func (p Property) Le(value any) Filter { return compare(p, "le", value) }

// Has is met where a set of flags has those of the value.
func (p Property) Has(value any) Filter { return compare(p, "has", value) }

// StartsWith is met where the property begins with the text.
func (p Property) StartsWith(text any) Filter { return test(p, "startswith", text) }

// EndsWith is met where the property ends with the text.
func (p Property) EndsWith(text any) Filter { return test(p, "endswith", text) }

// Contains is met where the text stands in the property.
func (p Property) Contains(text any) Filter { return test(p, "contains", text) }

// Count is how many elements a collection has.
func (p Property) Count() Property { return p + "/$count" }

func partOf(p Property, function string) Property { return Property(function) + "(" + p + ")" }

// Length is how many characters a string has.
func (p Property) Length() Property { return partOf(p, "length") }

// ToLower is a string in small letters.
func (p Property) ToLower() Property { return partOf(p, "tolower") }

// ToUpper is a string in capitals.
func (p Property) ToUpper() Property { return partOf(p, "toupper") }

// Trim is a string without the white space around it.
func (p Property) Trim() Property { return partOf(p, "trim") }

// Year is the year of a date.
func (p Property) Year() Property { return partOf(p, "year") }

// Month is the month of a date, from 1.
func (p Property) Month() Property { return partOf(p, "month") }

// Day is the day of a date, from 1.
func (p Property) Day() Property { return partOf(p, "day") }

// Hour is the hour of a time.
func (p Property) Hour() Property { return partOf(p, "hour") }

// Minute is the minute of a time.
func (p Property) Minute() Property { return partOf(p, "minute") }

// Second is the second of a time.
func (p Property) Second() Property { return partOf(p, "second") }

// Date is a time's date.
func (p Property) Date() Property { return partOf(p, "date") }

// Time is a time's time of day.
func (p Property) Time() Property { return partOf(p, "time") }

// Round is the nearest whole number.
func (p Property) Round() Property { return partOf(p, "round") }

// Floor is the next whole number that is not greater.
func (p Property) Floor() Property { return partOf(p, "floor") }

// Ceiling is the next whole number that is not less.
func (p Property) Ceiling() Property { return partOf(p, "ceiling") }

// EnumLiteral is a value of an enum as OData 4.0 writes it, after the name of its
// type in full; services of 4.01 do without that name.
func EnumLiteral(typeName, value string) Property { return Property(typeName + quoteLiteral(value)) }
