/* tests/unit/parser/wording_fixture.c - what the tests of wordings share
 * SPDX-License-Identifier: MIT
 */
#include "tests/unit/parser/wording_fixture.h"

#include <string.h>

#include "base/utf8.h"

enum { MADE_UP = 400, MADE_UP_LEN = 48 };

void wording_open(struct wording_fixture *fixture) {
    arena_init(&fixture->arena, ARENA_PAGE_CAP);
    vacancy_init(&fixture->vacancy);
}

void wording_close(struct wording_fixture *fixture) { arena_fini(&fixture->arena); }

bool wording_noted(const struct wording_fixture *fixture, const char *code) {
    for (size_t i = 0; i < fixture->vacancy.note_count; i++) {
        if (strcmp(fixture->vacancy.notes[i].code, code) == 0) {
            return true;
        }
    }
    return false;
}

typedef void read_wording(struct vacancy *vacancy, struct arena *arena, const char *text);
typedef void check_wording(const struct vacancy *vacancy, const char *text);

static void try_one(struct span bytes, read_wording *read, check_wording *check) {
    struct wording_fixture fixture;
    struct buf mended;
    wording_open(&fixture);
    buf_init(&mended, 4096);
    utf8_mend(&mended, bytes);
    const char *text = arena_copy(&fixture.arena, buf_span(&mended));
    read(&fixture.vacancy, &fixture.arena, text);
    check(&fixture.vacancy, text);
    buf_fini(&mended);
    wording_close(&fixture);
}

/* The letters, digits and signs that wordings are made of come more often than others. */
static char made_up_byte(uint32_t *seed) {
    static const char likely[] = "0123456789,.-/+()%: £kpahr band to per annum GBP";
    *seed = *seed * 1664525u + 1013904223u;
    uint32_t value = *seed >> 16;
    return value % 4 ? likely[value / 4 % (sizeof likely - 1)] : (char)(value / 4 % 255 + 1);
}

void wording_try_prefixes(const char *const *texts, size_t count, read_wording *read,
                          check_wording *check) {
    for (size_t i = 0; i < count; i++) {
        for (size_t len = 0; len <= strlen(texts[i]); len++) {
            try_one(span_part(span_of(texts[i]), 0, len), read, check);
        }
    }
    uint32_t seed = 20260921;
    for (size_t i = 0; i < MADE_UP; i++) {
        char bytes[MADE_UP_LEN];
        for (size_t k = 0; k < MADE_UP_LEN; k++) {
            bytes[k] = made_up_byte(&seed);
        }
        try_one((struct span){bytes, MADE_UP_LEN}, read, check);
    }
}

const char *wording_words(struct arena *arena, const struct vocab *vocab, unsigned set) {
    struct strings words = vocab_names(vocab, set, arena);
    const char *text = "";
    for (size_t i = 0; i < words.count; i++) {
        text = arena_printf(arena, "%s%s%s", text, i ? "," : "", words.at[i]);
    }
    return text;
}

const char *wording_text(const char *text) { return text ? text : ""; }
