/* tests/unit/pipeline/crawl_address.c - addresses, sitemaps and the lists of other boards
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/place.h"
#include "tests/unit/pipeline/crawl_scene.h"

static void start(void) { scene_start(0); }

TestSuite(crawl_address, .init = start, .fini = scene_stop);

static const char *texts[16];
static char storage[16][128];

/* @param paths ends with NULL */
static void name_addresses(const char *const *paths) {
    scene.options.from = CRAWL_FROM_ADDRESSES;
    scene.options.addresses = (struct strings){texts, 0};
    for (size_t i = 0; paths[i]; i++) {
        snprintf(storage[i], sizeof storage[i], "%s%s", scene.origin, paths[i]);
        texts[i] = storage[i];
        scene.options.addresses.count++;
    }
}

static void set_page(const char *address, const char *type, const char *file) {
    size_t size = 0;
    char *body = run_read(place_of(file), &size);

    board_set_page(scene.board, address, type, body);
    free(body);
}

/* ---- addresses ---- */

Test(crawl_address, a_boards_advert_is_the_boards) {
    static const char *const paths[] = {ADVERTS ONE "?keyword=x", NULL};

    name_addresses(paths);
    scene_crawl_well();
    cr_expect_eq(board_request_count(scene.board, FEED), 0, "no list is read");
    cr_expect_eq(scene.counts.fresh, 1, "%s", scene.said);
    cr_expect_eq(
        scene_ask("SELECT count(*) FROM vacancy WHERE key = '" ONE "' AND source = 'nhsjobs'"),
        1);
    scene.options.from = CRAWL_FROM_LIST;
    board_clear_requests(scene.board);
    scene_crawl_well();
    cr_expect_eq(scene_ask("SELECT count(*) FROM vacancy WHERE id = '" ONE "'"), 1,
                 "the address and the line are one advert");
}

Test(crawl_address, another_adverts_page_is_not_taken) {
    static const char *const paths[] = {ADVERTS ONE, NULL};

    name_addresses(paths);
    board_set_fault(scene.board, ADVERTS ONE, "wrong_advert");
    scene_crawl_well();
    cr_expect_eq(scene.counts.refused, 1, "%s", scene.said);
    cr_expect_eq(scene.counts.fresh, 0);
}

Test(crawl_address, an_employers_page_names_itself) {
    static const char *const paths[] = {"/vacancies/recovery-worker", NULL};

    name_addresses(paths);
    scene.options.board = NULL;
    scene.options.source = NULL;
    set_page("/vacancies/recovery-worker", "text/html", "fixtures/pages/jobposting/whole.html");
    scene_crawl_well();
    cr_expect_eq(scene.counts.fresh, 1, "%s", scene.said);
    cr_expect_eq(scene_ask("SELECT count(*) FROM vacancy"), 1);
    cr_expect_eq(scene.counts.waiting, 0);
}

Test(crawl_address, several_adverts_on_a_page_are_several) {
    static const char *const paths[] = {"/vacancies", NULL};

    name_addresses(paths);
    scene.options.board = NULL;
    scene.options.source = NULL;
    set_page("/vacancies", "text/html", "fixtures/pages/jobposting/several.html");
    scene_crawl_well();
    cr_expect_gt(scene_ask("SELECT count(*) FROM vacancy"), 1, "%s", scene.said);
}

Test(crawl_address, an_address_named_again_is_looked_at_again) {
    static const char *const paths[] = {ADVERTS ONE, NULL};

    name_addresses(paths);
    scene_crawl_well();
    scene_crawl_well();
    cr_expect_eq(board_request_count(scene.board, ADVERTS ONE), 2);
    cr_expect_eq(scene.counts.same, 1);
}

Test(crawl_address, one_crawl_is_of_one_host) {
    static const char *const paths[] = {ADVERTS ONE, NULL};

    name_addresses(paths);
    texts[1] = "https://www.example.org/x";
    scene.options.addresses.count = 2;
    cr_expect_eq(scene_crawl(), ERR_USAGE);
    cr_expect_eq(board_request_count(scene.board, ""), 0);
}

