package vault

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	bolt "go.etcd.io/bbolt"
)

// BlobID identifies a blob. It is random.
type BlobID = ID

const (
	chunkSize   = 64 << 10
	blobKeySize = 16 + 4
)

// chunksOf is the number of chunks of a blob of size bytes. An empty blob has one, so that its absence is noticed.
func chunksOf(size uint64) uint64 { return max(1, (size+chunkSize-1)/chunkSize) }

func chunkKey(id BlobID, n uint32) []byte {
	return binary.BigEndian.AppendUint32(id[:len(id):len(id)], n)
}

// chunkPlace is what a chunk's seal is bound to: the blob, the chunk's number, and whether it is the last.
func chunkPlace(id BlobID, n uint32, last bool) []byte {
	if last {
		return append(chunkKey(id, n), 1)
	}
	return append(chunkKey(id, n), 0)
}

// AddBlob keeps the bytes of r, and returns their number and SHA-256. Blobs never change and are not part of
// [Vault.Load].
func (v *Vault) AddBlob(r io.Reader) (id BlobID, size int64, sum [sha256.Size]byte, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.writable(); err != nil {
		return id, 0, sum, err
	}
	if _, err := io.ReadFull(v.options.Random, id[:]); err != nil {
		return id, 0, sum, fmt.Errorf("add blob: read random id: %w", err)
	}
	chunks, size, sum, err := v.keys.sealBlob(id, r)
	if err != nil {
		return id, 0, sum, fmt.Errorf("add blob: %w", err)
	}
	err = v.transact(ActBlob, func(t *transaction) error { return t.putBlob(id, chunks, size, sum) })
	if err != nil {
		return id, 0, sum, fmt.Errorf("add blob: %w", err)
	}
	return id, size, sum, nil
}

// sealBlob reads r and seals it in chunks.
func (k *keyring) sealBlob(id BlobID, r io.Reader) (chunks [][]byte, size int64, sum [sha256.Size]byte, err error) {
	hash := sha256.New()
	buffer, ahead := make([]byte, chunkSize), make([]byte, chunkSize)
	n, err := io.ReadFull(r, buffer)
	for {
		if err != nil && err != io.EOF && !errors.Is(err, io.ErrUnexpectedEOF) {
			return nil, 0, sum, fmt.Errorf("read: %w", err)
		}
		last, m := err != nil, 0
		if !last { // a full chunk is the last one when nothing follows
			m, err = io.ReadFull(r, ahead)
			last = m == 0 && err == io.EOF
		}
		hash.Write(buffer[:n])
		if size += int64(n); size > MaxBlob {
			return nil, 0, sum, ErrTooLarge
		}
		sealed, failed := k.seal(k.blobs, buffer[:n], forBlob, chunkPlace(id, uint32(len(chunks)), last)...)
		if failed != nil {
			return nil, 0, sum, failed
		}
		chunks = append(chunks, sealed)
		if last {
			clear(buffer)
			clear(ahead)
			return chunks, size, [sha256.Size]byte(hash.Sum(nil)), nil
		}
		buffer, ahead, n = ahead, buffer, m
	}
}

func (t *transaction) putBlob(id BlobID, chunks [][]byte, size int64, sum [sha256.Size]byte) error {
	for n, sealed := range chunks {
		if err := t.put(bucketBlobs, chunkKey(id, uint32(n)), sealed); err != nil {
			return err
		}
	}
	tag := tagOf(chunks[len(chunks)-1])
	t.entry.Changes = []change{{ID: id, Number: uint64(size), Tag: tag[:], Commitment: sum[:]}}
	return nil
}

// RemoveBlob removes a blob. Its bytes leave the file with the next [Vault.Renew].
func (v *Vault) RemoveBlob(id BlobID) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.writable(); err != nil {
		return err
	}
	listed, ok := v.manifest.blob(id)
	if !ok {
		return fmt.Errorf("remove blob: %w", ErrNotFound)
	}
	return v.transact(ActUnblob, func(t *transaction) error {
		t.entry.Changes = []change{{ID: id, Number: listed.number, Deleted: true}}
		blobs := t.tx.Bucket([]byte(bucketBlobs))
		for n := range chunksOf(listed.number) {
			if err := blobs.Delete(chunkKey(id, uint32(n))); err != nil {
				return fmt.Errorf("remove blob: %w", err)
			}
		}
		return nil
	})
}

// Blob reads a blob. Other work on the vault goes on meanwhile.
func (v *Vault) Blob(id BlobID) (io.ReadCloser, error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.broken != nil {
		return nil, v.broken
	}
	listed, ok := v.manifest.blob(id)
	if !ok {
		return nil, fmt.Errorf("blob: %w", ErrNotFound)
	}
	return &blobReader{vault: v, listed: listed, chunks: uint32(chunksOf(listed.number))}, nil
}

type blobReader struct {
	vault  *Vault
	listed line
	chunks uint32
	next   uint32
	size   uint64
	left   []byte // of the chunk that was opened last
}

func (r *blobReader) Read(p []byte) (int, error) {
	for len(r.left) == 0 {
		if r.next == r.chunks {
			return 0, io.EOF
		}
		chunk, err := r.vault.chunk(r.listed, r.next, r.next == r.chunks-1)
		if err != nil {
			return 0, err
		}
		r.left, r.next, r.size = chunk, r.next+1, r.size+uint64(len(chunk))
		if r.next == r.chunks && r.size != r.listed.number {
			return 0, &DamageError{Part: "blob", Records: map[ID]Harm{r.listed.id: HarmExchanged}}
		}
	}
	n := copy(p, r.left)
	r.left = r.left[n:]
	return n, nil
}

// Close ends reading, and forgets what was read but not asked for.
func (r *blobReader) Close() error {
	clear(r.left)
	r.left, r.next = nil, r.chunks
	return nil
}

// chunk opens one chunk of a blob.
func (v *Vault) chunk(listed line, n uint32, last bool) (plain []byte, err error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.broken != nil {
		return nil, v.broken
	}
	err = guard(func() error {
		return v.db.View(func(tx *bolt.Tx) (err error) {
			plain, err = openChunk(tx, v.keys, listed, n, last)
			return err
		})
	})
	return plain, err
}

func openChunk(tx *bolt.Tx, k *keyring, listed line, n uint32, last bool) ([]byte, error) {
	sealed := tx.Bucket([]byte(bucketBlobs)).Get(chunkKey(listed.id, n))
	if sealed == nil {
		return nil, fmt.Errorf("blob: %w", ErrNotFound) // opening proved that it was there: removed meanwhile
	}
	plain, err := k.open(k.blobs, sealed, forBlob, chunkPlace(listed.id, n, last)...)
	if err != nil {
		return nil, &DamageError{Part: "blob", Records: map[ID]Harm{listed.id: HarmUnreadable}}
	}
	if last && tagOf(sealed) != listed.tag {
		return nil, &DamageError{Part: "blob", Records: map[ID]Harm{listed.id: HarmExchanged}}
	}
	return plain, nil
}
