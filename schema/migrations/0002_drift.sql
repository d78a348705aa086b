-- schema/migrations/0002_drift.sql - what pages were read as, how often they fill a field, and
-- which ones are put aside
-- SPDX-License-Identifier: MIT
--
-- Conventions as in 0001_base.sql. A CHECK cannot be altered, so the table `run` is made anew by
-- the way that SQLite's "ALTER TABLE", section 7, gives for it: the program runs migrations with
-- foreign keys off, and looks at all of them before it commits.

PRAGMA user_version = 2;

CREATE TABLE run_new (
    run        INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL CHECK (kind IN ('crawl', 'add', 'reparse')),
    source     TEXT CHECK (source IN ('nhsjobs', 'trac', 'jobposting', 'text', 'findajob',
                                      'jobtrain', 'hscni')), -- NULL: of several kinds
    started_at INTEGER NOT NULL,
    ended_at   INTEGER,
    ended_as   TEXT CHECK (ended_as IN ('done', 'part', 'stopped', 'failed')),
    requests   INTEGER NOT NULL DEFAULT 0, -- asked over the network, robots.txt included
    listed     INTEGER NOT NULL DEFAULT 0, -- lines read in feeds and results pages
    seen       INTEGER NOT NULL DEFAULT 0, -- adverts met: the sum of the eight below
    fresh      INTEGER NOT NULL DEFAULT 0, -- saved for the first time
    changed    INTEGER NOT NULL DEFAULT 0, -- saved with at least one field changed
    same       INTEGER NOT NULL DEFAULT 0, -- nothing new
    closed     INTEGER NOT NULL DEFAULT 0, -- their page said that they are closed
    refused    INTEGER NOT NULL DEFAULT 0, -- not an advert, or not the one asked for
    aside      INTEGER NOT NULL DEFAULT 0, -- their page lacks what it should have: quarantine
    failed     INTEGER NOT NULL DEFAULT 0, -- no whole answer
    waiting    INTEGER NOT NULL DEFAULT 0, -- known and not fetched yet
    CHECK ((ended_at IS NULL) = (ended_as IS NULL))
) STRICT;

INSERT INTO run_new (run, kind, source, started_at, ended_at, ended_as, requests, listed, seen,
                     fresh, changed, same, closed, refused, failed, waiting)
SELECT run, kind, source, started_at, ended_at, ended_as, requests, listed, seen,
    fresh, changed, same, closed, refused, failed, waiting
FROM run;

DROP TABLE run;
ALTER TABLE run_new RENAME TO run;

-- What was last read from a page, so that reading it again can tell whether anything is new. A
-- table of its own: behind a body, columns are slow to reach, and to write one is to write it all.
CREATE TABLE reading (
    page     INTEGER PRIMARY KEY REFERENCES page (page) ON DELETE CASCADE,
    family   TEXT NOT NULL,                        -- the kind of page: 'nhsjobs_advert'
    digest   TEXT CHECK (length(digest) = 64),     -- of all that was read; NULL: not known
    features TEXT,                                 -- which fields it has (pipeline/drift.h)
    contacts INTEGER NOT NULL CHECK (contacts IN (0, 1)) -- 1: contacts were kept, as the user asked
) STRICT;

-- What an earlier version has read with contacts is read with contacts again.
INSERT INTO reading (page, family, contacts)
SELECT DISTINCT vacancy.page, '', 1
FROM vacancy JOIN contact ON contact.vacancy = vacancy.vacancy
WHERE vacancy.page IS NOT NULL;

-- How often the pages of a family fill a field, run by run. Pages put aside count too: this is
-- about pages, not about records.
CREATE TABLE fill (
    family   TEXT NOT NULL,
    field    TEXT NOT NULL,                        -- a feature of pipeline/drift.c
    run      INTEGER NOT NULL REFERENCES run (run),
    adverts  INTEGER NOT NULL,                     -- pages read
    filled   INTEGER NOT NULL,                     -- of those, pages that have it
    expected INTEGER NOT NULL,                     -- pages that were expected to have it: the
                                                   --   record known before has it, or a new
                                                   --   advert of this family nearly always
    met      INTEGER NOT NULL,                     -- of those, pages that have it
    CHECK (filled BETWEEN 0 AND adverts),
    CHECK (met BETWEEN 0 AND expected),
    PRIMARY KEY (family, field, run)
) STRICT, WITHOUT ROWID;

-- Pages that lack what they should have. They wait here, and the record that is known stays,
-- until the site proves to be as it was, the parser reads them, or a better page comes.
CREATE TABLE quarantine (
    page   INTEGER PRIMARY KEY REFERENCES page (page) ON DELETE CASCADE,
    source TEXT NOT NULL CHECK (source IN ('nhsjobs', 'trac', 'jobposting', 'text', 'findajob',
                                           'jobtrain', 'hscni')),
    key    TEXT NOT NULL CHECK (key <> ''),        -- the advert, as vacancy.key
    family TEXT NOT NULL,
    run    INTEGER NOT NULL REFERENCES run (run),  -- that put it here
    told   INTEGER REFERENCES run (run),           -- the last one that counted it
    at     INTEGER NOT NULL,
    UNIQUE (source, key)                           -- of an advert only the latest page
) STRICT;

CREATE INDEX quarantine_by_told ON quarantine (told);

-- What a page in quarantine lacks, and how far the count of its run was when it was put there:
-- what is beyond was read after it.
CREATE TABLE lack (
    page     INTEGER NOT NULL REFERENCES quarantine (page) ON DELETE CASCADE,
    field    TEXT NOT NULL,
    expected INTEGER NOT NULL,
    met      INTEGER NOT NULL,
    PRIMARY KEY (page, field)
) STRICT, WITHOUT ROWID;
