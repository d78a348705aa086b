/* parser/place.c - where a job is: address lines, town, county, postcode
 * SPDX-License-Identifier: MIT
 *
 * There is no gazetteer: the town is the last line that is neither postcode, country nor county
 * (parser/fields/counties.tsv), unless words in it say that it is a building, a street or a way
 * of working (parser/fields/place_words.tsv). Names stay as printed.
 */
#include "parser/place_private.h"

#include <string.h>

#include "base/utf8.h"

/* The most lines of an address. */
enum { LINES_MAX = 40 };

/* An address being taken apart, its lines last to first. */
struct address {
    struct arena *arena;
    struct span lines[LINES_MAX];
    size_t count;
    struct location location;
};

/* ---- pieces of text ---- */

/* Without separators and white space at both ends. A full stop stays behind an abbreviation's
 * letters only inside. */
static struct span tidy(struct span text) {
    for (size_t before = text.len + 1; before != text.len;) {
        before = text.len;
        text = span_trim(text);
        while (text.len > 0 && strchr(",;|/-.", text.at[0])) {
            text = span_part(text, 1, SIZE_MAX);
        }
        while (text.len > 0 && strchr(",;|/-.&", text.at[text.len - 1])) {
            text = span_part(text, 0, text.len - 1);
        }
    }
    return text;
}

static bool is_digit_in(struct span text) {
    for (size_t i = 0; i < text.len; i++) {
        if (ascii_is_digit(text.at[i])) {
            return true;
        }
    }
    return false;
}

/* Where the last word begins. */
static size_t last_word(struct span text) {
    size_t from = text.len;
    while (from > 0 && text.at[from - 1] != ' ') {
        from--;
    }
    return from;
}

static struct span first_word(struct span text) {
    size_t space = span_find(text, SPAN(" "), 0);
    return tidy(span_part(text, 0, space));
}

/* ---- lines ---- */

/* Lines that name no place are left out, and so are countries. */
static void add_line(struct address *address, struct span line) {
    line = tidy(line);
    if (line.len > 0 && address->count < LINES_MAX && !place_word_is("nowhere", line) &&
        !place_word_is("country", line)) {
        address->lines[address->count++] = line;
    }
}

/* The length of a separator at `at`: a middle dot has two bytes. */
static size_t separator_at(struct span line, size_t at) {
    if (strchr(",;|\n", line.at[at])) {
        return 1;
    }
    return span_starts(span_part(line, at, 2), "\xC2\xB7") ? 2 : 0;
}

/* The first separator that is not inside brackets, or SIZE_MAX. */
static size_t next_separator(struct span line, size_t *len) {
    bool inside = false;
    for (size_t at = 0; at < line.len; at++) {
        struct span behind = span_part(line, at, SIZE_MAX);
        inside = line.at[at] == '(' ? span_find(behind, SPAN(")"), 0) != SIZE_MAX
                                    : inside && line.at[at] != ')';
        *len = inside ? 0 : separator_at(line, at);
        if (*len > 0) {
            return at;
        }
    }
    return SIZE_MAX;
}

/* Put the pieces of a line between separators at the end of the address. */
static void add_pieces(struct address *address, struct span line) {
    for (;;) {
        size_t len = 0;
        size_t at = next_separator(line, &len);
        add_line(address, span_part(line, 0, at));
        if (at == SIZE_MAX) {
            return;
        }
        line = span_part(line, at + len, SIZE_MAX);
    }
}

/* "Grantham Hospital. Manthorpe Road. Grantham.": full stops for commas, but not those behind
 * "St" or "Nr". @return the number of lines put, 0 where the text has no such stop */
static bool add_sentences(struct address *address, struct span text) {
    bool any = false;
    size_t from = 0;
    for (size_t at = span_find(text, SPAN(". "), 0); at != SIZE_MAX;
         at = span_find(text, SPAN(". "), at + 1)) {
        struct span before = span_part(text, from, at - from);
        if (before.len - last_word(before) > 3) {
            add_line(address, before);
            from = at + 1;
            any = true;
        }
    }
    if (any) {
        add_line(address, span_part(text, from, SIZE_MAX));
    }
    return any;
}

