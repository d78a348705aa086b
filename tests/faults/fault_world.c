/* tests/faults/fault_world.c - the world of one fault: before, and after
 * SPDX-License-Identifier: MIT
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/faults/fault_world.h"

enum { REPORT_MAX = 64 * 1024 };

void fault_blame(struct fault_world *world, enum fault_section_kind where, const char *format,
                 ...) {
    char text[4096];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    buf_printf(&world->report, "  [%s] %s\n", fault_section_name(where), text);
}

void fault_stage_open(struct fault_stage *stage) {
    char error[256] = "";

    *stage = (struct fault_stage){.pages = wire_pages_open(FAULT_TODAY, error, sizeof error)};
    if (!stage->pages) {
        (void)fprintf(stderr, "%s\n", error);
        abort();
    }
    stage->server = wire_server_start(stage->pages);
    arena_init(&stage->arena, ARENA_RUN_CAP);
}

void fault_stage_close(struct fault_stage *stage) {
    wire_server_stop(stage->server);
    wire_pages_close(stage->pages);
    arena_fini(&stage->arena);
}

/* In memory where the system has such a folder: hundreds of databases are made, and that they
 * are flushed to a disk is not what is tested. */
static struct run_place make_place(void) {
    struct run_place place = {"/dev/shm/shortlist-fault-XXXXXX"};

    return mkdtemp(place.folder) ? place : run_place_make();
}

void fault_world_open(struct fault_world *world, struct fault_stage *stage) {
    *world = (struct fault_world){
        .place = make_place(), .stage = stage, .pages = stage->pages, .server = stage->server};
    (void)snprintf(world->database, sizeof world->database, "%s/s.db", world->place.folder);
    (void)snprintf(world->origin, sizeof world->origin, "http://127.0.0.1:%d",
                   wire_server_port(world->server));
    arena_init(&world->arena, ARENA_RUN_CAP);
    buf_init(&world->report, REPORT_MAX);
    world->pages->adverts = FAULT_ADVERTS;
    world->pages->page_size = WIRE_PAGE_SIZE;
}

void fault_world_close(struct fault_world *world) {
    wire_server_clear(world->server);
    run_result_free(&world->last);
    run_place_remove(&world->place);
    buf_fini(&world->report);
    arena_fini(&world->arena);
}

static void healthy_crawl(struct fault_world *world) {
    struct fault_command command = {0};

    wire_server_clear(world->server);
    if (fault_command_read(&command, world, "crawl = 0")) {
        fault_world_run(world, &command.arguments);
        fault_command_check(world, FAULT_AFTER, &command);
        fault_check_manners(world);
    }
}

/* "adverts 12 by 5": so many, and so many lines on a page of the feed. */
static void set_board(struct fault_world *world, const struct fault_section *section) {
    for (size_t i = 0; i < section->lines.count; i++) {
        struct wire_words words;
        struct span rest = span_of(section->lines.at[i]);
        long number = 0;
        (void)wire_words_next(&words, &world->arena, &rest);
        if (wire_words_is(&words, 0, "adverts") && wire_words_number(&words, 1, &number)) {
            world->pages->adverts = (size_t)number;
        }
        if (wire_words_is(&words, 2, "by") && wire_words_number(&words, 3, &number)) {
            world->pages->page_size = (size_t)number;
        }
    }
    if (world->pages->adverts > world->pages->known) {
        fault_blame(world, FAULT_BOARD, "there are %zu adverts", world->pages->known);
    }
}

/* What a run without a fault stores, on a database of its own. */
static void make_reference(struct fault_world *world, struct fault_records *out,
                           struct arena *arena) {
    char kept[sizeof world->database];
    struct sqlite3 *db = NULL;
    struct diag diag = {0};

    memcpy(kept, world->database, sizeof kept);
    (void)snprintf(world->database, sizeof world->database, "%s/reference.db",
                   world->place.folder);
    healthy_crawl(world);
    db = fault_store_open(world->database);
    if (!db || !fault_store_records(out, arena, db, &diag) ||
        out->count != world->pages->adverts) {
        fault_blame(world, FAULT_BOARD, "without a fault %zu of %zu adverts are stored: %s",
                    out->count, world->pages->adverts, diag.text);
    }
    fault_store_close(db);
    memcpy(world->database, kept, sizeof kept);
}

/* That of the usual board is made once for the stage. */
void fault_world_refer(struct fault_world *world) {
    struct fault_stage *stage = world->stage;

    for (size_t i = 0; i < world->file->count; i++) {
        if (world->file->sections[i].kind == FAULT_BOARD) {
            set_board(world, &world->file->sections[i]);
        }
    }
    if (world->pages->adverts != FAULT_ADVERTS) {
        make_reference(world, &world->reference, &world->arena);
        return;
    }
    if (stage->reference.count == 0) {
        make_reference(world, &stage->reference, &stage->arena);
    }
    world->reference = stage->reference;
}

static const struct strings *after_lines(const struct fault_world *world) {
    for (size_t i = 0; i < world->file->count; i++) {
        if (world->file->sections[i].kind == FAULT_AFTER) {
            return &world->file->sections[i].lines;
        }
    }
    return NULL;
}

/* The fault is over. A day passes, and all that a run without a fault stores is there. */
void fault_world_recover(struct fault_world *world) {
    const char *line = arena_printf(&world->arena, "adverts %zu", world->pages->adverts);
    struct strings all = {&line, 1};
    const struct strings *after = after_lines(world);

    fault_system_mend(world);
    fault_store_pass_day(world->database);
    healthy_crawl(world);
    fault_check_store(world, after ? after : &all);
}
