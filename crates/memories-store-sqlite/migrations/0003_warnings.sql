-- What the operator must know about an agent or a line: one row for each, until it is
-- two weeks old. It has no whole number and nothing that anybody said.
CREATE TABLE warnings (
    project  TEXT    NOT NULL,
    agent    TEXT    NOT NULL, -- '' if the platform does not name it
    cause    TEXT    NOT NULL
             CHECK (cause IN ('blank_in_greeting', 'greeting_failed', 'shared_line')),
    subject  TEXT    NOT NULL, -- the variable, the reason, or the masked caller
    people   INTEGER CHECK ((people IS NOT NULL) = (cause = 'shared_line')),
    first_at INTEGER NOT NULL,
    last_at  INTEGER NOT NULL,
    PRIMARY KEY (project, agent, cause, subject)
) STRICT, WITHOUT ROWID;
