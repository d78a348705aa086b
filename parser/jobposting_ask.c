/* parser/jobposting_ask.c - what a posting asks for, property by property
 * SPDX-License-Identifier: MIT
 *
 * qualifications, skills and the requirements of education and experience: a text with needs is
 * a person specification, a list is one criterion an item, a long text is prose. Which
 * properties there are is data (parser/fields/jobposting_words.tsv).
 */
#include "parser/advert_fields.h"
#include "parser/bullet.h"
#include "parser/fields.h"
#include "parser/jobposting.h"
#include "parser/person_spec.h"

static bool has_criterion(const struct vacancy *vacancy, const char *text) {
    for (size_t i = 0; i < vacancy->criterion_count; i++) {
        if (advert_same_words(vacancy->criteria[i].text, text)) {
            return true;
        }
    }
    return false;
}

/* The description often holds the same again: a criterion is taken once, under its first
 * heading. */
static void merge_criteria(const struct posting *posting, const struct vacancy *from) {
    struct vacancy *vacancy = posting->vacancy;
    size_t before = vacancy->criterion_count;
    struct vacancy known = {.criteria = vacancy->criteria, .criterion_count = before};
    for (size_t i = 0; i < from->criterion_count; i++) {
        if (vacancy->criterion_count < VACANCY_CRITERIA_MAX &&
            !has_criterion(&known, from->criteria[i].text)) {
            ARENA_PUSH(posting->arena, vacancy->criteria, vacancy->criterion_count,
                       from->criteria[i]);
            known.criteria = vacancy->criteria;
        }
    }
}

/* Longer, it is prose; bytes. */
enum { CRITERION_LENGTH_MAX = 300 };

static bool is_item(const char *line) {
    return bullet_find(bullet_trim(span_of(line)), false).len > 0;
}

/* What the lines of a property are. */
enum shape { SHAPE_NOTHING = 0, SHAPE_SPEC, SHAPE_LIST, SHAPE_PROSE };

static enum shape shape_of(const struct strings *lines, bool many) {
    bool items = false;
    size_t filled = 0;
    size_t longest = 0;
    for (size_t i = 0; i < lines->count; i++) {
        struct span line = bullet_trim(span_of(lines->at[i]));
        filled += line.len > 0;
        longest = line.len > longest ? line.len : longest;
        items = items || is_item(lines->at[i]);
        if (person_spec_need_of(lines->at[i]) != NEED_NONE) {
            return SHAPE_SPEC;
        }
    }
    bool list = items || many || filled == 1;
    return filled == 0                               ? SHAPE_NOTHING
           : list && longest <= CRITERION_LENGTH_MAX ? SHAPE_LIST
                                                     : SHAPE_PROSE;
}

static void read_list(struct person_spec *spec, const struct strings *lines,
                      const char *group) {
    bool items = false;
    for (size_t i = 0; i < lines->count; i++) {
        items = items || is_item(lines->at[i]);
    }
    person_spec_group(spec, group);
    for (size_t i = 0; !items && i < lines->count; i++) {
        person_spec_criterion(spec, lines->at[i]);
    }
    if (items) {
        person_spec_lines(spec, lines);
    }
}

static bool is_nothing(const struct strings *lines) {
    struct span only = lines->count == 1 ? span_of(lines->at[0]) : (struct span){NULL, 0};
    while (only.len > 0 && only.at[only.len - 1] == '.') {
        only.len--;
    }
    return words_find(NULL, &fields_jobposting_words, "none", only);
}

static void add_rest(struct arena *arena, struct strings *rest, const char *group,
                     const struct strings *lines) {
    strings_push(arena, rest, "");
    strings_push(arena, rest, group);
    strings_push(arena, rest, "");
    for (size_t i = 0; i < lines->count; i++) {
        strings_push(arena, rest, lines->at[i]);
    }
}

static void read_asked(struct strings *rest, const struct posting *posting, const char *name,
                       const char *group) {
    const struct json *value = posting_get(posting, name);
    struct strings lines = posting_lines(posting, value);
    enum shape shape =
        is_nothing(&lines) ? SHAPE_NOTHING : shape_of(&lines, schema_org_count(value) > 1);
    struct vacancy aside;
    vacancy_init(&aside);
    struct person_spec spec = {.vacancy = &aside, .arena = posting->arena};
    if (shape == SHAPE_SPEC) {
        person_spec_lines(&spec, &lines);
    } else if (shape == SHAPE_LIST) {
        read_list(&spec, &lines, group);
    }
    merge_criteria(posting, &aside);
    if (shape == SHAPE_PROSE || (shape != SHAPE_NOTHING && aside.criterion_count == 0)) {
        add_rest(posting->arena, rest, group, &lines);
    }
}

/* schema.org has the length of experience as a number. */
static void read_months(const struct posting *posting) {
    const char *months = posting_line(posting, "experienceRequirements.monthsOfExperience");
    uint64_t count = 0;
    if (!months || !span_number(span_of(months), 600, &count) || count == 0) {
        return;
    }
    struct person_spec spec = {.vacancy = posting->vacancy, .arena = posting->arena};
    person_spec_group(&spec, "Experience");
    person_spec_criterion(&spec,
                          arena_printf(posting->arena, "%s months of experience", months));
    vacancy_note(posting->vacancy, posting->arena, "criteria", "worded",
                 "the posting gives %s months of experience as a number", months);
}

void jobposting_asked(struct strings *rest, const struct posting *posting) {
    struct words words = words_open(&fields_jobposting_words, "ask");
    struct words_row row;
    while (words_next(&words, &row)) {
        const char *name = arena_copy(posting->arena, row.words);
        const char *group = arena_copy(posting->arena, row.value);
        if (name && group) {
            read_asked(rest, posting, name, group);
        }
    }
    read_months(posting);
}
