package document

import (
	"errors"
	"fmt"
	"io/fs"
	"path"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// ErrNoTemplate is wrapped by [NoTemplateError].
var ErrNoTemplate = errors.New("no template")

// NoTemplateError tells that there is no template for a kind of agreement.
type NoTemplateError struct{ Kind partnership.Term }

func (e *NoTemplateError) Error() string {
	return fmt.Sprintf("%v for an agreement of the kind %q", ErrNoTemplate, e.Kind)
}

// Unwrap returns [ErrNoTemplate].
func (e *NoTemplateError) Unwrap() error { return ErrNoTemplate }

// Library is the templates by the kind of agreement that they are for.
type Library struct{ byKind map[partnership.Term]*Template }

// ReadLibrary reads every template (*.md) in the root of files. The error is a [*TemplateError] when a template is not right.
func ReadLibrary(files fs.FS) (*Library, error) {
	names, err := fs.Glob(files, "*.md")
	if err != nil {
		return nil, fmt.Errorf("read templates: %w", err)
	}
	l := &Library{byKind: map[partnership.Term]*Template{}}
	for _, name := range names {
		source, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read templates: %w", err)
		}
		t, err := ParseTemplate(path.Base(name), source)
		if err != nil {
			return nil, err
		}
		if other := l.byKind[t.Kind]; other != nil {
			return nil, &TemplateError{File: name, Line: 1, Reason: "a second template for the kind", Value: string(t.Kind)}
		}
		l.byKind[t.Kind] = t
	}
	return l, nil
}

// Template returns the template of a kind. The error is a [*NoTemplateError].
func (l *Library) Template(kind partnership.Term) (*Template, error) {
	if l != nil && l.byKind[kind] != nil {
		return l.byKind[kind], nil
	}
	return nil, &NoTemplateError{Kind: kind}
}
