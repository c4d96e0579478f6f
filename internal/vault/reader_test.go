package vault_test

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/hpke"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math/bits"
	"slices"
	"strings"

	"github.com/fxamacker/cbor/v2"
	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// A second reader of small vaults, of both versions of the format: after doc/vault.md and the pages of bbolt alone, without either package.

type rMap = map[uint64]any // CBOR, by the numbers of doc/vault.md

// rReading is all that a file holds, and on the way how it is read. Ids are strings of 16 bytes.
type rReading struct {
	Version        uint16
	Vault          string
	Root           rMap
	Slots, Entries []rMap
	Versions       map[string][]rMap // oldest first, the present one last; of an erased one 2 and 7 only
	Blobs          map[string][]byte
	file           []byte
	pages          uint64
	used           []uint64
	buckets        map[string]map[string][]byte // a bucket in a bucket has both names
	keys           map[string]cipher.AEAD
}

func need(ok bool, what string, args ...any) {
	if !ok {
		panic(fmt.Sprintf(what, args...))
	}
}

func got[T any](value T, err error) T {
	need(err == nil, "%v", err)
	return value
}

// secondRead reads a file with its passphrase or, when that is empty, a printed key. Whatever is wrong is an error.
func secondRead(file []byte, passphrase, printed string) (r *rReading, err error) {
	defer func() {
		if flaw := recover(); flaw != nil {
			r, err = nil, fmt.Errorf("second reader: %v", flaw)
		}
	}()
	r = &rReading{file: file, Versions: map[string][]rMap{}, Blobs: map[string][]byte{}, keys: map[string]cipher.AEAD{}}
	r.walk()
	var framed []byte // the copy of the header that is sound; two sound ones are the same
	for _, name := range []string{"header1", "header2"} {
		if b := r.buckets[name]["header"]; len(b) >= 78 && sha256.Sum256(b[:len(b)-32]) == [32]byte(b[len(b)-32:]) {
			need(framed == nil || bytes.Equal(framed, b), "the two headers differ")
			framed = b
		}
	}
	r.Version = be.Uint16(framed[8:])
	need(string(framed[:8]) == "BGKLUIS\x00" && (r.Version == 1 || r.Version == 2), "made by a newer version: %d", r.Version)
	body, proof, sum := framed[:len(framed)-64], framed[len(framed)-64:len(framed)-32], sha256.Sum256(framed)
	h := rDecode[rMap](body[14:])
	r.Vault = string(h[1].([]byte))
	root := r.unlock(h, passphrase, printed)
	subkey := func(name string) []byte {
		return got(hkdf.Key(sha256.New, root, h[1].([]byte), "bondgenoot/vault/1/"+name, 32))
	}
	mac := hmac.New(sha256.New, subkey("header"))
	mac.Write(body)
	need(len(h) == 4 && be.Uint32(body[10:]) == uint32(len(body)-14) && hmac.Equal(mac.Sum(nil), proof), "header: not proven")
	for _, name := range []string{"records", "manifest", "journal", "blobs", "slots"} {
		r.keys[name] = got(cipher.NewGCM(got(aes.NewCipher(subkey(name)))))
	}
	r.Slots = rDecode[[]rMap](unframe(r.open("slots", "slots", h[4].([]byte))))
	for _, slot := range r.Slots {
		need(slices.Contains([]any{"passphrase", "recovery", "deputy", "keyring"}[:2+r.Version], slot[1]), "slot of kind %q", slot[1])
	}
	r.Root = rDecode[rMap](unframe(r.open("manifest", "manifest root", r.buckets["root"]["root"])))
	need(len(r.Root) == 8 && len(r.Slots) == len(h[3].([]any)) && bytes.Equal(sum[:], r.Root[5].([]byte)), "header: exchanged")
	r.read()
	return r, nil
}

