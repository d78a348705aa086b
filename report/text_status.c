/* report/text_status.c - what runs did, how each source is and what waits, for people
 * SPDX-License-Identifier: MIT
 */
#include "report/text_status.h"

#include "report/say.h"
#include "report/text_advert.h"
#include "report/text_run.h"

/* Where a head and where its details begin. */
enum { HEAD_COLUMN = 2, DETAIL_COLUMN = 4 };

/* Put the words out as a paragraph, and clear them. */
static void put_words(struct plain *plain, size_t column, struct buf *words) {
    if (words->len > 0) {
        plain_paragraph(plain, column, buf_text(words));
    }
    buf_clear(words);
}

/* Put "N words" behind a comma where N is not 0. */
static void join_count(struct buf *words, size_t from, int64_t count, const char *name) {
    if (count > 0) {
        buf_put_text(words, words->len > from ? ", " : NULL);
        say_count(words, count, name, name);
    }
}

static void put_title(struct plain *plain, bool is_first, const char *title) {
    if (!is_first) {
        plain_gap(plain);
    }
    plain_heading(plain, title);
}

/* ---- runs ---- */

/* "132 adverts: 120 new, 10 changed (3 closed), 2 nothing new; 140 requests, 12 waiting". */
static void say_counts(struct buf *words, const struct run_counts *counts) {
    say_count(words, counts->seen, "advert", "adverts");
    if (counts->seen > 0) {
        buf_put_text(words, ": ");
    }
    size_t from = words->len;
    join_count(words, from, counts->fresh, "new");
    join_count(words, from, counts->changed, "changed");
    if (counts->closed + counts->withdrawn + counts->reopened > 0) {
        buf_put_text(words, " (");
        text_run_parts(words, counts);
        buf_put_char(words, ')');
    }
    join_count(words, from, counts->same, "nothing new");
    join_count(words, from, counts->refused, "refused");
    join_count(words, from, counts->aside, "put aside");
    join_count(words, from, counts->failed, "failed");
    if (counts->requests + counts->waiting > 0) {
        buf_put_text(words, "; ");
    }
    if (counts->requests > 0) {
        say_count(words, counts->requests, "request", "requests");
    }
    if (counts->waiting > 0) {
        buf_put_text(words, counts->requests > 0 ? ", " : NULL);
        say_count(words, counts->waiting, "left waiting", "left waiting");
    }
}

static void put_run(struct plain *plain, const struct run_line *run, struct buf *words) {
    static const char *const ends[RUN_END_COUNT] = {
        [RUN_END_NONE] = "was killed or still goes on",
        [RUN_END_DONE] = "done",
        [RUN_END_PART] = "done in part",
        [RUN_END_STOPPED] = "stopped by the user",
        [RUN_END_FAILED] = "failed",
    };
    say_instant(words, run->started_at);
    buf_put_text(words, ": ");
    buf_put_text(words, vocab_name(&vocab_run_kind, (int)run->kind));
    if (run->source != SOURCE_NONE) {
        buf_printf(words, " of %s", vocab_name(&vocab_source, (int)run->source));
    }
    say_join(words, 0, run->host);
    say_join(words, 0, run->plan);
    buf_printf(words, ": %s", run->end < RUN_END_COUNT ? ends[run->end] : "");
    put_words(plain, HEAD_COLUMN, words);
    say_counts(words, &run->counts);
    put_words(plain, DETAIL_COLUMN, words);
    buf_put_text(words, run->note);
    put_words(plain, DETAIL_COLUMN, words);
}

/* ---- sources ---- */

static void put_walk(struct plain *plain, const char *name, const struct walk *walk,
                     struct buf *words) {
    static const char *const extents[WALK_EXTENT_COUNT] = {
        [WALK_EXTENT_NONE] = "not begun",
        [WALK_PART] = "not to its end",
        [WALK_FRONT] = "the list as far as it was needed",
        [WALK_WHOLE] = "the whole list",
    };
    buf_printf(words, "%s ", name);
    say_instant(words, walk->began_at);
    say_join(words, 0, walk->plan);
    buf_printf(words, ": %s, ", walk->extent < WALK_EXTENT_COUNT ? extents[walk->extent] : "");
    buf_put_text(words, walk->verdict == WALK_HEALTHY && walk->pages > 0 ? "nothing odd in it, "
                                                                         : NULL);
    say_count(words, walk->pages, "page", "pages");
    buf_put_text(words, ", ");
    say_count(words, walk->met, "advert", "adverts");
    if (walk->total >= 0) {
        buf_put_text(words, " of ");
        say_number(words, walk->total);
        buf_put_text(words, " that the board counts");
    }
    if (walk->missing > 0) {
        buf_put_text(words, ", ");
        say_count(words, walk->missing, "known one missing", "known ones missing");
    }
    put_words(plain, DETAIL_COLUMN, words);
    if (walk->verdict == WALK_ODD || walk->alarm) {
        plain_tone(plain, PLAIN_TONE_BAD);
        buf_printf(words, "odd: %s; nothing was concluded from it",
                   walk->alarm ? walk->alarm : "no reason was kept");
        put_words(plain, DETAIL_COLUMN, words);
        plain_tone(plain, PLAIN_TONE_NONE);
    }
}

