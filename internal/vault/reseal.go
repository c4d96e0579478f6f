package vault

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"

	bolt "go.etcd.io/bbolt"
)

// mover carries what is alive from one file to another that is being built, under other keys. It opens every seal and
// looks no further: proving the new file does that.
type mover struct {
	from, to *keyring
	tx       *bolt.Tx // of the old file
	listed   *manifest
	build    *builder
	list     *manifest // of the new file
	done     int
	tell     func(done int)
	spare    chan []byte // space to be used again
}

// moveAll writes everything alive to b, under n's keys, and lists it in n's manifest.
func (v *Vault) moveAll(ctx context.Context, n *Vault, b *builder, o RenewOptions) error {
	n.manifest = manifest{root: rootLine{Head: make([]byte, 32), FoldedHead: make([]byte, 32)}, stale: map[byte]bool{}}
	return guard(func() error {
		return v.db.View(func(tx *bolt.Tx) error {
			m := &mover{
				from: v.keys, to: n.keys, tx: tx, listed: &v.manifest, build: b, list: &n.manifest,
				tell: func(done int) { o.tell(&v.manifest, done) }, spare: make(chan []byte, 16),
			}
			// In the order of the buckets' names, as a builder wants them.
			if err := m.move(ctx, bucketBlobs, m.giveBlobs); err != nil {
				return err
			}
			if err := m.headers(); err != nil {
				return err
			}
			if err := m.move(ctx, bucketJournal, m.giveJournal); err != nil {
				return err
			}
			if err := b.begin(bucketManifest); err != nil {
				return err
			}
			if err := m.move(ctx, bucketRecords, m.giveRecords); err != nil {
				return err
			}
			return b.begin(bucketRoot)
		})
	})
}

func (m *mover) headers() error {
	if err := m.build.begin(bucketHeader); err != nil {
		return err
	}
	for _, name := range []string{headerFirst, headerSecond} {
		if err := m.build.putBucket(name); err != nil {
			return err
		}
	}
	return nil
}

// parcel is one sealed value on its way.
type parcel struct {
	key     []byte
	sealed  []byte // in the old file, then under the new keys
	purpose string
	where   []byte // what the seal is bound to besides
	line    *line  // what the manifest says of it, at a record and at the last chunk of a blob
}

// cargo is a number of parcels that one goroutine seals in a row.
type cargo struct {
	parcels []parcel
	size    int    // of what is sealed
	nonces  []byte // random, for the new seals
	space   []byte // for what is sealed; used again when it is in the file
}

// cargoBytes is how much is sealed in a row at least, unless there is no more.
const cargoBytes = 128 << 10

// move fills a bucket with the parcels that give hands out, in the order of their keys.
func (m *mover) move(ctx context.Context, bucket string, give func(hand func(parcel) error) error) error {
	if err := m.build.begin(bucket); err != nil {
		return err
	}
	return inOrder(ctx,
		func(hand func(*cargo) error) error { return m.pack(give, hand) },
		m.reseal,
		m.deliver)
}

// pack gathers parcels, and the nonces that they need: the source of randomness is read by one goroutine.
func (m *mover) pack(give func(hand func(parcel) error) error, hand func(*cargo) error) error {
	c := &cargo{}
	send := func() error {
		c.nonces = make([]byte, nonceSize*len(c.parcels))
		if _, err := io.ReadFull(m.to.random, c.nonces); err != nil {
			return fmt.Errorf("read random nonces: %w", err)
		}
		full := c
		c = &cargo{parcels: make([]parcel, 0, len(full.parcels))}
		return hand(full)
	}
	err := give(func(p parcel) error {
		if len(p.sealed) < sealSize {
			return p.broken()
		}
		c.parcels = append(c.parcels, p)
		if c.size += len(p.sealed); c.size < cargoBytes {
			return nil
		}
		return send()
	})
	if err != nil {
		return err
	}
	return send()
}

