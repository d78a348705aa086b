/* matcher/ontology.c - the tables of concepts and subjects
 * SPDX-License-Identifier: MIT
 *
 * Columns: id, kind (a word of `kinds`), label, wordings, broader, neighbours, against; lists
 * are parted by '|'. What `broader` names contains the row. Of concepts `neighbours` are near
 * to each other; of subjects they are what the row stands for in full besides. `against` are
 * wordings that name nothing ("bad news"). "^my own flat" is a wording of profiles only, which
 * no criterion is read by; "@office" says where somebody worked, not as what;
 * "~take minutes" stands for "taking minutes" as well (that somebody took them, evidence.c puts
 * as "take").
 */
#include <string.h>

#include "base/csv.h"
#include "matcher/rules_private.h"

/* The words of the column `kind`, and what they are. */
static const struct {
    const char *word;
    enum concept_kind kind;
    enum facet facet;
    bool job;
} kinds[] = {
    {"group", CONCEPT_AREA, FACET_GROUP, false},
    {"setting", CONCEPT_AREA, FACET_SETTING, false},
    {"activity", CONCEPT_AREA, FACET_ACTIVITY, false},
    {"generic", CONCEPT_AREA, FACET_GENERIC, false},
    {"job", CONCEPT_AREA, FACET_SETTING, true},
    {"care_job", CONCEPT_AREA, FACET_GROUP, true},
    {"any_care_job", CONCEPT_AREA, FACET_GENERIC, true},
    {"skill", CONCEPT_SKILL, FACET_NONE, false},
    {"attribute", CONCEPT_ATTRIBUTE, FACET_NONE, false},
    {"knowledge", CONCEPT_KNOWLEDGE, FACET_NONE, false},
    {"subject", CONCEPT_SUBJECT, FACET_NONE, false},
};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

/* What a row refers to, looked up when all ids are known. */
struct references {
    int line;
    const char *broader;
    const char *neighbours;
};

/* A table being read. */
struct reading {
    struct rules *rules;
    struct ontology *ontology;
    const char *file;
    struct csv csv;
    struct strings cells;
    struct references *references; /* of each row */
    size_t reference_count;
    struct diag *diag;
};

static const char *cell(const struct reading *reading, const char *name) {
    const char *text = csv_cell(&reading->csv, &reading->cells, name);
    return text ? text : "";
}

static enum err fault(const struct reading *reading, int line, const char *what,
                      struct span word) {
    return diag_set(reading->diag, ERR_INPUT, "%s:%d: %s '%.*s'", reading->file, line, what,
                    SPAN_FMT(word));
}

/* ---- wordings -----------------------------------------------------------------------------
 */

static bool is_vowel(char c) { return c != '\0' && strchr("aeiou", c) != NULL; }

/* Is the last letter doubled in front of "-ing": "run", "plan", "chat"? Those of more than one
 * vowel are not: "visit", "open". */
static bool is_doubled(struct span verb) {
    size_t vowels = 0;
    for (size_t i = 0; i < verb.len; i++) {
        vowels += is_vowel(verb.at[i]) ? 1 : 0;
    }
    char last = verb.len ? verb.at[verb.len - 1] : 'w';
    return (verb.len == 3 || verb.len == 4) && vowels == 1 && is_vowel(verb.at[verb.len - 2]) &&
           !is_vowel(last) && !strchr("wxy", last);
}

/* "take notes" as "taking notes", "run" as "running". Empty where the arena failed. */
static struct span doing_of(struct arena *arena, struct span wording) {
    size_t end = span_find(wording, SPAN(" "), 0);
    struct span verb = span_part(wording, 0, end);
    bool drops_e = span_ends(verb, "e") && !span_ends(verb, "ee") && !span_ends(verb, "ye") &&
                   !span_ends(verb, "oe");
    const struct span parts[] = {
        span_part(verb, 0, verb.len - (drops_e ? 1 : 0)),
        span_part(verb, is_doubled(verb) ? verb.len - 1 : verb.len, SIZE_MAX), SPAN("ing"),
        span_part(wording, end, SIZE_MAX)};
    char *doing = arena_alloc(arena, wording.len + sizeof "xing", 1);
    size_t len = 0;
    for (size_t i = 0; doing && i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].len > 0) {
            memcpy(doing + len, parts[i].at, parts[i].len);
        }
        len += parts[i].len;
    }
    return (struct span){doing, len};
}