/* Takes the postcode out of the line that has it, the last such line. */
static void take_postcode(struct address *address) {
    for (size_t i = address->count; i-- > 0;) {
        struct postcode postcode;
        size_t from = 0;
        struct span line = address->lines[i];
        bool whole = postcode_next(line, &from, &postcode);
        if (!whole && (i + 1 < address->count || !postcode_outward(line, &postcode))) {
            continue;
        }
        address->location.postcode = postcode_write(address->arena, &postcode);
        size_t at = (size_t)(postcode.found.at - line.at);
        struct span before = tidy(span_part(line, 0, at));
        struct span behind = tidy(span_part(line, at + postcode.found.len, SIZE_MAX));
        if (span_ends(before, "(") && span_starts(behind, ")")) {
            before = tidy(span_part(before, 0, before.len - 1));
            behind = tidy(span_part(behind, 1, SIZE_MAX));
        }
        /* What stood before the postcode and behind it are lines of their own, the town's the
         * last; what is in brackets explains. */
        if (span_starts(behind, "(")) {
            struct span swap = before;
            before = behind;
            behind = swap;
        }
        struct span rest[LINES_MAX];
        size_t count = address->count - i - 1;
        memcpy(rest, &address->lines[i + 1], count * sizeof *rest);
        address->count = i;
        add_line(address, before);
        add_line(address, behind);
        for (size_t k = 0; k < count; k++) {
            add_line(address, rest[k]);
        }
        return;
    }
}

/* ---- town and county ---- */

static const char *copy(struct address *address, struct span text) {
    return utf8_fold_copy(address->arena, text);
}

/* The last line where it is a county's name. */
static bool take_county_line(struct address *address) {
    if (address->count == 0 || address->location.county ||
        !place_is_county(address->lines[address->count - 1])) {
        return false;
    }
    address->location.county = copy(address, address->lines[--address->count]);
    return true;
}

/* The word before the last. */
static struct span word_before(struct span line, size_t last) {
    struct span before = span_trim(span_part(line, 0, last));
    return span_part(before, last_word(before), SIZE_MAX);
}

/* Without a country at its end: "Manchester UK". */
static struct span without_country(struct span line) {
    size_t from = last_word(line);
    struct span word = span_part(line, from, SIZE_MAX);
    bool part = from == 0 || place_word_is("joined", word_before(line, from)) ||
                place_word_is("roam", first_word(line));
    return !part && place_word_is("country", word) ? tidy(span_part(line, 0, from)) : line;
}

/* A county's name at the end of the town's line: "Biggleswade Bedfordshire", "Newport Isle of
 * Wight", but not "Bradford on Avon". @return the town's part */
static struct span without_county(struct address *address, struct span line) {
    for (size_t at = span_find(line, SPAN(" "), 0); at != SIZE_MAX;
         at = span_find(line, SPAN(" "), at + 1)) {
        struct span town = span_part(line, 0, at);
        struct span county = span_part(line, at + 1, SIZE_MAX);
        struct span joined = span_part(town, last_word(town), SIZE_MAX);
        if (place_is_county(county) && !place_word_is("joined", joined) && !is_digit_in(town)) {
            address->location.county = copy(address, county);
            return tidy(town);
        }
    }
    return line;
}

/* "Community sites across Devon": how widely, not where. */
static bool says_across(struct span line) {
    struct span word;
    while (span_next_piece(&line, ' ', &word)) {
        if (word.len > 0 && place_word_is("across", word)) {
            return true;
        }
    }
    return false;
}

/* Past the last word that says "building" or "street"; 0 where there is none. */
static size_t building_end(struct span line) {
    size_t end = 0;
    size_t from = 0;
    bool building = false;
    while (from < line.len) {
        size_t space = span_find(line, SPAN(" "), from);
        size_t to = space == SIZE_MAX ? line.len : space;
        struct span word = tidy(span_part(line, from, to - from));
        bool tail = building && place_word_is("tail", word);
        building = word.len > 0 && (tail || place_word_is("building", word));
        end = building ? to : end;
        from = to + 1;
    }
    return end;
}

/* Without what stands in brackets at its end: "London (see advert for details)"; a county there
 * is the county: "Bangor (Gwynedd)". */
static struct span without_brackets(struct address *address, struct span line) {
    size_t at = span_find(line, SPAN("("), 0);
    if (at == SIZE_MAX || at == 0 || !span_ends(line, ")")) {
        return line;
    }
    struct span inner = span_part(line, at + 1, line.len - at - 2);
    if (!address->location.county && place_is_county(inner)) {
        address->location.county = copy(address, inner);
    }
    return tidy(span_part(line, 0, at));
}

/* The town in a line, `*rest` what comes before it; empty where the line names none. A building
 * word that is the whole line is a town's name: Street in Somerset. */
