/* tests/fuzz/page.c - any bytes as a page: read twice alike, all texts clean, amounts sane
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "parser/reader.h"
#include "tools/fuzz.h"

static void expect(bool truth) {
    if (!truth) {
        abort();
    }
}

static void expect_clean(const char *text) {
    struct span span = span_of(text);
    size_t at = 0;
    uint32_t code = 0;

    expect(utf8_is_valid(span));
    while ((code = utf8_next(span, &at)) != UTF8_END) {
        expect(code == '\n' || !utf8_is_control(code));
    }
}

static void expect_sound_vacancy(const struct vacancy *vacancy, struct arena *arena) {
    for (size_t i = 0; i < vacancy_field_count; i++) {
        expect_clean(vacancy_field_text(vacancy, &vacancy_fields[i], arena));
    }
    for (size_t i = 0; i < vacancy->criterion_count; i++) {
        expect(vacancy->criteria[i].text && *vacancy->criteria[i].text);
        expect(vacancy->criteria[i].need != NEED_NONE);
        expect_clean(vacancy->criteria[i].text);
    }
    expect(vacancy->salary.min == MONEY_NONE || vacancy->salary.min >= 0);
    expect(vacancy->salary.min == MONEY_NONE || vacancy->salary.max == MONEY_NONE ||
           vacancy->salary.min <= vacancy->salary.max);
    expect(!vacancy->contact);
}

static void expect_same(const struct readings *a, const struct readings *b) {
    expect(a->count == b->count);
    for (size_t i = 0; i < a->count; i++) {
        expect(a->at[i].kind == b->at[i].kind);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct page page = {.file = "fuzz", .body = {(const char *)data, size}};
    struct reader_options options = {0};
    struct readings first = {0};
    struct readings second = {0};
    struct arena arena;
    enum err err = ERR_NONE;

    arena_init(&arena, ARENA_PAGE_CAP);
    err = reader_read(&first, &arena, &page, &options, NULL);
    expect(err == ERR_NONE || err == ERR_MEMORY || err == ERR_LIMIT);
    expect(err || first.count > 0);
    for (size_t i = 0; !err && i < first.count; i++) {
        if (first.at[i].kind == READING_VACANCY) {
            expect_sound_vacancy(&first.at[i].as.vacancy, &arena);
        }
    }
    if (!err && !reader_read(&second, &arena, &page, &options, NULL)) {
        expect_same(&first, &second);
    }
    arena_fini(&arena);
    return 0;
}
