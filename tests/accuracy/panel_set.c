/* tests/accuracy/panel_set.c - the adverts and people of a panel set, and what is made of them
 * SPDX-License-Identifier: MIT
 */
#include "tests/accuracy/panel_set.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "matcher/candidate.h"
#include "matcher/requirement.h"
#include "matcher/score.h"
#include "schema/requirement_text.h"
#include "tests/accuracy/panel_table.h"

enum { LINE_CAP = 1 << 16, POUNDS_MAX = 1000000, HOURS_MAX = 168, CENTS = 100 };

const struct date panel_today = {2026, 11, 22};

/* ---- the fields of an advert ---- */

static const char *cell_at(const struct strings *cells, size_t index) {
    return index < cells->count && cells->at[index][0] ? cells->at[index] : NULL;
}

/* A number with at most two decimals, in hundredths. */
static bool read_hundredths(const char *text, uint64_t max, int64_t *out) {
    struct span whole = span_of(text);
    uint64_t units = 0;
    uint64_t rest = 0;
    size_t point = span_find(whole, SPAN("."), 0);
    struct span decimals = span_part(whole, point == SIZE_MAX ? whole.len : point + 1, 2);
    if (!span_number(span_part(whole, 0, point), max, &units) ||
        (decimals.len > 0 && !span_number(decimals, CENTS, &rest))) {
        return false;
    }
    *out = (int64_t)(units * CENTS + (decimals.len == 1 ? rest * 10 : rest));
    return true;
}

static bool read_set(const struct vocab *vocab, const char *text, unsigned *out) {
    struct span rest = span_of(text);
    struct span word;
    while (span_next_piece(&rest, ',', &word)) {
        int value = vocab_value(vocab, span_trim(word));
        if (!value) {
            return false;
        }
        *out |= 1u << value;
    }
    return true;
}

static struct location *place_of(struct vacancy *vacancy, struct arena *arena) {
    if (vacancy->location_count == 0) {
        ARENA_PUSH(arena, vacancy->locations, vacancy->location_count, (struct location){0});
    }
    return vacancy->locations;
}

typedef bool put_field(struct vacancy *vacancy, struct arena *arena, const struct strings *);

static bool put_title(struct vacancy *vacancy, struct arena *arena, const struct strings *row) {
    (void)arena;
    vacancy->title = cell_at(row, 1);
    return true;
}

static bool put_employer(struct vacancy *vacancy, struct arena *arena,
                         const struct strings *row) {
    (void)arena;
    vacancy->employer = cell_at(row, 1);
    return true;
}

static bool put_bands(struct vacancy *vacancy, struct arena *arena, const struct strings *row) {
    (void)arena;
    vacancy->pay_scheme = cell_at(row, 1) ? SCHEME_AGENDA_FOR_CHANGE : SCHEME_NONE;
    return read_set(&vocab_band, cell_at(row, 1), &vacancy->bands);
}

static bool put_salary(struct vacancy *vacancy, struct arena *arena,
                       const struct strings *row) {
    struct salary *salary = &vacancy->salary;
    const char *low = cell_at(row, 1);
    const char *high = cell_at(row, 2) ? cell_at(row, 2) : low;
    if (!low) {
        return true;
    }
    salary->text = arena_printf(arena, "£%s to £%s a year", low, high);
    salary->kind = strcmp(low, high) == 0 ? SALARY_POINT : SALARY_RANGE;
    salary->period = PERIOD_YEAR;
    salary->high_cost_area = SUPPLEMENT_UNSTATED;
    return read_hundredths(low, POUNDS_MAX, &salary->min) &&
           read_hundredths(high, POUNDS_MAX, &salary->max);
}

static bool put_contract(struct vacancy *vacancy, struct arena *arena,
                         const struct strings *row) {
    (void)arena;
    const char *word = cell_at(row, 1);
    vacancy->contract = (enum contract)vocab_value(&vocab_contract, span_of(word));
    return !word || vacancy->contract;
}

static bool put_patterns(struct vacancy *vacancy, struct arena *arena,
                         const struct strings *row) {
    (void)arena;
    return read_set(&vocab_work_pattern, cell_at(row, 1), &vacancy->working_patterns);
}

