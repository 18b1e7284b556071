package oracle

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/burin/generated/features/csdlsegments"
	"example.com/burin/generated/features/csdlserver"
)

// depot is a server that tells what it is asked.
type depot struct {
	csdlserver.UnimplementedServer
	asked []string
	image []byte
}

func (d *depot) note(format string, args ...any) {
	d.asked = append(d.asked, fmt.Sprintf(format, args...))
}

func (d *depot) GetPart(_ context.Context, id string, _ csdlserver.GetPartParams) (csdlserver.AnyPart, error) {
	d.note("part %s", id)
	if id == "drill" {
		return &csdlserver.Machine{Part: csdlserver.Part{Code: csdlserver.Some(id)}, Watts: csdlserver.Some(int32(500))}, nil
	}
	return &csdlserver.Part{Code: csdlserver.Some(id)}, nil
}

func (d *depot) CreatePart(_ context.Context, body csdlserver.AnyPart) (csdlserver.AnyPart, error) {
	d.note("create %T", body)
	return body, nil
}

func (d *depot) UpdatePart(_ context.Context, id string, body csdlserver.AnyPart) (csdlserver.AnyPart, error) {
	d.note("update %s %s %s", id, body.AsPart().Name.Or("-"), body.AsPart().Origin.Or("-"))
	return body, nil
}

func (d *depot) ReplaceDrawing(_ context.Context, _ csdlserver.UUID, p csdlserver.ReplaceDrawingParams, _ *csdlserver.Drawing) (*csdlserver.Drawing, error) {
	d.note("version %s", p.IfMatch.Or("-"))
	return &csdlserver.Drawing{}, nil
}

func (d *depot) GetMachine(_ context.Context, id string, _ csdlserver.GetMachineParams) (*csdlserver.Machine, error) {
	d.note("machine %s", id)
	return &csdlserver.Machine{Watts: csdlserver.Some(int32(1))}, nil
}

func (d *depot) GetBin(_ context.Context, id string, size csdlserver.Size, since csdlserver.Date, shelf string, _ csdlserver.GetBinParams) (*csdlserver.Bin, error) {
	d.note("bin %s %s %v %s", id, size, since, shelf)
	return &csdlserver.Bin{Size: csdlserver.Some(size)}, nil
}

func (d *depot) CountBins(context.Context, string, csdlserver.CountBinsParams) (int64, error) {
	return 42, nil
}

func (d *depot) FindParts(_ context.Context, name string, size csdlserver.Opt[csdlserver.Size], _ csdlserver.FindPartsParams) (*csdlserver.PartCollectionResponse, error) {
	d.note("find %s %s %t", name, size.Or("-"), csdlserver.IsNull(size))
	return &csdlserver.PartCollectionResponse{Value: []csdlserver.AnyPart{&csdlserver.Part{Code: csdlserver.Some("a")}}}, nil
}

func (d *depot) FindPartsOperation(_ context.Context, codes []string, _ csdlserver.FindPartsOperationParams) (*csdlserver.PartCollectionResponse, error) {
	d.note("find %q", codes)
	return &csdlserver.PartCollectionResponse{}, nil
}

func (d *depot) DeltaParts(_ context.Context, p csdlserver.DeltaPartsParams) (*csdlserver.PartDeltaResponse, error) {
	d.note("changes from %s", p.Deltatoken.Or("-"))
	return &csdlserver.PartDeltaResponse{ODataDeltaLink: csdlserver.Some("parts/delta?$deltatoken=8"), Value: []csdlserver.Change[csdlserver.AnyPart]{
		{Value: &csdlserver.Part{Code: csdlserver.Some("a")}, Removed: true, Reason: "deleted"},
		{Value: &csdlserver.Machine{Watts: csdlserver.Some(int32(5))}},
		{Removed: true, More: map[string]json.RawMessage{"id": json.RawMessage(`"parts('b')"`)}},
	}}, nil
}

