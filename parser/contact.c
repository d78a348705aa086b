/* parser/contact.c - personal data taken out of a record
 * SPDX-License-Identifier: MIT
 *
 * Channels first, then names: a telephone number behind a name is one of the signs that it is a
 * contact's. What one field introduces is masked in all.
 */
#include "parser/contact_private.h"
#include "parser/wording.h"

/* Called for each text of a record. */
typedef const char *mask(struct contact_names *names, const char *text);

static const char *mask_channels(struct contact_names *names, const char *text) {
    return contact_mask_channels(names->arena, text);
}

static const char *find_names(struct contact_names *names, const char *text) {
    contact_find_names(names, text);
    return text;
}

/* Behind a name that is gone a number may stand free that was glued to it. */
static const char *mask_names(struct contact_names *names, const char *text) {
    const char *masked = contact_mask_names(names, text);
    return masked == text ? text : contact_mask_channels(names->arena, masked);
}

/* The fields that are somebody's words. */
static void each_text(struct vacancy *vacancy, mask *apply, struct contact_names *names) {
    const char **texts[] = {&vacancy->title,        &vacancy->salary.text,
                            &vacancy->text_summary, &vacancy->text_duties,
                            &vacancy->text_about,   &vacancy->text_description,
                            &vacancy->registration};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        *texts[i] = apply(names, *texts[i]);
    }
    for (size_t i = 0; i < vacancy->criterion_count; i++) {
        vacancy->criteria[i].text = apply(names, vacancy->criteria[i].text);
        vacancy->criteria[i].group = apply(names, vacancy->criteria[i].group);
    }
    for (size_t i = 0; i < vacancy->documents.count; i++) {
        vacancy->documents.at[i] = apply(names, vacancy->documents.at[i]);
    }
    for (size_t i = 0; i < vacancy->note_count; i++) {
        vacancy->notes[i].message = apply(names, vacancy->notes[i].message);
    }
    for (size_t i = 0; i < vacancy->location_count; i++) {
        struct strings *address = &vacancy->locations[i].address;
        for (size_t k = 0; k < address->count; k++) {
            address->at[k] = apply(names, address->at[k]);
        }
    }
}

/* Names of employers and places: a practice may bear its doctor's name, so that only addresses
 * and numbers, which stand there by mistake, are masked. */
static void mask_proper_names(struct vacancy *vacancy, struct contact_names *names) {
    vacancy->employer = contact_mask_channels(names->arena, vacancy->employer);
    vacancy->website = contact_mask_channels(names->arena, vacancy->website);
    for (size_t i = 0; i < vacancy->location_count; i++) {
        struct location *location = &vacancy->locations[i];
        location->town = contact_mask_channels(names->arena, location->town);
        location->county = contact_mask_channels(names->arena, location->county);
    }
}

void contact_mask(struct vacancy *vacancy, struct arena *arena, bool keep) {
    if (keep) {
        return;
    }
    struct contact_names names = {.arena = arena};
    if (vacancy->contact) {
        contact_add_name(&names, vacancy->contact->name);
    }
    vacancy->contact = NULL;
    mask_proper_names(vacancy, &names);
    each_text(vacancy, mask_channels, &names);
    each_text(vacancy, find_names, &names);
    each_text(vacancy, mask_names, &names);
}
