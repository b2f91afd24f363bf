CREATE TABLE attempt (
    key INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
    url TEXT NOT NULL,
    number INTEGER NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (run, url, number)
) STRICT;

CREATE TABLE decision (
    run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
    number INTEGER NOT NULL,
    hash TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (run, number)
) STRICT;

CREATE TRIGGER decision_goes_only_with_its_run BEFORE DELETE ON decision
WHEN EXISTS (SELECT 1 FROM run WHERE key = OLD.run)
BEGIN
    SELECT RAISE(ABORT, 'a decision goes only with its run');
END;

CREATE TRIGGER decision_is_added_at_the_end BEFORE INSERT ON decision
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM decision WHERE run = NEW.run)
BEGIN
    SELECT RAISE(ABORT, 'a decision is added at the end of the log');
END;

CREATE TRIGGER decision_is_never_changed BEFORE UPDATE ON decision
BEGIN
    SELECT RAISE(ABORT, 'a decision is never changed');
END;

CREATE TABLE derivation (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
    rubric TEXT NOT NULL,
    version TEXT NOT NULL,
    score BLOB NOT NULL,
    UNIQUE (run, rubric)
) STRICT;

CREATE TABLE finding (
    key INTEGER PRIMARY KEY,
    "check" TEXT NOT NULL,
    outcome TEXT NOT NULL,
    severity TEXT NOT NULL,
    reason TEXT NOT NULL,
    path TEXT NOT NULL,
    params TEXT,
    evidence_id TEXT
) STRICT;

CREATE TRIGGER finding_goes_with_its_span AFTER DELETE ON span
BEGIN
    DELETE FROM finding WHERE key BETWEEN OLD.first AND OLD.last;
END;

CREATE TABLE input (
    run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (run, kind, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    run TEXT NOT NULL,
    catalog TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    undoes TEXT,
    started TEXT NOT NULL,
    finished TEXT
) STRICT;

CREATE TABLE page (
    run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    cursor TEXT NOT NULL,
    url TEXT NOT NULL,
    at TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    count INTEGER NOT NULL,
    problems TEXT NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (run, number)
) STRICT;

CREATE TABLE probe (
    key INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
    name TEXT NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (run, name)
) STRICT;

CREATE TABLE reading (
    key INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
    url TEXT NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (run, url)
) STRICT;

CREATE TABLE run (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    fingerprint TEXT NOT NULL,
    source TEXT NOT NULL,
    organization TEXT NOT NULL,
    started TEXT NOT NULL,
    cutoff TEXT NOT NULL,
    rubric TEXT NOT NULL,
    tool_version TEXT NOT NULL,
    state TEXT NOT NULL,
    finished TEXT,
    options TEXT NOT NULL
) STRICT;

CREATE INDEX run_by_fingerprint ON run (fingerprint);

CREATE TABLE sight (
    run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
    kind TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (run, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE span (
    derivation INTEGER NOT NULL REFERENCES derivation ON DELETE CASCADE,
    last INTEGER NOT NULL,
    first INTEGER NOT NULL,
    subject TEXT NOT NULL,
    PRIMARY KEY (derivation, last)
) STRICT, WITHOUT ROWID;

CREATE INDEX span_by_subject ON span (derivation, subject);

CREATE TABLE standing (
    derivation INTEGER NOT NULL REFERENCES derivation ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (derivation, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE writing (
    journal INTEGER NOT NULL REFERENCES journal ON DELETE CASCADE,
    position INTEGER NOT NULL,
    dataset TEXT NOT NULL,
    state TEXT NOT NULL,
    at TEXT NOT NULL,
    intent BLOB NOT NULL,
    outcome BLOB,
    PRIMARY KEY (journal, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX writing_by_dataset ON writing (dataset);

