package main

import "path/filepath"

func init() {
	register("peers", "the vault beside others with the same 100,000 records, the key at hand: plain bbolt (nothing is sealed), "+
		"Badger with encryption, SQLCipher, SQLite (SQLCipher without a key: what no faster cipher could beat), and a store of the "+
		"KDBX kind, which is one sealed file written whole. Every save is on the disk when it returns", measurePeers)
}

// store is the vault or a peer of it.
type store interface {
	// open opens what lies in a folder, or makes it, to where records can be read.
	open(folder string) error
	// load reads every record into the caller's own memory, and returns their number.
	load() (int, error)
	// save makes records or changes them, in one durable transaction.
	save(records []saved) error
	close() error
}

// saved is a record to be written.
type saved struct {
	n    uint64 // of the record
	base uint64 // how many times it was written before
	body []byte
}

// contender is a store under its name, in a folder of its own.
type contender struct {
	name   string
	folder string
	store  store
	slow   bool              // it writes everything at each save
	stops  map[string]string // why the vault may be behind
}

// What is measured of every store.
const (
	openWarm = "open, warm"
	openCold = "open, cold (" + cacheMethod + ")"
	loadWarm = "open and load, warm"
	loadCold = "open and load, cold (" + cacheMethod + ")"
	saveOld  = "change a record"
	saveNew  = "new record"
	saveMany = "1,000 new records in one commit"
)

// Why the vault is behind where it is.
const (
	lazily    = "the vault proves the whole file before it believes any of it; the other finds damage when it meets it"
	unsealed  = "nothing is sealed there, and nothing proven"
	aboveBolt = "a commit of the vault is one of bbolt, with a journal entry, the version before and the root added"
	oneSync   = "a log is synced once for a commit; bbolt syncs its pages, then the meta page that makes them count"
	appends   = "a log grows at its end; the vault writes every page in which one of the ids falls"
)

// contenders are the vault, first, and its peers; left tells which of those are not there and why.
func contenders(folder string) (all []*contender, left []string) {
	bolt := map[string]string{
		openWarm: lazily, openCold: lazily, loadWarm: unsealed, loadCold: unsealed,
		saveOld: aboveBolt, saveNew: aboveBolt, saveMany: aboveBolt,
	}
	logged := map[string]string{openWarm: lazily, openCold: lazily, saveOld: oneSync, saveNew: oneSync, saveMany: appends}
	sqlite := map[string]string{
		openWarm: lazily, openCold: lazily, loadWarm: unsealed, loadCold: unsealed,
		saveOld: oneSync, saveNew: oneSync, saveMany: appends,
	}
	all = []*contender{
		{name: "vault", store: &vaultStore{}},
		{name: "bbolt", store: &boltStore{}, stops: bolt},
		{name: "Badger", store: &badgerStore{}, stops: logged},
		{name: "KDBX kind", store: &fileStore{}, slow: true},
	}
	if newSQL == nil {
		left = append(left, "SQLCipher and SQLite, which need cgo")
	} else {
		all = append(all,
			&contender{name: "SQLCipher", store: newSQL(true), stops: logged},
			&contender{name: "SQLite", store: newSQL(false), stops: sqlite})
	}
	for _, c := range all {
		c.folder = filepath.Join(folder, c.name)
	}
	return all, left
}

// newSQL makes a store in SQLCipher, where there is cgo.
var newSQL func(sealed bool) store
