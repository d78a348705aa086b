/* pay/check_say.c - the sentence that says what a figure is made of
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>

#include "pay/check_private.h"

static const char *const nation_words[NATION_COUNT] = {[NATION_ENGLAND] = "England's",
                                                       [NATION_WALES] = "Wales's",
                                                       [NATION_SCOTLAND] = "Scotland's",
                                                       [NATION_NORTHERN_IRELAND] =
                                                           "Northern Ireland's"};

static const char *const nation_names[NATION_COUNT] = {[NATION_ENGLAND] = "England",
                                                       [NATION_WALES] = "Wales",
                                                       [NATION_SCOTLAND] = "Scotland",
                                                       [NATION_NORTHERN_IRELAND] =
                                                           "Northern Ireland"};

static const char *const month_words[] = {
    "",     "January", "February",  "March",   "April",    "May",     "June",
    "July", "August",  "September", "October", "November", "December"};

static void say_day(struct buf *out, struct date date) {
    buf_printf(out, "%d %s %d", date.day, month_words[date.month], date.year);
}

void check_say_pence(struct buf *out, int64_t pence) {
    char digits[24];
    const int len = snprintf(digits, sizeof digits, "%lld", (long long)(pence / 100));
    buf_put_text(out, "\xC2\xA3");
    for (int i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0) {
            buf_put_char(out, ',');
        }
        buf_put_char(out, digits[i]);
    }
    if (pence % 100 != 0) {
        buf_printf(out, ".%02d", (int)(pence % 100));
    }
}

void check_say_scale(struct buf *out, const struct pay_scale *scale) {
    buf_printf(out, "%s %sscale from ", nation_words[scale->nation],
               scale->status == PAY_STATUS_FINAL     ? ""
               : scale->status == PAY_STATUS_INTERIM ? "interim "
                                                     : "superseded ");
    say_day(out, scale->from);
}

void check_say_bands(struct buf *out, unsigned bands) {
    int left = 0;
    for (int band = BAND_1; band < BAND_COUNT; band++) {
        left += (bands >> band & 1u) != 0;
    }
    const bool is_one = left == 1;
    buf_put_text(out, is_one ? "band " : "bands ");
    for (int band = BAND_1; band < BAND_COUNT; band++) {
        if (bands >> band & 1u) {
            left--;
            buf_printf(out, "%s%s", vocab_name(&vocab_band, band),
                       left > 1    ? ", "
                       : left == 1 ? " and "
                                   : "");
        }
    }
}

const char *check_keep(struct arena *arena, struct buf *buf) {
    const char *text = arena_copy(arena, buf_span(buf));
    buf_fini(buf);
    return text;
}

void check_say_range(struct buf *out, int64_t low, int64_t high) {
    if (low != MONEY_NONE) {
        check_say_pence(out, low);
    }
    if (low != MONEY_NONE && high != MONEY_NONE && low != high) {
        buf_put_text(out, " to ");
    }
    if (high != MONEY_NONE && low != high) {
        check_say_pence(out, high);
    }
}

static void say_printed(struct buf *out, const struct salary *salary) {
    static const char *const units[PERIOD_COUNT] = {[PERIOD_NONE] = "",
                                                    [PERIOD_YEAR] = " a year",
                                                    [PERIOD_MONTH] = " a month",
                                                    [PERIOD_WEEK] = " a week",
                                                    [PERIOD_DAY] = " a day",
                                                    [PERIOD_HOUR] = " an hour",
                                                    [PERIOD_SESSION] = " a session"};
    buf_put_text(out, salary->kind == SALARY_FROM    ? "From "
                      : salary->kind == SALARY_UP_TO ? "Up to "
                                                     : "");
    check_say_range(out, salary->kind == SALARY_UP_TO ? MONEY_NONE : salary->min,
                    salary->kind == SALARY_FROM ? MONEY_NONE : salary->max);
    buf_put_text(out, units[salary->period]);
}

void check_say_hours(struct buf *out, int hours) {
    buf_printf(out, "%d", hours / 100);
    if (hours % 100 != 0) {
        buf_printf(out, ".%0*d", hours % 10 ? 2 : 1,
                   hours % 10 ? hours % 100 : hours % 100 / 10);
    }
}

/* ---- arithmetic ---- */

