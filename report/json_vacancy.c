/* report/json_vacancy.c - the record shortlist.vacancy/1
 * SPDX-License-Identifier: MIT
 *
 * Written out in the format's order, not from the table of scalar fields: what programs rely on
 * must not move when the table does.
 */
#include "report/json_vacancy.h"

#include "report/json_part.h"

static struct json *hours(const struct vacancy *vacancy) {
    if (vacancy->hours_low == 0 && vacancy->hours_high == 0) {
        return json_new_null();
    }
    struct json *pair = json_new_array();
    json_push(pair, json_hundredths(vacancy->hours_low));
    json_push(pair, json_hundredths(vacancy->hours_high));
    return pair;
}

static struct json *texts(const struct vacancy *vacancy) {
    struct json *object = json_new_object();
    json_set(object, "summary", json_text(vacancy->text_summary));
    json_set(object, "duties", json_text(vacancy->text_duties));
    json_set(object, "about", json_text(vacancy->text_about));
    json_set(object, "description", json_text(vacancy->text_description));
    return object;
}

static struct json *criteria(const struct vacancy *vacancy) {
    struct json *array = json_new_array();
    for (size_t i = 0; i < vacancy->criterion_count; i++) {
        const struct criterion *criterion = &vacancy->criteria[i];
        struct json *object = json_new_object();
        json_part_criterion(object, criterion);
        json_set(object, "assessed", json_part_set(&vocab_assessed, criterion->assessed));
        json_push(array, object);
    }
    return array;
}

static struct json *contact(const struct contact *contact) {
    if (!contact) {
        return json_new_null();
    }
    struct json *object = json_new_object();
    json_set(object, "name", json_text(contact->name));
    json_set(object, "job_title", json_text(contact->job_title));
    json_set(object, "email", json_text(contact->email));
    json_set(object, "phone", json_text(contact->phone));
    return object;
}

static void put_identity(struct json *object, const struct vacancy *vacancy) {
    json_set(object, "schema", json_text("shortlist.vacancy/1"));
    json_set(object, "source", json_part_word(&vocab_source, (int)vacancy->source));
    json_set(object, "id", json_text(vacancy->id));
    json_set(object, "reference", json_text(vacancy->reference));
    json_set(object, "url", json_text(vacancy->url));
    json_set(object, "title", json_text(vacancy->title));
    json_set(object, "employer", json_text(vacancy->employer));
    json_set(object, "state", json_part_word(&vocab_state, (int)vacancy->state));
    json_set(object, "posted", json_part_date(vacancy->posted));
    json_set(object, "closes", json_part_date(vacancy->closes));
    json_set(object, "interview", json_part_date(vacancy->interview));
    json_set(object, "closes_at", json_text(vacancy->closes_at));
}

static void put_terms(struct json *object, const struct vacancy *vacancy) {
    json_set(object, "pay_scheme", json_part_word(&vocab_scheme, (int)vacancy->pay_scheme));
    json_set(object, "bands", json_part_set(&vocab_band, vacancy->bands));
    json_set(object, "salary", json_part_salary(&vacancy->salary));
    json_set(object, "contract", json_part_word(&vocab_contract, (int)vacancy->contract));
    json_set(object, "contract_months", json_part_count(vacancy->contract_months));
    json_set(object, "working_patterns",
             json_part_set(&vocab_work_pattern, vacancy->working_patterns));
    json_set(object, "hours_per_week", hours(vacancy));
    json_set(object, "locations", json_part_locations(vacancy));
}

static void put_content(struct json *object, const struct vacancy *vacancy) {
    json_set(object, "text", texts(vacancy));
    json_set(object, "criteria", criteria(vacancy));
    json_set(object, "dbs", json_part_word(&vocab_dbs, (int)vacancy->dbs));
    json_set(object, "sponsorship",
             json_part_word(&vocab_sponsorship, (int)vacancy->sponsorship));
    json_set(object, "registration", json_text(vacancy->registration));
    json_set(object, "website", json_text(vacancy->website));
    json_set(object, "documents", json_part_strings(&vacancy->documents));
    json_set(object, "contact", contact(vacancy->contact));
    json_set(object, "notes", json_part_notes(vacancy->notes, vacancy->note_count));
}

struct json *json_vacancy(const struct vacancy *vacancy) {
    struct json *object = json_new_object();
    put_identity(object, vacancy);
    put_terms(object, vacancy);
    put_content(object, vacancy);
    return object;
}
