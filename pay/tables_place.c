/* pay/tables_place.c - the supplement's zone of a place, and words of salary texts
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pay/tables_private.h"

/* The longest name of a place, and the most of a salary text that is looked through. */
enum { NAME_SIZE = 64, TEXT_SIZE = 1024 };

/* Lower case, every run of what is no letter and no digit one space, one at each end.
 * @return length; what does not fit is cut */
static size_t plain_form(char *out, size_t size, struct span text) {
    size_t len = 0;
    out[len++] = ' ';
    for (size_t i = 0; i < text.len && len + 2 < size; i++) {
        const char c = text.at[i];
        if (ascii_is_alnum(c)) {
            out[len++] = ascii_lower(c);
        } else if (c != '\'' && out[len - 1] != ' ') {
            out[len++] = ' ';
        }
    }
    if (out[len - 1] != ' ') {
        out[len++] = ' ';
    }
    out[len] = '\0';
    return len;
}

/* ---- places ---- */

/* The zones of the row, and how sure they are. */
struct zone_row {
    unsigned zones; /* set */
    enum confidence confidence;
};

/* "inner", or "inner|outer": one of the two. */
static struct zone_row zone_of_row(struct tables_row *row) {
    struct span rest = span_of(tables_row_text(row, "zone"));
    struct span piece;
    unsigned zones = 0;
    while (span_next_piece(&rest, '|', &piece)) {
        const int zone = vocab_value(&vocab_pay_zone, piece);
        if (zone == 0) {
            tables_row_fail(row, "zone", "zones");
        }
        zones |= 1u << zone;
    }
    return (struct zone_row){
        zones, (enum confidence)tables_row_word(row, "confidence", &vocab_confidence)};
}

/* The only zone of a set; none where there are several. */
static enum pay_zone only_zone(unsigned zones) {
    for (int zone = PAY_ZONE_NONE + 1; zone < PAY_ZONE_COUNT; zone++) {
        if (zones == 1u << zone) {
            return (enum pay_zone)zone;
        }
    }
    return PAY_ZONE_NONE;
}

static void add_place(struct tables *tables, struct span name, struct zone_row in) {
    char key[NAME_SIZE];
    if (plain_form(key, sizeof key, name) > 2) {
        const struct tables_place place = {arena_copy_text(&tables->arena, key), in.zones,
                                           in.confidence};
        ARENA_PUSH(&tables->arena, tables->places, tables->place_count, place);
    }
}

/* The parts of "Dartford, Gravesham & Swanley" are places of their own. */
static void add_parts(struct tables *tables, struct span names, struct zone_row in) {
    struct span part;
    while (span_next_piece(&names, ',', &part)) {
        struct span rest = part;
        struct span name;
        while (span_next_piece(&rest, '&', &name)) {
            add_place(tables, span_trim(name), in);
        }
    }
}

void tables_take_place(struct tables *tables, struct tables_row *row) {
    const struct zone_row in = zone_of_row(row);
    const char *name = tables_row_text(row, "place");
    add_place(tables, span_of(name), in);
    add_parts(tables, span_of(name), in);
    tables_row_tell(
        row, tables,
        (struct pay_fact){.kind = PAY_FACT_ZONE, .name = name, .zone = only_zone(in.zones)});
}

/* "SE13-17" is SE13 to SE17. */
static void add_districts(struct tables *tables, struct tables_row *row, struct span piece,
                          struct zone_row in) {
    size_t letters = 0;
    uint64_t from = 0;
    uint64_t to = 0;
    while (letters < piece.len && !ascii_is_digit(piece.at[letters])) {
        letters++;
    }
    struct span rest = span_part(piece, letters, SIZE_MAX);
    const size_t dash = span_find(rest, SPAN("-"), 0);
    if (!span_number(span_part(rest, 0, dash), 99, &from)) {
        add_place(tables, piece, in); /* "EC1A" */
        return;
    }
    const struct span number = dash < rest.len ? span_part(rest, dash + 1, SIZE_MAX) : rest;
    if (!span_number(number, 99, &to) || to < from || letters == 0) {
        tables_row_fail(row, "districts", "outward codes such as SE13-17");
    }
    for (uint64_t at = from; at <= to; at++) {
        char code[NAME_SIZE];
        (void)snprintf(code, sizeof code, "%.*s%d", (int)letters, piece.at, (int)at);
        add_place(tables, span_of(code), in);
    }
}

