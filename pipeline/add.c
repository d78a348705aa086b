/* pipeline/add.c - saved pages into records, and into the store
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/add.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "pipeline/intake.h"

/* Deeper than this no one keeps saved pages; it also ends loops of mounts. */
enum { ADD_DEPTH_MAX = 16 };

static enum err add_push_file(struct strings *out, struct arena *arena, const char *path,
                              struct diag *diag) {
    if (out->count >= ADD_FILES_MAX) {
        return diag_set(diag, ERR_LIMIT, "more than %d files; give fewer at a time",
                        (int)ADD_FILES_MAX);
    }
    strings_push(arena, out, path);
    return arena_check(arena, diag);
}

static enum err add_list_folder(struct strings *out, struct arena *arena, const char *folder,
                                int depth, struct diag *diag);

/* One name in a folder: symbolic links and special files are passed over. */
static enum err add_list_member(struct strings *out, struct arena *arena, const char *path,
                                int depth, struct diag *diag) {
    struct stat info;

    if (!path) {
        return arena_check(arena, diag);
    }
    if (lstat(path, &info) != 0) {
        return diag_set(diag, ERR_SYSTEM, "%s: %s", path, strerror(errno));
    }
    if (S_ISDIR(info.st_mode) && access(path, R_OK | X_OK) == 0) {
        return add_list_folder(out, arena, path, depth + 1, diag);
    }
    if (S_ISDIR(info.st_mode)) { /* reading it will fail, and say why; the others are read */
        return add_push_file(out, arena, path, diag);
    }
    return S_ISREG(info.st_mode) ? add_push_file(out, arena, path, diag) : ERR_NONE;
}

static enum err add_list_folder(struct strings *out, struct arena *arena, const char *folder,
                                int depth, struct diag *diag) {
    struct dirent **members = NULL;
    enum err err = ERR_NONE;
    int count = 0;

    if (depth > ADD_DEPTH_MAX) {
        return diag_set(diag, ERR_LIMIT, "%s: folders deeper than %d levels", folder,
                        (int)ADD_DEPTH_MAX);
    }
    count = scandir(folder, &members, NULL, alphasort);
    if (count < 0) {
        return diag_set(diag, ERR_SYSTEM, "%s: %s", folder, strerror(errno));
    }
    for (int i = 0; i < count; i++) {
        if (!err && members[i]->d_name[0] != '.') {
            err = add_list_member(out, arena,
                                  arena_printf(arena, "%s/%s", folder, members[i]->d_name),
                                  depth, diag);
        }
        free(members[i]);
    }
    free(members);
    return err;
}

static enum err add_list_name(struct strings *out, struct arena *arena, const char *name,
                              struct diag *diag) {
    struct stat info;

    if (strcmp(name, "-") == 0) {
        return add_push_file(out, arena, name, diag);
    }
    if (stat(name, &info) != 0) {
        return diag_set(diag, errno == ENOENT ? ERR_ABSENT : ERR_SYSTEM, "%s: %s", name,
                        strerror(errno));
    }
    return S_ISDIR(info.st_mode) ? add_list_folder(out, arena, name, 1, diag)
                                 : add_push_file(out, arena, name, diag);
}

enum err add_list_files(struct strings *out, struct arena *arena, const struct strings *names,
                        struct diag *diag) {
    struct strings files = {0};
    enum err err = ERR_NONE;

    for (size_t i = 0; !err && i < names->count; i++) {
        err = add_list_name(&files, arena, names->at[i], diag);
    }
    if (!err) {
        *out = files;
    }
    return err;
}

/* A file too large to be a page is no failure of ours: it is refused like any other. */
static enum err add_refuse_large(struct readings *out, struct arena *arena, struct diag *diag) {
    struct reading reading = {.kind = READING_REFUSAL};

    reading.as.refusal.kind = REFUSAL_REFUSED;
    reading.as.refusal.message = arena_printf(
        arena, "larger than %zu bytes, the most that a page may have", (size_t)PAGE_SIZE_MAX);
    ARENA_PUSH(arena, out->at, out->count, reading);
    return arena_check(arena, diag);
}

enum err add_read_file(struct crew_result *out, struct page *page, struct arena *arena,
                       struct crew *crew, const char *file,
                       const struct reader_options *options, int64_t now, struct diag *diag) {
    struct crew_result result = {0};
    struct page read = {.file = file, .fetched_at = now};
    struct buf bytes;
    enum err err = ERR_NONE;

    buf_init(&bytes, PAGE_SIZE_MAX);
    err = file_read(&bytes, file, diag);
    if (err == ERR_LIMIT) {
        err = add_refuse_large(&result.readings, arena, diag);
    } else if (!err) {
        read.body = (struct span){arena_copy(arena, buf_span(&bytes)), bytes.len};
        err = arena_check(arena, diag);
        if (!err) {
            struct crew_task task = {.page = &read, .options = *options};
            err = crew_read(&result, crew, arena, &task, diag);
        }
    }
    buf_fini(&bytes);
    if (!err) {
        *out = result;
        *page = read;
    }
    return err;
}

