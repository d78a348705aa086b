/* pipeline/crawl_sweep.c - what may be concluded from a walk through a board's list
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/crawl_sweep.h"

#include <inttypes.h>

#include "base/date.h"

/* A search that finds so few may find none tomorrow: that is no alarm. */
enum { SWEEP_SEARCH_LEAST = 20 };

/* Adverts by which a list must have become shorter before that is odd. */
enum { SWEEP_FALL_LEAST = 3 };

/* So many adverts may be missed while a list is read: those that come and go meanwhile. */
enum { SWEEP_MISSED_ONE_IN = 50, SWEEP_MISSED_ANYWAY = 5 };

static bool sweep_lacks(int64_t met, int64_t total) {
    return total >= 0 && met < total - total / SWEEP_MISSED_ONE_IN - SWEEP_MISSED_ANYWAY;
}

/* By a third, and by more than an advert or two, which a small board loses on any day. */
static bool sweep_has_fallen(int64_t now, int64_t before) {
    return now >= 0 && now * 3 <= before * 2 && before - now >= SWEEP_FALL_LEAST;
}

/* Has the board nothing, by all that was seen of it? */
static bool sweep_is_empty(const struct crawl_evidence *evidence) {
    return evidence->first_total == 0 || evidence->met == 0;
}

enum crawl_oddity crawl_sweep_judge(const struct crawl_evidence *evidence) {
    int64_t least = evidence->is_board ? 1 : SWEEP_SEARCH_LEAST;
    bool comparable = evidence->before >= least;

    if (comparable && sweep_is_empty(evidence)) {
        return CRAWL_ODD_EMPTY;
    }
    if (evidence->short_page > 0) {
        return CRAWL_ODD_SHORT_PAGE;
    }
    if (evidence->met >= 0 && sweep_lacks(evidence->met, evidence->total)) {
        return CRAWL_ODD_FEWER;
    }
    if (comparable && (sweep_has_fallen(evidence->first_total, evidence->before) ||
                       sweep_has_fallen(evidence->met, evidence->before))) {
        return CRAWL_ODD_FALL;
    }
    return CRAWL_SOUND;
}

bool crawl_sweep_agrees(const struct walk *now, const struct walk *earlier) {
    int64_t larger = now->met > earlier->met ? now->met : earlier->met;
    int64_t apart = larger - (now->met + earlier->met - larger);

    return earlier->extent == WALK_WHOLE && earlier->verdict == WALK_ODD && earlier->met > 0 &&
           !sweep_lacks(earlier->met, earlier->total) && apart * 10 <= larger;
}

/* ---- words ---- */

static const char *sweep_before_words(struct arena *arena,
                                      const struct crawl_evidence *evidence) {
    char day[DATE_TEXT_SIZE];

    if (evidence->before_at == 0) {
        return arena_printf(arena, "%" PRId64 " are known as open", evidence->before);
    }
    return arena_printf(arena, "there were %" PRId64 " on %s", evidence->before,
                        date_write(date_in_london(evidence->before_at), day));
}

/* The smaller of the two figures: the one that is odd. */
static int64_t sweep_found(const struct crawl_evidence *evidence) {
    bool by_total = evidence->met < 0 ||
                    (evidence->first_total >= 0 && evidence->first_total < evidence->met);

    return by_total ? evidence->first_total : evidence->met;
}

static const char *sweep_oddity_words(struct arena *arena,
                                      const struct crawl_evidence *evidence,
                                      enum crawl_oddity oddity) {
    const char *before = sweep_before_words(arena, evidence);

    switch (oddity) {
    case CRAWL_ODD_EMPTY:
        return arena_printf(arena, "shows no advert at all, and %s", before);
    case CRAWL_ODD_SHORT_PAGE:
        return arena_printf(arena, "lacks lines on its page %d", evidence->short_page);
    case CRAWL_ODD_FEWER:
        return arena_printf(arena, "says that it has %" PRId64 " adverts, and shows %" PRId64,
                            evidence->total, evidence->met);
    case CRAWL_ODD_FALL:
        return arena_printf(arena, "shows %" PRId64 " adverts, and %s", sweep_found(evidence),
                            before);
    case CRAWL_SOUND:
    case CRAWL_ODDITY_COUNT:
        break;
    }
    return "is sound";
}

const char *crawl_sweep_words(struct arena *arena, const char *title,
                              const struct crawl_evidence *evidence, enum crawl_oddity oddity) {
    static const char *const advice[] = {
        [CRAWL_ODD_EMPTY] = "look at the site in a browser, and run the command again later",
        [CRAWL_ODD_SHORT_PAGE] = "run the command again later",
        [CRAWL_ODD_FEWER] = "run the command again later",
        [CRAWL_ODD_FALL] = ("run the command again tomorrow: a smaller board is believed once "
                            "three whole readings over two days agree"),
    };
    const char *what = sweep_oddity_words(arena, evidence, oddity);

    return oddity == CRAWL_SOUND || oddity >= CRAWL_ODDITY_COUNT
               ? NULL
               : arena_printf(
                     arena,
                     "the list of %s %s: nothing is concluded from that, and no advert "
                     "is taken for gone; %s",
                     title, what, advice[oddity]);
}
