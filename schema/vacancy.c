/* schema/vacancy.c - the record of a vacancy
 * SPDX-License-Identifier: MIT
 */
#include "schema/vacancy.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* Hexadecimal digits of a page's digest in a key: 48 bits, so that a million adverts without an
 * id and a reference meet with a chance of about one in six hundred. */
enum { KEY_DIGITS = 12 };

/* The rows stand in the order of the JSON record. */
#define FIELD(name, kind, member, vocab)                                                       \
    { name, kind, offsetof(struct vacancy, member), vocab }

const struct vacancy_field vacancy_fields[] = {
    FIELD("source", FIELD_ENUM, source, &vocab_source),
    FIELD("id", FIELD_TEXT, id, NULL),
    FIELD("reference", FIELD_TEXT, reference, NULL),
    FIELD("url", FIELD_TEXT, url, NULL),
    FIELD("title", FIELD_TEXT, title, NULL),
    FIELD("employer", FIELD_TEXT, employer, NULL),
    FIELD("state", FIELD_ENUM, state, &vocab_state),
    FIELD("posted", FIELD_DATE, posted, NULL),
    FIELD("closes", FIELD_DATE, closes, NULL),
    FIELD("closes_at", FIELD_TEXT, closes_at, NULL),
    FIELD("interview", FIELD_DATE, interview, NULL),
    FIELD("pay_scheme", FIELD_ENUM, pay_scheme, &vocab_scheme),
    FIELD("bands", FIELD_SET, bands, &vocab_band),
    FIELD("salary.text", FIELD_TEXT, salary.text, NULL),
    FIELD("salary.kind", FIELD_ENUM, salary.kind, &vocab_salary_kind),
    FIELD("salary.min", FIELD_MONEY, salary.min, NULL),
    FIELD("salary.max", FIELD_MONEY, salary.max, NULL),
    FIELD("salary.period", FIELD_ENUM, salary.period, &vocab_period),
    FIELD("salary.pro_rata", FIELD_BOOL, salary.pro_rata, NULL),
    FIELD("salary.high_cost_area", FIELD_ENUM, salary.high_cost_area, &vocab_supplement),
    FIELD("contract", FIELD_ENUM, contract, &vocab_contract),
    FIELD("contract_months", FIELD_COUNT, contract_months, NULL),
    FIELD("working_patterns", FIELD_SET, working_patterns, &vocab_work_pattern),
    FIELD("hours_per_week.low", FIELD_HOURS, hours_low, NULL),
    FIELD("hours_per_week.high", FIELD_HOURS, hours_high, NULL),
    FIELD("text.summary", FIELD_TEXT, text_summary, NULL),
    FIELD("text.duties", FIELD_TEXT, text_duties, NULL),
    FIELD("text.about", FIELD_TEXT, text_about, NULL),
    FIELD("text.description", FIELD_TEXT, text_description, NULL),
    FIELD("dbs", FIELD_ENUM, dbs, &vocab_dbs),
    FIELD("sponsorship", FIELD_ENUM, sponsorship, &vocab_sponsorship),
    FIELD("registration", FIELD_TEXT, registration, NULL),
    FIELD("website", FIELD_TEXT, website, NULL),
};
const size_t vacancy_field_count = sizeof vacancy_fields / sizeof *vacancy_fields;

void vacancy_init(struct vacancy *vacancy) {
    *vacancy = (struct vacancy){.salary = {.min = MONEY_NONE, .max = MONEY_NONE}};
}

/* A quotation that printf cut may end in half a character. */
static const char *whole_characters(const char *message, struct arena *arena) {
    if (utf8_is_valid(span_of(message))) {
        return message;
    }
    struct buf mended;
    buf_init(&mended, 4 * strlen(message));
    (void)utf8_mend(&mended, span_of(message));
    const char *copy = arena_copy(arena, buf_span(&mended));
    buf_fini(&mended);
    return copy;
}

