/* cli/pay_part.c - what pay is made of, as a part of what is printed of an advert
 * SPDX-License-Identifier: MIT
 */
#include "cli/pay_part.h"

#include "pay/check.h"

static bool prints_pay(const struct vacancy *vacancy) {
    return vacancy->salary.kind != SALARY_NONE && vacancy->salary.kind != SALARY_UNSTATED;
}

enum err pay_part_check(const struct pay_check **out, struct pay_part *part,
                        struct arena *arena, const struct vacancy *vacancy, struct date seen,
                        int hours, struct diag *diag) {
    if (!prints_pay(vacancy)) {
        *out = NULL;
        return ERR_NONE;
    }
    struct pay_question question;
    struct pay_check *check = arena_alloc(arena, 1, sizeof *check);
    enum err err = asking_of_vacancy(&question, &part->asking, arena, vacancy, seen, diag);
    if (!err && !part->tables) {
        err = tables_open(&part->tables, diag);
    }
    if (!err) {
        question.wanted_hours = hours;
        err = check_pay(check, arena, part->tables, &question, diag);
    }
    if (!err) {
        *out = check;
    }
    return err;
}

void pay_part_close(struct pay_part *part) {
    tables_close(part->tables);
    part->tables = NULL;
    asking_close(&part->asking);
}
