package desk

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/ledger"
	"codeberg.org/bondgenoot/bondgenoot/internal/mention"
	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// eraseStandings rewrites what was kept with deliberations: agreements as they stood, in whose words the person may be named. The deliberation
// can still be opened as on its day.
func (d *Desk) eraseStandings(e *erasing, commit *ledger.Erasing) error {
	for _, id := range slices.Sorted(maps.Keys(e.plan.stands)) {
		attachment, revision, err := Get[partnership.Attachment](d, id)
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(commit.Changes, func(c Change) bool { return c.About() == id }); i >= 0 {
			commit.Changes = slices.Delete(commit.Changes, i, i+1) // of its name, which goes along below
			attachment.Name = mention.Replace(attachment.Name, e.plan.person.Find(attachment.Name, false), e.gone)
		}
		content, stays, err := e.standing(e.plan.stands[id])
		if err != nil {
			return About(attachment.Label(), err)
		}
		old, _ := d.ledger.Blob(id)
		blob, size, sum, err := d.vault.AddBlob(bytes.NewReader(content))
		if err != nil {
			return err
		}
		attachment.Size, attachment.SHA256 = size, hex.EncodeToString(sum[:])
		if sum != sha256.Sum256([]byte(e.plan.stands[id])) {
			e.done.Texts++
		}
		if stays {
			e.stays[blob] = true
		}
		commit.Changes = append(commit.Changes, ledger.PutAttachment(attachment, blob, revision))
		commit.Todo.Blobs = append(commit.Todo.Blobs, old)
		key, _, _ := d.ledger.KeyOf(id)
		commit.Todo.Forget(key, uint64(revision))
		e.done.Records++
	}
	return nil
}

// standing returns what was kept with a deliberation without the person, and whether a text stays that names them, as was chosen.
func (e *erasing) standing(text string) (content []byte, stays bool, err error) {
	var value any
	decoder := json.NewDecoder(bytes.NewReader([]byte(text)))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		return nil, false, fmt.Errorf("what was kept with a deliberation: %w", err)
	}
	value = textsIn(value, func(s string) string {
		found := e.plan.person.Find(s, false)
		if e.spared[s] {
			stays = stays || len(found) > 0
			return s
		}
		return mention.Replace(s, found, e.gone)
	})
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, false, fmt.Errorf("what was kept with a deliberation: %w", err)
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), stays, nil
}

// textsIn changes every text in a JSON value.
func textsIn(value any, change func(string) string) any {
	switch v := value.(type) {
	case string:
		return change(v)
	case []any:
		for i := range v {
			v[i] = textsIn(v[i], change)
		}
	case map[string]any:
		for name := range v {
			v[name] = textsIn(v[name], change)
		}
	}
	return value
}
