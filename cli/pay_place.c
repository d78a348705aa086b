/* cli/pay_place.c - the place of --place, for the command pay
 * SPDX-License-Identifier: MIT
 */
#include "cli/pay_place.h"

#include "matcher/gazetteer.h"
#include "parser/wording.h"

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

static void say_unknown(const struct gazetteer *gazetteer, const struct pay_question *question,
                        struct context *context) {
    const char *place = context->settings.place;
    const char *near = gazetteer_nearest(gazetteer, question->place);
    console_say(&context->console,
                near ? arena_printf(&context->arena,
                                    "no place is called \"%.64s\", so that it tells neither "
                                    "nation nor supplement; did you mean %s?",
                                    place, near)
                     : arena_printf(&context->arena,
                                    "no place is called \"%.64s\", so that it tells neither "
                                    "nation nor supplement; a postcode would do",
                                    place));
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
    const bool is_known = question->nation && question->postcode;
    const struct gazetteer_town town = find_town(gazetteer, question, context);
    const bool is_zone =
        tables_zones(tables, question->place, question->postcode) != 0 || is_known;
    if (context->settings.place && !is_zone && town.of_name == 0) {
        say_unknown(gazetteer, question, context);
    } else if (context->settings.place && !is_zone && !town.name && !question->nation) {
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
