/* tests/unit/parser/place.c - places as printed
 * SPDX-License-Identifier: MIT
 */
#include "parser/wording.h"

#include <criterion/criterion.h>
#include <string.h>

#include "tests/unit/parser/wording_fixture.h"

/* A place as "address / address; town; county; postcode", several parted by " + ". */
static const struct {
    const char *text;
    const char *places;
} rows[] = {
    {"Banbury OX16 0EJ", ";Banbury;;OX16 0EJ"},
    {"Banbury, OX16 0EJ", ";Banbury;;OX16 0EJ"},
    {"Brockworth GL34AW", ";Brockworth;;GL3 4AW"},
    {"Hemel Hempstead, HP11LD", ";Hemel Hempstead;;HP1 1LD"},
    {"st albans AL35TL", ";st albans;;AL3 5TL"},
    {"Darlington, Dl2 1TS", ";Darlington;;DL2 1TS"},
    {"BEDFORD, MK40 2NT", ";BEDFORD;;MK40 2NT"},
    {"London EC1V 2PD", ";London;;EC1V 2PD"},
    {"ST. MARTIN GY4 6UU", ";ST. MARTIN;;GY4 6UU"},
    {"Newcastle-Upon-Tyne, NE3 3PF", ";Newcastle-Upon-Tyne;;NE3 3PF"},
    {"B185SD", ";;;B18 5SD"},
    {"E11", ";;;E11"},
    {"JE1", ";;;JE1"},
    {"London E11", ";London;;E11"},
    {"Manchester M1 4BT  UK", ";Manchester;;M1 4BT"},
    {"Manchester  UK", ";Manchester;;"},
    {"BIRMINGHAM", ";BIRMINGHAM;;"},
    {"DURHAM", ";DURHAM;;"},
    {"Bury St. Edmunds", ";Bury St. Edmunds;;"},
    {"London (see advert for details)", ";London;;"},
    /* counties */
    {"Crewe, Cheshire, CW1 4QW", ";Crewe;Cheshire;CW1 4QW"},
    {"Maidstone, Kent, ME16 9QQ", ";Maidstone;Kent;ME16 9QQ"},
    {"Biggleswade Bedfordshire, SG18 0EJ", ";Biggleswade;Bedfordshire;SG18 0EJ"},
    {"Newport Isle of Wight", ";Newport;Isle of Wight;"},
    {"Hertfordshire AL9 6NN", ";;Hertfordshire;AL9 6NN"},
    {"Greater Manchester, M40 5BP", ";;Greater Manchester;M40 5BP"},
    {", Isle of Wight", ";;Isle of Wight;"},
    {"Bradford on Avon, BA15 1DD", ";Bradford on Avon;;BA15 1DD"},
    {"Stratford Upon Avon, CV37 6NQ", ";Stratford Upon Avon;;CV37 6NQ"},
    {"Yate, Avon, BS37 4AX", ";Yate;Avon;BS37 4AX"},
    {"various, Berkshire", "various;;Berkshire;"},
    {"TBC, Ceredigion", ";;Ceredigion;"},
    /* buildings and streets */
    {"Addenbrooke's Hospital, Cambridge", "Addenbrooke's Hospital;Cambridge;;"},
    {"Birmingham Women's Hospital", "Birmingham Women's Hospital;;;"},
    {"HMP Eastwood Park", "HMP Eastwood Park;;;"},
    {"Royal Brompton Hospital  London  SW3 6NP", "Royal Brompton Hospital;London;;SW3 6NP"},
    {"Victoria Road, Macclesfield SK10 3BL", "Victoria Road;Macclesfield;;SK10 3BL"},
    {"Cygnet House, Priory Street, Ware, SG12 0DE, Ware",
     "Cygnet House / Priory Street;Ware;;SG12 0DE"},
    {"Pilgrim Hospital, Sibsey Road, Boston, Lincolnshire, PE21 9QS, Boston",
     "Pilgrim Hospital / Sibsey Road;Boston;Lincolnshire;PE21 9QS"},
    {"Homerton University Hospital, Homerton Hospital, London, E9 6SR, London",
     "Homerton University Hospital / Homerton Hospital;London;;E9 6SR"},
    {"Robert Dolan House | 9 Alie Street | E1 8DE, LONDON",
     "Robert Dolan House / 9 Alie Street;LONDON;;E1 8DE"},
    {"Oakridge Health Centre - HP11 2QR, High Wycombe",
     "Oakridge Health Centre;High Wycombe;;HP11 2QR"},
    {"Farnham Road Hospital. Farnham Road. Guildford.",
     "Farnham Road Hospital / Farnham Road;Guildford;;"},
    {"Steps to Health / Showell Circus, Low Hill / Wolverhampton / WV148AL",
     "Steps to Health / Showell Circus / Low Hill;Wolverhampton;;WV14 8AL"},
    {"Manthorpe Centre, Grantham Hospital Site, 101 Manthorpe Road, Grantham.",
     "Manthorpe Centre / Grantham Hospital Site / 101 Manthorpe Road;Grantham;;"},
    {"Enterprise Application Specialist - B5", "Enterprise Application Specialist - B5;;;"},
    {"Street, BA16 0HQ", ";Street;;BA16 0HQ"},
    /* several, and none */
    {"Margate CT9 4AD, Canterbury CT2 8JY", ";Margate;;CT9 4AD + ;Canterbury;;CT2 8JY"},
    {"Margate, CT9 4AD · Canterbury, CT2 8JY · ASHFORD, TN24 0NE",
     ";Margate;;CT9 4AD + ;Canterbury;;CT2 8JY + ;ASHFORD;;TN24 0NE"},
    {"Aylesbury, HP21 8AL | High Wycombe, HP11 2TT",
     ";Aylesbury;;HP21 8AL + ;High Wycombe;;HP11 2TT"},
    {"Lincoln, LN1 1XX · LINCOLN, LN1 1XX", ";Lincoln;;LN1 1XX"},
    {"Nationally E14 5EA", "Nationally;;;E14 5EA"},
    {"Remote LS1 3EX", "Remote;;;LS1 3EX"},
    {"Across Wales NP44 7HF", "Across Wales;;;NP44 7HF"},
    {"Home based, Home based", "Home based;;;"},
    {"Primarily remote working from home, LONDON",
     "Primarily remote working from home;LONDON;;"},
    {"TBC, Derby", ";Derby;;"},
    {"London, Various", "Various;London;;"},
    {"Various", ""},
    {"Location to be confirmed", ""},
    {"Bangor (Gwynedd)", ";Bangor;Gwynedd;"},
    {"Dartford (DA1 2DL)", ";Dartford;;DA1 2DL"},
    {"Leeds or London", ";Leeds;; + ;London;;"},
    {"Darlington / Durham", ";Darlington;; + ;Durham;;"},
    {"Honiton and Ottery St  Mary", ";Honiton;; + ;Ottery St Mary;;"},
    {"Torquay, Paignton & Brixham", ";Torquay;; + ;Paignton;; + ;Brixham;;"},
    {"Poole or Bournemouth, Dorset", ";Poole;Dorset; + ;Bournemouth;Dorset;"},
    {"Tyne and Wear", ";;Tyne and Wear;"},
    {"Hammersmith & Fulham", ";Hammersmith & Fulham;;"},
    {"Bury & Rochdale Care Organisation, Rochdale",
     "Bury & Rochdale Care Organisation;Rochdale;;"},
    {"Trauma and Orthopaedics, Northmoor Hospital, Leeds",
     "Trauma and Orthopaedics / Northmoor Hospital;Leeds;;"},
    {"Rowan Surgery, Kendal or Larch Surgery, Windermere",
     "Rowan Surgery;Kendal;; + Larch Surgery;Windermere;;"},
    {"Level 8; Haematology and Oncology Centre, Bristol",
     "Level 8 / Haematology and Oncology Centre;Bristol;;"},
    {"To be confirmed", ""},
    {"TBC, TBC", ""},
    {"", ""},
};

