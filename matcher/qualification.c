/* matcher/qualification.c - the ladder of qualifications
 * SPDX-License-Identifier: MIT
 */
#include "matcher/qualification.h"

#include <string.h>

#include "matcher/qualification_private.h"
#include "matcher/rules_private.h"

/* What a subject hangs on whose certificates are short courses: they are worth less where any
 * qualification is asked for. */
#define SHORT_COURSE "short_course"

/* The first subject behind word `at`, and where it ends. */
static const char *subject_behind(const struct rules *rules, const struct tokens *tokens,
                                  size_t *at) {
    for (size_t i = *at; i < tokens->count; i++) {
        uint32_t value = 0;
        size_t len = finder_at(&rules->subjects.wordings, tokens, i, &value);
        if (len) {
            *at = i + len;
            return rules->subjects.rows[value].id;
        }
    }
    return NULL;
}

/* "RMN", "Higher Psychology": who or what it is tells the level. In an advert such words ask
 * for a person, and what they ask for is read from its rules. Beside a qualification only those
 * count that tell a subject too: the "higher" of "NVQ 3 or higher" is none. */
static void add_titles(struct qualification_hits *hits, struct arena *scratch,
                       const struct rules *rules, const struct tokens *tokens) {
    bool alone = hits->count == 0;
    for (size_t at = 0; at < tokens->count;) {
        uint32_t value = 0;
        size_t len = finder_at(&rules->ladder, tokens, at, &value);
        const struct rung *rung = len ? &rules->rungs[value] : NULL;
        size_t to = at + (len ? len : 1);
        if (rung && rung->ignored && rung->level != LEVEL_NONE && (alone || rung->subject)) {
            const char *subject =
                rung->subject ? rung->subject : subject_behind(rules, tokens, &to);
            struct qualification_hit hit = {
                .level = rung->level, .subject = subject, .from = at, .to = to};
            ARENA_PUSH(scratch, hits->at, hits->count, hit);
        }
        at = to;
    }
}

enum err qualification_find(struct qualifications *out, struct arena *arena,
                            const struct rules *rules, struct span text, struct diag *diag) {
    struct arena scratch;
    arena_init(&scratch, ARENA_PAGE_CAP);
    struct tokens tokens = tokens_read(&scratch, &rules->words, text);
    struct qualification_hits hits = {NULL, 0};
    struct qualifications found = {NULL, 0};
    qualification_scan(&hits, &scratch, rules, &tokens, NULL, true);
    add_titles(&hits, &scratch, rules, &tokens);
    for (size_t i = 0; i < hits.count; i++) {
        const struct qualification_hit *hit = &hits.at[i];
        /* Subjects may live in the scratch arena: a slug does. */
        struct qualification qualification = {hit->level, arena_copy_text(arena, hit->subject),
                                              tokens_source(&tokens, hit->from, hit->to)};
        ARENA_PUSH(arena, found.at, found.count, qualification);
    }
    enum err err = arena_check(&scratch, diag);
    err = err ? err : arena_check(arena, diag);
    arena_fini(&scratch);
    if (!err) {
        *out = found;
    }
    return err;
}

/* Does the subject stand for another in full: mental health and social care for social care? */
static bool stands_for(const struct ontology *ontology, const struct concept_row *have,
                       const struct concept_row *want) {
    for (size_t i = 0; i < have->neighbour_count; i++) {
        if (ontology_within(ontology, want, &ontology->rows[have->neighbours[i]])) {
            return true;
        }
    }
    return false;
}

int qualification_subject_mark(const struct rules *rules, const char *held, const char *asked) {
    enum { NOT_AT_ALL, IN_PART, IN_FULL };
    const struct ontology *ontology = &rules->subjects;
    const struct concept_row *have = ontology_row(ontology, held);
    const struct concept_row *want = ontology_row(ontology, asked);
    const struct concept_row *course = ontology_row(ontology, SHORT_COURSE);
    bool have_course = have && course && ontology_within(ontology, have, course);
    bool want_course = want && course && ontology_within(ontology, want, course);
    if (held && asked && strcmp(held, asked) == 0) {
        return IN_FULL;
    }
    if (!asked) {
        return have_course ? IN_PART : IN_FULL;
    }
    if (have && want &&
        (ontology_within(ontology, want, have) || stands_for(ontology, have, want))) {
        return IN_FULL;
    }
    return have_course || want_course ? NOT_AT_ALL : IN_PART;
}
