/* tests/accuracy/gold_wordings.c - the wordings of the gold set
 * SPDX-License-Identifier: MIT
 *
 * A kind of wording is a row of a table: its file, what reads it into a vacancy, and where in
 * the vacancy's record each column of the file stands.
 */
#include "tests/accuracy/gold_wordings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "parser/person_spec.h"
#include "parser/reader.h"
#include "parser/wording.h"
#include "report/json_vacancy.h"
#include "tests/accuracy/gold_judge.h"

enum { FILE_CAP = 1 << 22, CELLS_MAX = 12 };

/* ---- what reads them ---- */

typedef void read_wording(struct vacancy *vacancy, struct arena *arena, const char *text);

static void read_marks(struct vacancy *vacancy, struct arena *arena, const char *text) {
    struct criterion criterion = {.need = NEED_UNSTATED};
    criterion.text = person_spec_marks(arena, text, &criterion.assessed);
    ARENA_PUSH(arena, vacancy->criteria, vacancy->criterion_count, criterion);
}

/* The smallest advert of NHS Jobs; the wording stands in its summary and under registration. */
static const char *const page_parts[] = {
    "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Nurse</title></head><body>\n"
    "<h1 id=\"heading\">Nurse</h1>\n<p id=\"employer_name\">Mill Lane NHS Trust</p>\n"
    "<p id=\"closing_date\">The closing date is 31 May 2026</p>\n"
    "<h2>Job summary</h2>\n<p id=\"job_overview\">",
    "</p>\n<h2>Details</h2>\n<h3>Contract</h3>\n<p id=\"contract_type\">Permanent</p>\n"
    "<h3 id=\"uk-registration\">UK Registration</h3>\n<p>",
    "</p>\n<h2>Employer details</h2>\n<h3>Employer name</h3>\n"
    "<p id=\"employer_name_details\">Mill Lane NHS Trust</p>\n</body></html>\n"};

