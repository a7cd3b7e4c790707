-- A key of memories, history and calls is partition << 24 | sequence, so that the
-- rows of a partition lie side by side and are read in one range scan.
-- Times are microseconds since 1970-01-01T00:00:00Z. Conversations and agents are
-- qualified by their voice platform (elevenlabs:conv_1).

-- One caller of one project, under one agent or, where agents share memories,
-- under all of them (agent '').
-- An id is never used twice: a cache may still hold an erased partition.
CREATE TABLE partitions (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    project           TEXT    NOT NULL,
    caller            TEXT    NOT NULL,
    agent             TEXT    NOT NULL,
    revision          INTEGER NOT NULL, -- increases with every change of the partition
    -- the last model, and the revision, in which every text had an embedding
    embedded_model    BLOB    CHECK (length(embedded_model) = 16),
    embedded_revision INTEGER,
    UNIQUE (project, caller, agent)
) STRICT;

CREATE TABLE memories (
    key             INTEGER PRIMARY KEY,
    id              TEXT    NOT NULL,
    dedup_hash      INTEGER NOT NULL, -- equal for duplicates
    text            TEXT    NOT NULL,
    kind            TEXT    NOT NULL CHECK (kind IN ('profile', 'factual', 'semantic')),
    profile_key     TEXT    CHECK ((profile_key IS NOT NULL) = (kind = 'profile')),
    profile_value   TEXT    CHECK ((profile_value IS NOT NULL) = (kind = 'profile')), -- JSON
    subject         TEXT    CHECK (subject IN ('caller', 'agent'))
                            CHECK ((subject IS NOT NULL) = (kind = 'factual')),
    speaker         TEXT    CHECK (speaker IN ('caller', 'agent'))
                            CHECK (speaker IS NULL OR kind = 'semantic'),
    -- the turns around a semantic memory: the one before, the one before that, and the next
    prev            TEXT    CHECK (prev IS NULL OR kind = 'semantic'),
    prev2           TEXT    CHECK (prev2 IS NULL OR kind = 'semantic'),
    next            TEXT    CHECK (next IS NULL OR kind = 'semantic'),
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL,
    expires_at      INTEGER,
    confirmations   INTEGER NOT NULL CHECK (confirmations >= 0),
    -- the call it was extracted from; NULL if an operator entered it
    conversation    TEXT,
    agent           TEXT    CHECK (agent IS NULL OR conversation IS NOT NULL),
    call_started_at INTEGER CHECK ((call_started_at IS NULL) = (conversation IS NULL)),
    call_duration   INTEGER CHECK ((call_duration IS NULL) = (conversation IS NULL)), -- seconds
    language        TEXT    CHECK (language IS NULL OR conversation IS NOT NULL)
) STRICT;

CREATE INDEX memories_by_dedup_hash ON memories (key >> 24, dedup_hash);
CREATE INDEX memories_by_expiry ON memories (expires_at) WHERE expires_at IS NOT NULL;

-- Every change of every memory. A confirmation changes no text and stores it in
-- new_text only; the texts of an expired memory are removed.
CREATE TABLE history (
    key          INTEGER PRIMARY KEY,
    memory_id    TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    change       TEXT    NOT NULL
                 CHECK (change IN ('added', 'updated', 'confirmed', 'deleted', 'expired')),
    conversation TEXT, -- NULL for a change by an operator
    old_text     TEXT,
    new_text     TEXT
) STRICT;

-- The version of a memory that each call contributed, unless the memory is that of one
-- call alone. The memory is computed from them, so that a more complete event of a call
-- can replace or retract the contribution of a less complete one, in whatever order the
-- calls and their events arrive.
CREATE TABLE contributions (
    partition    INTEGER NOT NULL,
    dedup_hash   INTEGER NOT NULL,
    memory_id    TEXT    NOT NULL,
    conversation TEXT    NOT NULL, -- '' for an operator
    memory       TEXT,             -- JSON; NULL if an operator edited or deleted the memory
    PRIMARY KEY (partition, dedup_hash, memory_id, conversation)
) STRICT, WITHOUT ROWID;

-- The texts are removed when expires_at has passed; the fact of the call stays.
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

