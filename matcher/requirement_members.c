/* matcher/requirement_members.c - the members of a list: "infection control, sharps safety and
 * patient identification"
 * SPDX-License-Identifier: MIT
 *
 * What words join is a demand each; what a member says more (a bracket, "and its effects", "how
 * it helps") is none, and what one verb does to several things is one skill. A member that the
 * ontology does not know is asked for by its words.
 */
#include "matcher/requirement_group.h"

#include <string.h>

/* ---- what is no demand of its own -------------------------------------------------------- */

bool reading_is_and(const struct reading *reading, size_t at) {
    const struct tokens *tokens = &reading->tokens;
    bool as_well_as = tokens_is(tokens, at, "well") && tokens_is(tokens, at + 1, "as") &&
                      at > 0 && tokens_is(tokens, at - 1, "as");
    return as_well_as || reading_is(reading, at, CUE_AND);
}

static bool is_joint(const struct reading *reading, size_t at) {
    return reading_is_and(reading, at) || reading_is(reading, at, CUE_OR);
}

/* The first word of the member that holds word `at`, not before `from`. */
static size_t member_start(const struct reading *reading, size_t from, size_t at) {
    while (at > from && !(reading->tokens.at[at].gap & (GAP_COMMA | GAP_SEMICOLON)) &&
           !is_joint(reading, at - 1)) {
        at--;
    }
    return at;
}

/* Is word `at` in a bracket that was opened behind word `from`? */
static bool in_bracket(const struct reading *reading, size_t from, size_t at) {
    bool inside = false;
    for (size_t i = from + 1; i <= at; i++) {
        unsigned gap = reading->tokens.at[i].gap;
        inside = gap & GAP_CLOSE ? false : inside;
        inside = gap & GAP_OPEN ? true : inside;
    }
    return inside;
}

/* "Dementia and how it affects people", "the factors which add to a risk": up to "and of" all
 * only tells more. */
static bool tells_more(const struct reading *reading, size_t from, size_t at) {
    bool tells = false;
    for (size_t i = from; i < at; i++) {
        bool again = is_joint(reading, i) && reading_is(reading, i + 1, CUE_AGAIN);
        bool what = reading_is(reading, i + 1, CUE_AGAIN); /* "the effects of drugs" */
        tells = (tells && !again) || (!what && reading_is(reading, i, CUE_TELLS_MORE));
    }
    return tells;
}

/* "... and of their families"? */
static bool is_of_theirs(const struct reading *reading, size_t at) {
    bool brings = reading_is(reading, at, CUE_AGAIN) || reading_is(reading, at, CUE_WITH);
    return brings && reading_is(reading, at + 1, CUE_THEIR);
}

/* "Contribute to care planning and to risk assessment": the same word brings in another thing.
 */
static bool repeats(const struct reading *reading, size_t at) {
    return tokens_is(&reading->tokens, at, "to");
}

/* Does a verb open the words from `at` on: "to also record"? */
static bool is_verb(const struct reading *reading, size_t at) {
    const struct tokens *tokens = &reading->tokens;
    while (at < tokens->count &&
           (is_joint(reading, at) || tokens_is_one(tokens, at, "to|also|then|be|able"))) {
        at++;
    }
    bool noun = at + 1 < tokens->count && !(tokens->at[at + 1].gap & GAP_COMMA) &&
                span_ends(tokens->at[at + 1].word, "ing"); /* "record keeping" */
    return (reading_is(reading, at, CUE_VERB) && !noun) ||
           (at < tokens->count && span_ends(tokens->at[at].word, "ing"));
}

/* "Plan and organise own diary": verbs that share what they do it to are one skill. */
static bool shares_object(const struct reading *reading, size_t from, size_t at, size_t to) {
    const struct tokens *tokens = &reading->tokens;
    for (size_t i = from; i < at; i++) {
        if (!reading_is(reading, i, CUE_VERB) && !is_joint(reading, i)) {
            return false;
        }
    }
    bool takes = to < tokens->count && reading->clauses[to] == reading->clauses[at] &&
                 !tokens->at[to].gap && !is_joint(reading, to) &&
                 !span_ends(tokens->at[to].word, "ly") && !reading_is(reading, to, CUE_WITH) &&
                 !reading_is(reading, to, CUE_PLACE);
    return reading_is(reading, at, CUE_VERB) && takes;
}

