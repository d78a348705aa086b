/* crawler/source_nhsjobs.c - addresses of NHS Jobs (England and Wales)
 * SPDX-License-Identifier: MIT
 *
 * The feed: "NHS Jobs Self-Serve Job Adverts API" v1.07 (May 2026), official, without a key:
 * GET /api/v1/search_xml with page and limit (at most 100), sort=publicationDateDesc, keyword,
 * location, distance, contractType, staffGroup, workingPattern, payBand, publishedFrom. An
 * employer's name was sent by one reader only: it is held against the lines.
 * Results: /candidate/search/results, 10 a page whatever is asked; sets as one value parted by
 * commas (a repeated payBand was answered with 400, one sighting). Values seen: distance 5, 10,
 * 20, 30, 50; payBand BAND_3 to BAND_8D (BAND_1, BAND_2 and BAND_9 inferred); contractType
 * Permanent, Apprenticeship, and in texts Fixed-Term, Locum (Bank, Secondment inferred);
 * workingPattern full-time, part-time.
 * Adverts: /candidate/jobadvert/REF. Ids seen: C9380-25-0471, E0343-26-0026abl806o.
 */
#include "crawler/source_private.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { FEED_LIMIT = 100, RESULTS_LINES = 10 };

static const int distances[] = {5, 10, 20, 30, 50};

static const char *const bands[BAND_COUNT] = {
    [BAND_1] = "BAND_1",   [BAND_2] = "BAND_2",   [BAND_3] = "BAND_3",   [BAND_4] = "BAND_4",
    [BAND_5] = "BAND_5",   [BAND_6] = "BAND_6",   [BAND_7] = "BAND_7",   [BAND_8A] = "BAND_8A",
    [BAND_8B] = "BAND_8B", [BAND_8C] = "BAND_8C", [BAND_8D] = "BAND_8D", [BAND_9] = "BAND_9"};

static const char *const staff_groups[STAFF_GROUP_COUNT] = {
    [STAFF_CLINICAL_SERVICES] = "CLINICAL_SERVICES",
    [STAFF_PROF_SCIENTIFIC_AND_TECHNICAL] = "PROF_SCIENTIFIC_AND_TECHNICAL",
    [STAFF_ADMINISTRATIVE_AND_CLERICAL] = "ADMINISTRATIVE_AND_CLERICAL",
    [STAFF_ALLIED_HEALTH_PROF] = "ALLIED_HEALTH_PROF",
    [STAFF_ESTATES_AND_ANCILLARY] = "ESTATES_AND_ANCILLARY",
    [STAFF_HEALTHCARE_SCIENTISTS] = "HEALTHCARE_SCIENTISTS",
    [STAFF_MEDICAL_AND_DENTAL] = "MEDICAL_AND_DENTAL",
    [STAFF_NURSING_AND_MIDWIFERY_REGD] = "NURSING_AND_MIDWIFERY_REGD",
    [STAFF_STUDENTS] = "STUDENTS"};

static const char *const contracts[CONTRACT_COUNT] = {[CONTRACT_PERMANENT] = "Permanent",
                                                      [CONTRACT_FIXED_TERM] = "Fixed-Term",
                                                      [CONTRACT_BANK] = "Bank",
                                                      [CONTRACT_SECONDMENT] = "Secondment",
                                                      [CONTRACT_APPRENTICESHIP] =
                                                          "Apprenticeship",
                                                      [CONTRACT_LOCUM] = "Locum"};

static const char *const patterns[WORK_COUNT] = {
    [WORK_FULL_TIME] = "full-time", [WORK_PART_TIME] = "part-time"};

/* ---- lists ---- */

/* What feed and results call by the same names. */
static void ask(struct query *query, const struct search *search) {
    int miles = query_distance(distances, COUNT(distances), search->distance_miles);

    query_text(query, "keyword", search->keyword);
    query_text(query, "location", search->location);
    if (search_parts(search) & SEARCH_LOCATION && search->distance_miles > 0 && miles > 0) {
        query_number(query, "distance", miles);
    }
    query_set(query, "payBand", bands, COUNT(bands), search->bands);
    query_set(query, "staffGroup", staff_groups, COUNT(staff_groups), search->staff_groups);
    query_set(query, "contractType", contracts, COUNT(contracts), search->contracts);
    query_set(query, "workingPattern", patterns, COUNT(patterns), search->patterns);
}

