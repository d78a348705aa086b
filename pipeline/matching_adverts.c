/* pipeline/matching_adverts.c - the adverts of the store, ready to be sifted
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/matching_adverts.h"

#include "matcher/glossary.h"
#include "matcher/requirement.h"
#include "pipeline/matching_sheet.h"
#include "schema/requirement_text.h"
#include "schema/store_requirement.h"

/* One run of adverts_open. */
struct loading {
    struct adverts *adverts;
    struct store *store;
    const struct matching_query *query;
    const struct rules *rules;
    struct places *places;          /* NULL: no preference is asked for */
    struct brief *brief;            /* what preferences look at, as many as adverts */
    int64_t unread;                 /* adverts without lines */
    struct requirement_texts texts; /* those that were read in memory stand behind the rest */
    size_t room;
    struct glossary numbers; /* of the ones read in memory, minus `first_own` */
    size_t first_own;
};

/* ---- in brief ---------------------------------------------------------------------------- */

static struct brief_place *copy_places(const struct brief *brief, struct arena *arena) {
    struct brief_place *places = arena_alloc(arena, brief->place_count, sizeof *places);
    for (size_t i = 0; places && i < brief->place_count; i++) {
        const struct brief_place *from = &brief->places[i];
        places[i] = (struct brief_place){arena_copy_text(arena, from->town),
                                         arena_copy_text(arena, from->county),
                                         arena_copy_text(arena, from->postcode), from->nation};
    }
    return places;
}

/* Places are looked up behind the scan, during which the store may not be used. */
static void keep_brief(struct loading *loading, const struct brief *brief) {
    struct arena *arena = &loading->adverts->arena;
    size_t count = loading->adverts->count - 1;
    struct brief copy = *brief;
    copy.key = NULL;
    copy.title = NULL;
    copy.employer = NULL;
    copy.places = copy_places(brief, arena);
    copy.lines = NULL;
    copy.line_count = 0;
    ARENA_PUSH(arena, loading->brief, count, copy);
}

static enum err make_offers(struct loading *loading, struct diag *diag) {
    struct adverts *adverts = loading->adverts;
    adverts->offers = arena_alloc(&adverts->arena, adverts->count, sizeof *adverts->offers);
    enum err err = arena_check(&adverts->arena, diag);
    for (size_t i = 0; !err && i < adverts->count; i++) {
        err = places_offer(&adverts->offers[i], loading->places, &loading->brief[i],
                           &adverts->arena, diag);
    }
    return err;
}

static enum err visit_brief(void *state, const struct brief *brief, struct diag *diag) {
    struct loading *loading = state;
    struct adverts *adverts = loading->adverts;
    struct arena *arena = &adverts->arena;
    const struct matching_query *query = loading->query;
    if (query->accepts && !query->accepts(query->accepts_state, brief)) {
        return ERR_NONE;
    }
    struct matched matched = {.row = brief->row,
                              .source = brief->source,
                              .key = arena_copy_text(arena, brief->key),
                              .title = arena_copy_text(arena, brief->title),
                              .employer = arena_copy_text(arena, brief->employer),
                              .closes = brief->closes};
    ARENA_PUSH(arena, adverts->at, adverts->count, matched);
    if (loading->places && !arena->failed) {
        keep_brief(loading, brief);
    }
    loading->unread += !brief->is_read;
    return arena->failed ? arena_check(arena, diag)
                         : sift_add(&adverts->sift, brief->lines, brief->line_count, diag);
}

/* ---- what could not be kept -------------------------------------------------------------- */

static bool push_text(struct loading *loading, struct span text) {
    struct arena *arena = &loading->adverts->arena;
    struct requirement_texts *texts = &loading->texts;
    if (texts->count == loading->room) {
        size_t room = loading->room * 2 + 64;
        struct span *at = arena_alloc(arena, room, sizeof *at);
        if (!at) {
            return false;
        }
        if (texts->count > 0) {
            memcpy(at, texts->at, texts->count * sizeof *at);
        }
        texts->at = at;
        loading->room = room;
    }
    texts->at[texts->count++] = (struct span){arena_copy(arena, text), text.len};
    return !arena->failed;
}

