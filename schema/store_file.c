/* schema/store_file.c - the database file itself: made, refused, told apart
 * SPDX-License-Identifier: MIT
 *
 * Source of the offsets: "Database File Format", section 1.3 (sqlite.org/fileformat2.html).
 *
 * A file that is there is never opened here but by SQLite: closing any descriptor of a file
 * drops all locks that the process holds on it (POSIX fcntl).
 */
#include "schema/store_private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

enum { HEADER_SIZE = 100, HEADER_SCHEMA_COOKIE = 40, HEADER_APPLICATION_ID = 68 };

static const char header_magic[] = "SQLite format 3"; /* with its NUL */

/* Makes the folders above the file. */
static enum err make_folder(const char *path, struct diag *diag) {
    const char *slash = strrchr(path, '/');
    if (!slash || slash == path) {
        return ERR_NONE;
    }
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    const char *folder = arena_copy(&arena, (struct span){path, (size_t)(slash - path)});
    enum err err = arena_check(&arena, diag);
    if (!err) {
        err = file_make_folder(folder, diag);
    }
    arena_fini(&arena);
    return err;
}

/* SQLite gives its journals the mode of the database. */
static enum err make_file(const char *path, struct diag *diag) {
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (fd < 0 && errno == EEXIST) {
        return ERR_NONE;
    }
    if (fd < 0) {
        return diag_set(diag, ERR_SYSTEM, "making the database %s: %s", path, strerror(errno));
    }
    enum err err = ERR_NONE;
    if (fchmod(fd, S_IRUSR | S_IWUSR) != 0) { /* whatever the umask took away */
        err = diag_set(diag, ERR_SYSTEM, "making the database %s: %s", path, strerror(errno));
    }
    (void)close(fd); /* nothing was written */
    return err;
}

enum err store_file_make(const char *path, struct diag *diag) {
    struct stat about;
    if (stat(path, &about) == 0) {
        return S_ISREG(about.st_mode)
                   ? ERR_NONE
                   : diag_set(diag, ERR_STORE, "%s is %s, not a shortlist database", path,
                              S_ISDIR(about.st_mode) ? "a folder" : "a device or pipe");
    }
    enum err err = make_folder(path, diag);
    return err ? err : make_file(path, diag);
}

/* Is there a rollback journal with something in it? Then a change was cut short, and only
 * SQLite can say what the file is once that change is undone. */
static bool has_journal(const struct store *store) {
    struct stat about;
    const char *journal = sqlite3_filename_journal(sqlite3_db_filename(store->db, "main"));
    return journal && stat(journal, &about) == 0 && about.st_size > 0;
}

static uint32_t big_endian(const unsigned char *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static enum err refuse(const struct store *store, const char *what, struct diag *diag) {
    return diag_set(diag, ERR_STORE,
                    "%s is not a shortlist database: it is %s; choose another file",
                    store->path, what);
}

/* SQLite's own handle of the file. Its xFileSize calls a file of one byte empty, so the size is
 * asked of the system. */
static enum err read_header(struct store *store, unsigned char header[static HEADER_SIZE],
                            struct diag *diag) {
    sqlite3_file *file = NULL;
    if (sqlite3_file_control(store->db, "main", SQLITE_FCNTL_FILE_POINTER, &file) !=
            SQLITE_OK ||
        !file || !file->pMethods) {
        return store_failed(store, diag);
    }
    int code = file->pMethods->xRead(file, header, HEADER_SIZE, 0);
    if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ) {
        return diag_set(diag, ERR_SYSTEM, "reading %s: %s", store->path, sqlite3_errstr(code));
    }
    return ERR_NONE;
}

static enum err refuse_foreign(const struct store *store, struct diag *diag) {
    return refuse(store, "another program's SQLite file", diag);
}

/* A change was cut short, or is under way, perhaps the very first one: SQLite undoes it or
 * waits for it, and what is there then is ours, or nothing at all, or somebody else's. */
static enum err check_undone(struct store *store, struct diag *diag) {
    int64_t application = 0;
    int64_t tables = 0;
    struct scope scope;
    enum err err = scope_enter_read(&scope, store, diag); /* both as of one moment */
    if (err) {
        return err;
    }
    err = store_get_number(store, SQL_GET_APPLICATION, &application, diag);
    if (!err) {
        err = store_get_number(store, SQL_GET_SCHEMA, &tables, diag);
    }
    scope_leave_read(&scope, store);
    if (!err && application != STORE_APPLICATION_ID && (application != 0 || tables > 0)) {
        err = refuse_foreign(store, diag);
    }
    return err;
}

static bool is_sqlite(const unsigned char *header) {
    return memcmp(header, header_magic, sizeof header_magic) == 0;
}

static uint32_t application_of(const unsigned char *header) {
    return big_endian(header + HEADER_APPLICATION_ID);
}

static bool is_ours(const unsigned char *header) {
    return is_sqlite(header) && application_of(header) == STORE_APPLICATION_ID;
}

static enum err judge_header(const struct store *store, const unsigned char *header, off_t size,
                             struct diag *diag) {
    if (is_sqlite(header) && size < HEADER_SIZE) {
        return store_damaged(store, "cut short", diag);
    }
    if (is_ours(header)) {
        return ERR_NONE;
    }
    return is_sqlite(header) ? refuse_foreign(store, diag)
                             : refuse(store, "no SQLite file", diag);
}

/* May there be nothing in the file yet? SQLite writes an empty first page as it is told of
 * auto_vacuum, before the first migration: a program killed then leaves that. The schema cookie
 * counts changes of the schema, so a file with tables in it is not asked further. */
static bool may_be_blank(const struct store *store, const unsigned char *header) {
    return application_of(header) == 0 &&
           (has_journal(store) ||
            (is_sqlite(header) && big_endian(header + HEADER_SCHEMA_COOKIE) == 0));
}

static enum err check_header(struct store *store, off_t size, struct diag *diag) {
    unsigned char header[HEADER_SIZE] = {0};
    enum err err = read_header(store, header, diag);
    if (!err && may_be_blank(store, header)) {
        return check_undone(store, diag);
    }
    if (!err && !is_ours(header)) {
        /* Another program of ours may have finished the first migration between the two looks.
         */
        err = read_header(store, header, diag);
    }
    return err ? err : judge_header(store, header, size, diag);
}

enum err store_file_check(struct store *store, struct diag *diag) {
    struct stat about;
    if (stat(store->path, &about) != 0) {
        return diag_set(diag, ERR_SYSTEM, "opening %s: %s", store->path, strerror(errno));
    }
    return about.st_size == 0 ? ERR_NONE : check_header(store, about.st_size, diag);
}
