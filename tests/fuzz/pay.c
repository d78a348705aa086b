/* tests/fuzz/pay.c - any text as pay, taken apart: what is told adds up to what is printed
 * SPDX-License-Identifier: MIT
 *
 * An input is "england|2025-05-16|5,6|Dartford|22.5|TEXT"; without bars it is the text alone.
 */
#include <stdlib.h>
#include <string.h>

#include "parser/hours.h"
#include "parser/wording.h"
#include "pay/ask.h"
#include "pay/check.h"
#include "report/json_pay.h"
#include "tests/support/property.h"
#include "tools/fuzz.h"

/* Pence: the least and the most that is believed of a year, and by the day. */
enum { BELIEF_LEAST = 800000, BELIEF_MOST = 52500000, POUND = 100, RECORD_CAP = 1 << 16 };

static const struct tables *tables_once(void) {
    static struct tables *tables;
    if (!tables && tables_open(&tables, NULL)) {
        abort();
    }
    return tables;
}

/* ---- the question ---- */

static void ask_rest(struct pay_question *question, struct arena *arena,
                     const struct span pieces[]) {
    struct span rest = pieces[2];
    struct span word;
    uint64_t hours = 0;
    const int nation = vocab_value(&vocab_nation, pieces[0]);
    question->nation = nation > 0 ? (enum nation)nation : NATION_NONE;
    (void)date_parse_iso(pieces[1], &question->date);
    while (span_next_piece(&rest, ',', &word)) {
        const int band = vocab_value(&vocab_band, word);
        question->bands |= band > 0 ? 1u << band : 0;
    }
    question->place = arena_copy(arena, pieces[3]);
    question->postcode = place_postcode(arena, pieces[3], &word);
    question->hours = span_number(pieces[4], 60, &hours) ? (int)hours * 100 : question->hours;
}

static struct pay_question question_of(struct arena *arena, const char *line, bool is_loud) {
    enum { PIECES = 5 };
    struct span rest = span_of(line);
    struct span pieces[PIECES];
    struct vacancy vacancy;
    size_t count = 0;
    while (count < PIECES && span_find(rest, SPAN("|"), 0) < rest.len &&
           span_next_piece(&rest, '|', &pieces[count])) {
        count++;
    }
    const char *text = arena_copy(arena, count == PIECES ? rest : span_of(line));
    text = is_loud ? property_upper(arena, text) : text;
    vacancy_init(&vacancy);
    salary_read(&vacancy, arena, text);
    band_read_pay(&vacancy, arena, text);
    (void)hours_read(&vacancy, arena, text);
    struct pay_question question = ask_of_vacancy(&vacancy, (struct date){2025, 8, 12});
    if (count == PIECES) {
        ask_rest(&question, arena, pieces);
    }
    return question;
}

/* ---- what must be true ---- */

static bool is_met(const struct pay_check *check) {
    return check->verdict >= PAY_VERDICT_ON_SCALE && check->verdict <= PAY_VERDICT_APPRENTICE;
}

static void expect_base(const struct pay_check *check, int64_t base, int64_t supplement,
                        int64_t hourly) {
    if (base == MONEY_NONE) {
        EXPECT(supplement == MONEY_NONE && hourly == MONEY_NONE);
        return;
    }
    EXPECT(base >= BELIEF_LEAST && base <= BELIEF_MOST && base % POUND == 0);
    EXPECT((supplement == MONEY_NONE) == (check->zone == PAY_ZONE_NONE));
    EXPECT(supplement == MONEY_NONE || (supplement > 0 && supplement % POUND == 0));
    EXPECT(hourly == (check->full_hours ? tables_hourly(base, check->full_hours) : MONEY_NONE));
}

/* A point of the band, or one that an interim table left as it was: of any table. */
static void expect_points(const struct pay_check *check) {
    size_t count = 0;
    const struct pay_point *rows = tables_points(tables_once(), &count);
    for (size_t i = 0; i < check->point_count; i++) {
        bool is_held = false;
        for (size_t j = 0; j < count && !is_held; j++) {
            is_held =
                rows[j].annual == check->points[i] && rows[j].nation == check->scale->nation;
        }
        EXPECT(is_held);
        EXPECT(i == 0 || check->points[i - 1] < check->points[i]);
    }
}

/* An end as printed is base and supplement, whole or at the hours that are told. */
static void expect_sum(const struct pay_check *check, const struct pay_question *question,
                       int64_t printed, int64_t base, int64_t supplement) {
    const bool is_in = check->zone && question->salary.high_cost_area != SUPPLEMENT_EXTRA;
    const int64_t year = base + (is_in ? supplement : 0);
    const int64_t part =
        check->part_hours > 0 ? year * check->part_hours / check->full_hours : year;
    EXPECT(llabs(printed - year) <= 2 * POUND || llabs(printed - part) <= 2 * POUND);
}