static struct span town_in(struct span line, struct span *rest) {
    struct span none = {NULL, 0};
    size_t end = building_end(line);
    *rest = none;
    if (place_word_is("roam", first_word(line)) || says_across(line)) {
        return none;
    }
    if (end == line.len && last_word(line) > 0) {
        return none;
    }
    bool whole = end == line.len || end == 0;
    struct span town = whole ? line : tidy(span_part(line, end, SIZE_MAX));
    size_t words = 1;
    for (size_t i = 0; i < town.len; i++) {
        words += town.at[i] == ' ';
    }
    bool lower = town.len > 0 && town.at[0] >= 'a' && town.at[0] <= 'z' && !whole;
    bool sentence = words > 6 || (words > 3 && town.at[0] >= 'a' && town.at[0] <= 'z');
    if (is_digit_in(town) || town.len == 0 || lower || sentence || (!whole && words > 3)) {
        return none;
    }
    *rest = whole ? none : tidy(span_part(line, 0, end));
    return town;
}

static bool same_place(struct span line, const char *town) {
    return town && span_equal_nocase(tidy(line), span_of(town));
}

static void take_town(struct address *address) {
    if (address->count == 0) {
        return;
    }
    struct span line = without_country(address->lines[address->count - 1]);
    line = address->location.county ? line : without_county(address, line);
    struct span rest;
    struct span town = town_in(without_brackets(address, line), &rest);
    address->lines[address->count - 1] = line;
    if (town.len == 0) {
        return;
    }
    address->location.town = copy(address, town);
    address->count--;
    if (rest.len > 0) {
        address->lines[address->count++] = rest;
    }
    /* "Boston, Lincolnshire, PE21 9QS, Boston": the town again, a county before it. */
    while (take_county_line(address) ||
           (address->count > 0 &&
            same_place(address->lines[address->count - 1], address->location.town))) {
        if (address->count > 0 &&
            same_place(address->lines[address->count - 1], address->location.town)) {
            address->count--;
        }
    }
}

/* "Various", "Across all sites": how widely, so the town is in a line before. */
static bool is_wide(struct span line) {
    return place_word_is("vague", line) || place_word_is("roam", first_word(line)) ||
           says_across(line);
}

static void take_town_and_county(struct address *address) {
    struct span aside[LINES_MAX];
    size_t count = 0;
    while (address->count > 1 && is_wide(address->lines[address->count - 1])) {
        aside[count++] = address->lines[--address->count];
    }
    (void)take_county_line(address);
    take_town(address);
    while (count > 0) {
        add_line(address, aside[--count]);
    }
}

static struct location finish(struct address *address) {
    struct location *location = &address->location;
    take_postcode(address);
    take_town_and_county(address);
    for (size_t i = 0; i < address->count; i++) {
        const char *line = copy(address, address->lines[i]);
        if (line && !strings_has(&location->address, line)) {
            strings_push(address->arena, &location->address, line);
        }
    }
    place_derive(address->arena, location);
    return *location;
}

struct location place_of_lines(struct arena *arena, const struct strings *lines) {
    struct address address = {.arena = arena};
    for (size_t i = 0; i < lines->count; i++) {
        const char *line = utf8_fold_copy(arena, span_of(lines->at[i]));
        if (i + 1 < lines->count) {
            add_line(&address, span_of(line));
        } else {
            add_pieces(&address, span_of(line));
        }
    }
    return finish(&address);
}

/* ---- one text ---- */

static struct location place_of_text(struct arena *arena, struct span text) {
    struct address address = {.arena = arena};
    bool commas = span_find(text, SPAN(","), 0) != SIZE_MAX;
    /* "Low Hill / Wolverhampton / WV14 8AL": slashes part lines where one parts the postcode.
     */
    size_t slash = SIZE_MAX;
    for (size_t at = 0; (at = span_find(text, SPAN(" / "), at)) != SIZE_MAX; at++) {
        slash = at;
    }
    struct postcode postcode;
    size_t from = slash == SIZE_MAX ? 0 : slash + 3;
    bool slashes = slash != SIZE_MAX && postcode_next(text, &from, &postcode) &&
                   postcode.found.at == text.at + slash + 3;
    struct span piece;
    while (slashes && span_next_piece(&text, '/', &piece)) {
        add_pieces(&address, piece);
    }
    if (!slashes && (commas || !add_sentences(&address, text))) {
        add_pieces(&address, text);
    }
    return finish(&address);
}

/* Nothing in it, or nothing but "Various". */
static bool is_empty(const struct location *location) {
    bool lines = false;
    for (size_t i = 0; i < location->address.count; i++) {
        lines = lines || !place_word_is("vague", span_of(location->address.at[i]));
    }
    return !lines && !location->town && !location->county && !location->postcode;
}

static bool same_text(const char *a, const char *b) {
    return (!a && !b) || (a && b && span_equal_nocase(span_of(a), span_of(b)));
}

