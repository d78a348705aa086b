/* pipeline/import_nhsbsa.c - vacancy files of NHSBSA's open data into a data set
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>

#include "base/buf.h"
#include "base/csv_row.h"
#include "parser/nhsbsa.h"
#include "pipeline/import.h"
#include "pipeline/import_bytes.h"
#include "pipeline/import_unread.h"
#include "pipeline/offers.h"

/* Two rows at their longest, so that one is always whole. */
#define HELD_BYTES ((size_t)2 * CSV_ROW_BYTES_MAX)

/* Rows after which the wish to stop is heeded and progress is told; they or so many bytes are
 * held at once. */
enum { TELL_EVERY = 256, ROWS_BYTES = 16 * 1024 * 1024 };

/* Files of two requests share the adverts of a few days at most: another set is told of where
 * it has one in so many of the adverts, of the smaller of the two. */
enum { SHARED_PARTS = 10 };

static const char kind[] = "nhsbsa";

/* One import. */
struct importing {
    struct import_nhsbsa counts;
    struct store *store;
    const struct tables *tables;
    const struct import_nhsbsa_options *options;
    const struct listener *listener;
    struct arena *arena; /* of the caller: what outlives a row */
    struct arena rows;   /* of some rows */
    struct nhsbsa facts;
    struct nhsbsa_columns columns;
    struct import_bytes bytes;
    struct csv_cutter cutter;
    struct asking asking;
    int64_t dataset;
};

static enum err fail_at(const struct importing *importing, int64_t line, const char *what,
                        struct diag *diag) {
    return diag_set(diag, ERR_INPUT, "%s:%lld: %s", importing->bytes.path, (long long)line,
                    what);
}

/* ---- rows of the table ---- */

/* The next row, with as much of the file read as it takes. @param cut ROW, BAD or END */
static enum err next_row(struct csv_row *out, enum csv_cut *cut, struct importing *importing,
                         struct diag *diag) {
    for (;;) {
        struct span rest = import_bytes_rest(&importing->bytes);
        *cut = csv_row_take(out, &importing->rows, &importing->cutter, &rest,
                            importing->bytes.is_end);
        import_bytes_take(&importing->bytes, rest);
        if (*cut == CSV_CUT_OPEN) {
            return fail_at(
                importing, out->line,
                "a quote is opened in this row and never closed; the file may be cut", diag);
        }
        if (*cut == CSV_CUT_LONG) {
            return fail_at(importing, out->line,
                           "a row of more than 1 MiB begins here; is a quote opened in it and "
                           "never closed?",
                           diag);
        }
        if (*cut != CSV_CUT_MORE) {
            return arena_check(&importing->rows, diag);
        }
        const enum err err = import_bytes_more(&importing->bytes, diag);
        if (err) {
            return err;
        }
    }
}

/* ---- the header ---- */

/* The separator by which the most headings are known: spreadsheets choose it by country. */
static char choose_separator(struct importing *importing) {
    static const char separators[] = {',', ';', '\t', '|'};
    size_t best = 0;
    size_t most = 0;
    for (size_t i = 0; i < sizeof separators; i++) {
        struct csv_cutter cutter = {.separator = separators[i]};
        struct csv_row row = {0};
        struct span rest = import_bytes_rest(&importing->bytes);
        const enum csv_cut cut =
            csv_row_take(&row, &importing->rows, &cutter, &rest, importing->bytes.is_end);
        const size_t known = cut == CSV_CUT_ROW
                                 ? nhsbsa_known(&importing->facts, &importing->rows, &row.cells)
                                 : 0;
        best = known > most ? i : best;
        most = known > most ? known : most;
    }
    return separators[best];
}

static enum err read_header(struct importing *importing, struct diag *diag) {
    struct csv_row row = {0};
    enum csv_cut cut = CSV_CUT_END;
    enum err err = nhsbsa_open(&importing->facts, importing->arena, diag);
    if (err) {
        return err;
    }
    importing->counts.attribution =
        nhsbsa_attribution(&importing->facts, importing->arena, importing->options->today.year);
    importing->cutter.separator = choose_separator(importing);
    err = next_row(&row, &cut, importing, diag);
    if (!err && cut != CSV_CUT_ROW) {
        err = fail_at(importing, cut == CSV_CUT_BAD ? row.line : 1,
                      "no header: expected the names of columns, JOB_TITLE among them", diag);
    }
    if (err) {
        return err;
    }
    const bool has_day = !date_is_none(importing->options->day);
    err = nhsbsa_find_columns(&importing->columns, importing->arena, &importing->facts,
                              &row.cells, has_day, diag);
    if (err) {
        return err == ERR_INPUT
                   ? diag_prefix(diag, "%s:%lld", importing->bytes.path, (long long)row.line)
                   : err;
    }
    importing->counts.unknown = importing->columns.unknown;
    return ERR_NONE;
}

