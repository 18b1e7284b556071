package oracle

import (
	"testing"

	api "example.com/burin/generated/features/csdlcalls"
)

// callFeatures are features of CSDL that show in actions and functions, a row
// each: what a client calls, what the service is asked and answers, and what comes
// of it.
var callFeatures = []struct {
	feature string
	results map[string]string
	shown   func(t *testing.T, c *api.Client) any
	asked   []string
	want    any
}{
	{"action with parameters, bound to an entity", map[string]string{"POST /games(1)/example.arcade.rate": `{"points":9}`},
		func(t *testing.T, c *api.Client) any {
			score, err := c.Matches().ByID(1).RateWith(t.Context(), &api.GameRateParameters{Stars: 5})
			must(t, err)
			return score.Points.Or(0)
		}, []string{`POST /games(1)/example.arcade.rate {"stars":5}`}, int64(9)},
	{"action of the same name, bound to a collection", map[string]string{"POST /games/example.arcade.rate": ""},
		func(t *testing.T, c *api.Client) any {
			must(t, c.Matches().Rate(t.Context(), &api.GameRateParametersType{By: []api.Score{{Points: api.Some(int64(1))}}}))
			return nil
		}, []string{`POST /games/example.arcade.rate {"by":[{"points":1}]}`}, nil},
	{"action that returns values, page by page", map[string]string{
		"POST /games/example.arcade.names":        `{"value":["a"],"@odata.nextLink":"%s/games/example.arcade.names?$skip=1"}`,
		"GET /games/example.arcade.names?$skip=1": `{"value":["b"]}`},
		func(t *testing.T, c *api.Client) any {
			names, err := c.Matches().Names(t.Context())
			must(t, err)
			return names
		}, []string{"POST /games/example.arcade.names", "GET /games/example.arcade.names?$skip=1"}, []string{"a", "b"}},
	{"action that returns entities of a set by a path, page by page", map[string]string{
		"POST /games(1)/example.arcade.join":        `{"value":[{"name":"a"}],"@odata.nextLink":"games(1)/example.arcade.join?$skip=1"}`,
		"GET /games(1)/example.arcade.join?$skip=1": `{"value":[{"name":"b"}]}`},
		func(t *testing.T, c *api.Client) any {
			players, err := c.Matches().ByID(1).Join(t.Context(), &api.GameJoinParameters{Name: "b"})
			must(t, err)
			return players[0].Name.Or("") + players[1].Name.Or("")
		}, []string{`POST /games(1)/example.arcade.join {"name":"b"}`, "GET /games(1)/example.arcade.join?$skip=1"}, "ab"},
	{"function without parameters, its values page by page", map[string]string{
		"GET /games(1)/example.arcade.scores()":         `{"value":[1],"@odata.nextLink":"%s/games(1)/example.arcade.scores()?$skip=1"}`,
		"GET /games(1)/example.arcade.scores()?$skip=1": `{"value":["9007199254740993"]}`},
		func(t *testing.T, c *api.Client) any {
			scores, err := c.Matches().ByID(1).Scores(t.Context())
			must(t, err)
			return scores
		}, []string{"GET /games(1)/example.arcade.scores()", "GET /games(1)/example.arcade.scores()?$skip=1"}, []int64{1, 9007199254740993}},
	{"overload told by its parameters, an optional one left out", map[string]string{"GET /games(1)/example.arcade.scores(since=2024-02-29T00:00:00Z)": `{"value":null}`},
		func(t *testing.T, c *api.Client) any {
			since, err := api.ParseDateTime("2024-02-29T00:00:00Z")
			must(t, err)
			scores, err := c.Matches().ByID(1).ScoresWithSinceAndTags(t.Context(), since, api.Opt[api.Tags]{})
			must(t, err)
			return len(scores)
		}, []string{"GET /games(1)/example.arcade.scores(since=2024-02-29T00:00:00Z)"}, 0},
	{"an optional parameter, of flags; null", map[string]string{
		"GET /games(1)/example.arcade.scores(since=2024-02-29T00:00:00Z,tags='old,hard')": `{"value":[]}`,
		"GET /games(1)/example.arcade.scores(since=2024-02-29T00:00:00Z,tags=null)":       `{"value":[]}`},
		func(t *testing.T, c *api.Client) any {
			since, err := api.ParseDateTime("2024-02-29T00:00:00Z")
			must(t, err)
			_, err = c.Matches().ByID(1).ScoresWithSinceAndTags(t.Context(), since, api.Some(api.TagsOld|api.TagsHard))
			must(t, err)
			_, err = c.Matches().ByID(1).ScoresWithSinceAndTags(t.Context(), since, api.Null[api.Tags]())
			must(t, err)
			return nil
		}, []string{"GET /games(1)/example.arcade.scores(since=2024-02-29T00:00:00Z,tags='old,hard')",
			"GET /games(1)/example.arcade.scores(since=2024-02-29T00:00:00Z,tags=null)"}, nil},
	{"function that is composable: what it gives is addressed", nil, func(t *testing.T, c *api.Client) any {
		_, _ = c.Matches().ByID(1).Winner().Best().Get(t.Context())
		_, _ = api.Collect(c.Matches().Top(3).All(t.Context(), api.Top(1)))
		_, _ = c.Lucky().Get(t.Context())
		return nil
	}, []string{"GET /games(1)/example.arcade.winner()/best", "GET /games/example.arcade.top(count=3)?$top=1", "GET /lucky()"}, nil},
	{"function bound to a type that derives", map[string]string{"GET /games(1)/example.arcade.puzzle/example.arcade.hint()": `{"value":"left"}`},
		func(t *testing.T, c *api.Client) any {
			hint, err := c.Matches().ByID(1).AsPuzzle().Hint(t.Context())
			must(t, err)
			return hint
		}, []string{"GET /games(1)/example.arcade.puzzle/example.arcade.hint()"}, "left"},
	{"action bound to a complex type, deep inside an entity", map[string]string{
		"POST /games(1)/setup/board/example.arcade.shuffle": `{"width":8}`, "GET /games(1)/setup/board": `{"width":9}`},
		func(t *testing.T, c *api.Client) any {
			board := c.Matches().ByID(1).Setup().Board()
			shuffled, err := board.Shuffle(t.Context(), &api.BoardShuffleParameters{Seed: api.Some(int32(3))})
			must(t, err)
			read, err := board.Get(t.Context())
			must(t, err)
			return []int32{shuffled.Width.Or(0), read.Width.Or(0)}
		}, []string{`POST /games(1)/setup/board/example.arcade.shuffle {"seed":3}`, "GET /games(1)/setup/board"}, []int32{8, 9}},
	{"function bound to a collection of complex values", map[string]string{"GET /games(1)/levels/example.arcade.sum()": `{"value":7}`},
		func(t *testing.T, c *api.Client) any {
			sum, err := c.Matches().ByID(1).Levels().Sum(t.Context())
			must(t, err)
			return sum
		}, []string{"GET /games(1)/levels/example.arcade.sum()"}, int64(7)},
	{"Core.RequiresExplicitBinding: nobody has it", nil, func(t *testing.T, c *api.Client) any {
		return has(c.Matches().ByID(1), "Cheat")
	}, nil, false},
	{"Core.IsDelta: changes, links among them", map[string]string{"GET /games/example.arcade.changed()": `{"value":[
		{"@odata.type":"#example.arcade.puzzle","id":1},{"@removed":{"reason":"deleted"},"id":2},
		{"@odata.context":"#games/$link","source":"games(1)","relationship":"players","target":"players('a')"},
		{"@odata.context":"#games/$deletedLink","source":"games(1)","relationship":"players","target":"players('b')"}]}`},
		func(t *testing.T, c *api.Client) any {
			changes, err := api.Collect(c.Matches().Changed(t.Context()))
			must(t, err)
			_, isPuzzle := changes[0].Value.(*api.Puzzle)
			return []any{isPuzzle, changes[1].Reason, *changes[2].Link, changes[2].Removed, *changes[3].Link, changes[3].Removed}
		}, []string{"GET /games/example.arcade.changed()"},
		[]any{true, "deleted", api.ChangedLink{Source: "games(1)", Relationship: "players", Target: "players('a')"}, false,
			api.ChangedLink{Source: "games(1)", Relationship: "players", Target: "players('b')"}, true}},
	{"function import with overloads", nil, func(t *testing.T, c *api.Client) any {
		_, _ = api.Collect(c.Find(t.Context(), "O'Neil's"))
		_, _ = api.Collect(c.FindWithNear(t.Context(), &api.GeoJSON{Type: "Point"}))
		return nil
	}, []string{"GET /find(title='O''Neil''s')", "GET /find(near=@near)?@near=%7B%22type%22:%22Point%22%7D"}, nil},
	{"action import", map[string]string{"POST /reset": ""}, func(t *testing.T, c *api.Client) any {
		must(t, c.Reset(t.Context()))
		return nil
	}, []string{"POST /reset"}, nil},
	{"names chosen for sets, links, calls and builders", nil, func(t *testing.T, c *api.Client) any {
		var one *api.OnePlayer = c.Matches().ByID(1).Sides().ByName("a")
		_, _ = one.Get(t.Context())
		return nil
	}, []string{"GET /games(1)/players('a')"}, nil},
}

// TestCallsOfCSDL shows each feature by a client against a service.
func TestCallsOfCSDL(t *testing.T) {
	for _, row := range callFeatures {
		t.Run(row.feature, func(t *testing.T) {
			service := startOData(t)
			service.results = row.results
			client, err := api.NewClient(service.base)
			must(t, err)
			same(t, row.want, row.shown(t, client))
			wasAsked(t, service, row.asked...)
		})
	}
}
