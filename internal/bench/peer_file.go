package main

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/fxamacker/cbor/v2"
	"github.com/klauspost/compress/gzip"

	"codeberg.org/bondgenoot/bondgenoot/internal/vault"
)

// fileStore is a store of the KDBX 4 kind: all records in memory, and at each save all of them encoded, compressed,
// encrypted (AES-256-CBC), cut in blocks of 1 MiB that each have an HMAC-SHA-256, and written as a new file that takes the
// place of the old one. It is kinder to itself than KeePass: CBOR instead of XML, and a gzip that is faster than zlib.
type fileStore struct {
	path    string
	records map[vault.ID][]byte
}

const (
	fileBlock = 1 << 20
	fileMagic = "bench/1\n"
)

var fileKey, fileMAC = make([]byte, 32), make([]byte, 32)

func (s *fileStore) open(folder string) error {
	s.path, s.records = filepath.Join(folder, "peer.file"), map[vault.ID][]byte{}
	sealed, err := os.ReadFile(s.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	packed, err := unsealFile(sealed)
	if err != nil {
		return err
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return err
	}
	content, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	return cbor.Unmarshal(content, &s.records)
}

// load counts: opening read everything.
func (s *fileStore) load() (int, error) { return len(s.records), nil }

func (s *fileStore) save(records []saved) error {
	for _, r := range records {
		s.records[recordID(r.n)] = r.body
	}
	content, err := cbor.Marshal(s.records)
	if err != nil {
		return err
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(content); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	sealed, err := sealFile(packed.Bytes())
	if err != nil {
		return err
	}
	return replace(s.path, sealed)
}

func (s *fileStore) close() error {
	s.records = nil
	return nil
}

// replace writes a new file, syncs it and gives it the name.
func replace(path string, content []byte) error {
	file, err := os.Create(path + ".new")
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	if err := os.Rename(path+".new", path); err != nil {
		return err
	}
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// sealFile encrypts, and lays out blocks of MAC, length and ciphertext.
func sealFile(plain []byte) ([]byte, error) {
	block, err := aes.NewCipher(fileKey)
	if err != nil {
		return nil, err
	}
	out := append([]byte(fileMagic), make([]byte, aes.BlockSize)...)
	iv := out[len(fileMagic):]
	if _, err := rand.Read(iv); err != nil {
		return nil, err
	}
	n := aes.BlockSize - len(plain)%aes.BlockSize
	padded := append(append(make([]byte, 0, len(plain)+n), plain...), bytes.Repeat([]byte{byte(n)}, n)...)
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(padded, padded)
	for i := uint64(0); len(padded) > 0; i++ {
		piece := padded[:min(fileBlock, len(padded))]
		padded = padded[len(piece):]
		out = append(out, blockMAC(i, piece)...)
		out = binary.LittleEndian.AppendUint32(out, uint32(len(piece)))
		out = append(out, piece...)
	}
	return out, nil
}

func blockMAC(i uint64, piece []byte) []byte {
	mac := hmac.New(sha256.New, fileMAC)
	mac.Write(binary.LittleEndian.AppendUint64(nil, i))
	mac.Write(piece)
	return mac.Sum(nil)
}

func unsealFile(sealed []byte) ([]byte, error) {
	block, err := aes.NewCipher(fileKey)
	if err != nil {
		return nil, err
	}
	iv := sealed[len(fileMagic):][:aes.BlockSize]
	rest := sealed[len(fileMagic)+aes.BlockSize:]
	plain := make([]byte, 0, len(rest))
	for i := uint64(0); len(rest) > 0; i++ {
		n := binary.LittleEndian.Uint32(rest[sha256.Size:])
		piece := rest[sha256.Size+4:][:n]
		if !hmac.Equal(blockMAC(i, piece), rest[:sha256.Size]) {
			return nil, fmt.Errorf("block %d is damaged", i)
		}
		plain = append(plain, piece...)
		rest = rest[sha256.Size+4+int(n):]
	}
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(plain, plain)
	return plain[:len(plain)-int(plain[len(plain)-1])], nil
}
