package oracle

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	api "example.com/burin/generated/features/csdlentities"
	"example.com/burin/generated/features/csdlserver"
)

// fleet is a client of a service that holds nothing yet.
func fleet(t *testing.T) (*api.Client, *odataService) {
	t.Helper()
	service := startOData(t)
	service.keys = map[string][]string{"vehicles": {"number"}, "trucks": {"number"}, "sites": {"code"},
		"trailers": {"maker", "built", "serial/number=serialNumber"}}
	client, err := api.NewClient(service.base)
	must(t, err)
	return client, service
}

// has says whether a builder has a method.
func has(builder any, method string) bool {
	_, found := reflect.TypeOf(builder).MethodByName(method)
	return found
}

// source is the text of a file of a generated package.
func source(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile("../../generated/features/" + file)
	must(t, err)
	return string(text)
}

// entityFeatures are features of CSDL that show in types, keys and what they are
// annotated with, a row each: what a client of the package does, what its service
// is asked, and what comes of it.
var entityFeatures = []struct {
	feature string
	shown   func(t *testing.T, c *api.Client, s *odataService)
}{
	{"schemas in several files, XML and JSON", func(t *testing.T, c *api.Client, s *odataService) {
		_, err := c.Sites().Create(t.Context(), &api.Site{Code: api.Some("ber"), Place: api.Some(&api.Place{City: api.Some("Berlin")})})
		must(t, err)
		site, err := c.Sites().ByCode("ber").Get(t.Context())
		must(t, err)
		place, _ := site.Place.Get()
		same(t, "Berlin", place.City.Or(""))
		wasAsked(t, s, `POST /sites {"code":"ber","place":{"city":"Berlin"}}`, "GET /sites('ber')")
	}},
	{"a container extends another", func(t *testing.T, c *api.Client, _ *odataService) {
		same(t, []bool{true, true}, []bool{has(c, "Sites"), has(c, "Trucks")})
	}},
	{"facets of an included schema", func(t *testing.T, _ *api.Client, _ *odataService) {
		breaks(t, (&api.Site{Code: api.Some("long")}).Validate(), "/code: must have at most 3 characters")
	}},
	{"key of one property that is inherited", func(t *testing.T, c *api.Client, s *odataService) {
		_, _ = c.Trucks().ByNumber(7).Get(t.Context())
		wasAsked(t, s, "GET /trucks(7)")
	}},
	{"compound key, one part aliased and in a complex type", func(t *testing.T, c *api.Client, s *odataService) {
		day, err := api.ParseDate("2024-02-29")
		must(t, err)
		trailers := c.Trucks().ByNumber(7).Trailers()
		_, err = trailers.Create(t.Context(), &api.Trailer{Maker: api.Some("O'Neil"), Built: api.Some(day), Serial: api.Some(&api.Serial{Number: api.Some("1/2")})})
		must(t, err)
		got, err := trailers.ByMakerAndBuiltAndSerialNumber("O'Neil", day, "1/2").Get(t.Context())
		must(t, err)
		same(t, "O'Neil", got.Maker.Or(""))
		wasAsked(t, s, `POST /trucks(7)/trailers {"maker":"O'Neil","built":"2024-02-29","serial":{"number":"1/2"}}`,
			"GET /trucks(7)/trailers(maker='O''Neil',built=2024-02-29,serialNumber='1%2F2')")
	}},
	{"abstract entity type, and types that derive from it", func(t *testing.T, c *api.Client, s *odataService) {
		_, err := c.Vehicles().Create(t.Context(), &api.Car{Vehicle: api.Vehicle{Number: api.Some(int32(1))}, Seats: api.Some(int8(5))})
		must(t, err)
		got, err := c.Vehicles().ByNumber(1).Get(t.Context())
		must(t, err)
		car, ok := got.(*api.Car)
		same(t, true, ok && car.Seats.Or(0) == 5)
		wasAsked(t, s, `POST /vehicles {"@odata.type":"#example.fleet.car","number":1,"seats":5}`, "GET /vehicles(1)")
	}},
	{"a type that the description does not know", func(t *testing.T, c *api.Client, s *odataService) {
		s.put("/vehicles(3)", `{"@odata.type":"#example.fleet.bus","number":3,"doors":[2]}`)
		got, err := c.Vehicles().ByNumber(3).Get(t.Context())
		must(t, err)
		text, err := api.AppendJSON(nil, got.AsVehicle())
		must(t, err)
		same(t, `{"@odata.type":"#example.fleet.bus","number":3,"doors":[2]}`, string(text))
	}},
	{"cast of an entity and of a collection", func(t *testing.T, c *api.Client, s *odataService) {
		_, _ = c.Vehicles().ByNumber(1).AsTruck().Get(t.Context())
		for range c.Vehicles().AsTruck().All(t.Context()) {
			break
		}
		wasAsked(t, s, "GET /vehicles(1)/example.fleet.truck", "GET /vehicles/example.fleet.truck")
	}},
	{"open type", func(t *testing.T, c *api.Client, s *odataService) {
		s.put("/trucks(1)", `{"number":1,"colour":"red","extra":{"a":[1.50]}}`)
		truck, err := c.Trucks().ByNumber(1).Get(t.Context())
		must(t, err)
		same(t, `"red"`, string(truck.Unknown["colour"]))
		truck.State = api.Some(api.StateBusy)
		_, err = c.Trucks().ByNumber(1).Update(t.Context(), truck)
		must(t, err)
		same(t, `PATCH /trucks(1) {"number":1,"state":"busy","colour":"red","extra":{"a":[1.50]}}`, s.took()[1])
	}},
	{"closed type", func(t *testing.T, _ *api.Client, _ *odataService) {
		breaks(t, api.DecodeValid([]byte(`{"number":1,"colour":"red"}`), new(api.Car)), "/colour: is not a property of this type")
	}},
	{"complex type that derives, abstract, in a collection", func(t *testing.T, c *api.Client, s *odataService) {
		s.put("/logs(01234567-89ab-cdef-0123-456789abcdef)", `{"events":[{"@odata.type":"#example.fleet.refuel","litres":1.5},{"@odata.type":"#example.fleet.repair","parts":["a"]}]}`)
		log, err := c.Logs().ByID(guid(t)).Get(t.Context())
		must(t, err)
		refuel, _ := log.Events[0].(*api.Refuel)
		repair, _ := log.Events[1].(*api.Repair)
		same(t, 1.5, refuel.Litres.Or(0))
		same(t, []string{"a"}, repair.Parts)
	}},
	{"enumeration, its values left to the order", func(t *testing.T, c *api.Client, s *odataService) {
		_, _ = c.Trucks().ByNumber(1).Update(t.Context(), &api.Truck{Vehicle: api.Vehicle{State: api.Some(api.StateIdle)}})
		for range c.Trucks().All(t.Context(), api.VehicleState.Eq(api.StateBusy)) {
			break
		}
		wasAsked(t, s, `PATCH /trucks(1) {"state":"idle"}`, "GET /trucks?$filter=state%20eq%20'busy'")
		same(t, []api.State{api.StateIdle, api.StateBusy}, api.StateValues)
	}},
	{"enumeration of another underlying type; a member that is not known", func(t *testing.T, _ *api.Client, _ *odataService) {
		var truck api.Truck
		must(t, api.DecodeJSON([]byte(`{"grade":"middle"}`), &truck))
		same(t, false, slices.Contains(api.GradeValues, truck.Grade.Or("")))
		breaks(t, truck.Validate(), `/grade: must be one of the values described, not "middle"`)
	}},
	{"flags of 64 bits", func(t *testing.T, c *api.Client, s *odataService) {
		_, _ = c.Trucks().ByNumber(1).Update(t.Context(), &api.Truck{Rests: api.Some(api.DaysSaturday | api.DaysSunday)})
		for range c.Trucks().All(t.Context(), api.TruckRests.Has(api.DaysSunday)) {
			break
		}
		wasAsked(t, s, `PATCH /trucks(1) {"rests":"weekend"}`, "GET /trucks?$filter=rests%20has%20'sunday'")
	}},
	{"flags with a member that is not known", func(t *testing.T, c *api.Client, s *odataService) {
		s.put("/trucks(1)", `{"rests":"sunday,holiday"}`)
		truck, err := c.Trucks().ByNumber(1).Get(t.Context())
		must(t, err)
		same(t, true, truck.Rests.Or(0)&api.DaysSunday != 0)
		_, err = c.Trucks().ByNumber(1).Update(t.Context(), truck)
		must(t, err)
		same(t, `PATCH /trucks(1) {"rests":"sunday,holiday"}`, s.took()[1])
		breaks(t, truck.Validate(), `/rests: must be names of the values described with commas between, not "holiday"`)
	}},
	{"type definition: facets and rules", func(t *testing.T, _ *api.Client, _ *odataService) {
		truck := &api.Truck{Plate: api.Some("B XY 1234 5"), Load: api.Some(decimal(t, "0"))}
		breaks(t, truck.Validate(), "/plate: must have at most 8 characters; /load: must be more than 0")
		breaks(t, (&api.Truck{Plate: api.Some("b")}).Validate(), `/plate: must match "^[A-Z0-9 ]+$"`)
		breaks(t, (&api.Truck{Load: api.Some(decimal(t, "1.2345"))}).Validate(), "/load: must have at most 3 digits after the point")
	}},
	{"navigation property, not nullable and with a referential constraint", func(t *testing.T, c *api.Client, s *odataService) {
		_, _ = c.Trucks().ByNumber(1).Depot().Get(t.Context())
		same(t, []bool{true, true}, []bool{has(c.Trucks().ByNumber(1), "Depot"), has(&api.TrailerRequest{}, "Truck")})
		wasAsked(t, s, "GET /trucks(1)/depot")
	}},
	{"contained navigation property, inserted deep and updated deep", func(t *testing.T, c *api.Client, s *odataService) {
		truck := &api.Truck{Trailers: []api.Trailer{{Maker: api.Some("a"), Serial: api.Some(&api.Serial{Batch: api.Null[string]()})}}}
		_, _ = c.Vehicles().Create(t.Context(), truck)
		_, _ = c.Trucks().ByNumber(1).Update(t.Context(), truck)
		wasAsked(t, s, `POST /vehicles {"@odata.type":"#example.fleet.truck","trailers":[{"maker":"a","serial":{"batch":null}}]}`,
			`PATCH /trucks(1) {"trailers":[{"maker":"a","serial":{"batch":null}}]}`)
	}},
	{"singleton", func(t *testing.T, c *api.Client, s *odataService) {
		_, _ = c.Flagship().Get(t.Context())
		same(t, false, has(c.Flagship(), "Delete"))
		wasAsked(t, s, "GET /flagship")
	}},
	{"stream with a media type", func(t *testing.T, c *api.Client, s *odataService) {
		scan := c.Logs().ByID(guid(t)).Scan()
		must(t, scan.Put(t.Context(), strings.NewReader("picture"), "image/png"))
		content, err := scan.Get(t.Context())
		must(t, err)
		same(t, "image/png", content.Type)
		wasAsked(t, s, "PUT /logs(01234567-89ab-cdef-0123-456789abcdef)/scan picture", "GET /logs(01234567-89ab-cdef-0123-456789abcdef)/scan")
	}},
	{"Core.Description and LongDescription, in another file", func(t *testing.T, _ *api.Client, _ *odataService) {
		contains(t, source(t, "csdlentities/structs.go"), "\t// As it stands on the truck.\n\t//\n\t// Letters and digits, as the office wrote them.\n\tPlate ")
	}},
	{"an annotation with a qualifier is not said", func(t *testing.T, _ *api.Client, _ *odataService) {
		same(t, false, strings.Contains(source(t, "csdlentities/structs.go"), "Said to nobody"))
	}},
	{"Core.Revisions deprecates", func(t *testing.T, _ *api.Client, _ *odataService) {
		contains(t, source(t, "csdlentities/structs.go"), "\t// Deprecated: Ask events instead.\n\tOld ")
	}},
	{"Core.Computed: no server takes it", func(t *testing.T, _ *api.Client, _ *odataService) {
		same(t, "400 weight: may not be sent in a request", ask(csdlserver.NewHandler(&depot{}), `POST /parts {"weight":1}`))
	}},
	{"Core.Immutable: a server ignores it in updates", func(t *testing.T, _ *api.Client, _ *odataService) {
		server := &depot{}
		ask(csdlserver.NewHandler(server), `PATCH /parts('a') {"name":"n","origin":"x"}`)
		same(t, []string{"update a n -"}, server.asked)
		contains(t, source(t, "csdlserver/structs.go"), "\t// It can be set on creation alone.\n\tOrigin ")
	}},
	{"Core.Permissions: written only", func(t *testing.T, _ *api.Client, _ *odataService) {
		must(t, api.DecodeValid([]byte(`{"secret":"x"}`), new(api.Log)))
	}},
	{"Core.IsURL", func(t *testing.T, _ *api.Client, _ *odataService) {
		must(t, (&api.Log{Page: api.Some("https://example.com/a?b=%20#c")}).Validate())
		must(t, (&api.Log{Page: api.Some("../a")}).Validate())
		breaks(t, (&api.Log{Page: api.Some("https://example.com/a b")}).Validate(), "/page: must be a URL (RFC 3986)")
		breaks(t, (&api.Log{Page: api.Some("http://[")}).Validate(), "/page: must be a URL (RFC 3986)")
	}},
	{"Validation.AllowedValues", func(t *testing.T, _ *api.Client, _ *odataService) {
		breaks(t, (&api.Log{Mood: api.Some("odd")}).Validate(), `/mood: must be good or bad, not "odd"`)
	}},
	{"Validation.MultipleOf and Maximum", func(t *testing.T, _ *api.Client, _ *odataService) {
		must(t, (&api.Log{Steps: api.Some(int32(100))}).Validate())
		breaks(t, (&api.Log{Steps: api.Some(int32(101))}).Validate(), "/steps: must be at most 100; /steps: must be a multiple of 5")
	}},
	{"Validation.MinItems and MaxItems", func(t *testing.T, _ *api.Client, _ *odataService) {
		breaks(t, (&api.Repair{Parts: []string{}}).Validate(), "/parts: must have at least 1 element")
		breaks(t, (&api.Repair{Parts: []string{"a", "b", "c"}}).Validate(), "/parts: must have at most 2 elements")
	}},
	{"Validation.DerivedTypeConstraint", func(t *testing.T, _ *api.Client, _ *odataService) {
		must(t, api.DecodeValid([]byte(`{"last":{"@odata.type":"#example.fleet.repair"}}`), new(api.Log)))
		breaks(t, api.DecodeValid([]byte(`{"last":{"@odata.type":"#example.fleet.wash"}}`), new(api.Log)), "/last: must be of a type that may stand here")
		breaks(t, (&api.Log{Last: api.Some[api.AnyEventModel](&api.Wash{})}).Validate(), "/last: must be of a type that may stand here")
		must(t, api.DecodeJSON([]byte(`{"last":{"@odata.type":"#example.fleet.wash"}}`), new(api.Log)))
	}},
	{"DefaultValue is said", func(t *testing.T, _ *api.Client, _ *odataService) {
		contains(t, source(t, "csdlentities/structs.go"), "\t// Where it is left out the service takes \"trip\".\n\tKind ")
	}},
	{"DefaultValue is the service's to fill in", func(t *testing.T, _ *api.Client, _ *odataService) {
		var log api.Log
		must(t, api.DecodeValid([]byte(`{}`), &log))
		same(t, true, api.IsAbsent(log.Kind))
	}},
	{"Measures.Unit and ISOCurrency are said", func(t *testing.T, _ *api.Client, _ *odataService) {
		contains(t, source(t, "csdlentities/structs.go"), "\t// Its unit is km.\n\tDistance ")
		contains(t, source(t, "csdlentities/structs.go"), "\t// Its currency is EUR.\n\tToll ")
	}},
	{"MaxLength counts characters", func(t *testing.T, _ *api.Client, _ *odataService) {
		must(t, (&api.Log{Word: api.Some("ÄÖÜßé")}).Validate())
		breaks(t, (&api.Log{Word: api.Some("sixsix")}).Validate(), "/word: must have at most 5 characters")
	}},
	{"Capabilities.InsertRestrictions and DeleteRestrictions", func(t *testing.T, c *api.Client, _ *odataService) {
		same(t, []bool{false, true, false}, []bool{has(c.Trucks(), "Create"), has(c.Vehicles(), "Create"), has(c.Vehicles().ByNumber(1), "Delete")})
	}},
	{"Capabilities.UpdateRestrictions: by PUT, and elsewhere by PATCH", func(t *testing.T, c *api.Client, s *odataService) {
		s.put("/logs(01234567-89ab-cdef-0123-456789abcdef)", `{"word":"old","mood":"bad"}`)
		got, err := c.Logs().ByID(guid(t)).Replace(t.Context(), &api.Log{Word: api.Some("new")})
		must(t, err)
		same(t, []bool{true, true}, []bool{got.Word.Or("") == "new", api.IsAbsent(got.Mood)})
		_, _ = c.Archive().ByID(guid(t)).Update(t.Context(), &api.Log{})
		wasAsked(t, s, `PUT /logs(01234567-89ab-cdef-0123-456789abcdef) {"word":"new"}`, "PATCH /archive(01234567-89ab-cdef-0123-456789abcdef) {}")
	}},
	{"Capabilities.NavigationRestrictions", func(t *testing.T, _ *api.Client, _ *odataService) {
		same(t, []bool{false, true}, []bool{has(&api.TrailerRequest{}, "Update"), has(&api.TrailerRequest{}, "Delete")})
	}},
}

