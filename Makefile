# Builds and deploys the AWS stack; docs/aws.md is the guide.

PARAMETERS ?= parameters.yaml
STACK ?= AgenticMemoriesStack
REGION ?= us-east-1
TOOLS := $(CURDIR)/infra/.venv/sam
# cargo-lambda finds its linker by the first Python on the path.
export PATH := $(TOOLS)/bin:$(PATH)
export SAM_CLI_TELEMETRY ?= 0

# Smaller and slightly faster binaries, for a longer build. The SAM CLI always builds the profile `release`.
export CARGO_PROFILE_RELEASE_CODEGEN_UNITS := 1
export CARGO_PROFILE_RELEASE_LTO := fat
export CARGO_PROFILE_RELEASE_STRIP := symbols

OVERRIDES = $(if $(wildcard $(PARAMETERS)),--parameter-overrides file://$(PARAMETERS))

.PHONY: build parameters deploy delete
build: $(TOOLS)/installed
	sam build $(OVERRIDES)

# Before the build, which takes minutes.
parameters: $(TOOLS)/installed
	python infra/parameters.py template.yaml $(PARAMETERS)

deploy: parameters build
	sam deploy --stack-name $(STACK) --region $(REGION) $(OVERRIDES) Revision=$(shell date -u +%Y%m%dT%H%M%SZ)

delete: $(TOOLS)/installed
	sam delete --stack-name $(STACK) --region $(REGION)

$(TOOLS)/installed: infra/requirements-sam.txt
	infra/install sam
