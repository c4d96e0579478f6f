package paper

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
)

// writer writes objects. They are numbered in the order in which they are first referred to, so that the same objects give the same
// file in whatever order they were made.
type writer struct {
	out   bytes.Buffer
	queue []*indirect // by number, from 1
}

// write returns a file with all that the trailer refers to. Its identifier is a hash of what stands before the trailer.
func write(trailer dict) []byte {
	w := &writer{}
	w.out.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	var refs writer // only to number what the trailer refers to
	refs.value(trailer)
	w.queue = refs.queue
	var offsets []int
	for i := 0; i < len(w.queue); i++ {
		offsets = append(offsets, w.out.Len())
		w.object(w.queue[i])
	}
	at := w.out.Len()
	sum := sha256.Sum256(w.out.Bytes())
	id := str(sum[:16])
	trailer.set("Size", len(w.queue)+1)
	trailer.set("ID", array{id, id})
	fmt.Fprintf(&w.out, "xref\n0 %d\n0000000000 65535 f \n", len(w.queue)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&w.out, "%010d 00000 n \n", offset)
	}
	w.out.WriteString("trailer\n")
	w.value(trailer)
	fmt.Fprintf(&w.out, "\nstartxref\n%d\n%%%%EOF\n", at)
	return w.out.Bytes()
}

func (w *writer) object(o *indirect) {
	w.out.WriteString(strconv.Itoa(o.number))
	w.out.WriteString(" 0 obj\n")
	w.value(o.value)
	if o.stream != nil {
		w.out.WriteString("\nstream\n")
		w.out.Write(o.stream)
		w.out.WriteString("\nendstream")
	}
	w.out.WriteString("\nendobj\n")
}

func (w *writer) value(o object) {
	switch o := o.(type) {
	case nil:
		w.out.WriteString("null")
	case bool:
		w.out.WriteString(strconv.FormatBool(o))
	case int:
		w.out.WriteString(strconv.Itoa(o))
	case number:
		w.out.WriteString(string(o))
	case name:
		w.out.WriteByte('/')
		w.out.WriteString(string(o))
	case str:
		w.text(o)
	case array:
		w.out.WriteByte('[')
		for i, v := range o {
			if i > 0 {
				w.out.WriteByte(' ')
			}
			w.value(v)
		}
		w.out.WriteByte(']')
	case dict:
		w.out.WriteString("<<")
		for _, e := range o {
			w.value(e.key)
			w.out.WriteByte(' ')
			w.value(e.value)
		}
		w.out.WriteString(">>")
	case *indirect:
		w.refer(o)
	}
}

func (w *writer) refer(o *indirect) {
	if o.number == 0 {
		w.queue = append(w.queue, o)
		o.number = len(w.queue)
	}
	w.out.WriteString(strconv.Itoa(o.number))
	w.out.WriteString(" 0 R")
}

// text writes a string so that none of its bytes can be taken for something else.
func (w *writer) text(s str) {
	if bytes.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' || r == '(' || r == ')' || r == '\\' }) {
		w.out.WriteString("<" + hex.EncodeToString(s) + ">")
		return
	}
	w.out.WriteString("(" + string(s) + ")")
}

// textString returns s as a text string (ISO 32000-1, 7.9.2.2): ASCII as it is, anything else in UTF-16 behind its byte order mark.
func textString(s string) str {
	if plain(s) {
		return str(s)
	}
	t := str{0xFE, 0xFF}
	for _, u := range utf16.Encode([]rune(s)) {
		t = append(t, byte(u>>8), byte(u))
	}
	return t
}

// invisible are the marks where a line may break. They say nothing outside of running text.
var invisible = strings.NewReplacer(string(softHyphen), "", string(zeroWidthSpace), "")

// label returns what something is called as a text string.
func label(s string) str { return textString(invisible.Replace(s)) }

// points returns a length or place as a number with two decimals.
func points(v float64) number { return number(strconv.FormatFloat(v, 'f', 2, 64)) }
