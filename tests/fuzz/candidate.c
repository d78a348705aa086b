/* tests/fuzz/candidate.c - any bytes as a candidate file: read, or refused with file and line
 * SPDX-License-Identifier: MIT
 */
#include "matcher/candidate.h"

#include <stdlib.h>
#include <string.h>

#include "tools/fuzz.h"

static const struct rules *rules_once(void) {
    static struct rules *rules;

    if (!rules && rules_open(&rules, NULL, NULL)) {
        abort();
    }
    return rules;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct span content = {(const char *)data, size};
    struct candidate candidate = {.id = "untouched"};
    struct diag diag = {0};
    struct arena arena;
    enum err err = ERR_NONE;

    arena_init(&arena, ARENA_PAGE_CAP);
    err = candidate_read(&candidate, &arena, rules_once(), "f.ini", content,
                         (struct date){2026, 11, 2}, &diag);
    if (err == ERR_INPUT &&
        (strncmp(diag.text, "f.ini", 5) != 0 || strcmp(candidate.id, "untouched") != 0)) {
        abort();
    }
    for (size_t i = 0; !err && i < candidate.qualification_count; i++) {
        if (candidate.qualifications[i].level > 8) {
            abort();
        }
    }
    arena_fini(&arena);
    return 0;
}
