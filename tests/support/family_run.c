/* tests/support/family_run.c - a page given straight to one family's reader
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/family_run.h"

#include <string.h>

#include "base/buf.h"
#include "parser/encoding.h"
#include "tests/support/property.h"
#include "tests/support/sound.h"

/* A tree's texts may be copied for each of its levels. */
#define RUN_CAP ((size_t)256 * 1024 * 1024)

/* ---- all text of a record stands in the page ---- */

struct span family_run_words(struct arena *arena, const struct document *document) {
    if (!document->html) {
        return document->text;
    }
    static const char *const shown[] = {"alt", "title", "content"};
    struct buf words;
    buf_init(&words, RUN_CAP);
    for (const struct html_node *at = html_root(document->html); at; at = html_next(at, NULL)) {
        for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) {
            buf_put_text(&words, html_attribute(at, shown[i]));
        }
        buf_put(&words, html_chars(at));
    }
    struct span copy = span_of(arena_copy(arena, buf_span(&words)));
    buf_fini(&words);
    return copy;
}

/* Without what readers put themselves: marks of items, signs that join. */
static struct span without_signs(struct arena *arena, struct span text) {
    char *copy = arena_copy(arena, text);
    size_t len = 0;
    for (size_t i = 0; copy && i < text.len; i++) {
        copy[len] = copy[i];
        len += ascii_is_alnum(copy[i]) || (copy[i] & 0x80) != 0;
    }
    return (struct span){copy, len};
}

static void expect_printed(struct arena *arena, struct span words, const char *text) {
    struct span rest = span_of(text);
    struct span line;
    while (span_next_piece(&rest, '\n', &line)) {
        EXPECT(property_holds_all(words, without_signs(arena, line)));
    }
}

static void expect_all_printed(struct arena *arena, struct span words,
                               const struct vacancy *vacancy) {
    const char *const texts[] = {
        vacancy->title,       vacancy->employer,         vacancy->reference,
        vacancy->salary.text, vacancy->text_summary,     vacancy->text_duties,
        vacancy->text_about,  vacancy->text_description, vacancy->registration};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        expect_printed(arena, words, texts[i]);
    }
    for (size_t i = 0; i < vacancy->criterion_count; i++) {
        expect_printed(arena, words, vacancy->criteria[i].text);
        expect_printed(arena, words, vacancy->criteria[i].group);
    }
    for (size_t i = 0; i < vacancy->location_count; i++) {
        expect_printed(arena, words, vacancy->locations[i].town);
        expect_printed(arena, words, vacancy->locations[i].county);
    }
}

static void expect_nothing_invented(const struct document *document,
                                    const struct readings *readings) {
    struct arena arena;
    arena_init(&arena, RUN_CAP);
    struct span words = family_run_words(&arena, document);
    for (size_t i = 0; i < readings->count; i++) {
        const struct reading *reading = &readings->at[i];
        if (reading->kind == READING_VACANCY) {
            expect_all_printed(&arena, words, &reading->as.vacancy);
            sound_no_twins(&reading->as.vacancy);
        }
        for (size_t k = 0;
             reading->kind == READING_LISTING && k < reading->as.listing.entry_count; k++) {
            expect_all_printed(&arena, words, &reading->as.listing.entries[k]);
        }
    }
    arena_fini(&arena);
}

/* ---- properties of families ---- */

static void expect_address(const struct vacancy *vacancy) {
    EXPECT(!vacancy->url || (vacancy->id && strstr(vacancy->url, vacancy->id)));
}

void family_run_advert(const struct family_run *run, const struct document *document,
                       const struct readings *readings, struct arena *arena) {
    (void)document;
    (void)arena;
    EXPECT(readings->count <= 1);
    for (size_t i = 0; i < readings->count; i++) {
        const struct vacancy *vacancy = &readings->at[i].as.vacancy;
        bool refusal = readings->at[i].kind == READING_REFUSAL;
        EXPECT(refusal || readings->at[i].kind == READING_VACANCY);
        if (!refusal) {
            EXPECT(vacancy->source == run->source && vacancy->title);
            expect_address(vacancy);
        }
    }
}

