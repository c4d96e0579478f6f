package powerloss

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Disk is what is on a disk at some moment of a recording: what is certain to be, and what may be.
type Disk struct {
	recording *Recording
	lying     Lie
	at        int // events that happened

	seen    map[string]*node // names as the running program sees them
	durable map[string]*node // names that are certain
	names   []*naming        // changes of names that are not certain

	run   int
	files map[string]*handle // by number of the file descriptor
	said  strings.Builder
	syncs map[*call]covered // that are under way
}

// Lie is what a disk only says to have synced.
type Lie int

// The lies. A test needs one to see that a lost sync would be found.
const (
	Honest        Lie = iota
	LyingAll          // nothing is ever synced
	LyingFiles        // the content of files is not synced
	LyingOnFolder     // names are not synced
)

// node is a file or a folder.
type node struct {
	folder  bool
	durable []byte
	waiting []*writing
}

// writing is a change of a file's content that is not certain.
type writing struct {
	offset int64
	data   []byte
	cut    bool // the file got the size of offset instead
	done   bool // the system said that it was asked
}

// naming is a change of names that is not certain: from loses its name, to gets it. Either may be empty.
type naming struct {
	from, to string
	node     *node
	done     bool
}

type handle struct {
	node     *node
	path     string
	position int64
	append   bool
}

// covered is what a sync under way will have made certain.
type covered struct {
	node   *node
	writes []*writing
	names  []*naming
}

// Play starts at the beginning of the recording, with an empty folder.
func (r *Recording) Play(lying Lie) *Disk {
	d := &Disk{
		recording: r, lying: lying, run: -1, seen: map[string]*node{}, durable: map[string]*node{}, syncs: map[*call]covered{},
	}
	root := &node{folder: true}
	d.seen[r.root], d.durable[r.root] = root, root
	return d
}

// Said is what the programs had written to their standard output by now.
func (d *Disk) Said() string { return d.said.String() }

// Forward plays on to a moment, which is not before the present one.
func (d *Disk) Forward(moment int) error {
	for ; d.at < moment; d.at++ {
		e := d.recording.events[d.at]
		if e.run != d.run { // another program: its own open files, and of the one before nothing is under way any more
			d.run, d.files = e.run, map[string]*handle{}
		}
		if err := d.play(e); err != nil {
			return fmt.Errorf("%s(%.200s): %w", e.call.name, strings.Join(e.call.args, ", "), err)
		}
	}
	return nil
}

var errUnknownCall = errors.New("the model does not know this way to change a file")

// play lets one event happen. Changes may be on the disk from the moment they are asked for.
func (d *Disk) play(e event) error {
	c := e.call
	switch c.name {
	case "fsync", "fdatasync":
		return d.sync(c, e.end)
	case "open", "openat", "creat":
		if !e.end || c.failed() {
			return nil
		}
		return d.open(c)
	}
	if e.end {
		d.done(c)
		return nil
	}
	if c.failed() {
		return nil
	}
	switch c.name {
	case "close":
		delete(d.files, c.args[0])
	case "write", "pwrite64":
		return d.write(c)
	case "ftruncate":
		return d.truncate(c)
	case "mkdir", "mkdirat", "rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "rmdir":
		return d.name(c)
	case "lseek":
		if h := d.files[c.args[0]]; h != nil && c.end != 0 {
			h.position = c.result
		}
	case "sync", "syncfs", "sync_file_range": // promise nothing in this model
	case "chdir", "fchdir":
	default:
		return d.foreign(c)
	}
	return nil
}

// foreign refuses a call that the model does not know when it is about a file that counts.
func (d *Disk) foreign(c *call) error {
	for _, arg := range c.args {
		if d.files[arg] != nil {
			return errUnknownCall
		}
		if path, err := content(arg); err == nil && d.counts(string(path)) {
			return errUnknownCall
		}
	}
	return nil
}

func (d *Disk) counts(path string) bool {
	return path == d.recording.root || strings.HasPrefix(path, d.recording.root+string(filepath.Separator))
}

// paths are the absolute paths among the arguments of a call.
func (d *Disk) paths(c *call) ([]string, error) {
	var paths []string
	for _, arg := range c.args {
		if !strings.HasPrefix(arg, `"`) {
			continue
		}
		path, err := content(arg)
		if err != nil {
			return nil, err
		}
		paths = append(paths, filepath.Clean(string(path)))
	}
	return paths, nil
}

