/* cli/command_export.c - shortlist export
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "cli/command.h"
#include "cli/database.h"
#include "cli/signals.h"
#include "cli/sink.h"
#include "cli/version.h"
#include "report/json_part.h"
#include "report/say.h"
#include "report/warc.h"

#define SOFTWARE "shortlist/" SHORTLIST_VERSION

/* A page of at most PAGE_SIZE_MAX and its headers. */
#define RECORD_CAP (PAGE_SIZE_MAX + (size_t)1024 * 1024)

/* An archive being written. */
struct writing {
    struct context *context;
    struct store *store;
    struct sink sink;
    int64_t pages;
    int64_t left_out; /* without an address that an archive can hold */
};

static enum err put_info(struct writing *writing, struct diag *diag) {
    struct buf record;
    buf_init(&record, RECORD_CAP);
    warc_info(&record, SOFTWARE, clock_now(&writing->context->clock));
    enum err err = sink_put(&writing->sink, &record, diag);
    buf_fini(&record);
    return err;
}

static enum err put_page(struct writing *writing, const struct page *page, struct diag *diag) {
    struct buf record;
    enum err err = ERR_NONE;
    buf_init(&record, RECORD_CAP);
    if (warc_page(&record, page)) {
        err = sink_put(&writing->sink, &record, diag);
        writing->pages += !err;
    } else {
        writing->left_out++;
    }
    buf_fini(&record);
    return err;
}

static enum err put_pages(struct writing *writing, struct diag *diag) {
    struct listener listener = console_listener(&writing->context->console);
    int64_t row = 0;
    bool found = true;
    enum err err = ERR_NONE;
    while (!err && found && !sink_is_closed(&writing->sink)) {
        struct page page = {0};
        struct arena arena;
        if (*signals_wishes() > 0) {
            return diag_set(diag, ERR_INTERRUPTED, "interrupted: %s was not written",
                            writing->sink.path);
        }
        arena_init(&arena, ARENA_PAGE_CAP);
        err = store_archive_next(writing->store, &arena, row, &row, &page, &found, diag);
        if (!err && found) {
            listener_progress(&listener, "pages", writing->pages, 0);
            err = put_page(writing, &page, diag);
        }
        arena_fini(&arena);
    }
    return err;
}

/* What was done, on standard error where the archive itself is on standard output. */
static enum err tell(const struct writing *writing, struct diag *diag) {
    struct context *context = writing->context;
    bool is_out = strcmp(writing->sink.path, "-") == 0;
    struct buf words;
    if (context->settings.json && !is_out) {
        struct json *object = json_new_object();
        json_set(object, "schema", json_text("shortlist.export/1"));
        json_set(object, "file", json_part_bytes(writing->sink.path));
        json_set(object, "pages", json_int(writing->pages));
        json_set(object, "left_out", json_int(writing->left_out));
        json_set(object, "bytes", json_int(writing->sink.bytes));
        return console_json(&context->console, object, diag);
    }
    buf_init(&words, RECORD_CAP);
    say_count(&words, writing->pages, "page", "pages");
    buf_put_text(&words, ", ");
    say_bytes(&words, writing->sink.bytes);
    buf_printf(&words, ", written to %s", is_out ? "standard output" : writing->sink.path);
    if (writing->left_out > 0) {
        buf_put_text(&words, "; left out, for want of an address: ");
        say_number(&words, writing->left_out);
    }
    if (is_out) {
        console_say(&context->console, buf_text(&words));
    } else {
        struct buf out;
        struct plain plain = console_plain(&context->console, &out);
        plain_paragraph(&plain, 0, buf_text(&words));
        console_write(&context->console, &out);
        buf_fini(&out);
    }
    buf_fini(&words);
    return ERR_NONE;
}

static enum err write_archive(struct writing *writing, struct diag *diag) {
    struct context *context = writing->context;
    enum err err = sink_open(&writing->sink, &context->arena, &context->console,
                             context->settings.warc, diag);
    if (err) {
        return err;
    }
    console_say(&context->console, "pages are exported as their sites sent them: they may name "
                                   "people to contact, who are masked elsewhere. Keep the "
                                   "archive to yourself");
    signals_catch();
    err = put_info(writing, diag);
    if (!err) {
        err = put_pages(writing, diag);
    }
    if (!err) {
        err = sink_keep(&writing->sink, diag);
    }
    sink_drop(&writing->sink);
    if (!err && writing->left_out > 0) {
        context_note(context, STATUS_PART);
    }
    return err ? err : tell(writing, diag);
}

enum err command_export(struct context *context, struct diag *diag) {
    struct writing writing = {.context = context};
    if (!context->settings.warc) {
        return diag_set(diag, ERR_USAGE, "export needs --warc FILE: the archive to write");
    }
    enum err err = database_open_existing(&writing.store, context, diag);
    if (!err && !writing.store) {
        err = diag_set(diag, ERR_ABSENT,
                       "there is no database yet, so there is nothing to "
                       "export; see shortlist help crawl");
    }
    if (!err) {
        err = write_archive(&writing, diag);
    }
    store_close(writing.store);
    return err;
}
