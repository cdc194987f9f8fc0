// Package setup writes the few files that make a repository one that sdkscribe
// works in: the configuration, the go:generate line, and, where they are wanted, a
// GitHub workflow and a pre-commit hook.
//
// It writes what is not there and changes nothing that is. What a link in the repository
// leads to counts as somebody else's: see [checkout.Resolve].
package setup

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	"github.com/goccy/go-yaml"

	"github.com/sdkscribe/sdkscribe/cmd/internal/checkout"
	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/git"
	"github.com/sdkscribe/sdkscribe/cmd/internal/readfile"
)

//go:embed files
var files embed.FS

// Options say what to write.
type Options struct {
	// Dir is a folder in the module that the SDK will be part of.
	Dir string
	// Settings name the folders; what is not set is the default.
	Settings config.Settings
	// GitHub and PreCommit ask for a workflow and for a hook.
	GitHub, PreCommit bool
}

// A Step is a file that was written, or was there.
type Step struct {
	// Path is relative to the working folder where that is shorter.
	Path    string
	Written bool
	// Note says what to do about a file that was there.
	Note string
}

// Init writes the files. The steps are those that it came to, also where it ends in
// an error.
func Init(ctx context.Context, o Options) ([]Step, error) {
	mod, err := config.FindModule(o.Dir)
	if errors.Is(err, config.ErrNoModule) {
		return nil, fmt.Errorf("%w: run \"go mod init\" for one first", err)
	}
	if err != nil {
		return nil, err
	}
	w := &writer{module: mod}
	if err := w.describe(o); err != nil {
		return nil, err
	}
	if err := w.write(filepath.Join(mod.Dir, config.FileName), "sdkscribe.yaml", 0o666, ""); err != nil {
		return w.steps, err
	}
	if err := w.goGenerate(); err != nil {
		return w.steps, err
	}
	if o.GitHub {
		if err := w.workflow(); err != nil {
			return w.steps, err
		}
	}
	if o.PreCommit {
		return w.steps, w.hook(ctx)
	}
	return w.steps, nil
}

// A writer writes the files of one module.
type writer struct {
	module config.Module
	steps  []Step
	values values
}

// values are what the files are filled in with.
type values struct {
	Docs, Out string // relative to the module, with slashes, as YAML
	Package   string
	Dir       string // from the repository's top to the module, "" for none
	GoMod     string // from the repository's top
}

func (w *writer) describe(o Options) error {
	top := repositoryTop(w.module.Dir)
	dir, err := filepath.Rel(top, w.module.Dir)
	if err != nil {
		return err
	}
	if dir = filepath.ToSlash(dir); dir == "." {
		dir = ""
	}
	w.values = values{Dir: dir, GoMod: strings.TrimPrefix(dir+"/go.mod", "/")}
	docs := o.Settings.Docs
	if docs == "" {
		docs = filepath.Join(w.module.Dir, config.DefaultDocs)
	}
	for _, folder := range []struct {
		set, otherwise string
		to             *string
	}{{o.Settings.Docs, config.DefaultDocs, &w.values.Docs}, {o.Settings.Out, config.DefaultOut(w.module.Dir, absolute(o.Dir, docs)), &w.values.Out}} {
		name := folder.otherwise
		if folder.set != "" {
			if name, err = filepath.Rel(w.module.Dir, absolute(o.Dir, folder.set)); err != nil {
				return err
			}
		}
		text, err := yaml.Marshal(filepath.ToSlash(name))
		if err != nil {
			return err
		}
		*folder.to = strings.TrimSpace(string(text))
	}
	if o.Settings.Out != "" {
		if err := config.CheckOut(w.module.Dir, absolute(o.Dir, o.Settings.Out)); err != nil {
			return err
		}
	}
	w.values.Package, err = packageIn(w.module)
	return err
}

func absolute(dir, name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	if abs, err := filepath.Abs(filepath.Join(dir, name)); err == nil {
		return abs
	}
	return name
}

// repositoryTop is the top of the git repository that dir is in, or dir.
func repositoryTop(dir string) string {
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Lstat(filepath.Join(at, ".git")); err == nil {
			return at
		}
		if at == filepath.Dir(at) {
			return dir
		}
	}
}

