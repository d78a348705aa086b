/* tests/faults/fault_system.c - what a line of [system] does to the machine
 * SPDX-License-Identifier: MIT
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/faults/fault_world.h"

/* What a verb works on. */
struct deed {
    struct fault_world *world;
    const struct wire_words *words; /* the verb itself is the first */
};

static long number_at(const struct deed *deed, size_t index) {
    long number = 0;

    (void)wire_words_number(deed->words, index, &number);
    return number;
}

static const char *text_at(const struct deed *deed, size_t index) {
    return wire_words_text(deed->words, index, &deed->world->arena);
}

static bool says(const struct deed *deed, size_t index, const char *text) {
    return wire_words_is(deed->words, index, text);
}

/* ---- the database's file ---- */

static bool copy_file(const char *to, const char *from) {
    size_t size = 0;
    char *bytes = run_read(from, &size);
    FILE *file = fopen(to, "wb");
    bool good = bytes && file && fwrite(bytes, 1, size, file) == size;

    good = file && fclose(file) == 0 && good;
    free(bytes);
    return good;
}

static void forget_journal(const struct fault_world *world) {
    (void)unlink(run_path(&world->place, "s.db-wal"));
    (void)unlink(run_path(&world->place, "s.db-shm"));
}

static bool database_save(const struct deed *deed) {
    struct sqlite3 *db = fault_store_open(deed->world->database);

    (void)sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    fault_store_close(db);
    return copy_file(run_path(&deed->world->place, "saved"), deed->world->database);
}

static bool database_restore(const struct deed *deed) {
    forget_journal(deed->world);
    return copy_file(deed->world->database, run_path(&deed->world->place, "saved"));
}

static bool database_remove(const struct deed *deed) {
    forget_journal(deed->world);
    return unlink(deed->world->database) == 0;
}

static bool database_text(const struct deed *deed) {
    run_write(&deed->world->place, "s.db", deed->words->at[2].at, deed->words->at[2].len);
    return deed->words->count == 3;
}

static bool database_cut(const struct deed *deed) {
    struct stat info;

    return stat(deed->world->database, &info) == 0 &&
           truncate(deed->world->database, info.st_size * number_at(deed, 2) / 100) == 0;
}

/* overwrite AT COUNT: bytes that were not there. */
static bool database_overwrite(const struct deed *deed) {
    int file = open(deed->world->database, O_WRONLY);
    long count = number_at(deed, 3);
    char *bytes = malloc((size_t)count + 1);
    bool good = false;

    if (bytes) {
        memset(bytes, 0xA5, (size_t)count);
        good = pwrite(file, bytes, (size_t)count, number_at(deed, 2)) == count;
    }
    free(bytes);
    return close(file) == 0 && good;
}

/* sql "...": as another program would. */
static bool database_sql(const struct deed *deed) {
    sqlite3 *db = NULL;
    bool good = sqlite3_open(deed->world->database, &db) == SQLITE_OK &&
                sqlite3_exec(db, text_at(deed, 2), NULL, NULL, NULL) == SQLITE_OK;

    if (!good) {
        fault_blame(deed->world, FAULT_SYSTEM, "%s", sqlite3_errmsg(db));
    }
    (void)sqlite3_close(db);
    return good;
}

static bool database_folder(const struct deed *deed) {
    forget_journal(deed->world);
    (void)unlink(deed->world->database);
    return mkdir(deed->world->database, 0700) == 0;
}

static bool database_rmdir(const struct deed *deed) {
    return rmdir(deed->world->database) == 0;
}

static bool change_mode(const struct deed *deed, const char *path, unsigned folder_bits) {
    bool writable = says(deed, 2, "writable");

    deed->world->conditions.obeys_modes = !writable;
    return chmod(path, (writable ? 0600 : 0400) | folder_bits) == 0;
}

static bool database_mode(const struct deed *deed) {
    return change_mode(deed, deed->world->database, 0);
}

static bool do_database(const struct deed *deed) {
    static const struct {
        const char *name;
        bool (*run)(const struct deed *deed);
    } ways[] = {{"save", database_save},     {"restore", database_restore},
                {"remove", database_remove}, {"text", database_text},
                {"cut", database_cut},       {"overwrite", database_overwrite},
                {"sql", database_sql},       {"folder", database_folder},
                {"mode", database_mode},     {"rmdir", database_rmdir}};

    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (says(deed, 1, ways[i].name)) {
            return ways[i].run(deed);
        }
    }
    return false;
}

/* The files that are to be written by the runner itself stand in it as well. */
static bool do_folder(const struct deed *deed) {
    (void)close(open(run_path(&deed->world->place, "stdout"), O_CREAT | O_WRONLY, 0600));
    (void)close(open(run_path(&deed->world->place, "stderr"), O_CREAT | O_WRONLY, 0600));
    return change_mode(deed, deed->world->place.folder, 0100);
}

/* The folders above a file of the place. */
static void make_folders(const struct run_place *place, const char *name) {
    char path[256];

    for (const char *at = strchr(name, '/'); at; at = strchr(at + 1, '/')) {
        (void)snprintf(path, sizeof path, "%.*s", (int)(at - name), name);
        (void)mkdir(run_path(place, path), 0700);
    }
}

/* file NAME TEXT: beside the database. */
static bool do_file(const struct deed *deed) {
    if (deed->words->count != 3) {
        return false;
    }
    make_folders(&deed->world->place, text_at(deed, 1));
    run_write(&deed->world->place, text_at(deed, 1), deed->words->at[2].at,
              deed->words->at[2].len);
    return true;
}

