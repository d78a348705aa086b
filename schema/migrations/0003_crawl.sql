-- schema/migrations/0003_crawl.sql - what a crawl must remember so that it is polite, can be
-- killed anywhere, and is not fooled
-- SPDX-License-Identifier: MIT
--
-- Conventions as in 0001_base.sql, tables made anew as in 0002_drift.sql.

PRAGMA user_version = 3;

-- Why a run ended as it did, and what it was asked for. From here on run.seen is the sum fresh +
-- changed + same + refused + failed + aside; closed, withdrawn and reopened are parts of
-- `changed`, and `waiting` stands beside.
ALTER TABLE run ADD COLUMN host TEXT;                  -- origin it spoke to; NULL: none
ALTER TABLE run ADD COLUMN plan TEXT;                  -- the search in one spelling; '': all
ALTER TABLE run ADD COLUMN note TEXT;                  -- a sentence for people; NULL: nothing to
                                                       --   say
ALTER TABLE run ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0; -- of `changed`: gone before
                                                       --   their closing date
ALTER TABLE run ADD COLUMN reopened INTEGER NOT NULL DEFAULT 0;  -- of `changed`

-- Adverts whose page was, is or will be fetched. A run that was killed leaves rows 'leased':
-- they are due at once.
CREATE TABLE queue_new (
    queue    INTEGER PRIMARY KEY AUTOINCREMENT,        -- the order; never used twice
    sighting INTEGER NOT NULL UNIQUE REFERENCES sighting (sighting) ON DELETE CASCADE,
    state    TEXT NOT NULL DEFAULT 'queued'
             CHECK (state IN ('queued', 'leased', 'done', 'failed')),
    why      TEXT NOT NULL DEFAULT 'listed'            -- a line of a listing is new or changed;
             CHECK (why IN ('listed', 'address', 'gone')), -- the user named it; a healthy sweep
                                                       --   shows it no more
    added_at INTEGER NOT NULL,
    leases   INTEGER NOT NULL DEFAULT 0,               -- times in a row that its page was in hand
                                                       --   without any outcome
    tries    INTEGER NOT NULL DEFAULT 0,               -- failed ones
    next_try INTEGER NOT NULL DEFAULT 0,               -- not before then
    reason   TEXT,                                     -- why the last one failed
    run      INTEGER REFERENCES run (run),             -- that leased it last
    page     INTEGER REFERENCES page (page) ON DELETE SET NULL -- came whole, and is still to be
                                                       --   read: it is not asked for again
) STRICT;
INSERT INTO queue_new (queue, sighting, state, added_at, tries, next_try, reason)
SELECT queue, sighting, iif(tries > 0, 'failed', 'queued'), added_at, tries, next_try, reason
FROM queue;
DROP TABLE queue;
ALTER TABLE queue_new RENAME TO queue;
CREATE INDEX queue_by_state ON queue (state, queue);
-- Rows that are done stay, and are many: the next one is looked for among the others.
CREATE INDEX queue_waiting ON queue (queue) WHERE state <> 'done';
-- Whether a page is still to be read is asked where one is dropped.
CREATE INDEX queue_by_page ON queue (page) WHERE page IS NOT NULL;

-- What lists say of an advert. The first run that met its line just as it is, its day included:
-- a page of such lines that were there when the list was last read may be known ground.
ALTER TABLE sighting ADD COLUMN first_run INTEGER REFERENCES run (run);
-- The first run that met it in a list at all, whatever its line said then; NULL: none.
ALTER TABLE sighting ADD COLUMN since_run INTEGER REFERENCES run (run);
-- The day posted that its line printed last, 'YYYY-MM-DD'; NULL: none.
ALTER TABLE sighting ADD COLUMN posted TEXT;
-- Met in a list by this run last (`run` is also one that read its page); NULL: in none.
ALTER TABLE sighting ADD COLUMN listed INTEGER REFERENCES run (run);
-- The same of a list of the whole board, which shows it again if it is still there.
ALTER TABLE sighting ADD COLUMN sweep INTEGER REFERENCES run (run);
-- Its page said that it is over, and nothing else: while its line was still 'listed', or after it
-- had 'gone' from a healthy sweep. NULL: no, or its line has changed since.
ALTER TABLE sighting ADD COLUMN over TEXT CHECK (over IN ('listed', 'gone'));
-- 1: the same post as another board's advert, whose record is kept (pipeline/same_post.h).
ALTER TABLE sighting ADD COLUMN joined INTEGER NOT NULL DEFAULT 0 CHECK (joined IN (0, 1));
CREATE INDEX sighting_by_list ON sighting (source, listed);
CREATE INDEX sighting_joined_key ON sighting (key COLLATE NOCASE) WHERE joined = 1;
CREATE INDEX sighting_joined_id ON sighting (id COLLATE NOCASE) WHERE joined = 1;

-- Until now every crawl read the whole board.
UPDATE sighting SET first_run = run, since_run = run, listed = run, sweep = run
WHERE line_sha256 IS NOT NULL;

-- What became of an advert, beside what its page says of itself.
ALTER TABLE vacancy ADD COLUMN life TEXT
    CHECK (life IN ('open', 'changed', 'closed', 'withdrawn', 'reopened')); -- NULL: as state
ALTER TABLE vacancy ADD COLUMN life_at INTEGER;        -- since when, seconds since 1970 UTC

