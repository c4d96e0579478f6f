package paper

import (
	"encoding/hex"
	"strconv"
	"strings"
)

// value reads one object; depth is how many it is nested in.
func (r *reader) value(depth int) (object, error) {
	if depth > deepest {
		return nil, r.fail("nested too deep")
	}
	switch {
	case r.take("<<"):
		return r.dict(depth)
	case r.take("["):
		return r.array(depth)
	case r.take("/"):
		return name(r.word()), nil
	case r.take("("):
		return r.literal()
	case r.take("<"):
		return r.hex()
	}
	r.take("")
	switch w := r.word(); {
	case w == "true" || w == "false":
		return w == "true", nil
	case w == "null":
		return nil, nil
	case w != "" && strings.Trim(w, "+-.0123456789") == "":
		return r.numeric(w)
	}
	return nil, r.fail("no value")
}

func (r *reader) dict(depth int) (object, error) {
	d := dict{}
	for !r.take(">>") {
		if !r.take("/") {
			return nil, r.fail("no key")
		}
		key := name(r.word())
		v, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		d = append(d, entry{key, v})
	}
	return d, nil
}

func (r *reader) array(depth int) (object, error) {
	a := array{}
	for !r.take("]") {
		v, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		a = append(a, v)
	}
	return a, nil
}

// word returns the characters up to the next delimiter or white space.
func (r *reader) word() string {
	start := r.at
	for r.at < len(r.data) && !isSpace(r.data[r.at]) && !strings.ContainsRune("()<>[]{}/%", rune(r.data[r.at])) {
		r.at++
	}
	return string(r.data[start:r.at])
}

// numeric returns a number, or the object that "7 0 R" refers to.
func (r *reader) numeric(w string) (object, error) {
	n, err := strconv.Atoi(w)
	if err != nil {
		return number(w), nil
	}
	after := r.at
	if n > 0 && r.take("0 R") && r.word() == "" {
		if n >= len(r.objects) {
			return nil, r.fail("no object " + w)
		}
		return r.objects[n], nil
	}
	r.at = after
	return n, nil
}

// literal reads a string up to its closing parenthesis. gofpdf escapes parentheses, the reverse solidus and carriage return.
func (r *reader) literal() (object, error) {
	s := str{}
	for ; r.at < len(r.data); r.at++ {
		switch c := r.data[r.at]; c {
		case ')':
			r.at++
			return s, nil
		case '(':
			return nil, r.fail("a parenthesis in a string")
		case '\\':
			r.at++
			if r.at == len(r.data) {
				return nil, r.fail("the end of a string")
			}
			c = r.data[r.at]
			switch {
			case c == 'r':
				c = '\r'
			case c != '(' && c != ')' && c != '\\':
				return nil, r.fail("an escape in a string")
			}
			s = append(s, c)
		default:
			s = append(s, c)
		}
	}
	return nil, r.fail("the end of a string")
}

func (r *reader) hex() (object, error) {
	digits := r.word()
	s, err := hex.DecodeString(digits)
	if err != nil || !r.take(">") {
		return nil, r.fail("a string in hexadecimal digits")
	}
	return str(s), nil
}
