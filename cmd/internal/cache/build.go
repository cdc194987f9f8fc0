package cache

import (
	"crypto/sha256"
	"debug/elf"
	"io"
	"os"
)

// build identifies the running program, "" where it cannot be read. Versions would not
// do: a program under development has none. On systems that have ELF the go command
// gives every program an ID that follows from its content. Elsewhere, and where the
// linker was told to leave it out, the content itself is summed, which takes longer.
func build() string {
	f, err := openProgram()
	if err != nil {
		return ""
	}
	defer f.Close()
	h := sha256.New()
	if id := buildID(f); id != nil {
		h.Write(id)
	} else if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	return string(h.Sum(nil))
}

// openProgram opens the file of the running program.
func openProgram() (*os.File, error) {
	// Where there is such a name, it is the file that runs even if another has
	// taken its place since.
	if f, err := os.Open("/proc/self/exe"); err == nil {
		return f, nil
	}
	name, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return os.Open(name)
}

// noteHead is the length of a note's head, in bytes: three numbers and the name "Go".
const noteHead = 16

// buildID returns the note that holds the build ID of a program, nil where there is none.
func buildID(program io.ReaderAt) []byte {
	f, err := elf.NewFile(program)
	if err != nil {
		return nil
	}
	note := f.Section(".note.go.buildid")
	if note == nil {
		return nil
	}
	id, err := note.Data()
	if err != nil || len(id) <= noteHead {
		return nil
	}
	return id
}
