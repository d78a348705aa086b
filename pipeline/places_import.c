/* pipeline/places_import.c - postcodes from the files of Ordnance Survey and the ONS
 * SPDX-License-Identifier: MIT
 *
 * Code-Point Open: https://www.ordnancesurvey.co.uk/products/code-point-open (a CSV file for
 * each area without a header: postcode, positional quality, easting, northing, codes). ONSPD
 * and NSPL: https://geoportal.statistics.gov.uk (one CSV file with a header; lat 99.999999 is
 * nowhere; doterm is the month in which a postcode ended).
 */
#include "pipeline/places.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "schema/store_place.h"

/* The ONS files have some fifty columns, and lines of some 400 bytes. */
enum { CELLS_MAX = 128, LINE_MAX_BYTES = 16 * 1024, READ_BYTES = 256 * 1024 };

/* The national grid's extent in metres. */
enum { EAST_MAX = 700000, NORTH_MAX = 1300000 };

/* Outward codes that a file may name; there are some 3,000. */
enum { OUTWARDS_MAX = 16384, OUTWARD_SLOTS = 32768 };

/* Progress is told so often. */
enum { TELL_EVERY = 20000 };

/* ---- what a file is ---- */

enum column {
    COLUMN_POSTCODE = 0,
    COLUMN_LATITUDE,
    COLUMN_LONGITUDE,
    COLUMN_EAST,
    COLUMN_NORTH,
    COLUMN_ENDED,
    COLUMN_COUNT
};

static const struct {
    const char *name; /* as headers have it, case ignored; the earlier ones count first */
    enum column column;
} column_names[] = {
    {"pcds", COLUMN_POSTCODE},       {"pcd8", COLUMN_POSTCODE},     {"pcd7", COLUMN_POSTCODE},
    {"pcd", COLUMN_POSTCODE},        {"postcode", COLUMN_POSTCODE}, {"pc", COLUMN_POSTCODE},
    {"lat", COLUMN_LATITUDE},        {"latitude", COLUMN_LATITUDE}, {"long", COLUMN_LONGITUDE},
    {"longitude", COLUMN_LONGITUDE}, {"lon", COLUMN_LONGITUDE},     {"lng", COLUMN_LONGITUDE},
    {"eastings", COLUMN_EAST},       {"easting", COLUMN_EAST},      {"ea", COLUMN_EAST},
    {"northings", COLUMN_NORTH},     {"northing", COLUMN_NORTH},    {"no", COLUMN_NORTH},
    {"doterm", COLUMN_ENDED},
};

enum table_kind { TABLE_CODE_POINT = 0, TABLE_ONS, TABLE_OTHER, TABLE_KIND_COUNT };

static const struct {
    const char *name;
    const char *attribution; /* "@" stands for the year; NULL: not known */
} kinds[TABLE_KIND_COUNT] = {
    [TABLE_CODE_POINT] = {"Code-Point Open",
                          "Contains OS data \xC2\xA9 Crown copyright and database right @. "
                          "Contains Royal Mail data \xC2\xA9 Royal Mail copyright and database "
                          "right @. Contains National Statistics data \xC2\xA9 Crown copyright "
                          "and database right @."},
    [TABLE_ONS] =
        {"ONS postcodes",
         "Source: Office for National Statistics licensed under the Open Government "
         "Licence v.3.0. Contains OS data \xC2\xA9 Crown copyright and database right "
         "@. Contains Royal Mail data \xC2\xA9 Royal Mail copyright and database "
         "right @."},
    [TABLE_OTHER] = {"CSV", NULL},
};

/* ---- one import ---- */

/* The middle of an outward code's postcodes. */
struct middle {
    char outward[GAZETTEER_OUTWARD_SIZE];
    int64_t latitude; /* sums */
    int64_t longitude;
    int64_t count;
};

struct import {
    struct store *store;
    int64_t set;
    const struct listener *listener;
    struct places_imported counts;
    enum table_kind kind;
    bool is_begun; /* `kind` is known */
    int64_t lines;
    struct middle *middles; /* OUTWARD_SLOTS of them, open addressing */
    size_t middle_count;
    /* the file in hand */
    const char *file;
    int64_t line;
    int at[COLUMN_COUNT]; /* -1: no such column */
    struct span cells[CELLS_MAX];
    size_t cell_count;
    bool has_end;                /* the line has a line end */
    size_t rows;                 /* before this one */
    size_t fewest_cells;         /* of these rows */
    size_t fewest[COLUMN_COUNT]; /* digits of these rows' cells */
};

