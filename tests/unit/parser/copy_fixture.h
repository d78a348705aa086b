/* tests/unit/parser/copy_fixture.h - a plain text or a role page on its way through the reader
 * SPDX-License-Identifier: MIT
 */
#ifndef TESTS_UNIT_PARSER_COPY_FIXTURE_H
#define TESTS_UNIT_PARSER_COPY_FIXTURE_H

#include "base/buf.h"
#include "parser/reader.h"

struct copy_fixture {
    struct buf body;
    struct arena arena;
    struct readings readings;
};

/** Read a file of the tree. @return false where there is none */
bool copy_open(struct copy_fixture *fixture, const char *path, bool keep_contacts);

/** Read bytes. */
void copy_open_bytes(struct copy_fixture *fixture, struct span bytes);

void copy_close(struct copy_fixture *fixture);

/** The only vacancy or role that was read; fails the test where it is not so. */
const struct vacancy *copy_vacancy(const struct copy_fixture *fixture);
const struct role *copy_role(const struct copy_fixture *fixture);

/** Texts joined by " | ", in the fixture's arena. */
const char *copy_join(struct copy_fixture *fixture, const struct strings *texts);

/** Criteria as "need/group/text", joined by " | ". */
const char *copy_criteria(struct copy_fixture *fixture);

#endif
