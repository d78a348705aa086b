/* tests/unit/matcher/candidate_advice.c - tests of matcher/candidate_advice and matcher/gaps
 * SPDX-License-Identifier: MIT
 */
#include "matcher/candidate_advice.h"

#include <criterion/criterion.h>
#include <string.h>

#include "matcher/candidate_slip.h"
#include "matcher/gaps.h"
#include "matcher/role.h"
#include "schema/requirement_text.h"
#include "tests/unit/matcher/score_support.h"

static struct profile_warnings warnings_of(const char *profile) {
    struct profile_warnings warnings = {0};
    struct candidate candidate = support_candidate(profile);
    struct diag diag = {0};
    cr_assert_eq(candidate_advice(&warnings, support_arena(), support_rules(), &candidate,
                                  SUPPORT_TODAY, &diag),
                 ERR_NONE, "%s", diag.text);
    return warnings;
}

static const char *warning_on(const struct profile_warnings *warnings, const char *fact) {
    for (size_t i = 0; i < warnings->count; i++) {
        if (strcmp(warnings->at[i].fact, fact) == 0) {
            return warnings->at[i].words;
        }
    }
    return NULL;
}

Test(candidate_advice, an_empty_profile_hears_what_there_could_be) {
    struct profile_warnings warnings = warnings_of("");
    cr_expect_not_null(warning_on(&warnings, "qualification"));
    cr_expect_not_null(warning_on(&warnings, "experience"));
    cr_expect_not_null(warning_on(&warnings, "skills"));
    cr_expect_not_null(warning_on(&warnings, "candidate.postcode"));
    cr_expect_not_null(warning_on(&warnings, "candidate.drives"));
}

static const char *warning_of(const char *fact, const char *profile) {
    const struct profile_warnings warnings = warnings_of(profile);
    const char *words = warning_on(&warnings, fact);
    return words ? words : "";
}

static bool says(const char *text, const char *words) { return strstr(text, words) != NULL; }

Test(candidate_advice, a_place_that_nobody_knows_is_named) {
    const char *town = "candidate.town";
    const char *postcode = "candidate.postcode";
    cr_expect(says(warning_of(postcode, "[candidate]\npostcode = ZZ9\n"), "no postcode area"));
    cr_expect_str_eq(warning_of(postcode, "[candidate]\npostcode = DA1\n"), "");
    cr_expect_str_eq(warning_of(postcode, "[candidate]\npostcode = SW1A 1AA\n"), "");
    cr_expect(
        says(warning_of(town, "[candidate]\ntown = Dartfrod\n"), "did you mean Dartford?"));
    cr_expect(
        says(warning_of(town, "[candidate]\npostcode = DA1\ntown = Dartfrod\n"), "Dartford"));
    cr_expect(says(warning_of(town, "[candidate]\ntown = Atlantis\n"), "no town of this name"));
    cr_expect(says(warning_of(town, "[candidate]\ntown = Newport\n"), "places have this name"));
    cr_expect_str_eq(warning_of(town, "[candidate]\ntown = Newport, Isle of Wight\n"), "");
    cr_expect_str_eq(warning_of(town, "[candidate]\ntown = dartford\n"), "");
    /* A village that no table has does no harm beside a postcode. */
    cr_expect_str_eq(warning_of(town, "[candidate]\npostcode = DA1\ntown = Atlantis\n"), "");
}

