/* schema/wire.c - pages and readings as bytes, between the program and its fenced workers
 * SPDX-License-Identifier: MIT
 */
#include "schema/wire.h"

#include <limits.h>
#include <string.h>

#include "base/utf8.h"

/* The most readings of one page: a page of JSON-LD may hold many adverts, never this many. */
enum { READINGS_MAX = 2000 };

/* The most items of a list of texts (documents, address lines, a role's tasks): one page's
 * worth. */
enum { STRINGS_MAX = 100000 };

struct wire wire_writer(struct buf *out) {
    return (struct wire){.out = out};
}

struct wire wire_reader(struct span bytes, struct arena *arena) {
    return (struct wire){.rest = bytes, .arena = arena};
}

bool wire_is_done(const struct wire *wire) {
    return wire->out ? !wire->failed && !wire->out->failed
                     : !wire->failed && !wire->arena->failed && wire->rest.len == 0;
}

static bool is_reading(const struct wire *wire) { return wire->out == NULL; }

/* ---- numbers, texts, bytes ---- */

/* Seven bits a byte, the lowest first; the sign is in the lowest bit, so that small numbers of
 * either sign take one byte. */
static void put_number(struct buf *out, int64_t number) {
    uint64_t sign = number < 0 ? UINT64_MAX : 0;
    uint64_t rest = ((uint64_t)number << 1) ^ sign;
    for (; rest >= 0x80; rest >>= 7) {
        buf_put_char(out, (char)(unsigned char)(0x80 | (rest & 0x7F)));
    }
    buf_put_char(out, (char)rest);
}

static bool get_number(struct span *rest, int64_t *number) {
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && rest->len > 0; shift += 7) {
        unsigned char byte = (unsigned char)rest->at[0];
        *rest = span_part(*rest, 1, SIZE_MAX);
        value |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80) {
            *number = (int64_t)((value >> 1) ^ (UINT64_MAX * (value & 1)));
            return true;
        }
    }
    return false;
}

void wire_number(struct wire *wire, int64_t *number) {
    if (wire->failed) {
        return;
    }
    if (is_reading(wire)) {
        wire->failed = !get_number(&wire->rest, number);
    } else {
        put_number(wire->out, *number);
    }
}

/* A number that must lie between `min` and `max`. */
static void wire_int(struct wire *wire, int *value, int min, int max) {
    int64_t number = *value;
    wire_number(wire, &number);
    wire->failed = wire->failed || number < min || number > max;
    if (!wire->failed) {
        *value = (int)number;
    }
}

void wire_flag(struct wire *wire, bool *flag) {
    int value = *flag;
    wire_int(wire, &value, 0, 1);
    *flag = value != 0;
}

static void wire_set(struct wire *wire, unsigned *set, unsigned all) {
    int64_t number = *set;
    wire_number(wire, &number);
    wire->failed = wire->failed || number < 0 || ((uint64_t)number & ~(uint64_t)all) != 0;
    if (!wire->failed) {
        *set = (unsigned)number;
    }
}

/* A value of an enum with `count` values, none included. */
#define WIRE_ENUM(wire, type, member, count)                                                   \
    do {                                                                                       \
        int wire_enum_value = (int)(member);                                                   \
        wire_int((wire), &wire_enum_value, 0, (int)(count)-1);                                 \
        (member) = (type)wire_enum_value;                                                      \
    } while (0)

/* The bytes behind a length, borrowed; `*absent` for the length of none. */
static struct span take_bytes(struct wire *wire, bool *absent) {
    int64_t len = 0;
    wire_number(wire, &len);
    *absent = len < 0;
    if (wire->failed || len < -1 || (len > 0 && (uint64_t)len > wire->rest.len)) {
        wire->failed = true;
        return (struct span){NULL, 0};
    }
    struct span bytes = span_part(wire->rest, 0, len < 0 ? 0 : (size_t)len);
    wire->rest = span_part(wire->rest, bytes.len, SIZE_MAX);
    return bytes;
}

static void put_bytes(struct wire *wire, struct span bytes, bool absent) {
    int64_t len = absent ? -1 : (int64_t)bytes.len;
    wire_number(wire, &len);
    buf_put(wire->out, bytes);
}

void wire_bytes(struct wire *wire, struct span *bytes) {
    bool absent;
    if (is_reading(wire)) {
        *bytes = take_bytes(wire, &absent);
    } else {
        put_bytes(wire, *bytes, false);
    }
}

/* Text of any encoding: names of files and headers are as the system or a server gave them. */
static void wire_raw(struct wire *wire, const char **text) {
    bool absent;
    if (!is_reading(wire)) {
        put_bytes(wire, span_of(*text), *text == NULL);
        return;
    }
    struct span bytes = take_bytes(wire, &absent);
    wire->failed = wire->failed || (bytes.len > 0 && memchr(bytes.at, '\0', bytes.len));
    *text = wire->failed || absent ? NULL : arena_copy(wire->arena, bytes);
}