void vacancy_note(struct vacancy *vacancy, struct arena *arena, const char *field,
                  const char *code, const char *format, ...) {
    if (vacancy->note_count >= VACANCY_NOTES_MAX) {
        return;
    }
    va_list args;
    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *message = arena_alloc(arena, len < 0 ? 1 : (size_t)len + 1, 1);
    if (!message) {
        return;
    }
    va_start(args, format);
    (void)vsnprintf(message, len < 0 ? 1 : (size_t)len + 1, format, args);
    va_end(args);
    struct note note = {arena_copy_text(arena, field), arena_copy_text(arena, code),
                        whole_characters(message, arena)};
    ARENA_PUSH(arena, vacancy->notes, vacancy->note_count, note);
}

/* Members are read and written with memcpy: the table knows their kind, the compiler does not.
 */
static void get_member(void *out, const struct vacancy *vacancy,
                       const struct vacancy_field *field, size_t size) {
    memcpy(out, (const char *)vacancy + field->offset, size);
}

static void set_member(struct vacancy *vacancy, const struct vacancy_field *field,
                       const void *value, size_t size) {
    memcpy((char *)vacancy + field->offset, value, size);
}

_Static_assert(sizeof(enum source) == sizeof(int), "FIELD_ENUM members are read as int");

/* "3,4" of a set; NULL for the empty one. */
static const char *set_text(const struct vocab *vocab, unsigned set, struct arena *arena) {
    struct strings names = vocab_names(vocab, set, arena);
    const char *text = NULL;
    for (size_t i = 0; i < names.count; i++) {
        text = text ? arena_printf(arena, "%s,%s", text, names.at[i]) : names.at[i];
    }
    return text;
}

static bool set_parse(const struct vocab *vocab, const char *text, unsigned *out) {
    unsigned set = 0;
    struct span rest = span_of(text);
    struct span word;
    while (span_next_piece(&rest, ',', &word)) {
        int value = vocab_value(vocab, word);
        if (value == 0) {
            return false;
        }
        set |= 1u << value;
    }
    *out = set;
    return set != 0;
}

static const char *text_text(const struct vacancy *vacancy, const struct vacancy_field *field,
                             struct arena *arena) {
    const char *text;
    get_member(&text, vacancy, field, sizeof text);
    return arena_copy_text(arena, text);
}

static bool text_set(struct vacancy *vacancy, const struct vacancy_field *field,
                     const char *text, struct arena *arena) {
    const char *copy = arena_copy_text(arena, text);
    set_member(vacancy, field, &copy, sizeof copy);
    return copy || !text;
}

static const char *date_text(const struct vacancy *vacancy, const struct vacancy_field *field,
                             struct arena *arena) {
    struct date date;
    get_member(&date, vacancy, field, sizeof date);
    char text[DATE_TEXT_SIZE];
    return date_is_none(date) ? NULL : arena_copy_text(arena, date_write(date, text));
}

static bool date_set(struct vacancy *vacancy, const struct vacancy_field *field,
                     const char *text, struct arena *arena) {
    (void)arena;
    struct date date = {0, 0, 0};
    if (text && !date_parse_iso(span_of(text), &date)) {
        return false;
    }
    set_member(vacancy, field, &date, sizeof date);
    return true;
}

static const char *enum_text(const struct vacancy *vacancy, const struct vacancy_field *field,
                             struct arena *arena) {
    (void)arena;
    int value;
    get_member(&value, vacancy, field, sizeof value);
    return vocab_name(field->vocab, value);
}

static bool enum_set(struct vacancy *vacancy, const struct vacancy_field *field,
                     const char *text, struct arena *arena) {
    (void)arena;
    int value = text ? vocab_value(field->vocab, span_of(text)) : 0;
    if (text && value == 0) {
        return false;
    }
    set_member(vacancy, field, &value, sizeof value);
    return true;
}

static const char *mask_text(const struct vacancy *vacancy, const struct vacancy_field *field,
                             struct arena *arena) {
    unsigned set;
    get_member(&set, vacancy, field, sizeof set);
    return set_text(field->vocab, set, arena);
}

static bool mask_set(struct vacancy *vacancy, const struct vacancy_field *field,
                     const char *text, struct arena *arena) {
    (void)arena;
    unsigned set = 0;
    if (text && !set_parse(field->vocab, text, &set)) {
        return false;
    }
    set_member(vacancy, field, &set, sizeof set);
    return true;
}

