/* matcher/candidate_advice.c - what in a profile is worth less than it could be
 * SPDX-License-Identifier: MIT
 */
#include "matcher/candidate_advice.h"

#include "matcher/candidate_slip.h"
#include "matcher/experience.h"
#include "matcher/gazetteer.h"

/* Adverts that ask for "recent" experience mean the last few years. */
enum { RECENT_YEARS = 5, MONTHS_OF_YEAR = 12 };

/* Being written. */
struct advice {
    struct profile_warnings out;
    struct arena *arena;
    const struct rules *rules;
    const struct candidate *candidate;
    struct date today;
    struct diag *diag;
    enum err err; /* the first */
};

/* @param entry "experience" @param label NULL: none @param key NULL: the whole entry */
static void warn(struct advice *advice, const char *entry, const char *label, const char *key,
                 const char *words) {
    const char *fact = arena_printf(advice->arena, "%s%s%s%s%s", entry, label ? "." : "",
                                    label ? label : "", key ? "." : "", key ? key : "");
    ARENA_PUSH(advice->arena, advice->out.at, advice->out.count,
               (struct profile_warning){.fact = fact, .words = words});
}

/* ---- [candidate]: where ---- */

/* Districts come and go; the 124 areas do not. */
static bool is_postcode_known(const struct gazetteer *gazetteer, const char *postcode) {
    char whole[GAZETTEER_POSTCODE_SIZE];
    char outward[GAZETTEER_OUTWARD_SIZE];
    return postcode && gazetteer_postcode(whole, outward, span_of(postcode)) &&
           gazetteer_area(gazetteer, outward, NULL).sure != SURE_NONE;
}

/* A village that no table has does no harm beside a postcode. */
static const char *town_words(const struct advice *advice, const struct gazetteer *gazetteer,
                              bool has_postcode) {
    const struct candidate *candidate = advice->candidate;
    const struct brief_place where = {.town = candidate->town,
                                      .postcode = has_postcode ? candidate->postcode : NULL};
    const struct gazetteer_town town = gazetteer_town(gazetteer, &where);
    const char *near = town.of_name == 0 ? gazetteer_nearest(gazetteer, candidate->town) : NULL;
    const char *rest = has_postcode ? "" : "; without it how far away a post is cannot be told";
    if (near) {
        return arena_printf(advice->arena, "no town of this name is known: did you mean %s?",
                            near);
    }
    if (town.name || has_postcode) {
        return NULL;
    }
    return town.of_name > 1
               ? arena_printf(advice->arena,
                              "%zu places have this name: add the first half of your "
                              "postcode, or the county behind a comma%s",
                              town.of_name, rest)
               : arena_printf(advice->arena,
                              "no town of this name is known: add the first half of your "
                              "postcode%s",
                              rest);
}

static void look_at_place(struct advice *advice) {
    const struct candidate *candidate = advice->candidate;
    struct gazetteer *gazetteer = NULL;
    advice->err = gazetteer_open(&gazetteer, advice->diag);
    if (advice->err) {
        return;
    }
    const bool has_postcode = is_postcode_known(gazetteer, candidate->postcode);
    if (candidate->postcode && !has_postcode) {
        warn(advice, "candidate", NULL, "postcode",
             "no postcode area is called so: how far away a post is cannot be told by it");
    }
    const char *words = candidate->town ? town_words(advice, gazetteer, has_postcode) : NULL;
    if (words) {
        warn(advice, "candidate", NULL, "town", words);
    }
    gazetteer_close(gazetteer);
}

/* ---- [candidate] ---- */

static void look_at_wishes(struct advice *advice) {
    const struct candidate *candidate = advice->candidate;
    if (!candidate->postcode && !candidate->town) {
        warn(advice, "candidate", NULL, "postcode",
             "neither postcode nor town: how far away a post is cannot be told");
    } else {
        look_at_place(advice);
    }
    if (candidate->drives == ANSWER_UNKNOWN) {
        warn(advice, "candidate", NULL, "drives",
             "no word on a driving licence: many community posts ask for one");
    }
    if (candidate->drives == ANSWER_YES && candidate->vehicle == ANSWER_UNKNOWN) {
        warn(advice, "candidate", NULL, "vehicle",
             "no word on a car: posts that ask for a driver often ask for that too");
    }
    if (candidate->needs_sponsorship == ANSWER_UNKNOWN) {
        warn(advice, "candidate", NULL, "needs_sponsorship",
             "no word on whether you need a sponsor: the right to work stays unknown");
    }
}

/* ---- [qualification] ---- */

