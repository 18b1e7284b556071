package oracle

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	api "example.com/burin/generated/features/csdlproperties"
)

// town is a server of properties that tells what it is asked.
type town struct {
	api.UnimplementedServer
	depot
	empty bool // all properties that can be are null
}

func (s *town) GetPeople(_ context.Context, id int32, _ api.GetPeopleParams) (*api.Person, error) {
	return &api.Person{ID: api.Some(id)}, nil
}

func (s *town) GetPeopleByEmail(_ context.Context, email string, _ api.GetPeopleByEmailParams) (*api.Person, error) {
	return &api.Person{Email: api.Some(email)}, nil
}

func (s *town) CountPets(_ context.Context, email string, _ api.CountPetsParams) (int64, error) {
	return int64(len(email)), nil
}

func (s *town) GetPeopleByCityAndNumber(_ context.Context, city string, number int64, _ api.GetPeopleByCityAndNumberParams) (*api.Person, error) {
	return &api.Person{Number: api.Some(number), Home: api.Some(&api.Home{City: api.Some(city)})}, nil
}

func (s *town) GetPetByChip(_ context.Context, city string, number int64, chip string, _ api.GetPetByChipParams) (*api.Pet, error) {
	s.note("pet %s of %s %d", chip, city, number)
	return &api.Pet{}, nil
}

func (s *town) GetName(context.Context, int32) (api.GetNameResponse, error) {
	if s.empty {
		return &api.GetNameNoContent{}, nil
	}
	return &api.GetNameOK{Body: &api.PersonNameValue{Value: "Ann \"A\""}}, nil
}

func (s *town) SetName(_ context.Context, id int32, body *api.PersonNameValue) error {
	s.note("name of %d is %s", id, body.Value)
	return nil
}

func (s *town) ClearName(_ context.Context, id int32) error {
	s.note("no name of %d", id)
	return nil
}

func (s *town) GetNameRaw(context.Context, int32) (api.GetNameRawResponse, error) {
	if s.empty {
		return &api.GetNameRawNoContent{}, nil
	}
	return &api.GetNameRawOK{Body: "Ann \"Ä\""}, nil
}

func (s *town) SetNameRaw(_ context.Context, _ int32, body string) error {
	s.note("name %s", body)
	return nil
}

func (s *town) GetLevelRaw(context.Context, int32) (api.Level, error) { return api.LevelHigh, nil }

func (s *town) SetLevelRaw(_ context.Context, _ int32, body api.Level) error {
	s.note("level %s", body)
	return nil
}

func (s *town) GetDaysRaw(context.Context, int32) (api.GetDaysRawResponse, error) {
	return &api.GetDaysRawOK{Body: api.DaysSaturday | api.DaysSunday}, nil
}

func (s *town) SetAgeRaw(_ context.Context, _ int32, body uint8) error {
	s.note("age %d", body)
	return nil
}

func (s *town) GetBornRaw(context.Context, int32) (api.GetBornRawResponse, error) {
	born, err := api.ParseDate("2024-02-29")
	return &api.GetBornRawOK{Body: born}, err
}

func (s *town) GetImageRaw(context.Context, int32) (api.GetImageRawResponse, error) {
	return &api.GetImageRawOK{Body: &api.MediaBody{Type: "image/gif", Content: io.NopCloser(strings.NewReader("dots"))}}, nil
}

func (s *town) SetTags(_ context.Context, _ int32, body *api.PersonTagsValue) error {
	s.note("tags %q", body.Value)
	return nil
}

func (s *town) GetHome(context.Context, int32, api.GetHomeParams) (api.GetHomeResponse, error) {
	if s.empty {
		return &api.GetHomeNoContent{}, nil
	}
	return &api.GetHomeOK{Body: &api.Home{City: api.Some("Ulm")}}, nil
}

func (s *town) UpdateHome(_ context.Context, _ int32, body *api.Home) error {
	s.note("city %s", body.City.Or("-"))
	return nil
}

func (s *town) SetHomes(_ context.Context, _ int32, body *api.PersonHomesValue) error {
	s.note("%d homes", len(body.Value))
	return nil
}

func (s *town) GetTotal(context.Context, int32) (api.GetTotalResponse, error) {
	total, err := api.ParseDecimal("1.50")
	return &api.GetTotalOK{Body: &api.PersonTotalValue{Value: total}}, err
}

