package conformance

import "fmt"

// element is a structure element as it stands in the file (ISO 32000-1, 14.7.2).
type element struct {
	ref, role string
	dict      map[string]any
	parent    *element
	kids      []*element
	marks     []mark   // marked content that is its own
	objects   []string // annotations that are its own
}

// mark is a marked-content sequence: the page's reference and the number on that page.
type mark struct {
	page string
	id   int
}

// tags is the structure of a file.
type tags struct {
	objects
	root  any
	all   []*element // in reading order
	fault []string   // what is not as it should be
}

func (t *tags) wrong(format string, args ...any) {
	t.fault = append(t.fault, fmt.Sprintf(format, args...))
}

// readTags walks through the structure from its root.
func readTags(o objects) *tags {
	t := &tags{objects: o}
	t.root = o.dict(o.dict(o["trailer"])["/Root"])["/StructTreeRoot"]
	if t.root == nil {
		t.wrong("there is no structure")
		return t
	}
	for _, kid := range o.list(o.dict(t.root)["/K"]) {
		t.walk(kid, nil, t.root, "")
	}
	return t
}

func (t *tags) walk(v any, parent *element, above any, page string) {
	d := t.dict(v)
	if id, ok := t.number(v); ok {
		parent.marks = append(parent.marks, mark{page, id})
		return
	}
	if ref, ok := d["/Pg"].(string); ok {
		page = ref
	}
	switch t.word(d["/Type"]) {
	case "MCR":
		id, _ := t.number(d["/MCID"])
		parent.marks = append(parent.marks, mark{page, id})
		return
	case "OBJR":
		ref, _ := d["/Obj"].(string)
		parent.objects = append(parent.objects, ref)
		return
	}
	ref, _ := v.(string)
	e := &element{ref: ref, role: t.word(d["/S"]), dict: d, parent: parent}
	if to := t.word(t.dict(t.dict(t.root)["/RoleMap"])["/"+e.role]); to != "" {
		e.role = to
	}
	if d["/P"] != above {
		t.wrong("%s %s says its parent is %v and stands in %v", e.role, ref, d["/P"], above)
	}
	if parent != nil {
		parent.kids = append(parent.kids, e)
	}
	t.all = append(t.all, e)
	for _, kid := range t.list(d["/K"]) {
		t.walk(kid, e, v, page)
	}
}

// attribute returns an attribute of an owner: the scope of a head, the box of a figure.
func (t *tags) attribute(e *element, owner, key string) any {
	for _, v := range t.list(e.dict["/A"]) {
		if d := t.dict(v); t.word(d["/O"]) == owner && d[key] != nil {
			return d[key]
		}
	}
	return nil
}

// checkParents sees to it that the way up is the way down: the parent tree gives for each marked content and each annotation the
// element that it belongs to, and for nothing else.
func (t *tags) checkParents() {
	tree := t.numbers(t.dict(t.root)["/ParentTree"])
	owners := map[mark]string{}
	annotations := map[string]string{}
	for _, e := range t.all {
		for _, m := range e.marks {
			if other, ok := owners[m]; ok {
				t.wrong("content %d of page %s belongs to both %s and %s", m.id, m.page, other, e.ref)
			}
			owners[m] = e.ref
		}
		for _, ref := range e.objects {
			annotations[ref] = e.ref
		}
	}
	for _, page := range t.pages() {
		key, ok := t.number(t.dict(page)["/StructParents"])
		if !ok {
			t.wrong("page %s has no place in the parent tree", page)
			continue
		}
		for id, entry := range t.list(tree[key]) {
			m := mark{page, id}
			if entry != nil && entry != owners[m] {
				t.wrong("content %d of page %s belongs to %q, the parent tree says %v", id, page, owners[m], entry)
			}
			delete(owners, m)
		}
		t.checkAnnotations(page, tree, annotations)
	}
	for m, ref := range owners {
		t.wrong("content %d of page %q, of %s, is not in the parent tree", m.id, m.page, ref)
	}
	for annotation := range annotations {
		t.wrong("annotation %s stands on no page", annotation)
	}
}

func (t *tags) checkAnnotations(page string, tree map[int]any, owners map[string]string) {
	for _, v := range t.list(t.dict(page)["/Annots"]) {
		ref, _ := v.(string)
		key, ok := t.number(t.dict(v)["/StructParent"])
		if !ok || owners[ref] == "" || tree[key] != owners[ref] {
			t.wrong("annotation %s on page %s belongs to %q, the parent tree says %v", ref, page, owners[ref], tree[key])
		}
		delete(owners, ref)
	}
}
