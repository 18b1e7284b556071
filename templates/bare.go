package templates

// bare is the client for addresses that others give: it shows them nothing.
func (c *Client) bare() *Client {
	copied := *c
	copied.tokens, copied.sources = nil, nil
	return &copied
}
