/* parser/nhsjobs_link.c - addresses of NHS Jobs adverts
 * SPDX-License-Identifier: MIT
 */
#include "parser/nhsjobs_link.h"

#include <string.h>

#include "base/utf8.h"

/* References are letters, digits and hyphens in every sighting; the rest is for safety. */
static bool is_ref_byte(char c) {
    return ascii_is_alnum(c) || (c != '\0' && strchr("-_.~", c));
}

struct span nhsjobs_link_ref(const char *address) {
    struct span rest = span_of(address);
    size_t at = span_find_nocase(rest, SPAN("jobadvert"), 0);
    if (at == SIZE_MAX) {
        return (struct span){NULL, 0};
    }
    rest = span_part(rest, at + 9, SIZE_MAX);
    size_t slash = span_starts(rest, "/") ? 1 : span_starts_nocase(rest, "%2F") ? 3 : 0;
    rest = span_part(rest, slash, SIZE_MAX);
    size_t len = 0;
    bool digit = false; /* every reference has one; "document" is a step of the site's */
    while (slash > 0 && len < rest.len && is_ref_byte(rest.at[len])) {
        digit = digit || ascii_is_digit(rest.at[len]);
        len++;
    }
    return span_part(rest, 0, digit ? len : 0);
}

static bool is_host_byte(char c) {
    return ascii_is_alnum(c) || (c != '\0' && strchr("-._:[]", c));
}

/* Bytes of scheme and host, 0 where there are none. */
static size_t site_len(struct span address) {
    static const char *const schemes[] = {"https://", "http://"};
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        size_t at = strlen(schemes[i]);
        if (span_starts_nocase(address, schemes[i])) {
            while (at < address.len && is_host_byte(address.at[at])) {
                at++;
            }
            return at;
        }
    }
    return 0;
}

struct span nhsjobs_link_site(const char *address) {
    struct span span = span_of(address);
    return span_part(span, 0, site_len(span));
}

struct span nhsjobs_link_path(const char *address) {
    struct span span = span_of(address);
    span = span_part(span, site_len(span), SIZE_MAX);
    size_t hash = span_find(span, SPAN("#"), 0);
    return hash == SIZE_MAX ? span : span_part(span, 0, hash);
}

const char *nhsjobs_link_clean(struct arena *arena, const char *address) {
    struct span span = span_trim(span_of(address));
    for (size_t at = 0; at < span.len;) {
        uint32_t code = utf8_next(span, &at);
        if (utf8_is_space(code) || utf8_is_control(code)) {
            return NULL;
        }
    }
    return address ? arena_copy(arena, span) : NULL;
}

/* The part of the page's own path that a link without a path stands behind. */
static struct span path_before(const struct page *page, bool query) {
    struct span own = nhsjobs_link_path(nhsjobs_link_of_page(page));
    own = span_part(own, 0, span_find(own, SPAN("?"), 0));
    while (!query && own.len > 0 && own.at[own.len - 1] != '/') {
        own.len--;
    }
    return own;
}

const char *nhsjobs_link_next(struct arena *arena, const char *target,
                              const struct page *page) {
    const char *clean = nhsjobs_link_clean(arena, target);
    struct span path = nhsjobs_link_path(clean);
    if (span_starts(path, "/")) {
        return arena_copy(arena, path);
    }
    bool query = span_starts(path, "?");
    struct span before = path_before(page, query);
    bool scheme = span_find(path, SPAN(":"), 0) < span_find(path, SPAN("?"), 0);
    if (path.len == 0 || scheme || (before.len == 0 && !query)) {
        return NULL;
    }
    return arena_printf(arena, "%.*s%.*s", SPAN_FMT(before), SPAN_FMT(path));
}

int nhsjobs_link_number(const char *address, const char *name) {
    struct span rest = nhsjobs_link_path(address);
    size_t query = span_find(rest, SPAN("?"), 0);
    rest = query == SIZE_MAX ? (struct span){NULL, 0} : span_part(rest, query + 1, SIZE_MAX);
    struct span piece;
    size_t len = strlen(name);
    while (span_next_piece(&rest, '&', &piece)) {
        uint64_t number;
        if (span_starts(piece, name) && len < piece.len && piece.at[len] == '=' &&
            span_number(span_part(piece, len + 1, SIZE_MAX), 1000000, &number)) {
            return (int)number;
        }
    }
    return 0;
}

const char *nhsjobs_link_of_page(const struct page *page) {
    return page->final_url ? page->final_url : page->url;
}

char *nhsjobs_link_write(struct arena *arena, struct span site, struct span ref) {
    if (ref.len == 0) {
        return NULL;
    }
    struct span host = site.len > 0 ? site : SPAN(NHSJOBS_SITE);
    return arena_printf(arena, "%.*s/candidate/jobadvert/%.*s", SPAN_FMT(host), SPAN_FMT(ref));
}
