-- Which parts of which calls were given to the Mem0 Platform, which cannot tell
-- a repeated request from a new one. The conversation is named as in `learned`,
-- and for the same reason.
CREATE TABLE mem0_ledger (
    conversation BLOB    NOT NULL CHECK (length(conversation) = 16),
    part         TEXT    NOT NULL CHECK (part IN ('profile', 'factual', 'semantic')),
    begun_at     INTEGER NOT NULL,
    done         INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1)),
    PRIMARY KEY (conversation, part)
) STRICT, WITHOUT ROWID;
