/* report/json_caseload.c - the summary of a caseload: shortlist.caseload/1
 * SPDX-License-Identifier: MIT
 */
#include "report/json_caseload.h"

#include "report/json_part.h"
#include "report/text_advert.h"
#include "report/text_criteria.h"

static struct json *counts_object(const struct gate_counts *counts) {
    struct json *object = json_new_object();
    for (int gate = GATE_PASS; gate < GATE_COUNT; gate++) {
        json_set(object, vocab_name(&vocab_gate, gate), json_int(counts->of[gate]));
    }
    return object;
}

static struct json *line_object(const struct caseload_line *line) {
    struct json *object = json_new_object();
    json_set(object, "vacancy", json_text(line->advert.key));
    json_set(object, "source", json_part_word(&vocab_source, (int)line->advert.source));
    json_set(object, "title", json_text(line->advert.title));
    json_set(object, "employer", json_text(line->advert.employer));
    json_set(object, "closes", json_part_date(line->advert.closes));
    json_set(object, "gate", json_part_word(&vocab_gate, (int)line->advert.gate));
    json_set(object, "score", json_tenths(line->advert.score));
    json_set(object, "one_away", json_bool(line->advert.one_away));
    json_set(object, "is_new", json_bool(line->is_new));
    json_set(object, "was", json_part_word(&vocab_gate, (int)line->was));
    return object;
}

static struct json *lines_array(const struct caseload_line *lines, size_t count) {
    struct json *array = json_new_array();
    for (size_t i = 0; i < count; i++) {
        json_push(array, line_object(&lines[i]));
    }
    return array;
}

static struct json *sheet_object(const struct caseload_sheet *sheet) {
    struct json *object = json_new_object();
    json_set(object, "candidate", json_text(sheet->code));
    json_set(object, "last_run", json_part_instant(sheet->last_at));
    json_set(object, "other_rules", json_bool(sheet->is_other_rules));
    json_set(object, "adverts", json_int(sheet->looked_at));
    json_set(object, "left_out", json_int(sheet->left_out));
    json_set(object, "counts", counts_object(&sheet->counts));
    json_set(object, "new", counts_object(&sheet->fresh));
    json_set(object, "to_list", json_int((int64_t)sheet->total));
    json_set(object, "news", lines_array(sheet->news, sheet->news_count));
    json_set(object, "news_total", json_int(sheet->news_total));
    return object;
}

static struct json *refused_array(const struct json_caseload_parts *parts) {
    struct json *array = json_new_array();
    for (size_t i = 0; i < parts->refused_count; i++) {
        struct json *object = json_new_object();
        json_set(object, "file", json_part_bytes(parts->refused[i].file));
        json_set(object, "message", json_part_bytes(parts->refused[i].message));
        json_push(array, object);
    }
    return array;
}

static struct json *gap_words(const struct caseload_gap *gap) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    text_requirement_gap(&words, gap);
    struct json *text = words.failed ? NULL : json_text(buf_text(&words));
    buf_fini(&words);
    return text;
}

static struct json *gaps_array(const struct json_caseload_parts *parts) {
    struct json *array = json_new_array();
    for (size_t i = 0; i < parts->gap_count; i++) {
        const struct caseload_gap *gap = &parts->gaps[i];
        struct json *object = json_new_object();
        json_set(object, "what", gap_words(gap));
        json_set(object, "asks", json_text(gap->asks));
        json_set(object, "adverts", json_int(gap->adverts));
        json_set(object, "openings", json_int(gap->openings));
        json_set(object, "candidates", json_int(gap->candidates));
        json_push(array, object);
    }
    return array;
}

struct json *json_caseload(const struct json_caseload_parts *parts) {
    struct json *object = json_new_object();
    struct json *candidates = json_new_array();
    for (size_t i = 0; i < parts->sheet_count; i++) {
        json_push(candidates, sheet_object(&parts->sheets[i]));
    }
    json_set(object, "schema", json_text("shortlist.caseload/1"));
    json_set(object, "adverts", json_int(parts->adverts));
    json_set(object, "candidates", candidates);
    json_set(object, "refused", refused_array(parts));
    json_set(object, "gaps", gaps_array(parts));
    json_set(object, "is_kept", json_bool(parts->is_kept));
    json_set(object, "rules", json_text(parts->rules));
    return object;
}

static struct json *code_record(const struct caseload_code *code, const char *schema) {
    struct json *object = json_new_object();
    json_set(object, "schema", json_text(schema));
    json_set(object, "candidate", json_text(code->code));
    json_set(object, "adverts", json_int(code->adverts));
    json_set(object, "last_run", json_part_instant(code->matched_at));
    return object;
}

struct json *json_forgotten(const struct caseload_code *code) {
    return code_record(code, "shortlist.forgotten/1");
}

struct json *json_remembered(const struct caseload_code *code) {
    return code_record(code, "shortlist.remembered/1");
}
