/* tests/support/many_adverts.c - adverts by the thousand, as varied as real ones
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/many_adverts.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "lib/json.h"

/* ---- the board's adverts ----------------------------------------------------------------- */

static const char *copy(struct many_adverts *out, const struct json *value) {
    return arena_copy_text(&out->arena, json_as_text(value));
}

static void add_criteria(struct many_adverts *out, struct vacancy *vacancy,
                         const struct json *texts, const char *group, enum need need) {
    for (size_t i = 0; i < json_count(texts); i++) {
        const char *text = copy(out, json_at(texts, i));
        struct criterion criterion = {.need = need, .group = group, .text = text};
        if (text) {
            ARENA_PUSH(&out->arena, vacancy->criteria, vacancy->criterion_count, criterion);
            ARENA_PUSH(&out->arena, out->criteria, out->criterion_count, criterion);
        }
    }
}

static void add_advert(struct many_adverts *out, const struct json *from) {
    struct vacancy vacancy;
    vacancy_init(&vacancy);
    vacancy.source = SOURCE_NHSJOBS;
    vacancy.id = copy(out, json_get(from, "ref"));
    vacancy.reference = copy(out, json_get(from, "reference"));
    vacancy.title = copy(out, json_get(from, "title"));
    vacancy.employer = copy(out, json_get(from, "employer"));
    vacancy.state = STATE_OPEN;
    const struct json *spec = json_get(from, "spec");
    for (size_t i = 0; i < json_count(spec); i++) {
        const struct json *part = json_at(spec, i);
        const char *group = copy(out, json_get(part, "group"));
        add_criteria(out, &vacancy, json_get(part, "essential"), group, NEED_ESSENTIAL);
        add_criteria(out, &vacancy, json_get(part, "desirable"), group, NEED_DESIRABLE);
    }
    if (vacancy.id && vacancy.criterion_count > 0) {
        ARENA_PUSH(&out->arena, out->board, out->board_count, vacancy);
    }
}

static bool add_file(struct many_adverts *out, const char *path, struct diag *diag) {
    struct buf content;
    struct json *all = NULL;
    buf_init(&content, (size_t)8 << 20);
    enum err err = file_read(&content, path, diag);
    err = err ? err : json_parse(&all, buf_span(&content), diag);
    for (size_t i = 0; !err && i < json_count(all); i++) {
        add_advert(out, json_at(all, i));
    }
    json_free(all);
    buf_fini(&content);
    return !err;
}

bool many_adverts_open(struct many_adverts *out, struct diag *diag) {
    const char *root = getenv("SHORTLIST_ROOT");
    struct dirent **names = NULL;
    bool is_read = true;
    *out = (struct many_adverts){.board_count = 0};
    arena_init(&out->arena, ARENA_RUN_CAP);
    const char *folder =
        arena_printf(&out->arena, "%s/fixtures/board/vacancies", root ? root : ".");
    int count = scandir(folder, &names, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        if (strstr(names[i]->d_name, ".json") && is_read) {
            is_read = add_file(
                out, arena_printf(&out->arena, "%s/%s", folder, names[i]->d_name), diag);
        }
        free(names[i]);
    }
    free(names);
    if (is_read && out->board_count == 0) {
        (void)diag_set(diag, ERR_ABSENT, "%s: no adverts", folder);
    }
    return is_read && out->board_count > 0;
}

void many_adverts_close(struct many_adverts *adverts) { arena_fini(&adverts->arena); }

/* ---- made-up ones ------------------------------------------------------------------------ */

