/* pay/ask.c - an advert's pay as a question
 * SPDX-License-Identifier: MIT
 */
#include "pay/ask.h"

static struct date day_of(const struct vacancy *vacancy, struct date otherwise) {
    if (!date_is_none(vacancy->posted)) {
        return vacancy->posted;
    }
    return date_compare(vacancy->closes, otherwise) < 0 ? vacancy->closes : otherwise;
}

/* The nation of all its places; none where they lie in several. */
static enum nation nation_of(const struct vacancy *vacancy) {
    enum nation nation = NATION_NONE;
    for (size_t i = 0; i < vacancy->location_count; i++) {
        const enum nation one = vacancy->locations[i].nation;
        if (nation && one && one != nation) {
            return NATION_NONE;
        }
        nation = one ? one : nation;
    }
    return nation;
}

struct pay_question ask_of_vacancy(const struct vacancy *vacancy, struct date otherwise) {
    struct pay_question question = {
        .salary = vacancy->salary,
        .date = day_of(vacancy, otherwise),
        .nation = nation_of(vacancy),
        .bands = vacancy->bands,
        .scheme = vacancy->pay_scheme,
        .is_apprentice = vacancy->contract == CONTRACT_APPRENTICESHIP,
        .is_unit_doubted = vacancy_has_note(vacancy, "unit_unbelievable"),
    };
    /* Several places may lie in several zones: then none is said. */
    if (vacancy->location_count == 1) {
        question.place = vacancy->locations[0].town;
        question.postcode = vacancy->locations[0].postcode;
    }
    if (vacancy->hours_low == vacancy->hours_high) {
        question.hours = vacancy->hours_low;
    }
    return question;
}