/* The same tree has the same number. @return 0 on failure */
static uint32_t number_of(struct loading *loading, const struct requirement *requirement) {
    struct buf text;
    uint32_t number = 0;
    buf_init(&text, ARENA_PAGE_CAP);
    requirement_text_write(&text, requirement);
    if (!text.failed) {
        uint32_t known = loading->numbers.count;
        number = glossary_add(&loading->numbers, &loading->adverts->arena, buf_span(&text));
        if (number > known && !push_text(loading, buf_span(&text))) {
            number = 0;
        }
    }
    buf_fini(&text);
    return number ? (uint32_t)loading->first_own + number - 1 : 0;
}

static enum err set_lines(struct loading *loading, size_t advert, const struct vacancy *vacancy,
                          const struct requirement *requirements, struct arena *arena,
                          struct diag *diag) {
    size_t count = vacancy->criterion_count;
    struct brief_line *lines = arena_alloc(arena, count, sizeof *lines);
    for (size_t i = 0; lines && i < count; i++) {
        const struct criterion *criterion = &vacancy->criteria[i];
        lines[i] = (struct brief_line){number_of(loading, &requirements[i]),
                                       (unsigned char)criterion->need,
                                       (unsigned char)criterion->assessed};
        if (!lines[i].requirement) {
            return diag_set(diag, ERR_MEMORY, "out of memory");
        }
    }
    return lines ? sift_set(&loading->adverts->sift, advert, lines, count, diag)
                 : arena_check(arena, diag);
}

static enum err visit_unread(void *state, const struct stored *stored, struct arena *arena,
                             struct diag *diag) {
    struct loading *loading = state;
    struct requirement *requirements = NULL;
    size_t advert = adverts_find(loading->adverts, stored->row);
    if (advert == SIZE_MAX) {
        return ERR_NONE; /* the query does not accept it */
    }
    enum err err =
        requirement_read_all(&requirements, arena, loading->rules, &stored->vacancy, diag);
    loading->adverts->read++;
    return err ? err : set_lines(loading, advert, &stored->vacancy, requirements, arena, diag);
}

static enum err read_in_memory(struct loading *loading, struct diag *diag) {
    struct store_filter filter = loading->query->filter;
    filter.lacks = rules_version(loading->rules);
    filter.without_texts = true;
    filter.rules = NULL;
    filter.into = NULL;
    loading->room = loading->texts.count; /* full: what comes is copied elsewhere */
    loading->first_own = loading->texts.count ? loading->texts.count : 1;
    if (loading->texts.count == 0 && !push_text(loading, (struct span){NULL, 0})) {
        return arena_check(&loading->adverts->arena, diag); /* number 0 is nobody's */
    }
    return store_vacancy_each(loading->store, &filter, visit_unread, loading, diag);
}

/* ---- all of it --------------------------------------------------------------------------- */

static enum err load_brief(struct loading *loading, struct diag *diag) {
    struct store_filter filter = loading->query->filter;
    filter.lacks = NULL;
    return store_brief_each(loading->store, &filter, rules_version(loading->rules), visit_brief,
                            loading, diag);
}

/* As of one moment.
 * @param is_last what is not read is read in memory; else nothing but adverts is loaded then */
static enum err load(struct loading *loading, bool is_last, struct diag *diag) {
    struct adverts *adverts = loading->adverts;
    enum err err = store_read_begin(loading->store, diag);
    if (err) {
        return err;
    }
    err = load_brief(loading, diag);
    if (!err && (is_last || loading->unread == 0)) {
        err = store_requirements(loading->store, &adverts->arena, &loading->texts, diag);
    }
    if (!err && is_last && loading->unread > 0) {
        err = read_in_memory(loading, diag);
    }
    store_read_end(loading->store);
    return err;
}

static struct loading start(struct adverts *out, struct store *store,
                            const struct matching_query *query, const struct rules *rules,
                            struct places *places) {
    *out = (struct adverts){.sift = {.rules = rules, .arena = &out->arena}, .is_kept = true};
    arena_init(&out->arena, ARENA_RUN_CAP);
    return (struct loading){.adverts = out,
                            .store = store,
                            .query = query,
                            .rules = rules,
                            .places = query->fits | query->known ? places : NULL};
}

