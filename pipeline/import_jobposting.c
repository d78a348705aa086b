/* pipeline/import_jobposting.c - collections of JSON-LD into the store
 * SPDX-License-Identifier: MIT
 *
 * Two walks through the file: the first finds out whether it is whole, and keeps the things
 * that postings may point at; the second hands each posting to the reader of pages.
 */
#include "lib/json.h"
#include "parser/jobposting_items.h"
#include "pipeline/import.h"
#include "pipeline/import_bytes.h"
#include "pipeline/import_unread.h"
#include "pipeline/intake.h"

/* Things with an "@id" that are kept for postings to point at: employers, mostly. */
enum { THINGS_MAX = 1000, THINGS_BYTES_MAX = 1024 * 1024, THING_BYTES_MAX = 64 * 1024 };

/* The most of them that go into a posting's page. */
enum { POINTED_MAX = 16 };

struct thing {
    const char *id; /* with its quotes, as it stands where something points at it */
    const char *text;
};

/* One import. */
struct importing {
    struct import_jobposting *out;
    struct arena *arena; /* of the caller */
    const struct clock *clock;
    const char *path;
    const struct import_jobposting_options *options;
    const struct listener *listener;
    struct intake intake;
    int64_t expected; /* postings, from the first walk */
    int64_t broken;   /* items that cannot be taken */
    struct import_unread first_broken;
    struct thing *things;
    size_t thing_count;
    size_t thing_bytes;
};

/* ---- the walk ---- */

/* Each item of the file. */
static enum err walk(struct importing *importing,
                     enum err (*visit)(struct importing *importing, enum items_cut cut,
                                       const struct item *item, int64_t number,
                                       struct diag *diag),
                     struct diag *diag) {
    struct import_bytes bytes = {0};
    struct items items = {0};
    int64_t number = 0;
    enum err err = import_bytes_open(&bytes, importing->path, ITEMS_BYTES_MAX, diag);
    while (!err) {
        struct item item = {0};
        struct span rest = import_bytes_rest(&bytes);
        const enum items_cut cut = items_take(&item, &items, &rest, bytes.is_end);
        import_bytes_take(&bytes, rest);
        if (cut == ITEMS_CUT_END) {
            break;
        }
        if (cut == ITEMS_CUT_FAULT) {
            err = diag_set(diag, ERR_INPUT, "%s:%lld: %s; nothing of the file was taken",
                           importing->path, (long long)items.fault_line, items.fault);
        } else if (cut == ITEMS_CUT_MORE) {
            err = import_bytes_more(&bytes, diag);
        } else {
            err = visit(importing, cut, &item, ++number, diag);
        }
    }
    import_bytes_close(&bytes);
    return err;
}

/* ---- the first one ---- */

static void keep_thing(struct importing *importing, struct span text) {
    struct json *value = NULL;
    if (text.len > THING_BYTES_MAX || importing->thing_count == THINGS_MAX ||
        importing->thing_bytes + text.len > THINGS_BYTES_MAX || text.at[0] != '{' ||
        json_parse(&value, text, NULL)) {
        return;
    }
    const char *id = json_as_text(json_get(value, "@id"));
    if (id && id[0] && json_count(value) > 1) {
        const struct thing thing = {arena_printf(importing->arena, "\"%s\"", id),
                                    arena_copy(importing->arena, text)};
        importing->thing_bytes += text.len;
        ARENA_PUSH(importing->arena, importing->things, importing->thing_count, thing);
    }
    json_free(value);
}

static enum err look_at(struct importing *importing, enum items_cut cut,
                        const struct item *item, int64_t number, struct diag *diag) {
    importing->expected += cut == ITEMS_CUT_POSTING;
    if (cut == ITEMS_CUT_BROKEN && importing->broken++ == 0) {
        importing->first_broken = (struct import_unread){item->line, number, item->fault};
    }
    if (cut == ITEMS_CUT_OTHER) {
        keep_thing(importing, item->bytes);
    }
    return arena_check(importing->arena, diag);
}

/* ---- a posting's page ---- */

static bool points_at(struct span posting, const struct thing *thing) {
    return thing->id && span_find(posting, span_of(thing->id), 0) != SIZE_MAX;
}

