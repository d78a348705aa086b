-- schema/queries.sql - every statement that the program runs
-- SPDX-License-Identifier: MIT
--
-- A statement is a line `-- name: NAME`, lines that say what it is for, and SQL that ends with
-- `;`. schema/store_statement.c knows them by name and binds their parameters by name.
-- `-- scan: yes` says that reading a whole table is meant.

---- the file ------------------------------------------------------------------------------------

-- name: set_auto_vacuum
-- Before any other page is written: store_prune gives freed pages back a few at a time, where a
-- whole VACUUM would need the file's size again. In a new file it writes the first page.
PRAGMA auto_vacuum = INCREMENTAL;

-- name: set_synchronous
-- What was reported as saved survives a power cut.
PRAGMA synchronous = FULL;

-- name: set_synchronous_light
-- What the system was told to write survives the end of the program, though not a power cut.
PRAGMA synchronous = NORMAL;

-- name: set_cell_size_check
-- Damage is noticed where a page is read, not where its nonsense is used.
PRAGMA cell_size_check = ON;

-- name: set_temp_store
-- Nothing of the adverts is left in /tmp.
PRAGMA temp_store = MEMORY;

-- name: set_secure_delete
-- What is forgotten is overwritten with zeros.
PRAGMA secure_delete = ON;

-- name: set_secure_delete_off
-- Elsewhere nothing is secret, and it costs writing.
PRAGMA secure_delete = OFF;

-- name: set_journal
-- Write-ahead log: a crawl of hours saves every two seconds, and neither makes `list` and
-- `match` wait nor waits for them; a commit is one flush instead of three.
PRAGMA journal_mode = WAL;

-- name: set_journal_limit
-- 4 MiB: the log is cut back to it after a large transaction.
PRAGMA journal_size_limit = 4194304;

-- name: get_application
-- Whose file it is, once a change that was cut short has been undone.
PRAGMA application_id;

-- name: get_version
-- Which migrations have been run.
PRAGMA user_version;

-- name: get_schema
-- How many tables and indexes there are. Makes SQLite read the whole schema, which fails where
-- the first pages are damaged.
-- scan: yes
SELECT count(*) FROM sqlite_schema;

-- name: check_file
-- SQLite's own look at every page: 'ok', or the first fault.
PRAGMA integrity_check(1);

-- name: check_references
-- A row for each row that points nowhere.
PRAGMA foreign_key_check;

-- name: get_size
-- Bytes, what lies free among them included.
SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size();

-- name: vacuum
-- Gives free pages back; a step a page.
PRAGMA incremental_vacuum;

-- name: checkpoint
-- Brings the log into the file and empties it.
PRAGMA wal_checkpoint(TRUNCATE);

---- transactions --------------------------------------------------------------------------------

-- name: begin_migration
-- Nobody else may read half a schema.
BEGIN EXCLUSIVE;

-- name: begin_write
-- Takes the write lock at once: a lock taken later cannot be waited for.
BEGIN IMMEDIATE;

-- name: begin_read
-- One vacancy's row and lists as of one moment.
BEGIN DEFERRED;

-- name: commit
COMMIT;

-- name: rollback
ROLLBACK;

-- name: savepoint
-- A call inside a transaction of the caller's still happens whole or not at all.
SAVEPOINT call;

-- name: savepoint_release
RELEASE call;

-- name: savepoint_rollback
ROLLBACK TO call;

---- runs ----------------------------------------------------------------------------------------

-- name: run_insert
INSERT INTO run (kind, source, started_at) VALUES (:kind, :source, :now) RETURNING run;

-- name: run_aim
-- No row: there is no such run.
UPDATE run SET host = :host, plan = :plan WHERE run = :run RETURNING run;

-- name: run_end
-- No row: there is no such run.
UPDATE run
SET ended_at = :now, ended_as = :ended_as, requests = :requests, listed = :listed, seen = :seen,
    fresh = :fresh, changed = :changed, same = :same, closed = :closed, refused = :refused,
    aside = :aside, failed = :failed, waiting = :waiting, withdrawn = :withdrawn,
    reopened = :reopened, note = :note
WHERE run = :run
RETURNING run;

---- pages ---------------------------------------------------------------------------------------

-- name: page_save
-- The same bytes from the same address again bring the row up to date.
INSERT INTO page (url, final_url, status, headers, content_type, etag, last_modified, fetched_at,
                  sha256, size, body, run)
VALUES (:url, :final_url, :status, :headers, :content_type, :etag, :last_modified, :fetched_at,
        :sha256, :size, :body, :run)
ON CONFLICT (ifnull(url, ''), sha256) DO UPDATE
SET final_url = excluded.final_url, status = excluded.status, headers = excluded.headers,
    content_type = excluded.content_type, etag = excluded.etag,
    last_modified = excluded.last_modified, fetched_at = excluded.fetched_at, run = excluded.run
RETURNING page;

-- name: page_forget
-- A page from which nothing is known.
DELETE FROM page
WHERE page = :page AND NOT EXISTS (SELECT 1 FROM vacancy WHERE vacancy.page = :page)
  AND NOT EXISTS (SELECT 1 FROM quarantine WHERE quarantine.page = :page)
  AND NOT EXISTS (SELECT 1 FROM queue WHERE queue.page = :page AND queue.state <> 'done');

-- name: page_get
SELECT url, final_url, status, headers, content_type, etag, last_modified, fetched_at, size, body
FROM page
WHERE page = :page;

-- name: page_next
-- The first page behind :after that a vacancy was last read from, or that is in quarantine.
SELECT page.page, page.url, page.final_url, page.status, page.headers, page.content_type,
    page.etag, page.last_modified, page.fetched_at, page.size, page.body,
    reading.digest, reading.features, ifnull(reading.contacts, 0), reading.family,
    EXISTS (SELECT 1 FROM quarantine WHERE quarantine.page = page.page)
FROM page LEFT JOIN reading ON reading.page = page.page
WHERE page.page = (SELECT min(next)
                   FROM (SELECT min(page) AS next FROM vacancy WHERE page > :after
                         UNION ALL
                         SELECT min(page) FROM quarantine WHERE page > :after));

-- name: page_count
-- How many of them there are.
-- scan: yes
SELECT count(*)
FROM (SELECT page FROM vacancy WHERE page IS NOT NULL UNION SELECT page FROM quarantine);

-- name: page_owners
-- The vacancies that were last read from a page, and the advert that it is in quarantine for.
SELECT source, key FROM vacancy WHERE page = :page
UNION
SELECT source, key FROM quarantine WHERE page = :page
ORDER BY source, key;

-- name: page_archive
-- The first page behind :after that came from the network.
SELECT url, final_url, status, headers, content_type, etag, last_modified, fetched_at, size, body,
    page
FROM page
WHERE page > :after AND status > 0 AND url IS NOT NULL
ORDER BY page
LIMIT 1;

-- name: page_size
-- On average, of those that adverts of a board were last read from.
-- scan: yes
SELECT ifnull(CAST(avg(page.size) AS INTEGER), 0)
FROM vacancy JOIN page ON page.page = vacancy.page
WHERE vacancy.source = :source;

-- name: reading_put
-- What a page was read as.
INSERT INTO reading (page, family, digest, features, contacts)
VALUES (:page, :family, :digest, :features, :contacts)
ON CONFLICT (page) DO UPDATE
SET family = excluded.family, digest = excluded.digest, features = excluded.features,
    contacts = excluded.contacts;

