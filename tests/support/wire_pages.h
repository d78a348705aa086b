/* tests/support/wire_pages.h - the pages of a board of a few adverts, known by letters
 * SPDX-License-Identifier: MIT
 *
 * Adverts are A, B, C, ... as the feed lists them, newest first; taken from fixtures/board, and
 * only such as the parser reads whole. B' is the advert B with another title, in the feed and
 * on its page.
 */
#ifndef WIRE_PAGES_H
#define WIRE_PAGES_H

#include "tests/support/board_data.h"
#include "tests/support/board_text.h"
#include "tests/support/wire_words.h"

enum { WIRE_ADVERTS_MAX = 52, WIRE_PAGE_SIZE = 100 };

struct wire_pages {
    struct board_data data;
    const struct board_vacancy *letters[WIRE_ADVERTS_MAX]; /* A to Z, a to z */
    struct board_vacancy changed[WIRE_ADVERTS_MAX];        /* the same, with a mark */
    size_t known;                                          /* letters there are */
    size_t adverts;                                        /* the healthy board has: A to ... */
    size_t page_size;                                      /* lines of a page of its feed */
};

/** @param today the date of the board, YYYY-MM-DD @return NULL with a reason in `error` */
struct wire_pages *wire_pages_open(const char *today, char *error, size_t size);
void wire_pages_close(struct wire_pages *pages);

/** The id of the advert "A" or "B'"; NULL where there is none. */
const char *wire_pages_id(const struct wire_pages *pages, struct span letter);

/** The letters of a list: "A" and "B'" as they are, "A..D" as A B C D. */
size_t wire_pages_list(char letters[WIRE_ADVERTS_MAX][3], const struct wire_words *words,
                       size_t from, size_t *end);

/** What a page of the feed says. */
struct wire_feed {
    char lines[WIRE_ADVERTS_MAX][3]; /* letters */
    size_t count;
    long total; /* -1: as many as there are lines */
    long pages; /* -1: one */
};

void wire_pages_feed(struct board_text *text, const struct wire_pages *pages,
                     const struct wire_feed *feed);
void wire_pages_advert(struct board_text *text, const struct wire_pages *pages,
                       struct span letter);

/** The healthy answer to an address: its body and media type.
 * @param tag receives the validator, "" for none
 * @return the media type */
const char *wire_pages_answer(struct board_text *text, char tag[64],
                              const struct wire_pages *pages, const char *path);

/** An address in short: "robots", "feed", "feed:2", "A", or the path without its query. */
void wire_pages_name(char name[128], const struct wire_pages *pages, const char *path);

/** One of the pages that stand in place of others: "login", "maintenance", "service_domain",
 * "consent", "challenge", "closed". @return false: there is no such */
bool wire_pages_notice(struct board_text *text, const char *name);

#endif
