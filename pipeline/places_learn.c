/* pipeline/places_learn.c - outward codes learned from adverts that print town and postcode
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/places.h"

#include "schema/store_place.h"

/* A town whose places are further off its middle than this says too little of a postcode. */
enum { LEARN_BLUR_MAX = 3 };

/* Towns that adverts print for one outward code; the rest of them are not counted. */
enum { TOWNS_MAX = 16 };

/* How often a town is printed with the outward code in hand. */
struct tally {
    int32_t latitude;
    int32_t longitude;
    int64_t adverts;
};

struct learning {
    const struct gazetteer *gazetteer;
    struct arena arena;
    struct place *learned;
    size_t count;
    char outward[GAZETTEER_OUTWARD_SIZE]; /* in hand: postcodes come in order */
    struct tally towns[TOWNS_MAX];
    size_t town_count;
};

/* Done with an outward code. Of towns printed as often the first in the order of names counts.
 */
static void take_outward(struct learning *learning) {
    const struct tally *best = NULL;
    for (size_t i = 0; i < learning->town_count; i++) {
        if (!best || learning->towns[i].adverts > best->adverts) {
            best = &learning->towns[i];
        }
    }
    if (best) {
        const struct place place = {PLACE_OUTWARD,
                                    arena_copy_text(&learning->arena, learning->outward),
                                    best->latitude, best->longitude};
        ARENA_PUSH(&learning->arena, learning->learned, learning->count, place);
    }
    learning->town_count = 0;
}

static void count_town(struct learning *learning, const struct gazetteer_town *town,
                       int64_t adverts) {
    size_t i = 0;
    while (i < learning->town_count && (learning->towns[i].latitude != town->latitude ||
                                        learning->towns[i].longitude != town->longitude)) {
        i++;
    }
    if (i == learning->town_count && i < TOWNS_MAX) {
        learning->towns[learning->town_count++] =
            (struct tally){town->latitude, town->longitude, 0};
    }
    if (i < TOWNS_MAX) {
        learning->towns[i].adverts += adverts;
    }
}

static enum err see(void *state, const struct place_seen *seen, struct diag *diag) {
    struct learning *learning = state;
    char postcode[GAZETTEER_POSTCODE_SIZE];
    char outward[GAZETTEER_OUTWARD_SIZE];
    const struct brief_place where = {seen->town, seen->county, seen->postcode, seen->nation};
    if (!seen->town || !gazetteer_postcode(postcode, outward, span_of(seen->postcode))) {
        return ERR_NONE;
    }
    if (strcmp(outward, learning->outward) != 0) {
        take_outward(learning);
        memcpy(learning->outward, outward, sizeof outward);
    }
    const struct gazetteer_town town = gazetteer_town(learning->gazetteer, &where);
    if (town.name && town.blur <= LEARN_BLUR_MAX) {
        count_town(learning, &town, seen->adverts);
    }
    return arena_check(&learning->arena, diag);
}

static enum err put_all(struct store *store, const struct learning *learning,
                        struct diag *diag) {
    const struct place_set set = {.name = PLACES_LEARNED, .is_learned = true};
    int64_t row = 0;
    enum err err = store_place_set_begin(store, &set, &row, diag);
    for (size_t i = 0; !err && i < learning->count; i++) {
        err = store_place_put(store, row, &learning->learned[i], diag);
    }
    return err;
}

enum err places_learn(struct store *store, const struct gazetteer *gazetteer, int64_t *learned,
                      struct diag *diag) {
    struct learning learning = {.gazetteer = gazetteer};
    arena_init(&learning.arena, ARENA_PAGE_CAP);
    enum err err = store_begin(store, diag);
    if (err) {
        goto out;
    }
    err = store_place_seen(store, see, &learning, diag);
    take_outward(&learning);
    err = err ? err : arena_check(&learning.arena, diag);
    err = err ? err : put_all(store, &learning, diag);
    if (err) {
        store_rollback(store);
    } else {
        err = store_commit(store, diag);
    }
    if (!err) {
        *learned = (int64_t)learning.count;
    }
out:
    arena_fini(&learning.arena);
    return err;
}