func (d *depot) GetPick(_ context.Context, names []csdlserver.Opt[string], prices []csdlserver.Decimal, id string, _ csdlserver.GetPickParams) (csdlserver.AnyPart, error) {
	for _, name := range names {
		d.note("pick %s", name.Or("null"))
	}
	d.note("%v of %s", prices, id)
	return &csdlserver.Part{}, nil
}

func (d *depot) StockPart(context.Context, string) (*csdlserver.StockPartResponse, error) {
	return &csdlserver.StockPartResponse{Value: 7}, nil
}

func (d *depot) WithinPart(_ context.Context, id string, span csdlserver.Range, after csdlserver.Opt[csdlserver.Duration]) (*csdlserver.WithinPartResponse, error) {
	d.note("within %s %d-%d %v", id, span.From.Or(0), span.To.Or(0), after.Or(csdlserver.Duration{}))
	return &csdlserver.WithinPartResponse{Value: "yes"}, nil
}

func (d *depot) LabelPart(context.Context, string) (*csdlserver.MediaBody, error) {
	return &csdlserver.MediaBody{Type: "text/css", Content: io.NopCloser(strings.NewReader("label"))}, nil
}

func (d *depot) OrderPart(_ context.Context, id string, body *csdlserver.OrderPartParameters) (csdlserver.AnyPart, error) {
	d.note("order %d of %s", body.Count, id)
	return &csdlserver.Part{Code: csdlserver.Some(id)}, nil
}

func (d *depot) Total(_ context.Context, of csdlserver.Decimal, _ csdlserver.Opt[bool]) (*csdlserver.TotalResponse, error) {
	return &csdlserver.TotalResponse{Value: of}, nil
}

func (d *depot) SwapPart(_ context.Context, id string, body *csdlserver.SwapPartParameters) error {
	d.note("swap %s by %T", id, body.By)
	return nil
}

func (d *depot) SetSpareReference(_ context.Context, id string, body *csdlserver.EntityReference) error {
	d.note("spare of %s is %s", id, body.ODataID)
	return nil
}

func (d *depot) AddGoesWithReference(_ context.Context, id string, body *csdlserver.EntityReference) error {
	d.note("%s goes with %s", id, body.ODataID)
	return nil
}

func (d *depot) RemovePartGoesWithReference(_ context.Context, id string, p csdlserver.RemovePartGoesWithReferenceParams) error {
	d.note("%s goes no longer with %s", id, p.ID)
	return nil
}

func (d *depot) RemoveGoesWithReference(_ context.Context, id, other string) error {
	d.note("%s goes no longer with %s", id, other)
	return nil
}

func (d *depot) ListGoesWithReferences(context.Context, string, csdlserver.ListGoesWithReferencesParams) (*csdlserver.EntityReferenceCollectionResponse, error) {
	return &csdlserver.EntityReferenceCollectionResponse{Value: []csdlserver.EntityReference{{ODataID: "parts('b')"}}}, nil
}

func (d *depot) PutDrawingContent(_ context.Context, _ csdlserver.UUID, body io.Reader) (err error) {
	d.image, err = io.ReadAll(body)
	return err
}

func (d *depot) GetDrawingContent(context.Context, csdlserver.UUID) (io.ReadCloser, error) {
	return io.NopCloser(bytes.NewReader(d.image)), nil
}

func (d *depot) DeleteThumbnail(context.Context, csdlserver.UUID) error {
	d.note("no thumbnail")
	return nil
}

