-- A key of memories, history and calls is owner << 24 | sequence, so that what
-- belongs to one owner lies side by side and is read in one sweep.
-- Times are microseconds since 1970-01-01T00:00:00Z.

-- One caller under one agent, or under all of them together (agent '').
-- An id is never used twice: a cache may still know a forgotten owner.
CREATE TABLE owners (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    caller   TEXT    NOT NULL,
    agent    TEXT    NOT NULL,
    revision INTEGER NOT NULL, -- changes with every change of what the owner has
    UNIQUE (caller, agent)
) STRICT;

CREATE TABLE memories (
    key             INTEGER PRIMARY KEY,
    id              TEXT    NOT NULL,
    slot            INTEGER NOT NULL, -- equal for two memories that say the same
    text            TEXT    NOT NULL,
    kind            TEXT    NOT NULL CHECK (kind IN ('profile', 'factual', 'semantic')),
    profile_key     TEXT    CHECK ((profile_key IS NOT NULL) = (kind = 'profile')),
    profile_value   TEXT    CHECK ((profile_value IS NOT NULL) = (kind = 'profile')), -- JSON
    subject         TEXT    CHECK (subject IN ('caller', 'agent'))
                            CHECK ((subject IS NOT NULL) = (kind = 'factual')),
    speaker         TEXT    CHECK (speaker IN ('caller', 'agent'))
                            CHECK (speaker IS NULL OR kind = 'semantic'),
    before          TEXT    CHECK (before IS NULL OR kind = 'semantic'),
    prev2     TEXT    CHECK (prev2 IS NULL OR kind = 'semantic'),
    after           TEXT    CHECK (after IS NULL OR kind = 'semantic'),
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL,
    expires_at      INTEGER,
    reinforced      INTEGER NOT NULL CHECK (reinforced >= 0),
    -- the call it comes from, if it comes from one
    conversation    TEXT,
    agent           TEXT    CHECK (agent IS NULL OR conversation IS NOT NULL),
    call_started_at INTEGER CHECK ((call_started_at IS NULL) = (conversation IS NULL)),
    call_duration   INTEGER CHECK ((call_duration IS NULL) = (conversation IS NULL)), -- seconds
    language        TEXT    CHECK (language IS NULL OR conversation IS NOT NULL)
) STRICT;

CREATE INDEX memories_by_expiry ON memories (expires_at) WHERE expires_at IS NOT NULL;

-- Every change of every memory. A reinforcement changes no words and keeps
-- them in new_text only; the words of an expired memory are gone.
CREATE TABLE history (
    key       INTEGER PRIMARY KEY,
    memory_id TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    change    TEXT    NOT NULL
              CHECK (change IN ('added', 'updated', 'reinforced', 'deleted', 'expired')),
    old_text  TEXT,
    new_text  TEXT
) STRICT;

-- The words about a call go when expires_at has passed; that it took place stays.
CREATE TABLE calls (
    key          INTEGER PRIMARY KEY,
    conversation TEXT    NOT NULL,
    agent        TEXT,
    started_at   INTEGER NOT NULL,
    duration     INTEGER NOT NULL, -- seconds
    summary      TEXT,
    title        TEXT,
    expires_at   INTEGER
) STRICT;

CREATE INDEX calls_by_expiry ON calls (expires_at) WHERE expires_at IS NOT NULL;

-- The calls that were learned: the first 16 bytes of the SHA-256 of the
-- conversation's id. It tells nothing about a person, so it outlives a caller
-- who is forgotten.
CREATE TABLE learned (
    conversation BLOB PRIMARY KEY CHECK (length(conversation) = 16)
) STRICT, WITHOUT ROWID;

CREATE TABLE inbox (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation    TEXT    NOT NULL,
    event_type      TEXT    NOT NULL,
    caller          TEXT,    -- dropped together with the body
    received_at     INTEGER NOT NULL,
    state           TEXT    NOT NULL
                    CHECK (state IN ('pending', 'learned', 'empty', 'kept', 'dead')),
    attempts        INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    next_attempt_at INTEGER CHECK ((next_attempt_at IS NOT NULL) = (state = 'pending')),
    reason          TEXT,
    body            BLOB    CHECK ((body IS NULL) = (state IN ('learned', 'empty'))),
    UNIQUE (conversation, event_type)
) STRICT;

CREATE INDEX inbox_due ON inbox (next_attempt_at) WHERE state = 'pending';
CREATE INDEX inbox_given_up ON inbox (state) WHERE state IN ('kept', 'dead');
CREATE INDEX inbox_by_caller ON inbox (caller) WHERE caller IS NOT NULL;
