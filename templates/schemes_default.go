package templates

import (
	"fmt"
	"net/http"
)

// securitySchemes are the security schemes of the description.
var securitySchemes []securityScheme

// sender sends the requests of a client.
func sender(c *Client) *http.Client { return c.http }

// showCredentials adds to a request what says who asks.
func showCredentials(c *Client, _ request, r *http.Request) error {
	if c.tokens == nil {
		return nil
	}
	token, err := c.tokens.Token(r.Context())
	if err != nil {
		return fmt.Errorf("token: %w", err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	return nil
}
