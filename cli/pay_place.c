/* cli/pay_place.c - the place of --place, for the command pay
 * SPDX-License-Identifier: MIT
 */
#include "cli/pay_place.h"

#include "base/builtin.h"
#include "base/csv.h"
#include "matcher/gazetteer.h"
#include "parser/wording.h"

/* "Wales", "Rhyl, Wales": a village of England has that name too. */
static enum nation named_nation(const char *place) {
    struct span rest = span_of(place);
    struct span part = {0};
    struct span last = {0};
    while (span_next_piece(&rest, ',', &part)) {
        last = span_trim(part);
    }
    return (enum nation)vocab_value(&vocab_nation, last);
}

/* A place cut into what is looked up. */
static void cut_place(struct pay_question *question, struct context *context) {
    const char *place = context->settings.place;
    struct location location = {.nation = NATION_NONE};
    struct span found;
    location.postcode = place_postcode(&context->arena, span_of(place), &found);
    place_derive(&context->arena, &location);
    question->postcode = location.postcode;
    question->place = place;
    if (location.postcode) {
        const size_t before = (size_t)(found.at - place);
        question->place =
            arena_copy(&context->arena, span_trim(span_part(span_of(place), 0, before)));
    }
    question->nation = question->nation ? question->nation : location.nation;
    question->nation = question->nation ? question->nation : named_nation(question->place);
}

/* What the gazetteer knows of a place by the first of its parts that is a town: "Wharf House,
 * Cardiff", "Newport, Isle of Wight". */
static struct gazetteer_town find_town(const struct gazetteer *gazetteer,
                                       const struct pay_question *question,
                                       struct context *context) {
    struct gazetteer_town town = {0};
    struct span rest = span_of(question->place);
    struct span part;
    while (!town.name && town.of_name == 0 && rest.len > 0) {
        const struct brief_place where = {.town = arena_copy(&context->arena, rest),
                                          .postcode = question->postcode,
                                          .nation = question->nation};
        town = gazetteer_town(gazetteer, &where);
        (void)span_next_piece(&rest, ',', &part);
        rest = span_trim(rest);
    }
    return town;
}

/* A county's name, of places_counties.csv. */
static bool is_county(const char *name, struct arena *arena) {
    static const char file[] = "schema/facts/places_counties.csv";
    struct csv csv;
    struct strings cells = {NULL, 0};
    struct diag diag;
    bool more = true;
    bool is_found = false;
    enum err err = csv_open(&csv, arena, file, builtin_span(file), ',', &diag);
    while (!err && more && !is_found) {
        err = csv_next(&csv, arena, &cells, &more, &diag);
        is_found =
            !err && more && span_is_nocase(span_of(name), csv_cell(&csv, &cells, "name"));
    }
    return is_found;
}

static void say_unknown(const struct gazetteer *gazetteer, const struct pay_question *question,
                        struct context *context) {
    struct arena *arena = &context->arena;
    const char *near = gazetteer_nearest(gazetteer, question->place);
    const bool is_wide = is_county(question->place, arena);
    const char *rest = is_wide ? "a county is too wide, a town or a postcode would do"
                       : near  ? arena_printf(arena, "did you mean %s?", near)
                       : question->postcode ? "the postcode is of no area that is known"
                                            : "a postcode would do";
    console_say(&context->console,
                arena_printf(arena,
                             "no town \"%.64s\" is known, so that the place tells neither "
                             "nation nor supplement; %s",
                             context->settings.place, rest));
}

/* Several towns have the name. */
static void say_several(size_t count, struct context *context) {
    const char *place = context->settings.place;
    console_say(&context->console,
                arena_printf(&context->arena,
                             "%zu places are called \"%.64s\": say the county or the postcode "
                             "(\"%.64s, COUNTY\"), or --nation",
                             count, place, place));
}

static void look_up(struct pay_question *question, struct context *context,
                    const struct tables *tables, const struct gazetteer *gazetteer) {
    const bool is_known =
        question->nation && (question->postcode || named_nation(question->place));
    const struct gazetteer_town town = find_town(gazetteer, question, context);
    const unsigned zones = tables_zones(tables, question->place, question->postcode);
    const bool is_in_zone = (zones & ~(1u << PAY_ZONE_OUTSIDE)) != 0;
    const bool is_ours = context->settings.place && !is_known && !is_in_zone;
    if (is_ours && zones == 0 && town.of_name == 0) {
        say_unknown(gazetteer, question, context);
    } else if (is_ours && town.of_name > 1 && !town.name && !question->nation) {
        say_several(town.of_name, context);
    }
    question->nation = question->nation ? question->nation : town.nation;
}

enum err pay_place(struct pay_question *question, struct context *context,
                   const struct tables *tables, struct diag *diag) {
    struct gazetteer *gazetteer = NULL;
    if (context->settings.place) {
        cut_place(question, context);
    }
    if (!question->place || (question->nation && !context->settings.place)) {
        return ERR_NONE;
    }
    enum err err = gazetteer_open(&gazetteer, diag);
    if (!err) {
        look_up(question, context, tables, gazetteer);
        err = arena_check(&context->arena, diag);
    }
    gazetteer_close(gazetteer);
    return err;
}
