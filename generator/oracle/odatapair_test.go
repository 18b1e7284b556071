package oracle

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/burin/generated/features/csdlsegments"
	"example.com/burin/generated/features/csdlserver"
)

// started serves a handler, and gives its address.
func started(t *testing.T, handler http.Handler) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

// TestClientAndServerOfCSDL has the client of a package call the server of the
// same one: what one writes the other reads.
func TestClientAndServerOfCSDL(t *testing.T) {
	server := &depot{}
	base := started(t, csdlserver.NewHandler(server))
	c, err := csdlserver.NewClient(base)
	must(t, err)
	ctx := t.Context()
	for _, row := range []struct {
		call  func() error
		asked string
	}{
		{func() error { _, err := c.Parts().ByCode("a/b('c')=d,e%20+&?#é").Get(ctx); return err }, "part a/b('c')=d,e%20+&?#é"},
		{func() error {
			_, err := c.Parts().Create(ctx, &csdlserver.Machine{Watts: csdlserver.Some(int32(1))})
			return err
		}, "create *csdlserver.Machine"},
		{func() error {
			_, err := c.Parts().ByCode("a").Bins().BySizeAndSinceAndShelf(csdlserver.SizeLarge, day(t), "x,y='z'").Get(ctx)
			return err
		}, "bin a large 2024-02-29 x,y='z'"},
		{func() error {
			_, err := csdlserver.Collect(c.Parts().Find(ctx, "o'neil", csdlserver.Some(csdlserver.SizeSmall)))
			return err
		}, "find o'neil small false"},
		{func() error {
			_, err := csdlserver.Collect(c.Parts().FindWithCodes(ctx, []string{"a,b", `c"]`}))
			return err
		}, `find ["a,b" "c\"]"]`},
		{func() error {
			second, err := csdlserver.ParseDuration("PT1S")
			must(t, err)
			_, err = c.Parts().ByCode("a").Within(ctx, &csdlserver.Range{From: csdlserver.Some(int32(1))}, csdlserver.Some(second))
			return err
		}, "within a 1-0 PT1S"},
		{func() error {
			names := []csdlserver.Opt[string]{csdlserver.Some("x)("), csdlserver.Null[string]()}
			_, err := c.Parts().Pick(names, []csdlserver.Decimal{decimalOf(t, "1.50")}).ByCode("it's").Get(ctx)
			return err
		}, "pick x)(; pick null; [1.50] of it's"},
		{func() error {
			total, err := c.Total(ctx, decimalOf(t, "-2.50"), csdlserver.Some(true))
			same(t, "-2.50", total.String())
			return err
		}, ""},
		{func() error {
			_, err := c.Parts().ByCode("a").Order(ctx, &csdlserver.PartOrderParameters{Count: 3})
			return err
		}, "order 3 of a"},
		{func() error {
			return csdlserver.ResourceOf(c.Parts().ByCode("a").Spare()).SetLink(ctx, csdlserver.ResourceOf(c.Parts().ByCode("b")))
		}, "spare of a is BASE/parts('b')"},
		{func() error {
			return csdlserver.ResourceOf(c.Parts().ByCode("a").GoesWith()).RemoveLinkTo(ctx, csdlserver.ResourceOf(c.Parts().ByCode("b")))
		}, "a goes no longer with BASE/parts('b')"},
		{func() error {
			_, err := c.Drawings().ByID(uuid(t)).Replace(ctx, &csdlserver.Drawing{}, csdlserver.IfMatch(`W/"1"`))
			return err
		}, `version W/"1"`},
	} {
		server.asked = nil
		must(t, row.call())
		same(t, row.asked, strings.ReplaceAll(strings.Join(server.asked, "; "), base, "BASE"))
	}
}

// TestAnswersOfCSDL: what the server answers the client reads.
func TestAnswersOfCSDL(t *testing.T) {
	c, err := csdlserver.NewClient(started(t, csdlserver.NewHandler(&depot{})))
	must(t, err)
	ctx := t.Context()
	part, err := c.Parts().ByCode("drill").Get(ctx)
	must(t, err)
	machine, ok := part.(*csdlserver.Machine)
	same(t, true, ok && machine.Watts.Or(0) == 500)
	n, err := csdlserver.ResourceOf(c.Parts().ByCode("a").Bins()).Count(ctx)
	must(t, err)
	same(t, int64(42), n)
	stock, err := c.Parts().ByCode("a").Stock(ctx)
	must(t, err)
	same(t, int32(7), stock)
	links, err := csdlserver.ResourceOf(c.Parts().ByCode("a").GoesWith()).Links(ctx)
	must(t, err)
	same(t, []string{"parts('b')"}, links)
	changes, err := csdlserver.Collect(c.Parts().Delta(ctx))
	must(t, err)
	same(t, []bool{true, false, true}, []bool{changes[0].Removed, changes[1].Removed, changes[2].Removed})
	same(t, "deleted a", changes[0].Reason+" "+changes[0].Value.AsPart().Code.Or(""))
	must(t, c.Drawings().ByID(uuid(t)).Media().Put(ctx, strings.NewReader("picture"), "image/png"))
	content, err := c.Drawings().ByID(uuid(t)).Media().Get(ctx)
	must(t, err)
	text, err := io.ReadAll(content)
	must(t, err)
	same(t, "picture", string(text))
	_, err = c.Drawings().ByID(uuid(t)).Get(ctx)
	var fault *csdlserver.Error
	same(t, true, errors.As(err, &fault) && fault.Status == http.StatusNotImplemented)
	same(t, "getDrawing is not served here", fault.Body.Error.Message)
}

// TestSegmentsBetweenClientAndServer: keys between slashes, one of several parts
// in parentheses.
func TestSegmentsBetweenClientAndServer(t *testing.T) {
	c, err := csdlsegments.NewClient(started(t, csdlsegments.NewHandler(league{})))
	must(t, err)
	for _, name := range []string{"a", "a/b", "it's", "(x)", "a b%20", "é"} {
		team, err := c.Teams().ByName(name).Get(context.Background())
		must(t, err)
		same(t, name, team.Name.Or(""))
	}
	game, err := c.Teams().ByName("a").Games().ByYearAndDay(2024, "may").Get(t.Context())
	must(t, err)
	same(t, "a 2024 may", game.Score.Or(""))
}

func day(t *testing.T) csdlserver.Date {
	d, err := csdlserver.ParseDate("2024-02-29")
	must(t, err)
	return d
}

func decimalOf(t *testing.T, text string) csdlserver.Decimal {
	d, err := csdlserver.ParseDecimal(text)
	must(t, err)
	return d
}

func uuid(t *testing.T) csdlserver.UUID {
	id, err := csdlserver.ParseUUID("01234567-89ab-cdef-0123-456789abcdef")
	must(t, err)
	return id
}
