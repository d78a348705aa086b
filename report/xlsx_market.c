/* report/xlsx_market.c - what adverts pay, as a workbook
 * SPDX-License-Identifier: MIT
 *
 * The Makefile links the library where pkg-config knows it; `make
 * CPPFLAGS=-DSHORTLIST_WITHOUT_XLSX` does without it all the same. It takes amounts as double:
 * pence over a hundred, which it writes with 16 digits, come back the same.
 */
#include "report/xlsx_market.h"

#if __has_include(<xlsxwriter.h>) && !defined SHORTLIST_WITHOUT_XLSX

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "report/cells.h"
#include "report/csv_market.h"
#include "report/ladder_words.h"
#include "report/markup.h"
#include "report/say.h"
#include "report/text_advert.h"

/* The format's cap is 32,767 characters a cell; the library refuses longer ones aloud. */
enum { CELL_CAP = 32000 };

/* Sheets that may be longer than the format allows. */
enum long_sheet { LONG_GROUPS = 0, LONG_TITLES, LONG_ROWS, LONG_COUNT };

/* Where no day is known the workbook still has one: the format asks for it, and the library
 * would take the clock's. */
static const struct date no_day = {2000, 1, 1};

/* A workbook being written. */
struct workbook {
    lxw_workbook *book;
    lxw_format *bold;
    lxw_format *money;
    lxw_format *day;
    lxw_format *share;
    const struct market_report *report;
    lxw_error failed;             /* the first that was */
    lxw_row_t most;               /* rows of a sheet */
    int64_t left_out[LONG_COUNT]; /* for which there was none */
};

/* A sheet, and the cell that comes next: rows are written one after the other. */
struct sheet {
    struct workbook *of;
    lxw_worksheet *at;
    lxw_row_t row;
    lxw_col_t column;
};

static void keep_error(struct workbook *workbook, lxw_error error) {
    if (workbook->failed == LXW_NO_ERROR) {
        workbook->failed = error;
    }
}

/* ---- cells ---- */

/* A string cell is not run; but it may be edited, or saved as CSV. */
static bool is_formula(struct span text) {
    return cells_is_formula(text) || cells_is_formula(span_trim(text));
}

static void put_string(struct sheet *sheet, const char *text, lxw_format *format) {
    struct buf clean;
    buf_init(&clean, CELL_CAP);
    if (text && *text) {
        struct span span = span_of(text);
        buf_put_text(&clean, is_formula(span) ? "'" : NULL);
        markup_clean(&clean, span); /* what goes beyond the cap is left out */
        keep_error(sheet->of, worksheet_write_string(sheet->at, sheet->row, sheet->column,
                                                     buf_text(&clean), format));
    }
    if (clean.failed == ERR_MEMORY) {
        keep_error(sheet->of, LXW_ERROR_MEMORY_MALLOC_FAILED);
    }
    buf_fini(&clean);
    sheet->column++;
}

static void put_text(struct sheet *sheet, const char *text) { put_string(sheet, text, NULL); }

static void put_double(struct sheet *sheet, double number, lxw_format *format) {
    keep_error(sheet->of,
               worksheet_write_number(sheet->at, sheet->row, sheet->column, number, format));
    sheet->column++;
}

static void put_count(struct sheet *sheet, int64_t count) {
    put_double(sheet, (double)count, NULL);
}

/* Pounds; empty where there are none. */
static void put_money(struct sheet *sheet, int64_t pence) {
    if (pence == MONEY_NONE) {
        sheet->column++;
    } else {
        put_double(sheet, (double)pence / 100, sheet->of->money);
    }
}

static void put_share(struct sheet *sheet, int64_t part, int64_t whole) {
    if (whole > 0) {
        put_double(sheet, (double)part / (double)whole, sheet->of->share);
    } else {
        sheet->column++;
    }
}

