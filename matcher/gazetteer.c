/* matcher/gazetteer.c - where towns and postcode areas of the United Kingdom are
 * SPDX-License-Identifier: MIT
 */
#include "matcher/gazetteer.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/builtin.h"
#include "base/csv.h"
#include "base/nearest.h"

/* A town so many times as large as the next of its name is what people mean by it. Where
 * nobody knows how many live there, it is taken for a small town. */
enum { DOMINANT = 20, SMALL_TOWN = 5000 };

/* The reach of a town in miles is the square root of its population over this: 1.3 miles for
 * Dartford, 5.5 for Birmingham, 15 for London, as maps show them. */
enum { BLUR_DIVISOR = 180 };

/* Towns of one name within so many miles of each other are one place. */
enum { ONE_PLACE = 3 };

/* A postcode's area decides between two towns of one name that both may lie in it, where one is
 * so many miles more at home in another area. */
enum { AT_HOME = 10 };

/* Districts are small, but the towns that people name may lie a little outside. */
enum { DISTRICT_REACH = 10 };

/* More of one name than the table has (Newport, Hook: 6). */
enum { SAME_NAME_MAX = 16, NAME_SIZE = 64 };

struct town {
    const char *key; /* its name as fold_name makes it */
    const char *name;
    const char *county; /* code, "" for none */
    enum nation nation;
    int32_t latitude;
    int32_t longitude;
    int64_t population;
};

struct county {
    const char *key; /* folded */
    const char *name;
    const char *code;
};

struct area {
    uint32_t key; /* distance_outward */
    struct spot spot;
    const char *town;
    int32_t latitude;
    int32_t longitude;
};

struct gazetteer {
    struct arena arena;
    struct town *towns; /* by key, then as in the table: the largest first */
    size_t town_count;
    struct county *counties; /* as in the table: the usual name first */
    size_t county_count;
    struct area *areas; /* by key */
    size_t area_count;
};

/* ---- names ---- */

/* Words that are written in several ways, or left out. */
static const struct {
    const char *from;
    const char *to;
} same_words[] = {{"saint", "st"}, {"and", ""}, {"&", ""}, {"royal", ""}, {"the", ""}};

static struct span same_word(struct span word) {
    for (size_t i = 0; i < sizeof same_words / sizeof *same_words; i++) {
        if (span_is(word, same_words[i].from)) {
            return span_of(same_words[i].to);
        }
    }
    return word;
}

/* Put a word behind the others. */
static void put_word(char out[static NAME_SIZE], size_t *len, struct span word) {
    const struct span as = same_word(word);
    const size_t gap = *len > 0 && as.len > 0;
    if (*len + gap + as.len < NAME_SIZE) {
        memcpy(out + *len, " ", gap);
        memcpy(out + *len + gap, as.len > 0 ? as.at : "", as.len);
        *len += gap + as.len;
        out[*len] = '\0';
    }
}

/* "St. Leonards-on-Sea" as "st leonards on sea". Bytes beyond ASCII stay as they are. */
static void fold_name(char out[static NAME_SIZE], struct span name) {
    char word[NAME_SIZE];
    size_t used = 0;
    size_t len = 0;
    out[0] = '\0';
    for (size_t i = 0; i <= name.len; i++) {
        const char c = i < name.len ? ascii_lower(name.at[i]) : ' ';
        const bool is_mark =
            c == '\'' || c == '.' || span_starts(span_part(name, i, 3), "\xE2\x80\x99");
        if (is_mark) {
            i += c == '\xE2' ? 2 : 0;
        } else if (ascii_is_alnum(c) || c == '&' || (c & 0x80)) {
            word[used] = c;
            used += used + 1 < sizeof word;
        } else if (used > 0) {
            put_word(out, &len, (struct span){word, used});
            used = 0;
        }
    }
}

static const char *folded(struct arena *arena, const char *name) {
    char key[NAME_SIZE];
    fold_name(key, span_of(name));
    return arena_copy_text(arena, key);
}

/* ---- postcodes ---- */

