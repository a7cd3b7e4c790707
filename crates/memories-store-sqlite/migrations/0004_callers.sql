-- Numbers that numbering plans write in two ways have one form from now on. The rows are
-- rewritten by db/schema/callers.rs.
UPDATE partitions SET revision = revision + 1 WHERE caller GLOB '+5[245]*';

-- From which number or address somebody calls whom the operator knows by an id of its own.
-- Who reads the memories of either finds those of both; each keeps its own rows.
CREATE TABLE caller_links (
    project TEXT NOT NULL,
    caller  TEXT NOT NULL, -- the number or address
    user_id TEXT NOT NULL,
    -- learned: from a call; confirmed: by an operator. Neither an ambiguous link, of a number
    -- that several user ids call from, nor one that an operator removed is learned again.
    state   TEXT NOT NULL CHECK (state IN ('learned', 'confirmed', 'ambiguous', 'removed')),
    PRIMARY KEY (project, caller)
) STRICT, WITHOUT ROWID;

CREATE INDEX caller_links_by_user_id ON caller_links (project, user_id);
