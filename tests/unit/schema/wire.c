/* tests/unit/schema/wire.c - tests of schema/wire
 * SPDX-License-Identifier: MIT
 */
#include "schema/wire.h"

#include <criterion/criterion.h>
#include <string.h>

#include "sample.h"

static bool read_all(struct readings *out, struct arena *arena, struct span bytes) {
    struct wire wire = wire_reader(bytes, arena);
    wire_readings(&wire, out);
    return wire_is_done(&wire);
}

static void write_all(struct buf *out, struct readings *readings) {
    struct wire wire = wire_writer(out);
    wire_readings(&wire, readings);
    cr_assert(wire_is_done(&wire));
}

/* One of each kind, with values in every member that the table knows. */
static struct readings every_kind(struct arena *arena) {
    struct readings all = {NULL, 0};
    struct reading reading = {
        .kind = READING_VACANCY,
        .digest = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        .family = "text"};
    struct contact *contact = arena_alloc(arena, 1, sizeof *contact);
    contact->name = "N. N.";
    reading.as.vacancy = sample_full(arena);
    reading.as.vacancy.contact = contact;
    reading.as.vacancy.interview = (struct date){2026, 12, 31};
    ARENA_PUSH(arena, all.at, all.count, reading);
    struct reading listing = {.kind = READING_LISTING};
    struct vacancy entry;
    vacancy_init(&entry);
    entry.title = "Entry";
    listing.as.listing = (struct listing){
        .source = SOURCE_TRAC, .kind = LISTING_FEED, .total = -1, .pages = -1, .next = "/next"};
    ARENA_PUSH(arena, listing.as.listing.entries, listing.as.listing.entry_count, entry);
    ARENA_PUSH(arena, all.at, all.count, listing);
    struct reading sitemap = {.kind = READING_LISTING};
    vacancy_init(&entry);
    entry.url = "https://example.org/1";
    sitemap.as.listing = (struct listing){.kind = LISTING_SITEMAP, .total = -1, .pages = -1};
    ARENA_PUSH(arena, sitemap.as.listing.entries, sitemap.as.listing.entry_count, entry);
    struct reading role = {.kind = READING_ROLE};
    role.as.role.title = "Role";
    role.as.role.education_levels = 6;
    strings_push(arena, &role.as.role.tasks, "task");
    ARENA_PUSH(arena, all.at, all.count, role);
    struct reading refusal = {.kind = READING_REFUSAL};
    refusal.as.refusal = (struct refusal){REFUSAL_CUT, "cut"};
    ARENA_PUSH(arena, all.at, all.count, refusal);
    ARENA_PUSH(arena, all.at, all.count, sitemap);
    return all;
}

Test(wire, gives_back_what_was_written) {
    struct arena arena;
    struct buf first;
    struct buf second;
    struct readings back = {NULL, 0};
    arena_init(&arena, ARENA_PAGE_CAP);
    buf_init(&first, ARENA_PAGE_CAP);
    buf_init(&second, ARENA_PAGE_CAP);
    struct readings all = every_kind(&arena);
    write_all(&first, &all);
    cr_assert(read_all(&back, &arena, buf_span(&first)));
    cr_assert_eq(back.count, all.count);
    const struct vacancy *was = &all.at[0].as.vacancy;
    const struct vacancy *is = &back.at[0].as.vacancy;
    for (size_t i = 0; i < vacancy_field_count; i++) {
        const char *a = vacancy_field_text(was, &vacancy_fields[i], &arena);
        const char *b = vacancy_field_text(is, &vacancy_fields[i], &arena);
        cr_expect(a && b ? strcmp(a, b) == 0 : a == b, "%s", vacancy_fields[i].name);
    }
    cr_expect_eq(is->criterion_count, was->criterion_count);
    cr_expect_str_eq(is->contact->name, "N. N.");
    cr_expect_null(is->contact->phone);
    cr_expect_str_eq(back.at[0].family, "text");
    cr_expect_eq(back.at[1].as.listing.total, -1);
    cr_expect_str_eq(back.at[1].as.listing.entries[0].title, "Entry");
    cr_expect_eq(back.at[1].as.listing.entries[0].salary.min, MONEY_NONE);
    cr_expect_str_eq(back.at[2].as.role.tasks.at[0], "task");
    cr_expect_eq(back.at[3].as.refusal.kind, REFUSAL_CUT);
    cr_expect_eq(back.at[4].as.listing.kind, LISTING_SITEMAP);
    cr_expect_str_eq(back.at[4].as.listing.entries[0].url, "https://example.org/1");
    cr_expect_eq(back.at[4].as.listing.entries[0].salary.min, MONEY_NONE);
    write_all(&second, &back);
    cr_expect(span_equal(buf_span(&first), buf_span(&second)), "written again it differs");
    buf_fini(&first);
    buf_fini(&second);
    arena_fini(&arena);
}

Test(wire, refuses_bytes_cut_anywhere) {
    struct arena arena;
    struct buf bytes;
    arena_init(&arena, ARENA_RUN_CAP);
    buf_init(&bytes, ARENA_PAGE_CAP);
    struct readings all = every_kind(&arena);
    write_all(&bytes, &all);
    for (size_t len = 0; len < bytes.len; len++) {
        struct readings back = {NULL, 0};
        cr_expect_not(read_all(&back, &arena, span_part(buf_span(&bytes), 0, len)),
                      "cut at %zu of %zu", len, bytes.len);
    }
    buf_fini(&bytes);
    arena_fini(&arena);
}

