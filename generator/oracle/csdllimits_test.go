package oracle

import (
	"context"
	"iter"
	"testing"

	api "example.com/burin/generated/features/csdlentities"
)

// TestQueryOptionsThatAServiceDoesNotTake: requests with them are not sent, and the
// methods that lead there say so.
func TestQueryOptionsThatAServiceDoesNotTake(t *testing.T) {
	client, service := fleet(t)
	archive, log, trailers := client.Archive(), client.Archive().ByID(guid(t)), client.Trucks().ByNumber(1).Trailers()
	all := func(options ...api.RequestOption) error {
		_, err := api.Collect(archive.All(t.Context(), options...))
		return err
	}
	for option, c := range map[string]struct {
		sent error
		of   string
	}{
		"$filter":  {all(api.LogWord.Eq("a")), "archive"},
		"$orderby": {all(api.OrderBy(api.LogWord)), "archive"},
		"$search":  {all(api.Search("a")), "archive"},
		"$skip":    {all(api.Skip(1)), "archive"},
		"$count":   {count(t.Context(), archive), "archive"},
		"$expand":  {get(t.Context(), log, api.Expand("a")), "archive"},
		"$top":     {through(trailers.All(t.Context(), api.Top(1))), "trailers"},
		"$select":  {through(trailers.All(t.Context(), api.Select("maker"))), "trailers"},
	} {
		breaks(t, c.sent, "the service takes no "+option+" of "+c.of+": leave it out, or send it by Query nevertheless")
	}
	wasAsked(t, service)
	must(t, all(api.Select(api.LogWord), api.Top(1), api.Query("$filter", "word eq 'a'")))
	must(t, through(client.Trucks().All(t.Context(), api.TruckRests.Has(api.DaysSunday))))
	wasAsked(t, service, "GET /archive?$select=word&$top=1&$filter=word%20eq%20'a'", "GET /trucks?$filter=rests%20has%20'sunday'")
	contains(t, source(t, "csdlentities/builders.go"), "// Archive takes no $filter, $search, $orderby, $count, $skip or $expand.\nfunc (c *Client) Archive(")
}

func count(ctx context.Context, r *api.LogCollectionRequest) error {
	_, err := api.ResourceOf(r).Count(ctx)
	return err
}

func get(ctx context.Context, r *api.LogRequest, options ...api.RequestOption) error {
	_, err := r.Get(ctx, options...)
	return err
}

// through goes through a collection.
func through[T any](elements iter.Seq2[T, error]) error {
	_, err := api.Collect(elements)
	return err
}