/* "Keep records, using the system": what is told so behind a comma is how. */
static bool is_participle(const struct reading *reading, size_t at) {
    return at > 0 && reading->tokens.at[at].gap & GAP_COMMA &&
           span_ends(reading->tokens.at[at].word, "ing");
}

/* Does a verb that does something to things govern the list from word `from` on: "able to chair
 * handovers and meetings"? What follows "work" or "carry out" says itself what is done. */
static bool is_governed(const struct reading *reading, const struct group *group, size_t from) {
    const struct tokens *tokens = &reading->tokens;
    bool bare = from + 1 >= tokens->count || is_joint(reading, from + 1) ||
                tokens->at[from + 1].gap & (GAP_COMMA | GAP_SEMICOLON);
    bool doing = group->head
                     ? group->head->atom.type != ATOM_KNOWLEDGE
                     : from == 0 || reading->clauses[from - 1] != reading->clauses[from];
    return doing && !bare && reading_is(reading, from, CUE_VERB) &&
           !reading_is(reading, from, CUE_LIGHT_VERB);
}

/* "Use a computer for bookings and records", "ICE or other systems"? */
static bool is_aside(const struct reading *reading, size_t from, size_t start, size_t at) {
    bool purpose = false;
    for (size_t i = from; i < start; i++) {
        purpose = purpose || reading_is(reading, i, CUE_PURPOSE);
    }
    bool other = start > 0 && start < at && reading_is(reading, start - 1, CUE_OR) &&
                 reading_is(reading, start, CUE_OTHER);
    return other || (purpose && !is_verb(reading, start));
}

bool member_is_own(const struct reading *reading, const struct group *group, size_t index) {
    const struct item *concept = group->concepts[index];
    const struct item *first = group->concepts[0];
    enum concept_kind kind = concept->concept->kind;
    size_t from = group->head && group->head->to < first->from ? group->head->to : first->from;
    size_t start = member_start(reading, first->to, concept->from);
    if (in_bracket(reading, first->from, concept->from) ||
        reading_is(reading, start, CUE_THEIR) || is_of_theirs(reading, start) ||
        (group->head && group->head->atom.type == ATOM_KNOWLEDGE &&
         tells_more(reading, group->head->from + 1, concept->from))) {
        return false;
    }
    if (kind == CONCEPT_SKILL && is_aside(reading, first->to - 1, start, concept->from)) {
        return false;
    }
    bool able = group->head && reading_is(reading, from, CUE_VERB);
    if (kind != CONCEPT_ATTRIBUTE && able &&
        (is_participle(reading, start) || shares_object(reading, from, start, start + 1))) {
        return false;
    }
    return !is_governed(reading, group, from) || kind == CONCEPT_ATTRIBUTE ||
           repeats(reading, start) || is_verb(reading, start);
}

/* ---- how something is done --------------------------------------------------------------- */

bool reading_is_adverb(const struct reading *reading, size_t at) {
    return span_ends(reading->tokens.at[at].word, "ly") &&
           !reading_is(reading, at, CUE_ADJECTIVE_IN_LY);
}

/* "... in a kind and respectful way"? */
static bool is_in_a_way(const struct reading *reading, const struct part *part) {
    enum { NEAR = 4 };
    const struct tokens *tokens = &reading->tokens;
    bool way = false;
    for (size_t i = part->from; i < tokens->count && i < part->to + NEAR && !way; i++) {
        way = reading_is(reading, i, CUE_MANNER);
    }
    bool in = false;
    for (size_t i = part->from > NEAR ? part->from - NEAR : 0; i + 1 < part->from + 1; i++) {
        in = in || (tokens_is(tokens, i, "in") && reading_is(reading, i + 1, CUE_ONE));
    }
    return way && in;
}

void reading_drop_manner(struct reading *reading) {
    size_t kept = 0;
    const struct part *skill = NULL;
    for (size_t i = 0; i < reading->part_count; i++) {
        const struct part part = reading->parts[i];
        bool beside = skill && skill->clause == part.clause;
        bool manner = beside && part.atom.type == ATOM_ATTRIBUTE && part.to > 0 &&
                      (reading_is_adverb(reading, part.to - 1) ||
                       reading_is_adverb(reading, part.from) || is_in_a_way(reading, &part));
        if (!manner) {
            reading->parts[kept++] = part;
        }
        if (part.atom.type == ATOM_SKILL) {
            skill = &reading->parts[kept - 1];
        }
    }
    reading->part_count = kept;
}

