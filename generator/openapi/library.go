package openapi

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// library is a description as kin-openapi reads it, with the way back from its
// places to the nodes.
type library struct {
	doc   *openapi3.T
	lines []*node
	root  *node
}

// read has the library read what the linter left of a description.
func read(root *node, is31 bool) (*library, error) {
	rendered := render(root, is31)
	lib := &library{root: root, lines: rendered.lines}
	err := guard(func() (err error) {
		loader := openapi3.NewLoader()
		loader.IncludeOrigin = true
		lib.doc, err = loader.LoadFromData([]byte(rendered.text.String()))
		return err
	})
	return lib, err
}

// guard turns a panic of the library into an error: what it makes of a broken
// description must not be what this package makes of it.
func guard(call func() error) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = fmt.Errorf("the OpenAPI library cannot read the description: %v", value)
		}
	}()
	return call()
}

// node finds the object that an origin is of; nil where there is none.
func (lib *library) node(origin *openapi3.Origin) *node {
	switch {
	case origin == nil:
		return nil
	case len(origin.Fields) > 0:
		return lib.line(origin.Fields[0].Line).parent
	case origin.Key != nil:
		return lib.line(origin.Key.Line)
	}
	return nil
}

// line finds the node that begins at a line of the rendering.
func (lib *library) line(line int) *node {
	if line < 1 || line >= len(lib.lines) {
		return lib.root
	}
	return lib.lines[line]
}

// secondOpinion adds the faults that the library finds and the linter did not.
func (lib *library) secondOpinion(f *findings) {
	err := guard(func() error {
		return lib.doc.Validate(context.Background(), openapi3.EnableMultiError(),
			openapi3.DisableSchemaPatternValidation(), openapi3.DisableExamplesValidation(), openapi3.DisableSchemaDefaultsValidation())
	})
	lib.report(f, err)
}

var lineNumber = regexp.MustCompile(`\bline (\d+)`)

// stricter matches what the library finds fault with and the specification does not:
// texts that are empty, examples without a value, and fields of a security scheme that
// are for schemes of another type. Of paths that are the same the linter says more.
var stricter = regexp.MustCompile(`must be a non-empty string|no value or externalValue field|security scheme of type .* can't have '|conflicting paths`)

// report adds a fault of the library's at the best place there is. A fault of
// an object in which one is known already is taken for the same.
func (lib *library) report(f *findings, err error) {
	if err == nil {
		return
	}
	if several := (openapi3.MultiError)(nil); errors.As(err, &several) && len(several) > 0 {
		if _, whole := err.(openapi3.MultiError); whole {
			for _, one := range several {
				lib.report(f, one)
			}
			return
		}
	}
	n := lib.place(err)
	if n.slipped || stricter.MatchString(err.Error()) || n.tinged && f.invalid() || strings.Contains(err.Error(), "have the same operation id") { // the linter says so of the second
		return
	}
	f.add(n, n.place(), "%s", reason(err))
}

// place finds the node that an error of the library is about, as near as its
// wrappers and origins tell.
func (lib *library) place(err error) *node {
	n := lib.root
	to := func(next *node) {
		if next != nil {
			n = next
		}
	}
	for ; err != nil; err = errors.Unwrap(err) {
		switch e := err.(type) {
		case *openapi3.SectionValidationError:
			if n == lib.root {
				to(lib.root.get(e.Section))
			}
		case *openapi3.PathValidationError:
			to(lib.root.find("paths", e.Path))
		case *openapi3.WebhookValidationError:
			to(lib.root.find("webhooks", e.Name))
		case *openapi3.OperationValidationError:
			to(n.get(strings.ToLower(e.Method)))
		case *openapi3.ComponentValidationError:
			for _, section := range lib.root.get("components").fields() {
				if strings.EqualFold(section.key, strings.ReplaceAll(e.Section, " ", "")+"s") {
					to(section.get(e.Name))
				}
			}
		}
		to(lib.node(originOf(err)))
		if missing, ok := err.(*openapi3.RequiredFieldError); ok {
			to(n.get(missing.Field[strings.LastIndexByte(missing.Field, '.')+1:]))
		}
		if match := lineNumber.FindStringSubmatch(err.Error()); match != nil && n == lib.root {
			if line, err := strconv.Atoi(match[1]); err == nil {
				to(lib.line(line))
			}
		}
	}
	return n
}

// originOf reads the field Origin, which most of the library's errors have.
func originOf(err error) *openapi3.Origin {
	value := reflect.ValueOf(err)
	if value.Kind() != reflect.Pointer || value.IsNil() || value.Elem().Kind() != reflect.Struct {
		return nil
	}
	field := value.Elem().FieldByName("Origin")
	if !field.IsValid() || !field.CanInterface() {
		return nil
	}
	origin, _ := field.Interface().(*openapi3.Origin)
	return origin
}

// reason gives an error of the library without the wrappers that say where it
// is.
func reason(err error) string {
	for {
		switch err.(type) {
		case *openapi3.SectionValidationError, *openapi3.PathValidationError, *openapi3.WebhookValidationError,
			*openapi3.OperationValidationError, *openapi3.ComponentValidationError, *openapi3.TagValidationError,
			*openapi3.ParameterFieldValidationError, *openapi3.HeaderFieldValidationError,
			*openapi3.SchemaCombinatorElementValidationError, *openapi3.SecuritySchemeFlowValidationError:
			err = errors.Unwrap(err)
			continue
		}
		var violation *openapi3.SchemaError
		if errors.As(err, &violation) {
			return "the value does not follow its schema: " + violationReason(violation)
		}
		return oneLine(err.Error())
	}
}

// jsonSchemaPlace is what the validator of 3.1 writes before a reason.
var jsonSchemaPlace = regexp.MustCompile(`^(error at "[^"]*": )?(jsonschema validation failed with '[^']*'\n- )?at '[^']*': `)

// violationReason says in one line how a value breaks its schema.
func violationReason(violation *openapi3.SchemaError) string {
	reason, _, _ := strings.Cut(violation.Reason, " (string doesn't match pattern ") // of the library's own
	reason = reason[len(jsonSchemaPlace.FindString(reason)):]
	if reason == "" || strings.Contains(reason, "\n") {
		return "it breaks " + quoted(violation.SchemaField)
	}
	return reason
}
