/* pipeline/profile_gaps.c - what most stored adverts ask for and a profile does not show
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/profile_gaps.h"

#include "matcher/gaps.h"
#include "pipeline/matching.h"
#include "schema/requirement_text.h"
#include "schema/store_requirement.h"

/* A requirement that was not judged yet. */
#define UNJUDGED SIZE_MAX

struct counting {
    struct gaps *gaps;
    struct arena *arena;
    struct requirement_texts texts;
    size_t *judged; /* by number of the requirement: its gap, or UNJUDGED */
};

static enum err judge(size_t *gap, struct counting *counting, uint32_t number,
                      struct diag *diag) {
    struct requirement requirement = {0};
    enum err err = ERR_NONE;
    if (number >= counting->texts.count) {
        *gap = 0;
        return ERR_NONE;
    }
    if (counting->judged[number] == UNJUDGED) {
        counting->judged[number] = 0;
        err = requirement_text_read(&requirement, counting->arena, counting->texts.at[number],
                                    diag);
        err = err ? err
                  : gaps_judge(&counting->judged[number], counting->gaps, &requirement, diag);
    }
    *gap = counting->judged[number];
    return err;
}

static enum err count_brief(void *state, const struct brief *brief, struct diag *diag) {
    struct counting *counting = state;
    enum err err = ERR_NONE;
    if (brief->is_read) {
        gaps_begin_advert(counting->gaps);
    }
    for (size_t i = 0; !err && brief->is_read && i < brief->line_count; i++) {
        size_t gap = 0;
        err = judge(&gap, counting, brief->lines[i].requirement, diag);
        gaps_count(counting->gaps, gap);
    }
    return err;
}

static enum err count_all(struct counting *counting, struct store *store,
                          const struct store_filter *filter, const struct rules *rules,
                          struct diag *diag) {
    enum err err = store_requirements(store, counting->arena, &counting->texts, diag);
    if (err) {
        return err;
    }
    counting->judged =
        arena_alloc(counting->arena, counting->texts.count + 1, sizeof *counting->judged);
    for (size_t i = 0; counting->judged && i < counting->texts.count; i++) {
        counting->judged[i] = UNJUDGED;
    }
    err = arena_check(counting->arena, diag);
    return err ? err
               : store_brief_each(store, filter, rules_version(rules), count_brief, counting,
                                  diag);
}

/* The adverts that are open; where none is, all. */
static enum err choose(struct store_filter *out, int64_t *count, struct store *store,
                       struct date today, struct diag *diag) {
    struct store_filter filter = {.open_on = today, .without_texts = true};
    enum err err = store_vacancy_tally(store, &filter, count, diag);
    if (!err && *count == 0) {
        filter.open_on = (struct date){0};
        err = store_vacancy_tally(store, &filter, count, diag);
    }
    *out = filter;
    return err;
}

enum err profile_gaps_count(struct profile_gaps *out, struct arena *arena, struct store *store,
                            const struct rules *rules, const struct candidate *candidate,
                            struct date today, size_t most, const struct listener *listener,
                            struct diag *diag) {
    struct counting counting = {.arena = arena};
    struct store_filter filter = {0};
    struct matching_read read = {0};
    int64_t count = 0;
    enum err err = store ? choose(&filter, &count, store, today, diag) : ERR_NONE;
    if (err || count == 0) {
        return err ? err : gaps_of_roles(out, arena, rules, candidate, today, most, diag);
    }
    err = gaps_open(&counting.gaps, arena, rules, candidate, today, diag);
    err = err ? err : matching_read_criteria(&read, store, &filter, rules, listener, diag);
    err = err ? err : store_read_begin(store, diag);
    if (!err) {
        err = count_all(&counting, store, &filter, rules, diag);
        store_read_end(store);
    }
    err = err ? err : gaps_list(out, counting.gaps, most, diag);
    /* Where the database can be read but not written, nothing of it may be read yet. */
    return !err && out->looked_at == 0
               ? gaps_of_roles(out, arena, rules, candidate, today, most, diag)
               : err;
}
