package vault

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/natefinch/atomic"
)

// Wrong passphrases are free until freeAttempts; each one after that is followed by a wait that doubles, up to longestWait.
const (
	freeAttempts = 2
	firstWait    = 2 * time.Second
	longestWait  = time.Minute
)

// waitAfter is how long to wait after so many wrong passphrases in a row.
func waitAfter(wrong uint32) time.Duration {
	if wrong <= freeAttempts {
		return 0
	}
	wait := firstWait
	for range wrong - freeAttempts - 1 {
		if wait *= 2; wait >= longestWait {
			return longestWait
		}
	}
	return wait
}

// WaitError tells that a passphrase may be tried only after a while. It wraps [ErrWait], and [ErrWrongPassphrase] when this very passphrase was
// tried and was wrong.
type WaitError struct {
	Left time.Duration
	err  error
}

func (e *WaitError) Error() string { return fmt.Sprintf("%v: wait %v", e.err, e.Left) }

// Unwrap makes errors.Is find the reason.
func (e *WaitError) Unwrap() error { return e.err }

// attempts counts the wrong passphrases for a vault since the last right one, on this machine: count (4 bytes), when the last one was in milliseconds
// since 1970 (8), and the SHA-256 of name and both. It lies outside the vault, for a vault that counts its own failures would be put back to forget
// them. Who can write the folder, or takes the file to another machine, is not held up: only Argon2id holds those up. One that is missing or
// unreadable means none. A nil one counts nothing.
type attempts struct {
	path string
	now  func() time.Time
}

const attemptsSize = 12 + sha256.Size

func openAttempts(folder string, vault ID, now func() time.Time) *attempts {
	if folder == "" {
		return nil
	}
	return &attempts{path: filepath.Join(folder, vault.String()+".attempts"), now: now}
}

func (a *attempts) read() (wrong uint32, last time.Time) {
	b, err := os.ReadFile(a.path)
	if err != nil || len(b) != attemptsSize {
		return 0, last
	}
	wrong, last = binary.BigEndian.Uint32(b), time.UnixMilli(int64(binary.BigEndian.Uint64(b[4:])))
	if string(a.encode(wrong, last)) != string(b) {
		return 0, time.Time{}
	}
	return wrong, last
}

func (a *attempts) encode(wrong uint32, last time.Time) []byte {
	b := binary.BigEndian.AppendUint32(nil, wrong)
	b = binary.BigEndian.AppendUint64(b, uint64(last.UnixMilli()))
	sum := sha256.Sum256(append([]byte(filepath.Base(a.path)), b...))
	return append(b, sum[:]...)
}

func (a *attempts) write(wrong uint32, last time.Time) error {
	temporary, err := os.CreateTemp(filepath.Dir(a.path), filepath.Base(a.path)+".*")
	if err != nil {
		return err
	}
	_, err = temporary.Write(a.encode(wrong, last))
	err = errors.Join(err, temporary.Close())
	if err == nil {
		err = atomic.ReplaceFile(temporary.Name(), a.path)
	}
	if err != nil {
		return errors.Join(err, removeIfThere(temporary.Name()))
	}
	return nil
}

// left is how long the next passphrase must wait. A clock that was set back holds nobody up for longer than the wait itself: the wait begins anew at
// the new time, once.
func (a *attempts) left() time.Duration {
	if a == nil {
		return 0
	}
	wrong, last := a.read()
	wait, now := waitAfter(wrong), a.now()
	if wait == 0 {
		return 0
	}
	if now.Before(last) {
		if a.write(wrong, now) != nil {
			return 0 // where the new beginning cannot be kept, waiting for the old one could take years
		}
		return wait
	}
	return max(0, last.Add(wait).Sub(now))
}

// wrong notes one more wrong passphrase, and returns err together with how long the next one must wait.
func (a *attempts) wrong(err error) error {
	if a == nil {
		return err
	}
	count, _ := a.read()
	if count < 1<<31 {
		count++
	}
	if failed := a.write(count, a.now()); failed != nil {
		return errors.Join(err, fmt.Errorf("count wrong passphrases: %w", failed))
	}
	if wait := waitAfter(count); wait > 0 {
		return &WaitError{Left: wait, err: errors.Join(err, ErrWait)}
	}
	return err
}

// right forgets the wrong ones.
func (a *attempts) right() error {
	if a == nil {
		return nil
	}
	return removeIfThere(a.path)
}

// unlockPatiently is unlock, but for waits between passphrases after several wrong ones. A printed key never waits: it has too many values to be
// guessed, and is the way in for who was locked out by somebody else's guesses.
func (v *Vault) unlockPatiently(sealed parsedHeader, unlock Unlock) (unlocked, error) {
	tried := openAttempts(v.options.AttemptFolder, sealed.Vault, v.options.Now)
	if unlock.recovery == "" {
		if left := tried.left(); left > 0 {
			return unlocked{}, &WaitError{Left: left, err: ErrWait}
		}
	}
	u, err := v.unlock(sealed, unlock)
	switch {
	case err == nil:
		if err := tried.right(); err != nil {
			v.noted = fmt.Errorf("forget wrong passphrases: %w", err)
		}
		return u, nil
	case unlock.recovery == "" && errors.Is(err, ErrWrongPassphrase):
		return unlocked{}, tried.wrong(err)
	}
	return unlocked{}, err
}