/* ", to which comes the inner supplement of 20 % (...): £25,760 + £5,794 = £31,554". */
static void say_extra(struct buf *out, const struct checking *checking) {
    const struct pay_check *check = checking->check;
    const struct pay_rate *rate =
        check->zone && !checking->fit.rate ? tables_rate(check->scale, check->zone) : NULL;
    if (rate) {
        buf_put_text(out, ", to which comes ");
        check_say_rate(out, rate);
        buf_put_text(out, ": ");
        check_say_supplement_sums(out, checking, false);
    }
}

const struct tables_share *check_share(const struct checking *checking, int64_t top,
                                       int64_t base) {
    size_t count = 0;
    const struct tables_share *shares = tables_shares(checking->ground.tables, &count);
    for (size_t i = 0; i < count; i++) {
        if ((top * shares[i].percent / 100 + 50) / 100 * 100 == base) {
            return &shares[i];
        }
    }
    return NULL;
}

/* "75 % of £27,476, which annex 21 pays in the last twelve months of training, of ". */
static void say_share(struct buf *out, const struct checking *checking) {
    const struct fit *fit = &checking->fit;
    const struct pay_ladder *ladder = &fit->scale->ladders[fit->low_band];
    const int64_t top = ladder->points[ladder->count - 1];
    const int64_t ends[] = {fit->low, fit->high != fit->low ? fit->high : MONEY_NONE};
    bool is_begun = false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const struct tables_share *share = check_share(checking, top, ends[i]);
        buf_put_text(out, is_begun && ends[i] != MONEY_NONE ? " to " : "");
        if (share) {
            buf_printf(out, "%d %% of ", share->percent);
            check_say_pence(out, top);
            buf_printf(out, " (%s)", share->stage);
        } else if (ends[i] != MONEY_NONE) {
            check_say_pence(out, ends[i]);
        }
        is_begun = is_begun || ends[i] != MONEY_NONE;
    }
    buf_put_text(out, ", the pay in training (annex 21, with the wage floor) of ");
}

/* Is an end of the figure a share of the band's top? */
static bool has_share(const struct checking *checking) {
    const struct fit *fit = &checking->fit;
    const struct pay_ladder *ladder = &fit->scale->ladders[fit->low_band];
    const int64_t top = ladder->points[ladder->count - 1];
    return fit->mode == FIT_APPRENTICE &&
           (check_share(checking, top, fit->low) || check_share(checking, top, fit->high));
}

static bool is_off_by_a_pound(const struct checking *checking) {
    const struct salary *salary = &checking->ground.question->salary;
    const struct fit *fit = &checking->fit;
    return (fit->low != MONEY_NONE && fit->low != salary->min) ||
           (fit->high != MONEY_NONE && fit->high != salary->max);
}

/* " is £24,625 to £25,674, ", " is, for 22.5 of 37.5 hours, £24,937 a year full time, "; of a
 * figure that is basic pay as it stands " is ". */
static void say_base(struct buf *out, const struct checking *checking) {
    const struct fit *fit = &checking->fit;
    const bool is_year = checking->ground.question->salary.period == PERIOD_YEAR;
    const bool is_part = fit->mode == FIT_PART_TIME || fit->mode == FIT_SOME_HOURS;
    const bool is_plain = is_year && !is_part && !fit->rate;
    buf_put_text(out, " is");
    if (is_part) {
        buf_put_text(out, ", for ");
        check_say_hours(out, fit->hours);
        buf_put_text(out, " of ");
        check_say_hours(out, checking->ground.full_hours);
        buf_put_text(out, " hours,");
    } else if (is_plain && is_off_by_a_pound(checking)) {
        buf_put_text(out, ", to the pound,");
    } else if (is_plain) {
        buf_put_char(out, ' ');
        return;
    }
    buf_put_char(out, ' ');
    if (fit->mode != FIT_APPRENTICE || has_share(checking)) {
        check_say_range(out, fit->low, fit->high);
        buf_put_text(out, is_part ? " a year full time, " : is_year ? ", " : " a year, ");
    }
}

