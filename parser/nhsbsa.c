/* parser/nhsbsa.c - the columns of the vacancy files that NHSBSA publishes as open data
 * SPDX-License-Identifier: MIT
 */
#include "parser/nhsbsa.h"

#include "base/builtin.h"
#include "base/csv.h"
#include "parser/nhsbsa_private.h"

static const char columns_file[] = "schema/facts/nhsbsa_columns.csv";
static const char regions_file[] = "schema/facts/nhsbsa_regions.csv";
static const char licence_file[] = "schema/facts/nhsbsa_licence.csv";

static const char *const field_words[NHSBSA_FIELD_COUNT] = {
    [NHSBSA_ID] = "id",
    [NHSBSA_REFERENCE] = "reference",
    [NHSBSA_TITLE] = "title",
    [NHSBSA_EMPLOYER] = "employer",
    [NHSBSA_SCHEME] = "scheme",
    [NHSBSA_BAND] = "band",
    [NHSBSA_SALARY_MIN] = "salary_min",
    [NHSBSA_SALARY_MAX] = "salary_max",
    [NHSBSA_SALARY_FIXED] = "salary_fixed",
    [NHSBSA_SALARY] = "salary",
    [NHSBSA_SALARY_UNIT] = "salary_unit",
    [NHSBSA_CONTRACT] = "contract",
    [NHSBSA_PATTERN] = "pattern",
    [NHSBSA_HOURS] = "hours",
    [NHSBSA_POSTCODE] = "postcode",
    [NHSBSA_EMPLOYER_POSTCODE] = "employer_postcode",
    [NHSBSA_TOWN] = "town",
    [NHSBSA_REGION] = "region",
    [NHSBSA_POSTED] = "posted",
    [NHSBSA_CLOSES] = "closes",
    [NHSBSA_UNUSED] = "unused",
    [NHSBSA_NOTHING] = "nothing",
};

/* ---- comparing ---- */

const char *nhsbsa_plain(struct arena *arena, struct span text) {
    char *plain = arena_alloc(arena, text.len + 1, 1);
    size_t len = 0;
    for (size_t i = 0; plain && i < text.len; i++) {
        if (ascii_is_alnum(text.at[i]) || (unsigned char)text.at[i] >= 0x80) {
            plain[len++] = ascii_lower(text.at[i]);
        }
    }
    return plain ? plain : "";
}

/* ---- the facts ---- */

static int field_of(const char *word) {
    for (int i = 0; i < NHSBSA_FIELD_COUNT; i++) {
        if (strcmp(field_words[i], word) == 0) {
            return i;
        }
    }
    return NHSBSA_FIELD_COUNT;
}

static void add_nothing(struct nhsbsa *facts, struct arena *arena, const char *names) {
    struct span rest = span_of(names);
    struct span name;
    while (span_next_piece(&rest, '|', &name)) {
        strings_push(arena, &facts->nothing, nhsbsa_plain(arena, name));
    }
}

static enum err add_name(struct nhsbsa *facts, struct arena *arena, const struct csv *csv,
                         const struct strings *cells, struct diag *diag) {
    const char *word = csv_cell(csv, cells, "field");
    const struct nhsbsa_name row = {.field = (enum nhsbsa_field)field_of(word ? word : ""),
                                    .names = csv_cell(csv, cells, "names"),
                                    .need = csv_cell(csv, cells, "need")};
    if (row.field == NHSBSA_FIELD_COUNT || !row.names || !row.names[0] || !row.need) {
        return diag_set(diag, ERR_INPUT,
                        "%s:%d: a known field, its names and its need expected", csv->file,
                        csv->line);
    }
    if (row.field == NHSBSA_NOTHING) {
        add_nothing(facts, arena, row.names);
    } else {
        ARENA_PUSH(arena, facts->names, facts->name_count, row);
    }
    return ERR_NONE;
}

static enum err add_region(struct nhsbsa *facts, struct arena *arena, const struct csv *csv,
                           const struct strings *cells, struct diag *diag) {
    const char *name = csv_cell(csv, cells, "region");
    const struct nhsbsa_region row = {
        .name = nhsbsa_plain(arena, span_of(name)),
        .nation =
            (enum nation)vocab_value(&vocab_nation, span_of(csv_cell(csv, cells, "nation")))};
    if (!row.name[0] || !row.nation) {
        return diag_set(diag, ERR_INPUT, "%s:%d: a region and its nation expected", csv->file,
                        csv->line);
    }
    ARENA_PUSH(arena, facts->regions, facts->region_count, row);
    return ERR_NONE;
}