Test(crawl_address, adverts_of_a_board_are_not_asked_for_elsewhere) {
    static const char *const paths[] = {"/vacancies/recovery-worker", NULL};

    scene.options.budget = 3;
    scene_crawl_well(); /* the board's adverts wait now, by their paths */
    cr_assert_gt(scene.counts.waiting, 100);
    scene.options.budget = 0;
    name_addresses(paths);
    scene.options.board = NULL; /* the same host, but not known as the board's */
    set_page("/vacancies/recovery-worker", "text/html", "fixtures/pages/jobposting/whole.html");
    board_clear_requests(scene.board);
    scene_crawl_well();
    cr_expect_eq(board_request_count(scene.board, ADVERTS), 0);
    cr_expect_eq(scene.counts.fresh, 1, "%s", scene.said);
}

/* ---- sitemaps ---- */

static void set_sitemaps(void) {
    char index[512];
    char map[1024];

    snprintf(index, sizeof index,
             "<?xml version=\"1.0\"?><sitemapindex><sitemap><loc>%s/map-1.xml</loc></sitemap>"
             "<sitemap><loc>%s/sitemap.xml</loc></sitemap></sitemapindex>",
             scene.origin, scene.origin);
    snprintf(map, sizeof map,
             "<?xml version=\"1.0\"?><urlset><url><loc>%s" ADVERTS ONE "</loc></url>"
             "<url><loc>%s/vacancies/recovery-worker</loc></url>"
             "<url><loc>https://elsewhere.example.org/x</loc></url></urlset>",
             scene.origin, scene.origin);
    board_set_page(scene.board, "/sitemap.xml", "application/xml", index);
    board_set_page(scene.board, "/map-1.xml", "application/xml", map);
    set_page("/vacancies/recovery-worker", "text/html", "fixtures/pages/jobposting/whole.html");
}

static char sitemap[128];

static void name_sitemap(void) {
    snprintf(sitemap, sizeof sitemap, "%s/sitemap.xml", scene.origin);
    scene.options.from = CRAWL_FROM_ADDRESSES;
    scene.options.sitemap = sitemap;
}

Test(crawl_address, a_sitemap_and_those_it_names_are_read) {
    set_sitemaps();
    name_sitemap();
    scene_crawl_well();
    cr_expect_eq(board_request_count(scene.board, "/sitemap.xml"), 1, "it names itself");
    cr_expect_eq(scene.counts.fresh, 2, "%s", scene.said);
    cr_expect_not_null(strstr(scene.said, "1 addresses"), "%s", scene.said);
    board_clear_requests(scene.board);
    scene_crawl_well();
    cr_expect_eq(board_request_count(scene.board, ADVERTS), 0,
                 "what is known is not asked for");
}

Test(crawl_address, what_is_no_sitemap_is_said_so) {
    name_sitemap();
    board_set_fault(scene.board, "/sitemap.xml", "login");
    cr_expect_eq(scene_crawl(), ERR_NETWORK);
    cr_expect_not_null(strstr(scene.diag.text, "no sitemap"), "%s", scene.diag.text);
}

/* ---- other boards ---- */

Test(crawl_address, reads_the_lists_of_other_boards) {
    static const struct {
        const char *name;
        const char *path;
        const char *file;
    } rows[] = {
        {"trac", "/job_list", "fixtures/pages/trac/list.html"},
        {"findajob", "/search", "fixtures/pages/findajob/list.html"},
        {"hscni", "/Search", "fixtures/pages/hscni/list.html"},
        {"jobtrain", "/Home/_JobCard", "fixtures/pages/jobtrain/fragment.html"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        scene.options.source = sources_find(rows[i].name);
        cr_assert_not_null(scene.options.source, "%s", rows[i].name);
        set_page(rows[i].path, "text/html", rows[i].file);
        board_clear_requests(scene.board);
        (void)scene_crawl(); /* their adverts are not there: "Service Domain Information" */
        cr_expect_gt(scene.counts.listed, 0, "%s: %s %s", rows[i].name, scene.diag.text,
                     scene.said);
        cr_expect_leq(board_request_count(scene.board, rows[i].path), 4,
                      "%s: a page that is always the same was asked for %zu times",
                      rows[i].name, board_request_count(scene.board, rows[i].path));
        cr_expect_eq(scene_ask("SELECT count(*) FROM queue WHERE why = 'gone'"), 0, "%s",
                     rows[i].name);
    }
}
