.PHONY: run dev test check format messages bench lock
.DEFAULT_GOAL := run

run: ## serve the site with demo content on 127.0.0.1:$PORT (8000)
	@.ci/serve run

dev: ## the same with tracebacks and reloading
	@.ci/serve dev

test: ## every test: SQLite, PostgreSQL, browser
	@.ci/test

check: ## linters and guards
	@.ci/check

format: ## write the code the way the linters want it
	@.ci/setup requirements-dev.txt
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format --quiet .
	@.venv/bin/djade $$(git ls-files 'templates/*.html')

messages: ## gather texts to translate into locale/
	@.ci/setup requirements-dev.txt
	@DEMO=1 .venv/bin/python manage.py makemessages -l fi -l sv --no-location --no-obsolete --no-wrap --ignore=.venv --ignore=var --ignore=tests

bench: ## ratios of pages to an empty page, and their queries
	@.ci/setup requirements-dev.txt
	@DEMO=1 .venv/bin/python -m bench

lock: ## renew the locks, hashes without addresses (needs uv)
	@uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --universal --python-version 3.11.2 pyproject.toml -o requirements.txt
	@uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --universal --python-version 3.11.2 pyproject.toml --group dev -o requirements-dev.txt
