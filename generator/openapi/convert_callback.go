package openapi

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"example.com/burin/generator/model"
)

// webhooks converts the requests that come without one before (section 4.8.1.1).
func (c *converter) webhooks(n *node) {
	for _, member := range n.fields() {
		if value := c.lib.doc.Webhooks[member.key]; value != nil {
			c.calls(c.referred(member), value, member.key)
		}
	}
}

// callbacks converts the requests by which an API answers later (section
// 4.7.18).
func (c *converter) callbacks(n *node, values openapi3.Callbacks) {
	for _, member := range n.fields() {
		callback := c.referred(member)
		value := values[member.key]
		if callback == nil || value == nil || value.Value == nil {
			continue
		}
		c.fields(callback)
		for _, item := range callback.fields() {
			if v := value.Value.Value(item.key); v != nil && !strings.HasPrefix(item.key, "x-") {
				c.calls(c.referred(item), v, item.key)
			}
		}
	}
}

// calls converts the operations of a Path Item Object that others serve. They have
// no path, and no server: where they go is said when they are made. What the API
// asks of its callers is not asked of the API.
func (c *converter) calls(n *node, v *openapi3.PathItem, name string) {
	if n == nil || c.called[n] {
		return
	}
	c.called[n] = true
	c.fields(n)
	for _, member := range n.members {
		if member.def == nil || !slices.Contains(methods, member.key) {
			continue
		}
		method := strings.ToUpper(member.key)
		if operation := v.GetOperation(method); operation != nil {
			o := c.operation(member, operation)
			o.Method, o.PathSpec, o.Called, o.Item = method, name, name, n.place()
			c.parameters(o, n, append(c.declared(n, v.Parameters), c.declared(member, operation.Parameters)...))
			for _, p := range model.Parameters(o.Path) {
				if p != nil {
					c.unsupported(n, "a path parameter of what is called back")
				}
			}
			o.Path = nil
			c.api.Operations = append(c.api.Operations, o)
			c.callbacks(member.get("callbacks"), operation.Callbacks)
		}
	}
}

// root says whether a value stands below a field of the description itself.
func (n *node) root(field string) bool {
	for ; n.parent != nil; n = n.parent {
		if n.parent.parent == nil {
			return n.key == field
		}
		if n.def != nil && n.def.name == "Callback" {
			return false
		}
	}
	return false
}
