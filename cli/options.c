/* cli/options.c - the options of all commands, and how a command line is read
 * SPDX-License-Identifier: MIT
 */
#include "cli/options.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "cli/values.h"

#define MEMBER(name) offsetof(struct settings, name)

static const struct {
    struct option shown;
    enum value_kind kind;
    size_t member; /* offset in struct settings */
} rows[OPTION_COUNT] = {
    [OPTION_DB] =
        {{"db", "FILE",
          "the database; else shortlist/shortlist.db in $XDG_DATA_HOME or ~/.local/share"},
         VALUE_TEXT,
         MEMBER(db)},
    [OPTION_JSON] = {{"json", NULL, "print JSON, one object a line"}, VALUE_FLAG, MEMBER(json)},
    [OPTION_QUIET] = {{"quiet", NULL, "no progress on the terminal"},
                      VALUE_FLAG,
                      MEMBER(quiet)},
    [OPTION_TODAY] = {{"today", "YYYY-MM-DD",
                       "act as if it were that day, so that output can be repeated"},
                      VALUE_DATE,
                      MEMBER(today)},
    [OPTION_ASCII] = {{"ascii", NULL, "print text in ASCII only"}, VALUE_FLAG, MEMBER(ascii)},
    [OPTION_HELP] = {{"help", NULL, "say how to use it"}, VALUE_FLAG, MEMBER(help)},
    [OPTION_VERSION] = {{"version", NULL, "the same as the command version"},
                        VALUE_FLAG,
                        MEMBER(version)},
    [OPTION_KEYWORD] = {{"keyword", "WORDS",
                         "only adverts that the board finds by these words"},
                        VALUE_TEXT,
                        MEMBER(search.keyword)},
    [OPTION_LOCATION] = {{"location", "PLACE", "only adverts near a town or postcode"},
                         VALUE_TEXT,
                         MEMBER(search.location)},
    [OPTION_DISTANCE] = {{"distance", "MILES", "how far from --location at most"},
                         VALUE_MILES,
                         MEMBER(search.distance_miles)},
    [OPTION_BAND] = {{"band", "LIST", "only these pay bands: 3,4 or 8a"},
                     VALUE_BANDS,
                     MEMBER(search.bands)},
    [OPTION_STAFF_GROUP] =
        {{"staff-group", "LIST",
          "only these staff groups: clinical_services,nursing_and_midwifery_regd"},
         VALUE_STAFF_GROUPS,
         MEMBER(search.staff_groups)},
    [OPTION_CONTRACT] = {{"contract", "LIST", "only these contracts: permanent,fixed_term"},
                         VALUE_CONTRACTS,
                         MEMBER(search.contracts)},
    [OPTION_PATTERN] = {{"pattern", "LIST", "only these working patterns: full_time,part_time"},
                        VALUE_PATTERNS,
                        MEMBER(search.patterns)},
    [OPTION_EMPLOYER] = {{"employer", "NAME", "only employers whose name has this in it"},
                         VALUE_TEXT,
                         MEMBER(search.employer)},
    [OPTION_SINCE] = {{"since", "YYYY-MM-DD", "only adverts posted on that day or later"},
                      VALUE_DATE,
                      MEMBER(search.since)},
    [OPTION_SWEEP] = {{"sweep", NULL, "read the whole list, to learn what has gone"},
                      VALUE_FLAG,
                      MEMBER(sweep)},
    [OPTION_ADDRESSES] = {{"addresses", "FILE",
                           "fetch the addresses in FILE instead of a board's list: one a line, "
                           "# begins a comment, - is standard input"},
                          VALUE_TEXT,
                          MEMBER(addresses)},
    [OPTION_SITEMAP] = {{"sitemap", "URL", "fetch the addresses in a sitemap"},
                        VALUE_TEXT,
                        MEMBER(sitemap)},
    [OPTION_DRY_RUN] = {{"dry-run", NULL,
                         "say what would be asked, and ask for nothing but robots.txt"},
                        VALUE_FLAG,
                        MEMBER(dry_run)},
    [OPTION_BUDGET] = {{"budget", "N",
                        "ask at most N times; the next crawl goes on from there"},
                       VALUE_COUNT,
                       MEMBER(budget)},
    [OPTION_MAX_MINUTES] = {{"max-minutes", "N",
                             "ask for at most N minutes; the next crawl goes on from there"},
                            VALUE_MINUTES,
                            MEMBER(max_minutes)},
    [OPTION_DAILY_CAP] = {{"daily-cap", "N", "ask a host at most N times a day: 2000"},
                          VALUE_CAP,
                          MEMBER(daily_cap)},
    [OPTION_PACE] = {{"pace", "SECONDS",
                      "pause between two requests: 2, and at least 2 except on this machine"},
                     VALUE_PAUSE,
                     MEMBER(pace_ms)},
    [OPTION_TIMEOUT] = {{"timeout", "SECONDS", "give a request up after so long a silence: 20"},
                        VALUE_TIMEOUT,
                        MEMBER(timeout_s)},
    [OPTION_ACCEPT_TERMS] = {{"accept-terms", NULL,
                              "the site's terms are accepted for your use: do not ask"},
                             VALUE_FLAG,
                             MEMBER(accept_terms)},
    [OPTION_USE_PROXY] = {{"use-proxy", NULL,
                           "go through the proxy that the environment names"},
                          VALUE_FLAG,
                          MEMBER(use_proxy)},
    [OPTION_BOARD] = {{"board", "URL",
                       "ask that address instead of the board's own: http://127.0.0.1:8080"},
                      VALUE_TEXT,
                      MEMBER(board)},
    [OPTION_KEEP_CONTACTS] =
        {{"keep-contacts", NULL,
          "keep names, e-mail addresses and telephone numbers, which are masked otherwise"},
         VALUE_FLAG,
         MEMBER(keep_contacts)},
    [OPTION_CLOSING_WITHIN] = {{"closing-within", "DAYS",
                                "only adverts that close by then, and have not closed yet"},
                               VALUE_DAYS,
                               MEMBER(closing_within)},
    [OPTION_STATE] = {{"state", "STATE", "only adverts in this state: open, closed or unknown"},
                      VALUE_STATE,
                      MEMBER(state)},
    [OPTION_LIMIT] = {{"limit", "N", "show at most N; 0 is all"}, VALUE_COUNT, MEMBER(limit)},
    [OPTION_CANDIDATE] = {{"candidate", "FILE",
                           "your profile; see shortlist(1), CANDIDATE FILE"},
                          VALUE_TEXT,
                          MEMBER(candidate)},
    [OPTION_ALL] = {{"all", NULL, "closed and past adverts too"}, VALUE_FLAG, MEMBER(all)},
    [OPTION_DETAILS] = {{"details", "N",
                         "show the sheets of the first N adverts, criterion by criterion"},
                        VALUE_COUNT,
                        MEMBER(details)},
    [OPTION_DAYS] = {{"days", "DAYS", "how long ago an advert must have closed: 90"},
                     VALUE_DAYS,
                     MEMBER(days)},
    [OPTION_FAIL_EMPTY] = {{"fail-empty", NULL, "exit with status 4 where nothing matches"},
                           VALUE_FLAG,
                           MEMBER(fail_empty)},
    [OPTION_ACCEPT] = {{"accept", NULL,
                        "save pages that lack what their records have, after you have looked"},
                       VALUE_FLAG,
                       MEMBER(accept)},
    [OPTION_WORKERS] =
        {{"workers", "N",
          "work with N processes or threads, at most 64: as many as there are processors"},
         VALUE_WORKERS,
         MEMBER(workers)},
    [OPTION_FILE] = {{"file", "FILE",
                      "take the rules from FILE, and ask no network; - is standard input"},
                     VALUE_TEXT,
                     MEMBER(file)},
    [OPTION_AGENT] = {{"agent", "NAME", "whom to answer for: shortlist"},
                      VALUE_TEXT,
                      MEMBER(agent)},
    [OPTION_WARC] =
        {{"warc", "FILE",
          "the archive to write, packed where its name ends in .gz; - is standard output"},
         VALUE_TEXT,
         MEMBER(warc)},
    [OPTION_CANDIDATES] = {{"candidates", "FOLDER",
                            "all profiles of a folder in one go, for advisers"},
                           VALUE_TEXT,
                           MEMBER(candidates)},
    [OPTION_CSV] = {{"csv", NULL,
                     "print a table for spreadsheets; of match a line an advert, with "
                     "--details a line a criterion"},
                    VALUE_FLAG,
                    MEMBER(csv)},
    [OPTION_RULES] = {{"rules", "FOLDER", "read criteria by the rules in FOLDER"},
                      VALUE_TEXT,
                      MEMBER(rules)},
    [OPTION_VERIFY] =
        {{"verify", NULL,
          "take each fact that counted away again, and see that the points change "
          "by what was said"},
         VALUE_FLAG,
         MEMBER(verify)},
    [OPTION_ROLE] = {{"role", "ID", "only adverts for this role: str; see shortlist roles"},
                     VALUE_TEXT,
                     MEMBER(role)},
    [OPTION_WITHIN] = {{"within", "MILES",
                        "leave out what is farther away; what cannot be measured stays"},
                       VALUE_MILES,
                       MEMBER(within)},
    [OPTION_FITS] = {{"fits", "LIST",
                      "leave out what misses these wishes of the profile: distance,pattern,"
                      "hours,band,pay,contract,sponsorship; what is unknown stays"},
                     VALUE_PREFERENCES,
                     MEMBER(fits)},
    [OPTION_TEXT] = {{"text", "WORDS", "a salary as an advert prints it"},
                     VALUE_TEXT,
                     MEMBER(text)},
    [OPTION_DATE] = {{"date", "YYYY-MM-DD",
                      "the day on which the advert was posted; pay takes today where it is not "
                      "given"},
                     VALUE_DATE,
                     MEMBER(date)},
    [OPTION_NATION] = {{"nation", "NATION", "england, wales, scotland or northern_ireland"},
                       VALUE_NATION,
                       MEMBER(nation)},
    [OPTION_PLACE] = {{"place", "PLACE", "where the post is: a town or a postcode"},
                      VALUE_TEXT,
                      MEMBER(place)},
    [OPTION_HOURS] = {{"hours", "HOURS", "hours a week: 22.5"}, VALUE_HOURS, MEMBER(hours)},
    [OPTION_CHECK] = {{"check", NULL, "say whether the rows of the tables can be right"},
                      VALUE_FLAG,
                      MEMBER(check)},
    [OPTION_BY] = {{"by", "WHAT",
                    "put adverts together by employer, region, place, month, zone, verdict or "
                    "title"},
                   VALUE_MARKET_BY,
                   MEMBER(by)},
    [OPTION_OFFER] = {{"offer", "AMOUNT",
                       "say where this pay would stand: 24500, or \"12.80 an hour\""},
                      VALUE_TEXT,
                      MEMBER(offer)},
    [OPTION_ROWS] = {{"rows", NULL, "print the adverts that the figures are made of"},
                     VALUE_FLAG,
                     MEMBER(rows)},
    [OPTION_SVG] = {{"svg", "FILE", "write the drawing into FILE too"},
                    VALUE_TEXT,
                    MEMBER(svg)},
    [OPTION_HTML] = {{"html", "FILE", "write a page with the drawing and its numbers too"},
                     VALUE_TEXT,
                     MEMBER(html)},
    [OPTION_XLSX] = {{"xlsx", "FILE", "write a workbook with a sheet on the method too"},
                     VALUE_TEXT,
                     MEMBER(xlsx)},
};

