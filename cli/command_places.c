/* cli/command_places.c - shortlist places
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "base/nearest.h"
#include "cli/command.h"
#include "cli/database.h"
#include "pipeline/places.h"
#include "report/json_part.h"
#include "report/say.h"
#include "schema/store_place.h"

static void print_words(struct context *context, struct buf *words) {
    struct buf out;
    struct plain plain = console_plain(&context->console, &out);
    plain_paragraph(&plain, 0, buf_text(words));
    console_write(&context->console, &out);
    buf_fini(&out);
}

/* ---- what is known ---- */

static struct json *set_json(const struct place_set *set) {
    struct json *object = json_new_object();
    json_set(object, "name", json_part_bytes(set->name));
    json_set(object, "places", json_int(set->places));
    json_set(object, "learned", json_bool(set->is_learned));
    json_set(object, "at", json_part_instant(set->at));
    json_set(object, "attribution", json_text(set->attribution));
    return object;
}

static enum err print_sets_json(struct context *context, const struct place_set *sets,
                                size_t count, struct diag *diag) {
    struct json *object = json_new_object();
    struct json *list = json_new_array();
    for (size_t i = 0; i < count; i++) {
        json_push(list, set_json(&sets[i]));
    }
    json_set(object, "schema", json_text("shortlist.places/1"));
    json_set(object, "built_in", json_text(GAZETTEER_ATTRIBUTION));
    json_set(object, "sets", list);
    return console_json(&context->console, object, diag);
}

static void put_set(struct plain *plain, const struct place_set *set) {
    struct buf words;
    buf_init(&words, CONSOLE_RECORD_CAP);
    say_count(&words, set->places, "place", "places");
    buf_put_text(&words, set->is_learned ? ", learned from adverts, " : ", imported ");
    say_instant(&words, set->at);
    plain_field(plain, set->name, buf_text(&words));
    plain_field(plain, "", set->attribution);
    buf_fini(&words);
}

static void print_sets_text(struct context *context, const struct place_set *sets,
                            size_t count) {
    struct buf out;
    struct plain plain = console_plain(&context->console, &out);
    plain_field(&plain, "built in", "towns and postcode areas of the United Kingdom");
    plain_field(&plain, "", GAZETTEER_ATTRIBUTION);
    for (size_t i = 0; i < count; i++) {
        put_set(&plain, &sets[i]);
    }
    if (count == 0) {
        plain_gap(&plain);
        plain_paragraph(&plain, 0,
                        "No postcodes are imported: distances go by towns. `shortlist help "
                        "places` says where a free list of them is had.");
    }
    console_write(&context->console, &out);
    buf_fini(&out);
}

static enum err tell_sets(struct context *context, const char *operand, struct diag *diag) {
    struct store *store = NULL;
    struct place_set *sets = NULL;
    size_t count = 0;
    (void)operand;
    enum err err = database_open_existing(&store, context, diag);
    if (!err && store) {
        err = store_place_sets(store, &context->arena, &sets, &count, diag);
    }
    if (!err && context->settings.json) {
        err = print_sets_json(context, sets, count, diag);
    } else if (!err) {
        print_sets_text(context, sets, count);
    }
    store_close(store);
    return err;
}

/* ---- find ---- */

static const char *const sure_words[SURE_COUNT] = {
    [SURE_NONE] = NULL,         [SURE_AREA] = "area",         [SURE_TOWN] = "town",
    [SURE_OUTWARD] = "outward", [SURE_POSTCODE] = "postcode",
};

/* "51.446600": by whole numbers. */
static const char *degrees(struct arena *arena, int32_t micro) {
    const int32_t size = micro < 0 ? -micro : micro;
    return arena_printf(arena, "%s%d.%06d", micro < 0 ? "-" : "", size / 1000000,
                        size % 1000000);
}

static enum err print_answer_json(struct context *context, const char *asked,
                                  const struct places_answer *answer, struct diag *diag) {
    struct json *object = json_new_object();
    json_set(object, "schema", json_text("shortlist.place/1"));
    json_set(object, "asked", json_part_bytes(asked));
    json_set(object, "known_by", json_text(sure_words[answer->spot.sure]));
    json_set(object, "latitude", json_text(degrees(&context->arena, answer->latitude)));
    json_set(object, "longitude", json_text(degrees(&context->arena, answer->longitude)));
    json_set(object, "within_miles", json_int(answer->spot.blur));
    json_set(object, "town", json_text(answer->town.name));
    json_set(object, "county", json_text(answer->town.county));
    return console_json(&context->console, object, diag);
}

static void print_answer_text(struct context *context, const char *asked,
                              const struct places_answer *answer) {
    static const char *const by[SURE_COUNT] = {
        [SURE_AREA] = "the middle of its postcode area or district",
        [SURE_TOWN] = "the middle of the town",
        [SURE_OUTWARD] = "the middle of its outward code",
        [SURE_POSTCODE] = "the postcode itself",
    };
    struct buf words;
    buf_init(&words, CONSOLE_RECORD_CAP);
    buf_printf(&words, "%s is at %s, %s: %s", asked, degrees(&context->arena, answer->latitude),
               degrees(&context->arena, answer->longitude), by[answer->spot.sure]);
    if (answer->town.name) {
        buf_printf(&words, ", %s%s%s", answer->town.name, answer->town.county ? ", " : "",
                   answer->town.county ? answer->town.county : "");
    }
    if (answer->spot.blur > 0) {
        buf_printf(&words, " (a place there may be up to %d mile%s off)",
                   (int)answer->spot.blur, answer->spot.blur == 1 ? "" : "s");
    }
    buf_put_char(&words, '.');
    print_words(context, &words);
    buf_fini(&words);
}

