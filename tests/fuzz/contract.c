/* tests/fuzz/contract.c - any text as contract and length: a kind or a note, real lengths
 * SPDX-License-Identifier: MIT
 */
#include "parser/wording.h"
#include "tests/support/property.h"
#include "tests/support/sound.h"
#include "tools/fuzz.h"

static struct vacancy read_contract(struct arena *arena, const char *text) {
    struct vacancy vacancy;
    vacancy_init(&vacancy);
    terms_contract(&vacancy, arena, text);
    return vacancy;
}

static struct vacancy read_length(struct arena *arena, const char *text) {
    struct vacancy vacancy;
    vacancy_init(&vacancy);
    terms_duration(&vacancy, arena, text);
    return vacancy;
}

static void expect_length(const struct vacancy *vacancy) {
    enum { MONTHS_MAX = 120 };
    EXPECT(vacancy->contract_months >= 0 && vacancy->contract_months <= MONTHS_MAX);
    EXPECT(vacancy->contract_months == 0 || !vacancy_has_note(vacancy, "unlikely"));
    sound_notes(vacancy->notes, vacancy->note_count);
}

static void try_contract(struct arena *arena, const char *text) {
    struct vacancy first = read_contract(arena, text);
    struct vacancy loud = read_contract(arena, property_upper(arena, text));
    bool lasts = first.contract == CONTRACT_PERMANENT || first.contract == CONTRACT_BANK ||
                 first.contract == CONTRACT_NONE;
    EXPECT(first.contract >= CONTRACT_NONE && first.contract < CONTRACT_COUNT);
    EXPECT((first.contract == CONTRACT_NONE) == vacancy_has_note(&first, "unknown") || !*text);
    EXPECT(!lasts || first.contract_months == 0);
    EXPECT(sound_same_fields(&first, &loud, NULL, arena));
    expect_length(&first);
    unsigned contract = first.contract;
    int months = first.contract_months;
    terms_contract(&first, arena, text); /* what was read is read again */
    EXPECT(first.contract == contract && first.contract_months == months);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    const char *text = property_line(&arena, data, size);
    try_contract(&arena, text);
    struct vacancy first = read_length(&arena, text);
    struct vacancy loud = read_length(&arena, property_upper(&arena, text));
    expect_length(&first);
    EXPECT(first.contract == CONTRACT_NONE);
    EXPECT(first.contract_months == loud.contract_months);
    EXPECT(!arena.failed);
    arena_fini(&arena);
    return 0;
}
