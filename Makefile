# demo    the lesson's figure, in the terminal and as SVG
# test    all tests
# install the command, its manual page, its completions and the engine of pages below PREFIX (/usr/local)
# dist    the same as an archive with its SHA-256, in dist/
# web     the core as one WebAssembly module, and what pages need of it, in .build/web
# gallery the graphs, two lessons and wrong numbers in print as a site, gallery/index.html, every number proved
# site    the playground: one page with examples, site/index.html
# check   everything that must hold before a change is accepted
# check-all  the same, with every graph in WebAssembly
# pictures  every graph's SVG, measured as a browser draws it: overlaps, jogs, size of text, order; some minutes
# docs    the documentation as a site, in .build/docs; after make web with the playground that its pages lead to
# fuzz    changed files through reader, formatter and evaluation, for SECONDS=60 or INPUTS=1000000, with SEED=1
# bench   speed, each figure beside its bound
# accuracy  the errors of the elementary functions, beside mpmath; some ten minutes
# format  the sources in their standard form
# record  new golden files of the pictures; look at what changed before you commit it

SOURCES = Package.swift Sources Tests Benchmarks .ci/pack.swift
GRAPHS = $(wildcard graphs/*.flow graphs/course/*.flow)
# The figure that the README shows.
EMBLEM = Sources/Edgewise/Edgewise.docc/Resources/delivery-time.svg
# Linked statically and without symbols, the command starts faster. Apple's systems bring the library along.
STATIC = $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib -Xlinker -s -Xlinker --icf=safe \
	-Xlinker --no-export-dynamic)
RELEASE = swift build -c release --product edgewise $(STATIC)
BINARY = $$($(RELEASE) --show-bin-path)/edgewise
PREFIX = /usr/local
# The engine of pages, where it can be made: all else is installed without it.
WEB = .ci/web || [ $$? -eq 69 ]
# Those that the playground offers; the first is open.
EXAMPLES = $(addprefix graphs/,delivery-time.flow one-knob.flow karpathy-neuron.flow mazur.flow two-layer-network.flow \
  five-deliveries.flow failure-and-success.flow adam-by-hand.flow dead-relu.flow x-times-x.flow sigmoid-chain.flow \
  residual-chain.flow softmax-regression.flow layer-norm.flow attention-head.flow transformer-block.flow)
# Those that are drawn in WebAssembly too: strings, tables, groups, runs.
IN_WEB = $(addprefix graphs/,delivery-time.flow activation-gelu.flow activation-silu.flow adam-by-hand.flow attention-head.flow \
  five-deliveries.flow log-sum-exp.flow transformer-block.flow two-layer-network.flow course/18-lenet.flow)

.PHONY: demo install dist web site gallery test pictures check check-all docs bench fuzz format record prepare prepare-checks

demo: prepare
	@echo "Building edgewise; the first time takes a few minutes."
	@mkdir -p .build
	@$(RELEASE) >.build/demo.log 2>&1 || { cat .build/demo.log; exit 1; }
	@edgewise="$(BINARY)"; \
	  { "$$edgewise" show graphs/delivery-time.flow 2>.build/demo.log && \
	    "$$edgewise" render graphs/delivery-time.flow -o delivery-time.svg 2>.build/demo.log; } || \
	  { cat .build/demo.log >&2; exit 1; }
	@echo && echo "The same as SVG, for a browser or a slide: $(CURDIR)/delivery-time.svg"
	@echo "The command is $(BINARY); make install puts it on the PATH."

install: prepare
	$(RELEASE)
	@$(WEB)
	@Packaging/install "$(BINARY)" "$(DESTDIR)$(PREFIX)" .build/web

dist: prepare
	$(RELEASE)
	@$(WEB)
	@Packaging/dist "$(BINARY)" dist .build/web

web: prepare prepare-checks
	.ci/web

site: web
	$(RELEASE)
	@Packaging/site "$(BINARY)" .build/web site $(EXAMPLES)

gallery: web
	$(RELEASE)
	@Packaging/gallery "$(BINARY)" .build/web gallery

test: prepare
	swift test

pictures: prepare
	swift build --product edgewise
	python3 Tests/pictures/measure.py "$$(swift build --show-bin-path)/edgewise"

check: prepare prepare-checks
	swift format lint --strict --parallel --recursive $(SOURCES)
	.ci/imports
	swift build --explicit-target-dependency-import-check error
	.ci/libm
	"$$(swift build --show-bin-path)/edgewise" fmt --verify $(GRAPHS)
	"$$(swift build --show-bin-path)/edgewise" check $(GRAPHS)
	"$$(swift build --show-bin-path)/edgewise" render graphs/delivery-time.flow -o $(EMBLEM) --verify
	.ci/docs .build/docs
	.ci/client
	.ci/web-sameness $(IN_WEB)
	.ci/pages $(IN_WEB)
	EDGEWISE_RECORD=never $(MAKE) test

check-all: IN_WEB = $(wildcard graphs/*.flow graphs/*/*.flow)
check-all: check

docs: prepare
	.ci/docs .build/docs
	@# Pages of operations lead to the playground, where its engine has been made.
	@if [ -f .build/web/edgewise-engine.js ]; then swift build --product edgewise && \
	  Packaging/site "$$(swift build --show-bin-path)/edgewise" .build/web .build/docs/playground $(EXAMPLES); fi

bench: prepare
	$(RELEASE)
	EDGEWISE_BENCH=1 EDGEWISE="$(BINARY)" swift run -c release --scratch-path .build-bench bench

SEED = 1
FUZZED = $(GRAPHS) $(wildcard graphs/mistakes/*.flow Tests/FlowLanguageTests/Corpus/*.txt Tests/FlowLanguageTests/Crashers/*.flow)

fuzz: prepare
	@mkdir -p .build/fuzz
	EDGEWISE_FUZZ=1 swift run -c release --scratch-path .build-fuzz fuzz $(if $(INPUTS),--inputs $(INPUTS),--seconds $(or $(SECONDS),60)) --seed $(SEED) \
	  --crashers .build/fuzz $(FUZZED)

accuracy:
	@python3 -c 'import mpmath' || { echo "pip install mpmath" >&2; exit 69; }
	@mkdir -p .build
	clang -O2 -shared -fPIC -ISources/ElementaryFunctions/include Sources/ElementaryFunctions/*/*.c -o .build/elementary.so
	python3 Tests/accuracy/measure.py .build/elementary.so

format:
	swift format --in-place --parallel --recursive $(SOURCES)

record: prepare
	EDGEWISE_RECORD=all swift test --filter "GoldenTests|explanationGoldenTests" || true
	"$$(swift build --show-bin-path)/edgewise" render graphs/delivery-time.flow -o $(EMBLEM)

prepare:
	@.ci/prepare

# What only checks need, such as the programs that pictures are compared with; demo installs none of it.
prepare-checks:
	@.ci/prepare-checks
