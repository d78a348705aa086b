/* pipeline/crawl_sitemap.c - the addresses of a sitemap, and of those that its index names
 * SPDX-License-Identifier: MIT
 *
 * The protocol (sitemaps.org) allows 50 MB a file. We take up to SITEMAP_SIZE_MAX, which is
 * 50,000 addresses of twice the usual length, and stays within the memory that a crawl may
 * have. A long file is read piece by piece, each made into a sitemap of its own: so no piece is
 * longer than a page, and readings of one are gone before the next is read. All of a file's
 * addresses are remembered together or not at all.
 *
 * A file of an index that cannot be had, or is none, costs itself alone: the others are read,
 * what they name is fetched, and the run ends with that failure.
 */
#include <inttypes.h>
#include <string.h>

#include "parser/reader.h"
#include "pipeline/crawl_private.h"

enum {
    SITEMAP_FILES_MAX = 50,   /* of an index, read in one run */
    SITEMAP_FAILURES_MAX = 5, /* in a row: then no further one is asked for */
    SITEMAP_HEAD_MAX = 4096   /* bytes within which a file's outermost element begins */
};

#define SITEMAP_SIZE_MAX ((size_t)12 * 1024 * 1024)
#define SITEMAP_PIECE_SIZE ((size_t)1024 * 1024)

/* Files still to be read, and what was found. */
struct sitemaps {
    struct crawl *crawl;
    struct strings files; /* in the crawl's arena */
    int64_t elsewhere;    /* addresses of other hosts */
    int64_t left_out;     /* files beyond the most */
    int failures_in_a_row;
};

/* ---- pieces ---- */

/* The ways in which a file can be cut. */
static const struct sitemap_form {
    const char *root;  /* begins it; NULL: lines of text */
    const char *entry; /* ends an entry */
    const char *end;   /* ends it */
} forms[] = {
    {"<urlset", "</url>", "</urlset>"},
    {"<sitemapindex", "</sitemap>", "</sitemapindex>"},
    {NULL, "\n", ""},
};

/* A file on its way. */
struct pieces {
    const struct sitemap_form *form; /* NULL: it is read in one */
    struct span head;                /* stands in front of every entry */
    struct span rest;                /* not read yet */
    bool is_first;
};

static struct pieces pieces_of(struct span body) {
    struct pieces pieces = {.rest = body, .is_first = true};
    struct span front = span_part(body, 0, SITEMAP_HEAD_MAX);

    for (size_t i = 0; body.len > SITEMAP_PIECE_SIZE && i < sizeof forms / sizeof *forms; i++) {
        const struct sitemap_form *form = &forms[i];
        size_t at = form->root ? span_find(front, span_of(form->root), 0) : 0;
        size_t end = form->root ? span_find(front, SPAN(">"), at) : 0;
        bool fits = form->root ? at != SIZE_MAX && end != SIZE_MAX
                               : span_find(front, SPAN("<"), 0) == SIZE_MAX;

        if (fits) {
            pieces.form = form;
            pieces.head = span_part(body, 0, form->root ? end + 1 : 0);
            break;
        }
    }
    return pieces;
}

/* The bytes up to the end of the last entry that fits into a piece; 0: none does. What is left
 * is half of the rest at least, for one line alone is no list (parser/sitemap). */
static size_t pieces_cut(const struct pieces *pieces) {
    struct span entry = span_of(pieces->form->entry);
    size_t half = pieces->rest.len / 2;

    for (size_t end = half < SITEMAP_PIECE_SIZE ? half : SITEMAP_PIECE_SIZE; end >= entry.len;
         end--) {
        if (memcmp(pieces->rest.at + end - entry.len, entry.at, entry.len) == 0) {
            return end;
        }
    }
    return 0;
}

static struct span sitemap_join(struct arena *arena, const struct span *parts, size_t count) {
    struct span all = {0};
    char *at = NULL;

    for (size_t i = 0; i < count; i++) {
        all.len += parts[i].len;
    }
    at = arena_alloc(arena, all.len, 1);
    all.at = at;
    for (size_t i = 0; at && i < count; i++) {
        if (parts[i].len > 0) {
            memcpy(at, parts[i].at, parts[i].len);
            at += parts[i].len;
        }
    }
    return all.at ? all : (struct span){0};
}

