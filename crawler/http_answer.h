/* crawler/http_answer.h - what an answer's headers say of its body (for http.c alone)
 * SPDX-License-Identifier: MIT
 */
#ifndef CRAWLER_HTTP_ANSWER_H
#define CRAWLER_HTTP_ANSWER_H

#include "base/arena.h"
#include "schema/page.h"

/**
 * Read type and validators out of a page's headers, and take its body, unpacked.
 *
 * @param page `status` and `headers` are filled in; gets the rest, in the arena
 * @param sent the body as it came
 * @param body_max the most bytes that the unpacked body may have
 * @return ERR_NETWORK (no whole answer: lengths that differ, a part of a page, a packing that
 * is broken or was not asked for), ERR_LIMIT, ERR_MEMORY
 */
enum err http_answer_read(struct page *page, struct arena *arena, struct span sent,
                          size_t body_max, struct diag *diag);

#endif