/* Excel's days begin with 1900. */
static void put_date(struct sheet *sheet, struct date date) {
    if (date_is_valid(date) && date.year >= 1900) {
        lxw_datetime day = {.year = date.year, .month = date.month, .day = date.day};
        keep_error(sheet->of, worksheet_write_datetime(sheet->at, sheet->row, sheet->column,
                                                       &day, sheet->of->day));
    }
    sheet->column++;
}

static void put_word(struct sheet *sheet, const struct vocab *vocab, int value) {
    put_text(sheet, vocab_name(vocab, value));
}

static void put_said(struct sheet *sheet, struct buf *words) {
    put_text(sheet, buf_text(words));
    buf_fini(words);
}

static void put_set(struct sheet *sheet, const struct vocab *vocab, unsigned set) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    say_set(&words, vocab, set);
    put_said(sheet, &words);
}

static void end_row(struct sheet *sheet) {
    sheet->row++;
    sheet->column = 0;
}

/* ---- sheets ---- */

static struct sheet open_sheet(struct workbook *workbook, const char *name, double width) {
    struct sheet sheet = {.of = workbook, .at = workbook_add_worksheet(workbook->book, name)};
    if (sheet.at) {
        keep_error(workbook, worksheet_set_column(sheet.at, 0, 0, width, NULL));
    } else {
        keep_error(workbook, LXW_ERROR_MEMORY_MALLOC_FAILED);
    }
    return sheet;
}

/* @param names ends with NULL */
static void put_names(struct sheet *sheet, const char *const *names) {
    for (size_t i = 0; names[i]; i++) {
        put_string(sheet, names[i], sheet->of->bold);
    }
    end_row(sheet);
}

static void put_spread(struct sheet *sheet, const struct market_spread *spread) {
    const int64_t values[] = {spread->p10, spread->q1,  spread->median, spread->q3,
                              spread->p90, spread->low, spread->high};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        put_money(sheet, values[i]);
    }
}

static void put_pay(struct sheet *sheet, const char *name, const struct market_spread *spread) {
    put_text(sheet, name);
    put_count(sheet, (int64_t)spread->n);
    put_spread(sheet, spread);
    end_row(sheet);
}

/* "On the scale", 12, 34.5 %. */
static void put_part(struct sheet *sheet, const char *name, int64_t part, int64_t whole) {
    if (part > 0) {
        put_text(sheet, name);
        put_count(sheet, part);
        put_share(sheet, part, whole);
        end_row(sheet);
    }
}

static void put_line(struct sheet *sheet, const struct market_report *report,
                     void (*say)(struct buf *words, const struct market_report *report)) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    say(&words, report);
    if (words.len > 0) {
        put_text(sheet, buf_text(&words));
        end_row(sheet);
    }
    buf_fini(&words);
}

static void say_question(struct buf *words, const struct market_report *report) {
    ladder_say_question(words, &report->question);
}

/* The few amounts of which no quartiles are told. */
static void put_points(struct sheet *sheet, const struct market_spread *spread) {
    for (size_t i = 0; spread->points && i < spread->n; i++) {
        put_money(sheet, spread->points[i]);
    }
}

static void put_points_of(struct sheet *sheet, const char *name,
                          const struct market_spread *spread) {
    if (spread->points) {
        put_text(sheet, name);
        put_points(sheet, spread);
        end_row(sheet);
    }
}

static void put_tables(struct sheet *sheet, const struct market_report *report) {
    static const char *const columns[] = {"The pay tables that they show", "Adverts", "Share",
                                          NULL};
    if (report->table_count == 0) {
        return;
    }
    end_row(sheet);
    put_names(sheet, columns);
    for (size_t i = 0; i < report->table_count; i++) {
        struct buf name;
        buf_init(&name, TEXT_WORDS_CAP);
        ladder_say_table(&name, &report->tables[i]);
        put_part(sheet, buf_text(&name), report->tables[i].adverts, report->all.adverts);
        buf_fini(&name);
    }
    put_part(sheet, "none that is known", ladder_without_table(report), report->all.adverts);
    if (report->table_count > 1) {
        put_text(sheet, ladder_tables_warning);
        end_row(sheet);
    }
}

