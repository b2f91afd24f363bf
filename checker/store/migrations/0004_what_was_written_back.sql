-- What was written back to catalogs. It outlives the run that it came from: the old values are only here.
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

-- One writing call: what was meant to be written stands here before it is sent, what came of it afterwards.
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
