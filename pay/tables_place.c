/* pay/tables_place.c - the supplement's zone of a place, and words of salary texts
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pay/tables_private.h"

/* The longest name of a place, and the most of a salary text that is looked through. */
enum { NAME_SIZE = 64, TEXT_SIZE = 1024 };

/* What the letter before a key says that it is: nobody writes a place with a sign in front. */
enum { KEY_NAME = ' ', KEY_OUTWARD = '@' };

/* "Bishop's Stortford": the mark that a word processor makes of an apostrophe. */
static const char apostrophe[] = "\xE2\x80\x99";

/* Lower case, every run of what is no letter and no digit one space, one at each end.
 * @return length; what does not fit is cut */
static size_t plain_form(char *out, size_t size, struct span text) {
    size_t len = 0;
    out[len++] = ' ';
    for (size_t i = 0; i < text.len && len + 2 < size; i++) {
        const char c = text.at[i];
        if (ascii_is_alnum(c)) {
            out[len++] = ascii_lower(c);
        } else if (span_starts(span_part(text, i, SIZE_MAX), apostrophe)) {
            i += sizeof apostrophe - 2;
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

/* ---- reading ---- */

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

static const unsigned outside = 1u << PAY_ZONE_OUTSIDE;

/* The only zone of a set; none where there are several. */
static enum pay_zone only_zone(unsigned zones) {
    for (int zone = PAY_ZONE_NONE + 1; zone < PAY_ZONE_COUNT; zone++) {
        if (zones == 1u << zone) {
            return (enum pay_zone)zone;
        }
    }
    return PAY_ZONE_NONE;
}

static void add_key(struct tables *tables, struct span name, char kind,
                    struct tables_place place) {
    char key[NAME_SIZE];
    if (plain_form(key, sizeof key, name) > 2) {
        key[0] = kind;
        place.key = arena_copy_text(&tables->arena, key);
        ARENA_PUSH(&tables->arena, tables->places, tables->place_count, place);
    }
}

static void add_place(struct tables *tables, struct span name, struct zone_row in) {
    add_key(tables, name, KEY_NAME,
            (struct tables_place){.zones = in.zones, .confidence = in.confidence});
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

/* What a row of hcas_places.csv is about. */
enum place_kind { PLACE_PCT = 1, PLACE_TOWN, PLACE_REGION, PLACE_COUNTY, PLACE_ELSEWHERE };
static const char *const kind_words[] = {NULL, "pct", "town", "region", "county", "elsewhere"};
static const struct vocab kinds = {kind_words, sizeof kind_words / sizeof *kind_words};

void tables_take_place(struct tables *tables, struct tables_row *row) {
    const int kind = tables_row_word(row, "kind", &kinds);
    const struct zone_row in = zone_of_row(row);
    const char *name = tables_row_text(row, "place");
    const bool is_name = kind == PLACE_COUNTY || kind == PLACE_ELSEWHERE;
    if (is_name) {
        const struct tables_place place = {.zones = in.zones == outside ? 0 : in.zones,
                                           .confidence = in.confidence,
                                           .is_county = kind == PLACE_COUNTY,
                                           .is_far = kind == PLACE_ELSEWHERE};
        add_key(tables, span_of(name), KEY_NAME, place);
        return;
    }
    add_place(tables, span_of(name), in);
    add_parts(tables, span_of(name), in);
    tables_row_tell(
        row, tables,
        (struct pay_fact){.kind = PAY_FACT_ZONE, .name = name, .zone = only_zone(in.zones)});
}

/* A county of which hcas_places.csv says nothing, or no zone, has none in it. */
void tables_take_county(struct tables *tables, struct tables_row *row) {
    add_key(tables, span_of(tables_row_text(row, "name")), KEY_NAME,
            (struct tables_place){.is_county = true, .confidence = CONFIDENCE_MEMORY});
}

/* Ten-thousandths of a degree: "51.7634", "-0.2242". */
static int degrees(struct tables_row *row, const char *column) {
    const struct span text = span_of(tables_row_text(row, column));
    const bool is_negative = span_starts(text, "-");
    const struct span size = span_part(text, is_negative, SIZE_MAX);
    const size_t dot = span_find(size, SPAN("."), 0);
    uint64_t whole = 0;
    uint64_t part = 0;
    if (dot > size.len || size.len - dot != 5 ||
        !span_number(span_part(size, 0, dot), 180, &whole) ||
        !span_number(span_part(size, dot + 1, SIZE_MAX), 9999, &part)) {
        tables_row_fail(row, column, "degrees with four decimals");
    }
    const int value = (int)(whole * 10000 + part);
    return is_negative ? -value : value;
}

/* Round all places of annex 8, and some miles more: Haslemere in the south, Royston in the
 * north, the villages round Wokingham in the west, Wickford and Thurrock in the east. */
static bool is_round_london(int latitude, int longitude) {
    return latitude > 509000 && latitude < 521500 && longitude > -11000 && longitude < 6000;
}

/* A town far from London lies in no zone, and its name is one that a town of annex 8 may share.
 */
void tables_take_town(struct tables *tables, struct tables_row *row) {
    const bool is_near = is_round_london(degrees(row, "latitude"), degrees(row, "longitude"));
    add_key(tables, span_of(tables_row_text(row, "name")), KEY_NAME,
            (struct tables_place){
                .is_near = is_near, .is_far = !is_near, .confidence = CONFIDENCE_DERIVED});
}

static void add_outward(struct tables *tables, struct span code, struct zone_row in) {
    add_key(tables, code, KEY_OUTWARD,
            (struct tables_place){.zones = in.zones, .confidence = in.confidence});
}

/* "SE13-17" is SE13 to SE17, "LS" the whole area, "TN16/3" what begins with "TN16 3". */
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
    if (dash >= rest.len) {
        add_outward(tables, piece, in);
        return;
    }
    if (!span_number(span_part(rest, 0, dash), 99, &from) ||
        !span_number(span_part(rest, dash + 1, SIZE_MAX), 99, &to) || to < from ||
        letters == 0) {
        tables_row_fail(row, "districts", "outward codes such as SE13-17");
    }
    for (uint64_t at = from; at <= to; at++) {
        char code[NAME_SIZE];
        (void)snprintf(code, sizeof code, "%.*s%d", (int)letters, piece.at, (int)at);
        add_outward(tables, span_of(code), in);
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

static enum confidence weaker(enum confidence a, enum confidence b) {
    return !b || (a && a < b) ? a : b;
}

/* What two rows of one name say together: zones that are listed count before what follows of
 * where its bearers are. */
static void merge(struct tables_place *into, const struct tables_place *other) {
    if (!into->zones == !other->zones) {
        into->confidence = weaker(into->confidence, other->confidence);
    } else if (!into->zones) {
        into->confidence = other->confidence;
    }
    into->zones |= other->zones;
    into->is_county = into->is_county || other->is_county;
    into->is_near = into->is_near || other->is_near;
    into->is_far = into->is_far || other->is_far;
}

/* A name that no list has: of a county, or of towns that are all far from London. Towns that
 * have it may not be in the table: it says what is not meant, and nothing by itself. */
static void settle(struct tables_place *place) {
    if (place->zones == 0 && (place->is_county || (place->is_far && !place->is_near))) {
        place->zones = outside;
        place->is_inferred = true;
    }
}

void tables_sort_places(struct tables *tables) {
    struct tables_place *places = tables->places;
    size_t kept = 0;
    if (tables->place_count == 0) {
        return;
    }
    qsort(places, tables->place_count, sizeof *places, compare_places);
    for (size_t i = 0; i < tables->place_count; i++) {
        if (kept > 0 && strcmp(places[kept - 1].key, places[i].key) == 0) {
            merge(&places[kept - 1], &places[i]);
        } else {
            places[kept++] = places[i];
        }
    }
    for (size_t i = 0; i < kept; i++) {
        settle(&places[i]);
    }
    tables->place_count = kept;
}

/* ---- places ---- */

/* NULL where nothing is known of its zone. */
static const struct tables_place *find_key(const struct tables *tables, struct span name,
                                           char kind) {
    char key[NAME_SIZE];
    (void)plain_form(key, sizeof key, name);
    key[0] = kind;
    const struct tables_place wanted = {.key = key};
    const struct tables_place *found =
        tables->place_count > 0 ? bsearch(&wanted, tables->places, tables->place_count,
                                          sizeof *tables->places, compare_places)
                                : NULL;
    return found && found->zones ? found : NULL;
}

/* The letters and digits of "SE1 7EH" up to its last three. */
static struct span outward_of(struct span postcode) {
    const size_t blank = span_find(postcode, SPAN(" "), 0);
    return blank < postcode.len ? span_part(postcode, 0, blank)
           : postcode.len > 4   ? span_part(postcode, 0, postcode.len - 3)
                                : postcode;
}

/* How much of an outward code is its area, or its district without a letter behind: "EC1" of
 * "EC1A". */
static size_t length_of(struct span outward, bool is_district) {
    size_t len = 0;
    while (len < outward.len && ascii_is_alpha(outward.at[len])) {
        len++;
    }
    while (is_district && len < outward.len && ascii_is_digit(outward.at[len])) {
        len++;
    }
    return len;
}

/* The longest key counts: "TN16 3" of "TN16 3AA", then "TN16", then "TN". */
static const struct tables_place *find_postcode(const struct tables *tables,
                                                struct span postcode) {
    const struct span code = span_trim(postcode);
    const struct span outward = outward_of(code);
    const struct span inward = span_trim(span_part(code, outward.len, SIZE_MAX));
    const size_t area = length_of(outward, false);
    char sector[NAME_SIZE];
    if (area == 0 || area > 2 || area == outward.len) {
        return NULL;
    }
    (void)snprintf(sector, sizeof sector, "%.*s %.*s", outward.len < 5 ? (int)outward.len : 5,
                   outward.at, inward.len > 0 ? 1 : 0, inward.len > 0 ? inward.at : "");
    const struct span keys[] = {span_of(sector), outward,
                                span_part(outward, 0, length_of(outward, true)),
                                span_part(outward, 0, area)};
    const struct tables_place *found = NULL;
    for (size_t i = 0; !found && i < sizeof keys / sizeof *keys; i++) {
        found = find_key(tables, keys[i], KEY_OUTWARD);
    }
    return found;
}

/* Is there a county behind the name ("Merton Devon")? Cuts it off. */
static const struct tables_place *cut_county(const struct tables *tables, struct span *part) {
    for (size_t i = 1; i < part->len; i++) {
        const struct tables_place *found =
            part->at[i - 1] == ' ' ? find_key(tables, span_part(*part, i, SIZE_MAX), KEY_NAME)
                                   : NULL;
        if (found && found->is_county) {
            *part = span_trim(span_part(*part, 0, i));
            return found;
        }
    }
    return NULL;
}

/* A county with more in it than zones. */
static bool is_wide(const struct tables_place *place) {
    return place->is_county && (place->zones & outside) != 0;
}

/* Two parts of a place that cannot both be meant. A county is sure; a name that towns elsewhere
 * share gives way to what lies elsewhere; one zone is said before several ("Dartford, London");
 * else any of them may be meant. */
static struct tables_place choose(const struct tables_place *a, const struct tables_place *b) {
    struct tables_place either = *a;
    merge(&either, b);
    if (is_wide(a) != is_wide(b)) {
        return is_wide(a) ? *a : *b;
    }
    if (a->zones == outside || b->zones == outside) {
        const struct tables_place *in = a->zones == outside ? b : a;
        return !in->is_far ? either : a->zones == outside ? *a : *b;
    }
    if (!only_zone(a->zones) != !only_zone(b->zones)) {
        return only_zone(a->zones) ? *a : *b;
    }
    return either;
}

static void narrow(struct tables_place *so_far, const struct tables_place *part) {
    const unsigned both = so_far->zones & part->zones;
    if (so_far->zones == 0) {
        *so_far = *part;
    } else if (both == 0) {
        *so_far = choose(so_far, part);
    } else {
        /* As sure as the one that says as much. */
        const bool is_part = part->zones == both && so_far->zones != both;
        so_far->confidence = is_part ? part->confidence : so_far->confidence;
        so_far->is_county = so_far->is_county && part->is_county;
        so_far->is_inferred = so_far->is_inferred && part->is_inferred;
        so_far->is_far = is_part ? part->is_far : so_far->is_far;
        so_far->zones = both;
    }
}

static void narrow_by_part(struct tables_place *so_far, const struct tables *tables,
                           struct span part) {
    const struct tables_place *county = NULL;
    const struct tables_place *found = find_key(tables, part, KEY_NAME);
    if (!found) {
        county = cut_county(tables, &part);
        found = county ? find_key(tables, part, KEY_NAME) : NULL;
    }
    if (found) {
        narrow(so_far, found);
    }
    if (county) {
        narrow(so_far, county);
    }
}

/* Where the next part of a place ends: "Hatfield, Doncaster", "Hatfield (Doncaster)", "Hatfield
 * - Doncaster". */
static size_t part_end(struct span rest) {
    size_t end = 0;
    while (end < rest.len && !strchr(",;/()\n", rest.at[end]) &&
           !span_starts(span_part(rest, end, SIZE_MAX), " - ")) {
        end++;
    }
    return end;
}

static struct tables_place find_name(const struct tables *tables, struct span place) {
    struct tables_place found = {.zones = 0};
    while (place.len > 0) {
        const size_t end = part_end(place);
        const size_t step = end < place.len && place.at[end] == ' ' ? 3 : 1;
        narrow_by_part(&found, tables, span_trim(span_part(place, 0, end)));
        place = span_part(place, end + step, SIZE_MAX);
    }
    found.zones = found.is_inferred ? 0 : found.zones;
    return found;
}

/* A postcode decides; where it crosses a border the name may say on which side. */
static struct tables_place find_zone(const struct tables *tables, const char *place,
                                     const char *postcode) {
    const struct tables_place *by_code =
        postcode ? find_postcode(tables, span_of(postcode)) : NULL;
    if (by_code && only_zone(by_code->zones)) {
        return *by_code;
    }
    struct tables_place named = find_name(tables, span_of(place));
    if (by_code && (named.zones & by_code->zones) == 0) {
        return *by_code;
    }
    if (by_code) {
        named.zones &= by_code->zones;
    }
    return named;
}

enum pay_zone tables_zone(const struct tables *tables, const char *place,
                          const char *postcode) {
    return only_zone(tables_zones(tables, place, postcode));
}

unsigned tables_zones(const struct tables *tables, const char *place, const char *postcode) {
    const unsigned zones = find_zone(tables, place, postcode).zones;
    return zones & outside && zones != outside ? 0 : zones;
}

enum confidence tables_zone_confidence(const struct tables *tables, const char *place,
                                       const char *postcode) {
    const struct tables_place found = find_zone(tables, place, postcode);
    return found.zones ? found.confidence : CONFIDENCE_NONE;
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