static bool same_location(const struct location *a, const struct location *b) {
    bool same = same_text(a->town, b->town) && same_text(a->county, b->county) &&
                same_text(a->postcode, b->postcode) && a->address.count == b->address.count;
    for (size_t i = 0; same && i < a->address.count; i++) {
        same = same_text(a->address.at[i], b->address.at[i]);
    }
    return same;
}

/* Signs alone leave nothing of a line. */
static void drop_empty_lines(struct strings *lines) {
    size_t kept = 0;
    for (size_t i = 0; i < lines->count; i++) {
        if (lines->at[i][0]) {
            lines->at[kept++] = lines->at[i];
        }
    }
    lines->count = kept;
}

void place_add(struct vacancy *vacancy, struct arena *arena, struct location location) {
    drop_empty_lines(&location.address);
    if (is_empty(&location)) {
        return;
    }
    for (size_t i = 0; i < vacancy->location_count; i++) {
        if (same_location(&vacancy->locations[i], &location)) {
            return;
        }
    }
    if (vacancy->location_count >= VACANCY_LOCATIONS_MAX) {
        vacancy_note(vacancy, arena, "locations", "too_many", "only the first %d are kept",
                     VACANCY_LOCATIONS_MAX);
        return;
    }
    ARENA_PUSH(arena, vacancy->locations, vacancy->location_count, location);
}

/* Several towns in one name, not parted: the postcode belongs to one of them. */
static void note_several(struct vacancy *vacancy, struct arena *arena,
                         const struct location *location) {
    struct span town = span_of(location->town);
    if (span_find(town, SPAN("/"), 0) != SIZE_MAX ||
        span_find(town, SPAN(" or "), 0) != SIZE_MAX ||
        span_find(town, SPAN(" & "), 0) != SIZE_MAX ||
        span_find(town, SPAN(" and "), 0) != SIZE_MAX) {
        vacancy_note(vacancy, arena, "locations", "several_places",
                     "several places may be meant: \"%s\"", location->town);
    }
}

static void read_one(struct vacancy *vacancy, struct arena *arena, struct span text) {
    struct location location = place_of_text(arena, text);
    if (is_empty(&location)) {
        vacancy_note(vacancy, arena, "locations", "no_place", "no place can be read: \"%.*s\"",
                     SPAN_FMT(text));
        return;
    }
    if (!location.town && !location.county && !location.postcode) {
        vacancy_note(vacancy, arena, "locations", "no_town", "no town can be read: \"%.*s\"",
                     SPAN_FMT(text));
    }
    note_several(vacancy, arena, &location);
    place_add(vacancy, arena, location);
}

static size_t count_postcodes(struct span text) {
    struct postcode postcode;
    size_t count = 0;
    size_t from = 0;
    while (postcode_next(text, &from, &postcode)) {
        count++;
    }
    return count;
}

/* Without the "and" that joins a place to the one before. */
static struct span without_joint(struct span text) {
    static const char *const joints[] = {"and ", "or ", "& "};
    text = tidy(text);
    for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++) {
        if (span_starts_nocase(text, joints[i])) {
            return span_part(text, strlen(joints[i]), SIZE_MAX);
        }
    }
    return text;
}

/* A text without postcodes: one place, or a list of them. */
static void read_list(struct vacancy *vacancy, struct arena *arena, struct span text) {
    struct place_list list;
    if (!place_several(&list, text)) {
        read_one(vacancy, arena, text);
        return;
    }
    for (size_t i = 0; i < list.count; i++) {
        const char *one =
            list.county.len > 0
                ? arena_printf(arena, "%.*s, %.*s", SPAN_FMT(list.at[i]), SPAN_FMT(list.county))
                : arena_copy(arena, list.at[i]);
        read_one(vacancy, arena, span_of(one));
    }
}

void place_read(struct vacancy *vacancy, struct arena *arena, const char *text) {
    const char *folded = text ? utf8_fold_copy(arena, span_of(text)) : NULL;
    struct span rest = span_of(folded);
    if (rest.len == 0) {
        return;
    }
    /* With several postcodes each ends a place; what follows the last belongs to it. */
    size_t postcodes = count_postcodes(rest);
    for (size_t i = 1; i < postcodes; i++) {
        struct postcode postcode;
        size_t end = 0;
        (void)postcode_next(rest, &end, &postcode);
        read_one(vacancy, arena, without_joint(span_part(rest, 0, end)));
        rest = span_part(rest, end, SIZE_MAX);
    }
    (postcodes > 0 ? read_one : read_list)(vacancy, arena, without_joint(rest));
}
