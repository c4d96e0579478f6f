package vault

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// RenewOptions say what a renewal changes.
type RenewOptions struct {
	// Passphrase replaces the passphrase; nil keeps it.
	Passphrase []byte
	// Progress, when it is there, hears now and then how far the renewal is. It is called while the vault is locked, so
	// it must not call back into it.
	Progress func(done, total int)
}

// tell reports progress in things read from the old file or the new one.
func (o RenewOptions) tell(old *manifest, done int) {
	if o.Progress != nil {
		total := 2 * old.size()
		o.Progress(min(done, total), total)
	}
}

// size is the number of records and journal entries, by which a renewal's progress is measured.
func (m *manifest) size() int {
	n := int(m.root.Entries)
	for i := range m.shards {
		n += len(m.shards[i].records)
	}
	return n
}

// Renew writes everything alive into a new file under a new root key, sealed to the same slots, proves the new file
// by opening it, and puts it in the place of the old one. Erased and superseded bytes stay behind, and an old copy
// with an old passphrase opens nothing that is written from now on. A crash leaves the old file or the new one,
// whole. The journal and the versions that were not erased move along.
func (v *Vault) Renew(ctx context.Context, o RenewOptions) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.writable(); err != nil {
		return err
	}
	if err := v.renew(ctx, o); err != nil {
		return fmt.Errorf("renew: %w", named(err))
	}
	return nil
}

func (v *Vault) renew(ctx context.Context, o RenewOptions) error {
	if err := v.readyToWrite(); err != nil {
		return err
	}
	p, err := v.writeNew(ctx, o)
	if err != nil {
		return err
	}
	return v.exchange(p)
}

// writeNew writes and proves the new file, and returns it open.
func (v *Vault) writeNew(ctx context.Context, o RenewOptions) (*Vault, error) {
	n, file, err := v.buildNew(ctx, o)
	if err != nil {
		return nil, errors.Join(err, removeIfThere(temporary(v.path)))
	}
	synced := make(chan error, 1)
	go func() { synced <- errors.Join(file.Sync(), file.Close()) }() // the disk works while the processors prove
	p, err := n.proveNew(ctx, &v.manifest, o)
	if err = errors.Join(err, <-synced); err != nil {
		return nil, errors.Join(err, p.abandon(), removeIfThere(n.path))
	}
	return p, nil
}

// buildNew writes everything alive to a new file, which is not yet synced.
func (v *Vault) buildNew(ctx context.Context, o RenewOptions) (n *Vault, file *os.File, err error) {
	root, err := newRootKey(v.options.Random)
	if err != nil {
		return nil, nil, err
	}
	d, slots, err := v.newSlots(o)
	if err != nil {
		return nil, nil, err
	}
	n = &Vault{path: temporary(v.path), options: v.options, root: root, seen: v.seen}
	if n.keys, err = newKeyring(root, v.header.Vault, formatVersion, v.options.Random); err != nil {
		return nil, nil, err
	}
	if n.header, err = newHeader(root, n.keys, d, slots); err != nil {
		return nil, nil, err
	}
	if err := removeIfThere(n.path); err != nil {
		return nil, nil, err
	}
	b, err := startBuild(n.path)
	if err != nil {
		return nil, nil, err
	}
	err = v.moveAll(ctx, n, b, o)
	if err == nil {
		file, err = b.endBuild()
	}
	if err == nil {
		err = n.seal(v)
	}
	if err != nil {
		return nil, nil, errors.Join(err, b.file.Close())
	}
	return n, file, nil
}

