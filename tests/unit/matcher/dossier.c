/* tests/unit/matcher/dossier.c - tests of matcher/mark_dossier
 * SPDX-License-Identifier: MIT
 */
#include "matcher/mark_dossier.h"

#include <criterion/criterion.h>
#include <string.h>

#include "tests/unit/matcher/score_support.h"

static int mark_of_demand(const struct judge *judge, const char *subject) {
    struct atom paper = ask_qualification(3, "NVQ 3 in Business Administration", HOLDING_HELD);
    struct atom work = ask_type(ATOM_EXPERIENCE);
    paper.subject = subject;
    work.stands_in = true;
    struct demand either[] = {{&paper, 1}, {&work, 1}};
    const struct requirement requirement = {.any_of = either, .count = 2};
    return mark_requirement(judge, &requirement, NULL).mark;
}

/* A judge outlives the adverts: where one stood, another may stand later. */
Test(dossier, remembers_no_text_of_an_advert) {
    struct candidate candidate = support_candidate(
        "[experience office]\narea = office administration\nkind = paid\nmonths = 60\n");
    const char *subject = support_subject("NVQ 3 in Business Administration");
    char gone[64] = "";
    struct judge judge;
    struct judge fresh;
    struct diag diag = {0};
    cr_assert(subject && strlen(subject) < sizeof gone);
    cr_assert_eq(
        judge_open(&judge, support_arena(), support_rules(), &candidate, SUPPORT_TODAY, &diag),
        ERR_NONE, "%s", diag.text);
    cr_assert_eq(
        judge_open(&fresh, support_arena(), support_rules(), &candidate, SUPPORT_TODAY, &diag),
        ERR_NONE, "%s", diag.text);
    memcpy(gone, subject, strlen(subject) + 1);
    (void)mark_of_demand(&judge, gone);
    memset(gone, 'x', strlen(gone));
    const char *field = dossier_field(&judge, subject);
    cr_expect_str_eq(field, dossier_field(&fresh, subject));
    cr_expect_eq(mark_of_demand(&judge, subject), mark_of_demand(&fresh, subject));
    /* whatever the demand's own text becomes */
    memcpy(gone, "catering", sizeof "catering");
    cr_expect_str_eq(dossier_field(&judge, subject), dossier_field(&fresh, subject));
}