-- name: page_prune_closed
-- Pages of adverts past their closing date, or closed and not seen since, before the day.
-- scan: yes
DELETE FROM page
WHERE page IN (SELECT page FROM vacancy
               WHERE page IS NOT NULL AND
                     (closes < :before OR
                      (state = 'closed' AND date(last_seen, 'unixepoch') < :before))
               UNION ALL
               SELECT quarantine.page
               FROM quarantine
                   JOIN vacancy ON vacancy.source = quarantine.source
                                   AND vacancy.key = quarantine.key
               WHERE closes < :before OR
                     (state = 'closed' AND date(last_seen, 'unixepoch') < :before));

-- name: page_prune_superseded
-- Pages that no vacancy was last read from, fetched before the day: older versions of adverts,
-- and pages that were none. What is in quarantine waits. :before_at is the day's first second.
-- scan: yes
DELETE FROM page
WHERE fetched_at < :before_at AND
      NOT EXISTS (SELECT 1 FROM vacancy WHERE vacancy.page = page.page) AND
      NOT EXISTS (SELECT 1 FROM quarantine WHERE quarantine.page = page.page);

---- vacancies -----------------------------------------------------------------------------------

-- name: vacancy_find
SELECT vacancy, page FROM vacancy WHERE source = :source AND key = :key;

-- name: vacancy_save
-- A new row, or all fields of the known one. Parameters bear the fields' names.
INSERT INTO vacancy (
    key, page, first_seen, last_seen,
    source, id, reference, url, title, employer, state, posted, closes, closes_at, interview,
    pay_scheme, bands, salary_text, salary_kind, salary_min, salary_max, salary_period,
    salary_pro_rata, salary_high_cost_area, contract, contract_months, working_patterns,
    hours_per_week_low, hours_per_week_high, text_summary, text_duties, text_about,
    text_description, dbs, sponsorship, registration, website)
VALUES (
    :key, :page, :seen, :seen,
    :source, :id, :reference, :url, :title, :employer, :state, :posted, :closes, :closes_at,
    :interview, :pay_scheme, :bands, :salary_text, :salary_kind, :salary_min, :salary_max,
    :salary_period, :salary_pro_rata, :salary_high_cost_area, :contract, :contract_months,
    :working_patterns, :hours_per_week_low, :hours_per_week_high, :text_summary, :text_duties,
    :text_about, :text_description, :dbs, :sponsorship, :registration, :website)
ON CONFLICT (source, key) DO UPDATE
SET id = excluded.id, reference = excluded.reference, url = excluded.url,
    title = excluded.title, employer = excluded.employer, state = excluded.state,
    posted = excluded.posted, closes = excluded.closes, closes_at = excluded.closes_at,
    interview = excluded.interview, pay_scheme = excluded.pay_scheme, bands = excluded.bands,
    salary_text = excluded.salary_text, salary_kind = excluded.salary_kind,
    salary_min = excluded.salary_min, salary_max = excluded.salary_max,
    salary_period = excluded.salary_period, salary_pro_rata = excluded.salary_pro_rata,
    salary_high_cost_area = excluded.salary_high_cost_area, contract = excluded.contract,
    contract_months = excluded.contract_months, working_patterns = excluded.working_patterns,
    hours_per_week_low = excluded.hours_per_week_low,
    hours_per_week_high = excluded.hours_per_week_high, text_summary = excluded.text_summary,
    text_duties = excluded.text_duties, text_about = excluded.text_about,
    text_description = excluded.text_description, dbs = excluded.dbs,
    sponsorship = excluded.sponsorship, registration = excluded.registration,
    website = excluded.website
RETURNING vacancy;

-- name: vacancy_touch
-- Seen at :seen, or before where something later is known; read from another page, where :page
-- is one.
UPDATE vacancy
SET last_seen = max(last_seen, :seen), page = ifnull(:page, page)
WHERE vacancy = :vacancy;

-- name: vacancy_close
UPDATE vacancy SET state = 'closed' WHERE vacancy = :vacancy;

-- name: vacancy_live
-- What became of it, and since when.
UPDATE vacancy SET life = :life, life_at = :now WHERE vacancy = :vacancy;

-- name: vacancy_read
-- The fields first, in the order of the table vacancy_fields. Without :texts the long ones stay
-- unread on the disk.
SELECT source, id, reference, url, title, employer, state, posted, closes, closes_at, interview,
    pay_scheme, bands, salary_text, salary_kind, salary_min, salary_max, salary_period,
    salary_pro_rata, salary_high_cost_area, contract, contract_months, working_patterns,
    hours_per_week_low, hours_per_week_high,
    CASE WHEN :texts THEN text_summary END AS text_summary,
    CASE WHEN :texts THEN text_duties END AS text_duties,
    CASE WHEN :texts THEN text_about END AS text_about,
    CASE WHEN :texts THEN text_description END AS text_description,
    dbs, sponsorship, registration, website, key, first_seen, last_seen,
    life, life_at
FROM vacancy
WHERE vacancy = :vacancy;

-- name: vacancy_each
-- Those that pass a filter, by closing date, those that are over on the day :past_on last; :lacks
-- are rules that have not read it. Absent conditions are NULL; :bands is a JSON array of words,
-- :limit -1 for all.
-- scan: yes
SELECT vacancy
FROM vacancy
WHERE (:bands IS NULL OR
       EXISTS (SELECT 1 FROM json_each(:bands)
               WHERE instr(',' || bands || ',', ',' || value || ',') > 0))
  AND (:employer IS NULL OR instr(lower(employer), lower(:employer)) > 0)
  AND (:closes_by IS NULL OR closes <= :closes_by)
  AND (:open_on IS NULL OR (state IS NOT 'closed' AND (closes IS NULL OR closes >= :open_on)))
  AND (:state IS NULL OR state = :state)
  AND (:lacks IS NULL OR NOT EXISTS (SELECT 1 FROM asked WHERE asked.vacancy = vacancy.vacancy
                                                             AND asked.rules = :lacks))
ORDER BY :past_on IS NOT NULL AND (state IS 'closed' OR ifnull(closes < :past_on, 0)),
    closes IS NULL, closes, key, vacancy
LIMIT :limit;

-- name: vacancy_search
-- The same for those that hold all the words, best match first: a word in the title counts ten
-- times one in the long texts.
SELECT vacancy.vacancy
FROM vacancy_search JOIN vacancy ON vacancy.vacancy = vacancy_search.rowid
WHERE vacancy_search MATCH :words
  AND (:bands IS NULL OR
       EXISTS (SELECT 1 FROM json_each(:bands)
               WHERE instr(',' || vacancy.bands || ',', ',' || value || ',') > 0))
  AND (:employer IS NULL OR instr(lower(vacancy.employer), lower(:employer)) > 0)
  AND (:closes_by IS NULL OR vacancy.closes <= :closes_by)
  AND (:open_on IS NULL OR (vacancy.state IS NOT 'closed' AND
                            (vacancy.closes IS NULL OR vacancy.closes >= :open_on)))
  AND (:state IS NULL OR vacancy.state = :state)
  AND (:lacks IS NULL OR NOT EXISTS (SELECT 1 FROM asked WHERE asked.vacancy = vacancy.vacancy
                                                             AND asked.rules = :lacks))
ORDER BY :past_on IS NOT NULL AND
        (vacancy.state IS 'closed' OR ifnull(vacancy.closes < :past_on, 0)),
    bm25(vacancy_search, 10.0, 5.0, 5.0, 1.0, 2.0), vacancy.closes IS NULL, vacancy.closes,
    vacancy.key, vacancy.vacancy
LIMIT :limit;

