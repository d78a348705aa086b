/* report/text_pay.c - pay checks and pay tables, for people
 * SPDX-License-Identifier: MIT
 */
#include "report/text_pay.h"

#include "report/say.h"
#include "report/text_advert.h"

enum { INDENT = 2 };

static const char *const verdict_words[PAY_VERDICT_COUNT] = {
    [PAY_VERDICT_ON_SCALE] = "on the scale",
    [PAY_VERDICT_PART_OF_SCALE] = "part of the scale",
    [PAY_VERDICT_OLD_SCALE] = "an older scale",
    [PAY_VERDICT_APPRENTICE] = "pay in training",
    [PAY_VERDICT_OFF_SCALE] = "off the scale",
    [PAY_VERDICT_NOT_AGENDA_FOR_CHANGE] = "not Agenda for Change",
    [PAY_VERDICT_NO_TABLE] = "no table to hold it against",
    [PAY_VERDICT_UNREADABLE] = "cannot be read",
};

static const char *const nation_words[NATION_COUNT] = {[NATION_ENGLAND] = "England",
                                                       [NATION_WALES] = "Wales",
                                                       [NATION_SCOTLAND] = "Scotland",
                                                       [NATION_NORTHERN_IRELAND] =
                                                           "Northern Ireland"};

/* "£24,625 to £25,674". */
static void put_range(struct buf *words, int64_t low, int64_t high) {
    if (low != MONEY_NONE) {
        say_pence(words, low);
    }
    if (low != MONEY_NONE && high != MONEY_NONE && low != high) {
        buf_put_text(words, " to ");
    }
    if (high != MONEY_NONE && low != high) {
        say_pence(words, high);
    }
}

static void put_field(struct plain *plain, const char *label, struct buf *words) {
    plain_field(plain, label, buf_text(words));
    buf_fini(words);
}

/* Did a table explain the figure? Else what is said of it is reckoned, and no fact. */
static bool is_explained(const struct pay_check *check) {
    return check->verdict == PAY_VERDICT_ON_SCALE ||
           check->verdict == PAY_VERDICT_PART_OF_SCALE ||
           check->verdict == PAY_VERDICT_OLD_SCALE || check->verdict == PAY_VERDICT_APPRENTICE;
}

/* Is a supplement taken off a figure that no table explains? */
static bool is_supposed(const struct pay_check *check) {
    return check->zone != PAY_ZONE_NONE && !is_explained(check);
}

static void put_basic(struct plain *plain, const struct pay_check *check) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    if (check->base_min != MONEY_NONE || check->base_max != MONEY_NONE) {
        buf_put_text(&words, is_supposed(check) ? "about " : "");
        put_range(&words, check->base_min, check->base_max);
        buf_put_text(&words, " a year, full time");
        buf_put_text(&words, is_supposed(check) ? ", if the supplement is in it" : "");
        buf_put_text(&words, check->verdict == PAY_VERDICT_OFF_SCALE ? "; no pay points" : "");
    }
    put_field(plain, "Basic pay", &words);
}

static void put_supplement(struct plain *plain, const struct pay_check *check) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    if (check->zone != PAY_ZONE_NONE) {
        buf_put_text(&words, is_supposed(check) ? "about " : "");
        put_range(&words, check->supplement_min, check->supplement_max);
        buf_printf(&words, " a year (%s)", vocab_name(&vocab_pay_zone, (int)check->zone));
    }
    put_field(plain, "Supplement", &words);
}

static void put_part_time(struct plain *plain, const struct pay_check *check) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    if (check->part_hours > 0) {
        put_range(&words, check->part_min, check->part_max);
        buf_put_text(&words, " for ");
        say_hours(&words, check->part_hours, check->part_hours);
    }
    put_field(plain, "Part time", &words);
}

static void put_hourly(struct plain *plain, const struct pay_check *check) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_put_text(&words, is_supposed(check) && check->hourly_min != MONEY_NONE ? "about " : "");
    put_range(&words, check->hourly_min, check->hourly_max);
    if (words.len > 0) {
        buf_put_text(&words, ", at ");
        say_hours(&words, check->full_hours, check->full_hours);
        buf_put_text(&words, check->floor == PAY_FLOOR_BELOW ? "; below the living wage" : "");
    }
    put_field(plain, "An hour", &words);
}

