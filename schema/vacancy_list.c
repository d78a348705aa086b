/* schema/vacancy_list.c - the lists of a vacancy as text
 * SPDX-License-Identifier: MIT
 */
#include "schema/vacancy_list.h"

#include <string.h>

/* The cap of a list as text: a person specification of 400 criteria of 10 KB each. */
enum { LIST_TEXT_MAX = 4 * 1024 * 1024 };

const struct list_style list_style_history = {"\n", " | ", ", ", ""};
const struct list_style list_style_exact = {"\x1d", "\x1e", "\x1f", "\x1a"};

static void put_part(struct buf *out, const char *text, const struct list_style *style) {
    buf_put_text(out, text ? text : style->absent);
    buf_put_text(out, style->part);
}

/* The parts of an item are put with a separator behind each: the last one goes again. */
static void end_item(struct buf *out, const struct list_style *style) {
    buf_cut(out, out->len - (out->failed ? 0 : strlen(style->part)));
    buf_put_text(out, style->item);
}

static void put_strings(struct buf *out, const struct strings *strings,
                        const struct list_style *style) {
    for (size_t i = 0; i < strings->count; i++) {
        buf_put_text(out, i > 0 ? style->line : "");
        buf_put_text(out, strings->at[i]);
    }
    put_part(out, strings->count > 0 ? "" : NULL, style);
}

static void put_set(struct buf *out, const struct vocab *vocab, unsigned set,
                    const struct list_style *style) {
    const char *between = "";
    for (size_t i = 1; i < vocab->count; i++) {
        if (set & 1u << i) {
            buf_put_text(out, between);
            buf_put_text(out, vocab->names[i]);
            between = style->line;
        }
    }
    put_part(out, "", style);
}

static void write_locations(struct buf *out, const struct vacancy *vacancy,
                            const struct list_style *style) {
    for (size_t i = 0; i < vacancy->location_count; i++) {
        const struct location *location = &vacancy->locations[i];
        put_strings(out, &location->address, style);
        put_part(out, location->town, style);
        put_part(out, location->county, style);
        put_part(out, location->postcode, style);
        put_part(out, vocab_name(&vocab_nation, (int)location->nation), style);
        put_part(out, location->region, style);
        end_item(out, style);
    }
}

static void write_criteria(struct buf *out, const struct vacancy *vacancy,
                           const struct list_style *style) {
    for (size_t i = 0; i < vacancy->criterion_count; i++) {
        const struct criterion *criterion = &vacancy->criteria[i];
        put_part(out, vocab_name(&vocab_need, (int)criterion->need), style);
        put_part(out, criterion->group, style);
        put_part(out, criterion->text, style);
        put_set(out, &vocab_assessed, criterion->assessed, style);
        end_item(out, style);
    }
}

static void write_documents(struct buf *out, const struct vacancy *vacancy,
                            const struct list_style *style) {
    for (size_t i = 0; i < vacancy->documents.count; i++) {
        put_part(out, vacancy->documents.at[i], style);
        end_item(out, style);
    }
}

static void write_notes(struct buf *out, const struct vacancy *vacancy,
                        const struct list_style *style) {
    for (size_t i = 0; i < vacancy->note_count; i++) {
        put_part(out, vacancy->notes[i].field, style);
        put_part(out, vacancy->notes[i].code, style);
        put_part(out, vacancy->notes[i].message, style);
        end_item(out, style);
    }
}

static void write_contact(struct buf *out, const struct vacancy *vacancy,
                          const struct list_style *style) {
    const struct contact *contact = vacancy->contact;
    if (contact) {
        put_part(out, contact->name, style);
        put_part(out, contact->job_title, style);
        put_part(out, contact->email, style);
        put_part(out, contact->phone, style);
        end_item(out, style);
    }
}

const struct vacancy_list vacancy_lists[] = {
    {"locations", true, write_locations}, {"criteria", true, write_criteria},
    {"documents", true, write_documents}, {"notes", false, write_notes},
    {"contact", false, write_contact},
};
const size_t vacancy_list_count = sizeof vacancy_lists / sizeof *vacancy_lists;

const char *vacancy_list_text(const struct vacancy *vacancy, const struct vacancy_list *list,
                              const struct list_style *style, struct arena *arena) {
    struct buf buf;
    const char *text = NULL;
    buf_init(&buf, LIST_TEXT_MAX);
    list->write(&buf, vacancy, style);
    if (buf.failed) {
        arena->failed = arena->failed ? arena->failed : buf.failed;
    } else if (buf.len > 0) {
        buf_cut(&buf, buf.len - strlen(style->item));
        text = arena_copy(arena, buf_span(&buf));
    }
    buf_fini(&buf);
    return text;
}

bool vacancy_list_is_equal(const struct vacancy *a, const struct vacancy *b,
                           const struct vacancy_list *list, struct arena *arena) {
    const char *one = vacancy_list_text(a, list, &list_style_exact, arena);
    const char *other = vacancy_list_text(b, list, &list_style_exact, arena);
    if (arena->failed || !one || !other) {
        return !arena->failed && one == other;
    }
    return strcmp(one, other) == 0;
}
