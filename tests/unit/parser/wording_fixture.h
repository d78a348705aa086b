/* tests/unit/parser/wording_fixture.h - what the tests of wordings share
 * SPDX-License-Identifier: MIT
 */
#ifndef TESTS_UNIT_PARSER_WORDING_FIXTURE_H
#define TESTS_UNIT_PARSER_WORDING_FIXTURE_H

#include "parser/wording.h"

/** An empty vacancy in an arena of its own. */
struct wording_fixture {
    struct arena arena;
    struct vacancy vacancy;
};

void wording_open(struct wording_fixture *fixture);
void wording_close(struct wording_fixture *fixture);

/** Does a note of that code stand on the vacancy? */
bool wording_noted(const struct wording_fixture *fixture, const char *code);

/** Try a wording on every prefix of every text (cut at whole characters), and on bytes made up
 * from a fixed seed and mended to UTF-8; `check` sees each vacancy that came out. */
void wording_try_prefixes(const char *const *texts, size_t count,
                          void (*read)(struct vacancy *vacancy, struct arena *arena,
                                       const char *text),
                          void (*check)(const struct vacancy *vacancy, const char *text));

/** The words of a set, comma-separated, in `arena`. */
const char *wording_words(struct arena *arena, const struct vocab *vocab, unsigned set);

/** "" for NULL. */
const char *wording_text(const char *text);

#endif