void family_run_listing(const struct family_run *run, const struct document *document,
                        const struct readings *readings, struct arena *arena) {
    (void)document;
    (void)arena;
    EXPECT(readings->count <= 1);
    for (size_t i = 0; i < readings->count; i++) {
        const struct listing *listing = &readings->at[i].as.listing;
        EXPECT(readings->at[i].kind == READING_LISTING && listing->kind == LISTING_RESULTS);
        EXPECT(listing->source == run->source);
        for (size_t k = 0; k < listing->entry_count; k++) {
            EXPECT(listing->entries[k].id || listing->entries[k].title);
            expect_address(&listing->entries[k]);
        }
    }
}

/* ---- straight to the family ---- */

static void read_direct(const struct family_run *run, const struct document *document,
                        struct arena *arena) {
    struct readings first = {NULL, 0};
    struct readings again = {NULL, 0};
    (void)run->family->recognise(document);
    enum err err = run->family->read(&first, arena, document, NULL);
    EXPECT(err == ERR_NONE || err == ERR_LIMIT);
    if (err) {
        return;
    }
    sound_readings(&first, arena);
    sound_wire(&first);
    if (!run->escaped) {
        expect_nothing_invented(document, &first);
    }
    if (run->property) {
        run->property(run, document, &first, arena);
    }
    if (!run->family->read(&again, arena, document, NULL)) {
        EXPECT(sound_is_same(&first, &again));
    }
}

static void try_direct(const struct family_run *run, const struct page *page) {
    static const struct reader_options keep = {.keep_contacts = true};
    struct document document = {.page = page, .options = &keep};
    struct refusal refusal = {REFUSAL_NONE, NULL};
    struct html *html = NULL;
    struct arena arena;
    struct buf text;
    enum err err = ERR_NONE;
    arena_init(&arena, RUN_CAP);
    buf_init(&text, 2 * PAGE_SIZE_MAX);
    err = encoding_decode(&text, &document.oddities, &refusal, &arena, page, NULL);
    document.text = buf_span(&text);
    if (!err && run->form == FAMILY_HTML) {
        err = html_parse(&html, document.text, NULL);
    } else if (!err && run->form == FAMILY_XML) {
        err = html_parse_xml(&html, document.text, NULL);
    }
    document.html = html;
    if (!err && refusal.kind == REFUSAL_NONE) {
        read_direct(run, &document, &arena);
    }
    html_free(html);
    buf_fini(&text);
    arena_fini(&arena);
}

/* ---- by the one door ---- */

static void expect_named(const struct readings *readings) {
    EXPECT(readings->count > 0);
    for (size_t i = 0; i < readings->count; i++) {
        const struct reading *reading = &readings->at[i];
        const struct vacancy *vacancy = &reading->as.vacancy;
        bool named = reading->kind != READING_VACANCY || (vacancy->id && *vacancy->id) ||
                     (vacancy->reference && *vacancy->reference);
        EXPECT(named == !reading->digest);
        EXPECT(reading->kind == READING_REFUSAL || reading->family);
    }
}

static void try_reader(const struct page *page) {
    struct readings first = {NULL, 0};
    struct readings again = {NULL, 0};
    struct arena arena;
    arena_init(&arena, RUN_CAP);
    enum err err = reader_read(&first, &arena, page, NULL, NULL);
    EXPECT(err == ERR_NONE || err == ERR_LIMIT);
    if (!err) {
        expect_named(&first);
        sound_readings(&first, &arena);
        sound_masked(&first, &arena);
        sound_wire(&first);
    }
    if (!err && !reader_read(&again, &arena, page, NULL, NULL)) {
        EXPECT(sound_is_same(&first, &again));
    }
    arena_fini(&arena);
}

void family_run(const struct family_run *run, const uint8_t *data, size_t size) {
    struct page page = {.url = run->url,
                        .final_url = run->url,
                        .file = run->url ? NULL : "fuzz",
                        .body = {(const char *)data, size}};
    if (size <= PAGE_SIZE_MAX) {
        try_direct(run, &page);
        try_reader(&page);
    }
}
