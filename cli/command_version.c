/* cli/command_version.c - shortlist version
 * SPDX-License-Identifier: MIT
 */
#include "cli/command.h"
#include "cli/version.h"
#include "crawler/http.h"
#include "crawler/sources.h"
#include "lib/deflate.h"
#include "lib/pattern.h"
#include "matcher/gazetteer.h"
#include "parser/html.h"
#include "schema/store.h"

static void put_sources(struct plain *plain) {
    for (size_t i = 0; sources_at(i); i++) {
        const struct board_source *source = sources_at(i);
        plain_field(plain, i == 0 ? "Adverts from" : "and", source->title);
        plain_field(plain, "", source->origin);
        plain_field(plain, "its terms", source->terms ? source->terms : "not known");
        plain_field(plain, "known of it", source->manners);
    }
}

static void put_text(struct plain *plain) {
    buf_put_text(plain->out, "shortlist " SHORTLIST_VERSION "\n\n");
    const char *const libraries[] = {http_library(),  html_library(), pattern_library(),
                                     store_library(), json_library(), deflate_library()};
    for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
        plain_field(plain, i == 0 ? "Made with" : "", libraries[i]);
    }
    put_sources(plain);
    plain_gap(plain);
    plain_paragraph(plain, 0, GAZETTEER_ATTRIBUTION ".");
    plain_paragraph(
        plain, 0,
        "Adverts belong to the employers who wrote them. Not affiliated with the NHS "
        "or with any job board.");
}

static enum err print_json(struct context *context, struct diag *diag) {
    struct json *object = json_new_object();
    struct json *sources = json_new_array();
    for (size_t i = 0; sources_at(i); i++) {
        struct json *source = json_new_object();
        json_set(source, "name", json_text(sources_at(i)->name));
        json_set(source, "title", json_text(sources_at(i)->title));
        json_set(source, "origin", json_text(sources_at(i)->origin));
        json_set(source, "terms", json_text(sources_at(i)->terms));
        json_set(source, "manners", json_text(sources_at(i)->manners));
        json_push(sources, source);
    }
    json_set(object, "schema", json_text("shortlist.version/1"));
    json_set(object, "version", json_text(SHORTLIST_VERSION));
    json_set(object, "libraries", json_text(http_library()));
    json_set(object, "sources", sources);
    json_set(object, "places", json_text(GAZETTEER_ATTRIBUTION));
    return console_json(&context->console, object, diag);
}

enum err command_version(struct context *context, struct diag *diag) {
    if (context->settings.json) {
        return print_json(context, diag);
    }
    struct buf out;
    struct plain plain = console_plain(&context->console, &out);
    put_text(&plain);
    console_write(&context->console, &out);
    buf_fini(&out);
    return ERR_NONE;
}
