/* schema/store_private.h - what the files of the store share (nobody else includes it)
 * SPDX-License-Identifier: MIT
 *
 * store.c              opening, settings, migrations, closing
 * store_file.c         the file itself: made, refused, told apart
 * store_claim.c        one crawl at a time
 * store_statement.c    named statements: prepared once, bound by name, failures in words
 * store_transaction.c  transactions
 * store_run.c          runs
 * store_host.c         hosts: manners that outlast a run
 * store_page.c         pages
 * store_vacancy.c      saving and closing vacancies, their history
 * store_read.c         a vacancy out of its row and lists
 * store_list.c         the lists of a vacancy in their tables
 * store_search.c       choosing vacancies: filters, words, names
 * store_requirement.c  what criteria ask for
 * store_brief.c        vacancies in brief, thousands of them
 * store_caseload.c     what came of matching, by code
 * store_place.c        where places are
 * store_offer.c        pay of adverts taken apart
 * store_listing.c      lines of listings, addresses: what they mean
 * store_queue.c        what is still to be fetched
 * store_walk.c         how a board's list was read, and what it shows no more
 * store_twin.c         one post on two boards
 * store_ledger.c       what runs did, how each source is, what waits
 * store_fill.c         how often fields are filled
 * store_quarantine.c   pages that lack what they should have
 * store_health.c       the file itself, looked over
 */
#ifndef SCHEMA_STORE_PRIVATE_H
#define SCHEMA_STORE_PRIVATE_H

#include <sqlite3.h>

#include "schema/brief.h"
#include "schema/store.h"
#include "schema/vacancy_list.h"

/** "SHLT" in the file's header: the file is a shortlist database. Also in 0001_base.sql. */
enum { STORE_APPLICATION_ID = 0x53484C54 };

/** How long a call waits for another program's lock: longer than any transaction of ours takes,
 * shorter than a person takes a program for dead. */
enum { STORE_BUSY_MS = 2000 };

/** The most bytes of one value: a packed page and the words of a vacancy stay far below. */
enum { STORE_VALUE_MAX = 32 * 1024 * 1024 };

