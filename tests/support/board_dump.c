/* tests/support/board_dump.c - every page of a board as a file, for parser fixtures
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/board_dump.h"

#include "tests/support/board_advert.h"
#include "tests/support/board_date.h"
#include "tests/support/board_feed.h"
#include "tests/support/board_listing.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FEED_PAGE = 100 };

struct dump {
    const char *folder;
    struct board_data data;
    struct board_feed_style style;
    int files; /* written so far; -1 after the first failure */
    char *error;
    size_t error_size;
};

static void write_file(struct dump *dump, const char *name, const struct board_text *text) {
    char path[4096];
    if (dump->files < 0)
        return;
    (void)snprintf(path, sizeof path, "%s/%s", dump->folder, name);
    FILE *file = fopen(path, "wb");
    bool good = file != NULL && fwrite(text->data, 1, text->length, file) == text->length;
    if (file != NULL)
        good = fclose(file) == 0 && good;
    if (!good)
        (void)snprintf(dump->error, dump->error_size, "%s: %s", path, strerror(errno));
    dump->files = good ? dump->files + 1 : -1;
}

static void dump_adverts(struct dump *dump, struct board_text *text) {
    for (size_t i = 0; i < dump->data.count; i++) {
        const struct board_vacancy *vacancy = &dump->data.vacancies[i];
        char name[256];
        if (vacancy->appears > dump->data.day)
            continue;
        (void)snprintf(name, sizeof name, "%s.html", vacancy->ref);
        board_text_clear(text);
        board_advert_write(text, &dump->data, vacancy, vacancy->hash);
        write_file(dump, name, text);
    }
}

static size_t count_open(const struct dump *dump) {
    size_t count = 0;
    for (size_t i = 0; i < dump->data.count; i++)
        count += board_data_is_open(&dump->data, &dump->data.vacancies[i]);
    return count;
}

static void dump_lists(struct dump *dump, struct board_text *text, bool feed) {
    size_t limit = feed ? FEED_PAGE : BOARD_LISTING_PAGE;
    size_t pages = (count_open(dump) + limit - 1) / limit;
    for (size_t page = 1; page <= pages; page++) {
        struct board_query query = {
            .sort = "publicationDateDesc", .page = (long)page, .limit = (long)limit};
        char name[64];
        (void)snprintf(name, sizeof name, feed ? "feed-%zu.xml" : "results-%zu.html", page);
        board_text_clear(text);
        if (feed)
            board_feed_write(text, &dump->data, &query, &dump->style);
        else
            board_listing_write(text, &dump->data, &query);
        write_file(dump, name, text);
    }
}

static void dump_all(struct dump *dump) {
    struct board_text text;
    board_text_init(&text);
    dump_adverts(dump, &text);
    dump_lists(dump, &text, true);
    dump_lists(dump, &text, false);
    board_text_fini(&text);
}

int board_dump_write(const char *folder, const struct board_options *options, int day,
                     char *error, size_t error_size) {
    long today = board_date_today();
    struct dump dump = {.folder = folder, .error = error, .error_size = error_size};
    dump.style.totals_first = options->totals_first;
    dump.style.url_base =
        options->url_base != NULL ? options->url_base : "https://beta.jobs.nhs.uk";
    if (options->today != NULL && !board_date_parse(&today, options->today)) {
        (void)snprintf(error, error_size, "%s: not a date (YYYY-MM-DD)", options->today);
        return -1;
    }
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
        (void)snprintf(error, error_size, "%s: %s", folder, strerror(errno));
        return -1;
    }
    if (!board_data_load(&dump.data, options->data_dir, today, error, error_size))
        return -1;
    board_data_set_day(&dump.data, day);
    dump_all(&dump);
    board_data_free(&dump.data);
    return dump.files;
}
