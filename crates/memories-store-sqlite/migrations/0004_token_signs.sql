-- What memories mean, for the optional ranker: the signs of the vectors that a
-- model gives the words of a memory and the words said around it. A text that
-- several memories of an owner have is kept once, under one of them.
--
-- The key is that of the memory << 2 | which of its four texts, so that signs of
-- one owner lie side by side. They tell much of what was said: they go when the
-- memory goes or says something else.
CREATE TABLE token_signs (
    key   INTEGER PRIMARY KEY,
    text  BLOB NOT NULL CHECK (length(text) = 16), -- digest
    model BLOB NOT NULL CHECK (length(model) = 16),
    signs BLOB NOT NULL
) STRICT;

-- By which model, and in which revision, an owner's texts all had signs.
ALTER TABLE owners ADD COLUMN signed_model BLOB CHECK (length(signed_model) = 16);
ALTER TABLE owners ADD COLUMN signed_revision INTEGER;

CREATE TRIGGER token_signs_of_deleted AFTER DELETE ON memories BEGIN
    DELETE FROM token_signs WHERE key BETWEEN old.key << 2 AND old.key << 2 | 3;
END;

CREATE TRIGGER token_signs_of_reworded AFTER UPDATE ON memories
WHEN (old.key, old.text, old.before, old.prev2, old.after)
    IS NOT (new.key, new.text, new.before, new.prev2, new.after)
BEGIN
    DELETE FROM token_signs WHERE key BETWEEN old.key << 2 AND old.key << 2 | 3;
END;

-- To SQLite, what INSERT OR REPLACE writes over is not deleted. Most often it
-- says the same as before, and keeps its signs.
CREATE TRIGGER token_signs_of_replaced BEFORE INSERT ON memories
WHEN NOT EXISTS (
    SELECT 1 FROM memories
    WHERE key = new.key AND (text, before, prev2, after)
        IS (new.text, new.before, new.prev2, new.after))
BEGIN
    DELETE FROM token_signs WHERE key BETWEEN new.key << 2 AND new.key << 2 | 3;
END;
