package paper

import "slices"

// say draws a piece that stands for something else than its characters.
//
// A hyphen that only ends a line is the character U+00AD, which looks the same: whoever copies or listens gets the whole word. Words
// that run from right to left are drawn letter by letter in the order in which they are read, each at its place, because programs
// that follow the structure read a page in the order of drawing. Of anything else the file says what it stands for.
func (f *pdf) say(x, y float64, t glyphs) {
	if t.actual == string(softHyphen) && t.face.has(softHyphen) {
		f.put(x, y, t.face, t.actual)
		return
	}
	letters, mixed := spell(setLine{{piece: piece{s: t.actual}}})
	turn(letters)
	if !mixed || spelled(letters) != t.s {
		f.saying(t.actual)
		f.put(x, y, t.face, t.s)
		f.resume()
		return
	}
	places := make([]float64, len(letters)) // by the order of reading
	for _, c := range letters {
		places[c.at] = x
		x += t.face.width(string(c.r), t.size)
	}
	for _, run := range straight(letters) {
		at := places[run[0].at]
		if original := []rune(t.actual)[run[0].at]; original != run[0].r {
			f.saying(string(original))
			f.put(at, y, t.face, string(run[0].r))
			f.resume()
			continue
		}
		f.put(at, y, t.face, spelled(run))
	}
}

// straight cuts letters that were turned into the runs that go from left to right, such as numbers and letters with their marks, in the order
// in which they are read. A bracket that was mirrored stands alone.
func straight(letters []letter) [][]letter {
	var runs [][]letter
	for i, c := range letters {
		_, bracket := mirrored[c.r]
		if n := len(runs); n > 0 && c.at == letters[i-1].at+1 && !bracket {
			if _, before := mirrored[letters[i-1].r]; !before {
				runs[n-1] = append(runs[n-1], c)
				continue
			}
		}
		runs = append(runs, []letter{c})
	}
	slices.SortFunc(runs, func(a, b []letter) int { return a[0].at - b[0].at })
	return runs
}

func spelled(letters []letter) string {
	s := make([]rune, len(letters))
	for i, c := range letters {
		s[i] = c.r
	}
	return string(s)
}
