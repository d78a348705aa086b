/* pipeline/crawl_lines.c - a page of a board's list: proven, its lines into the queue
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "parser/reader.h"
#include "pipeline/crawl_private.h"

enum { MET_ROOM_FIRST = 256 };

/* ---- met before? ---- */

/* FNV-1a, 64 bits; never 0, which is an empty slot. */
static uint64_t hash_more(uint64_t hash, const char *text) {
    for (; text && *text; text++) {
        hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
    }
    return hash;
}

static uint64_t hash_line(const struct vacancy *line) {
    uint64_t hash = hash_more(UINT64_C(14695981039346656037), line->id);

    if (!line->id) {
        hash = hash_more(hash_more(hash, "reference "), line->reference);
    }
    if (!line->id && !line->reference) {
        hash = hash_more(hash_more(hash, line->title), line->employer);
    }
    return hash ? hash : 1;
}

static size_t met_slot(const struct crawl_met *met, uint64_t hash) {
    size_t slot = (size_t)hash & (met->room - 1);

    while (met->slots[slot] && met->slots[slot] != hash) {
        slot = (slot + 1) & (met->room - 1);
    }
    return slot;
}

static void met_grow(struct crawl_met *met, struct arena *arena) {
    struct crawl_met larger = {.room = met->room ? met->room * 2 : MET_ROOM_FIRST,
                               .count = met->count};

    larger.slots = arena_alloc(arena, larger.room, sizeof *larger.slots);
    if (!larger.slots) {
        return;
    }
    for (size_t i = 0; i < met->room; i++) {
        if (met->slots[i]) {
            larger.slots[met_slot(&larger, met->slots[i])] = met->slots[i];
        }
    }
    *met = larger;
}

/* @return false where it was met before; the arena's failure is asked for later */
static bool met_add(struct crawl_met *met, struct arena *arena, uint64_t hash) {
    size_t slot = 0;

    if (met->count * 2 >= met->room) {
        met_grow(met, arena);
    }
    if (met->count * 2 >= met->room) {
        return true; /* no memory */
    }
    slot = met_slot(met, hash);
    if (met->slots[slot]) {
        return false;
    }
    met->slots[slot] = hash;
    met->count++;
    return true;
}

/* ---- the page ---- */

const char *crawl_refusal_words(const struct readings *readings) {
    const struct reading *first = readings->count > 0 ? readings->at : NULL;

    if (first && first->kind == READING_REFUSAL) {
        return first->as.refusal.message;
    }
    return first && first->kind == READING_VACANCY ? "it is an advert" : "it is another page";
}

static bool lines_are_proven(const struct crawl_reader *reader,
                             const struct readings *readings) {
    const struct reading *first = readings->count > 0 ? readings->at : NULL;

    return first && first->kind == READING_LISTING &&
           first->as.listing.kind == (reader->is_feed ? LISTING_FEED : LISTING_RESULTS) &&
           first->as.listing.source == reader->as.source;
}

/* Beside a page only the words of the failure tell an answer from silence. */
static bool has_answered(const struct page *page, const struct diag *diag) {
    return page->status != 0 || (diag && strstr(diag->text, "answers with status"));
}

enum err crawl_lines_fetch(struct listing *out, bool *answered, struct arena *arena,
                           struct crawl_reader *reader, const char *path, struct diag *diag) {
    struct crawl *crawl = reader->crawl;
    const char *what = reader->is_feed ? "the feed" : "the list of results";
    struct crew_result result = {0};
    struct page page = {0};
    struct crew_task task = {.page = &page, .options = {crawl->options->keep_contacts}};
    enum err err = fetch_get(&page, arena, crawl->fetch, path, NULL, diag);

    *answered = err ? has_answered(&page, diag) : true;
    reader->is_absent = !err && (page.status == 404 || page.status == 410);
    if (!err && page.status != 200) {
        err = diag_set(diag, ERR_NETWORK, "%s answers with status %d", what, page.status);
    }
    if (!err) {
        err = crew_read(&result, crawl->crew, arena, &task, diag);
    }
    if (!err && !lines_are_proven(reader, &result.readings)) {
        err = diag_set(diag, ERR_NETWORK, "what came for %s is not %s: %s", page.url, what,
                       crawl_refusal_words(&result.readings));
    }
    if (!err) {
        *out = result.readings.at[0].as.listing;
    }
    return err;
}

/* ---- its lines ---- */

/* A page's lines on their way; counts move with the transaction. */
struct lines {
    struct crawl_reader *reader;
    struct arena *arena;
    struct run_counts counts;
    struct crawl_lines out;
    struct date last; /* the last day posted, above the line in hand */
};

static void lines_pass_over(struct lines *lines, const struct vacancy *line, const char *why) {
    lines->counts.refused++;
    listener_say(lines->reader->crawl->listener,
                 "a line of the list is passed over (reference %s): %s",
                 line->reference ? line->reference : "none", why);
}

