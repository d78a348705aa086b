/* tests/fuzz/wording.c - any text as each of the short wordings: amounts in order, dates real
 * SPDX-License-Identifier: MIT
 */
#include "parser/wording.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "tools/fuzz.h"

static void expect(bool truth) {
    if (!truth) {
        abort();
    }
}

static void read_all(struct vacancy *vacancy, struct arena *arena, const char *text) {
    salary_read(vacancy, arena, text);
    band_read(vacancy, arena, text);
    band_settle(vacancy, arena);
    dates_read_posted(vacancy, arena, text);
    dates_read_closes(vacancy, arena, text);
    dates_read_interview(vacancy, arena, text);
    place_read(vacancy, arena, text);
    terms_contract(vacancy, arena, text);
    terms_duration(vacancy, arena, text);
    terms_pattern(vacancy, arena, text);
    vacancy->text_description = text;
    contact_mask(vacancy, arena, false);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct vacancy vacancy;
    struct arena arena;
    struct buf mended;
    const char *text = NULL;

    vacancy_init(&vacancy);
    arena_init(&arena, ARENA_PAGE_CAP);
    buf_init(&mended, 1 << 20);
    utf8_mend(&mended, (struct span){(const char *)data, size < 4096 ? size : 4096});
    text = utf8_fold_copy(&arena, buf_span(&mended));
    if (text) {
        read_all(&vacancy, &arena, text);
        expect(vacancy.salary.min == MONEY_NONE || vacancy.salary.min >= 0);
        expect(vacancy.salary.kind != SALARY_RANGE || vacancy.salary.min < vacancy.salary.max);
        expect(vacancy.salary.kind != SALARY_POINT || vacancy.salary.min == vacancy.salary.max);
        expect(date_is_none(vacancy.posted) || date_is_valid(vacancy.posted));
        expect(date_is_none(vacancy.closes) || date_is_valid(vacancy.closes));
        expect(vacancy.hours_low <= vacancy.hours_high);
        expect(!vacancy.text_description || utf8_is_valid(span_of(vacancy.text_description)));
    }
    buf_fini(&mended);
    arena_fini(&arena);
    return 0;
}
