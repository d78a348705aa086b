/* tests/faults/fault_play.c - plays the data file of a fault through
 * SPDX-License-Identifier: MIT
 *
 * Section by section, in the order of the file. Then the fault is over: a day passes, the
 * server answers well, and a last crawl must end as if nothing had happened.
 */
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/faults/fault_world.h"

enum { REPORT_MAX = 64 * 1024, EXIT_MAX = 255 };

void fault_blame(struct fault_world *world, enum fault_section_kind where, const char *format,
                 ...) {
    char text[4096];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    buf_printf(&world->report, "  [%s] %s\n", fault_section_name(where), text);
}

/* ---- running ---- */

static bool has_word(const struct wire_words *words, size_t count, const char *word) {
    for (size_t i = 0; i < count; i++) {
        if (wire_words_is(words, i, word)) {
            return true;
        }
    }
    return false;
}

/* An option that every run needs, unless the line has it, or its name with a "!" before it. */
static void push_option(struct fault_world *world, struct strings *out,
                        const struct wire_words *words, size_t count, const char *name,
                        const char *value) {
    if (!has_word(words, count, name) &&
        !has_word(words, count, arena_printf(&world->arena, "!%s", name))) {
        strings_push(&world->arena, out, name);
        strings_push(&world->arena, out, value);
    }
}

struct strings fault_world_arguments(struct fault_world *world, const struct wire_words *words,
                                     size_t count) {
    struct strings out = {0};

    push_option(world, &out, words, count, "--db", world->database);
    push_option(world, &out, words, count, "--json", NULL);
    push_option(world, &out, words, count, "--today", FAULT_TODAY);
    for (size_t i = 0; i < count; i++) {
        const char *word = wire_words_text(words, i, &world->arena);
        if (word[0] != '!') {
            strings_push(&world->arena, &out, word);
        }
    }
    if (has_word(words, count, "crawl")) {
        push_option(world, &out, words, count, "--board", world->origin);
        push_option(world, &out, words, count, "--pace", "0");
        push_option(world, &out, words, count, "--accept-terms", NULL);
    }
    return out;
}

static pid_t start(struct fault_world *world, const struct strings *arguments) {
    pid_t process = fault_run_start(&world->place, &world->conditions, arguments);

    wire_server_aim(world->server, process);
    return process;
}

static void finish(struct fault_world *world, pid_t process) {
    run_result_free(&world->last);
    world->last = fault_run_finish(&world->place, process);
    wire_server_aim(world->server, 0);
}

void fault_world_run(struct fault_world *world, const struct strings *arguments) {
    finish(world, start(world, arguments));
}

/* A line of [run]: words, "=", the exit status. */
struct command {
    struct strings arguments;
    long status;
};

static bool read_command(struct command *out, struct fault_world *world, const char *line) {
    struct wire_words words;
    struct span rest = span_of(line);
    size_t count = 0;

    if (!wire_words_next(&words, &world->arena, &rest) || words.count < 3 ||
        !wire_words_is(&words, words.count - 2, "=") ||
        !wire_words_number(&words, words.count - 1, &out->status)) {
        return false;
    }
    count = words.count - 2;
    out->arguments = fault_world_arguments(world, &words, count);
    return true;
}

static void check_status(struct fault_world *world, enum fault_section_kind where,
                         const struct command *command) {
    if (world->last.status != command->status) {
        fault_blame(world, where, "exit status %d, not %ld; it said:\n%.1500s%.500s",
                    world->last.status, command->status, world->last.err, world->last.out);
    }
}

/* ---- sections ---- */

