/* tests/fuzz/dates.c - any text as a date: a real one that reads back, else a note
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "parser/wording.h"
#include "tests/support/property.h"
#include "tests/support/sound.h"
#include "tools/fuzz.h"

/* What a record prints is read as what it says. */
static void expect_reads_back(struct arena *arena, struct date date, const char *time) {
    char iso[DATE_TEXT_SIZE];
    const char *again_time = NULL;
    const char *printed =
        arena_printf(arena, "%s%s%s", date_write(date, iso), time ? " " : "", time ? time : "");
    struct date again = dates_read(span_of(printed), &again_time, arena);
    EXPECT(date_compare(date, again) == 0);
    EXPECT(time ? again_time && strcmp(time, again_time) == 0 : !again_time);
}

/* The same text as each of the three fields; which of several dates is meant may differ, that
 * there is one may not. */
static void try_fields(struct arena *arena, const char *text, bool there) {
    struct vacancy vacancy;
    vacancy_init(&vacancy);
    dates_read_posted(&vacancy, arena, text);
    EXPECT(date_is_none(vacancy.posted) == (vacancy.note_count > 0 && !there) || !*text ||
           vacancy.note_count > 0);
    dates_read_closes(&vacancy, arena, text);
    dates_read_interview(&vacancy, arena, text);
    const struct date dates[] = {vacancy.posted, vacancy.closes, vacancy.interview};
    size_t absent = 0;
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
        EXPECT(date_is_none(dates[i]) || date_is_valid(dates[i]));
        absent += date_is_none(dates[i]);
    }
    EXPECT(!*text || vacancy.note_count >= absent);
    EXPECT(!vacancy.closes_at || !date_is_none(vacancy.closes));
    sound_notes(vacancy.notes, vacancy.note_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena;
    const char *time = NULL;
    const char *loud_time = NULL;
    arena_init(&arena, ARENA_PAGE_CAP);
    const char *text = property_line(&arena, data, size);
    struct date date = dates_read(span_of(text), &time, &arena);
    struct date loud = dates_read(span_of(property_upper(&arena, text)), &loud_time, &arena);
    EXPECT(date_compare(date, loud) == 0 && !time == !loud_time);
    EXPECT(!time || !date_is_none(date));
    if (!date_is_none(date)) {
        EXPECT(date_is_valid(date) && date.year >= 1899 && date.year <= 2200);
        expect_reads_back(&arena, date, time);
    }
    try_fields(&arena, text, !date_is_none(date));
    EXPECT(!arena.failed);
    arena_fini(&arena);
    return 0;
}