static void lines_note_day(struct lines *lines, const struct vacancy *line, bool is_fresh) {
    struct crawl_lines *out = &lines->out;
    struct date since = lines->reader->crawl->options->search.since;

    if (date_is_none(line->posted)) {
        out->dayless++;
        return;
    }
    out->rises = out->rises ||
                 (!date_is_none(lines->last) && date_compare(line->posted, lines->last) > 0);
    lines->last = line->posted;
    out->before_since += !date_is_none(since) && date_compare(line->posted, since) < 0;
    if (is_fresh &&
        (date_is_none(out->newest) || date_compare(line->posted, out->newest) > 0)) {
        out->newest = line->posted;
    }
    if (date_is_none(out->oldest) || date_compare(line->posted, out->oldest) < 0) {
        out->oldest = line->posted;
    }
}

static void lines_note_known(struct lines *lines, const struct sighted *sighted,
                             bool is_fresh) {
    for (int i = 0; i < CRAWL_KNOWN_COUNT; i++) {
        int64_t run = lines->reader->known[i].run;

        lines->out.known[i] += sighted->stands_since > 0 && sighted->stands_since <= run;
        lines->out.news[i] +=
            is_fresh && (sighted->known_since == 0 || sighted->known_since > run);
    }
}

/* What misses the search is not remembered: it may be new where its day is not past. */
static void lines_note_other(struct lines *lines, const struct vacancy *line, bool is_fresh) {
    for (int i = 0; i < CRAWL_KNOWN_COUNT; i++) {
        struct date day = lines->reader->known[i].day;

        lines->out.news[i] += is_fresh && !date_is_none(line->posted) && !date_is_none(day) &&
                              date_compare(line->posted, day) >= 0;
    }
}

/* A line that costs only itself where the store does not take it. */
static enum err lines_remember(struct lines *lines, const struct vacancy *line,
                               const char *path, bool is_fresh, struct diag *diag) {
    const struct crawl_reader *reader = lines->reader;
    struct sighted sighted = {0};
    struct diag why = {0};
    enum err err =
        store_listing_see(reader->crawl->store, &reader->as, line, path, &sighted, &why);

    if (err == ERR_INPUT || err == ERR_LIMIT) {
        lines_pass_over(lines, line, why.text);
        return ERR_NONE;
    }
    if (err) {
        return diag_set(diag, err, "%s", why.text);
    }
    lines->out.taken++;
    lines_note_known(lines, &sighted, is_fresh);
    lines->counts.same += sighted.as == SIGHTING_SAME;
    lines->counts.aside += sighted.as == SIGHTING_ASIDE;
    return ERR_NONE;
}

/* What misses the search is passed over and not remembered: another search may want it. */
static enum err lines_take(struct lines *lines, const struct vacancy *line, struct diag *diag) {
    const struct crawl *crawl = lines->reader->crawl;
    const char *path =
        line->id ? crawl->options->source->advert_path(lines->arena, line->id) : NULL;
    bool is_fresh = met_add(&lines->reader->met, lines->reader->arena, hash_line(line));

    lines->counts.listed++;
    lines->out.fresh += is_fresh;
    lines_note_day(lines, line, is_fresh);
    if (search_misses(&crawl->options->search, line)) {
        lines_note_other(lines, line, is_fresh);
        return ERR_NONE;
    }
    if (path) {
        return lines_remember(lines, line, path, is_fresh, diag);
    }
    if (is_fresh) {
        lines_pass_over(lines, line, "it has no advert id that can be asked for");
    }
    return arena_check(lines->arena, diag);
}

static enum err lines_take_all(struct lines *lines, const struct listing *listing,
                               struct diag *diag) {
    enum err err = ERR_NONE;

    for (size_t i = 0; !err && i < listing->entry_count; i++) {
        err = lines_take(lines, &listing->entries[i], diag);
    }
    lines->out.count = listing->entry_count;
    return err ? err : arena_check(lines->reader->arena, diag);
}

enum err crawl_lines_see(struct crawl_lines *out, struct crawl_reader *reader,
                         struct arena *arena, const struct listing *listing,
                         struct diag *diag) {
    struct crawl *crawl = reader->crawl;
    struct lines lines = {.reader = reader, .arena = arena, .counts = *crawl->counts};
    enum err err = store_begin(crawl->store, diag);

    if (err) {
        return err;
    }
    err = lines_take_all(&lines, listing, diag);
    if (!err && reader->mark) {
        err = reader->mark(reader->state, &lines.out, listing, diag);
    }
    if (!err) {
        err = store_commit(crawl->store, diag);
    }
    if (err) {
        store_rollback(crawl->store);
        return err;
    }
    *crawl->counts = lines.counts;
    *out = lines.out;
    return ERR_NONE;
}