static enum err add_licence(struct nhsbsa *facts, struct arena *arena, const struct csv *csv,
                            const struct strings *cells, struct diag *diag) {
    (void)arena;
    facts->licence = csv_cell(csv, cells, "attribution");
    return facts->licence && facts->licence[0]
               ? ERR_NONE
               : diag_set(diag, ERR_INPUT, "%s:%d: a sentence expected", csv->file, csv->line);
}

static enum err read_facts(struct nhsbsa *facts, struct arena *arena, const char *file,
                           enum err (*add)(struct nhsbsa *, struct arena *, const struct csv *,
                                           const struct strings *, struct diag *),
                           struct diag *diag) {
    struct csv csv;
    struct strings cells = {0};
    bool more = true;
    enum err err = csv_open(&csv, arena, file, builtin_span(file), ',', diag);
    while (!err && more) {
        err = csv_next(&csv, arena, &cells, &more, diag);
        if (!err && more) {
            err = add(facts, arena, &csv, &cells, diag);
        }
    }
    return err ? err : arena_check(arena, diag);
}

enum err nhsbsa_open(struct nhsbsa *out, struct arena *arena, struct diag *diag) {
    struct nhsbsa facts = {0};
    enum err err = read_facts(&facts, arena, columns_file, add_name, diag);
    err = err ? err : read_facts(&facts, arena, regions_file, add_region, diag);
    err = err ? err : read_facts(&facts, arena, licence_file, add_licence, diag);
    if (!err) {
        *out = facts;
    }
    return err;
}

const char *nhsbsa_attribution(const struct nhsbsa *facts, struct arena *arena, int year) {
    static const char mark[] = "{year}";
    const struct span whole = span_of(facts->licence);
    const size_t at = span_find(whole, SPAN(mark), 0);
    if (at == SIZE_MAX) {
        return arena_copy(arena, whole);
    }
    return arena_printf(arena, "%.*s%d%s", SPAN_FMT(span_part(whole, 0, at)), year,
                        facts->licence + at + sizeof mark - 1);
}

/* ---- a file's columns ---- */

/* The headings of a file in plain form. */
static struct strings plain_headings(struct arena *arena, const struct strings *header) {
    struct strings plain = {0};
    for (size_t i = 0; i < header->count; i++) {
        strings_push(arena, &plain, nhsbsa_plain(arena, span_of(header->at[i])));
    }
    return plain;
}

