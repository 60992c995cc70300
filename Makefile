# `make help` lists the targets. Needs GNU make, git and Python 3.11.5 or newer; everything else is set up in .venv/.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST_ARGS ?= -n auto --dist loadgroup
LOCK_ARGS ?=

export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

# The edit buttons lead to the repository that was cloned. Credentials in its address stay out.
ifeq ($(origin REPO_URL),undefined)
REPO_URL := $(shell git config --get remote.origin.url 2>/dev/null | sed -nE \
	-e 's|^git@([^:/]+):/*|https://\1/|' -e 's|^https://[^/]*@|https://|' \
	-e 's|/*$$||' -e 's|\.git$$||' -e '/^https:/p')
endif
export REPO_URL

# MkDocs warns of an edit_uri that has no repo_url before it, and a strict build stops at a warning.
ifeq ($(REPO_URL),)
EDIT_URI :=
else
EDIT_URI ?= edit/main/docs/
endif
export EDIT_URI

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve test lint bench lock setup clean FORCE

help: ## list the targets
	@sed -nE 's/^([a-z]+):.* ## (.*)$$/  make \1|\2/p' Makefile | awk -F '|' '{ printf "%-14s %s\n", $$1, $$2 }'

site: $(VENV)/.site ## build the archive's site into site/
	@$(BIN)/mkdocs build --strict
	@$(BIN)/glossator check --site site
	@echo "site/ holds $$(find site -name '*.html' | wc -l | tr -d ' ') pages; next: make serve"

serve: $(VENV)/.site ## preview the site, rebuilt at every saved edit
	@$(BIN)/mkdocs serve

test: $(VENV)/.test $(VENV)/.chromium $(VENV)/.checker ## run every test
	@REPO_URL= EDIT_URI= $(BIN)/python -m pytest $(PYTEST_ARGS)
	@echo "every test passed, with the tools in $(VENV)/; next: make site, or make bench for the speed"

lint: $(VENV)/.test ## check style, types, imports and workflows
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/zizmor --offline --no-progress .github/workflows
	@echo "nothing to mend; next: make test"

# Plain MkDocs is installed compiled, and so are we; where PYTHONDONTWRITEBYTECODE is set, only this compiles us.
bench: $(VENV)/.site ## measure the speed beside plain MkDocs
	@$(BIN)/python -m compileall -q build_tools/glossator
	@$(BIN)/python tests/benchmarks/bench.py

setup: $(VENV)/.site ## install what builds a site

# Without LOCK_ARGS=--upgrade, pins that still fit stay as they are.
lock: $(VENV)/.python ## pin the dependencies anew (LOCK_ARGS=--upgrade for newer ones)
	@$(BIN)/python -m pip install -qq 'uv>=0.9,<1'
	@$(UV_COMPILE) --output-file requirements.lock pyproject.toml
	@$(UV_COMPILE) --extra test --extra lint --constraint requirements.lock \
		--output-file requirements-test.lock pyproject.toml
	@echo "requirements.lock and requirements-test.lock are written; next: make test"

clean: ## remove what builds and tests made; .venv/ stays
	@rm -rf site docs/archive .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache dist
	@find build_tools tests -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

UV_COMPILE = $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11.5 --group build \
	--custom-compile-command 'make lock' $(LOCK_ARGS)

# Set-up. Each step leaves a stamp in .venv/, so that it runs again only when what it was made from has changed.

# `apt_install PACKAGE` needs to be root or to become root without a password; `can_install` tells.
APT = as_root=; \
	if [ "$$(id -u)" = 0 ]; then as_root=env; elif sudo -n true 2>/dev/null; then as_root='sudo -n env'; fi; \
	can_install() { [ -n "$$as_root" ] && command -v apt-get >/dev/null; }; \
	apt() { $$as_root DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$$@" >/dev/null; }; \
	apt_install() { apt install -y --no-install-recommends "$$1" 2>/dev/null || \
		{ apt update && apt install -y --no-install-recommends "$$1"; }; }

# A virtual environment does not survive the move of its folder, nor the removal of its Python.
ifneq ($(shell $(BIN)/python -c 'print(1)' 2>/dev/null)$(shell cat $(VENV)/.python 2>/dev/null),1$(CURDIR))
$(VENV)/.python: FORCE
endif

$(VENV)/.python:
	@version=$$($(PYTHON) -c 'import platform; print(platform.python_version())' 2>/dev/null) || version=missing; \
	if ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' 2>/dev/null; then \
		echo "error: Glossator needs Python 3.11.5 or newer, and $(PYTHON) is $$version" >&2; \
		echo "    remedy: install a newer Python and name it, for example: make $(or $(MAKECMDGOALS),site) PYTHON=python3.13" >&2; \
		exit 1; \
	fi; \
	$(APT); \
	has_venv() { $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; }; \
	if ! has_venv && can_install; then \
		echo "Installing Debian's python3-venv ..."; \
		apt_install python3-venv; \
	fi; \
	if ! has_venv; then \
		echo "error: $(PYTHON) ($$version) cannot make a virtual environment: its venv module is missing" >&2; \
		echo "    remedy: on Debian, as root: apt-get install -y python3-venv (or python$${version%.*}-venv)" >&2; \
		exit 1; \
	fi; \
	echo "Making $(VENV)/ with Python $$version ..."; \
	$(PYTHON) -m venv --clear $(VENV)
	@echo '$(CURDIR)' >$@

$(VENV)/.site: requirements.lock pyproject.toml $(VENV)/.python
	@echo "Installing the pinned packages that build a site ..."
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/.site
	@echo "Installing the pinned packages for tests and lint ..."
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements-test.lock
	@touch $@

# The tests take Debian's Chromium where it stands, else Playwright's own.
$(VENV)/.chromium: $(VENV)/.test
	@$(APT); \
	if [ ! -x /usr/bin/chromium ] && grep -qx 'ID=debian' /etc/os-release && can_install; then \
		echo "Installing Debian's Chromium ..."; \
		apt_install chromium; \
	fi; \
	if [ ! -x /usr/bin/chromium ]; then \
		echo "Installing Playwright's Chromium ..."; \
		$(BIN)/playwright install $$(can_install && echo --with-deps) chromium; \
	fi
	@touch $@

# The Nu Html Checker judges the pages' HTML. It needs Java and comes by npm; where either is missing, its test says so.
CHECKER := vnu-jar@26.9.27
CHECKER_SHA256 := 22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47

$(VENV)/.checker: $(VENV)/.test
	@$(APT); \
	if ! command -v java >/dev/null && can_install; then \
		echo "Installing Debian's Java ..."; \
		apt_install default-jre-headless; \
	fi; \
	if command -v java >/dev/null && command -v npm >/dev/null; then \
		echo "Installing the Nu Html Checker ..."; \
		npm install --silent --no-save --no-audit --no-fund --ignore-scripts --prefix $(VENV)/checker $(CHECKER) || exit 1; \
		$(BIN)/python -c "import hashlib, sys; \
			sys.exit(hashlib.sha256(open(sys.argv[1], 'rb').read()).hexdigest() != '$(CHECKER_SHA256)')" \
			$(VENV)/checker/node_modules/vnu-jar/build/dist/vnu.jar || \
			{ echo "error: $(CHECKER) is not the program that it was; remove $(VENV)/checker" >&2; exit 1; }; \
	else \
		echo "Java or npm is missing: the test of the pages' HTML will be skipped"; \
	fi
	@touch $@
