package paper

import "slices"

// The objects of a PDF file (ISO 32000-1, 7.3): nil, bool, int, number, name, str, array, dict and *indirect.
type object any

// number is a number with decimals as it is written in the file.
type number string

type name string

// str is the bytes of a string.
type str []byte

type array []object

// dict is a dictionary. It keeps the order in which its keys were set, so that it is always written in the same way.
type dict []entry

type entry struct {
	key   name
	value object
}

// indirect is an object with a number of its own, to which others refer. Its number is given out when it is written.
type indirect struct {
	value  object
	stream []byte // what follows a dictionary, as it stands in the file
	number int
}

func (d dict) at(key name) int {
	return slices.IndexFunc(d, func(e entry) bool { return e.key == key })
}

// get returns nil for a key that is not there.
func (d dict) get(key name) object {
	if i := d.at(key); i >= 0 {
		return d[i].value
	}
	return nil
}

func (d *dict) set(key name, value object) {
	if i := d.at(key); i >= 0 {
		(*d)[i].value = value
		return
	}
	*d = append(*d, entry{key, value})
}

// dictOf returns the dictionary of an object, directly or by reference; nil when it is something else.
func dictOf(o object) dict {
	switch o := o.(type) {
	case dict:
		return o
	case *indirect:
		d, _ := o.value.(dict)
		return d
	}
	return nil
}
