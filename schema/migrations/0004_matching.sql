-- schema/migrations/0004_matching.sql - what criteria ask for, what came of matching, and where
-- places are
-- SPDX-License-Identifier: MIT
--
-- Conventions as in 0001_base.sql.

PRAGMA user_version = 4;

-- What criteria ask for, each different requirement once, as schema/requirement_text.h writes it.
-- Rows that no vacancy asks for any more go with the next prune.
CREATE TABLE requirement (
    requirement INTEGER PRIMARY KEY,                   -- its number, in asked.demands
    tree        TEXT NOT NULL UNIQUE CHECK (tree <> '')
) STRICT;

-- What the criteria of a vacancy ask for, as some version of the rules has read them; no row: not
-- read, or saved anew since. A table of its own: behind its texts, columns of a vacancy are slow
-- to reach, and to write one is to write them all. One row a vacancy and not one a criterion: all
-- of them are read for each match, and 12,000 rows take a tenth of the time of 300,000.
CREATE TABLE asked (
    vacancy INTEGER PRIMARY KEY REFERENCES vacancy (vacancy) ON DELETE CASCADE,
    rules   TEXT NOT NULL CHECK (rules <> ''),         -- version of the rules
    demands BLOB NOT NULL,                             -- for each criterion in printed order a byte
                                                       --   (bits 0 and 1 enum need, bits 2 to 6 the
                                                       --   set of enum assessed from its first one
                                                       --   on) and the number of the requirement,
                                                       --   seven bits a byte, the lowest first,
                                                       --   bit 7 on all but the last
    words   TEXT NOT NULL                              -- for each criterion a line: the id of the
                                                       --   rule that decided, and for each atom
                                                       --   ' FROM+LENGTH', the bytes of the
                                                       --   criterion's text that it was read from,
                                                       --   or ' -'
) STRICT;

-- What a match looks at in every vacancy, kept in step by SQLite itself: read in its order without
-- a look at the table, whose rows are long (statement brief_each).
CREATE INDEX vacancy_brief ON vacancy (vacancy, closes, state, life, source, key, title, employer,
    pay_scheme, bands, salary_kind, salary_min, salary_max, salary_period, salary_pro_rata,
    salary_high_cost_area, contract, contract_months, working_patterns, hours_per_week_low,
    hours_per_week_high, sponsorship);

-- The candidates that an adviser looks after: a code each, never anything of a profile.
CREATE TABLE candidate (
    candidate  INTEGER PRIMARY KEY,
    code       TEXT NOT NULL UNIQUE CHECK (code <> ''),
    matched_at INTEGER NOT NULL,                       -- last time
    rules      TEXT NOT NULL                           -- version of the rules, then
) STRICT;

-- What came of holding an advert against a candidate, the last time.
CREATE TABLE marked (
    candidate INTEGER NOT NULL REFERENCES candidate (candidate) ON DELETE CASCADE,
    vacancy   INTEGER NOT NULL,                        -- goes with the vacancy (statement
                                                       --   marked_gone): to have SQLite look it up
                                                       --   takes five times as long as all else
    gate      TEXT NOT NULL CHECK (gate IN ('pass', 'open', 'fail')),
    score     INTEGER NOT NULL CHECK (score BETWEEN 0 AND 1000), -- tenths
    marks     TEXT NOT NULL,                           -- a character a criterion: '0', '1', '2';
                                                       --   '-': assessed later
    since     INTEGER NOT NULL,                        -- first remembered for this candidate
    PRIMARY KEY (candidate, vacancy)
) STRICT, WITHOUT ROWID;

-- Where places came from.
CREATE TABLE place_set (
    place_set   INTEGER PRIMARY KEY,
    name        TEXT NOT NULL UNIQUE CHECK (name <> ''),
    attribution TEXT,                                  -- as its licence asks; NULL: none
    is_learned  INTEGER NOT NULL CHECK (is_learned IN (0, 1)), -- 1: from stored adverts
    at          INTEGER NOT NULL
) STRICT;

-- Where postcodes and towns are (no index by set: sets go seldom, and places may be 1.7 million),
-- in millionths of a degree, north and east positive.
CREATE TABLE place (
    kind      TEXT NOT NULL CHECK (kind IN ('postcode', 'outward', 'town')),
    key       TEXT NOT NULL CHECK (key <> ''),         -- 'DA1 2DL', 'DA1'; a town as it was put
    latitude  INTEGER NOT NULL CHECK (latitude BETWEEN -90000000 AND 90000000),
    longitude INTEGER NOT NULL CHECK (longitude BETWEEN -180000000 AND 180000000),
    place_set INTEGER NOT NULL REFERENCES place_set (place_set) ON DELETE CASCADE,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