// TestFeaturesOfCSDL shows each feature by a client against a service.
func TestFeaturesOfCSDL(t *testing.T) {
	for _, row := range entityFeatures {
		t.Run(row.feature, func(t *testing.T) {
			client, service := fleet(t)
			row.shown(t, client, service)
		})
	}
}

// TestKindsOfCSDL has a property of each type that the specification has make its
// way to a service and back, and be judged by its facets.
func TestKindsOfCSDL(t *testing.T) {
	for property, c := range map[string]struct {
		good []string // values, as they stand in JSON
		bad  string
		rule string
	}{
		"binary":    {[]string{`"_-8"`, `""`, "null"}, `"AAAAAAA="`, "must have at most 4 bytes"},
		"boolean":   {[]string{"true", "null"}, `"true"`, "must be true or false"},
		"byte":      {[]string{"0", "255"}, "256", "must be a whole number from 0 to 255"},
		"date":      {[]string{`"2024-02-29"`}, `"2023-02-29"`, "must be a date such as 2006-01-02 (RFC 3339)"},
		"moment":    {[]string{`"2024-02-29T00:00:00.123Z"`, `"2024-02-29T00:00:00+01:00"`}, `"2024-01-01T00:00:00.1234Z"`, "must have at most 3 digits in the fraction of a second"},
		"decimal":   {[]string{"999.99", "-0.5"}, "0.001", "must have at most 2 digits after the point"},
		"floating":  {[]string{"1e300", "0.000001"}, `"x"`, "must be a number"},
		"double":    {[]string{"1.5", `"-INF"`, `"NaN"`}, `"x"`, "must be a number"},
		"duration":  {[]string{`"P1DT0.5S"`}, `"PT0.55S"`, "must have at most 1 digit in the fraction of a second"},
		"guid":      {[]string{`"01234567-89ab-cdef-0123-456789abcdef"`}, `"0123"`, "must be a UUID"},
		"int16":     {[]string{"-32768"}, "32768", "must be a whole number of 16 bits"},
		"int32":     {[]string{"-2147483648"}, "2147483648", "must be a whole number of 32 bits"},
		"int64":     {[]string{"9223372036854775807"}, "9223372036854775808", "must be a whole number of 64 bits"},
		"sbyte":     {[]string{"-128"}, "128", "must be a whole number of 8 bits"},
		"single":    {[]string{"1.5", `"INF"`}, "true", "must be a number"},
		"string":    {[]string{`"äöü"`, "null"}, `"four"`, "must have at most 3 characters"},
		"required":  {[]string{`"x"`}, "null", "must not be null"},
		"time":      {[]string{`"23:59:59.999"`}, `"23:59:59.9999"`, "must have at most 3 digits in the fraction of a second"},
		"untyped":   {[]string{`{"a":[null,1.50]}`, "null"}, "", ""},
		"primitive": {[]string{`"x"`, "1.50"}, "", ""},
		"complex":   {[]string{`{"@odata.type":"#a.b","c":1}`}, "", ""},
		"point":     {[]string{`{"type":"Point","coordinates":[1.0,2]}`}, `{"type":"Dot"}`, `must be Point or`},
		"shape":     {[]string{`{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}`}, "{}", "is missing"},
		"numbers":   {[]string{"[1,2]", "[]"}, "[null]", "must be a whole number"},
		"holes":     {[]string{`["a",null]`}, "[1]", "must be a string"},
	} {
		t.Run(property, func(t *testing.T) {
			client, service := fleet(t)
			for _, value := range c.good {
				document := `{"id":"a","` + property + `":` + value + `}`
				var sample api.Sample
				must(t, api.DecodeValid([]byte(document), &sample))
				_, err := client.Samples().Create(t.Context(), &sample)
				must(t, err)
				got, err := client.Samples().ByID("a").Get(t.Context())
				must(t, err)
				must(t, got.Validate())
				must(t, client.Samples().ByID("a").Delete(t.Context()))
				same(t, "POST /samples "+document, service.took()[0])
			}
			if c.bad == "" {
				return
			}
			err := api.DecodeValid([]byte(`{"`+property+`":`+c.bad+`}`), new(api.Sample))
			if err == nil || !strings.Contains(err.Error(), c.rule) {
				t.Errorf("%s: %v, want %s", c.bad, err, c.rule)
			}
		})
	}
}

func guid(t *testing.T) api.UUID {
	id, err := api.ParseUUID("01234567-89ab-cdef-0123-456789abcdef")
	must(t, err)
	return id
}

func decimal(t *testing.T, text string) api.Decimal {
	d, err := api.ParseDecimal(text)
	must(t, err)
	return d
}

// breaks compares what an error says.
func breaks(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func contains(t *testing.T, text, part string) {
	t.Helper()
	if !strings.Contains(text, part) {
		t.Errorf("there is no %q", part)
	}
}
