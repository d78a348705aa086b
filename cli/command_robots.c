/* cli/command_robots.c - shortlist robots
 * SPDX-License-Identifier: MIT
 *
 * The rules come from a file, from the database where it holds a copy of the day, or from the
 * host; the answer is worked out in one place from what came.
 */
#include <string.h>

#include "base/file.h"
#include "cli/command.h"
#include "cli/database.h"
#include "cli/identity.h"
#include "cli/signals.h"
#include "crawler/fetch.h"
#include "crawler/pace.h"
#include "crawler/robots.h"
#include "pipeline/crawl.h"
#include "pipeline/crawl_other.h"
#include "report/json_part.h"

#define AGENT "shortlist"

/* The status with which a file's rules are judged. */
enum { STATUS_OF_FILE = 200 };

/* A robots.txt may be longer than what is read of it; a file beyond this is a mistake. */
#define FILE_SIZE_MAX ((size_t)16 * 1024 * 1024)

/* The rules that answers come from. */
struct rules_found {
    int status;       /* HTTP; 0: no answer came */
    struct span body; /* may be empty */
};

/* One answer. */
struct verdict {
    bool allowed;
    int line;          /* of the rule that decides; 0: none does */
    const char *rule;  /* "Disallow: /x"; NULL: none */
    const char *words; /* what decides, whatever it is */
};

/* ---- judging ---- */

/* The rules hold: which one decides? */
static void judge_rules(struct verdict *out, struct arena *arena, const struct robots *robots,
                        const char *path, const char *agent) {
    const struct robots_rule *rule = NULL;
    out->allowed = robots_allows(robots, path, &rule);
    if (rule) {
        out->line = rule->line;
        out->rule =
            arena_printf(arena, "%s: %s", rule->allow ? "Allow" : "Disallow", rule->printed);
        out->words = arena_printf(arena, "line %d: %s", rule->line, out->rule ? out->rule : "");
    } else if (strcmp(path, "/robots.txt") == 0) {
        out->words = "robots.txt itself may always be asked for";
    } else {
        out->words = robots->count > 0 ? "no rule matches"
                                       : arena_printf(arena, "no rules for %s", agent);
    }
}

static enum err judge(struct verdict *out, struct context *context,
                      const struct rules_found *found, const char *path, struct diag *diag) {
    struct arena *arena = &context->arena;
    const char *agent = context->settings.agent ? context->settings.agent : AGENT;
    enum robots_access access = robots_access(found->status, found->body);
    struct verdict verdict = {.allowed = access == ROBOTS_NO_RULES};
    struct robots robots = {0};
    enum err err = ERR_NONE;
    if (access == ROBOTS_RULES) {
        err = robots_parse(&robots, arena, found->body, agent, diag);
        if (!err) {
            judge_rules(&verdict, arena, &robots, path, agent);
        }
    } else if (access == ROBOTS_FORBIDDEN && found->status == 0) {
        verdict.words = "robots.txt could not be had: everything is forbidden";
    } else if (access == ROBOTS_FORBIDDEN) {
        verdict.words = arena_printf(
            arena, "robots.txt was answered with %d: everything is forbidden", found->status);
    } else if (robots_is_web_page(found->body)) {
        verdict.words = "a web page in place of robots.txt holds no rules";
    } else {
        verdict.words = arena_printf(
            arena, "robots.txt was answered with %d: there are no rules", found->status);
    }
    if (!err) {
        err = arena_check(arena, diag);
        *out = verdict;
    }
    return err;
}

/* ---- printing ---- */

