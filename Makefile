# Builds and deploys the AWS stack; docs/aws.md is the guide.

PARAMETERS ?= parameters.yaml
STACK ?= AgenticMemoriesStack
TOOLS := $(CURDIR)/infra/.venv/sam
# cargo-lambda looks for its linker with the first Python on the path.
export PATH := $(TOOLS)/bin:$(PATH)
export SAM_CLI_TELEMETRY ?= 0

# Smaller and a little faster, for a longer build. The SAM CLI knows the profile `release` only.
export CARGO_PROFILE_RELEASE_CODEGEN_UNITS := 1
export CARGO_PROFILE_RELEASE_LTO := fat
export CARGO_PROFILE_RELEASE_STRIP := symbols

OVERRIDES = $(if $(wildcard $(PARAMETERS)),--parameter-overrides file://$(PARAMETERS))

.PHONY: build deploy
build: $(TOOLS)/installed
	sam build $(OVERRIDES)

deploy: build
	@test -f $(PARAMETERS) || { echo "there is no $(PARAMETERS): copy parameters.example.yaml and set your keys"; exit 1; }
	sam deploy --stack-name $(STACK) $(OVERRIDES) Revision=$(shell date -u +%Y%m%dT%H%M%SZ)

$(TOOLS)/installed: infra/requirements-sam.txt
	infra/install sam
