/* cli/plan.c - a dry run, printed: shortlist.plan/1
 * SPDX-License-Identifier: MIT
 */
#include "cli/plan.h"

#include "cli/signals.h"
#include "report/json_part.h"
#include "report/say.h"

#define WORDS_CAP ((size_t)64 * 1024)

/* Columns in front of a request's words. */
enum { MARK_WIDTH = 11 };

/* ---- one request ---- */

static enum err print_json(struct context *context, const struct planned *planned,
                           struct diag *diag) {
    struct json *object = json_new_object();
    json_set(object, "schema", json_text("shortlist.plan/1"));
    json_set(object, "kind", json_text("request"));
    json_set(object, "url", json_part_bytes(planned->url));
    json_set(object, "what", json_part_bytes(planned->what));
    json_set(object, "allowed", json_bool(planned->allowed));
    json_set(object, "robots", json_part_bytes(planned->robots));
    json_set(object, "certain", json_bool(planned->certain));
    json_set(object, "asked_now", json_bool(planned->asked_now));
    json_set(object, "bytes", json_int(planned->bytes));
    return console_json(&context->console, object, diag);
}

static void print_text(struct context *context, const struct planned *planned) {
    struct buf out;
    struct buf words;
    struct plain plain = console_plain(&context->console, &out);
    buf_init(&words, WORDS_CAP);
    buf_printf(&words, "%-*s%s  %s  (", (int)MARK_WIDTH,
               planned->allowed ? "allowed" : "forbidden", planned->what, planned->url);
    size_t from = words.len;
    say_join(&words, from, planned->robots);
    if (planned->bytes > 0) {
        say_join(&words, from, "about ");
        say_bytes(&words, planned->bytes);
    }
    say_join(&words, from, planned->certain ? NULL : "if the list goes on so far");
    say_join(&words, from, planned->asked_now ? "asked for just now" : NULL);
    buf_put_char(&words, ')');
    plain_tone(&plain, planned->allowed ? PLAIN_TONE_NONE : PLAIN_TONE_BAD);
    plain_escape(&out, buf_span(&words), plain.style.ascii);
    plain_tone(&plain, PLAIN_TONE_NONE);
    plain_gap(&plain);
    console_write(&context->console, &out);
    buf_fini(&words);
    buf_fini(&out);
}

static enum err print_one(void *state, const struct planned *planned, struct diag *diag) {
    struct context *context = state;
    if (context->settings.json) {
        return print_json(context, planned, diag);
    }
    print_text(context, planned);
    return ERR_NONE;
}

/* ---- the sums ---- */

static enum err print_sums_json(struct context *context, const char *host,
                                const struct plan_sums *sums, struct diag *diag) {
    struct json *object = json_new_object();
    json_set(object, "schema", json_text("shortlist.plan/1"));
    json_set(object, "kind", json_text("total"));
    json_set(object, "host", json_part_bytes(host));
    json_set(object, "requests", json_int(sums->requests));
    json_set(object, "forbidden", json_int(sums->forbidden));
    json_set(object, "bytes", json_int(sums->bytes));
    json_set(object, "seconds", json_int(sums->seconds));
    json_set(object, "pause_ms", json_int(sums->interval_ms));
    json_set(object, "open_end", json_bool(sums->is_open_end));
    return console_json(&context->console, object, diag);
}

static void print_sums_text(struct context *context, const struct plan_sums *sums) {
    struct buf out;
    struct buf words;
    struct plain plain = console_plain(&context->console, &out);
    buf_init(&words, WORDS_CAP);
    plain_gap(&plain);
    say_count(&words, sums->requests, "request", "requests");
    buf_put_text(&words, ", about ");
    say_seconds(&words, sums->seconds);
    buf_put_text(&words, ", about ");
    say_bytes(&words, sums->bytes);
    buf_put_text(&words, ", with a pause of ");
    say_pause(&words, sums->interval_ms);
    buf_put_text(&words, " between two.");
    if (sums->forbidden > 0) {
        buf_put_char(&words, ' ');
        say_count(&words, sums->forbidden, "more is", "more are");
        buf_put_text(&words, " forbidden by robots.txt, and would not be made.");
    }
    plain_paragraph(&plain, 0, buf_text(&words));
    if (sums->is_open_end) {
        plain_paragraph(
            &plain, 0,
            "The adverts that the list shows as new or changed come on top, a request "
            "each: how many is not known before it is read. On a first crawl it is "
            "every advert that is looked for.");
    }
    console_write(&context->console, &out);
    buf_fini(&words);
    buf_fini(&out);
}

static void print_head(struct context *context, const char *title, const char *host) {
    struct buf out;
    struct buf words;
    struct plain plain = console_plain(&context->console, &out);
    buf_init(&words, WORDS_CAP);
    buf_printf(&words, "%s: what a crawl of %s would ask for now", title, host);
    plain_heading(&plain, buf_text(&words));
    console_write(&context->console, &out);
    buf_fini(&words);
    buf_fini(&out);
}

enum err plan_print(struct context *context, struct store *store, const char *title,
                    const char *host, const struct crawl_options *options, struct diag *diag) {
    struct listener listener = console_listener(&context->console);
    struct plan_sums sums = {0};
    signals_catch();
    if (!context->settings.json) {
        print_head(context, title, host);
    }
    enum err err =
        crawl_plan(&sums, store, &context->clock, options, print_one, context, &listener, diag);
    if (!err && context->settings.json) {
        err = print_sums_json(context, host, &sums, diag);
    } else if (!err) {
        print_sums_text(context, &sums);
    }
    return err;
}
