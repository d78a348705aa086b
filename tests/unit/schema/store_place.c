/* tests/unit/schema/store_place.c - tests of places that were imported or learned
 * SPDX-License-Identifier: MIT
 */
#include "schema/store_place.h"

#include <criterion/criterion.h>
#include <string.h>

#include "tests/unit/schema/sample.h"

static int64_t begin(struct sample *sample, const char *name, bool is_learned) {
    struct place_set set = {.name = name,
                            .attribution = is_learned ? NULL : "Contains invented data",
                            .is_learned = is_learned};
    int64_t row = 0;
    cr_assert_eq(store_place_set_begin(sample->store, &set, &row, &sample->diag), ERR_NONE,
                 "%s", sample->diag.text);
    return row;
}

static enum err put(struct sample *sample, int64_t set, enum place_kind kind, const char *key,
                    int latitude) {
    struct place place = {kind, key, latitude, -latitude};
    return store_place_put(sample->store, set, &place, &sample->diag);
}

/* The latitude that is found, and of what kind: "outward 7"; "" where nothing is. */
static const char *find(struct sample *sample, enum place_kind kind, const char *key) {
    struct place place = {.latitude = 99};
    bool found = false;
    cr_assert_eq(store_place_find(sample->store, kind, key, &place, &found, &sample->diag),
                 ERR_NONE, "%s", sample->diag.text);
    if (!found) {
        cr_expect_eq(place.latitude, 99, "untouched");
        return "";
    }
    cr_expect_eq(place.longitude, -place.latitude);
    cr_expect_str_eq(place.key, key);
    return arena_printf(&sample->arena, "%s %d", vocab_name(&vocab_place, (int)place.kind),
                        place.latitude);
}

Test(store_place, is_found_by_its_postcode_then_by_its_outward_code) {
    struct sample sample;
    sample_open(&sample);
    cr_expect_str_eq(find(&sample, PLACE_POSTCODE, "DA1 2DL"), "");
    int64_t set = begin(&sample, "a", false);
    cr_expect_eq(put(&sample, set, PLACE_POSTCODE, "DA1 2DL", 51446000), ERR_NONE);
    cr_expect_eq(put(&sample, set, PLACE_OUTWARD, "DA1", 7), ERR_NONE);
    cr_expect_eq(put(&sample, set, PLACE_TOWN, "dartford", 8), ERR_NONE);
    sample_reopen(&sample);
    cr_expect_str_eq(find(&sample, PLACE_POSTCODE, "DA1 2DL"), "postcode 51446000");
    cr_expect_str_eq(find(&sample, PLACE_POSTCODE, "DA1 9ZZ"), "outward 7");
    cr_expect_str_eq(find(&sample, PLACE_POSTCODE, "DA1"), "outward 7");
    cr_expect_str_eq(find(&sample, PLACE_OUTWARD, "DA1"), "outward 7");
    cr_expect_str_eq(find(&sample, PLACE_OUTWARD, "DA1 2DL"), "");
    cr_expect_str_eq(find(&sample, PLACE_TOWN, "dartford"), "town 8");
    cr_expect_str_eq(find(&sample, PLACE_TOWN, "DA1"), "");
    cr_expect_str_eq(find(&sample, PLACE_POSTCODE, "a-postcode-that-is-far-too-long 1"), "");
    sample_close(&sample);
}

Test(store_place, that_was_learned_gives_way_to_an_imported_one) {
    struct sample sample;
    sample_open(&sample);
    int64_t learned = begin(&sample, "adverts", true);
    cr_expect_eq(put(&sample, learned, PLACE_OUTWARD, "DA1", 1), ERR_NONE);
    cr_expect_eq(put(&sample, learned, PLACE_OUTWARD, "DA1", 2), ERR_NONE);
    cr_expect_str_eq(find(&sample, PLACE_OUTWARD, "DA1"), "outward 2");
    int64_t imported = begin(&sample, "file", false);
    cr_expect_eq(put(&sample, imported, PLACE_OUTWARD, "DA1", 3), ERR_NONE);
    cr_expect_eq(put(&sample, learned, PLACE_OUTWARD, "DA1", 4), ERR_NONE);
    cr_expect_str_eq(find(&sample, PLACE_OUTWARD, "DA1"), "outward 3");
    int64_t second = begin(&sample, "another file", false);
    cr_expect_eq(put(&sample, second, PLACE_OUTWARD, "DA1", 5), ERR_NONE);
    cr_expect_str_eq(find(&sample, PLACE_OUTWARD, "DA1"), "outward 5");
    sample_close(&sample);
}