/* Its layout does not matter where it is strict JSON: then the same posting is the same page.
 */
static void put_posting(struct buf *page, struct span posting) {
    struct json *value = NULL;
    if (json_parse(&value, posting, NULL)) {
        buf_put(page, posting);
    } else {
        items_compact(page, posting);
    }
    json_free(value);
}

/* The posting, in a graph with what it points at where it points at something. */
static void make_page(struct buf *page, const struct importing *importing,
                      struct span posting) {
    size_t pointed = 0;
    for (size_t i = 0; i < importing->thing_count && pointed < POINTED_MAX; i++) {
        const struct thing *thing = &importing->things[i];
        if (!points_at(posting, thing)) {
            continue;
        }
        if (pointed++ == 0) {
            buf_put_text(page, "{\"@graph\":[");
            put_posting(page, posting);
        }
        buf_put_char(page, ',');
        put_posting(page, span_of(thing->text));
    }
    if (pointed > 0) {
        buf_put_text(page, "]}");
    } else {
        put_posting(page, posting);
    }
}

/* ---- the second walk ---- */

/* Why a posting became no vacancy; NULL: it did. */
static const char *refusal_of(const struct readings *readings, struct arena *arena) {
    for (size_t i = 0; i < readings->count; i++) {
        const struct reading *reading = &readings->at[i];
        if (reading->kind == READING_REFUSAL) {
            return reading->as.refusal.message;
        }
        if (reading->kind != READING_VACANCY) {
            return arena_copy_text(arena, "no JobPosting");
        }
    }
    return NULL;
}

static bool has_vacancy(const struct readings *readings) {
    for (size_t i = 0; i < readings->count; i++) {
        if (readings->at[i].kind == READING_VACANCY) {
            return true;
        }
    }
    return false;
}

static enum err save(struct importing *importing, struct arena *arena, struct crew_result *read,
                     const struct page *page, struct diag *diag) {
    struct intake_page from = {.contacts = importing->options->reader.keep_contacts};
    enum err err = intake_begin(&importing->intake, diag);
    if (err) {
        return err;
    }
    if (has_vacancy(&read->readings)) {
        err = store_page_save(importing->intake.store, page, importing->intake.run, &from.row,
                              diag);
    }
    err = err ? err : intake_take(&importing->intake, arena, &from, read, diag);
    if (err) {
        intake_rollback(&importing->intake);
        return err;
    }
    return intake_commit(&importing->intake, diag);
}

static void note_unread(struct importing *importing, const struct item *item, int64_t number,
                        const char *reason) {
    const struct import_unread unread = {item->line, number, reason};
    if (import_unread_note(&importing->out->file, importing->arena, &unread)) {
        listener_say(importing->listener, "%s:%lld: item %lld not taken: %s", importing->path,
                     (long long)item->line, (long long)number, reason);
    }
}

/* What the store does not take costs only itself. */
static enum err take_page(struct importing *importing, struct arena *arena,
                          const struct item *item, int64_t number, struct span body,
                          struct diag *diag) {
    const struct page page = {
        .file = importing->path, .fetched_at = clock_now(importing->clock), .body = body};
    const struct crew_task task = {.page = &page, .options = importing->options->reader};
    struct crew_result read = {0};
    enum err err = crew_read(&read, importing->intake.crew, arena, &task, diag);
    err = err ? err : save(importing, arena, &read, &page, diag);
    if (err == ERR_INPUT || err == ERR_LIMIT) {
        importing->intake.counts->failed++;
        note_unread(importing, item, number, diag->text);
        return ERR_NONE;
    }
    const char *refusal = err ? NULL : refusal_of(&read.readings, arena);
    if (refusal) {
        note_unread(importing, item, number, refusal);
    }
    return err;
}

static enum err take_posting(struct importing *importing, const struct item *item,
                             int64_t number, struct diag *diag) {
    struct arena arena;
    struct buf body;
    enum err err = ERR_NONE;
    arena_init(&arena, ARENA_PAGE_CAP);
    buf_init(&body, PAGE_SIZE_MAX);
    make_page(&body, importing, item->bytes);
    if (body.failed == ERR_LIMIT) {
        importing->intake.counts->refused++;
        note_unread(importing, item, number, "larger than a page may be (4 MiB)");
    } else if (body.failed) {
        err = diag_set(diag, body.failed, "a posting of %s", importing->path);
    } else {
        err = take_page(importing, &arena, item, number, buf_span(&body), diag);
    }
    buf_fini(&body);
    arena_fini(&arena);
    return err;
}

