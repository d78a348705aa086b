/* pipeline/intake_twin.c - one post on two boards: which record an advert belongs to
 * SPDX-License-Identifier: MIT
 *
 * What was joined once stays joined: an advert's number does not pass to another post. A new
 * name is looked for when an advert is new, and when it has come by another reference.
 */
#include <string.h>

#include "pipeline/intake_private.h"
#include "pipeline/same_post.h"

static bool is_same_name(const struct vacancy_name *a, const struct vacancy_name *b) {
    return a->source == b->source && strcmp(a->key, b->key) == 0;
}

enum err intake_known(const struct intake *intake, struct arena *arena,
                      const struct vacancy_name *name, struct stored *out, bool *known,
                      struct diag *diag) {
    struct stored stored = {0};
    bool found = false;
    enum err err = store_vacancy_known(intake->store, arena, name, &stored, &found, diag);
    if (err) {
        return err;
    }
    struct vacancy_name own = {stored.vacancy.source, stored.key};
    *known = found && is_same_name(&own, name);
    if (*known) {
        *out = stored;
    }
    return ERR_NONE;
}

static bool is_same_text(const char *a, const char *b) {
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool is_same_reference(const struct stored *known, const struct vacancy *vacancy) {
    return known && is_same_text(known->vacancy.reference, vacancy->reference) &&
           is_same_text(known->vacancy.id, vacancy->id);
}

static enum err look_around(struct intake_twin *out, const struct intake *intake,
                            struct arena *arena, const struct vacancy_name *name,
                            const struct vacancy *vacancy, struct diag *diag) {
    struct namesake other = {0};
    size_t count = 0;
    enum err err = same_post_find(&other, &count, arena, intake->store, vacancy, diag);
    if (err || count == 0) {
        return err;
    }
    if (count > 1) {
        listener_say(intake->listener,
                     "%s: may be the same post as several adverts of other boards, %s among "
                     "them; they are left apart",
                     name->key, other.name.key);
    } else if (same_post_rank(other.name.source, name->source) >= 0) {
        out->joins = other.row;
    } else {
        out->adopts = other.row;
        out->lesser = other.name;
    }
    return ERR_NONE;
}

enum err intake_twin_find(struct intake_twin *out, const struct intake *intake,
                          struct arena *arena, const struct vacancy_name *name,
                          const struct vacancy *vacancy, const struct stored *known,
                          struct diag *diag) {
    struct vacancy_name owner = {SOURCE_NONE, NULL};
    int64_t row = 0;
    enum err err = ERR_NONE;
    if (is_same_reference(known, vacancy)) {
        return ERR_NONE;
    }
    if (!known) {
        err = store_sighting_vacancy(intake->store, name, &row, &owner, arena, diag);
    }
    if (!err && row && owner.key && !is_same_name(&owner, name)) {
        out->joins = row;
        out->is_joined = true;
        return ERR_NONE;
    }
    return err ? err : look_around(out, intake, arena, name, vacancy, diag);
}

/* A page read again was not seen again. */
enum err intake_twin_join(struct intake *intake, const struct intake_page *page,
                          const struct intake_twin *twin, const struct vacancy_name *name,
                          const struct vacancy *vacancy, struct diag *diag) {
    enum err err =
        twin->is_joined && (intake->is_again || page->is_aside)
            ? ERR_NONE
            : store_sighting_join(intake->store, name, vacancy, twin->joins, intake->run, diag);
    if (!err) {
        err = intake_confirm(intake, name, diag);
    }
    if (!err) {
        intake->counts->same++;
        intake->taken_up += page->is_aside;
    }
    return err;
}

/* What waits of the lesser board's advert has no record any more that it could change. */
enum err intake_twin_adopt(struct intake *intake, const struct intake_twin *twin,
                           const struct vacancy_name *name, struct diag *diag) {
    if (!twin->adopts) {
        return ERR_NONE;
    }
    enum err err = store_vacancy_adopt(intake->store, twin->adopts, name, intake->run, diag);
    return err ? err : intake_confirm(intake, &twin->lesser, diag);
}
