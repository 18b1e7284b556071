package templates

// kindred is an object of a type that others derive from: sent, it says what it
// is; received, it becomes what it says that it is.
type kindred struct {
	family *family
	value  object
}

func (k *kindred) alloc() object { return &kindred{family: k.family} }

func (k *kindred) walk(w *walker) {
	w.declared = k.family.tag
	k.value.walk(w)
}

func (k *kindred) choose(w *walker) object { return w.memberOf(k.family) }