-- name: vacancy_named
-- By key, by 'source:key' where two boards use one key, by what another board calls the same
-- post, or by the employer's reference: the best kind of name first, and each spelled exactly
-- before another case.
-- scan: yes
SELECT vacancy, source, key, iif(key = :name, 0, 1) AS kind
FROM vacancy WHERE key = :name COLLATE NOCASE
UNION
SELECT vacancy, source, key, iif(key = substr(:name, instr(:name, ':') + 1), 2, 3) FROM vacancy
WHERE source = substr(:name, 1, instr(:name, ':') - 1) AND
      key = substr(:name, instr(:name, ':') + 1) COLLATE NOCASE
UNION
SELECT vacancy.vacancy, vacancy.source, vacancy.key, 4
FROM sighting JOIN vacancy ON vacancy.vacancy = sighting.vacancy
WHERE sighting.joined = 1 AND sighting.key = :name COLLATE NOCASE
UNION
SELECT vacancy.vacancy, vacancy.source, vacancy.key, 4
FROM sighting JOIN vacancy ON vacancy.vacancy = sighting.vacancy
WHERE sighting.joined = 1 AND sighting.id = :name COLLATE NOCASE
UNION
SELECT vacancy.vacancy, vacancy.source, vacancy.key, 5
FROM sighting JOIN vacancy ON vacancy.vacancy = sighting.vacancy
WHERE sighting.joined = 1 AND sighting.source = substr(:name, 1, instr(:name, ':') - 1) AND
      sighting.key = substr(:name, instr(:name, ':') + 1) COLLATE NOCASE
UNION
SELECT vacancy, source, key, 6 FROM vacancy WHERE reference = :name COLLATE NOCASE
ORDER BY kind, source, key;

-- name: vacancy_count
-- scan: yes
SELECT count(*) FROM vacancy;

---- the lists of a vacancy ----------------------------------------------------------------------

-- name: location_insert
INSERT INTO location (vacancy, position, address, town, county, postcode, nation, region)
VALUES (:vacancy, :position, :address, :town, :county, :postcode, :nation, :region);

-- name: location_delete
DELETE FROM location WHERE vacancy = :vacancy;

-- name: location_list
SELECT address, town, county, postcode, nation, region
FROM location WHERE vacancy = :vacancy ORDER BY position;

-- name: criterion_insert
INSERT INTO criterion (vacancy, position, need, heading, text, assessed)
VALUES (:vacancy, :position, :need, :heading, :text, :assessed);

-- name: criterion_delete
DELETE FROM criterion WHERE vacancy = :vacancy;

-- name: criterion_list
SELECT need, heading, text, assessed
FROM criterion WHERE vacancy = :vacancy ORDER BY position;

-- name: document_insert
INSERT INTO document (vacancy, position, name) VALUES (:vacancy, :position, :name);

-- name: document_delete
DELETE FROM document WHERE vacancy = :vacancy;

-- name: document_list
SELECT name FROM document WHERE vacancy = :vacancy ORDER BY position;

-- name: note_insert
INSERT INTO note (vacancy, position, field, code, message)
VALUES (:vacancy, :position, :field, :code, :message);

-- name: note_delete
DELETE FROM note WHERE vacancy = :vacancy;

-- name: note_list
SELECT field, code, message FROM note WHERE vacancy = :vacancy ORDER BY position;

-- name: contact_insert
INSERT INTO contact (vacancy, name, job_title, email, phone)
VALUES (:vacancy, :name, :job_title, :email, :phone);

-- name: contact_delete
DELETE FROM contact WHERE vacancy = :vacancy;

-- name: contact_list
SELECT name, job_title, email, phone FROM contact WHERE vacancy = :vacancy;

---- history -------------------------------------------------------------------------------------

-- name: change_insert
INSERT INTO change (vacancy, run, at, field, was, now)
VALUES (:vacancy, :run, :at, :field, :was, :is);

-- name: change_fields
-- What a run changed, field by field: where it was absent before, is now, or differs.
-- scan: yes
SELECT field, count(*) FILTER (WHERE was IS NULL), count(*) FILTER (WHERE now IS NULL),
    count(*) FILTER (WHERE was IS NOT NULL AND now IS NOT NULL)
FROM change
WHERE run = :run
GROUP BY field
ORDER BY count(*) DESC, field;

-- name: change_list
SELECT at, field, was, now FROM change WHERE vacancy = :vacancy ORDER BY change;

---- search index --------------------------------------------------------------------------------

-- name: search_remove
-- Before a vacancy or its lists change: an index without texts must be told the old words.
-- scan: yes
INSERT INTO vacancy_search (vacancy_search, rowid, title, employer, places, texts, criteria)
SELECT 'delete', vacancy, title, employer, places, texts, criteria
FROM vacancy_words WHERE vacancy = :vacancy;

-- name: search_add
-- After they have changed.
-- scan: yes
INSERT INTO vacancy_search (rowid, title, employer, places, texts, criteria)
SELECT vacancy, title, employer, places, texts, criteria
FROM vacancy_words WHERE vacancy = :vacancy;

---- what criteria ask for -----------------------------------------------------------------------

-- name: requirement_find
SELECT requirement FROM requirement WHERE tree = :tree;

-- name: requirement_insert
INSERT INTO requirement (tree) VALUES (:tree) RETURNING requirement;

-- name: requirement_each
-- scan: yes
SELECT requirement, tree FROM requirement ORDER BY requirement;

-- name: requirement_get
SELECT tree FROM requirement WHERE requirement = :requirement;

-- name: requirement_delete
DELETE FROM requirement WHERE requirement = :requirement;

-- name: asked_put
-- No row: there is no such vacancy.
INSERT INTO asked (vacancy, rules, demands, words)
SELECT :vacancy, :rules, :demands, :words
WHERE EXISTS (SELECT 1 FROM vacancy WHERE vacancy.vacancy = :vacancy)
ON CONFLICT (vacancy) DO UPDATE
SET rules = excluded.rules, demands = excluded.demands, words = excluded.words
RETURNING vacancy;

-- name: asked_get
SELECT demands, words FROM asked WHERE vacancy = :vacancy AND rules = :rules;

-- name: asked_drop
DELETE FROM asked WHERE vacancy = :vacancy;

-- name: asked_each
-- Whose numbers are still in use.
-- scan: yes
SELECT demands FROM asked;

-- name: brief_each
-- Vacancies out of the index vacancy_brief, in the order of their rows; the conditions are those
-- of vacancy_each.
-- scan: yes
SELECT vacancy.vacancy, source, key, title, employer, state, life, closes, pay_scheme, bands,
    salary_kind, salary_min, salary_max, salary_period, salary_pro_rata, salary_high_cost_area,
    contract, contract_months, working_patterns, hours_per_week_low, hours_per_week_high,
    sponsorship, asked.demands
FROM vacancy INDEXED BY vacancy_brief
    LEFT JOIN asked ON asked.vacancy = vacancy.vacancy AND asked.rules = :rules
WHERE (:bands IS NULL OR
       EXISTS (SELECT 1 FROM json_each(:bands)
               WHERE instr(',' || bands || ',', ',' || value || ',') > 0))
  AND (:employer IS NULL OR instr(lower(employer), lower(:employer)) > 0)
  AND (:closes_by IS NULL OR closes <= :closes_by)
  AND (:open_on IS NULL OR (state IS NOT 'closed' AND (closes IS NULL OR closes >= :open_on)))
  AND (:state IS NULL OR state = :state)
  AND (:lacks IS NULL OR NOT EXISTS (SELECT 1 FROM asked WHERE asked.vacancy = vacancy.vacancy
                                                             AND asked.rules = :lacks))
ORDER BY vacancy.vacancy;

