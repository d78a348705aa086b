/* tests/fuzz/pattern.c - any text as pattern and hours: hours of a week that stand in it
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>

#include "parser/hours.h"
#include "parser/wording.h"
#include "tests/support/property.h"
#include "tests/support/sound.h"
#include "tools/fuzz.h"

/* Are whole hours printed, or one less, to which minutes were added? */
static bool is_printed(const char *text, int hundredths) {
    enum { DIGITS_SIZE = 12 };
    char digits[DIGITS_SIZE];
    for (int slack = 0; slack < 2; slack++) {
        (void)snprintf(digits, sizeof digits, "%d", hundredths / 100 - slack);
        if (property_holds_number(text, digits)) {
            return true;
        }
    }
    return false;
}

static struct vacancy read_pattern(struct arena *arena, const char *text) {
    struct vacancy vacancy;
    vacancy_init(&vacancy);
    terms_pattern(&vacancy, arena, text);
    return vacancy;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    enum { HOURS_MAX = 6000 };
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    const char *text = property_line(&arena, data, size);
    struct vacancy first = read_pattern(&arena, text);
    struct vacancy loud = read_pattern(&arena, property_upper(&arena, text));
    struct vacancy twice = first;
    bool said = first.working_patterns != 0 || first.hours_high > 0;
    EXPECT(first.working_patterns < 1u << WORK_COUNT && !(first.working_patterns & 1u));
    EXPECT(first.hours_low >= 0 && first.hours_low <= first.hours_high);
    EXPECT((first.hours_low == 0) == (first.hours_high == 0) && first.hours_high <= HOURS_MAX);
    EXPECT(!*text || said != vacancy_has_note(&first, "unknown"));
    EXPECT(first.hours_high == 0 ||
           (is_printed(text, first.hours_low) && is_printed(text, first.hours_high)));
    sound_notes(first.notes, first.note_count);
    EXPECT(sound_same_fields(&first, &loud, NULL, &arena));
    terms_pattern(&twice, &arena, text); /* adds to what is known, and knows it all */
    EXPECT(sound_same_fields(&first, &twice, NULL, &arena));
    EXPECT(hours_read(&twice, &arena, text) == (first.hours_high > 0));
    EXPECT(!arena.failed);
    arena_fini(&arena);
    return 0;
}
