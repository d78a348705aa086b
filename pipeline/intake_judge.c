/* pipeline/intake_judge.c - what is in quarantine: let go, or told
 * SPDX-License-Identifier: MIT
 */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "pipeline/intake_private.h"

enum {
    JUDGE_COMMIT_EVERY = 64, /* pages let go in one transaction */
    TELL_PAGES_MAX = 20,     /* pages told by name */
    TELL_FIELDS_MAX = 8      /* fields told by name, of one page or family */
};

/* ---- judged ---- */

static struct drift_share expected_of(const struct fill *fill) {
    return (struct drift_share){fill->expected, fill->met};
}

/* What is usual in the family, by the runs before the one that put the page aside. */
static enum err look_up_usual(struct drift_share *usual, const struct intake *intake,
                              struct arena *arena, const struct quarantined *item,
                              const char *field, struct diag *diag) {
    struct fill *fills = NULL;
    size_t count = 0;
    enum err err = store_fill_before(intake->store, arena, item->family, item->run,
                                     INTAKE_RUNS_BACK, item->is_again, &fills, &count, diag);
    *usual =
        item->is_known ? (struct drift_share){0, 0} : intake_expectation(item->family, field);
    for (size_t i = 0; !err && i < count; i++) {
        if (strcmp(fills[i].field, field) == 0) {
            usual->of += fills[i].expected;
            usual->with += fills[i].met;
        }
    }
    return err;
}

/* A run in which something of a family has fallen. */
struct fallen {
    int64_t run;
    const char *family;
};

/* The walk through quarantine: once to see what has fallen, once to let go. */
struct judging {
    int64_t after;
    bool lets_go;
    struct fallen *fallen;
    size_t fallen_count;
    struct arena arena;
};

static bool has_fallen(const struct judging *walk, const struct quarantined *item) {
    for (size_t i = 0; i < walk->fallen_count; i++) {
        if (walk->fallen[i].run == item->run &&
            strcmp(walk->fallen[i].family, item->family) == 0) {
            return true;
        }
    }
    return false;
}

static void note_fallen(struct judging *walk, const struct quarantined *item) {
    struct fallen fallen = {item->run, arena_copy_text(&walk->arena, item->family)};
    if (!has_fallen(walk, item)) {
        ARENA_PUSH(&walk->arena, walk->fallen, walk->fallen_count, fallen);
    }
}

static enum err judge_lack(bool *goes, struct judging *walk, const struct intake *intake,
                           struct arena *arena, const struct quarantined *item,
                           const struct lack *lack, size_t things, struct diag *diag) {
    size_t feature = drift_find(lack->field);
    struct fill batch = {0};
    struct fill since = {0};
    struct drift_case judged = {
        .is_new = !item->is_known, .is_again = item->is_again, .things = things};
    if (feature == drift_count()) { /* a feature of another version: nobody misses it */
        return ERR_NONE;
    }
    enum err err = store_fill_since(intake->store, item->family, lack->field, item->run,
                                    item->run, &batch, diag);
    if (!err) {
        err = store_fill_since(intake->store, item->family, lack->field, item->run, INT64_MAX,
                               &since, diag);
    }
    if (!err) {
        err = look_up_usual(&judged.usual, intake, arena, item, lack->field, diag);
    }
    judged.kind = drift_kind(feature);
    judged.batch = expected_of(&batch);
    judged.after = (struct drift_share){since.expected - lack->expected, since.met - lack->met};
    if (!err && !drift_lets_go(&judged)) {
        *goes = false;
        if (drift_has_fallen(judged.kind, judged.batch) ||
            drift_has_fallen(judged.kind, judged.after)) {
            note_fallen(walk, item);
        }
    }
    return err;
}

static uint64_t lacks_of(const struct quarantined *item) {
    uint64_t lacks = 0;
    for (size_t i = 0; i < item->lack_count; i++) {
        size_t feature = drift_find(item->lacks[i].field);
        lacks |= feature < drift_count() ? (uint64_t)1 << feature : 0;
    }
    return lacks;
}

static enum err judge(bool *goes, struct judging *walk, const struct intake *intake,
                      struct arena *arena, const struct quarantined *item, struct diag *diag) {
    size_t things = drift_things(lacks_of(item));
    enum err err = ERR_NONE;
    *goes = !has_fallen(walk, item);
    for (size_t i = 0; !err && i < item->lack_count; i++) {
        err = judge_lack(goes, walk, intake, arena, item, &item->lacks[i], things, diag);
    }
    return err;
}

/* ---- let go ---- */

