/* parser/sitemap.c - sitemaps: the addresses that a site names itself
 * SPDX-License-Identifier: MIT
 *
 * Facts: sitemaps.org, protocol 0.9. XML: urlset of url, each with loc; sitemapindex of
 * sitemap, each with loc: further sitemaps. Other elements (lastmod, images, other languages)
 * stand beside or deeper and are passed over. Or plain text, an address a line. At most 50,000
 * addresses, each shorter than 2,048 characters. A sitemap that is itself a .gz file is no text
 * and is refused as such.
 */
#include "base/utf8.h"
#include "parser/family.h"
#include "parser/listing.h"

enum { ADDRESS_LENGTH_MAX = 2047 };

/* A sitemap on its way. */
struct sitemap {
    struct arena *arena;
    struct listing listing;
    size_t room;    /* entries that there is room for */
    size_t refused; /* what stands where an address should and is none */
    size_t beyond;  /* addresses that there was no room for */
};

/* ---- addresses ---- */

/* Is it absolute, http or https, without white space or marks that no address has? */
static bool is_address(struct span text) {
    static const char *const schemes[] = {"https://", "http://"};
    size_t front = 0;
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        front = span_starts_nocase(text, schemes[i]) ? strlen(schemes[i]) : front;
    }
    bool host = front > 0 && front < text.len &&
                (ascii_is_alnum(text.at[front]) || text.at[front] == '[');
    for (size_t at = 0; host && at < text.len;) {
        uint32_t code = utf8_next(text, &at);
        if (utf8_is_space(code) || utf8_is_control(code) || code == '<' || code == '>' ||
            code == '"') {
            return false;
        }
    }
    return host && text.len <= ADDRESS_LENGTH_MAX;
}

/* A fragment names a place in a page, not another page. */
static struct span without_fragment(struct span address) {
    return span_part(address, 0, span_find(address, SPAN("#"), 0));
}

static struct sitemap sitemap_of(struct arena *arena, enum listing_kind kind, size_t count) {
    struct sitemap sitemap = {.arena = arena};
    listing_init(&sitemap.listing, SOURCE_NONE, kind);
    sitemap.room = count < LISTING_ADDRESSES_MAX ? count : LISTING_ADDRESSES_MAX;
    /* All room at once: lists that grow leave their smaller selves behind in the arena. */
    if (sitemap.room > 0) {
        sitemap.listing.entries =
            arena_alloc(arena, sitemap.room, sizeof *sitemap.listing.entries);
    }
    return sitemap;
}

static void add(struct sitemap *sitemap, struct span text) {
    struct listing *listing = &sitemap->listing;
    if (!is_address(text)) {
        sitemap->refused++;
    } else if (listing->entry_count >= sitemap->room) {
        sitemap->beyond++;
    } else if (listing->entries) {
        struct vacancy *entry = &listing->entries[listing->entry_count++];
        vacancy_init(entry);
        entry->url = arena_copy(sitemap->arena, without_fragment(text));
    }
}

static void note(struct sitemap *sitemap, const char *code, size_t count, const char *what) {
    const char *message =
        count > 0 ? arena_printf(sitemap->arena, "%s: %zu", what, count) : NULL;
    if (message) {
        listing_note(&sitemap->listing, sitemap->arena, code, message);
    }
}

static enum err finish(struct sitemap *sitemap, struct readings *out, struct diag *diag) {
    note(sitemap, "no_address", sitemap->refused,
         "passed over, since they are no absolute http or https address");
    note(sitemap, "too_many", sitemap->beyond,
         "left out, since a sitemap may have no more than 50000 addresses");
    struct reading *reading = readings_add(out, sitemap->arena, READING_LISTING);
    if (reading) {
        reading->as.listing = sitemap->listing;
    }
    return arena_check(sitemap->arena, diag);
}

/* ---- XML ---- */

static bool is_index(const struct html_node *root) { return html_is(root, "sitemapindex"); }

static bool recognise(const struct document *document) {
    const struct html_node *root = html_root(document->html);
    return html_is(root, "urlset") || is_index(root);
}

/* The next element of that name, from `node` on. */
static const struct html_node *next_named(const struct html_node *node, const char *name) {
    while (node && !html_is(node, name)) {
        node = html_next_sibling(node);
    }
    return node;
}

static size_t count_named(const struct html_node *root, const char *name) {
    size_t count = 0;
    const struct html_node *at = next_named(html_first_child(root), name);
    for (; at; at = next_named(html_next_sibling(at), name)) {
        count++;
    }
    return count;
}

/* As it is written, what cannot be seen included: an address that is mended is another one. */
static struct span chars_of(struct arena *arena, const struct html_node *loc) {
    struct span chars = {NULL, 0};
    const struct html_node *at = html_first_child(loc);
    for (; at; at = html_next_sibling(at)) {
        struct span more = html_chars(at);
        chars = chars.len == 0
                    ? more
                    : span_of(arena_printf(arena, "%.*s%.*s", SPAN_FMT(chars), SPAN_FMT(more)));
    }
    return span_trim(chars);
}

/* Images and the like have a `loc`, too, but deeper: only a child counts. */
static void read_entry(struct sitemap *sitemap, const struct html_node *entry) {
    const struct html_node *loc = next_named(html_first_child(entry), "loc");
    add(sitemap, chars_of(sitemap->arena, loc));
}

static enum err read_xml(struct readings *out, struct arena *arena,
                         const struct document *document, struct diag *diag) {
    const struct html_node *root = html_root(document->html);
    const char *name = is_index(root) ? "sitemap" : "url";
    struct sitemap sitemap =
        sitemap_of(arena, is_index(root) ? LISTING_SITEMAP_INDEX : LISTING_SITEMAP,
                   count_named(root, name));
    const struct html_node *at = next_named(html_first_child(root), name);
    for (; at; at = next_named(html_next_sibling(at), name)) {
        read_entry(&sitemap, at);
    }
    return finish(&sitemap, out, diag);
}

const struct family family_sitemap = {"sitemap", recognise, read_xml};

/* ---- plain text ---- */

static bool next_address(struct span *rest, struct span *line) {
    while (span_next_line(rest, line)) {
        *line = span_trim(*line);
        if (line->len > 0) {
            return true;
        }
    }
    return false;
}

/* How many lines are addresses; 0 where one is anything else. */
static size_t count_lines(struct span text) {
    size_t count = 0;
    struct span line;
    while (next_address(&text, &line)) {
        if (!is_address(line)) {
            return 0;
        }
        count++;
    }
    return count;
}

/* One address alone is something that somebody noted down, no list. */
static bool recognise_text(const struct document *document) {
    return count_lines(document->text) > 1;
}

static enum err read_text(struct readings *out, struct arena *arena,
                          const struct document *document, struct diag *diag) {
    struct sitemap sitemap = sitemap_of(arena, LISTING_SITEMAP, count_lines(document->text));
    struct span rest = document->text;
    struct span line;
    while (next_address(&rest, &line)) {
        add(&sitemap, line);
    }
    return finish(&sitemap, out, diag);
}

const struct family family_sitemap_text = {"sitemap_text", recognise_text, read_text};
