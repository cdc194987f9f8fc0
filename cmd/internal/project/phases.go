package project

import (
	"cmp"
	"context"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/output"
	"github.com/sdkscribe/sdkscribe/generator"
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/reading"
	"github.com/sdkscribe/sdkscribe/templates"
)

func build(pages []*parser.Page, s config.Settings) *reading.Result {
	return reading.Read(pages, api.Service(s.Service))
}

func name(a *api.API, target config.Target, s config.Settings) *generator.Plan {
	return generator.Name(a, generator.Options{
		Package: target.Package, ImportPath: target.ImportPath, DocsURL: s.DocsURL,
		BaseURL: cmp.Or(s.BaseURL, a.BaseURL),
	})
}

// emit makes the files of the generated package, save those that are known and there.
func emit(ctx context.Context, plan *generator.Plan, made *madeFiles) ([]output.File, error) {
	generated, err := generator.Generate(ctx, plan, made.known())
	if err != nil {
		return nil, err
	}
	made.keep(generated)
	files := make([]output.File, len(generated))
	for i, file := range generated {
		files[i] = output.File{Path: file.Path, Content: file.Content, Yields: file.Yields}
		if file.Content == nil {
			files[i].Stays = made.sum(file)
		}
	}
	return files, nil
}

func runtimeFiles(importPath string) ([]output.File, error) {
	copied, err := templates.Runtime(importPath)
	if err != nil {
		return nil, err
	}
	files := make([]output.File, 0, len(copied))
	for path, content := range copied {
		files = append(files, output.File{Path: path, Content: content}) // the writer sorts
	}
	return files, nil
}
