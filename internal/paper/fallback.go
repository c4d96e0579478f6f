package paper

import "unicode"

// part is a text in the face that it is drawn in.
type part struct {
	s    string
	face face
}

// standIn returns the face in which r is drawn where f is asked for: f itself if it can, else another of the same style, else any that
// has it.
func (f face) standIn(r rune) (face, bool) { return f.standInFor([]rune{r}) }

// standInFor returns a face that has all of the characters.
func (f face) standInFor(cluster []rune) (face, bool) {
	if f.hasAll(cluster) {
		return f, true
	}
	for _, sameStyle := range []bool{true, false} {
		for other := range faces {
			if (typefaces[other].style == typefaces[f].style) == sameStyle && other.hasAll(cluster) {
				return other, true
			}
		}
	}
	return f, false
}

func (f face) hasAll(cluster []rune) bool {
	for _, r := range cluster {
		if !f.has(r) {
			return false
		}
	}
	return true
}

// inFaces cuts s into parts that one face can draw each, f wherever it can. A letter and the marks on it are drawn in one face, if there is one
// that has them all: a mark of another face would not sit on its letter.
func (f face) inFaces(s string) []part {
	if plain(s) {
		return []part{{s, f}}
	}
	var parts []part
	add := func(s string, f face) {
		if n := len(parts); n > 0 && parts[n-1].face == f {
			parts[n-1].s += s
			return
		}
		parts = append(parts, part{s, f})
	}
	runes := []rune(s)
	for i := 0; i < len(runes); {
		end := i + 1
		for end < len(runes) && unicode.IsMark(runes[end]) {
			end++
		}
		if whole, ok := f.standInFor(runes[i:end]); ok {
			add(string(runes[i:end]), whole)
		} else {
			for _, r := range runes[i:end] {
				own, _ := f.standIn(r)
				add(string(r), own)
			}
		}
		i = end
	}
	return parts
}

// widthOf returns how wide s is at the given size, each part in its face.
func widthOf(parts []part, size float64) float64 {
	sum := 0.0
	for _, p := range parts {
		sum += p.face.width(p.s, size)
	}
	return sum
}
