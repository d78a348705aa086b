/* pipeline/drift.c - has a site changed, or one advert?
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/drift.h"

#include <string.h>

#include "base/buf.h"
#include "base/digest.h"
#include "schema/vacancy_list.h"

enum {
    USUAL_PAGES = 20,   /* fewer say nothing of a family */
    USUAL_PERCENT = 90, /* what is there so often is missed where it is not */
    BATCH_PAGES = 5,    /* fewer are no batch, and no proof */
    CHANGED_PAGES = 10, /* the same for values that changed: many are edited at a time */
    LOST_PERCENT = 5,   /* adverts change so much by themselves */
    LOST_TIMES = 3,     /* or so many times what is usual */
    LOST_PERCENT_MAX = 20,
    THINGS_MAX = 2 /* one edit takes away so much, no more */
};

/* ---- features ---- */

/* Words of a closed list that say that nothing was printed. */
static const char *const empty_words[] = {"unstated", "unreadable", "unknown", "false"};

static bool has_field(const struct vacancy *vacancy, const struct vacancy_field *field,
                      struct arena *arena) {
    const char *text = vacancy_field_text(vacancy, field, arena);
    bool worded = field->kind == FIELD_ENUM || field->kind == FIELD_BOOL;
    for (size_t i = 0; text && worded && i < sizeof empty_words / sizeof *empty_words; i++) {
        if (strcmp(text, empty_words[i]) == 0) {
            return false;
        }
    }
    return text && text[0];
}

static bool has_need(const struct vacancy *vacancy, enum need need) {
    for (size_t i = 0; i < vacancy->criterion_count; i++) {
        if (vacancy->criteria[i].need == need) {
            return true;
        }
    }
    return false;
}

static bool is_advert(const struct vacancy *vacancy) { return vacancy != NULL; }

static bool has_locations(const struct vacancy *vacancy) { return vacancy->location_count > 0; }

static bool has_postcode(const struct vacancy *vacancy) {
    for (size_t i = 0; i < vacancy->location_count; i++) {
        if (vacancy->locations[i].postcode) {
            return true;
        }
    }
    return false;
}

static bool has_criteria(const struct vacancy *vacancy) { return vacancy->criterion_count > 0; }

static bool has_groups(const struct vacancy *vacancy) {
    for (size_t i = 0; i < vacancy->criterion_count; i++) {
        if (vacancy->criteria[i].group) {
            return true;
        }
    }
    return false;
}

static bool has_documents(const struct vacancy *vacancy) {
    return vacancy->documents.count > 0;
}

static bool has_needs(const struct vacancy *vacancy) {
    return has_criteria(vacancy) && !has_need(vacancy, NEED_UNSTATED);
}

static bool has_essential(const struct vacancy *vacancy) {
    return has_need(vacancy, NEED_ESSENTIAL);
}

static bool has_desirable(const struct vacancy *vacancy) {
    return has_need(vacancy, NEED_DESIRABLE);
}

static bool has_layout(const struct vacancy *vacancy) {
    return !vacancy_has_note(vacancy, VACANCY_NOTE_LAYOUT);
}

/* Beside the fields: lists, what is known of their items, and how the page looked. */
static const struct {
    const char *name;
    bool (*has)(const struct vacancy *vacancy);
} parts[] = {
    {"advert", is_advert},
    {"locations", has_locations},
    {"locations.postcode", has_postcode},
    {"criteria", has_criteria},
    {"criteria.need", has_needs},
    {"criteria.group", has_groups},
    {"criteria.essential", has_essential},
    {"criteria.desirable", has_desirable},
    {"documents", has_documents},
    {"page.layout", has_layout},
};

/* ---- measures ---- */

/* What is below is too short to be measured: an edit may halve it. */
enum { TEXT_LEAST = 200, CRITERIA_LEAST = 3, ITEMS_LEAST = 1 };

static size_t length(const char *text) { return text ? strlen(text) : 0; }

