/* report/json_criteria.c - what an advert asks for: shortlist.criteria/1
 * SPDX-License-Identifier: MIT
 */
#include "report/json_criteria.h"

#include "report/json_part.h"

static void put_qualification(struct json *object, const struct atom *atom) {
    json_set(object, "level",
             atom->level == LEVEL_NONE ? json_new_null() : json_int(atom->level));
    json_set(object, "subject", json_text(atom->subject));
    json_set(object, "status", json_part_word(&vocab_holding, (int)atom->status));
}

static struct json *kinds(unsigned set) {
    struct json *words = json_part_set(&vocab_kind, set);
    if (set == 0) {
        json_push(words, json_text("any"));
    }
    return words;
}

static void put_experience(struct json *object, const struct atom *atom) {
    json_set(object, "months", json_part_count(atom->months));
    json_set(object, "areas", json_part_strings(&atom->areas));
    json_set(object, "kinds", kinds(atom->kinds));
}

static void put_driving(struct json *object, const struct atom *atom) {
    json_set(object, "licence", json_bool(atom->licence));
    json_set(object, "vehicle", json_bool(atom->vehicle));
}

/* What each type of atom has beside its type: members of its own, or its concept under a name
 * of its own. Types without either say it all by their name. */
static const struct {
    void (*put)(struct json *object, const struct atom *atom);
    const char *concept;
} atom_members[ATOM_COUNT] = {
    [ATOM_QUALIFICATION] = {put_qualification, NULL},
    [ATOM_EXPERIENCE] = {put_experience, NULL},
    [ATOM_KNOWLEDGE] = {NULL, "topic"},
    [ATOM_SKILL] = {NULL, "concept"},
    [ATOM_ATTRIBUTE] = {NULL, "concept"},
    [ATOM_DRIVING] = {put_driving, NULL},
    [ATOM_AVAILABILITY] = {NULL, "pattern"},
    [ATOM_REGISTRATION] = {NULL, "body"},
    [ATOM_LANGUAGE] = {NULL, "language"},
};

static struct json *atom_object(const struct atom *atom) {
    struct json *object = json_new_object();
    json_set(object, "type", json_part_word(&vocab_atom, (int)atom->type));
    if (atom_members[atom->type].put) {
        atom_members[atom->type].put(object, atom);
    }
    if (atom_members[atom->type].concept) {
        json_set(object, atom_members[atom->type].concept, json_text(atom->concept));
    }
    return object;
}

static struct json *demand_object(const struct demand *demand) {
    struct json *object = json_new_object();
    struct json *all_of = json_new_array();
    for (size_t i = 0; i < demand->count; i++) {
        json_push(all_of, atom_object(&demand->atoms[i]));
    }
    json_set(object, "all_of", all_of);
    return object;
}

struct json *json_requirement(const struct requirement *requirement) {
    if (!requirement) {
        return json_new_null();
    }
    struct json *object = json_new_object();
    struct json *any_of = json_new_array();
    for (size_t i = 0; i < requirement->count; i++) {
        json_push(any_of, demand_object(&requirement->any_of[i]));
    }
    json_set(object, "any_of", any_of);
    json_set(object, "accepts_equivalent", json_bool(requirement->accepts_equivalent));
    json_set(object, "rule", json_text(requirement->rule));
    return object;
}

static struct json *criterion_object(const struct criterion *criterion,
                                     const struct requirement *requirement) {
    struct json *object = json_new_object();
    json_part_criterion(object, criterion);
    json_set(object, "assessed", json_part_set(&vocab_assessed, criterion->assessed));
    json_set(object, "requirement", json_requirement(requirement));
    return object;
}

struct json *json_criteria(const struct vacancy *vacancy, const char *key,
                           const struct requirement *requirements) {
    struct json *object = json_new_object();
    struct json *criteria = json_new_array();
    for (size_t i = 0; i < vacancy->criterion_count; i++) {
        json_push(criteria, criterion_object(&vacancy->criteria[i], &requirements[i]));
    }
    json_set(object, "schema", json_text("shortlist.criteria/1"));
    json_set(object, "vacancy", json_text(key));
    json_set(object, "title", json_text(vacancy->title));
    json_set(object, "criteria", criteria);
    return object;
}