// TestServerOfProperties asks a server of properties at their own addresses
// (OData Protocol 4.01, sections 11.2.4 and 11.4.9), and of alternate keys.
func TestServerOfProperties(t *testing.T) {
	for _, c := range []struct{ request, asked, answer string }{
		{"GET /people(7)", "", `200 {"id":7}`},
		{"GET /people(id=7)", "", `200 {"id":7}`},
		{"GET /people(email='a''b@c.d')", "", `200 {"email":"a'b@c.d"}`},
		{"GET /people(email=@e)?@e='x'", "", `200 {"email":"x"}`},
		{"GET /people(email='abc')/pets/$count", "", "200 3"},
		{"GET /people('a')", "", "400 personId: must not stand in quotes"},
		{"GET /people(number=5,city='Ulm')", "", `200 {"number":5,"home":{"city":"Ulm"}}`},
		{"GET /people(number=5)", "", "404"},
		{"GET /people(city='Ulm',number=5)/pets(chip='x')", "pet x of Ulm 5", "200 {}"},
		{"GET /people(7)/name", "", `200 {"value":"Ann \"A\""}`},
		{`PUT /people(7)/name {"value":"Bo"}`, "name of 7 is Bo", "204"},
		{`PUT /people(7)/name {"@odata.context":"x","value":"Bo"}`, "name of 7 is Bo", "204"},
		{`PUT /people(7)/name {"value":"more than eight"}`, "", "400 value: must have at most 8 characters"},
		{`PUT /people(7)/name {"value":null}`, "", "400 value: must not be null"},
		{"DELETE /people(7)/name", "no name of 7", "204"},
		{"PATCH /people(7)/name {}", "", "405"},
		{"GET /people(7)/name/$value", "", `200 Ann "Ä"`},
		{"PUT /people(7)/name/$value 1\u00e9", "name 1\u00e9", "204"},
		{"PUT /people(7)/name/$value ninechars", "", "400 value: must have at most 8 characters"},
		{"GET /people(7)/level/$value", "", "200 high"},
		{"PUT /people(7)/level/$value low", "level low", "204"},
		{"PUT /people(7)/level/$value lower", "", "400 value: must be one of the values described"},
		{"DELETE /people(7)/level", "", "405"},
		{"GET /people(7)/days/$value", "", "200 saturday,sunday"},
		{"PUT /people(7)/age/$value 7", "age 7", "204"},
		{"PUT /people(7)/age/$value 256", "", "400 value: must be a whole number from 0 to 255"},
		{"GET /people(7)/born/$value", "", "200 2024-02-29"},
		{"GET /people(7)/image/$value", "", "200 dots"},
		{`PUT /people(7)/tags {"value":["a","b"]}`, `tags ["a" "b"]`, "204"},
		{"DELETE /people(7)/tags", "", "405"},
		{"GET /people(7)/tags/$value", "", "404"},
		{"GET /people(7)/home", "", `200 {"city":"Ulm"}`},
		{`PATCH /people(7)/home {"city":"Bonn"}`, "city Bonn", "204"},
		{`PATCH /people(7)/home {"city":"more than ten"}`, "", "400 city: must have at most 10 characters"},
		{`PUT /people(7)/homes {"value":[{},{"city":"Ulm"}]}`, "2 homes", "204"},
		{"GET /people(7)/spot/$value", "", "404"},
		{"GET /people(7)/secret", "", "405"},
		{"GET /people(7)/total", "", `200 {"value":1.50}`},
		{`PUT /people(7)/total {"value":1}`, "", "405"},
		{`PUT /people(7)/id {"value":8}`, "", "405"},
		{"GET /people(7)/email", "", "404"},
		{"GET /me/name", "", "501"},
	} {
		server := &town{}
		r := requestOf(c.request)
		if strings.Contains(c.request, "$value") {
			r.Header.Set("Content-Type", "text/plain; charset=utf-8")
		}
		if got := answered(api.NewHandler(server), r); !strings.HasPrefix(got, c.answer) {
			t.Errorf("%s: got %s, want %s", c.request, got, c.answer)
		}
		if got := strings.Join(server.asked, "; "); got != c.asked {
			t.Errorf("%s: asked %q, want %q", c.request, got, c.asked)
		}
	}
	for _, path := range []string{"/people(7)/name", "/people(7)/name/$value", "/people(7)/home"} {
		same(t, "204", ask(api.NewHandler(&town{empty: true}), "GET "+path))
	}
}

// TestRawValuesSayWhatTheyAre: text is text/plain, bytes are what they are.
func TestRawValuesSayWhatTheyAre(t *testing.T) {
	for path, want := range map[string]string{"/people(7)/born/$value": "text/plain; charset=utf-8", "/people(7)/image/$value": "image/gif"} {
		w := httptest.NewRecorder()
		api.NewHandler(&town{}).ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		same(t, want, w.Header().Get("Content-Type"))
	}
}

// TestAlternateKeysBetweenClientAndServer: what the client writes the server
// reads.
func TestAlternateKeysBetweenClientAndServer(t *testing.T) {
	c, err := api.NewClient(started(t, api.NewHandler(&town{})))
	must(t, err)
	person, err := c.People().ByEmail("a/b=c,'d'").Get(t.Context())
	must(t, err)
	same(t, "a/b=c,'d'", person.Email.Or(""))
	person, err = c.People().ByCityAndNumber("Ulm", 5).Get(t.Context())
	must(t, err)
	same(t, int64(5), person.Number.Or(0))
	pets := c.People().ByEmail("x").Pets() // two keys whose names differ in one letter's case
	same(t, "/people(email='x')/pets(chip='1')", api.ResourceOf(pets.ByChip("1")).Path())
	same(t, "/people(email='x')/pets(Chip='1')", api.ResourceOf(pets.ByChipKey("1")).Path())
}
