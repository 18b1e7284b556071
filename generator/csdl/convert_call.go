package csdl

import (
	"strings"

	"example.com/burin/generator/model"
)

// call makes one overload of an action or a function.
func (c *converter) call(def *callDef) *model.Call {
	checkIdentifier(c.findings, def.name)
	d := def.schema.document
	terms := c.termsOf(d, def.annotated)
	made := &model.Call{Pos: def.pos, Name: def.name.text, Namespace: def.schema.namespace.text, Doc: terms.doc(),
		Action: def.action, Composable: def.composable}
	made.Delta = terms.tagged(core+"IsDelta") || !def.action && def.name.text == "delta"
	made.Explicit = terms.tagged(core + "RequiresExplicitBinding")
	terms.rest()
	names := map[string]bool{}
	for i, p := range def.parameters {
		checkIdentifier(c.findings, p.name)
		if names[p.name.text] {
			c.fault(p.name.pos, "%s has a parameter %s already (CSDL 4.01, section 12.9): rename one of the two", def.name.text, p.name.text)
		}
		names[p.name.text] = true
		parameter := c.parameter(d, p, made)
		if i == 0 && def.bound {
			made.Binding = parameter.Schema
			c.unrestrict(made.Binding)
			continue
		}
		if last := len(made.Parameters) - 1; parameter.Required && last >= 0 && !made.Parameters[last].Required {
			c.slip(p.pos, "the parameter %s comes after one that is optional (CSDL 4.01, section 12.9): put it before that", p.name.text)
		}
		made.Parameters = append(made.Parameters, parameter)
	}
	if def.returns != nil {
		terms := c.termsOf(d, def.returns.annotated)
		made.Returns = c.schemaOf(d, def.returns, terms)
		c.unrestrict(made.Returns)
		made.Delta = made.Delta || terms.tagged(core+"IsDelta")
		terms.rest()
	}
	c.checkCall(def)
	return made
}

// unrestrict notes the types that something is confined to and nothing judges.
func (c *converter) unrestrict(s *model.Schema) {
	if s != nil && s.Kind == model.List {
		s = s.Elem
	}
	if s != nil && s.Derived != nil {
		c.note(s.Pos, "the annotation %sDerivedTypeConstraint is not used: only properties and parameters are confined to types", validation)
		s.Derived = nil
	}
}

// parameter makes a parameter of a call. What a function takes where one is left
// out is said of the function: its parameters have no words of their own.
func (c *converter) parameter(d *document, p *value, call *model.Call) *model.Parameter {
	terms := c.termsOf(d, p.annotated)
	made := &model.Parameter{Pos: p.pos, Name: p.name.text, Doc: terms.doc(), Required: true}
	var standard *expression
	if a := terms.take(core + "OptionalParameter"); a != nil {
		made.Required = false
		standard = a.value.field("DefaultValue")
	}
	made.Schema = c.schemaOf(d, p, terms)
	switch {
	case standard == nil:
	case call.Action:
		sayDefault(&made.Doc, "it", textOf(standard), made.Schema)
	default:
		sayDefault(&call.Doc, "the parameter "+made.Name, textOf(standard), made.Schema)
	}
	terms.rest()
	return made
}

// checkCall finds fault with what a call lacks (sections 12.3, 12.5 and 12.6).
func (c *converter) checkCall(def *callDef) {
	d := def.schema.document
	if def.bound && len(def.parameters) == 0 {
		c.fault(def.pos, "%s is bound and has no parameter to bind it by (CSDL 4.01, section 12.5): add one", def.name.text)
		return
	}
	if !def.action && def.returns == nil {
		c.fault(def.pos, "the function %s returns nothing (CSDL 4.01, section 12.3): add a ReturnType, or make it an action", def.name.text)
	}
	if !def.setPath.given() {
		return
	}
	if !def.bound {
		c.slip(def.setPath.pos, "%s is not bound, so there is nothing for the path to begin at (CSDL 4.01, section 12.6): remove EntitySetPath", def.name.text)
		return
	}
	binding := def.parameters[0]
	first, path, deep := strings.Cut(def.setPath.text, "/")
	if first != binding.name.text {
		c.slip(def.setPath.pos, "the path begins with %s, and the binding parameter is %s (CSDL 4.01, section 12.6): begin with that", first, binding.name.text)
	} else if from := c.types[d.canonical(binding.typ.name.text)]; deep && from != nil {
		if !c.leads(d, from, path) {
			c.slip(def.setPath.pos, "%s leads nowhere from %s (CSDL 4.01, section 12.6): name properties that it has", path, from.name.text)
		}
	}
}

// leads says whether a path of properties and casts can be followed from a type.
func (c *converter) leads(d *document, from *typeDef, path string) bool {
	if last, _ := c.walk(d, from, path); last != nil {
		return true
	}
	cast := c.types[d.canonical(path)]
	return cast != nil && (descends(cast, from) || descends(from, cast))
}

// checkOverloads finds fault with overloads that cannot be told apart (sections
// 12.2 and 12.4).
func (c *converter) checkOverloads(calls []*callDef) {
	first, sameBinding := map[string]*callDef{}, map[string]*callDef{}
	mixed := false
	for _, def := range calls {
		key := def.signature()
		if other, taken := first[key]; taken {
			c.slip(def.pos, "%s has the same parameters as at line %d (CSDL 4.01, section %s): remove one of the two", def.name.text, other.pos.Line, overloadSection(def))
		} else {
			first[key] = def
		}
		if calls[0].action != def.action && !mixed {
			mixed = true
			c.slip(def.pos, "%s is an action and a function (CSDL 4.01, section 5): rename one of the two", def.name.text)
		}
		bound := def.bindingType()
		if other := sameBinding[bound]; other != nil && !def.action && !other.action && def.resultType() != other.resultType() {
			c.slip(def.pos, "%s returns another type than at line %d, and is bound to the same (CSDL 4.01, section 12.4): return the same", def.name.text, other.pos.Line)
		} else if other == nil {
			sameBinding[bound] = def
		}
	}
}

func overloadSection(def *callDef) string {
	if def.action {
		return "12.2"
	}
	return "12.4"
}

// signature is what tells an overload from others: the binding parameter's type,
// and for functions the names of the other parameters.
func (def *callDef) signature() string {
	text := def.bindingType() + "("
	for i, p := range def.parameters {
		if !def.action && (i > 0 || !def.bound) {
			text += p.name.text + ","
		}
	}
	return text
}

// bindingType is the type of what a call is bound to; "" where it is not bound.
func (def *callDef) bindingType() string {
	if !def.bound || len(def.parameters) == 0 {
		return ""
	}
	return def.schema.document.signatureOf(def.parameters[0].typ.name.text, def.parameters[0].typ.collection)
}

// resultType is the type of what a call returns; "" where that is nothing.
func (def *callDef) resultType() string {
	if def.returns == nil {
		return ""
	}
	return def.schema.document.signatureOf(def.returns.typ.name.text, def.returns.typ.collection)
}

// explicit takes the names of the calls that a node says it has
// (Org.OData.Core.V1.ExplicitOperationBindings).
func explicit(d *document, terms *terms) []string {
	a := terms.take(core + "ExplicitOperationBindings")
	if a == nil {
		return nil
	}
	d = a.document(d)
	names := a.value.strings()
	for i, name := range names {
		bare, rest, overload := strings.Cut(name, "(")
		if names[i] = d.canonical(bare); overload {
			names[i] += "(" + rest
		}
	}
	return names
}
