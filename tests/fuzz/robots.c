/* tests/fuzz/robots.c - any bytes as robots.txt: it stays allowed itself, an empty one allows
 * SPDX-License-Identifier: MIT
 */
#include "crawler/robots.h"

#include <stdlib.h>
#include <string.h>

#include "tools/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct span body = {(const char *)data, size};
    struct robots robots = {0};
    const struct robots_rule *rule = NULL;
    struct arena arena;

    arena_init(&arena, ARENA_PAGE_CAP);
    if (!robots_parse(&robots, &arena, body, "shortlist", NULL)) {
        bool allowed = robots_allows(&robots, "/candidate/jobadvert/C1?x=%2a", &rule);

        if (!robots_allows(&robots, "/robots.txt", NULL) || (robots.count == 0 && !allowed) ||
            (!allowed && (!rule || rule->allow))) {
            abort();
        }
    }
    arena_fini(&arena);
    return 0;
}