void tables_take_postcodes(struct tables *tables, struct tables_row *row) {
    const struct zone_row in = zone_of_row(row);
    const char *districts = tables_row_text(row, "districts");
    struct span rest = span_of(districts);
    struct span piece;
    while (span_next_piece(&rest, ' ', &piece)) {
        add_districts(tables, row, piece, in);
    }
    tables_row_tell(row, tables,
                    (struct pay_fact){
                        .kind = PAY_FACT_ZONE, .name = districts, .zone = only_zone(in.zones)});
}

static int compare_places(const void *a, const void *b) {
    return strcmp(((const struct tables_place *)a)->key, ((const struct tables_place *)b)->key);
}

void tables_sort_places(struct tables *tables) {
    if (tables->place_count > 0) {
        qsort(tables->places, tables->place_count, sizeof *tables->places, compare_places);
    }
}

static const struct tables_place *find_place(const struct tables *tables, struct span name) {
    char key[NAME_SIZE];
    (void)plain_form(key, sizeof key, name);
    const struct tables_place wanted = {.key = key};
    return tables->place_count > 0 ? bsearch(&wanted, tables->places, tables->place_count,
                                             sizeof *tables->places, compare_places)
                                   : NULL;
}

/* "SE1 7EH" by "SE1"; "EC1A 1BB" by "EC1A". A whole postcode has its last three characters
 * behind the outward code. */
static const struct tables_place *find_postcode(const struct tables *tables,
                                                struct span postcode) {
    struct span rest = span_trim(postcode);
    struct span outward = rest;
    const size_t blank = span_find(rest, SPAN(" "), 0);
    if (blank < rest.len) {
        outward = span_part(rest, 0, blank);
    } else if (rest.len > 4) {
        outward = span_part(rest, 0, rest.len - 3);
    }
    return find_place(tables, outward);
}

static const struct tables_place *find_zone(const struct tables *tables, const char *place,
                                            const char *postcode) {
    const struct tables_place *found =
        postcode ? find_postcode(tables, span_of(postcode)) : NULL;
    struct span rest = span_of(place);
    struct span part;
    while ((!found || !only_zone(found->zones)) && span_next_piece(&rest, ',', &part)) {
        const struct tables_place *here = find_place(tables, span_trim(part));
        found = here ? here : found;
    }
    return found;
}

enum pay_zone tables_zone(const struct tables *tables, const char *place,
                          const char *postcode) {
    return only_zone(tables_zones(tables, place, postcode));
}

unsigned tables_zones(const struct tables *tables, const char *place, const char *postcode) {
    const struct tables_place *found = find_zone(tables, place, postcode);
    return found ? found->zones : 0;
}

enum confidence tables_zone_confidence(const struct tables *tables, const char *place,
                                       const char *postcode) {
    const struct tables_place *found = find_zone(tables, place, postcode);
    return found ? found->confidence : CONFIDENCE_NONE;
}

/* ---- words ---- */

void tables_take_word(struct tables *tables, struct tables_row *row) {
    static const char *const cue_words[] = {
        NULL,        "apprentice",        "inner",       "outer", "fringe", "part_time",
        "full_time", "agenda_for_change", "other_scheme"};
    static const struct vocab cues = {cue_words, sizeof cue_words / sizeof *cue_words};
    char words[NAME_SIZE];
    const int cue = tables_row_word(row, "kind", &cues);
    (void)plain_form(words, sizeof words, span_of(tables_row_text(row, "words")));
    const struct tables_word word = {arena_copy_text(row->arena, words),
                                     (enum tables_cue)(cue - 1)};
    ARENA_PUSH(row->arena, tables->words, tables->word_count, word);
}

unsigned tables_cues(const struct tables *tables, const char *text) {
    char plain[TEXT_SIZE];
    unsigned set = 0;
    (void)plain_form(plain, sizeof plain, span_of(text));
    for (size_t i = 0; i < tables->word_count; i++) {
        if (strstr(plain, tables->words[i].words)) {
            set |= 1u << tables->words[i].cue;
        }
    }
    return set;
}