/* The advert that the page was put aside for. */
static struct vacancy *find_vacancy(struct readings *readings, struct arena *arena,
                                    const struct vacancy_name *name) {
    struct vacancy *only = NULL;
    size_t count = 0;
    for (size_t i = 0; i < readings->count; i++) {
        struct reading *reading = &readings->at[i];
        if (reading->kind != READING_VACANCY) {
            continue;
        }
        const char *key = vacancy_key(&reading->as.vacancy, reading->digest, arena);
        if (key && strcmp(key, name->key) == 0) {
            return &reading->as.vacancy;
        }
        only = &reading->as.vacancy;
        count++;
    }
    return count == 1 ? only : NULL;
}

/* What the record and other boards know of it by now. */
static enum err look_up_saving(struct intake_saving *saving, struct stored *known,
                               const struct intake *intake, struct arena *arena,
                               struct diag *diag) {
    bool found = false;
    enum err err = intake_known(intake, arena, &saving->name, known, &found, diag);
    saving->known = found ? known : NULL;
    return err ? err
               : intake_twin_find(&saving->twin, intake, arena, &saving->name, saving->vacancy,
                                  saving->known, diag);
}

/* Saved in place of the count that it had: this run's, or none. */
static enum err save_let_go(struct intake *intake, struct arena *arena,
                            const struct quarantined *item, const struct intake_page *page,
                            struct vacancy *vacancy, struct diag *diag) {
    struct run_counts before = *intake->counts;
    struct intake_saving saving = {.page = page, .vacancy = vacancy, .name = item->name};
    struct stored known = {0};
    vacancy->source = item->name.source;
    if (!vacancy->id && vacancy->source == SOURCE_NHSJOBS) {
        vacancy->id = item->name.key; /* it was asked for by this id */
    }
    enum err err = look_up_saving(&saving, &known, intake, arena, diag);
    err = err ? err : intake_save(intake, arena, &saving, diag);
    intake->taken_up -= !err && item->run == intake->run;
    if (!err && item->told == intake->run) {
        intake->counts->same--; /* as which intake_confirm has counted what was put aside */
    } else if (!err) {
        *intake->counts = before;
    }
    return err;
}

static enum err let_go(struct intake *intake, struct arena *arena,
                       const struct quarantined *item, struct diag *diag) {
    struct crew_result reading = {0};
    struct kept_page kept = {0};
    bool found = false;
    enum err err = store_page_next(intake->store, arena, item->page - 1, &kept, &found, diag);
    if (err || !found || kept.row != item->page) {
        return err;
    }
    struct intake_page page = {.row = kept.row, .is_aside = true, .past = kept.page.fetched_at};
    struct crew_task task = {
        .page = &kept.page, .packed = true, .options = {kept.reading.contacts}};
    err = crew_read(&reading, intake->crew, arena, &task, diag);
    struct vacancy *vacancy = err ? NULL : find_vacancy(&reading.readings, arena, &item->name);
    if (vacancy) {
        err = save_let_go(intake, arena, item, &page, vacancy, diag);
    }
    /* What became too large, or nothing, under another parser than then, stays where it is. */
    return err == ERR_LIMIT || err == ERR_INPUT ? ERR_NONE : err;
}

/* ---- the walk ---- */

static enum err judge_next(struct intake *intake, struct judging *walk, bool *found,
                           struct diag *diag) {
    struct quarantined item = {0};
    struct arena arena;
    bool goes = false;
    arena_init(&arena, ARENA_PAGE_CAP);
    enum err err =
        store_quarantine_next(intake->store, &arena, walk->after, &item, found, diag);
    if (!err && *found) {
        walk->after = item.page;
        err = judge(&goes, walk, intake, &arena, &item, diag);
    }
    if (!err && goes && walk->lets_go) {
        err = let_go(intake, &arena, &item, diag);
    }
    arena_fini(&arena);
    return err;
}

/* A stretch of them in one transaction. */
static enum err judge_some(struct intake *intake, struct judging *walk, bool *found,
                           struct diag *diag) {
    enum err err = intake_begin(intake, diag);
    if (err) {
        return err;
    }
    for (int i = 0; !err && *found && i < JUDGE_COMMIT_EVERY; i++) {
        err = judge_next(intake, walk, found, diag);
    }
    if (!err) {
        return intake_commit(intake, diag);
    }
    intake_rollback(intake);
    return err;
}

/* ---- told ---- */