static void say_fit(struct buf *out, const struct checking *checking) {
    const struct fit *fit = &checking->fit;
    say_base(out, checking);
    if (fit->mode == FIT_APPRENTICE) {
        say_share(out, checking);
    } else {
        buf_put_text(out, fit->is_whole ? "the whole of " : "part of ");
    }
    check_say_bands(out, 1u << fit->low_band | 1u << fit->high_band);
    buf_put_text(out, " on ");
    check_say_scale(out, fit->scale);
    if (fit->rate) {
        buf_put_text(out, " plus ");
        check_say_rate(out, fit->rate);
    }
    check_say_sums(out, checking);
    say_extra(out, checking);
    check_say_unsure(out, checking);
    buf_put_char(out, '.');
}

/* ---- what fits nothing ---- */

/* "; it is the whole of band 3 on England's scale from 1 April 2026". */
static void say_elsewhere(struct buf *out, const struct fit *fit) {
    if (fit->mode) {
        buf_put_text(out, fit->is_whole ? "; it is the whole of " : "; it is part of ");
        check_say_bands(out, 1u << fit->low_band | 1u << fit->high_band);
        buf_put_text(out, " on ");
        check_say_scale(out, fit->scale);
    }
}

static void say_off_scale(struct buf *out, const struct checking *checking) {
    const struct pay_check *check = checking->check;
    buf_put_text(out, " does not fit ");
    if (check->bands) {
        check_say_bands(out, check->bands);
        buf_put_text(out, " on ");
    } else {
        buf_put_text(out, "any band on ");
    }
    check_say_scale(out, check->scale);
    bool is_first = true;
    for (int band = BAND_1; band < BAND_COUNT; band++) {
        const struct pay_ladder *ladder = &check->scale->ladders[band];
        if (check->bands & 1u << band && ladder->count > 0) {
            buf_put_text(out, is_first ? " (" : "; ");
            check_say_range(out, ladder->points[0], ladder->points[ladder->count - 1]);
            is_first = false;
        }
    }
    buf_put_text(out, is_first ? "" : ")");
    buf_put_text(out, check->scale->nation == NATION_ENGLAND ? ", with or without a supplement"
                                                             : "");
    const struct fit *other = &checking->other;
    if (other->mode) {
        buf_put_text(out, "; it is ");
        check_say_bands(out, 1u << other->low_band | 1u << other->high_band);
        buf_put_text(out, " on ");
        check_say_scale(out, other->scale);
    }
    say_elsewhere(out, &checking->elsewhere);
    check_say_reckoned(out, checking);
    check_say_unsure(out, checking);
    buf_put_char(out, '.');
}

/* "no table of band 3 in Wales for 1 May 2023 is held"; where an older one is held, "later than
 * that from 1 April 2025"; where that of the day lacks bands, so much. */
static void say_no_table(struct buf *out, const struct checking *checking) {
    const struct pay_question *question = checking->ground.question;
    const struct pay_scale *held = checking->in_force;
    const bool is_older = held && checking->is_stale;
    buf_put_text(out, " cannot be held against a scale: no ");
    buf_put_text(out, held && !is_older ? "whole table " : "table ");
    if (question->bands) {
        buf_put_text(out, "of ");
        check_say_bands(out, question->bands);
        buf_put_char(out, ' ');
    }
    if (checking->check->nation) {
        buf_printf(out, "in %s ", nation_names[checking->check->nation]);
    }
    buf_put_text(out, is_older ? "later than that from " : "for ");
    say_day(out, is_older ? held->from : question->date);
    buf_put_text(out, " is held");
    say_elsewhere(out, &checking->elsewhere);
    check_say_reckoned(out, checking);
    buf_put_char(out, '.');
}

