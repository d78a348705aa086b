/* tests/support/board_route.c - which page answers which address
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/board_route.h"

#include "tests/support/board_advert.h"
#include "tests/support/board_listing.h"
#include "tests/support/board_notices.h"
#include "tests/support/board_reply.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char advert_prefix[] = "/candidate/jobadvert/";
static const char apply_suffix[] = "/ats-direct-apply";

/* The real site has no robots.txt (fault "html_robots" shows what it answers). */
static void answer_robots(struct board_reply *reply, struct board_site *site,
                          const struct board_call *call) {
    (void)site;
    (void)call;
    reply->type = "text/plain";
    board_text_add(&reply->body, "User-agent: *\nDisallow: /candidate/auth/\nAllow: /\n");
}

static void answer_feed(struct board_reply *reply, struct board_site *site,
                        const struct board_call *call) {
    reply->type = "application/xml;charset=UTF-8";
    board_feed_write(&reply->body, &site->data, &call->query, &site->style);
}

static void answer_listing(struct board_reply *reply, struct board_site *site,
                           const struct board_call *call) {
    if (call->repeated_band) {
        reply->status = 400;
        board_notices_write_error(&reply->body, "Bad request", "One pay band list, please.");
        return;
    }
    board_listing_write(&reply->body, &site->data, &call->query);
}

static void answer_login(struct board_reply *reply, struct board_site *site,
                         const struct board_call *call) {
    (void)site;
    (void)call;
    board_notices_write_login(&reply->body);
}

/* The tag follows the advert, not the page: a page with a fresh token is the same page. */
static void set_validators(struct board_reply *reply, const struct board_data *data,
                           const struct board_vacancy *vacancy) {
    char *words = json_dumps(vacancy->now, JSON_COMPACT | JSON_SORT_KEYS);
    unsigned long long hash = 14695981039346656037ull; /* FNV-1a, 64 bits */
    if (words == NULL)
        abort();
    for (const char *at = words; *at != '\0'; at++)
        hash = (hash ^ (unsigned char)*at) * 1099511628211ull;
    free(words);
    bool open = board_data_is_open(data, vacancy);
    (void)snprintf(reply->etag, sizeof reply->etag, "W/\"%016llx%s\"", hash, open ? "" : "-c");
    int day = vacancy->changed > 0 ? vacancy->changed : vacancy->posted;
    if (!open && !vacancy->withdrawn)
        day = vacancy->closes + 1;
    board_date_write_http(reply->modified, data->today + day);
}

void board_route_answer_advert(struct board_reply *reply, struct board_site *site,
                               const struct board_vacancy *vacancy) {
    unsigned token = vacancy->hash;
    site->answers++;
    if (site->fresh_tokens)
        token ^= site->answers * 2654435761u;
    board_advert_write(&reply->body, &site->data, vacancy, token);
    set_validators(reply, &site->data, vacancy);
}

static void answer_advert(struct board_reply *reply, struct board_site *site,
                          const struct board_call *call) {
    char ref[128];
    (void)snprintf(ref, sizeof ref, "%s", call->path + strlen(advert_prefix));
    char *apply = strstr(ref, apply_suffix);
    bool leaving = apply != NULL && strcmp(apply, apply_suffix) == 0;
    if (leaving)
        *apply = '\0';
    const struct board_vacancy *vacancy = board_data_find(&site->data, ref);
    if (vacancy == NULL)
        board_notices_write_service_domain(&reply->body);
    else if (leaving)
        board_notices_write_leaving(&reply->body, ref);
    else
        board_route_answer_advert(reply, site, vacancy);
}

/* ---- pages by hand ---- */

static struct board_own_page *find_own(struct board_site *site, const char *address) {
    for (size_t i = 0; i < site->page_count; i++) {
        if (strcmp(site->pages[i].address, address) == 0)
            return &site->pages[i];
    }
    return NULL;
}

void board_route_set_page(struct board_site *site, const char *address, const char *type,
                          const char *body) {
    struct board_own_page *page = find_own(site, address);
    if (page == NULL) {
        struct board_own_page *grown =
            realloc(site->pages, (site->page_count + 1) * sizeof *grown);
        if (grown == NULL)
            abort();
        site->pages = grown;
        page = &site->pages[site->page_count++];
        *page = (struct board_own_page){.body = NULL};
        (void)snprintf(page->address, sizeof page->address, "%s", address);
    }
    free(page->body);
    page->type = type;
    page->body = strdup(body);
    if (page->body == NULL)
        abort();
}

void board_route_free_pages(struct board_site *site) {
    for (size_t i = 0; i < site->page_count; i++)
        free(site->pages[i].body);
    free(site->pages);
    site->pages = NULL;
    site->page_count = 0;
}

/* One with the whole query goes before one for all queries. */
static bool answer_by_hand(struct board_reply *reply, struct board_site *site,
                           const struct board_call *call) {
    char whole[512];
    (void)snprintf(whole, sizeof whole, "%s?%s", call->path,
                   call->search != NULL ? call->search : "");
    struct board_own_page *page = find_own(site, whole);
    if (page == NULL)
        page = find_own(site, call->path);
    if (page == NULL)
        return false;
    reply->type = page->type;
    board_text_add(&reply->body, page->body);
    return true;
}

struct route {
    const char *path;
    bool is_prefix;
    void (*answer)(struct board_reply *, struct board_site *, const struct board_call *);
};

static const struct route routes[] = {
    {"/robots.txt", false, answer_robots},
    {"/api/v1/search_xml", false, answer_feed},
    {"/candidate/search/results", false, answer_listing},
    {advert_prefix, true, answer_advert},
    {"/candidate/auth/login", false, answer_login},
};

void board_route_answer(struct board_reply *reply, struct board_site *site,
                        const struct board_call *call) {
    if (answer_by_hand(reply, site, call))
        return;
    for (size_t i = 0; i < sizeof routes / sizeof routes[0]; i++) {
        const struct route *route = &routes[i];
        bool fits = route->is_prefix
                        ? strncmp(call->path, route->path, strlen(route->path)) == 0
                        : strcmp(call->path, route->path) == 0;
        if (fits) {
            route->answer(reply, site, call);
            return;
        }
    }
    board_notices_write_service_domain(&reply->body);
}
