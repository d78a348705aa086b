/* tests/accuracy/pay_ask.c - a row of the pay set as the command would ask it
 * SPDX-License-Identifier: MIT
 */
#include "tests/accuracy/pay_ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <stdnoreturn.h>

#include "parser/hours.h"
#include "parser/wording.h"
#include "pay/ask.h"

noreturn static void fail(const char *text, const char *expected) {
    fprintf(stderr, "\"%s\": expected %s\n", text, expected);
    exit(2);
}

const char *pay_cell(const struct pay_row *row, const char *column) {
    const char *cell = csv_cell(row->csv, row->cells, column);
    if (!cell) {
        fail(column, "a column of that name");
    }
    return cell;
}

int64_t pay_amount(struct span text) {
    int64_t value = 0;
    int parts = -1; /* digits behind the point */
    if (text.len == 0) {
        return MONEY_NONE;
    }
    for (size_t i = 0; i < text.len; i++) {
        const bool is_point = text.at[i] == '.' && parts < 0;
        if ((!is_point && !ascii_is_digit(text.at[i])) || parts == 2 || i > 12) {
            fprintf(stderr, "%.*s: no amount\n", (int)text.len, text.at);
            exit(2);
        }
        value = is_point ? value : value * 10 + (text.at[i] - '0');
        parts += is_point || parts >= 0;
    }
    return value * (parts <= 0 ? 100 : parts == 1 ? 10 : 1);
}

unsigned pay_bands(const char *text) {
    struct span rest = span_of(text);
    struct span word;
    unsigned bands = 0;
    while (span_next_piece(&rest, ',', &word)) {
        const int band = vocab_value(&vocab_band, word);
        if (band <= 0 && word.len > 0) {
            fail(text, "bands such as 3 or 5,6");
        }
        bands |= band > 0 ? 1u << band : 0;
    }
    return bands;
}

static void ask_place(struct pay_question *question, const char *place, struct arena *arena) {
    struct location location = {.nation = NATION_NONE};
    struct span found;
    if (!*place) {
        return;
    }
    location.postcode = place_postcode(arena, span_of(place), &found);
    place_derive(arena, &location);
    question->postcode = location.postcode;
    question->place = place;
    if (location.postcode) {
        const size_t before = (size_t)(found.at - place);
        question->place = arena_copy(arena, span_trim(span_part(span_of(place), 0, before)));
    }
    question->nation = question->nation ? question->nation : location.nation;
}

static void ask_nation(struct pay_question *question, const struct gazetteer *gazetteer) {
    if (!question->nation && question->place) {
        const struct brief_place where = {.town = question->place};
        question->nation = gazetteer_town(gazetteer, &where).nation;
    }
}

struct pay_question pay_ask(const struct pay_row *row, const struct gazetteer *gazetteer,
                            struct arena *arena) {
    const char *text = pay_cell(row, "text");
    const char *nation = pay_cell(row, "nation");
    const unsigned bands = pay_bands(pay_cell(row, "band"));
    const int64_t hours = pay_amount(span_of(pay_cell(row, "hours")));
    struct vacancy vacancy;
    struct date day;
    vacancy_init(&vacancy);
    salary_read(&vacancy, arena, text);
    band_read_pay(&vacancy, arena, text);
    (void)hours_read(&vacancy, arena, text);
    if (!date_parse_iso(span_of(pay_cell(row, "date")), &day)) {
        fail(pay_cell(row, "date"), "a day");
    }
    struct pay_question question = ask_of_vacancy(&vacancy, day);
    question.bands = bands ? bands : question.bands;
    question.hours = hours != MONEY_NONE ? (int)hours : question.hours;
    question.nation =
        *nation ? (enum nation)vocab_value(&vocab_nation, span_of(nation)) : question.nation;
    ask_place(&question, pay_cell(row, "place"), arena);
    ask_nation(&question, gazetteer);
    return question;
}
