/* report/text_criteria.c - what an advert asks for, for people
 * SPDX-License-Identifier: MIT
 */
#include "report/text_criteria.h"

#include <string.h>

#include "report/say.h"
#include "report/text_advert.h"
#include "schema/requirement_text.h"

enum { INDENT = 2, BULLET = 4 };

/* How little is enough. */
static const char *const statuses[HOLDING_COUNT] = {
    [HOLDING_WORKING_TOWARDS] = ", held or worked towards",
    [HOLDING_WILLING] = ", or the will to get it"};

static void put_qualification(struct buf *out, const struct atom *atom) {
    buf_put_text(out, "a qualification");
    if (atom->level != LEVEL_NONE) {
        buf_printf(out, " at level %d or higher", atom->level);
    }
    if (atom->subject) {
        buf_put_text(out, " in ");
        say_id(out, atom->subject);
    }
    buf_put_text(out, statuses[atom->status]);
}

static void put_experience(struct buf *out, const struct atom *atom) {
    if (atom->months > 0) {
        say_count(out, atom->months, "month of ", "months of ");
    }
    if (atom->kinds) {
        say_set(out, &vocab_kind, atom->kinds);
        buf_put_char(out, ' ');
    }
    buf_put_text(out, "experience");
    for (size_t i = 0; i < atom->areas.count; i++) {
        buf_put_text(out, i == 0 ? " in " : " or ");
        say_id(out, atom->areas.at[i]);
    }
}

static void put_driving(struct buf *out, const struct atom *atom) {
    buf_put_text(out, atom->licence ? "a driving licence" : NULL);
    buf_put_text(out, atom->licence && atom->vehicle ? " and " : NULL);
    buf_put_text(out, atom->vehicle ? "the use of a vehicle" : NULL);
}

/* How each type of atom begins; the concept, where it has one, follows. */
static const struct {
    void (*put)(struct buf *out, const struct atom *atom);
    const char *words;
} atom_words[ATOM_COUNT] = {
    [ATOM_QUALIFICATION] = {put_qualification, NULL},
    [ATOM_EXPERIENCE] = {put_experience, NULL},
    [ATOM_KNOWLEDGE] = {NULL, "knowledge: "},
    [ATOM_SKILL] = {NULL, "skill: "},
    [ATOM_ATTRIBUTE] = {NULL, "personal quality: "},
    [ATOM_DRIVING] = {put_driving, NULL},
    [ATOM_AVAILABILITY] = {NULL, "being available: "},
    [ATOM_REGISTRATION] = {NULL, "registration: "},
    [ATOM_RIGHT_TO_WORK] = {NULL, "the right to work here"},
    [ATOM_DBS] = {NULL, "a DBS check"},
    [ATOM_LANGUAGE] = {NULL, "language: "},
    [ATOM_HEALTH] = {NULL, "fitness for the work"},
    [ATOM_OTHER] = {NULL, "not understood: only its words are compared with yours"},
};

static void put_atom(struct buf *out, const struct atom *atom) {
    if (atom_words[atom->type].put) {
        atom_words[atom->type].put(out, atom);
        return;
    }
    buf_put_text(out, atom_words[atom->type].words);
    say_id(out, atom->concept);
}

void text_requirement(struct buf *out, const struct requirement *requirement) {
    if (requirement_asks_nothing(requirement)) {
        buf_put_text(out, "nothing");
        return;
    }
    for (size_t i = 0; i < requirement->count; i++) {
        const struct demand *demand = &requirement->any_of[i];
        buf_put_text(out, i > 0 ? "; or " : NULL);
        for (size_t k = 0; k < demand->count; k++) {
            buf_put_text(out, k > 0 ? " and " : NULL);
            put_atom(out, &demand->atoms[k]);
        }
    }
    buf_put_text(out, requirement->accepts_equivalent ? "; or something equivalent" : NULL);
}

/* What two gaps in the same words differ in: " (24 months; lived)". */
static void put_particulars(struct buf *out, const struct atom *atom) {
    if (atom->type == ATOM_QUALIFICATION) {
        buf_put_text(out, statuses[atom->status]);
    }
    if (atom->type != ATOM_EXPERIENCE || (atom->months == 0 && atom->kinds == 0)) {
        return;
    }
    buf_put_text(out, " (");
    if (atom->months > 0) {
        say_count(out, atom->months, "month", "months");
        buf_put_text(out, atom->kinds ? "; " : NULL);
    }
    if (atom->kinds) {
        say_set(out, &vocab_kind, atom->kinds);
    }
    buf_put_char(out, ')');
}

void text_requirement_gap(struct buf *out, const struct caseload_gap *gap) {
    struct requirement requirement = {0};
    struct arena arena;
    arena_init(&arena, REQUIREMENT_TEXT_MAX);
    const bool is_read =
        gap->asks &&
        requirement_text_read(&requirement, &arena, span_of(gap->asks), NULL) == ERR_NONE;
    if (is_read && strcmp(gap->what, gap->asks) == 0) {
        text_requirement(out, &requirement);
    } else {
        buf_put_text(out, gap->what);
        if (is_read && requirement.count == 1 && requirement.any_of[0].count == 1) {
            put_particulars(out, &requirement.any_of[0].atoms[0]);
        }
    }
    arena_fini(&arena);
}

static void put_criterion(struct plain *plain, const struct criterion *criterion,
                          const struct requirement *requirement) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_printf(&words, "%s (", criterion->text);
    say_id(&words, vocab_name(&vocab_need, (int)criterion->need));
    buf_put_char(&words, ')');
    plain_spaces(plain, INDENT);
    buf_put_text(plain->out, "- ");
    plain_wrap(plain, BULLET, BULLET, BULLET, buf_span(&words));
    buf_clear(&words);
    buf_put_text(&words, "asks for: ");
    text_requirement(&words, requirement);
    plain_wrap(plain, 0, BULLET, BULLET + 2, buf_span(&words));
    buf_fini(&words);
}

/* The advert's own heading, where it changes. */
static void put_group(struct plain *plain, const struct criterion *criteria, size_t at) {
    const char *group = criteria[at].group;
    const char *before = at > 0 ? criteria[at - 1].group : NULL;
    if (group && (!before || strcmp(group, before) != 0)) {
        plain_spaces(plain, INDENT);
        plain_heading(plain, group);
    }
}

void text_criteria(struct plain *plain, const struct vacancy *vacancy, const char *key,
                   const struct requirement *requirements) {
    plain_tone(plain, PLAIN_TONE_STRONG);
    plain_paragraph(plain, 0, vacancy->title ? vacancy->title : "(no title)");
    plain_tone(plain, PLAIN_TONE_NONE);
    plain_field(plain, "Known as", key);
    if (vacancy->criterion_count == 0) {
        plain_paragraph(plain, INDENT, "It prints no person specification that could be read.");
    }
    for (size_t i = 0; i < vacancy->criterion_count; i++) {
        put_group(plain, vacancy->criteria, i);
        put_criterion(plain, &vacancy->criteria[i], &requirements[i]);
    }
    plain_gap(plain);
}