/* A wording, and where it begins with '~' the same with its first word as what one is doing. */
static void add_wording(struct reading *reading, struct finder *finder, struct span wording,
                        uint32_t row) {
    struct rules *rules = reading->rules;
    bool is_verb = span_starts(wording, "~");
    wording = span_part(wording, is_verb ? 1 : 0, SIZE_MAX);
    finder_add(finder, &rules->arena, &rules->words, wording, row);
    if (is_verb) {
        finder_add(finder, &rules->arena, &rules->words, doing_of(&rules->arena, wording), row);
    }
}

/* The marks in front of a wording. */
struct marks {
    bool is_told; /* "^": of profiles only */
    bool place;   /* "@" */
};

static struct marks take_marks(struct span *wording) {
    struct marks marks = {.is_told = span_starts(*wording, "^")};
    *wording = span_part(*wording, marks.is_told ? 1 : 0, SIZE_MAX);
    marks.place = span_starts(*wording, "@");
    *wording = span_part(*wording, marks.place ? 1 : 0, SIZE_MAX);
    return marks;
}

static void add_wordings(struct reading *reading, struct finder *finder, const char *list,
                         uint32_t row) {
    struct ontology *ontology = reading->ontology;
    struct span rest = span_of(list);
    for (struct span wording; span_next_piece(&rest, '|', &wording);) {
        wording = span_trim(wording);
        struct marks marks = take_marks(&wording);
        add_wording(reading, marks.is_told ? &ontology->told : finder, wording, row);
        if (marks.place) {
            finder_add(&ontology->places, &reading->rules->arena, &reading->rules->words,
                       wording, row);
        }
    }
}

static enum err add_row(struct reading *reading) {
    struct ontology *ontology = reading->ontology;
    struct arena *arena = &reading->rules->arena;
    struct concept_row row = {.id = cell(reading, "id"), .label = cell(reading, "label")};
    struct references references = {reading->csv.line, cell(reading, "broader"),
                                    cell(reading, "neighbours")};
    const char *kind = cell(reading, "kind");
    for (size_t i = 0; i < KINDS; i++) {
        if (strcmp(kind, kinds[i].word) == 0) {
            row.kind = kinds[i].kind;
            row.facet = kinds[i].facet;
            row.job = kinds[i].job;
        }
    }
    if (!row.kind) {
        return fault(reading, reading->csv.line, "no such kind:", span_of(kind));
    }
    uint32_t number = glossary_add(&ontology->ids, arena, span_of(row.id));
    if (number != ontology->count + 1) {
        return fault(reading, reading->csv.line, "a second row of", span_of(row.id));
    }
    ARENA_PUSH(arena, ontology->rows, ontology->count, row);
    ARENA_PUSH(arena, reading->references, reading->reference_count, references);
    add_wordings(reading, &ontology->wordings, cell(reading, "wordings"), number - 1);
    add_wordings(reading, &ontology->against, cell(reading, "against"), number - 1);
    return ERR_NONE;
}

static enum err read_rows(struct reading *reading, struct span content) {
    struct arena *arena = &reading->rules->arena;
    bool more = true;
    enum err err = csv_open(&reading->csv, arena, reading->file, content, '\t', reading->diag);
    while (!err &&
           !(err = csv_next(&reading->csv, arena, &reading->cells, &more, reading->diag)) &&
           more && !arena->failed) {
        err = add_row(reading);
    }
    return err;
}

static enum err add_references(const struct reading *reading, int line, const char *list,
                               uint32_t **rows, size_t *count) {
    struct span rest = span_of(list);
    for (struct span id; span_next_piece(&rest, '|', &id);) {
        uint32_t number = glossary_find(&reading->ontology->ids, span_trim(id));
        if (!number) {
            return fault(reading, line, "no row has the id", id);
        }
        ARENA_PUSH(&reading->rules->arena, *rows, *count, number - 1);
    }
    return ERR_NONE;
}

static enum err link_rows(const struct reading *reading) {
    enum err err = arena_check(&reading->rules->arena, reading->diag);
    for (size_t i = 0; !err && i < reading->reference_count; i++) {
        const struct references *references = &reading->references[i];
        struct concept_row *row = &reading->ontology->rows[i];
        err = add_references(reading, references->line, references->broader, &row->broader,
                             &row->broader_count);
        err = err ? err
                  : add_references(reading, references->line, references->neighbours,
                                   &row->neighbours, &row->neighbour_count);
    }
    return err;
}

/* ---- what is worked out ------------------------------------------------------------------ */

enum { BITS = 64 };

/* The tables are ours and shallow; the depth keeps a circle in another folder's from running
 * on. */
static void add_containers(const struct ontology *ontology, uint64_t *set, size_t index,
                           int depth) {
    const struct concept_row *row = &ontology->rows[index];
    set[index / BITS] |= UINT64_C(1) << index % BITS;
    for (size_t i = 0; i < row->broader_count && depth < 8; i++) {
        add_containers(ontology, set, row->broader[i], depth + 1);
    }
}