/* ---- what explains ----------------------------------------------------------------------- */

/* Where a list begins that explains the words in front of it: behind a colon or a dash, and not
 * by another head ("..., - and able to ..."). SIZE_MAX: nowhere. */
static size_t explains_from(const struct reading *reading, const struct part *part) {
    const struct tokens *tokens = &reading->tokens;
    for (size_t at = part->to; at < tokens->count; at++) {
        if (reading->clauses[at] != part->clause || tokens->at[at].gap & GAP_SEMICOLON) {
            return SIZE_MAX;
        }
        if (tokens->at[at].gap & (GAP_COLON | GAP_DASH)) {
            return at;
        }
        if (is_joint(reading, at) || tokens->at[at].gap & GAP_COMMA) {
            return SIZE_MAX; /* more than one demand is in front */
        }
    }
    return SIZE_MAX;
}

static bool is_headed(const struct reading *reading, size_t at) {
    for (size_t i = 0; i < reading->item_count; i++) {
        const struct item *item = &reading->items[i];
        if (item->class == ITEM_HEAD && item->from <= at && item->to > at) {
            return true;
        }
    }
    return false;
}

void reading_drop_explained(struct reading *reading) {
    if (!reading->part_count || reading->list_from) {
        return;
    }
    const struct part first = reading->parts[0];
    const struct concept_row *row = ontology_row(&reading->rules->concepts, first.atom.concept);
    bool programs = row && strcmp(row->id, CONCEPT_COMPUTERS) == 0; /* "able to learn ..." */
    bool says = row && (first.atom.type == ATOM_SKILL || first.atom.type == ATOM_KNOWLEDGE);
    size_t from = says ? explains_from(reading, &first) : SIZE_MAX;
    size_t kept = 1;
    if (from == SIZE_MAX || reading_is(reading, from, CUE_AUXILIARY) ||
        (is_headed(reading, from) && !programs)) {
        return;
    }
    size_t to = from + 1; /* a second dash ends what the first began */
    while (to < reading->tokens.count && !(reading->tokens.at[to].gap & GAP_DASH)) {
        to++;
    }
    for (size_t i = 1; i < reading->part_count; i++) {
        const struct part part = reading->parts[i];
        bool explains = part.from >= from && part.from < to && part.clause == first.clause &&
                        (part.atom.type == first.atom.type || programs);
        if (!explains) {
            reading->parts[kept++] = part;
        }
    }
    reading->part_count = kept;
}

/* ---- members that nothing knows -----------------------------------------------------------
 */

enum { MEMBERS_MAX = 24, MEMBER_WORDS_MAX = 5 };

/* Words between two joints. */
struct member {
    size_t from;
    size_t to;
    bool covered;     /* something was found in it */
    bool alternative; /* behind "or" */
    bool closed;      /* a semicolon ends it */
};

struct members {
    struct member at[MEMBERS_MAX];
    size_t count;
};

static bool is_covered(const struct reading *reading, const struct member *member) {
    for (size_t i = 0; i < reading->item_count; i++) {
        const struct item *item = &reading->items[i];
        if (item->from < member->to && member->from < item->to && !item_is_generic(item)) {
            return true;
        }
    }
    return false;
}

/* "For children and adults": all that a member says is a generic concept. */
static bool is_generic_only(const struct reading *reading, const struct member *member) {
    for (size_t i = 0; i < reading->item_count; i++) {
        const struct item *item = &reading->items[i];
        if (item_is_generic(item) && item->from <= member->from && item->to >= member->to) {
            return true;
        }
    }
    return false;
}

static void add_member(const struct reading *reading, struct members *members, size_t from,
                       size_t to) {
    if (from < to && members->count < MEMBERS_MAX) {
        struct member member = {.from = from, .to = to};
        member.covered = is_covered(reading, &member) || is_generic_only(reading, &member);
        member.closed =
            to < reading->tokens.count && reading->tokens.at[to].gap & GAP_SEMICOLON;
        member.alternative = from > 0 && reading_is(reading, from - 1, CUE_OR);
        members->at[members->count++] = member;
    }
}

