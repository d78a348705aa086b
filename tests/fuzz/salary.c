/* tests/fuzz/salary.c - any text as pay: amounts that stand in it, of the kind that is told
 * SPDX-License-Identifier: MIT
 */
#include <inttypes.h>
#include <stdio.h>

#include "parser/wording.h"
#include "tests/support/property.h"
#include "tests/support/sound.h"
#include "tools/fuzz.h"

/* Are the digits of whole pounds in the text, zeros at the end left aside ("45k")? Fractions of
 * a penny are rounded up. */
static bool is_printed(const char *text, int64_t pence) {
    enum { DIGITS_SIZE = 24 };
    char digits[DIGITS_SIZE];
    for (int64_t slack = 0; slack < 2; slack++) {
        int64_t pounds = (pence - slack) / 100;
        while (pounds > 0 && pounds % 10 == 0) {
            pounds /= 10;
        }
        (void)snprintf(digits, sizeof digits, "%" PRId64, pounds);
        if (property_holds_number(text, digits)) {
            return true;
        }
    }
    return false;
}

static struct vacancy read_pay(struct arena *arena, const char *text) {
    struct vacancy vacancy;
    vacancy_init(&vacancy);
    salary_read(&vacancy, arena, text);
    return vacancy;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    const char *text = property_line(&arena, data, size);
    struct vacancy first = read_pay(&arena, text);
    struct vacancy again = read_pay(&arena, first.salary.text);
    struct vacancy loud = read_pay(&arena, property_upper(&arena, text));
    sound_salary(&first);
    sound_notes(first.notes, first.note_count);
    EXPECT(!first.salary.text == !*text);
    EXPECT(first.salary.kind != SALARY_NONE && first.salary.high_cost_area != SUPPLEMENT_NONE);
    EXPECT(first.salary.min == MONEY_NONE || is_printed(text, first.salary.min));
    EXPECT(first.salary.max == MONEY_NONE || is_printed(text, first.salary.max));
    EXPECT(sound_same_fields(&first, &again, NULL, &arena));
    EXPECT(sound_same_fields(&first, &loud, "salary.text", &arena));
    EXPECT(!arena.failed);
    arena_fini(&arena);
    return 0;
}
