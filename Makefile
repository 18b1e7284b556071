# Everything here needs Go, git and make alone. make help lists the targets.
.DEFAULT_GOAL := help
.PHONY: help generate test lint bench bench-graph bench-generate openapi-fields fuzz rename

# How long make fuzz spends on each target.
FUZZTIME ?= 30s

# Every configuration in the tree, each of a package in generated/.
CONFIGS := $(sort $(shell git ls-files --cached --others --exclude-standard 'spec/**/burin.yaml' 'cmd/bench/peers/**/burin.yaml'))

# The race detector is C: it is used where there is a C compiler.
RACE := $(if $(filter 1,$(shell go env CGO_ENABLED)),-race)

# gofmt of the same Go as the go command's, wherever that one is.
GOFMT = "$$(go env GOROOT)/bin/gofmt"

GO_FILES = git ls-files -z --cached --others --exclude-standard '*.go'

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do printf '%-12s %s\n' "$$name" "$$text"; done

generate: ## Write generated/ and docs/burin.schema.json anew from spec/ and the Go types
	@go build -o bin/burin ./cmd/burin
	@set -e; for config in $(CONFIGS); do bin/burin generate -c "$$config"; done
	@go test ./generator/config -run '^TestSchemaIsCurrent$$' -update

test: lint generate ## Run everything that a change has to pass: lint, generated/ up to date, all tests
	git diff --exit-code -- generated cmd/bench/peers docs/burin.schema.json
	@new="$$(git ls-files --others --exclude-standard generated)"; test -z "$$new" || { echo "not committed: $$new"; exit 1; }
	go test -timeout 20m ./...
	$(if $(RACE),go test $(RACE) -short ./...) # what -short leaves out runs by itself, on all of Microsoft Graph
	GOEXPERIMENT=jsonv2 go test ./templates -run Opinion

lint: ## Check the form of all Go: gofmt, go vet, staticcheck
	@bad="$$($(GO_FILES) | xargs -0 $(GOFMT) -l)"; test -z "$$bad" || { echo "gofmt would change: $$bad"; exit 1; }
	go vet ./...
	go tool staticcheck ./...

bench: ## Measure burin beside its peers, PEERS=all for the Graph SDK too, which takes minutes to build; WRITE=yes writes docs/benchmarks.md
	cd cmd/bench && go generate . && go run $(if $(filter all,$(PEERS)),-tags graphsdk) . $(if $(WRITE),-write ../../docs/benchmarks.md)

bench-graph: ## Measure what all of Microsoft Graph costs, beside the official SDK (SDK=no leaves it out; it takes minutes and 4 GiB)
	cd cmd/bench && go run ./graph $(if $(filter no,$(SDK)),-sdk=false)

bench-generate: ## Measure generating real OpenAPI descriptions beside ogen and oapi-codegen, FILES=petstore for some; WRITE=yes writes docs/benchmarks-generate.md
	cd cmd/bench && go run ./openapi $(if $(FILES),-files '$(FILES)') $(if $(WRITE),-write ../../docs/benchmarks-generate.md)

openapi-fields: ## Try every field of OpenAPI with burin, ogen and oapi-codegen, and write docs/openapi.md
	cd cmd/bench && go run ./openapi -fields -write ../../docs/openapi.md

fuzz: ## Fuzz each target for FUZZTIME (30s)
	@set -e; for file in $$(git grep -l '^func Fuzz' -- '*_test.go'); do \
		for target in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' "$$file"); do \
			echo "$$target in $$(dirname "$$file")"; \
			go test "./$$(dirname "$$file")" -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x; \
		done; \
	done

rename: ## Give the module another path, MODULE=example.org/burin, in every file that names it
	@test -n "$(MODULE)" || { echo "say which: make rename MODULE=example.org/burin"; exit 2; }
	@set -e; old="$$(go list -m)"; for file in $$(git grep -lF "$$old"); do \
		sed "s|$$old|$(MODULE)|g" "$$file" > "$$file.renamed" && cat "$$file.renamed" > "$$file" && rm "$$file.renamed"; \
	done
	@$(GO_FILES) | xargs -0 $(GOFMT) -w
	@echo "the module is now $(MODULE)"
