/* cli/targets.c - where a crawl goes: a board, or the addresses that the user names
 * SPDX-License-Identifier: MIT
 */
#include "cli/targets.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/nearest.h"

enum {
    NAMES_MAX = 16,  /* boards' names that are offered to a misspelt one */
    HOSTS_MAX = 1000 /* that the addresses of one command may be of */
};

/* A hundred thousand addresses of more than the usual length. */
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
static enum err origin_of(const char **origin, struct arena *arena, const char *text,
                          struct diag *diag) {
    struct crawl_options one = {.from = CRAWL_FROM_ADDRESSES, .addresses = {&text, 1}};
    return crawl_host(origin, arena, &one, diag);
}

static struct target *target_named(const struct targets *targets, const char *origin) {
    for (size_t i = targets->count; i > 0; i--) { /* mostly the one before */
        if (strcmp(targets->at[i - 1].title, origin) == 0) {
            return &targets->at[i - 1];
        }
    }
    return NULL;
}

/* The visit that an address belongs to, made where there is none yet.
 * @param scratch for what is needed no longer than the address */
static enum err target_for(struct target **out, struct targets *targets, struct arena *arena,
                           struct arena *scratch, const struct url *url, struct diag *diag) {
    const char *origin = NULL;
    enum err err = origin_of(&origin, scratch, url->text, diag);
    struct target *target = err ? NULL : target_named(targets, origin);
    if (!err && !target && targets->count >= HOSTS_MAX) {
        err = diag_set(diag, ERR_LIMIT,
                       "addresses of more than %d hosts: give them in several files",
                       (int)HOSTS_MAX);
    }
    if (!err && !target) {
        struct target made = {.source = sources_of(url, NULL, scratch),
                              .title = arena_copy_text(arena, origin),
                              .from = CRAWL_FROM_ADDRESSES,
                              .is_here = url_is_loopback(url)};
        ARENA_PUSH(arena, targets->at, targets->count, made);
        err = arena_check(arena, diag);
        target = err ? NULL : &targets->at[targets->count - 1];
    }
    if (!err) {
        *out = target;
    }
    return err;
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

/* Of a line no more than the address itself is kept: there may be a hundred thousand. */
static enum err take_line(struct targets *targets, struct arena *arena, struct span line,
                          struct diag *diag) {
    struct arena scratch;
    arena_init(&scratch, ARENA_PAGE_CAP);
    const char *text = arena_copy(&scratch, line);
    struct url url = {0};
    struct target *target = NULL;
    enum err err =
        text ? read_address(&url, &scratch, text, diag) : arena_check(&scratch, diag);
    if (!err) {
        err = target_for(&target, targets, arena, &scratch, &url, diag);
    }
    if (!err && target) {
        strings_push(arena, &target->addresses, url.text);
        err = arena_check(arena, diag);
    }
    arena_fini(&scratch);
    return err;
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
    struct target *target = NULL;
    if (!err) {
        err = target_for(&target, targets, &context->arena, &context->arena, &url, diag);
    }
    if (!err && target) {
        target->sitemap = url.text;
        err = arena_check(&context->arena, diag);
    }
    return err;
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
