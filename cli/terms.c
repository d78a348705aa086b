/* cli/terms.c - a site's terms, shown and accepted once
 * SPDX-License-Identifier: MIT
 */
#include "cli/terms.h"

#include "report/say.h"

/* Room for a sentence. */
#define WORDS_CAP ((size_t)16 * 1024)

static const char *title_of(const struct crawl_options *options, const char *host) {
    return options->source ? options->source->title : host;
}

static void put_pause(struct buf *words, const struct crawl_options *options) {
    buf_put_text(words, "one connection, ");
    say_pause(words, options->pace_ms);
    buf_put_text(words,
                 " and any longer pause that it asks for between two requests, at most ");
    say_count(words, options->day_max, "request", "requests");
    buf_put_text(words, " a day");
}

/* What a person should know before the first visit. */
static void show(struct context *context, const char *host,
                 const struct crawl_options *options) {
    const char *terms = options->source ? options->source->terms : NULL;
    struct buf out;
    struct buf words;
    struct plain plain = console_plain_talk(&context->console, &out);
    buf_init(&words, WORDS_CAP);
    buf_printf(&words, "The first visit to %s (%s)", title_of(options, host), host);
    plain_heading(&plain, buf_text(&words));
    plain_field(&plain, "Its terms",
                terms
                    ? terms
                    : "no address of any is known here: look for them on the site itself, and "
                      "read them");
    plain_field(&plain, "Known of it", options->source ? options->source->manners : NULL);
    buf_clear(&words);
    put_pause(&words, options);
    plain_field(&plain, "Manners kept", buf_text(&words));
    plain_field(&plain, "",
                "its robots.txt is kept to; a refusal ends the visit; there is no log-in, no "
                "challenge is solved, and nothing but pages is asked for");
    plain_field(&plain, "Your name there", options->user_agent);
    console_talk(&context->console, &out);
    buf_fini(&words);
    buf_fini(&out);
}

enum err terms_check(const struct context *context, const char *host,
                     const struct crawl_options *options, struct diag *diag) {
    const char *terms = options->source ? options->source->terms : NULL;
    if (context->settings.accept_terms || console_can_ask()) {
        return ERR_NONE;
    }
    return diag_set(diag, ERR_USAGE,
                    "the terms of %s have not been accepted yet, and there is no terminal to "
                    "ask: read them (%s), then say --accept-terms",
                    title_of(options, host), terms ? terms : "look for them on the site");
}

enum err terms_settle(struct context *context, struct store *store, const char *host,
                      const struct crawl_options *options, struct diag *diag) {
    struct host_memory memory = {0};
    enum err err = store_host_get(store, &context->arena, host, &memory, diag);
    if (err || memory.terms_at > 0) {
        return err;
    }
    err = terms_check(context, host, options, diag);
    if (err) {
        return err;
    }
    show(context, host, options);
    if (!context->settings.accept_terms &&
        !console_ask(&context->console, "Do you accept these terms for your use? [y/N] ")) {
        return diag_set(diag, ERR_INPUT, "not accepted: %s was not asked for anything", host);
    }
    memory.terms_at = clock_now(&context->clock);
    return store_host_put(store, host, &memory, diag);
}