// seal makes the new file's first transaction: its header, its manifest and the journal entry that tells of the renewal.
func (n *Vault) seal(old *Vault) (err error) {
	o := storeOptions(false)
	o.NoSync = true
	if n.db, err = bolt.Open(n.path, fileMode, o); err != nil {
		return fmt.Errorf("open new file: %w", err)
	}
	r, was := &n.manifest.root, &old.manifest.root
	r.Counter, r.Clock, r.Entries, r.Head = was.Counter, was.Clock, was.Entries, was.Head
	n.manifest.pending = foldAfter
	err = n.transact(ActRenew, func(t *transaction) error { return t.putHeader(n.header) })
	return errors.Join(err, closeGuarded(n.db, n.broken != nil))
}

// newSlots are the slots of the new file: the same public keys, but for a new passphrase.
func (v *Vault) newSlots(o RenewOptions) (derivation, []slot, error) {
	slots, err := v.header.slots(v.keys)
	if err != nil || o.Passphrase == nil {
		return v.header.Derivation, slots, err
	}
	d, err := newDerivation(v.options)
	if err != nil {
		return d, nil, err
	}
	private, err := d.privateKey(o.Passphrase)
	if err != nil {
		return d, nil, err
	}
	i := slices.IndexFunc(slots, func(s slot) bool { return s.Kind == SlotPassphrase })
	if i < 0 {
		return d, nil, damaged("slots: none for a passphrase")
	}
	slots[i] = newSlot(SlotPassphrase, slots[i].Name, private, v.options.Now())
	return d, slots, nil
}

// proveNew opens the new file as any vault is opened, reads all of it, and compares it with the old manifest. It
// returns the new vault, open, also when it is not what it should be.
func (n *Vault) proveNew(ctx context.Context, old *manifest, o RenewOptions) (*Vault, error) {
	p := &Vault{path: n.path, options: n.options}
	p.options.CounterFolder = ""
	// What the manifest lists is proven once, by reading it.
	err := p.reattach(n.root, func(*manifest, *bolt.Tx) error { return nil })
	if err == nil {
		err = p.prove(ctx, func(done int) { o.tell(old, old.size()+done) })
	}
	if err == nil && !old.sameContent(&p.manifest) {
		err = errors.New("the new file lacks something")
	}
	if err != nil {
		return p, fmt.Errorf("prove new file: %w", err)
	}
	return p, nil
}

// sameContent compares what two manifests list, tags aside.
func (m *manifest) sameContent(other *manifest) bool {
	same := func(a, b line) bool { return a.id == b.id && a.number == b.number }
	for i := range m.shards {
		if !slices.EqualFunc(m.shards[i].records, other.shards[i].records, same) ||
			!slices.EqualFunc(m.shards[i].blobs, other.shards[i].blobs, same) {
			return false
		}
	}
	return true
}

// exchange puts the new file, which p has open, in the place of the old one.
func (v *Vault) exchange(p *Vault) error {
	if err := v.inPlace(); err != nil {
		return errors.Join(err, p.abandon(), removeIfThere(temporary(v.path))) // what took its place is not ours to replace
	}
	err := closeGuarded(v.db, false)
	v.db, v.file = nil, nil
	if !renamesOpenFiles {
		err = errors.Join(err, p.abandon())
	}
	if err == nil {
		err = os.Rename(temporary(v.path), v.path)
	}
	if err != nil {
		v.broken = errors.Join(v.reopen(v.root), p.abandon(), removeIfThere(temporary(v.path)))
		return err
	}
	if err := syncFolder(v.path); err != nil {
		v.broken = errors.Join(err, p.abandon())
		return err
	}
	if !renamesOpenFiles {
		v.broken = v.reopen(p.root)
		return v.broken
	}
	v.adopt(p)
	return nil
}

// adopt goes on with the file that p has open.
func (v *Vault) adopt(p *Vault) {
	v.db, v.file, v.root, v.keys, v.header, v.manifest = p.db, p.file, p.root, p.keys, p.header, p.manifest
	v.seen = max(v.seen, v.manifest.root.Counter)
	if err := v.counter.write(v.seen); err != nil {
		v.noted = fmt.Errorf("keep transaction counter: %w", err)
	}
}