/* The statements of schema/queries.sql; store_statement.c has their names. */
enum statement {
    SQL_SET_AUTO_VACUUM = 0,
    SQL_SET_SYNCHRONOUS,
    SQL_SET_SYNCHRONOUS_LIGHT,
    SQL_SET_CELL_SIZE_CHECK,
    SQL_SET_TEMP_STORE,
    SQL_SET_SECURE_DELETE,
    SQL_SET_SECURE_DELETE_OFF,
    SQL_SET_JOURNAL,
    SQL_SET_JOURNAL_LIMIT,
    SQL_GET_APPLICATION,
    SQL_GET_VERSION,
    SQL_GET_SCHEMA,
    SQL_CHECK_FILE,
    SQL_CHECK_REFERENCES,
    SQL_GET_SIZE,
    SQL_VACUUM,
    SQL_CHECKPOINT,
    SQL_BEGIN_MIGRATION,
    SQL_BEGIN_WRITE,
    SQL_BEGIN_READ,
    SQL_COMMIT,
    SQL_ROLLBACK,
    SQL_SAVEPOINT,
    SQL_SAVEPOINT_RELEASE,
    SQL_SAVEPOINT_ROLLBACK,
    SQL_RUN_INSERT,
    SQL_RUN_AIM,
    SQL_RUN_END,
    SQL_PAGE_SAVE,
    SQL_PAGE_FORGET,
    SQL_PAGE_GET,
    SQL_PAGE_NEXT,
    SQL_PAGE_COUNT,
    SQL_PAGE_OWNERS,
    SQL_PAGE_ARCHIVE,
    SQL_PAGE_SIZE,
    SQL_READING_PUT,
    SQL_PAGE_PRUNE_CLOSED,
    SQL_PAGE_PRUNE_SUPERSEDED,
    SQL_VACANCY_FIND,
    SQL_VACANCY_SAVE,
    SQL_VACANCY_TOUCH,
    SQL_VACANCY_CLOSE,
    SQL_VACANCY_LIVE,
    SQL_VACANCY_READ,
    SQL_VACANCY_EACH,
    SQL_VACANCY_SEARCH,
    SQL_VACANCY_NAMED,
    SQL_VACANCY_COUNT,
    SQL_LOCATION_INSERT,
    SQL_LOCATION_DELETE,
    SQL_LOCATION_LIST,
    SQL_CRITERION_INSERT,
    SQL_CRITERION_DELETE,
    SQL_CRITERION_LIST,
    SQL_DOCUMENT_INSERT,
    SQL_DOCUMENT_DELETE,
    SQL_DOCUMENT_LIST,
    SQL_NOTE_INSERT,
    SQL_NOTE_DELETE,
    SQL_NOTE_LIST,
    SQL_CONTACT_INSERT,
    SQL_CONTACT_DELETE,
    SQL_CONTACT_LIST,
    SQL_CHANGE_INSERT,
    SQL_CHANGE_FIELDS,
    SQL_CHANGE_LIST,
    SQL_SEARCH_REMOVE,
    SQL_SEARCH_ADD,
    SQL_REQUIREMENT_FIND,
    SQL_REQUIREMENT_INSERT,
    SQL_REQUIREMENT_EACH,
    SQL_REQUIREMENT_GET,
    SQL_REQUIREMENT_DELETE,
    SQL_ASKED_PUT,
    SQL_ASKED_GET,
    SQL_ASKED_DROP,
    SQL_ASKED_EACH,
    SQL_BRIEF_EACH,
    SQL_BRIEF_SEARCH,
    SQL_BRIEF_PLACES,
    SQL_CANDIDATE_PUT,
    SQL_CANDIDATE_EACH,
    SQL_CANDIDATE_DELETE,
    SQL_MARKED_EACH,
    SQL_MARKED_VACANCY,
    SQL_MARKED_PUT,
    SQL_MARKED_DROP,
    SQL_MARKED_MOVE,
    SQL_MARKED_GONE,
    SQL_PLACE_SET_INSERT,
    SQL_PLACE_SET_DROP,
    SQL_PLACE_SET_EACH,
    SQL_PLACE_LEARN_DUE,
    SQL_PLACE_PUT,
    SQL_PLACE_FIND,
    SQL_PLACE_EACH,
    SQL_PLACE_SEEN,
    SQL_OFFER_STAMP_PUT,
    SQL_OFFER_PUT,
    SQL_OFFER_DROP,
    SQL_OFFER_GET,
    SQL_OFFER_STAMP_GET,
    SQL_OFFER_EACH,
    SQL_OFFER_LACK_COUNT,
    SQL_OFFER_LACKING,
    SQL_DATASET_DROP,
    SQL_DATASET_INSERT,
    SQL_DATASET_SHARED,
    SQL_DATASET_EACH,
    SQL_FILL_PUT,
    SQL_FILL_BEFORE,
    SQL_FILL_SINCE,
    SQL_FILL_LAST,
    SQL_QUARANTINE_PUT,
    SQL_QUARANTINE_DROP,
    SQL_QUARANTINE_TELL,
    SQL_QUARANTINE_NEXT,
    SQL_QUARANTINE_COUNT,
    SQL_QUARANTINE_FIELDS,
    SQL_LACK_PUT,
    SQL_LACK_DROP,
    SQL_LACK_LIST,
    SQL_SIGHTING_FIND,
    SQL_SIGHTING_LIST,
    SQL_SIGHTING_ADDRESS,
    SQL_SIGHTING_LINK,
    SQL_SIGHTING_OVER,
    SQL_SIGHTING_VACANCY,
    SQL_SIGHTING_JOIN,
    SQL_SIGHTING_OWN,
    SQL_SIGHTING_EACH,
    SQL_QUEUE_FORGET,
    SQL_QUEUE_ADD,
    SQL_QUEUE_COPIED,
    SQL_QUEUE_PUT_OFF,
    SQL_QUEUE_NEXT,
    SQL_QUEUE_LEASE,
    SQL_QUEUE_BEGIN,
    SQL_QUEUE_HOLD,
    SQL_QUEUE_RELEASE,
    SQL_QUEUE_DONE,
    SQL_QUEUE_DONE_OF,
    SQL_QUEUE_FAIL,
    SQL_QUEUE_COUNT,
    SQL_ALIAS_DROP,
    SQL_ALIAS_PUT,
    SQL_ALIAS_FIND,
    SQL_VACANCY_RENAME,
    SQL_VACANCY_NAMES,
    SQL_SIGHTING_NAMES,
    SQL_JOINED_EACH,
    SQL_CHANGE_MOVE,
    SQL_SIGHTING_MOVE,
    SQL_VACANCY_MEET,
    SQL_VACANCY_DELETE,
    SQL_WALK_PUT,
    SQL_WALK_GROUND,
    SQL_WALK_LAST,
    SQL_WALK_OF_RUN,
    SQL_WALK_CUT,
    SQL_WALK_LOSS,
    SQL_WALK_MISSING,
    SQL_WALK_MISSING_FORGET,
    SQL_WALK_MISSING_ASK,
    SQL_WALK_PAST,
    SQL_HOST_GET,
    SQL_HOST_PUT,
    SQL_ROBOTS_GET,
    SQL_ROBOTS_AT,
    SQL_ROBOTS_PUT,
    SQL_ROBOTS_DROP,
    SQL_LEDGER_RUNS,
    SQL_LEDGER_HOSTS,
    SQL_LEDGER_ADVERTS,
    SQL_LEDGER_QUEUE,
    SQL_LEDGER_ASIDE,
    SQL_LEDGER_WALK,
    SQL_QUEUE_SOONEST,
    SQL_LEDGER_REASONS,
    SQL_COUNT
};