-- name: brief_search
-- The same for those that hold all the words.
SELECT vacancy.vacancy, source, key, vacancy.title, vacancy.employer, state, life, closes,
    pay_scheme, bands, salary_kind, salary_min, salary_max, salary_period, salary_pro_rata,
    salary_high_cost_area, contract, contract_months, working_patterns, hours_per_week_low,
    hours_per_week_high, sponsorship, asked.demands
FROM vacancy INDEXED BY vacancy_brief
    LEFT JOIN asked ON asked.vacancy = vacancy.vacancy AND asked.rules = :rules
WHERE vacancy.vacancy IN (SELECT rowid FROM vacancy_search WHERE vacancy_search MATCH :words)
  AND (:bands IS NULL OR
       EXISTS (SELECT 1 FROM json_each(:bands)
               WHERE instr(',' || bands || ',', ',' || value || ',') > 0))
  AND (:employer IS NULL OR instr(lower(employer), lower(:employer)) > 0)
  AND (:closes_by IS NULL OR closes <= :closes_by)
  AND (:open_on IS NULL OR (state IS NOT 'closed' AND (closes IS NULL OR closes >= :open_on)))
  AND (:state IS NULL OR state = :state)
  AND (:lacks IS NULL OR NOT EXISTS (SELECT 1 FROM asked WHERE asked.vacancy = vacancy.vacancy
                                                             AND asked.rules = :lacks))
ORDER BY vacancy.vacancy;

-- name: brief_places
-- Where the vacancies from row :from on are, in the order of brief_each.
SELECT vacancy, town, county, postcode, nation FROM location
WHERE vacancy >= :from
ORDER BY vacancy, position;

---- caseload ------------------------------------------------------------------------------------

-- name: candidate_put
INSERT INTO candidate (code, matched_at, rules) VALUES (:code, :now, :rules)
ON CONFLICT (code) DO UPDATE SET matched_at = excluded.matched_at, rules = excluded.rules
RETURNING candidate;

-- name: candidate_each
-- All of them, or the one with the code :code.
-- scan: yes
SELECT code, matched_at, rules,
    (SELECT count(*) FROM marked WHERE marked.candidate = candidate.candidate)
FROM candidate
WHERE :code IS NULL OR code = :code
ORDER BY code;

-- name: candidate_delete
-- What is remembered of it goes with it.
DELETE FROM candidate WHERE code = :code RETURNING candidate;

-- name: marked_each
SELECT marked.vacancy, marked.gate, marked.score, marked.marks, marked.since
FROM candidate JOIN marked ON marked.candidate = candidate.candidate
WHERE candidate.code = :code
ORDER BY marked.vacancy;

-- name: marked_vacancy
-- Is there such a vacancy? Out of a narrow index: the table has a page for each.
SELECT 1 FROM vacancy INDEXED BY vacancy_brief WHERE vacancy.vacancy = :vacancy;

-- name: marked_put
-- Plain values: out of a SELECT, SQLite would take a copy of each page it writes to, and go
-- through all copies so far for each row.
INSERT INTO marked (candidate, vacancy, gate, score, marks, since)
VALUES (:candidate, :vacancy, :gate, :score, :marks, :now)
ON CONFLICT (candidate, vacancy) DO UPDATE
SET gate = excluded.gate, score = excluded.score, marks = excluded.marks;

-- name: marked_drop
DELETE FROM marked WHERE candidate = :candidate AND vacancy = :vacancy;

-- name: marked_move
-- scan: yes
-- A vacancy becomes another one; where both are remembered, the other one's row stays.
UPDATE OR IGNORE marked SET vacancy = :to
WHERE candidate IN (SELECT candidate FROM candidate) AND vacancy = :vacancy;

-- name: marked_gone
-- scan: yes
-- A vacancy is about to go.
DELETE FROM marked
WHERE candidate IN (SELECT candidate FROM candidate) AND vacancy = :vacancy;

---- places --------------------------------------------------------------------------------------

-- name: place_set_insert
INSERT INTO place_set (name, attribution, is_learned, at)
VALUES (:name, :attribution, :is_learned, :now)
RETURNING place_set;

-- name: place_set_drop
-- Its places go with it.
DELETE FROM place_set WHERE name = :name RETURNING place_set;

-- name: place_set_each
-- scan: yes
SELECT place_set, name, attribution, is_learned, at,
    (SELECT count(*) FROM place WHERE place.place_set = place_set.place_set)
FROM place_set
ORDER BY at, place_set;

-- name: place_learn_due
-- Has an advert come since the set :name was begun? Without such a set: is there any advert?
SELECT first_seen >= ifnull((SELECT at FROM place_set WHERE name = :name), first_seen)
FROM vacancy
WHERE vacancy = (SELECT max(vacancy) FROM vacancy);

-- name: place_put
-- What was learned never replaces what was imported.
INSERT INTO place (kind, key, latitude, longitude, place_set)
VALUES (:kind, :key, :latitude, :longitude, :place_set)
ON CONFLICT (kind, key) DO UPDATE
SET latitude = excluded.latitude, longitude = excluded.longitude, place_set = excluded.place_set
WHERE (SELECT is_learned FROM place_set AS new WHERE new.place_set = excluded.place_set) <=
      (SELECT is_learned FROM place_set AS old WHERE old.place_set = place.place_set);

-- name: place_find
SELECT latitude, longitude FROM place WHERE kind = :kind AND key = :key;

-- name: place_each
SELECT key, latitude, longitude FROM place WHERE kind = :kind ORDER BY key;

-- name: place_seen
-- Where stored adverts say that they are.
-- scan: yes
SELECT town, county, postcode, nation, count(DISTINCT vacancy)
FROM location
WHERE town IS NOT NULL OR postcode IS NOT NULL
GROUP BY postcode, town, county, nation
ORDER BY postcode, town, county, nation;

---- what adverts pay ----------------------------------------------------------------------------

-- name: offer_stamp_put
INSERT INTO offer_stamp (text) VALUES (:stamp) ON CONFLICT (text) DO NOTHING;

-- name: offer_put
-- Of a vacancy, or of a data set. No row comes back: there is no such vacancy any more, or the set
-- has the key already.
INSERT INTO offer (vacancy, dataset, offer_stamp, bands, nation, posted, posted_assumed, closes,
    base_min, base_max, shown_min, shown_max, hourly_min, hourly_max, verdict, zone, asks,
    scale_nation, scale_from, scale_status, flags, source, title, employer, town, region, key,
    confidence, points,
    supplement_min, supplement_max, part_hours, part_min, part_max, full_hours, living_wage)
SELECT :vacancy, :dataset, offer_stamp, :bands, :nation, :posted, :posted_assumed, :closes,
    :base_min, :base_max, :shown_min, :shown_max, :hourly_min, :hourly_max, :verdict, :zone, :asks,
    :scale_nation, :scale_from, :scale_status, :flags, :source, :title, :employer, :town, :region, :key,
    :confidence, :points, :supplement_min, :supplement_max, :part_hours, :part_min, :part_max,
    :full_hours, :living_wage
FROM offer_stamp
WHERE text = :stamp
  AND (:vacancy IS NULL OR EXISTS (SELECT 1 FROM vacancy WHERE vacancy.vacancy = :vacancy))
ON CONFLICT (dataset, key) WHERE dataset IS NOT NULL DO NOTHING
RETURNING offer;

-- name: offer_drop
DELETE FROM offer WHERE vacancy = :vacancy;