static void put_parts(struct sheet *sheet, const struct market_report *report) {
    const struct market_group *all = &report->all;
    static const char *const verdicts[] = {"Pay held against the tables", "Adverts", "Share",
                                           NULL};
    static const char *const asks[] = {"The least that is asked for", "Adverts", "Share", NULL};
    end_row(sheet);
    put_names(sheet, verdicts);
    for (int i = 0; i < PAY_VERDICT_COUNT; i++) {
        put_part(sheet, ladder_verdict((enum pay_verdict)i), all->verdicts[i], all->adverts);
    }
    put_line(sheet, report, ladder_say_unpaid);
    end_row(sheet);
    put_names(sheet, asks);
    for (int i = 0; i < OFFER_ASKS_COUNT; i++) {
        put_part(sheet, ladder_asks((enum offer_asks)i), all->asks[i], all->adverts);
    }
}

static void put_days(struct sheet *sheet, const struct market_group *all) {
    if (all->gap_n > 0 && all->gap_median >= 0) {
        end_row(sheet);
        put_text(sheet, "Days from posting to closing, median");
        put_double(sheet, (double)all->gap_median / 10, NULL);
        put_text(sheet, "of adverts");
        put_count(sheet, (int64_t)all->gap_n);
        end_row(sheet);
    }
}

static void put_summary(struct workbook *workbook) {
    static const char *const columns[] = {"Pay",
                                          "Adverts",
                                          "10th percentile",
                                          "Lower quartile",
                                          "Median",
                                          "Upper quartile",
                                          "90th percentile",
                                          "95 % from",
                                          "95 % to",
                                          NULL};
    const struct market_report *report = workbook->report;
    struct sheet sheet = open_sheet(workbook, "Summary", 36);
    if (workbook->failed) {
        return;
    }
    put_line(&sheet, report, say_question);
    put_line(&sheet, report, ladder_say_counts);
    put_line(&sheet, report, ladder_say_stand);
    end_row(&sheet);
    put_names(&sheet, columns);
    put_pay(&sheet, "Basic, full time, a year", &report->all.base);
    put_pay(&sheet, "As advertised, full time, a year", &report->all.shown);
    put_pay(&sheet, "Basic, an hour", &report->all.hourly);
    put_points_of(&sheet, "Single adverts, basic pay a year", &report->all.base);
    put_points_of(&sheet, "Single adverts, as advertised", &report->all.shown);
    put_points_of(&sheet, "Single adverts, basic pay an hour", &report->all.hourly);
    put_tables(&sheet, report);
    put_parts(&sheet, report);
    put_days(&sheet, &report->all);
}

/* Is there a row for one more? What has none is counted. */
static bool has_row(struct sheet *sheet, enum long_sheet kind) {
    const bool has = sheet->row < sheet->of->most;
    sheet->of->left_out[kind] += !has;
    return has;
}

static void put_group(struct sheet *sheet, const struct market_group *group) {
    struct buf name;
    buf_init(&name, TEXT_WORDS_CAP);
    ladder_say_group(&name, group, sheet->of->report->question.by);
    put_said(sheet, &name);
    put_count(sheet, group->adverts);
    put_count(sheet, group->with_pay);
    put_spread(sheet, &group->base);
    put_money(sheet, group->shown.median);
    put_money(sheet, group->hourly.median);
    put_share(sheet, group->verdicts[PAY_VERDICT_ON_SCALE], group->adverts);
    put_points(sheet, &group->base);
    end_row(sheet);
}

static void put_groups(struct workbook *workbook) {
    const struct market_report *report = workbook->report;
    const char *const columns[] = {ladder_by(report->question.by),
                                   "Adverts",
                                   "With pay",
                                   "10th percentile",
                                   "Lower quartile",
                                   "Median",
                                   "Upper quartile",
                                   "90th percentile",
                                   "95 % from",
                                   "95 % to",
                                   "Median as advertised",
                                   "Median an hour",
                                   "On the scale",
                                   "Single adverts",
                                   NULL};
    struct sheet sheet = open_sheet(workbook, "Groups", 48);
    if (workbook->failed) {
        return;
    }
    put_names(&sheet, columns);
    for (size_t i = 0; i < report->group_count; i++) {
        if (has_row(&sheet, LONG_GROUPS)) {
            put_group(&sheet, &report->groups[i]);
        }
    }
}