// reseal opens each parcel under the old keys and seals it under the new ones, in the same place.
func (m *mover) reseal(c *cargo) error {
	select {
	case c.space = <-m.spare:
	default:
	}
	if len(c.space) < c.size {
		c.space = make([]byte, c.size+c.size/8)
	}
	space := c.space
	var bound []byte
	for i := range c.parcels {
		p := &c.parcels[i]
		sealed := space[:len(p.sealed):len(p.sealed)]
		space = space[len(sealed):]
		bound = m.from.bind(bound[:0], p.purpose, p.where...)
		plain, err := m.from.aead(p.purpose).Open(sealed[nonceSize:nonceSize], p.sealed[:nonceSize], p.sealed[nonceSize:], bound)
		if err != nil {
			return p.broken()
		}
		copy(sealed, c.nonces[i*nonceSize:][:nonceSize])
		bound = m.to.bind(bound[:0], p.purpose, p.where...)
		p.sealed = m.to.aead(p.purpose).Seal(sealed[:nonceSize], sealed[:nonceSize], plain, bound)
	}
	return nil
}

// deliver writes parcels to the new file and lists them.
func (m *mover) deliver(c *cargo) error {
	for _, p := range c.parcels {
		if err := m.build.put(p.key, p.sealed); err != nil {
			return err
		}
		if p.line != nil {
			p.line.tag = tagOf(p.sealed)
			m.list.enter(p.purpose, *p.line)
		}
	}
	select {
	case m.spare <- c.space:
	default:
	}
	m.done += len(c.parcels)
	m.tell(m.done)
	return nil
}

// enter adds a line at the end of its shard's list.
func (m *manifest) enter(purpose string, l line) {
	s := &m.shards[l.id[0]]
	list := &s.records
	if purpose == forBlob {
		list = &s.blobs
	}
	*list = append(*list, l)
	m.stale[l.id[0]] = true
}

// broken tells that a parcel does not open.
func (p *parcel) broken() error {
	switch p.purpose {
	case forJournal:
		return damaged("journal entry %d has a broken seal", binary.BigEndian.Uint64(p.key))
	case forBlob:
		return &DamageError{Part: "blob", Records: map[ID]Harm{ID(p.where[:16]): HarmUnreadable}}
	}
	return &DamageError{Part: p.purpose, Records: map[ID]Harm{ID(p.where[:16]): HarmUnreadable}}
}

func (m *mover) giveRecords(hand func(parcel) error) error {
	harm := map[ID]Harm{}
	err := m.listed.compareRecords(m.tx.Bucket([]byte(bucketRecords)), harm, func(l line, sealed []byte) error {
		moved := &line{id: l.id, number: l.number}
		return hand(parcel{key: moved.id[:], sealed: sealed, purpose: forRecords, where: moved.id[:], line: moved})
	})
	if err == nil && len(harm) > 0 {
		err = &DamageError{Part: "content", Records: harm}
	}
	return err
}

// giveJournal hands out the entries, so that the chain goes on, and the versions beside them.
func (m *mover) giveJournal(hand func(parcel) error) error {
	return m.tx.Bucket([]byte(bucketJournal)).ForEach(func(key, sealed []byte) error {
		p := parcel{key: key, sealed: sealed}
		switch {
		case len(key) == 8:
			p.purpose, p.where = forJournal, key
		case len(key) == 24 && len(sealed) == erasedSize:
			p.purpose, p.where = forErased, key[8:]
		case len(key) == 24:
			p.purpose, p.where = forRecords, key[8:]
		default:
			return damaged("journal: key of %d bytes", len(key))
		}
		return hand(p)
	})
}

func (m *mover) giveBlobs(hand func(parcel) error) error {
	blobs := m.tx.Bucket([]byte(bucketBlobs))
	for i := range m.listed.shards {
		for _, l := range m.listed.shards[i].blobs {
			chunks := uint32(chunksOf(l.number))
			for n := range chunks {
				key, last := chunkKey(l.id, n), n == chunks-1
				p := parcel{key: key, sealed: blobs.Get(key), purpose: forBlob, where: chunkPlace(l.id, n, last)}
				if last {
					if len(p.sealed) < sealSize || tagOf(p.sealed) != l.tag {
						return &DamageError{Part: "blob", Records: map[ID]Harm{l.id: HarmExchanged}}
					}
					p.line = &line{id: l.id, number: l.number}
				}
				if err := hand(p); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
