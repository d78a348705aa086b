/* cli/command_demo.c - shortlist demo
 * SPDX-License-Identifier: MIT
 */
#include "base/builtin.h"
#include "cli/command.h"
#include "cli/matches.h"
#include "cli/profile.h"
#include "matcher/candidate.h"
#include "parser/reader.h"

/* The day on which the sample adverts are read: all are open, and close a week to three months
 * later. */
static const struct date demo_day = {2026, 3, 2};

static enum err match_advert(struct matches *matches, struct context *context,
                             const struct rules *rules, const struct candidate *candidate,
                             const struct builtin *file, struct diag *diag) {
    struct reader_options options = {false};
    struct page page = {.file = file->name, .body = {file->at, file->len}};
    struct readings readings = {0};
    enum err err = reader_read(&readings, &context->arena, &page, &options, diag);
    if (!err) {
        err = matching_readings(matches, &context->arena, &readings, rules, candidate,
                                context->today, diag);
    }
    return err;
}

/* The profile of --candidate as of the day that it is (work since the demo's day is no
 * mistake), else the invented one. */
static enum err read_candidate(struct candidate *out, struct context *context,
                               const struct rules *rules, struct diag *diag) {
    return context->settings.candidate
               ? profile_read(out, context, rules, diag)
               : candidate_read(out, &context->arena, rules, "cli/demo/candidate.ini",
                                builtin_span("cli/demo/candidate.ini"), context->today, diag);
}

static enum err match_all(struct matches *matches, struct context *context,
                          const struct rules *rules, const struct candidate *candidate,
                          struct diag *diag) {
    const struct builtin *file = NULL;
    size_t at = 0;
    enum err err = ERR_NONE;
    while (!err && (file = builtin_next("cli/demo/", &at))) {
        if (span_ends(span_of(file->name), ".txt")) {
            err = match_advert(matches, context, rules, candidate, file, diag);
        }
    }
    if (!err) {
        err = matches_measure(matches, context, NULL, candidate, diag);
    }
    return err;
}

static void print_words(struct context *context, const char *words) {
    struct buf out;
    struct plain plain = console_plain(&context->console, &out);
    if (!context->settings.json) {
        plain_paragraph(&plain, 0, words);
        plain_gap(&plain);
        console_write(&context->console, &out);
    }
    buf_fini(&out);
}

enum err command_demo(struct context *context, struct diag *diag) {
    struct rules *rules = NULL;
    struct matches matches = {0};
    struct matches_list list = {0};
    struct candidate candidate = {0};
    bool is_given = !date_is_none(context->settings.today);
    enum err err = rules_open(&rules, NULL, diag);
    if (!err) {
        err = read_candidate(&candidate, context, rules, diag);
    }
    context->today = is_given ? context->today : demo_day;
    if (!err) {
        err = match_all(&matches, context, rules, &candidate, diag);
    }
    if (!err) {
        matching_sort(&matches);
        print_words(context,
                    context->settings.candidate
                        ? "A sample: eight invented adverts, held against your profile. "
                          "Nobody offers these posts; they show what real ones ask for. Here "
                          "it is always 2 March 2026. No network and no database is used."
                        : "A sample: eight invented adverts, held against an invented "
                          "candidate. Here it is always 2 March 2026. No network and no "
                          "database is used.");
        err = matches_of(&list, &context->arena, &matches, NULL, diag);
    }
    if (!err) {
        err = matches_print(context, &list, diag);
    }
    if (!err) {
        print_words(
            context,
            "What to type next:\n"
            "  shortlist help match\n"
            "  shortlist profile new me.ini\n"
            "  shortlist demo --candidate me.ini\n"
            "  shortlist match --candidate me.ini ADVERT.html\n"
            "me.ini holds your own facts, asked for a question at a time; ADVERT.html is an "
            "advert's page that you saved from your browser.");
    }
    rules_close(rules);
    return err;
}
