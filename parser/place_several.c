/* parser/place_several.c - one text that names several places, taken apart
 * SPDX-License-Identifier: MIT
 *
 * "Leeds or London" are two places, "Tyne and Wear" is one: there is no gazetteer, so only
 * lists of bare names are taken apart, and names that are known to hold an "and" stay whole
 * (parser/fields/place_words.tsv, `one`). Where a postcode is printed nothing is: it belongs to
 * one of them, and nobody says to which.
 */
#include "parser/place_private.h"

#include <string.h>

/* The most words of a bare town's name: "Newcastle upon Tyne", "Stow on the Wold". */
enum { NAME_WORDS_MAX = 4 };

/* ---- names ---- */

/* A town's name alone: capitals, no figures, no word of a building or a way of working. */
static bool is_bare_name(struct span name) {
    struct span rest = name;
    struct span word;
    size_t words = 0;
    while (span_next_piece(&rest, ' ', &word)) {
        bool roams =
            words == 0 && (place_word_is("roam", word) || place_word_is("direction", word));
        if (roams || place_word_is("building", word) || place_word_is("across", word) ||
            ++words > NAME_WORDS_MAX) {
            return false;
        }
    }
    for (size_t i = 0; i < name.len; i++) {
        if (ascii_is_digit(name.at[i]) || strchr("()&:;", name.at[i])) {
            return false;
        }
    }
    bool lower = name.len > 0 && name.at[0] >= 'a' && name.at[0] <= 'z';
    return name.len > 1 && !lower && !place_word_is("nowhere", name) &&
           !place_word_is("country", name);
}

/* Where " or ", " and ", " & " or a slash parts the text; SIZE_MAX: nowhere. */
static size_t joint_in(struct span text, size_t *len) {
    static const char *const joints[] = {" or ", " and ", " & ", "/"};
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++) {
        size_t at = span_find_nocase(text, span_of(joints[i]), 0);
        if (at < first) {
            first = at;
            *len = strlen(joints[i]);
        }
    }
    return first;
}

static struct span last_word(struct span text) {
    size_t from = text.len;
    while (from > 0 && text.at[from - 1] != ' ') {
        from--;
    }
    return span_part(text, from, SIZE_MAX);
}

/* ---- a list of towns ---- */

static bool push(struct place_list *list, struct span name) {
    name = span_trim(name);
    bool room = list->count < PLACE_LIST_MAX;
    if (room && (is_bare_name(name) || place_is_county(name))) {
        list->at[list->count++] = name;
        return true;
    }
    return false;
}

/* The names of a piece without commas. @return false where one is none */
static bool push_joined(struct place_list *list, struct span piece) {
    size_t len = 0;
    if (place_word_is("one", piece) || place_is_county(piece)) {
        return push(list, piece);
    }
    for (size_t at = joint_in(piece, &len); at != SIZE_MAX; at = joint_in(piece, &len)) {
        if (!push(list, span_part(piece, 0, at))) {
            return false;
        }
        piece = span_part(piece, at + len, SIZE_MAX);
    }
    return push(list, piece);
}

/* "Leeds or London", "Hull, Grimsby and Goole", "Carshalton & Epsom, Surrey": the last piece
 * must join names, or the last before a county's. */
static bool list_towns(struct place_list *list, struct span text) {
    struct span last = text;
    size_t comma = SIZE_MAX;
    for (size_t at = span_find(text, SPAN(","), 0); at != SIZE_MAX;
         at = span_find(text, SPAN(","), at + 1)) {
        comma = at;
    }
    if (comma != SIZE_MAX) {
        last = span_trim(span_part(text, comma + 1, SIZE_MAX));
        bool county = place_is_county(last);
        list->county = county ? last : list->county;
        text = county ? span_part(text, 0, comma) : text;
        last = county ? text : last;
    }
    size_t len = 0;
    if (joint_in(last, &len) == SIZE_MAX) {
        return false;
    }
    struct span piece;
    while (span_next_piece(&text, ',', &piece)) {
        if (!push_joined(list, span_trim(piece))) {
            return false;
        }
    }
    return list->count > 1;
}

/* ---- two buildings, each with its town ---- */

/* "Queens Hospital, Burton and Peel Hospital, Tamworth": the piece behind a comma joins a town
 * and a second building of the first one's kind. */
static bool list_buildings(struct place_list *list, struct span text) {
    size_t first = span_find(text, SPAN(","), 0);
    size_t second = first == SIZE_MAX ? first : span_find(text, SPAN(","), first + 1);
    if (second == SIZE_MAX) {
        return false;
    }
    struct span building = span_part(text, 0, first);
    struct span middle = span_part(text, first + 1, second - first - 1);
    size_t len = 0;
    size_t joint = joint_in(middle, &len);
    struct span other =
        span_part(middle, joint == SIZE_MAX ? middle.len : joint + len, SIZE_MAX);
    struct span town = span_trim(span_part(middle, 0, joint));
    if (joint == SIZE_MAX || !is_bare_name(town) ||
        !span_equal_nocase(last_word(building), last_word(other))) {
        return false;
    }
    list->at[0] = span_part(text, 0, first + 1 + joint);
    list->at[1] = span_part(text, first + 1 + joint + len, SIZE_MAX);
    list->count = 2;
    return true;
}

bool place_several(struct place_list *list, struct span text) {
    *list = (struct place_list){.count = 0};
    while (text.len > 0 && strchr(" .,", text.at[text.len - 1])) {
        text.len--;
    }
    if (place_word_is("one", text) || place_is_county(text) || place_word_is("nowhere", text)) {
        return false;
    }
    if (list_towns(list, text)) {
        return true;
    }
    *list = (struct place_list){.count = 0};
    return list_buildings(list, text);
}