void wire_text(struct wire *wire, const char **text) {
    wire_raw(wire, text);
    wire->failed =
        wire->failed || (is_reading(wire) && *text && !utf8_is_valid(span_of(*text)));
}

/* Text that must be there. */
static void wire_words(struct wire *wire, const char **text) {
    wire_text(wire, text);
    wire->failed = wire->failed || !*text;
}

void wire_digest(struct wire *wire, const char **digest) {
    enum { DIGITS = 64 };
    wire_text(wire, digest);
    wire->failed = wire->failed || (*digest && strlen(*digest) != DIGITS);
}

/* ---- lists ---- */

/* The length of a list, and room for it when it is read. */
static void *wire_room(struct wire *wire, void *at, size_t *count, size_t size, int max) {
    int number = (int)(*count < (size_t)INT_MAX ? *count : (size_t)INT_MAX);
    wire_int(wire, &number, 0, max);
    if (!is_reading(wire) || wire->failed) {
        return wire->failed ? NULL : at;
    }
    /* An item takes a byte at least: no more can follow than there are bytes. */
    wire->failed = (size_t)number > wire->rest.len;
    void *room =
        wire->failed || number == 0 ? NULL : arena_alloc(wire->arena, (size_t)number, size);
    wire->failed = wire->failed || (number > 0 && !room);
    *count = wire->failed ? 0 : (size_t)number;
    return room;
}

/* Walks the list `list` of `count` items, each with `walk_item(wire, item)`. */
#define WIRE_LIST(wire, list, count, max, walk_item)                                           \
    do {                                                                                       \
        (list) = wire_room((wire), (list), &(count), sizeof *(list), (max));                   \
        for (size_t wire_at = 0; !(wire)->failed && wire_at < (count); wire_at++) {            \
            walk_item((wire), &(list)[wire_at]);                                               \
        }                                                                                      \
    } while (0)

static void wire_strings(struct wire *wire, struct strings *strings) {
    WIRE_LIST(wire, strings->at, strings->count, STRINGS_MAX, wire_words);
}

/* ---- parts of a vacancy ---- */

static void wire_note(struct wire *wire, struct note *note) {
    wire_words(wire, &note->field);
    wire_words(wire, &note->code);
    wire_words(wire, &note->message);
}

static void wire_location(struct wire *wire, struct location *location) {
    wire_strings(wire, &location->address);
    wire_text(wire, &location->town);
    wire_text(wire, &location->county);
    wire_text(wire, &location->postcode);
    WIRE_ENUM(wire, enum nation, location->nation, NATION_COUNT);
    wire_text(wire, &location->region);
}

static void wire_criterion(struct wire *wire, struct criterion *criterion) {
    WIRE_ENUM(wire, enum need, criterion->need, NEED_COUNT);
    wire_text(wire, &criterion->group);
    wire_words(wire, &criterion->text);
    wire_set(wire, &criterion->assessed, (1u << ASSESSED_COUNT) - 1);
}

static void wire_contact(struct wire *wire, struct contact **contact) {
    bool there = *contact != NULL;
    wire_flag(wire, &there);
    if (is_reading(wire)) {
        *contact =
            there && !wire->failed ? arena_alloc(wire->arena, 1, sizeof **contact) : NULL;
    }
    if (*contact) {
        wire_text(wire, &(*contact)->name);
        wire_text(wire, &(*contact)->job_title);
        wire_text(wire, &(*contact)->email);
        wire_text(wire, &(*contact)->phone);
    }
}

/* ---- scalar fields, by their table ---- */

static void wire_date(struct wire *wire, void *member, const struct vocab *vocab) {
    struct date *date = member;
    (void)vocab;
    wire_int(wire, &date->year, 0, 9999);
    wire_int(wire, &date->month, 0, 12);
    wire_int(wire, &date->day, 0, 31);
    wire->failed = wire->failed || !(date_is_none(*date) || date_is_valid(*date));
}

static void wire_line(struct wire *wire, void *member, const struct vocab *vocab) {
    (void)vocab;
    wire_text(wire, member);
}

static void wire_enum(struct wire *wire, void *member, const struct vocab *vocab) {
    wire_int(wire, member, 0, (int)vocab->count - 1);
}

static void wire_mask(struct wire *wire, void *member, const struct vocab *vocab) {
    wire_set(wire, member, (1u << vocab->count) - 1);
}

static void wire_count(struct wire *wire, void *member, const struct vocab *vocab) {
    (void)vocab;
    wire_int(wire, member, 0, INT_MAX);
}

static void wire_money(struct wire *wire, void *member, const struct vocab *vocab) {
    int64_t *pence = member;
    (void)vocab;
    wire_number(wire, pence);
    wire->failed = wire->failed || *pence < MONEY_NONE;
}

static void wire_bool(struct wire *wire, void *member, const struct vocab *vocab) {
    (void)vocab;
    wire_flag(wire, member);
}

