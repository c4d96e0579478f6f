package vault

import (
	"crypto/hpke"
	"crypto/sha256"
	"encoding/binary"
	"errors"
)

// candidate is a header that may be the vault's.
type candidate struct {
	header parsedHeader
	sound  bool // its checksum is right
}

// unlock finds the root key by whatever header there is, and tells what is wrong with the headers.
func (r *Remains) unlock(unlock Unlock) error {
	copies, err := r.judgeHeaders()
	if err != nil {
		return err
	}
	all, err := r.candidates(copies)
	if err != nil {
		return err
	}
	derived := map[string]hpke.PrivateKey{}
	reason := error(damaged("header: none is left"))
	foreign := false
	for _, c := range all {
		key, err := r.privateKey(unlock, c.header.Derivation, derived)
		switch {
		case errors.Is(err, ErrEmptyPassphrase), errors.Is(err, ErrMistyped):
			return err
		case err != nil:
			continue // parameters that are no good
		}
		root, used, err := c.header.unsealRoot(key)
		if err != nil {
			if c.sound {
				reason = ErrWrongPassphrase
			}
			continue
		}
		ours, err := r.try(root, used, c, key)
		if err != nil {
			return err
		}
		if ours {
			return r.judgeKeys(copies)
		}
		foreign = true
	}
	if foreign {
		reason = damaged("header: of another vault")
		r.find(Finding{Part: PartHeader, Harm: HarmForeign})
	}
	r.report.Locked = reason
	return nil
}

// privateKey derives a key once for each derivation.
func (r *Remains) privateKey(unlock Unlock, d derivation, derived map[string]hpke.PrivateKey) (hpke.PrivateKey, error) {
	if err := d.check(r.options.UnsafeWeakKeys); err != nil && unlock.recovery == "" {
		return nil, err
	}
	encoded, err := encode(d)
	if err != nil {
		return nil, err
	}
	if key, ok := derived[string(encoded)]; ok {
		return key, nil
	}
	key, err := unlock.privateKey(d)
	if err == nil {
		derived[string(encoded)] = key
	}
	return key, err
}

// try takes a root key into use when anything in the file opens under it.
func (r *Remains) try(root rootKey, used int, c candidate, key hpke.PrivateKey) (bool, error) {
	keys, err := keyringOf(root, c.header, r.options)
	if err != nil {
		return false, err
	}
	old := r.keys
	r.keys = keys
	opens, err := r.opensAnything()
	if err != nil || !opens {
		r.keys = old
		return false, err
	}
	r.root, r.header, r.sound, r.used, r.private = root, c.header, c.sound, used, key
	return true, nil
}

func (r *Remains) opensAnything() (bool, error) {
	anything := false
	for key, spans := range r.survey.values {
		anything = true
		for _, v := range spans {
			if ok, err := r.open(v, func(sealed []byte) error { return r.openAny(key, sealed) }); ok || err != nil {
				return ok, err
			}
		}
	}
	return !anything, nil // of a file in which nothing else is left, the header may as well be right
}

// openAny opens a value that is kept under a key of that form.
func (r *Remains) openAny(key string, sealed []byte) (err error) {
	k, b := r.keys, []byte(key)
	switch {
	case key == keyRoot:
		_, err = k.open(k.manifest, sealed, forRoot)
	case key == keyIndex:
		_, err = k.open(k.manifest, sealed, forIndex)
	case len(key) == keyLenShard:
		_, err = k.open(k.manifest, sealed, forShard, b[0])
	case len(key) == keyLenEntry:
		_, _, err = k.openEntry(binary.BigEndian.Uint64(b), sealed)
	case len(key) == keyLenRecord:
		_, _, err = k.openEnvelope(ID(b), sealed)
	case len(key) == keyLenVersion:
		var p place
		err = k.openVersion(ID(b[8:]), sealed, &p)
	default:
		err = ErrDamaged // the header is not sealed, and chunks are not tried
	}
	return err
}

// judgeHeaders tells which copies of the header are not sound.
func (r *Remains) judgeHeaders() (copies [2]*parsedHeader, err error) {
	for i, v := range r.survey.headers {
		f := Finding{Part: PartHeader, Number: uint64(i + 1)}
		if v == nil {
			f.Harm = HarmMissing
			r.find(f)
			continue
		}
		b, err := r.value(*v)
		if err != nil {
			return copies, err
		}
		parsed, err := parseHeader(b)
		switch {
		case errors.Is(err, ErrNewerFormat):
			return copies, err
		case err != nil:
			f.Harm, f.Detail = HarmUnreadable, detail(err)
			r.find(f)
		default:
			copies[i] = &parsed
		}
	}
	return copies, nil
}

// candidates are all headers worth trying: those in their places, those elsewhere, and last what only looks like one.
func (r *Remains) candidates(copies [2]*parsedHeader) ([]candidate, error) {
	var all, doubtful []candidate
	seen := map[string]bool{}
	for _, c := range copies {
		if c != nil && !seen[string(c.bytes)] {
			seen[string(c.bytes)] = true
			all = append(all, candidate{*c, true})
		}
	}
	frames, err := r.survey.frames()
	if err != nil {
		return nil, err
	}
	for _, v := range r.survey.values[keyHeader] {
		if v.size <= maxHeader {
			b, err := r.value(v)
			if err != nil {
				return nil, err
			}
			frames = append(frames, b)
		}
	}
	for _, b := range frames {
		if seen[string(b)] {
			continue
		}
		seen[string(b)] = true
		if parsed, err := parseHeader(b); err == nil {
			all = append(all, candidate{parsed, true})
		} else if parsed, ok := guessHeader(b); ok {
			doubtful = append(doubtful, candidate{parsed, false})
		}
	}
	return append(all, doubtful...), nil
}

// guessHeader reads a header whose checksum is wrong. What it says is proven later, by what opens.
func guessHeader(b []byte) (parsedHeader, bool) {
	if len(b) < headerFixed+2*sha256.Size || len(b) > maxHeader {
		return parsedHeader{}, false
	}
	mended := append([]byte(headerMagic), b[len(headerMagic):len(b)-sha256.Size]...)
	body := len(b) - headerFixed - 2*sha256.Size
	binary.BigEndian.PutUint32(mended[headerPrefix:], uint32(body))
	sum := sha256.Sum256(mended)
	parsed, err := parseHeader(append(mended, sum[:]...))
	return parsed, err == nil
}

// judgeKeys tells what is wrong with the headers, now that the key is known that the vault is sealed under.
func (r *Remains) judgeKeys(copies [2]*parsedHeader) error {
	for i, c := range copies {
		if c == nil {
			continue
		}
		f := Finding{Part: PartKeys, Number: uint64(i + 1), Harm: HarmExchanged}
		if c.Vault != r.header.Vault {
			f.Part, f.Harm = PartHeader, HarmForeign
			r.find(f)
			continue
		}
		if err := c.prove(r.keys); err != nil {
			f.Detail = detail(err)
			r.find(f)
			continue
		}
		if _, err := c.slots(r.keys); err != nil {
			f.Harm, f.Detail = HarmUnreadable, detail(err)
			r.find(f)
		}
	}
	return nil
}

// keyringOf derives the keys of a vault.
func keyringOf(root rootKey, h parsedHeader, o Options) (*keyring, error) {
	return newKeyring(root, h.Vault, h.version, o.Random)
}
