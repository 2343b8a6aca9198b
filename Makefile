# The daily verbs. Everything they need is installed and built by tools/setup.
#   make build   the program, at build/release/bin/rumina
#   make run     builds, then runs examples/tour.lm
#   make test    builds with assertions, then runs every test
#   make web     the WebAssembly module and the npm package, at build/web/rumina-VERSION.tgz
#   make playground   the same, and the page that uses it, served on loopback
#   make bench   against CPython and Lua; make bench-vm: against eight languages and C; make bench-algebra: against giac and SymPy
#   make bench-web   the npm package against what else there is for pages; make score-web: forty textbook problems
#   make score-algebra   checks 100,000 random expressions in balls, and the targets of simplify
#   make score-integrals   integrates the problem sets of ../shared/cases, 10 s each; make score-inverse: 2,000 random derivatives
#   make fuzz-rmc   loads and runs 1,000,000 changed compiled programs, under AddressSanitizer
#   make interrupts   stops calculations at 10,000 random places, under AddressSanitizer
.PHONY: web module playground bench-web score-web bench-passes build run test test-asan score-algebra score-integrals score-inverse interrupts fuzz-rmc bench bench-vm bench-algebra clean

STAGE = tools/stage

build:
	@$(STAGE) "packages and libraries" tools/setup
	@$(STAGE) "configure" cmake --preset release
	@$(STAGE) "compile" cmake --build --preset release

run: build
	@$(STAGE) "tour" build/release/bin/rumina examples/tour.lm

test:
	@$(STAGE) "packages and libraries" tools/setup --test
	@$(STAGE) "configure" cmake --preset dev
	@$(STAGE) "compile" cmake --build --preset dev
	@$(STAGE) "tests" tools/test build/dev
	@$(STAGE) "configure for WebAssembly" cmake --preset wasm
	@$(STAGE) "compile for WebAssembly" cmake --build --preset wasm
	@$(STAGE) "npm package" tools/web package
	@$(STAGE) "playground" tools/web playground
	@$(STAGE) "tests of the web part" tools/web test

module:
	@$(STAGE) "packages and libraries" tools/setup --wasm
	@$(STAGE) "configure" cmake --preset wasm
	@$(STAGE) "compile" cmake --build --preset wasm --target rumina-module
	@$(STAGE) "size" tools/web size

web: module
	@$(STAGE) "npm package" tools/web package

playground: web
	@$(STAGE) "playground" tools/web playground
	@tools/web serve

test-asan:
	@$(STAGE) "packages and libraries" tools/setup --test
	@$(STAGE) "configure" cmake --preset asan
	@$(STAGE) "compile" cmake --build --preset asan
	@$(STAGE) "tests" tools/test build/asan

# Every transformation of 100,000 random expressions compared in balls; takes about a quarter of an hour on two cores.
score-algebra: build
	@$(STAGE) "compile" cmake --build --preset release --target algebra_score algebra_targets
	build/release/bin/algebra_targets tests/algebra/simplify_targets.txt
	tests/algebra/score.py --program build/release/bin/algebra_score --count 100000

# Every answer is judged by numeric differentiation. Results go to build/integrals.tsv; COMPARE=old.tsv shows what changed.
INTEGRAL_SCORE = tests/integrals/score.py --program build/release/bin/integral_score $(if $(COMPARE),--compare $(COMPARE))
score-integrals: build
	@$(STAGE) "compile" cmake --build --preset release --target integral_score
	$(INTEGRAL_SCORE) --problems ../shared/cases/integrals.tsv --output build/integrals.tsv

score-inverse: build
	@$(STAGE) "compile" cmake --build --preset release --target integral_score
	$(INTEGRAL_SCORE) --inverse 2000 --output build/inverse.tsv

# 10,000 random interrupts inside FLINT under AddressSanitizer.
interrupts:
	@$(STAGE) "packages and libraries" tools/setup --test
	@$(STAGE) "configure" cmake --preset asan
	@$(STAGE) "compile" cmake --build --preset asan --target interrupts
	@$(STAGE) "interrupts" build/asan/bin/interrupts 10000

# 1,000,000 compiled programs changed at random, with their checksum put right.
fuzz-rmc:
	@$(STAGE) "packages and libraries" tools/setup --test
	@$(STAGE) "configure" cmake --preset asan
	@$(STAGE) "compile" cmake --build --preset asan --target rmc_fuzz
	@$(STAGE) "changed compiled programs" tests/rmc/fuzz build/asan/bin/rmc_fuzz 1000000 2

# What each pass of the optimizer gains, with it and without it.
bench-passes: build
	@$(STAGE) "passes" bench/passes/run

bench-algebra: build
	@$(STAGE) "packages" tools/setup --bench
	@$(STAGE) "configure" cmake --preset release
	@$(STAGE) "compile" cmake --build --preset release --target algebra_bench
	@$(STAGE) "benchmarks of the algebra" bench/algebra/run

# A quarter of an hour, beside peers from npm and Debian's SymPy.
bench-web: build web
	@$(STAGE) "packages" tools/setup --bench
	@$(STAGE) "benchmarks of the web part" bench/web/run
	@$(STAGE) "a page in Chromium" node bench/web/page.mjs

score-web: web
	@$(STAGE) "textbook problems" bench/web/quality

bench: build
	@$(STAGE) "packages" tools/setup --bench
	@$(STAGE) "benchmarks" bench/run
	@$(STAGE) "hostile input within 2 s" tests/hostile/run.py --strict --program build/release/bin/rumina

# All peers, both engines, memory and start-up; a quarter of an hour on two cores.
bench-vm: build
	@$(STAGE) "packages" tools/setup --bench
	@$(STAGE) "benchmarks of the virtual machine" bench/run --peers all --engines vm,ast --memory

clean:
	rm -rf build
