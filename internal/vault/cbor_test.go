package vault

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// TestFastReadersAgreeWithTheLibrary holds what is read by hand against what the library makes of it.
func TestFastReadersAgreeWithTheLibrary(t *testing.T) {
	numbers := rapid.OneOf(rapid.Uint64(), rapid.SampledFrom([]uint64{0, 23, 24, 255, 256, 65535, 65536, 1<<32 - 1, 1 << 32, 1<<64 - 1}))
	rapid.Check(t, func(t *rapid.T) {
		e := envelope{
			Kind: rapid.String().Draw(t, "kind"), Revision: numbers.Draw(t, "revision"),
			Clock:  Clock{Millis: rapid.Int64().Draw(t, "millis"), Count: rapid.Uint32().Draw(t, "count")},
			Author: rapid.SampledFrom([]string{"", "Jan", "José", "Jan\x00"}).Draw(t, "author"), Deleted: rapid.Bool().Draw(t, "deleted"),
			Salt: rapid.SliceOfN(rapid.Byte(), 0, 40).Draw(t, "salt"), Entry: numbers.Draw(t, "entry"),
			Body: make([]byte, rapid.SampledFrom([]int{0, 1, 23, 24, 300, 70000}).Draw(t, "size")),
		}
		encoded, err := encode(e)
		hold(t, err)
		var fast, slow envelope
		if !fast.readFast(encoded, &envelope{Author: "Jan"}) {
			t.Fatalf("%x is not read", encoded)
		}
		hold(t, decodeMode.Unmarshal(encoded, &slow))
		if !reflect.DeepEqual(fast, slow) {
			t.Fatalf("read fast it is %+v, else %+v", fast, slow)
		}
		at := rapid.IntRange(0, len(encoded)-1).Draw(t, "at")
		cut := encoded[:at]
		if fast.readFast(cut, &envelope{}) {
			t.Fatalf("%x is read", cut)
		}
		encoded[at] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		fast, slow = envelope{}, envelope{}
		if fast.readFast(encoded, &envelope{}) && (decodeMode.Unmarshal(encoded, &slow) != nil || !reflect.DeepEqual(fast, slow)) {
			t.Fatalf("%x: read fast it is %+v, else %+v", encoded, fast, slow)
		}
	})
}