static void tell_unknown(const struct importing *importing) {
    const struct strings *unknown = &importing->columns.unknown;
    struct buf names;
    if (unknown->count == 0) {
        return;
    }
    buf_init(&names, DIAG_TEXT_SIZE / 2);
    for (size_t i = 0; i < unknown->count && !names.failed; i++) {
        buf_printf(&names, "%s%s", i > 0 ? ", " : "", unknown->at[i]);
    }
    listener_say(importing->listener, "%s: columns that are not known are passed over: %s%s",
                 importing->bytes.path, buf_text(&names), names.failed ? ", ..." : "");
    buf_fini(&names);
}

/* ---- offers ---- */

static void count_day(struct import_nhsbsa *counts, const struct vacancy *vacancy,
                      struct date day) {
    const bool is_posted = !date_is_none(vacancy->posted);
    const bool closes = !is_posted && date_compare(day, vacancy->closes) == 0;
    counts->by_closing_day += closes;
    counts->by_given_day += !is_posted && !closes;
    if (date_is_none(counts->first) || date_compare(day, counts->first) < 0) {
        counts->first = day;
    }
    if (date_is_none(counts->last) || date_compare(day, counts->last) > 0) {
        counts->last = day;
    }
}

/* The closing day of an advert whose posting day is not known says nothing of how long it was
 * open. */
static enum err make_offer(struct offer *out, struct importing *importing,
                           const struct nhsbsa_row *row, const struct pay_question *question,
                           struct diag *diag) {
    const struct vacancy *vacancy = &row->vacancy;
    offer_init(out);
    const enum err err = offers_take(out, &importing->rows, importing->tables, question, diag);
    out->key = row->key;
    out->is_posted_assumed = date_is_none(vacancy->posted);
    out->title = vacancy->title;
    out->employer = vacancy->employer;
    if (!date_is_none(vacancy->posted)) {
        out->closes = vacancy->closes;
    }
    if (vacancy->location_count > 0) {
        out->town = vacancy->locations[0].town;
        out->region = vacancy->locations[0].region;
    }
    return err;
}

static enum err keep_row(struct importing *importing, const struct nhsbsa_row *row,
                         const struct pay_question *question, struct diag *diag) {
    struct import_nhsbsa *counts = &importing->counts;
    struct offer offer;
    bool is_added = false;
    enum err err = make_offer(&offer, importing, row, question, diag);
    err = err ? err
              : store_dataset_add(importing->store, importing->dataset, &offer,
                                  importing->options->stamp, &is_added, diag);
    if (err) {
        return err;
    }
    counts->kept += is_added;
    counts->repeated += !is_added;
    if (is_added) {
        counts->without_pay += offer.verdict == PAY_VERDICT_NONE;
        count_day(counts, &row->vacancy, question->date);
    }
    return ERR_NONE;
}

static enum err pass_over(struct importing *importing, int64_t line, const char *reason,
                          struct diag *diag) {
    const struct import_unread unread = {line, importing->counts.rows, reason};
    if (import_unread_note(&importing->counts.file, importing->arena, &unread)) {
        listener_say(importing->listener, "%s:%lld: not taken: %s", importing->bytes.path,
                     (long long)line, reason);
    }
    return arena_check(importing->arena, diag);
}

static enum err take_row(struct importing *importing, const struct csv_row *row,
                         struct diag *diag) {
    struct nhsbsa_row read = {0};
    importing->counts.rows++;
    enum err err = nhsbsa_read(&read, &importing->rows, &importing->columns, &row->cells, diag);
    if (err) {
        return err;
    }
    struct pay_question question;
    err = asking_of_vacancy(&question, &importing->asking, &importing->rows, &read.vacancy,
                            importing->options->day, diag);
    if (err) {
        return err;
    }
    importing->counts.windows_1252 += read.is_windows_1252;
    if (!read.fault && date_is_none(question.date)) {
        read.fault = "neither a posting day nor a closing day";
    }
    return read.fault ? pass_over(importing, row->line, read.fault, diag)
                      : keep_row(importing, &read, &question, diag);
}

/* The header has a line end, or this row would not be one: a last row without one may have been
 * cut anywhere, in an amount too. Where all its cells are there the end may have been left off
 * by whoever wrote the file; but what replaces a data set must be whole beyond doubt. */
static bool is_cut_short(const struct importing *importing, const struct csv_row *row) {
    return !row->is_ended &&
           (importing->counts.is_replaced || row->cells.count != importing->columns.count);
}

