-- schema/migrations/0001_base.sql - the first schema of the database
-- SPDX-License-Identifier: MIT
--
-- Runs in one transaction. Never edited after the first release: a change is a new file.
--
-- Conventions. Instants (`..._at`, `first_seen`, `last_seen`) are seconds since 1970 UTC. Days
-- are 'YYYY-MM-DD'. Money is pence, hours are hundredths of an hour. Closed lists hold the words
-- of the public formats (schema/vocab.c), sets hold several with commas between, in the list's
-- order. NULL is what the source did not print. No triggers: statements keep things in step, and
-- those that belong together run in one transaction.

-- 'SHLT': how the file is known for ours before anything else in it is believed.
PRAGMA application_id = 1397247060;
PRAGMA user_version = 1;

-- One run of a command that fills the database. One that was killed has no end.
CREATE TABLE run (
    run        INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL CHECK (kind IN ('crawl', 'add')),
    source     TEXT CHECK (source IN ('nhsjobs', 'trac', 'jobposting', 'text', 'findajob',
                                      'jobtrain', 'hscni')), -- NULL: of several kinds
    started_at INTEGER NOT NULL,
    ended_at   INTEGER,
    ended_as   TEXT CHECK (ended_as IN ('done', 'part', 'stopped', 'failed')),
    requests   INTEGER NOT NULL DEFAULT 0, -- asked over the network, robots.txt included
    listed     INTEGER NOT NULL DEFAULT 0, -- lines read in feeds and results pages
    seen       INTEGER NOT NULL DEFAULT 0, -- adverts met: the sum of the seven below
    fresh      INTEGER NOT NULL DEFAULT 0, -- saved for the first time
    changed    INTEGER NOT NULL DEFAULT 0, -- saved with at least one field changed
    same       INTEGER NOT NULL DEFAULT 0, -- nothing new
    closed     INTEGER NOT NULL DEFAULT 0, -- their page said that they are closed
    refused    INTEGER NOT NULL DEFAULT 0, -- not an advert, or not the one asked for
    failed     INTEGER NOT NULL DEFAULT 0, -- no whole answer
    waiting    INTEGER NOT NULL DEFAULT 0, -- known and not fetched yet
    CHECK ((ended_at IS NULL) = (ended_as IS NULL))
) STRICT;

-- A page as it came, so that a better parser never needs the network again. The same bytes from
-- the same address are one row, brought up to date.
CREATE TABLE page (
    page          INTEGER PRIMARY KEY,
    url           TEXT,                                        -- asked for; NULL: from a file
    final_url     TEXT,                                        -- the one that answered
    status        INTEGER NOT NULL CHECK (status BETWEEN 0 AND 999), -- HTTP; 0: from a file
    headers       TEXT,                                        -- "name: value" lines as received
    content_type  TEXT,                                        -- as sent
    etag          TEXT,                                        -- validators, byte for byte
    last_modified TEXT,
    fetched_at    INTEGER NOT NULL,                            -- the last time these bytes came
    sha256        TEXT NOT NULL CHECK (length(sha256) = 64),   -- of the unpacked body
    size          INTEGER NOT NULL CHECK (size >= 0),          -- of the unpacked body, bytes
    body          BLOB NOT NULL,                               -- packed with zlib
    run           INTEGER REFERENCES run (run)                 -- that fetched it last
) STRICT;

CREATE UNIQUE INDEX page_same ON page (ifnull(url, ''), sha256);