bool gazetteer_postcode(char out[static GAZETTEER_POSTCODE_SIZE],
                        char outward[static GAZETTEER_OUTWARD_SIZE], struct span text) {
    enum { LETTERS_MAX = 7, INWARD = 3 };
    char all[LETTERS_MAX + 1] = "";
    size_t len = 0;
    size_t letters = 0;
    out[0] = outward[0] = '\0';
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == ' ') {
            continue;
        }
        if (!ascii_is_alnum(text.at[i]) || len == LETTERS_MAX) {
            return false;
        }
        all[len++] = ascii_upper(text.at[i]);
    }
    while (letters < len && !ascii_is_digit(all[letters])) {
        letters++;
    }
    /* The inward code is a digit and two letters, and no outward code ends so. */
    const bool is_whole = len >= 2 + INWARD && ascii_is_digit(all[len - INWARD]) &&
                          !ascii_is_digit(all[len - 2]) && !ascii_is_digit(all[len - 1]);
    const size_t front = is_whole ? len - INWARD : len;
    if (letters < 1 || letters > 2 || front <= letters || front > letters + 2) {
        return false;
    }
    memcpy(outward, all, front);
    outward[front] = '\0';
    memcpy(out, outward, front);
    if (is_whole) {
        out[front] = ' ';
        memcpy(out + front + 1, all + front, INWARD);
    }
    out[front + (is_whole ? 1 + INWARD : 0)] = '\0';
    return true;
}

/* ---- reading the tables ---- */

/* "51.4466" in millionths. */
static bool read_micro(const char *text, int32_t *out) {
    enum { DIGITS = 6 };
    const bool is_less = text[0] == '-';
    struct span rest = span_of(text + is_less);
    struct span whole = {0};
    uint64_t degrees = 0;
    uint64_t part = 0;
    if (!span_next_piece(&rest, '.', &whole) || !span_number(whole, 180, &degrees) ||
        rest.len > DIGITS || (rest.len > 0 && !span_number(rest, 999999, &part))) {
        return false;
    }
    for (size_t i = rest.len; i < DIGITS; i++) {
        part *= 10;
    }
    *out = (int32_t)(degrees * 1000000 + part) * (is_less ? -1 : 1);
    return true;
}

static enum err wrong_row(const struct csv *csv, struct diag *diag) {
    return diag_set(diag, ERR_INPUT, "%s:%d: not as schema/facts/README.md has it", csv->file,
                    csv->line);
}

static enum nation nation_of(const char *code) {
    static const char *const codes[NATION_COUNT] = {[NATION_ENGLAND] = "ENG",
                                                    [NATION_WALES] = "WLS",
                                                    [NATION_SCOTLAND] = "SCT",
                                                    [NATION_NORTHERN_IRELAND] = "NIR"};
    for (int i = 1; i < NATION_COUNT; i++) {
        if (strcmp(codes[i], code) == 0) {
            return (enum nation)i;
        }
    }
    return NATION_NONE;
}

/* A table and what takes its rows. */
struct table {
    const char *file;
    enum err (*read)(struct gazetteer *gazetteer, const struct csv *csv,
                     const struct strings *cells, struct diag *diag);
};

static enum err read_table(struct gazetteer *gazetteer, const struct table *table,
                           struct diag *diag) {
    struct csv csv;
    struct arena work;
    struct strings cells = {0};
    bool more = true;
    arena_init(&work, ARENA_PAGE_CAP);
    enum err err = csv_open(&csv, &work, table->file, builtin_span(table->file), ',', diag);
    while (!err && more) {
        err = csv_next(&csv, &work, &cells, &more, diag);
        if (!err && more) {
            err = table->read(gazetteer, &csv, &cells, diag);
        }
    }
    arena_fini(&work);
    return err ? err : arena_check(&gazetteer->arena, diag);
}

static enum err read_town(struct gazetteer *gazetteer, const struct csv *csv,
                          const struct strings *cells, struct diag *diag) {
    struct arena *arena = &gazetteer->arena;
    uint64_t population = 0;
    struct town town = {.nation = nation_of(cells->at[1])};
    if (!read_micro(cells->at[3], &town.latitude) ||
        !read_micro(cells->at[4], &town.longitude) ||
        !span_number(span_of(cells->at[5]), INT32_MAX, &population) || !town.nation) {
        return wrong_row(csv, diag);
    }
    town.name = arena_copy_text(arena, cells->at[0]);
    town.key = folded(arena, town.name);
    town.county = arena_copy_text(arena, cells->at[2]);
    town.population = (int64_t)population;
    ARENA_PUSH(arena, gazetteer->towns, gazetteer->town_count, town);
    return ERR_NONE;
}

/* Another name: the rows of the place again, under that name. */
static enum err read_name(struct gazetteer *gazetteer, const struct csv *csv,
                          const struct strings *cells, struct diag *diag) {
    struct arena *arena = &gazetteer->arena;
    const char *key = folded(arena, cells->at[0]);
    const char *place = folded(arena, cells->at[1]);
    const enum nation nation = nation_of(cells->at[2]);
    const size_t count = gazetteer->town_count;
    for (size_t i = 0; place && i < count; i++) {
        struct town town = gazetteer->towns[i];
        if (town.nation == nation && town.key && strcmp(town.key, place) == 0) {
            town.key = key;
            ARENA_PUSH(arena, gazetteer->towns, gazetteer->town_count, town);
        }
    }
    return gazetteer->town_count > count || arena->failed ? ERR_NONE : wrong_row(csv, diag);
}

