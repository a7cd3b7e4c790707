-- The carrier's call that a conversation took place in: some events name only this call.
ALTER TABLE inbox ADD COLUMN carrier_call TEXT;
CREATE INDEX inbox_by_carrier_call ON inbox (project, platform, carrier_call)
    WHERE carrier_call IS NOT NULL;

-- How many of the spoken turns of the ingested event are a person's if a machine is reported to
-- have answered. NULL if that is not known.
ALTER TABLE processed_parts ADD COLUMN persons_turns INTEGER;