struct store {
    sqlite3 *db;
    char *path;                /* as opened: never ":memory:" or a URI; owned */
    const struct clock *clock; /* borrowed */
    int claim;                 /* descriptor of the file beside it that is locked; -1 */
    struct span sql[SQL_COUNT];
    sqlite3_stmt *prepared[SQL_COUNT]; /* NULL until first used */
    bool is_light;                     /* the transaction is one of store_begin_light */
};

/* Statements (store_statement.c) */

/** One use of a statement. Failure sticks, as in a buf: bind, step and ask once at the end.
 * A statement must be closed before it is used again; texts and bytes are bound as they are and
 * must live until then. */
struct call {
    struct store *store;
    sqlite3_stmt *statement;
    enum err err;
    struct diag *diag;
};

/** Find every statement in the built-in queries.sql. @return ERR_STORE naming a missing one */
enum err statements_find(struct store *store, struct diag *diag);

/** Free what was prepared. */
void statements_free(struct store *store);

/** The name of a statement in queries.sql. */
const char *statement_name(enum statement which);

struct call call_open(struct store *store, enum statement which, struct diag *diag);
void call_int(struct call *call, const char *name, int64_t value);
void call_int_or_null(struct call *call, const char *name, int64_t value); /* 0 is NULL */
void call_text(struct call *call, const char *name, const char *text);     /* NULL is NULL */
void call_bytes(struct call *call, const char *name, struct span bytes);

/** Step. @return whether there is a row; false at the end and on failure */
bool call_row(struct call *call);

/** Reset and let go of what was bound. @return what failed, if anything */
enum err call_close(struct call *call);

/** Step to the end, whatever rows come, and close. */
enum err call_run(struct call *call);

int64_t call_get_int(const struct call *call, int column);
/** Copied to the arena; NULL for NULL. */
const char *call_get_text(const struct call *call, int column, struct arena *arena);
/** Borrowed until the next step. */
struct span call_get_bytes(const struct call *call, int column);

/** The first column of the first row of a statement without parameters; 0 for no row. */
enum err store_get_number(struct store *store, enum statement which, int64_t *out,
                          struct diag *diag);

/** Run a statement that has neither parameters nor rows that matter. */
enum err store_run_plain(struct store *store, enum statement which, struct diag *diag);

/** Put SQLite's last failure into words. */
enum err store_failed(struct store *store, struct diag *diag);

/** "FILE is damaged (WHAT); what to do". */
enum err store_damaged(const struct store *store, const char *what, struct diag *diag);

/* Transactions (store_transaction.c) */

/** A piece of work that happens whole or not at all: a transaction, or a savepoint inside the
 * caller's. */
struct scope {
    bool nested;
};
enum err scope_enter_write(struct scope *scope, struct store *store, struct diag *diag);

/** Keep the work where `err` is ERR_NONE, else undo it. @return err, or why keeping failed */
enum err scope_leave(const struct scope *scope, struct store *store, enum err err,
                     struct diag *diag);

/** Run a setting that SQLite heeds while it prepares the statement, not while it runs it. */
enum err store_set_anew(struct store *store, enum statement which, struct diag *diag);

/** The same for reading several tables as of one moment. */
enum err scope_enter_read(struct scope *scope, struct store *store, struct diag *diag);
void scope_leave_read(const struct scope *scope, struct store *store);

/* The file (store_file.c) */

/** Make the file (0600) and its folders (0700) where there is none, refuse what is no file.
 * @param path already made literal */
enum err store_file_make(const char *path, struct diag *diag);

/** Is the opened file empty, or a shortlist database? Looks at its first bytes and changes
 * nothing; only where it may be empty inside, or a journal lies beside it, is SQLite asked,
 * which then undoes the change that was cut short. @return ERR_STORE where it is neither */
enum err store_file_check(struct store *store, struct diag *diag);

/** Let go of what store_claim took, if anything (store_claim.c). */
void store_unclaim(struct store *store);

/* Migrations (store.c) */

