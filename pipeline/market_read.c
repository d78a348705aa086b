/* pipeline/market_read.c - the offers of the store that a market report is made of
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/market_read.h"

#include "base/buf.h"
#include "pay/market_names.h"

/* Progress is told after so many offers. */
enum { PROGRESS_STEP = 10000 };

/* What is remembered of titles: one byte each. */
#define ANSWERS_CAP ((size_t)64 * 1024 * 1024)

struct reading {
    const struct market_query *query;
    const struct listener *listener;
    enum err (*visit)(void *state, const struct offer *offer, struct diag *diag);
    void *state;
    struct market_names *titles; /* NULL: any title will do */
    struct buf answers;          /* by spelling of the title: 'y' or 'n' */
    int64_t read;
};

/* A role's patterns cost far more than a look into a table, and thousands of adverts share
 * a title. */
static enum err ask(bool *accepted, struct reading *reading, const char *title,
                    struct diag *diag) {
    const struct market_query *query = reading->query;
    uint32_t key = 0;
    uint32_t spelling = 0;
    if (!reading->titles || !title) {
        *accepted = !reading->titles || query->accepts(query->accepts_state, title);
        return ERR_NONE;
    }
    enum err err = market_names_put(&key, &spelling, reading->titles, span_of(title), diag);
    if (!err && spelling == reading->answers.len) {
        const bool yes = query->accepts(query->accepts_state, title);
        buf_put_char(&reading->answers, yes ? 'y' : 'n');
        err = reading->answers.failed
                  ? diag_set(diag, reading->answers.failed, "too many titles of adverts")
                  : ERR_NONE;
    }
    if (!err) {
        *accepted = reading->answers.at[spelling] == 'y';
    }
    return err;
}

static enum err look(void *state, const struct offer *offer, struct diag *diag) {
    struct reading *reading = state;
    bool accepted = false;
    if (++reading->read % PROGRESS_STEP == 0) {
        listener_progress(reading->listener, "adverts counted", reading->read, 0);
    }
    enum err err = ask(&accepted, reading, offer->title, diag);
    return err || !accepted ? err : reading->visit(reading->state, offer, diag);
}

/* For the bands of a title all bands are read. */
static struct offer_filter filter_of(const struct market_query *query) {
    const struct market_question *question = query->question;
    return (struct offer_filter){.stamp = query->stamp,
                                 .bands = market_mixes(question) ? 0 : question->bands,
                                 .nation = question->nation,
                                 .since = question->since};
}

enum err market_read_each(struct store *store, const struct market_query *query,
                          enum err (*visit)(void *state, const struct offer *offer,
                                            struct diag *diag),
                          void *state, const struct listener *listener, struct diag *diag) {
    const struct offer_filter filter = filter_of(query);
    struct reading reading = {
        .query = query, .listener = listener, .visit = visit, .state = state};
    buf_init(&reading.answers, ANSWERS_CAP);
    enum err err = query->accepts ? market_names_open(&reading.titles, diag) : ERR_NONE;
    err = err ? err : store_offer_each(store, &filter, look, &reading, diag);
    market_names_close(reading.titles);
    buf_fini(&reading.answers);
    return err;
}

static enum err add(void *state, const struct offer *offer, struct diag *diag) {
    return market_add(state, offer, diag);
}

enum err market_read(struct market *market, struct store *store,
                     const struct market_query *query, const struct listener *listener,
                     struct diag *diag) {
    return market_read_each(store, query, add, market, listener, diag);
}