static void put_check(struct plain *plain, const struct pay_check *check) {
    plain_paragraph(plain, INDENT, check->explanation);
    put_basic(plain, check);
    put_supplement(plain, check);
    put_part_time(plain, check);
    put_hourly(plain, check);
    for (size_t i = 0; i < check->flag_count; i++) {
        plain_paragraph(plain, INDENT, check->flags[i].message);
    }
}

void text_pay(struct plain *plain, const struct pay_check *check, const char *title) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_printf(&words, "%s%s%s", title ? title : "", title ? ": " : "",
               verdict_words[check->verdict]);
    plain_tone(plain, PLAIN_TONE_STRONG);
    plain_paragraph(plain, 0, buf_text(&words));
    plain_tone(plain, PLAIN_TONE_NONE);
    buf_fini(&words);
    put_check(plain, check);
}

void text_pay_section(struct plain *plain, const struct pay_check *check, size_t indent) {
    plain_gap(plain);
    plain_spaces(plain, indent);
    plain_heading(plain, "Pay");
    plain_field(plain, "Found", verdict_words[check->verdict]);
    put_check(plain, check);
}

/* ---- tables ---- */

static void say_confidence(struct buf *words, enum confidence confidence) {
    const char *sure = vocab_name(&vocab_confidence_words, (int)confidence);
    if (sure) {
        buf_printf(words, " (%s)", sure);
    }
}

static void put_ladder(struct plain *plain, const struct pay_ladder *ladder, int band) {
    struct buf words;
    struct buf label;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_init(&label, TEXT_WORDS_CAP);
    buf_printf(&label, "Band %s", vocab_name(&vocab_band, band));
    for (size_t i = 0; i < ladder->count; i++) {
        buf_put_text(&words, i == 0 ? "" : ladder->has_more ? " ... " : "  ");
        say_pence(&words, ladder->points[i]);
    }
    say_confidence(&words, ladder->confidence);
    plain_field(plain, buf_text(&label), buf_text(&words));
    buf_fini(&label);
    buf_fini(&words);
}

void text_pay_scale(struct plain *plain, const struct pay_scale *scale, unsigned bands) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_printf(&words, "%s from ", nation_words[scale->nation]);
    say_date(&words, scale->from);
    if (scale->status != PAY_STATUS_FINAL) {
        buf_printf(&words, ", %s", vocab_name(&vocab_pay_status, (int)scale->status));
    }
    plain_heading(plain, buf_text(&words));
    buf_fini(&words);
    for (int band = BAND_1; band < BAND_COUNT; band++) {
        if (scale->ladders[band].count > 0 && (bands == 0 || bands & 1u << band)) {
            put_ladder(plain, &scale->ladders[band], band);
        }
    }
    plain_gap(plain);
}

void text_pay_rates(struct plain *plain, const struct pay_rate *rates, size_t count) {
    plain_heading(plain, "High cost area supplement (England)");
    for (size_t i = 0; i < count; i++) {
        struct buf words;
        struct buf label;
        buf_init(&words, TEXT_WORDS_CAP);
        buf_init(&label, TEXT_WORDS_CAP);
        buf_put_text(&label, vocab_name(&vocab_pay_zone, (int)rates[i].zone));
        buf_printf(&words, "%d %%, at least ", rates[i].percent);
        say_pence(&words, rates[i].least);
        buf_put_text(&words, ", at most ");
        say_pence(&words, rates[i].most);
        buf_put_text(&words, ", from ");
        say_date(&words, rates[i].from);
        say_confidence(&words, rates[i].confidence);
        plain_field(plain, buf_text(&label), buf_text(&words));
        buf_fini(&label);
        buf_fini(&words);
    }
}

/* ---- facts ---- */

/* "the scale of 1 April 2025, interim, bands 1, 2: 24 January 2025 to 31 August 2025". */
static void say_window(struct buf *words, const struct pay_fact *fact) {
    buf_put_text(words, "the scale of ");
    say_date(words, fact->from);
    if (fact->status != PAY_STATUS_FINAL) {
        buf_printf(words, ", %s", vocab_name(&vocab_pay_status, (int)fact->status));
    }
    if (fact->bands) {
        buf_put_text(words, ", ");
        say_bands(words, fact->bands);
    }
    buf_put_text(words, date_is_none(fact->shown_to) ? ": since " : ": ");
    say_date(words, fact->shown_from);
    if (!date_is_none(fact->shown_to)) {
        buf_put_text(words, " to ");
        say_date(words, fact->shown_to);
    }
}