static void put_source(struct plain *plain, const struct source_line *source,
                       struct buf *words) {
    buf_printf(words, "%s: ", vocab_name(&vocab_source, (int)source->source));
    say_count(words, source->adverts, "advert", "adverts");
    join_count(words, 1, source->open, "open");
    join_count(words, 1, source->withdrawn, "withdrawn");
    put_words(plain, HEAD_COLUMN, words);
    join_count(words, 0, source->queued, "not asked for yet");
    join_count(words, 0, source->leased, "begun");
    join_count(words, 0, source->failed, "to be tried again");
    join_count(words, 0, source->aside, "put aside (see `shortlist doctor`)");
    if (words->len > 0) {
        put_words(plain, DETAIL_COLUMN, words);
    }
    if (source->has_walk) {
        put_walk(plain, "list last read", &source->last, words);
    }
    bool is_other = !source->has_walk || source->sweep.run != source->last.run;
    if (source->has_sweep && is_other) {
        put_walk(plain, "last healthy sweep", &source->sweep, words);
    } else if (source->has_walk && !source->has_sweep) {
        plain_paragraph(plain, DETAIL_COLUMN, "no healthy sweep of the whole board yet");
    }
}

/* ---- hosts ---- */

static void put_host(struct plain *plain, const struct host_line *host,
                     const struct status_day *day, struct buf *words) {
    const struct host_memory *memory = &host->memory;
    bool is_today = date_compare(memory->day, day->today) == 0;
    buf_put_text(words, host->host);
    put_words(plain, HEAD_COLUMN, words);
    if (memory->last_request > 0) {
        buf_put_text(words, "last asked ");
        say_instant(words, memory->last_request);
        buf_put_text(words, "; today ");
        say_number(words, is_today ? memory->day_requests : 0);
        buf_put_text(words, " of at most ");
        say_count(words, day->daily_cap, "request", "requests");
    }
    put_words(plain, DETAIL_COLUMN, words);
    if (memory->robots_at > 0) {
        buf_put_text(words, "robots.txt read ");
        say_instant(words, memory->robots_at);
        buf_printf(words, " (answered with %d)", memory->robots_status);
    }
    put_words(plain, DETAIL_COLUMN, words);
    buf_put_text(words, memory->terms_at > 0 ? "terms accepted " : "terms not accepted yet");
    say_instant(words, memory->terms_at);
    put_words(plain, DETAIL_COLUMN, words);
    plain_tone(plain, PLAIN_TONE_UNSURE);
    if (memory->not_before > day->now) {
        buf_put_text(words, "asks to be left alone until ");
        say_instant(words, memory->not_before);
    }
    put_words(plain, DETAIL_COLUMN, words);
    buf_printf(words, "%s%s", memory->trouble ? "the last visit ended early: " : "",
               memory->trouble ? memory->trouble : "");
    put_words(plain, DETAIL_COLUMN, words);
    plain_tone(plain, PLAIN_TONE_NONE);
}

/* ---- what was not fetched ---- */

static void put_reason(struct plain *plain, const struct reason_line *reason,
                       struct buf *words) {
    say_count(words, reason->pages, "page", "pages");
    buf_printf(words, " of %s: ", vocab_name(&vocab_source, (int)reason->source));
    buf_put_text(words, reason->reason);
    put_words(plain, HEAD_COLUMN, words);
    buf_put_text(words, reason->example ? "for example " : NULL);
    buf_put_text(words, reason->example);
    if (reason->next_try > 0) {
        say_join(words, 0, "to be tried again ");
        say_instant(words, reason->next_try);
    }
    put_words(plain, DETAIL_COLUMN, words);
}

void text_status(struct plain *plain, const struct ledger *ledger,
                 const struct status_day *day) {
    struct buf words;
    bool is_first = true;
    buf_init(&words, TEXT_WORDS_CAP);
    for (size_t i = 0; i < ledger->run_count; i++, is_first = false) {
        if (i == 0) {
            put_title(plain, is_first, "Last runs");
        }
        put_run(plain, &ledger->runs[i], &words);
    }
    for (size_t i = 0; i < ledger->source_count; i++, is_first = false) {
        if (i == 0) {
            put_title(plain, is_first, "Sources");
        }
        put_source(plain, &ledger->sources[i], &words);
    }
    for (size_t i = 0; i < ledger->host_count; i++, is_first = false) {
        if (i == 0) {
            put_title(plain, is_first, "Hosts");
        }
        put_host(plain, &ledger->hosts[i], day, &words);
    }
    for (size_t i = 0; i < ledger->reason_count; i++, is_first = false) {
        if (i == 0) {
            put_title(plain, is_first, "Not fetched, and why");
        }
        put_reason(plain, &ledger->reasons[i], &words);
    }
    buf_fini(&words);
}
