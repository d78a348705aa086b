/* report/text_match.c - a candidate's list: what to go for, what is a step away, and why
 * SPDX-License-Identifier: MIT
 */
#include "report/text_match.h"

#include "report/say.h"
#include "report/sheet_words.h"
#include "report/text_advert.h"

enum { INDENT = 3, NUMBER_WIDTH = 5 };

/* How many criteria a reason names before it only counts. */
enum { NAMED_MAX = 2 };

/* ---- words ---- */

static const struct {
    const char *title;
    const char *summary;
    enum plain_tone tone;
} parts[TEXT_MATCH_PARTS] = {
    [TEXT_MATCH_PASS] = {"You can go for these", "to go for: nothing essential is missing",
                         PLAIN_TONE_GOOD},
    [TEXT_MATCH_NEAR] = {"One criterion away: everything else essential is there",
                         "one criterion away: everything else essential is there",
                         PLAIN_TONE_UNSURE},
    [TEXT_MATCH_OPEN] = {"Open: nothing speaks against you, but several things are to show",
                         "open: nothing speaks against you, but several things are to show",
                         PLAIN_TONE_UNSURE},
    [TEXT_MATCH_FAIL] = {"Not as things stand: something essential is not met, and more",
                         "not as things stand: something essential is not met, and more",
                         PLAIN_TONE_BAD},
};

enum text_match_part text_match_part_of(enum gate gate, bool one_away) {
    return gate == GATE_PASS   ? TEXT_MATCH_PASS
           : one_away          ? TEXT_MATCH_NEAR
           : gate == GATE_FAIL ? TEXT_MATCH_FAIL
                               : TEXT_MATCH_OPEN;
}

/* ---- reasons ---- */

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

/* Quotes the first criteria for which `is` holds and counts the rest. */
static void put_named(struct buf *words, const struct match *match, sheet_words_test *is,
                      const char *one, const char *many) {
    size_t count = sheet_words_count(match, is);
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

static void put_gain(struct buf *words, int gain) {
    if (gain > 0) {
        buf_put_text(words, " (");
        say_tenths(words, gain);
        buf_put_text(words, gain == 10 ? " point more)" : " points more)");
    }
}

static void put_missing(struct buf *words, const struct match *match) {
    if (sheet_words_count(match, sheet_words_is_short) == 0) {
        buf_put_text(words, "nothing in it could be marked: look at the advert itself");
    } else {
        put_named(words, match, sheet_words_is_short, "missing", "things still to show");
    }
}

void text_match_near(struct buf *words, const struct match *match) {
    const struct next_step *step = sheet_words_opener(match);
    put_missing(words, match);
    if (step) {
        buf_printf(words, "\nthe step: %s", step->change);
        put_gain(words, step->gain);
    } else if (sheet_words_takes_willing(match)) {
        buf_put_text(words, "\nto be willing is enough there: if you are, say so in your "
                            "profile (status = willing)");
    } else if (sheet_words_count(match, sheet_words_is_short) > 0) {
        buf_put_text(words, "\nno single step is known that would do");
    }
}

static void put_against(struct buf *words, const struct match *match) {
    put_named(words, match, sheet_words_is_against, "against it", "things against it");
}

static void put_reason(struct buf *words, const struct match *match,
                       enum text_match_part part) {
    static void (*const put[TEXT_MATCH_PARTS])(struct buf *, const struct match *) = {
        [TEXT_MATCH_PASS] = put_strengths,
        [TEXT_MATCH_NEAR] = text_match_near,
        [TEXT_MATCH_OPEN] = put_missing,
        [TEXT_MATCH_FAIL] = put_against,
    };
    if (match->criterion_count == 0) {
        buf_put_text(words, "no criteria could be read: look at the advert itself");
    } else {
        put[part](words, match);
    }
}

/* ---- an advert ---- */

static void put_tail(struct buf *words, const struct match *match, struct date today) {
    say_tenths(words, match->score);
    buf_put_text(words, " of 100 points");
    if (match->range_low < match->range_high) {
        buf_put_text(words, " (up to ");
        say_tenths(words, match->range_high);
        buf_put_text(words, " once the unknown is settled)");
    }
    if (!date_is_none(match->closes)) {
        bool is_past = date_is_valid(today) && date_compare(match->closes, today) < 0;
        buf_put_text(words, is_past ? "; closed on " : "; closes ");
        say_closing(words, match->closes, match->advert ? match->advert->closes_at : NULL,
                    today);
    }
}

/* "; not as you wish: hours, pay": those with this fit, by what is said of them or by name. */
static void put_fits(struct buf *words, const struct match *match, enum fit fit, unsigned set,
                     const char *label) {
    bool begun = false;
    for (int i = 0; i < PREFER_COUNT; i++) {
        const struct preference *preference = &match->preferences[i];
        if (preference->fit != fit || !(set & 1u << i)) {
            continue;
        }
        buf_put_text(words, begun ? ", " : words->len > 0 ? "; " : NULL);
        buf_put_text(words, begun ? NULL : label);
        sheet_words_preference(words, (enum preference_name)i, preference);
        begun = true;
    }
}

void text_match_wishes(struct buf *words, const struct match *match, unsigned asked) {
    const unsigned all = (1u << PREFER_COUNT) - 1;
    put_fits(words, match, FIT_FITS, 1u << PREFER_DISTANCE, "");
    put_fits(words, match, FIT_MISSES, all, "not as you wish: ");
    put_fits(words, match, FIT_UNKNOWN, asked, "not known: ");
}

static void put_words(struct plain *plain, struct buf *words, size_t rest) {
    if (words->len > 0) {
        plain_wrap(plain, 0, INDENT, rest, buf_span(words));
    }
    buf_clear(words);
}

void text_match_entry(struct plain *plain, const struct match *match, size_t number,
                      struct date today, unsigned asked) {
    enum text_match_part part = text_match_part_of(match->gate, sheet_words_is_near(match));
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
    put_words(plain, &words, INDENT);
    put_reason(&words, match, part);
    plain_tone(plain, parts[part].tone);
    put_words(plain, &words, INDENT + 2);
    plain_tone(plain, PLAIN_TONE_NONE);
    text_match_wishes(&words, match, asked);
    put_words(plain, &words, INDENT + 2);
    plain_spaces(plain, INDENT);
    plain_wrap(plain, INDENT, INDENT, INDENT, span_of(match->vacancy));
    plain_gap(plain);
    buf_fini(&words);
}

/* ---- head and titles ---- */

static void put_counted(struct plain *plain, int64_t count, const char *words) {
    struct buf number;
    if (count == 0) {
        return;
    }
    buf_init(&number, TEXT_WORDS_CAP);
    say_number(&number, count);
    plain_spaces(plain, number.len < NUMBER_WIDTH ? NUMBER_WIDTH - number.len : 0);
    size_t done = number.len < NUMBER_WIDTH ? NUMBER_WIDTH : number.len;
    buf_put(plain->out, buf_span(&number));
    plain_wrap(plain, done, done + 2, NUMBER_WIDTH + 2, span_of(words));
    buf_fini(&number);
}

static void put_counts(struct plain *plain, const struct text_match_head *head) {
    for (int part = 0; part < TEXT_MATCH_PARTS; part++) {
        put_counted(plain, head->parts[part], parts[part].summary);
    }
    put_counted(plain, head->past, "of these are closed: nothing to apply for any more");
}

void text_match_head(struct plain *plain, const struct text_match_head *head) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    say_count(&words, head->looked_at, "advert", "adverts");
    buf_printf(&words, " held against the profile of %s",
               head->candidate ? head->candidate : "(no id)");
    plain_heading(plain, buf_text(&words));
    put_counts(plain, head);
    for (size_t i = 0; i < head->left_count; i++) {
        buf_clear(&words);
        buf_printf(&words, "left out: %s", head->left[i].why);
        put_counted(plain, head->left[i].count, buf_text(&words));
    }
    plain_gap(plain);
    buf_fini(&words);
}

