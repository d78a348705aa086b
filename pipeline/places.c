/* pipeline/places.c - where candidates and adverts are: built-in tables and the database's
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/places.h"

#include <pthread.h>
#include <stdlib.h>

#include "matcher/glossary.h"
#include "schema/store_place.h"

/* How far off the middle of an outward code its places are: in towns a mile or two, in the
 * country up to ten, where few live. */
enum { OUTWARD_BLUR = 3 };

struct places {
    struct store *store;         /* NULL: the built-in tables alone */
    struct gazetteer *gazetteer; /* of tables_read: NULL until then */
    pthread_t reader;            /* reads the tables meanwhile */
    bool is_reading;
    enum err err; /* why they could not be read */
    struct diag diag;
    struct arena arena;
    struct glossary asked; /* what has been asked for, by town, county, postcode and nation */
    struct spot *spots;    /* the answers, by number - 1 */
    size_t spot_count;
};

/* ---- the tables ---- */

static void *read_tables(void *state) {
    struct places *places = state;
    places->err = gazetteer_open(&places->gazetteer, &places->diag);
    return NULL;
}

/* Reading them takes as long as a sixth of all adverts in brief, and they are asked for behind
 * these: a thread reads them meanwhile. */
static void begin_tables(struct places *places) {
    places->is_reading = pthread_create(&places->reader, NULL, read_tables, places) == 0;
    if (!places->is_reading) {
        (void)read_tables(places);
    }
}

/* Wait until they are there. */
static enum err await_tables(struct places *places, struct diag *diag) {
    if (places->is_reading) {
        (void)pthread_join(places->reader, NULL);
        places->is_reading = false;
    }
    return places->err ? diag_set(diag, places->err, "%s", places->diag.text) : ERR_NONE;
}

/* ---- opening ---- */

static enum err learn_if_due(struct places *places, const struct listener *listener,
                             struct diag *diag) {
    struct diag why = {0};
    int64_t learned = 0;
    bool due = false;
    enum err err = store_place_learn_due(places->store, PLACES_LEARNED, &due, diag);
    err = err || !due ? err : await_tables(places, diag);
    if (err || !due) {
        return err;
    }
    err = places_learn(places->store, places->gazetteer, &learned, &why);
    if (err == ERR_STORE || err == ERR_SYSTEM) {
        listener_say(listener, "where adverts are could not be learned: %s", why.text);
        return ERR_NONE;
    }
    return err ? diag_set(diag, err, "%s", why.text) : ERR_NONE;
}

enum err places_open(struct places **out, struct store *store, const struct listener *listener,
                     struct diag *diag) {
    struct places *places = calloc(1, sizeof *places);
    if (!places) {
        return diag_set(diag, ERR_MEMORY, "the places");
    }
    places->store = store;
    arena_init(&places->arena, ARENA_RUN_CAP);
    begin_tables(places);
    enum err err = store ? learn_if_due(places, listener, diag) : ERR_NONE;
    if (err) {
        places_close(places);
        return err;
    }
    *out = places;
    return ERR_NONE;
}

void places_close(struct places *places) {
    if (places) {
        (void)await_tables(places, NULL);
        gazetteer_close(places->gazetteer);
        arena_fini(&places->arena);
        free(places);
    }
}

/* ---- one place ---- */

static enum err find_stored(struct spot *out, int32_t position[static 2], struct places *places,
                            const char *postcode, struct diag *diag) {
    struct place place = {0};
    bool found = false;
    enum err err = places->store && *postcode ? store_place_find(places->store, PLACE_POSTCODE,
                                                                 postcode, &place, &found, diag)
                                              : ERR_NONE;
    if (!err && found) {
        const bool is_exact = place.kind == PLACE_POSTCODE;
        *out =
            distance_spot(place.latitude, place.longitude,
                          is_exact ? SURE_POSTCODE : SURE_OUTWARD, is_exact ? 0 : OUTWARD_BLUR);
        position[0] = place.latitude;
        position[1] = place.longitude;
    }
    return err;
}

/* What the database knows, unless the tables are closer: a town learned from is a town. */
static enum err find_spot(struct spot *out, struct places *places,
                          const struct brief_place *where, struct diag *diag) {
    char postcode[GAZETTEER_POSTCODE_SIZE];
    char outward[GAZETTEER_OUTWARD_SIZE];
    int32_t position[2] = {0};
    struct spot spot = {0};
    (void)gazetteer_postcode(postcode, outward, span_of(where->postcode));
    enum err err = find_stored(&spot, position, places, postcode, diag);
    if (!err && spot.sure == SURE_NONE) {
        err = await_tables(places, diag);
        spot = err ? spot : gazetteer_find(places->gazetteer, where);
    }
    spot.outward = distance_outward(outward);
    if (!err) {
        *out = spot;
    }
    return err;
}

enum err places_spot(struct spot *out, struct places *places, const struct brief_place *where,
                     struct diag *diag) {
    const char *key =
        arena_printf(&places->arena, "%s\n%s\n%s\n%d", where->town ? where->town : "",
                     where->county ? where->county : "", where->postcode ? where->postcode : "",
                     (int)where->nation);
    const uint32_t number = glossary_add(&places->asked, &places->arena, span_of(key));
    enum err err = arena_check(&places->arena, diag);
    if (!err && number > places->spot_count) {
        struct spot spot = {0};
        err = find_spot(&spot, places, where, diag);
        if (!err) {
            ARENA_PUSH(&places->arena, places->spots, places->spot_count, spot);
            err = arena_check(&places->arena, diag);
        }
    }
    if (!err) {
        *out = places->spots[number - 1];
    }
    return err;
}