static enum err find_place(struct context *context, const char *asked, struct diag *diag) {
    struct store *store = NULL;
    struct places *places = NULL;
    struct places_answer answer = {0};
    const struct listener listener = console_listener(&context->console);
    enum err err = database_open_existing(&store, context, diag);
    err = err ? err : places_open(&places, store, &listener, diag);
    err = err ? err : places_find(&answer, places, asked, diag);
    if (!err && answer.spot.sure == SURE_NONE && answer.town.of_name > 1) {
        err = diag_set(diag, ERR_ABSENT,
                       "%zu places are called \"%.64s\": add the county (\"%.64s, Kent\"), or "
                       "ask for a postcode",
                       answer.town.of_name, asked, asked);
    } else if (!err && answer.spot.sure == SURE_NONE) {
        err = diag_set(diag, ERR_ABSENT,
                       "it is not known where \"%.64s\" is: no town of that name, postcode or "
                       "postcode area is known",
                       asked);
    } else if (!err && context->settings.json) {
        err = print_answer_json(context, asked, &answer, diag);
    } else if (!err) {
        print_answer_text(context, asked, &answer);
    }
    places_close(places);
    store_close(store);
    return err;
}

/* ---- import ---- */

static enum err print_imported(struct context *context, const struct places_imported *imported,
                               struct diag *diag) {
    if (context->settings.json) {
        struct json *object = json_new_object();
        json_set(object, "schema", json_text("shortlist.places_import/1"));
        json_set(object, "name", json_part_bytes(imported->name));
        json_set(object, "kind", json_text(imported->kind));
        json_set(object, "postcodes", json_int(imported->postcodes));
        json_set(object, "outward_codes", json_int(imported->outwards));
        json_set(object, "ended", json_int(imported->ended));
        json_set(object, "without_position", json_int(imported->nowhere));
        json_set(object, "attribution", json_text(imported->attribution));
        return console_json(&context->console, object, diag);
    }
    struct buf words;
    buf_init(&words, CONSOLE_RECORD_CAP);
    buf_printf(&words, "%s (%s): ", imported->name, imported->kind);
    say_count(&words, imported->postcodes, "postcode", "postcodes");
    buf_put_text(&words, " of ");
    say_count(&words, imported->outwards, "outward code", "outward codes");
    buf_put_text(&words, " imported; passed over: ");
    say_number(&words, imported->ended);
    buf_put_text(&words, " no longer in use, ");
    say_number(&words, imported->nowhere);
    buf_put_text(&words, " without a position.");
    if (imported->attribution) {
        buf_printf(&words, "\n%s", imported->attribution);
    }
    print_words(context, &words);
    buf_fini(&words);
    return ERR_NONE;
}

static enum err import_places(struct context *context, const char *path, struct diag *diag) {
    struct store *store = NULL;
    struct places_imported imported = {0};
    const struct listener listener = console_listener(&context->console);
    enum err err = database_open(&store, context, diag);
    if (!err) {
        err = places_import(&imported, &context->arena, store, path, context->today.year,
                            &listener, diag);
    }
    if (!err) {
        err = print_imported(context, &imported, diag);
    }
    store_close(store);
    return err;
}

/* ---- forget ---- */

static enum err forget_places(struct context *context, const char *name, struct diag *diag) {
    struct store *store = NULL;
    bool known = false;
    enum err err = database_open_existing(&store, context, diag);
    if (!err && store) {
        err = store_place_set_drop(store, name, &known, diag);
    }
    if (!err && !known) {
        err = diag_set(diag, ERR_ABSENT,
                       "there are no places called \"%.64s\"; `shortlist places` lists what "
                       "there is",
                       name);
    }
    if (!err && !context->settings.json) {
        struct buf words;
        buf_init(&words, CONSOLE_RECORD_CAP);
        buf_printf(&words, "The places of %s are forgotten.", name);
        print_words(context, &words);
        buf_fini(&words);
    }
    store_close(store);
    return err;
}

/* ---- which of them ---- */

static const struct {
    const char *name;
    const char *wants; /* what the operand is; NULL: there is none */
    enum err (*run)(struct context *context, const char *operand, struct diag *diag);
} deeds[] = {
    {"find", "a place: `places find Newport, Isle of Wight`", find_place},
    {"import", "one file or folder: `places import codepo_gb/`", import_places},
    {"forget", "the name of a set, as `shortlist places` lists it", forget_places},
};
enum { DEED_COUNT = sizeof deeds / sizeof *deeds };

/* The words behind the first one, with a space between. */
static const char *operand_of(struct context *context) {
    const char *joined = NULL;
    for (size_t i = 1; i < context->operands.count; i++) {
        joined = joined
                     ? arena_printf(&context->arena, "%s %s", joined, context->operands.at[i])
                     : context->operands.at[i];
    }
    return joined;
}

enum err command_places(struct context *context, struct diag *diag) {
    const char *names[DEED_COUNT];
    const char *deed = context->operands.count > 0 ? context->operands.at[0] : NULL;
    if (!deed) {
        return tell_sets(context, NULL, diag);
    }
    for (size_t i = 0; i < DEED_COUNT; i++) {
        names[i] = deeds[i].name;
        if (strcmp(deed, deeds[i].name) == 0) {
            const char *operand = operand_of(context);
            const bool is_many = context->operands.count > 2 && deeds[i].run != find_place;
            return !operand || is_many ? diag_set(diag, ERR_USAGE, "places %s wants %s",
                                                  deeds[i].name, deeds[i].wants)
                                       : deeds[i].run(context, operand, diag);
        }
    }
    const char *near = nearest_name(deed, names, DEED_COUNT);
    return diag_set(diag, ERR_USAGE, "places does not know \"%.64s\"%s%s%s", deed,
                    near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}
