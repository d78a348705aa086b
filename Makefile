# Makefile - builds, checks and shows shortlist; `make help` lists the targets
# SPDX-License-Identifier: MIT
#
# One makefile for the whole tree. It runs neither compiler nor pkg-config while it is being read:
# `make demo`, `make check` and the like install both first, and then call make again to build.

.SUFFIXES:
.DELETE_ON_ERROR:
.SECONDARY:
.DEFAULT_GOAL := all
MAKEFLAGS += --no-builtin-rules --no-print-directory

# ---- what can be set ---------------------------------------------------------------------------

O ?= build# where all outputs go
BUILD ?= release# release, debug, asan, fuzz or cov
WERROR ?=# 1: warnings are errors
V ?=# 1: show the commands
PREFIX ?= /usr/local
TESTS ?=# only the tests that match this pattern of Criterion's: 'salary/*'
SERIES ?=# one moment of `make faults` only: write=57:kill
FUZZ_SECONDS ?= 20# for each target
PANEL ?=# another set of adverts, people and marks for `make accuracy`
ALL_ROOMS := base lib schema crawler parser matcher pay pipeline report cli
ROOMS ?= $(ALL_ROOMS)
ifeq ($(origin CC),default)
CC := gcc
endif
HOSTCC ?= $(CC)

OUT := $(O)/$(BUILD)
# Tests are run in a debug build, unless somebody asks for another.
TEST_BUILD := $(if $(filter file,$(origin BUILD)),debug,$(BUILD))
# As many jobs as processors, where nobody has chosen.
PARALLEL = $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell nproc))

ifeq ($(filter $(BUILD),release debug asan fuzz cov),)
$(error BUILD=$(BUILD): there are release, debug, asan, fuzz and cov)
endif

# ---- files -------------------------------------------------------------------------------------