-- The completeness with which each part of a conversation was ingested, and into which
-- partition: a more complete event may name another caller. The conversation is a
-- truncated SHA-256 of the project and the qualified id: it identifies no person, so the
-- row outlives an erased caller.
CREATE TABLE processed_parts (
    conversation BLOB    NOT NULL CHECK (length(conversation) = 16),
    part         TEXT    NOT NULL CHECK (part IN ('profile', 'factual', 'semantic')),
    completeness INTEGER NOT NULL,
    partition    INTEGER, -- NULL if nothing was ingested, or the caller was erased
    PRIMARY KEY (conversation, part)
) STRICT, WITHOUT ROWID;

-- Finished calls and other events of the voice platforms. The caller and the
-- content are removed when an event is ingested or skipped. The content has a table
-- of its own, so that a claim or an attempt does not rewrite it.
CREATE TABLE inbox (
    id              TEXT    NOT NULL PRIMARY KEY, -- a version 7 UUID: sorts by arrival
    project         TEXT    NOT NULL,
    platform        TEXT    NOT NULL,
    conversation    TEXT    NOT NULL,
    event_type      TEXT    NOT NULL,
    body_sha256     TEXT    NOT NULL,
    caller          TEXT,
    received_at     INTEGER NOT NULL,
    state           TEXT    NOT NULL CHECK
                    (state IN ('pending', 'ingested', 'skipped', 'unprocessable', 'dead_letter')),
    attempts        INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0), -- that failed
    next_attempt_at INTEGER CHECK ((next_attempt_at IS NOT NULL) = (state = 'pending')),
    -- the claim under which a worker holds the event, and until when
    claim_id        TEXT    CHECK (claim_id IS NULL OR state = 'pending'), -- a version 7 UUID
    claimed_by      TEXT    CHECK ((claimed_by IS NULL) = (claim_id IS NULL)),
    claimed_until   INTEGER CHECK ((claimed_until IS NULL) = (claim_id IS NULL)),
    reason          TEXT,
    -- when a worker may claim it
    due_at          INTEGER GENERATED ALWAYS AS
                    (max(next_attempt_at, ifnull(claimed_until, next_attempt_at))) VIRTUAL,
    UNIQUE (project, platform, conversation, event_type, body_sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE inbox_contents (
    event   TEXT NOT NULL PRIMARY KEY REFERENCES inbox (id),
    kind    TEXT NOT NULL CHECK (kind IN ('call', 'raw')),
    content BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX inbox_due ON inbox (due_at, id) WHERE state = 'pending';
CREATE INDEX inbox_failed ON inbox (state) WHERE state IN ('unprocessable', 'dead_letter');
CREATE INDEX inbox_by_caller ON inbox (project, caller) WHERE caller IS NOT NULL;

-- Which parts of which calls were added to a remote store whose add is not
-- idempotent. The conversation is the digest in processed_parts.
CREATE TABLE ledger (
    conversation       BLOB    NOT NULL CHECK (length(conversation) = 16),
    part               TEXT    NOT NULL CHECK (part IN ('profile', 'factual', 'semantic')),
    completed          INTEGER NOT NULL DEFAULT 0, -- completeness; 0 where none was
    begun_at           INTEGER,
    begun_completeness INTEGER CHECK ((begun_completeness IS NULL) = (begun_at IS NULL)),
    PRIMARY KEY (conversation, part)
) STRICT, WITHOUT ROWID;

-- Token embeddings for semantic ranking: one bit per dimension and token of a memory
-- and of the turns around it. A text that several memories of a partition share is
-- embedded once, under one of them.
--
-- The key is that of the memory << 2 | which of its four texts, so that the embeddings
-- of a partition lie side by side. They reveal much of the text, so triggers delete
-- them when the memory is deleted or its texts change.
CREATE TABLE token_embeddings (
    key   INTEGER PRIMARY KEY,
    text  BLOB NOT NULL CHECK (length(text) = 16), -- digest
    model BLOB NOT NULL CHECK (length(model) = 16),
    bits  BLOB NOT NULL
) STRICT;

CREATE TRIGGER token_embeddings_of_deleted AFTER DELETE ON memories BEGIN
    DELETE FROM token_embeddings WHERE key BETWEEN old.key << 2 AND old.key << 2 | 3;
END;

CREATE TRIGGER token_embeddings_of_updated AFTER UPDATE ON memories
WHEN (old.key, old.text, old.prev, old.prev2, old.next)
    IS NOT (new.key, new.text, new.prev, new.prev2, new.next)
BEGIN
    DELETE FROM token_embeddings WHERE key BETWEEN old.key << 2 AND old.key << 2 | 3;
END;
