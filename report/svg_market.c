/* report/svg_market.c - what adverts pay, as a drawing
 * SPDX-License-Identifier: MIT
 */
#include "report/svg_market.h"

#include "report/ladder_words.h"
#include "report/say.h"
#include "report/svg_market_draw.h"
#include "report/text_advert.h"

/* An axis number and the space beside it, in units. */
enum { NUMBER_WIDTH = 66 };

/* Dots: how far they are apart, and how high they are piled up. */
enum { DOT_PITCH = 8, PILE_HEIGHT = 16, PILE_COLUMNS = SVG_AXIS_LENGTH / DOT_PITCH + 1 };

/* Heights of rows. */
enum { LANE = 20, LANE_HALF = 8, GROUP_LANE = 16, GROUP_HALF = 6 };

#define HATCH "market-hatch"

/* A drawing with its report. */
struct market_drawing {
    struct svg_drawing svg;
    const struct market_report *report;
};

/* ---- words ---- */

static void say_range(struct buf *words, int64_t low, int64_t high) {
    ladder_say_pounds(words, low);
    buf_put_text(words, "–");
    ladder_say_pounds(words, high);
}

static bool has_range(int64_t low, int64_t high) {
    return low != MONEY_NONE && high != MONEY_NONE;
}

static void say_title(struct buf *words, const struct market_report *report) {
    buf_put_text(words, "What adverts pay: ");
    ladder_say_question(words, &report->question);
}

/* All that the picture shows, for those who do not see it. */
static void say_description(struct buf *words, const struct market_report *report) {
    ladder_say_counts(words, report);
    buf_put_text(words, ". Basic full-time pay a year: ");
    ladder_say_spread(words, &report->all.base);
    buf_put_text(words, ". ");
    if (report->scale) {
        buf_put_text(words, "The scale is that of ");
        ladder_say_drawn(words, report, report->question.bands);
        buf_put_text(words, ". ");
        ladder_say_current(words, report);
        buf_put_text(words, report->current != report->scale ? " " : NULL);
    } else {
        buf_put_text(words, "No scale is known to draw beside it. ");
    }
    ladder_say_stand(words, report);
    if (report->group_count > 0) {
        buf_put_text(words, " Below is a row for each ");
        say_id(words, vocab_name(&vocab_market_by, (int)report->question.by));
        buf_put_text(words, ", with its number of adverts, median and middle half.");
    }
}

static void put_words(struct market_drawing *drawing,
                      void (*say)(struct buf *words, const struct market_report *report),
                      int64_t size) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    say(&words, drawing->report);
    svg_words(&drawing->svg, buf_text(&words), size);
    buf_fini(&words);
}

/* ---- all adverts ---- */

static void label_dots(struct market_drawing *drawing, const struct ladder_piles *piles) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_put_text(&words, "each dot: ");
    say_count(&words, (int64_t)piles->each, "advert", "adverts");
    buf_put_text(&words, piles->has_rest ? "; hollow: fewer" : NULL);
    svg_label(&drawing->svg, "Adverts", buf_text(&words));
    buf_fini(&words);
}

static void draw_pile(struct svg_drawing *svg, const struct ladder_piles *piles,
                      size_t column) {
    int64_t x = svg_place(svg, piles->middles[column]);
    int64_t y = svg->y - DOT_PITCH / 2;
    for (size_t left = piles->counts[column]; left > 0; y -= DOT_PITCH) {
        size_t taken = left < piles->each ? left : piles->each;
        svg_dot(svg, x, y, taken == piles->each);
        left -= taken;
    }
}

static void draw_piles(struct svg_drawing *svg, const struct ladder_piles *piles) {
    (void)svg_lane(svg, (int64_t)piles->height * DOT_PITCH);
    for (size_t i = 0; i < piles->columns; i++) {
        draw_pile(svg, piles, i);
    }
}