const struct option *options_row(enum option_id id) { return &rows[id].shown; }

void options_init(struct settings *settings) {
    *settings = (struct settings){.pace_ms = NOT_GIVEN,
                                  .daily_cap = NOT_GIVEN,
                                  .closing_within = NOT_GIVEN,
                                  .limit = NOT_GIVEN,
                                  .details = NOT_GIVEN,
                                  .days = NOT_GIVEN};
}

static enum err set_value(struct settings *settings, enum option_id id, const char *value,
                          struct diag *diag) {
    const struct option *row = &rows[id].shown;
    return value_read((char *)settings + rows[id].member, rows[id].kind, value, row->name,
                      row->argument, diag);
}

/* Names */

static enum err fail_unknown(struct span name, uint64_t allowed, struct diag *diag) {
    const char *names[OPTION_COUNT] = {0};
    char word[65] = "";
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        names[i] = allowed & OPTION_BIT(i) ? rows[i].shown.name : NULL;
    }
    (void)snprintf(word, sizeof word, "%.*s", SPAN_FMT(name));
    const char *near = nearest_name(word, names, OPTION_COUNT);
    if (near) {
        return diag_set(diag, ERR_USAGE, "unknown option --%s; did you mean --%s?", word, near);
    }
    return diag_set(diag, ERR_USAGE, "unknown option --%s", word);
}

