/* tests/accuracy/pay.c - figures taken apart, against what a careful reader wrote beside them
 * SPDX-License-Identifier: MIT
 *
 * usage: pay [-v] FOLDER [NAME]    (-v: a line for each miss; NAME: only files that hold it)
 *
 * Prints a table per nation and field. Exits 1 where a figure is below its bar, 2 where the set
 * cannot be read or nothing has that name. FOLDER/README.md has the columns.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "pay/check.h"
#include "tests/accuracy/gold_figures.h"
#include "tests/accuracy/pay_ask.h"

enum { FILE_CAP = 1 << 22, POUND = 100, PENNY = 1 };

static const char *const files[] = {"figures.tsv", "wordings.tsv"};

/* By the nation that is asked for; the last: none is. */
static const struct gold_column nations[] = {{"England", false},
                                             {"Wales", false},
                                             {"Scotland", false},
                                             {"N Ireland", false},
                                             {"none said", false}};
enum { NONE_SAID = sizeof nations / sizeof *nations - 1 };

/* A row being judged. */
struct judging {
    struct gold_figures *figures;
    const struct pay_row *row;
    const struct pay_check *check;
    const char *file;
    size_t column;
};

static void judge(const struct judging *judging, const char *field, bool is_right,
                  const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Count one value. @param format of what was got, for the line of a miss */
static void judge(const struct judging *judging, const char *field, bool is_right,
                  const char *format, ...) {
    gold_count(judging->figures, field, judging->column, is_right, 1);
    if (is_right || !judging->figures->verbose) {
        return;
    }
    printf("%s:%d: %s: got ", judging->file, judging->row->csv->line, field);
    va_list values;
    va_start(values, format);
    (void)vprintf(format, values);
    va_end(values);
    printf(": %s (%s)\n", pay_cell(judging->row, "text"), pay_cell(judging->row, "why"));
}

/* ---- amounts ---- */

static bool is_near(int64_t want, int64_t got, int64_t slack) {
    if (want == MONEY_NONE || got == MONEY_NONE) {
        return want == got;
    }
    return got - want <= slack && want - got <= slack;
}

static double pounds(int64_t pence) { return pence == MONEY_NONE ? 0 : (double)pence / POUND; }

/* Columns NAME_min and NAME_max. */
static void judge_ends(const struct judging *judging, const char *name, const char *field,
                       int64_t low, int64_t high, int64_t slack) {
    char column[32];
    (void)snprintf(column, sizeof column, "%s_min", name);
    const int64_t want_low = pay_amount(span_of(pay_cell(judging->row, column)));
    (void)snprintf(column, sizeof column, "%s_max", name);
    const int64_t want_high = pay_amount(span_of(pay_cell(judging->row, column)));
    /* A row of which nobody wrote them down is not judged by them. */
    if (want_low != MONEY_NONE || want_high != MONEY_NONE) {
        judge(judging, field, is_near(want_low, low, slack) && is_near(want_high, high, slack),
              "%.2f and %.2f", pounds(low), pounds(high));
    }
}

static void judge_points(const struct judging *judging) {
    const struct pay_check *check = judging->check;
    struct span rest = span_of(pay_cell(judging->row, "points"));
    struct span word;
    size_t count = 0;
    bool is_right = true;
    while (span_next_piece(&rest, ',', &word)) {
        is_right =
            is_right && count < check->point_count && check->points[count] == pay_amount(word);
        count++;
    }
    judge(judging, "pay.points", is_right && count == check->point_count, "%zu points",
          check->point_count);
}

/* "22.5:14962:15959"; nothing where nothing is part time; "?" is left open. */
static void judge_part_time(const struct judging *judging) {
    const struct pay_check *check = judging->check;
    const int64_t got[] = {check->part_hours, check->part_min, check->part_max};
    const int64_t slack[] = {0, POUND, POUND};
    const char *want = pay_cell(judging->row, "part_time");
    struct span rest = span_of(want);
    struct span word;
    bool is_right = *want || check->part_hours == 0;
    if (strcmp(want, "?") == 0) {
        return;
    }
    for (size_t i = 0; i < 3 && *want; i++) {
        if (!span_next_piece(&rest, ':', &word)) {
            word = SPAN(""); /* "30:31705:" */
        }
        is_right = is_right && is_near(pay_amount(word), got[i], slack[i]);
    }
    judge(judging, "pay.part_time", is_right, "%d hundredths of an hour, %.0f to %.0f",
          check->part_hours, pounds(check->part_min), pounds(check->part_max));
}

/* ---- words ---- */

static bool is_word(const char *want, const struct vocab *vocab, int value) {
    const char *name = vocab_name(vocab, value);
    return strcmp(want, name ? name : "") == 0;
}

static void judge_scale(const struct judging *judging) {
    const struct pay_scale *scale = judging->check->scale;
    char from[DATE_TEXT_SIZE] = "";
    const bool is_right =
        scale &&
        strcmp(pay_cell(judging->row, "scale_from"), date_write(scale->from, from)) == 0 &&
        is_word(pay_cell(judging->row, "scale_status"), &vocab_pay_status, (int)scale->status);
    judge(judging, "pay.scale", is_right, "%s %s", scale ? from : "no scale",
          scale ? vocab_name(&vocab_pay_status, (int)scale->status) : "");
}

/* Codes between commas; "?code" may be there or not, "?" alone leaves all open. How sure the
 * table is, is judged by itself. */
static void judge_flags(const struct judging *judging) {
    const unsigned unsure = 1u << PAY_FLAG_UNSURE_TABLE;
    unsigned want = 0;
    unsigned may = unsure;
    unsigned got = 0;
    struct span rest = span_of(pay_cell(judging->row, "flags"));
    struct span word;
    while (span_next_piece(&rest, ',', &word)) {
        const bool is_open = span_starts(word, "?");
        const int code = vocab_value(&vocab_pay_flag, span_part(word, is_open, SIZE_MAX));
        *(is_open ? &may : &want) |= code > 0 ? 1u << code : is_open ? ~0u : 0;
    }
    for (size_t i = 0; i < judging->check->flag_count; i++) {
        got |= 1u << judging->check->flags[i].code;
    }
    if (may != ~0u) {
        judge(judging, "pay.flags", (got & ~may) == (want & ~may), "codes %#x for %#x", got,
              want);
    }
}

/* An end of which the table is not verified is said to be. (More may be said: of the point
 * between two that are.) */
static void judge_confidence(const struct judging *judging) {
    const enum confidence got = judging->check->confidence;
    if (strstr(pay_cell(judging->row, "flags"), "unsure_table")) {
        judge(judging, "pay.confidence", got < CONFIDENCE_VERIFIED, "%s",
              vocab_name(&vocab_confidence, (int)got));
    }
}

/* ---- rows ---- */

static bool is_met(const char *verdict) {
    static const enum pay_verdict met[] = {PAY_VERDICT_ON_SCALE, PAY_VERDICT_PART_OF_SCALE,
                                           PAY_VERDICT_OLD_SCALE, PAY_VERDICT_APPRENTICE};
    for (size_t i = 0; i < sizeof met / sizeof *met; i++) {
        if (is_word(verdict, &vocab_pay_verdict, (int)met[i])) {
            return true;
        }
    }
    return false;
}

static void judge_fit(const struct judging *judging) {
    const struct pay_row *row = judging->row;
    const struct pay_check *check = judging->check;
    judge(judging, "pay.band", pay_bands(pay_cell(row, "bands")) == check->bands, "set %#x",
          check->bands);
    judge_scale(judging);
    if (check->verdict != PAY_VERDICT_APPRENTICE) {
        judge_points(judging); /* a share of the top meets none */
    }
    judge_ends(judging, "base", "pay.base", check->base_min, check->base_max, POUND);
    judge(judging, "pay.zone",
          is_word(pay_cell(row, "zone"), &vocab_pay_zone, (int)check->zone), "%s",
          check->zone ? vocab_name(&vocab_pay_zone, (int)check->zone) : "no zone");
    judge_ends(judging, "supp", "pay.supplement", check->supplement_min, check->supplement_max,
               POUND);
    judge_part_time(judging);
    judge_ends(judging, "hourly", "pay.hourly", check->hourly_min, check->hourly_max, PENNY);
    judge(judging, "pay.living_wage",
          is_word(pay_cell(row, "living_wage"), &vocab_pay_floor, (int)check->floor), "%s",
          check->floor ? vocab_name(&vocab_pay_floor, (int)check->floor) : "null");
    judge_confidence(judging);
}

/* What all rows are judged with. */
struct bench {
    struct tables *tables;
    struct gazetteer *gazetteer;
    struct gold_figures *figures;
    size_t doubted;
};

static bool judge_row(struct bench *bench, const char *file, const struct pay_row *row,
                      struct arena *arena) {
    const char *verdict = pay_cell(row, "verdict");
    const char *nation = pay_cell(row, "nation");
    struct pay_check check;
    struct diag diag;
    if (strcmp(pay_cell(row, "doubt"), "yes") == 0) {
        bench->doubted++;
        return false;
    }
    const struct pay_question question = pay_ask(row, bench->gazetteer, arena);
    if (check_pay(&check, arena, bench->tables, &question, &diag)) {
        fprintf(stderr, "%s\n", diag.text);
        exit(2);
    }
    const int asked = *nation ? vocab_value(&vocab_nation, span_of(nation)) - 1 : NONE_SAID;
    const struct judging judging = {bench->figures, row, &check, file, (size_t)asked};
    judge(&judging, "pay.verdict", is_word(verdict, &vocab_pay_verdict, (int)check.verdict),
          "%s for %s", vocab_name(&vocab_pay_verdict, (int)check.verdict), verdict);
    if (is_met(verdict)) {
        judge_fit(&judging);
    }
    judge_flags(&judging);
    return true;
}

static size_t judge_file(struct bench *bench, const char *file, const char *path) {
    struct buf content;
    struct csv csv;
    struct strings cells;
    struct diag diag = {ERR_NONE, ""};
    struct arena arena;
    size_t count = 0;
    bool more = true;
    buf_init(&content, FILE_CAP);
    arena_init(&arena, ARENA_RUN_CAP);
    enum err err = file_read(&content, path, &diag);
    err = err ? err : csv_open(&csv, &arena, path, buf_span(&content), '\t', &diag);
    while (!err && more) {
        err = csv_next(&csv, &arena, &cells, &more, &diag);
        if (!err && more) {
            const struct pay_row row = {&csv, &cells};
            count += judge_row(bench, file, &row, &arena);
        }
    }
    if (err) {
        fprintf(stderr, "%s\n", diag.text);
        exit(2);
    }
    arena_fini(&arena);
    buf_fini(&content);
    return count;
}

static size_t judge_folder(struct bench *bench, const char *folder, const char *filter) {
    size_t count = 0;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char file[64];
        char path[4096];
        (void)snprintf(file, sizeof file, "pay/%s", files[i]);
        (void)snprintf(path, sizeof path, "%s/%s", folder, files[i]);
        count += !filter || strstr(file, filter) ? judge_file(bench, file, path) : 0;
    }
    return count;
}