static size_t summary_size(const struct vacancy *vacancy) {
    return length(vacancy->text_summary);
}
static size_t duties_size(const struct vacancy *vacancy) {
    return length(vacancy->text_duties);
}
static size_t about_size(const struct vacancy *vacancy) { return length(vacancy->text_about); }
static size_t description_size(const struct vacancy *vacancy) {
    return length(vacancy->text_description);
}
static size_t criteria_size(const struct vacancy *vacancy) { return vacancy->criterion_count; }
static size_t locations_size(const struct vacancy *vacancy) { return vacancy->location_count; }
static size_t documents_size(const struct vacancy *vacancy) { return vacancy->documents.count; }

/* Sizes that may not shrink to less than half nor grow to more than double. */
static const struct {
    const char *name;
    size_t least;
    size_t (*size)(const struct vacancy *vacancy);
} sizes[] = {
    {"text.summary.size", TEXT_LEAST, summary_size},
    {"text.duties.size", TEXT_LEAST, duties_size},
    {"text.about.size", TEXT_LEAST, about_size},
    {"text.description.size", TEXT_LEAST, description_size},
    {"criteria.size", CRITERIA_LEAST, criteria_size},
    {"locations.size", ITEMS_LEAST, locations_size},
    {"documents.size", ITEMS_LEAST, documents_size},
};

static bool is_same_size(size_t known, size_t read) {
    return read * 2 >= known && read <= known * 2;
}

/* Values that most adverts keep: where they change on page after page, another place of the
 * page is being read, or the same place otherwise. Not those for whose sake adverts are asked
 * for again: salary and closing date. */
static const struct {
    const char *name;
    const char *field;
} constants[] = {
    {"title.same", "title"},
    {"employer.same", "employer"},
    {"reference.same", "reference"},
    {"posted.same", "posted"},
    {"pay_scheme.same", "pay_scheme"},
    {"website.same", "website"},
    {"dbs.same", "dbs"},
    {"text.summary.same", "text.summary"},
    {"text.duties.same", "text.duties"},
    {"text.about.same", "text.about"},
    {"text.description.same", "text.description"},
    {"locations.same", "locations"},
    {"criteria.same", "criteria"},
    {"documents.same", "documents"},
};

static const struct vacancy_field *field_of(const char *name) {
    for (size_t i = 0; i < vacancy_field_count; i++) {
        if (strcmp(vacancy_fields[i].name, name) == 0) {
            return &vacancy_fields[i];
        }
    }
    return NULL;
}

static const struct vacancy_list *list_of(const char *name) {
    for (size_t i = 0; i < vacancy_list_count; i++) {
        if (strcmp(vacancy_lists[i].name, name) == 0) {
            return &vacancy_lists[i];
        }
    }
    return NULL;
}

/* A field or a list as text; NULL where it is absent. */
static const char *value_of(const struct vacancy *vacancy, const char *name,
                            struct arena *arena) {
    const struct vacancy_field *field = field_of(name);
    const struct vacancy_list *list = field ? NULL : list_of(name);
    return field  ? vacancy_field_text(vacancy, field, arena)
           : list ? vacancy_list_text(vacancy, list, &list_style_exact, arena)
                  : NULL;
}

/* ---- the table: fields, parts, sizes, constants, in this order ---- */

enum {
    PART_COUNT = sizeof parts / sizeof *parts,
    SIZE_COUNT = sizeof sizes / sizeof *sizes,
    CONSTANT_COUNT = sizeof constants / sizeof *constants
};

static size_t first_size(void) { return vacancy_field_count + PART_COUNT; }
static size_t first_constant(void) { return first_size() + SIZE_COUNT; }

size_t drift_count(void) { return first_constant() + CONSTANT_COUNT; }

const char *drift_name(size_t feature) {
    if (feature < vacancy_field_count) {
        return vacancy_fields[feature].name;
    }
    if (feature < first_size()) {
        return parts[feature - vacancy_field_count].name;
    }
    return feature < first_constant() ? sizes[feature - first_size()].name
                                      : constants[feature - first_constant()].name;
}

