/* report/text_match.c - a candidate's list: what to go for, what is a step away, and why
 * SPDX-License-Identifier: MIT
 */
#include "report/text_match.h"

#include "report/say.h"
#include "report/text_advert.h"
#include "report/text_sheet.h"

enum { INDENT = 3, NUMBER_WIDTH = 5 };

/* How many criteria a reason names before it only counts. */
enum { NAMED_MAX = 2 };

static const struct {
    const char *title;
    const char *summary;
    enum plain_tone tone;
} gates[GATE_COUNT] = {
    [GATE_NONE] = {"", "", PLAIN_TONE_NONE},
    [GATE_PASS] = {"You can go for these", "to go for: nothing essential is missing",
                   PLAIN_TONE_GOOD},
    [GATE_OPEN] = {"Open: nothing speaks against you, but not everything is shown yet",
                   "open: nothing speaks against you, but not everything is shown yet",
                   PLAIN_TONE_UNSURE},
    [GATE_FAIL] = {"Not as things stand: something essential is not met",
                   "not as things stand: something essential is not met", PLAIN_TONE_BAD},
};

/* Reasons */

static size_t count_verdict(const struct match *match, enum need need, enum verdict verdict) {
    size_t count = 0;
    for (size_t i = 0; i < match->criterion_count; i++) {
        const struct judged *judged = &match->criteria[i];
        count += judged->criterion->need == need && judged->verdict == verdict &&
                 !requirement_asks_nothing(judged->requirement);
    }
    return count;
}

/* "4 essential criteria met, 1 partly (enough there); 2 of 3 desirable ones met". */
static void put_strengths(struct buf *words, const struct match *match) {
    size_t met = count_verdict(match, NEED_ESSENTIAL, VERDICT_MET);
    size_t partly = count_verdict(match, NEED_ESSENTIAL, VERDICT_PARTLY);
    size_t wished = count_verdict(match, NEED_DESIRABLE, VERDICT_MET);
    size_t asked = wished + count_verdict(match, NEED_DESIRABLE, VERDICT_PARTLY) +
                   count_verdict(match, NEED_DESIRABLE, VERDICT_NOT_MET) +
                   count_verdict(match, NEED_DESIRABLE, VERDICT_UNKNOWN);
    if (met + partly == 0) {
        buf_put_text(words, "it asks for nothing essential");
    } else {
        say_count(words, (int64_t)met, "essential criterion met", "essential criteria met");
    }
    if (partly > 0) {
        buf_printf(words, ", %zu partly (enough there)", partly);
    }
    if (asked > 0) {
        buf_printf(words, "; %zu of %zu desirable ones met", wished, asked);
    }
}

static bool stands_against(const struct judged *judged) {
    return text_sheet_is_short(judged) && judged->verdict == VERDICT_NOT_MET;
}

static size_t count_if(const struct match *match, bool (*is)(const struct judged *judged)) {
    size_t count = 0;
    for (size_t i = 0; i < match->criterion_count; i++) {
        count += is(&match->criteria[i]);
    }
    return count;
}

/* Quotes the first criteria for which `is` holds and counts the rest. */
static void put_named(struct buf *words, const struct match *match,
                      bool (*is)(const struct judged *judged), const char *one,
                      const char *many) {
    size_t count = count_if(match, is);
    size_t named = 0;
    if (count > 1) {
        buf_printf(words, "%zu ", count);
    }
    buf_put_text(words, count > 1 ? many : count > 0 ? one : NULL);
    for (size_t i = 0; i < match->criterion_count && named < NAMED_MAX; i++) {
        if (is(&match->criteria[i])) {
            buf_printf(words, "%s \"%s\"", named++ == 0 ? ":" : ";",
                       match->criteria[i].criterion->text);
        }
    }
    if (count > named) {
        buf_printf(words, "; and %zu more", count - named);
    }
}

static void put_reason(struct buf *words, const struct match *match) {
    if (match->criterion_count == 0) {
        buf_put_text(words, "no criteria could be read: look at the advert itself");
    } else if (match->gate == GATE_PASS) {
        put_strengths(words, match);
    } else if (match->gate == GATE_OPEN) {
        put_named(words, match, text_sheet_is_short, "one step away, still to show",
                  "things still to show");
    } else {
        put_named(words, match, stands_against, "against it", "things against it");
    }
}

