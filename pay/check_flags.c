/* pay/check_flags.c - what of a figure is to be checked, and why
 * SPDX-License-Identifier: MIT
 */
#include <stdarg.h>
#include <stdio.h>

#include "pay/check_private.h"

static void add_flag(struct checking *checking, enum pay_flag code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void add_flag(struct checking *checking, enum pay_flag code, const char *format, ...) {
    struct pay_check *check = checking->check;
    char message[CHECK_SENTENCE_CAP];
    va_list values;
    va_start(values, format);
    (void)vsnprintf(message, sizeof message, format, values);
    va_end(values);
    if (!check_has_flag(check, code) && check->flag_count < PAY_FLAGS_MAX) {
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
    if (checking->ground.nation == NATION_NONE) {
        add_flag(checking, PAY_FLAG_UNSURE_TABLE,
                 "Check: the nation is not known, and each has tables of its own.");
    }
}

/* ---- supplement ---- */

static void flag_supplement(struct checking *checking) {
    const enum supplement stated = checking->ground.question->salary.high_cost_area;
    const enum pay_zone located = checking->ground.located;
    const bool is_zone = located != PAY_ZONE_NONE && located != PAY_ZONE_OUTSIDE;
    const struct fit *fit = &checking->fit;
    if (!fit->mode) {
        return;
    }
    if (stated == SUPPLEMENT_EXTRA) {
        if (checking->check->zone == PAY_ZONE_NONE) {
            add_flag(checking, PAY_FLAG_SUPPLEMENT_UNSTATED,
                     "Check: a supplement comes on top, and it is not said which zone's.");
        }
    } else if (fit->rate && stated != SUPPLEMENT_INCLUDED) {
        add_flag(checking, PAY_FLAG_SUPPLEMENT_UNSTATED,
                 "Check: the figure fits with the %s supplement in it, which it does not say.",
                 zone_name(fit->rate->zone));
    } else if (!fit->rate && stated == SUPPLEMENT_INCLUDED) {
        add_flag(checking, PAY_FLAG_SUPPLEMENT_MISSING,
                 "Check: a supplement is said to be included, and the figure is the scale "
                 "without one.");
    } else if (!fit->rate && is_zone) {
        add_flag(checking, PAY_FLAG_SUPPLEMENT_MISSING,
                 "Check: the place is in the %s zone, and the figure holds no supplement; ask "
                 "whether one comes on top.",
                 zone_name(located));
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

static bool is_said_part_time(const struct checking *checking) {
    return checking->ground.cues & 1u << TABLES_CUE_PART_TIME || names_hours(checking);
}

static void flag_hours(struct checking *checking) {
    const enum fit_mode mode = checking->fit.mode;
    if (checking->ground.question->is_unit_doubted || checking->is_beyond_belief ||
        (checking->check->verdict == PAY_VERDICT_UNREADABLE &&
         checking->ground.question->salary.min > 0)) {
        add_flag(checking, PAY_FLAG_WRONG_UNIT,
                 "Check: the amount cannot be meant in the unit that is printed.");
    }
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
    flag_hours(checking);
    flag_confidence(checking);
}
