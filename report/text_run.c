/* report/text_run.c - what a run did, for people
 * SPDX-License-Identifier: MIT
 */
#include "report/text_run.h"

#include "report/say.h"
#include "report/text_advert.h"

/* Columns of the numbers, and where the words behind them begin. */
enum { NUMBER_WIDTH = 7, WORDS_COLUMN = 9 };

void text_run_parts(struct buf *out, const struct run_counts *counts) {
    const struct {
        int64_t count;
        const char *words;
    } parts[] = {
        {counts->closed, "closed"},
        {counts->withdrawn, "withdrawn"},
        {counts->reopened, "open again"},
    };
    size_t from = out->len;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].count > 0) {
            buf_put_text(out, out->len > from ? ", " : NULL);
            say_count(out, parts[i].count, parts[i].words, parts[i].words);
        }
    }
}

static void put_head(struct plain *plain, const struct run_counts *counts, const char *from) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_put_text(&words, from);
    buf_put_text(&words, ": ");
    say_count(&words, counts->seen, "advert", "adverts");
    if (counts->requests > 0) {
        buf_put_text(&words, ", ");
        say_count(&words, counts->requests, "request", "requests");
    }
    plain_heading(plain, buf_text(&words));
    buf_fini(&words);
}

static void put_line(struct plain *plain, int64_t count, const char *words, const char *parts) {
    struct buf number;
    struct buf line;
    buf_init(&number, TEXT_WORDS_CAP);
    buf_init(&line, TEXT_WORDS_CAP);
    say_number(&number, count);
    buf_printf(&line, "%s%s%s%s", words, *parts ? " (" : "", parts, *parts ? ")" : "");
    buf_printf(plain->out, "%*s", (int)NUMBER_WIDTH, buf_text(&number));
    plain_wrap(plain, NUMBER_WIDTH, WORDS_COLUMN, WORDS_COLUMN, buf_span(&line));
    buf_fini(&number);
    buf_fini(&line);
}

static void put_waiting(struct plain *plain, const struct run_counts *counts) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    say_count(&words, counts->waiting, "advert is", "adverts are");
    buf_put_text(&words, " still waiting: the next crawl goes on with ");
    buf_put_text(&words, counts->waiting == 1 ? "it." : "them.");
    plain_paragraph(plain, 0, buf_text(&words));
    buf_fini(&words);
}

void text_run(struct plain *plain, const struct run_counts *counts, const char *from,
              bool alarm) {
    struct buf parts;
    buf_init(&parts, TEXT_WORDS_CAP);
    text_run_parts(&parts, counts);
    const struct {
        int64_t count;
        const char *words;
        const char *parts;
    } lines[] = {
        {counts->fresh, "new", ""},
        {counts->changed, "changed", buf_text(&parts)},
        {counts->same, "nothing new", ""},
        {counts->refused, "not taken: no advert, or not the one that was asked for", ""},
        {counts->aside, "put aside: the page lacks what it should have", ""},
        {counts->failed, "could not be read whole: they will be tried again", ""},
    };
    put_head(plain, counts, from);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        if (lines[i].count > 0) {
            put_line(plain, lines[i].count, lines[i].words, lines[i].parts);
        }
    }
    if (counts->waiting > 0) {
        put_waiting(plain, counts);
    }
    if (alarm) {
        plain_paragraph(plain, 0,
                        "Something about the board's list was odd, see above. "
                        "`shortlist status` says more.");
    }
    buf_fini(&parts);
}