SRCS := $(wildcard $(ROOMS:%=%/*.c))
HDRS := $(wildcard $(ROOMS:%=%/*.h))
LIB_SRCS := $(filter-out cli/main.c,$(SRCS))
# Files that travel inside the program (base/builtin.h), the backups of editors left out.
DATA := $(filter-out %~,$(wildcard schema/facts/*.csv schema/migrations/*.sql schema/queries.sql \
    matcher/rules/* cli/demo/* crawler/*.tsv))
# Tables of words, turned into C with an index (parser/fields.h).
TABLES := $(wildcard parser/fields/*.tsv)
AREAS := schema/facts/postcode_areas.csv

SUPPORT_SRCS := $(filter-out %_main.c,$(wildcard tests/support/*.c))
BOARD_SRCS := $(wildcard tests/support/board*.c)
SHIM_SRCS := $(wildcard tests/support/shim/*.c)
UNIT_SRCS := $(foreach room,$(ROOMS),$(wildcard tests/unit/$(room)/*.c tests/unit/$(room)/*/*.c))
TEST_SRCS := $(wildcard tests/unit/*.c tests/unit/*/*.c tests/unit/*/*/*.c tests/cli/*.c \
    tests/faults/*.c)
FUZZ_SRCS := $(wildcard tests/fuzz/*.c)
# What the fuzz targets share.
FUZZ_SUPPORT_SRCS := $(addprefix tests/support/,family_run.c property.c sound.c)
BENCH_SRCS := $(wildcard tests/bench/*.c)
# What the benches share.
BENCH_SUPPORT_SRCS := tests/support/bulk_board.c tests/support/many_adverts.c
ACCURACY_SRCS := $(wildcard tests/accuracy/*.c)
FUZZ_TARGETS ?= $(FUZZ_SRCS:tests/fuzz/%.c=%)
TOOL_SRCS := $(wildcard tools/*.c)
TEST_TREE := $(sort $(TEST_SRCS) $(wildcard tests/support/*.c) $(SHIM_SRCS) $(FUZZ_SRCS) \
    $(BENCH_SRCS) $(ACCURACY_SRCS))
TEST_HDRS := $(wildcard tests/*/*.h tests/*/*/*.h tools/*.h)

objects = $(patsubst %.c,$(OUT)/obj/%.o,$(1))

# A build of some of the rooms (`make unit ROOMS="base lib"`) has an archive of its own.
space := $() $()
VARIANT := $(if $(filter-out $(ROOMS),$(ALL_ROOMS)),-$(subst $(space),-,$(strip $(ROOMS))))
LIB := $(OUT)/libshortlist$(VARIANT).a
GEN_OBJS := $(OUT)/obj/gen/builtin_data.o $(OUT)/obj/gen/fields.o
LIB_OBJS := $(call objects,$(LIB_SRCS)) $(GEN_OBJS)
UNIT_TESTS := $(OUT)/unit-tests$(VARIANT)

# ---- flags -------------------------------------------------------------------------------------

# $(call once,NAME,COMMAND): NAME is what the command prints; run when first used, then kept.
once = $(eval $(1) = $$(eval $(1) := $$(shell $(2)))$$($(1)))
packages = $(shell awk 'index("," $$1 ",", ",$(1),") && $$3 != "-" { print $$3 }' \
    tools/packages.txt)
LIBRARIES := $(call packages,build)
BOARD_LIBRARIES := $(call packages,demo)
TEST_LIBRARIES := $(call packages,check)

# Libraries that are used where they are there; their users ask __has_include.
$(call once,FOUND_LIBRARIES,$(foreach library,$(call packages,optional),pkg-config --exists \
    $(library) 2>/dev/null && echo $(library);))
# The headers of libraries are system headers: their warnings are not ours.
$(call once,LIB_CFLAGS,pkg-config --cflags $(LIBRARIES) $$(FOUND_LIBRARIES) | \
    sed 's/-I/-isystem /g')
$(call once,LIB_LIBS,pkg-config --libs $(LIBRARIES) $$(FOUND_LIBRARIES))
$(call once,BOARD_CFLAGS,pkg-config --cflags $(BOARD_LIBRARIES) | sed 's/-I/-isystem /g')
$(call once,BOARD_LIBS,pkg-config --libs $(BOARD_LIBRARIES))
$(call once,TEST_CFLAGS,pkg-config --cflags $(TEST_LIBRARIES) | sed 's/-I/-isystem /g')
$(call once,TEST_LIBS,pkg-config --libs $(TEST_LIBRARIES))
$(call once,IS_CLANG,$(CC) --version | grep -o -m 1 clang)
$(call once,MACHINE,uname -m)

STANDARD := -std=c17 -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE
INCLUDES = -I. $(LIB_CFLAGS)
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wdouble-promotion \
    -Wformat=2 -Wundef -Wvla -Wcast-qual -Wwrite-strings -Wstrict-prototypes -Wmissing-prototypes \
    -Wredundant-decls -Wswitch-enum -Wnull-dereference -Wimplicit-fallthrough -Wunused-macros
GCC_WARNINGS := -Wduplicated-cond -Wduplicated-branches -Wlogical-op
CLANG_WARNINGS := -Wcomma -Wconditional-uninitialized -Wmissing-variable-declarations \
    -Wdocumentation
WARN = $(WARNINGS) $(if $(IS_CLANG),$(CLANG_WARNINGS),$(GCC_WARNINGS)) $(if $(WERROR),-Werror)
# Criterion's Test() defines variables that other files are meant to see.
TEST_EXTRA = $(TEST_CFLAGS) $(if $(IS_CLANG),-Wno-missing-variable-declarations)

SANITIZE := -g -O1 -fno-omit-frame-pointer -fsanitize=address,undefined \
    -fno-sanitize-recover=undefined
MODE_release = -O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector-strong \
    -fstack-clash-protection $(if $(filter x86_64,$(MACHINE)),-fcf-protection) -fPIE
MODE_debug := -g -Og
MODE_asan := $(SANITIZE)
MODE_fuzz := $(SANITIZE) -fsanitize=fuzzer-no-link
MODE_cov := -g -O0 --coverage
LINK_release := -pie -Wl,-z,relro,-z,now

COMPILE = $(CC) $(STANDARD) $(INCLUDES) $(WARN) $(MODE_$(BUILD)) $(CPPFLAGS) $(CFLAGS)
LINK = $(CC) $(MODE_$(BUILD)) $(LINK_$(BUILD)) $(CFLAGS) $(LDFLAGS)

Q := $(if $(V),,@)
SILENT = $(findstring s,$(filter-out --%,$(firstword -$(MAKEFLAGS))))
say = $(if $(V)$(SILENT),@:,@printf '  %-5s %s\n' $(1) $(2))

# ---- building ----------------------------------------------------------------------------------

.PHONY: all needs board-needs test-needs FORCE
all: $(OUT)/shortlist ## build the program (BUILD=release|debug|asan|fuzz|cov, CC=gcc|clang)

needs:
	@tools/check-libraries.sh "$(CC)" $(LIBRARIES)
board-needs: needs
	@tools/check-libraries.sh "$(CC)" $(BOARD_LIBRARIES)
test-needs: needs
	@tools/check-libraries.sh "$(CC)" $(TEST_LIBRARIES)

# $(call note,TEXT): a file that changes only when TEXT does; what depends on it is made again then.
note = @mkdir -p $(@D); echo '$(1)' | cmp -s - $@ || echo '$(1)' >$@
$(OUT)/compile.note: FORCE | needs
	$(call note,$(COMPILE))
$(OUT)/found.note: FORCE | needs
	$(call note,$(FOUND_LIBRARIES))
$(OUT)/data.note: FORCE
	$(call note,$(DATA) $(TABLES))
$(LIB).note: FORCE
	$(call note,$(LIB_OBJS))
$(OUT)/tests.note: FORCE
	$(call note,$(TEST_SRCS) $(SUPPORT_SRCS))
$(UNIT_TESTS).note: FORCE
	$(call note,$(UNIT_SRCS) $(SUPPORT_SRCS))

define compile
$(call say,CC,$<)
@mkdir -p $(@D)
$(Q)$(COMPILE) $(EXTRA) -MMD -MP -c -o $@ $<
endef
$(OUT)/obj/%.o: %.c $(OUT)/compile.note | needs
	$(compile)
# Made again when an optional library has come or gone.
$(OUT)/obj/report/xlsx_market.o: $(OUT)/found.note
$(OUT)/obj/gen/%.o: $(OUT)/gen/%.c $(OUT)/compile.note | needs
	$(compile)
$(OUT)/obj/tests/%.o: EXTRA = $(TEST_EXTRA)
$(OUT)/obj/tests/%.o: tests/%.c $(OUT)/compile.note | test-needs
	$(compile)
# The board is part of the demo too, where Criterion need not be.
BOARD_OBJS := $(call objects,$(BOARD_SRCS))
$(BOARD_OBJS): EXTRA = $(BOARD_CFLAGS)
$(BOARD_OBJS): $(OUT)/obj/%.o: %.c $(OUT)/compile.note | board-needs
	$(compile)

define host
$(call say,HOST,$<)
@mkdir -p $(@D)
$(Q)$(HOSTCC) $(STANDARD) $(WARNINGS) -I. -O1 -o $@ $<
endef
$(OUT)/embed: tools/embed.c | needs
	$(host)
$(OUT)/tables: tools/tables.c parser/words_hash.h | needs
	$(host)
$(OUT)/gen/builtin_data.c: $(OUT)/embed $(DATA) $(OUT)/data.note
	$(call say,EMBED,$@)
	@mkdir -p $(@D)
	$(Q)$(OUT)/embed $@ $(DATA)
$(OUT)/gen/fields.c: $(OUT)/tables $(TABLES) $(AREAS) $(OUT)/data.note
	$(call say,TABLE,$@)
	@mkdir -p $(@D)
	$(Q)$(OUT)/tables $@ $(TABLES) $(AREAS):area,nation,region

define archive
$(call say,AR,$@)
$(Q)rm -f $@ && ar rcs $@ $(filter %.o,$^)
endef
$(LIB): $(LIB_OBJS) $(LIB).note
	$(archive)
$(OUT)/libsupport.a: $(call objects,$(SUPPORT_SRCS)) $(OUT)/tests.note
	$(archive)

# $(call link,LIBRARIES). libm: what a compiler makes a call of differs.
define link
$(call say,LINK,$@)
@mkdir -p $(@D)
$(Q)$(LINK) -o $@ $(filter %.o %.a,$^) $(1) -lm
endef
$(OUT)/shortlist: $(OUT)/obj/cli/main.o $(LIB)
	$(call link,$(LIB_LIBS))
$(OUT)/board: $(BOARD_OBJS) $(LIB)
	$(call link,$(BOARD_LIBS) $(LIB_LIBS))
$(OUT)/tests: $(call objects,$(TEST_SRCS) $(SUPPORT_SRCS)) $(LIB) $(OUT)/tests.note
	$(call link,$(TEST_LIBS) $(LIB_LIBS))
# Put before the program's libraries (tests/support/shim/shim.h), so it has no flags of a build.
$(OUT)/shim.so: $(SHIM_SRCS) tests/support/shim/shim.h | test-needs
	$(call say,SHIM,$@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(STANDARD) $(INCLUDES) $(WARN) -g -O1 -fPIC -shared -o $@ $(SHIM_SRCS)
# From an archive the linker takes only the helpers that these tests use.
$(UNIT_TESTS): $(call objects,$(UNIT_SRCS)) $(OUT)/libsupport.a $(LIB) $(UNIT_TESTS).note
	$(call link,$(TEST_LIBS) $(LIB_LIBS))
$(OUT)/bench/%: $(OUT)/obj/tests/bench/%.o $(call objects,$(BENCH_SUPPORT_SRCS)) $(LIB)
	$(call link,$(LIB_LIBS))
$(OUT)/accuracy/gold: $(call objects,$(wildcard tests/accuracy/gold*.c)) $(LIB)
	$(call link,$(LIB_LIBS))
$(OUT)/accuracy/panel: $(call objects,$(wildcard tests/accuracy/panel*.c)) $(LIB)
	$(call link,$(LIB_LIBS))
$(OUT)/accuracy/pay: $(call objects,$(wildcard tests/accuracy/pay*.c) \
    tests/accuracy/gold_figures.c) $(LIB)
	$(call link,$(LIB_LIBS))
FUZZ_SUPPORT := $(call objects,$(FUZZ_SUPPORT_SRCS))
$(OUT)/replay/%: $(OUT)/obj/tests/fuzz/%.o $(OUT)/obj/tools/fuzz_replay_main.o $(FUZZ_SUPPORT) \
    $(LIB)
	$(call link,$(LIB_LIBS))
$(OUT)/fuzz/%: $(OUT)/obj/tests/fuzz/%.o $(FUZZ_SUPPORT) $(LIB)
	$(call link,$(LIB_LIBS) -fsanitize=fuzzer)

-include $(patsubst %.o,%.d,$(LIB_OBJS) $(call objects,cli/main.c $(TEST_TREE) $(TOOL_SRCS)))

# ---- the two commands --------------------------------------------------------------------------

.PHONY: demo check check-asan faults unit demo-programs replay-programs test-programs unit-programs
demo-programs: $(OUT)/shortlist $(OUT)/board
replay-programs: $(FUZZ_TARGETS:%=$(OUT)/replay/%)
test-programs: $(OUT)/tests replay-programs $(if $(wildcard cli/main.c),$(OUT)/shortlist) \
    $(if $(BOARD_SRCS),$(OUT)/board) $(OUT)/shim.so
unit-programs: $(UNIT_TESTS)

demo: ## install what is missing, build, crawl a local board and match a sample candidate
	@tools/install-packages.sh build demo
	@$(MAKE) $(PARALLEL) BUILD=release demo-programs
	@tools/demo.sh $(O)/release

check: ## install what is missing, build and run every test (TESTS='suite/*': only these)
	@tools/install-packages.sh build check
	@tools/install-packages.sh optional || echo 'Going on without these.' >&2
	@$(MAKE) $(PARALLEL) BUILD=$(TEST_BUILD) test-programs
	@status=0; out='$(O)/$(TEST_BUILD)'; \
	tools/fuzz-replay.sh $$out $(FUZZ_TARGETS) || status=1; \
	tools/run-tests.sh $$out/tests '$(TESTS)' || status=1; \
	exit $$status

check-asan: ## the same under AddressSanitizer and UBSan; a leak fails too
	@$(MAKE) BUILD=asan check

faults: ## check fails the program at some moments of a crawl: this at all (SERIES=write=57:kill)
	@tools/install-packages.sh build check
	@$(MAKE) $(PARALLEL) BUILD=$(TEST_BUILD) test-programs
	@tools/run-series.sh $(O)/$(TEST_BUILD)/tests '$(SERIES)'

unit: ## run the unit tests of some rooms only: make unit ROOMS="base lib" TESTS='span/*'
	@$(MAKE) $(PARALLEL) BUILD=$(TEST_BUILD) unit-programs
	@tools/run-tests.sh $(O)/$(TEST_BUILD)/$(notdir $(UNIT_TESTS)) '$(TESTS)'

# ---- lint: each check is a target, lint-NAME ---------------------------------------------------

LINT := fmt warnings-gcc warnings-clang headers layers layers-selftest banned sql explain \
    cppcheck tidy
.PHONY: lint objects tidy $(LINT:%=lint-%)
lint: ## install what is missing, run every static check (one of them: make lint-layers)
	@tools/install-packages.sh build check lint
	@MAKE='$(MAKE)' tools/lint.sh $(LINT)

objects: $(call objects,$(SRCS) $(TEST_TREE) $(TOOL_SRCS)) $(GEN_OBJS)
lint-warnings-gcc lint-warnings-clang: lint-warnings-%:
	@$(MAKE) $(PARALLEL) -k -Otarget O=$(O)/lint/$* BUILD=release CC=$* WERROR=1 objects

lint-headers:
	@status=0; for header in $(HDRS) $(TEST_HDRS); do for cc in gcc clang; do \
	    echo "#include \"$$header\"" | $$cc $(STANDARD) $(INCLUDES) $(TEST_CFLAGS) -Wall -Wextra \
	        -Wpedantic -Werror -fsyntax-only -x c - || status=1; \
	done; done; exit $$status

lint-layers:
	@CC='$(CC) $(STANDARD) $(INCLUDES)' tools/layers.sh $(SRCS) $(HDRS)
lint-layers-selftest:
	@CC='$(CC) $(STANDARD) $(INCLUDES)' tools/layers-selftest.sh
lint-banned:
	@tools/banned.sh $(SRCS) $(HDRS) $(TEST_TREE) $(TOOL_SRCS) $(TEST_HDRS)
lint-sql:
	@tools/sql-in-c.sh $(filter-out schema/%,$(SRCS) $(HDRS))
lint-explain:
	@tools/explain.sh
lint-cppcheck:
	@cppcheck --quiet --std=c11 --library=posix --enable=warning,performance,portability \
	    --inline-suppr --error-exitcode=1 -j $$(nproc) -I. \
	    $(SRCS) $(wildcard tests/support/*.c) $(FUZZ_SRCS) $(TOOL_SRCS)

# Slow, so a file that has passed is looked at again only when it or any header changes.
TIDY_SRCS := $(SRCS) $(wildcard tests/support/*.c) $(FUZZ_SRCS) $(ACCURACY_SRCS) $(TOOL_SRCS)
lint-tidy:
	@$(MAKE) $(PARALLEL) -k -Otarget tidy
tidy: $(TIDY_SRCS:%=$(O)/lint/tidy/%.ok)
$(O)/lint/tidy/%.ok: % .clang-tidy $(HDRS) $(TEST_HDRS)
	@mkdir -p $(@D)
	@clang-tidy --quiet $< -- $(STANDARD) $(INCLUDES) $(TEST_CFLAGS) >$@.log 2>/dev/null || \
	    { cat $@.log; exit 1; }
	@touch $@

FORMATTED := $(SRCS) $(HDRS) $(TEST_TREE) $(TOOL_SRCS) $(TEST_HDRS)
.PHONY: fmt fmt-check
fmt: ## lay out every C file with clang-format
	@clang-format -i $(FORMATTED)

fmt-check: ## say which files fmt would change
	@status=0; for file in $(FORMATTED); do \
	    clang-format $$file | cmp -s $$file - || { echo "$$file: make fmt would change it"; status=1; }; \
	done; exit $$status
lint-fmt: fmt-check

# ---- further checks ----------------------------------------------------------------------------

.PHONY: fuzz fuzz-replay fuzz-programs bench bench-programs accuracy accuracy-programs regen
fuzz-programs: $(FUZZ_TARGETS:%=$(OUT)/fuzz/%)
fuzz: ## fuzz with libFuzzer (FUZZ_SECONDS=20 each, FUZZ_TARGETS="one two")
	@tools/install-packages.sh build check fuzz
	@$(MAKE) $(PARALLEL) BUILD=fuzz CC=clang fuzz-programs
	@tools/fuzz.sh $(O)/fuzz $(FUZZ_SECONDS) $(FUZZ_TARGETS)

fuzz-replay: ## run the fuzz targets over the inputs kept in fixtures/corpus
	@$(MAKE) $(PARALLEL) BUILD=$(TEST_BUILD) replay-programs
	@tools/fuzz-replay.sh $(O)/$(TEST_BUILD) $(FUZZ_TARGETS)

bench-programs: $(BENCH_SRCS:tests/bench/%.c=$(OUT)/bench/%)
accuracy-programs: $(addprefix $(OUT)/accuracy/,gold pay panel)
# accuracy: VERBOSE=1 shows each miss, ONLY=NAME takes only what has that name, PANEL=DIR judges
# matching alone, by another set.
bench accuracy: ## measure speed (bench), measure reading against what people wrote (accuracy)
	@tools/install-packages.sh build check && \
	$(MAKE) $(PARALLEL) BUILD=release test-programs $@-programs && \
	SHORTLIST_BIN='$(abspath $(O))/release/shortlist' SHORTLIST_ROOT='$(CURDIR)' \
	SHORTLIST_BOARD='$(abspath $(O))/release/board' PANEL='$(PANEL)' tests/$@/run.sh

regen: ## rewrite the golden outputs in fixtures/expect; read the difference with git diff
	@tools/install-packages.sh build check
	@$(MAKE) $(PARALLEL) BUILD=$(TEST_BUILD) test-programs
	@SHORTLIST_REGEN=1 tools/run-tests.sh $(O)/$(TEST_BUILD)/tests '$(TESTS)'
	@git status --short fixtures/expect || true # a tarball has no history

# ---- installing and the rest -------------------------------------------------------------------

.PHONY: install uninstall compdb clean help
install: $(OUT)/shortlist ## install program and manual pages (PREFIX=/usr/local, DESTDIR=)
	install -D -m 755 $(OUT)/shortlist '$(DESTDIR)$(PREFIX)/bin/shortlist'
	install -D -m 644 docs/shortlist.1 '$(DESTDIR)$(PREFIX)/share/man/man1/shortlist.1'
	install -D -m 644 docs/shortlist-formats.5 \
	    '$(DESTDIR)$(PREFIX)/share/man/man5/shortlist-formats.5'

uninstall: ## remove what install put there
	rm -f '$(DESTDIR)$(PREFIX)/bin/shortlist' '$(DESTDIR)$(PREFIX)/share/man/man1/shortlist.1' \
	    '$(DESTDIR)$(PREFIX)/share/man/man5/shortlist-formats.5'

compdb: ## write build/compile_commands.json for editors
	@mkdir -p $(O)
	@{ printf '['; separator=; for file in $(SRCS) $(TEST_TREE) $(TOOL_SRCS); do \
	    printf '%s\n{"directory": "%s", "file": "%s", "command": "%s -c %s"}' "$$separator" \
	        '$(CURDIR)' $$file '$(COMPILE) $(TEST_CFLAGS)' $$file; separator=,; \
	done; printf '\n]\n'; } >$(O)/compile_commands.json

clean: ## remove all outputs
	rm -rf '$(O)'

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z -]+:.*## / { printf "  %-18s %s\n", $$1, $$2 }' Makefile