static void put_mix(struct sheet *sheet, const struct market_mix *mix) {
    put_text(sheet, mix->title);
    put_count(sheet, mix->adverts);
    for (size_t band = 0; band < BAND_COUNT; band++) {
        put_count(sheet, mix->bands[band]);
    }
    end_row(sheet);
}

static void put_mixes(struct workbook *workbook) {
    static const char *const columns[] = {
        "Title",  "Adverts", "No band", "Band 1",  "Band 2",  "Band 3",  "Band 4", "Band 5",
        "Band 6", "Band 7",  "Band 8a", "Band 8b", "Band 8c", "Band 8d", "Band 9", NULL};
    const struct market_report *report = workbook->report;
    struct sheet sheet = open_sheet(workbook, "Titles", 48);
    if (workbook->failed) {
        return;
    }
    put_names(&sheet, columns);
    for (size_t i = 0; i < report->mix_count; i++) {
        if (has_row(&sheet, LONG_TITLES)) {
            put_mix(&sheet, &report->mixes[i]);
        }
    }
}

/* ---- rows ---- */

static void put_offer_advert(struct sheet *sheet, const struct offer *offer) {
    put_text(sheet, offer->key);
    put_text(sheet, offer->dataset);
    put_word(sheet, &vocab_source, (int)offer->source);
    put_text(sheet, offer->title);
    put_text(sheet, offer->employer);
    put_text(sheet, offer->town);
    put_text(sheet, offer->region);
    put_word(sheet, &vocab_nation, (int)offer->nation);
    put_date(sheet, offer->posted);
    put_text(sheet, offer->is_posted_assumed ? "yes" : "no");
    put_date(sheet, offer->closes);
}

static void put_offer_pay(struct sheet *sheet, const struct market_row *row) {
    const struct offer *offer = row->offer;
    const int64_t amounts[] = {offer->base_min,   offer->base_max,   row->base,
                               offer->shown_min,  offer->shown_max,  row->shown,
                               offer->hourly_min, offer->hourly_max, row->hourly};
    put_set(sheet, &vocab_band, offer->bands);
    put_word(sheet, &vocab_pay_verdict, (int)offer->verdict);
    put_word(sheet, &vocab_pay_zone, (int)offer->zone);
    put_date(sheet, offer->scale_from);
    put_word(sheet, &vocab_pay_status, (int)offer->scale_status);
    for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
        put_money(sheet, amounts[i]);
    }
    put_word(sheet, &vocab_offer_asks, (int)offer->asks);
    put_set(sheet, &vocab_pay_flag, offer->flags);
}

static enum err put_row(void *to, const struct market_row *row, struct diag *diag) {
    struct sheet *sheet = to;
    (void)diag;
    if (has_row(sheet, LONG_ROWS)) {
        put_offer_advert(sheet, row->offer);
        put_offer_pay(sheet, row);
        put_text(sheet, row->is_counted ? "yes" : "no");
        put_text(sheet, row->attribution);
        end_row(sheet);
    }
    return ERR_NONE;
}

static enum err put_rows(struct workbook *workbook, const struct xlsx_rows *rows,
                         struct diag *diag) {
    if (!rows) {
        return ERR_NONE;
    }
    struct sheet sheet = open_sheet(workbook, "Rows", 24);
    if (workbook->failed) {
        return ERR_NONE;
    }
    put_names(&sheet, csv_market_row_names);
    return rows->each(rows->state, put_row, &sheet, diag);
}

/* ---- method ---- */

static void put_sentence(struct sheet *sheet, const char *text) {
    put_text(sheet, text);
    end_row(sheet);
}

