/* tests/unit/parser/nhsjobs_fixture.c - reads the saved pages of fixtures/pages/nhsjobs
 * SPDX-License-Identifier: MIT
 */
#include "nhsjobs_fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "../../support/place.h"
#include "base/file.h"

static void start(struct fixture *fixture, const char *url) {
    memset(fixture, 0, sizeof *fixture);
    buf_init(&fixture->body, 2 * PAGE_SIZE_MAX);
    arena_init(&fixture->arena, ARENA_PAGE_CAP);
    fixture->page.url = url;
    fixture->page.final_url = url;
}

static void read_page(struct fixture *fixture) {
    static const struct reader_options options = {.keep_contacts = true};
    struct diag diag = {ERR_NONE, ""};
    fixture->page.body = buf_span(&fixture->body);
    fixture->err =
        reader_read(&fixture->readings, &fixture->arena, &fixture->page, &options, &diag);
    cr_expect_eq(fixture->err, ERR_NONE, "%s", diag.text);
}

void fixture_read_file(struct fixture *fixture, const char *path, const char *url) {
    struct diag diag = {ERR_NONE, ""};
    start(fixture, url);
    cr_assert_eq(file_read(&fixture->body, place_of(path), &diag), ERR_NONE, "%s", diag.text);
    read_page(fixture);
}

void fixture_read_from(struct fixture *fixture, const char *name, const char *url) {
    char path[256];
    (void)snprintf(path, sizeof path, "fixtures/pages/nhsjobs/%s", name);
    fixture_read_file(fixture, path, url);
}

void fixture_read(struct fixture *fixture, const char *name) {
    fixture_read_from(fixture, name, NULL);
}

void fixture_read_bytes(struct fixture *fixture, struct span bytes, const char *url) {
    start(fixture, url);
    buf_put(&fixture->body, bytes);
    read_page(fixture);
}

void fixture_fini(struct fixture *fixture) {
    buf_fini(&fixture->body);
    arena_fini(&fixture->arena);
}

/* ---- what was read ---- */

static const struct reading *only_reading(const struct fixture *fixture,
                                          enum reading_kind kind) {
    bool one = fixture->readings.count == 1 && fixture->readings.at[0].kind == kind;
    return one ? &fixture->readings.at[0] : NULL;
}

const struct vacancy *fixture_vacancy(const struct fixture *fixture) {
    const struct reading *reading = only_reading(fixture, READING_VACANCY);
    cr_expect_not_null(reading, "no vacancy was read");
    return reading ? &reading->as.vacancy : NULL;
}

const struct listing *fixture_listing(const struct fixture *fixture) {
    const struct reading *reading = only_reading(fixture, READING_LISTING);
    cr_expect_not_null(reading, "no listing was read");
    return reading ? &reading->as.listing : NULL;
}

enum refusal_kind fixture_refusal(const struct fixture *fixture) {
    const struct reading *reading = only_reading(fixture, READING_REFUSAL);
    return reading ? reading->as.refusal.kind : REFUSAL_NONE;
}

const char *fixture_field(struct fixture *fixture, const struct vacancy *vacancy,
                          const char *name) {
    for (size_t i = 0; i < vacancy_field_count; i++) {
        if (strcmp(vacancy_fields[i].name, name) == 0) {
            return vacancy_field_text(vacancy, &vacancy_fields[i], &fixture->arena);
        }
    }
    cr_expect_fail("there is no field %s", name);
    return NULL;
}

bool fixture_has_note(const struct vacancy *vacancy, const char *code) {
    for (size_t i = 0; i < vacancy->note_count; i++) {
        if (strcmp(vacancy->notes[i].code, code) == 0) {
            return true;
        }
    }
    return false;
}

/* ---- as text ---- */

/* Line ends inside a value are written as \n, so that a value is a line. */
static void write_value(struct buf *out, const char *name, const char *value) {
    buf_printf(out, "%s: ", name);
    for (const char *at = value; *at; at++) {
        if (*at == '\n') {
            buf_put_text(out, "\\n");
        } else {
            buf_put_char(out, *at);
        }
    }
    buf_put_char(out, '\n');
}

static const char *or_dash(const char *text) { return text ? text : "-"; }

static void write_location(struct buf *out, const struct location *location) {
    buf_put_text(out, "location:");
    for (size_t i = 0; i < location->address.count; i++) {
        buf_printf(out, " [%s]", location->address.at[i]);
    }
    buf_printf(out, " | %s | %s | %s\n", or_dash(location->town), or_dash(location->county),
               or_dash(location->postcode));
}

static void write_criterion(struct buf *out, const struct criterion *criterion) {
    buf_printf(out, "criterion: %s | %s | %s |", vocab_name(&vocab_need, (int)criterion->need),
               or_dash(criterion->group), criterion->text);
    for (int i = 1; i < ASSESSED_COUNT; i++) {
        if (criterion->assessed & (1u << i)) {
            buf_printf(out, " %s", vocab_name(&vocab_assessed, i));
        }
    }
    buf_put_char(out, '\n');
}

static void write_vacancy(struct buf *out, const struct vacancy *vacancy, struct arena *arena) {
    for (size_t i = 0; i < vacancy_field_count; i++) {
        const char *text = vacancy_field_text(vacancy, &vacancy_fields[i], arena);
        if (text) {
            write_value(out, vacancy_fields[i].name, text);
        }
    }
    for (size_t i = 0; i < vacancy->location_count; i++) {
        write_location(out, &vacancy->locations[i]);
    }
    for (size_t i = 0; i < vacancy->criterion_count; i++) {
        write_criterion(out, &vacancy->criteria[i]);
    }
    for (size_t i = 0; i < vacancy->documents.count; i++) {
        write_value(out, "document", vacancy->documents.at[i]);
    }
    const struct contact *contact = vacancy->contact;
    if (contact) {
        buf_printf(out, "contact: %s | %s | %s | %s\n", or_dash(contact->name),
                   or_dash(contact->job_title), or_dash(contact->email),
                   or_dash(contact->phone));
    }
    for (size_t i = 0; i < vacancy->note_count; i++) {
        buf_printf(out, "note: %s %s\n", vacancy->notes[i].field, vacancy->notes[i].code);
    }
}

static void write_listing(struct buf *out, const struct listing *listing, struct arena *arena) {
    buf_printf(out, "listing: total %d, page %d of %d, next %s\n", listing->total,
               listing->page, listing->pages, or_dash(listing->next));
    for (size_t i = 0; i < listing->note_count; i++) {
        buf_printf(out, "note: %s %s\n", listing->notes[i].field, listing->notes[i].code);
    }
    for (size_t i = 0; i < listing->entry_count; i++) {
        buf_put_text(out, "\nentry\n");
        write_vacancy(out, &listing->entries[i], arena);
    }
}

void fixture_write(struct buf *out, struct fixture *fixture) {
    for (size_t i = 0; i < fixture->readings.count; i++) {
        const struct reading *reading = &fixture->readings.at[i];
        if (reading->kind == READING_VACANCY) {
            write_vacancy(out, &reading->as.vacancy, &fixture->arena);
        } else if (reading->kind == READING_LISTING) {
            write_listing(out, &reading->as.listing, &fixture->arena);
        } else if (reading->kind == READING_REFUSAL) {
            buf_printf(out, "refusal: %s\n",
                       vocab_name(&vocab_refusal, (int)reading->as.refusal.kind));
        }
    }
}