/** Run one migration in a transaction of its own, unless it has been run already.
 * @param number its version, which its SQL must set @param sql NUL-terminated */
enum err store_migrate_one(struct store *store, int number, const char *sql, struct diag *diag);

/* Vacancies */

/** The row of a vacancy, or 0 (store_vacancy.c). @param key as in the table */
enum err store_vacancy_find(struct store *store, enum source source, const char *key,
                            int64_t *row, struct diag *diag);

/** A known advert is past its date and gone from the list: closed, without a page that says so
 * (store_vacancy.c). It was not seen, and where the list shows it again it is asked for. */
enum err store_vacancy_past(struct store *store, enum source source, const char *key,
                            int64_t run, struct diag *diag);

/** The words of a filter as a query of the search index, in the arena (store_search.c).
 * @param out NULL where the filter has none, "" where nothing can hold them */
enum err store_filter_query(const char **out, struct arena *arena, const char *words,
                            struct diag *diag);

/** Bind the conditions that vacancy_each and brief_each have in common (store_search.c).
 * @param query what store_filter_query gave @param arena holds what is bound */
void store_filter_bind(struct call *call, const struct store_filter *filter, const char *query,
                       struct arena *arena);

/** Requirements that no vacancy asks for any more go (store_requirement.c). */
enum err store_requirement_sweep(struct store *store, struct diag *diag);

/** Take the next demand off the front of `*demands`, a column of `asked`
 * (store_requirement.c). @return false at the end, and where the rest is none */
bool store_demand_next(struct span *demands, struct brief_line *line);

/** The row of a vacancy by any of its names (store_search.c). @return ERR_ABSENT, ERR_INPUT */
enum err store_vacancy_named(struct store *store, const char *name, int64_t *row,
                             struct diag *diag);

/** The row whose record an advert's sighting shows: its own, or another board's that is the
 * same post (store_twin.c); 0: none. @param owner its name, in the arena; both may be NULL */
enum err store_sighting_row(struct store *store, const struct vacancy_name *name, int64_t *row,
                            struct vacancy_name *owner, struct arena *arena, struct diag *diag);

/** Write down what other boards may call a vacancy (store_twin.c).
 * @param sighting 0: by its record; else by that joined sighting */
enum err store_alias_put(struct store *store, int64_t vacancy, int64_t sighting,
                         struct diag *diag);

/** Into the queue, or, where it waits already, for another reason (store_queue.c). One that was
 * done goes to the end. */
enum err store_queue_put(struct store *store, int64_t sighting, enum queue_why why,
                         struct diag *diag);

/** A record is now read from the kept page `page`: where that is a copy out of a file, and the
 * advert's page was asked for before, it is asked for again (store_queue.c). */
enum err store_queue_copied(struct store *store, const struct vacancy_name *name, int64_t page,
                            struct diag *diag);

/** What is remembered of a host, out of seven columns from `from` on; without its robots.txt
 * (store_host.c). */
void store_host_read(const struct call *call, int from, struct arena *arena,
                     struct host_memory *out);

/** A walk out of its row (store_walk.c). */
struct walk store_walk_read(const struct call *call, struct arena *arena);

/** A row of the history (store_vacancy.c). */
enum err store_change_put(struct store *store, int64_t vacancy, int64_t run, const char *field,
                          const char *was, const char *is, struct diag *diag);

/** A statement that has but the parameter :vacancy. */
enum err store_run_on_vacancy(struct store *store, enum statement which, int64_t vacancy,
                              struct diag *diag);

/** Read a vacancy out of its row and lists (store_read.c). @return ERR_ABSENT */
enum err store_vacancy_read(struct store *store, struct arena *arena, int64_t row, bool texts,
                            struct stored *out, struct diag *diag);

/** Bytes of the longest column name of a field, the NUL included. */
enum { STORE_COLUMN_SIZE = 32 };

/** ":salary_min" of the field "salary.min" (store_read.c). @return name */
const char *store_field_parameter(const struct vacancy_field *field,
                                  char name[static STORE_COLUMN_SIZE]);

/** The criteria alone, as the store has them (store_list.c). */
enum err store_criteria_load(struct store *store, struct arena *arena, int64_t row,
                             struct vacancy *vacancy, struct diag *diag);

/** The lists of a vacancy, in and out of their tables (store_list.c). */
enum err store_lists_load(struct store *store, struct arena *arena, int64_t row,
                          struct vacancy *vacancy, struct diag *diag);
enum err store_lists_replace(struct store *store, struct arena *arena, int64_t row,
                             const struct vacancy *vacancy, struct diag *diag);

#endif
