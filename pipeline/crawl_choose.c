/* pipeline/crawl_choose.c - what is to be read: a crawl and its dry run choose alike
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "crawler/url.h"
#include "pipeline/crawl_private.h"

enum { CHOOSE_DAY_S = 24 * 60 * 60 };

/* ---- the queue ---- */

/* Is the visited host the board's own, or one that stands for it? */
static bool choose_is_at_home(const struct crawl *crawl) {
    const struct crawl_options *options = crawl->options;
    struct url url = {0};
    const char *home = NULL;

    if (!options->source || options->board || options->from == CRAWL_FROM_LIST) {
        return options->source != NULL;
    }
    if (!url_parse(&url, crawl->arena, options->source->origin, NULL)) {
        home = url_origin(crawl->arena, &url);
    }
    return home && strcmp(home, crawl->host) == 0;
}

void crawl_choose_sources(struct crawl *crawl) {
    if (choose_is_at_home(crawl)) {
        crawl->sources[crawl->source_count++] = crawl->options->source->source;
    }
    if (crawl->options->from == CRAWL_FROM_ADDRESSES) {
        crawl->sources[crawl->source_count++] = SOURCE_JOBPOSTING;
    }
}

/* ---- the list ---- */

const struct board_list *crawl_choose_list(const struct crawl_options *options) {
    const struct board_source *source = options->source;
    bool by_feed =
        source->feed && (sources_can(source->feed, &options->search) || !source->results);

    return by_feed ? source->feed : source->results;
}

bool crawl_sweep_is_due(const struct crawl *crawl, int64_t last_at) {
    int64_t age = crawl->began - last_at;

    return date_is_none(crawl->options->search.since) &&
           (last_at == 0 || age < 0 || age >= (int64_t)CRAWL_SWEEP_DAYS * CHOOSE_DAY_S);
}

bool crawl_reads_whole(const struct crawl *crawl, const struct board_list *list, int64_t ground,
                       int64_t pages) {
    return crawl->options->sweep || ground == 0 || !list->is_newest_first ||
           (pages > 0 && pages <= CRAWL_SMALL_PAGES);
}