static void put_escaped(struct buf *out, const char *text) {
    for (; *text; text++) {
        static const char *const names[] = {['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;"};
        size_t code = (unsigned char)*text;
        const char *name = code < sizeof names / sizeof names[0] ? names[code] : NULL;
        buf_put(out, name ? span_of(name) : (struct span){text, 1});
    }
}

static void read_page(struct vacancy *vacancy, struct arena *arena, const char *summary,
                      const char *registration) {
    struct readings readings = {0};
    struct buf body;
    buf_init(&body, FILE_CAP);
    buf_put_text(&body, page_parts[0]);
    put_escaped(&body, summary);
    buf_put_text(&body, page_parts[1]);
    put_escaped(&body, registration);
    buf_put_text(&body, page_parts[2]);
    struct page page = {.file = "wording.html", .body = buf_span(&body)};
    if (reader_read(&readings, arena, &page, NULL, NULL) ||
        readings.at[0].kind != READING_VACANCY) {
        fprintf(stderr, "%s%s: its page was not read\n", summary, registration);
        exit(2);
    }
    *vacancy = readings.at[0].as.vacancy;
    buf_fini(&body);
}

static void read_registration(struct vacancy *vacancy, struct arena *arena, const char *text) {
    read_page(vacancy, arena, "We look after people.", text);
}

static void read_early(struct vacancy *vacancy, struct arena *arena, const char *text) {
    read_page(vacancy, arena, text, "");
}

/* ---- the table ---- */

/* How a cell of the file is written, and thereby compared. */
enum cell { CELL_TEXT = 0, CELL_NUMBER, CELL_YES, CELL_SET, CELL_PLACES };

struct column {
    const char *name; /* in the file */
    const char *path; /* in the record; a number is an element */
    enum cell cell;
};

/* A wording that shows in a note of that code alone. */
#define EARLY_CODE "may_close_early"

static const struct kind {
    const char *name; /* of the file, without .tsv */
    read_wording *read;
    struct column columns[7]; /* ends with a row without a name */
    const char *noted;        /* the field of which the column "noted" says yes or no */
} kinds[] = {
    {"salary",
     salary_read,
     {{"kind", "salary.kind", CELL_TEXT},
      {"min", "salary.min", CELL_NUMBER},
      {"max", "salary.max", CELL_NUMBER},
      {"period", "salary.period", CELL_TEXT},
      {"pro_rata", "salary.pro_rata", CELL_YES},
      {"high_cost_area", "salary.high_cost_area", CELL_TEXT}},
     NULL},
    {"band", band_read, {{"bands", "bands", CELL_SET}}, "bands"},
    {"scheme", terms_scheme, {{"pay_scheme", "pay_scheme", CELL_TEXT}}, NULL},
    {"marks",
     read_marks,
     {{"clean", "criteria.0.text", CELL_TEXT}, {"assessed", "criteria.0.assessed", CELL_SET}},
     NULL},
    {"date",
     dates_read_closes,
     {{"date", "closes", CELL_TEXT}, {"time", "closes_at", CELL_TEXT}},
     NULL},
    {"interview", dates_read_interview, {{"date", "interview", CELL_TEXT}}, NULL},
    {"place", place_read, {{"places", "locations", CELL_PLACES}}, NULL},
    {"contract",
     terms_contract,
     {{"contract", "contract", CELL_TEXT}, {"months", "contract_months", CELL_NUMBER}},
     NULL},
    {"pattern",
     terms_pattern,
     {{"patterns", "working_patterns", CELL_SET},
      {"hours_low", "hours_per_week.0", CELL_NUMBER},
      {"hours_high", "hours_per_week.1", CELL_NUMBER}},
     NULL},
    {"dbs", terms_dbs, {{"dbs", "dbs", CELL_TEXT}}, NULL},
    {"sponsorship", terms_sponsorship, {{"sponsorship", "sponsorship", CELL_TEXT}}, NULL},
    {"registration", read_registration, {{"registration", "registration", CELL_TEXT}}, NULL},
    {"early", read_early, {{"early", "notes." EARLY_CODE, CELL_YES}}, NULL},
};

/* ---- a file ---- */

struct sheet {
    const struct kind *kind;
    struct gold_figures *figures;
    char *names[CELLS_MAX]; /* the header */
    size_t width;
    bool ever_early; /* some wording got the note */
};

/* Cells that are not there are empty. */
static void split(struct span line, struct arena *arena, char *cells[CELLS_MAX],
                  size_t *width) {
    struct span cell;
    size_t count = 0;
    while (count < CELLS_MAX && span_next_piece(&line, '\t', &cell)) {
        cells[count++] = arena_copy(arena, cell);
    }
    *width = *width > count ? *width : count;
    while (count < CELLS_MAX) {
        cells[count++] = arena_copy(arena, (struct span){NULL, 0});
    }
}

static const char *cell_of(const struct sheet *sheet, char *const cells[], const char *name) {
    for (size_t i = 0; i < sheet->width; i++) {
        if (strcmp(sheet->names[i], name) == 0) {
            return cells[i];
        }
    }
    fprintf(stderr, "%s.tsv: no column \"%s\"\n", sheet->kind->name, name);
    exit(2);
}

static struct json *set_of(const char *text) {
    struct json *set = json_new_array();
    struct span rest = span_of(text);
    struct span word;
    while (span_next_piece(&rest, ',', &word)) {
        json_push(set, json_span(span_trim(word)));
    }
    return set;
}

/* The cell as the record would have it. Belongs to the caller. */
static struct json *want_of(const char *text, enum cell cell) {
    struct json *value = NULL;
    if (cell == CELL_SET) {
        return set_of(text);
    }
    if (strcmp(text, "") == 0) {
        return json_new_null();
    }
    if (cell == CELL_TEXT) {
        return json_text(text);
    }
    if (json_parse(&value, span_of(text), NULL)) {
        fprintf(stderr, "\"%s\" is neither number nor list\n", text);
        exit(2);
    }
    return value;
}

static const struct json *step(const struct json *value, struct span key, struct arena *arena) {
    uint64_t index;
    return span_number(key, 999, &index) ? json_at(value, (size_t)index)
                                         : json_get(value, arena_copy(arena, key));
}

static const struct json *follow(const struct json *value, const char *path,
                                 struct arena *arena) {
    struct span rest = span_of(path);
    struct span key;
    while (span_next_piece(&rest, '.', &key)) {
        value = step(value, key, arena);
    }
    return value;
}

static void judge_early(const struct gold_place *place, struct sheet *sheet,
                        const struct vacancy *vacancy, const struct json *want) {
    struct json *got = json_bool(vacancy_has_note(vacancy, EARLY_CODE));
    sheet->ever_early = sheet->ever_early || json_is_true(got);
    gold_judge(place, "noted", want, got);
    json_free(got);
}

static void judge_column(const struct gold_place *place, struct sheet *sheet,
                         const struct column *column, const char *cell,
                         const struct vacancy *vacancy, const struct json *record) {
    struct json *want = want_of(cell, column->cell);
    if (span_starts(span_of(column->path), "notes.")) {
        judge_early(place, sheet, vacancy, want);
    } else if (column->cell == CELL_PLACES) {
        gold_judge_locations(place, column->name, want,
                             follow(record, column->path, place->arena));
    } else {
        /* A set is known by the record's own name. */
        const char *name = column->cell == CELL_SET ? strrchr(column->path, '.') : column->name;
        name = !name ? column->path : name[0] == '.' ? name + 1 : name;
        gold_judge(place, name, want, follow(record, column->path, place->arena));
    }
    json_free(want);
}

static void judge_columns(const struct gold_place *place, struct sheet *sheet,
                          char *const cells[], const struct vacancy *vacancy,
                          const struct json *record) {
    size_t misses = place->figures->misses;
    size_t count = 0;
    for (const struct column *column = sheet->kind->columns; column->name; column++) {
        judge_column(place, sheet, column, cell_of(sheet, cells, column->name), vacancy,
                     record);
        count++;
    }
    if (count > 1) {
        gold_judge_yes(place, "whole", place->figures->misses == misses);
    }
}

/* The column "noted" holds fields, or yes for the one field of its kind. */
static void judge_noted(const struct gold_place *place, const struct sheet *sheet,
                        const char *cell, const struct json *record) {
    const struct json *notes = json_get(record, "notes");
    struct span rest = span_of(cell);
    struct span field;
    if (sheet->kind->noted) {
        rest = span_of(strcmp(cell, "yes") == 0 ? sheet->kind->noted : "");
    }
    while (span_next_piece(&rest, ',', &field)) {
        gold_judge_noted(place, notes, arena_copy(place->arena, span_trim(field)));
    }
}

static void judge_row(struct sheet *sheet, struct arena *arena, char *const cells[], int line) {
    struct gold_place place = {.figures = sheet->figures, .arena = arena};
    struct vacancy vacancy;
    const char *text = cell_of(sheet, cells, "text");
    place.page = arena_printf(arena, "%s.tsv:%d: \"%s\"", sheet->kind->name, line, text);
    place.prefix = arena_printf(arena, "%s.", sheet->kind->name);
    vacancy_init(&vacancy);
    sheet->kind->read(&vacancy, arena, text);
    struct json *record = json_vacancy(&vacancy);
    judge_columns(&place, sheet, cells, &vacancy, record);
    for (size_t i = 0; i < sheet->width; i++) {
        if (strcmp(sheet->names[i], "noted") == 0) {
            judge_noted(&place, sheet, cells[i], record);
        }
    }
    json_free(record);
}

/* One row, unless it is a comment, the header or in doubt. @return rows judged */
static size_t read_line(struct sheet *sheet, struct arena *names, struct span text, int line) {
    struct arena arena;
    char *cells[CELLS_MAX];
    size_t judged = 0;
    if (text.len == 0 || text.at[0] == '#') {
        return 0;
    }
    if (sheet->width == 0) {
        split(text, names, sheet->names, &sheet->width);
        return 0;
    }
    arena_init(&arena, ARENA_PAGE_CAP);
    split(text, &arena, cells, &sheet->width);
    if (strcmp(cell_of(sheet, cells, "doubt"), "yes") != 0) {
        judge_row(sheet, &arena, cells, line);
        judged = 1;
    }
    arena_fini(&arena);
    return judged;
}

static size_t read_sheet(struct sheet *sheet, struct span rest) {
    struct arena names;
    struct span line;
    size_t judged = 0;
    arena_init(&names, ARENA_PAGE_CAP);
    for (int number = 1; span_next_line(&rest, &line); number++) {
        judged += read_line(sheet, &names, line, number);
    }
    if (sheet->kind->read == read_early && judged > 0 && !sheet->ever_early) {
        gold_unread(sheet->figures, "early.noted");
    }
    arena_fini(&names);
    return judged;
}

size_t gold_wordings(struct gold_figures *figures, const char *folder, const char *filter) {
    size_t judged = 0;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        struct sheet sheet = {.kind = &kinds[i], .figures = figures};
        struct diag diag;
        struct buf content;
        const char *path =
            arena_printf(figures->arena, "%s/wordings/%s.tsv", folder, kinds[i].name);
        if (!path || (filter && !strstr(path + strlen(folder), filter))) {
            continue;
        }
        buf_init(&content, FILE_CAP);
        if (file_read(&content, path, &diag)) {
            fprintf(stderr, "%s\n", diag.text);
            exit(2);
        }
        judged += read_sheet(&sheet, buf_span(&content));
        buf_fini(&content);
    }
    return judged;
}
