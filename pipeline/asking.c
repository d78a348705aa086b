/* pipeline/asking.c - what an advert asks the pay tables, its town looked up
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/asking.h"

#include "pay/ask.h"

static bool has_town(const struct vacancy *vacancy) {
    for (size_t i = 0; i < vacancy->location_count; i++) {
        if (vacancy->locations[i].town) {
            return true;
        }
    }
    return false;
}

static enum nation nation_of_place(const struct gazetteer *gazetteer,
                                   const struct location *location) {
    const struct brief_place where = {location->town, location->county, location->postcode,
                                      location->nation};
    return location->nation || !location->town ? location->nation
                                               : gazetteer_town(gazetteer, &where).nation;
}

/* Of all its places; none where they lie in several. */
static enum nation nation_of(const struct gazetteer *gazetteer, const struct vacancy *vacancy) {
    enum nation nation = NATION_NONE;
    for (size_t i = 0; i < vacancy->location_count; i++) {
        const enum nation one = nation_of_place(gazetteer, &vacancy->locations[i]);
        if (nation && one && one != nation) {
            return NATION_NONE;
        }
        nation = one ? one : nation;
    }
    return nation;
}

static enum err find_nation(struct pay_question *question, struct asking *asking,
                            const struct vacancy *vacancy, struct diag *diag) {
    if (question->nation || !has_town(vacancy)) {
        return ERR_NONE;
    }
    const enum err err =
        asking->gazetteer ? ERR_NONE : gazetteer_open(&asking->gazetteer, diag);
    if (!err) {
        question->nation = nation_of(asking->gazetteer, vacancy);
    }
    return err;
}

enum err asking_of_vacancy(struct pay_question *out, struct asking *asking, struct arena *arena,
                           const struct vacancy *vacancy, struct date otherwise,
                           struct diag *diag) {
    struct pay_question question = ask_of_vacancy(vacancy, otherwise);
    const char *county = vacancy->location_count == 1 ? vacancy->locations[0].county : NULL;
    if (question.place && county) {
        question.place = arena_printf(arena, "%s, %s", question.place, county);
    }
    enum err err = find_nation(&question, asking, vacancy, diag);
    err = err ? err : arena_check(arena, diag);
    if (!err) {
        *out = question;
    }
    return err;
}

void asking_close(struct asking *asking) {
    gazetteer_close(asking->gazetteer);
    asking->gazetteer = NULL;
}
