package vault

// Part is what a [Finding] is about.
type Part string

// The parts of a vault.
const (
	PartFile     Part = "file"      // the whole of it: Number pages are missing, or it is no vault
	PartMeta     Part = "meta"      // one of the two meta pages: Number 0 or 1
	PartHeader   Part = "header"    // one of the two copies of the header: Number 1 or 2; 0 is both
	PartPage     Part = "page"      // the page with that Number, of a Bucket
	PartFreeList Part = "free list" // no data is in it
	PartBucket   Part = "bucket"    // a whole Bucket
	PartKeys     Part = "keys"      // the slots, or the list of whose they are
	PartManifest Part = "manifest"  // the list of everything; Number is a shard, 256 the index, 257 the root
	PartEntry    Part = "entry"     // the journal entry with that Number; 0 is its chain as a whole
	PartRecord   Part = "record"    // the present version of a record; Number is its revision
	PartVersion  Part = "version"   // an earlier version of a record; Number is its revision
	PartBlob     Part = "blob"      // Number is its size in bytes
	PartCounter  Part = "counter"   // the whole file is an older copy: Number is the transaction that this machine has seen
)

const (
	numberIndex = 256
	numberRoot  = 257
)

// Finding is one thing in a vault that is not as it was written.
type Finding struct {
	Part   Part
	Number uint64
	Harm   Harm
	Bucket string // of a page
	Detail string // for who knows the format

	// Of records, versions and blobs.
	ID      ID
	Kind    string // of a record, where the vault still tells
	Deleted bool   // the record had been removed
	// Found is the revision of a record that still opens; 0 when none does. When it is Number, nothing is lost.
	Found uint64
	// Whole tells of a blob, version or journal entry that it still opens all the same.
	Whole bool
}

// Lost reports whether what the finding is about cannot be had from this file any more, as it was.
func (f Finding) Lost() bool {
	switch f.Part {
	case PartRecord:
		return f.Harm != HarmForeign && f.Found != f.Number
	case PartVersion, PartBlob, PartEntry:
		return f.Harm != HarmForeign && !f.Whole
	case PartFile, PartMeta, PartHeader, PartPage, PartFreeList, PartBucket, PartKeys, PartManifest, PartCounter:
	}
	return false
}

// Report says what of a vault is whole and what is not.
type Report struct {
	Size     int64
	Findings []Finding // of the whole file, from the outside in; empty when all is whole

	// Locked is why the content could not be looked at: [ErrWrongPassphrase], or [ErrDamaged] when no header is left to try a passphrase on. With it,
	// Findings tell of the outside only.
	Locked error
	// Torn tells that one meta page is broken and that the other leads to a state that is whole in itself: the state before the last transaction, or a
	// save that was cut off by a power failure. Behind is then how many transactions this machine has seen that are in neither that state nor in Later; 0
	// when there are none, or when it does not know.
	Torn   bool
	Behind uint64
	// Later is the counter of a later state than that one of which everything still opens, outside its place: salvage brings it back. 0 is none.
	Later uint64
	// Unlisted tells that the lists of what was there are themselves damaged so far that more can be missing than the findings say.
	Unlisted bool

	// What is whole.
	Records, Versions, Entries, Blobs int
	Counter                           uint64 // transactions in the vault's life, as far as the file tells; 0 when it does not
}

// Sound reports whether everything is as it was written.
func (r *Report) Sound() bool { return len(r.Findings) == 0 && r.Locked == nil }

// Harmed counts the findings about a part.
func (r *Report) Harmed(part Part) (harmed, lost int) {
	for _, f := range r.Findings {
		if f.Part == part {
			harmed++
			if f.Lost() {
				lost++
			}
		}
	}
	return harmed, lost
}
