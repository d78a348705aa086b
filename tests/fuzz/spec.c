/* tests/fuzz/spec.c - any lines as a person specification: criteria that are parts of the lines
 * SPDX-License-Identifier: MIT
 */
#include "parser/person_spec.h"
#include "tests/support/property.h"
#include "tests/support/sound.h"
#include "tools/fuzz.h"

static struct strings lines_of(struct arena *arena, const uint8_t *data, size_t size) {
    struct strings lines = {NULL, 0};
    struct span rest = span_of(property_text(arena, data, size));
    struct span line;
    while (span_next_piece(&rest, '\n', &line)) {
        /* a tab that folding made a blank was an indent */
        strings_push(arena, &lines, arena_copy(arena, line));
    }
    return lines;
}

static struct vacancy read_lines(struct arena *arena, const struct strings *lines) {
    struct vacancy vacancy;
    vacancy_init(&vacancy);
    struct person_spec spec = {.vacancy = &vacancy, .arena = arena};
    person_spec_lines(&spec, lines);
    return vacancy;
}

/* Letters, digits and what is no ASCII, in their order: signs are dropped and put by joins. */
static struct span words_of(struct arena *arena, struct span text) {
    char *copy = arena_copy(arena, text);
    size_t len = 0;
    for (size_t i = 0; copy && i < text.len; i++) {
        copy[len] = copy[i];
        len += ascii_is_alnum(copy[i]) || (copy[i] & 0x80) != 0;
    }
    return (struct span){copy, len};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct strings lines = lines_of(&arena, data, size);
    struct span all = words_of(&arena, span_of(property_line(&arena, data, size)));
    struct vacancy first = read_lines(&arena, &lines);
    struct vacancy again = read_lines(&arena, &lines);
    sound_criteria(&first);
    sound_no_twins(&first);
    sound_notes(first.notes, first.note_count);
    EXPECT(first.criterion_count == again.criterion_count);
    for (size_t i = 0; i < first.criterion_count; i++) {
        struct span words = words_of(&arena, span_of(first.criteria[i].text));
        EXPECT(words.len > 0 && property_holds_all(all, words));
    }
    EXPECT(!arena.failed);
    arena_fini(&arena);
    return 0;
}
