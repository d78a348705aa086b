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

-- name: set_cell_size_check
-- Damage is noticed where a page is read, not where its nonsense is used.
PRAGMA cell_size_check = ON;

-- name: set_temp_store
-- Nothing of the adverts is left in /tmp.
PRAGMA temp_store = MEMORY;

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

-- name: run_end
-- No row: there is no such run.
UPDATE run
SET ended_at = :now, ended_as = :ended_as, requests = :requests, listed = :listed, seen = :seen,
    fresh = :fresh, changed = :changed, same = :same, closed = :closed, refused = :refused,
    aside = :aside, failed = :failed, waiting = :waiting
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
    dbs, sponsorship, registration, website, key, first_seen, last_seen
FROM vacancy
WHERE vacancy = :vacancy;

-- name: vacancy_each
-- Those that pass a filter, by closing date, those that are over on the day :past_on last. Absent conditions are NULL; :bands is a JSON array
-- of words, :limit -1 for all.
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
ORDER BY :past_on IS NOT NULL AND
        (vacancy.state IS 'closed' OR ifnull(vacancy.closes < :past_on, 0)),
    bm25(vacancy_search, 10.0, 5.0, 5.0, 1.0, 2.0), vacancy.closes IS NULL, vacancy.closes,
    vacancy.key, vacancy.vacancy
LIMIT :limit;

-- name: vacancy_named
-- By key, by 'source:key' where two boards use one key, or by the employer's reference: the
-- best kind of name first, and each spelled exactly before another case.
SELECT vacancy, source, key, iif(key = :name, 0, 1) AS kind
FROM vacancy WHERE key = :name COLLATE NOCASE
UNION ALL
SELECT vacancy, source, key, iif(key = substr(:name, instr(:name, ':') + 1), 2, 3) FROM vacancy
WHERE source = substr(:name, 1, instr(:name, ':') - 1) AND
      key = substr(:name, instr(:name, ':') + 1) COLLATE NOCASE
UNION ALL
SELECT vacancy, source, key, 4 FROM vacancy WHERE reference = :name COLLATE NOCASE
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
SELECT sighting.sighting, sighting.line_sha256, sighting.vacancy, queue.queue, sighting.run,
    quarantine.page
FROM sighting
    LEFT JOIN queue ON queue.sighting = sighting.sighting
    LEFT JOIN quarantine ON quarantine.source = sighting.source
                            AND quarantine.key = sighting.key
WHERE sighting.source = :source AND sighting.key = :key;

-- name: sighting_list
-- A line of a listing, new or known.
INSERT INTO sighting (source, key, id, url, reference, title, employer, line_sha256, run,
                      first_seen, last_seen)
VALUES (:source, :key, :id, :url, :reference, :title, :employer, :line_sha256, :run, :now, :now)
ON CONFLICT (source, key) DO UPDATE
SET id = excluded.id, url = excluded.url, reference = excluded.reference,
    title = excluded.title, employer = excluded.employer, line_sha256 = excluded.line_sha256,
    run = excluded.run, last_seen = excluded.last_seen
RETURNING sighting;

-- name: sighting_link
-- An advert's page was read. What a listing said of it stays; but a copy out of a file (:page has
-- no status) may be older than what the board shows, so the next line of it counts as changed.
INSERT INTO sighting (source, key, id, url, reference, title, employer, vacancy, run, first_seen,
                      last_seen)
VALUES (:source, :key, :id, :url, :reference, :title, :employer, :vacancy, :run, :seen, :seen)
ON CONFLICT (source, key) DO UPDATE
SET vacancy = excluded.vacancy, run = excluded.run,
    last_seen = max(last_seen, excluded.last_seen),
    line_sha256 = CASE WHEN NOT EXISTS (SELECT 1 FROM page WHERE page = :page AND status = 0)
                       THEN line_sha256 END;

-- name: queue_add
-- Once, however often it is listed.
INSERT INTO queue (sighting, added_at) VALUES (:sighting, :now)
ON CONFLICT (sighting) DO NOTHING;

-- name: queue_next
-- The oldest that is due. Validators are those of the page that the vacancy was last read from,
-- where that page came from this board, and the advert was open on it: one that has closed
-- since may be shown again as it was. A next try behind :far is a wrong clock's.
-- scan: yes
SELECT queue.queue, sighting.source, sighting.id, sighting.url, sighting.title,
    sighting.reference, sighting.employer, queue.tries, page.etag, page.last_modified
FROM queue
    JOIN sighting ON sighting.sighting = queue.sighting
    LEFT JOIN vacancy ON vacancy.vacancy = sighting.vacancy AND vacancy.source = sighting.source
    LEFT JOIN page ON page.page = vacancy.page AND page.status = 200
                      AND vacancy.state IS NOT 'closed'
WHERE (queue.next_try <= :by OR queue.next_try > :far) AND (:source IS NULL OR sighting.source = :source)
ORDER BY queue.queue
LIMIT 1;

-- name: queue_done
DELETE FROM queue WHERE queue = :queue;

-- name: queue_fail
UPDATE queue
SET tries = tries + 1, next_try = :next_try, reason = :reason
WHERE queue = :queue
RETURNING queue;

-- name: queue_count
-- scan: yes
SELECT count(*), count(*) FILTER (WHERE queue.next_try <= :by OR queue.next_try > :far)
FROM queue JOIN sighting ON sighting.sighting = queue.sighting
WHERE :source IS NULL OR sighting.source = :source;

---- hosts ---------------------------------------------------------------------------------------

-- name: host_get
SELECT last_request, not_before FROM host WHERE host = :host;

-- name: host_put
INSERT INTO host (host, last_request, not_before) VALUES (:host, :last_request, :not_before)
ON CONFLICT (host) DO UPDATE
SET last_request = excluded.last_request, not_before = excluded.not_before;
