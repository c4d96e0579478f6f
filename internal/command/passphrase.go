package command

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"

	"codeberg.org/bondgenoot/bondgenoot/internal/desk"
)

// longestSecret is the most that is read of a passphrase or a recovery key, in bytes.
const longestSecret = 64 << 10

// passphrase gets a secret: from a file, from standard input for "-", by asking, or, when there is nobody to ask, from
// standard input.
func (s *session) passphrase(file, question string) ([]byte, error) {
	switch {
	case file == "-":
		return s.pipedSecret()
	case file != "":
		return secretIn(file)
	case s.Ask != nil:
		return s.Ask(s.words.Text(question, "File", home(s.file())))
	}
	return s.pipedSecret()
}

// newPassphrase gets a passphrase that is to be set: asked for twice, so that a typing error locks nobody out.
func (s *session) newPassphrase(file string) ([]byte, error) {
	secret, err := s.passphrase(file, "command.ask.new_passphrase")
	if err != nil {
		return nil, err
	}
	if len(secret) == 0 {
		return nil, &desk.Error{Fault: desk.FaultEmptyPassphrase}
	}
	if file != "" || s.Ask == nil {
		return secret, nil
	}
	again, err := s.Ask(s.words.Text("command.ask.again"))
	if err != nil {
		return nil, err
	}
	defer clear(again)
	if !bytes.Equal(secret, again) {
		clear(secret)
		return nil, &usageError{key: "command.usage.unequal"}
	}
	return secret, nil
}

// pipedSecret reads one line of standard input.
func (s *session) pipedSecret() ([]byte, error) {
	if s.piped == nil {
		s.piped = bufio.NewReader(io.LimitReader(s.In, longestSecret))
	}
	line, err := s.piped.ReadBytes('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if len(line) == 0 {
		return nil, &usageError{key: "command.usage.no_passphrase"}
	}
	return trimLineEnd(line), nil
}

// secretIn reads the first line of a file.
func secretIn(file string) ([]byte, error) {
	in, err := os.Open(file)
	if err != nil {
		return nil, desk.About(file, err)
	}
	defer in.Close() //nolint:errcheck // nothing was written
	line, err := bufio.NewReader(io.LimitReader(in, longestSecret)).ReadBytes('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, desk.About(file, err)
	}
	if len(line) == 0 {
		return nil, &desk.Error{Fault: desk.FaultEmptyPassphrase, Subject: file}
	}
	return trimLineEnd(line), nil
}

// trimLineEnd leaves every other white space: it may be part of the secret.
func trimLineEnd(line []byte) []byte {
	line = bytes.TrimSuffix(line, []byte("\n"))
	return bytes.TrimSuffix(line, []byte("\r"))
}
