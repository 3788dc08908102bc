# make help tells what there is. Everything sets up what it needs.
SHELL := /bin/bash
.DEFAULT_GOAL := help
unexport PYTHONDONTWRITEBYTECODE VIRTUAL_ENV

TOOLS := $(CURDIR)/.transom/tools/bin
export UV := $(TOOLS)/uv
export PATH := $(CURDIR)/.venv/bin:$(TOOLS):$(PATH)
SAM := $(UV) tool run --quiet --from aws-sam-cli==1.170.0 sam

.PHONY: help up down logs test check build deploy bench bench-peers language fuzz conformance setup setup-browser

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

up: setup ## the whole desk on this machine, with demo conversations
	@transom up

down: setup ## stop it; what the desk knows is kept
	@transom down

logs: setup ## follow what its services and functions write
	@transom logs

test: setup ## what CI runs: lint, format, types, import rules, the console, every test that needs no stack
	@python -m tools.check

check: setup-browser ## everything: also the deployed stack in a browser
	@python -m tools.check --all

build: setup ## build the template for AWS, on arm64
	@cd infra && SAM_CLI_TELEMETRY=0 $(SAM) build --config-file samconfig.toml --cached

deploy: build ## deploy to AWS with the parameters in infra/samconfig.toml
	@cd infra && SAM_CLI_TELEMETRY=0 $(SAM) deploy --config-file samconfig.toml

bench: setup ## what a message, a mail and a page cost, as JSON
	@python -m tools.bench

bench-peers: setup ## what mails cost here and in django-helpdesk, as JSON
	@python -m tools.bench.peers

language: setup ## train the table that tells languages apart, and judge it
	@$(UV) run --quiet --no-project --script tools/language.py

fuzz: setup ## read mails that atheris damages, for a minute
	@PYTHONPATH=layers/transom/python:. $(UV) run --quiet --no-sync --with atheris==3.1.0 python -m tools.fuzz.mail -max_total_time=60

conformance: setup ## the tests of the store, and of giving out 5 000 conversations, on AWS's DynamoDB Local
	@python -m tools.conformance

setup:
	@python3 tools/bootstrap.py

setup-browser:
	@python3 tools/bootstrap.py --browser
