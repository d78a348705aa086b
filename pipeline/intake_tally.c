/* pipeline/intake_tally.c - how often the pages of a family fill a field
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "base/builtin.h"
#include "base/csv.h"
#include "pipeline/intake_private.h"

static const char expected_file[] = "schema/facts/fill_expected.csv";

/* What the table says counts as so many pages. */
enum { EXPECTED_PAGES = 20 };

/* ---- what is usual ---- */

static bool is_row_of(const struct csv *csv, const struct strings *cells, const char *family,
                      const char *feature) {
    return strcmp(csv_cell(csv, cells, "family"), family) == 0 &&
           strcmp(csv_cell(csv, cells, "field"), feature) == 0;
}

struct drift_share intake_expectation(const char *family, const char *feature) {
    enum { PERCENT = 100 };
    struct drift_share share = {0, 0};
    struct strings cells = {NULL, 0};
    struct arena arena;
    struct csv csv;
    bool more = true;
    uint64_t percent = 0;
    arena_init(&arena, ARENA_PAGE_CAP);
    enum err err =
        csv_open(&csv, &arena, expected_file, builtin_span(expected_file), ',', NULL);
    while (!err && more && share.of == 0) {
        err = csv_next(&csv, &arena, &cells, &more, NULL);
        if (!err && more && is_row_of(&csv, &cells, family, feature) &&
            span_number(span_of(csv_cell(&csv, &cells, "percent")), PERCENT, &percent)) {
            share.of = EXPECTED_PAGES;
            share.with = (int64_t)percent * EXPECTED_PAGES / PERCENT;
        }
    }
    arena_fini(&arena);
    return share;
}

static struct drift_share share_of(const struct fill *fills, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(fills[i].field, name) == 0) {
            return (struct drift_share){fills[i].adverts, fills[i].filled};
        }
    }
    return (struct drift_share){0, 0};
}

/* Of the core features those that the family nearly always has, by the runs before this one. */
static enum err look_up_usual(struct intake_family *family, struct intake *intake,
                              struct diag *diag) {
    struct fill *fills = NULL;
    size_t count = 0;
    enum err err = store_fill_before(intake->store, &intake->arena, family->name, intake->run,
                                     INTAKE_RUNS_BACK, false, &fills, &count, diag);
    for (size_t i = 0; !err && i < drift_count(); i++) {
        struct drift_share share = share_of(fills, count, drift_name(i));
        struct drift_share before = intake_expectation(family->name, drift_name(i));
        share.of += before.of;
        share.with += before.with;
        family->usual |= (uint64_t)(drift_kind(i) == DRIFT_CORE && drift_is_usual(share)) << i;
    }
    return err;
}

enum err intake_family(struct intake_family **out, struct intake *intake, const char *name,
                       struct diag *diag) {
    struct intake_family *family = intake->families;
    while (family && strcmp(family->name, name) != 0) {
        family = family->next;
    }
    if (family) {
        *out = family;
        return ERR_NONE;
    }
    family = arena_alloc(&intake->arena, 1, sizeof *family);
    if (!family) {
        return arena_check(&intake->arena, diag);
    }
    family->name = arena_copy_text(&intake->arena, name);
    family->next = intake->families;
    enum err err = arena_check(&intake->arena, diag);
    if (!err) {
        err = look_up_usual(family, intake, diag);
    }
    if (!err) {
        intake->families = family;
        *out = family;
    }
    return err;
}

/* ---- counting ---- */

void intake_tally(struct intake_family *family, uint64_t has, uint64_t expected,
                  uint64_t measured) {
    for (size_t i = 0; i < drift_count(); i++) {
        uint64_t bit = (uint64_t)1 << i;
        struct fill *fill = &family->now[i];
        fill->adverts += (measured & bit) != 0;
        fill->filled += (measured & has & bit) != 0;
        fill->expected += (expected & bit) != 0;
        fill->met += (expected & has & bit) != 0;
    }
    family->is_dirty = true;
}

static enum err save_family(const struct intake *intake, const struct intake_family *family,
                            struct diag *diag) {
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < drift_count(); i++) {
        struct fill fill = family->now[i];
        fill.field = drift_name(i);
        if (fill.adverts != family->saved[i].adverts ||
            fill.expected != family->saved[i].expected) {
            err = store_fill_put(intake->store, family->name, intake->run, &fill, diag);
        }
    }
    return err;
}

enum err intake_tally_save(struct intake *intake, struct diag *diag) {
    enum err err = ERR_NONE;
    for (struct intake_family *at = intake->families; !err && at; at = at->next) {
        if (at->is_dirty) {
            err = save_family(intake, at, diag);
        }
    }
    return err;
}

void intake_tally_undo(struct intake *intake) {
    for (struct intake_family *at = intake->families; at; at = at->next) {
        memcpy(at->now, at->saved, sizeof at->now);
        at->is_dirty = false;
    }
}