static void draw_dots(struct market_drawing *drawing) {
    const struct market_report *report = drawing->report;
    struct ladder_piles piles;
    if (report->amount_count > 0) {
        ladder_pile(&piles, &drawing->svg.axis, report->amounts, report->amount_count,
                    PILE_COLUMNS, PILE_HEIGHT);
        label_dots(drawing, &piles);
        draw_piles(&drawing->svg, &piles);
    }
}

static void draw_diamond(struct svg_drawing *svg, int64_t y, int64_t pence) {
    static const int offsets[] = {0, -8, 6, 0, 0, 8, -6, 0};
    svg_shape(svg, y, pence, offsets, sizeof offsets / sizeof *offsets);
}

static void draw_median(struct market_drawing *drawing) {
    const struct market_spread *base = &drawing->report->all.base;
    struct buf left;
    struct buf right;
    if (base->median == MONEY_NONE) {
        return;
    }
    buf_init(&left, TEXT_WORDS_CAP);
    buf_init(&right, TEXT_WORDS_CAP);
    buf_put_text(&left, "Median: ");
    ladder_say_pounds(&left, base->median);
    if (has_range(base->low, base->high)) {
        buf_put_text(&right, "95 % interval: ");
        say_range(&right, base->low, base->high);
    }
    svg_label(&drawing->svg, buf_text(&left), buf_text(&right));
    int64_t y = svg_lane(&drawing->svg, LANE);
    svg_whisker(&drawing->svg, y, base->low, base->high, LANE_HALF);
    draw_diamond(&drawing->svg, y, base->median);
    buf_fini(&left);
    buf_fini(&right);
}

/* Whiskers from the 10th to the 90th percentile, a box for the middle half, the median. */
static void draw_spread_shapes(struct svg_drawing *svg, const struct market_spread *spread,
                               int64_t y, int64_t half) {
    svg_whisker(svg, y, spread->p10, spread->p90, half / 2);
    svg_box(svg, y, spread->q1, spread->q3, half, "#fff");
    svg_box(svg, y, spread->q1, spread->q3, half, "url(#" HATCH ")");
    svg_stroke(svg, y, spread->median, half + 1);
}

static void draw_spread(struct market_drawing *drawing) {
    const struct market_spread *base = &drawing->report->all.base;
    struct buf left;
    struct buf right;
    if (!has_range(base->q1, base->q3)) {
        return;
    }
    buf_init(&left, TEXT_WORDS_CAP);
    buf_init(&right, TEXT_WORDS_CAP);
    buf_put_text(&left, "Half: ");
    say_range(&left, base->q1, base->q3);
    if (has_range(base->p10, base->p90)) {
        buf_put_text(&right, "four in five: ");
        say_range(&right, base->p10, base->p90);
    }
    svg_label(&drawing->svg, buf_text(&left), buf_text(&right));
    draw_spread_shapes(&drawing->svg, base, svg_lane(&drawing->svg, LANE), LANE_HALF);
    buf_fini(&left);
    buf_fini(&right);
}

static void draw_scale(struct market_drawing *drawing, int band) {
    static const int post[] = {-2, -8, 2, -8, 2, 8, -2, 8};
    const struct pay_ladder *ladder = &drawing->report->scale->ladders[band];
    struct buf left;
    struct buf right;
    buf_init(&left, TEXT_WORDS_CAP);
    buf_init(&right, TEXT_WORDS_CAP);
    buf_printf(&left, "Scale of band %s", vocab_name(&vocab_band, band));
    for (size_t i = 0; i < ladder->count; i++) {
        if (i == 0 || ladder->points[i] != ladder->points[i - 1]) {
            buf_put_text(&right, i == 0 ? "" : ladder->has_more ? " ... " : ", ");
            say_pence(&right, ladder->points[i]);
        }
    }
    svg_label(&drawing->svg, buf_text(&left), buf_text(&right));
    int64_t y = svg_lane(&drawing->svg, LANE);
    svg_box(&drawing->svg, y, ladder->points[0], ladder->points[ladder->count - 1], 4, "#ddd");
    for (size_t i = 0; i < ladder->count; i++) {
        svg_shape(&drawing->svg, y, ladder->points[i], post, sizeof post / sizeof *post);
    }
    buf_fini(&left);
    buf_fini(&right);
}

