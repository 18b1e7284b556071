package templates

import "strings"

// WithServer has the operations that the description puts on a server of their
// own, at the address described, go to another.
func WithServer(described, address string) ClientOption {
	return func(c *Client) {
		if c.hosts == nil {
			c.hosts = map[string]string{}
		}
		c.hosts[described] = address
	}
}

// hostOf is the base address for a request that may have one of its own.
func hostOf(c *Client, q request) string {
	if q.server == "" {
		return c.base.String()
	}
	address, given := c.hosts[q.server]
	if !given {
		address = q.server
	}
	if resolved, err := c.base.Parse(address); err == nil {
		address = resolved.String()
	}
	return strings.TrimSuffix(address, "/")
}