static bool put_hours(struct vacancy *vacancy, struct arena *arena, const struct strings *row) {
    (void)arena;
    int64_t low = 0;
    int64_t high = 0;
    const char *first = cell_at(row, 1);
    const char *last = cell_at(row, 2) ? cell_at(row, 2) : first;
    if (first && (!read_hundredths(first, HOURS_MAX, &low) ||
                  !read_hundredths(last, HOURS_MAX, &high))) {
        return false;
    }
    vacancy->hours_low = (int)low;
    vacancy->hours_high = (int)high;
    return true;
}

static bool put_postcode(struct vacancy *vacancy, struct arena *arena,
                         const struct strings *row) {
    struct location *place = place_of(vacancy, arena);
    if (place) {
        place->postcode = cell_at(row, 1);
    }
    return place;
}

static bool put_town(struct vacancy *vacancy, struct arena *arena, const struct strings *row) {
    struct location *place = place_of(vacancy, arena);
    if (place) {
        place->town = cell_at(row, 1);
    }
    return place;
}

static bool put_closes(struct vacancy *vacancy, struct arena *arena,
                       const struct strings *row) {
    (void)arena;
    const char *text = cell_at(row, 1);
    return !text || date_parse_iso(span_of(text), &vacancy->closes);
}

static bool put_summary(struct vacancy *vacancy, struct arena *arena,
                        const struct strings *row) {
    (void)arena;
    vacancy->text_summary = cell_at(row, 1);
    return true;
}

static const struct {
    const char *name;
    put_field *put;
} fields[] = {
    {"title", put_title},   {"employer", put_employer}, {"bands", put_bands},
    {"salary", put_salary}, {"contract", put_contract}, {"patterns", put_patterns},
    {"hours", put_hours},   {"postcode", put_postcode}, {"town", put_town},
    {"closes", put_closes}, {"summary", put_summary},
};

static void read_field(struct panel_advert *advert, struct arena *arena, struct span line,
                       int number) {
    struct strings row = panel_cells(arena, line);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0] && row.count > 0; i++) {
        if (strcmp(row.at[0], fields[i].name) == 0) {
            if (!fields[i].put(&advert->vacancy, arena, &row)) {
                panel_give_up(advert->file, number, "the value of this field is wrong");
            }
            return;
        }
    }
    panel_give_up(advert->file, number, "no such field; README.md of the set names them");
}

/* ---- criteria ---- */

struct criterion panel_criterion(const char *file, int line, const char *need,
                                 const char *group, const char *text, const char *assessed) {
    struct criterion criterion = {.group = group[0] ? group : NULL, .text = text};
    criterion.need = (enum need)vocab_value(&vocab_need, span_of(need));
    if (!criterion.need || !text[0] ||
        !read_set(&vocab_assessed, assessed, &criterion.assessed)) {
        panel_give_up(file, line, "expected need, group, text, assessed between tabs");
    }
    return criterion;
}

struct requirement panel_truth(struct arena *arena, const char *file, int line,
                               const char *text) {
    struct requirement requirement = {0};
    struct diag diag;
    if (requirement_text_read(&requirement, arena, span_of(text), &diag)) {
        panel_give_up(file, line, diag.text);
    }
    return requirement;
}

struct requirement panel_read(const struct panel_set *set, const struct criterion *criterion) {
    struct requirement requirement = {0};
    struct diag diag;
    if (requirement_read(&requirement, set->arena, set->rules, criterion, &diag)) {
        panel_give_up(criterion->text, 0, diag.text);
    }
    return requirement;
}

/* A cell of a criterion; records have their white space folded. */
static const char *text_at(const struct strings *cells, size_t index, struct arena *arena) {
    return arena_copy(arena, span_trim(span_of(cell_at(cells, index))));
}

/* The truths and doubts grow with the criteria, each from a count of its own. */
static void read_line(const struct panel_set *set, struct panel_advert *advert,
                      struct span line, int number) {
    struct arena *arena = set->arena;
    struct vacancy *vacancy = &advert->vacancy;
    struct strings row = panel_cells(arena, line);
    size_t truths = vacancy->criterion_count;
    size_t reads = truths;
    size_t doubts = truths;
    struct criterion criterion =
        panel_criterion(advert->file, number, text_at(&row, 0, arena), text_at(&row, 1, arena),
                        text_at(&row, 2, arena), text_at(&row, 3, arena));
    ARENA_PUSH(arena, vacancy->criteria, vacancy->criterion_count, criterion);
    ARENA_PUSH(arena, advert->truth, truths,
               panel_truth(arena, advert->file, number, text_at(&row, 4, arena)));
    ARENA_PUSH(arena, advert->read, reads, panel_read(set, &criterion));
    ARENA_PUSH(arena, advert->doubt, doubts, strcmp(text_at(&row, 5, arena), "yes") == 0);
}

