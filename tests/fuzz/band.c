/* tests/fuzz/band.c - any text as a band: one that is printed there, or a note
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "parser/wording.h"
#include "tests/support/property.h"
#include "tests/support/sound.h"
#include "tools/fuzz.h"

static const char *const in_letters[] = {"",     "one", "two",   "three", "four",
                                         "five", "six", "seven", "eight", "nine"};

static unsigned lowest(unsigned set) { return set & (~set + 1); }

static unsigned highest(unsigned set) {
    while (set & (set - 1)) {
        set &= set - 1;
    }
    return set;
}

/* Does the number of that band (a set of one) stand in the text? What lies between two ends of
 * a range need not. */
static bool is_printed(struct arena *arena, const char *text, unsigned band) {
    struct strings names = vocab_names(&vocab_band, band, arena);
    EXPECT(names.count == 1);
    int number = names.at[0][0] - '0';
    return strchr(text, names.at[0][0]) ||
           span_find_nocase(span_of(text), span_of(in_letters[number]), 0) != SIZE_MAX;
}

static void expect_printed(struct arena *arena, const char *text, unsigned bands) {
    EXPECT(bands < 1u << BAND_COUNT && !(bands & 1u));
    if (bands) {
        EXPECT(is_printed(arena, text, lowest(bands)));
        EXPECT(is_printed(arena, text, highest(bands)));
    }
}

/* From the title, where no field tells of bands. */
static void try_title(struct arena *arena, const char *text) {
    struct vacancy vacancy;
    vacancy_init(&vacancy);
    vacancy.title = text;
    band_settle(&vacancy, arena);
    EXPECT((vacancy.bands != 0) == vacancy_has_note(&vacancy, "band_elsewhere"));
    expect_printed(arena, text, vacancy.bands);
}

static struct vacancy read_bands(struct arena *arena, const char *text) {
    struct vacancy vacancy;
    vacancy_init(&vacancy);
    band_read(&vacancy, arena, text);
    return vacancy;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    const char *text = property_line(&arena, data, size);
    struct vacancy first = read_bands(&arena, text);
    struct vacancy loud = read_bands(&arena, property_upper(&arena, text));
    expect_printed(&arena, text, first.bands);
    sound_notes(first.notes, first.note_count);
    EXPECT(first.bands || first.note_count > 0 || !*text);
    EXPECT(first.bands == loud.bands);
    unsigned bands = first.bands;
    band_settle(&first, &arena); /* there is nothing else to settle from */
    EXPECT(first.bands == bands);
    try_title(&arena, text);
    EXPECT(!arena.failed);
    arena_fini(&arena);
    return 0;
}