/* "adverts 12 by 5": so many, and so many lines on a page of the feed. */
static void play_board(struct fault_world *world, const struct fault_section *section) {
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

/* "@2", "@2-", "@2-3": which requests of an address a rule is for. */
static void read_turn(long *from, long *to, struct span *address) {
    size_t at = span_find(*address, SPAN("@"), 0);
    struct span turn = span_trim(span_part(*address, at, SIZE_MAX));
    size_t dash = span_find(turn, SPAN("-"), 0);
    uint64_t number = 0;

    *from = 1;
    *to = LONG_MAX;
    if (at == SIZE_MAX) {
        return;
    }
    *address = span_trim(span_part(*address, 0, at));
    if (span_number(span_part(turn, 1, dash == SIZE_MAX ? dash : dash - 1), INT_MAX, &number)) {
        *from = (long)number;
    }
    if (dash == SIZE_MAX) {
        *to = *from;
    } else if (span_number(span_part(turn, dash + 1, SIZE_MAX), INT_MAX, &number)) {
        *to = (long)number;
    }
}

static void play_rule(struct fault_world *world, const char *line) {
    struct span whole = span_of(line);
    size_t colon = span_find(whole, SPAN(": "), 0);
    struct span address = span_part(whole, 0, colon);
    char error[256] = "";
    long from = 1;
    long to = LONG_MAX;

    if (colon == SIZE_MAX) {
        fault_blame(world, FAULT_SERVER, "no address: %s", line);
        return;
    }
    read_turn(&from, &to, &address);
    if (!wire_server_rule(world->server, address, from, to,
                          span_part(whole, colon + 2, SIZE_MAX), error, sizeof error)) {
        fault_blame(world, FAULT_SERVER, "%s", error);
    }
}

/* Each [server] is the whole script from then on. */
static void play_server(struct fault_world *world, const struct fault_section *section) {
    wire_server_clear_rules(world->server);
    for (size_t i = 0; i < section->lines.count; i++) {
        play_rule(world, section->lines.at[i]);
    }
}

static void play_system(struct fault_world *world, const struct fault_section *section) {
    for (size_t i = 0; i < section->lines.count; i++) {
        fault_system_do(world, section->lines.at[i]);
    }
}

/* While an answer is held: lines that are commands are run, others are done to the machine. */
static void play_meanwhile(struct fault_world *world, const struct fault_section *section) {
    struct run_place other = world->place;

    if (!wire_server_wait_held(world->server)) {
        fault_blame(world, FAULT_MEANWHILE, "nothing was held");
        return;
    }
    for (size_t i = 0; i < section->lines.count; i++) {
        const char *line = section->lines.at[i];
        struct command command = {0};
        if (line[0] == '+' || line[0] == '-') {
            struct strings piece = {&line, 1};
            fault_check_says(world, &piece);
        } else if (read_command(&command, world, line)) {
            world->place = run_place_make();
            run_result_free(&world->last);
            world->last = fault_run_finish(
                &world->place,
                fault_run_start(&world->place, &world->conditions, &command.arguments));
            check_status(world, FAULT_MEANWHILE, &command);
            run_place_remove(&world->place);
            world->place = other;
        } else {
            fault_system_do(world, line);
        }
    }
    wire_server_release(world->server);
}

static void play_run(struct fault_world *world, const struct fault_section *section,
                     const struct fault_section *meanwhile) {
    struct command command = {0};
    pid_t process = 0;

    if (section->lines.count != 1 || !read_command(&command, world, section->lines.at[0])) {
        fault_blame(world, FAULT_RUN, "one line: a command, =, its exit status");
        return;
    }
    wire_server_clear_log(world->server);
    process = start(world, &command.arguments);
    if (meanwhile) {
        play_meanwhile(world, meanwhile);
    }
    finish(world, process);
    check_status(world, FAULT_RUN, &command);
    fault_check_manners(world);
}

static void play_section(struct fault_world *world, size_t index) {
    const struct fault_section *section = &world->file->sections[index];
    const struct fault_section *next = index + 1 < world->file->count ? section + 1 : NULL;
    static void (*const checks[FAULT_KIND_COUNT])(struct fault_world * world,
                                                  const struct strings *lines) = {
        [FAULT_REQUESTS] = fault_check_requests,
        [FAULT_STORE] = fault_check_store,
        [FAULT_SAYS] = fault_check_says,
        [FAULT_COUNTS] = fault_check_counts,
    };
    static void (*const plays[FAULT_KIND_COUNT])(struct fault_world * world,
                                                 const struct fault_section *section) = {
        [FAULT_SERVER] = play_server,
        [FAULT_SYSTEM] = play_system,
    };

    if (section->kind == FAULT_RUN) {
        play_run(world, section, next && next->kind == FAULT_MEANWHILE ? next : NULL);
    } else if (checks[section->kind]) {
        checks[section->kind](world, &section->lines);
    } else if (plays[section->kind]) {
        plays[section->kind](world, section);
    }
}

/* ---- before and after ---- */

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
    struct run_place place = {"/dev/shm/shortlist-test-XXXXXX"};

    return mkdtemp(place.folder) ? place : run_place_make();
}