static void wire_field(struct wire *wire, struct vacancy *vacancy,
                       const struct vacancy_field *field) {
    static void (*const kinds[])(struct wire *, void *, const struct vocab *) = {
        [FIELD_TEXT] = wire_line, [FIELD_DATE] = wire_date,   [FIELD_ENUM] = wire_enum,
        [FIELD_SET] = wire_mask,  [FIELD_COUNT] = wire_count, [FIELD_MONEY] = wire_money,
        [FIELD_BOOL] = wire_bool, [FIELD_HOURS] = wire_count,
    };
    kinds[field->kind](wire, (char *)vacancy + field->offset, field->vocab);
}

static void wire_vacancy(struct wire *wire, struct vacancy *vacancy) {
    for (size_t i = 0; !wire->failed && i < vacancy_field_count; i++) {
        wire_field(wire, vacancy, &vacancy_fields[i]);
    }
    WIRE_LIST(wire, vacancy->locations, vacancy->location_count, VACANCY_LOCATIONS_MAX,
              wire_location);
    WIRE_LIST(wire, vacancy->criteria, vacancy->criterion_count, VACANCY_CRITERIA_MAX,
              wire_criterion);
    wire_strings(wire, &vacancy->documents);
    wire_contact(wire, &vacancy->contact);
    WIRE_LIST(wire, vacancy->notes, vacancy->note_count, VACANCY_NOTES_MAX, wire_note);
}

/* ---- readings ---- */

/* An entry of a sitemap: fifty thousand go over the wire, and have nothing but this. */
static void wire_address(struct wire *wire, struct vacancy *entry) {
    if (is_reading(wire)) {
        vacancy_init(entry);
    }
    wire_words(wire, &entry->url);
}

static void wire_entries(struct wire *wire, struct listing *listing) {
    if (listing_is_sitemap(listing->kind)) {
        WIRE_LIST(wire, listing->entries, listing->entry_count, LISTING_ADDRESSES_MAX,
                  wire_address);
    } else {
        WIRE_LIST(wire, listing->entries, listing->entry_count, LISTING_ENTRIES_MAX,
                  wire_vacancy);
    }
}

static void wire_listing(struct wire *wire, struct listing *listing) {
    WIRE_ENUM(wire, enum source, listing->source, SOURCE_COUNT);
    WIRE_ENUM(wire, enum listing_kind, listing->kind, LISTING_KIND_COUNT);
    wire_int(wire, &listing->total, -1, INT_MAX);
    wire_int(wire, &listing->page, 0, INT_MAX);
    wire_int(wire, &listing->pages, -1, INT_MAX);
    wire_text(wire, &listing->next);
    wire_entries(wire, listing);
    WIRE_LIST(wire, listing->notes, listing->note_count, VACANCY_NOTES_MAX, wire_note);
}

static void wire_role(struct wire *wire, struct role *role) {
    wire_text(wire, &role->title);
    wire_strings(wire, &role->also_known_as);
    wire_text(wire, &role->summary);
    wire_strings(wire, &role->path);
    wire_strings(wire, &role->tasks);
    wire_strings(wire, &role->settings);
    wire_strings(wire, &role->colleagues);
    wire_strings(wire, &role->skills);
    wire_text(wire, &role->background);
    wire_text(wire, &role->education_text);
    wire_set(wire, &role->education_levels, UINT_MAX);
    wire_flag(wire, &role->licence_may_be_needed);
    wire_text(wire, &role->vacancies);
}

static void wire_refusal(struct wire *wire, struct refusal *refusal) {
    WIRE_ENUM(wire, enum refusal_kind, refusal->kind, REFUSAL_COUNT);
    wire_words(wire, &refusal->message);
}

static void wire_reading(struct wire *wire, struct reading *reading) {
    WIRE_ENUM(wire, enum reading_kind, reading->kind, READING_REFUSAL + 1);
    wire_digest(wire, &reading->digest);
    wire_text(wire, &reading->family);
    switch (reading->kind) {
    case READING_VACANCY:
        wire_vacancy(wire, &reading->as.vacancy);
        break;
    case READING_LISTING:
        wire_listing(wire, &reading->as.listing);
        break;
    case READING_ROLE:
        wire_role(wire, &reading->as.role);
        break;
    case READING_REFUSAL:
        wire_refusal(wire, &reading->as.refusal);
        break;
    case READING_NONE:
        wire->failed = true;
        break;
    }
}

void wire_readings(struct wire *wire, struct readings *readings) {
    WIRE_LIST(wire, readings->at, readings->count, READINGS_MAX, wire_reading);
}

/* ---- pages ---- */

void wire_page(struct wire *wire, struct page *page) {
    wire_raw(wire, &page->url);
    wire_raw(wire, &page->final_url);
    wire_raw(wire, &page->file);
    wire_int(wire, &page->status, 0, INT_MAX);
    wire_raw(wire, &page->headers);
    wire_raw(wire, &page->content_type);
    wire_raw(wire, &page->etag);
    wire_raw(wire, &page->last_modified);
    wire_number(wire, &page->fetched_at);
    wire_bytes(wire, &page->body);
}
