/* tests/faults/fault_world.h - the world of one fault: a server, a database, a machine
 * SPDX-License-Identifier: MIT
 */
#ifndef FAULT_WORLD_H
#define FAULT_WORLD_H

#include "base/buf.h"
#include "tests/faults/fault_file.h"
#include "tests/faults/fault_run.h"
#include "tests/faults/fault_store.h"
#include "tests/support/wire_server.h"

/** The day on which all happens, unless a file says otherwise. */
#define FAULT_TODAY "2026-11-02"

enum { FAULT_ADVERTS = 3 }; /* of the board, unless a file says otherwise */

struct fault_stage;

struct fault_world {
    struct run_place place;
    char database[320];
    char origin[64];
    struct fault_stage *stage;
    struct wire_pages *pages;   /* of the stage */
    struct wire_server *server; /* of the stage */
    struct arena arena;         /* lives as long as the fault */
    struct buf report;          /* what was not as it should be; empty: all well */
    const struct fault_file *file;

    struct fault_conditions conditions; /* of the runs to come */
    struct sqlite3 *lock;               /* another process has the database; NULL: none */
    pid_t unlocker;                     /* gives it back after a while; 0: none */
    struct run_result last;             /* of the last run */
    struct fault_records reference;     /* what a run without a fault stores */
};

/** Note that something is not as it should be, and where. */
void fault_blame(struct fault_world *world, enum fault_section_kind where, const char *format,
                 ...) __attribute__((format(printf, 3, 4)));

/** fault_command.c: start the program, wait for it (`last` is then the outcome), or both. */
pid_t fault_world_start(struct fault_world *world, const struct strings *arguments);
void fault_world_finish(struct fault_world *world, pid_t process);
void fault_world_run(struct fault_world *world, const struct strings *arguments);

/* A line of [run]: words, "=", the exit status. */
struct fault_command {
    struct strings arguments; /* with all that every run needs */
    long status;
};

/** @return false where the line is no command */
bool fault_command_read(struct fault_command *out, struct fault_world *world, const char *line);
/** Was the last run's exit status the one that it must have? */
void fault_command_check(struct fault_world *world, enum fault_section_kind where,
                         const struct fault_command *command);

/** fault_system.c: do what a line of [system] says. */
void fault_system_do(struct fault_world *world, const char *line);
/** Take back what can be taken back. */
void fault_system_mend(struct fault_world *world);

/** fault_check.c, fault_check_store.c: hold what happened against a section. */
void fault_check_requests(struct fault_world *world, const struct strings *lines);
void fault_check_says(struct fault_world *world, const struct strings *lines);
void fault_check_counts(struct fault_world *world, const struct strings *lines);
void fault_check_store(struct fault_world *world, const struct strings *lines);
/** Whatever a run did: its counts add up, and it asked for nothing that it must not. */
void fault_check_manners(struct fault_world *world);

/** What one process needs to play files, one after the other. */
struct fault_stage {
    struct wire_pages *pages;
    struct wire_server *server;
    struct fault_records reference; /* of the board as it is unless a file says otherwise */
    struct arena arena;             /* of the reference */
};

/** fault_world.c: build the stage up and take it down. */
void fault_stage_open(struct fault_stage *stage);
void fault_stage_close(struct fault_stage *stage);

/** A world on the stage, for one file. */
void fault_world_open(struct fault_world *world, struct fault_stage *stage);
void fault_world_close(struct fault_world *world);
/** Set the board up as the file says, and learn what a run without a fault stores. */
void fault_world_refer(struct fault_world *world);
/** The fault is over: a day passes, and all that a run without a fault stores must be there. */
void fault_world_recover(struct fault_world *world);

/** fault_play.c: play a file through.
 * @return what was not as it should be, "" where all was; free it */
char *fault_play(struct fault_stage *stage, const char *path);

#endif
