package powerloss

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// ErrNoTracer tells that programs cannot be recorded on this machine.
var ErrNoTracer = errors.New("strace is not there")

// traced are the calls by which a program can change a file. Those that the model does not know are recorded too, so that it can say so.
const traced = "open,openat,openat2,creat,close,dup,dup2,dup3,lseek,write,pwrite64,writev,pwritev,pwritev2,sendfile,copy_file_range,splice," +
	"fallocate,truncate,ftruncate,fsync,fdatasync,sync,syncfs,sync_file_range,msync,rename,renameat,renameat2,link,linkat,symlink,symlinkat," +
	"unlink,unlinkat,rmdir,mkdir,mkdirat,chdir,fchdir,io_uring_enter"

// Recording is what programs did to the files below a folder, and what they said.
type Recording struct {
	root   string
	events []event
}

// event is the begin or the end of a call.
type event struct {
	call *call
	end  bool
	run  int // counts the programs, which do not share their open files
}

// Record runs programs one after the other, with folder as the only place of which the files count. The folder must be empty before.
func Record(folder string, programs ...*exec.Cmd) (*Recording, error) {
	tracer, err := exec.LookPath("strace")
	if err != nil || runtime.GOOS != "linux" {
		return nil, ErrNoTracer
	}
	there, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	if len(there) > 0 {
		return nil, fmt.Errorf("record: %s is not empty", folder)
	}
	if folder, err = filepath.EvalSymlinks(folder); err != nil {
		return nil, err
	}
	r := &Recording{root: folder}
	for i, program := range programs {
		calls, err := run(tracer, program)
		if err != nil {
			return nil, err
		}
		r.add(i, calls)
	}
	return r, nil
}

// run runs a program under strace and returns what it asked of the system.
func run(tracer string, program *exec.Cmd) (calls []*call, err error) {
	out, err := os.CreateTemp("", "recording-*")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, out.Close(), os.Remove(out.Name())) }()
	var said bytes.Buffer
	program.Args = append([]string{
		tracer, "-f", "--seccomp-bpf", "-xx", "-s", "268435456", "-e", "signal=none", "-e", "trace=" + traced, "-o", out.Name(), program.Path,
	}, program.Args[1:]...)
	program.Path = tracer
	program.Stdout, program.Stderr = &said, &said
	if err := program.Run(); err != nil {
		return nil, fmt.Errorf("record %s: %w: %s", strings.Join(program.Args[12:], " "), err, said.String())
	}
	return parse(out)
}

// add puts the begins and ends of a program's calls in the order in which they happened.
func (r *Recording) add(run int, calls []*call) {
	type at struct {
		event
		line int
	}
	var list []at
	for _, c := range calls {
		list = append(list, at{event{c, false, run}, c.begin})
		if c.end != 0 {
			list = append(list, at{event{c, true, run}, c.end})
		}
	}
	slices.SortStableFunc(list, func(a, b at) int { return a.line - b.line })
	for _, a := range list {
		r.events = append(r.events, a.event)
	}
}

// Moments is the number of moments at which the power can be cut: after each thing that was asked of the system, and after it was done.
func (r *Recording) Moments() int { return len(r.events) }