/* The list */

static void put_tail(struct buf *words, const struct match *match, struct date today) {
    say_tenths(words, match->score);
    buf_put_text(words, " of 100 points");
    if (!date_is_none(match->closes)) {
        buf_put_text(words, "; closes ");
        say_closing(words, match->closes, match->advert ? match->advert->closes_at : NULL,
                    today);
    }
}

static void put_entry(struct plain *plain, const struct match *match, size_t number,
                      struct date today) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_printf(&words, "%zu. %s", number, match->title ? match->title : "(no title)");
    plain_tone(plain, PLAIN_TONE_STRONG);
    plain_wrap(plain, 0, 0, INDENT, buf_span(&words));
    plain_tone(plain, PLAIN_TONE_NONE);
    if (match->advert) {
        text_advert_what(plain, INDENT, match->advert);
    }
    buf_clear(&words);
    put_tail(&words, match, today);
    plain_wrap(plain, 0, INDENT, INDENT, buf_span(&words));
    buf_clear(&words);
    put_reason(&words, match);
    if (words.len > 0) {
        plain_tone(plain, gates[match->gate].tone);
        plain_wrap(plain, 0, INDENT, INDENT + 2, buf_span(&words));
        plain_tone(plain, PLAIN_TONE_NONE);
    }
    plain_spaces(plain, INDENT);
    plain_wrap(plain, INDENT, INDENT, INDENT, span_of(match->vacancy));
    plain_gap(plain);
    buf_fini(&words);
}

/* "7 of them are one step away": an open gate with a single thing to show. */
static void put_near(struct buf *words, const struct match *matches, size_t count) {
    size_t near = 0;
    for (size_t i = 0; i < count; i++) {
        near += matches[i].gate == GATE_OPEN && count_if(&matches[i], text_sheet_is_short) == 1;
    }
    if (near > 0) {
        buf_printf(words, " (one step away: %zu)", near);
    }
}

static void put_summary(struct plain *plain, const struct match *matches, size_t count) {
    size_t counts[GATE_COUNT] = {0};
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    for (size_t i = 0; i < count; i++) {
        counts[matches[i].gate]++;
    }
    say_count(&words, (int64_t)count, "advert", "adverts");
    buf_printf(&words, " held against the profile of %s",
               matches[0].candidate ? matches[0].candidate : "(no id)");
    plain_heading(plain, buf_text(&words));
    for (int gate = GATE_PASS; gate < GATE_COUNT; gate++) {
        if (counts[gate] > 0) {
            buf_clear(&words);
            buf_put_text(&words, gates[gate].summary);
            if (gate == GATE_OPEN) {
                put_near(&words, matches, count);
            }
            buf_printf(plain->out, "%*zu  ", (int)NUMBER_WIDTH, counts[gate]);
            plain_wrap(plain, NUMBER_WIDTH + 2, NUMBER_WIDTH + 2, NUMBER_WIDTH + 2,
                       buf_span(&words));
        }
    }
    buf_fini(&words);
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

static void put_list(struct plain *plain, const struct match *matches, size_t count,
                     struct date today) {
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || matches[i].gate != matches[i - 1].gate) {
            plain_heading(plain, gates[matches[i].gate].title);
            plain_gap(plain);
        }
        put_entry(plain, &matches[i], i + 1, today);
    }
}

void text_match(struct plain *plain, const struct match *matches, size_t count,
                const struct text_match_view *view) {
    size_t listed = view->listed > 0 ? least(view->listed, count) : count;
    size_t sheets = least(view->sheets, listed);
    if (count == 0) {
        return;
    }
    put_summary(plain, matches, count);
    plain_gap(plain);
    put_list(plain, matches, listed, view->today);
    if (listed < count) {
        struct buf words;
        buf_init(&words, TEXT_WORDS_CAP);
        buf_printf(&words, "The list goes on with %zu more: --limit 0 shows all.",
                   count - listed);
        plain_paragraph(plain, 0, buf_text(&words));
        plain_gap(plain);
        buf_fini(&words);
    }
    for (size_t i = 0; i < sheets; i++) {
        if (i == 0) {
            plain_heading(plain, "Criterion by criterion");
            plain_gap(plain);
        }
        text_sheet(plain, &matches[i], i + 1);
    }
}
