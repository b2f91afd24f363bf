-- The log of decisions of a run. It only grows: nothing in it is changed or taken out, but with the run as a whole.

CREATE TABLE decision (
    run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
    number INTEGER NOT NULL,
    hash TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (run, number)
) STRICT;

CREATE TRIGGER decision_is_added_at_the_end BEFORE INSERT ON decision
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM decision WHERE run = NEW.run)
BEGIN
    SELECT RAISE(ABORT, 'a decision is added at the end of the log');
END;

CREATE TRIGGER decision_is_never_changed BEFORE UPDATE ON decision
BEGIN
    SELECT RAISE(ABORT, 'a decision is never changed');
END;

CREATE TRIGGER decision_goes_only_with_its_run BEFORE DELETE ON decision
WHEN EXISTS (SELECT 1 FROM run WHERE key = OLD.run)
BEGIN
    SELECT RAISE(ABORT, 'a decision goes only with its run');
END;
