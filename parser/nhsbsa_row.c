/* parser/nhsbsa_row.c - a row of a vacancy file as a vacancy
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "base/digest.h"
#include "base/utf8.h"
#include "parser/encoding.h"
#include "parser/nhsbsa_private.h"
#include "parser/wording.h"

/* A row on its way. */
struct reading_row {
    const struct nhsbsa_columns *columns;
    const struct strings *cells;
    struct arena *arena;
    struct nhsbsa_row *row;
};

/* ---- cells ---- */

static const char *from_windows_1252(struct arena *arena, struct span bytes) {
    struct buf text;
    buf_init(&text, 4 * bytes.len + 4);
    for (size_t i = 0; i < bytes.len; i++) {
        utf8_put(&text, encoding_windows_1252((unsigned char)bytes.at[i]));
    }
    const char *folded = utf8_fold_copy(arena, buf_span(&text));
    if (text.failed) {
        arena->failed = text.failed;
    }
    buf_fini(&text);
    return folded;
}

const char *nhsbsa_text(struct arena *arena, const char *cell, bool *is_windows_1252) {
    const struct span bytes = span_of(cell);
    const bool is_utf8 = utf8_is_valid(bytes);
    const char *text = is_utf8 ? utf8_fold_copy(arena, bytes) : from_windows_1252(arena, bytes);
    if (!is_utf8) {
        *is_windows_1252 = true;
    }
    return text ? text : "";
}

/* "NULL", "N/A" and signs alone say nothing. */
static bool says_nothing(const struct reading_row *reading, const char *text) {
    const char *plain = nhsbsa_plain(reading->arena, span_of(text));
    return !plain[0] || strings_has(&reading->columns->facts->nothing, plain);
}

/* NULL where there is no such column or it says nothing. */
static const char *cell(const struct reading_row *reading, enum nhsbsa_field field) {
    const int at = reading->columns->at[field];
    if (at < 0 || (size_t)at >= reading->cells->count) {
        return NULL;
    }
    const char *text =
        nhsbsa_text(reading->arena, reading->cells->at[at], &reading->row->is_windows_1252);
    return says_nothing(reading, text) ? NULL : text;
}

/* ---- pay ---- */

/* "0.00": an amount that was left out. */
static bool is_zero(const char *text) {
    for (const char *c = text; *c; c++) {
        if (ascii_is_alnum(*c) && *c != '0') {
            return false;
        }
    }
    return true;
}

static const char *amount(const struct reading_row *reading, enum nhsbsa_field field) {
    const char *text = cell(reading, field);
    return text && !is_zero(text) ? text : NULL;
}

/* "24625.00" as an advert prints it; what is no bare number stays as it is. */
static const char *pounds(const struct reading_row *reading, const char *text) {
    return ascii_is_digit(text[0]) ? arena_printf(reading->arena, "\xC2\xA3%s", text) : text;
}

/* "per year", for "PER_YEAR" and "year" alike. */
static const char *unit_words(const struct reading_row *reading) {
    const char *text = cell(reading, NHSBSA_SALARY_UNIT);
    char *words = arena_copy_text(reading->arena, text);
    for (char *c = words; c && *c; c++) {
        *c = *c == '_' ? ' ' : *c;
    }
    const bool is_bare = words && vocab_value(&vocab_period, span_of(words)) != 0;
    return is_bare ? arena_printf(reading->arena, "per %s", words) : words;
}

/* Pay in columns of numbers, in the words of an advert; NULL where there is none. */
static const char *pay_of_numbers(const struct reading_row *reading) {
    const char *min = amount(reading, NHSBSA_SALARY_MIN);
    const char *max = amount(reading, NHSBSA_SALARY_MAX);
    const char *fixed = amount(reading, NHSBSA_SALARY_FIXED);
    const char *unit = unit_words(reading);
    const char *one = fixed ? fixed : min ? min : max;
    if (!one) {
        return NULL;
    }
    const char *text = min && max ? arena_printf(reading->arena, "%s to %s",
                                                 pounds(reading, min), pounds(reading, max))
                       : one == max
                           ? arena_printf(reading->arena, "up to %s", pounds(reading, max))
                           : pounds(reading, one);
    return unit && text ? arena_printf(reading->arena, "%s %s", text, unit) : text;
}

static bool has_digit(const char *text) { return text && strpbrk(text, "0123456789"); }

/* "abc" beside 26,958: what stands there is no amount, and the other end alone would be a
 * guess.
 */
