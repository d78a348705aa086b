/* tests/unit/cli/config.c - tests of cli/config and cli/paths
 * SPDX-License-Identifier: MIT
 */
#include "cli/config.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "cli/paths.h"

Test(config, the_heading_may_be_left_out) {
    static const char *const contents[] = {
        "contact = you@example.org\n",
        "[crawl]\ncontact = you@example.org ; mine\n",
        "; a comment\n[Crawl]\nContact=you@example.org",
    };
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
        struct config config = {0};
        struct diag diag = {0};
        struct arena arena;
        arena_init(&arena, ARENA_PAGE_CAP);
        cr_expect_eq(config_parse(&config, &arena, "c.ini", span_of(contents[i]), &diag),
                     ERR_NONE, "%s", diag.text);
        cr_assert_neq(config.contact, NULL);
        cr_expect_str_eq(config.contact, "you@example.org");
        arena_fini(&arena);
    }
}

Test(config, a_daily_cap_may_be_set) {
    struct config config = {0};
    struct diag diag = {0};
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    cr_expect_eq(config_parse(&config, &arena, "c.ini",
                              SPAN("contact = a@b.net\ndaily_cap = 500\n"), &diag),
                 ERR_NONE, "%s", diag.text);
    cr_expect_eq(config.daily_cap, 500);
    arena_fini(&arena);
}

Test(config, mistakes_are_told_with_file_and_line) {
    static const struct {
        const char *content;
        const char *message;
    } rows[] = {
        {"contcat = a@b", "c.ini:1: unknown key \"contcat\"; did you mean contact?"},
        {"\ncolour = red", "c.ini:2: unknown key \"colour\"; expected contact or daily_cap"},
        {"[crawler]\n", "c.ini:1: unknown heading [crawler]; did you mean [crawl]?"},
        {"[mail]\n", "c.ini:1: unknown heading [mail]; expected [crawl]"},
        {"contact = me", "c.ini:1: contact is \"me\"; expected an e-mail address or an https "
                         "address"},
        {"contact = http://example.org",
         "c.ini:1: contact is \"http://example.org\"; expected an e-mail address or an https "
         "address"},
        {"contact = a@b (c)",
         "c.ini:1: contact is \"a@b (c)\"; expected an e-mail address or an "
         "https address"},
        {"daily_cap = 0", "c.ini:1: daily_cap is \"0\"; expected a number from 1 to 1000000"},
        {"contact = a@b\ndaily_cap = many",
         "c.ini:2: daily_cap is \"many\"; expected a number from 1 to 1000000"},
        {"daily-cap = 5", "c.ini:1: unknown key \"daily-cap\"; did you mean daily_cap?"},
        {"contact =",
         "c.ini:1: contact is \"\"; expected an e-mail address or an https address"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct config config = {"untouched", 7};
        struct diag diag = {0};
        struct arena arena;
        arena_init(&arena, ARENA_PAGE_CAP);
        cr_expect_eq(config_parse(&config, &arena, "c.ini", span_of(rows[i].content), &diag),
                     ERR_INPUT);
        cr_expect_str_eq(diag.text, rows[i].message, "%s, expected %s", diag.text,
                         rows[i].message);
        cr_expect_str_eq(config.contact, "untouched");
        cr_expect_eq(config.daily_cap, 7);
        arena_fini(&arena);
    }
}

Test(config, no_file_is_an_empty_configuration) {
    struct config config = {"something", 7};
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    cr_expect_eq(config_read(&config, &arena, NULL, NULL), ERR_NONE);
    cr_expect_eq(config.contact, NULL);
    cr_expect_eq(config.daily_cap, 0);
    config.contact = "something";
    cr_expect_eq(config_read(&config, &arena, "/nonexistent/config.ini", NULL), ERR_NONE);
    cr_expect_eq(config.contact, NULL);
    arena_fini(&arena);
}

Test(paths, follow_the_base_directory_specification) {
    const char *path = NULL;
    struct diag diag = {0};
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    (void)setenv("HOME", "/home/x", 1);
    (void)setenv("XDG_DATA_HOME", "/data", 1);
    cr_expect_eq(paths_database(&path, &arena, &diag), ERR_NONE);
    cr_expect_str_eq(path, "/data/shortlist/shortlist.db");
    (void)setenv("XDG_DATA_HOME", "relative", 1);
    cr_expect_eq(paths_database(&path, &arena, &diag), ERR_NONE);
    cr_expect_str_eq(path, "/home/x/.local/share/shortlist/shortlist.db");
    (void)unsetenv("XDG_CONFIG_HOME");
    cr_expect_eq(paths_config(&path, &arena, &diag), ERR_NONE);
    cr_expect_str_eq(path, "/home/x/.config/shortlist/config.ini");
    (void)unsetenv("HOME");
    cr_expect_eq(paths_config(&path, &arena, &diag), ERR_NONE);
    cr_expect_eq(path, NULL);
    cr_expect_eq(paths_database(&path, &arena, &diag), ERR_USAGE);
    arena_fini(&arena);
}
