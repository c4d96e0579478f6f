//go:build !unix

package vault

// syncDirectory does nothing: Windows writes the names of files through its own log and syncs no folder.
func syncDirectory(string) error { return nil }

// renamesOpenFiles tells whether a file that is open can get another name.
const renamesOpenFiles = false