static enum err read_county(struct gazetteer *gazetteer, const struct csv *csv,
                            const struct strings *cells, struct diag *diag) {
    struct arena *arena = &gazetteer->arena;
    (void)csv;
    (void)diag;
    const struct county county = {folded(arena, cells->at[1]),
                                  arena_copy_text(arena, cells->at[1]),
                                  arena_copy_text(arena, cells->at[0])};
    ARENA_PUSH(arena, gazetteer->counties, gazetteer->county_count, county);
    return ERR_NONE;
}

static enum err read_area(struct gazetteer *gazetteer, const struct csv *csv,
                          const struct strings *cells, struct diag *diag) {
    int32_t latitude = 0;
    int32_t longitude = 0;
    uint64_t reach = 0;
    const uint32_t key = distance_outward(cells->at[0]);
    if (key == 0 || !read_micro(cells->at[2], &latitude) ||
        !read_micro(cells->at[3], &longitude) ||
        !span_number(span_of(cells->at[4]), 200, &reach)) {
        return wrong_row(csv, diag);
    }
    const struct area area = {
        key, distance_spot(latitude, longitude, SURE_AREA, (unsigned)reach),
        arena_copy_text(&gazetteer->arena, cells->at[1]), latitude, longitude};
    ARENA_PUSH(&gazetteer->arena, gazetteer->areas, gazetteer->area_count, area);
    return ERR_NONE;
}

/* ---- opening ---- */

/* The largest first, and always in the same order. */
static int compare_towns(const void *left, const void *right) {
    const struct town *a = left;
    const struct town *b = right;
    const int key = strcmp(a->key, b->key);
    return key ? key
           : a->population != b->population
               ? (a->population < b->population) - (a->population > b->population)
           : a->latitude != b->latitude
               ? (a->latitude > b->latitude) - (a->latitude < b->latitude)
               : (a->longitude > b->longitude) - (a->longitude < b->longitude);
}

static int compare_areas(const void *left, const void *right) {
    const struct area *a = left;
    const struct area *b = right;
    return (a->key > b->key) - (a->key < b->key);
}

static const struct table tables[] = {
    {"schema/facts/places.csv", read_town},
    {"schema/facts/places_names.csv", read_name},
    {"schema/facts/places_counties.csv", read_county},
    {"schema/facts/places_areas.csv", read_area},
};

static enum err read_tables(struct gazetteer *gazetteer, struct diag *diag) {
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < sizeof tables / sizeof *tables; i++) {
        err = read_table(gazetteer, &tables[i], diag);
    }
    if (!err) {
        qsort(gazetteer->towns, gazetteer->town_count, sizeof *gazetteer->towns, compare_towns);
        qsort(gazetteer->areas, gazetteer->area_count, sizeof *gazetteer->areas, compare_areas);
    }
    return err;
}

enum err gazetteer_open(struct gazetteer **out, struct diag *diag) {
    struct gazetteer *gazetteer = calloc(1, sizeof *gazetteer);
    if (!gazetteer) {
        return diag_set(diag, ERR_MEMORY, "the tables of places");
    }
    arena_init(&gazetteer->arena, ARENA_PAGE_CAP);
    enum err err = read_tables(gazetteer, diag);
    if (err) {
        gazetteer_close(gazetteer);
        return err;
    }
    *out = gazetteer;
    return ERR_NONE;
}

void gazetteer_close(struct gazetteer *gazetteer) {
    if (gazetteer) {
        arena_fini(&gazetteer->arena);
        free(gazetteer);
    }
}

/* ---- areas ---- */

static const struct area *area_of(const struct gazetteer *gazetteer, const char *name) {
    const struct area key = {.key = distance_outward(name)};
    return bsearch(&key, gazetteer->areas, gazetteer->area_count, sizeof key, compare_areas);
}

