/* tests/support/board_notices.c - the short pages: no such page, sign in, maintenance, apply
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/board_notices.h"

#include "tests/support/board_frame.h"

/* Seen by several readers of the real site: neither the frame nor a 404 status. */
void board_notices_write_service_domain(struct board_text *text) {
    board_text_add(text,
                   "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">\n"
                   "<title>Service Domain Information</title></head>\n<body>\n"
                   "<h1>Service Domain Information</h1>\n"
                   "<p>This page is no longer active.</p>\n"
                   "<p>The address may have been typed wrongly, or it belongs to a part of "
                   "the service that has been taken away.</p>\n</body>\n</html>\n");
}

void board_notices_write_login(struct board_text *text) {
    board_frame_open(text, "Sign in");
    board_text_add(
        text, "<h1 class=\"nhsuk-heading-xl\" id=\"heading\">Sign in to your account</h1>\n"
              "<form method=\"post\" action=\"/candidate/auth/login\" novalidate>\n"
              "<input type=\"hidden\" name=\"_csrf\" value=\"0\">\n"
              "<label for=\"username\">Email address</label>\n"
              "<input id=\"username\" name=\"username\" type=\"email\">\n"
              "<label for=\"password\">Password</label>\n"
              "<input id=\"password\" name=\"password\" type=\"password\">\n"
              "<button id=\"sign-in\">Sign in</button>\n</form>\n"
              "<p><a href=\"/candidate/auth/register\">Create an account</a></p>\n");
    board_frame_close(text);
}

void board_notices_write_maintenance(struct board_text *text) {
    board_notices_write_error(
        text, "Sorry, the board is being repaired",
        "We are making changes to the service. You will be able to use it "
        "again from 7am tomorrow. Answers you have saved are safe.");
}

void board_notices_write_error(struct board_text *text, const char *heading,
                               const char *sentence) {
    board_frame_open(text, heading);
    board_text_add(text, "<h1 class=\"nhsuk-heading-xl\">");
    board_text_add_escaped(text, heading);
    board_text_add(text, "</h1>\n<p>");
    board_text_add_escaped(text, sentence);
    board_text_add(text, "</p>\n");
    board_frame_close(text);
}

void board_notices_write_leaving(struct board_text *text, const char *ref) {
    board_frame_open(text, "You are leaving the board");
    board_text_add(text,
                   "<h1 class=\"nhsuk-heading-xl\" id=\"heading\">You are leaving the "
                   "board</h1>\n<p>This employer takes applications on its own site.</p>\n"
                   "<form method=\"post\" action=\"/candidate/jobadvert/");
    board_text_add_escaped(text, ref);
    board_text_add(text, "/ats-direct-apply\">\n<button id=\"continue\">Continue</button>\n"
                         "</form>\n");
    board_frame_close(text);
}
