package project

import (
	"cmp"
	"context"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/output"
	"github.com/sdkscribe/sdkscribe/generator"
	"github.com/sdkscribe/sdkscribe/parser"
	model "github.com/sdkscribe/sdkscribe/parser/api"
	"github.com/sdkscribe/sdkscribe/parser/reading"
	"github.com/sdkscribe/sdkscribe/templates"
)

func build(pages []*parser.Page) *reading.Result { return reading.Read(pages) }

func name(api *model.API, target config.Target, s config.Settings) *generator.Plan {
	return generator.Name(api, generator.Options{
		Package: target.Package, ImportPath: target.ImportPath, DocsURL: s.DocsURL,
		BaseURL: cmp.Or(s.BaseURL, api.BaseURL),
	})
}

func emit(ctx context.Context, plan *generator.Plan) ([]output.File, error) {
	generated, err := generator.Generate(ctx, plan)
	if err != nil {
		return nil, err
	}
	files := make([]output.File, len(generated))
	for i, file := range generated {
		files[i] = output.File{Path: file.Path, Content: file.Content}
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
