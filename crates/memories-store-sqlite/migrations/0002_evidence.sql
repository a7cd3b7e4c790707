-- Each value of a profile fact becomes a memory of its own, and what is true is derived from
-- all of them. The rows are rewritten by db/schema/evidence.rs, which then drops
-- contributions_0001.

-- What extraction found in the text: JSON; NULL if there is nothing.
-- `conversation` is from now on the last call that stated the memory.
ALTER TABLE memories ADD COLUMN annotations TEXT;

CREATE INDEX memories_by_profile_key ON memories (key >> 24, profile_key, updated_at)
    WHERE profile_key IS NOT NULL;

-- The memory that old_text belongs to; NULL if it is memory_id. A new value of a profile
-- fact is a memory of its own: its entry has the text of the former one in old_text.
ALTER TABLE history ADD COLUMN old_id TEXT;

ALTER TABLE contributions RENAME TO contributions_0001;

-- As before, the version of a memory that each call contributed, unless the memory is that of
-- one call alone.
--
-- When an operator edits or deletes the memory, the contributions are kept as overruled,
-- for the record as of an earlier time, until the memory would have expired.
CREATE TABLE contributions (
    partition    INTEGER NOT NULL,
    dedup_hash   INTEGER NOT NULL,
    memory_id    TEXT    NOT NULL,
    conversation TEXT    NOT NULL, -- '' for an operator
    overruled_at INTEGER NOT NULL, -- 0 if it is not overruled
    since        INTEGER NOT NULL, -- the start of the call, or when the operator entered it
    expires_at   INTEGER CHECK (expires_at IS NULL OR overruled_at <> 0),
    memory       TEXT    CHECK (memory IS NOT NULL OR overruled_at <> 0), -- JSON
    PRIMARY KEY (partition, dedup_hash, memory_id, conversation, overruled_at)
) STRICT, WITHOUT ROWID;

CREATE INDEX contributions_by_expiry ON contributions (expires_at)
    WHERE expires_at IS NOT NULL;
