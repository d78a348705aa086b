/* report/say.c - amounts, dates and terms in the words of people
 * SPDX-License-Identifier: MIT
 */
#include "report/say.h"

/* How far a date must be away before the number of days says nothing to anybody. */
enum { DAYS_TOLD = 60 };

void say_date(struct buf *out, struct date date) {
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    if (date_is_valid(date)) {
        buf_printf(out, "%d %s %d", date.day, months[date.month - 1], date.year);
    }
}

/* " (in 12 days)". */
static void put_distance(struct buf *out, int64_t days) {
    if (days == 0) {
        buf_put_text(out, " (today)");
    } else if (days == 1) {
        buf_put_text(out, " (tomorrow)");
    } else if (days == -1) {
        buf_put_text(out, " (yesterday)");
    } else if (days > 0 && days <= DAYS_TOLD) {
        buf_printf(out, " (in %d days)", (int)days);
    } else if (days < 0 && days >= -DAYS_TOLD) {
        buf_printf(out, " (%d days ago)", (int)-days);
    } else if (days < 0) {
        buf_put_text(out, " (past)");
    }
}

void say_closing(struct buf *out, struct date date, const char *at, struct date today) {
    say_date(out, date);
    if (!date_is_valid(date)) {
        return;
    }
    if (at) {
        buf_printf(out, " at %s", at);
    }
    if (date_is_valid(today)) {
        put_distance(out, date_to_days(date) - date_to_days(today));
    }
}

/* What is below 0 comes out as 0: there are no such counts. */
void say_number(struct buf *out, int64_t number) {
    char digits[24];
    size_t count = 0;
    for (uint64_t rest = number < 0 ? 0 : (uint64_t)number; rest > 0 || count == 0;
         rest /= 10) {
        digits[count++] = (char)('0' + rest % 10);
    }
    while (count > 0) {
        buf_put_char(out, digits[--count]);
        if (count > 0 && count % 3 == 0) {
            buf_put_char(out, ',');
        }
    }
}

void say_pence(struct buf *out, int64_t pence) {
    buf_put_text(out, "£");
    say_number(out, pence / 100);
    if (pence % 100 > 0) {
        buf_printf(out, ".%02d", (int)(pence % 100));
    }
}

/* "from £1", "up to £2", "£1 to £2". */
static void put_amounts(struct buf *out, const struct salary *salary) {
    bool range = salary->kind == SALARY_RANGE && salary->min != salary->max;
    if (salary->kind == SALARY_FROM) {
        buf_put_text(out, "from ");
    } else if (salary->kind == SALARY_UP_TO) {
        buf_put_text(out, "up to ");
    }
    say_pence(out, salary->min != MONEY_NONE ? salary->min : salary->max);
    if (range && salary->max != MONEY_NONE && salary->min != MONEY_NONE) {
        buf_put_text(out, " to ");
        say_pence(out, salary->max);
    }
}

void say_salary(struct buf *out, const struct salary *salary) {
    static const char *const supplements[] = {
        [SUPPLEMENT_INCLUDED] = ", with the high cost area supplement",
        [SUPPLEMENT_EXTRA] = ", and a high cost area supplement on top",
    };
    if (salary->min == MONEY_NONE && salary->max == MONEY_NONE) {
        buf_put_text(out, salary->text);
        return;
    }
    put_amounts(out, salary);
    const char *period = vocab_name(&vocab_period, (int)salary->period);
    if (period) {
        buf_printf(out, " %s %s", salary->period == PERIOD_HOUR ? "an" : "a", period);
    }
    if (salary->pro_rata) {
        buf_put_text(out, ", pro rata");
    }
    if (salary->high_cost_area == SUPPLEMENT_INCLUDED ||
        salary->high_cost_area == SUPPLEMENT_EXTRA) {
        buf_put_text(out, supplements[salary->high_cost_area]);
    }
}

void say_bands(struct buf *out, unsigned bands) {
    const char *waiting =
        NULL; /* the last one found: whether it is the last is not known yet */
    size_t written = 0;
    for (size_t i = 1; i < vocab_band.count; i++) {
        if (!(bands & 1u << i)) {
            continue;
        }
        if (waiting) {
            buf_printf(out, "%s%s", written++ ? ", " : "Band ", waiting);
        }
        waiting = vocab_band.names[i];
    }
    if (waiting) {
        buf_printf(out, "%s%s", written ? " or " : "Band ", waiting);
    }
}

void say_id(struct buf *out, const char *id) {
    for (; id && *id; id++) {
        buf_put_char(out, *id == '_' ? ' ' : *id);
    }
}

void say_join(struct buf *out, size_t from, const char *part) {
    if (part && *part) {
        buf_put_text(out, out->len > from ? ", " : NULL);
        buf_put_text(out, part);
    }
}

void say_set(struct buf *out, const struct vocab *vocab, unsigned set) {
    size_t from = out->len;
    for (size_t i = 1; i < vocab->count; i++) {
        if ((set & 1u << i) && vocab->names[i]) {
            buf_put_text(out, out->len > from ? ", " : NULL);
            say_id(out, vocab->names[i]);
        }
    }
}

