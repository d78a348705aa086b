/* tests/accuracy/panel_order.c - the order of a person's list, against what a panel would say
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "lib/ini.h"
#include "matcher/rank.h"
#include "tests/accuracy/panel_parts.h"
#include "tests/accuracy/panel_scores.h"
#include "tests/accuracy/panel_table.h"
#include "tests/accuracy/panel_words.h"

enum { FIRST = 10, GRADE_NONE = -1, GRADE_MOST = 3, TEXT_CAP = 1 << 20 };

/* How far above BM25 the list must be: so much, or half of what is left to 1. */
#define ABOVE_BM25 0.10

/* An advert in one of the three orders. */
struct place {
    const struct match *match;
    size_t advert;
    double worth; /* of the words; unused in the list's own order */
};

/* ---- what is compared ---- */

static struct panel_bag words_of_advert(struct arena *arena,
                                        const struct panel_advert *advert) {
    struct buf text;
    buf_init(&text, TEXT_CAP);
    buf_printf(&text, "%s %s", advert->vacancy.title ? advert->vacancy.title : "",
               advert->vacancy.text_summary ? advert->vacancy.text_summary : "");
    for (size_t i = 0; i < advert->vacancy.criterion_count; i++) {
        buf_printf(&text, " %s", advert->vacancy.criteria[i].text);
    }
    struct panel_bag bag = panel_bag(arena, buf_span(&text));
    buf_fini(&text);
    return bag;
}

static bool no_comments(const char *section, const char *key) {
    (void)section;
    (void)key;
    return false;
}

/* The words of the profile's values; the keys of [skills] are what the person wrote too. */
static struct panel_bag words_of_person(struct arena *arena,
                                        const struct panel_person *person) {
    struct ini ini = {0};
    struct diag diag;
    struct buf text;
    buf_init(&text, TEXT_CAP);
    if (ini_parse(&ini, arena, person->file, person->content, no_comments, &diag)) {
        panel_give_up(person->file, 0, diag.text);
    }
    for (size_t i = 0; i < ini.count; i++) {
        const struct ini_entry *entry = &ini.entries[i];
        bool skill = entry->key && strcmp(entry->section, "skills") == 0;
        buf_printf(&text, " %s %s", skill ? entry->key : "", entry->key ? entry->value : "");
    }
    struct panel_bag bag = panel_bag(arena, buf_span(&text));
    buf_fini(&text);
    return bag;
}

/* ---- grades ---- */

/* grades[person * adverts + advert] */
static int *read_grades(const struct panel_set *set) {
    struct panel_table table = panel_table(set->arena, set->folder, "relevance");
    size_t all = set->person_count * set->advert_count;
    int *grades = arena_alloc(set->arena, all + 1, sizeof *grades);
    for (size_t i = 0; grades && i < all; i++) {
        grades[i] = GRADE_NONE;
    }
    for (size_t i = 0; grades && i < table.count; i++) {
        const struct panel_row *row = &table.rows[i];
        const struct panel_person *person =
            panel_find_person(set, panel_cell(row, "candidate"));
        const struct panel_advert *advert = panel_find_advert(set, panel_cell(row, "advert"));
        uint64_t grade = 0;
        if (!person || !advert ||
            !span_number(span_of(panel_cell(row, "grade")), GRADE_MOST, &grade)) {
            panel_give_up(row->file, row->line, "expected candidate, advert, grade 0 to 3");
        }
        grades[(size_t)(person - set->people) * set->advert_count +
               (size_t)(advert - set->adverts)] = (int)grade;
    }
    return table.count > 0 ? grades : NULL;
}

/* ---- the orders ---- */

static size_t find_index(const struct panel_set *set, const char *vacancy) {
    const struct panel_advert *advert = panel_find_advert(set, vacancy);
    return advert ? (size_t)(advert - set->adverts) : 0;
}

/* Equal worth: as the list orders equal matches, by closing date, then name. */
static int by_worth(const void *a, const void *b) {
    const struct place *left = a;
    const struct place *right = b;
    int order = (left->worth < right->worth) - (left->worth > right->worth);
    order = order ? order : date_compare(left->match->closes, right->match->closes);
    return order ? order : strcmp(left->match->vacancy, right->match->vacancy);
}

static double ndcg_of(const struct panel_set *set, const struct place *places,
                      const int *grades) {
    int *in_order = arena_alloc(set->arena, set->advert_count, sizeof *in_order);
    for (size_t i = 0; in_order && i < set->advert_count; i++) {
        in_order[i] = grades[places[i].advert];
    }
    return in_order ? panel_ndcg(in_order, set->advert_count, FIRST) : -1.0;
}

typedef double worth(const struct panel_library *library, size_t which,
                     const struct panel_bag *query);

static double ndcg_by(const struct panel_set *set, struct place *places, worth *measure,
                      const struct panel_library *library, const struct panel_bag *query,
                      const int *grades) {
    for (size_t i = 0; i < set->advert_count; i++) {
        places[i].worth = measure(library, places[i].advert, query);
    }
    qsort(places, set->advert_count, sizeof *places, by_worth);
    return ndcg_of(set, places, grades);
}

/* ---- a person ---- */

