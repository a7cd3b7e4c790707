"""The template and the service know the same variables."""

import re

from conftest import ROOT

# Read by the functions themselves, and by their allocator.
OF_LAMBDA = {"SECRET_ARN", "REVISION", "POST_CALL_QUEUE_URL", "PAYLOAD_BUCKET", "LEDGER_TABLE", "MALLOC_ARENA_MAX"}
# Of a service that listens, keeps a database or a model, and lives long enough to count requests.
OF_THE_SERVER = {"DATA_DIR", "LISTEN_ADDR", "RANKER_MODEL", "RATE_LIMIT_PER_CALLER", "RUST_LOG"}


def test_every_variable_of_the_service_can_be_set_and_no_other(stack):
    documented = set(re.findall(r"^#([A-Z][A-Z0-9_]*)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    given = {
        variable
        for function in stack().resources("AWS::Lambda::Function")
        for variable in stack().variables(function)
    }
    assert given - OF_LAMBDA == documented - OF_THE_SERVER


def test_a_parameter_reaches_the_variable_of_its_name(stack):
    values = {
        "Mem0SearchLimit": ("MEM0_SEARCH_LIMIT", "4"),
        "Mem0Timeout": ("MEM0_TIMEOUT", "2.5"),
        "Mem0BaseUrl": ("MEM0_BASE_URL", "https://mem0.example.com"),
        "RetrieveApiKey": ("RETRIEVE_API_KEY", "retrieve-key"),
        "CallerTokenKey": ("CALLER_TOKEN_KEY", "token-key"),
        "OnMemoryFailure": ("ON_MEMORY_FAILURE", "degrade"),
        "DynamicVariables": ("DYNAMIC_VARIABLES", '{"plan":"none"}'),
        "GreetingTemplate": ("GREETING_TEMPLATE", "Welcome back!"),
        "BriefMaxChars": ("BRIEF_MAX_CHARS", "900"),
        "DefaultRegion": ("DEFAULT_REGION", "US"),
        "MemoryScope": ("MEMORY_SCOPE", "agent"),
        "MemoryTtlDays": ("MEMORY_TTL_DAYS", "365"),
    }
    variables = stack(**{name: value for name, (_, value) in values.items()}).variables("AgenticMemoriesClientData")
    for variable, value in values.values():
        assert variables[variable] == value
    assert variables["MEMORY_STORE"] == "mem0"
    assert variables["LOG_FORMAT"] == "json"