static enum err wrong_line(const struct import *import, struct diag *diag, const char *expected,
                           struct span was) {
    return diag_set(diag, ERR_INPUT, "%s:%lld: expected %s, not \"%.*s\"", import->file,
                    (long long)import->line, expected, SPAN_FMT(span_part(was, 0, 40)));
}

/* ---- cells ---- */

static struct span cell(const struct import *import, enum column column) {
    const int at = import->at[column];
    return at >= 0 && (size_t)at < import->cell_count ? import->cells[at] : (struct span){0};
}

/* The next cell, its quotes taken off; a comma inside quotes parts nothing. */
static struct span take_cell(struct span *rest) {
    bool is_inside = false;
    size_t end = 0;
    while (end < rest->len && (is_inside || rest->at[end] != ',')) {
        is_inside = is_inside != (rest->at[end] == '"');
        end++;
    }
    struct span found = span_trim(span_part(*rest, 0, end));
    *rest = end < rest->len ? span_part(*rest, end + 1, SIZE_MAX) : (struct span){NULL, 0};
    if (found.len >= 2 && found.at[0] == '"' && found.at[found.len - 1] == '"') {
        found = span_trim(span_part(found, 1, found.len - 2));
    }
    return found;
}

static void cut_line(struct import *import, struct span line) {
    import->cell_count = 0;
    while (line.at && import->cell_count < CELLS_MAX) {
        import->cells[import->cell_count++] = take_cell(&line);
    }
}