func (r *rReading) unlock(h rMap, passphrase, printed string) []byte {
	d := h[2].(map[any]any)
	number := func(n uint64) uint64 { return d[n].(uint64) }
	salt := d[uint64(2)].([]byte)
	need(len(d) == 5 && number(1) == 1 && len(salt) == 32 && number(3) <= 1<<20 && number(4) <= 64 && number(5) <= 16, "derivation")
	seed := argon2.IDKey([]byte(norm.NFC.String(passphrase)), salt, uint32(number(4)), uint32(number(3)), uint8(number(5)), 32)
	if passphrase == "" {
		symbols, encoding := strings.ReplaceAll(printed, "-", ""), base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
		secret := got(encoding.DecodeString(symbols[:32]))
		sum := sha256.Sum256(append([]byte("bondgenoot/vault/1/recovery checksum"), secret...))
		need(encoding.EncodeToString(sum[:5])[:4] == symbols[32:], "mistyped")
		seed = got(hkdf.Key(sha256.New, secret, nil, "bondgenoot/vault/1/recovery key", 32))
	}
	key := got(hpke.MLKEM768X25519().NewPrivateKey(seed))
	for _, sealed := range h[3].([]any) {
		root, err := hpke.Open(key, hpke.HKDFSHA256(), hpke.AES256GCM(), []byte("bondgenoot/vault/1/slot"+r.Vault), sealed.([]byte))
		if err == nil {
			return root
		}
	}
	panic("wrong passphrase")
}

func (r *rReading) open(key, purpose string, sealed []byte, place ...byte) []byte {
	bound := be.AppendUint16([]byte(purpose+"\x00"), r.Version)
	return got(r.keys[key].Open(nil, sealed[:12], sealed[12:], slices.Concat(bound, []byte(r.Vault), place)))
}

func unframe(b []byte) []byte { // takes off length and padding
	n := 4 + int(be.Uint32(b))
	size := max(256, 1<<bits.Len(uint(n-1)))
	if n > 256 && n <= size/4*3 {
		size = size / 4 * 3
	}
	need(len(b) == size && len(bytes.Trim(b[n:], "\x00")) == 0, "padding")
	return b[4:n]
}

func rDecode[T any](b []byte) (value T) {
	need(got(cbor.DecOptions{DupMapKey: cbor.DupMapKeyEnforcedAPF}.DecMode()).Unmarshal(b, &value) == nil, "unreadable CBOR")
	need(bytes.Equal(got(got(cbor.CoreDetEncOptions().EncMode()).Marshal(value)), b), "CBOR is not in its one form")
	return value
}

var le, be = binary.LittleEndian, binary.BigEndian

func tail(b []byte) string { return string(b[len(b)-16:]) }
func word(n uint64) []byte { return be.AppendUint64(nil, n) }

type rLine = [2]any // of the manifest: number and tag

// read reads manifest, journal, records, versions and blobs, and proves them by each other.
func (r *rReading) read() {
	records, blobs, promised := r.manifest()
	left := len(r.buckets["records"]) - len(records) + len(r.buckets["journal"]) - len(r.Entries) + len(r.buckets["blobs"])
	for id, line := range records {
		sealed, present := r.buckets["records"][id], line[0].(uint64)
		need(tail(sealed) == line[1], "record %x: exchanged", id)
		for revision, last := present, uint64(1<<63); revision > 0; revision-- {
			var x rMap
			if len(sealed) == 44 && revision < present {
				mark := r.open("records", "erased", sealed, []byte(id)...)
				x = rMap{2: be.Uint64(mark), 7: be.Uint64(mark[8:])}
			} else {
				content := unframe(r.open("records", "record", sealed, []byte(id)...))
				sum := sha256.Sum256(slices.Concat([]byte("bondgenoot/vault/1/commitment"+id), content))
				x = rDecode[rMap](content)
				need(len(x) == 8 && promised[fmt.Sprint(id, revision)] == string(sum[:]), "record %x: not that of the journal", id)
			}
			entry := x[7].(uint64)
			need(x[2] == revision && entry < last, "record %x: revision %d", id, revision)
			r.Versions[id], last = append(r.Versions[id], x), entry
			sealed = r.buckets["journal"][string(word(entry))+id]
		}
		left -= int(present) - 1
		slices.Reverse(r.Versions[id])
	}
	for id, line := range blobs {
		size, sealed := line[0].(uint64), []byte(nil)
		count := max(1, (size+65535)/65536)
		for n := range count {
			place := be.AppendUint32([]byte(id), uint32(n))
			sealed = r.buckets["blobs"][string(place)]
			r.Blobs[id] = append(r.Blobs[id], r.open("blobs", "blob", sealed, append(place, map[bool]byte{true: 1}[n == count-1])...)...)
		}
		left -= int(count)
		sum, found := sha256.Sum256(r.Blobs[id]), uint64(len(r.Blobs[id]))
		need(tail(sealed) == line[1] && found == size && promised[fmt.Sprint(id, size)] == string(sum[:]), "blob %x: exchanged", id)
	}
	need(left == 0, "%d records, versions or chunks that belong to nothing", left)
}

