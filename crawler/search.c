/* crawler/search.c - what a user looks for on a board
 * SPDX-License-Identifier: MIT
 */
#include "crawler/search.h"

/* The staff groups in the order of the board's own list. */
static const char *const staff_group_words[] = {
    [STAFF_CLINICAL_SERVICES] = "clinical_services",
    [STAFF_PROF_SCIENTIFIC_AND_TECHNICAL] = "prof_scientific_and_technical",
    [STAFF_ADMINISTRATIVE_AND_CLERICAL] = "administrative_and_clerical",
    [STAFF_ALLIED_HEALTH_PROF] = "allied_health_prof",
    [STAFF_ESTATES_AND_ANCILLARY] = "estates_and_ancillary",
    [STAFF_HEALTHCARE_SCIENTISTS] = "healthcare_scientists",
    [STAFF_MEDICAL_AND_DENTAL] = "medical_and_dental",
    [STAFF_NURSING_AND_MIDWIFERY_REGD] = "nursing_and_midwifery_regd",
    [STAFF_STUDENTS] = "students",
};

const struct vocab vocab_staff_group = {staff_group_words,
                                        sizeof staff_group_words / sizeof *staff_group_words};

/* ---- which parts are given ---- */

/* White space alone asks for nothing. */
static bool says_something(const char *text) { return span_trim(span_of(text)).len > 0; }

unsigned search_parts(const struct search *search) {
    unsigned parts = 0;

    parts |= says_something(search->keyword) ? SEARCH_KEYWORD : 0u;
    parts |= says_something(search->location) ? SEARCH_LOCATION : 0u;
    parts |= search->bands ? SEARCH_BANDS : 0u;
    parts |= search->staff_groups ? SEARCH_STAFF_GROUPS : 0u;
    parts |= search->contracts ? SEARCH_CONTRACTS : 0u;
    parts |= search->patterns ? SEARCH_PATTERNS : 0u;
    parts |= says_something(search->employer) ? SEARCH_EMPLOYER : 0u;
    parts |= date_is_none(search->since) ? 0u : SEARCH_SINCE;
    return parts;
}

const char *search_part_option(unsigned parts) {
    static const struct {
        enum search_part part;
        const char *option;
    } options[] = {{SEARCH_KEYWORD, "--keyword"},
                   {SEARCH_LOCATION, "--location"},
                   {SEARCH_BANDS, "--band"},
                   {SEARCH_CONTRACTS, "--contract"},
                   {SEARCH_STAFF_GROUPS, "--staff-group"},
                   {SEARCH_PATTERNS, "--pattern"},
                   {SEARCH_EMPLOYER, "--employer"},
                   {SEARCH_SINCE, "--since"}};

    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        if (parts & options[i].part) {
            return options[i].option;
        }
    }
    return "";
}

/* ---- one spelling ---- */

/* A text on its way; NULL once memory was short. */
struct written {
    struct arena *arena;
    const char *text;
};

static void put(struct written *to, const char *name, const char *value) {
    const char *parted = to->text && to->text[0] ? "&" : "";

    to->text = to->text && value
                   ? arena_printf(to->arena, "%s%s%s=%s", to->text, parted, name, value)
                   : NULL;
}

/* What would read as the end of a value or as no text is written as %XX. */
static bool is_plain(char c) {
    return (unsigned char)c >= 0x20 && c != 0x7f && c != '&' && c != '=' && c != '%';
}

/* Runs of white space become one space, none at the ends; ASCII letters become small. */
static const char *write_words(struct arena *arena, const char *text) {
    struct span rest = span_trim(span_of(text));
    char *out = arena_alloc(arena, rest.len + 1, 3);
    size_t len = 0;

    for (size_t i = 0; out && i < rest.len; i++) {
        static const char digits[] = "0123456789ABCDEF";
        char c = ascii_is_space(rest.at[i]) ? ' ' : ascii_lower(rest.at[i]);
        if (c == ' ' && out[len - 1] == ' ') {
            continue; /* the first byte is no space: the span is trimmed */
        }
        if (is_plain(c)) {
            out[len++] = c;
        } else {
            out[len++] = '%';
            out[len++] = digits[(unsigned char)c >> 4];
            out[len++] = digits[c & 15];
        }
    }
    return out;
}

