package csdl

import "example.com/burin/generator/model"

// convertKey makes the key of an entity type. It comes after all types, since a
// key can lie within other types.
func (c *converter) convertKey(t *typeDef) {
	if t.kind != entityType {
		return
	}
	c.checkKey(t)
	t.made.Entity.Alternate = c.alternateKeys(t)
	aliases := map[string]bool{}
	for _, ref := range t.key {
		if part := c.keyPart(t, ref, aliases); part != nil {
			t.made.Entity.Key = append(t.made.Entity.Key, part)
		}
	}
}

// keyed gives the type that has the key of an entity type: itself or one that it
// derives from; nil where none has.
func (t *typeDef) keyed() *typeDef {
	for ; t != nil; t = t.parent {
		if t.hasKey {
			return t
		}
	}
	return nil
}

// checkKey finds fault with a type that has a second key, or none though it is
// the type of a collection (section 6.5).
func (c *converter) checkKey(t *typeDef) {
	if base := t.parent.keyed(); t.hasKey && base != nil {
		c.fault(t.pos, "%s has a key, and its base %s has one already (CSDL 4.01, section 6.5): remove one of the two", t.name.text, base.name.text)
	}
	if c.collected[t] && !t.abstract && t.keyed() == nil {
		c.slip(t.pos, "%s has no key, and there are collections of it (CSDL 4.01, section 6.5): add one", t.name.text)
	}
}

// keyPart makes one part of a key.
func (c *converter) keyPart(t *typeDef, ref *keyRef, aliases map[string]bool) *model.KeyPart {
	last, way := c.walk(t.schema.document, t, ref.name.text)
	if last == nil {
		c.fault(ref.name.pos, "%s has no property %s to be its key (CSDL 4.01, section 6.5): name one that it has", t.name.text, ref.name.text)
		return nil
	}
	name := ref.name.text
	if len(way) > 1 && !ref.alias.given() {
		c.fault(ref.pos, "the key %s lies within another property (CSDL 4.01, section 6.5): give it an alias", ref.name.text)
	} else if ref.alias.given() {
		checkIdentifier(c.findings, ref.alias)
		name = ref.alias.text
	}
	if aliases[name] {
		c.fault(ref.pos, "the key has a part %s already (CSDL 4.01, section 6.5): remove one of the two, or give it an alias", name)
	}
	aliases[name] = true
	part := &model.KeyPart{Pos: ref.pos, Alias: ref.alias.text}
	for _, p := range way {
		if p.made == nil || p.made.Schema == nil {
			return nil // another fault keeps it from being known
		}
		part.Path = append(part.Path, p.made)
	}
	c.checkKeyType(ref.name, last, way)
	if last.made.Schema.Nullable && last.facets.nullable.given() {
		c.slip(ref.name.pos, "%s may be null, and a key may not (CSDL 4.01, section 6.5): say Nullable=\"false\" of it", ref.name.text)
	}
	return part
}

// checkKeyType finds fault with a key of a type that keys cannot have (section 6.5).
func (c *converter) checkKeyType(name word, last *property, way []*property) {
	for _, p := range way {
		if p.typ.collection {
			c.fault(name.pos, "%s is a collection, and a key is one value (CSDL 4.01, section 6.5): choose another property", p.name.text)
			return
		}
	}
	switch s := last.made.Schema; {
	case s.Kind == model.Named && s.Type.Kind != model.Enum, s.Kind == model.Stream, s.Kind == model.Any:
		c.fault(name.pos, "the type of %s cannot be that of a key (CSDL 4.01, section 6.5): choose a property of a primitive type", name.text)
	}
}

// alternateKeys takes the other keys of an entity type
// (Org.OData.Core.V1.AlternateKeys).
func (c *converter) alternateKeys(t *typeDef) [][]*model.KeyPart {
	if t.alternate == nil || t.alternate.value == nil {
		return nil
	}
	var keys [][]*model.KeyPart
	for _, item := range t.alternate.value.items {
		var key []*model.KeyPart
		refs := item.field("Key")
		if refs == nil {
			c.slip(item.pos, "this alternate key has no Key: name its properties")
			continue
		}
		for _, ref := range refs.items {
			if part := c.alternatePart(t, ref); part != nil {
				key = append(key, part)
			}
		}
		if len(key) == len(refs.items) && len(key) > 0 {
			keys = append(keys, key)
		}
	}
	return keys
}

func (c *converter) alternatePart(t *typeDef, ref *expression) *model.KeyPart {
	name := textOf(ref.field("Name"))
	last, way := c.walk(t.schema.document, t, name)
	if last == nil {
		c.slip(ref.pos, "%s has no property %q to be an alternate key: name one that it has", t.name.text, name)
		return nil
	}
	part := &model.KeyPart{Pos: ref.pos, Alias: textOf(ref.field("Alias"))}
	if part.Alias == last.name.text && len(way) == 1 {
		part.Alias = ""
	}
	for _, p := range way {
		if p.made == nil || p.made.Schema == nil {
			return nil
		}
		part.Path = append(part.Path, p.made)
	}
	c.checkKeyType(word{name, ref.pos}, last, way)
	return part
}