static void say_since(struct buf *words, const struct pay_fact *fact) {
    buf_put_text(words, " from ");
    say_date(words, fact->from);
}

static void say_week(struct buf *words, const struct pay_fact *fact) {
    say_hours(words, (int)fact->value, (int)fact->value);
    say_since(words, fact);
}

static void say_wage(struct buf *words, const struct pay_fact *fact) {
    say_pence(words, fact->value);
    say_since(words, fact);
}

static void say_share(struct buf *words, const struct pay_fact *fact) {
    buf_printf(words, "%lld %%: %s", (long long)fact->value, fact->name);
}

static const struct {
    const char *heading;
    const char *label; /* NULL: the nation */
    void (*say)(struct buf *words, const struct pay_fact *fact);
} fact_kinds[PAY_FACT_COUNT] = {
    [PAY_FACT_WINDOW] = {"When adverts show a scale", NULL, say_window},
    [PAY_FACT_HOURS] = {"Full time", NULL, say_week},
    [PAY_FACT_LIVING_WAGE] = {"Living wage, an hour", "Adults", say_wage},
    [PAY_FACT_APPRENTICE_WAGE] = {"Minimum wage of apprentices, an hour", "Apprentices",
                                  say_wage},
    [PAY_FACT_TRAINING_SHARE] = {"Pay in training, of the band's top (annex 21)", "Share",
                                 say_share},
};

static void put_fact(struct plain *plain, const struct pay_fact *fact) {
    struct buf words;
    const char *label = fact_kinds[fact->kind].label;
    buf_init(&words, TEXT_WORDS_CAP);
    fact_kinds[fact->kind].say(&words, fact);
    say_confidence(&words, fact->confidence);
    put_field(plain, label ? label : nation_words[fact->nation], &words);
}

static void put_facts(struct plain *plain, const struct pay_fact *facts, size_t count,
                      enum pay_fact_kind kind) {
    bool is_begun = false;
    for (size_t i = 0; fact_kinds[kind].say && i < count; i++) {
        if (facts[i].kind == kind) {
            if (!is_begun) {
                plain_gap(plain);
                plain_heading(plain, fact_kinds[kind].heading);
            }
            is_begun = true;
            put_fact(plain, &facts[i]);
        }
    }
}

/* All places of a zone that are known as surely as each other. */
static void put_zone(struct plain *plain, const struct pay_fact *facts, size_t count,
                     enum pay_zone zone, enum confidence confidence) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    for (size_t i = 0; i < count; i++) {
        if (facts[i].kind == PAY_FACT_ZONE && facts[i].zone == zone &&
            facts[i].confidence == confidence) {
            buf_printf(&words, "%s%s", words.len > 0 ? "; " : "", facts[i].name);
        }
    }
    if (words.len > 0) {
        say_confidence(&words, confidence);
    }
    const char *name = vocab_name(&vocab_pay_zone, (int)zone);
    put_field(plain, name ? name : "one of several", &words);
}

static bool has_kind(const struct pay_fact *facts, size_t count, enum pay_fact_kind kind) {
    for (size_t i = 0; i < count; i++) {
        if (facts[i].kind == kind) {
            return true;
        }
    }
    return false;
}

void text_pay_facts(struct plain *plain, const struct pay_fact *facts, size_t count) {
    for (int kind = PAY_FACT_NONE + 1; kind < PAY_FACT_COUNT; kind++) {
        put_facts(plain, facts, count, (enum pay_fact_kind)kind);
    }
    if (has_kind(facts, count, PAY_FACT_ZONE)) {
        plain_gap(plain);
        plain_heading(plain, "Places and postcode districts by zone of the supplement");
    }
    for (int zone = PAY_ZONE_NONE; zone < PAY_ZONE_COUNT; zone++) {
        for (int sure = CONFIDENCE_COUNT - 1; sure > CONFIDENCE_NONE; sure--) {
            put_zone(plain, facts, count, (enum pay_zone)zone, (enum confidence)sure);
        }
    }
}