static const char *write_set(struct arena *arena, const struct vocab *vocab, unsigned set) {
    struct strings names = vocab_names(vocab, set, arena);
    const char *text = NULL;

    for (size_t i = 0; i < names.count; i++) {
        text = text ? arena_printf(arena, "%s,%s", text, names.at[i]) : names.at[i];
    }
    return text ? text : "";
}

const char *search_write(const struct search *search, struct arena *arena) {
    struct written to = {arena, ""};
    unsigned parts = search_parts(search);
    char day[DATE_TEXT_SIZE];
    const struct {
        enum search_part part;
        const char *name;
        const struct vocab *vocab;
        unsigned set;
    } sets[] = {{SEARCH_BANDS, "bands", &vocab_band, search->bands},
                {SEARCH_STAFF_GROUPS, "staff_groups", &vocab_staff_group, search->staff_groups},
                {SEARCH_CONTRACTS, "contracts", &vocab_contract, search->contracts},
                {SEARCH_PATTERNS, "patterns", &vocab_work_pattern, search->patterns}};

    if (parts & SEARCH_KEYWORD) {
        put(&to, "keyword", write_words(arena, search->keyword));
    }
    if (parts & SEARCH_LOCATION) {
        put(&to, "location", write_words(arena, search->location));
    }
    if (parts & SEARCH_LOCATION && search->distance_miles > 0) {
        put(&to, "distance", arena_printf(arena, "%d", search->distance_miles));
    }
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        if (parts & sets[i].part) {
            put(&to, sets[i].name, write_set(arena, sets[i].vocab, sets[i].set));
        }
    }
    if (parts & SEARCH_EMPLOYER) {
        put(&to, "employer", write_words(arena, search->employer));
    }
    if (parts & SEARCH_SINCE) {
        put(&to, "since", date_write(search->since, day));
    }
    return to.text;
}

/* ---- held against a line ---- */

/* Any white space in the one stands for any in the other; ASCII case is ignored. */
static bool starts_with_words(struct span text, struct span words) {
    size_t at = 0;
    size_t i = 0;

    while (i < words.len) {
        bool gap = ascii_is_space(words.at[i]);
        if (at >= text.len || gap != ascii_is_space(text.at[at]) ||
            (!gap && ascii_lower(text.at[at]) != ascii_lower(words.at[i]))) {
            return false;
        }
        do {
            at++;
        } while (gap && at < text.len && ascii_is_space(text.at[at]));
        do {
            i++;
        } while (gap && i < words.len && ascii_is_space(words.at[i]));
    }
    return true;
}

static bool has_words(const char *text, const char *words) {
    struct span rest = span_of(text);
    struct span wished = span_trim(span_of(words));

    for (; rest.len > 0; rest = span_part(rest, 1, SIZE_MAX)) {
        if (starts_with_words(rest, wished)) {
            return true;
        }
    }
    return wished.len == 0;
}

bool search_misses(const struct search *search, const struct vacancy *line) {
    unsigned contract = line->contract == CONTRACT_NONE ? 0 : 1u << line->contract;
    const struct {
        unsigned wished;
        unsigned printed;
    } sets[] = {{search->contracts, contract},
                {search->patterns, line->working_patterns},
                {search->bands, line->bands}};

    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        if (sets[i].wished && sets[i].printed && !(sets[i].wished & sets[i].printed)) {
            return true;
        }
    }
    if (line->employer && search->employer && !has_words(line->employer, search->employer)) {
        return true;
    }
    return !date_is_none(search->since) && !date_is_none(line->posted) &&
           date_compare(line->posted, search->since) < 0;
}