/* Numbers that look like chance and are the same everywhere (splitmix64). */
static uint64_t draw(uint64_t *state, uint64_t below) {
    *state += 0x9e3779b97f4a7c15u;
    uint64_t mixed = (*state ^ (*state >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return (mixed ^ (mixed >> 31)) % below;
}

static const char *const settings[] = {
    "an acute ward",
    "a care home",
    "a nursing home",
    "community mental health teams",
    "a children's centre",
    "supported living",
    "an outpatient clinic",
    "a hospice",
    "general practice",
    "an operating theatre",
    "a day centre",
    "a school",
    "a prison",
    "the emergency department",
    "a maternity unit",
    "a rehabilitation unit",
    "a learning disability service",
    "a crisis house",
    "people's own homes",
    "a substance misuse service",
    "a dialysis unit",
    "an eating disorders unit",
    "a forensic ward",
    "a housing association",
    "an employment service",
    "a call centre",
    "a busy office",
    "a hospital kitchen",
    "a laboratory",
    "a library",
};
static const char *const groups[] = {
    "adults with severe mental illness",
    "older people",
    "people living with dementia",
    "children and young people",
    "people with a learning disability",
    "autistic people",
    "carers and families",
    "people who are homeless",
    "refugees",
    "people in crisis",
    "women after childbirth",
    "people recovering from stroke",
    "people with diabetes",
    "people at the end of their lives",
    "people who misuse substances",
    "veterans",
    "people with a personality disorder",
    "people with physical disabilities",
    "patients after surgery",
    "people from different backgrounds",
    "offenders",
    "people with hearing loss",
    "people who hear voices",
    "the public",
};
static const char *const subjects[] = {
    "health and social care",
    "mental health",
    "business administration",
    "customer service",
    "nursing",
    "psychology",
    "social work",
    "occupational therapy",
    "counselling",
    "child care",
    "information technology",
    "catering",
    "pharmacy",
    "physiotherapy",
    "sport",
    "a related subject",
    "a health subject",
    "management",
    "education",
    "advice and guidance",
};
static const char *const skills[] = {
    "written communication",
    "spoken communication",
    "team working",
    "listening",
    "record keeping",
    "time management",
    "de-escalation",
    "risk assessment",
    "care planning",
    "personal care",
    "moving and handling",
    "taking blood",
    "taking observations",
    "running groups",
    "motivational interviewing",
    "using spreadsheets",
    "taking minutes",
    "booking appointments",
    "signposting",
    "goal setting",
    "problem solving",
    "keeping calm under pressure",
    "working alone",
    "negotiation",
    "presentation",
    "giving medicines",
    "electronic patient records",
    "budgeting",
    "teaching",
    "coaching",
};
static const char *const topics[] = {
    "the recovery model",
    "safeguarding adults",
    "safeguarding children",
    "the Mental Health Act",
    "the Mental Capacity Act",
    "confidentiality",
    "infection prevention",
    "health and safety",
    "welfare benefits",
    "housing law",
    "equality and diversity",
    "local community services",
    "the Care Act",
    "trauma",
    "person-centred care",
    "medical terms",
    "data protection",
    "nutrition",
    "dual diagnosis",
    "the Care Programme Approach",
    "wellness plans",
    "social prescribing",
    "clinical audit",
    "complaints procedures",
};
static const char *const lengths[] = {
    "six months'",
    "one year's",
    "12 months'",
    "18 months'",
    "two years'",
    "3 years'",
    "at least 6 months'",
    "at least one year's",
    "at least two years'",
    "a minimum of 12 months'",
    "some",
    "recent",
    "significant",
    "proven",
    "previous",
    "substantial",
};
static const char *const towns[] = {"Kendal", "Dartford", "Leeds",   "Exeter", "Swansea",
                                    "Derry",  "Perth",    "Norwich", "Truro",  "Hull"};

/* A wording; {} are places, filled from these lists. */
static const struct {
    const char *format; /* three places */
    const char *const *of[3];
} wordings[] = {
    {"Experience of working with %s in %s, with an interest in %s", {groups, settings, topics}},
    {"%s experience of supporting %s in %s", {lengths, groups, settings}},
    {"%s paid experience in %s, using %s", {lengths, settings, skills}},
    {"NVQ level 3 in %s or equivalent experience with %s in %s", {subjects, groups, settings}},
    {"NVQ level 2 in %s, or willing to work towards it, and %s experience in %s",
     {subjects, lengths, settings}},
    {"Degree in %s, or %s experience in %s", {subjects, lengths, settings}},
    {"Diploma at level 4 in %s and knowledge of %s and %s", {subjects, topics, topics}},
    {"Knowledge of %s, %s and the needs of %s", {topics, topics, groups}},
    {"Understanding of %s as it touches %s in %s", {topics, groups, settings}},
    {"Skilled in %s and %s with %s", {skills, skills, groups}},
    {"Able to show %s when working with %s in %s", {skills, groups, settings}},
    {"Good at %s, %s and %s", {skills, skills, skills}},
    {"Experience of %s for %s, ideally in %s", {skills, groups, settings}},
    {"Full driving licence and use of a car to visit %s around %s, and %s",
     {groups, towns, skills}},
    {"Able to work shifts in %s, and to travel to %s and %s", {settings, towns, towns}},
    {"Lived experience of mental distress, or of caring for %s, and %s gained in %s",
     {groups, skills, settings}},
};
enum { WORDINGS = sizeof wordings / sizeof *wordings };

static size_t length_of(const char *const *list) {
    static const struct {
        const char *const *at;
        size_t count;
    } lists[] = {
        {settings, sizeof settings / sizeof *settings},
        {groups, sizeof groups / sizeof *groups},
        {subjects, sizeof subjects / sizeof *subjects},
        {skills, sizeof skills / sizeof *skills},
        {topics, sizeof topics / sizeof *topics},
        {lengths, sizeof lengths / sizeof *lengths},
        {towns, sizeof towns / sizeof *towns},
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (lists[i].at == list) {
            return lists[i].count;
        }
    }
    return 1;
}

/* Capital first letter, the three places filled in. */
static const char *word_anew(struct arena *arena, uint64_t *chance) {
    size_t which = (size_t)draw(chance, WORDINGS);
    const char *text = wordings[which].format;
    for (int i = 0; text && i < 3; i++) {
        const char *const *list = wordings[which].of[i];
        const char *word = list[draw(chance, length_of(list))];
        const char *at = strstr(text, "%s");
        text =
            at ? arena_printf(arena, "%.*s%s%s", (int)(at - text), text, word, at + 2) : text;
    }
    char *own = arena_copy_text(arena, text);
    if (own && own[0]) {
        own[0] = ascii_upper(own[0]);
    }
    return own;
}

/* Most texts that employers repeat are few: the earlier ones come more often. */
static struct criterion repeat(const struct many_adverts *adverts, uint64_t *chance) {
    uint64_t count = adverts->criterion_count;
    uint64_t most = 1 + draw(chance, count);
    return adverts->criteria[draw(chance, most)];
}

/* How it is assessed is printed in every third advert. */
static unsigned assess(uint64_t *chance) {
    static const unsigned ways[] = {
        1u << ASSESSED_APPLICATION, 1u << ASSESSED_APPLICATION | 1u << ASSESSED_INTERVIEW,
        1u << ASSESSED_INTERVIEW, 1u << ASSESSED_APPLICATION | 1u << ASSESSED_DOCUMENT};
    return ways[draw(chance, sizeof ways / sizeof *ways)];
}

static void make_criteria(const struct many_adverts *adverts, struct vacancy *vacancy,
                          struct arena *arena, uint64_t *chance) {
    enum { LEAST = 8, SPREAD = 14, OWN_OF_HUNDRED = 52 };
    size_t count = LEAST + (size_t)draw(chance, SPREAD);
    bool is_marked = draw(chance, 3) == 0;
    vacancy->criteria = arena_alloc(arena, count, sizeof *vacancy->criteria);
    vacancy->criterion_count = vacancy->criteria ? count : 0;
    for (size_t i = 0; i < vacancy->criterion_count; i++) {
        struct criterion *criterion = &vacancy->criteria[i];
        *criterion = repeat(adverts, chance);
        if (draw(chance, 100) < OWN_OF_HUNDRED) {
            criterion->text = word_anew(arena, chance);
        }
        criterion->need = i * 5 < count * 3 ? NEED_ESSENTIAL : NEED_DESIRABLE;
        criterion->assessed = is_marked ? assess(chance) : 0;
    }
}

static void make_terms(struct vacancy *vacancy, struct arena *arena, uint64_t *chance) {
    unsigned band = BAND_2 + (unsigned)draw(chance, 6);
    vacancy->pay_scheme = SCHEME_AGENDA_FOR_CHANGE;
    vacancy->bands = 1u << band;
    vacancy->salary = (struct salary){.kind = SALARY_RANGE,
                                      .min = (int64_t)(2300000 + 300000 * band),
                                      .max = (int64_t)(2500000 + 330000 * band),
                                      .period = PERIOD_YEAR};
    vacancy->contract = draw(chance, 4) ? CONTRACT_PERMANENT : CONTRACT_FIXED_TERM;
    vacancy->working_patterns = 1u << (WORK_FULL_TIME + draw(chance, 3));
    vacancy->closes = date_from_days(20750 + (int64_t)draw(chance, 40));
    vacancy->locations = arena_alloc(arena, 1, sizeof *vacancy->locations);
    if (vacancy->locations) {
        vacancy->locations[0] = (struct location){
            .town = towns[draw(chance, sizeof towns / sizeof *towns)],
            .postcode = arena_printf(arena, "LA%u %uAB", 1 + (unsigned)draw(chance, 20),
                                     1 + (unsigned)draw(chance, 9)),
            .nation = NATION_ENGLAND};
        vacancy->location_count = 1;
    }
}

struct vacancy many_adverts_make(const struct many_adverts *adverts, struct arena *arena,
                                 size_t number) {
    struct vacancy vacancy = adverts->board[number % adverts->board_count];
    uint64_t chance = number;
    vacancy.id = arena_printf(arena, "C9%03zu-26-%05zu", number % 1000, number);
    vacancy.reference = arena_printf(arena, "%03zu-%05zu", number % 1000, number);
    make_terms(&vacancy, arena, &chance);
    if (number >= adverts->board_count) {
        make_criteria(adverts, &vacancy, arena, &chance);
        vacancy.text_description =
            "You will join a team that knows its patients by name. The post is one of several "
            "in the service, and the rota is shared fairly. We ask for the things below "
            "because "
            "the work asks for them.";
    }
    return vacancy;
}
