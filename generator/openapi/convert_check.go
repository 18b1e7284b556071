package openapi

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"example.com/burin/generator/model"
)

// checkKeys are the keywords that are checks, in an order in which those that go
// by what others have spoken for come after them (JSON Schema 2020-12, sections
// 10.3 and 11).
var checkKeys = []string{
	"type", "enum", "const", "format",
	"minLength", "maxLength", "pattern", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf",
	"prefixItems", "items", "minItems", "maxItems", "uniqueItems",
	"properties", "patternProperties", "additionalProperties", "propertyNames", "minProperties", "maxProperties", "required", "dependentRequired",
	"contains", "$ref", "allOf", "anyOf", "oneOf", "not", "if", "dependentSchemas",
	"unevaluatedItems", "unevaluatedProperties",
}

// checks gives all that a schema says of a value as checks.
func (c *converter) checks(n *node) []*model.Check {
	if n.kind == boolean {
		return map[string][]*model.Check{"false": {{Keyword: "false"}}}[n.text]
	}
	c.besideReference(n)
	c.fields(n)
	keys := checkKeys
	if n.get("$ref") != nil && !c.lint.is31 {
		keys = []string{"$ref"}
	}
	return c.checksOf(n, keys...)
}

// checksOf gives what some keywords of a schema say as checks. A keyword that turns
// what is in it around says nothing where a pattern there is not held against values.
func (c *converter) checksOf(n *node, keys ...string) []*model.Check {
	var list []*model.Check
	for _, key := range checkKeys {
		m := n.get(key)
		if m == nil || m.cut || !slices.Contains(keys, key) {
			continue
		}
		unread := c.unread
		checks := c.check(n, m)
		if c.unread == unread || !slices.Contains([]string{"not", "if", "oneOf"}, key) {
			list = append(list, checks...)
		}
	}
	return list
}

// check gives what one keyword says, which in a few cases is nothing.
func (c *converter) check(n, m *node) []*model.Check {
	one := &model.Check{Keyword: m.key}
	switch m.key {
	case "type":
		if one.Words = n.types(); n.isTrue("nullable") {
			one.Words = append(slices.Clone(one.Words), kindNull)
		}
	case "format":
		format := c.format(n)
		if one.Words = []string{format}; format == "" {
			return nil
		}
	case "pattern":
		pattern, ecma := c.pattern(m, m.text)
		if ecma != "" {
			one.Keyword = model.ECMAPattern
		}
		if one.Words = []string{pattern + ecma}; one.Words[0] == "" {
			return nil
		}
	case "uniqueItems":
		if m.text != "true" {
			return nil
		}
	case "enum", "allOf", "anyOf", "oneOf", "prefixItems", "required":
		for _, item := range m.kept() {
			c.addItem(one, m.key, item)
		}
	case "const":
		one.Words = []string{m.json()}
	case "properties", "patternProperties", "dependentRequired", "dependentSchemas":
		return c.checkMembers(m)
	case "$ref":
		target := c.lint.target(m)
		if target == nil {
			return nil
		}
		one.Ref = c.checkedAt(target)
	case "contains":
		one.Words = []string{limit(n.get("minContains"), "1"), limit(n.get("maxContains"), "-1")}
		one.Of = [][]*model.Check{c.checks(m)}
	case "if":
		one.Of = [][]*model.Check{c.checks(m), c.branch(n.get("then")), c.branch(n.get("else"))}
	default:
		return c.checkValue(n, m)
	}
	if m.key == "allOf" && len(one.Of) == 1 && !slices.ContainsFunc(one.Of[0], goesByOthers) {
		return one.Of[0]
	}
	return []*model.Check{one}
}

// goesByOthers says whether a check is about what those beside it do not speak for.
func goesByOthers(check *model.Check) bool {
	return slices.Contains([]string{"items", "additionalProperties", "unevaluatedItems", "unevaluatedProperties"}, check.Keyword)
}

func (c *converter) addItem(to *model.Check, key string, item *node) {
	switch key {
	case "enum":
		to.Words = append(to.Words, item.json())
	case "required":
		to.Words = append(to.Words, item.text)
	default:
		to.Of = append(to.Of, c.checks(item))
	}
}

// checkValue is check for a keyword with a number or a schema.
func (c *converter) checkValue(n, m *node) []*model.Check {
	one := &model.Check{Keyword: m.key}
	switch {
	case m.key == "minimum" && n.isTrue("exclusiveMinimum"), m.key == "maximum" && n.isTrue("exclusiveMaximum"):
		one.Keyword = "exclusive" + strings.ToUpper(m.key[:1]) + m.key[1:]
		one.Words = []string{boundOf(m, true).Number}
	case strings.HasPrefix(m.key, "exclusive") && m.kind == boolean:
		return nil
	case m.kind == number && strings.HasSuffix(strings.ToLower(m.key), "imum"):
		one.Words = []string{boundOf(m, false).Number}
	case m.kind == number && m.key != "multipleOf":
		bound := c.integer(m)
		if bound == nil {
			return nil
		}
		one.Words = []string{strconv.FormatInt(*bound, 10)}
	case m.kind == number:
		one.Words = []string{m.text}
	default:
		one.Of = [][]*model.Check{c.checks(m)}
	}
	return []*model.Check{one}
}

// checkMembers gives a check for each member of a keyword that is a map.
func (c *converter) checkMembers(m *node) []*model.Check {
	var list []*model.Check
	for _, member := range m.fields() {
		if member.cut {
			continue
		}
		one := &model.Check{Keyword: m.key, Words: []string{member.key}}
		switch m.key {
		case "dependentRequired":
			one.Words = append(one.Words, member.strings()...)
		case "patternProperties":
			pattern, ecma := c.pattern(member, member.key)
			if ecma != "" {
				one.Keyword = model.ECMAProperties
			}
			if one.Words = []string{pattern + ecma}; one.Words[0] == "" {
				continue
			}
			one.Of = [][]*model.Check{c.checks(member)}
		default:
			one.Of = [][]*model.Check{c.checks(member)}
		}
		list = append(list, one)
	}
	return list
}

// branch is checks of a schema that may be left out.
func (c *converter) branch(n *node) []*model.Check {
	if n == nil || n.cut {
		return nil
	}
	return c.checks(n)
}

// limit is the number of a keyword, or what stands for it.
func limit(n *node, otherwise string) string {
	if n == nil || n.cut || n.kind != number {
		return otherwise
	}
	return boundOf(n, false).Number
}

// checkedAt gives the checks of a schema that others refer to, made once.
func (c *converter) checkedAt(target *node) *model.Checked {
	if known := c.checkeds[target]; known != nil {
		return known
	}
	checked := &model.Checked{Pos: target.place(), Name: c.nameOf(target)}
	c.checkeds[target] = checked
	c.api.Checked = append(c.api.Checked, checked)
	checked.Checks = c.checks(target)
	return checked
}

// json is a value of the description as JSON text.
func (n *node) json() string {
	var out strings.Builder
	switch n.kind {
	case object:
		separator := "{"
		for _, m := range n.members {
			out.WriteString(separator + quotedJSON(m.key) + ":" + m.json())
			separator = ","
		}
		return cmp.Or(out.String(), "{") + "}"
	case array:
		separator := "["
		for _, m := range n.members {
			out.WriteString(separator + m.json())
			separator = ","
		}
		return cmp.Or(out.String(), "[") + "]"
	case text:
		return quotedJSON(n.text)
	}
	return n.text
}

func quotedJSON(s string) string {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(s); err != nil {
		return strconv.Quote(s)
	}
	return strings.TrimSuffix(out.String(), "\n")
}
