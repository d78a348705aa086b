/* pipeline/matching_adverts.c - the adverts of the store, ready to be sifted
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/matching_adverts.h"

#include <stdatomic.h>

#include "matcher/glossary.h"
#include "matcher/hands.h"
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
    atomic_bool is_scanned; /* all adverts are there */
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

/* The adverts out of the store, and what they ask for read meanwhile. A processor that comes to
 * the second piece when the first is done has nothing to do. */
static enum err load_piece(void *state, size_t hand, size_t piece, struct diag *diag) {
    struct loading *loading = state;
    enum err err = ERR_NONE;
    (void)hand;
    if (piece == 0) {
        err = load_brief(loading, diag);
        atomic_store(&loading->is_scanned, true);
    } else {
        sift_read_ahead(&loading->adverts->sift, &loading->texts, &loading->is_scanned);
    }
    return err;
}

/* As of one moment.
 * @param is_last what is not read is read in memory; else nothing but adverts is loaded then */
static enum err load(struct loading *loading, bool is_last, struct diag *diag) {
    struct adverts *adverts = loading->adverts;
    enum err err = store_read_begin(loading->store, diag);
    if (err) {
        return err;
    }
    err = store_requirements(loading->store, &adverts->arena, &loading->texts, diag);
    err = err ? err : sift_expect(&adverts->sift, &loading->texts, diag);
    err = err ? err : hands_share_out(2, 2, load_piece, loading, diag);
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

/* They are in the order of their rows, which mostly follow one another. */
size_t adverts_find(const struct adverts *adverts, int64_t row) {
    size_t low = 0;
    size_t high = adverts->count;
    uint64_t likely = high > 0 ? (uint64_t)row - (uint64_t)adverts->at[0].row : 0;
    if (likely < high && adverts->at[likely].row == row) {
        return (size_t)likely;
    }
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

/* So many sheets are made at once, shared out among the processors. What comes before and
 * behind (the store, criteria that are not read yet, places, whoever looks) is one thread's,
 * an advert after another in the order of the list. */
enum { SHEETS_AT_ONCE = 32 };

/* An advert on its way. */
struct folder {
    struct arena arena;
    struct stored stored;
    struct match match;
    enum err err; /* of its sheet; told when its turn to be shown has come */
    struct diag diag;
};

/* A list of sheets being shown. */
struct showing {
    const struct adverts_show *with;
    size_t hands;
    struct sheets **sheets; /* each hand's */
    struct folder *folders;
    size_t count; /* of those in use */
    enum err (*visit)(void *state, const struct match *match, struct diag *diag);
    void *state;
};

/* The patterns that criteria are read with are one thread's. */
static void read_criteria(struct folder *folder, const struct rules *rules) {
    struct requirement *read = NULL;
    if (!folder->stored.requirements) {
        folder->err = requirement_read_all(&read, &folder->arena, rules,
                                           &folder->stored.vacancy, &folder->diag);
        folder->stored.requirements = read;
    }
}

/* Open the next folder for an advert, unless it has gone meanwhile. */
static enum err fetch(struct showing *showing, int64_t row, struct diag *diag) {
    const struct rules *rules = showing->with->rules;
    struct folder *folder = &showing->folders[showing->count];
    struct diag absent = {0};
    *folder = (struct folder){.err = ERR_NONE};
    arena_init(&folder->arena, ARENA_PAGE_CAP);
    enum err err = store_vacancy_at(showing->with->store, &folder->arena, row,
                                    rules_version(rules), &folder->stored, &absent);
    if (!err) {
        showing->count++;
        read_criteria(folder, rules);
        return ERR_NONE;
    }
    arena_fini(&folder->arena);
    return err == ERR_ABSENT ? ERR_NONE : diag_set(diag, err, "%s", absent.text);
}

static enum err fill_folder(void *state, size_t hand, size_t piece, struct diag *diag) {
    const struct showing *showing = state;
    struct folder *folder = &showing->folders[piece];
    const struct stored *stored = &folder->stored;
    (void)diag;
    if (!folder->err) {
        folder->err =
            sheets_make(&folder->match, &folder->arena, showing->sheets[hand], &stored->vacancy,
                        stored->key, stored->requirements, &folder->diag);
    }
    return ERR_NONE;
}

static enum err show_folder(const struct showing *showing, struct folder *folder,
                            struct diag *diag) {
    const struct adverts_show *with = showing->with;
    if (folder->err) {
        return diag_set(diag, folder->err, "%s", folder->diag.text);
    }
    folder->match.seen = date_in_london(folder->stored.first_seen);
    enum err err = places_measure(&folder->match, with->places, with->candidate,
                                  with->query->within_miles, &folder->arena, diag);
    return err ? err : showing->visit(showing->state, &folder->match, diag);
}

/* Those whose folders are open. */
static enum err show_all(struct showing *showing, struct diag *diag) {
    enum err err = hands_share_out(showing->hands, showing->count, fill_folder, showing, diag);
    for (size_t i = 0; !err && i < showing->count; i++) {
        err = show_folder(showing, &showing->folders[i], diag);
    }
    return err;
}

static void close_folders(struct showing *showing) {
    while (showing->count > 0) {
        arena_fini(&showing->folders[--showing->count].arena);
    }
}

static enum err open_showing(struct showing *showing, struct arena *arena, struct diag *diag) {
    const struct adverts_show *with = showing->with;
    enum err err = ERR_NONE;
    showing->folders = arena_alloc(arena, SHEETS_AT_ONCE, sizeof *showing->folders);
    showing->sheets = arena_alloc(arena, showing->hands, sizeof(void *));
    for (size_t i = 0; !err && !arena->failed && i < showing->hands; i++) {
        err = sheets_open(&showing->sheets[i], with->rules, with->candidate, with->query->today,
                          diag);
    }
    return err ? err : arena_check(arena, diag);
}

enum err adverts_show(const struct adverts_show *show, size_t from, size_t count,
                      int64_t (*row)(const void *lines, size_t at), const void *lines,
                      enum err (*visit)(void *state, const struct match *match,
                                        struct diag *diag),
                      void *state, struct diag *diag) {
    struct showing showing = {
        .with = show, .hands = hands_of_machine(), .visit = visit, .state = state};
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    enum err err = open_showing(&showing, &arena, diag);
    for (size_t i = 0; !err && i < count && row(lines, from + i);) {
        enum err last = ERR_NONE;
        for (; !last && i < count && showing.count < SHEETS_AT_ONCE && row(lines, from + i);
             i++) {
            last = fetch(&showing, row(lines, from + i), diag);
        }
        err = show_all(&showing, diag); /* what was read before a failure, too */
        err = err ? err : last;
        close_folders(&showing);
    }
    for (size_t i = 0; showing.sheets && i < showing.hands; i++) {
        sheets_close(showing.sheets[i]);
    }
    arena_fini(&arena);
    return err;
}
