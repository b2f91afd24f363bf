-- What was found inside a file, in place of its bytes: of the last time that it was read.
CREATE TABLE reading (
    key INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
    url TEXT NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (run, url)
) STRICT;

-- What a query interface answered, with a condition and without one.
CREATE TABLE probe (
    key INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
    name TEXT NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (run, name)
) STRICT;