-- name: offer_get
SELECT vacancy, dataset, bands, nation, posted, posted_assumed, closes, base_min, base_max,
    shown_min, shown_max, hourly_min, hourly_max, verdict, zone, asks, scale_nation, scale_from,
    scale_status, flags, source, title, employer, town, region, key, confidence, points, supplement_min, supplement_max,
    part_hours, part_min, part_max, full_hours, living_wage
FROM offer
WHERE vacancy = :vacancy
  AND offer_stamp = (SELECT offer_stamp FROM offer_stamp WHERE text = :stamp);

-- name: offer_stamp_get
SELECT text FROM offer JOIN offer_stamp ON offer_stamp.offer_stamp = offer.offer_stamp
WHERE vacancy = :vacancy;

-- name: offer_each
-- The columns as in offer_get, without the rest of the check. Those of vacancies only as they are
-- made under the stamp; a data set's stay as they were imported.
-- scan: yes
SELECT vacancy, dataset, bands, nation, posted, posted_assumed, closes, base_min, base_max,
    shown_min, shown_max, hourly_min, hourly_max, verdict, zone, asks, scale_nation, scale_from,
    scale_status, flags, source, title, employer, town, region, key
FROM offer
WHERE (:bands = 0 OR bands & :bands)
  AND (:nation IS NULL OR nation = :nation)
  AND (:since IS NULL OR posted >= :since)
  AND (:stamp IS NULL OR dataset IS NOT NULL
       OR offer_stamp = (SELECT offer_stamp FROM offer_stamp WHERE text = :stamp))
ORDER BY offer;

-- name: offer_lack_count
-- An offer goes with its vacancy, and a vacancy has one: those that were made can be subtracted.
-- scan: yes
SELECT (SELECT count(*) FROM vacancy) -
       (SELECT count(*) FROM offer
        WHERE vacancy IS NOT NULL
          AND offer_stamp = (SELECT offer_stamp FROM offer_stamp WHERE text = :stamp));

-- name: offer_lacking
-- scan: yes
SELECT vacancy FROM vacancy
WHERE NOT EXISTS (SELECT 1 FROM offer
                  WHERE offer.vacancy = vacancy.vacancy
                    AND offer_stamp = (SELECT offer_stamp FROM offer_stamp WHERE text = :stamp))
ORDER BY vacancy;

-- name: dataset_drop
-- Its offers go with it.
DELETE FROM dataset WHERE name = :name RETURNING dataset;

-- name: dataset_insert
INSERT INTO dataset (name, kind, attribution, at) VALUES (:name, :kind, :attribution, :now)
RETURNING dataset;

-- name: dataset_shared
-- The other set of the same kind that has the most keys of this one, how many, and how many it has.
-- scan: yes
SELECT other.name,
    (SELECT count(*) FROM offer AS mine JOIN offer AS theirs ON theirs.key = mine.key
     WHERE mine.dataset = this.dataset AND theirs.dataset = other.dataset) AS shared,
    (SELECT count(*) FROM offer WHERE offer.dataset = other.dataset)
FROM dataset AS this
JOIN dataset AS other ON other.kind = this.kind AND other.dataset <> this.dataset
WHERE this.dataset = :dataset
ORDER BY shared DESC, other.name
LIMIT 1;

-- name: dataset_each
-- scan: yes
SELECT dataset, name, kind, attribution,
    (SELECT count(*) FROM offer WHERE offer.dataset = dataset.dataset), at,
    (SELECT text FROM offer_stamp
     WHERE offer_stamp = (SELECT offer_stamp FROM offer WHERE offer.dataset = dataset.dataset
                          ORDER BY key LIMIT 1))
FROM dataset
ORDER BY name;

---- drift: how often fields are filled ----------------------------------------------------------

-- name: fill_put
INSERT INTO fill (family, field, run, adverts, filled, expected, met)
VALUES (:family, :field, :run, :adverts, :filled, :expected, :met)
ON CONFLICT (family, field, run) DO UPDATE
SET adverts = excluded.adverts, filled = excluded.filled, expected = excluded.expected,
    met = excluded.met;

-- name: fill_before
-- The fields of a family in its last :runs runs before :run, of the same sort: those that read
-- what is there again say nothing of a site, and the others nothing of a parser.
SELECT fill.field, sum(fill.adverts), sum(fill.filled), sum(fill.expected), sum(fill.met)
FROM fill
WHERE fill.family = :family
  AND fill.run IN (SELECT DISTINCT earlier.run
                   FROM fill AS earlier JOIN run ON run.run = earlier.run
                   WHERE earlier.family = :family AND earlier.run < :run
                     AND (run.kind = 'reparse') = :again
                   ORDER BY earlier.run DESC
                   LIMIT :runs)
GROUP BY fill.field
ORDER BY fill.field;

-- name: fill_since
-- One field in a run and, of the same sort, in those behind it.
SELECT sum(fill.adverts), sum(fill.filled), sum(fill.expected), sum(fill.met)
FROM fill JOIN run ON run.run = fill.run
WHERE fill.family = :family AND fill.field = :field AND fill.run >= :run AND fill.run <= :to
  AND (run.kind = 'reparse') = (SELECT first.kind = 'reparse' FROM run AS first
                                WHERE first.run = :run);

-- name: fill_last
-- The family's latest run that read new pages, else its latest one; :after is the family before
-- it in a list of all.
SELECT fill.family, ifnull(max(fill.run) FILTER (WHERE run.kind <> 'reparse'), max(fill.run))
FROM fill JOIN run ON run.run = fill.run
WHERE fill.family = (SELECT min(family) FROM fill WHERE family > :after)
GROUP BY fill.family;

---- quarantine ----------------------------------------------------------------------------------

-- name: quarantine_put
INSERT INTO quarantine (page, source, key, family, run, told, at)
VALUES (:page, :source, :key, :family, :run, :run, :now)
ON CONFLICT DO NOTHING
RETURNING page;

-- name: quarantine_drop
-- By page, or what is there of an advert.
DELETE FROM quarantine
WHERE page = :page OR (source = :source AND key = :key)
RETURNING told;

-- name: quarantine_tell
-- Counted by this run.
UPDATE quarantine SET told = :run WHERE page = :page;

-- name: quarantine_next
-- The first one behind page :after.
SELECT quarantine.page, quarantine.source, quarantine.key, quarantine.family, quarantine.run,
    quarantine.told, quarantine.at, page.url, page.fetched_at, run.kind = 'reparse',
    EXISTS (SELECT 1 FROM vacancy WHERE vacancy.source = quarantine.source
                                        AND vacancy.key = quarantine.key),
    (SELECT title FROM vacancy WHERE vacancy.source = quarantine.source
                                     AND vacancy.key = quarantine.key)
FROM quarantine
    JOIN page ON page.page = quarantine.page
    JOIN run ON run.run = quarantine.run
WHERE quarantine.page > :after
ORDER BY quarantine.page
LIMIT 1;

-- name: quarantine_count
-- scan: yes
SELECT count(*) FROM quarantine;

-- name: quarantine_fields
-- What the pages that a run counted lack, family by family.
SELECT quarantine.family, lack.field, count(*)
FROM quarantine JOIN lack ON lack.page = quarantine.page
WHERE quarantine.told = :run
GROUP BY quarantine.family, lack.field
ORDER BY quarantine.family, count(*) DESC, lack.field;

-- name: lack_put
INSERT INTO lack (page, field, expected, met) VALUES (:page, :field, :expected, :met)
ON CONFLICT (page, field) DO NOTHING;

-- name: lack_drop
DELETE FROM lack WHERE page = :page AND field = :field;

-- name: lack_list
SELECT field, expected, met FROM lack WHERE page = :page ORDER BY field;

