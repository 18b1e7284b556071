package csdl

import (
	"os"
	"testing"
	"time"
)

func TestCorpusScratch(t *testing.T) {
	for _, file := range []string{"v1.0-2026-08-20.csdl.xml", "v1.0-2026-06-30.csdl.xml"} {
		for _, lenient := range []bool{false, true} {
			start := time.Now()
			api, err := Load("/work/shared/corpus/msgraph/"+file, Options{lenient})
			t.Log(file, lenient, time.Since(start))
			if err != nil {
				t.Error(err)
				continue
			}
			t.Log(len(api.Types), len(api.Service.Calls), len(api.Service.Roots), len(api.Unused))
			if lenient && os.Getenv("V") != "" {
				for _, n := range api.Unused {
					t.Log(n.Pos.Line, n.Text)
				}
			}
		}
	}
}
