/* cli/targets.c - where a crawl goes: a board, or the addresses that the user names
 * SPDX-License-Identifier: MIT
 */
#include "cli/targets.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/nearest.h"

/* How many boards' names are offered to a misspelt one. */
enum { NAMES_MAX = 16 };

/* A hundred thousand addresses of the usual length. */
#define ADDRESSES_SIZE_MAX ((size_t)16 * 1024 * 1024)

/* ---- a board ---- */

static enum err fail_source(const char *name, struct diag *diag) {
    const char *names[NAMES_MAX] = {0};
    char all[DIAG_TEXT_SIZE / 2] = "";
    size_t at = 0;
    for (size_t i = 0; i < NAMES_MAX && sources_at(i); i++) {
        int put =
            snprintf(all + at, sizeof all - at, "%s%s", i > 0 ? ", " : "", sources_at(i)->name);
        names[i] = sources_at(i)->name;
        at += put > 0 && at + (size_t)put < sizeof all ? (size_t)put : 0;
    }
    const char *near = nearest_name(name, names, NAMES_MAX);
    return near ? diag_set(diag, ERR_USAGE, "unknown board \"%.64s\"; did you mean %s?", name,
                           near)
                : diag_set(diag, ERR_USAGE, "unknown board \"%.64s\"; there are %s", name, all);
}

/* A wrong address on the command line is wrong usage. */
static enum err as_usage(struct diag *diag) {
    diag->err = ERR_USAGE;
    return ERR_USAGE;
}

/* Is the board on this machine? */
static enum err look_at_origin(bool *is_here, struct context *context, const char *origin,
                               struct diag *diag) {
    struct url url = {0};
    enum err err = url_parse(&url, &context->arena, origin, diag);
    if (err == ERR_INPUT) {
        (void)diag_prefix(diag, "--board");
        return as_usage(diag);
    }
    if (!err) {
        *is_here = url_is_loopback(&url);
    }
    return err;
}

static enum err find_board(struct targets *out, struct context *context, struct diag *diag) {
    const struct strings *operands = &context->operands;
    const char *name = operands->count > 0 ? operands->at[0] : "nhsjobs";
    const char *board = context->settings.board;
    struct target target = {.source = sources_find(name), .from = CRAWL_FROM_LIST};
    if (!target.source) {
        return fail_source(name, diag);
    }
    target.title = target.source->title;
    enum err err =
        look_at_origin(&target.is_here, context, board ? board : target.source->origin, diag);
    if (!err) {
        err = sources_check(target.source, &context->settings.search, diag);
    }
    if (!err) {
        ARENA_PUSH(&context->arena, out->at, out->count, target);
        err = arena_check(&context->arena, diag);
    }
    return err;
}

/* ---- addresses ---- */

/* The origin of an address, in the spelling under which the store keeps manners. */
static const char *origin_of(struct arena *arena, const char *text) {
    struct crawl_options one = {.from = CRAWL_FROM_ADDRESSES, .addresses = {&text, 1}};
    const char *origin = NULL;
    return crawl_host(&origin, arena, &one, NULL) == ERR_NONE ? origin : NULL;
}

/* The visit that an address belongs to, made where there is none yet. */
static struct target *target_for(struct targets *targets, struct arena *arena,
                                 const struct url *url) {
    const char *origin = origin_of(arena, url->text);
    for (size_t i = 0; origin && i < targets->count; i++) {
        if (strcmp(targets->at[i].title, origin) == 0) {
            return &targets->at[i];
        }
    }
    struct target target = {.source = sources_of(url, NULL, arena),
                            .title = origin,
                            .from = CRAWL_FROM_ADDRESSES,
                            .is_here = url_is_loopback(url)};
    size_t count = targets->count;
    if (origin) {
        ARENA_PUSH(arena, targets->at, targets->count, target);
    }
    return targets->count > count ? &targets->at[count] : NULL;
}