/* "51.4466257" in millionths, rounded to the nearest. */
static bool read_degrees(struct span text, int64_t most, int32_t *out) {
    enum { DIGITS = 6 };
    const bool is_less = text.len > 0 && text.at[0] == '-';
    struct span rest = span_part(text, is_less, SIZE_MAX);
    struct span whole = {0};
    uint64_t value = 0;
    if (!span_next_piece(&rest, '.', &whole) || !span_number(whole, (uint64_t)most, &value)) {
        return false;
    }
    for (size_t i = 0; i < rest.len; i++) {
        if (!ascii_is_digit(rest.at[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < DIGITS; i++) {
        value = value * 10 + (i < rest.len ? (uint64_t)(rest.at[i] - '0') : 0);
    }
    value += rest.len > DIGITS && rest.at[DIGITS] >= '5';
    *out = (int32_t)value * (is_less ? -1 : 1);
    return true;
}

/* Metres; parts of a metre are cut off. */
static bool read_metres(struct span text, uint64_t most, int64_t *out) {
    struct span whole = {0};
    uint64_t value = 0;
    if (!span_next_piece(&text, '.', &whole) || !span_number(whole, most, &value)) {
        return false;
    }
    *out = (int64_t)value;
    return true;
}

/* ---- what kind of table ---- */

static void find_columns(struct import *import) {
    for (int i = 0; i < COLUMN_COUNT; i++) {
        import->at[i] = -1;
    }
    for (size_t i = 0; i < sizeof column_names / sizeof *column_names; i++) {
        int *at = &import->at[column_names[i].column];
        for (size_t c = 0; *at < 0 && c < import->cell_count; c++) {
            *at = span_is_nocase(import->cells[c], column_names[i].name) ? (int)c : -1;
        }
    }
}

static bool has_columns(const struct import *import) {
    const int *at = import->at;
    return at[COLUMN_POSTCODE] >= 0 &&
           ((at[COLUMN_LATITUDE] >= 0 && at[COLUMN_LONGITUDE] >= 0) ||
            (at[COLUMN_EAST] >= 0 && at[COLUMN_NORTH] >= 0));
}

/* Code-Point Open has no header: the first line is a postcode's. */
static bool is_code_point(const struct import *import) {
    char postcode[GAZETTEER_POSTCODE_SIZE];
    char outward[GAZETTEER_OUTWARD_SIZE];
    int64_t metres = 0;
    return import->cell_count >= 4 && gazetteer_postcode(postcode, outward, import->cells[0]) &&
           read_metres(import->cells[2], EAST_MAX, &metres) &&
           read_metres(import->cells[3], NORTH_MAX, &metres);
}

static enum table_kind kind_of(const struct import *import) {
    return import->at[COLUMN_EAST] >= 0 && import->at[COLUMN_LATITUDE] < 0 ? TABLE_CODE_POINT
           : import->at[COLUMN_ENDED] >= 0                                 ? TABLE_ONS
                                                                           : TABLE_OTHER;
}

/* Look at the first line. @param is_row it is one already */
static enum err begin_file(struct import *import, bool *is_row, struct diag *diag) {
    enum table_kind kind = TABLE_CODE_POINT;
    find_columns(import);
    *is_row = is_code_point(import);
    if (*is_row) {
        import->at[COLUMN_POSTCODE] = 0;
        import->at[COLUMN_EAST] = 2;
        import->at[COLUMN_NORTH] = 3;
    } else if (has_columns(import)) {
        kind = kind_of(import);
    } else {
        return diag_set(
            diag, ERR_INPUT,
            "%s:%lld: expected a line of Code-Point Open (postcode, quality, easting, "
            "northing, ...) or a header with pcds, lat and long, as the ONS files have it",
            import->file, (long long)import->line);
    }
    if (!import->is_begun) {
        import->kind = kind;
        import->is_begun = true;
    }
    return ERR_NONE;
}

/* ---- rows ---- */

static uint32_t slot_of(const char *outward) {
    return (distance_outward(outward) * UINT32_C(2654435761)) >> 17;
}

static enum err add_to_middle(struct import *import, const char *outward,
                              const struct place *place, struct diag *diag) {
    uint32_t slot = slot_of(outward);
    while (import->middles[slot].count > 0 &&
           strcmp(import->middles[slot].outward, outward) != 0) {
        slot = (slot + 1) % OUTWARD_SLOTS;
    }
    struct middle *middle = &import->middles[slot];
    if (middle->count == 0) {
        if (import->middle_count == OUTWARDS_MAX) {
            return diag_set(diag, ERR_LIMIT, "%s: more than %d outward codes", import->file,
                            OUTWARDS_MAX);
        }
        import->middle_count++;
        memcpy(middle->outward, outward, sizeof middle->outward);
    }
    middle->latitude += place->latitude;
    middle->longitude += place->longitude;
    middle->count++;
    return ERR_NONE;
}

/* @param is_nowhere the file says that it has no position */
static enum err read_position(struct place *place, bool *is_nowhere,
                              const struct import *import, struct diag *diag) {
    int64_t east = 0;
    int64_t north = 0;
    *is_nowhere = false;
    if (import->at[COLUMN_LATITUDE] >= 0 && import->at[COLUMN_LONGITUDE] >= 0) {
        const struct span latitude = cell(import, COLUMN_LATITUDE);
        const struct span longitude = cell(import, COLUMN_LONGITUDE);
        *is_nowhere = latitude.len == 0 || span_starts(latitude, "99.9999");
        if (!*is_nowhere && !read_degrees(latitude, 89, &place->latitude)) {
            return wrong_line(import, diag, "a latitude in degrees", latitude);
        }
        if (!*is_nowhere && !read_degrees(longitude, 179, &place->longitude)) {
            return wrong_line(import, diag, "a longitude in degrees", longitude);
        }
        return ERR_NONE;
    }
    const struct span east_cell = cell(import, COLUMN_EAST);
    const struct span north_cell = cell(import, COLUMN_NORTH);
    *is_nowhere = east_cell.len == 0 && north_cell.len == 0;
    if (!*is_nowhere && !read_metres(east_cell, EAST_MAX, &east)) {
        return wrong_line(import, diag, "an easting from 0 to 700000 metres", east_cell);
    }
    if (!*is_nowhere && !read_metres(north_cell, NORTH_MAX, &north)) {
        return wrong_line(import, diag, "a northing from 0 to 1300000 metres", north_cell);
    }
    *is_nowhere = *is_nowhere || (east == 0 && north == 0);
    if (!*is_nowhere) {
        places_from_grid(&place->latitude, &place->longitude, east, north);
    }
    return ERR_NONE;
}

/* A line that was cut short: nothing is said by what it lacks. */
static enum err check_width(const struct import *import, struct diag *diag) {
    int widest = 0;
    for (int i = 0; i < COLUMN_COUNT; i++) {
        widest = import->at[i] > widest ? import->at[i] : widest;
    }
    return import->cell_count > (size_t)widest
               ? ERR_NONE
               : diag_set(diag, ERR_INPUT, "%s:%lld: expected at least %d columns, not %zu",
                          import->file, (long long)import->line, widest + 1,
                          import->cell_count);
}

static size_t digits_of(struct span text) {
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++) {
        count += ascii_is_digit(text.at[i]);
    }
    return count;
}

/* A last line without a line end is where a file breaks off, if it does: it is shorter then
 * than every other, or its last number is. */
static enum err check_end(const struct import *import, struct diag *diag) {
    bool is_short = import->cell_count < import->fewest_cells;
    for (int i = COLUMN_LATITUDE; i <= COLUMN_NORTH; i++) {
        bool is_last = import->at[i] >= 0 && (size_t)import->at[i] + 1 == import->cell_count;
        is_short |= is_last && digits_of(cell(import, (enum column)i)) < import->fewest[i];
    }
    return import->has_end || import->rows == 0 || !is_short
               ? ERR_NONE
               : diag_set(
                     diag, ERR_INPUT,
                     "%s:%lld: the file seems to break off here: its last line has no line "
                     "end and is shorter than all others; fetch it again, or put a line "
                     "end behind it if it is whole",
                     import->file, (long long)import->line);
}

static void note_row(struct import *import) {
    bool is_first = import->rows++ == 0;
    size_t cells = import->cell_count;
    import->fewest_cells = is_first || cells < import->fewest_cells ? cells
        : import->fewest_cells;
    for (int i = COLUMN_LATITUDE; i <= COLUMN_NORTH; i++) {
        size_t digits = digits_of(cell(import, (enum column)i));
        import->fewest[i] = is_first || digits < import->fewest[i] ? digits : import->fewest[i];
    }
}

static enum err take_row(struct import *import, struct diag *diag) {
    char postcode[GAZETTEER_POSTCODE_SIZE];
    char outward[GAZETTEER_OUTWARD_SIZE];
    struct place place = {.kind = PLACE_POSTCODE, .key = postcode};
    bool is_nowhere = false;
    if (!gazetteer_postcode(postcode, outward, cell(import, COLUMN_POSTCODE))) {
        return wrong_line(import, diag, "a postcode", cell(import, COLUMN_POSTCODE));
    }
    enum err err = check_width(import, diag);
    err = err ? err : check_end(import, diag);
    note_row(import);
    err = err ? err : read_position(&place, &is_nowhere, import, diag);
    if (err) {
        return err;
    }
    if (cell(import, COLUMN_ENDED).len > 0) {
        import->counts.ended++;
        return ERR_NONE;
    }
    if (is_nowhere) {
        import->counts.nowhere++;
        return ERR_NONE;
    }
    err = store_place_put(import->store, import->set, &place, diag);
    if (!err) {
        import->counts.postcodes++;
        err = add_to_middle(import, outward, &place, diag);
    }
    return err;
}

static enum err take_line(struct import *import, struct span line, struct diag *diag) {
    bool is_row = true;
    enum err err = ERR_NONE;
    import->line++;
    if (span_trim(line).len == 0) {
        return ERR_NONE;
    }
    cut_line(import, line);
    if (import->at[COLUMN_POSTCODE] < 0) {
        err = begin_file(import, &is_row, diag);
    }
    if (!err && is_row) {
        err = take_row(import, diag);
    }
    if (++import->lines % TELL_EVERY == 0) {
        listener_progress(import->listener, "postcodes read", import->lines, 0);
    }
    return err;
}

/* ---- files ---- */

static enum err check_start(const struct import *import, struct span start, struct diag *diag) {
    if (span_starts(start, "PK\x03\x04") || span_starts(start, "\x1f\x8b")) {
        return diag_set(diag, ERR_INPUT,
                        "%s is packed: unpack it, and name the CSV file in it or their folder",
                        import->file);
    }
    return memchr(start.at, '\0', start.len)
               ? diag_set(diag, ERR_INPUT,
                          "%s:1: expected a CSV file, not bytes of another kind", import->file)
               : ERR_NONE;
}

/* Take all whole lines from the front of `content`. @param taken bytes of them */
static enum err take_lines(struct import *import, struct span content, bool is_end,
                           size_t *taken, struct diag *diag) {
    enum err err = ERR_NONE;
    size_t at = 0;
    while (!err && at < content.len) {
        const char *end = memchr(content.at + at, '\n', content.len - at);
        if (!end && !is_end) {
            break;
        }
        const size_t stop = end ? (size_t)(end - content.at) : content.len;
        struct span line = span_part(content, at, stop - at);
        if (import->line == 0 && span_starts(line, "\xEF\xBB\xBF")) {
            line = span_part(line, 3, SIZE_MAX);
        }
        import->has_end = end != NULL;
        err = take_line(import, line, diag);
        at = stop + 1;
    }
    *taken = at < content.len ? at : content.len;
    return err;
}

static enum err read_some(int fd, const char *file, char *into, size_t room, size_t *got,
                          struct diag *diag) {
    ssize_t count = 0;
    do {
        count = read(fd, into, room);
    } while (count < 0 && errno == EINTR);
    *got = count > 0 ? (size_t)count : 0;
    return count < 0 ? diag_set(diag, ERR_SYSTEM, "reading %s: %s", file, strerror(errno))
                     : ERR_NONE;
}

static enum err take_content(struct import *import, int fd, char *room, struct diag *diag) {
    size_t held = 0;
    size_t got = 0;
    bool is_first = true;
    enum err err = ERR_NONE;
    do {
        size_t taken = 0;
        err = read_some(fd, import->file, room + held, READ_BYTES - held, &got, diag);
        held += got;
        if (!err && is_first) {
            err = check_start(import, (struct span){room, held}, diag);
            is_first = false;
        }
        if (!err) {
            err = take_lines(import, (struct span){room, held}, got == 0, &taken, diag);
        }
        held -= taken;
        memmove(room, room + taken, held);
        if (!err && held > LINE_MAX_BYTES) {
            import->line++;
            err = diag_set(diag, ERR_INPUT, "%s:%lld: a line of more than %d bytes",
                           import->file, (long long)import->line, LINE_MAX_BYTES);
        }
    } while (!err && got > 0);
    return err;
}

static enum err import_file(struct import *import, const char *path, struct diag *diag) {
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return diag_set(diag, errno == ENOENT ? ERR_ABSENT : ERR_SYSTEM, "%s: %s", path,
                        strerror(errno));
    }
    char *room = malloc(READ_BYTES);
    import->file = path;
    import->line = 0;
    import->rows = 0;
    import->at[COLUMN_POSTCODE] = -1;
    enum err err = room ? take_content(import, fd, room, diag)
                        : diag_set(diag, ERR_MEMORY, "reading %s", path);
    if (!err && import->at[COLUMN_POSTCODE] < 0) {
        err = diag_set(diag, ERR_INPUT, "%s is empty", path);
    }
    free(room);
    (void)close(fd);
    return err;
}

/* ---- folders ---- */

static int is_table(const struct dirent *entry) {
    const struct span span = span_of(entry->d_name);
    const size_t ending = sizeof ".csv" - 1;
    return entry->d_name[0] != '.' && span.len > ending &&
           span_is_nocase(span_part(span, span.len - ending, ending), ".csv");
}

/* alphasort goes by the locale. */
static int by_bytes(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* The files that a path stands for, in the order of their names. */
static enum err list_files(struct strings *out, struct arena *arena, const char *path,
                           struct diag *diag) {
    if (!file_is_folder(path)) {
        strings_push(arena, out, path);
        return arena_check(arena, diag);
    }
    struct dirent **entries = NULL;
    const int count = scandir(path, &entries, is_table, by_bytes);
    if (count < 0) {
        return diag_set(diag, ERR_SYSTEM, "%s: %s", path, strerror(errno));
    }
    for (int i = 0; i < count; i++) {
        strings_push(arena, out, arena_printf(arena, "%s/%s", path, entries[i]->d_name));
        free(entries[i]);
    }
    free(entries);
    if (out->count == 0) {
        return diag_set(diag, ERR_INPUT, "%s: no CSV files in this folder", path);
    }
    return arena_check(arena, diag);
}

/* The last part of a path. */
static const char *base_name(struct arena *arena, const char *path) {
    struct span span = span_of(path);
    while (span.len > 1 && span.at[span.len - 1] == '/') {
        span.len--;
    }
    for (size_t i = span.len; i > 0; i--) {
        if (span.at[i - 1] == '/' && span.len > 1) {
            return arena_copy(arena, span_part(span, i, SIZE_MAX));
        }
    }
    return arena_copy(arena, span);
}

/* ---- all of it ---- */

static enum err put_middles(struct import *import, struct diag *diag) {
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < OUTWARD_SLOTS; i++) {
        const struct middle *middle = &import->middles[i];
        if (middle->count > 0) {
            const struct place place = {PLACE_OUTWARD, middle->outward,
                                        (int32_t)(middle->latitude / middle->count),
                                        (int32_t)(middle->longitude / middle->count)};
            err = store_place_put(import->store, import->set, &place, diag);
            import->counts.outwards++;
        }
    }
    return err;
}

/* The set is begun with its attribution, which the first file tells: so a look at that first.
 */
static enum err find_kind(struct import *import, const char *path, struct diag *diag) {
    char start[LINE_MAX_BYTES];
    size_t got = 0;
    bool is_row = false;
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return diag_set(diag, errno == ENOENT ? ERR_ABSENT : ERR_SYSTEM, "%s: %s", path,
                        strerror(errno));
    }
    import->file = path;
    import->line = 1;
    enum err err = read_some(fd, path, start, sizeof start, &got, diag);
    (void)close(fd);
    struct span rest = {start, got};
    struct span line = {0};
    if (!err && got == 0) {
        err = diag_set(diag, ERR_INPUT, "%s is empty", path);
    }
    err = err ? err : check_start(import, rest, diag);
    if (!err) {
        rest = span_starts(rest, "\xEF\xBB\xBF") ? span_part(rest, 3, SIZE_MAX) : rest;
        (void)span_next_line(&rest, &line);
        cut_line(import, line);
        err = begin_file(import, &is_row, diag);
    }
    return err;
}