/* Where the list ends: at a bracket, at another reader's words, with the clause. */
static size_t list_end(const struct reading *reading, const struct group *group, size_t from,
                       enum atom_type type) {
    const struct tokens *tokens = &reading->tokens;
    size_t end = from;
    int clause = reading->clauses[from];
    bool children = reading->list_from > 0;
    while (end < tokens->count && (children || reading->clauses[end] == clause) &&
           !(end > from && tokens->at[end].gap & (GAP_OPEN | GAP_DASH)) &&
           !(type != ATOM_KNOWLEDGE && type != ATOM_EXPERIENCE &&
             tokens_is(tokens, end, "with"))) { /* "friendly with visitors and staff" */
        for (size_t i = 0; i < reading->item_count; i++) {
            const struct item *item = &reading->items[i];
            bool stops = item->class != ITEM_CONCEPT && item != group->head;
            if (stops && item->from <= end && item->to > end) {
                return end;
            }
        }
        end++;
    }
    return end;
}

static void find_members(const struct reading *reading, const struct group *group, size_t from,
                         enum atom_type type, struct members *members) {
    size_t end = list_end(reading, group, from, type);
    size_t start = from;
    members->count = 0;
    for (size_t i = from; i < end; i++) {
        bool parts = i > from && reading->tokens.at[i].gap & (GAP_COMMA | GAP_SEMICOLON);
        if (parts) {
            add_member(reading, members, start, i);
            start = i;
        }
        if (is_joint(reading, i)) {
            add_member(reading, members, start, i);
            start = i + 1;
        }
    }
    add_member(reading, members, start, end);
}

/* "Local and national guidelines": a word in front of "and" may belong to the noun behind it.
 */
static bool may_be_adjective(const struct members *members, size_t index) {
    const struct member *member = &members->at[index];
    const struct member *last = &members->at[members->count - 1];
    return member != last && !member->closed && member->to - member->from == 1 &&
           last->to - last->from > 1;
}

/* A plain name of something: no sentence, nothing that tells more of what was named. */
static bool is_name(const struct reading *reading, const struct member *member) {
    if (member->to - member->from > MEMBER_WORDS_MAX) {
        return false;
    }
    bool again = reading_is(reading, member->from, CUE_AGAIN);
    for (size_t i = member->from; i < member->to; i++) {
        if (reading_is(reading, i, CUE_TELLS_MORE) || reading_is(reading, i, CUE_AUXILIARY) ||
            (!again && reading_is(reading, i, CUE_THEIR)) || reading_is(reading, i, CUE_WITH) ||
            reading_is(reading, i, CUE_EQUIVALENT)) {
            return false;
        }
    }
    bool how = reading_is_adverb(reading, member->to - 1); /* "respectfully and patiently" */
    return !how && !reading_is(reading, member->from, CUE_PLACE);
}

/* Words that any text may have name nothing: "policies and procedures". */
static bool tells(const struct reading *reading, const struct member *member) {
    enum { TELLING = 50 };
    for (size_t i = member->from; i < member->to; i++) {
        if (rules_weight(reading->rules, &reading->tokens.at[i]) >= TELLING) {
            return true;
        }
    }
    return false;
}

/* Under a head for experience only "and of ..." names another one. */
static bool may_stand(const struct reading *reading, const struct member *member,
                      enum atom_type type) {
    return type != ATOM_EXPERIENCE || reading_is(reading, member->from, CUE_AGAIN);
}

/* "Local services in Dartford, Gravesham and Swanley": where a member says a place, what
 * follows goes on with it. */
static bool goes_on_with_place(const struct reading *reading, const struct members *members,
                               size_t index) {
    bool place = false;
    for (size_t i = 0; i < index; i++) {
        const struct member *member = &members->at[i];
        place = place && !reading_is(reading, member->from, CUE_AGAIN);
        for (size_t at = member->from + 1; at < member->to; at++) {
            place = place || tokens_is_one(&reading->tokens, at, "in|within|across|around");
        }
    }
    return place && !reading_is(reading, members->at[index].from, CUE_AGAIN);
}

