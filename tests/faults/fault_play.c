/* tests/faults/fault_play.c - plays the data file of a fault through
 * SPDX-License-Identifier: MIT
 *
 * Section by section, in the order of the file. Then the fault is over: a day passes, the
 * server answers well, and a last crawl must end as if nothing had happened.
 */
#include "tests/faults/fault_world.h"

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
        struct fault_command command = {0};
        if (line[0] == '+' || line[0] == '-') {
            struct strings piece = {&line, 1};
            fault_check_says(world, &piece);
        } else if (fault_command_read(&command, world, line)) {
            world->place = run_place_make();
            run_result_free(&world->last);
            world->last = fault_run_finish(
                &world->place,
                fault_run_start(&world->place, &world->conditions, &command.arguments));
            fault_command_check(world, FAULT_MEANWHILE, &command);
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
    struct fault_command command = {0};
    pid_t process = 0;

    if (section->lines.count != 1 ||
        !fault_command_read(&command, world, section->lines.at[0])) {
        fault_blame(world, FAULT_RUN, "one line: a command, =, its exit status");
        return;
    }
    wire_server_clear_log(world->server);
    process = fault_world_start(world, &command.arguments);
    if (meanwhile) {
        play_meanwhile(world, meanwhile);
    }
    fault_world_finish(world, process);
    fault_command_check(world, FAULT_RUN, &command);
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

/* ---- a file ---- */

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
    fault_world_refer(world);
    if (world->report.len > 0) {
        return; /* nothing could be held against it */
    }
    for (size_t i = 0; i < world->file->count; i++) {
        play_section(world, i);
    }
    fault_world_recover(world);
}

/* What files write in braces: the adverts' ids by letter, and what differs from run to run. */
static const struct fault_name *name_things(struct fault_world *world) {
    enum { LETTERS = 26 };
    struct fault_name *names = arena_alloc(&world->arena, LETTERS + 5, sizeof *names);
    size_t count = 0;

    for (int i = 0; i < LETTERS; i++) {
        const char *name = arena_printf(&world->arena, "%c", 'A' + i);
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

    fault_world_open(&world, stage);
    if (fault_file_read(&file, &world.arena, path, name_things(&world), &diag)) {
        fault_blame(&world, FAULT_NONE, "%s", diag.text);
    } else {
        world.file = &file;
        if (!must_be_left_out(&file)) {
            play_file(&world);
        }
    }
    report = strdup(buf_text(&world.report));
    fault_world_close(&world);
    return report;
}