Test(store_place, goes_with_its_set) {
    struct sample sample;
    struct place_set *sets = NULL;
    size_t count = 0;
    bool known = false;
    sample_open(&sample);
    int64_t set = begin(&sample, "a", false);
    (void)put(&sample, set, PLACE_OUTWARD, "DA1", 1);
    (void)put(&sample, set, PLACE_OUTWARD, "DA2", 2);
    sample.held.now += 5;
    set = begin(&sample, "b", true);
    (void)put(&sample, set, PLACE_OUTWARD, "DA3", 3);
    cr_assert_eq(store_place_sets(sample.store, &sample.arena, &sets, &count, &sample.diag),
                 ERR_NONE);
    cr_assert_eq(count, 2);
    cr_expect_str_eq(sets[0].name, "a");
    cr_expect_str_eq(sets[0].attribution, "Contains invented data");
    cr_expect(!sets[0].is_learned);
    cr_expect_eq(sets[0].at, SAMPLE_NOW);
    cr_expect_eq(sets[0].places, 2);
    cr_expect_null(sets[1].attribution);
    cr_expect(sets[1].is_learned);
    cr_expect_eq(sets[1].row, set);
    cr_expect_eq(sets[1].places, 1);
    (void)begin(&sample, "a", false);
    cr_expect_str_eq(find(&sample, PLACE_OUTWARD, "DA1"), "", "a set begun anew is empty");
    cr_expect_str_eq(find(&sample, PLACE_OUTWARD, "DA3"), "outward 3");
    cr_assert_eq(store_place_set_drop(sample.store, "b", &known, &sample.diag), ERR_NONE);
    cr_expect(known);
    cr_expect_str_eq(find(&sample, PLACE_OUTWARD, "DA3"), "");
    cr_assert_eq(store_place_set_drop(sample.store, "b", &known, &sample.diag), ERR_NONE);
    cr_expect(!known);
    sample_close(&sample);
}

static const struct {
    const char *what;
    struct place place;
} refused[] = {
    {"no kind", {PLACE_NONE, "DA1", 0, 0}},
    {"no key", {PLACE_OUTWARD, "", 0, 0}},
    {"nothing for a key", {PLACE_OUTWARD, NULL, 0, 0}},
    {"beyond the pole", {PLACE_OUTWARD, "DA1", 90000001, 0}},
    {"beyond the date line", {PLACE_OUTWARD, "DA1", 0, -180000001}},
};

Test(store_place, must_be_on_earth_and_have_a_name_and_a_set) {
    struct sample sample;
    int64_t row = 7;
    sample_open(&sample);
    int64_t set = begin(&sample, "a", false);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        cr_expect_eq(store_place_put(sample.store, set, &refused[i].place, &sample.diag),
                     ERR_INPUT, "%s", refused[i].what);
    }
    cr_expect_eq(put(&sample, set + 1, PLACE_OUTWARD, "DA1", 1), ERR_INPUT, "no such set");
    cr_expect_eq(store_place_set_begin(sample.store, &(struct place_set){.name = ""}, &row,
                                       &sample.diag),
                 ERR_INPUT);
    cr_expect_eq(row, 7);
    sample_close(&sample);
}

/* ---- all of them ---- */

struct told {
    struct arena *arena;
    const char *text;
    enum err stop;
};

static enum err tell_place(void *state, const struct place *place, struct diag *diag) {
    struct told *told = state;
    (void)diag;
    told->text =
        arena_printf(told->arena, "%s%s %d; ", told->text, place->key, place->latitude);
    return told->stop;
}

static enum err tell_seen(void *state, const struct place_seen *seen, struct diag *diag) {
    struct told *told = state;
    (void)diag;
    told->text = arena_printf(
        told->arena, "%s%s/%s/%s/%s %d; ", told->text, seen->town ? seen->town : "-",
        seen->county ? seen->county : "-", seen->postcode ? seen->postcode : "-",
        seen->nation ? vocab_name(&vocab_nation, (int)seen->nation) : "-", (int)seen->adverts);
    return told->stop;
}

Test(store_place, of_a_kind_are_told_one_by_one) {
    struct sample sample;
    sample_open(&sample);
    int64_t set = begin(&sample, "a", false);
    (void)put(&sample, set, PLACE_OUTWARD, "DA2", 2);
    (void)put(&sample, set, PLACE_OUTWARD, "DA1", 1);
    (void)put(&sample, set, PLACE_TOWN, "dartford", 3);
    struct told told = {&sample.arena, "", ERR_NONE};
    cr_expect_eq(store_place_each(sample.store, PLACE_OUTWARD, tell_place, &told, &sample.diag),
                 ERR_NONE);
    cr_expect_str_eq(told.text, "DA1 1; DA2 2; ");
    told = (struct told){&sample.arena, "", ERR_INTERRUPTED};
    cr_expect_eq(store_place_each(sample.store, PLACE_OUTWARD, tell_place, &told, &sample.diag),
                 ERR_INTERRUPTED);
    cr_expect_str_eq(told.text, "DA1 1; ");
    sample_close(&sample);
}

Test(store_place, is_seen_in_adverts) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy vacancy = sample_full(&sample.arena);
    sample_save(&sample, &vacancy);
    vacancy.id = "second";
    vacancy.locations[1] = (struct location){.region = "nowhere in particular"};
    sample_save(&sample, &vacancy);
    struct told told = {&sample.arena, "", ERR_NONE};
    cr_expect_eq(store_place_seen(sample.store, tell_seen, &told, &sample.diag), ERR_NONE);
    cr_expect_str_eq(told.text, "Dartford/Kent/DA2 6PB/england 2; -/-/SW1A/- 1; ");
    told = (struct told){&sample.arena, "", ERR_INTERRUPTED};
    cr_expect_eq(store_place_seen(sample.store, tell_seen, &told, &sample.diag),
                 ERR_INTERRUPTED);
    cr_expect_str_eq(told.text, "Dartford/Kent/DA2 6PB/england 2; ");
    sample_close(&sample);
}