-- An advert as last read. The columns from `source` on are the scalar fields of the record
-- (table vacancy_fields in schema/vacancy.c), the dots of their names written as '_'.
CREATE TABLE vacancy (
    vacancy               INTEGER PRIMARY KEY,
    key                   TEXT NOT NULL CHECK (key <> ''),     -- its name in commands
    page                  INTEGER REFERENCES page (page) ON DELETE SET NULL, -- it was read from
    first_seen            INTEGER NOT NULL,
    last_seen             INTEGER NOT NULL,
    source                TEXT NOT NULL CHECK (source IN ('nhsjobs', 'trac', 'jobposting', 'text',
                              'findajob', 'jobtrain', 'hscni')),
    id                    TEXT,                                -- the site's own
    reference             TEXT,                                -- the employer's
    url                   TEXT,                                -- canonical
    title                 TEXT,
    employer              TEXT,
    state                 TEXT CHECK (state IN ('open', 'closed', 'unknown')),
    posted                TEXT CHECK (posted IS date(posted)),
    closes                TEXT CHECK (closes IS date(closes)),
    closes_at             TEXT,                                -- 'HH:MM'
    interview             TEXT CHECK (interview IS date(interview)),
    pay_scheme            TEXT CHECK (pay_scheme IN ('agenda_for_change', 'medical_and_dental',
                              'very_senior_manager', 'other')),
    bands                 TEXT,                                -- set: '2,3', '8a'
    salary_text           TEXT,                                -- as printed
    salary_kind           TEXT CHECK (salary_kind IN ('range', 'point', 'from', 'up_to',
                              'unstated', 'unreadable')),
    salary_min            INTEGER CHECK (salary_min >= 0),     -- pence
    salary_max            INTEGER CHECK (salary_max >= 0),     -- pence
    salary_period         TEXT CHECK (salary_period IN ('year', 'month', 'week', 'day', 'hour',
                              'session')),
    salary_pro_rata       INTEGER NOT NULL CHECK (salary_pro_rata IN (0, 1)),
    salary_high_cost_area TEXT CHECK (salary_high_cost_area IN ('included', 'extra',
                              'unstated')),
    contract              TEXT CHECK (contract IN ('permanent', 'fixed_term', 'bank',
                              'secondment', 'apprenticeship', 'locum', 'training', 'voluntary',
                              'zero_hours')),
    contract_months       INTEGER CHECK (contract_months > 0),
    working_patterns      TEXT,                                -- set: 'full_time,shifts'
    hours_per_week_low    INTEGER CHECK (hours_per_week_low > 0),  -- hundredths of an hour
    hours_per_week_high   INTEGER CHECK (hours_per_week_high > 0), -- hundredths of an hour
    text_summary          TEXT,
    text_duties           TEXT,
    text_about            TEXT,
    text_description      TEXT,
    dbs                   TEXT CHECK (dbs IN ('required', 'enhanced', 'standard',
                              'not_required')),
    sponsorship           TEXT CHECK (sponsorship IN ('offered', 'refused')),
    registration          TEXT,                                -- as printed under UK registration
    website               TEXT,                                -- the employer's
    UNIQUE (source, key)
) STRICT;

CREATE INDEX vacancy_by_key ON vacancy (key);
CREATE INDEX vacancy_by_reference ON vacancy (reference COLLATE NOCASE);
CREATE INDEX vacancy_by_closing ON vacancy (closes);
CREATE INDEX vacancy_by_page ON vacancy (page);

-- Where the job is; several for a post on several sites.
CREATE TABLE location (
    vacancy  INTEGER NOT NULL REFERENCES vacancy (vacancy) ON DELETE CASCADE,
    position INTEGER NOT NULL,                                 -- printed order, from 0
    address  TEXT,                                             -- lines with line feeds between
    town     TEXT,
    county   TEXT,
    postcode TEXT,                                             -- 'DA1 2DL', or 'DA1'
    nation   TEXT CHECK (nation IN ('england', 'wales', 'scotland', 'northern_ireland')),
    region   TEXT,                                             -- of England
    PRIMARY KEY (vacancy, position)
) STRICT, WITHOUT ROWID;

-- The person specification.
CREATE TABLE criterion (
    vacancy  INTEGER NOT NULL REFERENCES vacancy (vacancy) ON DELETE CASCADE,
    position INTEGER NOT NULL,                                 -- printed order, from 0
    need     TEXT CHECK (need IN ('essential', 'desirable', 'unstated')),
    heading  TEXT,                                             -- the group, as printed
    text     TEXT,                                             -- whole, marks removed
    assessed TEXT,                                             -- set: 'application,interview'
    PRIMARY KEY (vacancy, position)
) STRICT, WITHOUT ROWID;

-- Names of supporting documents.
CREATE TABLE document (
    vacancy  INTEGER NOT NULL REFERENCES vacancy (vacancy) ON DELETE CASCADE,
    position INTEGER NOT NULL,                                 -- printed order, from 0
    name     TEXT NOT NULL,
    PRIMARY KEY (vacancy, position)
) STRICT, WITHOUT ROWID;

-- What was odd in reading it, and what was done about it.
CREATE TABLE note (
    vacancy  INTEGER NOT NULL REFERENCES vacancy (vacancy) ON DELETE CASCADE,
    position INTEGER NOT NULL,                                 -- order of reading, from 0
    field    TEXT,                                             -- dotted path: 'salary.period'
    code     TEXT,                                             -- for programs: 'unit_guessed'
    message  TEXT,                                             -- for people
    PRIMARY KEY (vacancy, position)
) STRICT, WITHOUT ROWID;