void group_emit_unknown(struct reading *reading, const struct group *group, size_t from,
                        enum atom_type type) {
    struct members members;
    find_members(reading, group, from, type, &members);
    for (size_t i = 0; i < members.count && members.count > 1; i++) {
        const struct member *member = &members.at[i];
        if (member->covered || may_be_adjective(&members, i) || !is_name(reading, member) ||
            !tells(reading, member) || (i == 0 && type == ATOM_EXPERIENCE) ||
            !may_stand(reading, member, type) || goes_on_with_place(reading, &members, i)) {
            continue;
        }
        const char *slug = rules_slug(reading->rules, reading->arena, &reading->tokens,
                                      member->from, member->to);
        bool area = type == ATOM_EXPERIENCE;
        if (area && member->alternative) { /* "... or of deputising for a manager" */
            part_add_area(reading, &reading->parts[reading->part_count - 1], slug);
            continue;
        }
        struct part *part =
            slug ? reading_add_part(reading, group_atom(type, area ? NULL : slug), member->from,
                                    member->to, group_rule(group, "concept"))
                 : NULL;
        part_add_area(reading, area ? part : NULL, slug);
    }
}

/* ---- demands that one concept stands for --------------------------------------------------
 */

/* Where its id stands, of parts that can be told apart. The wordings of a skill are ways to say
 * one thing ("communication skills, verbal and written"); those of an activity, a quality or a
 * topic are things in themselves. */
static const char **id_of(const struct reading *reading, struct part *part) {
    enum atom_type type = part->atom.type;
    if (type == ATOM_EXPERIENCE && part->atom.areas.count == 1) {
        bool programs = strcmp(part->atom.areas.at[0], CONCEPT_COMPUTERS) == 0;
        return programs ? NULL : &part->atom.areas.at[0]; /* "Word, Excel and Outlook" */
    }
    const struct concept_row *row = ontology_row(&reading->rules->concepts, part->atom.concept);
    bool child = reading->list_from && row && strcmp(row->id, CONCEPT_COMPUTERS) != 0;
    bool told = type == ATOM_ATTRIBUTE || type == ATOM_KNOWLEDGE ||
                (type == ATOM_SKILL && row && (row->facet == FACET_ACTIVITY || child));
    return told && row ? &part->atom.concept : NULL;
}

/* Does one wording reach over both: "equality, diversity and inclusion"? */
static bool one_wording(const struct reading *reading, const struct part *a,
                        const struct part *b) {
    for (size_t at = a->from; at < a->to; at++) {
        uint32_t row = 0;
        size_t len = ontology_find(&reading->rules->concepts, &reading->tokens, at, &row);
        if (at + len >= b->to) {
            return true;
        }
    }
    return false;
}

/* Do two runs of words share one that says something? */
static bool share_word(const struct reading *reading, const struct part *a,
                       const struct part *b) {
    enum { SAYS = 20 };
    const struct tokens *tokens = &reading->tokens;
    for (size_t i = a->from; i < a->to; i++) {
        bool says = rules_weight(reading->rules, &tokens->at[i]) >= SAYS;
        for (size_t k = b->from; k < b->to && says; k++) {
            if (span_equal(tokens->at[i].word, tokens->at[k].word)) {
                return true;
            }
        }
    }
    return false;
}

static bool is_joined(const struct reading *reading, const struct part *a,
                      const struct part *b) {
    struct item one = {.to = a->to};
    struct item two = {.from = b->from};
    enum joint joint = a->to <= b->from ? reading_list_joint(reading, &one, &two) : JOIN_NONE;
    return a->clause != b->clause || joint == JOIN_AND || joint == JOIN_COMMA;
}

/* "Reliable and punctual" are two demands, though one row of the ontology has both: the second
 * is "reliability.punctual", which ontology_row knows as the row itself. */
void reading_tell_apart(struct reading *reading) {
    for (size_t i = 1; i < reading->part_count; i++) {
        struct part *part = &reading->parts[i];
        const char **id = id_of(reading, part);
        bool again = false;
        bool apart =
            id && part->joint != JOIN_OR && is_joined(reading, &reading->parts[i - 1], part);
        for (size_t k = 0; k < i && apart; k++) {
            const char **other = id_of(reading, &reading->parts[k]);
            size_t len = other ? strcspn(*other, ".") : 0;
            bool same = other && reading->parts[k].atom.type == part->atom.type &&
                        strlen(*id) == len && strncmp(*id, *other, len) == 0;
            again = again || same;
            apart = !same || (!share_word(reading, &reading->parts[k], part) &&
                              !one_wording(reading, &reading->parts[k], part));
        }
        const char *slug = apart && again ? rules_slug(reading->rules, reading->arena,
                                                       &reading->tokens, part->from, part->to)
                                          : NULL;
        if (slug) {
            *id = arena_printf(reading->arena, "%s.%s", *id, slug);
        }
    }
}