/* ---- another process has it ---- */

static void rest_ms(long ms) {
    struct timespec pause = {ms / 1000, ms % 1000 * 1000000L};

    while (nanosleep(&pause, &pause) != 0 && errno == EINTR) {
    }
}

static bool lock_database(const char *path, struct sqlite3 **out) {
    sqlite3 *db = NULL;

    *out = NULL;
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
        sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK) {
        (void)sqlite3_close(db);
        return false;
    }
    *out = db;
    return true;
}

/* lock: until unlocked. lock MS: a child of ours has it so long. */
static bool do_lock(const struct deed *deed) {
    struct sqlite3 *db = NULL;
    int ready[2] = {-1, -1};
    char byte = 0;

    if (deed->words->count == 1) {
        return lock_database(deed->world->database, &deed->world->lock);
    }
    if (pipe(ready) != 0) {
        return false;
    }
    deed->world->unlocker = fork();
    if (deed->world->unlocker == 0) {
        const char *told = lock_database(deed->world->database, &db) ? "y" : "n";
        if (write(ready[1], told, 1) != 1) {
            _exit(1);
        }
        rest_ms(number_at(deed, 1));
        (void)sqlite3_close(db);
        _exit(0);
    }
    close(ready[1]);
    (void)!read(ready[0], &byte, 1);
    close(ready[0]);
    return byte == 'y';
}

static bool do_unlock(const struct deed *deed) {
    (void)sqlite3_close(deed->world->lock);
    deed->world->lock = NULL;
    return true;
}

/* ---- what the runs to come meet ---- */

static bool do_limit(const struct deed *deed) {
    struct fault_conditions *conditions = &deed->world->conditions;
    const struct {
        const char *name;
        long *limit;
    } limits[] = {{"files", &conditions->files},
                  {"size", &conditions->size},
                  {"memory", &conditions->memory}};

    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        if (says(deed, 1, limits[i].name)) {
            *limits[i].limit = says(deed, 2, "none") ? 0 : number_at(deed, 2);
            return true;
        }
    }
    return false;
}

static bool do_stream(const struct deed *deed) {
    static const char *const names[] = {"kept", "closed", "full", "broken"};
    struct fault_conditions *conditions = &deed->world->conditions;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (says(deed, 1, names[i])) {
            *(says(deed, 0, "stdout") ? &conditions->out : &conditions->err) =
                (enum fault_stream)i;
            return true;
        }
    }
    return false;
}

static void add_environment(struct fault_conditions *conditions, const char *name,
                            const char *value) {
    conditions->environment[conditions->environment_count].name = name;
    conditions->environment[conditions->environment_count++].value = value;
}

/* environment NAME VALUE; without a value it is taken away. */
static bool do_environment(const struct deed *deed) {
    struct fault_conditions *conditions = &deed->world->conditions;

    if (conditions->environment_count == FAULT_ENVIRONMENT_MAX) {
        return false;
    }
    add_environment(conditions, text_at(deed, 1),
                    deed->words->count > 2 ? text_at(deed, 2) : NULL);
    return true;
}

/* shim ITEMS: the library that makes the system fail is put before the others; it lies beside
 * the program. */
static bool do_shim(const struct deed *deed) {
    struct fault_conditions *conditions = &deed->world->conditions;
    const char *program = getenv("SHORTLIST_BIN");
    const char *end = program ? strrchr(program, '/') : NULL;
    const char *shim = arena_printf(&deed->world->arena, "%.*s/shim.so",
                                    end ? (int)(end - program) : 1, end ? program : ".");

    if (conditions->environment_count + 2 > FAULT_ENVIRONMENT_MAX || access(shim, R_OK) != 0) {
        return false;
    }
    add_environment(conditions, "LD_PRELOAD", shim);
    add_environment(conditions, "SHORTLIST_SHIM", text_at(deed, 1));
    return true;
}

static bool do_mend(const struct deed *deed) {
    fault_system_mend(deed->world);
    return true;
}

static bool do_day(const struct deed *deed) {
    fault_store_pass_day(deed->world->database);
    return true;
}

static const struct {
    const char *name;
    bool (*run)(const struct deed *deed);
} verbs[] = {{"database", do_database}, {"folder", do_folder}, {"file", do_file},
             {"lock", do_lock},         {"unlock", do_unlock}, {"limit", do_limit},
             {"stdout", do_stream},     {"stderr", do_stream}, {"environment", do_environment},
             {"shim", do_shim},         {"mend", do_mend},     {"day", do_day}};

void fault_system_do(struct fault_world *world, const char *line) {
    struct wire_words words;
    struct span rest = span_of(line);
    struct deed deed = {world, &words};

    (void)wire_words_next(&words, &world->arena, &rest);
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (wire_words_is(&words, 0, verbs[i].name) && verbs[i].run(&deed)) {
            return;
        }
    }
    fault_blame(world, FAULT_SYSTEM, "this cannot be done: %s", line);
}

void fault_system_mend(struct fault_world *world) {
    (void)sqlite3_close(world->lock);
    world->lock = NULL;
    if (world->unlocker > 0) {
        (void)waitpid(world->unlocker, NULL, 0);
    }
    world->unlocker = 0;
    world->conditions = (struct fault_conditions){0};
    (void)chmod(world->place.folder, 0700);
    (void)chmod(world->database, 0600);
}