static void doubt_ends(const struct reading_row *reading) {
    const char *min = amount(reading, NHSBSA_SALARY_MIN);
    const char *max = amount(reading, NHSBSA_SALARY_MAX);
    struct vacancy *vacancy = &reading->row->vacancy;
    struct salary *salary = &vacancy->salary;
    if (!min || !max || has_digit(min) == has_digit(max)) {
        return;
    }
    salary->min = MONEY_NONE;
    salary->max = MONEY_NONE;
    if (salary->kind != SALARY_UNREADABLE) {
        salary->kind = SALARY_UNREADABLE;
        vacancy_note(vacancy, reading->arena, "salary", "unreadable",
                     "one end of the range is no amount: \"%s\"", salary->text);
    }
}

/* Pay as printed counts before columns of numbers, which leave out what its words say. */
static void read_pay(const struct reading_row *reading) {
    const char *printed = amount(reading, NHSBSA_SALARY);
    const char *unit = printed && ascii_is_digit(printed[0]) ? unit_words(reading) : NULL;
    if (unit) { /* one number in the column, its unit in another */
        printed = arena_printf(reading->arena, "%s %s", pounds(reading, printed), unit);
    }
    salary_read(&reading->row->vacancy, reading->arena,
                printed ? printed : pay_of_numbers(reading));
    if (!printed) {
        doubt_ends(reading);
    }
}

/* ---- days ---- */

static bool read_two(struct span text, uint64_t max, int *out) {
    uint64_t number = 0;
    if (text.len == 0 || text.len > 2 || !span_number(text, max, &number)) {
        return false;
    }
    *out = (int)number;
    return true;
}

/* "16/05/2025", "2025-05-16", each with a time behind it or not: nearly all that files have. */
static bool read_plain_day(struct span text, struct date *out) {
    struct span rest = span_part(text, 0, span_find(text, SPAN(" "), 0));
    struct span day = {0};
    struct span month = {0};
    struct date date = {0, 0, 0};
    uint64_t year = 0;
    if (date_parse_iso(span_part(rest, 0, 10), out)) {
        return rest.len == 10 || rest.at[10] == 'T';
    }
    if (!span_next_piece(&rest, '/', &day) || !span_next_piece(&rest, '/', &month) ||
        !read_two(day, 31, &date.day) || !read_two(month, 12, &date.month) || rest.len != 4 ||
        !span_number(rest, 9999, &year)) {
        return false;
    }
    date.year = (int)year;
    *out = date;
    return date_is_valid(date);
}

/* @return false where there are words that are no day */
static bool read_day(const struct reading_row *reading, enum nhsbsa_field field,
                     struct date *out) {
    enum { YEAR_FIRST = 1990, YEAR_LAST = 2100 };
    const char *text = cell(reading, field);
    struct date day = {0, 0, 0};
    if (!text) {
        return true;
    }
    if (!read_plain_day(span_of(text), &day)) {
        const char *time = NULL;
        day = dates_read(span_of(text), &time, reading->arena);
    }
    if (day.year < YEAR_FIRST || day.year > YEAR_LAST) {
        reading->row->fault = arena_printf(reading->arena, "no day: \"%.40s\"", text);
        return false;
    }
    *out = day;
    return true;
}

/* ---- place ---- */

static void read_region(const struct reading_row *reading, struct location *location) {
    const char *region = cell(reading, NHSBSA_REGION);
    const char *plain = nhsbsa_plain(reading->arena, span_of(region));
    const struct nhsbsa *facts = reading->columns->facts;
    location->region = location->region ? location->region : region;
    for (size_t i = 0; region && !location->nation && i < facts->region_count; i++) {
        if (strcmp(facts->regions[i].name, plain) == 0) {
            location->nation = facts->regions[i].nation;
        }
    }
}

static void read_place(const struct reading_row *reading) {
    struct location location = {.town = cell(reading, NHSBSA_TOWN)};
    const char *postcode = cell(reading, NHSBSA_POSTCODE);
    postcode = postcode ? postcode : cell(reading, NHSBSA_EMPLOYER_POSTCODE);
    location.postcode = place_postcode(reading->arena, span_of(postcode), NULL);
    place_derive(reading->arena, &location);
    read_region(reading, &location);
    /* Not place_add, to which a region alone is no place. */
    if (location.town || location.postcode || location.nation || location.region) {
        struct vacancy *vacancy = &reading->row->vacancy;
        ARENA_PUSH(reading->arena, vacancy->locations, vacancy->location_count, location);
    }
}