// manifest reads the shards and what the journal adds to them, and returns the journal's commitments too.
func (r *rReading) manifest() (records, blobs map[string]rLine, promised map[string]string) {
	records, blobs, promised = map[string]rLine{}, map[string]rLine{}, map[string]string{}
	index := r.buckets["manifest"]["index"]
	need(tail(index) == string(r.Root[6].([]byte)), "index: exchanged")
	tags := r.open("manifest", "manifest index", index)
	for first := range 256 {
		sealed, tag := r.buckets["manifest"][string([]byte{byte(first)})], string(tags[16*first:16*first+16])
		if sealed == nil && tag == strings.Repeat("\x00", 16) {
			continue // no shard was ever written
		}
		need(tail(sealed) == tag, "shard %d: exchanged", first)
		b := r.open("manifest", "manifest shard", sealed, byte(first))
		for _, lines := range []map[string]rLine{records, blobs} {
			n := be.Uint32(b)
			for b = b[4:]; n > 0; n, b = n-1, b[40:] {
				lines[string(b[:16])] = rLine{be.Uint64(b[16:]), string(b[24:40])}
			}
		}
		need(len(b) == 0, "shard %d is too long", first)
	}
	head, folded := make([]byte, 32), r.Root[7].(uint64)
	for n := uint64(1); n <= r.Root[3].(uint64); n++ {
		content := unframe(r.open("journal", "journal", r.buckets["journal"][string(word(n))], word(n)...))
		sum := sha256.Sum256(slices.Concat([]byte("bondgenoot/vault/1/journal"), head, content))
		head = sum[:]
		need(n != folded || bytes.Equal(head, r.Root[8].([]byte)), "journal: not the one of the shards")
		e := rDecode[rMap](content)
		act, noted := e[1].(uint64), slices.DeleteFunc([]any{e[5], e[6], e[7]}, func(field any) bool { return field == nil })
		possible := len(noted) == 0 || act == 2 && r.Version == 2 && (e[6] == nil || e[7] == nil)
		need(len(e) == 4+len(noted) && possible, "entry %d: a note that cannot be", n)
		r.Entries = append(r.Entries, e)
		list := map[uint64]map[string]rLine{2: records, 5: blobs}[act]
		for _, change := range e[4].([]any) {
			c := change.([]any)
			id, line := string(c[0].([]byte)), rLine{c[2].(uint64), string(c[4].([]byte))}
			promised[fmt.Sprint(id, line[0])] += string(c[5].([]byte)) // empty where nothing was written
			if list != nil && n > folded {
				list[id] = line
			} else if act == 6 && n > folded {
				delete(blobs, id)
			}
		}
	}
	need(bytes.Equal(head, r.Root[4].([]byte)), "journal: not the one of the manifest")
	return records, blobs, promised
}

