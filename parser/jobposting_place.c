/* parser/jobposting_place.c - where the job of a posting is
 * SPDX-License-Identifier: MIT
 *
 * A PostalAddress names its parts, but boards put whole addresses into one of them, the country
 * into the region, the town into the street. What names itself well is taken as it is named,
 * the rest is read like any printed address.
 */
#include "parser/fields.h"
#include "parser/jobposting.h"
#include "parser/wording.h"

/* The parts of one PostalAddress. */
struct postal {
    struct strings streets;
    const char *town;
    const char *region;
    const char *postcode; /* as printed */
    const char *country;
};

static bool is_same(const char *a, const char *b) {
    return a && b && span_equal_nocase(span_trim(span_of(a)), span_trim(span_of(b)));
}

static bool is_country(const char *text) {
    return text && words_find(NULL, &fields_place_words, "country", span_of(text));
}

static bool has_digit_or_comma(const char *text) {
    for (const char *c = text; c && *c; c++) {
        if (ascii_is_digit(*c) || *c == ',') {
            return true;
        }
    }
    return false;
}

/* ---- streets ---- */

/* A line of the street says nothing new where another part says the same. */
static bool is_new(const struct postal *postal, const char *line) {
    return !is_same(line, postal->town) && !is_same(line, postal->region) &&
           !is_same(line, postal->postcode) && !is_country(line) &&
           !strings_has(&postal->streets, line);
}

static void add_street(const struct posting *posting, struct postal *postal, const char *text) {
    struct span rest = span_of(text);
    struct span line;
    while (span_next_line(&rest, &line)) {
        struct span piece;
        while (span_next_piece(&line, ',', &piece)) {
            const char *clean =
                jobposting_line(posting->arena, arena_copy(posting->arena, span_trim(piece)));
            if (clean && is_new(postal, clean)) {
                strings_push(posting->arena, &postal->streets, clean);
            }
        }
    }
}

static void read_streets(const struct posting *posting, struct postal *postal,
                         const struct json *address) {
    const struct json *street = schema_org_get(posting->things, address, "streetAddress");
    for (size_t i = 0; i < schema_org_count(street); i++) {
        const struct json *each = schema_org_at(posting->things, street, i);
        /* <br> between lines, and line breaks. */
        const char *raw = schema_org_raw(posting->arena, each);
        add_street(posting, postal, jobposting_prose(posting->arena, raw));
    }
}

/* ---- one address ---- */

/* Parts that hold more than they say: the whole is read as printed lines. */
static struct location mixed_location(const struct posting *posting,
                                      const struct postal *postal) {
    struct strings lines = {NULL, 0};
    const char *const parts[] = {postal->town, postal->region, postal->postcode};
    for (size_t i = 0; i < postal->streets.count; i++) {
        strings_push(posting->arena, &lines, postal->streets.at[i]);
    }
    const char *tail = "";
    for (size_t i = 0; i < sizeof parts / sizeof parts[0] && tail; i++) {
        if (parts[i] && !is_country(parts[i])) {
            tail = arena_printf(posting->arena, "%s%s%s", tail, *tail ? ", " : "", parts[i]);
        }
    }
    strings_push(posting->arena, &lines, tail && *tail ? tail : NULL);
    return place_of_lines(posting->arena, &lines);
}

static void note_postcode(const struct posting *posting, const char *printed) {
    vacancy_note(posting->vacancy, posting->arena, "locations", "postcode_unreadable",
                 "\"%s\" is no postcode", printed);
}

static struct location named_location(const struct posting *posting,
                                      const struct postal *postal) {
    struct location location = {.address = postal->streets, .town = postal->town};
    bool county =
        postal->region && !is_country(postal->region) && !is_same(postal->region, postal->town);
    location.county = county ? postal->region : NULL;
    location.postcode = place_postcode(posting->arena, span_of(postal->postcode), NULL);
    if (postal->postcode && !location.postcode) {
        note_postcode(posting, postal->postcode);
    }
    place_derive(posting->arena, &location);
    return location;
}

static bool is_abroad(const char *country) {
    static const char *const ours[] = {"GB", "UK", "GBR", "JE", "GG", "IM"};
    for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++) {
        if (is_same(country, ours[i])) {
            return false;
        }
    }
    return country && !is_country(country);
}

static void add_address(const struct posting *posting, const struct json *address,
                        const char *name) {
    struct postal postal = {
        .town = posting_line_of(posting, address, "addressLocality.name"),
        .region = posting_line_of(posting, address, "addressRegion.name"),
        .postcode = posting_line_of(posting, address, "postalCode"),
        .country = posting_line_of(posting, address, "addressCountry.name"),
    };
    if (name && !has_digit_or_comma(name) && is_new(&postal, name)) {
        strings_push(posting->arena, &postal.streets, name);
    }
    read_streets(posting, &postal, address);
    if (is_abroad(postal.country)) {
        vacancy_note(posting->vacancy, posting->arena, "locations", "abroad",
                     "the place is said to be in \"%s\"", postal.country);
    }
    bool whole = postal.town && !has_digit_or_comma(postal.town) &&
                 (!postal.region || !has_digit_or_comma(postal.region));
    place_add(posting->vacancy, posting->arena,
              whole ? named_location(posting, &postal) : mixed_location(posting, &postal));
}

/* ---- places ---- */

static void read_text_place(const struct posting *posting, const struct json *value) {
    place_read(posting->vacancy, posting->arena,
               jobposting_line(posting->arena, schema_org_raw(posting->arena, value)));
}

/* A Place with its address, a PostalAddress alone, or a text. */
static void read_place(const struct posting *posting, const struct json *place) {
    const struct json *address = schema_org_get(posting->things, place, "address");
    address = schema_org_at(posting->things, address, 0);
    const char *name = posting_line_of(posting, place, "name");
    if (!json_is_object(place)) {
        read_text_place(posting, place);
    } else if (json_is_object(address)) {
        add_address(posting, address, name);
    } else if (address) {
        read_text_place(posting, address);
    } else if (schema_org_is(place, "PostalAddress") ||
               schema_org_get(posting->things, place, "addressLocality")) {
        add_address(posting, place, NULL);
    } else if (name) {
        place_read(posting->vacancy, posting->arena, name);
    }
}

void jobposting_places(const struct posting *posting) {
    const struct json *places = posting_get(posting, "jobLocation");
    const struct vacancy *vacancy = posting->vacancy;
    size_t count = schema_org_count(places);
    size_t at = 0;
    for (; at < count && vacancy->location_count < VACANCY_LOCATIONS_MAX; at++) {
        read_place(posting, schema_org_at(posting->things, places, at));
    }
    if (at < count) {
        vacancy_note(posting->vacancy, posting->arena, "locations", "too_many",
                     "only the first %d are kept", VACANCY_LOCATIONS_MAX);
    }
    const struct json *types = posting_get(posting, "jobLocationType");
    for (size_t i = 0; i < schema_org_count(types); i++) {
        const char *type =
            schema_org_raw(posting->arena, schema_org_at(posting->things, types, i));
        if (type && span_is_nocase(span_trim(span_of(type)), "TELECOMMUTE")) {
            posting->vacancy->working_patterns |= 1u << WORK_HOME_OR_REMOTE;
        }
    }
}