---- sightings and queue -------------------------------------------------------------------------

-- name: sighting_find
-- The queue's row and where it is, done or not.
SELECT sighting.sighting, sighting.line_sha256, sighting.vacancy, queue.queue, queue.state,
    sighting.listed, quarantine.page, sighting.first_run, sighting.over, sighting.since_run,
    sighting.posted
FROM sighting
    LEFT JOIN queue ON queue.sighting = sighting.sighting
    LEFT JOIN quarantine ON quarantine.source = sighting.source
                            AND quarantine.key = sighting.key
WHERE sighting.source = :source AND sighting.key = :key;

-- name: sighting_list
-- A line of a listing, new or known. Where it is another than before, or of another day, this run
-- is the first that met it so; where it is another, that its advert was over says nothing any
-- more. What had gone is listed again. A list without a plan is the whole board's, however far it
-- is read.
INSERT INTO sighting (source, key, id, url, reference, title, employer, line_sha256, posted, run,
                      first_run, since_run, listed, sweep, first_seen, last_seen)
VALUES (:source, :key, :id, :url, :reference, :title, :employer, :line_sha256, :posted, :run,
        :run, :run, :run,
        iif(:is_sweep OR EXISTS (SELECT 1 FROM run WHERE run.run = :run AND run.plan = ''), :run,
            NULL),
        :now, :now)
ON CONFLICT (source, key) DO UPDATE
SET id = excluded.id, url = excluded.url, reference = excluded.reference,
    title = excluded.title, employer = excluded.employer, line_sha256 = excluded.line_sha256,
    run = excluded.run, listed = excluded.listed, sweep = ifnull(excluded.sweep, sweep),
    posted = excluded.posted, since_run = ifnull(since_run, excluded.since_run),
    first_run = CASE WHEN line_sha256 IS excluded.line_sha256 AND posted IS excluded.posted
                          AND first_run IS NOT NULL
                     THEN first_run ELSE excluded.first_run END,
    over = CASE WHEN line_sha256 IS excluded.line_sha256 AND over IS NOT NULL THEN 'listed' END,
    last_seen = max(last_seen, excluded.last_seen)
RETURNING sighting;

-- name: sighting_address
-- An address that the user named. One that a listing gave stays.
INSERT INTO sighting (source, key, id, url, run, first_seen, last_seen)
VALUES (:source, :key, :id, :url, :run, :now, :now)
ON CONFLICT (source, key) DO UPDATE
SET url = CASE WHEN substr(url, 1, 1) = '/' THEN url ELSE excluded.url END,
    last_seen = max(last_seen, excluded.last_seen)
RETURNING sighting;

-- name: sighting_link
-- An advert's page was read. What a listing said of it stays; but a copy out of a file (:page has
-- no status) may be older than what the board shows, so the next line of it counts as changed.
INSERT INTO sighting (source, key, id, url, reference, title, employer, vacancy, run, first_seen,
                      last_seen)
VALUES (:source, :key, :id, :url, :reference, :title, :employer, :vacancy, :run, :seen, :seen)
ON CONFLICT (source, key) DO UPDATE
SET vacancy = excluded.vacancy, run = excluded.run, joined = 0, over = NULL,
    last_seen = max(last_seen, excluded.last_seen),
    line_sha256 = CASE WHEN NOT EXISTS (SELECT 1 FROM page WHERE page = :page AND status = 0)
                       THEN line_sha256 END;

-- name: sighting_over
-- An advert's page says that it is over.
UPDATE sighting SET over = :over WHERE source = :source AND key = :key
RETURNING sighting;

-- name: sighting_vacancy
SELECT vacancy.vacancy, vacancy.source, vacancy.key
FROM sighting JOIN vacancy ON vacancy.vacancy = sighting.vacancy
WHERE sighting.source = :source AND sighting.key = :key;

-- name: sighting_join
-- An advert is the same post as the vacancy of another board. What was known of it stays.
INSERT INTO sighting (source, key, id, url, reference, title, employer, vacancy, run, joined,
                      first_seen, last_seen)
VALUES (:source, :key, :id, :url, :reference, :title, :employer, :vacancy, :run, 1, :now, :now)
ON CONFLICT (source, key) DO UPDATE
SET vacancy = excluded.vacancy, joined = 1, run = ifnull(excluded.run, run), over = NULL,
    id = ifnull(id, excluded.id), url = ifnull(url, excluded.url),
    reference = ifnull(reference, excluded.reference), title = ifnull(title, excluded.title),
    employer = ifnull(employer, excluded.employer), last_seen = max(last_seen, excluded.last_seen)
RETURNING sighting;

-- name: sighting_own
-- The one that bears its record's own name is no joined one, all others are.
UPDATE sighting
SET joined = NOT EXISTS (SELECT 1 FROM vacancy
                         WHERE vacancy.vacancy = sighting.vacancy
                           AND vacancy.source = sighting.source AND vacancy.key = sighting.key)
WHERE vacancy = :vacancy;

-- name: sighting_each
-- Where a vacancy was met: under its own name first.
SELECT source, ifnull(id, key), url, first_seen, last_seen
FROM sighting
WHERE vacancy = :vacancy
ORDER BY joined, first_seen, sighting;

-- name: queue_forget
-- What is done gives its place up: an advert that is queued again goes to the end.
DELETE FROM queue WHERE sighting = :sighting AND state = 'done';

-- name: queue_add
-- Once, however often it is listed; the latest reason counts.
INSERT INTO queue (sighting, why, added_at) VALUES (:sighting, :why, :now)
ON CONFLICT (sighting) DO UPDATE SET why = excluded.why WHERE why <> excluded.why;

-- name: queue_copied
-- The sighting of an advert whose page was asked for, where its record is now read from a copy
-- out of a file (:page has no status), which may be older; and why to ask again.
SELECT sighting.sighting,
    CASE WHEN sighting.over IS 'gone' THEN 'gone'
         WHEN queue.why = 'address' THEN 'address' ELSE 'listed' END
FROM sighting JOIN queue ON queue.sighting = sighting.sighting AND queue.state = 'done'
WHERE sighting.source = :source AND sighting.key = :key AND sighting.url IS NOT NULL
  AND EXISTS (SELECT 1 FROM page WHERE page = :page AND status = 0);

-- name: queue_put_off
-- Pages that were in hand :most times and never came to any outcome: the program was killed each
-- time, perhaps by them. An hour later each time, a day at most.
UPDATE queue
SET state = 'failed', next_try = :now + 3600 * min(leases - :most + 1, 24),
    reason = printf('the program ended %d times while it had this page in hand', leases)
WHERE state = 'leased' AND leases >= :most AND ifnull(run, 0) <> :run;

-- name: queue_next
-- The oldest that is due and that the run has not had yet. Validators are those of the page that
-- the vacancy was last read from, where that page came from this board, and the advert was open
-- on it: one that has closed since may be shown again as it was. A next try behind :far is a
-- wrong clock's. Reads the queue in its order, rows that are done left out, up to the first that
-- fits.
-- scan: yes
SELECT queue.queue, sighting.source, sighting.id, sighting.url, sighting.title,
    sighting.reference, sighting.employer, queue.tries, page.etag, page.last_modified, queue.why,
    queue.reason, queue.page
FROM queue
    JOIN sighting ON sighting.sighting = queue.sighting
    LEFT JOIN vacancy ON vacancy.vacancy = sighting.vacancy AND vacancy.source = sighting.source
                         AND vacancy.key = sighting.key
    LEFT JOIN page ON page.page = vacancy.page AND page.status = 200
                      AND vacancy.state IS NOT 'closed'