static void add_tell_refusal(const struct listener *listener, const char *file,
                             const struct reading *reading) {
    switch (reading->kind) {
    case READING_REFUSAL:
        listener_say(listener, "%s: not taken: %s%s", file, reading->as.refusal.message,
                     intake_is_unreadable(reading)
                         ? "; it looks like an advert's, but lacks a title, an employer or all "
                           "that goes with them"
                         : "");
        break;
    case READING_LISTING:
        listener_say(listener,
                     "%s: not taken: a list of adverts, not an advert; save the "
                     "adverts' own pages",
                     file);
        break;
    case READING_ROLE:
        listener_say(listener,
                     "%s: not taken: a role profile, not an advert; see "
                     "`shortlist role`",
                     file);
        break;
    case READING_NONE:
    case READING_VACANCY:
        break;
    }
}

static bool add_has_vacancy(const struct readings *readings) {
    for (size_t i = 0; i < readings->count; i++) {
        if (readings->at[i].kind == READING_VACANCY) {
            return true;
        }
    }
    return false;
}

/* In one transaction: all that the file holds, or nothing. */
static enum err add_save(struct intake *intake, struct arena *arena,
                         struct crew_result *reading, const struct page *page, bool contacts,
                         struct diag *diag) {
    struct intake_page from = {.contacts = contacts};
    enum err err = add_has_vacancy(&reading->readings)
                       ? store_page_save(intake->store, page, intake->run, &from.row, diag)
                       : ERR_NONE;

    return err ? err : intake_take(intake, arena, &from, reading, diag);
}

static enum err add_keep(struct intake *intake, struct arena *arena,
                         struct crew_result *reading, const struct page *page, bool contacts,
                         struct diag *diag) {
    enum err err = intake_begin(intake, diag);

    if (err) {
        return err;
    }
    err = add_save(intake, arena, reading, page, contacts, diag);
    if (err) {
        intake_rollback(intake);
        return err;
    }
    return intake_commit(intake, diag);
}

/* Does the failure concern this file alone? Not where the next one would fail as well, or where
 * the user wants to stop. */
static bool add_is_own_fault(enum err err, bool reading) {
    return err == ERR_INPUT || err == ERR_LIMIT || err == ERR_ABSENT ||
           (reading && err == ERR_SYSTEM);
}

/* A file that cannot be read, or that the store does not take, costs only itself. */
static enum err add_file(struct intake *intake, const struct clock *clock, const char *file,
                         const struct reader_options *options, struct diag *diag) {
    struct crew_result read = {0};
    struct page page = {0};
    struct arena arena;
    bool reading = true;
    enum err err = ERR_NONE;

    arena_init(&arena, ARENA_PAGE_CAP);
    err = add_read_file(&read, &page, &arena, intake->crew, file, options, clock_now(clock),
                        diag);
    if (!err) {
        reading = false;
        err = add_keep(intake, &arena, &read, &page, options->keep_contacts, diag);
    }
    for (size_t i = 0; !err && i < read.readings.count; i++) {
        add_tell_refusal(intake->listener, file, &read.readings.at[i]);
    }
    if (add_is_own_fault(err, reading)) {
        listener_say(intake->listener, "%s%s%s", reading ? "" : file, reading ? "" : ": ",
                     diag->text);
        intake->counts->failed++;
        err = ERR_NONE;
    }
    arena_fini(&arena);
    return err;
}

/* Between two files: what was begun is done. */
static enum err add_heed(const struct add_options *options, size_t done, size_t of,
                         struct diag *diag) {
    return options->stop && *options->stop
               ? diag_set(diag, ERR_INTERRUPTED,
                          "stopped after %zu of %zu file%s: run the command again for the rest",
                          done, of, of == 1 ? "" : "s")
               : ERR_NONE;
}

static enum err add_files(struct intake *intake, const struct clock *clock,
                          const struct strings *files, const struct add_options *options,
                          struct diag *diag) {
    enum err err = ERR_NONE;

    for (size_t i = 0; !err && i < files->count; i++) {
        listener_progress(intake->listener, "files", (int64_t)i, (int64_t)files->count);
        err = add_heed(options, i, files->count, diag);
        if (!err) {
            err = add_file(intake, clock, files->at[i], &options->reader, diag);
        }
    }
    return err ? err : intake_finish(intake, diag);
}

static enum run_end add_end_of(enum err err, const struct run_counts *counts) {
    if (err) {
        return err == ERR_INTERRUPTED ? RUN_END_STOPPED : RUN_END_FAILED;
    }
    return counts->refused + counts->aside + counts->failed > 0 ? RUN_END_PART : RUN_END_DONE;
}

enum err add_run(struct run_counts *counts, struct store *store, struct crew *crew,
                 const struct clock *clock, const struct strings *files,
                 const struct add_options *options, const struct listener *listener,
                 struct diag *diag) {
    struct diag later = {0};
    struct intake intake;
    int64_t run = 0;
    enum err err = ERR_NONE;
    enum err closing = ERR_NONE;

    *counts = (struct run_counts){0};
    err = store_run_begin(store, RUN_ADD, SOURCE_NONE, &run, diag);
    if (err) {
        return err;
    }
    intake_open(&intake, store, crew, run, counts, listener);
    err = add_files(&intake, clock, files, options, diag);
    intake_close(&intake);
    counts->seen = run_counts_sum(counts);
    closing = store_run_end(store, run, add_end_of(err, counts), counts,
                            err ? diag->text : NULL, &later);
    return err || !closing ? err : diag_set(diag, closing, "%s", later.text);
}