enum err places_home(struct spot *out, struct places *places, const struct candidate *candidate,
                     struct diag *diag) {
    const struct brief_place where = {.town = candidate->town, .postcode = candidate->postcode};
    return places_spot(out, places, &where, diag);
}

bool places_is_lost(const struct spot *home) { return home->sure == SURE_NONE; }

/* ---- adverts ---- */

enum err places_offer(struct preference_offer *out, struct places *places,
                      const struct brief *brief, struct arena *arena, struct diag *diag) {
    struct preference_offer offer = preference_of_brief(brief);
    struct spot *spots = arena_alloc(arena, brief->place_count, sizeof *spots);
    enum err err = arena_check(arena, diag);
    for (size_t i = 0; !err && i < brief->place_count; i++) {
        err = places_spot(&spots[i], places, &brief->places[i], diag);
    }
    if (!err) {
        offer.spots = spots;
        offer.spot_count = brief->place_count;
        *out = offer;
    }
    return err;
}

enum err places_offer_vacancy(struct preference_offer *out, struct places *places,
                              const struct vacancy *vacancy, struct arena *arena,
                              struct diag *diag) {
    struct preference_offer offer = preference_of_vacancy(vacancy);
    struct spot *spots = arena_alloc(arena, vacancy->location_count, sizeof *spots);
    enum err err = arena_check(arena, diag);
    for (size_t i = 0; !err && i < vacancy->location_count; i++) {
        const struct location *location = &vacancy->locations[i];
        const struct brief_place where = {location->town, location->county, location->postcode,
                                          location->nation};
        err = places_spot(&spots[i], places, &where, diag);
    }
    if (!err) {
        offer.spots = spots;
        offer.spot_count = vacancy->location_count;
        *out = offer;
    }
    return err;
}

enum err places_measure(struct match *match, struct places *places,
                        const struct candidate *candidate, int within_miles,
                        struct arena *arena, struct diag *diag) {
    struct preference_wish wish = {.candidate = candidate, .miles = within_miles};
    struct preference_offer offer = {0};
    struct preference preferences[PREFER_COUNT];
    enum err err = places_home(&wish.home, places, candidate, diag);
    if (!err) {
        err = places_offer_vacancy(&offer, places, match->advert, arena, diag);
    }
    if (!err) {
        preference_weigh(preferences, &offer, &wish);
        preferences[PREFER_DISTANCE].says = preference_distance_words(arena, &offer, &wish);
        err = arena_check(arena, diag);
    }
    if (!err) {
        match->preferences[PREFER_DISTANCE] = preferences[PREFER_DISTANCE];
    }
    return err;
}

/* ---- a place that somebody asks for ---- */

static bool is_area_name(struct span words) {
    bool is_it = words.len >= 1 && words.len <= 2;
    for (size_t i = 0; is_it && i < words.len; i++) {
        is_it = ascii_is_alpha(words.at[i]);
    }
    return is_it;
}

static void find_area(struct places_answer *answer, const struct places *places,
                      const char *outward) {
    answer->spot = gazetteer_area(places->gazetteer, outward, &answer->town);
    answer->latitude = answer->town.latitude;
    answer->longitude = answer->town.longitude;
}

static enum err find_postcode(struct places_answer *answer, struct places *places,
                              const char *postcode, const char *outward, struct diag *diag) {
    int32_t position[2] = {0};
    enum err err = find_stored(&answer->spot, position, places, postcode, diag);
    answer->latitude = position[0];
    answer->longitude = position[1];
    if (!err && answer->spot.sure == SURE_NONE) {
        find_area(answer, places, outward);
    }
    return err;
}

static void find_town(struct places_answer *answer, const struct places *places,
                      const char *words) {
    const struct brief_place where = {.town = words};
    answer->town = gazetteer_town(places->gazetteer, &where);
    answer->latitude = answer->town.latitude;
    answer->longitude = answer->town.longitude;
    if (answer->town.name) {
        answer->spot =
            distance_spot(answer->latitude, answer->longitude, SURE_TOWN, answer->town.blur);
    }
}

enum err places_find(struct places_answer *out, struct places *places, const char *words,
                     struct diag *diag) {
    char postcode[GAZETTEER_POSTCODE_SIZE];
    char outward[GAZETTEER_OUTWARD_SIZE];
    struct places_answer answer = {0};
    enum err err = await_tables(places, diag);
    if (err) {
        return err;
    }
    if (gazetteer_postcode(postcode, outward, span_of(words))) {
        err = find_postcode(&answer, places, postcode, outward, diag);
    } else if (is_area_name(span_of(words))) {
        const char name[] = {ascii_upper(words[0]), ascii_upper(words[1]), '\0'};
        find_area(&answer, places, name);
    } else {
        find_town(&answer, places, words);
    }
    if (!err) {
        *out = answer;
    }
    return err;
}