int main(int argc, char **argv) {
    static struct gold_figures figures = {
        .title = "Pay, by nation and field", .columns = nations, .column_count = NONE_SAID + 1};
    struct bench bench = {.figures = &figures};
    struct arena names;
    struct diag diag = {ERR_NONE, ""};
    const bool verbose = argc > 1 && strcmp(argv[1], "-v") == 0;
    const char *folder = argc > 1 + verbose ? argv[1 + verbose] : NULL;
    const char *filter = argc > 2 + verbose && argv[2 + verbose][0] ? argv[2 + verbose] : NULL;
    if (!folder || argc > 3 + verbose) {
        fprintf(stderr, "usage: pay [-v] FOLDER [NAME]\n");
        return 2;
    }
    arena_init(&names, ARENA_RUN_CAP);
    figures.arena = &names;
    figures.verbose = verbose;
    if (tables_open(&bench.tables, &diag) || gazetteer_open(&bench.gazetteer, &diag)) {
        fprintf(stderr, "%s\n", diag.text);
        return 2;
    }
    const size_t count = judge_folder(&bench, folder, filter);
    const size_t below = gold_print(&figures);
    printf("\n%zu figures read, %zu left aside as doubtful; %zu rows below their bar\n", count,
           bench.doubted, below);
    gazetteer_close(bench.gazetteer);
    tables_close(bench.tables);
    arena_fini(&names);
    return count == 0 ? 2 : below > 0 ? 1 : 0;
}