// maxGoFile bounds how much of a Go file is read, in bytes; those that sdkscribe writes
// for all of Microsoft Graph have less than one MiB.
const maxGoFile = 64 << 20

// packageIn is the name of the package in the module's own folder: that of its files,
// else one made of the module's path.
func packageIn(mod config.Module) (string, error) {
	names, err := filepath.Glob(filepath.Join(mod.Dir, "*.go"))
	if err != nil {
		return "", err
	}
	for _, name := range names {
		if info, err := os.Lstat(name); err != nil || !info.Mode().IsRegular() || strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := readfile.Regular(name, maxGoFile)
		if err != nil {
			continue
		}
		if file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.PackageClauseOnly); err == nil {
			return file.Name.Name, nil
		}
	}
	if name := config.PackageName(mod.Path); token.IsIdentifier(name) {
		return name, nil
	}
	return "sdk", nil
}

// write writes a file unless it is there.
func (w *writer) write(path, file string, mode fs.FileMode, note string) error {
	step := Step{Path: config.Short(path), Note: note}
	text, err := files.ReadFile("files/" + file)
	if err != nil {
		return err
	}
	t, err := template.New(file).Parse(string(text))
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, w.values); err != nil {
		return err
	}
	dir, err := checkout.Resolve(filepath.Dir(path))
	if err != nil {
		return fmt.Errorf("%s is not written: %w", config.Short(path), err)
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	path = filepath.Join(dir, filepath.Base(path))
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if errors.Is(err, fs.ErrExist) {
		w.steps = append(w.steps, step)
		return nil
	}
	if err != nil {
		return err
	}
	_, err = f.Write(b.Bytes())
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	step.Written, step.Note = true, ""
	w.steps = append(w.steps, step)
	return nil
}

// goGenerate writes a file with the go:generate line, unless some file of the module
// has one.
func (w *writer) goGenerate() error {
	found, err := hasLine(w.module.Dir)
	if err != nil {
		return err
	}
	if found != "" {
		w.steps = append(w.steps, Step{Path: config.Short(found), Note: "it has the go:generate line"})
		return nil
	}
	return w.write(filepath.Join(w.module.Dir, "generate.go"), "generate.go.txt", 0o666,
		"add to it: //go:generate go tool sdkscribe generate")
}

// hasLine finds a Go file of the module that runs sdkscribe.
func hasLine(dir string) (found string, err error) {
	err = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name != dir && (strings.HasPrefix(d.Name(), ".") || d.Name() == "vendor" || d.Name() == "node_modules" || d.Name() == "testdata") {
				return fs.SkipDir
			}
			if _, err := os.Stat(filepath.Join(name, "go.mod")); err == nil && name != dir {
				return fs.SkipDir // another module
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || !d.Type().IsRegular() {
			return nil
		}
		text, err := readfile.Regular(name, maxGoFile)
		if err != nil {
			return err
		}
		for line := range bytes.Lines(text) {
			if bytes.HasPrefix(line, []byte("//go:generate ")) && bytes.Contains(line, []byte("sdkscribe")) {
				found = name
				return fs.SkipAll
			}
		}
		return nil
	})
	return found, err
}

func (w *writer) workflow() error {
	top := repositoryTop(w.module.Dir)
	return w.write(filepath.Join(top, ".github", "workflows", "sdkscribe.yml"), "workflow.yml", 0o666, "")
}

// hook writes the pre-commit hook where git looks for it.
func (w *writer) hook(ctx context.Context) error {
	repo, _, err := git.Find(ctx, w.module.Dir)
	if errors.Is(err, git.ErrNoGit) {
		return fmt.Errorf("a pre-commit hook needs git: %w", err)
	}
	if errors.Is(err, git.ErrNoRepository) {
		return fmt.Errorf("there is no place for a pre-commit hook: %s %w", config.Short(w.module.Dir), git.ErrNoRepository)
	}
	if err != nil {
		return err
	}
	dir, err := repo.Hooks(ctx)
	if err != nil {
		return err
	}
	return w.write(filepath.Join(dir, "pre-commit"), "pre-commit", 0o777,
		"add to it: go tool sdkscribe check")
}
