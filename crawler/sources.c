/* crawler/sources.c - the boards: which addresses to ask for
 * SPDX-License-Identifier: MIT
 *
 * The boards themselves: source_*.c, each with the sources of what it says.
 */
#include "crawler/sources.h"

#include "crawler/source_private.h"

static const struct board_source *const sources[] = {
    &source_nhsjobs, &source_trac, &source_jobtrain, &source_hscni, &source_findajob,
};

const struct board_source *sources_at(size_t index) {
    return index < sizeof sources / sizeof *sources ? sources[index] : NULL;
}

const struct board_source *sources_find(const char *name) {
    const struct board_source *source = NULL;

    for (size_t i = 0; (source = sources_at(i)); i++) {
        if (strcmp(source->name, name) == 0) {
            return source;
        }
    }
    return NULL;
}

/* ---- whose address it is ---- */

/* Hosts that serve the boards' pages. Trac: five hosts of its own (facts: source_trac.c). */
static const struct {
    const char *host;
    const struct board_source *source;
} hosts[] = {
    {"www.jobs.nhs.uk", &source_nhsjobs},
    {"beta.jobs.nhs.uk", &source_nhsjobs},
    {"jobs.nhs.uk", &source_nhsjobs},
    {"www.healthjobsuk.com", &source_trac},
    {"healthjobsuk.com", &source_trac},
    {"apps.trac.jobs", &source_trac},
    {"www.nhsjobs.com", &source_trac},
    {"nhsjobs.com", &source_trac},
    {"www.nursingnetuk.com", &source_trac},
    {"nursingnetuk.com", &source_trac},
    {"apply.jobs.scot.nhs.uk", &source_jobtrain},
    {"jobs.hscni.net", &source_hscni},
    {"findajob.dwp.gov.uk", &source_findajob},
};

static const struct board_source *source_of_host(const char *host) {
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        if (strcmp(host, hosts[i].host) == 0) {
            return hosts[i].source;
        }
    }
    return NULL;
}

/* "https://jobs.TRUST.nhs.uk/job/...-v1234567": employers whose pages Trac serves under their
 * own name. What else such a host has is not Trac's, so the number must be there, and be long.
 */
static bool is_trust_advert(const struct url *url, const char *id) {
    enum { NUMBER_MIN = 5 };
    static const char front[] = "jobs.";
    static const char back[] = ".nhs.uk";
    struct span host = span_of(url->host);
    bool trust = span_starts(host, front) && span_ends(host, back) &&
                 host.len > sizeof front + sizeof back - 2;

    return trust && id && strlen(id) >= NUMBER_MIN &&
           span_find(path_alone(url->path), SPAN("-v"), 0) != SIZE_MAX;
}

const struct board_source *sources_of(const struct url *url, const char **id,
                                      struct arena *arena) {
    const struct board_source *source = source_of_host(url->host);
    const char *found = NULL;

    if (!source) {
        found = source_trac.advert_id(arena, url->path);
        source = is_trust_advert(url, found) ? &source_trac : NULL;
    } else {
        found = source->advert_id(arena, url->path);
    }
    if (id) {
        *id = source ? found : NULL;
    }
    return source;
}

/* ---- what can be asked ---- */

/* The parts that a list can neither be asked for nor shows. */
static unsigned missing(const struct board_list *list, const struct search *search) {
    return search_parts(search) & ~(list->answers | list->prints);
}

bool sources_can(const struct board_list *list, const struct search *search) {
    return list && missing(list, search) == 0;
}

/* A text far longer than any that a form would take is a mistake; two such still make an
 * address that may be asked for (URL_LENGTH_MAX). */
static enum err check_length(const char *option, const char *text, struct diag *diag) {
    enum { TEXT_MAX = 200 };

    return span_of(text).len <= TEXT_MAX
               ? ERR_NONE
               : diag_set(diag, ERR_USAGE, "%s is longer than %d bytes", option, (int)TEXT_MAX);
}

static enum err check_texts(const struct search *search, struct diag *diag) {
    enum err err = check_length("--keyword", search->keyword, diag);

    err = err ? err : check_length("--location", search->location, diag);
    err = err ? err : check_length("--employer", search->employer, diag);
    if (!err && search->distance_miles < 0) {
        err = diag_set(diag, ERR_USAGE, "--distance is a number of miles, 1 or more");
    }
    if (!err && search->distance_miles > 0 && !(search_parts(search) & SEARCH_LOCATION)) {
        err =
            diag_set(diag, ERR_USAGE, "--distance needs a place: --location TOWN-OR-POSTCODE");
    }
    return err;
}

enum err sources_check(const struct board_source *source, const struct search *search,
                       struct diag *diag) {
    const struct board_list *list = source->feed ? source->feed : source->results;
    enum err err = check_texts(search, diag);

    if (err) {
        return err;
    }
    if (!sources_can(source->feed, search) && !sources_can(source->results, search)) {
        return diag_set(diag, ERR_USAGE,
                        "%s cannot be searched by %s: it cannot be asked for it, and its lists "
                        "do not show it; leave it out",
                        source->title, search_part_option(missing(list, search)));
    }
    return source->check ? source->check(search, diag) : ERR_NONE;
}