Test(candidate_advice, a_misspelled_qualification_is_guessed) {
    static const struct {
        const char *name;
        const char *meant; /* NULL: nothing is offered */
    } rows[] = {
        {"Care Certifcate", "Care Certificate"},
        {"Care Cretificate", "Care Certificate"},
        {"GSCE English", "GCSE English"},
        {"Dilpoma in nursing", "Diploma in nursing"},
        {"NVQ 3 in Mental Heatlh", "NVQ 3 in Mental Health"},
        {"Food hygeine level 2", "Food hygiene level 2"},
        {"Care Certificate", NULL},
        {"NVQ level 2 in Health and Social Care", NULL},
        {"Certificate in Animation", NULL},
        {"Diploma in Reflexology", NULL},
        {"Kent Care Award", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *meant = NULL;
        struct diag diag = {0};
        cr_assert_eq(
            candidate_slip(&meant, support_arena(), support_rules(), rows[i].name, &diag),
            ERR_NONE, "%s", diag.text);
        cr_expect(meant && rows[i].meant ? strcmp(meant, rows[i].meant) == 0
                                         : meant == rows[i].meant,
                  "%s: %s", rows[i].name, meant ? meant : "(nothing)");
    }
    cr_expect(says(warning_of("qualification.a.name",
                              "[qualification a]\nname = Care Certifcate\nstatus = held\n"),
                   "did you mean \"Care Certificate\"?"));
}

Test(candidate_advice, a_whole_profile_hears_nothing) {
    struct profile_warnings warnings = warnings_of(
        "[candidate]\npostcode = DA1\ndrives = no\nneeds_sponsorship = no\n"
        "[qualification a]\nname = NVQ level 2 in Health and Social Care\nstatus = held\n"
        "[experience ward]\narea = mental health ward\nkind = paid\nfrom = 2024-01\n"
        "to = 2025-01\nevidence = wrote care notes for eight patients each shift\n"
        "[skills]\nlistening = listened to a patient until she was calm\n");
    for (size_t i = 0; i < warnings.count; i++) {
        cr_expect_fail("%s: %s", warnings.at[i].fact, warnings.at[i].words);
    }
}

Test(candidate_advice, tells_what_is_worth_less_than_it_could_be) {
    static const struct {
        const char *profile;
        const char *fact;
        const char *says;
    } rows[] = {
        {"[skills]\nlistening =\n", "skills.listening", "claim without an example"},
        {"[skills]\nzzxq = yyqx vvbk\n", "skills.zzxq", "known as a skill"},
        {"[experience a]\narea = ward\n", "experience.a.months", "no length"},
        {"[experience a]\narea = ward\n", "experience.a.kind", "paid, voluntary, lived"},
        {"[experience a]\narea = ward\n", "experience.a.evidence", "no example"},
        {"[experience a]\nmonths = 3\n", "experience.a.area", "not said what it was"},
        {"[experience a]\narea = zzxq yyqx\n", "experience.a.area", "no setting or work"},
        {"[experience a]\narea = never worked on a ward\n", "experience.a.area",
         "there is none"},
        {"[experience a]\narea = ward\nfrom = 2020-01\n", "experience.a.to", "no end"},
        {"[experience a]\narea = ward\nfrom = 2010-01\nto = 2012-01\n", "experience.a.to",
         "more than five years ago"},
        {"[qualification a]\nname = zzxq\n", "qualification.a.name",
         "neither level nor subject"},
        {"[qualification a]\nlevel = 2\n", "qualification.a.name", "no name"},
        {"[qualification a]\nname = failed NVQ level 2\n", "qualification.a.name",
         "reads as a denial"},
        {"[qualification a]\nname = NVQ 2\n", "qualification.a.status", "whether you hold it"},
        {"[candidate]\ndrives = yes\n", "candidate.vehicle", "no word on a car"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct profile_warnings warnings = warnings_of(rows[i].profile);
        const char *words = warning_on(&warnings, rows[i].fact);
        cr_expect(words && strstr(words, rows[i].says), "%s: %s", rows[i].profile,
                  words ? words : "(nothing)");
    }
}

/* ---- gaps ---- */

static struct gaps *gaps_for(const char *profile) {
    static struct candidate candidate;
    struct gaps *gaps = NULL;
    candidate = support_candidate(profile);
    cr_assert_eq(
        gaps_open(&gaps, support_arena(), support_rules(), &candidate, SUPPORT_TODAY, NULL),
        ERR_NONE);
    return gaps;
}

/* One advert that asks for each of the lines. */
static void add_advert(struct gaps *gaps, size_t count, const char *const *lines) {
    gaps_begin_advert(gaps);
    for (size_t i = 0; i < count; i++) {
        struct requirement *requirement = arena_alloc(support_arena(), 1, sizeof *requirement);
        size_t gap = 0;
        cr_assert_eq(
            requirement_text_read(requirement, support_arena(), span_of(lines[i]), NULL),
            ERR_NONE);
        cr_assert_eq(gaps_judge(&gap, gaps, requirement, NULL), ERR_NONE);
        gaps_count(gaps, gap);
    }
}

Test(gaps, counts_adverts_not_lines_and_lists_the_most_asked_for_first) {
    static const char *const one[] = {"experience months=12 areas=mental_health",
                                      "experience months=24 areas=mental_health kinds=paid",
                                      "skill concept=communication"};
    static const char *const other[] = {"skill concept=communication"};
    struct profile_gaps list = {0};
    struct gaps *gaps = gaps_for("");
    add_advert(gaps, 3, one);
    add_advert(gaps, 1, other);
    cr_assert_eq(gaps_list(&list, gaps, 10, NULL), ERR_NONE);
    cr_expect_eq(list.looked_at, 2);
    cr_expect_not(list.of_roles);
    cr_assert_geq(list.count, 2);
    cr_expect_eq(list.at[0].count, 2);
    cr_expect_eq(list.at[0].requirement->any_of[0].atoms[0].type, ATOM_SKILL);
    cr_expect_not_null(list.at[0].prompt);
    cr_expect_eq(list.at[1].count, 1);
    cr_assert_eq(gaps_list(&list, gaps, 1, NULL), ERR_NONE);
    cr_expect_eq(list.count, 1);
}

Test(gaps, what_the_profile_shows_is_none) {
    static const char *const lines[] = {"driving licence=yes", "skill concept=listening",
                                        "nothing", "dbs", "health"};
    struct profile_gaps list = {0};
    struct gaps *gaps =
        gaps_for("[candidate]\ndrives = yes\n"
                 "[skills]\nlistening = listened to a patient until she was calm\n");
    add_advert(gaps, 5, lines);
    cr_assert_eq(gaps_list(&list, gaps, 10, NULL), ERR_NONE);
    cr_expect_eq(list.count, 0, "%s", list.count ? list.at[0].words : "");
}

Test(gaps, without_adverts_the_roles_are_counted) {
    struct profile_gaps list = {0};
    struct candidate candidate = support_candidate("");
    cr_assert_eq(gaps_of_roles(&list, support_arena(), support_rules(), &candidate,
                               SUPPORT_TODAY, 5, NULL),
                 ERR_NONE);
    cr_expect(list.of_roles);
    cr_expect_eq(list.looked_at, (int64_t)role_count(support_rules()));
    cr_expect_eq(list.count, 5);
    for (size_t i = 0; i < list.count; i++) {
        cr_expect_not_null(list.at[i].prompt, "%s", list.at[i].words);
        cr_expect(i == 0 || list.at[i - 1].count >= list.at[i].count);
    }
}