/* The district, without the letter that parts it further ("SW1" of "SW1A"), or the area. */
static const struct area *nearest_area(const struct gazetteer *gazetteer, const char *outward) {
    char name[GAZETTEER_OUTWARD_SIZE] = "";
    size_t len = 0;
    size_t letters = 0;
    while (len + 1 < sizeof name && outward[len]) {
        name[len] = outward[len];
        len++;
    }
    while (ascii_is_alpha(name[letters])) {
        letters++;
    }
    const struct area *area = area_of(gazetteer, name);
    if (!area && len > letters && ascii_is_alpha(name[len - 1])) {
        name[len - 1] = '\0';
        area = area_of(gazetteer, name);
    }
    name[letters] = '\0';
    return area ? area : area_of(gazetteer, name);
}

struct spot gazetteer_area(const struct gazetteer *gazetteer, const char *outward,
                           struct gazetteer_town *middle) {
    const struct area *area = nearest_area(gazetteer, outward);
    if (area && middle) {
        *middle = (struct gazetteer_town){.name = area->town,
                                          .latitude = area->latitude,
                                          .longitude = area->longitude,
                                          .blur = area->spot.blur};
    }
    return area ? area->spot : (struct spot){0};
}

/* ---- towns ---- */

/* Towns that may be meant, and what decides between them. */
struct search {
    const struct gazetteer *gazetteer;
    const struct town *at[SAME_NAME_MAX];
    size_t count;
    enum nation nation;
    char county[NAME_SIZE];  /* folded; "" for none */
    const struct area *area; /* of the postcode; NULL: not known */
};

static unsigned blur_of(const struct town *town) {
    unsigned blur = 1;
    while ((int64_t)(blur * BLUR_DIVISOR) * (int64_t)(blur * BLUR_DIVISOR) < town->population) {
        blur++;
    }
    return blur;
}

static struct spot spot_of(const struct town *town) {
    return distance_spot(town->latitude, town->longitude, SURE_TOWN, blur_of(town));
}

static bool is_nation(const struct search *search, const struct town *town) {
    return !search->nation || town->nation == search->nation;
}

static const struct county *next_county(const struct search *search,
                                        const struct county *after) {
    const struct gazetteer *gazetteer = search->gazetteer;
    for (size_t i = after ? (size_t)(after - gazetteer->counties) + 1 : 0;
         i < gazetteer->county_count; i++) {
        if (strcmp(gazetteer->counties[i].key, search->county) == 0) {
            return &gazetteer->counties[i];
        }
    }
    return NULL;
}

/* A county that is not in the table decides nothing, and neither does one of a place whose
 * county is not known. */
static bool is_county(const struct search *search, const struct town *town) {
    const struct county *county = next_county(search, NULL);
    bool is_it = !county || !town->county[0];
    for (; county && !is_it; county = next_county(search, county)) {
        is_it = strcmp(county->code, town->county) == 0;
    }
    return is_it;
}

static bool is_in_area(const struct search *search, const struct town *town) {
    const struct spot spot = spot_of(town);
    const int reach = !search->area                              ? 0
                      : search->area->spot.blur < DISTRICT_REACH ? DISTRICT_REACH
                                                                 : search->area->spot.blur;
    return !search->area || distance_miles(&spot, &search->area->spot) <= reach + spot.blur;
}

/* How many miles nearer a town is to the middle of another area than to the postcode's. */
static int strangeness(const struct search *search, const struct town *town) {
    const struct gazetteer *gazetteer = search->gazetteer;
    const struct spot spot = spot_of(town);
    const int own = distance_miles(&spot, &search->area->spot);
    int nearest = own;
    for (size_t i = 0; i < gazetteer->area_count; i++) {
        const int miles = distance_miles(&spot, &gazetteer->areas[i].spot);
        nearest = miles < nearest ? miles : nearest;
    }
    return own - nearest;
}

/* Of several towns in the area keep the one that is most at home there, if one is. */
static void keep_at_home(struct search *search) {
    size_t best = 0;
    int least = INT_MAX;
    int second = INT_MAX;
    for (size_t i = 0; i < search->count; i++) {
        const int strange = strangeness(search, search->at[i]);
        if (strange < least) {
            second = least;
            least = strange;
            best = i;
        } else if (strange < second) {
            second = strange;
        }
    }
    if (second != INT_MAX && second - least >= AT_HOME) {
        search->at[0] = search->at[best];
        search->count = 1;
    }
}

static void keep_those(struct search *search,
                       bool (*is_it)(const struct search *search, const struct town *town)) {
    size_t kept = 0;
    for (size_t i = 0; i < search->count; i++) {
        if (is_it(search, search->at[i])) {
            search->at[kept++] = search->at[i];
        }
    }
    search->count = kept;
}