/* An address that may be asked for: https, or http on this machine. */
static enum err read_address(struct url *url, struct arena *arena, const char *text,
                             struct diag *diag) {
    enum err err = url_parse(url, arena, text, diag);
    if (!err && strcmp(url->scheme, "https") != 0 && !url_is_loopback(url)) {
        return diag_set(diag, ERR_INPUT,
                        "\"%.200s\" is not https: http is asked for on this machine only",
                        text);
    }
    return err;
}

static enum err take_line(struct targets *targets, struct arena *arena, struct span line,
                          struct diag *diag) {
    const char *text = arena_copy(arena, line);
    struct url url = {0};
    enum err err = text ? read_address(&url, arena, text, diag) : arena_check(arena, diag);
    struct target *target = err ? NULL : target_for(targets, arena, &url);
    if (target) {
        strings_push(arena, &target->addresses, url.text);
    }
    return err ? err : arena_check(arena, diag);
}

static enum err take_lines(struct targets *targets, struct arena *arena, const char *file,
                           struct span content, struct diag *diag) {
    struct span line;
    int number = 0;
    enum err err = ERR_NONE;
    if (span_starts(content, "\xEF\xBB\xBF")) {
        content = span_part(content, 3, SIZE_MAX);
    }
    while (!err && span_next_line(&content, &line)) {
        number++;
        line = span_trim(line);
        if (line.len > 0 && line.at[0] != '#') {
            err = take_line(targets, arena, line, diag);
        }
    }
    if (err == ERR_INPUT) {
        (void)diag_prefix(diag, "%s:%d", file, number);
    } else if (!err && targets->count == 0) {
        err = diag_set(diag, ERR_INPUT, "%s: no address in it; expected one a line", file);
    }
    return err;
}

static enum err read_file(struct targets *targets, struct context *context, struct diag *diag) {
    const char *file = context->settings.addresses;
    struct buf content;
    buf_init(&content, ADDRESSES_SIZE_MAX);
    enum err err = file_read(&content, file, diag);
    if (!err) {
        err = take_lines(targets, &context->arena,
                         strcmp(file, "-") == 0 ? "standard input" : file, buf_span(&content),
                         diag);
    }
    buf_fini(&content);
    return err;
}

static enum err take_sitemap(struct targets *targets, struct context *context,
                             struct diag *diag) {
    struct url url = {0};
    enum err err = read_address(&url, &context->arena, context->settings.sitemap, diag);
    if (err == ERR_INPUT) {
        (void)diag_prefix(diag, "--sitemap");
        return as_usage(diag);
    }
    struct target *target = err ? NULL : target_for(targets, &context->arena, &url);
    if (target) {
        target->sitemap = url.text;
    }
    return err ? err : arena_check(&context->arena, diag);
}

/* What makes sense with a board's list only. */
static enum err check_addresses(const struct context *context, struct diag *diag) {
    const struct settings *settings = &context->settings;
    const char *named = settings->addresses ? "--addresses" : "--sitemap";
    unsigned parts = search_parts(&settings->search);
    const char *other = context->operands.count > 0 ? context->operands.at[0]
                        : settings->board           ? "--board"
                        : settings->sweep           ? "--sweep"
                        : parts != 0                ? search_part_option(parts)
                                                    : NULL;
    return other ? diag_set(diag, ERR_USAGE,
                            "%.64s and %s do not go together: addresses are fetched as they "
                            "are, from the hosts they name",
                            other, named)
                 : ERR_NONE;
}

enum err targets_find(struct targets *out, struct context *context, struct diag *diag) {
    const struct settings *settings = &context->settings;
    struct targets targets = {0};
    enum err err = ERR_NONE;
    if (settings->search.distance_miles > 0 && !settings->search.location) {
        return diag_set(diag, ERR_USAGE,
                        "--distance needs a place to count from: --location "
                        "PLACE");
    }
    if (!settings->addresses && !settings->sitemap) {
        err = find_board(&targets, context, diag);
    } else {
        err = check_addresses(context, diag);
        if (!err && settings->addresses) {
            err = read_file(&targets, context, diag);
        }
        if (!err && settings->sitemap) {
            err = take_sitemap(&targets, context, diag);
        }
    }
    if (!err) {
        *out = targets;
    }
    return err;
}