static enum err print_json(struct context *context, const char *url,
                           const struct verdict *verdict, const struct rules_found *found,
                           struct diag *diag) {
    struct json *object = json_new_object();
    json_set(object, "schema", json_text("shortlist.robots/1"));
    json_set(object, "url", json_part_bytes(url));
    json_set(object, "allowed", json_bool(verdict->allowed));
    json_set(object, "agent",
             json_part_bytes(context->settings.agent ? context->settings.agent : AGENT));
    json_set(object, "line", json_part_count(verdict->line));
    json_set(object, "rule", json_part_bytes(verdict->rule));
    json_set(object, "words", json_part_bytes(verdict->words));
    json_set(object, "status",
             context->settings.file ? json_new_null() : json_int(found->status));
    return console_json(&context->console, object, diag);
}

static enum err print(struct context *context, const char *url, const struct verdict *verdict,
                      const struct rules_found *found, struct diag *diag) {
    if (context->settings.json) {
        return print_json(context, url, verdict, found, diag);
    }
    struct buf out;
    struct plain plain = console_plain(&context->console, &out);
    plain_tone(&plain, verdict->allowed ? PLAIN_TONE_GOOD : PLAIN_TONE_BAD);
    buf_put_text(&out, verdict->allowed ? "allow     " : "disallow  ");
    plain_tone(&plain, PLAIN_TONE_NONE);
    plain_escape(&out, span_of(url), plain.style.ascii);
    buf_put_text(&out, "  ");
    plain_escape(&out, span_of(verdict->words), plain.style.ascii);
    plain_gap(&plain);
    console_write(&context->console, &out);
    buf_fini(&out);
    return ERR_NONE;
}

/* ---- from the host ---- */

/* Keeps what the visit learns. */
struct keeping {
    struct store *store;
    const char *host;
    const struct clock *clock;
};

static enum err keep(void *state, const struct host_memory *memory, struct diag *diag) {
    const struct keeping *keeping = state;
    return store_host_put(keeping->store, keeping->host, memory, diag);
}

static bool may_visit(void *state, const char *origin) {
    const struct keeping *keeping = state;
    return crawl_other_may(keeping->store, keeping->clock, origin);
}

static enum err visited(void *state, const char *origin, int64_t not_before,
                        struct diag *diag) {
    const struct keeping *keeping = state;
    return crawl_other_asked(keeping->store, keeping->clock, origin, not_before, diag);
}

static bool has_copy(const struct host_memory *memory, int64_t now) {
    return memory->robots_at > 0 && memory->robots_at <= now &&
           now - memory->robots_at < FETCH_ROBOTS_AGE_S;
}

/* What the visit brought; where nothing came, that is the answer too, and is noted. */
static enum err take_found(struct rules_found *out, struct context *context,
                           const struct fetch *fetch, enum err err, struct diag *diag) {
    const struct host_memory *memory = fetch_memory(fetch);
    if (err && err != ERR_REFUSED && err != ERR_NETWORK) {
        return err;
    }
    if (err) {
        context_fail_item(context, diag);
        *out = (struct rules_found){0};
        return ERR_NONE;
    }
    const char *body = arena_copy(&context->arena, memory->robots);
    *out = (struct rules_found){memory->robots_status, {body, body ? memory->robots.len : 0}};
    return arena_check(&context->arena, diag);
}

static enum err ask_host(struct rules_found *out, struct context *context, struct store *store,
                         const char *host, const struct url *url, struct host_memory *memory,
                         struct diag *diag) {
    struct keeping keeping = {store, host, &context->clock};
    struct identity identity = {0};
    struct fetch *fetch = NULL;
    const char *words = NULL;
    bool allowed = false;
    enum err err = identity_find(&identity, context, url_is_loopback(url), diag);
    if (!err) {
        err = store_claim(store, diag); /* no second connection beside a crawl's */
    }
    if (err) {
        return err;
    }
    struct fetch_options options = {.origin = host,
                                    .agent = AGENT,
                                    .user_agent = identity.user_agent,
                                    .interval_ms = url_is_loopback(url) ? 0 : PACE_LEAST_MS,
                                    .memory = *memory,
                                    .day_max = identity.daily_cap,
                                    .timeout_s = context->settings.timeout_s,
                                    .use_proxy = context->settings.use_proxy,
                                    .stop = signals_wishes(),
                                    .keep = keep,
                                    .may_visit = may_visit,
                                    .visited = visited,
                                    .state = &keeping};
    err = fetch_open(&fetch, &options, &context->clock, diag);
    if (err == ERR_REFUSED) {
        context_fail_item(context, diag); /* asked to keep away for a while */
        *out = (struct rules_found){0};
        return ERR_NONE;
    }
    if (!err) {
        signals_catch();
        err = fetch_ask_robots(&allowed, &words, &context->arena, fetch, url->path, diag);
        err = take_found(out, context, fetch, err, diag);
    }
    fetch_close(fetch);
    return err;
}