void text_match_title(struct plain *plain, enum text_match_part part, size_t shown, size_t all,
                      size_t past) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_put_text(&words, parts[part].title);
    if (past > 0 && past == all) {
        buf_put_text(&words, ", but closed");
    } else if (past > 0) {
        buf_printf(&words, ", but %zu closed", past);
    }
    if (shown < all) {
        buf_printf(&words, " (%zu of %zu)", shown, all);
    }
    plain_heading(plain, buf_text(&words));
    plain_gap(plain);
    buf_fini(&words);
}

void text_match_more(struct plain *plain, size_t count) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_put_text(&words, "The list goes on with ");
    say_number(&words, (int64_t)count);
    buf_put_text(&words, " more: --limit 0 shows all.");
    plain_paragraph(plain, 0, buf_text(&words));
    plain_gap(plain);
    buf_fini(&words);
}

void text_match_openings(struct plain *plain, const struct opening *openings, size_t count,
                         bool exact) {
    struct buf words;
    if (count == 0) {
        return;
    }
    buf_init(&words, TEXT_WORDS_CAP);
    plain_heading(plain, count == 1 ? "The one step that would open most"
                                    : "The steps that would open most, each by itself");
    for (size_t i = 0; i < count; i++) {
        buf_clear(&words);
        buf_printf(&words, "%s: ", openings[i].change);
        buf_put_text(&words, exact ? NULL : "at least ");
        say_count(&words, openings[i].opens, "more advert to go for", "more adverts to go for");
        plain_spaces(plain, 2);
        buf_put_text(plain->out, "- ");
        plain_wrap(plain, 4, 4, 4, buf_span(&words));
    }
    plain_gap(plain);
    buf_fini(&words);
}