static void draw_scales(struct market_drawing *drawing) {
    for (int band = BAND_1; band < BAND_COUNT; band++) {
        if (drawing->svg.axis.bands & 1u << band) {
            draw_scale(drawing, band);
        }
    }
}

static void draw_offer(struct market_drawing *drawing) {
    static const int arrow[] = {-7, -8, 7, -8, 0, 8};
    int64_t offer = drawing->report->question.offer;
    struct buf left;
    if (offer == MONEY_NONE) {
        return;
    }
    buf_init(&left, TEXT_WORDS_CAP);
    buf_put_text(&left, "Offer: ");
    say_pence(&left, offer);
    if (ladder_axis_holds(&drawing->svg.axis, offer)) {
        svg_label(&drawing->svg, buf_text(&left), NULL);
        svg_shape(&drawing->svg, svg_lane(&drawing->svg, LANE), offer, arrow,
                  sizeof arrow / sizeof *arrow);
    } else {
        svg_label(&drawing->svg, buf_text(&left), "not on this chart");
    }
    buf_fini(&left);
}

/* ---- groups ---- */

/* Single amounts that there is no room for on the axis. */
static size_t count_outside(const struct svg_drawing *svg, const struct market_spread *base) {
    size_t outside = 0;
    for (size_t i = 0; svg->has_axis && base->points && i < base->n; i++) {
        outside += !ladder_axis_holds(&svg->axis, base->points[i]);
    }
    return outside;
}

static void say_group_numbers(struct buf *words, const struct svg_drawing *svg,
                              const struct market_group *group) {
    const size_t outside = count_outside(svg, &group->base);
    if (group->base.median != MONEY_NONE) {
        ladder_say_pounds(words, group->base.median);
    } else {
        buf_put_text(words, group->base.points ? "no median" : "too few");
    }
    buf_put_text(words, ", n ");
    say_number(words, group->with_pay);
    if (outside > 0) {
        buf_put_text(words, ", ");
        say_number(words, (int64_t)outside);
        buf_put_text(words, " off the chart");
    }
}

static void draw_group_shapes(struct svg_drawing *svg, const struct market_spread *base) {
    if (has_range(base->q1, base->q3)) {
        draw_spread_shapes(svg, base, svg_lane(svg, GROUP_LANE), GROUP_HALF);
    } else if (base->points) {
        struct ladder_piles piles;
        ladder_pile(&piles, &svg->axis, base->points, base->n, PILE_COLUMNS, PILE_HEIGHT);
        draw_piles(svg, &piles);
    }
}

static void draw_group(struct market_drawing *drawing, const struct market_group *group) {
    struct markup *markup = drawing->svg.markup;
    struct buf name;
    struct buf numbers;
    buf_init(&name, TEXT_WORDS_CAP);
    buf_init(&numbers, TEXT_WORDS_CAP);
    ladder_say_group(&name, group, drawing->report->question.by);
    say_group_numbers(&numbers, &drawing->svg, group);
    markup_open(markup, "g");
    markup_element(markup, "title", buf_text(&name)); /* whole, where the label is cut */
    svg_name(&drawing->svg, buf_text(&name), buf_text(&numbers));
    if (drawing->svg.has_axis) {
        draw_group_shapes(&drawing->svg, &group->base);
    }
    markup_close(markup);
    buf_fini(&name);
    buf_fini(&numbers);
}

static void say_groups_title(struct buf *words, const struct market_report *report) {
    buf_put_text(words, "By ");
    say_id(words, vocab_name(&vocab_market_by, (int)report->question.by));
}

static void say_groups_left(struct buf *words, const struct market_report *report) {
    size_t count = report->group_count;
    size_t drawn = count < LADDER_GROUPS_MAX ? count : LADDER_GROUPS_MAX;
    size_t total = report->group_total > count ? report->group_total : count;
    if (total > drawn) {
        say_number(words, (int64_t)(total - drawn));
        buf_put_text(words,
                     total - drawn == 1 ? " more is not drawn." : " more are not drawn.");
    }
}

