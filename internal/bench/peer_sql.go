//go:build cgo

package main

import (
	"database/sql"
	"errors"
	"net/url"
	"path/filepath"
	"strings"

	_ "github.com/mutecomm/go-sqlcipher/v4" // the driver "sqlite3"
)

func init() { newSQL = func(sealed bool) store { return &sqlStore{sealed: sealed} } }

// sqlStore is SQLCipher 4 with its C sources' own ciphers (libtomcrypt, without the processor's AES), or without a key. It
// writes ahead, which is its fastest way to a durable commit, and syncs every one.
type sqlStore struct {
	sealed bool
	db     *sql.DB
}

func (s *sqlStore) open(folder string) (err error) {
	query := url.Values{"_journal_mode": {"WAL"}, "_synchronous": {"FULL"}}
	if s.sealed {
		query.Set("_pragma_key", "x'"+strings.Repeat("2a", 32)+"'") // a key, not a passphrase: nothing is derived
		query.Set("_pragma_cipher_page_size", "4096")
	}
	if s.db, err = sql.Open("sqlite3", "file:"+filepath.Join(folder, "peer.db")+"?"+query.Encode()); err != nil {
		return err
	}
	s.db.SetMaxOpenConns(1)
	_, err = s.db.Exec("create table if not exists records (id blob primary key, body blob not null) without rowid")
	return err
}

func (s *sqlStore) load() (n int, err error) {
	rows, err := s.db.Query("select id, body from records")
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var id, body []byte
		if err := rows.Scan(&id, &body); err != nil {
			return n, err
		}
		n++
	}
	return n, rows.Err()
}

func (s *sqlStore) save(records []saved) error {
	tx, err := s.db.Begin()
	if err != nil {
		return err
	}
	insert, err := tx.Prepare("insert into records (id, body) values (?, ?) on conflict (id) do update set body = excluded.body")
	if err != nil {
		return errors.Join(err, tx.Rollback())
	}
	for _, r := range records {
		id := recordID(r.n)
		if _, err := insert.Exec(id[:], r.body); err != nil {
			return errors.Join(err, tx.Rollback())
		}
	}
	return errors.Join(insert.Close(), tx.Commit())
}

func (s *sqlStore) close() error { return s.db.Close() }