static const char *feed_path(struct arena *arena, const struct search *search, int page,
                             int64_t seen) {
    struct query query = query_of(arena, "/api/v1/search_xml?sort=publicationDateDesc");
    char day[DATE_TEXT_SIZE];

    (void)seen;
    query_number(&query, "limit", FEED_LIMIT);
    query_number(&query, "page", page);
    ask(&query, search);
    query_text(&query, "publishedFrom", date_write(search->since, day));
    return query.text;
}

static const char *results_path(struct arena *arena, const struct search *search, int page,
                                int64_t seen) {
    struct query query = query_of(arena, "/candidate/search/results");

    (void)seen;
    ask(&query, search);
    query_text(&query, "sort", "publicationDateDesc");
    query_text(&query, "language", "en");
    query_number(&query, "page", page);
    return query.text;
}

enum {
    ASKED = SEARCH_KEYWORD | SEARCH_LOCATION | SEARCH_BANDS | SEARCH_STAFF_GROUPS |
            SEARCH_CONTRACTS | SEARCH_PATTERNS
};

static const struct board_list feed = {.path = feed_path,
                                       .answers = ASKED | SEARCH_SINCE,
                                       .prints =
                                           SEARCH_CONTRACTS | SEARCH_EMPLOYER | SEARCH_SINCE,
                                       .page_size = FEED_LIMIT,
                                       .is_newest_first = true};

static const struct board_list results = {.path = results_path,
                                          .answers = ASKED,
                                          .prints = SEARCH_CONTRACTS | SEARCH_PATTERNS |
                                                    SEARCH_EMPLOYER | SEARCH_SINCE,
                                          .page_size = RESULTS_LINES,
                                          .is_newest_first = true};

/* ---- what can be asked ---- */

static enum err check_set(struct diag *diag, const char *option, const struct vocab *vocab,
                          const char *const *names, size_t count, unsigned set) {
    enum { WORDS_SIZE = 256 };
    char words[WORDS_SIZE];
    const char *unknown = vocab_name(vocab, query_unknown(names, count, set));

    if (!query_unknown(names, count, set)) {
        return ERR_NONE;
    }
    return diag_set(diag, ERR_USAGE, "NHS Jobs cannot be asked for %s %s; it knows %s", option,
                    unknown ? unknown : "of that kind",
                    query_words(vocab, names, count, words, sizeof words));
}

static enum err check(const struct search *search, struct diag *diag) {
    enum err err = check_set(diag, "--pattern", &vocab_work_pattern, patterns, COUNT(patterns),
                             search->patterns);

    if (!err) {
        err = check_set(diag, "--contract", &vocab_contract, contracts, COUNT(contracts),
                        search->contracts);
    }
    if (!err && !query_distance(distances, COUNT(distances), search->distance_miles)) {
        err = diag_set(diag, ERR_USAGE,
                       "NHS Jobs looks 5, 10, 20, 30 or 50 miles around a place, not %d; leave "
                       "--distance out for any",
                       search->distance_miles);
    }
    return err;
}

/* ---- adverts ---- */

static bool is_ref_byte(char c) {
    return ascii_is_alnum(c) || c == '-' || c == '_' || c == '.' || c == '~';
}

/* How many bytes of a reference the text starts with; every reference has a digit
 * ("/candidate/jobadvert/document" is a step of the site's). */
static size_t ref_len(struct span text) {
    bool digit = false;
    size_t len = 0;

    while (len < text.len && is_ref_byte(text.at[len])) {
        digit = digit || ascii_is_digit(text.at[len]);
        len++;
    }
    return digit ? len : 0;
}

static const char *advert_path(struct arena *arena, const char *id) {
    struct span span = span_of(id);

    return span.len >= 3 && span.len <= 64 && ref_len(span) == span.len
               ? arena_printf(arena, "/candidate/jobadvert/%s", id)
               : NULL;
}

static const char *advert_id(struct arena *arena, const char *path) {
    static const char start[] = "/candidate/jobadvert/";
    struct span alone = path_alone(path);

    if (!span_starts_nocase(alone, start)) {
        return NULL;
    }
    alone = span_part(alone, sizeof start - 1, SIZE_MAX);
    return path_id(arena, span_part(alone, 0, ref_len(alone)));
}

const struct board_source source_nhsjobs = {
    .source = SOURCE_NHSJOBS,
    .name = "nhsjobs",
    .title = "NHS Jobs",
    .origin = "https://www.jobs.nhs.uk",
    .terms = "https://www.jobs.nhs.uk/candidate/acceptable-use",
    .manners = "Its feed is made for programs; its pages have refused some machines in data "
               "centres, and no rate limit is published.",
    .feed = &feed,
    .results = &results,
    .advert_path = advert_path,
    .advert_id = advert_id,
    .check = check,
};