-- Open adverts that a sweep of their board should show, and the origin where they were met.
CREATE VIEW sweep_open (sighting, source, listed, closes, host) AS
SELECT sighting.sighting, sighting.source, sighting.listed, vacancy.closes, run.host
FROM sighting
    JOIN vacancy ON vacancy.vacancy = sighting.vacancy
    JOIN run ON run.run = sighting.sweep
WHERE sighting.sweep IS NOT NULL AND sighting.joined = 0 AND vacancy.state IS NOT 'closed';

-- What another board may call a vacancy by: its reference, id and key, and their parts, in
-- capitals and without white space (statement alias_put).
CREATE TABLE alias (
    name     TEXT NOT NULL CHECK (name <> ''),
    vacancy  INTEGER NOT NULL REFERENCES vacancy (vacancy) ON DELETE CASCADE,
    sighting INTEGER NOT NULL,                         -- whose name; 0: the record's own
    PRIMARY KEY (name, vacancy, sighting)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_by_vacancy ON alias (vacancy, sighting);

WITH RECURSIVE
named (vacancy, name) AS (
    SELECT vacancy, upper(reference) FROM vacancy WHERE reference IS NOT NULL
    UNION ALL SELECT vacancy, upper(id) FROM vacancy WHERE id IS NOT NULL
    UNION ALL SELECT vacancy, upper(key) FROM vacancy),
cut (vacancy, rest) AS (
    SELECT vacancy, replace(replace(replace(replace(replace(name, '/', ' '), ',', ' '),
                                            ';', ' '), '(', ' '), ')', ' ') || ' '
    FROM named),
part (vacancy, name, rest) AS (
    SELECT vacancy, '', rest FROM cut
    UNION ALL
    SELECT vacancy, '', replace(replace(replace(replace(rest, '-', ' '), '_', ' '),
                                        '.', ' '), ':', ' ')
    FROM cut
    UNION ALL
    SELECT vacancy, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1)
    FROM part WHERE rest <> '')
INSERT INTO alias (name, vacancy, sighting)
SELECT replace(name, ' ', ''), vacancy, 0 FROM named WHERE replace(name, ' ', '') <> ''
UNION
SELECT name, vacancy, 0 FROM part WHERE length(name) >= 6;

-- Manners that outlast a run, one row an origin.
ALTER TABLE host ADD COLUMN strikes INTEGER NOT NULL DEFAULT 0;  -- answers in a row that asked
                                                       --   us to slow down, or none
ALTER TABLE host ADD COLUMN day TEXT;                  -- 'YYYY-MM-DD' in London of the next:
ALTER TABLE host ADD COLUMN day_requests INTEGER NOT NULL DEFAULT 0;
ALTER TABLE host ADD COLUMN terms_at INTEGER NOT NULL DEFAULT 0; -- the user accepted its terms;
                                                       --   0: not yet
ALTER TABLE host ADD COLUMN trouble TEXT;              -- why the last visit ended early; NULL: it
                                                       --   went well

-- An origin is now written without the port that its scheme has anyway. A row under the new name
-- can only be one of a database that was never released.
UPDATE host SET host = substr(host, 1, length(host) - 4)
WHERE host LIKE 'https://%:443'
  AND NOT EXISTS (SELECT 1 FROM host AS other
                  WHERE other.host = substr(host.host, 1, length(host.host) - 4));

-- robots.txt of a host as it was read last. A table of its own: a row of `host` is written with
-- every request.
CREATE TABLE robots (
    host   TEXT PRIMARY KEY,
    at     INTEGER NOT NULL,
    status INTEGER NOT NULL,                           -- HTTP status it came with
    size   INTEGER NOT NULL CHECK (size >= 0),         -- bytes, unpacked
    body   BLOB NOT NULL                               -- packed with zlib
) STRICT;

-- A walk through a board's list of adverts; while it goes on it is a part, so that a run which is
-- killed leaves one.
CREATE TABLE walk (
    run      INTEGER PRIMARY KEY REFERENCES run (run),
    source   TEXT NOT NULL CHECK (source IN ('nhsjobs', 'trac', 'jobposting', 'text', 'findajob',
                                             'jobtrain', 'hscni')),
    host     TEXT NOT NULL,
    plan     TEXT NOT NULL,                            -- as run.plan
    began_at INTEGER NOT NULL,
    extent   TEXT NOT NULL                             -- cut off; down to what was known; to the
             CHECK (extent IN ('part', 'front', 'whole')), -- end
    verdict  TEXT NOT NULL                             -- odd: nothing is concluded from it
             CHECK (verdict IN ('healthy', 'odd')),
    pages    INTEGER NOT NULL,                         -- of the list, read
    total    INTEGER NOT NULL,                         -- adverts as the board prints it; -1: not
                                                       --   printed
    met      INTEGER NOT NULL,                         -- different adverts met
    missing  INTEGER NOT NULL,                         -- known, open, and not met (whole only)
    alarm    TEXT,                                     -- what was odd, for people; NULL: nothing
    frontier INTEGER NOT NULL DEFAULT 0,               -- so many lines from the top were met for
                                                       --   certain when its last page was read,
    last_total INTEGER NOT NULL DEFAULT -1             -- which printed so many adverts; -1: none
) STRICT;
CREATE INDEX walk_by_plan ON walk (source, host, plan, run);
