/* pipeline/doctor.c - how the store and the reading are
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/doctor.h"

#include <inttypes.h>
#include <string.h>

#include "pipeline/drift.h"

enum {
    DOCTOR_RUNS_BACK = 20, /* what "before" means */
    DOCTOR_PAGES = 20,     /* fewer make no share to compare */
    DOCTOR_RARE = 10       /* per cent: what is rarer falls by chance */
};

bool doctor_has_fallen(size_t feature, const struct fill *now, const struct fill *before) {
    if (drift_has_fallen(drift_kind(feature), (struct drift_share){now->expected, now->met})) {
        return true;
    }
    return drift_kind(feature) != DRIFT_CONSTANT && now->adverts >= DOCTOR_PAGES &&
           before->adverts >= DOCTOR_PAGES &&
           before->filled * 100 >= before->adverts * DOCTOR_RARE &&
           now->filled * before->adverts * 2 < before->filled * now->adverts;
}

/* ---- fields ---- */

static struct fill find_fill(const struct fill *fills, size_t count, const char *field) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(fills[i].field, field) == 0) {
            return fills[i];
        }
    }
    return (struct fill){.field = field};
}

/* A field that no page ever had is not told, a measure only where it has fallen. */
static void push_trend(struct health *out, struct arena *arena, size_t feature,
                       struct fill_trend trend) {
    trend.has_fallen = doctor_has_fallen(feature, &trend.now, &trend.before);
    if (drift_kind(feature) == DRIFT_SIZE || drift_kind(feature) == DRIFT_CONSTANT
            ? trend.has_fallen
            : trend.now.filled + trend.before.filled + trend.now.expected > 0) {
        ARENA_PUSH(arena, out->trends, out->trend_count, trend);
    }
}

/* Where no run read new pages before, those that read kept ones again are what there is. */
static enum err look_at_family(struct health *out, struct arena *arena, struct store *store,
                               const char *family, int64_t run, struct diag *diag) {
    struct fill *before[2] = {NULL, NULL};
    size_t counts[2] = {0, 0};
    enum err err = ERR_NONE;
    for (int again = 0; !err && again < 2; again++) {
        err = store_fill_before(store, arena, family, run, DOCTOR_RUNS_BACK, again == 1,
                                &before[again], &counts[again], diag);
    }
    int sort = counts[0] > 0 ? 0 : 1;
    for (size_t i = 0; !err && i < drift_count(); i++) {
        struct fill_trend trend = {.family = family};
        trend.before = find_fill(before[sort], counts[sort], drift_name(i));
        err = store_fill_since(store, family, drift_name(i), run, run, &trend.now, diag);
        push_trend(out, arena, i, trend);
    }
    return err ? err : arena_check(arena, diag);
}

static enum err look_at_fields(struct health *out, struct arena *arena, struct store *store,
                               struct diag *diag) {
    const char *family = "";
    int64_t run = 0;
    bool found = true;
    enum err err = ERR_NONE;
    while (!err && found) {
        err = store_fill_family(store, arena, family, &family, &run, &found, diag);
        if (!err && found) {
            err = look_at_family(out, arena, store, family, run, diag);
        }
    }
    return err;
}

/* ---- quarantine and file ---- */

static enum err look_at_aside(struct health *out, struct arena *arena, struct store *store,
                              struct diag *diag) {
    int64_t after = 0;
    bool found = true;
    enum err err = ERR_NONE;
    while (!err && found) {
        struct quarantined item = {0};
        err = store_quarantine_next(store, arena, after, &item, &found, diag);
        if (!err && found) {
            after = item.page;
            ARENA_PUSH(arena, out->aside, out->aside_count, item);
        }
    }
    return err ? err : arena_check(arena, diag);
}

static enum err look_at_file(struct health *out, bool *damaged, struct arena *arena,
                             struct store *store, struct diag *diag) {
    struct store_health file = {0};
    enum err err = store_health(store, arena, &file, diag);
    if (err) {
        return err;
    }
    struct check check = {.name = "database", .is_good = !file.damage};
    check.words = arena_printf(arena, "%s, schema %" PRId64 ", %.1f MiB: %s", file.path,
                               file.version, (double)file.bytes / (1024.0 * 1024.0),
                               file.damage ? file.damage : "sound");
    ARENA_PUSH(arena, out->checks, out->check_count, check);
    *damaged = file.damage != NULL;
    return arena_check(arena, diag);
}

static size_t count_fallen(const struct health *health) {
    size_t fallen = 0;
    for (size_t i = 0; i < health->trend_count; i++) {
        fallen += health->trends[i].has_fallen;
    }
    return fallen;
}

static enum err sum_up(struct health *out, struct arena *arena, struct diag *diag) {
    size_t fallen = count_fallen(out);
    struct check fields = {"fields", fallen == 0,
                           fallen == 0
                               ? "filled as often as before"
                               : arena_printf(arena, "%zu filled less than before", fallen)};
    struct check aside = {"quarantine", out->aside_count == 0,
                          out->aside_count == 0
                              ? "empty"
                              : arena_printf(arena, "%zu page%s put aside", out->aside_count,
                                             out->aside_count == 1 ? "" : "s")};
    ARENA_PUSH(arena, out->checks, out->check_count, fields);
    ARENA_PUSH(arena, out->checks, out->check_count, aside);
    return arena_check(arena, diag);
}

enum err doctor_look(struct health *out, bool *damaged, struct arena *arena,
                     struct store *store, struct diag *diag) {
    enum err err = look_at_file(out, damaged, arena, store, diag);
    if (!err && !*damaged) {
        err = look_at_fields(out, arena, store, diag);
    }
    if (!err && !*damaged) {
        err = look_at_aside(out, arena, store, diag);
    }
    return err || *damaged ? err : sum_up(out, arena, diag);
}

bool doctor_complains(const struct health *health) {
    for (size_t i = 0; i < health->check_count; i++) {
        if (!health->checks[i].is_good) {
            return true;
        }
    }
    return false;
}