static void draw_groups(struct market_drawing *drawing) {
    enum { GAP = 10 };
    const struct market_report *report = drawing->report;
    size_t first = ladder_first_group(report);
    if (report->group_count == 0) {
        return;
    }
    drawing->svg.y += GAP;
    put_words(drawing, say_groups_title, SVG_LARGE);
    svg_words(&drawing->svg, "Median of basic pay, and n adverts with pay.", SVG_SMALL);
    for (size_t i = first; i < report->group_count && i < first + LADDER_GROUPS_MAX; i++) {
        draw_group(drawing, &report->groups[i]);
    }
    if (drawing->svg.has_axis) {
        svg_axis(&drawing->svg);
    }
    put_words(drawing, say_groups_left, SVG_SMALL);
}

/* ---- notes ---- */

static void say_too_few(struct buf *words, const struct market_report *report) {
    if (report->all.base.median == MONEY_NONE) {
        buf_put_text(words, report->amount_count > 0 ? "Single adverts only: "
                                                     : "No adverts are drawn: ");
        ladder_say_spread(words, &report->all.base);
        buf_put_char(words, '.');
    }
}

static void say_scale(struct buf *words, const struct market_report *report) {
    if (report->scale) {
        buf_put_text(words, "Scale: ");
        ladder_say_drawn(words, report, report->question.bands);
        buf_put_char(words, '.');
    } else {
        buf_put_text(words, "No scale is known to draw beside the adverts.");
    }
}

static void say_warning(struct buf *words, const struct market_report *report) {
    if (report->table_count > 1) {
        buf_put_text(words, "The adverts show ");
        say_number(words, (int64_t)report->table_count);
        buf_put_text(words, " tables. ");
        buf_put_text(words, ladder_tables_warning);
    }
}

static void note_outside(struct market_drawing *drawing) {
    const struct ladder_axis *axis = &drawing->svg.axis;
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    if (axis->below > 0) {
        say_count(&words, (int64_t)axis->below, "advert", "adverts");
        buf_put_text(&words, " below ");
        say_pence(&words, axis->low);
        buf_put_text(&words, axis->above > 0 ? " and " : NULL);
    }
    if (axis->above > 0) {
        say_count(&words, (int64_t)axis->above, "advert", "adverts");
        buf_put_text(&words, " above ");
        say_pence(&words, axis->high);
    }
    buf_put_text(&words, words.len > 0 ? " not drawn." : NULL);
    svg_words(&drawing->svg, buf_text(&words), SVG_SMALL);
    buf_fini(&words);
}

/* @return false where there are no more */
static bool put_source(struct market_drawing *drawing, size_t *at) {
    struct buf names;
    buf_init(&names, TEXT_WORDS_CAP);
    const char *attribution = ladder_next_source(&names, drawing->report, at);
    if (attribution && attribution[0]) {
        svg_words(&drawing->svg, attribution, SVG_SMALL);
    }
    buf_fini(&names);
    return attribution != NULL;
}

static void draw_notes(struct market_drawing *drawing) {
    enum { GAP = 8 };
    drawing->svg.y += GAP;
    if (drawing->svg.has_axis) {
        note_outside(drawing);
    }
    put_words(drawing, say_scale, SVG_SMALL);
    put_words(drawing, ladder_say_current, SVG_SMALL);
    put_words(drawing, say_warning, SVG_SMALL);
    put_words(drawing, ladder_say_stand, SVG_SMALL);
    svg_words(
        &drawing->svg,
        "Basic full-time pay a year, high cost area supplement removed; a range counts as "
        "its middle.",
        SVG_SMALL);
    for (size_t at = 0; put_source(drawing, &at);) {
    }
    put_words(drawing, ladder_say_stale, SVG_SMALL);
    svg_words(&drawing->svg, ladder_disclaimer, SVG_SMALL);
}

/* ---- the whole ---- */