// TestServerOfParentheses asks a server of the addresses that OData has, as other
// clients write them.
func TestServerOfParentheses(t *testing.T) {
	const guid = "01234567-89ab-cdef-0123-456789abcdef"
	for _, c := range []struct{ request, asked, answer string }{
		{"GET /parts('it''s')", "part it's", `200 {"code":"it's"}`},
		{"GET /parts(%27a%2Fb%27)", "part a/b", `200 {"code":"a/b"}`},
		{"GET /parts%28'a'%29", "part a", `200 {"code":"a"}`},
		{"GET /parts('a=(b,c)')", "part a=(b,c)", `200 {"code":"a=(b,c)"}`},
		{"GET /parts(code='a')", "part a", `200 {"code":"a"}`},
		{"GET /parts(@k)?@k='a'", "part a", `200 {"code":"a"}`},
		{"GET /parts(@k)", "", `400 partId: must stand in single quotes`},
		{"GET /parts('drill')", "part drill", `200 {"@odata.type":"#example.depot.machine","code":"drill","watts":500}`},
		{"GET /parts('a')/example.depot.machine", "machine a", `200 {"watts":1}`},
		{"GET /parts(7)", "", "400 partId: must stand in single quotes"},
		{"GET /parts('a'b')", "", "400 partId: must stand in single quotes"},
		{"GET /parts()", "", "404"},
		{"GET /parts/a", "", "404"},
		{"GET /parts(name='a')", "", "404"},
		{"GET /parts('a')/bins(size='large',since=2024-02-29,shelf='x,y')", "bin a large 2024-02-29 x,y", `200 {"size":"large"}`},
		{"GET /parts('a')/bins(shelf='x',size=example.depot.size'small',since=2024-02-29)", "bin a small 2024-02-29 x", `200 {"size":"small"}`},
		{"GET /parts('a')/bins(size='large',since=2024-02-30,shelf='x')", "", "400 binSince: must be"},
		{"GET /parts('a')/bins(size='huge',since=2024-02-29,shelf='x')", "", "400 binSize: must be one of the values described"},
		{"GET /parts('a')/bins(size='large',shelf='x')", "", "404"},
		{"GET /parts('a')/bins(size='large',size='large',since=2024-02-29)", "", "404"},
		{"GET /parts('a')/bins/$count", "", "200 42"},
		{"GET /parts/example.depot.find(name='a')", "find a - false", `200 {"value":[{"code":"a"}]}`},
		{"GET /parts/find(name=@n,size=@s)?@n='b'&@s='large'", "find b large false", `200 {"value":[{"code":"a"}]}`},
		{"GET /parts/find(name=@n,size=@s)?@n='b'", "find b - true", `200 {"value":[{"code":"a"}]}`},
		{"GET /parts/find(name='bcdefghijkl')", "", "400 name: must have at most 10 characters"},
		{"GET /parts/find(codes=@c)?@c=%5B%22a%22,%22b%22%5D", `find ["a" "b"]`, `200 {"value":[]}`},
		{`GET /parts/find(codes=["a,b"])`, `find ["a,b"]`, `200 {"value":[]}`},
		{"GET /parts/find(codes=@c)?@c=%5B1%5D", "", "400 codes/0: must be a string"},
		{"GET /parts/find", "", "404"},
		{"GET /parts('a')/example.depot.stock()", "", `200 {"value":7}`},
		{"GET /parts('a')/stock", "", `200 {"value":7}`},
		{"GET /parts('a')/within(range=@r,after=duration'PT1S')?@r=%7B%22from%22:1%7D", "within a 1-0 PT1S", `200 {"value":"yes"}`},
		{"GET /parts('a')/within(range=@r,after=null)?@r=%7B%22to%22:%22x%22%7D", "", "400 range/to: must be a whole number"},
		{"GET /parts('a')/label", "", "200 label"},
		{"GET /parts('a')/within(range=@r,after=null)?@r=%7B%22from%22:2,%22to%22:1%7D", "", "400 range: must not end before it begins"},
		{"GET /parts('a')/within(range=@r,after=null)?@r=%7B%22from%22:2,%22to%22:1001%7D", "", "400 range: must not end before it begins"},
		{"GET /parts('a')/within(range=@r,after=null)?@r=%7B%22from%22:2,%22to%22:null%7D", "within a 2-0 PT0S", `200 {"value":"yes"}`},
		{"GET /parts('a')/within(range=@r,after=null)?@r=%7B%22from%22:null,%22to%22:5%7D", "", "400 range: must not end before it begins"},
		{`POST /parts {"code":"a","name":"a"}`, "", "400 name: must be another than the code"},
		{`POST /parts {"@odata.type":"#example.depot.machine","code":"a","name":"a"}`, "", "400 name: must be another than the code"},
		{`POST /parts {"code":"a","name":null}`, "create *csdlserver.Part", `201 {"code":"a","name":null}`},
		{`GET /parts/pick(names=["a)(",null],prices=[1.50])('it''s')`, "pick a)(; pick null; [1.50] of it's", "200 {}"},
		{"GET /parts/pick(names=@n,prices=@p)('a')?@n=[]&@p=[1]", "[1] of a", "200 {}"},
		{`POST /parts('a')/order {"count":3,"note":null}`, "order 3 of a", `200 {"code":"a"}`},
		{`POST /parts('a')/order {"note":"n"}`, "", "400 count: is missing"},
		{`POST /parts('a')/example.depot.order {"count":3}`, "order 3 of a", `200 {"code":"a"}`},
		{`POST /parts('a')/order {"count":"x"}`, "", "400 count: must be a whole number"},
		{`POST /parts {"@odata.type":"#example.depot.machine","code":"m","watts":9}`, "create *csdlserver.Machine", `201 {"@odata.type":"#example.depot.machine","code":"m","watts":9}`},
		{`POST /parts('a')/swap {"by":{"@odata.type":"#example.depot.machine"}}`, "swap a by *csdlserver.Machine", "204"},
		{`POST /parts('a')/swap {"by":{"code":"b"}}`, "", "400 by: must be of a type that may stand here"},
		{`POST /parts {"weight":1}`, "", "400 weight: may not be sent in a request"},
		{`POST /parts {"origin":"x"}`, "create *csdlserver.Part", `201 {"origin":"x"}`},
		{`PATCH /parts('a') {"name":"n","origin":"x"}`, "update a n -", `200 {"name":"n"}`},
		{`PATCH /parts('a') {"name":"a name of more than twenty"}`, "", `400 name: must have at most 20 characters`},
		{`PUT /drawings(` + guid + `) {}`, "version -", "200 {}"},
		{`PATCH /drawings(` + guid + `) {}`, "", "405"},
		{`PUT /parts('a')/spare/$ref {"@odata.id":"parts('b')"}`, "spare of a is parts('b')", "204"},
		{`POST /parts('a')/goesWith/$ref {"@odata.id":"parts('b')"}`, "a goes with parts('b')", "204"},
		{`POST /parts('a')/goesWith/$ref {}`, "", "400 @odata.id: is missing"},
		{"DELETE /parts('a')/goesWith/$ref?$id=parts('b')", "a goes no longer with parts('b')", "204"},
		{"DELETE /parts('a')/goesWith('b')/$ref", "a goes no longer with b", "204"},
		{"GET /parts('a')/goesWith/$ref", "", `200 {"value":[{"@odata.id":"parts('b')"}]}`},
		{"DELETE /drawings(" + guid + ")/thumbnail", "no thumbnail", "204"},
		{"DELETE /drawings('" + guid + "')/thumbnail", "", "400 drawingId: must not stand in quotes"},
		{"PATCH /drawings(" + guid + ")/$value {}", "", "405"},
		{"GET /parts/example.depot.delta()?$deltatoken=7", "changes from 7", `200 {"@odata.deltaLink":"parts/delta?$deltatoken=8","value":[{"@removed":{"reason":"deleted"},"code":"a"},{"@odata.type":"#example.depot.machine","watts":5},{"@removed":{},"id":"parts('b')"}]}`},
		{"GET /total(of=1.50)", "", `200 {"value":1.50}`},
		{"GET /total(value=true,of=2)", "", `200 {"value":2}`},
		{"GET /total(value='x',of=2)", "", "400 value: must not stand in quotes"},
	} {
		t.Run(c.request, func(t *testing.T) {
			server := &depot{}
			if got := ask(csdlserver.NewHandler(server), c.request); !strings.HasPrefix(got, c.answer) {
				t.Errorf("got  %s\nwant %s", got, c.answer)
			}
			if got := strings.Join(server.asked, "; "); got != c.asked {
				t.Errorf("asked %q, want %q", got, c.asked)
			}
		})
	}
}

