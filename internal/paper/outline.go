package paper

// bookmark is an entry of the outline.
type bookmark struct {
	level int // from 1; never more than one higher than that of the one before
	text  string
	to    destination
}

// outline returns the bookmarks as an open tree (ISO 32000-1, 12.3.3); nil when there are none.
func outline(bookmarks []bookmark, pages []*indirect) object {
	if len(bookmarks) == 0 {
		return nil
	}
	root := &indirect{value: dict{{"Type", name("Outlines")}}}
	open := []*indirect{root} // the last entry of each level
	count := map[*indirect]int{}
	entries := make([]*indirect, 0, len(bookmarks))
	for _, b := range bookmarks {
		parent := open[b.level-1]
		entry := &indirect{value: dict{
			{"Title", label(b.text)},
			{"Parent", parent},
			{"Dest", goTo(b.to, pages)},
		}}
		above := parent.value.(dict)
		if last, ok := above.get("Last").(*indirect); ok {
			put(last, "Next", entry)
			put(entry, "Prev", last)
		} else {
			put(parent, "First", entry)
		}
		put(parent, "Last", entry)
		for _, e := range open[:b.level] {
			count[e]++
		}
		open = append(open[:b.level], entry)
		entries = append(entries, entry)
	}
	for _, e := range append(entries, root) {
		if n := count[e]; n > 0 {
			put(e, "Count", n)
		}
	}
	return root
}

// put sets a key of an indirect dictionary.
func put(o *indirect, key name, value object) {
	d, _ := o.value.(dict)
	d.set(key, value)
	o.value = d
}
