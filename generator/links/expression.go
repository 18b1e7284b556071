package links

import (
	"fmt"
	"strconv"
	"strings"

	"example.com/burin/generator/model"
)

// find follows a runtime expression (OpenAPI 3.0.3, section 4.7.20.4).
func (v *Value) find(from *model.Operation, answer *model.Response, expression string) error {
	side, rest, _ := strings.Cut(strings.TrimPrefix(expression, "$"), ".")
	place, name, _ := strings.Cut(rest, ".")
	body, pointer, _ := strings.Cut(rest, "#")
	switch {
	case side == "request" && body == "body":
		v.From = RequestBody
		if from.Body == nil || !isDocument(from.Body.Content, from.Body.More) || !from.Body.Required {
			return fmt.Errorf("%s: the request has no body that is always there and an object in JSON", expression)
		}
		return v.descend(from.Body.Schema, pointer, expression)
	case side == "response" && body == "body":
		v.From = AnswerBody
		if answer.Schema == nil || answer.Form != model.JSON || len(answer.More) > 0 {
			return fmt.Errorf("%s: the answer has no body that is JSON alone", expression)
		}
		return v.descend(answer.Schema, pointer, expression)
	case side == "request" && place != "":
		v.From = OtherParameter
		if v.Given = Parameter(from, place, name); place == "path" {
			v.From = PathParameter
		}
	case side == "response" && place == "header":
		v.From = AnswerHeader
		v.Given = Parameter(&model.Operation{Headers: answer.Headers}, place, name)
	default:
		return fmt.Errorf("%s is left to the caller", expression)
	}
	if v.Given == nil || v.Given.Schema == nil {
		return fmt.Errorf("%s: there is no such parameter or header", expression)
	}
	v.Has = v.Given.Schema
	return nil
}

// isDocument says whether a body is an object in JSON.
func isDocument(c model.Content, more []*model.Content) bool {
	return c.Form == model.JSON && len(more) == 0 && c.Schema != nil && isObject(c.Schema) && !c.Schema.Nullable
}

func isObject(s *model.Schema) bool {
	return s.Kind == model.Named && s.Type.Kind == model.Object
}

// descend follows a JSON Pointer (RFC 6901) through the types.
func (v *Value) descend(s *model.Schema, pointer, expression string) error {
	if pointer != "" && pointer[0] != '/' {
		return fmt.Errorf("%s: a JSON Pointer begins with /", expression)
	}
	for _, token := range strings.Split(pointer, "/")[1:] {
		token = strings.NewReplacer("~1", "/", "~0", "~").Replace(token)
		switch index, err := strconv.Atoi(token); {
		case isObject(s):
			p := property(s.Type, token)
			if p == nil || p.Schema == nil {
				return fmt.Errorf("%s: %q has no property %q", expression, s.Type.Name, token)
			}
			s, v.Steps = p.Schema, append(v.Steps, Step{Property: p})
		case s.Kind == model.List && err == nil && index >= 0 && !s.Elem.Nullable:
			s, v.Steps = s.Elem, append(v.Steps, Step{Index: index})
		default:
			return fmt.Errorf("%s: there is nothing in the type of what it leads to %q by", expression, token)
		}
	}
	v.Has = s
	return nil
}

func property(t *model.Type, name string) *model.Property {
	for ; t != nil; t = t.Base {
		for _, p := range t.Properties {
			if p.Name == name {
				return p
			}
		}
	}
	return nil
}
