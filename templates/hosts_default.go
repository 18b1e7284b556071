package templates

// addressOf is the base address for a request.
func addressOf(c *Client, _ request) string { return c.base.String() }