enum { ROWS = sizeof rows / sizeof rows[0] };

static const char *places_text(struct wording_fixture *fixture) {
    const char *text = "";
    for (size_t i = 0; i < fixture->vacancy.location_count; i++) {
        const struct location *place = &fixture->vacancy.locations[i];
        text = arena_printf(&fixture->arena, "%s%s", text, i ? " + " : "");
        for (size_t k = 0; k < place->address.count; k++) {
            text = arena_printf(&fixture->arena, "%s%s%s", text, k ? " / " : "",
                                place->address.at[k]);
        }
        text = arena_printf(&fixture->arena, "%s;%s;%s;%s", text, wording_text(place->town),
                            wording_text(place->county), wording_text(place->postcode));
    }
    return text;
}

Test(place, reads_each_text_as_a_person_does) {
    for (size_t i = 0; i < ROWS; i++) {
        struct wording_fixture fixture;
        wording_open(&fixture);
        place_read(&fixture.vacancy, &fixture.arena, rows[i].text);
        const char *places = places_text(&fixture);
        cr_expect_str_eq(places, rows[i].places, "%s: %s", rows[i].text, places);
        wording_close(&fixture);
    }
}

Test(place, several_towns_before_one_postcode_are_noted) {
    struct wording_fixture fixture;
    wording_open(&fixture);
    place_read(&fixture.vacancy, &fixture.arena, "Leeds or London LS1 4AP");
    cr_expect_str_eq(places_text(&fixture), ";Leeds or London;;LS1 4AP");
    cr_expect(wording_noted(&fixture, "several_places"));
    wording_close(&fixture);
}

