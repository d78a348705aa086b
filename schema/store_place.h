/* schema/store_place.h - places that were imported, or learned from stored adverts
 * SPDX-License-Identifier: MIT
 *
 * Errors as in schema/store.h.
 */
#ifndef SCHEMA_STORE_PLACE_H
#define SCHEMA_STORE_PLACE_H

#include "schema/place.h"
#include "schema/store.h"

/** Begin a set of places; one of the same name goes with its places.
 * @param set name, attribution and is_learned are read @param row its number
 * @return also ERR_INPUT for an empty name */
enum err store_place_set_begin(struct store *store, const struct place_set *set, int64_t *row,
                               struct diag *diag);

/** Put a place into a set; cheap within the caller's transaction. One that is known moves to
 * this set, unless this one is learned and that one was imported.
 * @return also ERR_INPUT for no key, no kind, an impossible position, no such set */
enum err store_place_put(struct store *store, int64_t set, const struct place *place,
                         struct diag *diag);

/** Take a set away, with its places. @param known false where there is none of that name */
enum err store_place_set_drop(struct store *store, const char *name, bool *known,
                              struct diag *diag);

/** All sets, oldest first. */
enum err store_place_sets(struct store *store, struct arena *arena, struct place_set **sets,
                          size_t *count, struct diag *diag);

/** Find a place; a postcode that is not known is found by its outward code, and so is "DA1"
 * asked for as a postcode: out->kind tells what was found.
 * @param out its key is borrowed from `key`: what was asked for
 * @param found false where it is not known; then `out` is untouched */
enum err store_place_find(struct store *store, enum place_kind kind, const char *key,
                          struct place *out, bool *found, struct diag *diag);

/** Have adverts come since a set of that name was begun, or is there none though there are
 * adverts? Costs two look-ups. @param due untouched on failure */
enum err store_place_learn_due(struct store *store, const char *name, bool *due,
                               struct diag *diag);

/** All places of a kind, by key: some 3,000 outward codes, some 1.7 million postcodes.
 * @param visit gets a place whose key is borrowed, and may not use the store; returning
 * anything but ERR_NONE ends the reading with that code */
enum err store_place_each(struct store *store, enum place_kind kind,
                          enum err (*visit)(void *state, const struct place *place,
                                            struct diag *diag),
                          void *state, struct diag *diag);

/** Where stored adverts say that they are, in the order of postcode, town and county.
 * @param visit as above */
enum err store_place_seen(struct store *store,
                          enum err (*visit)(void *state, const struct place_seen *seen,
                                            struct diag *diag),
                          void *state, struct diag *diag);

#endif
