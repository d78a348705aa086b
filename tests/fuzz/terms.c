/* tests/fuzz/terms.c - any text as scheme, checks, sponsorship: a word of the list or a note
 * SPDX-License-Identifier: MIT
 */
#include "parser/wording.h"
#include "tests/support/property.h"
#include "tests/support/sound.h"
#include "tools/fuzz.h"

typedef void terms_read(struct vacancy *vacancy, struct arena *arena, const char *text);

/* Reads a text twice over and in capitals: all the same. */
static struct vacancy read_terms(terms_read *read, struct arena *arena, const char *text) {
    struct vacancy first;
    struct vacancy loud;
    vacancy_init(&first);
    vacancy_init(&loud);
    read(&first, arena, text);
    read(&loud, arena, property_upper(arena, text));
    EXPECT(sound_same_fields(&first, &loud, NULL, arena));
    struct vacancy again = first;
    read(&again, arena, text);
    EXPECT(sound_same_fields(&first, &again, NULL, arena));
    sound_notes(first.notes, first.note_count);
    return first;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    const char *text = property_line(&arena, data, size);
    struct vacancy scheme = read_terms(terms_scheme, &arena, text);
    struct vacancy dbs = read_terms(terms_dbs, &arena, text);
    struct vacancy sponsorship = read_terms(terms_sponsorship, &arena, text);
    bool unknown = vacancy_has_note(&scheme, "unknown");
    EXPECT(scheme.pay_scheme < SCHEME_COUNT);
    EXPECT(!*text || unknown || scheme.pay_scheme != SCHEME_NONE);
    EXPECT(!unknown || scheme.pay_scheme == SCHEME_OTHER || scheme.pay_scheme == SCHEME_NONE);
    EXPECT(dbs.dbs < DBS_COUNT);
    EXPECT(!*text || (dbs.dbs != DBS_NONE) != vacancy_has_note(&dbs, "unknown"));
    EXPECT(sponsorship.sponsorship < SPONSORSHIP_COUNT);
    EXPECT(!*text || (sponsorship.sponsorship != SPONSORSHIP_NONE) !=
                         vacancy_has_note(&sponsorship, "unknown"));
    EXPECT(!arena.failed);
    arena_fini(&arena);
    return 0;
}