/* Where an id with this address is, or would be, looked up. */
static size_t place_of(const struct ontology *ontology, const char *id) {
    uint64_t hash = (uint64_t)(uintptr_t)id * UINT64_C(0x9e3779b97f4a7c15);
    return (size_t)(hash >> 32) & (ontology->room - 1);
}

static void add_known(struct ontology *ontology, size_t index) {
    size_t at = place_of(ontology, ontology->rows[index].id);
    while (ontology->known[at]) {
        at = (at + 1) & (ontology->room - 1);
    }
    ontology->known[at] = (uint32_t)index + 1;
}

static void work_out(struct ontology *ontology, struct arena *arena) {
    size_t room = 8;
    while (room < ontology->count * 4) {
        room *= 2;
    }
    ontology->stride = ontology->count / BITS + 1;
    ontology->within =
        arena_alloc(arena, ontology->count, ontology->stride * sizeof *ontology->within);
    ontology->known = arena_alloc(arena, room, sizeof *ontology->known);
    ontology->room = ontology->within && ontology->known ? room : 0;
    for (size_t i = 0; ontology->room && i < ontology->count; i++) {
        add_containers(ontology, &ontology->within[i * ontology->stride], i, 0);
        add_known(ontology, i);
    }
}

static enum err read_table(struct rules *rules, struct ontology *ontology, const char *file,
                           struct span content, struct diag *diag) {
    struct reading reading = {.rules = rules, .ontology = ontology, .file = file, .diag = diag};
    enum err err = read_rows(&reading, content);
    err = err ? err : link_rows(&reading);
    if (!err) {
        work_out(ontology, &rules->arena);
    }
    return err;
}

enum err rules_read_concepts(struct rules *rules, const char *file, struct span content,
                             struct diag *diag) {
    enum err err = read_table(rules, &rules->concepts, file, content, diag);
    rules->care = ontology_row(&rules->concepts, CONCEPT_CARE_WORK);
    rules->soft = ontology_row(&rules->concepts, CONCEPT_SOFT_SKILL);
    return err;
}

enum err rules_read_subjects(struct rules *rules, const char *file, struct span content,
                             struct diag *diag) {
    return read_table(rules, &rules->subjects, file, content, diag);
}

/* Finds with one finder, or with the one that finds more there. */
static size_t find(const struct ontology *ontology, const struct finder *other,
                   const struct tokens *tokens, size_t at, uint32_t *row) {
    uint32_t value = 0;
    uint32_t other_value = 0;
    size_t against = finder_at(&ontology->against, tokens, at, &value);
    size_t len = finder_at(&ontology->wordings, tokens, at, &value);
    size_t other_len = other ? finder_at(other, tokens, at, &other_value) : 0;
    if (other_len > len) {
        len = other_len;
        value = other_value;
    }
    if (len <= against) {
        return 0;
    }
    *row = value;
    return len;
}

size_t ontology_find(const struct ontology *ontology, const struct tokens *tokens, size_t at,
                     uint32_t *row) {
    return find(ontology, NULL, tokens, at, row);
}

size_t ontology_find_told(const struct ontology *ontology, const struct tokens *tokens,
                          size_t at, uint32_t *row) {
    return find(ontology, &ontology->told, tokens, at, row);
}

/* Most ids that are asked for are those of the rows themselves. */
static const struct concept_row *known_row(const struct ontology *ontology, const char *id) {
    if (ontology->room == 0) {
        return NULL;
    }
    for (size_t at = place_of(ontology, id); ontology->known[at];
         at = (at + 1) & (ontology->room - 1)) {
        const struct concept_row *row = &ontology->rows[ontology->known[at] - 1];
        if (row->id == id) {
            return row;
        }
    }
    return NULL;
}

const struct concept_row *ontology_row(const struct ontology *ontology, const char *id) {
    const struct concept_row *known = id ? known_row(ontology, id) : NULL;
    /* "reliability.punctual" is a demand of its own that the row "reliability" has too. */
    struct span name = id ? (struct span){id, strcspn(id, ".")} : (struct span){NULL, 0};
    uint32_t number = id && !known ? glossary_find(&ontology->ids, name) : 0;
    return number ? &ontology->rows[number - 1] : known;
}

bool ontology_within(const struct ontology *ontology, const struct concept_row *row,
                     const struct concept_row *other) {
    size_t container = (size_t)(other - ontology->rows);
    const uint64_t *set = &ontology->within[(size_t)(row - ontology->rows) * ontology->stride];
    return set[container / BITS] >> container % BITS & 1;
}