static void set_up(struct fault_world *world, struct fault_stage *stage) {
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

static void tear_down(struct fault_world *world) {
    wire_server_clear(world->server);
    run_result_free(&world->last);
    run_place_remove(&world->place);
    buf_fini(&world->report);
    arena_fini(&world->arena);
}

static void healthy_crawl(struct fault_world *world) {
    struct command command = {0};

    wire_server_clear(world->server);
    if (read_command(&command, world, "crawl = 0")) {
        fault_world_run(world, &command.arguments);
        check_status(world, FAULT_AFTER, &command);
        fault_check_manners(world);
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
static void find_reference(struct fault_world *world) {
    struct fault_stage *stage = world->stage;

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
static void play_after(struct fault_world *world) {
    const char *line = arena_printf(&world->arena, "adverts %zu", world->pages->adverts);
    struct strings all = {&line, 1};
    const struct strings *after = after_lines(world);

    fault_system_mend(world);
    fault_store_pass_day(world->database);
    healthy_crawl(world);
    fault_check_store(world, after ? after : &all);
}

#if defined(__has_feature)
#define HAS_FEATURE(feature) __has_feature(feature)
#else
#define HAS_FEATURE(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || HAS_FEATURE(address_sanitizer)
enum { IS_SANITIZED = 1 };
#else
enum { IS_SANITIZED = 0 };
#endif

/* AddressSanitizer has an allocator, a place before the libraries and needs of its own: with it
 * files are left out that want them. */
static bool must_be_left_out(const struct fault_file *file) {
    for (size_t i = 0; IS_SANITIZED && i < file->count; i++) {
        const struct strings *lines = &file->sections[i].lines;
        for (size_t k = 0; k < lines->count; k++) {
            if (strncmp(lines->at[k], "shim ", 5) == 0 ||
                strncmp(lines->at[k], "limit ", 6) == 0) {
                return true;
            }
        }
    }
    return false;
}

static void play_file(struct fault_world *world) {
    for (size_t i = 0; i < world->file->count; i++) {
        if (world->file->sections[i].kind == FAULT_BOARD) {
            play_board(world, &world->file->sections[i]);
        }
    }
    find_reference(world);
    if (world->report.len > 0) {
        return; /* nothing could be held against it */
    }
    for (size_t i = 0; i < world->file->count; i++) {
        play_section(world, i);
    }
    play_after(world);
}

/* What files write in braces: the adverts' ids by letter, and what differs from run to run. */
static const struct fault_name *name_things(struct fault_world *world) {
    enum { LETTERS = 26 };
    struct fault_name *names = arena_alloc(&world->arena, LETTERS + 5, sizeof *names);
    size_t count = 0;

    for (char letter = 'A'; letter <= 'Z'; letter++) {
        const char *name = arena_printf(&world->arena, "%c", letter);
        names[count++] = (struct fault_name){name, wire_pages_id(world->pages, span_of(name))};
    }
    names[count++] = (struct fault_name){"origin", world->origin};
    names[count++] = (struct fault_name){
        "port", arena_printf(&world->arena, "%d", wire_server_port(world->server))};
    names[count++] = (struct fault_name){"folder", world->place.folder};
    names[count++] = (struct fault_name){"db", world->database};
    return names;
}

char *fault_play(struct fault_stage *stage, const char *path) {
    struct fault_world world;
    struct fault_file file = {0};
    struct diag diag = {0};
    char *report = NULL;

    set_up(&world, stage);
    if (fault_file_read(&file, &world.arena, path, name_things(&world), &diag)) {
        fault_blame(&world, FAULT_NONE, "%s", diag.text);
    } else {
        world.file = &file;
        if (!must_be_left_out(&file)) {
            play_file(&world);
        }
    }
    report = strdup(buf_text(&world.report));
    tear_down(&world);
    return report;
}
