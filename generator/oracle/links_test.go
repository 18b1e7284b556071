package oracle

import (
	"context"
	"net/http/httptest"
	"testing"

	"example.com/burin/generated/features/links"
)

// directory knows users by their number, each a friend of the next.
type directory struct{}

func (directory) GetUser(_ context.Context, id int64, params links.GetUserParams) (*links.GetUserResponse, error) {
	team, err := links.ParseUUID("6fa459ea-ee8a-3ca4-894e-db77e160355e")
	answer := &links.GetUserResponse{XTeam: links.Some(team), Body: &links.User{
		ID: links.Some(id), Address: links.Address{Key: links.Some(params.Lang.Or("home"))},
	}}
	if id == 1 {
		answer.Body.Friends = []string{"2", "no number"}
	}
	return answer, err
}

func (directory) AddUser(_ context.Context, body *links.User) (links.AddUserResponse, error) {
	if id, ok := body.ID.Get(); ok && id == 9 {
		return &links.AddUserAccepted{}, nil
	}
	return &links.AddUserCreated{Location: "/users/7", Body: body}, nil
}

func (directory) GetAddress(_ context.Context, id int64, key links.GetAddressKey, params links.GetAddressParams) (*links.Address, error) {
	return &links.Address{Key: links.Some(params.Kind.Or("") + string(key))}, nil
}

func (directory) GetTeam(context.Context, links.UUID) error { return nil }

// TestLinks follows every link from answers that a server gave.
func TestLinks(t *testing.T) {
	service := httptest.NewServer(Watch(t, "../../spec/features/links/openapi.yaml", links.NewHandler(directory{})))
	defer service.Close()
	client, err := links.NewClient(service.URL)
	compare(t, err, nil)
	ctx := context.Background()
	asked := links.GetUserParams{XTrace: "t"}
	first, err := client.GetUser(ctx, 1, asked)
	compare(t, err, nil)
	id, params, ok := links.GetUserFriendLink(asked, first)
	compare(t, ok, true)
	compare(t, params, asked)
	second, err := client.GetUser(ctx, id, params)
	compare(t, err, nil)
	compare(t, second.Body.ID, links.Some(int64(2)))
	if _, _, ok := links.GetUserFriendLink(asked, second); ok {
		t.Error("who has no friends has a first one")
	}
	first.Body.Friends[0] = "no number"
	if _, _, ok := links.GetUserFriendLink(asked, first); ok {
		t.Error("a text became a number")
	}
	id, key, more, ok := links.GetUserAddressLink(1, second)
	compare(t, ok, true)
	compare(t, more, links.GetAddressParams{Kind: links.Some("home"), Most: links.Some(int32(3))})
	address, err := client.GetAddress(ctx, id, key, more)
	compare(t, err, nil)
	compare(t, address.Key, links.Some("homehome"))
	team, ok := links.GetUserTeamLink(second)
	compare(t, ok, true)
	compare(t, client.GetTeam(ctx, team), nil)
}

// TestLinksOfBodies follows those that take values of the request.
func TestLinksOfBodies(t *testing.T) {
	service := httptest.NewServer(Watch(t, "../../spec/features/links/openapi.yaml", links.NewHandler(directory{})))
	defer service.Close()
	client, err := links.NewClient(service.URL)
	compare(t, err, nil)
	ctx := context.Background()
	body, ok := links.AddUserCopyLink(&links.User{ID: links.Some(int64(7))})
	compare(t, ok, true)
	answer, err := client.AddUser(ctx, body)
	compare(t, err, nil)
	id, params, ok := links.AddUserUserLink(answer.(*links.AddUserCreated))
	compare(t, ok, true)
	compare(t, id, 7)
	compare(t, params, links.GetUserParams{XTrace: "/users/7"})
	sent := &links.User{ID: links.Some(int64(9)), Address: links.Address{Key: links.Some("work")}}
	answer, err = client.AddUser(ctx, sent)
	compare(t, err, nil)
	if _, accepted := answer.(*links.AddUserAccepted); !accepted {
		t.Fatal(answer)
	}
	id, key, ok := links.AddUserAddressLink(sent)
	compare(t, ok, true)
	compare(t, id, 9)
	compare(t, key, links.GetAddressKeyWork)
	if _, _, ok := links.AddUserAddressLink(&links.User{ID: links.Some(int64(9))}); ok {
		t.Error("an address has no key")
	}
}
