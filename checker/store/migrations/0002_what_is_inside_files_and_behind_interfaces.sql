-- What was found inside a file, in place of its bytes. Like a look, it is written as it arrives and never changed.
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