static void draw_all(struct market_drawing *drawing) {
    enum { GAP = 6 };
    put_words(drawing, say_title, SVG_LARGE);
    put_words(drawing, ladder_say_counts, SVG_NORMAL);
    put_words(drawing, say_too_few, SVG_NORMAL);
    drawing->svg.y += GAP;
    if (drawing->svg.has_axis) {
        draw_dots(drawing);
        draw_median(drawing);
        draw_spread(drawing);
        draw_scales(drawing);
        draw_offer(drawing);
        svg_axis(&drawing->svg);
    }
    draw_groups(drawing);
    draw_notes(drawing);
    drawing->svg.y += SVG_MARGIN;
}

/* Diagonal lines: a tone that paper keeps. */
static void put_hatch(struct markup *markup) {
    markup_open(markup, "defs");
    markup_open(markup, "pattern");
    markup_attribute(markup, "id", HATCH);
    markup_attribute(markup, "patternUnits", "userSpaceOnUse");
    markup_attribute(markup, "width", "5");
    markup_attribute(markup, "height", "5");
    markup_attribute(markup, "patternTransform", "rotate(45)");
    markup_open(markup, "line");
    markup_attribute(markup, "y2", "5");
    markup_attribute(markup, "stroke", "#000");
    markup_attribute(markup, "stroke-width", "2");
    markup_close(markup);
    markup_close(markup);
    markup_close(markup);
}

static void put_named(struct markup *markup, const char *element, const char *id,
                      const struct market_report *report,
                      void (*say)(struct buf *words, const struct market_report *report)) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    say(&words, report);
    markup_open(markup, element);
    markup_attribute(markup, "id", id);
    markup_text(markup, buf_text(&words));
    markup_close(markup);
    buf_fini(&words);
}

static void put_paper(struct markup *markup, int64_t height) {
    markup_open(markup, "rect");
    markup_number(markup, "width", SVG_WIDTH);
    markup_number(markup, "height", height);
    markup_attribute(markup, "fill", "#fff");
    markup_close(markup);
}

static void put_root(struct markup *markup, int64_t height) {
    struct buf box;
    buf_init(&box, TEXT_WORDS_CAP);
    buf_printf(&box, "0 0 %d %d", SVG_WIDTH, (int)height);
    markup_open(markup, "svg");
    markup_attribute(markup, "xmlns", "http://www.w3.org/2000/svg");
    markup_attribute(markup, "viewBox", buf_text(&box));
    markup_attribute(markup, "role", "img");
    markup_attribute(markup, "aria-labelledby", "market-title market-desc");
    markup_attribute(markup, "font-family", "sans-serif");
    buf_fini(&box);
}

static struct market_drawing drawing_of(struct markup *markup,
                                        const struct market_report *report) {
    struct market_drawing drawing = {.svg = {.markup = markup, .y = SVG_MARGIN / 2},
                                     .report = report};
    drawing.svg.has_axis =
        ladder_axis_of(&drawing.svg.axis, report, SVG_AXIS_LENGTH / NUMBER_WIDTH + 1);
    return drawing;
}

/* How high it is comes out only by drawing, and stands in front. */
static int64_t height_of(const struct market_report *report, size_t cap) {
    struct buf scratch;
    struct markup markup;
    buf_init(&scratch, cap);
    markup_init(&markup, &scratch);
    markup_open(&markup, "svg");
    struct market_drawing drawing = drawing_of(&markup, report);
    draw_all(&drawing);
    buf_fini(&scratch);
    return drawing.svg.y;
}

void svg_market_element(struct markup *markup, const struct market_report *report) {
    int64_t height = height_of(report, markup->out->cap);
    put_root(markup, height);
    put_named(markup, "title", "market-title", report, say_title);
    put_named(markup, "desc", "market-desc", report, say_description);
    put_hatch(markup);
    put_paper(markup, height);
    struct market_drawing drawing = drawing_of(markup, report);
    draw_all(&drawing);
    markup_close(markup);
}

void svg_market(struct buf *out, const struct market_report *report) {
    struct markup markup;
    markup_init(&markup, out);
    markup_prologue(&markup, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    svg_market_element(&markup, report);
    markup_end(&markup);
}
