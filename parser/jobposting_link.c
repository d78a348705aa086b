/* parser/jobposting_link.c - a posting's address, the site's id, the employer's reference
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "parser/jobposting.h"
#include "parser/nhsjobs_link.h"

/* Shorter, digits may be anything: a year, a page's number. */
enum { ID_DIGITS_LEAST = 5, ID_LENGTH_MAX = 64 };

/* The parts of an address, borrowed from it. */
struct link {
    struct span front; /* up to the query or the fragment */
    struct span query; /* without the question mark */
};

static struct link link_of(const char *address) {
    struct span text = span_of(address);
    text = span_part(text, 0, span_find(text, SPAN("#"), 0));
    size_t query = span_find(text, SPAN("?"), 0);
    bool has_query = query != SIZE_MAX;
    return (struct link){span_part(text, 0, query), has_query
                                                        ? span_part(text, query + 1, SIZE_MAX)
                                                        : (struct span){NULL, 0}};
}

/* The longest run of digits in the last part of the path: "-v7420519", "12345-ward-clerk". */
static struct span number_in_path(struct span front) {
    struct span best = {NULL, 0};
    struct span last = front;
    while (last.len > 0 && last.at[last.len - 1] == '/') {
        last.len--;
    }
    for (size_t at; (at = span_find(last, SPAN("/"), 0)) != SIZE_MAX;) {
        last = span_part(last, at + 1, SIZE_MAX);
    }
    for (size_t at = 0; at < last.len; at++) {
        size_t end = at;
        while (end < last.len && ascii_is_digit(last.at[end])) {
            end++;
        }
        best = end - at > best.len ? span_part(last, at, end - at) : best;
        at = end > at ? end - 1 : at;
    }
    return best.len >= ID_DIGITS_LEAST ? best : (struct span){NULL, 0};
}

static bool is_plain_id(struct span value) {
    bool digit = false;
    for (size_t i = 0; i < value.len; i++) {
        digit = digit || ascii_is_digit(value.at[i]);
        if (!ascii_is_alnum(value.at[i]) && value.at[i] != '-' && value.at[i] != '_') {
            return false;
        }
    }
    return digit && value.len <= ID_LENGTH_MAX;
}

/* The parameter that carries the advert's id ("JobId=1234"), whole. */
static struct span id_parameter(struct span query) {
    struct span rest = query;
    struct span each;
    while (span_next_piece(&rest, '&', &each)) {
        size_t equals = span_find(each, SPAN("="), 0);
        struct span name = span_part(each, 0, equals);
        size_t tail = name.len > 2 ? name.len - 2 : 0;
        struct span value =
            equals == SIZE_MAX ? (struct span){NULL, 0} : span_part(each, equals + 1, SIZE_MAX);
        if (span_is_nocase(span_part(name, tail, 2), "id") && value.len > 0 &&
            is_plain_id(value)) {
            return each;
        }
    }
    return (struct span){NULL, 0};
}

/* The posting's address: its own, on the page's site where it is only a path, else the page's.
 * Of a saved page it may stay a path. */
static const char *address_of(const struct posting *posting) {
    const char *page = nhsjobs_link_of_page(posting->page);
    const char *own = posting_line(posting, "url|mainEntityOfPage.url");
    struct span site = nhsjobs_link_site(page);
    if (own && (nhsjobs_link_site(own).len > 0 || (own[0] == '/' && site.len == 0))) {
        return own;
    }
    if (own && own[0] == '/') {
        return arena_printf(posting->arena, "%.*s%s", SPAN_FMT(site), own);
    }
    return site.len > 0 ? page : NULL;
}

/* ---- the id ---- */

/* "C9380-25-0471" of an advert of NHS Jobs. */
static struct span nhsjobs_id(struct span front) {
    size_t at = span_find_nocase(front, SPAN("/candidate/jobadvert/"), 0);
    struct span tail = span_part(front, at, SIZE_MAX);
    return at == SIZE_MAX ? (struct span){NULL, 0} : nhsjobs_link_ref(tail.at);
}

/* "7420519" of Trac's "-v7420519" at the end of a path, on whatever site it is shown. */
static struct span trac_id(struct span front) {
    enum { DIGITS_MIN = 6, DIGITS_MAX = 8 };
    while (span_ends(front, "/")) {
        front.len--;
    }
    size_t at = front.len;
    while (at > 0 && ascii_is_digit(front.at[at - 1])) {
        at--;
    }
    size_t digits = front.len - at;
    bool is = digits >= DIGITS_MIN && digits <= DIGITS_MAX &&
              span_ends(span_part(front, 0, at), "-v");
    return is ? span_part(front, at, SIZE_MAX) : (struct span){NULL, 0};
}

/* Adverts of other sites have no id: nothing tells which part of an address is one. */
static void take_address(const struct posting *posting, const char *address) {
    struct vacancy *vacancy = posting->vacancy;
    struct link link = link_of(address);
    struct span id = nhsjobs_id(link.front);
    id = id.len > 0 ? id : trac_id(link.front);
    vacancy->id = id.len > 0 ? arena_copy(posting->arena, id) : NULL;
    bool in_path = id.len > 0 || number_in_path(link.front).len > 0;
    struct span parameter = in_path ? (struct span){NULL, 0} : id_parameter(link.query);
    const char *url = arena_printf(posting->arena, "%.*s%s%.*s", SPAN_FMT(link.front),
                                   parameter.len > 0 ? "?" : "", SPAN_FMT(parameter));
    vacancy->url = address[0] == '/' ? NULL : url; /* a path alone leads nowhere */
}

void jobposting_link(const struct posting *posting) {
    const char *address = address_of(posting);
    posting->vacancy->reference = posting_line(posting, "identifier.value");
    if (address) {
        take_address(posting, address);
    }
}
