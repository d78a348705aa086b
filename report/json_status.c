/* report/json_status.c - what runs did, how each source is and what waits: shortlist.status/1
 * SPDX-License-Identifier: MIT
 */
#include "report/json_status.h"

#include "report/json_part.h"
#include "report/json_run.h"

static struct json *run_json(const struct run_line *run) {
    struct json *object = json_new_object();
    json_set(object, "run", json_int(run->run));
    json_set(object, "kind", json_part_word(&vocab_run_kind, (int)run->kind));
    json_set(object, "source", json_part_word(&vocab_source, (int)run->source));
    json_set(object, "host", json_part_bytes(run->host));
    json_set(object, "plan", json_part_bytes(run->plan));
    json_set(object, "started", json_part_instant(run->started_at));
    json_set(object, "ended", json_part_instant(run->ended_at));
    json_set(object, "end", json_part_word(&vocab_run_end, (int)run->end));
    json_run_counts(object, &run->counts);
    json_set(object, "note", json_part_bytes(run->note));
    return object;
}

static struct json *walk_json(bool is_there, const struct walk *walk) {
    if (!is_there) {
        return json_new_null();
    }
    struct json *object = json_new_object();
    json_set(object, "run", json_int(walk->run));
    json_set(object, "host", json_part_bytes(walk->host));
    json_set(object, "plan", json_part_bytes(walk->plan));
    json_set(object, "began", json_part_instant(walk->began_at));
    json_set(object, "extent", json_part_word(&vocab_walk_extent, (int)walk->extent));
    json_set(object, "verdict", json_part_word(&vocab_walk_verdict, (int)walk->verdict));
    json_set(object, "pages", json_int(walk->pages));
    json_set(object, "total", walk->total < 0 ? json_new_null() : json_int(walk->total));
    json_set(object, "met", json_int(walk->met));
    json_set(object, "missing", json_int(walk->missing));
    json_set(object, "alarm", json_part_bytes(walk->alarm));
    return object;
}

static struct json *source_json(const struct source_line *source) {
    struct json *object = json_new_object();
    json_set(object, "source", json_part_word(&vocab_source, (int)source->source));
    json_set(object, "adverts", json_int(source->adverts));
    json_set(object, "open", json_int(source->open));
    json_set(object, "withdrawn", json_int(source->withdrawn));
    json_set(object, "queued", json_int(source->queued));
    json_set(object, "leased", json_int(source->leased));
    json_set(object, "failed", json_int(source->failed));
    json_set(object, "aside", json_int(source->aside));
    json_set(object, "walk", walk_json(source->has_walk, &source->last));
    json_set(object, "sweep", walk_json(source->has_sweep, &source->sweep));
    return object;
}

static struct json *host_json(const struct host_line *host, int64_t daily_cap,
                              struct date today) {
    const struct host_memory *memory = &host->memory;
    bool is_today = date_compare(memory->day, today) == 0;
    struct json *object = json_new_object();
    json_set(object, "host", json_part_bytes(host->host));
    json_set(object, "last_request", json_part_instant(memory->last_request));
    json_set(object, "not_before", json_part_instant(memory->not_before));
    json_set(object, "strikes", json_int(memory->strikes));
    json_set(object, "requests_today", json_int(is_today ? memory->day_requests : 0));
    json_set(object, "daily_cap", json_int(daily_cap));
    json_set(object, "terms_accepted", json_part_instant(memory->terms_at));
    json_set(object, "robots_read", json_part_instant(memory->robots_at));
    json_set(object, "robots_status",
             memory->robots_at > 0 ? json_int(memory->robots_status) : json_new_null());
    json_set(object, "trouble", json_part_bytes(memory->trouble));
    return object;
}

static struct json *reason_json(const struct reason_line *reason) {
    struct json *object = json_new_object();
    json_set(object, "source", json_part_word(&vocab_source, (int)reason->source));
    json_set(object, "reason", json_part_bytes(reason->reason));
    json_set(object, "pages", json_int(reason->pages));
    json_set(object, "example", json_part_bytes(reason->example));
    json_set(object, "next_try", json_part_instant(reason->next_try));
    return object;
}

struct json *json_status(const struct ledger *ledger, int64_t daily_cap, struct date today) {
    struct json *object = json_new_object();
    struct json *runs = json_new_array();
    struct json *sources = json_new_array();
    struct json *hosts = json_new_array();
    struct json *reasons = json_new_array();
    for (size_t i = 0; i < ledger->run_count; i++) {
        json_push(runs, run_json(&ledger->runs[i]));
    }
    for (size_t i = 0; i < ledger->source_count; i++) {
        json_push(sources, source_json(&ledger->sources[i]));
    }
    for (size_t i = 0; i < ledger->host_count; i++) {
        json_push(hosts, host_json(&ledger->hosts[i], daily_cap, today));
    }
    for (size_t i = 0; i < ledger->reason_count; i++) {
        json_push(reasons, reason_json(&ledger->reasons[i]));
    }
    json_set(object, "schema", json_text("shortlist.status/1"));
    json_set(object, "runs", runs);
    json_set(object, "sources", sources);
    json_set(object, "hosts", hosts);
    json_set(object, "not_fetched", reasons);
    return object;
}