/* Some adverts are not read yet: they are, and all is loaded again. */
static enum err read_first(struct loading *loading, const struct listener *listener,
                           struct diag *diag) {
    struct matching_read read = {0};
    enum err err = matching_read_criteria(&read, loading->store, &loading->query->filter,
                                          loading->rules, listener, diag);
    if (!err && !read.is_kept) {
        listener_say(listener,
                     "what the adverts ask for is read again in each run, since it cannot be "
                     "kept: %s",
                     read.why.text);
    }
    if (!err) {
        adverts_close(loading->adverts);
        *loading = start(loading->adverts, loading->store, loading->query, loading->rules,
                         loading->places);
        loading->adverts->read = read.read;
        loading->adverts->is_kept = read.is_kept;
        err = load(loading, true, diag);
    }
    return err;
}

enum err adverts_open(struct adverts *out, struct store *store,
                      const struct matching_query *query, const struct rules *rules,
                      struct places *places, const struct listener *listener,
                      struct diag *diag) {
    struct loading loading = start(out, store, query, rules, places);
    enum err err = load(&loading, false, diag);
    if (!err && loading.unread > 0) {
        err = read_first(&loading, listener, diag);
    }
    if (!err && loading.places) {
        err = make_offers(&loading, diag);
    }
    return err ? err : sift_prepare(&out->sift, &loading.texts, diag);
}

/* They are in the order of their rows. */
size_t adverts_find(const struct adverts *adverts, int64_t row) {
    size_t low = 0;
    size_t high = adverts->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (adverts->at[middle].row < row) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < adverts->count && adverts->at[low].row == row ? low : SIZE_MAX;
}

void adverts_close(struct adverts *adverts) {
    sift_fini(&adverts->sift);
    arena_fini(&adverts->arena);
}

struct matched adverts_matched(const struct adverts *adverts, size_t advert,
                               struct sifted sifted) {
    struct matched matched = adverts->at[advert];
    matched.gate = sifted.gate;
    matched.score = sifted.score;
    matched.high = sifted.high;
    matched.one_away = sifted.gate != GATE_PASS && sifted.only_short != 0;
    return matched;
}

enum preference_name adverts_misfit(const struct adverts *adverts, size_t advert,
                                    const struct matching_query *query,
                                    const struct preference_wish *wish) {
    return adverts->offers
               ? preference_misfit(&adverts->offers[advert], wish, query->fits, query->known)
               : PREFER_COUNT;
}

/* ---- one advert in full ------------------------------------------------------------------ */

/* A list of sheets being shown. */
struct showing {
    const struct adverts_show *with;
    struct sheets *sheets;
    enum err (*visit)(void *state, const struct match *match, struct diag *diag);
    void *state;
};

static enum err show_stored(const struct showing *showing, const struct stored *stored,
                            struct arena *arena, struct diag *diag) {
    const struct adverts_show *with = showing->with;
    struct match match = {0};
    enum err err = sheets_make(&match, arena, showing->sheets, &stored->vacancy, stored->key,
                               stored->requirements, diag);
    match.seen = date_in_london(stored->first_seen);
    if (!err) {
        err = places_measure(&match, with->places, with->candidate, with->query->within_miles,
                             arena, diag);
    }
    return err ? err : showing->visit(showing->state, &match, diag);
}

static enum err show_row(const struct showing *showing, int64_t row, struct diag *diag) {
    struct arena arena;
    struct stored stored = {0};
    struct diag absent = {0};
    arena_init(&arena, ARENA_PAGE_CAP);
    enum err err = store_vacancy_at(showing->with->store, &arena, row,
                                    rules_version(showing->with->rules), &stored, &absent);
    if (err == ERR_ABSENT) {
        err = ERR_NONE; /* it has gone meanwhile */
    } else if (err) {
        (void)diag_set(diag, err, "%s", absent.text);
    } else {
        err = show_stored(showing, &stored, &arena, diag);
    }
    arena_fini(&arena);
    return err;
}

enum err adverts_show(const struct adverts_show *show, size_t from, size_t count,
                      int64_t (*row)(const void *lines, size_t at), const void *lines,
                      enum err (*visit)(void *state, const struct match *match,
                                        struct diag *diag),
                      void *state, struct diag *diag) {
    struct showing showing = {.with = show, .visit = visit, .state = state};
    enum err err =
        sheets_open(&showing.sheets, show->rules, show->candidate, show->query->today, diag);
    for (size_t i = 0; !err && i < count && row(lines, from + i); i++) {
        err = show_row(&showing, row(lines, from + i), diag);
    }
    sheets_close(showing.sheets);
    return err;
}