func (d *Disk) open(c *call) error {
	paths, err := d.paths(c)
	if err != nil || len(paths) != 1 || !d.counts(paths[0]) {
		return err
	}
	flags := strings.Join(c.args[1:], "|")
	n := d.seen[paths[0]]
	if n == nil {
		if !strings.Contains(flags, "O_CREAT") && c.name != "creat" {
			return errors.New("opened what nobody made")
		}
		n = &node{}
		d.change(&naming{to: paths[0], node: n, done: true})
	} else if strings.Contains(flags, "O_TRUNC") || c.name == "creat" {
		n.waiting = append(n.waiting, &writing{cut: true, done: true})
	}
	d.files[strconv.FormatInt(c.result, 10)] = &handle{node: n, path: paths[0], append: strings.Contains(flags, "O_APPEND")}
	return nil
}

func (d *Disk) write(c *call) error {
	h := d.files[c.args[0]]
	if h == nil {
		if c.args[0] == "1" {
			text, err := content(c.args[1])
			d.said.Write(text)
			return err
		}
		return nil
	}
	data, err := content(c.args[1])
	if err != nil {
		return err
	}
	if c.end != 0 {
		data = data[:c.result]
	}
	if h.append {
		return errUnknownCall
	}
	w := &writing{offset: h.position, data: data}
	if c.name == "pwrite64" {
		if w.offset, err = strconv.ParseInt(c.args[3], 0, 64); err != nil {
			return err
		}
	} else {
		h.position += int64(len(data))
	}
	h.node.waiting = append(h.node.waiting, w)
	return nil
}

func (d *Disk) truncate(c *call) error {
	h := d.files[c.args[0]]
	if h == nil {
		return nil
	}
	size, err := strconv.ParseInt(c.args[1], 0, 64)
	h.node.waiting = append(h.node.waiting, &writing{offset: size, cut: true})
	return err
}

// name plays a change of names.
func (d *Disk) name(c *call) error {
	paths, err := d.paths(c)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(paths, d.counts) {
		return nil
	}
	from, to := paths[0], paths[len(paths)-1]
	switch n := d.seen[from]; {
	case strings.HasPrefix(c.name, "mkdir"):
		d.change(&naming{to: to, node: &node{folder: true}})
	case n == nil:
		return errors.New("about what nobody made")
	case strings.HasPrefix(c.name, "unlink") || c.name == "rmdir":
		d.change(&naming{from: from, node: n})
	case n.folder:
		return errUnknownCall
	case strings.HasPrefix(c.name, "link"):
		d.change(&naming{to: to, node: n})
	default:
		d.change(&naming{from: from, to: to, node: n})
	}
	return nil
}

// change makes a change of names that is not certain yet.
func (d *Disk) change(n *naming) {
	n.apply(d.seen)
	d.names = append(d.names, n)
}

func (n *naming) apply(names map[string]*node) {
	if n.from != "" {
		delete(names, n.from)
	}
	if n.to != "" {
		names[n.to] = n.node
	}
}

// folder is the one that must be synced for the change to be certain.
func (n *naming) folder() string {
	if n.to != "" {
		return filepath.Dir(n.to)
	}
	return filepath.Dir(n.from)
}

// done notes that the system answered: from now on a sync covers what was asked. A program has one change of a kind under way at a time in
// each file, so all that was asked before is meant.
func (d *Disk) done(c *call) {
	if h := d.files[first(c.args)]; h != nil {
		for _, w := range h.node.waiting {
			w.done = true
		}
		return
	}
	for _, n := range d.names {
		n.done = true
	}
}

func first(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[0]
}

// sync makes certain, once the system says so, what was done before it was asked.
func (d *Disk) sync(c *call, end bool) error {
	if !end {
		h := d.files[c.args[0]]
		if h == nil {
			return nil
		}
		cover := covered{node: h.node}
		for _, w := range h.node.waiting {
			if w.done {
				cover.writes = append(cover.writes, w)
			}
		}
		for _, n := range d.names {
			if h.node.folder && n.done && n.folder() == h.path {
				cover.names = append(cover.names, n)
			}
		}
		d.syncs[c] = cover
		return nil
	}
	cover, ok := d.syncs[c]
	delete(d.syncs, c)
	if !ok || c.failed() || d.lying == LyingAll || cover.node.folder && d.lying == LyingOnFolder || !cover.node.folder && d.lying == LyingFiles {
		return nil
	}
	for _, w := range cover.writes {
		cover.node.durable = w.apply(cover.node.durable, nil)
	}
	cover.node.waiting = slices.DeleteFunc(cover.node.waiting, func(w *writing) bool { return slices.Contains(cover.writes, w) })
	for _, n := range cover.names {
		n.apply(d.durable)
	}
	d.names = slices.DeleteFunc(d.names, func(n *naming) bool { return slices.Contains(cover.names, n) })
	return nil
}

// Ran is how many of the programs had ended by now.
func (d *Disk) Ran() int { return max(d.run, 0) }
