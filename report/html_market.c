/* report/html_market.c - what adverts pay, as a page
 * SPDX-License-Identifier: MIT
 */
#include "report/html_market.h"

#include "report/html_market_tables.h"
#include "report/ladder_words.h"
#include "report/say.h"
#include "report/svg_market.h"
#include "report/text_advert.h"

/* Nothing from anywhere, no scripts, no forms; the page's own style alone. */
static const char policy[] = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
                             "form-action 'none'";

/* No character of it means anything in HTML. */
static const char style[] =
    "body{max-width:60rem;margin:1rem auto;padding:0 1rem;font-family:sans-serif;"
    "line-height:1.5;color:#000;background:#fff}"
    "figure{margin:1rem 0}svg{display:block;width:100%;max-width:44rem;height:auto}"
    ".table{overflow-x:auto}table{border-collapse:collapse;margin:1rem 0}"
    "caption{text-align:left;font-weight:bold;padding:.3rem 0}"
    "th,td{border:1px solid #777;padding:.2rem .5rem;text-align:right;vertical-align:top}"
    "th:first-child,td:first-child{text-align:left}";

static void say_title(struct buf *words, const struct market_report *report) {
    buf_put_text(words, "What adverts pay: ");
    ladder_say_question(words, &report->question);
}

static void put_said(struct markup *markup, const char *element,
                     const struct market_report *report,
                     void (*say)(struct buf *words, const struct market_report *report)) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    say(&words, report);
    if (words.len > 0) {
        markup_element(markup, element, buf_text(&words));
    }
    buf_fini(&words);
}

static void put_meta(struct markup *markup, const char *key, const char *name,
                     const char *content) {
    markup_open(markup, "meta");
    markup_attribute(markup, key, name);
    markup_attribute(markup, "content", content);
    markup_close(markup);
}

static void put_head(struct markup *markup, const struct market_report *report) {
    markup_open(markup, "head");
    markup_open(markup, "meta");
    markup_attribute(markup, "charset", "utf-8");
    markup_close(markup);
    put_meta(markup, "http-equiv", "Content-Security-Policy", policy);
    put_meta(markup, "name", "viewport", "width=device-width, initial-scale=1");
    put_meta(markup, "name", "referrer", "no-referrer");
    put_said(markup, "title", report, say_title);
    markup_element(markup, "style", style);
    markup_close(markup);
}

static void say_summary(struct buf *words, const struct market_report *report) {
    ladder_say_counts(words, report);
    buf_put_text(words, ". Basic full-time pay a year: ");
    ladder_say_spread(words, &report->all.base);
    buf_put_char(words, '.');
}

static void say_day(struct buf *words, const struct market_report *report) {
    if (date_is_valid(report->today)) {
        buf_put_text(words, "As of ");
        say_date(words, report->today);
        buf_put_char(words, '.');
    }
}

static void put_figure(struct markup *markup, const struct market_report *report) {
    markup_open(markup, "figure");
    svg_market_element(markup, report);
    markup_element(markup, "figcaption", "The same numbers stand in the tables below.");
    markup_close(markup);
}

static void put_method(struct markup *markup) {
    markup_element(markup, "h2", "How the figures were made");
    markup_open(markup, "ul");
    for (size_t i = 0; ladder_method[i]; i++) {
        markup_element(markup, "li", ladder_method[i]);
    }
    markup_close(markup);
}

/* @return false where there are no more */
static bool put_source(struct markup *markup, const struct market_report *report, size_t *at) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    const char *attribution = ladder_next_source(&words, report, at);
    if (attribution) {
        buf_put_text(&words, attribution[0] ? ": " : NULL);
        buf_put_text(&words, attribution);
        markup_element(markup, "li", buf_text(&words));
    }
    buf_fini(&words);
    return attribution != NULL;
}

static void put_datasets(struct markup *markup, const struct market_report *report) {
    if (report->dataset_count == 0) {
        return;
    }
    markup_element(markup, "h2", "Data sets that this is derived from");
    markup_open(markup, "ul");
    for (size_t at = 0; put_source(markup, report, &at);) {
    }
    markup_close(markup);
    put_said(markup, "p", report, ladder_say_stale);
}

static void put_body(struct markup *markup, const struct market_report *report) {
    markup_open(markup, "body");
    markup_open(markup, "main");
    put_said(markup, "h1", report, say_title);
    put_said(markup, "p", report, say_summary);
    put_said(markup, "p", report, ladder_say_stand);
    put_figure(markup, report);
    html_market_tables(markup, report);
    put_method(markup);
    put_datasets(markup, report);
    markup_close(markup);
    markup_open(markup, "footer");
    put_said(markup, "p", report, say_day);
    markup_element(markup, "p", ladder_disclaimer);
    markup_close(markup);
    markup_close(markup);
}

void html_market(struct buf *out, const struct market_report *report) {
    struct markup markup;
    markup_init(&markup, out);
    markup_prologue(&markup, "<!DOCTYPE html>");
    markup_open(&markup, "html");
    markup_attribute(&markup, "xmlns", "http://www.w3.org/1999/xhtml");
    markup_attribute(&markup, "lang", "en-GB");
    put_head(&markup, report);
    put_body(&markup, report);
    markup_end(&markup);
}