/* @return false where there are no more */
static bool put_source(struct sheet *sheet, const struct market_report *report, size_t *at) {
    struct buf names;
    buf_init(&names, TEXT_WORDS_CAP);
    const char *attribution = ladder_next_source(&names, report, at);
    if (attribution) {
        put_text(sheet, buf_text(&names));
        put_text(sheet, attribution);
        end_row(sheet);
    }
    buf_fini(&names);
    return attribution != NULL;
}

static void say_left_out(struct sheet *sheet) {
    static const struct {
        const char *one;
        const char *more;
        const char *sheet;
    } names[LONG_COUNT] = {[LONG_GROUPS] = {"group", "groups", "Groups"},
                           [LONG_TITLES] = {"title", "titles", "Titles"},
                           [LONG_ROWS] = {"advert", "adverts", "Rows"}};
    for (size_t i = 0; i < LONG_COUNT; i++) {
        struct buf words;
        if (sheet->of->left_out[i] == 0) {
            continue;
        }
        buf_init(&words, TEXT_WORDS_CAP);
        say_count(&words, sheet->of->left_out[i], names[i].one, names[i].more);
        buf_printf(&words, " had no room in the sheet %s, whose format ends there.",
                   names[i].sheet);
        put_said(sheet, &words);
        end_row(sheet);
    }
}

static void say_scale(struct buf *words, const struct market_report *report) {
    buf_put_text(words, "The scale: ");
    ladder_say_drawn(words, report, report->question.bands);
    buf_put_text(words, report->scale ? NULL : "none is known");
}

static void put_method(struct workbook *workbook) {
    static const char *const datasets[] = {"Data sets", "Attribution", NULL};
    const struct market_report *report = workbook->report;
    struct sheet sheet = open_sheet(workbook, "Method", 120);
    if (workbook->failed) {
        return;
    }
    for (size_t i = 0; ladder_method[i]; i++) {
        put_sentence(&sheet, ladder_method[i]);
    }
    put_line(&sheet, report, say_scale);
    put_line(&sheet, report, ladder_say_current);
    put_text(&sheet, "As of:");
    put_date(&sheet, report->today);
    end_row(&sheet);
    say_left_out(&sheet);
    if (report->dataset_count > 0) {
        put_names(&sheet, datasets);
    }
    for (size_t at = 0; put_source(&sheet, report, &at);) {
    }
    put_line(&sheet, report, ladder_say_stale);
    put_sentence(&sheet, ladder_disclaimer);
}

/* ---- the file ---- */

/* The day stands in for the clock, so that the same report gives the same bytes. */
static void set_properties(struct workbook *workbook) {
    char title[] = "What adverts pay";
    char author[] = "shortlist";
    struct date day = workbook->report->today;
    day = date_is_valid(day) && day.year >= 1980 ? day : no_day;
    lxw_doc_properties properties = {.title = title,
                                     .author = author,
                                     .created = (time_t)(date_to_days(day) * 24 * 60 * 60)};
    keep_error(workbook, workbook_set_properties(workbook->book, &properties));
}

static lxw_format *new_format(struct workbook *workbook, const char *number) {
    lxw_format *format = workbook_add_format(workbook->book);
    if (!format) {
        keep_error(workbook, LXW_ERROR_MEMORY_MALLOC_FAILED);
    } else if (number) {
        format_set_num_format(format, number);
    } else {
        format_set_bold(format);
    }
    return format;
}

static enum err workbook_check(const struct workbook *workbook, const char *path,
                               struct diag *diag) {
    if (workbook->failed == LXW_NO_ERROR) {
        return ERR_NONE;
    }
    bool memory = workbook->failed == LXW_ERROR_MEMORY_MALLOC_FAILED;
    return diag_set(diag, memory ? ERR_MEMORY : ERR_SYSTEM, "writing %s: %s", path,
                    lxw_strerror(workbook->failed));
}

