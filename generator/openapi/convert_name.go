package openapi

import (
	"slices"
	"strconv"
	"strings"
)

// nameOf gives the name of a schema: that of the component it is, or else where
// it stands, from the nearest named thing inwards. What is added elsewhere does
// not change it.
func (c *converter) nameOf(n *node) string {
	if n.stands != nil {
		return c.nameOf(n.stands)
	}
	up := n.parent
	if up == nil {
		return "root"
	}
	holder := up.parent
	switch {
	case c.isComponent(n):
		return n.key
	case up.def != nil && up.def.name == "Schema":
		return c.nameOf(up) + part(n.key)
	case holder != nil && holder.def != nil && holder.def.name == "Schema":
		return c.nameInSchema(n, up, holder)
	}
	return c.nameInOperation(n)
}

// part is what a schema directly in another one adds to the name.
func part(key string) string {
	switch key {
	case "items", "contains", "unevaluatedItems":
		return "/item"
	case "additionalProperties", "unevaluatedProperties":
		return "/value"
	}
	return "/" + key
}

// nameInSchema names a schema in a list or a map of another one.
func (c *converter) nameInSchema(n, up, holder *node) string {
	name := c.nameOf(holder)
	switch up.key {
	case "properties", "$defs", "definitions", "patternProperties", "dependentSchemas":
		return name + "/" + n.key
	case "allOf":
		return name
	case "prefixItems":
		return name + "/item" + strconv.Itoa(slices.Index(up.members, n)+1)
	}
	if ref, given := n.string("$ref"); given {
		return name + "/" + ref[strings.LastIndexByte(ref, '/')+1:]
	}
	if title, given := n.string("title"); given && title != "" && len(title) < 40 {
		return name + "/" + title
	}
	return name + "/" + "option" + strconv.Itoa(slices.Index(up.members, n)+1)
}

// nameInOperation names a schema that stands in a request or an answer.
func (c *converter) nameInOperation(n *node) string {
	owner, form := n.parent, ""
	if owner.def != nil && owner.def.name == "Media Type" {
		content := owner.parent
		if i := slices.Index(content.members, owner); i > 0 {
			form = "/" + mediaWord(owner.key)
		}
		owner = content.parent
	}
	return c.nameOfOwner(owner) + form
}

// mediaWord is the last word of a media type.
func mediaWord(media string) string {
	media, _, _ = strings.Cut(media, ";")
	return media[strings.LastIndexAny(media, "/+-.")+1:]
}

// sectionWords say what the parts of the components are that hold schemas.
var sectionWords = map[string]string{
	"requestBodies": "request", "responses": "response", "parameters": "parameter", "headers": "header",
}

// nameOfOwner names an object that holds a schema: a body, an answer, a
// parameter, a header.
func (c *converter) nameOfOwner(owner *node) string {
	if owner == nil || owner.parent == nil {
		return "root"
	}
	kind := ""
	if owner.def != nil {
		kind = owner.def.name
	}
	if word := sectionWords[owner.parent.key]; word != "" && owner.parent.parent != nil && owner.parent.parent.key == "components" {
		return owner.key + "/" + word
	}
	switch kind {
	case "Operation":
		if id, given := owner.string("operationId"); given && id != "" {
			return id
		}
		return owner.key + owner.parent.key
	case "Request Body":
		return c.nameOfOwner(owner.parent) + "/request"
	case "Response":
		name := c.nameOfOwner(owner.parent.parent)
		if code := status(owner.key); code >= 200 && code < 300 && !c.secondSuccess(owner) {
			return name + "/response"
		}
		return name + "/" + owner.key + "/response"
	case "Parameter":
		name, _ := owner.string("name")
		return c.nameOfOwner(owner.parent.parent) + "/" + name
	case "Header":
		return c.nameOfOwner(owner.parent.parent) + "/" + owner.key
	case "Path Item":
		return strings.Trim(owner.key, "/")
	}
	return c.nameOfOwner(owner.parent) + "/" + owner.key
}

// secondSuccess says whether an answer is not the first of those of success.
func (c *converter) secondSuccess(response *node) bool {
	for _, member := range response.parent.members {
		if code := status(member.key); code >= 200 && code < 300 {
			return member != response
		}
	}
	return false
}