size_t drift_find(const char *name) {
    size_t feature = 0;
    while (feature < drift_count() && strcmp(drift_name(feature), name) != 0) {
        feature++;
    }
    return feature;
}

static bool is_core(size_t feature) {
    static const char *const core[] = {"advert", "title",       "employer",
                                       "closes", "salary.text", "criteria"};
    for (size_t i = 0; i < sizeof core / sizeof *core; i++) {
        if (strcmp(drift_name(feature), core[i]) == 0) {
            return true;
        }
    }
    return false;
}

enum drift_kind drift_kind(size_t feature) {
    return feature >= first_constant() ? DRIFT_CONSTANT
           : feature >= first_size()   ? DRIFT_SIZE
           : is_core(feature)          ? DRIFT_CORE
                                       : DRIFT_FIELD;
}

static bool has(const struct vacancy *vacancy, size_t feature, struct arena *arena) {
    if (feature < vacancy_field_count) {
        return has_field(vacancy, &vacancy_fields[feature], arena);
    }
    if (feature < first_size()) {
        return parts[feature - vacancy_field_count].has(vacancy);
    }
    if (feature < first_constant()) {
        size_t at = feature - first_size();
        return sizes[at].size(vacancy) >= sizes[at].least;
    }
    return value_of(vacancy, constants[feature - first_constant()].field, arena) != NULL;
}

/* A measure of something that is gone altogether is not taken: the field itself is missed. */
static bool is_kept(const struct vacancy *known, const struct vacancy *read, size_t feature,
                    struct arena *arena) {
    if (feature < first_size()) {
        return has(read, feature, arena);
    }
    if (feature < first_constant()) {
        size_t at = feature - first_size();
        size_t size = sizes[at].size(read);
        return size == 0 || is_same_size(sizes[at].size(known), size);
    }
    const char *field = constants[feature - first_constant()].field;
    const char *is = value_of(read, field, arena);
    const char *was = value_of(known, field, arena);
    return !is || (was && strcmp(was, is) == 0);
}

uint64_t drift_features(const struct vacancy *vacancy, struct arena *arena) {
    uint64_t features = 0;
    for (size_t i = 0; i < drift_count(); i++) {
        features |= (uint64_t)has(vacancy, i, arena) << i;
    }
    return features;
}

uint64_t drift_lost(const struct vacancy *known, const struct vacancy *read,
                    struct arena *arena) {
    uint64_t lost = 0;
    for (size_t i = 0; i < drift_count(); i++) {
        lost |= (uint64_t)(has(known, i, arena) && !is_kept(known, read, i, arena)) << i;
    }
    return lost;
}

/* ---- as text ---- */

enum { MARK_DIGITS = 8, FEATURE_DIGITS = 16 };

/* The bits mean something only with the table that they were made by. On the stack: a mark that
 * was made of half the names would be another table's. */
static void write_mark(char mark[static DIGEST_TEXT_SIZE]) {
    enum { FEATURE_NAME_MAX = 64 };
    char names[DRIFT_FEATURES_MAX * FEATURE_NAME_MAX];
    size_t len = 0;
    for (size_t i = 0; i < drift_count(); i++) {
        struct span name = span_part(span_of(drift_name(i)), 0, FEATURE_NAME_MAX - 1);
        if (name.at) {
            memcpy(names + len, name.at, name.len);
        }
        len += name.len;
        names[len++] = ' ';
    }
    (void)digest_write((struct span){names, len}, mark);
    mark[MARK_DIGITS] = '\0';
}

const char *drift_write(uint64_t features, struct arena *arena) {
    char mark[DIGEST_TEXT_SIZE];
    write_mark(mark);
    return arena_printf(arena, "%s:%016llx", mark, (unsigned long long)features);
}