/* Fills the workbook; what it keeps on the way is a row at a time. */
static enum err fill(struct workbook *workbook, const struct xlsx_rows *rows,
                     struct diag *diag) {
    workbook->bold = new_format(workbook, NULL);
    workbook->money = new_format(workbook, "#,##0.00");
    workbook->day = new_format(workbook, "yyyy-mm-dd");
    workbook->share = new_format(workbook, "0.0%");
    set_properties(workbook);
    put_summary(workbook);
    put_groups(workbook);
    put_mixes(workbook);
    enum err err = put_rows(workbook, rows, diag);
    put_method(workbook);
    return err;
}

static enum err write_book(const char *name, const char *path,
                           const struct market_report *report, const struct xlsx_rows *rows,
                           struct diag *diag) {
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .use_zip64 = LXW_FALSE};
    const bool is_less = rows && rows->most > 0 && rows->most < LXW_ROW_MAX;
    struct workbook workbook = {.report = report,
                                .most = is_less ? (lxw_row_t)rows->most : LXW_ROW_MAX};
    workbook.book = workbook_new_opt(name, &options);
    if (!workbook.book) {
        return diag_set(diag, ERR_MEMORY, "writing %s: out of memory", path);
    }
    enum err err = fill(&workbook, rows, diag);
    err = err ? err : workbook_check(&workbook, path, diag);
    if (err) {
        lxw_workbook_free(workbook.book);
        return err;
    }
    keep_error(&workbook, workbook_close(workbook.book));
    return workbook_check(&workbook, path, diag);
}

/* Renaming over a device would put a file in its place. */
static bool may_replace(const char *path) {
    struct stat about;
    return stat(path, &about) != 0 || S_ISREG(about.st_mode);
}

static enum err say_fault(const char *path, struct diag *diag) {
    return diag_set(diag, ERR_SYSTEM, "writing %s: %s", path, strerror(errno));
}

/* A new file beside `path`; the umask applies to it. */
static enum err reserve(struct buf *name, const char *path, struct diag *diag) {
    buf_printf(name, "%s.%ld.tmp", path, (long)getpid());
    if (name->failed) {
        return diag_set(diag, ERR_SYSTEM, "writing %s: the name is too long", path);
    }
    int fd = open(buf_text(name), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
    return fd >= 0 && close(fd) == 0 ? ERR_NONE : say_fault(path, diag);
}

/* Its bytes reach the disk before its name does. */
static enum err put_in_place(const char *name, const char *path, struct diag *diag) {
    int fd = open(name, O_RDONLY | O_CLOEXEC);
    bool kept = fd >= 0 && fsync(fd) == 0;
    enum err err = kept ? ERR_NONE : say_fault(path, diag);
    if (fd >= 0) {
        (void)close(fd);
    }
    return !err && rename(name, path) != 0 ? say_fault(path, diag) : err;
}

bool xlsx_market_is_there(void) { return true; }

enum err xlsx_market(const char *path, const struct market_report *report,
                     const struct xlsx_rows *rows, struct diag *diag) {
    struct buf name;
    if (!may_replace(path)) {
        return diag_set(diag, ERR_SYSTEM, "writing %s: it is there and is no file", path);
    }
    buf_init(&name, TEXT_WORDS_CAP);
    enum err err = reserve(&name, path, diag);
    if (!err) {
        err = write_book(buf_text(&name), path, report, rows, diag);
        err = err ? err : put_in_place(buf_text(&name), path, diag);
        if (err) {
            (void)unlink(buf_text(&name));
        }
    }
    buf_fini(&name);
    return err;
}

#else

bool xlsx_market_is_there(void) { return false; }

enum err xlsx_market(const char *path, const struct market_report *report,
                     const struct xlsx_rows *rows, struct diag *diag) {
    (void)report;
    (void)rows;
    return diag_set(
        diag, ERR_USAGE,
        "%s cannot be written: this program was built without libxlsxwriter; install "
        "the Debian package libxlsxwriter-dev and build it again, or take --csv",
        path);
}

#endif