/* `before`: the command is not known yet, so any option may be meant. */
static enum err find_row(enum option_id *id, struct span name, uint64_t allowed, bool before,
                         struct diag *diag) {
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (!span_is(name, rows[i].shown.name)) {
            continue;
        }
        if (!(allowed & OPTION_BIT(i))) {
            return diag_set(diag, ERR_USAGE,
                            before ? "--%s goes behind a command that takes it"
                                   : "--%s does not go with this command",
                            rows[i].shown.name);
        }
        *id = (enum option_id)i;
        return ERR_NONE;
    }
    return fail_unknown(name, before ? UINT64_MAX : allowed, diag);
}

/* One option, "--name", "--name=value" or "--name" with its value in the next word. */
static enum err read_option(struct settings *settings, struct options_words *words,
                            uint64_t allowed, bool before, struct diag *diag) {
    struct span word = span_part(span_of(words->words[words->at++]), 2, SIZE_MAX);
    size_t equals = span_find(word, SPAN("="), 0);
    struct span name = span_part(word, 0, equals);
    const char *value = equals < word.len ? word.at + equals + 1 : NULL;
    enum option_id id = OPTION_DB;
    enum err err = find_row(&id, name, allowed, before, diag);
    if (err) {
        return err;
    }
    const struct option *row = &rows[id].shown;
    if (!row->argument && value) {
        return diag_set(diag, ERR_USAGE, "--%s takes no value", row->name);
    }
    if (row->argument && !value) {
        value = words->at < words->count ? words->words[words->at++] : NULL;
        /* A forgotten value must not swallow the next option; "--name=--value" may. */
        if (!value || span_starts(span_of(value), "--")) {
            return diag_set(diag, ERR_USAGE, "--%s needs a value: --%s %s", row->name,
                            row->name, row->argument);
        }
    }
    return set_value(settings, id, value, diag);
}

enum err options_parse(struct settings *settings, struct strings *operands, struct arena *arena,
                       struct options_words *words, uint64_t allowed, struct diag *diag) {
    bool ended = false; /* "--" was there */
    enum err err = ERR_NONE;
    while (!err && words->at < words->count) {
        const char *word = words->words[words->at];
        bool dashed = !ended && word[0] == '-' && word[1] != '\0';
        if (dashed && strcmp(word, "--") == 0) {
            ended = true;
            words->at++;
        } else if (dashed && word[1] == '-') {
            err = read_option(settings, words, allowed, !operands, diag);
        } else if (dashed) {
            err = diag_set(diag, ERR_USAGE,
                           "unknown option %.64s; options have two dashes: --help", word);
        } else if (!operands) {
            break;
        } else {
            strings_push(arena, operands, word);
            words->at++;
            err = arena_check(arena, diag);
        }
    }
    return err;
}