struct panel_advert panel_advert_read(const struct panel_set *set, const char *file,
                                      struct span content) {
    struct panel_advert advert = {.name = panel_stem(set->arena, file), .file = file};
    struct span line;
    bool in_criteria = false;
    vacancy_init(&advert.vacancy);
    advert.vacancy.source = SOURCE_TEXT;
    advert.vacancy.state = STATE_OPEN;
    advert.vacancy.id = advert.name;
    for (int number = 1; span_next_line(&content, &line); number++) {
        if (span_is(span_trim(line), "---")) {
            in_criteria = true;
        } else if (in_criteria && line.len > 0) {
            read_line(set, &advert, line, number);
        } else if (line.len > 0) {
            read_field(&advert, set->arena, line, number);
        }
    }
    return advert;
}

/* ---- people ---- */

/* The id of a profile that cannot be read: its line begins so. */
static const char *id_of(struct arena *arena, const char *file, struct span content) {
    struct span line;
    while (span_next_line(&content, &line)) {
        struct span key = span_trim(span_part(line, 0, span_find(line, SPAN("="), 0)));
        if (span_is(key, "id")) {
            return arena_copy(
                arena, span_trim(span_part(line, span_find(line, SPAN("="), 0) + 1, SIZE_MAX)));
        }
    }
    return panel_stem(arena, file);
}

struct panel_person panel_person_read(const struct panel_set *set, const char *file,
                                      struct span content) {
    struct panel_person person = {.file = file, .content = content};
    struct diag diag;
    if (candidate_read(&person.candidate, set->arena, set->rules, file, content, panel_today,
                       &diag)) {
        printf("refused: %s\n", diag.text);
        person = (struct panel_person){.name = id_of(set->arena, file, content),
                                       .file = file,
                                       .content = content,
                                       .refused = true};
        *set->refused += 1;
        return person;
    }
    person.name = person.candidate.id;
    return person;
}

/* ---- the set ---- */

void panel_set_read(struct panel_set *set) {
    struct arena *arena = set->arena;
    struct strings adverts =
        panel_files(arena, arena_printf(arena, "%s/adverts", set->folder), "", ".advert");
    struct strings people =
        panel_files(arena, arena_printf(arena, "%s/candidates", set->folder), "", ".ini");
    for (size_t i = 0; i < adverts.count; i++) {
        ARENA_PUSH(arena, set->adverts, set->advert_count,
                   panel_advert_read(set, adverts.at[i], panel_file(arena, adverts.at[i])));
    }
    for (size_t i = 0; i < people.count; i++) {
        ARENA_PUSH(arena, set->people, set->person_count,
                   panel_person_read(set, people.at[i], panel_file(arena, people.at[i])));
    }
}

const struct panel_advert *panel_find_advert(const struct panel_set *set, const char *name) {
    for (size_t i = 0; i < set->advert_count; i++) {
        if (strcmp(set->adverts[i].name, name) == 0) {
            return &set->adverts[i];
        }
    }
    return NULL;
}

const struct panel_person *panel_find_person(const struct panel_set *set, const char *name) {
    for (size_t i = 0; i < set->person_count; i++) {
        if (strcmp(set->people[i].name, name) == 0 ||
            strcmp(panel_stem(set->arena, set->people[i].file), name) == 0) {
            return &set->people[i];
        }
    }
    return NULL;
}

struct match panel_match(const struct panel_set *set, const struct panel_advert *advert,
                         const struct panel_person *person) {
    struct match match = {0};
    struct diag diag;
    if (score_match(&match, set->arena, set->rules, &advert->vacancy, advert->name,
                    advert->read, &person->candidate, panel_today, &diag)) {
        panel_give_up(advert->file, 0, diag.text);
    }
    return match;
}

bool panel_is_chosen(const struct panel_set *set, const char *name, const char *other) {
    return !set->only || strstr(name, set->only) || (other && strstr(other, set->only));
}

const char *panel_text(struct arena *arena, const struct requirement *requirement) {
    struct buf out;
    buf_init(&out, LINE_CAP);
    requirement_text_write(&out, requirement);
    const char *text = arena_copy(arena, buf_span(&out));
    buf_fini(&out);
    return text;
}

const char *panel_mark_text(int mark) {
    static const char *const texts[] = {"0", "1", "2"};
    return mark >= 0 && mark <= 2 ? texts[mark] : "-";
}