// walk proves the pages of the bbolt file and reads its buckets.
func (r *rReading) walk() {
	metas := [][]byte{r.file[:4096], r.file[4096:8192]}
	for n, p := range metas {
		sum := fnv.New64a()
		sum.Write(p[16:72])
		need(le.Uint64(p) == uint64(n) && le.Uint16(p[8:]) == 4 && le.Uint32(p[16:]) == 0xED0CDAED && le.Uint32(p[20:]) == 2 &&
			le.Uint32(p[24:]) == 4096 && le.Uint64(p[72:]) == sum.Sum64() && le.Uint64(p[64:])%2 == uint64(n), "meta page %d", n)
	}
	slices.SortFunc(metas, func(a, b []byte) int { return int(int64(le.Uint64(a[64:])) - int64(le.Uint64(b[64:]))) })
	need(le.Uint64(metas[0][64:])+1 == le.Uint64(metas[1][64:]), "meta pages do not follow each other")
	r.pages, r.used, r.buckets = le.Uint64(metas[1][56:]), []uint64{0, 1}, map[string]map[string][]byte{"": {}}
	free := r.page(le.Uint64(metas[1][48:]), 16)
	for i := range le.Uint16(free[10:]) { // 0xFFFF, a list that is longer, does not occur in a small file
		r.used = append(r.used, le.Uint64(free[16+8*int(i):]))
	}
	r.tree("", r.page(le.Uint64(metas[1][32:]), 3), nil, nil)
	distinct := slices.Compact(slices.Sorted(slices.Values(r.used)))
	need(uint64(len(distinct)) == r.pages && distinct[r.pages-1] == r.pages-1 && len(distinct) == len(r.used), "pages are used amiss")
}

// page returns a page with its overflow; its kind is one of the flags.
func (r *rReading) page(n uint64, kinds uint16) []byte {
	p := r.file[n*4096:]
	need(le.Uint64(p) == n && le.Uint16(p[8:])&kinds != 0, "page %d is not what it should be", n)
	more := uint64(le.Uint32(p[12:]))
	p = p[:(more+1)*4096]
	for i := range more + 1 {
		r.used = append(r.used, n+i)
	}
	need(uint64(len(r.used)) <= r.pages, "page %d is used twice", n)
	return p
}

// tree reads what stands under a page. Its keys lie from low, which a root does not have, until high.
func (r *rReading) tree(bucket string, p, low, high []byte) {
	n, branch := int(le.Uint16(p[10:])), le.Uint16(p[8:]) == 1
	need(n > 0 || low == nil && !branch, "empty page")
	end, keys, values := 16+16*n, make([][]byte, n+1), make([][]byte, n)
	keys[n] = high
	for i := range n {
		e := p[16+16*i : 32+16*i]
		place, size, length := le.Uint32(e), le.Uint32(e[4:]), uint32(0)
		if !branch {
			place, size, length = le.Uint32(e[4:]), le.Uint32(e[8:]), le.Uint32(e[12:])
		}
		need(16+16*i+int(place) == end && size > 0, "a gap between keys")
		keys[i], values[i], end = p[end:][:size], p[end+int(size):][:length], end+int(size)+int(length)
	}
	for i, key := range keys[:n] {
		need(bytes.Compare(key, low) >= 0 && (keys[i+1] == nil || bytes.Compare(key, keys[i+1]) < 0), "order of keys")
		name, e := bucket+string(key), p[16+16*i:]
		switch {
		case branch:
			r.tree(bucket, r.page(le.Uint64(e[8:]), 3), key, keys[i+1])
		case le.Uint32(e) == 0:
			r.buckets[bucket][string(key)] = values[i]
		case le.Uint64(values[i]) == 0:
			r.buckets[name] = map[string][]byte{}
			r.tree(name, values[i][16:], nil, nil)
		default:
			r.buckets[name] = map[string][]byte{}
			r.tree(name, r.page(le.Uint64(values[i]), 3), nil, nil)
		}
	}
}