/* @param out in `arena`, or a part of the file @return false where nothing is left */
static bool pieces_next(struct span *out, struct pieces *pieces, struct arena *arena) {
    bool is_last = !pieces->form || pieces->rest.len <= SITEMAP_PIECE_SIZE;
    size_t len = is_last ? 0 : pieces_cut(pieces);
    struct span parts[] = {
        span_part(pieces->head, 0, pieces->is_first ? 0 : SIZE_MAX),
        span_part(pieces->rest, 0, len > 0 ? len : SIZE_MAX),
        span_of(len > 0 ? pieces->form->end : ""),
    };

    if (parts[1].len == 0) {
        return false;
    }
    pieces->rest = span_part(pieces->rest, parts[1].len, SIZE_MAX);
    *out = pieces->is_first && len == 0
               ? parts[1]
               : sitemap_join(arena, parts, sizeof parts / sizeof *parts);
    pieces->is_first = false;
    return true;
}

/* ---- a file ---- */

static enum err sitemap_fetch(struct page *out, struct arena *arena, struct crawl *crawl,
                              const struct url *url, struct diag *diag) {
    struct page page = {0};
    enum err err =
        fetch_get_large(&page, arena, crawl->fetch, url->path, NULL, SITEMAP_SIZE_MAX, diag);

    if (!err && page.status != 200) {
        err = diag_set(diag, ERR_NETWORK, "it answers with status %d", page.status);
    }
    if (!err) {
        *out = page;
    }
    return err;
}

static enum err sitemap_parse(struct listing *out, struct arena *arena, struct crawl *crawl,
                              const struct page *page, struct diag *diag) {
    struct crew_result result = {0};
    struct crew_task task = {.page = page};
    const struct reading *first = NULL;
    enum err err = crew_read(&result, crawl->crew, arena, &task, diag);

    first = !err && result.readings.count > 0 ? &result.readings.at[0] : NULL;
    if (!err && (!first || first->kind != READING_LISTING ||
                 !listing_is_sitemap(first->as.listing.kind))) {
        err = diag_set(diag, ERR_NETWORK, "it is no sitemap: %s",
                       crawl_refusal_words(&result.readings));
    }
    if (!err && first) {
        *out = first->as.listing;
    }
    return err;
}

static void sitemap_add_file(struct sitemaps *sitemaps, const char *address) {
    if (strings_has(&sitemaps->files, address)) {
        return;
    }
    if (sitemaps->files.count < SITEMAP_FILES_MAX) {
        strings_push(sitemaps->crawl->arena, &sitemaps->files, address);
    } else {
        sitemaps->left_out++;
    }
}

static enum err sitemap_take_line(struct sitemaps *sitemaps, enum listing_kind kind,
                                  const char *address, struct diag *diag) {
    struct crawl *crawl = sitemaps->crawl;
    struct arena arena;
    struct url url = {0};
    bool same = false;
    enum err err = ERR_NONE;

    arena_init(&arena, ARENA_PAGE_CAP);
    err = crawl_address_parse(&url, &same, crawl, &arena, address, diag);
    if (err == ERR_INPUT || (!err && !same)) {
        sitemaps->elsewhere++;
        err = ERR_NONE;
    } else if (!err && kind == LISTING_SITEMAP_INDEX) {
        sitemap_add_file(sitemaps, address);
    } else if (!err) {
        crawl->counts->listed++;
        err = crawl_address_see(crawl, &arena, &url, crawl->options->sweep, diag);
    }
    arena_fini(&arena);
    return err;
}

static enum err sitemap_take_piece(struct sitemaps *sitemaps, const struct page *page,
                                   struct diag *diag) {
    struct crawl *crawl = sitemaps->crawl;
    struct listing listing = {0};
    struct arena arena;
    enum err err = ERR_NONE;

    arena_init(&arena, ARENA_RUN_CAP); /* as in a crew's hands: it must fit */
    err = sitemap_parse(&listing, &arena, crawl, page, diag);
    for (size_t i = 0; !err && i < listing.entry_count; i++) {
        if (listing.entries[i].url) {
            err = sitemap_take_line(sitemaps, listing.kind, listing.entries[i].url, diag);
        }
    }
    for (size_t i = 0; !err && i < listing.note_count; i++) {
        crawl->is_part = true;
        listener_say(crawl->listener, "%s: %s", page->url, listing.notes[i].message);
    }
    arena_fini(&arena);
    return err;
}