/* ---- the row ---- */

/* A row without an id is named by all that it says. */
static const char *key_of(const struct reading_row *reading) {
    const struct vacancy *vacancy = &reading->row->vacancy;
    char digest[DIGEST_TEXT_SIZE];
    struct buf whole;
    if (vacancy->id) {
        return vacancy->id;
    }
    buf_init(&whole, SIZE_MAX / 2);
    for (size_t i = 0; i < reading->cells->count; i++) {
        buf_put_text(&whole, reading->cells->at[i]);
        buf_put_char(&whole, '\x1f');
    }
    if (whole.failed) {
        reading->arena->failed = whole.failed;
    }
    const char *key =
        arena_printf(reading->arena, "row/%.24s", digest_write(buf_span(&whole), digest));
    buf_fini(&whole);
    return key;
}

/* Empty cells behind the last column are no fault. */
static bool has_width(const struct reading_row *reading) {
    size_t count = reading->cells->count;
    while (count > reading->columns->count && !reading->cells->at[count - 1][0]) {
        count--;
    }
    if (count != reading->columns->count) {
        reading->row->fault = arena_printf(reading->arena, "%zu cells; the header has %zu",
                                           count, reading->columns->count);
    }
    return count == reading->columns->count;
}

static void read_terms(const struct reading_row *reading) {
    struct vacancy *vacancy = &reading->row->vacancy;
    const char *band = cell(reading, NHSBSA_BAND);
    const char *scheme = cell(reading, NHSBSA_SCHEME);
    const char *hours = cell(reading, NHSBSA_HOURS);
    const bool is_number = hours && ascii_is_digit(hours[0]) && strlen(hours) <= 5;
    band_read(vacancy, reading->arena, band);
    if (scheme || !vacancy->bands) {
        terms_scheme(vacancy, reading->arena, scheme ? scheme : band);
    }
    terms_contract(vacancy, reading->arena, cell(reading, NHSBSA_CONTRACT));
    terms_pattern(vacancy, reading->arena,
                  is_number ? arena_printf(reading->arena, "%s hours", hours) : hours);
    terms_pattern(vacancy, reading->arena, cell(reading, NHSBSA_PATTERN));
}

/* Behind has_width: each column has its cell. */
static bool has_short_names(const struct reading_row *reading) {
    static const struct {
        enum nhsbsa_field field;
        const char *name;
    } names[] = {{NHSBSA_ID, "vacancy id"},
                 {NHSBSA_TITLE, "job title"},
                 {NHSBSA_EMPLOYER, "employer"},
                 {NHSBSA_TOWN, "town"},
                 {NHSBSA_REGION, "region"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const int at = reading->columns->at[names[i].field];
        const size_t len = at >= 0 ? strlen(reading->cells->at[at]) : 0;
        if (len > NHSBSA_NAME_MAX) {
            reading->row->fault =
                arena_printf(reading->arena, "%s of %zu bytes; expected %d at most",
                             names[i].name, len, (int)NHSBSA_NAME_MAX);
            return false;
        }
    }
    return true;
}

static void read_row(const struct reading_row *reading) {
    struct vacancy *vacancy = &reading->row->vacancy;
    vacancy->id = cell(reading, NHSBSA_ID);
    vacancy->reference = cell(reading, NHSBSA_REFERENCE);
    vacancy->title = cell(reading, NHSBSA_TITLE);
    vacancy->employer = cell(reading, NHSBSA_EMPLOYER);
    if (!vacancy->title) {
        reading->row->fault = "no job title";
        return;
    }
    if (!read_day(reading, NHSBSA_POSTED, &vacancy->posted) ||
        !read_day(reading, NHSBSA_CLOSES, &vacancy->closes)) {
        return;
    }
    read_terms(reading);
    read_pay(reading);
    read_place(reading);
    band_settle(vacancy, reading->arena);
    contact_mask(vacancy, reading->arena, false);
    reading->row->key = key_of(reading);
}

enum err nhsbsa_read(struct nhsbsa_row *out, struct arena *arena,
                     const struct nhsbsa_columns *columns, const struct strings *cells,
                     struct diag *diag) {
    struct nhsbsa_row row = {0};
    const struct reading_row reading = {columns, cells, arena, &row};
    vacancy_init(&row.vacancy);
    if (has_width(&reading) && has_short_names(&reading)) {
        read_row(&reading);
    }
    const enum err err = arena_check(arena, diag);
    if (!err) {
        *out = row;
    }
    return err;
}
