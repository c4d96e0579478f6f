package paper

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// node is an element on its way into the file.
type node struct {
	el     *element
	parent *node
	object *indirect
	kids   []kid
	first  int  // the sequence in which it was drawn first, or never
	mixed  bool // it has texts of its own, perhaps between its kids
	page   int  // of its first own text, from 0
}

// kid is one of a marked sequence, a link and an element.
type kid struct {
	at   int // the sequence in which it was drawn first
	mark *marked
	link dict
	node *node
}

const never = math.MaxInt

// structureTree returns the structure tree (ISO 32000-1, 14.7) of the elements that were opened, and makes the pages refer to it.
//
// The kids of an element stand in reading order: those of a paragraph as they were drawn, with the links and spans between
// its words; those of a table as the elements were opened, because a row that goes on on the next page is drawn in
// turns. An element that was never drawn is left out, but for the cells of a row, without which the others would
// stand in the wrong column.
func (f *pdf) structureTree(t *structure, pages []*indirect) (*indirect, error) {
	nodes := make([]*node, len(t.opened))
	of := make(map[*element]*node, len(t.opened))
	for i, el := range t.opened {
		nodes[i] = &node{el: el, parent: of[el.parent], object: &indirect{}, first: never}
		of[el] = nodes[i]
	}
	parents, err := f.hang(of, pages)
	if err != nil {
		return nil, err
	}
	for _, n := range slices.Backward(nodes) { // the inner ones first
		n.order()
		if n.stays() && n.parent != nil {
			n.parent.kids = append(n.parent.kids, kid{at: n.first, node: n})
			n.parent.first = min(n.parent.first, n.first)
		}
	}
	root := &indirect{}
	top := array{}
	for _, n := range nodes {
		n.write(root, pages, f)
		if n.parent == nil {
			top = append(top, n.object)
		}
	}
	root.value = dict{
		{"Type", name("StructTreeRoot")},
		{"K", top},
		{"ParentTree", &indirect{value: dict{{"Nums", parents}}}},
		{"ParentTreeNextKey", len(parents) / 2},
	}
	return root, nil
}

// hang gives the elements their texts and links, and the pages and links their number in the parent tree, which it returns: first
// the pages, then the links.
func (f *pdf) hang(of map[*element]*node, pages []*indirect) (array, error) {
	onPage := make([]array, len(pages))
	for i := range f.marks {
		m := &f.marks[i]
		n := of[m.el]
		if n == nil {
			return nil, fmt.Errorf("%s is drawn and no part of the document", m.el.role)
		}
		if !n.mixed {
			n.first, n.mixed, n.page = i, true, m.page
		}
		n.kids = append(n.kids, kid{at: i, mark: m})
		onPage[m.page] = append(onPage[m.page], n.object)
	}
	parents := array{}
	for i, page := range pages {
		put(page, "Tabs", name("S"))
		put(page, "StructParents", i)
		parents = append(parents, i, &indirect{value: onPage[i]})
	}
	for i, l := range f.links {
		n, page := of[l.el], pages[l.page]
		annotation := &indirect{value: l.annotation(page, pages, len(pages)+i)}
		annotations, _ := dictOf(page).get("Annots").(array)
		put(page, "Annots", append(annotations, annotation))
		n.kids = append(n.kids, kid{at: l.mark, link: dict{{"Type", name("OBJR")}, {"Obj", annotation}, {"Pg", page}}})
		parents = append(parents, len(pages)+i, n.object)
	}
	return parents, nil
}

// annotation returns the link as an annotation (ISO 32000-1, 12.5.6.5) that is printed and says where it leads.
func (l linked) annotation(page *indirect, pages []*indirect, parent int) dict {
	return dict{
		{"Type", name("Annot")},
		{"Subtype", name("Link")},
		{"Rect", box(l.x, l.y, l.width, l.height)},
		{"Border", array{0, 0, 0}},
		{"F", 4},
		{"P", page},
		{"Contents", label(l.to.title)},
		{"Dest", goTo(l.to, pages)},
		{"StructParent", parent},
	}
}

// box returns a rectangle as a file counts: from the foot of the page.
func box(x, y, width, height float64) array {
	return array{points(x), points(pageHeight - y - height), points(x + width), points(pageHeight - y)}
}

// order puts the kids in reading order. The elements among them were added from the last to the first.
func (n *node) order() {
	slices.SortStableFunc(n.kids, func(a, b kid) int {
		if !n.mixed {
			return cmp.Compare(a.node.el.number, b.node.el.number)
		}
		return cmp.Compare(a.at, b.at)
	})
}

// stays reports whether the element belongs in the file.
func (n *node) stays() bool {
	switch n.el.role {
	case roleTable:
		n.hoist()
		return n.first != never
	case roleTD, roleTH:
		return true
	case roleDocument, roleSect, roleH1, roleH2, roleH3, roleP, roleL, roleLI, roleLbl, roleLBody, roleTHead, roleTBody, roleTR, roleLink, roleSpan, roleFigure:
	}
	return len(n.kids) > 0
}

// hoist takes the rows of a head that has no body below it as the rows of the table: a head of nothing is none.
func (n *node) hoist() {
	if len(n.kids) != 1 || n.kids[0].node == nil || n.kids[0].node.el.role != roleTHead {
		return
	}
	n.kids = n.kids[0].node.kids
	for _, k := range n.kids {
		k.node.parent = n
	}
}

// write makes the structure element (ISO 32000-1, 14.7.2).
func (n *node) write(root *indirect, pages []*indirect, f *pdf) {
	d := dict{{"Type", name("StructElem")}, {"S", name(n.kind())}, {"P", root}}
	if n.parent != nil {
		d.set("P", n.parent.object)
	}
	if n.mixed {
		d.set("Pg", pages[n.page])
	}
	kids := make(array, 0, len(n.kids))
	for _, k := range n.kids {
		switch {
		case k.node != nil:
			kids = append(kids, k.node.object)
		case k.link != nil:
			kids = append(kids, k.link)
		case k.mark.page == n.page:
			kids = append(kids, k.mark.id)
		default:
			kids = append(kids, dict{{"Type", name("MCR")}, {"Pg", pages[k.mark.page]}, {"MCID", k.mark.id}})
		}
	}
	if len(kids) == 1 {
		d.set("K", kids[0])
	} else if len(kids) > 1 {
		d.set("K", kids)
	}
	if languageTag.MatchString(n.el.language) {
		d.set("Lang", textString(n.el.language))
	}
	if n.el.alt != "" {
		d.set("Alt", label(n.el.alt))
	}
	if n.el.title != "" {
		d.set("T", label(n.el.title))
	}
	if a := f.attributes(n); a != nil {
		d.set("A", a)
	}
	n.object.value = d
}

// kind returns the structure type: a link that leads nowhere is words like others.
func (n *node) kind() role {
	if n.el.role == roleLink && !slices.ContainsFunc(n.kids, func(k kid) bool { return k.link != nil }) {
		return roleSpan
	}
	return n.el.role
}
