package endtoend

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/sdkscribe/sdkscribe/internal/config"
	"github.com/sdkscribe/sdkscribe/internal/project"
)

func TestExplore(t *testing.T) {
	only := os.Getenv("SHAPE")
	size := 32 << 10
	limit := 700 * time.Millisecond
	names := []string{}
	all := shapes()
	for name := range all {
		if only == "" || name == only {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	if os.Getenv("LIST") != "" {
		fmt.Println(strings.Join(names, "\n"))
		return
	}
	out, _ := os.OpenFile(cmp.Or(os.Getenv("EXPLORE_OUT"), "/dev/stdout"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	for _, name := range names {
		var was [4]float64
		for n := size; n <= 128<<10; n *= 2 {
			fmt.Fprintf(out, "BEGIN %s %d\n", name, n)
			pages := all[name](n)
			dir := t.TempDir()
			write(t, filepath.Join(dir, "docs"), pages)
			docs := filepath.Join(dir, "docs")
			s := config.Settings{Docs: docs, Out: filepath.Join(dir, "out"), Module: "example.com/sdk/graph"}
			var is [4]float64
			var mem [4]float64
			for k, f := range []func() error{
				func() error {
					p, err := project.Read(context.Background(), s, nil)
					if err != nil {
						return err
					}
					_, err = json.Marshal(p.API)
					return err
				},
				func() error { _, err := project.Lint(context.Background(), s, project.LintOptions{}, nil); return err },
				func() error {
					p, err := project.Read(context.Background(), s, nil)
					if err != nil {
						return err
					}
					_, err = p.Files(context.Background())
					return err
				},
				func() error { return nil },
			} {
				runtime.GC()
				var m0, m1 runtime.MemStats
				runtime.ReadMemStats(&m0)
				c0 := cpu()
				func() {
					defer func() {
						if v := recover(); v != nil {
							fmt.Fprintf(out, "PANIC %s %d %d: %v\n", name, n, k, v)
						}
					}()
					if err := f(); err != nil {
						fmt.Fprintf(out, "ERROR %s %d %d: %v\n", name, n, k, err)
					}
				}()
				is[k] = (cpu() - c0).Seconds()
				runtime.ReadMemStats(&m1)
				mem[k] = float64(m1.TotalAlloc-m0.TotalAlloc) / (1 << 20)
			}
			worst := slices.Max(is[:])
			fmt.Fprintf(out, "%-45s %4dK  %6.2f %6.2f %6.2f %6.2f s  x%4.1f x%4.1f x%4.1f x%4.1f  %5.0f %5.0f %5.0f %5.0f MiB\n", name, n>>10, is[0], is[1], is[2], is[3],
				is[0]/was[0], is[1]/was[1], is[2]/was[2], is[3]/was[3], mem[0], mem[1], mem[2], mem[3])
			was = is
			os.RemoveAll(dir)
			if worst > limit.Seconds() {
				break
			}
		}
	}
}

func cpu() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