/* What is amiss with a feature, for people: "salary.text missing", "employer changed". */
static void put_feature(struct buf *words, const char *feature) {
    static const struct {
        const char *end;
        const char *amiss;
    } ways[] = {{".same", "changed"}, {".size", "much shorter or longer"}, {"", "missing"}};
    struct span name = span_of(feature);
    size_t way = 0;
    while (!span_ends(name, ways[way].end)) {
        way++;
    }
    name = span_part(name, 0, name.len - strlen(ways[way].end));
    buf_put(words, name);
    buf_printf(words, " %s", ways[way].amiss);
}

static void put_field(struct buf *words, size_t at, const char *field) {
    if (at < TELL_FIELDS_MAX) {
        buf_put_text(words, at > 0 ? ", " : "");
        buf_put_text(words, field);
    } else if (at == TELL_FIELDS_MAX) {
        buf_put_text(words, " and more");
    }
}

/* Core features first: they are what a reader looks for. */
static void put_lacks(struct buf *words, const struct quarantined *item) {
    size_t put = 0;
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < item->lack_count; i++) {
            size_t feature = drift_find(item->lacks[i].field);
            bool core = feature < drift_count() && drift_kind(feature) == DRIFT_CORE;
            if (core == (round == 0)) {
                struct buf words_of_one;
                buf_init(&words_of_one, DIAG_TEXT_SIZE);
                put_feature(&words_of_one, item->lacks[i].field);
                put_field(words, put++, buf_text(&words_of_one));
                buf_fini(&words_of_one);
            }
        }
    }
}

static void tell_page(const struct intake *intake, const struct quarantined *item) {
    struct buf words;
    buf_init(&words, DIAG_TEXT_SIZE);
    put_lacks(&words, item);
    listener_say(intake->listener, "%s: put aside, %s; on its page: %s", item->name.key,
                 item->is_known ? "the record is as it was" : "there is no record of it yet",
                 buf_text(&words));
    buf_fini(&words);
}

static enum err tell_pages(const struct intake *intake, int64_t *told, struct diag *diag) {
    int64_t after = 0;
    bool found = true;
    enum err err = ERR_NONE;
    while (!err && found) {
        struct quarantined item = {0};
        struct arena arena;
        arena_init(&arena, ARENA_PAGE_CAP);
        err = store_quarantine_next(intake->store, &arena, after, &item, &found, diag);
        if (!err && found) {
            after = item.page;
            if (item.told == intake->run && (*told)++ < TELL_PAGES_MAX) {
                tell_page(intake, &item);
            }
        }
        arena_fini(&arena);
    }
    return err;
}

/* One sentence for each family: what its pages lack, most lacked first. */
static void tell_families(const struct intake *intake, const struct lack_count *lacks,
                          size_t count) {
    for (size_t i = 0; i < count;) {
        struct buf words;
        size_t first = i;
        buf_init(&words, DIAG_TEXT_SIZE);
        for (; i < count && strcmp(lacks[i].family, lacks[first].family) == 0; i++) {
            struct buf field;
            buf_init(&field, DIAG_TEXT_SIZE);
            put_feature(&field, lacks[i].field);
            buf_printf(&field, " (%" PRId64 ")", lacks[i].pages);
            put_field(&words, i - first, buf_text(&field));
            buf_fini(&field);
        }
        listener_say(
            intake->listener,
            "pages of %s are not as they should be: %s; they are kept (see `shortlist "
            "doctor`), and `shortlist reparse` takes them up once they can be read, or "
            "with --accept as they are",
            lacks[first].family, buf_text(&words));
        buf_fini(&words);
    }
}

static enum err tell(const struct intake *intake, struct diag *diag) {
    struct lack_count *lacks = NULL;
    size_t count = 0;
    int64_t told = 0;
    struct arena arena;
    enum err err = tell_pages(intake, &told, diag);
    if (told > TELL_PAGES_MAX) {
        listener_say(intake->listener, "%" PRId64 " more are put aside", told - TELL_PAGES_MAX);
    }
    arena_init(&arena, ARENA_PAGE_CAP);
    if (!err && told > 0) {
        err = store_quarantine_fields(intake->store, &arena, intake->run, &lacks, &count, diag);
    }
    if (!err) {
        tell_families(intake, lacks, count);
    }
    arena_fini(&arena);
    return err;
}

enum err intake_finish(struct intake *intake, struct diag *diag) {
    struct judging walk = {0};
    enum err err = ERR_NONE;
    arena_init(&walk.arena, ARENA_PAGE_CAP);
    for (int round = 0; !err && round < 2; round++) {
        bool found = true;
        walk.after = 0;
        walk.lets_go = round == 1;
        while (!err && found) {
            err = judge_some(intake, &walk, &found, diag);
        }
        err = err ? err : arena_check(&walk.arena, diag);
    }
    arena_fini(&walk.arena);
    return err ? err : tell(intake, diag);
}