static void tell_end(struct importing *importing, const struct csv_row *row) {
    if (!row->is_ended) {
        listener_say(importing->listener,
                     "%s:%lld: the last row has no line end: if the file was cut there, the "
                     "row's last cell is too",
                     importing->bytes.path, (long long)row->line);
    }
}

/* ---- all of it ---- */

static enum err between_rows(struct importing *importing, struct diag *diag) {
    const volatile sig_atomic_t *stop = importing->options->stop;
    const bool is_due = importing->counts.rows % TELL_EVERY == 0;
    if (is_due || importing->rows.used > ROWS_BYTES) {
        arena_fini(&importing->rows);
    }
    if (!is_due) {
        return ERR_NONE;
    }
    listener_progress(importing->listener, "rows", importing->counts.rows, 0);
    return stop && *stop
               ? diag_set(diag, ERR_INTERRUPTED, "stopped: nothing of %s was imported",
                          importing->bytes.path)
               : ERR_NONE;
}

static enum err take_rows(struct importing *importing, struct diag *diag) {
    enum err err = ERR_NONE;
    for (;;) {
        struct csv_row row = {0};
        enum csv_cut cut = CSV_CUT_END;
        err = next_row(&row, &cut, importing, diag);
        if (err || cut == CSV_CUT_END) {
            return err;
        }
        if (is_cut_short(importing, &row)) {
            err =
                fail_at(importing, row.line,
                        "the file breaks off in this row, which has no line end as the others "
                        "have: fetch it again (where it is whole, put a line end behind it)",
                        diag);
        } else if (cut == CSV_CUT_BAD) {
            importing->counts.rows++;
            err = pass_over(importing, row.line, row.fault, diag);
        } else {
            tell_end(importing, &row);
            err = take_row(importing, &row, diag);
        }
        err = err ? err : between_rows(importing, diag);
        if (err) {
            return err;
        }
    }
}

static enum err check_kept(const struct importing *importing, struct diag *diag) {
    const struct imported *file = &importing->counts.file;
    if (importing->counts.kept > 0) {
        return ERR_NONE;
    }
    return file->unread_named == 0
               ? fail_at(importing, 1, "a header without rows", diag)
               : diag_set(
                     diag, ERR_INPUT,
                     "%s: none of its rows can be read, the first, line %lld, for this: %s",
                     importing->bytes.path, (long long)file->unread[0].line,
                     file->unread[0].reason);
}

/* The same file under another name would be counted twice. */
static enum err warn_of_another(struct importing *importing, struct diag *diag) {
    struct dataset_shared shared = {0};
    const int64_t kept = importing->counts.kept;
    const enum err err = store_dataset_shared(importing->store, importing->arena,
                                              importing->dataset, &shared, diag);
    const int64_t smaller = shared.of < kept ? shared.of : kept;
    if (!err && shared.offers > 0 && shared.offers * SHARED_PARTS >= smaller) {
        listener_say(
            importing->listener,
            "%s: %lld of its %lld adverts are in the data set %s too, and count twice; "
            "`shortlist import forget` takes one of them away",
            importing->bytes.path, (long long)shared.offers, (long long)kept, shared.name);
    }
    return err;
}

/* In one transaction. */
static enum err import_table(struct importing *importing, struct diag *diag) {
    enum err err = store_begin(importing->store, diag);
    if (err) {
        return err;
    }
    err = store_dataset_begin(importing->store, importing->counts.file.name, kind,
                              importing->counts.attribution, &importing->dataset,
                              &importing->counts.is_replaced, diag);
    err = err ? err : take_rows(importing, diag);
    err = err ? err : check_kept(importing, diag);
    err = err ? err : warn_of_another(importing, diag);
    err = err ? err : store_commit(importing->store, diag);
    if (err) {
        store_rollback(importing->store);
    }
    return err;
}

enum err import_nhsbsa(struct import_nhsbsa *out, struct arena *arena, struct store *store,
                       const struct tables *tables, const char *path,
                       const struct import_nhsbsa_options *options,
                       const struct listener *listener, struct diag *diag) {
    struct importing importing = {.store = store,
                                  .tables = tables,
                                  .options = options,
                                  .listener = listener,
                                  .arena = arena};
    enum err err = import_bytes_open(&importing.bytes, path, HELD_BYTES, diag);
    if (err) {
        return err;
    }
    arena_init(&importing.rows, ARENA_RUN_CAP);
    importing.counts.file.name = import_base_name(arena, path);
    err = arena_check(arena, diag);
    err = err ? err : read_header(&importing, diag);
    if (!err) {
        tell_unknown(&importing);
        err = import_table(&importing, diag);
    }
    if (!err) {
        *out = importing.counts;
    }
    asking_close(&importing.asking);
    arena_fini(&importing.rows);
    import_bytes_close(&importing.bytes);
    return err;
}