struct ndcg {
    double list;
    double bm25;
    double ratio;
};

static struct place *list_of(const struct panel_set *set, const struct panel_person *person) {
    struct match *matches = arena_alloc(set->arena, set->advert_count, sizeof *matches);
    struct place *places = arena_alloc(set->arena, set->advert_count, sizeof *places);
    if (!matches || !places) {
        panel_give_up(person->file, 0, "no memory");
    }
    for (size_t i = 0; i < set->advert_count; i++) {
        matches[i] = panel_match(set, &set->adverts[i], person);
    }
    rank_sort(matches, set->advert_count);
    for (size_t i = 0; i < set->advert_count; i++) {
        places[i] = (struct place){&matches[i], find_index(set, matches[i].vacancy), 0.0};
    }
    return places;
}

static void show(const struct panel_set *set, const struct panel_person *person,
                 const struct place *places, const int *grades, struct ndcg ndcg) {
    printf("list %s: nDCG@%d %.3f (BM25 %.3f, keyword ratio %.3f)\n", person->name, FIRST,
           ndcg.list, ndcg.bm25, ndcg.ratio);
    for (size_t i = 0; i < set->advert_count; i++) {
        const struct match *match = places[i].match;
        int grade = grades[places[i].advert];
        if (i < FIRST || grade > 1) {
            printf("    %2zu grade %d  %-4s %5.1f  %s\n", i + 1, grade,
                   vocab_name(&vocab_gate, (int)match->gate), match->score / 10.0,
                   match->vacancy);
        }
    }
}

static struct ndcg judge_person(const struct panel_set *set, const struct panel_person *person,
                                const struct panel_library *library, const int *grades) {
    struct place *list = list_of(set, person);
    struct place *places = arena_alloc(set->arena, set->advert_count, sizeof *places);
    struct panel_bag query = words_of_person(set->arena, person);
    struct ndcg ndcg = {.list = ndcg_of(set, list, grades)};
    if (places) {
        memcpy(places, list, set->advert_count * sizeof *places);
        ndcg.bm25 = ndcg_by(set, places, panel_bm25, library, &query, grades);
        ndcg.ratio = ndcg_by(set, places, panel_ratio, library, &query, grades);
    }
    if (set->report->verbose && ndcg.list < 1.0 && ndcg.list >= 0) {
        show(set, person, list, grades, ndcg);
    }
    return ndcg;
}

/* ---- all ---- */

/* Is every advert graded for this person? Half a list has no order. */
static bool is_graded(const struct panel_set *set, const int *grades) {
    for (size_t i = 0; i < set->advert_count; i++) {
        if (grades[i] == GRADE_NONE) {
            return false;
        }
    }
    return set->advert_count > 0;
}

static struct panel_library library_of(const struct panel_set *set) {
    struct panel_bag *bags = arena_alloc(set->arena, set->advert_count + 1, sizeof *bags);
    for (size_t i = 0; bags && i < set->advert_count; i++) {
        bags[i] = words_of_advert(set->arena, &set->adverts[i]);
    }
    return (struct panel_library){bags, bags ? set->advert_count : 0};
}

static void report(struct panel_report *to, struct ndcg sum, size_t people, size_t none,
                   size_t ungraded) {
    double list = sum.list / (double)people;
    double bm25 = sum.bm25 / (double)people;
    double above = ABOVE_BM25 < (1.0 - bm25) / 2 ? ABOVE_BM25 : (1.0 - bm25) / 2;
    panel_heading(
        to, "Order: %zu people; %zu have no post above grade 0, %zu not all graded or refused",
        people, none, ungraded);
    panel_figure(to, "nDCG@10 of the list", list, BAR_LEAST, 0.92, "mean of %zu", people);
    panel_figure(to, "nDCG@10 of BM25", bm25, BAR_NONE, 0, "the same pairs");
    panel_figure(to, "nDCG@10 of the keyword ratio", sum.ratio / (double)people, BAR_NONE, 0,
                 "the same pairs");
    panel_figure(to, "the list above BM25", list - bm25, BAR_LEAST, above,
                 "0.100, or half of %.3f", 1.0 - bm25);
}

size_t panel_judge_order(const struct panel_set *set) {
    int *grades = read_grades(set);
    struct panel_library library = library_of(set);
    struct ndcg sum = {0.0, 0.0, 0.0};
    size_t people = 0;
    size_t none = 0;
    size_t ungraded = 0;
    for (size_t i = 0; grades && i < set->person_count; i++) {
        const int *own = grades + i * set->advert_count;
        if (!panel_is_chosen(set, set->people[i].name, NULL)) {
            continue;
        }
        if (set->people[i].refused || !is_graded(set, own)) {
            ungraded++;
            continue;
        }
        struct ndcg ndcg = judge_person(set, &set->people[i], &library, own);
        none += ndcg.list < 0;
        if (ndcg.list >= 0) {
            sum = (struct ndcg){sum.list + ndcg.list, sum.bm25 + ndcg.bm25,
                                sum.ratio + ndcg.ratio};
            people++;
        }
    }
    if (people > 0) {
        report(set->report, sum, people, none, ungraded);
    }
    return people;
}
