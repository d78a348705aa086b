-- schema/migrations/0005_offer.sql - what adverts pay, taken apart, and data sets of the past
-- SPDX-License-Identifier: MIT
--
-- Conventions as in 0001_base.sql, but for sets: here they are a number, a bit a value
-- (1 << value of its enum), since hundreds of thousands of rows are held against one.

PRAGMA user_version = 5;

-- What offers were made with: versions of the pay tables and of the rules, each once.
CREATE TABLE offer_stamp (
    offer_stamp INTEGER PRIMARY KEY,
    text        TEXT NOT NULL UNIQUE CHECK (text <> '')
) STRICT;

-- A file of the past that was imported.
CREATE TABLE dataset (
    dataset     INTEGER PRIMARY KEY,
    name        TEXT NOT NULL UNIQUE CHECK (name <> ''), -- of the file, without folders
    kind        TEXT NOT NULL CHECK (kind <> ''),        -- 'nhsbsa'
    attribution TEXT,                                    -- as its licence asks; NULL: none
    at          INTEGER NOT NULL
) STRICT;

-- An advert as the market sees it, its pay taken apart: of a vacancy, or of a row of a data set.
-- A vacancy that is saved changed loses its row (statement offer_drop). What a report reads comes
-- first and in few bytes: it reads all rows, and leaves those of another band, nation or time
-- without a look at their texts. What stands in the vacancy too is here again, since rows of that
-- table are long.
CREATE TABLE offer (
    offer          INTEGER PRIMARY KEY,
    vacancy        INTEGER REFERENCES vacancy (vacancy) ON DELETE CASCADE, -- NULL: of a data set
    dataset        INTEGER REFERENCES dataset (dataset) ON DELETE CASCADE, -- NULL: of a vacancy
    offer_stamp    INTEGER NOT NULL REFERENCES offer_stamp (offer_stamp),  -- what it was made with
    bands          INTEGER NOT NULL CHECK (bands >= 0),    -- set of enum band (bit 3: band 3, bit
                                                           --   8: band 8a): as printed, else found
    nation         TEXT CHECK (nation IN ('england', 'wales', 'scotland', 'northern_ireland')),
    posted         TEXT CHECK (posted IS date(posted)),    -- else the earlier of closing and first
                                                           --   seen (of a data set: closing, else
                                                           --   the day that was given)
    posted_assumed INTEGER NOT NULL CHECK (posted_assumed IN (0, 1)), -- 1: no such day is printed
    closes         TEXT CHECK (closes IS date(closes)),
    base_min       INTEGER CHECK (base_min >= 0),          -- basic full-time pay a year, pence,
    base_max       INTEGER CHECK (base_max >= 0),          --   without supplement
    shown_min      INTEGER CHECK (shown_min >= 0),         -- as advertised, for a full-time year
    shown_max      INTEGER CHECK (shown_max >= 0),
    hourly_min     INTEGER CHECK (hourly_min >= 0),        -- of basic pay
    hourly_max     INTEGER CHECK (hourly_max >= 0),
    verdict        TEXT CHECK (verdict IN ('on_scale', 'part_of_scale', 'old_scale', 'apprentice',
                       'off_scale', 'not_agenda_for_change', 'no_table', 'unreadable')),
    zone           TEXT CHECK (zone IN ('inner', 'outer', 'fringe', 'none')), -- of the supplement,
                                                           --   else of the place
    asks           TEXT CHECK (asks IN ('nvq2', 'nvq3', 'higher', 'experience', 'neither')),
    scale_nation   TEXT CHECK (scale_nation IN ('england', 'wales', 'scotland',
                       'northern_ireland')),               -- the table that explains the figure:
    scale_from     TEXT CHECK (scale_from IS date(scale_from)), -- its first day
    scale_status   TEXT CHECK (scale_status IN ('final', 'interim', 'superseded')),
    flags          INTEGER NOT NULL CHECK (flags >= 0),    -- set of enum pay_flag
    source         TEXT CHECK (source IN ('nhsjobs', 'trac', 'jobposting', 'text', 'findajob',
                       'jobtrain', 'hscni')),              -- NULL: of a data set
    title          TEXT,
    employer       TEXT,
    town           TEXT,
    region         TEXT,
    key            TEXT NOT NULL CHECK (key <> ''),        -- the vacancy's, or its number
                                                           -- The rest of the check:
    confidence     TEXT CHECK (confidence IN ('memory', 'derived', 'single', 'verified')),
    points         TEXT,                                   -- those met, pence: '2462500,2567400'
    supplement_min INTEGER CHECK (supplement_min >= 0),
    supplement_max INTEGER CHECK (supplement_max >= 0),
    part_hours     INTEGER CHECK (part_hours > 0),         -- a week, hundredths
    part_min       INTEGER CHECK (part_min >= 0),
    part_max       INTEGER CHECK (part_max >= 0),
    full_hours     INTEGER CHECK (full_hours > 0),
    living_wage    TEXT CHECK (living_wage IN ('above', 'below')),
    CHECK ((vacancy IS NULL) <> (dataset IS NULL)),
    CHECK ((vacancy IS NULL) = (source IS NULL))
) STRICT;

CREATE UNIQUE INDEX offer_of_vacancy ON offer (vacancy) WHERE vacancy IS NOT NULL;
CREATE UNIQUE INDEX offer_of_dataset ON offer (dataset, key) WHERE dataset IS NOT NULL;
-- How many were made with a stamp is asked before each report.
CREATE INDEX offer_made ON offer (offer_stamp) WHERE vacancy IS NOT NULL;
