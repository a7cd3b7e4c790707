"""The template sets the variables of the server."""

import re

from conftest import ROOT

# Read by the functions themselves, and by their allocator.
FUNCTION_VARIABLES = {"SECRET_ARN", "REVISION", "POST_CALL_QUEUE_URL", "PAYLOAD_BUCKET", "LEDGER_TABLE", "MALLOC_ARENA_MAX"}
# Only for a process that listens, has a disk, or lives long enough to count requests.
SERVER_VARIABLES = {"DATA_DIR", "EMBEDDING_MODEL", "LISTEN_ADDR", "RATE_LIMIT_PER_CALLER", "RUST_LOG", "WORKER_ID"}
# The specification's names of two variables.
ALIASES = {"MEM0_SEARCH_LIMIT": "MEMORY_SEARCH_LIMIT", "MEM0_TIMEOUT": "MEMORY_TIMEOUT"}


def test_the_template_sets_exactly_the_variables_of_the_server(stack):
    documented = set(re.findall(r"^#([A-Z][A-Z0-9_]*)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    variables = {
        variable
        for function in stack().resources("AWS::Lambda::Function")
        for variable in stack().variables(function)
    }
    set_by_template = {ALIASES.get(variable, variable) for variable in variables} - FUNCTION_VARIABLES
    assert set_by_template == documented - SERVER_VARIABLES


def test_a_parameter_sets_its_variable(stack):
    values = {
        "Mem0SearchLimit": ("MEM0_SEARCH_LIMIT", "4"),
        "Mem0Timeout": ("MEM0_TIMEOUT", "2.5"),
        "Mem0BaseUrl": ("MEM0_BASE_URL", "https://mem0.example.com"),
        "RetrieveApiKey": ("RETRIEVE_API_KEY", "retrieve-key"),
        "CallerTokenKey": ("CALLER_TOKEN_KEY", "token-key"),
        "OnMemoryFailure": ("ON_MEMORY_FAILURE", "degrade"),
        "DynamicVariables": ("DYNAMIC_VARIABLES", '{"plan":"none"}'),
        "GreetingTemplate": ("GREETING_TEMPLATE", "Welcome back!"),
        "MemorySummaryMaxChars": ("MEMORY_SUMMARY_MAX_CHARS", "900"),
        "DefaultCountry": ("DEFAULT_COUNTRY", "US"),
        "MemoryScope": ("MEMORY_SCOPE", "agent"),
        "MemoryTtlDays": ("MEMORY_TTL_DAYS", "365"),
        "TimeZone": ("TIME_ZONE", "Europe/Lisbon"),
        "Locale": ("LOCALE", "en-US"),
        "Facts": ("FACTS", '{"plan":{"nature":"single"}}'),
        "SensitiveData": ("SENSITIVE_DATA", "health=drop"),
    }
    variables = stack(**{name: value for name, (_, value) in values.items()}).variables("AgenticMemoriesClientData")
    for variable, value in values.values():
        assert variables[variable] == value
    assert variables["MEMORY_STORE"] == "mem0"
    assert variables["LOG_FORMAT"] == "json"
