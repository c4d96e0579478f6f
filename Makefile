# Each target first sees to it that what it needs is there; `make help` lists them.

.DEFAULT_GOAL := help
.PHONY: help run build test vet format lint unit race window screens conformance portable bench bench-check crash corrupt fuzz cross versions clean

# A fresh machine may have Go outside PATH, no HOME, and a Go that is older than go.mod's but able to fetch the right one.
export PATH := $(PATH):/usr/local/go/bin
ifeq ($(strip $(HOME)),)
export HOME := $(shell eval echo "~$$(id -un)")
endif
GOTOOLCHAIN ?= auto
export GOTOOLCHAIN
# Builds are the same with and without git, and in a clone that belongs to someone else.
export GOFLAGS := $(strip $(filter-out -buildvcs=%,$(shell go env GOFLAGS 2>/dev/null)) -buildvcs=false)

TOOL := go tool -modfile=tools/go.mod
PROGRAM = out/bondgenoot$(shell go env GOEXE)
# These packages take longest, so they are tested last: what is quickly wrong is quickly told.
SLOW := /(vault|paper|desk|command|conformance|ui/window|app)(/|$$)
PACKAGES = $$(go list ./... | grep -vE '$(SLOW)'; go list ./... | grep -E '$(SLOW)')
# Judges are other programs: to the race detector they are nothing but slow. The driver of the window takes it minutes to compile; all that runs
# in the window is raced without it.
RACED = $$(go list ./... | grep -vE '$(SLOW)'; go list ./... | grep -E '$(SLOW)' | grep -vE '/(conformance|app)$$')
FUZZTIME ?= 30s
# How long the tests of a package may take before they are held to hang. Go's own ten minutes are short for two busy processors.
LIMIT := -timeout 30m

help: ## list the targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F '|' '{ printf "%-20s %s\n", $$1, $$2 }'

run: build ## open the window with the demo municipality; without a screen, do the main job: what is due, covenants and actions as PDF in out/
	@if scripts/screen; then echo '$(PROGRAM) demo'; $(PROGRAM) demo; else scripts/main-job $(PROGRAM) out; fi

build: ## build the program as out/bondgenoot
	@scripts/need go certificates gcc opengl
	CGO_ENABLED=1 go build -trimpath -o $(PROGRAM) ./app

test: vet lint unit race window portable ## everything that must hold before a change goes in

vet:
	@scripts/need go certificates
	CGO_ENABLED=0 go vet ./...

lint: ## formatting, linters, and the arrows between packages
	@scripts/need go certificates
	@unformatted=$$($(TOOL) gofumpt -l .) || exit 1; \
	if [ -n "$$unformatted" ]; then echo "not formatted, run 'make format':"; echo "$$unformatted"; exit 1; fi
	CGO_ENABLED=0 $(TOOL) golangci-lint run ./...

format: ## format all Go code
	@scripts/need go certificates
	$(TOOL) gofumpt -w .

unit: ## the tests, without cgo
	@scripts/need go certificates poppler qpdf strace dbus age
	judges=$$(scripts/judges) && BONDGENOOT_JUDGES="$$judges" CGO_ENABLED=0 go test $(LIMIT) $(PACKAGES)

# The race detector is slow: a few kills, damages and looks of the window are enough to see races, all of them are in unit.
race: ## the tests under the race detector
	@scripts/need go certificates gcc poppler qpdf strace dbus age
	BONDGENOOT_KILLS=5 BONDGENOOT_CUTS=10 BONDGENOOT_DAMAGES=10 BONDGENOOT_LOOKS=few CGO_ENABLED=1 go test $(LIMIT) -race $(RACED)

# The real window on a screen of its own. It takes its compiler minutes the first time.
window: ## walk through the real window by keyboard and by mouse, kill it while somebody types, dump its memory when it is locked, record its calls to the network
	@scripts/need go certificates gcc opengl xvfb xdotool imagemagick dbus gdb strace
	CGO_ENABLED=1 go vet ./app
	CGO_ENABLED=1 BONDGENOOT_SHOTS="$(CURDIR)/out/walk" go test $(LIMIT) -run '^TestWindow' ./app

