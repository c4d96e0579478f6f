package vault

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// BackupName is how the file of a backup is called: what it is a backup of, when it was made and how far the vault was then. So nobody needs a key to
// tell which of two backups is the later one, also when the clock was set back between them, and backups of two vaults of one name do not mix.
type BackupName struct {
	Base    string    // the name of the vault's file, without its ending
	Ending  string    // of that file, with its dot; empty for none
	Made    time.Time // to the second, in the zone of who made it
	Vault   string    // the first eight digits of the vault's id; empty in a name of the kind that was given before names had them
	Counter uint64    // of the vault at that moment; 0 where Vault is empty
	Again   int       // 2, 3, ... for what was made in the same second; else 0
}

const (
	backupStamp   = "20060102-150405"
	shownVaultID  = 4 // bytes
	mostSameNames = 1000
)

var backupPattern = regexp.MustCompile(`^(.+)-([0-9]{8}-[0-9]{6})(?:-([0-9a-f]{8})-([0-9]{1,20})(?:-([0-9]{1,4}))?)?(\.[^.]*)?$`)

// ShortVaultID is the part of a vault's id that the names of its backups tell.
func ShortVaultID(id ID) string { return hex.EncodeToString(id[:shownVaultID]) }

// String is the name of the file.
func (n BackupName) String() string {
	name := n.Base + "-" + n.Made.Format(backupStamp)
	if n.Vault != "" {
		name += fmt.Sprintf("-%s-%d", n.Vault, n.Counter)
	}
	if n.Again > 0 {
		name += "-" + strconv.Itoa(n.Again)
	}
	return name + n.Ending
}

// ParseBackupName reads a name as [BackupName.String] writes it, and those of the kind before; ok is false for any other name.
func ParseBackupName(name string, zone *time.Location) (n BackupName, ok bool) {
	parts := backupPattern.FindStringSubmatch(name)
	if parts == nil {
		return BackupName{}, false
	}
	n = BackupName{Base: parts[1], Vault: parts[3], Ending: parts[6]}
	var err error
	if n.Made, err = time.ParseInLocation(backupStamp, parts[2], zone); err != nil {
		return BackupName{}, false
	}
	if n.Vault != "" {
		if n.Counter, err = strconv.ParseUint(parts[4], 10, 64); err != nil {
			return BackupName{}, false
		}
	}
	if parts[5] != "" {
		if n.Again, err = strconv.Atoi(parts[5]); err != nil {
			return BackupName{}, false
		}
	}
	return n, n.String() == name // an hour that summer time skips, a leading zero: not one of ours
}

// Compare orders backups of one vault by how far they are. The counter goes before the clock, which people and batteries set back.
func (n BackupName) Compare(other BackupName) int {
	return cmp.Or(cmp.Compare(n.Counter, other.Counter), n.Made.Compare(other.Made), cmp.Compare(n.Again, other.Again))
}
