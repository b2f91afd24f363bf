-- Every statement of the store, by name. `-- name --`, then a line that says what it is for, then the statement.

-- begin_run --
-- A new run
INSERT INTO run (id, fingerprint, source, organization, started, cutoff, rubric, tool_version, state, finished, options)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- run_key --
-- The number of a run inside the store
SELECT key FROM run WHERE id = ?;

-- one_run --
-- The head of one run
SELECT id, fingerprint, source, organization, started, cutoff, rubric, tool_version, state, finished, options
FROM run WHERE id = ?;

-- all_runs --
-- The heads of all runs, oldest first
SELECT id, fingerprint, source, organization, started, cutoff, rubric, tool_version, state, finished, options
FROM run ORDER BY key;

-- unfinished_runs --
-- The runs of one command that are not finished, newest first
SELECT id, fingerprint, source, organization, started, cutoff, rubric, tool_version, state, finished, options
FROM run WHERE fingerprint = ? AND state <> 'finished' ORDER BY key DESC;

-- previous_run --
-- The last finished run of the same source and organization, begun before a given one
SELECT id, fingerprint, source, organization, started, cutoff, rubric, tool_version, state, finished, options
FROM run
WHERE source = ? AND organization = ? AND state = 'finished' AND key < (SELECT key FROM run WHERE id = ?)
ORDER BY key DESC LIMIT 1;

-- set_state --
-- How far a run has come
UPDATE run SET state = ?, finished = coalesce(?, finished) WHERE id = ?;

-- delete_run --
-- A run with all that hangs on it
DELETE FROM run WHERE id = ?;

-- put_input --
-- A file that the person gave, as given
INSERT OR REPLACE INTO input (run, kind, name, sha256, body) VALUES (?, ?, ?, ?, ?);

-- inputs --
-- All files that the person gave
SELECT kind, name, sha256, body FROM input WHERE run = ? ORDER BY kind, name;

-- input_hashes --
-- What was given, without the names that files happened to have
SELECT DISTINCT kind, sha256 FROM input WHERE run = ? ORDER BY kind, sha256;

-- put_sight --
-- What was seen of the source or the catalog as a whole
INSERT OR REPLACE INTO sight (run, kind, body) VALUES (?, ?, ?);

-- sight --
-- What was seen of the source or the catalog as a whole
SELECT body FROM sight WHERE run = ? AND kind = ?;

-- add_page --
-- One raw answer of a catalog; the same page again changes nothing
INSERT INTO page (run, number, kind, cursor, url, at, sha256, count, problems, body)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (run, number) DO NOTHING;

-- next_page --
-- The first page behind a number
SELECT number, kind, cursor, url, at, sha256, count, problems, body
FROM page WHERE run = ? AND number > ? ORDER BY number LIMIT 1;

-- last_cursor --
-- Where the harvest goes on
SELECT cursor FROM page WHERE run = ? ORDER BY number DESC LIMIT 1;

-- page_hashes --
-- Which pages are held
SELECT number, url, sha256 FROM page WHERE run = ? ORDER BY number;

-- add_attempt --
-- One look at one link; the same look again changes nothing
INSERT INTO attempt (run, url, number, body) VALUES (?, ?, ?, ?) ON CONFLICT (run, url, number) DO NOTHING;

-- attempts_of --
-- All looks at one link, in order
SELECT body FROM attempt WHERE run = ? AND url = ? ORDER BY number;

-- attempts_behind --
-- A thousand looks behind a link and number, in order
SELECT url, number, body FROM attempt
WHERE run = ? AND (url, number) > (?, ?) ORDER BY url, number LIMIT 1000;

-- looked_at --
-- The links that were looked at
SELECT DISTINCT url FROM attempt WHERE run = ?;

-- add_reading --
-- What was found inside one file; the last reading is held
INSERT INTO reading (run, url, body) VALUES (?, ?, ?) ON CONFLICT (run, url) DO UPDATE SET body = excluded.body;

-- readings_behind --
-- A thousand readings behind a link, in order
SELECT url, body FROM reading WHERE run = ? AND url > ? ORDER BY url LIMIT 1000;

-- reading_of --
-- What was found inside one file
SELECT body FROM reading WHERE run = ? AND url = ?;

-- add_probe --
-- What one query interface answered; the last conversation is held
INSERT INTO probe (run, name, body) VALUES (?, ?, ?) ON CONFLICT (run, name) DO UPDATE SET body = excluded.body;