static enum err heed(const struct importing *importing, struct diag *diag) {
    const volatile sig_atomic_t *stop = importing->options->stop;
    return stop && *stop
               ? diag_set(diag, ERR_INTERRUPTED,
                          "stopped after %lld of %lld postings: run the command again for the "
                          "rest",
                          (long long)importing->out->postings, (long long)importing->expected)
               : ERR_NONE;
}

static void note_other(struct importing *importing, int64_t number) {
    struct import_jobposting *out = importing->out;
    out->other_item = out->others == 0 ? number : out->other_item;
    out->others++;
}

static enum err take_item(struct importing *importing, enum items_cut cut,
                          const struct item *item, int64_t number, struct diag *diag) {
    enum err err = heed(importing, diag);
    if (err) {
        return err;
    }
    importing->out->items = number;
    if (cut == ITEMS_CUT_OTHER) {
        note_other(importing, number);
    } else if (cut == ITEMS_CUT_BROKEN) {
        importing->intake.counts->refused++;
        note_unread(importing, item, number, item->fault);
    } else {
        err = take_posting(importing, item, number, diag);
        importing->out->postings += !err;
        listener_progress(importing->listener, "postings", importing->out->postings,
                          importing->expected);
    }
    return err ? err : arena_check(importing->arena, diag);
}

/* ---- all of it ---- */

static enum run_end end_of(enum err err, const struct run_counts *counts) {
    if (err) {
        return err == ERR_INTERRUPTED ? RUN_END_STOPPED : RUN_END_FAILED;
    }
    return counts->refused + counts->aside + counts->failed > 0 ? RUN_END_PART : RUN_END_DONE;
}

static enum err take_all(struct importing *importing, struct store *store, struct crew *crew,
                         struct diag *diag) {
    struct run_counts *counts = &importing->out->counts;
    struct diag later = {0};
    int64_t run = 0;
    enum err err = store_run_begin(store, RUN_ADD, SOURCE_NONE, &run, diag);
    if (err) {
        return err;
    }
    intake_open(&importing->intake, store, crew, run, counts, importing->listener);
    err = walk(importing, take_item, diag);
    err = err ? err : intake_finish(&importing->intake, diag);
    intake_close(&importing->intake);
    counts->seen = run_counts_sum(counts);
    const enum err closing =
        store_run_end(store, run, end_of(err, counts), counts, err ? diag->text : NULL, &later);
    return err || !closing ? err : diag_set(diag, closing, "%s", later.text);
}

static enum err check_expected(const struct importing *importing, struct diag *diag) {
    const struct import_unread *first = &importing->first_broken;
    if (importing->expected > 0) {
        return ERR_NONE;
    }
    return importing->broken > 0
               ? diag_set(diag, ERR_INPUT,
                          "%s: none of its postings can be taken, the first, item %lld in line "
                          "%lld, for this: %s",
                          importing->path, (long long)first->item, (long long)first->line,
                          first->reason)
               : diag_set(diag, ERR_INPUT,
                          "%s: no JobPosting in it: expected JSON-LD, a list of postings or "
                          "one a line",
                          importing->path);
}

enum err import_jobposting(struct import_jobposting *out, struct arena *arena,
                           struct store *store, struct crew *crew, const struct clock *clock,
                           const char *path, const struct import_jobposting_options *options,
                           const struct listener *listener, struct diag *diag) {
    struct importing importing = {.out = out,
                                  .arena = arena,
                                  .clock = clock,
                                  .path = path,
                                  .options = options,
                                  .listener = listener};
    *out = (struct import_jobposting){.file = {.name = import_base_name(arena, path)}};
    enum err err = walk(&importing, look_at, diag);
    err = err ? err : check_expected(&importing, diag);
    return err ? err : take_all(&importing, store, crew, diag);
}