-- A named contact; only where the user asked to keep them. No history of it is kept.
CREATE TABLE contact (
    vacancy   INTEGER PRIMARY KEY REFERENCES vacancy (vacancy) ON DELETE CASCADE,
    name      TEXT,
    job_title TEXT,
    email     TEXT,
    phone     TEXT
) STRICT;

-- The history: one row for each field that a save found changed. Lists are one field each, as
-- text, one line an item.
CREATE TABLE change (
    change  INTEGER PRIMARY KEY,
    vacancy INTEGER NOT NULL REFERENCES vacancy (vacancy) ON DELETE CASCADE,
    run     INTEGER REFERENCES run (run),
    at      INTEGER NOT NULL,                                  -- when it was found
    field   TEXT NOT NULL,                                     -- dotted path: 'salary.min'
    was     TEXT,                                              -- NULL: absent
    now     TEXT,                                              -- NULL: absent
    CHECK (was IS NOT now)
) STRICT;

CREATE INDEX change_by_vacancy ON change (vacancy, change);

-- Where and when an advert was met: apart from the vacancy, since an advert is listed before it
-- is read, and two boards can show one post.
CREATE TABLE sighting (
    sighting    INTEGER PRIMARY KEY,
    source      TEXT NOT NULL CHECK (source IN ('nhsjobs', 'trac', 'jobposting', 'text',
                    'findajob', 'jobtrain', 'hscni')),
    key         TEXT NOT NULL CHECK (key <> ''),               -- as vacancy.key
    id          TEXT,                                          -- the site's own
    url         TEXT,                                          -- where its page is asked for
    reference   TEXT,                                          -- these three as listed, to know
    title       TEXT,                                          --   the advert by
    employer    TEXT,
    line_sha256 TEXT CHECK (length(line_sha256) = 64),         -- of the listing's line; NULL:
                                                               --   not met in a listing
    vacancy     INTEGER REFERENCES vacancy (vacancy) ON DELETE SET NULL, -- NULL: not read yet
    run         INTEGER REFERENCES run (run),                  -- that met it last
    first_seen  INTEGER NOT NULL,
    last_seen   INTEGER NOT NULL,
    UNIQUE (source, key)
) STRICT;

CREATE INDEX sighting_by_vacancy ON sighting (vacancy);

-- Adverts whose page is still to be fetched, oldest first.
CREATE TABLE queue (
    queue    INTEGER PRIMARY KEY AUTOINCREMENT,                -- the order; never used twice
    sighting INTEGER NOT NULL UNIQUE REFERENCES sighting (sighting) ON DELETE CASCADE,
    added_at INTEGER NOT NULL,
    tries    INTEGER NOT NULL DEFAULT 0,                       -- failed ones
    next_try INTEGER NOT NULL DEFAULT 0,                       -- not before then
    reason   TEXT                                              -- why the last one failed
) STRICT;

-- Manners that outlast a run.
CREATE TABLE host (
    host         TEXT PRIMARY KEY,
    last_request INTEGER NOT NULL,                             -- 0: never
    not_before   INTEGER NOT NULL                              -- asked to wait until then; 0: no
) STRICT, WITHOUT ROWID;

-- What a search looks at, one row a vacancy.
CREATE VIEW vacancy_words (vacancy, title, employer, places, texts, criteria) AS
SELECT vacancy, title, employer,
    (SELECT group_concat(words, ' ') FROM
        (SELECT ifnull(address, '') || ' ' || ifnull(town, '') || ' ' || ifnull(county, '') ||
                ' ' || ifnull(postcode, '') || ' ' || ifnull(region, '') AS words
         FROM location WHERE location.vacancy = vacancy.vacancy ORDER BY position)),
    ifnull(text_summary, '') || ' ' || ifnull(text_duties, '') || ' ' ||
        ifnull(text_about, '') || ' ' || ifnull(text_description, '') || ' ' ||
        ifnull(reference, ''),
    (SELECT group_concat(text, ' ') FROM
        (SELECT text FROM criterion WHERE criterion.vacancy = vacancy.vacancy ORDER BY position))
FROM vacancy;

-- The index over it; it keeps no text of its own. Words are cut to their stem, so that "worker"
-- finds "workers", and accents do not matter. Before a vacancy changes its entry is taken out
-- with the old words, afterwards put in with the new ones (search_remove, search_add).
CREATE VIRTUAL TABLE vacancy_search USING fts5 (
    title, employer, places, texts, criteria,
    content = 'vacancy_words', content_rowid = 'vacancy',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
