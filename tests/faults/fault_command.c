/* tests/faults/fault_command.c - runs what a line of [run] says
 * SPDX-License-Identifier: MIT
 */
#include "tests/faults/fault_world.h"

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

static struct strings arguments_of(struct fault_world *world, const struct wire_words *words,
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

pid_t fault_world_start(struct fault_world *world, const struct strings *arguments) {
    pid_t process = fault_run_start(&world->place, &world->conditions, arguments);

    wire_server_aim(world->server, process);
    return process;
}

void fault_world_finish(struct fault_world *world, pid_t process) {
    run_result_free(&world->last);
    world->last = fault_run_finish(&world->place, process);
    wire_server_aim(world->server, 0);
}

void fault_world_run(struct fault_world *world, const struct strings *arguments) {
    fault_world_finish(world, fault_world_start(world, arguments));
}

bool fault_command_read(struct fault_command *out, struct fault_world *world,
                        const char *line) {
    struct wire_words words;
    struct span rest = span_of(line);
    size_t count = 0;

    if (!wire_words_next(&words, &world->arena, &rest) || words.count < 3 ||
        !wire_words_is(&words, words.count - 2, "=") ||
        !wire_words_number(&words, words.count - 1, &out->status)) {
        return false;
    }
    count = words.count - 2;
    out->arguments = arguments_of(world, &words, count);
    return true;
}

void fault_command_check(struct fault_world *world, enum fault_section_kind where,
                         const struct fault_command *command) {
    if (world->last.status != command->status) {
        fault_blame(world, where, "exit status %d, not %ld; it said:\n%.1500s%.500s",
                    world->last.status, command->status, world->last.err, world->last.out);
    }
}