void say_contract(struct buf *out, const struct vacancy *vacancy) {
    size_t from = out->len;
    say_id(out, vocab_name(&vocab_contract, (int)vacancy->contract));
    if (vacancy->contract_months > 0) {
        buf_put_text(out, out->len > from ? ", " : NULL);
        say_count(out, vacancy->contract_months, "month", "months");
    }
}

/* 3750 is "37.5". */
static void put_hundredths(struct buf *out, int hundredths) {
    buf_printf(out, "%d", hundredths / 100);
    if (hundredths % 100 > 0) {
        buf_printf(out, hundredths % 10 > 0 ? ".%02d" : ".%d",
                   hundredths % 10 > 0 ? hundredths % 100 : hundredths % 100 / 10);
    }
}

void say_hours(struct buf *out, int low, int high) {
    if (low <= 0 && high <= 0) {
        return;
    }
    put_hundredths(out, low);
    if (high != low) {
        buf_put_text(out, " to ");
        put_hundredths(out, high);
    }
    buf_put_text(out, " hours a week");
}

/* "Dartford DA1 2DL", or what there is of it. */
static void put_town(struct buf *out, const struct location *location) {
    size_t from = out->len;
    buf_put_text(out, location->town ? location->town : location->county);
    if (location->postcode) {
        buf_put_text(out, out->len > from ? " " : NULL);
        buf_put_text(out, location->postcode);
    }
}

void say_location(struct buf *out, const struct location *location) {
    size_t from = out->len;
    for (size_t i = 0; i < location->address.count; i++) {
        say_join(out, from, location->address.at[i]);
    }
    if (location->town || location->postcode || location->county) {
        buf_put_text(out, out->len > from ? ", " : NULL);
        put_town(out, location);
    }
}

void say_place(struct buf *out, const struct vacancy *vacancy) {
    if (vacancy->location_count == 0) {
        return;
    }
    put_town(out, &vacancy->locations[0]);
    if (vacancy->location_count > 1) {
        buf_put_text(out, " and ");
        say_count(out, (int64_t)vacancy->location_count - 1, "more place", "more places");
    }
}

void say_tenths(struct buf *out, int tenths) {
    buf_printf(out, "%d", tenths / 10);
    if (tenths % 10 > 0) {
        buf_printf(out, ".%d", tenths % 10);
    }
}

void say_count(struct buf *out, int64_t count, const char *one, const char *many) {
    say_number(out, count);
    buf_printf(out, " %s", count == 1 ? one : many);
}

void say_bytes(struct buf *out, int64_t bytes) {
    enum { KILO = 1000, MEGA = 1000 * KILO };
    if (bytes < KILO) {
        say_count(out, bytes, "byte", "bytes");
    } else if (bytes < MEGA) {
        buf_printf(out, "%d KB", (int)((bytes + KILO / 2) / KILO));
    } else {
        say_number(out, bytes / MEGA);
        buf_printf(out, ".%d MB", (int)(bytes % MEGA * 10 / MEGA));
    }
}

void say_seconds(struct buf *out, int64_t seconds) {
    int64_t minutes = (seconds + 59) / 60;
    if (seconds < 60) {
        say_count(out, seconds, "second", "seconds");
        return;
    }
    if (minutes >= 60) {
        say_count(out, minutes / 60, "hour", "hours");
    }
    if (minutes < 60 || minutes % 60 > 0) {
        buf_put_text(out, minutes >= 60 ? " " : NULL);
        say_count(out, minutes % 60, "minute", "minutes");
    }
}

void say_pause(struct buf *out, int64_t millis) {
    enum { SECOND_MS = 1000 };
    int fraction = (int)(millis % SECOND_MS);
    int digits = fraction % 10 > 0 ? 3 : fraction % 100 > 0 ? 2 : 1;
    buf_printf(out, "%d", (int)(millis / SECOND_MS));
    if (fraction > 0) {
        buf_printf(out, ".%0*d", digits,
                   digits == 3   ? fraction
                   : digits == 2 ? fraction / 10
                                 : fraction / 100);
    }
    buf_put_text(out, millis == SECOND_MS ? " second" : " seconds");
}

enum { HOUR_SECONDS = 60 * 60, DAY_SECONDS = 24 * HOUR_SECONDS };

/* Seconds by which London's clock is ahead. It changes at 01:00 UTC: before, it is as it was on
 * the evening before, and late in a summer's evening London has the next day already. */
static int64_t london_offset(int64_t instant) {
    int64_t day = (instant - HOUR_SECONDS) / DAY_SECONDS;
    struct date evening = date_in_london(day * DAY_SECONDS + DAY_SECONDS - HOUR_SECONDS / 2);
    return date_to_days(evening) > day ? HOUR_SECONDS : 0;
}

void say_instant(struct buf *out, int64_t instant) {
    struct date day = date_in_london(instant);
    if (instant <= HOUR_SECONDS || !date_is_valid(day)) {
        return;
    }
    int64_t second = (instant + london_offset(instant)) % DAY_SECONDS;
    say_date(out, day);
    buf_printf(out, ", %02d:%02d", (int)(second / HOUR_SECONDS),
               (int)(second % HOUR_SECONDS / 60));
}