static enum err import_files(struct import *import, const struct strings *files,
                             struct diag *diag) {
    const struct place_set set = {.name = import->counts.name,
                                  .attribution = import->counts.attribution};
    enum err err = store_begin(import->store, diag);
    if (err) {
        return err;
    }
    err = store_place_set_begin(import->store, &set, &import->set, diag);
    for (size_t i = 0; !err && i < files->count; i++) {
        err = import_file(import, files->at[i], diag);
    }
    if (!err) {
        err = put_middles(import, diag);
    }
    if (!err && import->counts.postcodes == 0) {
        err = diag_set(diag, ERR_INPUT, "%s: no postcode with a position in it", files->at[0]);
    }
    if (err) {
        store_rollback(import->store);
        return err;
    }
    return store_commit(import->store, diag);
}

static const char *with_year(struct arena *arena, const char *text, int year) {
    struct span rest = span_of(text);
    struct span piece = {0};
    const char *made = NULL;
    while (span_next_piece(&rest, '@', &piece)) {
        made = made ? arena_printf(arena, "%s%d%.*s", made, year, SPAN_FMT(piece))
                    : arena_copy(arena, piece);
    }
    return made;
}

enum err places_import(struct places_imported *out, struct arena *arena, struct store *store,
                       const char *path, int year, const struct listener *listener,
                       struct diag *diag) {
    struct import import = {.store = store, .listener = listener};
    struct strings files = {0};
    enum err err = list_files(&files, arena, path, diag);
    if (err || !files.at) {
        return err;
    }
    err = find_kind(&import, files.at[0], diag);
    if (err) {
        return err;
    }
    import.middles = calloc(OUTWARD_SLOTS, sizeof *import.middles);
    import.counts.kind = kinds[import.kind].name;
    import.counts.name = base_name(arena, path);
    import.counts.attribution = with_year(arena, kinds[import.kind].attribution, year);
    err = import.middles ? arena_check(arena, diag)
                         : diag_set(diag, ERR_MEMORY, "the outward codes");
    if (!err) {
        err = import_files(&import, &files, diag);
    }
    if (!err) {
        *out = import.counts;
    }
    free(import.middles);
    return err;
}
