/* tests/unit/parser/nhsjobs_fixture.h - reads the saved pages of fixtures/pages/nhsjobs
 * SPDX-License-Identifier: MIT
 */
#ifndef NHSJOBS_FIXTURE_H
#define NHSJOBS_FIXTURE_H

#include "base/buf.h"
#include "parser/reader.h"

/** A page that was read. */
struct fixture {
    struct buf body;
    struct arena arena;
    struct page page;
    struct readings readings;
    enum err err;
};

/** Reads fixtures/pages/nhsjobs/NAME as if it had been saved. Fails the test where there is no
 * such file. */
void fixture_read(struct fixture *fixture, const char *name);

/** The same, as if it had come from `url`. */
void fixture_read_from(struct fixture *fixture, const char *name, const char *url);

/** The same for any file of the tree; `url` may be NULL. */
void fixture_read_file(struct fixture *fixture, const char *path, const char *url);

/** Reads bytes. */
void fixture_read_bytes(struct fixture *fixture, struct span bytes, const char *url);

void fixture_fini(struct fixture *fixture);

/** The only reading, which must be a vacancy; NULL (and a failed expectation) where it is not.
 */
const struct vacancy *fixture_vacancy(const struct fixture *fixture);

/** The same for a listing. */
const struct listing *fixture_listing(const struct fixture *fixture);

/** The kind of the only reading's refusal, REFUSAL_NONE where it is none. */
enum refusal_kind fixture_refusal(const struct fixture *fixture);

/** A scalar field of a record as text, NULL where absent; in the fixture's arena. */
const char *fixture_field(struct fixture *fixture, const struct vacancy *vacancy,
                          const char *name);

/** Everything that was read, a line a value: what fixtures/expect/nhsjobs holds. */
void fixture_write(struct buf *out, struct fixture *fixture);

/** Has the vacancy a note with this code? */
bool fixture_has_note(const struct vacancy *vacancy, const char *code);

#endif
