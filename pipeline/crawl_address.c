/* pipeline/crawl_address.c - addresses that the user named, and those of a sitemap
 * SPDX-License-Identifier: MIT
 *
 * An address on the board's own host that is an advert's is known by the advert's id, so that
 * it is one with the line of a list. Any other is known by itself, and the record read there
 * names itself.
 */
#include <inttypes.h>
#include <string.h>

#include "crawler/url.h"
#include "parser/reader.h"
#include "pipeline/crawl_private.h"

enum { ADDRESS_SITEMAPS_MAX = 50 }; /* files of a sitemap's index */

/* ---- one address ---- */

/* The board whose own host is visited, and the id of its advert; else NULL. */
static const char *address_id(const struct crawl *crawl, struct arena *arena,
                              const struct url *url) {
    const struct board_source *source = crawl->options->source;

    return source && crawl->sources[0] == source->source ? source->advert_id(arena, url->path)
                                                         : NULL;
}

static enum err address_see(struct crawl *crawl, struct arena *arena, const struct url *url,
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

/* @param same false where it is no address, or another host's */
static enum err address_parse(struct url *out, bool *same, const struct crawl *crawl,
                              struct arena *arena, const char *text, struct diag *diag) {
    struct url host = {0};
    enum err err = url_parse(&host, arena, crawl->host, diag);

    if (!err) {
        err = url_parse(out, arena, text, diag);
        *same = !err && url_same_origin(&host, out);
    }
    return err;
}

/* ---- a sitemap ---- */

/* Files still to be read, and what was found. */
struct sitemaps {
    struct crawl *crawl;
    struct strings files; /* in the crawl's arena */
    int64_t elsewhere;    /* addresses of other hosts */
    int64_t left_out;     /* files beyond the most */
};

static enum err sitemap_fetch(struct listing *out, struct arena *arena, struct crawl *crawl,
                              const struct url *url, struct diag *diag) {
    struct crew_result result = {0};
    struct page page = {0};
    struct crew_task task = {.page = &page};
    const struct reading *first = NULL;
    enum err err = fetch_get(&page, arena, crawl->fetch, url->path, NULL, diag);

    if (!err && page.status != 200) {
        err = diag_set(diag, ERR_NETWORK, "%s answers with status %d", url->text, page.status);
    }
    if (!err) {
        err = crew_read(&result, crawl->crew, arena, &task, diag);
    }
    first = !err && result.readings.count > 0 ? &result.readings.at[0] : NULL;
    if (!err && (!first || first->kind != READING_LISTING ||
                 !listing_is_sitemap(first->as.listing.kind))) {
        err = diag_set(diag, ERR_NETWORK, "%s is no sitemap: %s", url->text,
                       crawl_refusal_words(&result.readings));
    }
    if (!err) {
        *out = first->as.listing;
    }
    return err;
}

static void sitemap_add_file(struct sitemaps *sitemaps, const char *address) {
    if (strings_has(&sitemaps->files, address)) {
        return;
    }
    if (sitemaps->files.count < ADDRESS_SITEMAPS_MAX) {
        strings_push(sitemaps->crawl->arena, &sitemaps->files, address);
    } else {
        sitemaps->left_out++;
    }
}

static enum err sitemap_take_line(struct sitemaps *sitemaps, struct arena *arena,
                                  enum listing_kind kind, const char *address,
                                  struct diag *diag) {
    struct crawl *crawl = sitemaps->crawl;
    struct url url = {0};
    bool same = false;
    enum err err = address_parse(&url, &same, crawl, arena, address, diag);

    if (err == ERR_INPUT || (!err && !same)) {
        sitemaps->elsewhere++;
        return ERR_NONE;
    }
    if (!err && kind == LISTING_SITEMAP_INDEX) {
        sitemap_add_file(sitemaps, address);
    } else if (!err) {
        crawl->counts->listed++;
        err = address_see(crawl, arena, &url, crawl->options->sweep, diag);
    }
    return err;
}

/* A file's addresses are remembered together or not at all. */
static enum err sitemap_take(struct sitemaps *sitemaps, struct arena *arena,
                             const struct listing *listing, struct diag *diag) {
    struct crawl *crawl = sitemaps->crawl;
    enum err err = crawl_begin(crawl, diag);

    if (err) {
        return err;
    }
    for (size_t i = 0; !err && i < listing->entry_count; i++) {
        if (listing->entries[i].url) {
            err = sitemap_take_line(sitemaps, arena, listing->kind, listing->entries[i].url,
                                    diag);
        }
    }
    if (!err) {
        err = crawl_put_manners(crawl, diag);
    }
    if (err) {
        crawl_rollback(crawl);
        return err;
    }
    return intake_commit(&crawl->intake, diag);
}

static enum err sitemap_read(struct sitemaps *sitemaps, const char *address,
                             struct diag *diag) {
    struct listing listing = {0};
    struct arena arena;
    struct url url = {0};
    bool same = false;
    enum err err = ERR_NONE;

    arena_init(&arena, ARENA_RUN_CAP); /* 50,000 addresses are more than a page's */
    err = address_parse(&url, &same, sitemaps->crawl, &arena, address, diag);
    if (err == ERR_INPUT || (!err && !same)) {
        err = diag_set(diag, ERR_USAGE, "the sitemap %s is not on %s", address,
                       sitemaps->crawl->host);
    }
    if (!err) {
        err = sitemap_fetch(&listing, &arena, sitemaps->crawl, &url, diag);
    }
    if (!err) {
        err = sitemap_take(sitemaps, &arena, &listing, diag);
    }
    arena_fini(&arena);
    return err;
}

static enum err read_sitemaps(struct crawl *crawl, struct diag *diag) {
    struct sitemaps sitemaps = {.crawl = crawl};
    enum err err = ERR_NONE;

    strings_push(crawl->arena, &sitemaps.files, crawl->options->sitemap);
    for (size_t i = 0; !err && i < sitemaps.files.count; i++) {
        listener_progress(crawl->listener, "sitemaps", (int64_t)i,
                          (int64_t)sitemaps.files.count);
        err = sitemap_read(&sitemaps, sitemaps.files.at[i], diag);
    }
    if (sitemaps.elsewhere > 0) {
        listener_say(crawl->listener,
                     "%" PRId64 " addresses of the sitemap are not on %s: passed over",
                     sitemaps.elsewhere, crawl->host);
    }
    if (sitemaps.left_out > 0) {
        crawl->is_part = true;
        listener_say(crawl->listener,
                     "the sitemap has %" PRId64 " files more than the %d that are read in one "
                     "run",
                     sitemaps.left_out, (int)ADDRESS_SITEMAPS_MAX);
    }
    return err ? err : arena_check(crawl->arena, diag);
}

/* ---- all of them ---- */

static enum err named_see(struct crawl *crawl, struct diag *diag) {
    const struct strings *addresses = &crawl->options->addresses;
    enum err err = ERR_NONE;

    for (size_t i = 0; !err && i < addresses->count; i++) {
        struct url url = {0};
        bool same = false;

        err = address_parse(&url, &same, crawl, crawl->arena, addresses->at[i], diag);
        if (err == ERR_INPUT || (!err && !same)) {
            err = diag_set(diag, ERR_USAGE,
                           "%s is not on %s: the addresses of one crawl are of one host",
                           addresses->at[i], crawl->host);
        }
        if (!err) {
            crawl->counts->listed++;
            err = address_see(crawl, crawl->arena, &url, true, diag);
        }
    }
    return err;
}

enum err crawl_addresses(struct crawl *crawl, struct diag *diag) {
    enum err err = crawl_begin(crawl, diag);

    if (err) {
        return err;
    }
    err = named_see(crawl, diag);
    if (err) {
        crawl_rollback(crawl);
        return err;
    }
    err = intake_commit(&crawl->intake, diag);
    return !err && crawl->options->sitemap ? read_sitemaps(crawl, diag) : err;
}