Test(place, block_ends_in_town_county_postcode_and_country) {
    static const char *lines[] = {"Arlo House", "18-20 Spital Street", "Dartford", "Kent",
                                  "da12dl",     "United Kingdom"};
    struct wording_fixture fixture;
    wording_open(&fixture);
    place_add(&fixture.vacancy, &fixture.arena,
              place_of_lines(&fixture.arena, &(struct strings){lines, 6}));
    cr_expect_str_eq(places_text(&fixture),
                     "Arlo House / 18-20 Spital Street;Dartford;Kent;DA1 2DL");
    cr_expect_eq(fixture.vacancy.locations[0].nation, NATION_ENGLAND);
    cr_expect_str_eq(fixture.vacancy.locations[0].region, "South East");
    wording_close(&fixture);
}

Test(place, nation_and_region_follow_from_the_postcode_area) {
    static const struct {
        const char *postcode;
        enum nation nation;
        const char *region;
    } areas[] = {
        {"SE1 7NJ", NATION_ENGLAND, "London"},
        {"S60 3AZ", NATION_ENGLAND, "Yorkshire and the Humber"},
        {"CF14 4TT", NATION_WALES, ""},
        {"G84 8HL", NATION_SCOTLAND, ""},
        {"BT12", NATION_NORTHERN_IRELAND, ""},
        {"IM1 2SF", NATION_NONE, ""},
        {"ZZ1 1ZZ", NATION_NONE, ""},
    };
    for (size_t i = 0; i < sizeof areas / sizeof areas[0]; i++) {
        struct wording_fixture fixture;
        struct location place = {.postcode = areas[i].postcode};
        wording_open(&fixture);
        place_derive(&fixture.arena, &place);
        cr_expect_eq(place.nation, areas[i].nation, "%s", areas[i].postcode);
        cr_expect_str_eq(wording_text(place.region), areas[i].region, "%s", areas[i].postcode);
        wording_close(&fixture);
    }
}

Test(place, postcode_says_which_words_it_was_read_from) {
    struct wording_fixture fixture;
    struct span text = SPAN("Mile End Hospital, e14dg, London");
    struct span found = {NULL, 0};
    wording_open(&fixture);
    cr_expect_str_eq(place_postcode(&fixture.arena, text, &found), "E1 4DG");
    cr_expect(span_is(found, "e14dg"));
    cr_expect_null(place_postcode(&fixture.arena, SPAN("Level 8, Ward B3"), NULL));
    cr_expect_null(place_postcode(&fixture.arena, SPAN("ref 302-25-7601114"), NULL));
    wording_close(&fixture);
}

Test(place, no_more_than_the_cap_are_kept) {
    struct wording_fixture fixture;
    wording_open(&fixture);
    for (int i = 0; i < VACANCY_LOCATIONS_MAX + 3; i++) {
        struct location place = {.town = arena_printf(&fixture.arena, "Town %d", i)};
        place_add(&fixture.vacancy, &fixture.arena, place);
    }
    cr_expect_eq(fixture.vacancy.location_count, (size_t)VACANCY_LOCATIONS_MAX);
    cr_expect(wording_noted(&fixture, "too_many"));
    wording_close(&fixture);
}

static void check_places(const struct vacancy *vacancy, const char *text) {
    for (size_t i = 0; i < vacancy->location_count; i++) {
        const struct location *place = &vacancy->locations[i];
        bool any = place->town || place->county || place->postcode || place->address.count > 0;
        cr_expect(any, "%s", text);
        cr_expect(!place->town || *place->town, "%s: empty town", text);
        cr_expect(!place->postcode || strlen(place->postcode) <= 8, "%s: postcode", text);
    }
}

Test(place, bears_any_prefix_and_any_bytes) {
    const char *texts[ROWS];
    for (size_t i = 0; i < ROWS; i++) {
        texts[i] = rows[i].text;
    }
    wording_try_prefixes(texts, ROWS, place_read, check_places);
}