bool drift_parse(const char *text, uint64_t *features) {
    static const char digits[] = "0123456789abcdef";
    char mark[DIGEST_TEXT_SIZE];
    struct span rest = span_of(text);
    write_mark(mark);
    bool good = text && span_starts(rest, mark) && rest.len == MARK_DIGITS + 1 + FEATURE_DIGITS;
    uint64_t read = 0;
    for (size_t i = MARK_DIGITS + 1; good && i < rest.len; i++) {
        const char *digit = memchr(digits, rest.at[i], sizeof digits - 1);
        good = digit != NULL;
        read = good ? read * 16 + (uint64_t)(digit - digits) : 0;
    }
    if (good) {
        *features = read;
    }
    return good;
}

/* ---- shares ---- */

bool drift_is_usual(struct drift_share share) {
    return share.of >= USUAL_PAGES && share.with * 100 >= share.of * USUAL_PERCENT;
}

static int64_t lost(struct drift_share share) { return share.of - share.with; }

/* How many of a hundred may lack it before it is more than the adverts' own doing. */
static int64_t tolerance(struct drift_share usual) {
    int64_t times = usual.of >= USUAL_PAGES ? LOST_TIMES * lost(usual) * 100 / usual.of : 0;
    return times < LOST_PERCENT       ? LOST_PERCENT
           : times > LOST_PERCENT_MAX ? LOST_PERCENT_MAX
                                      : times;
}

static bool is_proof(struct drift_share share, struct drift_share usual) {
    return share.with >= BATCH_PAGES && lost(share) * 100 <= share.of * tolerance(usual);
}

static struct drift_share without_itself(struct drift_share batch) {
    return (struct drift_share){batch.of > 0 ? batch.of - 1 : 0, batch.with};
}

bool drift_has_fallen(enum drift_kind kind, struct drift_share expected) {
    return kind == DRIFT_CONSTANT
               ? expected.of >= CHANGED_PAGES && lost(expected) * 3 > expected.of
               : expected.of >= BATCH_PAGES && lost(expected) * 2 > expected.of;
}

/* A value has changed, which is what values do: unless they all do. */
static bool lets_change(const struct drift_case *item) {
    return !drift_has_fallen(DRIFT_CONSTANT,
                             item->after.of >= CHANGED_PAGES ? item->after : item->batch);
}

/* There is no record to lose, and hardly a page of the family has been seen: what is expected
 * of it is what we were told. */
static bool is_first_of_its_kind(const struct drift_case *item) {
    return item->is_new && item->usual.of < 2 * USUAL_PAGES;
}

bool drift_lets_go(const struct drift_case *item) {
    if (item->kind == DRIFT_CONSTANT) {
        return lets_change(item);
    }
    if (is_first_of_its_kind(item) && !drift_has_fallen(item->kind, item->batch)) {
        return true;
    }
    if (item->is_again && item->kind == DRIFT_CORE) {
        return false;
    }
    if (!item->is_again && is_proof(item->after, item->usual)) {
        return true;
    }
    if ((item->is_again || (item->is_new && lost(item->after) <= item->after.with)) &&
        is_proof(without_itself(item->batch), item->usual)) {
        return true;
    }
    return item->kind != DRIFT_CORE && item->batch.of < BATCH_PAGES &&
           item->things <= THINGS_MAX &&
           (lost(item->batch) <= 1 || lost(item->batch) <= item->batch.with);
}

uint64_t drift_kinds(unsigned kinds) {
    uint64_t features = 0;
    for (size_t i = 0; i < drift_count(); i++) {
        features |= (uint64_t)(kinds >> drift_kind(i) & 1) << i;
    }
    return features;
}

/* The name up to its first dot. */
static struct span group_of(size_t feature) {
    struct span name = span_of(drift_name(feature));
    return span_part(name, 0, span_find(name, SPAN("."), 0));
}

/* Does a feature before this one in the set belong to the same group? */
static bool is_counted(uint64_t features, size_t feature) {
    for (size_t i = 0; i < feature; i++) {
        if ((features >> i & 1) && span_equal(group_of(i), group_of(feature))) {
            return true;
        }
    }
    return false;
}

size_t drift_things(uint64_t features) {
    size_t things = 0;
    for (size_t i = 0; i < drift_count(); i++) {
        things += (features >> i & 1) && !is_counted(features, i);
    }
    return things;
}
