package config

// This file finds the output folder of a run that names none.
//
// That is the folder below generated that sdkscribe has written already, where there is one
// such folder: what is committed stays where it is, whatever becomes of the pages. Before
// the first run it is called after the namespace that the pages give their types most often
// ("microsoft.graph" gives graph), and after the module where they have none. The folder has
// to be known before the pages are read for good, since it is locked first; so the texts of
// some pages are looked through for what names a namespace.

import (
	"bytes"
	"cmp"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// outParent is the folder that output folders are in by default.
const outParent = "generated"

// manifest is the file that an output folder has.
const manifest = "sdkscribe.sum"

// DefaultOut is the output folder for the pages in the folder docs, relative to the folder
// of the module, which is base. It has slashes.
func DefaultOut(base, docs string) string {
	if made := madeIn(filepath.Join(base, outParent)); len(made) == 1 {
		return path.Join(outParent, made[0])
	}
	name := PackageName(strings.ReplaceAll(namespaceIn(docs), ".", "/"))
	if checkPackage(name) == nil {
		return path.Join(outParent, name)
	}
	if mod, err := FindModule(base); err == nil {
		plain := strings.TrimSuffix(strings.TrimPrefix(mod.Path, "go-"), "-go")
		if name = PackageName(plain); checkPackage(name) == nil {
			return path.Join(outParent, name)
		}
	}
	return path.Join(outParent, "sdk")
}

// madeIn lists the folders in a folder that hold an SDK.
func madeIn(dir string) []string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var made []string
	for _, e := range entries {
		if info, err := os.Lstat(filepath.Join(dir, e.Name(), manifest)); err == nil && e.IsDir() && info.Mode().IsRegular() {
			made = append(made, e.Name())
		}
	}
	return made
}

// Bounds of what is looked through: pages, and bytes of each.
const (
	lookPages = 200
	lookBytes = 64 << 10
)

// namespaceIn is the namespace that most of the pages in a folder name, "" where they name
// none. Of several that are as frequent it is the first by its letters.
func namespaceIn(docs string) string {
	root, err := os.OpenRoot(docs)
	if err != nil {
		return ""
	}
	defer root.Close()
	named := regexp.MustCompile(`(?im)^Namespace: *` + "`?" + `([a-z][a-z0-9_.]*[a-z0-9])|"@odata\.type" *: *"(?:Collection\()?#?([a-z][a-z0-9_.]*)\.[a-z0-9_]+"`)
	count, pages := map[string]int{}, 0
	err = fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // which those say who read the pages
		case d.IsDir() && name != "." && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case !d.Type().IsRegular() || !strings.EqualFold(path.Ext(name), ".md"):
			return nil
		case pages == lookPages:
			return fs.SkipAll
		}
		pages++
		for namespace := range namespaces(root, name, named) {
			count[namespace]++
		}
		return nil
	})
	if err != nil || len(count) == 0 {
		return ""
	}
	return slices.MinFunc(slices.Collect(maps.Keys(count)), func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
}

// namespaces are those that a page names, each once.
func namespaces(root *os.Root, name string, named *regexp.Regexp) map[string]bool {
	f, err := root.Open(filepath.FromSlash(name))
	if err != nil {
		return nil
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, lookBytes))
	if err != nil {
		return nil
	}
	found := map[string]bool{}
	for _, m := range named.FindAllSubmatch(text, -1) {
		namespace := string(bytes.ToLower(append(m[1], m[2]...)))
		if namespace != "edm" {
			found[namespace] = true
		}
	}
	return found
}
