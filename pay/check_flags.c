/* pay/check_flags.c - what of a figure is to be checked, and why
 * SPDX-License-Identifier: MIT
 */
#include <stdarg.h>
#include <stdio.h>

#include "pay/check_private.h"

static void add_flag(struct checking *checking, enum pay_flag code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The flag of a code that is there already; NULL. */
static struct pay_flagged *find_flag(struct pay_check *check, enum pay_flag code) {
    for (size_t i = 0; i < check->flag_count; i++) {
        if (check->flags[i].code == code) {
            return &check->flags[i];
        }
    }
    return NULL;
}

/* What is said of a code twice becomes one flag. */
static void add_flag(struct checking *checking, enum pay_flag code, const char *format, ...) {
    struct pay_check *check = checking->check;
    struct pay_flagged *there = find_flag(check, code);
    char message[CHECK_SENTENCE_CAP];
    va_list values;
    va_start(values, format);
    (void)vsnprintf(message, sizeof message, format, values);
    va_end(values);
    if (there) {
        there->message = arena_printf(checking->arena, "%s %s", there->message, message);
    } else if (check->flag_count < PAY_FLAGS_MAX) {
        const char *text = arena_copy_text(checking->arena, message);
        check->flags[check->flag_count++] = (struct pay_flagged){code, text};
    }
}

static const char *words_of_scale(const struct checking *checking,
                                  const struct pay_scale *scale) {
    struct buf words;
    buf_init(&words, CHECK_SENTENCE_CAP);
    check_say_scale(&words, scale);
    return check_keep(checking->arena, &words);
}

static const char *words_of_bands(const struct checking *checking, unsigned bands) {
    struct buf words;
    buf_init(&words, CHECK_SENTENCE_CAP);
    check_say_bands(&words, bands);
    return check_keep(checking->arena, &words);
}

static const char *words_of_hours(const struct checking *checking, int hours) {
    struct buf words;
    buf_init(&words, CHECK_SENTENCE_CAP);
    check_say_hours(&words, hours);
    return check_keep(checking->arena, &words);
}

static const char *zone_name(enum pay_zone zone) {
    return vocab_name(&vocab_pay_zone, (int)zone);
}

/* ---- tables ---- */

/* A newer table that was known on the day and holds on it. */
static const struct pay_scale *newer_of(const struct checking *checking, bool is_any_band) {
    const struct fit *fit = &checking->fit;
    const struct date day = checking->ground.question->date;
    size_t count = 0;
    const struct pay_scale *scales = tables_scales(checking->ground.tables, &count);
    for (const struct pay_scale *at = scales + count; at-- > fit->scale + 1;) {
        const struct pay_window *window = &at->windows[fit->low_band];
        if (at->nation == fit->scale->nation &&
            (is_any_band || at->ladders[fit->low_band].count > 0) &&
            date_compare(at->from, day) <= 0 && date_compare(window->from, day) <= 0) {
            return at;
        }
    }
    return NULL;
}

/* Of the band; where the figure's table is past, of any: the newer one may have dropped it. */
static const struct pay_scale *newer_known(const struct checking *checking) {
    const struct pay_scale *newer = newer_of(checking, false);
    return newer || checking->fit.time != FIT_PAST ? newer : newer_of(checking, true);
}

static void flag_tables(struct checking *checking) {
    const struct fit *fit = &checking->fit;
    if (!fit->mode) {
        return;
    }
    const struct pay_scale *newer = newer_known(checking);
    if (newer) {
        add_flag(checking, PAY_FLAG_OLD_SCALE_AFTER_AWARD,
                 "Check: %s had been published by then; what is paid should be more.",
                 words_of_scale(checking, newer));
    }
    if (fit->scale->status != PAY_STATUS_FINAL) {
        add_flag(
            checking, PAY_FLAG_INTERIM,
            "Check: this is a scale for the time until a later award, which is backdated.");
    }
    if (fit->time == FIT_BACKDATED) {
        add_flag(checking, PAY_FLAG_UNSURE_TABLE,
                 "Check the date: as far as is known this scale was published later.");
    }
    if (checking->is_stale) {
        add_flag(checking, PAY_FLAG_UNSURE_TABLE,
                 "Check: a table of the last April is not held, so this one may be out of "
                 "date.");
    }
}

/* A fact without a source is said to be one. */
static void flag_confidence(struct checking *checking) {
    const struct pay_check *check = checking->check;
    if (check->scale && check->confidence && check->confidence <= CONFIDENCE_MEMORY) {
        add_flag(checking, PAY_FLAG_UNSURE_TABLE,
                 "Check: figures of this table have no source.");
    }
}

/* ---- nation ---- */

/* The bands of another nation's table in force that the figure is the whole of; 0: none. */
static unsigned whole_elsewhere(const struct pay_scale **scale, const struct checking *checking,
                                enum nation nation) {
    struct fit_ground there = checking->ground;
    there.nation = nation;
    const struct fit fit = fit_find(&there, checking->ground.question->bands);
    const bool is_whole =
        fit.mode == FIT_FULL_TIME && fit.time == FIT_IN_FORCE && fit.is_whole && !fit.rate;
    *scale = fit.scale;
    return is_whole ? 1u << fit.low_band | 1u << fit.high_band : 0;
}

/* Where England's tables explain the figure less well than another nation's. */
static void say_elsewhere(struct buf *out, const struct checking *checking) {
    for (int nation = NATION_ENGLAND + 1; nation < NATION_COUNT; nation++) {
        const struct pay_scale *scale = NULL;
        const unsigned bands = whole_elsewhere(&scale, checking, (enum nation)nation);
        if (bands) {
            buf_put_text(out, " It would be the whole of ");
            check_say_bands(out, bands);
            buf_put_text(out, " on ");
            check_say_scale(out, scale);
            buf_put_char(out, '.');
        }
    }
}

static void flag_nation(struct checking *checking) {
    const struct fit *fit = &checking->fit;
    const enum pay_verdict verdict = checking->check->verdict;
    struct buf words;
    if (checking->ground.nation || verdict == PAY_VERDICT_UNREADABLE) {
        return;
    }
    buf_init(&words, CHECK_SENTENCE_CAP);
    buf_put_text(&words, "Check: the nation is not known");
    if (!fit->mode) {
        buf_put_text(&words, ", and each has tables of its own.");
    } else if (fit->scale->nation != NATION_ENGLAND) {
        buf_put_text(&words, "; no table of England's holds the figure.");
    } else {
        buf_put_text(&words, "; the figure is held against England's tables.");
        if (fit->time != FIT_IN_FORCE || !fit->is_whole) {
            say_elsewhere(&words, checking);
        }
    }
    add_flag(checking, PAY_FLAG_UNSURE_TABLE, "%s", check_keep(checking->arena, &words));
}

/* ---- supplement ---- */

/* Set of the zones that the text names. */
static unsigned named_zones(unsigned cues) {
    return (cues & 1u << TABLES_CUE_INNER ? 1u << PAY_ZONE_INNER : 0) |
           (cues & 1u << TABLES_CUE_OUTER ? 1u << PAY_ZONE_OUTER : 0) |
           (cues & 1u << TABLES_CUE_FRINGE ? 1u << PAY_ZONE_FRINGE : 0);
}

/* The words name one zone, the figure holds another one's supplement. */
static void flag_contradiction(struct checking *checking) {
    const struct fit *fit = &checking->fit;
    const enum pay_zone said = checking->ground.said;
    const struct pay_rate *rate = tables_rate(fit->scale, said);
    struct buf with;
    buf_init(&with, CHECK_SENTENCE_CAP);
    if (rate && fit->mode == FIT_FULL_TIME &&
        checking->ground.question->salary.period == PERIOD_YEAR) {
        const bool is_range = fit->low != MONEY_NONE && fit->high != MONEY_NONE;
        const int64_t low = fit->low != MONEY_NONE ? fit->low : fit->high;
        const int64_t high = is_range ? fit->high : low;
        buf_put_text(&with, ", which would make it ");
        check_say_range(&with, check_pound(low + tables_supplement(rate, low)),
                        check_pound(high + tables_supplement(rate, high)));
    }
    add_flag(checking, PAY_FLAG_SUPPLEMENT_CONTRADICTED,
             "Check: the figure holds the %s supplement, and the words name the %s one%s.",
             zone_name(fit->rate->zone), zone_name(said), check_keep(checking->arena, &with));
}

/* "inner", "inner or outer". */
static const char *words_of_zones(const struct checking *checking, unsigned zones) {
    struct buf words;
    buf_init(&words, CHECK_SENTENCE_CAP);
    for (int zone = PAY_ZONE_NONE + 1; zone < PAY_ZONE_OUTSIDE; zone++) {
        if (zones & 1u << zone) {
            buf_printf(&words, "%s%s", words.len > 0 ? " or " : "",
                       zone_name((enum pay_zone)zone));
        }
    }
    return check_keep(checking->arena, &words);
}

/* The place lies in a zone, or in one of several. */
static void flag_missing(struct checking *checking) {
    const unsigned zones = checking->ground.zones;
    if (zones != 0 && !(zones & 1u << PAY_ZONE_OUTSIDE)) {
        add_flag(checking, PAY_FLAG_SUPPLEMENT_MISSING,
                 "Check: the place is in the %s zone, and the figure holds no supplement; ask "
                 "whether one comes on top.",
                 words_of_zones(checking, zones));
    }
}

static void flag_supplement(struct checking *checking) {
    const enum supplement stated = checking->ground.question->salary.high_cost_area;
    const enum pay_zone located = checking->ground.located;
    const unsigned named = named_zones(checking->ground.cues);
    const bool is_elsewhere =
        located != PAY_ZONE_NONE && named != 0 && !(named & 1u << located);
    const struct fit *fit = &checking->fit;
    if (!fit->mode) {
        return;
    }
    if (stated == SUPPLEMENT_EXTRA) {
        if (checking->check->zone == PAY_ZONE_NONE) {
            add_flag(checking, PAY_FLAG_SUPPLEMENT_UNSTATED,
                     "Check: a supplement comes on top, and it is not said which zone's.");
        } else if (is_elsewhere) {
            add_flag(checking, PAY_FLAG_SUPPLEMENT_CONTRADICTED,
                     "Check the place: the words name the %s supplement, the place is in %s.",
                     zone_name(checking->check->zone),
                     located == PAY_ZONE_OUTSIDE ? "no zone" : "another zone");
        }
    } else if (fit->rate && named != 0 && !(named & 1u << fit->rate->zone)) {
        flag_contradiction(checking);
    } else if (fit->rate && named == 0 && stated != SUPPLEMENT_INCLUDED) {
        add_flag(checking, PAY_FLAG_SUPPLEMENT_UNSTATED,
                 "Check: the figure fits with the %s supplement in it, which it does not say.",
                 zone_name(fit->rate->zone));
    } else if (!fit->rate && stated == SUPPLEMENT_INCLUDED) {
        add_flag(checking, PAY_FLAG_SUPPLEMENT_MISSING,
                 "Check: a supplement is said to be included, and the figure is the scale "
                 "without one.");
    } else if (!fit->rate) {
        flag_missing(checking);
    }
    if (fit->rate && located != PAY_ZONE_NONE && located != fit->rate->zone) {
        add_flag(checking, PAY_FLAG_SUPPLEMENT_UNSTATED,
                 "Check the place: the figure has the %s supplement, the place is in %s.",
                 zone_name(fit->rate->zone),
                 located == PAY_ZONE_OUTSIDE ? "no zone" : "another zone");
    }
}

/* ---- bands, hours, units ---- */

static void flag_bands(struct checking *checking) {
    const unsigned asked = checking->ground.question->bands;
    const struct fit *fit = checking->fit.mode ? &checking->fit : &checking->other;
    const unsigned found = fit->mode ? 1u << fit->low_band | 1u << fit->high_band : 0;
    if (asked != 0 && (asked & (asked - 1)) != 0) {
        add_flag(checking, PAY_FLAG_TWO_BANDS, "Check which band is meant: %s are named%s%s.",
                 words_of_bands(checking, asked),
                 !found           ? ", and the figure fits neither"
                 : found == asked ? ""
                                  : ", and the figure is that of ",
                 found && found != asked ? words_of_bands(checking, found) : "");
    } else if (checking->fit.mode && (found & (found - 1)) != 0) {
        add_flag(checking, PAY_FLAG_TWO_BANDS,
                 "Check which band is meant: the figure spans %s.",
                 words_of_bands(checking, found));
    } else if (checking->other.mode) {
        add_flag(checking, PAY_FLAG_TWO_BANDS,
                 "Check: %s is named, and the figure is that of %s.",
                 words_of_bands(checking, asked), words_of_bands(checking, found));
    }
}

/* Lowest and highest pay of the bands in the table in force. */
static void span_of_bands(int64_t *low, int64_t *high, const struct checking *checking) {
    *low = INT64_MAX;
    *high = 0;
    for (int band = BAND_1; band < BAND_COUNT; band++) {
        const struct pay_ladder *ladder = &checking->in_force->ladders[band];
        if (checking->ground.question->bands & 1u << band && ladder->count > 0) {
            *low = ladder->points[0] < *low ? ladder->points[0] : *low;
            *high = ladder->points[ladder->count - 1];
        }
    }
}

static void flag_span(struct checking *checking) {
    const struct pay_check *check = checking->check;
    int64_t low = 0;
    int64_t high = 0;
    if (check->verdict != PAY_VERDICT_OFF_SCALE || checking->ground.question->bands == 0) {
        return;
    }
    span_of_bands(&low, &high, checking);
    const int64_t least = check->base_min != MONEY_NONE ? check->base_min : check->base_max;
    const int64_t most = check->base_max != MONEY_NONE ? check->base_max : check->base_min;
    if (high > 0 && most > high + 100) {
        add_flag(checking, PAY_FLAG_ABOVE_SCALE, "Check: this is above the band's top point.");
    }
    if (high > 0 && least != MONEY_NONE && least < low - 100) {
        add_flag(checking, PAY_FLAG_BELOW_SCALE,
                 "Check: this is below the band's entry point.");
    }
}

/* Does the text name the hours that the pay is for: "for 22.5 hours", "(16hrs)"? */
static bool names_hours(const struct checking *checking) {
    const struct span text = span_of(checking->ground.question->salary.text);
    const struct span hours = span_of(words_of_hours(checking, checking->fit.hours));
    for (size_t at = span_find(text, hours, 0); at < text.len;
         at = span_find(text, hours, at + 1)) {
        const struct span behind = span_trim(span_part(text, at + hours.len, SIZE_MAX));
        const bool is_begun = at > 0 && (ascii_is_digit(text.at[at - 1]) ||
                                         text.at[at - 1] == '.' || text.at[at - 1] == ',');
        if (!is_begun && behind.len > 0 && (behind.at[0] | 0x20) == 'h') {
            return true;
        }
    }
    return false;
}

/* Words for it, its hours, or "pro rata" beside the full-time amount. */
static bool is_said_part_time(const struct checking *checking) {
    const unsigned cues = checking->ground.cues;
    const bool is_beside =
        checking->ground.question->salary.pro_rata && cues & 1u << TABLES_CUE_FULL_TIME;
    return is_beside || cues & 1u << TABLES_CUE_PART_TIME || names_hours(checking);
}

static void flag_unit(struct checking *checking) {
    const struct pay_question *question = checking->ground.question;
    if (checking->is_unit_found) {
        add_flag(checking, PAY_FLAG_WRONG_UNIT,
                 "Check the unit: the amount fits as pay by the %s.",
                 vocab_name(&vocab_period, (int)question->salary.period));
    } else if (question->is_unit_doubted || checking->is_beyond_belief) {
        add_flag(checking, PAY_FLAG_WRONG_UNIT,
                 "Check: the amount cannot be meant in the unit that is printed.");
    }
}

static void flag_hours(struct checking *checking) {
    const enum fit_mode mode = checking->fit.mode;
    if ((mode == FIT_PART_TIME || mode == FIT_SOME_HOURS) && !is_said_part_time(checking)) {
        add_flag(
            checking, PAY_FLAG_PART_TIME_AS_FULL_TIME,
            "Check: this is the pay for %s hours a week, printed as if it were full time's.",
            words_of_hours(checking, checking->fit.hours));
    }
}

void check_put_flags(struct checking *checking) {
    flag_tables(checking);
    flag_supplement(checking);
    flag_bands(checking);
    flag_span(checking);
    flag_unit(checking);
    flag_hours(checking);
    flag_confidence(checking);
    flag_nation(checking);
}