/* All towns of a name, the largest first. */
static void find_name(struct search *search, struct span name) {
    const struct gazetteer *gazetteer = search->gazetteer;
    char key[NAME_SIZE];
    size_t low = 0;
    size_t high = gazetteer->town_count;
    fold_name(key, name);
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (strcmp(gazetteer->towns[middle].key, key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; key[0] && low < gazetteer->town_count && search->count < SAME_NAME_MAX &&
           strcmp(gazetteer->towns[low].key, key) == 0;
         low++) {
        search->at[search->count++] = &gazetteer->towns[low];
    }
}

/* Of those that are left, the one that is meant, or NULL. */
static const struct town *decide(const struct search *search) {
    const struct town *first = search->count > 0 ? search->at[0] : NULL;
    for (size_t i = 1; i < search->count; i++) {
        const struct town *other = search->at[i];
        const struct spot a = spot_of(first);
        const struct spot b = spot_of(other);
        const int64_t people = other->population ? other->population : SMALL_TOWN;
        if (distance_miles(&a, &b) > ONE_PLACE && first->population < DOMINANT * people) {
            return NULL;
        }
    }
    return first;
}

/* The nation of all that are left; none where they lie in several. */
static enum nation nation_of_all(const struct search *search) {
    for (size_t i = 1; i < search->count; i++) {
        if (search->at[i]->nation != search->at[0]->nation) {
            return NATION_NONE;
        }
    }
    return search->count > 0 ? search->at[0]->nation : NATION_NONE;
}

static const char *county_name(const struct gazetteer *gazetteer, const struct town *town) {
    for (size_t i = 0; i < gazetteer->county_count; i++) {
        if (strcmp(gazetteer->counties[i].code, town->county) == 0) {
            return gazetteer->counties[i].name;
        }
    }
    return NULL;
}

struct gazetteer_town gazetteer_town(const struct gazetteer *gazetteer,
                                     const struct brief_place *where) {
    struct search search = {.gazetteer = gazetteer, .nation = where->nation};
    struct span county = span_of(where->town);
    struct span town = {0};
    char postcode[GAZETTEER_POSTCODE_SIZE];
    char outward[GAZETTEER_OUTWARD_SIZE];
    struct gazetteer_town found = {0};
    if (!span_next_piece(&county, ',', &town)) {
        return found;
    }
    fold_name(search.county, where->county ? span_of(where->county) : county);
    if (gazetteer_postcode(postcode, outward, span_of(where->postcode))) {
        search.area = nearest_area(gazetteer, outward);
    }
    find_name(&search, town);
    found.of_name = search.count;
    keep_those(&search, is_in_area);
    keep_those(&search, is_nation);
    /* Counties are less sure than postcodes: they are asked where something is still open. */
    if (search.count > 1 || !search.area) {
        keep_those(&search, is_county);
    }
    if (search.count > 1 && search.area) {
        keep_at_home(&search);
    }
    const struct town *meant = decide(&search);
    found.nation = nation_of_all(&search);
    if (meant) {
        found.name = meant->name;
        found.county = county_name(gazetteer, meant);
        found.nation = meant->nation;
        found.latitude = meant->latitude;
        found.longitude = meant->longitude;
        found.blur = blur_of(meant);
    }
    return found;
}

const char *gazetteer_nearest(const struct gazetteer *gazetteer, const char *name) {
    enum { LETTERS_LEAST = 4 };
    char key[NAME_SIZE];
    const struct town *best = NULL;
    struct span rest = span_of(name);
    struct span town = {0};
    (void)span_next_piece(&rest, ',', &town);
    fold_name(key, town);
    const struct span wanted = span_of(key);
    for (size_t i = 0; wanted.len >= LETTERS_LEAST && i < gazetteer->town_count; i++) {
        const struct town *at = &gazetteer->towns[i];
        if (nearest_is_slip(wanted, span_of(at->key)) &&
            (!best || at->population > best->population)) {
            best = at;
        }
    }
    return best ? best->name : NULL;
}

struct spot gazetteer_find(const struct gazetteer *gazetteer, const struct brief_place *where) {
    char postcode[GAZETTEER_POSTCODE_SIZE];
    char outward[GAZETTEER_OUTWARD_SIZE];
    struct spot spot = {0};
    if (gazetteer_postcode(postcode, outward, span_of(where->postcode))) {
        spot = gazetteer_area(gazetteer, outward, NULL);
    }
    const struct gazetteer_town town = gazetteer_town(gazetteer, where);
    if (town.name && (spot.sure == SURE_NONE || town.blur < spot.blur)) {
        spot = distance_spot(town.latitude, town.longitude, SURE_TOWN, town.blur);
    }
    spot.outward = distance_outward(outward);
    return spot;
}
