/* tests/accuracy/gold_pages.c - the pages of the gold set
 * SPDX-License-Identifier: MIT
 */
#include "tests/accuracy/gold_pages.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "parser/reader.h"
#include "report/json_listing.h"
#include "report/json_refusal.h"
#include "report/json_role.h"
#include "report/json_vacancy.h"
#include "tests/accuracy/gold_record.h"

#define TRUTH_ENDING ".truth.json"

/* A folder of pages. */
struct shelf {
    struct gold_figures *figures;
    size_t column;
    const char *folder;
    size_t root; /* bytes of its path that no filter looks at */
    struct dirent **files;
    int file_count;
};

static void give_up(const char *path, const char *why) {
    fprintf(stderr, "%s: %s\n", path, why);
    exit(2);
}

static void load(struct buf *out, const char *path) {
    struct diag diag;
    buf_init(out, PAGE_SIZE_MAX);
    if (file_read(out, path, &diag)) {
        give_up(path, diag.text);
    }
}

static struct json *load_json(const char *path) {
    struct json *value = NULL;
    struct diag diag;
    struct buf content;
    load(&content, path);
    if (json_parse(&value, buf_span(&content), &diag)) {
        give_up(path, diag.text);
    }
    buf_fini(&content);
    return value;
}

/* ---- a page ---- */

static struct json *record_of(const struct reading *reading, const char *file) {
    switch (reading->kind) {
    case READING_VACANCY:
        return json_vacancy(&reading->as.vacancy);
    case READING_LISTING:
        return json_listing(&reading->as.listing);
    case READING_ROLE:
        return json_role(&reading->as.role);
    case READING_REFUSAL:
        return json_refusal(&reading->as.refusal, file);
    case READING_NONE:
        break;
    }
    return json_new_null();
}

/* What the page becomes. @param address NULL for a page that somebody saved */
static struct json *read_page(struct arena *arena, const char *file, const char *address,
                              struct span body) {
    struct json *records = json_new_array();
    struct readings readings = {0};
    struct diag diag;
    struct page page = {.url = address, .final_url = address, .file = file, .body = body};
    if (reader_read(&readings, arena, &page, NULL, &diag)) {
        give_up(file, diag.text);
    }
    for (size_t i = 0; i < readings.count; i++) {
        json_push(records, record_of(&readings.at[i], file));
    }
    return records;
}

/* A note on any of the page's records will do. */
static void judge_notes(const struct gold_place *place, const struct json *fields,
                        const struct json *records) {
    struct json *notes = json_new_array();
    for (size_t i = 0; i < json_count(records); i++) {
        const struct json *own = json_get(json_at(records, i), "notes");
        for (size_t k = 0; k < json_count(own); k++) {
            struct json *note = json_new_object();
            json_set(note, "field",
                     json_text(json_as_text(json_get(json_at(own, k), "field"))));
            json_push(notes, note);
        }
    }
    for (size_t i = 0; i < json_count(fields); i++) {
        gold_judge_noted(place, notes, json_as_text(json_at(fields, i)));
    }
    json_free(notes);
}

static void judge_page(const struct shelf *shelf, const char *file, const char *truth_file) {
    struct arena arena;
    struct buf body;
    struct json *truth = load_json(truth_file);
    const char *name = strrchr(file, '/');
    struct gold_place place = {.figures = shelf->figures, .arena = &arena, .prefix = ""};
    arena_init(&arena, ARENA_RUN_CAP);
    load(&body, file);
    place.column = shelf->column;
    place.page = arena_printf(&arena, "%s/%s", shelf->figures->columns[shelf->column].name,
                              name ? name + 1 : file);
    struct json *records =
        read_page(&arena, file, json_as_text(json_get(truth, "address")), buf_span(&body));
    gold_records(&place, json_get(truth, "readings"), records);
    judge_notes(&place, json_get(truth, "noted"), records);
    json_free(records);
    json_free(truth);
    buf_fini(&body);
    arena_fini(&arena);
}

/* ---- a folder of pages ---- */

/* The page of a truth: the file of the same name but for its ending. */
static const char *page_of(const struct shelf *shelf, struct span stem) {
    for (int i = 0; i < shelf->file_count; i++) {
        struct span name = span_of(shelf->files[i]->d_name);
        bool same = name.len > stem.len && span_equal(span_part(name, 0, stem.len), stem) &&
                    name.at[stem.len] == '.';
        if (same && !span_ends(name, TRUTH_ENDING)) {
            return shelf->files[i]->d_name;
        }
    }
    return NULL;
}

static size_t judge_truth(const struct shelf *shelf, const char *truth, const char *filter) {
    struct span name = span_of(truth);
    struct arena *names = shelf->figures->arena;
    if (!span_ends(name, TRUTH_ENDING)) {
        return 0;
    }
    const char *page = page_of(shelf, span_part(name, 0, name.len - strlen(TRUTH_ENDING)));
    const char *truth_file = arena_printf(names, "%s/%s", shelf->folder, truth);
    if (!page || !truth_file) {
        give_up(truth, "no page beside it");
        return 0;
    }
    const char *file = arena_printf(names, "%s/%s", shelf->folder, page);
    if (!file || (filter && !strstr(file + shelf->root, filter))) {
        return 0;
    }
    judge_page(shelf, file, truth_file);
    return 1;
}

size_t gold_pages(struct gold_figures *figures, const char *folder, const char *filter) {
    size_t judged = 0;
    for (size_t column = 0; column < figures->column_count; column++) {
        struct shelf shelf = {.figures = figures, .column = column, .root = strlen(folder)};
        shelf.folder =
            arena_printf(figures->arena, "%s/pages/%s", folder, figures->columns[column].name);
        shelf.file_count =
            shelf.folder ? scandir(shelf.folder, &shelf.files, NULL, alphasort) : -1;
        for (int i = 0; i < shelf.file_count; i++) {
            judged += judge_truth(&shelf, shelf.files[i]->d_name, filter);
        }
        for (int i = 0; i < shelf.file_count; i++) {
            free(shelf.files[i]);
        }
        free(shelf.files);
    }
    return judged;
}
