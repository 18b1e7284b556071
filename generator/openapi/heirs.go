package openapi

import "slices"

// A schema with a discriminator and no choice is the base of those components
// that have it in their allOf: a value of it may be of any of them (OpenAPI
// 3.0.3, section 4.7.25).

// heirs lists the components that a base is in the allOf of.
func (c *converter) heirs(base *node) []*node {
	if base.kind != object || base.get("discriminator") == nil || base.choice() != nil || !c.isComponent(base) || base.get("allOf") != nil {
		return nil
	}
	if c.descent == nil {
		c.findDescent()
	}
	return c.descent[base]
}

func (c *converter) findDescent() {
	c.descent = map[*node][]*node{}
	for _, component := range c.lib.root.find("components", "schemas").fields() {
		for _, item := range component.get("allOf").kept() {
			if ref := item.get("$ref"); ref != nil && !ref.cut {
				if base := c.lint.target(ref); base != nil {
					c.descent[base] = append(c.descent[base], component)
				}
			}
		}
	}
}

// families lists the heirs of a base and their heirs.
func (c *converter) families(base *node, heirs []*node) []*node {
	var list []*node
	for _, heir := range heirs {
		e := c.effective(heir)
		if e == nil || e == base || slices.Contains(list, e) {
			continue
		}
		list = append(list, e)
		for _, further := range c.families(heir, c.descent[heir]) {
			list = appendNew(list, further)
		}
	}
	return list
}

// itself makes the schema of those values of a base that are of none of its heirs.
func (c *converter) itself(base *node) *node {
	e := base.like()
	e.key = base.key + "/base"
	for _, member := range base.members {
		if member.key != "discriminator" {
			e.members = append(e.members, member)
		}
	}
	return e
}