/* What the tables do not explain may still be a scale with a supplement. */
static void say_no_scale(struct buf *out, const struct checking *checking) {
    const struct fit *fit = &checking->with_zone;
    buf_put_text(out, " fits no scale of Agenda for Change that is held");
    if (fit->mode) {
        const int64_t base = fit->low != MONEY_NONE ? fit->low : fit->high;
        buf_put_text(out, " without a supplement; with ");
        check_say_rate(out, fit->rate);
        buf_put_text(out, fit->is_whole ? " it may be " : " it may be part of ");
        check_say_bands(out, 1u << fit->low_band);
        buf_put_text(out, " on ");
        check_say_scale(out, fit->scale);
        buf_put_text(out, ": ");
        check_say_pence(out, base);
        buf_put_text(out, " + ");
        const int64_t supplement = check_pound(tables_supplement(fit->rate, base));
        check_say_pence(out, supplement);
        buf_put_text(out, " = ");
        check_say_pence(out, base + supplement);
    }
    check_say_reckoned(out, checking);
    buf_put_char(out, '.');
}

/* Another scheme's pay, or by the session. */
static void say_not_of_scheme(struct buf *out, const struct checking *checking) {
    const bool is_session = checking->ground.question->salary.period == PERIOD_SESSION;
    buf_put_text(out, is_session ? ": Agenda for Change does not pay by the session"
                                 : " is, as the advert says, not Agenda for Change");
    check_say_reckoned(out, checking);
    buf_put_char(out, '.');
}

static void say_unread(struct buf *out, const struct checking *checking) {
    const struct salary *salary = &checking->ground.question->salary;
    if (checking->is_beyond_belief) {
        check_say_range(out, salary->kind == SALARY_UP_TO ? MONEY_NONE : salary->min,
                        salary->kind == SALARY_FROM ? MONEY_NONE : salary->max);
        buf_put_text(out, " cannot be meant in the unit that is printed, and no scale explains "
                          "it; nothing is reckoned from it.");
    } else {
        buf_put_text(out, "There is no amount of money that could be read with certainty.");
    }
}

/* Does the advert name another scheme, or a unit that Agenda for Change does not have? */
static bool is_named_otherwise(const struct checking *checking) {
    const struct pay_question *question = checking->ground.question;
    const bool is_other =
        question->scheme != SCHEME_NONE && question->scheme != SCHEME_AGENDA_FOR_CHANGE;
    return is_other || question->salary.period == PERIOD_SESSION ||
           checking->ground.cues & 1u << TABLES_CUE_OTHER_SCHEME;
}

const char *check_say(const struct checking *checking) {
    const struct salary *salary = &checking->ground.question->salary;
    struct buf out;
    buf_init(&out, CHECK_SENTENCE_CAP);
    const bool is_unread = checking->check->verdict == PAY_VERDICT_UNREADABLE;
    if (!is_unread && (salary->min > 0 || salary->max > 0)) {
        say_printed(&out, salary);
    } else {
        buf_put_text(&out, is_unread ? "" : "The pay");
    }
    switch (checking->check->verdict) {
    case PAY_VERDICT_OFF_SCALE:
        say_off_scale(&out, checking);
        break;
    case PAY_VERDICT_NOT_AGENDA_FOR_CHANGE:
        if (is_named_otherwise(checking)) {
            say_not_of_scheme(&out, checking);
        } else {
            say_no_scale(&out, checking);
        }
        break;
    case PAY_VERDICT_NO_TABLE:
        say_no_table(&out, checking);
        break;
    case PAY_VERDICT_UNREADABLE:
        say_unread(&out, checking);
        break;
    case PAY_VERDICT_NONE:
    case PAY_VERDICT_ON_SCALE:
    case PAY_VERDICT_PART_OF_SCALE:
    case PAY_VERDICT_OLD_SCALE:
    case PAY_VERDICT_APPRENTICE:
    case PAY_VERDICT_COUNT:
    default:
        say_fit(&out, checking);
        break;
    }
    return check_keep(checking->arena, &out);
}