static enum err sitemap_take_all(struct sitemaps *sitemaps, const struct page *page,
                                 struct diag *diag) {
    struct pieces pieces = pieces_of(page->body);
    struct page piece = *page;
    bool goes_on = true;
    enum err err = ERR_NONE;

    while (!err && goes_on) {
        struct arena arena;

        arena_init(&arena, 2 * SITEMAP_PIECE_SIZE + SITEMAP_SIZE_MAX);
        goes_on = pieces_next(&piece.body, &pieces, &arena);
        err = arena_check(&arena, diag);
        if (!err && goes_on) {
            err = sitemap_take_piece(sitemaps, &piece, diag);
        }
        arena_fini(&arena);
    }
    return err;
}

static enum err sitemap_take(struct sitemaps *sitemaps, const struct page *page,
                             struct diag *diag) {
    struct crawl *crawl = sitemaps->crawl;
    enum err err = crawl_begin(crawl, diag);

    if (err) {
        return err;
    }
    err = sitemap_take_all(sitemaps, page, diag);
    if (err) {
        crawl_rollback(crawl);
        return err;
    }
    return intake_commit(&crawl->intake, diag);
}

static enum err sitemap_read(struct sitemaps *sitemaps, const char *address,
                             struct diag *diag) {
    struct crawl *crawl = sitemaps->crawl;
    struct page page = {0};
    struct arena arena;
    struct url url = {0};
    bool same = false;
    enum err err = ERR_NONE;

    arena_init(&arena, ARENA_RUN_CAP);
    err = crawl_address_parse(&url, &same, crawl, &arena, address, diag);
    if (err == ERR_INPUT || (!err && !same)) {
        err = diag_set(diag, ERR_USAGE, "it is not on %s", crawl->host);
    }
    if (!err) {
        err = sitemap_fetch(&page, &arena, crawl, &url, diag);
    }
    if (!err) {
        err = sitemap_take(sitemaps, &page, diag);
    }
    arena_fini(&arena);
    return err ? diag_prefix(diag, "the sitemap %s", address) : ERR_NONE;
}

/* ---- all of them ---- */

/* Is the file alone to blame? The one that the user named is all there is. */
static bool sitemap_costs_itself(const struct crawl *crawl, size_t file, enum err err) {
    return file > 0 && (err == ERR_NETWORK || err == ERR_LIMIT ||
                        (err == ERR_REFUSED && !fetch_is_over(crawl->fetch)));
}

static enum err sitemaps_read_one(struct sitemaps *sitemaps, size_t file, struct diag *diag) {
    struct crawl *crawl = sitemaps->crawl;
    struct diag said = {0};
    enum err err = sitemap_read(sitemaps, sitemaps->files.at[file], &said);

    sitemaps->failures_in_a_row = err ? sitemaps->failures_in_a_row + 1 : 0;
    if (sitemap_costs_itself(crawl, file, err)) {
        crawl_fail_at_end(crawl, &said);
        return ERR_NONE;
    }
    return err ? diag_set(diag, err, "%s", said.text) : ERR_NONE;
}

static void sitemaps_sum_up(struct sitemaps *sitemaps) {
    struct crawl *crawl = sitemaps->crawl;

    if (sitemaps->elsewhere > 0) {
        listener_say(crawl->listener,
                     "%" PRId64 " addresses of the sitemap are not on %s: passed over",
                     sitemaps->elsewhere, crawl->host);
    }
    if (sitemaps->left_out > 0) {
        crawl->is_part = true;
        listener_say(crawl->listener,
                     "the sitemap has %" PRId64 " files more than the %d that are read in one "
                     "run",
                     sitemaps->left_out, (int)SITEMAP_FILES_MAX);
    }
    if (sitemaps->failures_in_a_row >= SITEMAP_FAILURES_MAX) {
        listener_say(crawl->listener,
                     "%d files of the sitemap in a row cannot be had: no further one is asked "
                     "for",
                     sitemaps->failures_in_a_row);
    }
}

enum err crawl_sitemaps(struct crawl *crawl, struct diag *diag) {
    struct sitemaps sitemaps = {.crawl = crawl};
    enum err err = ERR_NONE;

    strings_push(crawl->arena, &sitemaps.files, crawl->options->sitemap);
    for (size_t i = 0;
         !err && i < sitemaps.files.count && sitemaps.failures_in_a_row < SITEMAP_FAILURES_MAX;
         i++) {
        listener_progress(crawl->listener, "sitemaps", (int64_t)i,
                          (int64_t)sitemaps.files.count);
        err = sitemaps_read_one(&sitemaps, i, diag);
    }
    sitemaps_sum_up(&sitemaps);
    return err ? err : arena_check(crawl->arena, diag);
}