// league is a server that tells what it is asked.
type league struct {
	csdlsegments.UnimplementedServer
}

func (league) GetTeam(_ context.Context, name string, _ csdlsegments.GetTeamParams) (*csdlsegments.Team, error) {
	return &csdlsegments.Team{Name: csdlsegments.Some(name)}, nil
}

func (league) GetGame(_ context.Context, name string, year int32, day string, _ csdlsegments.GetGameParams) (*csdlsegments.Game, error) {
	return &csdlsegments.Game{Score: csdlsegments.Some(fmt.Sprint(name, " ", year, " ", day))}, nil
}

func (league) CountGames(_ context.Context, name string, _ csdlsegments.CountGamesParams) (int64, error) {
	return int64(len(name)), nil
}

// TestServerOfSegments asks a server whose keys may stand between slashes.
func TestServerOfSegments(t *testing.T) {
	handler := csdlsegments.NewHandler(league{})
	for request, want := range map[string]string{
		"GET /teams/it's":                             `200 {"name":"it's"}`,
		"GET /teams('it''s')":                         `200 {"name":"it's"}`,
		"GET /teams/(x)":                              `200 {"name":"(x)"}`,
		"GET /teams/a%2Fb":                            `200 {"name":"a/b"}`,
		"GET /teams/a/games/2024/may":                 `200 {"score":"a 2024 may"}`,
		"GET /teams('a')/games(day='may',year=2024)":  `200 {"score":"a 2024 may"}`,
		"GET /teams/a/games(day='may',year=2024)":     `200 {"score":"a 2024 may"}`,
		"GET /teams/a/games/2024":                     "404",
		"GET /teams/a/games/soon/may":                 "400 gameYear: must be a whole number",
		"GET /teams('abc')/games/$count":              "200 3",
		"GET /teams/abcd/games/$count":                "200 4",
		"GET /teams/abc/example.league.best":          "501",
		"GET /teams/abc/best()":                       "501",
		"GET /teams('abc')/example.league.best()/$no": "404",
	} {
		if got := ask(handler, request); !strings.HasPrefix(got, want) {
			t.Errorf("%s: got  %s\nwant %s", request, got, want)
		}
	}
}

// ask has a handler answer "METHOD address body".
func ask(handler http.Handler, request string) string {
	return answered(handler, requestOf(request))
}

// requestOf is the request that "METHOD address body" stands for.
func requestOf(request string) *http.Request {
	method, rest, _ := strings.Cut(request, " ")
	address, body, _ := strings.Cut(rest, " ")
	r := httptest.NewRequest(method, "http://localhost"+address, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	return r
}

// answered has a handler answer a request: by its status, and the body or what
// that says went wrong.
func answered(handler http.Handler, r *http.Request) string {
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	text := w.Body.String()
	if fault := faultIn(w.Body.Bytes()); fault != "" {
		text = fault
	}
	return strings.TrimSpace(fmt.Sprintf("%d %s", w.Code, text))
}

// faultIn is what an error says, its target first.
func faultIn(body []byte) string {
	var v struct {
		Error struct{ Target, Message string }
	}
	if json.Unmarshal(body, &v) != nil || v.Error.Message == "" {
		return ""
	}
	return strings.TrimPrefix(v.Error.Target+": "+v.Error.Message, ": ")
}