static void look_at_qualification(struct advice *advice,
                                  const struct held_qualification *held) {
    const char *meant = NULL;
    if (held->is_further || advice->err) {
        return;
    }
    advice->err =
        candidate_slip(&meant, advice->arena, advice->rules, held->name, advice->diag);
    if (!held->name) {
        warn(advice, "qualification", held->label, "name",
             "no name, or one that reads as a denial: it counts for nothing");
    } else if (meant) {
        warn(advice, "qualification", held->label, "name",
             arena_printf(advice->arena, SLIP_WORDS, meant));
    } else if (held->level == LEVEL_NONE && !held->subject) {
        warn(advice, "qualification", held->label, "name",
             "neither level nor subject is known from this name: write it out, or add level");
    }
    if (!held->status) {
        warn(advice, "qualification", held->label, "status",
             "not said whether you hold it: status = held, working_towards or willing");
    }
}

/* ---- [experience] ---- */

static int months_since(struct date month, struct date today) {
    return (today.year - month.year) * MONTHS_OF_YEAR + today.month - month.month;
}

static void look_at_length(struct advice *advice, const struct held_experience *held) {
    bool is_open = !date_is_none(held->from) && date_is_none(held->to) && !held->until_now;
    if (is_open) {
        warn(advice, "experience", held->label, "to",
             "a beginning and no end: to = the last month, or to = now");
    } else if (!held->months && experience_length(held) == 0) {
        warn(advice, "experience", held->label, "months",
             "no length: months, or from and to; adverts that ask for a length cannot count "
             "it");
    }
    if (!date_is_none(held->to) && !held->until_now &&
        months_since(held->to, advice->today) > RECENT_YEARS * MONTHS_OF_YEAR) {
        warn(advice, "experience", held->label, "to",
             "it ended more than five years ago: adverts that ask for recent experience may "
             "not count it");
    }
}

static void look_at_experience(struct advice *advice, const struct held_experience *held) {
    if (!held->area) {
        warn(advice, "experience", held->label, "area",
             "not said what it was: area = what you did, where, with whom");
    } else if (held->denied) {
        warn(advice, "experience", held->label, "area",
             "it says that there is none: it counts for nothing");
    } else if (held->areas.count == 0) {
        warn(advice, "experience", held->label, "area",
             "these words name no setting or work that is known: say it in other words too");
    }
    if (!held->kind) {
        warn(advice, "experience", held->label, "kind",
             "not said whether paid, voluntary, lived or caring (you may leave that out)");
    }
    look_at_length(advice, held);
    if (!held->evidence) {
        warn(advice, "experience", held->label, "evidence",
             "no example: what did you do there that shows what you can do?");
    } else if (held->shown.count == 0) {
        warn(advice, "experience", held->label, "evidence",
             "it shows no skill that is known: say what you did, with whom, and what came of "
             "it");
    }
}

/* ---- [skills] ---- */

static void look_at_skill(struct advice *advice, const struct held_skill *held) {
    if (!held->example) {
        warn(advice, "skills", held->name, NULL,
             "a claim without an example, worth half at most: when did you do that?");
    } else if (held->shown.count == 0 && held->listed.count == 0) {
        warn(advice, "skills", held->name, NULL,
             "neither its name nor its example is known as a skill: say it in other words too");
    } else if (held->shown.count == 0) {
        warn(advice, "skills", held->name, NULL,
             "its words are read as a claim: say what you did, with whom, and what came of it");
    }
}

static void look_for_sections(struct advice *advice) {
    const struct candidate *candidate = advice->candidate;
    if (candidate->qualification_count == 0) {
        warn(advice, "qualification", NULL, NULL,
             "no qualification at all: school exams and short courses count too");
    }
    if (candidate->experience_count == 0) {
        warn(advice, "experience", NULL, NULL,
             "no experience at all: voluntary work, caring and your own experience count too");
    }
    if (candidate->skill_count == 0) {
        warn(advice, "skills", NULL, NULL, "no skills: each needs a short example");
    }
}

enum err candidate_advice(struct profile_warnings *out, struct arena *arena,
                          const struct rules *rules, const struct candidate *candidate,
                          struct date today, struct diag *diag) {
    struct advice advice = {
        .arena = arena, .rules = rules, .candidate = candidate, .today = today, .diag = diag};
    look_at_wishes(&advice);
    for (size_t i = 0; i < candidate->qualification_count; i++) {
        look_at_qualification(&advice, &candidate->qualifications[i]);
    }
    for (size_t i = 0; i < candidate->experience_count; i++) {
        look_at_experience(&advice, &candidate->experiences[i]);
    }
    for (size_t i = 0; i < candidate->skill_count; i++) {
        look_at_skill(&advice, &candidate->skills[i]);
    }
    look_for_sections(&advice);
    enum err err = advice.err ? advice.err : arena_check(arena, diag);
    if (!err) {
        *out = advice.out;
    }
    return err;
}
