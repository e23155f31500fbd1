# Dateline. `make` alone lists what can be made.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup briefing notebooks lab test lint bench coverage mutants data lock licences sbom audit clean

VENV := .venv
BIN := $(VENV)/bin
PLACE := $(VENV)/place
STAMP := $(VENV)/installed

# What `make briefing` and `make notebooks` read; each can be set on the command line.
ARTICLE ?= data/articles/2022-09-15-latimes-armenia-azerbaijan-ceasefire.txt
PUBLISHED ?=
THEATRE ?=
OUT ?=
export ARTICLE PUBLISHED THEATRE OUT

NOTEBOOKS := $(wildcard notebooks/*.ipynb)

# No file is larger, but for the gazetteer of the world.
MAX_KB := 2048
LARGE := data/gazetteer/gazetteer.sqlite

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo '  make briefing ARTICLE="my article.txt" PUBLISHED=2022-09-15 THEATRE=south-caucasus OUT=folder'

setup: $(STAMP) ## make .venv from requirements.lock; done once, by every other command too

briefing: $(STAMP) ## turn an article into outputs/<article>/briefing.html
	@$(BIN)/dateline brief "$$ARTICLE" $${PUBLISHED:+--published "$$PUBLISHED"} \
		$${THEATRE:+--theatre "$$THEATRE"} $${OUT:+--out "$$OUT"}

notebooks: $(STAMP) ## run every notebook on an article; the executed copies go to outputs/notebooks
	@mkdir -p outputs/notebooks
	@for notebook in $(filter-out %corpus.ipynb,$(NOTEBOOKS)); do \
		echo "$$notebook"; \
		$(BIN)/papermill "$$notebook" "outputs/$$notebook" --log-level WARNING \
			-p article "$$ARTICLE" $${PUBLISHED:+-p published "$$PUBLISHED"} \
			$${THEATRE:+-p theatre "$$THEATRE"} $${OUT:+-p out "$$OUT"} || exit 1; \
	done
	@$(BIN)/papermill notebooks/corpus.ipynb outputs/notebooks/corpus.ipynb --log-level WARNING

lab: $(STAMP) ## open the notebooks in JupyterLab
	@$(BIN)/jupyter-lab --LabApp.default_url=/lab/tree/notebooks $(ARGS)

test: $(STAMP) ## run all tests; ARGS="-k dates" runs some of them
	@$(BIN)/python -m pytest $(ARGS)

# The same checks as .pre-commit-config.yaml, on all files, changing none.
lint: $(STAMP) ## check style, types, stripped notebooks, large files and private keys
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --output-format concise .
	@$(BIN)/mypy --no-error-summary
	@$(if $(NOTEBOOKS),$(BIN)/nbstripout --keep-id --verify $(NOTEBOOKS))
	@git ls-files -z -- . ':!$(LARGE)' | \
		xargs -0 $(BIN)/check-added-large-files --enforce-all --maxkb=$(MAX_KB)
	@git ls-files -z | xargs -0 $(BIN)/detect-private-key

bench: $(STAMP) ## measure; GOLD=folder also scores claims and writes docs/accuracy.md
	@$(BIN)/python benchmarks/seed.py tests/gold/2022-09-15-ceasefire.json
	@$(BIN)/python benchmarks/evenhanded.py data/articles/2022-09-15-*.txt
	@$(if $(GOLD),$(BIN)/python benchmarks/accuracy.py "$(GOLD)")

coverage: $(STAMP) ## run all tests, and write which share of lib/ they reach to benchmarks/coverage.csv
	@# Tests of time, of a full disk and of files left behind may fail while lines are counted.
	@-$(BIN)/python -m pytest --cov=dateline --cov-report=json:outputs/coverage.json $(ARGS)
	@$(BIN)/python benchmarks/reached.py outputs/coverage.json

mutants: $(STAMP) ## change core modules bit by bit, and count the changes that no test notices
	@scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT && \
	$(BIN)/python -m pip install --quiet --target "$$scratch" mutmut==3.8.1 && \
	PYTHONPATH="$$scratch" $(BIN)/python benchmarks/mutants.py

data: $(STAMP) ## rebuild the maps and the gazetteer from their public sources
	@$(BIN)/python -m data.basemap.build
	@$(BIN)/python -m data.gazetteer.build

# Two passes, so that one version of each package serves every Python: what runs on 3.11 is taken
# for all. Versions that the lock already holds are kept; UPGRADE=1 takes the newest.
UV_COMPILE = "$$scratch/uv/bin/uv" pip compile --no-config --quiet --python-version 3.11 \
	--extra model --extra dev --no-annotate --no-header --no-emit-index-url \
	$(if $(UPGRADE),--upgrade) pyproject.toml

lock: $(STAMP) ## resolve pyproject.toml anew into requirements.lock; UPGRADE=1 for newer versions
	@scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT && \
	$(BIN)/python -m pip install --quiet --target "$$scratch/uv" uv && \
	cp requirements.lock "$$scratch/one.txt" && cp requirements.lock "$$scratch/all.txt" && \
	$(UV_COMPILE) --output-file "$$scratch/one.txt" && \
	$(UV_COMPILE) --universal --constraint "$$scratch/one.txt" --generate-hashes \
		--output-file "$$scratch/all.txt" && \
	{ echo "# Made by 'make lock' from pyproject.toml: one version of each package for" && \
	echo "# Python 3.11 to 3.13, with the hashes of its files for every platform." && \
	grep -v '^#' "$$scratch/all.txt"; } > "$$scratch/new.txt" && \
	cp "$$scratch/new.txt" requirements.lock

# Tools for this alone live in a folder that is gone afterwards, so that the lock stays small.
licences: $(STAMP) ## list the licence of every locked package in docs/licences.csv
	@scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT && \
	$(BIN)/python -m pip install --quiet --target "$$scratch" pip-licenses && \
	PYTHONPATH="$$scratch" $(BIN)/python -m piplicenses --from=mixed --order=name --with-system \
		--format=csv --output-file="$$scratch/licences.csv" \
		--packages $$(sed -n 's/^\([A-Za-z0-9._-]*\)==.*/\1/p' requirements.lock) > /dev/null && \
	cp "$$scratch/licences.csv" docs/licences.csv

sbom: $(STAMP) ## write the bill of materials of requirements.lock (CycloneDX) to outputs/sbom.json
	@scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT && \
	$(BIN)/python -m pip install --quiet --target "$$scratch" cyclonedx-bom && \
	PYTHONPATH="$$scratch" $(BIN)/python -m cyclonedx_py requirements requirements.lock \
		--output-format JSON --output-file outputs/sbom.json

# Without --strict, packages that the database cannot be asked for would pass for sound.
audit: $(STAMP) ## look the versions of requirements.lock up among known weaknesses; needs a network
	@scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT && \
	$(BIN)/python -m pip install --quiet --target "$$scratch" pip-audit && \
	PYTHONPATH="$$scratch" $(BIN)/python -m pip_audit --strict --requirement requirements.lock \
		--require-hashes --disable-pip --progress-spinner off || \
	{ echo "Not every package was found sound: see above, and docs/security.md." >&2; exit 1; }

clean: ## remove .venv and caches; outputs stay
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache lib/*.egg-info build
	@find lib tests benchmarks data notebooks -name __pycache__ -type d -prune -exec rm -rf {} +
	@find notebooks -name .ipynb_checkpoints -type d -prune -exec rm -rf {} +

# --- .venv -------------------------------------------------------------------------------------

# A .venv that was moved with its folder, or whose Python is gone, does not run: it is made anew.
ifneq "$(shell test -x $(BIN)/python && cat $(PLACE) 2>/dev/null)" "$(CURDIR)"
.PHONY: $(PLACE)
endif

# The first Python that is new enough and can make a virtual environment; PYTHON=... names another.
$(PLACE):
	@chosen=; found=; set -- python3.13 python3.12 python3.11 python3; \
	if [ -n "$$PYTHON" ]; then set -- "$$PYTHON"; fi; \
	for python do \
		version=$$("$$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue; \
		case "$$version" in 3.11|3.12|3.13) ;; *) continue ;; esac; \
		found=$$version; \
		"$$python" -c 'import ensurepip, venv' 2>/dev/null && chosen=$$python && break; \
	done; \
	if [ -z "$$found" ]; then \
		echo "Dateline needs Python 3.11, 3.12 or 3.13, and found none of them as: $$*" >&2; \
		echo "On Debian or Ubuntu, as root: apt-get install python3 python3-venv" >&2; \
		echo "If it stands elsewhere: make setup PYTHON=/path/to/python3" >&2; exit 1; \
	elif [ -z "$$chosen" ]; then \
		echo "Python $$found is here, but it cannot make a virtual environment." >&2; \
		echo "On Debian or Ubuntu, as root: apt-get install python$$found-venv" >&2; exit 1; \
	fi; \
	"$$chosen" -m venv --clear $(VENV) && pwd -P > $@

# Where `jupyter nbconvert --template briefing` looks; an editable install puts nothing there.
TEMPLATES := $(VENV)/share/jupyter/nbconvert/templates

# pip unpacks without compiling, and all cores compile afterwards: bytecode is there even where
# PYTHONDONTWRITEBYTECODE is set, and every later start is seconds faster. A file of some package
# that does not compile is no reason to stop.
$(STAMP): $(PLACE) requirements.lock pyproject.toml Makefile
	@echo "Setting up $(VENV) from requirements.lock: a few minutes and a network, this once."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps \
		--require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--no-build-isolation --editable .
	@ln -sfn ../../../../../lib/dateline/templates/briefing $(TEMPLATES)/briefing
	@$(BIN)/python -m compileall -qq -j 0 $(VENV)/lib lib || true
	@touch $@