/* The column with that heading that is not taken yet; -1: none. */
static int find_heading(const struct strings *plain, const bool *taken, const char *name) {
    for (size_t i = 0; i < plain->count; i++) {
        if (!taken[i] && strcmp(plain->at[i], name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static void take_columns(struct nhsbsa_columns *columns, struct arena *arena,
                         const struct nhsbsa_name *row, const struct strings *plain,
                         bool *taken) {
    struct span rest = span_of(row->names);
    struct span name;
    while (span_next_piece(&rest, '|', &name)) {
        const int at = find_heading(plain, taken, nhsbsa_plain(arena, name));
        if (at >= 0 && (columns->at[row->field] < 0 || row->field == NHSBSA_UNUSED)) {
            columns->at[row->field] = at;
            taken[at] = true;
        }
    }
}

size_t nhsbsa_known(const struct nhsbsa *facts, struct arena *arena,
                    const struct strings *cells) {
    struct nhsbsa_columns columns = {.facts = facts};
    const struct strings plain = plain_headings(arena, cells);
    bool *taken = arena_alloc(arena, cells->count + 1, sizeof *taken);
    size_t known = 0;
    memset(columns.at, -1, sizeof columns.at);
    for (size_t i = 0; taken && i < facts->name_count; i++) {
        take_columns(&columns, arena, &facts->names[i], &plain, taken);
    }
    for (size_t i = 0; taken && i < plain.count; i++) {
        known += taken[i];
    }
    return known;
}

/* "A, B, C": at most so many of them. */
static const char *list(struct arena *arena, const struct strings *words) {
    enum { SHOWN_MAX = 12 };
    const char *text = "";
    for (size_t i = 0; i < words->count && i < SHOWN_MAX && text; i++) {
        text = arena_printf(arena, "%s%s%.40s", text, i > 0 ? ", " : "", words->at[i]);
    }
    if (words->count > SHOWN_MAX && text) {
        text = arena_printf(arena, "%s and %zu more", text, words->count - SHOWN_MAX);
    }
    return text ? text : "";
}

/* The n-th spelling of a column. @return false where it has fewer */
static bool nth_spelling(struct span *name, const struct nhsbsa_name *row, size_t nth) {
    struct span rest = span_of(row->names);
    bool is_there = span_next_piece(&rest, '|', name);
    while (is_there && nth-- > 0) {
        is_there = span_next_piece(&rest, '|', name);
    }
    return is_there;
}

/* The spellings of the columns of a group: first the first of each, then the second ones. */
static const char *expected_of_group(struct arena *arena, const struct nhsbsa *facts,
                                     const char *group) {
    struct strings names = {0};
    bool more = true;
    for (size_t nth = 0; more; nth++) {
        more = false;
        for (size_t i = 0; i < facts->name_count; i++) {
            struct span name;
            if (strcmp(facts->names[i].need, group) == 0 &&
                nth_spelling(&name, &facts->names[i], nth)) {
                strings_push(arena, &names, arena_copy(arena, name));
                more = true;
            }
        }
    }
    return list(arena, &names);
}

/* All spellings of a column. */
static const char *expected_of_one(struct arena *arena, const struct nhsbsa_name *row) {
    struct strings names = {0};
    struct span rest = span_of(row->names);
    struct span name;
    while (span_next_piece(&rest, '|', &name)) {
        strings_push(arena, &names, arena_copy(arena, name));
    }
    return list(arena, &names);
}

static bool is_single(const struct nhsbsa_name *row) { return strcmp(row->need, "yes") == 0; }

/* Is the column there, or another of its group? */
static bool is_met(const struct nhsbsa_columns *columns, const struct nhsbsa_name *needed) {
    if (columns->at[needed->field] >= 0) {
        return true;
    }
    for (size_t i = 0; i < columns->facts->name_count; i++) {
        const struct nhsbsa_name *row = &columns->facts->names[i];
        if (!is_single(needed) && strcmp(row->need, needed->need) == 0 &&
            columns->at[row->field] >= 0) {
            return true;
        }
    }
    return false;
}

static enum err check_needs(const struct nhsbsa_columns *columns, struct arena *arena,
                            const struct strings *header, bool has_day, struct diag *diag) {
    for (size_t i = 0; i < columns->facts->name_count; i++) {
        const struct nhsbsa_name *row = &columns->facts->names[i];
        const bool is_day = strcmp(row->need, "day") == 0;
        if (row->need[0] && !is_met(columns, row) && !(is_day && has_day)) {
            return diag_set(diag, ERR_INPUT,
                            "no column for the %s: expected one named %s%s; the file has %s",
                            is_single(row) ? field_words[row->field] : row->need,
                            is_single(row)
                                ? expected_of_one(arena, row)
                                : expected_of_group(arena, columns->facts, row->need),
                            is_day ? " (or give the day of all its adverts with --date)" : "",
                            list(arena, header));
        }
    }
    return ERR_NONE;
}

enum err nhsbsa_find_columns(struct nhsbsa_columns *out, struct arena *arena,
                             const struct nhsbsa *facts, const struct strings *header,
                             bool has_day, struct diag *diag) {
    struct nhsbsa_columns columns = {.facts = facts, .count = header->count};
    struct strings texts = {0};
    memset(columns.at, -1, sizeof columns.at);
    for (size_t i = 0; i < header->count; i++) {
        bool is_other = false;
        strings_push(arena, &texts, nhsbsa_text(arena, header->at[i], &is_other));
    }
    const struct strings plain = plain_headings(arena, &texts);
    bool *taken = arena_alloc(arena, header->count + 1, sizeof *taken);
    enum err err = arena_check(arena, diag);
    if (err) {
        return err;
    }
    for (size_t i = 0; i < facts->name_count; i++) {
        take_columns(&columns, arena, &facts->names[i], &plain, taken);
    }
    for (size_t i = 0; i < texts.count; i++) {
        if (!taken[i]) {
            strings_push(arena, &columns.unknown, texts.at[i][0] ? texts.at[i] : "(no name)");
        }
    }
    err = check_needs(&columns, arena, &texts, has_day, diag);
    err = err ? err : arena_check(arena, diag);
    if (!err) {
        *out = columns;
    }
    return err;
}
