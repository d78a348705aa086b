/* tests/unit/cli/manual.c - the manual page names what the tables hold
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cli/command.h"

enum { PAGE_CAP = 1000000 };

static void read_manual(struct buf *page) {
    const char *root = getenv("SHORTLIST_ROOT");
    struct diag diag = {0};
    struct buf path;
    buf_init(&path, PAGE_CAP);
    buf_init(page, PAGE_CAP);
    buf_printf(&path, "%s/docs/shortlist.1", root ? root : ".");
    cr_assert_eq(file_read(page, buf_text(&path), &diag), ERR_NONE, "%s", diag.text);
    buf_fini(&path);
}

/* Is there a line that begins with `start` and goes on, if at all, behind a space? */
static bool has_line(const struct buf *page, const char *start) {
    struct span rest = buf_span(page);
    struct span line;
    size_t len = strlen(start);
    while (span_next_line(&rest, &line)) {
        if (span_starts(line, start) && (line.len == len || line.at[len] == ' ')) {
            return true;
        }
    }
    return false;
}

Test(manual, names_every_command) {
    struct buf page;
    read_manual(&page);
    for (size_t i = 0; i < command_count; i++) {
        char start[80];
        (void)snprintf(start, sizeof start, ".It Cm %s", commands[i].name);
        cr_expect(has_line(&page, start), "no `%s' in docs/shortlist.1", start);
    }
    buf_fini(&page);
}

Test(manual, names_every_option) {
    struct buf page;
    read_manual(&page);
    for (int id = 0; id < OPTION_COUNT; id++) {
        char start[80];
        (void)snprintf(start, sizeof start, ".It Fl \\-%s",
                       options_row((enum option_id)id)->name);
        cr_expect(has_line(&page, start), "no `%s' in docs/shortlist.1", start);
    }
    buf_fini(&page);
}

/* The line behind ".It Fl \-NAME": its commands in the manual, "" where there is none. */
static struct span commands_line(const struct buf *page, const char *name) {
    struct span rest = buf_span(page);
    struct span line;
    char start[80];
    (void)snprintf(start, sizeof start, ".It Fl \\-%s", name);
    while (span_next_line(&rest, &line)) {
        const size_t len = strlen(start);
        if (span_starts(line, start) && (line.len == len || line.at[len] == ' ')) {
            return span_next_line(&rest, &line) ? line : (struct span){"", 0};
        }
    }
    return (struct span){"", 0};
}

/* Is the command among ".Pq Cm match , pay tables"? */
static bool names_command(struct span line, const char *name) {
    struct span rest = span_part(line, strlen(".Pq Cm"), SIZE_MAX);
    for (struct span word; span_next_piece(&rest, ' ', &word);) {
        if (span_is(word, name)) {
            return true;
        }
    }
    return false;
}

Test(manual, says_with_which_commands_an_option_goes) {
    struct buf page;
    read_manual(&page);
    for (int id = 0; id < OPTION_COUNT; id++) {
        const char *option = options_row((enum option_id)id)->name;
        const struct span line = commands_line(&page, option);
        if (OPTIONS_GLOBAL & OPTION_BIT(id)) {
            continue;
        }
        cr_expect(span_starts(line, ".Pq Cm "), "--%s: %.*s", option, SPAN_FMT(line));
        for (size_t i = 0; i < command_count; i++) {
            const bool takes = commands[i].options & OPTION_BIT(id);
            cr_expect_eq(names_command(line, commands[i].name), takes,
                         "--%s and %s: the manual says otherwise: %.*s", option,
                         commands[i].name, SPAN_FMT(line));
        }
    }
    buf_fini(&page);
}

Test(manual, every_option_belongs_to_a_command) {
    uint64_t used = OPTIONS_GLOBAL;
    for (size_t i = 0; i < command_count; i++) {
        cr_expect_eq(commands[i].options & OPTIONS_GLOBAL, UINT64_C(0), "%s", commands[i].name);
        used |= commands[i].options;
    }
    cr_expect_eq(used, OPTION_BIT(OPTION_COUNT) - 1);
}

Test(command, names_are_found_and_guessed) {
    cr_assert_neq(command_find("crawl"), NULL);
    cr_expect_str_eq(command_find("crawl")->name, "crawl");
    cr_expect_eq(command_find("crawler"), NULL);
    cr_expect_str_eq(command_nearest("serach"), "search");
    cr_expect_eq(command_nearest("zzzzzzzz"), NULL);
}
