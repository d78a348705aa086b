/* tests/fuzz/early.c - any text with a warning or none: sentences beside it change nothing
 * SPDX-License-Identifier: MIT
 */
#include "parser/early.h"

#include "tests/support/property.h"
#include "tests/support/sound.h"
#include "tools/fuzz.h"

static void expect_noted(struct arena *arena, const char *text, bool said) {
    struct vacancy vacancy;
    vacancy_init(&vacancy);
    vacancy.text_summary = "We look forward to hearing from you.";
    vacancy.text_description = text;
    vacancy.text_about = text;
    early_read(&vacancy, arena);
    EXPECT(vacancy.note_count == (said ? 1 : 0));
    EXPECT(vacancy_has_note(&vacancy, "may_close_early") == said);
    sound_notes(vacancy.notes, vacancy.note_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char calm[] = "Two friendly wards look for a porter.";
    static const char plain[] = "We may close this advert before the closing date.";
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    const char *text = property_text(&arena, data, size);
    bool said = early_is_said(&arena, text);
    EXPECT(early_is_said(&arena, arena_printf(&arena, "%s\n%s", calm, text)) == said);
    EXPECT(early_is_said(&arena, arena_printf(&arena, "%s\n%s", text, calm)) == said);
    EXPECT(early_is_said(&arena, property_upper(&arena, text)) == said);
    EXPECT(early_is_said(&arena, arena_printf(&arena, "%s\n%s", text, plain)));
    EXPECT(early_is_said(&arena, arena_printf(&arena, "%s\n%s", plain, text)));
    expect_noted(&arena, text, said);
    EXPECT(!arena.failed);
    arena_fini(&arena);
    return 0;
}