/* ---- one address after the other ---- */

static enum err answer_from_host(struct context *context, struct store *store, const char *text,
                                 struct diag *diag) {
    struct host_memory memory = {0};
    struct rules_found found = {0};
    struct verdict verdict = {0};
    struct url url = {0};
    const char *host = NULL;
    enum err err = url_parse(&url, &context->arena, text, diag);
    if (!err) {
        struct crawl_options one = {.from = CRAWL_FROM_ADDRESSES, .addresses = {&text, 1}};
        err = crawl_host(&host, &context->arena, &one, diag);
    }
    if (!err) {
        err = store_host_get(store, &context->arena, host, &memory, diag);
    }
    if (!err && has_copy(&memory, clock_now(&context->clock))) {
        found = (struct rules_found){memory.robots_status, memory.robots};
    } else if (!err) {
        err = ask_host(&found, context, store, host, &url, &memory, diag);
    }
    if (!err) {
        err = judge(&verdict, context, &found, url.path, diag);
    }
    return err ? err : print(context, text, &verdict, &found, diag);
}

/* An address, or a path alone: a file's rules belong to no host. */
static enum err answer_from_file(struct context *context, const struct rules_found *found,
                                 const char *text, struct diag *diag) {
    const char *whole =
        text[0] == '/' ? arena_printf(&context->arena, "https://host.invalid%s", text) : text;
    struct verdict verdict = {0};
    struct url url = {0};
    enum err err = whole ? url_parse(&url, &context->arena, whole, diag)
                         : arena_check(&context->arena, diag);
    if (!err) {
        err = judge(&verdict, context, found, url.path, diag);
    }
    return err ? err : print(context, text, &verdict, found, diag);
}

static enum err answer_all(struct context *context, struct store *store,
                           const struct rules_found *file, struct diag *diag) {
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < context->operands.count; i++) {
        const char *text = context->operands.at[i];
        err = file ? answer_from_file(context, file, text, diag)
                   : answer_from_host(context, store, text, diag);
        if (err == ERR_INPUT) {
            diag->err = ERR_USAGE;
            context_fail_item(context,
                              diag); /* no address: the others are answered all the same */
            err = ERR_NONE;
        }
    }
    return err;
}

static enum err answer_with_file(struct context *context, struct diag *diag) {
    struct rules_found found = {.status = STATUS_OF_FILE};
    struct buf content;
    buf_init(&content, FILE_SIZE_MAX);
    enum err err = file_read(&content, context->settings.file, diag);
    if (!err) {
        found.body = buf_span(&content);
        err = answer_all(context, NULL, &found, diag);
    }
    if (!err && robots_is_web_page(found.body)) {
        console_say(&context->console,
                    "the file is a web page, not a robots.txt: it holds no rules");
    }
    buf_fini(&content);
    return err;
}

enum err command_robots(struct context *context, struct diag *diag) {
    struct store *store = NULL;
    if (context->settings.file) {
        return answer_with_file(context, diag);
    }
    enum err err = database_open(&store, context, diag);
    if (!err) {
        err = answer_all(context, store, NULL, diag);
    }
    store_close(store);
    return err;
}