-- probes_behind --
-- A thousand conversations behind a name, in order
SELECT name, body FROM probe WHERE run = ? AND name > ? ORDER BY name LIMIT 1000;

-- probe_of --
-- What one query interface answered
SELECT body FROM probe WHERE run = ? AND name = ?;

-- derivation --
-- What was derived under one rubric
SELECT derivation.key, derivation.version, derivation.score
FROM derivation JOIN run ON run.key = derivation.run WHERE run.id = ? AND derivation.rubric = ?;

-- derivations --
-- Under which rubrics something was derived
SELECT derivation.rubric, derivation.version
FROM derivation JOIN run ON run.key = derivation.run WHERE run.id = ? ORDER BY derivation.rubric;

-- counted --
-- The score under one rubric, and how many datasets it was counted over
SELECT derivation.version, derivation.score,
    (SELECT coalesce(max(position) + 1, 0) FROM standing WHERE standing.derivation = derivation.key)
FROM derivation JOIN run ON run.key = derivation.run WHERE run.id = ? AND derivation.rubric = ?;

-- drop_derivation --
-- Throw away what was derived under one rubric
DELETE FROM derivation WHERE run = ? AND rubric = ?;

-- add_derivation --
-- Room for what is derived under one rubric
INSERT INTO derivation (run, rubric, version, score) VALUES (?, ?, ?, ?) RETURNING key;

-- last_finding --
-- The highest number of a finding
SELECT coalesce(max(key), 0) FROM finding;

-- add_span --
-- Which findings speak of one dataset
INSERT INTO span (derivation, subject, first, last) VALUES (?, ?, ?, ?);

-- add_finding --
-- What one check says of one dataset
INSERT INTO finding (key, "check", outcome, severity, reason, path, params, evidence_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?);

-- findings_behind --
-- A thousand findings behind a number, in order
SELECT key, "check", outcome, severity, reason, subject, path, params, evidence_id
FROM span CROSS JOIN finding ON key BETWEEN max(first, ?1 + 1) AND last
WHERE derivation = ?2 AND last > ?1 ORDER BY last, key LIMIT 1000;

-- findings_of --
-- All findings of one dataset, in order
SELECT key, "check", outcome, severity, reason, subject, path, params, evidence_id
FROM span CROSS JOIN finding ON key BETWEEN first AND last
WHERE derivation = ? AND subject = ? ORDER BY key;

-- add_standing --
-- One dataset as the score sees it
INSERT INTO standing (derivation, position, id, body) VALUES (?, ?, ?, ?);

-- standings_behind --
-- A thousand standings behind a place, in order
SELECT position, body FROM standing WHERE derivation = ? AND position > ? ORDER BY position LIMIT 1000;

-- begin_journal --
-- A new journal of what is written back to a catalog
INSERT INTO journal (id, run, catalog, fingerprint, undoes, started) VALUES (?, ?, ?, ?, ?, ?);

-- finish_journal --
-- That everything of a journal was tried
UPDATE journal SET finished = ? WHERE id = ?;

-- journals --
-- All journals of one catalog, oldest first
SELECT id, run, catalog, fingerprint, undoes, started, finished FROM journal WHERE catalog = ? ORDER BY key;

-- intend --
-- What is about to be written, before it is sent
INSERT INTO writing (journal, position, dataset, state, at, intent)
SELECT key, (SELECT coalesce(max(position), 0) + 1 FROM writing WHERE journal = key), ?, 'intended', ?, ?
FROM journal WHERE id = ? RETURNING position;

-- settle_writing --
-- What came of a writing call
UPDATE writing SET state = ?, outcome = ? WHERE position = ? AND journal = (SELECT key FROM journal WHERE id = ?);

-- writings --
-- The writing calls of one journal, in order
SELECT position, dataset, state, at, intent, outcome
FROM writing WHERE journal = (SELECT key FROM journal WHERE id = ?) ORDER BY position;

-- writings_of --
-- The writing calls of all journals of one catalog for one dataset, in order
SELECT position, dataset, state, at, intent, outcome
FROM writing JOIN journal ON journal.key = writing.journal
WHERE journal.catalog = ? AND dataset = ? ORDER BY journal.key, position;

-- decisions --
-- The log of decisions of a run, in order
SELECT body FROM decision WHERE run = ? ORDER BY number;

-- last_decision --
-- Where the log of decisions goes on
SELECT number, hash FROM decision WHERE run = ? ORDER BY number DESC LIMIT 1;

-- add_decision --
-- One more decision at the end of the log
INSERT INTO decision (run, number, hash, body) VALUES (?, ?, ?, ?);
