-- The newest shape of the database.  An older file gets here by the steps of migrations.py.

-- Every answer ever given, and every taking back of one (voids).  Rows are never changed and never removed.
CREATE TABLE reviews (
    seq            INTEGER PRIMARY KEY,          -- order of arrival in this file; says nothing about time
    id             TEXT    NOT NULL UNIQUE,      -- uuid7
    question       TEXT    NOT NULL,
    rev            INTEGER NOT NULL,
    kind           TEXT    NOT NULL CHECK (kind IN ('theory', 'business', 'coding')),
    answer         TEXT    NOT NULL,
    marks          TEXT,                         -- JSON object: point -> covered
    confidence     INTEGER CHECK (confidence BETWEEN 1 AND 4),
    rating         INTEGER CHECK (rating BETWEEN 1 AND 4),   -- NULL: proposed only
    seconds        REAL    CHECK (seconds >= 0),
    hints          INTEGER NOT NULL CHECK (hints >= 0),
    answered_at    INTEGER NOT NULL,             -- UTC, milliseconds since 1970
    offset_minutes INTEGER NOT NULL,             -- of local time, when it was answered
    source         TEXT    NOT NULL,
    device         TEXT    NOT NULL,
    verdict        TEXT,                         -- JSON object: the verdict document of a code answer
    voids          TEXT                          -- id of the review that this row takes back
) STRICT;
CREATE INDEX reviews_by_question ON reviews (question, answered_at, id);
CREATE INDEX reviews_by_time ON reviews (answered_at, question);
CREATE INDEX reviews_voids ON reviews (voids) WHERE voids IS NOT NULL;

CREATE TRIGGER reviews_stay BEFORE UPDATE ON reviews
BEGIN SELECT RAISE(ABORT, 'the log of reviews is append-only'); END;
CREATE TRIGGER reviews_remain BEFORE DELETE ON reviews
BEGIN SELECT RAISE(ABORT, 'the log of reviews is append-only'); END;

-- What is no answer but changes what is asked or how it is graded.
CREATE TABLE events (
    seq            INTEGER PRIMARY KEY,
    id             TEXT    NOT NULL UNIQUE,      -- uuid7
    kind           TEXT    NOT NULL,             -- suspend | resume | bury | …
    question       TEXT    NOT NULL,
    data           TEXT    NOT NULL,             -- JSON object
    at             INTEGER NOT NULL,             -- UTC, milliseconds since 1970
    offset_minutes INTEGER NOT NULL,
    device         TEXT    NOT NULL
) STRICT;
CREATE INDEX events_by_kind ON events (kind, at, id);

CREATE TRIGGER events_stay BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'the log of events is append-only'); END;
CREATE TRIGGER events_remain BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'the log of events is append-only'); END;

-- Reviews that stand: answers that no row takes back.
CREATE VIEW standing AS
SELECT * FROM reviews AS r
WHERE r.voids IS NULL AND NOT EXISTS (SELECT 1 FROM reviews AS v WHERE v.voids = r.id);

-- Memory state, derived from the log; `rebuild` makes the same rows again.
CREATE TABLE schedule (
    question       TEXT    PRIMARY KEY,
    rev            INTEGER NOT NULL,
    stability      REAL    NOT NULL,
    difficulty     REAL    NOT NULL,
    state          INTEGER NOT NULL,
    step           INTEGER,
    reps           INTEGER NOT NULL,
    lapses         INTEGER NOT NULL,
    failures       INTEGER NOT NULL,
    last_rating    INTEGER NOT NULL,
    sure_but_wrong INTEGER NOT NULL,
    last_review_ms INTEGER NOT NULL,
    offset_minutes INTEGER NOT NULL,
    decay          REAL    NOT NULL DEFAULT 0.1542,  -- of the forgetting curve; before format 2 always this
    stream         INTEGER NOT NULL      -- 2 * study day of the last review, + 1 for a failure
) STRICT, WITHOUT ROWID;
-- The order in which memories of one day are forgotten; overdue.py merges these streams.
CREATE INDEX schedule_overdue ON schedule (stream, stability, question);
CREATE INDEX schedule_missed ON schedule (last_review_ms) WHERE sure_but_wrong = 1;