WHERE queue.state <> 'done'
  AND (queue.next_try <= :by OR queue.next_try > :far)
  AND (:run = 0 OR ifnull(queue.run, 0) <> :run)
  AND (queue.state <> 'leased' OR queue.leases < :most)
  AND (:source IS NULL OR sighting.source = :source)
  AND (:host IS NULL OR (substr(sighting.url, 1, 1) = '/' AND substr(sighting.url, 2, 1) <> '/') OR
       (substr(sighting.url, 1, length(:host)) = :host AND
        substr(sighting.url, length(:host) + 1, 1) IN ('', '/', '?', '#')))
ORDER BY queue.queue
LIMIT :limit;

-- name: queue_lease
UPDATE queue SET state = 'leased', run = :run WHERE queue = :queue;

-- name: queue_begin
-- Its page is being asked for, or read.
UPDATE queue SET leases = leases + 1 WHERE queue = :queue;

-- name: queue_hold
-- Its page came whole.
UPDATE queue SET page = :page WHERE queue = :queue;

-- name: queue_release
-- As if it had not been leased.
UPDATE queue
SET state = iif(tries > 0, 'failed', 'queued'), leases = 0, run = NULL
WHERE queue = :queue AND state = 'leased';

-- name: queue_done
UPDATE queue
SET state = 'done', leases = 0, tries = 0, next_try = 0, reason = NULL, page = NULL
WHERE queue = :queue;

-- name: queue_done_of
-- The same by its advert.
UPDATE queue
SET state = 'done', leases = 0, tries = 0, next_try = 0, reason = NULL, page = NULL
WHERE sighting = :sighting;

-- name: queue_fail
UPDATE queue
SET state = 'failed', leases = 0, tries = tries + 1, next_try = :next_try, reason = :reason,
    page = NULL
WHERE queue = :queue
RETURNING queue;

-- name: queue_count
-- What waits, and what of it queue_next would give to a new run.
-- scan: yes
SELECT count(*), count(*) FILTER (WHERE (queue.next_try <= :by OR queue.next_try > :far)
                                    AND (queue.state <> 'leased' OR queue.leases < :most))
FROM queue JOIN sighting ON sighting.sighting = queue.sighting
WHERE queue.state <> 'done'
  AND (:source IS NULL OR sighting.source = :source)
  AND (:host IS NULL OR (substr(sighting.url, 1, 1) = '/' AND substr(sighting.url, 2, 1) <> '/') OR
       (substr(sighting.url, 1, length(:host)) = :host AND
        substr(sighting.url, length(:host) + 1, 1) IN ('', '/', '?', '#')));

-- name: queue_soonest
-- What waits of it and is due first.
-- scan: yes
SELECT queue.next_try, queue.reason
FROM queue JOIN sighting ON sighting.sighting = queue.sighting
WHERE queue.state <> 'done'
  AND (:source IS NULL OR sighting.source = :source)
  AND (:host IS NULL OR (substr(sighting.url, 1, 1) = '/' AND substr(sighting.url, 2, 1) <> '/') OR
       (substr(sighting.url, 1, length(:host)) = :host AND
        substr(sighting.url, length(:host) + 1, 1) IN ('', '/', '?', '#')))
ORDER BY queue.next_try, queue.queue
LIMIT 1;

---- one post on two boards ----------------------------------------------------------------------

-- name: alias_drop
DELETE FROM alias WHERE vacancy = :vacancy AND sighting = :sighting;

-- name: alias_put
-- The names of an advert, and of each of them the parts between blanks, strokes and the like,
-- and between dashes too: "302-25-7601114/A" gives itself, "302-25-7601114" and "7601114".
-- scan: yes
WITH RECURSIVE
named (name) AS (
    SELECT upper(:reference) WHERE :reference IS NOT NULL
    UNION ALL SELECT upper(:id) WHERE :id IS NOT NULL
    UNION ALL SELECT upper(:key)),
cut (rest) AS (
    SELECT replace(replace(replace(replace(replace(name, '/', ' '), ',', ' '), ';', ' '),
                           '(', ' '), ')', ' ') || ' '
    FROM named),
part (name, rest) AS (
    SELECT '', rest FROM cut
    UNION ALL
    SELECT '', replace(replace(replace(replace(rest, '-', ' '), '_', ' '), '.', ' '), ':', ' ')
    FROM cut
    UNION ALL
    SELECT substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1)
    FROM part WHERE rest <> '')
INSERT INTO alias (name, vacancy, sighting)
SELECT replace(name, ' ', ''), :vacancy, :sighting FROM named WHERE replace(name, ' ', '') <> ''
UNION
SELECT name, :vacancy, :sighting FROM part WHERE length(name) >= 6;

-- name: alias_find
-- Vacancies of other boards that go by one of the two names; a record that another board's
-- advert was joined to goes by that one's names too.
SELECT vacancy.vacancy, vacancy.source, vacancy.key, vacancy.id, vacancy.reference,
    vacancy.employer
FROM alias JOIN vacancy ON vacancy.vacancy = alias.vacancy
WHERE alias.name IN (upper(replace(:reference, ' ', '')), upper(replace(:id, ' ', '')))
  AND alias.sighting = 0 AND vacancy.source <> :source
UNION
SELECT vacancy.vacancy, vacancy.source, vacancy.key, sighting.id, sighting.reference,
    ifnull(sighting.employer, vacancy.employer)
FROM alias
    JOIN vacancy ON vacancy.vacancy = alias.vacancy
    JOIN sighting ON sighting.sighting = alias.sighting
WHERE alias.name IN (upper(replace(:reference, ' ', '')), upper(replace(:id, ' ', '')))
  AND vacancy.source <> :source AND sighting.source <> :source
ORDER BY 1, 4;

-- name: vacancy_rename
UPDATE vacancy SET source = :source, key = :key WHERE vacancy = :vacancy;

-- name: vacancy_names
-- What it is called, for its aliases.
SELECT source, key, id, reference FROM vacancy WHERE vacancy = :vacancy;

-- name: sighting_names
SELECT source, key, id, reference FROM sighting WHERE sighting = :sighting;

-- name: joined_each
-- The sightings of a vacancy that bear another name than its own.
SELECT sighting FROM sighting WHERE vacancy = :vacancy AND joined = 1 AND sighting > :after
ORDER BY sighting
LIMIT 1;

-- name: change_move
UPDATE change SET vacancy = :to WHERE vacancy = :vacancy;

-- name: sighting_move
UPDATE sighting SET vacancy = :to, joined = 1 WHERE vacancy = :vacancy;

-- name: vacancy_meet
-- The record was met wherever the other one was.
UPDATE vacancy
SET first_seen = min(first_seen, (SELECT other.first_seen FROM vacancy AS other
                                  WHERE other.vacancy = :other)),
    last_seen = max(last_seen, (SELECT other.last_seen FROM vacancy AS other
                                WHERE other.vacancy = :other))
WHERE vacancy = :vacancy;

-- name: vacancy_delete
-- Its lists go with it; the search index must be told before (search_remove).
DELETE FROM vacancy WHERE vacancy = :vacancy;

---- walks ---------------------------------------------------------------------------------------

-- name: walk_put
INSERT INTO walk (run, source, host, plan, began_at, extent, verdict, pages, total, met, missing,
                  alarm, frontier, last_total)
VALUES (:run, :source, :host, :plan, :began_at, :extent, :verdict, :pages, :total, :met, :missing,
        :alarm, :frontier, :last_total)