screens: ## picture every screen and dialog in out/screens: both languages and themes, two sizes and zooms
	@scripts/need go certificates
	CGO_ENABLED=0 BONDGENOOT_SHOTS="$(CURDIR)/out/screens" go test $(LIMIT) -count=1 -run '^Test(EveryScreen|Gate|ANewVault|TheRecoverySheet|AConflict|WhatIsWrong)' ./internal/ui/window

conformance: ## have every kind of document, and 200 generated agreements, judged by veraPDF and others
	@scripts/need go certificates poppler qpdf java maven
	go run ./internal/conformance/fetch >/dev/null
	BONDGENOOT_CONFORMANCE=full go test -count=1 -v -timeout 90m ./internal/conformance

portable: ## see that everything compiles for Windows and macOS
	@scripts/need go certificates
	CGO_ENABLED=0 GOOS=windows GOARCH=amd64 go vet ./...
	CGO_ENABLED=0 GOOS=darwin GOARCH=arm64 go vet $$(go list ./... | grep -vE '/internal/ui(/|$$)') # Fyne needs cgo on macOS

bench: ## measure against peers and floors
	@scripts/need go certificates gcc
	cd internal/bench && CGO_ENABLED=1 go run .
	CGO_ENABLED=0 go test -run '^$$' -bench . ./internal/paper ./internal/find ./internal/ui/window
	@scripts/need go gcc opengl xvfb xdotool imagemagick
	CGO_ENABLED=1 go test -run '^$$' -bench . ./app

bench-check:
	@scripts/need go certificates
	cd internal/bench && CGO_ENABLED=0 go vet ./...

# Of the kills 2000 are of the program as it is built, each of which derives its keys first: that takes an hour or more. The others are of a
# program of the tests around the same vault, with keys that cost nothing.
crash: ## kill the program 2000 times, and cut its power 2000 times, while it saves, renews, makes copies and restores them
	@scripts/need go certificates strace
	CGO_ENABLED=0 BONDGENOOT_KILLS=2000 BONDGENOOT_CUTS=2000 go test -count=1 -v -timeout 6h -run 'Kill|Power|LostSync' ./internal/vault/... ./app

corrupt: ## damage a vault 10,000 times, in every way there is, and salvage it
	@scripts/need go certificates
	BONDGENOOT_DAMAGES=$${BONDGENOOT_DAMAGES:-10000} go test -count=1 -v -timeout 6h -run 'Damage|Corrupt' ./internal/vault

fuzz: ## fuzz each target for FUZZTIME (30s)
	@scripts/need go certificates
	scripts/fuzz $(FUZZTIME)

cross: ## build for Windows, macOS and Linux in out/cross/
	@scripts/need go certificates
	CGO_ENABLED=0 GOOS=windows GOARCH=amd64 go build -trimpath -o out/cross/bondgenoot-windows-amd64.exe ./app
	CGO_ENABLED=0 GOOS=windows GOARCH=arm64 go build -trimpath -o out/cross/bondgenoot-windows-arm64.exe ./app
	CGO_ENABLED=0 GOOS=darwin GOARCH=arm64 go build -trimpath -o out/cross/bondgenoot-darwin-arm64 ./app
	CGO_ENABLED=0 GOOS=linux GOARCH=arm64 go build -trimpath -o out/cross/bondgenoot-linux-arm64 ./app

versions:
	@scripts/need go certificates gcc poppler qpdf
	@go version
	@gcc --version | head -n 1
	@pdftotext -v 2>&1 | head -n 1
	@qpdf --version | head -n 1
	@$(TOOL) golangci-lint version

clean: ## remove what was built and printed (the demo vaults in out/ too)
	rm -rf out
