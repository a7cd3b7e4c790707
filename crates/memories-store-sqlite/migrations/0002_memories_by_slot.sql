-- What a statement joins is found among the memories of its owner (key >> 24)
-- without reading them all.
CREATE INDEX memories_by_slot ON memories (key >> 24, slot);
