/* tests/fuzz/marks.c - any text as a criterion: marks come off its end, the words stay
 * SPDX-License-Identifier: MIT
 */
#include "parser/bullet.h"
#include "parser/person_spec.h"
#include "tests/support/property.h"
#include "tests/support/sound.h"
#include "tools/fuzz.h"

static bool is_set(unsigned assessed) {
    return assessed < 1u << ASSESSED_COUNT && !(assessed & 1u);
}

/* A part of the text; the full stop of a sentence whose mark was taken off may be put again. */
static bool is_part(const char *text, const char *clean) {
    struct span part = span_of(clean);
    part.len -= span_ends(part, ".");
    return property_holds_all(span_of(text), part);
}

/* A mark that stands there beyond doubt is seen. */
static void try_marked(struct arena *arena, const char *text) {
    unsigned marked = 0;
    unsigned wanted = 1u << ASSESSED_APPLICATION | 1u << ASSESSED_INTERVIEW;
    const char *with = arena_printf(arena, "%s (A/I)", text);
    const char *clean = person_spec_marks(arena, with, &marked);
    EXPECT(clean && is_part(text, clean));
    EXPECT((marked & wanted) == wanted);
}

/* The same text as one criterion of a specification: parts of it, or none; its twin adds
 * nothing. */
static void try_criterion(struct arena *arena, const char *text) {
    struct vacancy vacancy;
    vacancy_init(&vacancy);
    struct person_spec spec = {.vacancy = &vacancy, .arena = arena};
    person_spec_criterion(&spec, text);
    size_t count = vacancy.criterion_count;
    sound_criteria(&vacancy);
    sound_notes(vacancy.notes, vacancy.note_count);
    for (size_t i = 0; i < count; i++) {
        /* Bullets in it make it a parent and its sub-items, joined by a sign of ours. */
        EXPECT(strstr(vacancy.criteria[i].text, "; ") ||
               is_part(text, vacancy.criteria[i].text));
    }
    /* It may hold a need's heading, which counts for what comes behind it. */
    spec = (struct person_spec){.vacancy = &vacancy, .arena = arena};
    person_spec_criterion(&spec, text);
    EXPECT(vacancy.criterion_count == count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena;
    unsigned assessed = 0;
    unsigned again = 0;
    arena_init(&arena, ARENA_PAGE_CAP);
    const char *text = property_line(&arena, data, size);
    const char *clean = person_spec_marks(&arena, text, &assessed);
    EXPECT(clean && property_is_folded(clean) && is_set(assessed));
    EXPECT(is_part(text, clean));
    EXPECT(assessed || span_equal(span_of(clean), bullet_trim(span_of(text))));
    const char *twice = person_spec_marks(&arena, clean, &again);
    EXPECT(again || span_equal(span_of(clean), span_of(twice)));
    EXPECT(is_part(clean, twice));
    try_marked(&arena, text);
    try_criterion(&arena, text);
    EXPECT(!arena.failed);
    arena_fini(&arena);
    return 0;
}
