/* tests/fuzz/place.c - any text as a place: pieces of it, postcodes in their one form
 * SPDX-License-Identifier: MIT
 */
#include "base/utf8.h"
#include "parser/wording.h"
#include "tests/support/property.h"
#include "tests/support/sound.h"
#include "tools/fuzz.h"

static bool stands_in(struct span text, const char *part) {
    return !part || span_find(text, span_of(part), 0) != SIZE_MAX;
}

static struct span without_blanks(struct arena *arena, const char *text) {
    char *copy = arena_copy_text(arena, text);
    size_t len = 0;
    for (size_t i = 0; copy && copy[i]; i++) {
        copy[len] = copy[i];
        len += copy[i] != ' ';
    }
    return (struct span){copy, len};
}

static void expect_pieces(struct arena *arena, const struct location *location,
                          const char *text) {
    struct location again = *location;
    struct span span = span_of(text);
    EXPECT(stands_in(span, location->town));
    EXPECT(stands_in(span, location->county));
    for (size_t i = 0; i < location->address.count; i++) {
        EXPECT(stands_in(span, location->address.at[i]));
    }
    if (location->postcode) {
        EXPECT(span_find_nocase(without_blanks(arena, text),
                                without_blanks(arena, location->postcode), 0) != SIZE_MAX);
    }
    place_derive(arena, &again);
    EXPECT(again.nation == location->nation && !again.region == !location->region);
}

/* A postcode is written as it is read. */
static void try_postcode(struct arena *arena, const char *text) {
    struct span found = {NULL, 0};
    const char *postcode = place_postcode(arena, span_of(text), &found);
    if (postcode) {
        const char *again = place_postcode(arena, span_of(postcode), NULL);
        EXPECT(sound_is_postcode(postcode));
        EXPECT(found.at >= text && found.at + found.len <= text + span_of(text).len);
        EXPECT(again && span_equal(span_of(again), span_of(postcode)));
    }
}

/* The same text as an address block, its pieces lines. */
static void try_block(struct arena *arena, const char *text) {
    struct strings lines = {NULL, 0};
    struct span rest = span_of(text);
    struct span line;
    while (span_next_piece(&rest, '|', &line)) {
        strings_push(arena, &lines, utf8_fold_copy(arena, line));
    }
    struct location location = place_of_lines(arena, &lines);
    EXPECT(!location.postcode || sound_is_postcode(location.postcode));
    expect_pieces(arena, &location, text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct vacancy vacancy;
    struct arena arena;
    vacancy_init(&vacancy);
    arena_init(&arena, ARENA_PAGE_CAP);
    const char *text = property_line(&arena, data, size);
    place_read(&vacancy, &arena, text);
    EXPECT(!*text || vacancy.location_count > 0 || vacancy.note_count > 0);
    sound_locations(&vacancy);
    sound_notes(vacancy.notes, vacancy.note_count);
    for (size_t i = 0; i < vacancy.location_count; i++) {
        expect_pieces(&arena, &vacancy.locations[i], text);
    }
    try_postcode(&arena, text);
    try_block(&arena, text);
    EXPECT(!arena.failed);
    arena_fini(&arena);
    return 0;
}
