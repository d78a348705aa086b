/* report/text_run.c - what a run did, for people
 * SPDX-License-Identifier: MIT
 */
#include "report/text_run.h"

#include <inttypes.h>

#include "report/say.h"
#include "report/text_advert.h"

/* Columns of the numbers, and where the words behind them begin. */
enum { NUMBER_WIDTH = 7, WORDS_COLUMN = 9 };

static void put_head(struct plain *plain, const struct run_counts *counts, const char *from) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_put_text(&words, from);
    if (counts->requests > 0) {
        buf_put_text(&words, ": ");
        say_count(&words, counts->seen, "advert", "adverts");
        buf_put_text(&words, ", ");
        say_count(&words, counts->requests, "request", "requests");
    }
    plain_heading(plain, buf_text(&words));
    buf_fini(&words);
}

void text_run(struct plain *plain, const struct run_counts *counts, const char *from) {
    const struct {
        int64_t count;
        const char *words;
    } lines[] = {
        {counts->fresh, "new"},
        {counts->changed, "changed"},
        {counts->same, "nothing new"},
        {counts->closed, "closed by now"},
        {counts->refused, "not taken: no advert, or not the one that was asked for"},
        {counts->aside, "put aside: the page lacks what it should have"},
        {counts->failed, "could not be read whole"},
        {counts->waiting, "still waiting: the next crawl goes on with them"},
    };
    put_head(plain, counts, from);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        if (lines[i].count > 0) {
            buf_printf(plain->out, "%*" PRId64, (int)NUMBER_WIDTH, lines[i].count);
            plain_wrap(plain, NUMBER_WIDTH, WORDS_COLUMN, WORDS_COLUMN,
                       span_of(lines[i].words));
        }
    }
}
