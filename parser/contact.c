/* parser/contact.c - personal data taken out of a record
 * SPDX-License-Identifier: MIT
 *
 * Channels first, then names: a telephone number behind a name is one of the signs that it is a
 * contact's. What one field introduces is masked in all.
 */
#include "parser/contact_private.h"
#include "parser/wording.h"

/* Called for each text of a record. */
typedef const char *mask(struct arena *arena, const char *text, struct strings *names);

static const char *mask_channels(struct arena *arena, const char *text, struct strings *names) {
    (void)names;
    return contact_mask_channels(arena, text);
}

static const char *find_names(struct arena *arena, const char *text, struct strings *names) {
    contact_find_names(names, arena, text);
    return text;
}

static const char *mask_names(struct arena *arena, const char *text, struct strings *names) {
    return contact_mask_names(arena, text, names);
}

/* The fields that are somebody's words. References, addresses on the web and places are none:
 * a practice may bear its doctor's name. */
static void each_text(struct vacancy *vacancy, struct arena *arena, mask *apply,
                      struct strings *names) {
    const char **texts[] = {&vacancy->title,        &vacancy->salary.text,
                            &vacancy->text_summary, &vacancy->text_duties,
                            &vacancy->text_about,   &vacancy->text_description,
                            &vacancy->registration};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        *texts[i] = apply(arena, *texts[i], names);
    }
    for (size_t i = 0; i < vacancy->criterion_count; i++) {
        vacancy->criteria[i].text = apply(arena, vacancy->criteria[i].text, names);
        vacancy->criteria[i].group = apply(arena, vacancy->criteria[i].group, names);
    }
    for (size_t i = 0; i < vacancy->documents.count; i++) {
        vacancy->documents.at[i] = apply(arena, vacancy->documents.at[i], names);
    }
    for (size_t i = 0; i < vacancy->note_count; i++) {
        vacancy->notes[i].message = apply(arena, vacancy->notes[i].message, names);
    }
    for (size_t i = 0; i < vacancy->location_count; i++) {
        struct strings *address = &vacancy->locations[i].address;
        for (size_t k = 0; k < address->count; k++) {
            address->at[k] = apply(arena, address->at[k], names);
        }
    }
}

void contact_mask(struct vacancy *vacancy, struct arena *arena, bool keep) {
    struct strings names = {NULL, 0};
    if (keep) {
        return;
    }
    const struct contact *contact = vacancy->contact;
    if (contact && contact->name &&
        span_find(span_of(contact->name), SPAN(" "), 0) != SIZE_MAX) {
        strings_push(arena, &names, contact->name);
    }
    vacancy->contact = NULL;
    each_text(vacancy, arena, mask_channels, &names);
    each_text(vacancy, arena, find_names, &names);
    each_text(vacancy, arena, mask_names, &names);
}