Test(wire, refuses_what_no_writer_of_ours_sends) {
    static const struct {
        const char *what;
        struct span bytes;
    } rows[] = {
        {"nothing", {"", 0}},
        {"a negative length", {"\x03", 1}},
        {"more readings than there are bytes", {"\x80\x10", 2}},
        {"an unknown kind", {"\x02\x7E", 2}},
        {"a number without an end", {"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 11}},
        {"a text longer than the rest", {"\x02\x08\x80\x08x", 5}},
        {"a text that is no UTF-8", {"\x02\x08\x02\xFF\x01\x02\x01", 7}},
        {"bytes behind the end", {"\x00\x00", 2}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena;
        struct readings back = {NULL, 0};
        arena_init(&arena, ARENA_PAGE_CAP);
        cr_expect_not(read_all(&back, &arena, rows[i].bytes), "%s", rows[i].what);
        arena_fini(&arena);
    }
}

Test(wire, refuses_records_without_what_must_be_there) {
    struct note note = {"field", NULL, "message"};
    struct criterion criterion = {.need = NEED_ESSENTIAL};
    struct reading readings[3] = {
        {.kind = READING_VACANCY, .as = {.vacancy = {.notes = &note}}},
        {.kind = READING_VACANCY},
        {.kind = READING_REFUSAL}};
    readings[0].as.vacancy.note_count = 1;
    readings[1].as.vacancy.criteria = &criterion;
    readings[1].as.vacancy.criterion_count = 1;
    readings[2].as.refusal.kind = REFUSAL_CUT;
    for (size_t i = 0; i < 3; i++) {
        struct readings one = {&readings[i], 1};
        struct readings back = {NULL, 0};
        struct arena arena;
        struct buf bytes;
        arena_init(&arena, ARENA_PAGE_CAP);
        buf_init(&bytes, 4096);
        struct wire wire = wire_writer(&bytes);
        wire_readings(&wire, &one);
        cr_expect_not(read_all(&back, &arena, buf_span(&bytes)), "record %zu", i);
        buf_fini(&bytes);
        arena_fini(&arena);
    }
}

/* A list of `count` entries of that kind, each with the same address (NULL: none). */
static bool carries_entries(enum listing_kind kind, int count, const char *url) {
    struct reading reading = {.kind = READING_LISTING};
    struct listing *listing = &reading.as.listing;
    struct readings all = {&reading, 1};
    struct readings back = {NULL, 0};
    struct arena arena;
    struct buf bytes;
    arena_init(&arena, ARENA_RUN_CAP);
    buf_init(&bytes, ARENA_RUN_CAP);
    *listing = (struct listing){.kind = kind, .total = -1, .pages = -1};
    listing->entry_count = (size_t)count;
    listing->entries = arena_alloc(&arena, listing->entry_count, sizeof *listing->entries);
    for (int i = 0; i < count; i++) {
        vacancy_init(&listing->entries[i]);
        listing->entries[i].url = url;
    }
    struct wire wire = wire_writer(&bytes);
    wire_readings(&wire, &all);
    bool carried = read_all(&back, &arena, buf_span(&bytes)) &&
                   back.at[0].as.listing.entry_count == listing->entry_count;
    buf_fini(&bytes);
    arena_fini(&arena);
    return carried;
}

Test(wire, carries_no_more_entries_than_a_list_may_have) {
    static const struct {
        enum listing_kind kind;
        int count;
        const char *url;
        bool carried;
    } rows[] = {{LISTING_FEED, LISTING_ENTRIES_MAX, NULL, true},
                {LISTING_FEED, LISTING_ENTRIES_MAX + 1, NULL, false},
                {LISTING_SITEMAP, LISTING_ADDRESSES_MAX, "https://example.org/1", true},
                {LISTING_SITEMAP, LISTING_ADDRESSES_MAX + 1, "https://example.org/1", false},
                {LISTING_SITEMAP_INDEX, 2, "https://example.org/1", true},
                {LISTING_SITEMAP_INDEX, 2, NULL, false},
                {LISTING_KIND_COUNT, 1, NULL, false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect_eq(carries_entries(rows[i].kind, rows[i].count, rows[i].url), rows[i].carried,
                     "row %zu", i);
    }
}

Test(wire, carries_numbers_of_any_size) {
    static const int64_t numbers[] = {0,       1,         -1,        63,      64,        -64,
                                      INT_MAX, INT64_MAX, INT64_MIN, 1 << 14, -(1 << 21)};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct buf bytes;
        struct arena arena;
        int64_t number = numbers[i];
        int64_t back = 7;
        buf_init(&bytes, 64);
        arena_init(&arena, 64);
        struct wire out = wire_writer(&bytes);
        wire_number(&out, &number);
        struct wire in = wire_reader(buf_span(&bytes), &arena);
        wire_number(&in, &back);
        cr_expect(wire_is_done(&in));
        cr_expect_eq(back, numbers[i], "%lld", (long long)numbers[i]);
        buf_fini(&bytes);
        arena_fini(&arena);
    }
}

Test(wire, carries_a_page_with_names_in_any_encoding) {
    struct page page = {.file = "caf\xE9.html", .status = 200, .body = SPAN("a\0b")};
    struct page back = {0};
    struct buf bytes;
    struct arena arena;
    buf_init(&bytes, 4096);
    arena_init(&arena, 4096);
    struct wire out = wire_writer(&bytes);
    wire_page(&out, &page);
    struct wire in = wire_reader(buf_span(&bytes), &arena);
    wire_page(&in, &back);
    cr_assert(wire_is_done(&in));
    cr_expect_str_eq(back.file, page.file);
    cr_expect_null(back.url);
    cr_expect(span_equal(back.body, page.body));
    buf_fini(&bytes);
    arena_fini(&arena);
}
