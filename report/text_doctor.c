/* report/text_doctor.c - how store and reading are, for people
 * SPDX-License-Identifier: MIT
 */
#include "report/text_doctor.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "report/say.h"
#include "report/text_advert.h"

/* Where the columns of the table of fields begin, and where the words behind a check do. */
enum { FIELD_WIDTH = 24, SHARE_WIDTH = 16, MARK_WIDTH = 6, WORDS_COLUMN = 20 };

/* ---- checks ---- */

static void put_check(struct plain *plain, const struct check *check) {
    size_t done = MARK_WIDTH;
    plain_tone(plain, check->is_good ? PLAIN_TONE_GOOD : PLAIN_TONE_BAD);
    buf_printf(plain->out, "%-*s", (int)MARK_WIDTH, check->is_good ? "ok" : "look");
    plain_tone(plain, PLAIN_TONE_NONE);
    buf_put_text(plain->out, check->name);
    done += strlen(check->name);
    plain_wrap(plain, done, WORDS_COLUMN, WORDS_COLUMN, span_of(check->words));
}

/* ---- fields ---- */

/* "98.5 % of 132", "-" where there was none. */
static void put_share(struct buf *out, const struct fill *fill) {
    enum { SHARE_SIZE = 64 };
    char share[SHARE_SIZE] = "-";
    if (fill->adverts > 0) {
        int64_t tenths = fill->filled * 1000 / fill->adverts;
        (void)snprintf(share, sizeof share, "%" PRId64 ".%" PRId64 " %% of %" PRId64,
                       tenths / 10, tenths % 10, fill->adverts);
    }
    buf_printf(out, "%-*s", (int)SHARE_WIDTH, share);
}

static void put_trend(struct plain *plain, const struct fill_trend *trend) {
    struct buf row;
    buf_init(&row, TEXT_WORDS_CAP);
    buf_printf(&row, "  %-*s", (int)FIELD_WIDTH, trend->now.field);
    put_share(&row, &trend->now);
    put_share(&row, &trend->before);
    plain_tone(plain, trend->has_fallen ? PLAIN_TONE_BAD : PLAIN_TONE_NONE);
    plain_escape(plain->out, buf_span(&row), plain->style.ascii);
    buf_put_text(plain->out, trend->has_fallen ? "fell\n" : "\n");
    plain_tone(plain, PLAIN_TONE_NONE);
    buf_fini(&row);
}

static void put_family(struct plain *plain, const char *family) {
    struct buf row;
    buf_init(&row, TEXT_WORDS_CAP);
    buf_printf(&row, "Fields of %s", family);
    plain_gap(plain);
    plain_heading(plain, buf_text(&row));
    buf_clear(&row);
    buf_printf(&row, "  %-*s%-*s%s", (int)FIELD_WIDTH, "", (int)SHARE_WIDTH, "last run",
               "the 20 before\n");
    buf_put_text(plain->out, buf_text(&row));
    buf_fini(&row);
}

static void put_sentence(struct plain *plain, const struct fill_trend *trend) {
    struct buf words;
    int64_t lacking = trend->now.expected - trend->now.met;
    buf_init(&words, TEXT_WORDS_CAP);
    if (lacking * 2 > trend->now.expected) {
        buf_printf(&words,
                   "%s of %s fell: %" PRId64 " of %" PRId64
                   " pages that should have it lack it.",
                   trend->now.field, trend->family, lacking, trend->now.expected);
    } else {
        buf_printf(&words, "%s of %s fell: it is filled half as often as before.",
                   trend->now.field, trend->family);
    }
    plain_paragraph(plain, 0, buf_text(&words));
    buf_fini(&words);
}

static void put_trends(struct plain *plain, const struct health *health) {
    for (size_t i = 0; i < health->trend_count; i++) {
        const struct fill_trend *trend = &health->trends[i];
        if (i == 0 || strcmp(trend->family, trend[-1].family) != 0) {
            put_family(plain, trend->family);
        }
        put_trend(plain, trend);
    }
    bool first = true;
    for (size_t i = 0; i < health->trend_count; i++) {
        if (health->trends[i].has_fallen) {
            if (first) {
                plain_gap(plain);
            }
            first = false;
            put_sentence(plain, &health->trends[i]);
        }
    }
}

/* ---- quarantine ---- */

static void put_aside(struct plain *plain, const struct quarantined *item) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_put_text(&words, item->name.key);
    say_join(&words, 0, item->title);
    say_join(&words, 0, item->url);
    plain_paragraph(plain, 2, buf_text(&words));
    buf_clear(&words);
    buf_put_text(&words, "lacks ");
    for (size_t i = 0; i < item->lack_count; i++) {
        say_join(&words, strlen("lacks "), item->lacks[i].field);
    }
    buf_put_text(&words, item->is_known ? "; the record is as it was" : "; no record yet");
    plain_paragraph(plain, 4, buf_text(&words));
    buf_fini(&words);
}

static void put_quarantine(struct plain *plain, const struct health *health, size_t limit) {
    size_t shown = limit == 0 || limit > health->aside_count ? health->aside_count : limit;
    plain_gap(plain);
    plain_heading(plain, "Put aside");
    for (size_t i = 0; i < shown; i++) {
        put_aside(plain, &health->aside[i]);
    }
    if (shown < health->aside_count) {
        buf_printf(plain->out, "  and %zu more (--limit 0 shows all)\n",
                   health->aside_count - shown);
    }
    plain_gap(plain);
    plain_paragraph(plain, 0,
                    "Where the site has changed, these pages wait for a program that can read "
                    "them: then `shortlist reparse` takes them up. Where you have looked and "
                    "the adverts are really like that, `shortlist reparse --accept` takes them "
                    "as they are.");
}

void text_doctor(struct plain *plain, const struct health *health, size_t limit) {
    for (size_t i = 0; i < health->check_count; i++) {
        put_check(plain, &health->checks[i]);
    }
    put_trends(plain, health);
    if (health->aside_count > 0) {
        put_quarantine(plain, health, limit);
    }
}
