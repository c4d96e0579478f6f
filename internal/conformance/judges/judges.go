// Package judges keeps the programs that judge PDFs and come from the Maven repository: which versions, where they are, and how to get them.
// They are tools for tests and no part of the product.
package judges

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Judge is a program in one jar.
type Judge struct {
	Name    string
	Group   string // Maven's coordinates
	Module  string
	Version string
	SHA256  string // of the jar, hexadecimal
	Main    string // the class to start
}

// VeraPDF judges PDF/A and PDF/UA (veraPDF Consortium, GPL 3 or MPL 2).
var VeraPDF = Judge{
	Name: "veraPDF", Group: "org.verapdf.apps", Module: "greenfield-apps", Version: "1.28.2",
	SHA256: "687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6",
	Main:   "org.verapdf.apps.GreenfieldCliWrapper",
}

// Preflight judges PDF/A-1b (Apache PDFBox, Apache 2).
var Preflight = Judge{
	Name: "PDFBox preflight", Group: "org.apache.pdfbox", Module: "preflight-app", Version: "3.0.3",
	SHA256: "c4ddbeeeb66fc55b11d46422259b8cf8eb1af6370d804123a2c5f89c1e6ccece",
	Main:   "org.apache.pdfbox.preflight.Validator_A1b",
}

// All returns the judges that Maven has.
func All() []Judge { return []Judge{VeraPDF, Preflight} }

// Variables of the environment.
const (
	FolderVariable     = "BONDGENOOT_JUDGES"           // the folder of the jars
	RepositoryVariable = "BONDGENOOT_MAVEN_REPOSITORY" // the address of a Maven repository, to download without Maven
)

// ErrNoClient means that there is neither Maven nor the address of a repository.
var ErrNoClient = errors.New("maven (mvn) is not installed; install it, or set " + RepositoryVariable + " to the address of Maven Central or of a mirror")

// SumError tells that a jar is another one than the one that is pinned.
type SumError struct {
	Judge Judge
	Got   string
}

func (e *SumError) Error() string {
	return fmt.Sprintf("%s has the sha256 %s, not %s", e.Judge.file(), e.Got, e.Judge.SHA256)
}

// Folder returns where the jars are kept: what the environment says, else a folder in the user's cache.
func Folder() (string, error) {
	if folder := os.Getenv(FolderVariable); folder != "" {
		return folder, nil
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("folder of the judges: %w", err)
	}
	return filepath.Join(cache, "bondgenoot", "judges"), nil
}

func (j Judge) file() string { return j.Module + "-" + j.Version + ".jar" }

// Path returns the jar's path in the folder.
func (j Judge) Path(folder string) string { return filepath.Join(folder, j.file()) }

// Check reads the jar in the folder. The error is a [*SumError], or wraps [os.ErrNotExist].
func (j Judge) Check(folder string) error {
	jar, err := os.ReadFile(j.Path(folder))
	if err != nil {
		return fmt.Errorf("check %s: %w", j.Name, err)
	}
	sum := sha256.Sum256(jar)
	if got := hex.EncodeToString(sum[:]); got != j.SHA256 {
		return &SumError{j, got}
	}
	return nil
}

// Fetch puts the jar into the folder unless it is there already, and tells on log what it does. It takes the repository of the
// environment, or else Maven with the settings that this machine has for it.
func (j Judge) Fetch(ctx context.Context, folder string, log io.Writer) (err error) {
	if j.Check(folder) == nil {
		return nil
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("fetch %s: %w", j.Name, err)
		}
	}()
	if _, err := fmt.Fprintf(log, "fetching %s %s into %s\n", j.Name, j.Version, folder); err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return err
	}
	scratch, err := os.MkdirTemp(folder, "fetch-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(scratch)) }()
	get := j.copyWithMaven
	if repository := os.Getenv(RepositoryVariable); repository != "" {
		get = func(ctx context.Context, folder string) error { return j.download(ctx, repository, folder) }
	}
	if err := get(ctx, scratch); err != nil {
		return err
	}
	if err := j.Check(scratch); err != nil {
		return err
	}
	return os.Rename(j.Path(scratch), j.Path(folder))
}

func (j Judge) copyWithMaven(ctx context.Context, folder string) error {
	maven, err := exec.LookPath("mvn")
	if err != nil {
		return ErrNoClient
	}
	const plugin = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1"
	//nolint:gosec // the arguments are constants, but for the folder
	copying := exec.CommandContext(ctx, maven, "--batch-mode", "--quiet", plugin+":copy",
		"-Dartifact="+strings.Join([]string{j.Group, j.Module, j.Version, "jar"}, ":"), "-DoutputDirectory="+folder)
	copying.Dir = folder // Maven takes a pom.xml of the folder it is in
	if out, err := copying.CombinedOutput(); err != nil {
		return fmt.Errorf("mvn: %w: %s", err, strings.TrimSpace(string(out)))
	}
	return nil
}

func (j Judge) download(ctx context.Context, repository, folder string) (err error) {
	path := []string{strings.TrimRight(repository, "/"), strings.ReplaceAll(j.Group, ".", "/"), j.Module, j.Version, j.file()}
	//nolint:gosec // the address is the user's own choice, and what comes from it must have the pinned sum
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.Join(path, "/"), nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(request) //nolint:gosec // as above
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, answer.Body.Close()) }()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", request.URL.Redacted(), answer.Status)
	}
	jar, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	return os.WriteFile(j.Path(folder), jar, 0o600)
}
