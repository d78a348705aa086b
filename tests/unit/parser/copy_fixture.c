/* tests/unit/parser/copy_fixture.c - a plain text or a role page on its way through the reader
 * SPDX-License-Identifier: MIT
 */
#include "tests/unit/parser/copy_fixture.h"

#include <criterion/criterion.h>

#include "base/file.h"
#include "tests/support/place.h"

static void start(struct copy_fixture *fixture) {
    *fixture = (struct copy_fixture){.readings = {NULL, 0}};
    buf_init(&fixture->body, PAGE_SIZE_MAX);
    arena_init(&fixture->arena, ARENA_PAGE_CAP);
}

static void read_body(struct copy_fixture *fixture, bool keep_contacts) {
    struct page page = {.body = buf_span(&fixture->body)};
    struct reader_options options = {.keep_contacts = keep_contacts};
    struct diag diag = {ERR_NONE, ""};
    enum err err = reader_read(&fixture->readings, &fixture->arena, &page, &options, &diag);
    cr_assert_eq(err, ERR_NONE, "%s", diag.text);
}

bool copy_open(struct copy_fixture *fixture, const char *path, bool keep_contacts) {
    start(fixture);
    bool there = file_read(&fixture->body, place_of(path), NULL) == ERR_NONE;
    if (there) {
        read_body(fixture, keep_contacts);
    }
    return there;
}

void copy_open_bytes(struct copy_fixture *fixture, struct span bytes) {
    start(fixture);
    buf_put(&fixture->body, bytes);
    read_body(fixture, false);
}

void copy_close(struct copy_fixture *fixture) {
    buf_fini(&fixture->body);
    arena_fini(&fixture->arena);
}

const struct vacancy *copy_vacancy(const struct copy_fixture *fixture) {
    cr_assert_eq(fixture->readings.count, 1);
    cr_assert_eq(fixture->readings.at[0].kind, READING_VACANCY);
    return &fixture->readings.at[0].as.vacancy;
}

const struct role *copy_role(const struct copy_fixture *fixture) {
    cr_assert_eq(fixture->readings.count, 1);
    cr_assert_eq(fixture->readings.at[0].kind, READING_ROLE);
    return &fixture->readings.at[0].as.role;
}

const char *copy_join(struct copy_fixture *fixture, const struct strings *texts) {
    const char *joined = "";
    for (size_t i = 0; i < texts->count; i++) {
        joined = arena_printf(&fixture->arena, "%s%s%s", joined, i ? " | " : "", texts->at[i]);
    }
    return joined;
}

const char *copy_criteria(struct copy_fixture *fixture) {
    const struct vacancy *vacancy = copy_vacancy(fixture);
    const char *joined = "";
    for (size_t i = 0; i < vacancy->criterion_count; i++) {
        const struct criterion *criterion = &vacancy->criteria[i];
        joined = arena_printf(&fixture->arena, "%s%s%s/%s/%s", joined, i ? " | " : "",
                              vocab_name(&vocab_need, (int)criterion->need),
                              criterion->group ? criterion->group : "", criterion->text);
    }
    return joined;
}
