/* pipeline/crawl_address.c - addresses: what each is known by, and those that the user named
 * SPDX-License-Identifier: MIT
 *
 * An address on the board's own host that is an advert's is known by the advert's id, so that
 * it is one with the line of a list. Any other is known by itself, and the record read there
 * names itself.
 */
#include <string.h>

#include "crawler/url.h"
#include "pipeline/crawl_private.h"

/* The board whose own host is visited, and the id of its advert; else NULL. */
static const char *address_id(const struct crawl *crawl, struct arena *arena,
                              const struct url *url) {
    const struct board_source *source = crawl->options->source;

    return source && crawl->sources[0] == source->source ? source->advert_id(arena, url->path)
                                                         : NULL;
}

enum err crawl_address_see(struct crawl *crawl, struct arena *arena, const struct url *url,
                           bool again, struct diag *diag) {
    const char *id = address_id(crawl, arena, url);
    const char *path = id ? crawl->options->source->advert_path(arena, id) : NULL;
    bool added = false;
    enum err err = arena_check(arena, diag);

    if (err) {
        return err;
    }
    return path ? store_address_see(crawl->store, crawl->sources[0], id, path, crawl->run,
                                    again, &added, diag)
                : store_address_see(crawl->store, SOURCE_JOBPOSTING, url->text, url->text,
                                    crawl->run, again, &added, diag);
}

enum err crawl_address_parse(struct url *out, bool *same, const struct crawl *crawl,
                             struct arena *arena, const char *text, struct diag *diag) {
    struct url host = {0};
    enum err err = url_parse(&host, arena, crawl->host, diag);

    if (!err) {
        err = url_parse(out, arena, text, diag);
        *same = !err && url_same_origin(&host, out);
    }
    return err;
}

static enum err named_see(struct crawl *crawl, const char *address, struct diag *diag) {
    struct arena arena; /* there may be a hundred thousand of them */
    struct url url = {0};
    bool same = false;
    enum err err = ERR_NONE;

    arena_init(&arena, ARENA_PAGE_CAP);
    err = crawl_address_parse(&url, &same, crawl, &arena, address, diag);
    if (err == ERR_INPUT || (!err && !same)) {
        err = diag_set(diag, ERR_USAGE,
                       "%s is not on %s: the addresses of one crawl are of one host", address,
                       crawl->host);
    }
    if (!err) {
        crawl->counts->listed++;
        err = crawl_address_see(crawl, &arena, &url, true, diag);
    }
    arena_fini(&arena);
    return err;
}

enum err crawl_named_see(struct crawl *crawl, struct diag *diag) {
    const struct strings *addresses = &crawl->options->addresses;
    enum err err = ERR_NONE;

    for (size_t i = 0; !err && i < addresses->count; i++) {
        err = named_see(crawl, addresses->at[i], diag);
    }
    return err;
}

enum err crawl_addresses(struct crawl *crawl, struct diag *diag) {
    enum err err = crawl_begin(crawl, diag);

    if (err) {
        return err;
    }
    err = crawl_named_see(crawl, diag);
    if (err) {
        crawl_rollback(crawl);
        return err;
    }
    err = intake_commit(&crawl->intake, diag);
    return !err && crawl->options->sitemap ? crawl_sitemaps(crawl, diag) : err;
}