/* A whole number without sign, at most `max`; NULL gives `absent`. */
static bool number_parse(const char *text, uint64_t max, int64_t absent, int64_t *out) {
    uint64_t number = 0;
    if (text && !span_number(span_of(text), max, &number)) {
        return false;
    }
    *out = text ? (int64_t)number : absent;
    return true;
}

static const char *count_text(const struct vacancy *vacancy, const struct vacancy_field *field,
                              struct arena *arena) {
    int count;
    get_member(&count, vacancy, field, sizeof count);
    return count > 0 ? arena_printf(arena, "%d", count) : NULL;
}

static bool count_set(struct vacancy *vacancy, const struct vacancy_field *field,
                      const char *text, struct arena *arena) {
    (void)arena;
    int64_t number;
    if (!number_parse(text, INT_MAX, 0, &number)) {
        return false;
    }
    int count = (int)number;
    set_member(vacancy, field, &count, sizeof count);
    return true;
}

static const char *money_text(const struct vacancy *vacancy, const struct vacancy_field *field,
                              struct arena *arena) {
    int64_t pence;
    get_member(&pence, vacancy, field, sizeof pence);
    return pence >= 0 ? arena_printf(arena, "%" PRId64, pence) : NULL;
}

static bool money_set(struct vacancy *vacancy, const struct vacancy_field *field,
                      const char *text, struct arena *arena) {
    (void)arena;
    int64_t pence;
    if (!number_parse(text, INT64_MAX, MONEY_NONE, &pence)) {
        return false;
    }
    set_member(vacancy, field, &pence, sizeof pence);
    return true;
}

static const char *bool_text(const struct vacancy *vacancy, const struct vacancy_field *field,
                             struct arena *arena) {
    (void)arena;
    bool value;
    get_member(&value, vacancy, field, sizeof value);
    return value ? "true" : "false";
}

static bool bool_set(struct vacancy *vacancy, const struct vacancy_field *field,
                     const char *text, struct arena *arena) {
    (void)arena;
    bool value = text && strcmp(text, "true") == 0;
    if (text && !value && strcmp(text, "false") != 0) {
        return false;
    }
    set_member(vacancy, field, &value, sizeof value);
    return true;
}

/* How each kind of field becomes text, and comes back from it. */
static const struct {
    const char *(*text)(const struct vacancy *vacancy, const struct vacancy_field *field,
                        struct arena *arena);
    bool (*set)(struct vacancy *vacancy, const struct vacancy_field *field, const char *text,
                struct arena *arena);
} kinds[] = {
    [FIELD_TEXT] = {text_text, text_set},    [FIELD_DATE] = {date_text, date_set},
    [FIELD_ENUM] = {enum_text, enum_set},    [FIELD_SET] = {mask_text, mask_set},
    [FIELD_COUNT] = {count_text, count_set}, [FIELD_MONEY] = {money_text, money_set},
    [FIELD_BOOL] = {bool_text, bool_set},    [FIELD_HOURS] = {count_text, count_set},
};

const char *vacancy_field_text(const struct vacancy *vacancy, const struct vacancy_field *field,
                               struct arena *arena) {
    return kinds[field->kind].text(vacancy, field, arena);
}

bool vacancy_field_set(struct vacancy *vacancy, const struct vacancy_field *field,
                       const char *text, struct arena *arena) {
    return kinds[field->kind].set(vacancy, field, text, arena);
}

static bool is_said(const char *text) { return text && *text; }

const char *vacancy_key(const struct vacancy *vacancy, const char *page_digest,
                        struct arena *arena) {
    if (is_said(vacancy->id)) {
        return arena_copy_text(arena, vacancy->id);
    }
    const char *source = vocab_name(&vocab_source, (int)vacancy->source);
    if (!source) {
        return NULL;
    }
    if (is_said(vacancy->reference)) {
        return arena_printf(arena, "%s:%s", source, vacancy->reference);
    }
    return page_digest ? arena_printf(arena, "%s:%.*s", source, KEY_DIGITS, page_digest) : NULL;
}

bool vacancy_has_note(const struct vacancy *vacancy, const char *code) {
    for (size_t i = 0; i < vacancy->note_count; i++) {
        if (strcmp(vacancy->notes[i].code, code) == 0) {
            return true;
        }
    }
    return false;
}
