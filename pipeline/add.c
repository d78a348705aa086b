/* pipeline/add.c - saved pages into records, and into the store
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/add.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/digest.h"
#include "base/file.h"

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
    if (S_ISDIR(info.st_mode)) {
        return add_list_folder(out, arena, path, depth + 1, diag);
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

enum err add_read_file(struct readings *out, struct page *page, struct arena *arena,
                       const char *file, const struct reader_options *options, int64_t now,
                       struct diag *diag) {
    struct readings readings = {0};
    struct page read = {.file = file, .fetched_at = now};
    struct buf bytes;
    enum err err = ERR_NONE;

    buf_init(&bytes, PAGE_SIZE_MAX);
    err = file_read(&bytes, file, diag);
    if (err == ERR_LIMIT) {
        err = add_refuse_large(&readings, arena, diag);
    } else if (!err) {
        read.body = (struct span){arena_copy(arena, buf_span(&bytes)), bytes.len};
        err = arena_check(arena, diag);
        if (!err) {
            err = reader_read(&readings, arena, &read, options, diag);
        }
    }
    buf_fini(&bytes);
    if (!err) {
        *out = readings;
        *page = read;
    }
    return err;
}

static void add_count(struct run_counts *counts, enum saved_as as) {
    counts->fresh += as == SAVED_FRESH;
    counts->changed += as == SAVED_CHANGED;
    counts->same += as == SAVED_SAME;
}

static enum err add_save_vacancy(struct run_counts *counts, struct store *store,
                                 struct arena *arena, const struct reading *reading,
                                 int64_t page_row, int64_t run, struct diag *diag) {
    const struct vacancy *vacancy = &reading->as.vacancy;
    const char *key = vacancy_key(vacancy, reading->digest, arena);
    enum saved_as as = SAVED_NONE;
    enum err err = key ? ERR_NONE : arena_check(arena, diag);

    if (!err) {
        err = store_vacancy_save(store, vacancy, key, page_row, run, &as, diag);
    }
    if (!err) {
        add_count(counts, as);
    }
    return err;
}

static void add_tell_refusal(const struct listener *listener, const char *file,
                             const struct reading *reading) {
    switch (reading->kind) {
    case READING_REFUSAL:
        listener_say(listener, "%s: not taken: %s", file, reading->as.refusal.message);
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

/* A copy that may break off never replaces a whole record: it becomes a refusal. */
static enum err add_guard(struct reading *reading, struct store *store, struct arena *arena,
                          struct diag *diag) {
    struct stored known = {0};
    const struct vacancy *vacancy = &reading->as.vacancy;
    const char *key = NULL;
    enum err err = ERR_NONE;

    if (reading->kind != READING_VACANCY || !vacancy_has_note(vacancy, VACANCY_NOTE_CUT)) {
        return ERR_NONE;
    }
    key = vacancy_key(vacancy, reading->digest, arena);
    if (!key) {
        return arena_check(arena, diag);
    }
    /* "source:key": another board's advert of the same id is another record */
    key = arena_printf(arena, "%s:%s", vocab_name(&vocab_source, (int)vacancy->source), key);
    err = key ? store_vacancy_get(store, arena, key, &known, diag) : arena_check(arena, diag);
    if (err == ERR_ABSENT) {
        return ERR_NONE;
    }
    if (!err && !vacancy_has_note(&known.vacancy, VACANCY_NOTE_CUT)) {
        reading->kind = READING_REFUSAL;
        reading->as.refusal = (struct refusal){
            REFUSAL_CUT, "the copy may break off, so the whole record that is known is kept"};
    }
    return err;
}

static enum err add_save(struct run_counts *counts, struct store *store, struct arena *arena,
                         const struct readings *readings, const struct page *page, int64_t run,
                         struct diag *diag) {
    int64_t page_row = 0;
    enum err err = add_has_vacancy(readings)
                       ? store_page_save(store, page, run, &page_row, diag)
                       : ERR_NONE;

    for (size_t i = 0; !err && i < readings->count; i++) {
        struct reading *reading = &readings->at[i];

        counts->seen++;
        err = add_guard(reading, store, arena, diag);
        if (err) {
            break;
        }
        if (reading->kind == READING_VACANCY) {
            err = add_save_vacancy(counts, store, arena, reading, page_row, run, diag);
        } else {
            counts->refused++;
        }
    }
    return err;
}

/* In one transaction: all that the file holds, or nothing. */
static enum err add_keep(struct run_counts *counts, struct store *store, struct arena *arena,
                         const struct readings *readings, const struct page *page, int64_t run,
                         struct diag *diag) {
    struct run_counts after = *counts;
    enum err err = store_begin(store, diag);

    if (err) {
        return err;
    }
    err = add_save(&after, store, arena, readings, page, run, diag);
    err = err ? err : store_commit(store, diag);
    if (err) {
        store_rollback(store);
    } else {
        *counts = after;
    }
    return err;
}

/* Does the failure concern this file alone? Not where the next one would fail as well, or where
 * the user wants to stop. */
static bool add_is_own_fault(enum err err, bool reading) {
    return err == ERR_INPUT || err == ERR_LIMIT || err == ERR_ABSENT ||
           (reading && err == ERR_SYSTEM);
}

/* A file that cannot be read, or that the store does not take, costs only itself. */
static enum err add_file(struct run_counts *counts, struct store *store,
                         const struct clock *clock, const char *file,
                         const struct reader_options *options, int64_t run,
                         const struct listener *listener, struct diag *diag) {
    struct readings readings = {0};
    struct page page = {0};
    struct arena arena;
    bool reading = true;
    enum err err = ERR_NONE;

    arena_init(&arena, ARENA_PAGE_CAP);
    err = add_read_file(&readings, &page, &arena, file, options, clock_now(clock), diag);
    if (!err) {
        reading = false;
        err = add_keep(counts, store, &arena, &readings, &page, run, diag);
    }
    for (size_t i = 0; !err && i < readings.count; i++) {
        add_tell_refusal(listener, file, &readings.at[i]);
    }
    if (add_is_own_fault(err, reading)) {
        listener_say(listener, "%s%s%s", reading ? "" : file, reading ? "" : ": ", diag->text);
        counts->seen++;
        counts->failed++;
        err = ERR_NONE;
    }
    arena_fini(&arena);
    return err;
}

enum err add_run(struct run_counts *counts, struct store *store, const struct clock *clock,
                 const struct strings *files, const struct reader_options *options,
                 const struct listener *listener, struct diag *diag) {
    struct diag later = {0};
    int64_t run = 0;
    enum run_end end = RUN_END_DONE;
    enum err err = ERR_NONE;
    enum err closing = ERR_NONE;

    *counts = (struct run_counts){0};
    err = store_run_begin(store, RUN_ADD, SOURCE_NONE, &run, diag);
    if (err) {
        return err;
    }
    for (size_t i = 0; !err && i < files->count; i++) {
        listener_progress(listener, "files", (int64_t)i, (int64_t)files->count);
        err = add_file(counts, store, clock, files->at[i], options, run, listener, diag);
    }
    if (counts->refused + counts->failed > 0) {
        end = RUN_END_PART;
    }
    closing = store_run_end(store, run, err ? RUN_END_FAILED : end, counts, &later);
    return err || !closing ? err : diag_set(diag, closing, "%s", later.text);
}