ON CONFLICT (run) DO UPDATE
SET extent = excluded.extent, verdict = excluded.verdict, pages = excluded.pages,
    total = excluded.total, met = excluded.met, missing = excluded.missing,
    alarm = excluded.alarm, frontier = excluded.frontier, last_total = excluded.last_total;

-- name: walk_ground
-- A healthy walk that went to the end, or down to what such a walk had read: of this plan, or
-- else of the whole board, which serves every plan.
SELECT run
FROM walk
WHERE source = :source AND host = :host AND plan IN (:plan, '') AND verdict = 'healthy'
  AND extent IN ('whole', 'front')
ORDER BY plan = :plan DESC, run DESC
LIMIT 1;

-- name: walk_of_run
SELECT run, source, host, plan, began_at, extent, verdict, pages, total, met, missing, alarm,
    frontier, last_total
FROM walk
WHERE run = :run;

-- name: walk_cut
-- The one that leads furthest down the list as it stands now.
SELECT run, source, host, plan, began_at, extent, verdict, pages, total, met, missing, alarm,
    frontier, last_total
FROM walk
WHERE source = :source AND host = :host AND plan = :plan AND run > :after AND run < :run
  AND extent = 'part' AND verdict = 'healthy' AND frontier > 0 AND last_total >= 0
  AND began_at BETWEEN :from AND :to
ORDER BY frontier - last_total DESC, run DESC
LIMIT 1;

-- name: walk_last
SELECT run, source, host, plan, began_at, extent, verdict, pages, total, met, missing, alarm,
    frontier, last_total
FROM walk
WHERE source = :source AND host = :host AND plan = :plan AND run < :run AND extent = 'whole'
  AND (NOT :healthy OR verdict = 'healthy')
ORDER BY run DESC
LIMIT 1;

-- name: walk_loss
-- What the last sweep showed no more, and what it met.
SELECT missing, met
FROM walk
WHERE source = :source AND host = :host AND plan = '' AND extent = 'whole'
  AND verdict = 'healthy'
ORDER BY run DESC
LIMIT 1;

-- name: walk_missing
-- Once a run. What another origin showed (a test board beside the real one) is not missed here.
-- scan: yes
SELECT count(*)
FROM sweep_open
WHERE source = :source AND listed IS NOT :run AND (closes IS NULL OR closes >= :today)
  AND (host IS NULL OR host = ifnull((SELECT run.host FROM run WHERE run.run = :run), host));

-- name: walk_missing_forget
-- What is done of them gives its place up, see queue_forget.
-- scan: yes
DELETE FROM queue
WHERE state = 'done' AND
      sighting IN (SELECT sighting FROM sweep_open
                   WHERE source = :source AND listed IS NOT :run
                     AND (closes IS NULL OR closes >= :today)
                     AND (host IS NULL OR
                          host = ifnull((SELECT run.host FROM run WHERE run.run = :run), host)));

-- name: walk_missing_ask
-- scan: yes
INSERT INTO queue (sighting, why, added_at)
SELECT sighting, 'gone', :now
FROM sweep_open
WHERE source = :source AND listed IS NOT :run AND (closes IS NULL OR closes >= :today)
  AND (host IS NULL OR host = ifnull((SELECT run.host FROM run WHERE run.run = :run), host))
ORDER BY sighting
ON CONFLICT (sighting) DO UPDATE SET why = excluded.why;

-- name: walk_past
-- The same, past their date. One whose page is at hand, and is not read yet, waits for that.
-- scan: yes
SELECT sighting.sighting, sighting.key
FROM sweep_open JOIN sighting ON sighting.sighting = sweep_open.sighting
WHERE sweep_open.source = :source AND sweep_open.listed IS NOT :run AND sweep_open.closes < :today
  AND (sweep_open.host IS NULL OR
       sweep_open.host = ifnull((SELECT run.host FROM run WHERE run.run = :run), sweep_open.host))
  AND NOT EXISTS (SELECT 1 FROM queue
                  WHERE queue.sighting = sighting.sighting AND queue.page IS NOT NULL)
ORDER BY sighting.sighting;

---- hosts ---------------------------------------------------------------------------------------

-- name: host_get
SELECT last_request, not_before, strikes, day, day_requests, terms_at, trouble
FROM host
WHERE host = :host;

-- name: host_put
INSERT INTO host (host, last_request, not_before, strikes, day, day_requests, terms_at, trouble)
VALUES (:host, :last_request, :not_before, :strikes, :day, :day_requests, :terms_at, :trouble)
ON CONFLICT (host) DO UPDATE
SET last_request = excluded.last_request, not_before = excluded.not_before,
    strikes = excluded.strikes, day = excluded.day, day_requests = excluded.day_requests,
    terms_at = excluded.terms_at, trouble = excluded.trouble;

-- name: robots_get
SELECT at, status, size, body FROM robots WHERE host = :host;

-- name: robots_at
SELECT at FROM robots WHERE host = :host;

-- name: robots_put
INSERT INTO robots (host, at, status, size, body) VALUES (:host, :at, :status, :size, :body)
ON CONFLICT (host) DO UPDATE
SET at = excluded.at, status = excluded.status, size = excluded.size, body = excluded.body;

-- name: robots_drop
DELETE FROM robots WHERE host = :host;

---- the ledger ----------------------------------------------------------------------------------

-- name: ledger_runs
-- scan: yes
SELECT run, kind, source, host, plan, started_at, ended_at, ended_as, requests, listed, seen,
    fresh, changed, same, refused, aside, failed, closed, withdrawn, reopened, waiting, note
FROM run
ORDER BY run DESC
LIMIT :limit;

-- name: ledger_hosts
-- scan: yes
SELECT host.host, last_request, not_before, strikes, day, day_requests, terms_at, trouble,
    ifnull(robots.at, 0), ifnull(robots.status, 0)
FROM host LEFT JOIN robots ON robots.host = host.host
ORDER BY host.host;

-- name: ledger_adverts
-- scan: yes
SELECT count(*),
    count(*) FILTER (WHERE state IS NOT 'closed' AND (closes IS NULL OR closes >= :today)),
    count(*) FILTER (WHERE life = 'withdrawn')
FROM vacancy
WHERE source = :source;

-- name: ledger_queue
-- scan: yes
SELECT count(*) FILTER (WHERE state = 'queued'), count(*) FILTER (WHERE state = 'leased'),
    count(*) FILTER (WHERE state = 'failed')
FROM queue JOIN sighting ON sighting.sighting = queue.sighting
WHERE state <> 'done' AND sighting.source = :source;

-- name: ledger_aside
SELECT count(*) FROM quarantine WHERE source = :source;

-- name: ledger_walk
-- The last one, or the last healthy one through the whole board.
SELECT run, source, host, plan, began_at, extent, verdict, pages, total, met, missing, alarm,
    frontier, last_total
FROM walk
WHERE source = :source
  AND (NOT :sweep OR (plan = '' AND extent = 'whole' AND verdict = 'healthy'))
ORDER BY run DESC
LIMIT 1;

-- name: ledger_reasons
-- The queue's number is the oldest's, and the key with it (a bare column beside min()).
-- scan: yes
SELECT sighting.source, queue.reason, count(*) AS pages, min(queue.queue), sighting.key,
    (SELECT min(other.next_try)
     FROM queue AS other JOIN sighting AS its ON its.sighting = other.sighting
     WHERE other.state = 'failed' AND other.reason = queue.reason
       AND its.source = sighting.source)
FROM queue JOIN sighting ON sighting.sighting = queue.sighting
WHERE queue.state = 'failed' AND queue.reason IS NOT NULL
GROUP BY sighting.source, queue.reason
ORDER BY pages DESC, sighting.source, queue.reason;