static void expect_met(const struct pay_check *check, const struct pay_question *question) {
    const struct salary *salary = &question->salary;
    const bool has_low = salary->kind != SALARY_UP_TO;
    const bool has_high = salary->kind != SALARY_FROM;
    EXPECT(check->scale && check->bands);
    EXPECT(!question->nation || check->scale->nation == question->nation);
    /* Adverts show a table some weeks before it holds, never longer. */
    EXPECT(date_to_days(check->scale->from) - date_to_days(question->date) < 90);
    EXPECT(!check->zone || check->scale->nation == NATION_ENGLAND);
    EXPECT((check->base_min != MONEY_NONE) == has_low);
    EXPECT((check->base_max != MONEY_NONE) == has_high);
    EXPECT(!has_low || !has_high || check->base_min <= check->base_max);
    expect_points(check);
    if (salary->period == PERIOD_YEAR && has_low) {
        expect_sum(check, question, salary->min, check->base_min, check->supplement_min);
    }
    if (salary->period == PERIOD_YEAR && has_high) {
        expect_sum(check, question, salary->max, check->base_max, check->supplement_max);
    }
}

static void expect_flags(const struct pay_check *check) {
    unsigned seen = 0;
    for (size_t i = 0; i < check->flag_count; i++) {
        const struct pay_flagged *flag = &check->flags[i];
        EXPECT(flag->code > PAY_FLAG_NONE && flag->code < PAY_FLAG_COUNT);
        EXPECT(!(seen & 1u << flag->code));
        EXPECT(span_starts(span_of(flag->message), "Check"));
        EXPECT(property_is_folded(flag->message));
        seen |= 1u << flag->code;
    }
}

static void expect_sound(const struct pay_check *check, const struct pay_question *question) {
    const bool is_unheld = check->verdict == PAY_VERDICT_NO_TABLE ||
                           check->verdict == PAY_VERDICT_UNREADABLE ||
                           check->verdict == PAY_VERDICT_NOT_AGENDA_FOR_CHANGE;
    EXPECT(check->verdict > PAY_VERDICT_NONE && check->verdict < PAY_VERDICT_COUNT);
    EXPECT(!is_unheld || !check->scale);
    EXPECT(check->verdict != PAY_VERDICT_OFF_SCALE || check->scale);
    EXPECT(check->part_hours == 0 || check->part_hours < check->full_hours);
    EXPECT(check->full_hours > 0 || !is_met(check)); /* before there was the scheme */
    EXPECT(check->explanation && property_is_folded(check->explanation));
    expect_base(check, check->base_min, check->supplement_min, check->hourly_min);
    expect_base(check, check->base_max, check->supplement_max, check->hourly_max);
    expect_flags(check);
    if (is_met(check)) {
        expect_met(check, question);
    }
}

/* ---- the record ---- */

static struct pay_check taken_apart(struct arena *arena, const struct pay_question *question) {
    struct pay_check check;
    struct diag diag = {ERR_NONE, ""};
    EXPECT(check_pay(&check, arena, tables_once(), question, &diag) == ERR_NONE);
    expect_sound(&check, question);
    return check;
}

/* The record without what it was asked of. */
static struct span written(struct buf *out, const struct pay_check *check) {
    struct pay_check rest = *check;
    rest.text = NULL;
    struct json *record = json_pay(&rest, NULL);
    buf_init(out, RECORD_CAP);
    EXPECT(json_write(out, record) == ERR_NONE);
    json_free(record);
    return buf_span(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena;
    struct buf records[3];
    arena_init(&arena, ARENA_PAGE_CAP);
    const char *line = property_line(&arena, data, size);
    const struct pay_question question = question_of(&arena, line, false);
    const struct pay_question loud = question_of(&arena, line, true);
    const struct pay_check first = taken_apart(&arena, &question);
    const struct pay_check again = taken_apart(&arena, &question);
    const struct pay_check upper = taken_apart(&arena, &loud);
    const struct span record = written(&records[0], &first);
    EXPECT(span_equal(record, written(&records[1], &again)));
    EXPECT(span_equal(record, written(&records[2], &upper)));
    EXPECT(!arena.failed);
    for (size_t i = 0; i < sizeof records / sizeof *records; i++) {
        buf_fini(&records[i]);
    }
    arena_fini(&arena);
    return 0;
}
